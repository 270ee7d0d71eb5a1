"""Two passes over one article → gold: what agrees is taken, what differs is marked for a decision."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from camket.contribute.formatting import DECIDE, place_of_sentence, with_lines
from camket.contribute.wording import quoted, words
from camket.corpus.agreement import disagreements
from camket.formats.annotation_xml import UNREVIEWED, unreviewed
from camket.model import Document, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the passes differ: sentence from 1, what differs, both readings in words, "" for none."""

    sentence: int
    what: str
    text: str
    readings: tuple[str, str]

    def as_data(self) -> dict[str, Any]:
        """The difference as plain data."""
        one, two = self.readings
        return {"sentence": self.sentence, "what": self.what, "text": self.text, "pass1": one, "pass2": two}


@dataclass(frozen=True, slots=True)
class Adjudication:
    """The merged document, unreviewed as long as there are differences, which stand in order; how many spans agree."""

    document: Document
    agreed: int
    differences: tuple[Difference, ...]
    taken: int

    def xml(self, before: Sequence[str] = ()) -> str:
        """The annotation file, with a comment before its sentence for each difference, and lines before the article."""
        lines: dict[int, list[str]] = defaultdict(list)
        lines[0] = list(before)
        for number, difference in enumerate(self.differences, 1):
            lines[place_of_sentence(self.document, difference.sentence - 1)] += self.comment(number, difference)
        return with_lines(self.document, lines)

    def comment(self, number: int, difference: Difference) -> list[str]:
        """The lines of the comment that asks for a decision."""
        said = [f"<!-- {DECIDE} {number} of {len(self.differences)}: {difference.what}"]
        for index, reading in enumerate(difference.readings):
            now = " (stands below)" if index == self.taken else ""
            said.append(f"  pass {index + 1}{now}: {_plain(reading) or 'nothing'}")
        return ["\n".join(said) + " -->"]


def adjudicate(one: Document, other: Document, taken: int = 0) -> Adjudication:
    """Merge two passes; where they differ the reading of one of them (0 or 1, `taken`) stands until it is decided.

    Raises ValueError for passes over different texts, dates or articles, with the first difference, for one pass given
    twice, and for a pass that is unreviewed.
    """
    if refused := _refusal(one, other):
        raise ValueError(refused)
    differences = tuple(
        Difference(sentence, what, quoted(one, one.sentences[sentence - 1]), (_said(one, a), _said(other, b)))
        for sentence, what, a, b in disagreements(one, other)
    )
    base = (one, other)[taken]
    metadata = {key: value for key, value in base.metadata.items() if key != "pass"}
    if differences:
        metadata["reviewed"] = UNREVIEWED
    layers = ((one.entities, other.entities), (one.numbers, other.numbers), (one.commitments, other.commitments))
    agreed = sum(len(set(left) & set(right)) for left, right in layers)
    return Adjudication(replace(base, metadata=metadata), agreed, differences, taken)


def _refusal(one: Document, other: Document) -> str | None:
    for key in ("id", "split", "date"):
        first, second = getattr(one, key), getattr(other, key)
        if first != second:
            return f"the passes differ in their {key}: {first!r} and {second!r}; two passes are of one article"
    made = one.metadata.get("pass")
    if made and made == other.metadata.get("pass"):
        return f"both are pass {made}: give the two readings, of one annotator and of the other"
    if (one.text is None) != (other.text is None):
        return "one pass has the text and the other has not: give both in the same form"
    for number, (left, right) in enumerate(zip(one.sentences, other.sentences, strict=False), 1):
        if left.sha256 != right.sha256 or (left.paragraph, left.headline) != (right.paragraph, right.headline):
            said = f": {quoted(one, left)} and {quoted(other, right)}"
            if left.sha256 == right.sha256:
                said = f", its place in a paragraph or headline: {quoted(one, left)}"
            return f"the passes differ in their text, first in sentence {number}{said}; make the texts alike"
    if len(one.sentences) != len(other.sentences):
        return f"the passes have {len(one.sentences)} and {len(other.sentences)} sentences; make the texts alike"
    for number, document in enumerate((one, other), 1):
        if unreviewed(document):
            return f'pass {number} is unreviewed (reviewed="no"): finish it first, then camket format --reviewed'
    return None


def _said(document: Document, span: Span | None) -> str:
    return words(document, span) if span else ""


def _plain(reading: str) -> str:
    """A reading as a comment can hold it: without two hyphens in a row."""
    return re.sub("-(?=-)", "- ", reading)
