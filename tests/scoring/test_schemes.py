"""The four schemes against every way there is to pair a few spans."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.model import Entity
from camket.scoring.counts import Counts, total
from camket.scoring.metrics import SPAN_LAYERS
from camket.scoring.schemes import SCHEMES, scheme_counts
from camket.scoring.score import score
from worked import Side, corpora

Spans = list[Entity]
HALF = Fraction(1, 2)


def _entity(start: int, length: int, label: str) -> Entity:
    return Entity(start, start + length, label)


spans = st.lists(st.builds(_entity, st.integers(0, 9), st.integers(1, 6), st.sampled_from("AB")), max_size=4)
schemes = st.sampled_from(sorted(SCHEMES))
many = settings(max_examples=300, deadline=None)


def credit(one: Entity, other: Entity, scheme: str) -> Fraction:
    """What a pair of overlapping spans earns, from the table of SemEval-2013."""
    place, label = (one.start, one.end) == (other.start, other.end), one.label == other.label
    if scheme == "partial":
        return Fraction(1) if place else HALF
    return Fraction({"strict": place and label, "boundary": place, "type": label}[scheme])


def overlap(one: Entity, other: Entity) -> bool:
    """Whether two spans share a character, character by character."""
    return bool(set(range(one.start, one.end)) & set(range(other.start, other.end)))


def best(gold: Spans, predicted: Spans, scheme: str) -> tuple[Fraction, int]:
    """The most credit, and with so much credit the most pairs, of all one-to-one pairings."""
    places: Sequence[Entity | None] = [*predicted, *[None] * len(gold)]
    found = {(Fraction(0), 0)}
    for chosen in permutations(places, len(gold)):
        pairs = [(g, p) for g, p in zip(gold, chosen, strict=True) if p is not None and overlap(g, p)]
        found.add((sum((credit(g, p, scheme) for g, p in pairs), Fraction(0)), len(pairs)))
    return max(found)


def micro(gold: Spans, predicted: Spans, scheme: str) -> Counts:
    """The counts over all labels."""
    return total(scheme_counts(gold, predicted, scheme).values())


@many
@given(spans, spans, schemes)
def test_credit_is_the_largest_there_is_and_then_the_number_of_pairs(
    gold: Spans, predicted: Spans, scheme: str
) -> None:
    """Of all one-to-one pairings of up to four spans with four, tried one by one."""
    counts = micro(gold, predicted, scheme)
    assert (Fraction(counts.earned), counts.correct + counts.partial + counts.incorrect) == best(
        gold, predicted, scheme
    )


@many
@given(spans, spans, schemes)
def test_counts_add_up(gold: Spans, predicted: Spans, scheme: str) -> None:
    """COR + PAR + INC + MIS is what gold has, COR + PAR + INC + SPU what was predicted, in all and for each label."""
    labels = scheme_counts(gold, predicted, scheme)
    assert (micro(gold, predicted, scheme).gold, micro(gold, predicted, scheme).predicted) == (
        len(gold),
        len(predicted),
    )
    for label, counts in labels.items():
        paired = counts.correct + counts.partial + counts.incorrect
        assert min(counts.correct, counts.partial, counts.incorrect, counts.missed, counts.spurious) >= 0
        assert (paired + counts.missed, paired + counts.spurious) == (counts.gold, counts.predicted)
        assert counts.gold == sum(span.label == label for span in gold)
        assert counts.credit == counts.partial / 2
        assert counts.partial == 0 or scheme == "partial"
        assert counts.incorrect == 0 or scheme != "partial"


@many
@given(spans, spans, schemes, st.randoms())
def test_the_order_of_the_spans_changes_nothing(gold: Spans, predicted: Spans, scheme: str, random: Random) -> None:
    """Not for one label either, however many pairings are equally good."""
    mixed = random.sample(gold, len(gold)), random.sample(predicted, len(predicted))
    assert scheme_counts(*mixed, scheme) == scheme_counts(gold, predicted, scheme)


@many
@given(spans, spans, schemes)
def test_sides_exchanged_exchange_missed_and_spurious(gold: Spans, predicted: Spans, scheme: str) -> None:
    """F1 has no direction."""
    there, back = micro(gold, predicted, scheme), micro(predicted, gold, scheme)
    assert (there.correct, there.partial, there.incorrect) == (back.correct, back.partial, back.incorrect)
    assert (there.missed, there.spurious, there.f1) == (back.spurious, back.missed, back.f1)


@many
@given(spans, spans)
def test_strict_finds_the_equal_spans(gold: Spans, predicted: Spans) -> None:
    """As many as stand on both sides, and for each label."""
    equal = Counter(span.label for span in (Counter(gold) & Counter(predicted)).elements())
    found = {label: counts.correct for label, counts in scheme_counts(gold, predicted, "strict").items()}
    assert Counter({label: number for label, number in found.items() if number}) == equal


@many
@given(spans, spans)
def test_a_scheme_that_asks_for_less_gives_no_less(gold: Spans, predicted: Spans) -> None:
    """Strict is the smallest; partial is no less than boundary."""
    strict, boundary, kind, partial = (
        micro(gold, predicted, scheme).earned for scheme in ("strict", "boundary", "type", "partial")
    )
    assert strict <= min(boundary, kind)
    assert boundary <= partial


@settings(max_examples=100, deadline=None)
@given(corpora, corpora)
def test_strict_is_the_exact_metric_and_labels_add_up_to_all(gold: Side, other: Side) -> None:
    """In every layer, over documents whose spans nest, cross and repeat."""
    scores = score(gold, other[: len(gold)])
    exact = {"entities": "entities", "numbers": "numbers_span", "commitments": "commitments_exact"}
    for layer in SPAN_LAYERS:
        strict, simple = scores.micro(f"{layer}_strict"), scores.micro(exact[layer])
        assert (strict.correct, strict.gold, strict.predicted) == (simple.correct, simple.gold, simple.predicted)
        assert strict.f1 == simple.f1
        for scheme in SCHEMES:
            rows = scores.labels(f"{layer}_{scheme}")
            assert total(rows.values()) == scores.micro(f"{layer}_{scheme}")
            assert total(scores.per_document(f"{layer}_{scheme}")) == total(rows.values())


def test_an_unknown_scheme_is_a_key_error() -> None:
    """Nothing is guessed."""
    with pytest.raises(KeyError, match="exact"):
        scheme_counts([], [], "exact")
