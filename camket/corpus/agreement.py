"""Agreement between two passes: F1 of spans, kappa of sentence labels, and where they differ.

F1 between two annotators takes one pass as gold; it does not depend on which (Hripcsak and Rothschild 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camket.corpus.load import load_pass
from camket.model import COMMITMENT_LABELS, COMPOSED_SPLITS, LAYERS, Document, Entity, Number, Span
from camket.scoring.bootstrap import ends, resampled_sums
from camket.scoring.counts import Counts
from camket.scoring.matching import overlap_matches
from camket.scoring.score import Scores, score

SPAN_METRICS = ("entities", "numbers_span", "commitments_exact")
VALUE_METRICS = ("numbers", "commitments", "specificity", "arguments")


@dataclass(frozen=True)
class Agreement:
    """Agreement over documents that both passes annotated; the intervals are of a bootstrap over documents."""

    documents: int
    sentences: int
    exact: Scores
    overlap: Scores
    kappa: dict[str, float | None]
    kappa_interval: dict[str, tuple[float, float] | None]

    def as_data(self) -> dict[str, Any]:
        """The figures as plain data: F1 per metric and label, kappa per label."""
        return {
            "documents": self.documents,
            "sentences": self.sentences,
            "f1": _f1(self.exact, (*SPAN_METRICS, *VALUE_METRICS)),
            "overlap_f1": _f1(self.overlap, SPAN_METRICS),
            "kappa": self.kappa,
            "kappa_interval": self.kappa_interval,
        }


def _f1(scores: Scores, metrics: Sequence[str]) -> dict[str, dict[str, float | None]]:
    return {
        metric: {"all": scores.micro(metric).f1} | {label: counts.f1 for label, counts in scores.labels(metric).items()}
        for metric in metrics
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
    tables = _label_tables(pairs)
    return Agreement(
        documents=len(pairs),
        sentences=sum(len(document.sentences) for document in one),
        exact=score(one, other),
        overlap=Scores(
            tuple(a.id for a, _ in pairs),
            {
                "entities": tuple(_overlap(a.entities, b.entities) for a, b in pairs),
                "numbers_span": tuple(_overlap(a.numbers, b.numbers) for a, b in pairs),
                "commitments_exact": tuple(_overlap(a.commitments, b.commitments) for a, b in pairs),
            },
        ),
        kappa=kappa(one, other),
        kappa_interval={label: _kappa_interval(table) for label, table in tables.items()},
    )


def by_parts(root: Path) -> dict[str, Agreement]:
    """The agreement over each layer and learning split that has articles with both passes; others are left out."""
    parts: dict[str, Agreement] = {}
    for layer in LAYERS:
        passes = [load_pass(number, layer, root) for number in ("1", "2")]
        both = {document.id for document in passes[0]} & {document.id for document in passes[1]}
        for part in (layer, *(COMPOSED_SPLITS if layer == "composed" else ())):
            one, other = ([d for d in side if d.id in both and part in (layer, d.split)] for side in passes)
            if one:
                parts[part] = agreement(one, other)
    return parts


def kappa(one: Sequence[Document], other: Sequence[Document]) -> dict[str, float | None]:
    """Cohen's kappa (1960) of each sentence label (has it or not), of all labels together, and of having any.

    None where a label is never or always given by both, so that chance agreement is complete.
    """
    tables = _label_tables(_pairs(one, other))
    found = {label: float(_kappas(table.sum(axis=0))) for label, table in tables.items()}
    return {label: None if np.isnan(value) else value for label, value in found.items()}


def _label_tables(pairs: Sequence[tuple[Document, Document]]) -> dict[str, NDArray[np.float64]]:
    """Per label and document how many sentences have it in both passes, in one, in the other, in none."""
    tables = {label: np.zeros((len(pairs), 4)) for label in (*COMMITMENT_LABELS, "all", "any")}
    for row, (a, b) in enumerate(pairs):
        for left, right in zip(a.sentence_labels(), b.sentence_labels(), strict=True):
            for label in COMMITMENT_LABELS:
                cell = _cell(label in left, label in right)
                tables[label][row, cell] += 1
                tables["all"][row, cell] += 1
            tables["any"][row, _cell(bool(left), bool(right))] += 1
    return tables


def _cell(left: bool, right: bool) -> int:
    return (0 if right else 1) if left else (2 if right else 3)


def _kappas(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cohen's kappa of tables of four counts along the last axis; not a number where chance agreement is complete."""
    both, left, right, none = (table[..., cell] for cell in range(4))
    total = table.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        agreed = (both + none) / total
        chance = ((both + left) * (both + right) + (none + left) * (none + right)) / total**2
        return np.asarray(np.where(chance < 1, (agreed - chance) / (1 - chance), np.nan))


def _kappa_interval(table: NDArray[np.float64]) -> tuple[float, float] | None:
    if len(table) < 2:
        return None
    drawn = _kappas(resampled_sums(table))
    known = drawn[~np.isnan(drawn)]
    return ends(known) if len(known) else None


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


def _overlap(left: Sequence[Span], right: Sequence[Span]) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    for span in left:
        counts[span.label] = counts.get(span.label, Counts()) + Counts(gold=1)  # type: ignore[union-attr]
    for span in right:
        counts[span.label] = counts.get(span.label, Counts()) + Counts(predicted=1)  # type: ignore[union-attr]
    for a, _ in overlap_matches(left, right):  # type: ignore[type-var]
        counts[a.label] += Counts(correct=1)  # type: ignore[union-attr]
    return counts


def _sentence(document: Document, span: Span) -> int:
    index = document.sentence_at(span.start)
    return 0 if index is None else index + 1


def _difference(one: Span, other: Span) -> str:
    if (one.start, one.end) != (other.start, other.end):
        return "boundary"
    if not isinstance(one, Entity) and one.label == other.label:  # type: ignore[union-attr]
        return "value" if isinstance(one, Number) else "specificity or arguments"
    return "label"
