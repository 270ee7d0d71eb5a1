"""Scores of predictions against gold, for every metric, label and document.

Metrics, all as correct / gold / predicted counts of spans, arguments or sentences:

    entities             span and label equal
    entities_vlsp        the same on the outermost spans of PER, ORG and LOC (GPE counts as LOC)
    numbers_span         span and label equal
    numbers_value        … and the value
    numbers_unit         … and the unit
    numbers              … and the modifier: everything right
    commitments          spans overlap and the label is equal, matched one to one
    commitments_exact    span and label equal
    specificity          matched as `commitments`, and the specificity is equal
    arguments            of the pairs matched as `commitments`: role and span of the argument equal;
                         arguments of unmatched commitments are missed or spurious
    sentences            a sentence has the commitment label (multi-label)

An exact match is CoNLL's (Tjong Kim Sang and De Meulder 2003), with nested spans counted like any other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from camket.model import VLSP_LABELS, Commitment, Document, Entity, Number
from camket.scoring.counts import Counts, macro_f1, total
from camket.scoring.matching import exact_matches, overlap_matches
from camket.values import same_value

ByLabel = dict[str, Counts]
Metric = Callable[[Document, Document], ByLabel]


@dataclass(frozen=True)
class Scores:
    """Counts per metric, per document (in the order of gold) and per label."""

    ids: tuple[str, ...]
    counts: Mapping[str, tuple[ByLabel, ...]]

    def labels(self, metric: str) -> dict[str, Counts]:
        """The counts of each label over all documents."""
        summed: dict[str, Counts] = defaultdict(Counts)
        for by_label in self.counts[metric]:
            for label, counts in by_label.items():
                summed[label] += counts
        return dict(sorted(summed.items()))

    def micro(self, metric: str) -> Counts:
        """The counts over all documents and labels."""
        return total(self.labels(metric).values())

    def macro(self, metric: str) -> float | None:
        """The mean F1 of the labels."""
        return macro_f1(self.labels(metric).values())

    def per_label(self, metric: str) -> list[list[Counts]]:
        """The counts of each label in each document, for resampling a macro average."""
        return [[by_label.get(label, Counts()) for by_label in self.counts[metric]] for label in self.labels(metric)]

    def per_document(self, metric: str) -> list[Counts]:
        """The counts of each document over all labels, for resampling."""
        return [total(by_label.values()) for by_label in self.counts[metric]]


def score(gold: Sequence[Document], predicted: Iterable[Document]) -> Scores:
    """Score predictions against gold documents.

    Documents pair by id, in any order; a gold document without a prediction scores as an empty one. Raises ValueError
    for a predicted document that gold does not have or that stands there twice.
    """
    known = {document.id for document in gold}
    if len(known) < len(gold):
        raise ValueError("gold has a document twice; give each document once")
    given: dict[str, Document] = {}
    for document in predicted:
        if document.id not in known:
            raise ValueError(f"prediction for {document.id!r}: gold has no such document")
        if document.id in given:
            raise ValueError(f"prediction for {document.id!r} stands there twice")
        given[document.id] = document
    pairs = [(document, given.get(document.id, Document(document.id))) for document in gold]
    counts = {name: tuple(metric(one, other) for one, other in pairs) for name, metric in METRICS.items()}
    return Scores(tuple(document.id for document in gold), counts)


def outermost(entities: Iterable[Entity], labels: Mapping[str, str]) -> list[Entity]:
    """The entities that `labels` maps, renamed, without those that lie inside another of them."""
    mapped = [Entity(e.start, e.end, labels[e.label]) for e in entities if e.label in labels]
    mapped.sort(key=lambda entity: (entity.start, -entity.end, entity.label))
    kept: list[Entity] = []
    for entity in mapped:
        if not kept or entity.end > kept[-1].end:
            kept.append(entity)
    return kept


def _entities(gold: Document, predicted: Document) -> ByLabel:
    return _exact(gold.entities, predicted.entities)


def _entities_vlsp(gold: Document, predicted: Document) -> ByLabel:
    labels = {name: mapped for name, mapped in VLSP_LABELS.items() if mapped != "MISC"}
    return _exact(outermost(gold.entities, labels), outermost(predicted.entities, labels))


def _numbers(*fields: str) -> Metric:
    """Numbers with equal span and label, of which those with equal `fields` are correct."""

    def metric(gold: Document, predicted: Document) -> ByLabel:
        def same(one: Number, other: Number) -> bool:
            return all(
                same_value(one.label, one.value, other.value)
                if name == "value"
                else getattr(one, name).casefold() == getattr(other, name).casefold()
                for name in fields
            )

        result = _tally(gold.numbers, predicted.numbers)
        unmatched = list(predicted.numbers)
        for number in gold.numbers:
            place = (number.start, number.end, number.label)
            for other in unmatched:
                if (other.start, other.end, other.label) == place and same(number, other):
                    unmatched.remove(other)
                    result[number.label] += Counts(correct=1)
                    break
        return result

    return metric


def _commitments(gold: Document, predicted: Document) -> ByLabel:
    result = _tally(gold.commitments, predicted.commitments)
    for one, _ in overlap_matches(gold.commitments, predicted.commitments):
        result[one.label] += Counts(correct=1)
    return result


def _commitments_exact(gold: Document, predicted: Document) -> ByLabel:
    return _exact(gold.commitments, predicted.commitments)


def _specificity(gold: Document, predicted: Document) -> ByLabel:
    result: ByLabel = defaultdict(Counts)
    for commitments, one in ((gold.commitments, Counts(gold=1)), (predicted.commitments, Counts(predicted=1))):
        for commitment in commitments:
            result[commitment.specificity] += one
    for mine, other in overlap_matches(gold.commitments, predicted.commitments):
        if mine.specificity == other.specificity:
            result[mine.specificity] += Counts(correct=1)
    return result


def _arguments(gold: Document, predicted: Document) -> ByLabel:
    result: ByLabel = defaultdict(Counts)
    for commitments, one in ((gold.commitments, Counts(gold=1)), (predicted.commitments, Counts(predicted=1))):
        for commitment in commitments:
            for argument in commitment.arguments:
                result[argument.role] += one
    for pair in overlap_matches(gold.commitments, predicted.commitments):
        roles = [[(a.role, a.start, a.end) for a in commitment.arguments] for commitment in pair]
        for (role, _, _), number in exact_matches(*roles).items():
            result[role] += Counts(correct=number)
    return result


def _sentences(gold: Document, predicted: Document) -> ByLabel:
    result: ByLabel = defaultdict(Counts)
    placed = Document(gold.id, sentences=gold.sentences, commitments=predicted.commitments)
    for wanted, found in zip(gold.sentence_labels(), placed.sentence_labels(), strict=True):
        for label in set(wanted) | set(found):
            result[label] += Counts(label in wanted and label in found, label in wanted, label in found)
    return result


def _tally(gold: Sequence[Entity | Number | Commitment], predicted: Sequence[Entity | Number | Commitment]) -> ByLabel:
    result: ByLabel = defaultdict(Counts)
    for span in gold:
        result[span.label] += Counts(gold=1)
    for span in predicted:
        result[span.label] += Counts(predicted=1)
    return result


def _exact(gold: Sequence[Entity | Commitment], predicted: Sequence[Entity | Commitment]) -> ByLabel:
    result = _tally(gold, predicted)
    places = [[(span.label, span.start, span.end) for span in spans] for spans in (gold, predicted)]
    for (label, _, _), number in exact_matches(*places).items():
        result[label] += Counts(correct=number)
    return result


METRICS: Mapping[str, Metric] = {
    "entities": _entities,
    "entities_vlsp": _entities_vlsp,
    "numbers_span": _numbers(),
    "numbers_value": _numbers("value"),
    "numbers_unit": _numbers("value", "unit"),
    "numbers": _numbers("value", "unit", "modifier"),
    "commitments": _commitments,
    "commitments_exact": _commitments_exact,
    "specificity": _specificity,
    "arguments": _arguments,
    "sentences": _sentences,
}
