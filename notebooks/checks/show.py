"""Text with its spans drawn, for notebooks: colours stand in the elements themselves, so they also show on the web."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from camket.model import Labelled, Number

FIGURE = re.compile(r"(?:-?[\d.]+(?: %)?)?")
COLOURS = {
    "MONEY": "214,138,0",
    "PERCENT": "0,140,90",
    "QUANTITY": "40,110,220",
    "ORDINAL": "130,90,60",
    "DATE": "150,70,200",
    "DURATION": "200,60,110",
}


@dataclass(frozen=True, repr=False)
class Drawn:
    """A text with spans; `spans` holds those that may nest, but not cross."""

    text: str
    spans: tuple[Labelled, ...]

    def __repr__(self) -> str:
        return self.text + "".join(f"\n  {self.text[s.start : s.end]}: {caption(s)}" for s in self.spans)

    def _repr_html_(self) -> str:
        inner = _pieces(self.text, 0, len(self.text), self.spans)
        return f'<p style="line-height:2.1;max-width:60em">{inner}</p>'


def spans(text: str, found: Iterable[Labelled], start: int = 0, end: int | None = None) -> Drawn:
    """`text[start:end]` with those of its spans that lie in it, each with its label, a number with its meaning."""
    end = len(text) if end is None else end
    inside = [span for span in found if start <= span.start and span.end <= end]
    ordered = sorted(inside, key=lambda span: (span.start, -span.end))
    moved = (_Moved(span.start - start, span.end - start, caption(span)) for span in ordered)
    return Drawn(text[start:end], tuple(moved))


@dataclass(frozen=True, repr=False)
class Table:
    """Rows under a head; figures stand on the right, words on the left."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(row) for row in (self.head, *self.rows))

    def _repr_html_(self) -> str:
        figures = [all(FIGURE.fullmatch(row[i]) for row in self.rows) for i in range(len(self.head))]
        lines = [self._line("th", self.head, figures), *(self._line("td", row, figures) for row in self.rows)]
        return f"<table>{''.join(lines)}</table>"

    def _line(self, tag: str, cells: Sequence[str], figures: Sequence[bool]) -> str:
        sides = ("right" if figure else "left" for figure in figures)
        shown = (f'<{tag} style="text-align:{side}">{escape(c)}</{tag}>' for c, side in zip(cells, sides, strict=True))
        return f"<tr>{''.join(shown)}</tr>"


def table(rows: Iterable[Iterable[object]], *head: str) -> Table:
    """A table of rows under a head, both languages in one; a pandas frame's rows are `frame.values`."""
    return Table(head, tuple(tuple(str(cell) for cell in row) for row in rows))


def caption(span: Labelled) -> str:
    """A span's label, and of a number what it means: MONEY ≥ 300000000 USD."""
    if not isinstance(span, Number):
        return span.label
    sign = {"min": "≥", "max": "≤", "approx": "≈"}.get(span.modifier, "")
    return " ".join(part for part in (span.label, sign, span.value, span.unit) if part)


@dataclass(frozen=True)
class _Moved:
    start: int
    end: int
    label: str


def _pieces(text: str, start: int, end: int, ordered: Sequence[Labelled]) -> str:
    parts, at = [], start
    rest = list(ordered)
    while rest:
        span = rest.pop(0)
        inner = [other for other in rest if other.end <= span.end]
        rest = [other for other in rest if other.start >= span.end]
        parts += [escape(text[at : span.start]), _mark(text, span, inner)]
        at = span.end
    return "".join([*parts, escape(text[at:end])])


def _mark(text: str, span: Labelled, inner: Sequence[Labelled]) -> str:
    colour = COLOURS.get(span.label.split()[0], "110,110,110")
    return (
        f'<mark style="background:rgba({colour},.16);color:inherit;padding:.15em .3em;border-radius:.3em;'
        f'border-bottom:2px solid rgb({colour})">{_pieces(text, span.start, span.end, inner)}'
        f'<sub style="white-space:nowrap;font-size:.68em;opacity:.85;padding-left:.35em">'
        f"{escape(span.label)}</sub></mark>"
    )
