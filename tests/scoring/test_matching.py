"""Matching pairs gold and predicted spans one to one: as many pairs as possible, whatever the order."""

from collections import Counter
from itertools import permutations
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from camket.model import Commitment, Entity
from camket.scoring.matching import best_matches, exact_matches, overlap_matches

LABELS = ("PLEDGE", "INTENT")


def _entity(start: int, length: int, label: str) -> Entity:
    return Entity(start, start + length, label)


spans = st.lists(st.builds(_entity, st.integers(0, 12), st.integers(1, 8), st.sampled_from(LABELS)), max_size=4)


def _shared(one: Entity, other: Entity) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _best(gold: list[Entity], predicted: list[Entity], same_label: bool) -> tuple[int, int]:
    """The most pairs and, with so many pairs, the most shared characters, by trying every assignment."""
    places: list[Entity | None] = [*predicted, *[None] * len(gold)]
    found = set()
    for chosen in permutations(places, len(gold)):
        shared = [
            _shared(one, other)
            for one, other in zip(gold, chosen, strict=True)
            if other is not None and (not same_label or one.label == other.label)
        ]
        found.add((sum(map(bool, shared)), sum(shared)))
    return max(found)


@given(spans, spans, st.booleans())
def test_overlap_matching_finds_as_many_pairs_as_brute_force(
    gold: list[Entity], predicted: list[Entity], same_label: bool
) -> None:
    """And, with that many pairs, as many shared characters."""
    pairs = overlap_matches(gold, predicted, same_label)
    assert (len(pairs), sum(_shared(one, other) for one, other in pairs)) == _best(gold, predicted, same_label)


@given(spans, spans, st.booleans())
def test_overlap_matching_uses_each_span_once_and_only_pairs_spans_that_overlap(
    gold: list[Entity], predicted: list[Entity], same_label: bool
) -> None:
    """A span given twice may be matched twice."""
    pairs = overlap_matches(gold, predicted, same_label)
    assert not Counter(one for one, _ in pairs) - Counter(gold)
    assert not Counter(other for _, other in pairs) - Counter(predicted)
    assert all(_shared(one, other) > 0 for one, other in pairs)
    assert all(one.label == other.label for one, other in pairs) or not same_label


@given(spans, spans, st.randoms())
def test_overlap_matching_does_not_depend_on_the_order_of_the_spans(
    gold: list[Entity], predicted: list[Entity], random: Random
) -> None:
    """Shuffled spans give the same pairs."""
    shuffled = sorted(gold, key=lambda _: random.random()), sorted(predicted, key=lambda _: random.random())
    assert overlap_matches(*shuffled) == overlap_matches(gold, predicted)


@given(spans, spans)
def test_overlap_matching_pairs_the_same_spans_whichever_side_is_gold(
    gold: list[Entity], predicted: list[Entity]
) -> None:
    """So that agreement between two passes has no direction."""
    there = overlap_matches(gold, predicted)
    back = overlap_matches(predicted, gold)
    assert Counter(there) == Counter((one, other) for other, one in back)


def test_spans_that_only_touch_do_not_overlap() -> None:
    """Offsets are half-open: [0,2) and [2,4) share nothing."""
    assert overlap_matches([Entity(0, 2, "PER")], [Entity(2, 4, "PER")]) == []


def test_spans_of_two_labels_pair_only_where_the_label_does_not_matter() -> None:
    """Without `same_label` the disagreements of two passes are found."""
    gold, predicted = [Entity(0, 5, "ORG")], [Entity(3, 9, "GPE")]
    assert overlap_matches(gold, predicted) == []
    assert overlap_matches(gold, predicted, same_label=False) == [(gold[0], predicted[0])]


def test_more_pairs_win_over_more_shared_characters() -> None:
    """Greedy matching would give the long prediction to the second span and leave the short one alone."""
    first, second = Entity(0, 10, "PER"), Entity(10, 20, "PER")
    long, short = Entity(2, 20, "PER"), Entity(12, 18, "PER")
    assert overlap_matches([first, second], [long, short]) == [(first, long), (second, short)]


def test_of_spans_at_one_place_the_wholly_equal_ones_pair() -> None:
    """Two commitments at one place that differ in specificity never cross."""
    vague, specific = (Commitment(0, 9, "PLEDGE", specificity) for specificity in ("vague", "specific"))
    assert set(overlap_matches([vague, specific], [specific, vague])) == {(vague, vague), (specific, specific)}


weights = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=16, max_size=16)


@given(spans, spans, weights)
def test_a_pairing_is_worth_the_most_part_by_part(gold: list[Entity], predicted: list[Entity], table: Any) -> None:
    """Whatever a pair is worth: the first part of the sum counts before the second, that before the third."""

    def worth(one: Entity, other: Entity) -> tuple[int, ...] | None:
        low, high = sorted([one, other])
        found = table[(low.start * 3 + low.end + high.start * 5 + high.end * 7) % 16]
        return None if found == [0, 0, 0] else tuple(found)

    def value(pairs: list[tuple[Entity, Entity]]) -> tuple[int, ...]:
        found = [worth(*pair) or (0, 0, 0) for pair in pairs]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0, 0, 0)

    places: list[Entity | None] = [*predicted, *[None] * len(gold)]
    best = max(
        value([(g, p) for g, p in zip(gold, chosen, strict=True) if p is not None and _shared(g, p) > 0])
        for chosen in permutations(places, len(gold))
    )
    pairs = best_matches(gold, predicted, worth)
    assert value(pairs) == best
    assert all(worth(*pair) is not None for pair in pairs)


def test_one_giant_span_over_hundreds_is_matched_exactly() -> None:
    """A system that marks the whole document joins all spans into one group; equal spans still pair with their own."""
    words = [Entity(6 * index, 6 * index + 5, "PER") for index in range(400)]
    giant = Entity(0, 2400, "PER")
    assert overlap_matches(words, [giant, *words[::-1]]) == list(zip(words, words, strict=True))
    pairs = overlap_matches(words, [giant, *words[1:]])
    assert pairs == [(words[0], giant), *zip(words[1:], words[1:], strict=True)]


def test_exact_matching_needs_an_item_in_gold_for_each_time_it_is_predicted() -> None:
    """An item predicted three times and standing in gold twice is matched twice."""
    assert exact_matches(["a", "a", "b"], ["a", "c", "a", "a"]) == Counter({"a": 2})
