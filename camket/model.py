"""The data model: documents, their sentences and the spans of the three layers, and the label sets.

Offsets are half-open, in characters of the document's NFC text. A document's text is its sentences,
joined by a space inside a paragraph and by a line feed between paragraphs, so every offset is known
from the sentences' lengths alone and holds for text-free documents too.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

ENTITY_LABELS = ("PER", "ROLE", "ORG", "GPE", "LOC", "EVENT", "PROJECT", "AGREEMENT", "SECTOR")
NUMBER_LABELS = ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "DATE", "DURATION")
COMMITMENT_LABELS = ("PLEDGE", "AGREEMENT", "REQUEST", "INTENT", "FULFILMENT", "REFUSAL")
MODIFIERS = ("approx", "min", "max")
SPECIFICITIES = ("specific", "vague")
ARGUMENT_ROLES = ("actor", "recipient", "amount", "deadline")
PARTICIPANT_ROLES = ("actor", "recipient")
LAYERS = ("published", "retold", "composed")
COMPOSED_SPLITS = ("train", "validation", "test")
PASSES = ("1", "2")
SPLITS = (*COMPOSED_SPLITS, "retold", "published")

VLSP_LABELS = {
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "EVENT": "MISC",
    "PROJECT": "MISC",
    "AGREEMENT": "MISC",
}
"""Entity labels as VLSP 2016/2018 NER names them; ROLE and SECTOR have no counterpart."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A named thing, a title or a sector; `label` is one of `ENTITY_LABELS`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number and its meaning; `label` is one of `NUMBER_LABELS`, `value` as in `camket.values`.

    In a prediction `value` may be empty: the system does not tell it.
    """

    start: int
    end: int
    label: str
    value: str
    unit: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A common-noun mention that fills a role of a commitment."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Argument:
    """The mention (by its offsets) that fills a role (`ARGUMENT_ROLES`) of a commitment."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Commitment:
    """One act; `label` is one of `COMMITMENT_LABELS`, `specificity` one of `SPECIFICITIES`."""

    start: int
    end: int
    label: str
    specificity: str
    arguments: tuple[Argument, ...] = ()


class Labelled(Protocol):
    """A span with half-open offsets and a label."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


Span = Entity | Number | Party | Commitment


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place; `paragraph` counts from 0, `sha256` is of its NFC text."""

    start: int
    end: int
    paragraph: int
    headline: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a prediction for one; `text` is None where it is not published or not given."""

    id: str
    split: str = ""
    date: str = ""
    text: str | None = None
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    numbers: tuple[Number, ...] = ()
    parties: tuple[Party, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def layer(self) -> str:
        """The layer the document belongs to: `composed` for the three learning splits."""
        return "composed" if self.split in COMPOSED_SPLITS else self.split

    @property
    def length(self) -> int:
        """Characters of the text, known without the text."""
        return self.sentences[-1].end if self.sentences else len(self.text or "")

    def spans(self) -> Iterator[Span]:
        """All spans, outer before inner: by start, then longest first, then commitment, party, entity, number."""
        order = {Commitment: 0, Party: 1, Entity: 2, Number: 3}
        every: list[Span] = [*self.commitments, *self.parties, *self.entities, *self.numbers]
        yield from sorted(every, key=lambda span: (span.start, -span.end, order[type(span)]))

    def surface(self, span: Span | Sentence | Argument) -> str:
        """The text of a span; raises ValueError for a text-free document."""
        if self.text is None:
            raise ValueError(f"{self.id} has no text: hydrate it first (camket hydrate DIR)")
        return self.text[span.start : span.end]

    def _repr_html_(self) -> str:
        """What notebooks show: the text with its spans in colour."""
        from camket.reports import inline  # only notebooks draw; reports read documents

        return inline.article(self)

    def sentence_labels(self) -> list[tuple[str, ...]]:
        """Per sentence the commitment labels that begin in it, in the order of `COMMITMENT_LABELS`."""
        found: list[set[str]] = [set() for _ in self.sentences]
        for commitment in self.commitments:
            index = self.sentence_at(commitment.start)
            if index is not None:
                found[index].add(commitment.label)
        return [tuple(label for label in COMMITMENT_LABELS if label in labels) for labels in found]

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that holds the character at `offset` or follows a gap there, None past the end."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        return index if index < len(self.sentences) else None


def lay_out(sentences: Iterable[tuple[int, int, bool, str]]) -> tuple[Sentence, ...]:
    """Place sentences of given (length, paragraph, headline, sha256) one after the other."""
    placed: list[Sentence] = []
    for length, paragraph, headline, sha256 in sentences:
        start = placed[-1].end + 1 if placed else 0
        placed.append(Sentence(start, start + length, paragraph, headline, sha256))
    return tuple(placed)


def join_text(sentences: Iterable[tuple[int, str]]) -> str:
    """The document text of sentences given as (paragraph, text); the inverse of `lay_out`."""
    parts: list[str] = []
    last: int | None = None
    for paragraph, text in sentences:
        if last is not None:
            parts.append(" " if paragraph == last else "\n")
        parts.append(text)
        last = paragraph
    return "".join(parts)
