"""The metrics: what a predicted document has right of a gold one, as counts per label.

Each rule is explained, with worked examples, in `camket/scoring/README.md`.

    entities                  span and label equal
    entities_vlsp             the same on the outermost spans of PER, ORG and LOC (GPE counts as LOC)
    numbers_span              span and label equal
    numbers_value             … and the value
    numbers_unit              … and the unit
    numbers                   … and the modifier: everything right
    numbers_credit            a quarter for each of these four steps
    commitments               spans overlap and the label is equal, matched one to one
    commitments_exact         span and label equal
    commitments_frame         span, label, specificity and all arguments equal
    specificity               matched as `commitments`, and the specificity is equal
    arguments                 of the pairs matched as `commitments`: role and span of the argument equal;
                              arguments of unmatched commitments are missed or spurious
    label_given_span          of commitments paired by overlap, whatever their label: the label is equal
    specificity_given_span    … the specificity is equal
    arguments_given_span      … role and span of the argument equal; unpaired commitments do not count
    sentences                 a sentence has the commitment label (multi-label)

and for each layer (`entities`, `numbers`, `commitments`) the schemes of `camket.scoring.schemes`, as LAYER_SCHEME.

An exact match is CoNLL's (Tjong Kim Sang and De Meulder 2003), with nested spans counted like any other. The metrics
given the span measure a system that was handed gold's spans, and the rest of one that found its own.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from camket.model import VLSP_LABELS, Commitment, Document, Entity, Number
from camket.scoring.counts import Counts
from camket.scoring.matching import Pair, best_matches, exact_matches, overlap_matches, shared
from camket.scoring.schemes import SCHEMES, scheme_counts
from camket.values import meaning, plain_unit

ByLabel = dict[str, Counts]
Metric = Callable[[Document, Document], ByLabel]
Commitments = Sequence[Commitment]
Matched = Callable[[Document, Document], tuple[Commitments, Commitments, list[Pair[Commitment]]]]
"""The commitments of both sides that count, and their pairs."""
SPAN_LAYERS = ("entities", "numbers", "commitments")


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
        result = _tally(gold.numbers, predicted.numbers)
        sides = [[_number(number, fields) for number in side.numbers] for side in (gold, predicted)]
        for (label, _, _, *_), number in exact_matches(*sides).items():
            result[label] += Counts(correct=number)
        return result

    return metric


def _number(number: Number, fields: Sequence[str]) -> tuple[str, int, int, *tuple[Hashable, ...]]:
    """What must be equal of a number: label, span, and the meaning of some fields."""
    means: dict[str, Callable[[], Hashable]] = {
        "value": lambda: meaning(number.label, number.value),
        "unit": lambda: plain_unit(number.unit),
        "modifier": lambda: number.modifier,
    }
    return (number.label, number.start, number.end, *(means[field]() for field in fields))


def _numbers_credit(gold: Document, predicted: Document) -> ByLabel:
    steps = [metric(gold, predicted) for metric in (_numbers(), *_NUMBER_STEPS.values())]
    result: ByLabel = {}
    for label, found in steps[0].items():
        right = steps[-1][label].correct
        partly = found.correct - right
        credit = sum(step[label].correct for step in steps) / 4 - right
        result[label] = Counts(right, found.gold, found.predicted, partly, credit=credit)
    return result


def _commitments(gold: Document, predicted: Document) -> ByLabel:
    result = _tally(gold.commitments, predicted.commitments)
    for one, _ in overlap_matches(gold.commitments, predicted.commitments):
        result[one.label] += Counts(correct=1)
    return result


def _commitments_exact(gold: Document, predicted: Document) -> ByLabel:
    return _exact(gold.commitments, predicted.commitments)


def _commitments_frame(gold: Document, predicted: Document) -> ByLabel:
    result = _tally(gold.commitments, predicted.commitments)
    frames = [[_frame(commitment) for commitment in side.commitments] for side in (gold, predicted)]
    for (_, _, label, _, _), number in exact_matches(*frames).items():
        result[label] += Counts(correct=number)
    return result


def _frame(commitment: Commitment) -> tuple[int, int, str, str, tuple[object, ...]]:
    arguments = tuple(sorted((a.role, a.start, a.end) for a in commitment.arguments))
    return commitment.start, commitment.end, commitment.label, commitment.specificity, arguments


def _end_to_end(gold: Document, predicted: Document) -> tuple[Commitments, Commitments, list[Pair[Commitment]]]:
    return gold.commitments, predicted.commitments, overlap_matches(gold.commitments, predicted.commitments)


def _given_span(gold: Document, predicted: Document) -> tuple[Commitments, Commitments, list[Pair[Commitment]]]:
    def worth(one: Commitment, other: Commitment) -> tuple[int, ...]:
        return 1, shared(one, other), one.label == other.label, one == other

    pairs = best_matches(gold.commitments, predicted.commitments, worth)
    return [one for one, _ in pairs], [other for _, other in pairs], pairs


def _on_pairs(matched: Matched, features: Callable[[Commitment], Iterable[tuple[str, Hashable]]]) -> Metric:
    """What commitments have, each a label and what must be equal with it, compared within matched pairs."""

    def metric(gold: Document, predicted: Document) -> ByLabel:
        ours, theirs, pairs = matched(gold, predicted)
        result: ByLabel = defaultdict(Counts)
        for side, one in ((ours, Counts(gold=1)), (theirs, Counts(predicted=1))):
            for commitment in side:
                for label, _ in features(commitment):
                    result[label] += one
        for mine, other in pairs:
            for (label, _), number in exact_matches(list(features(mine)), list(features(other))).items():
                result[label] += Counts(correct=number)
        return result

    return metric


def _label(commitment: Commitment) -> Iterable[tuple[str, Hashable]]:
    yield commitment.label, None


def _specificity(commitment: Commitment) -> Iterable[tuple[str, Hashable]]:
    yield commitment.specificity, None


def _arguments(commitment: Commitment) -> Iterable[tuple[str, Hashable]]:
    for argument in commitment.arguments:
        yield argument.role, (argument.start, argument.end)


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


def _scheme(layer: str, scheme: str) -> Metric:
    def metric(gold: Document, predicted: Document) -> ByLabel:
        return scheme_counts(getattr(gold, layer), getattr(predicted, layer), scheme)

    return metric


_NUMBER_STEPS: Mapping[str, Metric] = {
    "numbers_value": _numbers("value"),
    "numbers_unit": _numbers("value", "unit"),
    "numbers": _numbers("value", "unit", "modifier"),
}
METRICS: Mapping[str, Metric] = {
    "entities": _entities,
    "entities_vlsp": _entities_vlsp,
    "numbers_span": _numbers(),
    **_NUMBER_STEPS,
    "numbers_credit": _numbers_credit,
    "commitments": _commitments,
    "commitments_exact": _commitments_exact,
    "commitments_frame": _commitments_frame,
    "specificity": _on_pairs(_end_to_end, _specificity),
    "arguments": _on_pairs(_end_to_end, _arguments),
    "label_given_span": _on_pairs(_given_span, _label),
    "specificity_given_span": _on_pairs(_given_span, _specificity),
    "arguments_given_span": _on_pairs(_given_span, _arguments),
    "sentences": _sentences,
}
SCHEME_METRICS: Mapping[str, Metric] = {
    f"{layer}_{scheme}": _scheme(layer, scheme) for layer in SPAN_LAYERS for scheme in SCHEMES
}
