"""Errors are what a reader finds by eye; the worked examples lie in tests/data/errors.json."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.model import Commitment, Document, Entity, Number, lay_out
from camket.scoring.errors import KINDS, Error, Place, find_errors
from camket.scoring.matching import same_place
from camket.scoring.metrics import METRICS, SCHEME_METRICS
from camket.scoring.score import score
from worked import Side, corpora, examples, shuffled, sides, title

EXAMPLES = examples("errors.json")
HEADLINES = ("entities", "numbers", "commitments_frame")
"""The metrics that look at everything of their layer."""
some = settings(max_examples=100, deadline=None)


def _place(place: Place | None) -> str:
    return f"{place.start}-{place.end}" if place else "–"


def _line(error: Error) -> str:
    """An error as errors.json writes it."""
    label = getattr(error.predicted, "label", error.label)
    other = f" {label}" if error.predicted and label != error.label else ""
    fields = f" ({', '.join(error.fields)})" if error.fields else ""
    return f"{error.kind} {error.label}: {_place(error.gold)} → {_place(error.predicted)}{other}{fields}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_worked_example(example: dict[str, Any]) -> None:
    """The errors of an example, all of them, in their order."""
    assert [_line(error) for error in find_errors(*sides(example))] == example["expected"]


def test_every_kind_of_error_has_an_example() -> None:
    """At least 25 examples, none of them twice."""
    assert {line.split()[0] for example in EXAMPLES for line in example["expected"]} == set(KINDS)
    assert len({example["name"] for example in EXAMPLES}) == len(EXAMPLES) >= 25


def test_an_error_tells_its_document_sentence_and_commitment() -> None:
    """An argument's error stands in the sentence of its commitment, wherever the argument is."""
    sentences = lay_out((length, 0, False, "") for length in (20, 30))
    pledge = Commitment(25, 40, "PLEDGE", "vague")
    gold = Document("b", sentences=sentences, entities=(Entity(0, 4, "PER"),), commitments=(pledge,))
    other = Commitment(25, 40, "PLEDGE", "vague", sides(EXAMPLES[0])[0][0].commitments[0].arguments)
    missed, argument = find_errors([gold], [Document("b", commitments=(other,))])
    assert (missed.document, missed.sentence, missed.layer) == ("b", 0, "entities")
    assert (argument.sentence, argument.layer, argument.commitment) == (1, "commitments", pledge)
    assert argument.as_data()["sentence"] == 2


def test_what_the_scorer_refuses_has_no_errors_but_is_one() -> None:
    """A prediction for an unknown document is not left out in silence."""
    with pytest.raises(ValueError, match="'b': gold has no such document"):
        find_errors([Document("a")], [Document("b")])


def test_a_span_beyond_the_text_is_spurious_and_one_that_is_reversed_is_refused() -> None:
    """The first can be listed and drawn; of the second nobody knows where it is."""
    gold = Document("a", text="Hà Nội.")
    (error,) = find_errors([gold], [Document("a", entities=(Entity(4, 99, "GPE"),))])
    assert _line(error) == "spurious GPE: – → 4-99"
    with pytest.raises(ValueError, match="prediction for 'a': offsets 5 to 3 in Entity; need whole numbers"):
        find_errors([gold], [Document("a", entities=(Entity(5, 3, "GPE"),))])


@some
@given(corpora, corpora)
def test_there_is_no_error_exactly_where_every_headline_metric_is_one(gold: Side, other: Side) -> None:
    """And without an error every other metric is one too, or has nothing to score."""
    predicted = other[: len(gold)]
    scores, errors = score(gold, predicted), find_errors(gold, predicted)
    assert (not errors) == all(scores.micro(metric).f1 in (None, 1) for metric in HEADLINES)
    assert errors or all(scores.micro(metric).f1 in (None, 1) for metric in {**METRICS, **SCHEME_METRICS})


@some
@given(corpora, st.randoms())
def test_gold_in_another_order_and_other_writing_has_no_errors(gold: Side, random: Random) -> None:
    """3.0 is 3 and usd is USD, wherever several numbers stand at one place."""
    written = {"3": "3.0", "3.0": "3", "USD": "usd", "usd": "USD"}

    def rewritten(n: Number) -> Number:
        value, unit = (written.get(text, text) for text in (n.value, n.unit))
        return Number(n.start, n.end, n.label, value, unit, n.modifier)

    predicted = [
        Document(d.id, entities=d.entities, numbers=tuple(map(rewritten, d.numbers)), commitments=d.commitments)
        for d in shuffled(gold, random)
    ]
    assert find_errors(gold, predicted) == []


@some
@given(corpora, corpora)
def test_every_gold_span_that_is_not_right_is_in_one_error_of_span_or_label(gold: Side, other: Side) -> None:
    """A pair with boundary and label wrong is two errors of one span; so it is with what was predicted."""
    predicted = other[: len(gold)]
    scores = score(gold, predicted)
    for layer, metric in (("entities", "entities"), ("numbers", "numbers_span")):
        errors = [error for error in find_errors(gold, predicted) if error.layer == layer]
        kinds = Counter(error.kind for error in errors)
        named = sum(e.kind == "type" and same_place(e.gold, e.predicted) for e in errors)  # type: ignore[arg-type]
        counts = scores.micro(metric)
        assert counts.gold - counts.correct == kinds["missed"] + kinds["boundary"] + named
        assert counts.predicted - counts.correct == kinds["spurious"] + kinds["boundary"] + named


@some
@given(corpora, corpora)
def test_wrong_values_are_the_numbers_found_less_those_right(gold: Side, other: Side) -> None:
    """Each step of a number loses as many as have an error in it or in a step before."""
    predicted = other[: len(gold)]
    scores = score(gold, predicted)
    wrong = [error.fields for error in find_errors(gold, predicted) if error.kind == "value"]
    found = scores.micro("numbers_span").correct
    for metric, fields in (
        ("numbers_value", {"value"}),
        ("numbers_unit", {"value", "unit"}),
        ("numbers", {"value", "unit", "modifier"}),
    ):
        assert found - scores.micro(metric).correct == sum(bool(fields & set(fault)) for fault in wrong)


@some
@given(corpora, corpora, st.randoms())
def test_the_order_of_anything_changes_no_error(gold: Side, other: Side, random: Random) -> None:
    """Documents stay in gold's order, so gold's are shuffled by their spans only."""
    predicted = other[: len(gold)]
    mixed = sorted(shuffled(gold, random), key=lambda document: document.id)
    assert find_errors(mixed, shuffled(predicted, random)) == find_errors(gold, predicted)


@some
@given(corpora, corpora)
def test_sides_exchanged_exchange_missed_and_spurious(gold: Side, other: Side) -> None:
    """Errors have no direction but this; where both sides have the same documents."""
    both = min(len(gold), len(other))
    there = Counter(error.kind for error in find_errors(gold[:both], other[:both]))
    back = Counter(error.kind for error in find_errors(other[:both], gold[:both]))
    assert there["missed"] == back["spurious"]
    assert [there[kind] for kind in KINDS[2:5]] == [back[kind] for kind in KINDS[2:5]]
