"""Every error of a prediction, typed: what was missed, made up, cut wrong, named wrong, or filled wrong.

    missed        a gold span that no predicted span overlaps (or that went to another)
    spurious      a predicted span that no gold span overlaps (or that went to another)
    boundary      a pair of spans with different boundaries
    type          a pair of spans with different labels
    value         a number with the right span and label, and a wrong value, unit or modifier
    specificity   a commitment of the right label with the wrong specificity
    argument      a commitment of the right label with an argument that is missing, made up or filled wrong

Spans pair one to one: entities and numbers first where span and label are equal, then where the label is, then where
the boundaries are, of numbers at one place those with the same value, unit and modifier; commitments first as
`camket.scoring.score` pairs them, by overlap and label. So without an error every score is 1, and every error costs
some score. A pair with both boundary and label wrong is two errors.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from camket.model import Argument, Commitment, Document, Entity, Labelled, Number
from camket.scoring.matching import Pair, S, best_matches, overlap_matches, same_place, shared, without
from camket.scoring.score import paired
from camket.values import same_unit, same_value

FIELDS = ("value", "unit", "modifier")
KINDS = ("missed", "spurious", "boundary", "type", "value", "specificity", "argument")
Place = Entity | Number | Commitment | Argument


@dataclass(frozen=True, slots=True)
class Error:
    """One error; `gold` and `predicted` are the spans (of an argument error: the arguments), None where there is none.

    `label` is gold's label, the predicted one of what is spurious, the role of an argument. `fields` names what is
    wrong of a number: value, unit, modifier. `commitment` is gold's commitment of an argument error. `sentence` is the
    index (from 0) of the sentence in which the gold span, or without one the predicted span, begins.
    """

    kind: str
    layer: str
    document: str
    sentence: int
    label: str
    gold: Place | None
    predicted: Place | None
    fields: tuple[str, ...] = ()
    commitment: Commitment | None = None

    def as_data(self) -> dict[str, Any]:
        """The error as plain data: spans as start, end and label, with what else is wrong of them."""
        data: dict[str, Any] = {"kind": self.kind, "layer": self.layer, "article": self.document}
        data |= {"sentence": self.sentence + 1, "label": self.label}
        if self.fields:
            data["fields"] = list(self.fields)
        if self.commitment:
            data["commitment"] = _as_data(self.commitment)
        return data | {side: _as_data(getattr(self, side)) for side in ("gold", "predicted")}


def find_errors(gold: Iterable[Document], predicted: Iterable[Document]) -> list[Error]:
    """The errors of predictions, in the order of gold's documents, of layers and of the text.

    Documents pair by id as in `camket.scoring.score.score`, and what it refuses is refused here, but for spans beyond
    the text or inside a character sequence, which are errors like others; all of a document without a prediction is
    missed.
    """
    return [error for one, other in paired(gold, predicted, inside=False) for error in _of_document(one, other)]


def _of_document(gold: Document, predicted: Document) -> Iterator[Error]:
    layers: tuple[tuple[str, Sequence[Any], Sequence[Any]], ...] = (
        ("entities", gold.entities, predicted.entities),
        ("numbers", gold.numbers, predicted.numbers),
        ("commitments", gold.commitments, predicted.commitments),
    )
    for layer, ours, theirs in layers:
        found = [Error(*row) for row in _of_layer(gold, layer, ours, theirs)]
        yield from sorted(
            found, key=lambda error: (error.sentence, _start(error), KINDS.index(error.kind), repr(error))
        )


Row = tuple[Any, ...]


def _of_layer(document: Document, layer: str, gold: Sequence[Any], predicted: Sequence[Any]) -> Iterator[Row]:
    def row(kind: str, label: str, one: Any, other: Any, *more: Any) -> Row:
        place = (more[1] if len(more) > 1 else None) or one or other
        sentence = document.sentence_at(place.start)
        last = max(0, len(document.sentences) - 1)
        return (kind, layer, document.id, last if sentence is None else sentence, label, one, other, *more)

    pairs: list[Pair[Any]] = _commitment_pairs(gold, predicted) if layer == "commitments" else _pairs(gold, predicted)
    for span in without(gold, (one for one, _ in pairs)):
        yield row("missed", span.label, span, None)
    for span in without(predicted, (other for _, other in pairs)):
        yield row("spurious", span.label, None, span)
    for one, other in pairs:
        if not same_place(one, other):
            yield row("boundary", one.label, one, other)
        if one.label != other.label:
            yield row("type", one.label, one, other)
        elif isinstance(one, Commitment):
            if one.specificity != other.specificity:
                yield row("specificity", one.label, one, other)
            for mine, its in _wrong_arguments(one, other):
                yield row("argument", (mine or its).role, mine, its, (), one)  # type: ignore[union-attr]
        elif isinstance(one, Number) and same_place(one, other) and (fields := wrong_fields(one, other)):
            yield row("value", one.label, one, other, fields)


def wrong_fields(gold: Number, predicted: Number) -> tuple[str, ...]:
    """Which of value, unit and modifier of a number are not gold's."""
    right = (
        same_value(gold.label, gold.value, predicted.value),
        same_unit(gold.unit, predicted.unit),
        gold.modifier == predicted.modifier,
    )
    return tuple(name for name, equal in zip(FIELDS, right, strict=True) if not equal)


