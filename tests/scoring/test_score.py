"""Scores are what a reader counts by hand; the worked examples lie in tests/data/scores.json."""

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.corpus.load import committed
from camket.model import SPECIFICITIES, SPLITS, Argument, Commitment, Document, Entity
from camket.scoring.counts import Counts
from camket.scoring.metrics import METRICS, SCHEME_METRICS, SPAN_LAYERS
from camket.scoring.score import Scores, score
from worked import corpora, examples, shuffled, sides, title

EXAMPLES = examples("scores.json")
ALL_METRICS = {**METRICS, **SCHEME_METRICS}
LAYER = {
    metric: next((layer for layer in SPAN_LAYERS if metric.startswith(layer)), "commitments") for metric in ALL_METRICS
}
few = settings(max_examples=40, deadline=None)  # whole corpora are slow to make


def _expected(example: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is expected of each metric; several with the same result stand in one key."""
    return {metric: row for key, row in example["expected"].items() for metric in key.split()}


def _exactly(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _ratio(earned: float, total: int) -> Fraction | None:
    return Fraction(earned) / total if total else None


def _check(counts: Counts, expected: dict[str, Any] | list[int], where: str) -> None:
    """Counts are the expected ones, and what is made of them is the exact fraction and the float nearest to it."""
    row: dict[str, Any] = expected if isinstance(expected, dict) else {"counts": expected}
    found = [counts.correct, counts.gold, counts.predicted]
    assert found == row["counts"], where
    assert (counts.partial, counts.incorrect) == (row.get("partial", 0), row.get("incorrect", 0)), where
    earned = counts.earned
    ratios = {
        "f1": _ratio(2 * earned, counts.gold + counts.predicted),
        "precision": _ratio(earned, counts.predicted),
        "recall": _ratio(earned, counts.gold),
    }
    for name in ratios.keys() & row:
        wanted = _exactly(row[name])
        assert ratios[name] == wanted, f"{where} {name}"
        assert getattr(counts, name) == (None if wanted is None else float(wanted)), f"{where} {name}"
    for name in {"missed", "spurious"} & row.keys():
        assert getattr(counts, name) == row[name], f"{where} {name}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_worked_example(example: dict[str, Any]) -> None:
    """Counts, F1 and what else an example tells are right to the exact fraction; an empty layer counts nothing."""
    gold, predicted = sides(example)
    scores = score(gold, predicted)
    expected = _expected(example)
    assert expected
    for metric, row in expected.items():
        _check(scores.micro(metric), row, metric)
        assert "f1" in row, metric
        if "labels" in row:
            assert list(scores.labels(metric)) == list(row["labels"]), metric
            for label, counts in scores.labels(metric).items():
                _check(counts, row["labels"][label], f"{metric} {label}")
        if "macro_f1" in row:
            wanted = _exactly(row["macro_f1"])
            assert scores.macro(metric) == (None if wanted is None else pytest.approx(float(wanted), rel=1e-15)), metric
    used = {layer for layer in SPAN_LAYERS for document in (*gold, *predicted) if getattr(document, layer)}
    for metric in ALL_METRICS:
        if LAYER[metric] not in used:
            assert scores.micro(metric) == Counts(), metric


def test_every_metric_has_an_example_in_which_it_is_right_and_one_in_which_it_is_not() -> None:
    """Every metric and scheme, of at least 110 examples, none of them twice."""
    found: dict[str, set[bool]] = {metric: set() for metric in ALL_METRICS}
    for example in EXAMPLES:
        for metric, row in _expected(example).items():
            if row["f1"] is not None:
                found[metric].add(Fraction(row["f1"]) == 1)
    assert found == {metric: {True, False} for metric in ALL_METRICS}
    assert len({(e["rule"], e["name"]) for e in EXAMPLES}) == len(EXAMPLES) >= 110


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


def _counts(scores: Scores) -> dict[str, dict[str, Counts]]:
    return {metric: scores.labels(metric) for metric in ALL_METRICS}


@few
@given(corpora, corpora, st.randoms())
def test_the_order_of_spans_and_documents_never_changes_a_score(
    gold: list[Document], other: list[Document], random: Random
) -> None:
    """Both sides are shuffled, documents and the spans in them."""
    predicted = other[: len(gold)]
    assert _counts(score(shuffled(gold, random), shuffled(predicted, random))) == _counts(score(gold, predicted))


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
    for metric in ALL_METRICS:
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
    assert {scores.micro(metric).f1 for metric in ALL_METRICS} <= {None, 1.0}
