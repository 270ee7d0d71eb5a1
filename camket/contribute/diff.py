"""What changed between two versions of an article, in words: spans that came, went, moved or changed, and the text.

Old spans are carried over to the new text word by word, so that an edit of the text is no change of the annotations.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from camket.contribute.wording import label_of, quoted, value_of, words
from camket.formats.drafts import about
from camket.model import Argument, Commitment, Document, Number, Span
from camket.scoring.matching import best_matches, shared
from camket.text import syllables

_ALIKE = 0.4
"""Sentences that share this much of their words are one sentence, edited."""
_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~#"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: sentence of the new version from 1 (of the old one where it is gone), its kind, both sides in words.

    Kinds: metadata, text (came, went, edited: see `before` and `after`), came, went, moved, label, value, specificity,
    argument. `what` is the span that changed.
    """

    sentence: int
    kind: str
    what: str = ""
    before: str = ""
    after: str = ""

    def as_data(self) -> dict[str, Any]:
        """The change as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class _Carried:
    """Where the characters of the old text are in the new one, and which sentences are of one another."""

    pairs: list[tuple[int | None, int | None]]
    starts: dict[int, int]
    ends: dict[int, int]

    def place(self, span: Span | Argument) -> tuple[int, int] | None:
        start, end = self.starts.get(span.start), self.ends.get(span.end)
        return None if start is None or end is None or start >= end else (start, end)


def differences(old: Document, new: Document) -> list[Change]:
    """The changes from one version of an article to another, in the order of the text."""
    carried = _carry(old, new)
    changes = list(_metadata(old, new))
    changes += _text(old, new, carried)
    layers: tuple[tuple[Sequence[Any], Sequence[Any]], ...] = (
        (old.entities, new.entities),
        (old.numbers, new.numbers),
        (old.parties, new.parties),
        (old.commitments, new.commitments),
    )
    for left, right in layers:
        changes += _spans(old, new, left, right, carried)
    return sorted(changes, key=lambda change: (change.sentence, change.kind != "text"))


def markdown(name: str, changes: Sequence[Change]) -> str:
    """The changes of one article as a part of a page in Markdown."""
    lines = [f"### {name}", ""]
    for sentence, group in groupby(changes, key=lambda change: change.sentence):
        lines.append(f"- sentence {sentence}" if sentence else "- article")
        lines += [f"  - {_line(change)}" for change in group]
    return "\n".join([*lines, "" if changes else "no difference\n"])


def _line(change: Change) -> str:
    what, before, after = (part.translate(_MARKDOWN) for part in (change.what, change.before, change.after))
    kind = f"**{change.kind}**"
    if change.kind == "text" and not (before and after):
        return f"{kind} sentence came: {after}" if after else f"{kind} sentence went: {before}"
    if change.kind in ("came", "went"):
        return f"{kind} {what}"
    return f"{kind} {what + ': ' if what else ''}{before or 'nothing'} → {after or 'nothing'}"


def _metadata(old: Document, new: Document) -> Iterator[Change]:
    left, right = about(old), about(new)
    for key in dict.fromkeys([*left, *right]):
        if left.get(key) != right.get(key):
            yield Change(0, "metadata", key, left.get(key, ""), right.get(key, ""))


def _carry(old: Document, new: Document) -> _Carried:
    carried = _Carried([], {}, {})
    before, after = ([sentence.sha256 for sentence in document.sentences] for document in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            carried.pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                base, to, length = old.sentences[i].start, new.sentences[j].start, new.sentences[j].end
                for step in range(length - to + 1):
                    carried.starts[base + step] = carried.ends[base + step] = to + step
        else:
            edited = _edited(old, new, range(i1, i2), range(j1, j2))
            taken = {j for _, j in edited}
            carried.pairs += [(i, None) for i in range(i1, i2) if i not in dict(edited)]
            carried.pairs += [*edited, *((None, j) for j in range(j1, j2) if j not in taken)]
            for i, j in edited:
                _carry_words(old, new, i, j, carried)
    return carried


def _edited(old: Document, new: Document, left: range, right: range) -> list[tuple[int, int]]:
    """The pairs of sentences that are one another, edited; in order, the most alike first."""
    if old.text is None or new.text is None:
        return []
    alike = []
    for i in left:
        for j in right:
            ratio = SequenceMatcher(None, _tokens(old, i), _tokens(new, j), autojunk=False).ratio()
            if ratio >= _ALIKE:
                alike.append((ratio, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(alike, reverse=True):
        if all((i - a) * (j - b) > 0 for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def _tokens(document: Document, index: int) -> list[str]:
    text = document.surface(document.sentences[index])
    return [text[start:end] for start, end in syllables(text)]


def _carry_words(old: Document, new: Document, i: int, j: int, carried: _Carried) -> None:
    """Carry the edges of words of an edited sentence over: of words that changed to those of the change, of words that
    went to the words beside them, so that a span of them only ends before it starts and is gone."""
    a, b = old.sentences[i], new.sentences[j]
    ours, theirs = ([*syllables(d.surface(s))] for d, s in ((old, a), (new, b)))
    matcher = SequenceMatcher(None, _tokens(old, i), _tokens(new, j), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or i2 - i1 == j2 - j1:
            steps: list[tuple[int, int, int]] = [(i1 + k, j1 + k, j1 + k) for k in range(i2 - i1)]
        elif tag == "replace":
            steps = [(k, j1, j2 - 1) for k in range(i1, i2)]
        else:  # of words that came there is nothing to carry
            steps = [(k, j1, j1 - 1) for k in range(i1, i2)]
        for k, first, last in steps:
            if first < len(theirs):
                carried.starts[a.start + ours[k][0]] = b.start + theirs[first][0]
            if last >= 0:
                carried.ends[a.start + ours[k][1]] = b.start + theirs[last][1]


def _text(old: Document, new: Document, carried: _Carried) -> Iterator[Change]:
    for i, j in carried.pairs:
        if i is None and j is not None:
            yield Change(j + 1, "text", after=quoted(new, new.sentences[j]))
        elif j is None and i is not None:
            yield Change(i + 1, "text", before=quoted(old, old.sentences[i]))
        elif i is not None and j is not None:
            a, b = old.sentences[i], new.sentences[j]
            if a.sha256 != b.sha256:
                yield Change(j + 1, "text", "", *_cut(old.surface(a), new.surface(b)))
            if a.headline != b.headline:
                names = {True: "headline", False: "paragraph"}
                yield Change(j + 1, "text", quoted(new, b), names[a.headline], names[b.headline])


def _cut(before: str, after: str, around: int = 3) -> tuple[str, str]:
    """Two versions of a sentence, without the words that they begin and end with alike but for a few."""
    left, right = before.split(" "), after.split(" ")
    least = min(len(left), len(right))
    head = next((k for k in range(least) if left[k] != right[k]), least)
    tail = next((k for k in range(least - head) if left[-1 - k] != right[-1 - k]), least - head)
    head, tail = max(head - around, 0), max(tail - around, 0)
    parts = []
    for side in (left, right):
        shown = side[head : len(side) - tail]
        parts.append("“" + " ".join([*(["…"] if head else []), *shown, *(["…"] if tail else [])]) + "”")
    return parts[0], parts[1]


def _spans(
    old: Document, new: Document, left: Sequence[Any], right: Sequence[Any], carried: _Carried
) -> Iterator[Change]:
    by_place = {id(span): carried.place(span) for span in left}
    there = [span for span in left if by_place[id(span)]]
    moved = {_Placed(*(by_place[id(span)] or (0, 0)), getattr(span, "label", ""), i): i for i, span in enumerate(there)}
    fresh = {_Placed(span.start, span.end, getattr(span, "label", ""), i): i for i, span in enumerate(right)}
    pairs = best_matches(list(moved), list(fresh), _worth)
    for one, other in pairs:
        yield from _changed(old, new, there[moved[one]], right[fresh[other]], carried)
    known, found = {moved[one] for one, _ in pairs}, {fresh[other] for _, other in pairs}
    for span in (*(s for s in left if not by_place[id(s)]), *(s for i, s in enumerate(there) if i not in known)):
        yield Change(_sentence(old, new, span, carried), "went", words(old, span))
    for span in (span for i, span in enumerate(right) if i not in found):
        yield Change((new.sentence_at(span.start) or 0) + 1, "came", words(new, span))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span at its place in the new text, with its number in its list."""

    start: int
    end: int
    label: str
    number: int


