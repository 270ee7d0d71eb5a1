"""Scores are what a reader counts by hand; the worked examples lie in tests/data/scores.json."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.corpus.load import committed
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    SPLITS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    lay_out,
)
from camket.scoring.counts import Counts
from camket.scoring.metrics import METRICS
from camket.scoring.score import Scores, score

DATA = json.loads((Path(__file__).parent.parent / "data" / "scores.json").read_text(encoding="utf-8"))
EXAMPLES: list[dict[str, Any]] = DATA["examples"]


def _offsets(place: str) -> tuple[int, int]:
    start, end = place.split("-")
    return int(start), int(end)


def _entity(line: str) -> Entity:
    place, label = line.split()
    return Entity(*_offsets(place), label)


def _number(line: str) -> Number:
    place, label, value, *rest = line.split()
    optional = dict(part.split("=") for part in rest)
    return Number(*_offsets(place), label, value, optional.get("unit", ""), optional.get("mod", ""))


def _commitment(line: str) -> Commitment:
    place, label, specificity, *rest = line.split()
    arguments = tuple(Argument(part.split("=")[0], *_offsets(part.split("=")[1])) for part in rest)
    return Commitment(*_offsets(place), label, specificity, arguments)


def _document(row: dict[str, Any], lengths: list[int]) -> Document:
    return Document(
        row["id"],
        sentences=lay_out((length, 0, False, "") for length in lengths),
        entities=tuple(map(_entity, row.get("entities", []))),
        numbers=tuple(map(_number, row.get("numbers", []))),
        commitments=tuple(map(_commitment, row.get("commitments", []))),
    )


def _sides(example: dict[str, Any]) -> tuple[list[Document], list[Document]]:
    lengths = example.get("sentences", [100])
    gold, predicted = ([_document(row, lengths) for row in example[side]] for side in ("gold", "predicted"))
    return gold, predicted


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: re.sub(r"\W+", "-", example["name"]))
def test_worked_example(example: dict[str, Any]) -> None:
    """Counts, F1, macro F1 and the counts of labels are those of the example, to the exact fraction."""
    assert set(example["expected"]) <= set(METRICS)
    scores = score(*_sides(example))
    for metric in METRICS:
        expected = example["expected"].get(metric, {"correct": 0, "gold": 0, "predicted": 0, "f1": None})
        counts = Counts(expected["correct"], expected["gold"], expected["predicted"])
        assert scores.micro(metric) == counts, metric
        f1 = None if expected["f1"] is None else Fraction(expected["f1"])
        assert f1 is None or f1 == Fraction(2 * counts.correct, counts.gold + counts.predicted), metric
        assert scores.micro(metric).f1 == (None if f1 is None else pytest.approx(float(f1))), metric
        if "labels" in expected:
            wanted = {label: Counts(*numbers) for label, numbers in expected["labels"].items()}
            assert scores.labels(metric) == wanted, metric
        if "macro_f1" in expected:
            assert scores.macro(metric) == pytest.approx(float(Fraction(expected["macro_f1"]))), metric


def test_every_metric_has_an_example_in_which_it_is_right_and_one_in_which_it_is_not() -> None:
    """At least thirty examples, none of them twice."""
    found = {
        metric: {Fraction(e["expected"][metric]["f1"]) == 1 for e in EXAMPLES if metric in e["expected"]}
        for metric in METRICS
    }
    assert found == {metric: {True, False} for metric in METRICS}
    assert len({example["name"] for example in EXAMPLES}) == len(EXAMPLES) >= 30


def test_precision_and_recall_are_none_where_nothing_was_predicted_or_to_be_found() -> None:
    """Nought divided by nought is no score."""
    gold = [Document("a", entities=(Entity(0, 4, "PER"),))]
    missed, spurious = score(gold, []).micro("entities"), score([Document("a")], gold).micro("entities")
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)
    assert (spurious.precision, spurious.recall, spurious.f1) == (0, None, 0)


def test_counts_are_kept_per_document_in_the_order_of_gold() -> None:
    """For resampling documents."""
    gold = [Document("b", entities=(Entity(0, 4, "PER"), Entity(5, 9, "ORG"))), Document("a")]
    scores = score(gold, [Document("a", entities=(Entity(0, 1, "GPE"),)), Document("b", entities=gold[0].entities)])
    assert scores.ids == ("b", "a")
    assert scores.per_document("entities") == [Counts(2, 2, 2), Counts(0, 0, 1)]


def test_a_prediction_for_an_unknown_document_is_an_error_that_names_it() -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(ValueError, match="'b': gold has no such document"):
        score([Document("a")], [Document("b")])


def test_two_predictions_for_one_document_are_an_error_that_names_it() -> None:
    """Neither is chosen in silence."""
    with pytest.raises(ValueError, match="'a' stands there twice"):
        score([Document("a")], [Document("a"), Document("a")])


def test_a_label_that_gold_does_not_know_counts_as_spurious() -> None:
    """A system of one's own may make labels up; the score is defined."""
    scores = score([Document("a")], [Document("a", entities=(Entity(0, 4, "PLANET"),))])
    assert scores.labels("entities") == {"PLANET": Counts(0, 0, 1)}


