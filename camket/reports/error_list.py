"""Errors of a prediction in words, a line each."""

from camket.model import Argument, Commitment, Document, Number
from camket.reports.drawing import meaning
from camket.scoring.errors import Error, Place


def sentence_of(error: Error, document: Document, place: bool = True) -> str:
    """One line: article, sentence (from 1), kind, label and both sides; offsets where the document has no text."""
    words = f"{error.kind} {error.label}: {sides(error, document)}"
    return f"{error.document} [{error.sentence + 1}] {words}" if place else words


def sides(error: Error, document: Document) -> str:
    """What gold has and what was predicted, as far as they differ."""
    if error.kind == "missed":
        return shown(error.gold, document)
    if error.kind == "spurious":
        return shown(error.predicted, document)
    if error.kind == "type":
        return f"{shown(error.gold, document)} predicted as {getattr(error.predicted, 'label', '')}"
    if isinstance(error.gold, Number) and isinstance(error.predicted, Number) and error.kind == "value":
        return (
            f"{shown(error.gold, document)} is {meaning(error.gold)}, predicted {meaning(error.predicted) or 'nothing'}"
        )
    if isinstance(error.gold, Commitment) and error.kind == "specificity":
        found = getattr(error.predicted, "specificity", "")
        return f"{shown(error.gold, document)} is {error.gold.specificity}, predicted {found}"
    if error.kind == "argument" and error.commitment:
        of = f"of {shown(error.commitment, document)}"
        return f"{shown(error.gold, document)} {of}, predicted {shown(error.predicted, document)}"
    return f"{shown(error.gold, document)} predicted as {shown(error.predicted, document)}"


def shown(place: Place | None, document: Document) -> str:
    """The words of a span, or its offsets where the document has no text; `nothing` for none."""
    if place is None:
        return "nothing"
    if document.text is None:
        return f"{place.start}-{place.end}" + ("" if isinstance(place, Argument) else f" {place.label}")
    return f"“{document.surface(place)}”"