def _pairs(gold: Sequence[S], predicted: Sequence[S]) -> list[Pair[S]]:
    def worth(one: Labelled, other: Labelled) -> tuple[int, ...]:
        place, label = same_place(one, other), one.label == other.label
        return place and label, label, place, 1, shared(one, other), _steps(one, other) if label else 0

    return best_matches(gold, predicted, worth)


def _steps(one: Labelled, other: Labelled) -> int:
    """How far two numbers of one label are the same: value, and unit, and modifier. Other spans have no such steps."""
    if not (isinstance(one, Number) and isinstance(other, Number)):
        return 0
    wrong = wrong_fields(one, other)
    return FIELDS.index(wrong[0]) if wrong else len(FIELDS)


def _commitment_pairs(gold: Sequence[Commitment], predicted: Sequence[Commitment]) -> list[Pair[Commitment]]:
    scored = overlap_matches(gold, predicted)
    rest = (without(gold, (one for one, _ in scored)), without(predicted, (other for _, other in scored)))
    return [*scored, *overlap_matches(*rest, same_label=False)]


def _wrong_arguments(gold: Commitment, predicted: Commitment) -> Iterator[tuple[Argument | None, Argument | None]]:
    """Arguments that differ: of one role a missing and a made-up one pair off, in the order of the text."""
    missing, extra = _without_equal(gold.arguments, predicted.arguments)
    for argument in missing:
        other = next((found for found in extra if found.role == argument.role), None)
        if other:
            extra.remove(other)
        yield argument, other
    yield from ((None, argument) for argument in extra)


def _without_equal(one: Sequence[Argument], other: Sequence[Argument]) -> tuple[list[Argument], list[Argument]]:
    left, right = sorted(one), sorted(other)
    for argument in sorted(one):
        if argument in right:
            left.remove(argument)
            right.remove(argument)
    return left, right


def _start(error: Error) -> int:
    place = error.commitment or error.gold or error.predicted
    return place.start if place else 0


def _as_data(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    data: dict[str, Any] = {"start": place.start, "end": place.end}
    if isinstance(place, Argument):
        return data | {"role": place.role}
    data["label"] = place.label
    if isinstance(place, Number):
        data |= {"value": place.value, "unit": place.unit, "modifier": place.modifier}
    if isinstance(place, Commitment):
        data |= {"specificity": place.specificity, "arguments": [_as_data(argument) for argument in place.arguments]}
    return data
