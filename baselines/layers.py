"""The four sequences that a tagger learns of an article, and the article that its tags make.

Tags are IOB2 and do not nest, so entities are tagged twice: those that lie in no other, and those inside them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from camket.model import Commitment, Document, Entity, Labelled, Number, Sentence
from camket.numbers import find, parse
from camket.text import syllables

S = TypeVar("S", bound=Labelled)
Span = tuple[int, int, str]
Tokens = list[tuple[int, int]]


def outermost(spans: Iterable[S]) -> list[S]:
    """The spans that lie in no other."""
    kept: list[S] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def inner(spans: Iterable[S]) -> list[S]:
    """The outermost of the spans that lie in another."""
    every = list(spans)
    outer = set(outermost(every))
    return outermost(span for span in every if span not in outer)


LAYERS: dict[str, Callable[[Document], Sequence[Labelled]]] = {
    "entities": lambda document: outermost(document.entities),
    "inner entities": lambda document: inner(document.entities),
    "numbers": lambda document: document.numbers,
    "commitments": lambda document: outermost(document.commitments),
}


def tokenize(document: Document, sentence: Sentence) -> Tokens:
    """The offsets of a sentence's syllables in the document."""
    return [(sentence.start + start, sentence.start + end) for start, end in syllables(document.surface(sentence))]


def assemble(document: Document, found: Mapping[str, Sequence[Span]]) -> Document:
    """A document with the spans of each layer; commitments have no arguments yet, values are read from the words."""
    entities = {Entity(*span) for layer in ("entities", "inner entities") for span in found[layer]}
    read = {
        (number.start, number.end, number.label): number for number in find(document.text or "", document.date or None)
    }
    return replace(
        document,
        entities=tuple(sorted(entities)),
        numbers=tuple(read.get(span) or alone(document, *span) for span in found["numbers"]),
        commitments=tuple(Commitment(*span, specificity="vague") for span in found["commitments"]),
    )


def alone(document: Document, start: int, end: int, label: str) -> Number:
    """A number that the reader does not find in its sentence, as it reads the words alone."""
    read = parse((document.text or "")[start:end], document.date or None)
    if read is None or read.label != label:
        return Number(start, end, label, value="")
    return replace(read, start=start, end=end)
