"""A system's findings as unreviewed annotations of an article: what a file can hold, and why the rest was left out."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from camket.contribute.wording import words
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.formats.annotation_xml import UNREVIEWED
from camket.formats.drafts import mention_of
from camket.model import PARTICIPANT_ROLES, Commitment, Document, Entity, Number, Party, Span
from camket.systems import System, predict


@dataclass(frozen=True, slots=True)
class Preannotated:
    """The document with what was added, how many spans that is, and what was left out of them with the reason."""

    document: Document
    added: int
    left_out: tuple[str, ...]


def preannotate(system: System, document: Document) -> Preannotated:
    """Add what a system finds to a document, which becomes unreviewed; its own annotations stay as they are.

    What a system finds where the layer is annotated already is left out, and what an annotation file can't hold. Raises
    ValueError for a document without text, and as `camket.systems.predict`.
    """
    found = predict(system, [document])[0]
    marked = replace(document, metadata={**document.metadata, "reviewed": UNREVIEWED})
    layers: tuple[tuple[Sequence[Span], Sequence[Span]], ...] = (
        (document.entities, found.entities),
        (document.numbers, found.numbers),
        (document.commitments, found.commitments),
    )
    fresh = list(chain.from_iterable(_free(there, spans) for there, spans in layers))
    taken = sum(len(spans) for _, spans in layers) - len(fresh)
    left_out = [f"{taken} spans where the layer is annotated already"] if taken else []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder, "article.xml")
        for span in fresh:
            try:
                marked = _with(marked, span, scratch)
            except ValueError as error:
                reason = error.faults[0].message if isinstance(error, FaultsError) else str(error)
                index = document.sentence_at(span.start) or 0
                left_out.append(f"sentence {index + 1}: {words(document, span)}: {reason}")
    added = len(list(marked.spans())) - len(list(document.spans()))
    return Preannotated(marked, added, tuple(left_out))


def bare(document: Document) -> Document:
    """The document without its annotations."""
    return replace(document, entities=(), numbers=(), parties=(), commitments=())


def _free(there: Sequence[Span], found: Iterable[Span]) -> list[Span]:
    """The spans found that share no character with one that is there."""
    return [span for span in found if not any(span.start < old.end and old.start < span.end for old in there)]


def _with(document: Document, span: Span, scratch: Path) -> Document:
    """The document with one more span, if an annotation file can hold it; raises ValueError where it can't."""
    match span:
        case Entity():
            document = replace(document, entities=tuple(sorted({*document.entities, span})))
        case Number():
            document = replace(document, numbers=tuple(sorted({*document.numbers, span})))
        case Commitment():
            document = _with_commitment(document, span)
    scratch.write_text(annotation_xml.write(document), encoding="utf-8", newline="\n")
    annotation_xml.read(scratch)
    return document


def _with_commitment(document: Document, commitment: Commitment) -> Document:
    """The document with a commitment, and parties for its participants where nothing marks them."""
    spans = list(document.spans())
    participants = [a for a in commitment.arguments if a.role in PARTICIPANT_ROLES]
    kept = {a for a in commitment.arguments if a in participants or mention_of(a, spans)}
    if not any(argument.role == "actor" for argument in kept):
        raise ValueError("no actor found: add it with one")
    parties = {Party(a.start, a.end) for a in participants if mention_of(a, spans) is None}
    held = replace(commitment, arguments=tuple(sorted(kept)))
    return replace(
        document,
        parties=tuple(sorted({*document.parties, *parties})),
        commitments=tuple(sorted({*document.commitments, held})),
    )
