"""Descriptive statistics of documents."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from camket.model import ARGUMENT_ROLES, COMMITMENT_LABELS, ENTITY_LABELS, NUMBER_LABELS, Document
from camket.text import syllables


def statistics(documents: Sequence[Document]) -> dict[str, Any]:
    """Sizes and label counts of documents; `syllables` and `surface_forms` are None where a text is missing."""
    entities = Counter(entity.label for document in documents for entity in document.entities)
    numbers = Counter(number.label for document in documents for number in document.numbers)
    commitments = Counter(commitment.label for document in documents for commitment in document.commitments)
    arguments = Counter(a.role for document in documents for c in document.commitments for a in c.arguments)
    labels = [found for document in documents for found in document.sentence_labels()]
    with_text = all(document.text is not None for document in documents)
    return {
        "articles": len(documents),
        "sentences": len(labels),
        "headlines": sum(sentence.headline for document in documents for sentence in document.sentences),
        "characters": sum(document.length for document in documents),
        "sentence_length": _spread([s.end - s.start for document in documents for s in document.sentences]),
        "syllables": sum(len(list(syllables(d.text or ""))) for d in documents) if with_text else None,
        "entities": _in_order(entities, ENTITY_LABELS),
        "numbers": _in_order(numbers, NUMBER_LABELS),
        "numbers_with_modifier": sum(bool(number.modifier) for d in documents for number in d.numbers),
        "parties": sum(len(document.parties) for document in documents),
        "commitments": _in_order(commitments, COMMITMENT_LABELS),
        "specific": sum(c.specificity == "specific" for document in documents for c in document.commitments),
        "arguments": _in_order(arguments, ARGUMENT_ROLES),
        "sentences_with_commitment": sum(bool(found) for found in labels),
        "surface_forms": len({d.surface(e) for d in documents for e in d.entities}) if with_text else None,
    }


def _spread(lengths: Sequence[int]) -> dict[str, float | None]:
    """The median and the ends of the middle four fifths."""
    if not lengths:
        return {"low": None, "median": None, "high": None}
    ordered = sorted(lengths)
    low, high = (ordered[round(share * (len(ordered) - 1))] for share in (0.1, 0.9))
    return {"low": low, "median": median(ordered), "high": high}


def _in_order(counts: Counter[str], labels: Sequence[str]) -> dict[str, int]:
    return {"all": counts.total(), **{label: counts[label] for label in labels}}
