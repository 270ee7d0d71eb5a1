"""How much of a split a system can have seen in another: entity mentions, syllables and pairs of syllables."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from camket.model import ENTITY_LABELS, Document
from camket.text import syllables


def overlap(known: Sequence[Document], other: Sequence[Document]) -> dict[str, Any]:
    """What of `other` does not occur in `known`: how many, and the shares that are new, of running items and distinct.

    Entity mentions (by their words, whatever the label) in all and per label; syllables and pairs of neighbours in a
    sentence, in small letters, figures and marks left out. Raises ValueError for a document without text.
    """
    names = {document.surface(entity) for document in known for entity in document.entities}
    result: dict[str, Any] = {"entities": _new(names, [d.surface(e) for d in other for e in d.entities])}
    for label in ENTITY_LABELS:
        result[label] = _new(names, [d.surface(e) for d in other for e in d.entities if e.label == label])
    kinds: dict[str, Callable[[Document], Iterator[str]]] = {"syllables": _syllables, "pairs": _pairs}
    for kind, items in kinds.items():
        seen = {item for document in known for item in items(document)}
        result[kind] = _new(seen, [item for document in other for item in items(document)])
    return result


def _new(seen: set[str], items: Sequence[str]) -> dict[str, float | None]:
    distinct = set(items)
    return {
        "items": len(items),
        "new": round(sum(item not in seen for item in items) / len(items), 4) if items else None,
        "distinct": len(distinct),
        "distinct_new": round(len(distinct - seen) / len(distinct), 4) if items else None,
    }


def _sentences(document: Document) -> Iterator[list[str]]:
    for sentence in document.sentences:
        text = document.surface(sentence)
        words = [text[start:end].lower() for start, end in syllables(text)]
        yield [word for word in words if word.isalpha()]


def _syllables(document: Document) -> Iterator[str]:
    for words in _sentences(document):
        yield from words


def _pairs(document: Document) -> Iterator[str]:
    for words in _sentences(document):
        yield from (f"{one} {other}" for one, other in pairwise(words))
