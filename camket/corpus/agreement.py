"""Agreement between two passes: F1 of spans, kappa of sentence labels, and where they differ.

F1 between two annotators takes one pass as gold; it does not depend on which (Hripcsak and Rothschild 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camket.corpus.load import annotation_files, load_pass
from camket.model import COMMITMENT_LABELS, LAYERS, Document, Entity, Number, Span
from camket.scoring.counts import Counts, total
from camket.scoring.matching import overlap_matches
from camket.scoring.score import Scores, score

SPAN_METRICS = ("entities", "numbers_span", "commitments_exact")
VALUE_METRICS = ("numbers", "commitments", "specificity", "arguments")


@dataclass(frozen=True)
class Agreement:
    """Agreement over documents that both passes annotated."""

    documents: int
    sentences: int
    exact: Scores
    overlap: dict[str, dict[str, Counts]]
    kappa: dict[str, float | None]

    def as_data(self) -> dict[str, Any]:
        """The figures as plain data: F1 per metric and label, kappa per label."""
        exact = {
            metric: {"all": self.exact.micro(metric).f1}
            | {label: counts.f1 for label, counts in self.exact.labels(metric).items()}
            for metric in (*SPAN_METRICS, *VALUE_METRICS)
        }
        overlap = {name: {label: counts.f1 for label, counts in found.items()} for name, found in self.overlap.items()}
        return {
            "documents": self.documents,
            "sentences": self.sentences,
            "f1": exact,
            "overlap_f1": overlap,
            "kappa": self.kappa,
        }


def agreement(one: Sequence[Document], other: Sequence[Document]) -> Agreement:
    """Compare two passes over the same articles.

    Raises ValueError where an article is in one pass only, or has other sentences in the other.
    """
    if lonely := {d.id for d in one} ^ {d.id for d in other}:
        raise ValueError(f"in one pass only: {', '.join(sorted(lonely))}; compare passes over the same articles")
    pairs = _pairs(one, other)
    if changed := [a.id for a, b in pairs if [s.sha256 for s in a.sentences] != [s.sha256 for s in b.sentences]]:
        raise ValueError(f"other sentences in the other pass: {', '.join(changed)}; compare passes over the same text")
    return Agreement(
        documents=len(pairs),
        sentences=sum(len(document.sentences) for document in one),
        exact=score(one, other),
        overlap={
            "entities": _overlap([(a.entities, b.entities) for a, b in pairs]),
            "numbers_span": _overlap([(a.numbers, b.numbers) for a, b in pairs]),
            "commitments_exact": _overlap([(a.commitments, b.commitments) for a, b in pairs]),
        },
        kappa=kappa(one, other),
    )


def by_layers(root: Path) -> dict[str, Agreement]:
    """The agreement of the two passes over each layer of a repository that has passes."""
    layers = [layer for layer in LAYERS if annotation_files(root, layer, "1")]
    return {layer: agreement(load_pass("1", layer, root), load_pass("2", layer, root)) for layer in layers}


def kappa(one: Sequence[Document], other: Sequence[Document]) -> dict[str, float | None]:
    """Cohen's kappa (1960) of each sentence label (has it or not), of all labels together, and of having any.

    None where a label is never or always given by both, so that chance agreement is complete.
    """
    labels = [
        [set(found) for document in documents for found in document.sentence_labels()]
        for documents in (
            [a for a, _ in _pairs(one, other)],
            [b for _, b in _pairs(one, other)],
        )
    ]
    result: dict[str, float | None] = {}
    for label in COMMITMENT_LABELS:
        result[label] = _kappa(*([label in found for found in side] for side in labels))
    result["all"] = _kappa(*([label in found for found in side for label in COMMITMENT_LABELS] for side in labels))
    result["any"] = _kappa(*([bool(found) for found in side] for side in labels))
    return result


def disagreements(one: Document, other: Document) -> list[tuple[int, str, Span | None, Span | None]]:
    """Where two passes over an article differ: sentence number from 1, what differs, the span of each pass or None."""
    found: list[tuple[int, str, Span | None, Span | None]] = []
    layers: list[tuple[Sequence[Span], Sequence[Span]]] = [
        (one.entities, other.entities),
        (one.numbers, other.numbers),
        (one.commitments, other.commitments),
    ]
    for left, right in layers:
        only_left, only_right = [s for s in left if s not in right], [s for s in right if s not in left]
        for a, b in overlap_matches(only_left, only_right, same_label=False):  # type: ignore[type-var]
            found.append((_sentence(one, a), _difference(a, b), a, b))
            only_left.remove(a)
            only_right.remove(b)
        found += [(_sentence(one, a), "missing in the second", a, None) for a in only_left]
        found += [(_sentence(one, b), "missing in the first", None, b) for b in only_right]
    return sorted(found, key=lambda row: row[0])


def _pairs(one: Sequence[Document], other: Sequence[Document]) -> list[tuple[Document, Document]]:
    by_id = {document.id: document for document in other}
    return [(document, by_id[document.id]) for document in one]


def _overlap(pairs: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    for left, right in pairs:
        for span in left:
            counts[span.label] = counts.get(span.label, Counts()) + Counts(gold=1)  # type: ignore[union-attr]
        for span in right:
            counts[span.label] = counts.get(span.label, Counts()) + Counts(predicted=1)  # type: ignore[union-attr]
        for a, _ in overlap_matches(left, right):  # type: ignore[type-var]
            counts[a.label] += Counts(correct=1)  # type: ignore[union-attr]
    return dict(sorted(counts.items())) | {"all": total(counts.values())}


def _kappa(one: list[bool], other: list[bool]) -> float | None:
    if not one or len(set(one) | set(other)) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score  # slow to import, and only this needs it

    return float(cohen_kappa_score(one, other))


def _sentence(document: Document, span: Span) -> int:
    index = document.sentence_at(span.start)
    return 0 if index is None else index + 1


def _difference(one: Span, other: Span) -> str:
    if (one.start, one.end) != (other.start, other.end):
        return "boundary"
    if not isinstance(one, Entity) and one.label == other.label:  # type: ignore[union-attr]
        return "value" if isinstance(one, Number) else "specificity or arguments"
    return "label"