starts, lengths = st.sampled_from([0, 4, 8, 26, 31, 45]), st.sampled_from([4, 8])  # so that spans meet often
few = settings(max_examples=40, deadline=None)  # whole corpora are slow to make


def _argument(role: str, start: int, length: int) -> Argument:
    return Argument(role, start, start + length)


def _random_number(start: int, length: int, label: str, value: str, unit: str, modifier: str) -> Number:
    return Number(start, start + length, label, value, unit, modifier)


def _random_commitment(start: int, length: int, label: str, specificity: str, found: list[Argument]) -> Commitment:
    return Commitment(start, start + length, label, specificity, tuple(sorted(found)))


def _random_document(entities: list[Entity], numbers: list[Number], commitments: list[Commitment]) -> Document:
    placed = lay_out((length, 0, False, "") for length in (30, 20, 10))
    return Document("", "", "", None, placed, tuple(entities), tuple(numbers), (), tuple(commitments))


documents = st.builds(
    _random_document,
    st.lists(
        st.builds(
            lambda start, length, label: Entity(start, start + length, label),
            starts,
            lengths,
            st.sampled_from(ENTITY_LABELS[:4]),
        ),
        max_size=4,
    ),
    st.lists(
        st.builds(
            _random_number,
            starts,
            lengths,
            st.sampled_from(NUMBER_LABELS[:2]),
            st.sampled_from(["3", "3.0", "4", "2026"]),
            st.sampled_from(["", "USD", "usd"]),
            st.sampled_from(["", *MODIFIERS]),
        ),
        max_size=4,
    ),
    st.lists(
        st.builds(
            _random_commitment,
            starts,
            lengths,
            st.sampled_from(COMMITMENT_LABELS[:2]),
            st.sampled_from(SPECIFICITIES),
            st.lists(st.builds(_argument, st.sampled_from(ARGUMENT_ROLES), starts, lengths), max_size=2),
        ),
        max_size=4,
    ),
)
corpora = st.lists(documents, max_size=3).map(
    lambda found: [replace(document, id=str(index)) for index, document in enumerate(found)]
)


def _shuffled(side: list[Document], random: Random) -> list[Document]:
    """The documents in another order, and their spans."""

    def mixed(spans: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(spans, len(spans)))

    return [
        replace(d, entities=mixed(d.entities), numbers=mixed(d.numbers), commitments=mixed(d.commitments))
        for d in random.sample(side, len(side))
    ]


def _counts(scores: Scores) -> dict[str, dict[str, Counts]]:
    return {metric: scores.labels(metric) for metric in METRICS}


@few
@given(corpora, corpora, st.randoms())
def test_the_order_of_spans_and_documents_never_changes_a_score(
    gold: list[Document], other: list[Document], random: Random
) -> None:
    """Both sides are shuffled, documents and the spans in them."""
    predicted = other[: len(gold)]
    assert _counts(score(_shuffled(gold, random), _shuffled(predicted, random))) == _counts(score(gold, predicted))


def test_of_two_predictions_at_one_place_the_same_one_is_matched_in_either_order() -> None:
    """Neither equals gold, since neither has its argument, so only a fixed rule can choose between them."""
    gold = [Document("a", commitments=(Commitment(0, 9, "PLEDGE", "vague", (Argument("actor", 12, 15),)),))]
    guesses = [Commitment(0, 9, "PLEDGE", specificity) for specificity in SPECIFICITIES]
    scores = [score(gold, [Document("a", commitments=tuple(side))]) for side in (guesses, guesses[::-1])]
    assert _counts(scores[0]) == _counts(scores[1])


@few
@given(corpora)
def test_gold_against_itself_scores_one_on_every_metric_that_occurs(gold: list[Document]) -> None:
    """Also where spans stand twice or cross."""
    scores = score(gold, gold)
    for metric in METRICS:
        assert scores.micro(metric).f1 in (None, 1)
        assert all(counts.f1 == 1 for counts in scores.labels(metric).values())
        assert scores.macro(metric) in (None, 1)


@few
@given(corpora, corpora)
def test_a_later_step_of_a_number_is_never_easier(gold: list[Document], other: list[Document]) -> None:
    """Span, value, unit, modifier: each keeps what the step before kept, or less."""
    scores = score(gold, other[: len(gold)])
    steps = [scores.micro(metric) for metric in ("numbers_span", "numbers_value", "numbers_unit", "numbers")]
    assert [step.correct for step in steps] == sorted((step.correct for step in steps), reverse=True)
    assert len({(step.gold, step.predicted) for step in steps}) == 1


@few
@given(corpora, corpora)
def test_no_metric_counts_more_correct_than_gold_has_or_was_predicted(
    gold: list[Document], other: list[Document]
) -> None:
    """Matching is one to one, for every label."""
    for labels in _counts(score(gold, other[: len(gold)])).values():
        assert all(counts.correct <= min(counts.gold, counts.predicted) for counts in labels.values())


@pytest.mark.parametrize("split", SPLITS)
def test_the_gold_of_every_split_scores_one_against_itself(split: str, root: Path) -> None:
    """Offsets and labels are enough, so `published` too."""
    gold = committed(split, root)
    scores = score(gold, gold)
    assert {scores.micro(metric).f1 for metric in METRICS} <= {None, 1.0}
