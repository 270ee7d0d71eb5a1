"""Text with its spans as stacked underlines, for the pages: nested or crossing, every span has a line of its own."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from camket.model import Commitment, Document, Entity, Number, Span
from camket.reports.drawing import arguments_of, meaning, name
from camket.reports.nesting import steps

STYLE = Path(__file__).with_name("underlines.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to draw: where, in which style, under which label; `key` finds it again in the page."""

    start: int
    end: int
    style: str
    label: str
    title: str = ""
    key: str = ""


def mark(span: Span, document: Document) -> Mark:
    """The mark of a span, its meaning as the title."""
    title = name(span)
    if isinstance(span, Number):
        title = f"{span.label}: {meaning(span)}"
    elif isinstance(span, Commitment):
        title = f"{span.label}: {arguments_of(span, document)}"
    style = {Entity: "entity", Number: "number", Commitment: "commitment"}.get(type(span), "party")
    return Mark(span.start, span.end, style, name(span), title)


def underlined(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """The HTML of `text[start:end]` with what lies in it of the marks.

    Elements nest, so a mark that crosses the end of another goes on in a second element, with the same key and at the
    same level. A mark that would part a letter from its combining characters takes in the whole of it.
    """
    placed = levels(_whole(mark, text, start, end) for mark in marks if mark.start < end and mark.end > start)
    if not placed:
        return escape(text[start:end])
    depth = 1 + max(level for _, level in placed)
    words = "".join(_pieces(text, start, end, placed))
    return f'<span class="lines" style="--lines:{depth}"><span>{words}</span></span>'


def levels(marks: Iterable[Mark]) -> list[tuple[Mark, int]]:
    """Marks with the level of their lines: short ones nearest to the text, none so near that lines or labels meet."""
    rows: list[list[tuple[int, int]]] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start)):
        low, high = mark.start, max(mark.end, mark.start + len(mark.label) + 1)
        free = (i for i, row in enumerate(rows) if all(high < start or end < low for start, end in row))
        level = next(free, len(rows))
        if level == len(rows):
            rows.append([])
        rows[level].append((low, high))
        placed.append((mark, level))
    return placed


def meanings(document: Document, spans: Iterable[Span]) -> str:
    """A closed list of what spans say beyond their label: values of numbers, arguments of commitments."""
    lines = [_meaning(span, document) for span in spans if isinstance(span, Number | Commitment)]
    if not lines:
        return ""
    items = "".join(f"<li>{line}</li>" for line in lines)
    title = f"Values and arguments ({len(lines)})"
    return f'<details class="meanings" lang="en"><summary>{title}</summary><ul>{items}</ul></details>'


def _meaning(span: Number | Commitment, document: Document) -> str:
    words = meaning(span) or "no value" if isinstance(span, Number) else arguments_of(span, document)
    return f'<b>{escape(span.label)}</b> <q lang="vi">{escape(document.surface(span))}</q>: {escape(words)}'


def _whole(mark: Mark, text: str, start: int, end: int) -> Mark:
    """The mark inside `text[start:end]`, widened to whole letters."""
    low, high = max(mark.start, start), min(mark.end, end)
    while low > start and _combines(text[low]):
        low -= 1
    while high < end and _combines(text[high]):
        high += 1
    return replace(mark, start=low, end=high)


def _combines(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or char == "\u200d"


def _pieces(text: str, start: int, end: int, placed: Sequence[tuple[Mark, int]]) -> Iterator[str]:
    level = {id(mark): level for mark, level in placed}
    for step in steps(start, end, (mark for mark, _ in placed)):
        yield "</mark>" * len(step.closed)
        for mark in step.opened:
            yield _opening(mark, level[id(mark)])
        begun = [mark for mark in step.opened if mark.start == step.start]
        yield _labelled(text[step.start : step.end], [(mark, level[id(mark)]) for mark in begun])


def _opening(mark: Mark, level: int) -> str:
    key = f' data-mark="{escape(mark.key)}"' if mark.key else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    return f'<mark class="{mark.style}"{key} style="--line:{level}"{title}>'


def _labelled(words: str, begun: Sequence[tuple[Mark, int]]) -> str:
    """Words with the labels of the marks that begin here; a label hangs under as many words as it is long."""
    if not begun:
        return escape(words)
    cut = words.find(" ", max(len(mark.label) for mark, _ in begun))
    first, rest = (words, "") if cut < 0 else (words[:cut], words[cut:])
    opening = "".join(
        f'<b class="{mark.style}" data-label="{escape(mark.label)}" style="--line:{level}">' for mark, level in begun
    )
    return opening + escape(first) + "</b>" * len(begun) + escape(rest)