def _worth(one: _Placed, other: _Placed) -> tuple[int, ...]:
    return (one.start, one.end) == (other.start, other.end), 1, shared(one, other), one.label == other.label


def _sentence(old: Document, new: Document, span: Span, carried: _Carried) -> int:
    """The number of an old span's sentence, that of the new version where it is there."""
    index = old.sentence_at(span.start) or 0
    return next((j for i, j in carried.pairs if i == index and j is not None), index) + 1


def _changed(old: Document, new: Document, one: Span, other: Span, carried: _Carried) -> Iterator[Change]:
    """What differs between a span of the old version and the same one of the new version."""
    number = (new.sentence_at(other.start) or 0) + 1
    what = f"{label_of(other)} {quoted(new, other)}"
    if carried.place(one) != (other.start, other.end):
        yield Change(number, "moved", label_of(other), quoted(old, one), quoted(new, other))
    if label_of(one) != label_of(other):
        yield Change(number, "label", quoted(new, other), label_of(one), label_of(other))
    if isinstance(one, Number) and isinstance(other, Number) and value_of(one) != value_of(other):
        yield Change(number, "value", what, value_of(one), value_of(other))
    if isinstance(one, Commitment) and isinstance(other, Commitment):
        if one.specificity != other.specificity:
            yield Change(number, "specificity", what, one.specificity, other.specificity)
        kept = {(a.role, carried.place(a)): a for a in one.arguments}
        given = {(a.role, (a.start, a.end)): a for a in other.arguments}
        say: Callable[[Document, Argument], str] = lambda document, a: f"{a.role} {quoted(document, a)}"  # noqa: E731
        went = [say(old, a) for key, a in kept.items() if key not in given]
        came = [say(new, a) for key, a in given.items() if key not in kept]
        if went or came:
            yield Change(number, "argument", what, ", ".join(went), ", ".join(came))
