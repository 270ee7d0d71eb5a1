"""The four sequences that a tagger learns of an article, and the article that its tags make.

Tags are IOB2 and do not nest, so entities are tagged twice: those that lie in no other, and those inside them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from camket.model import Commitment, Document, Entity, Labelled, Number, Sentence
from camket.numbers import find, parse
from camket.text import syllables

S = TypeVar("S", bound=Labelled)
Span = tuple[int, int, str]
Tokens = list[tuple[int, int]]


def outer(spans: Sequence[S]) -> list[S]:
    """The spans that lie in no other."""
    return [s for s in spans if not any(o is not s and o.start <= s.start and s.end <= o.end for o in spans)]


def inner(spans: Sequence[S]) -> list[S]:
    """The outermost of the spans that lie in another."""
    outermost = outer(spans)
    return outer([span for span in spans if span not in outermost])


LAYERS: dict[str, Callable[[Document], Sequence[Labelled]]] = {
    "entities": lambda document: outer(document.entities),
    "inner entities": lambda document: inner(document.entities),
    "numbers": lambda document: document.numbers,
    "commitments": lambda document: outer(document.commitments),
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
