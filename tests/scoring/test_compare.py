"""Two systems compared: the difference, its interval, the paired test, and the sentences where they differ."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.model import Argument, Commitment, Document, Entity, Number, lay_out
from camket.scoring.compare import EXCHANGES, Comparison, compare, differences


def _document(name: str, entities: int, labels: tuple[str, ...] = ("ORG",)) -> Document:
    """A document of one sentence with a given number of entities, ten characters each."""
    spans = tuple(Entity(10 * i, 10 * i + 8, labels[i % len(labels)]) for i in range(entities))
    return Document(name, sentences=lay_out([(1000, 0, False, "")]), entities=spans)


def _first(documents: list[Document], found: list[int]) -> list[Document]:
    """A prediction that finds so many of each document's entities."""
    return [replace(d, entities=d.entities[:number]) for d, number in zip(documents, found, strict=True)]


def _entities(gold: list[Document], first: list[Document], second: list[Document]) -> Comparison:
    (comparison,) = compare(gold, first, second, ["entities"])
    return comparison


def test_difference_is_second_minus_first_and_all_exchanges_are_tried_where_they_are_few() -> None:
    """3 documents of 4: A finds 2 of each (F1 2/3), B all (F1 1). Only no exchange and all of them are as far apart."""
    gold = [_document(name, 4) for name in "abc"]
    found = _entities(gold, _first(gold, [2, 2, 2]), gold)
    assert found.first == pytest.approx(2 / 3)
    assert found.second == 1
    assert found.difference == pytest.approx(1 / 3)
    assert (found.p_value, found.exchanges) == (2 / 8, 8)
    assert found.interval == pytest.approx((1 / 3, 1 / 3))


def test_p_is_the_share_of_exchanges_counted_one_by_one() -> None:
    """Against a count in plain arithmetic over all 2^5 exchanges."""
    gold = [_document(name, 10) for name in "abcde"]
    one, two = [3, 9, 4, 5, 6], [5, 6, 7, 5, 9]

    def f1(found: list[int]) -> float:
        return 2 * sum(found) / (50 + sum(found))

    apart = abs(f1(two) - f1(one))
    exchanges = list(product((False, True), repeat=5))
    reached = 0
    for exchange in exchanges:
        a = [y if swap else x for x, y, swap in zip(one, two, exchange, strict=True)]
        b = [x if swap else y for x, y, swap in zip(one, two, exchange, strict=True)]
        reached += abs(f1(b) - f1(a)) >= apart - 1e-12
    found = _entities(gold, _first(gold, one), _first(gold, two))
    assert found.p_value == reached / len(exchanges)


def test_many_documents_are_exchanged_at_random_with_a_fixed_seed() -> None:
    """Thirty documents all better in B: no exchange of ten thousand comes near, so p is 1 / 10001, and stays so."""
    gold = [_document(str(i), 10) for i in range(30)]
    first, second = _first(gold, [2] * 30), _first(gold, [9] * 30)
    found = _entities(gold, first, second)
    assert (found.p_value, found.exchanges) == (1 / (EXCHANGES + 1), EXCHANGES)
    assert found == _entities(gold, first, second)


def test_random_exchanges_come_near_the_exact_share() -> None:
    """Fourteen documents are one too many to try all: p is within three hundredths of the count of all 2^14."""
    random = Random(4)
    gold = [_document(str(i), 10) for i in range(14)]
    one, two = ([random.randint(2, 9) for _ in gold] for _ in range(2))

    def f1(found: int) -> float:
        return 2 * found / (140 + found)

    apart, reached = abs(f1(sum(two)) - f1(sum(one))), 0
    for exchange in product((0, 1), repeat=14):
        moved = sum((y - x) * swap for x, y, swap in zip(one, two, exchange, strict=True))
        reached += abs(f1(sum(two) - moved) - f1(sum(one) + moved)) >= apart - 1e-12
    assert _entities(gold, _first(gold, one), _first(gold, two)).p_value == pytest.approx(reached / 2**14, abs=0.03)


def test_a_system_against_itself_differs_by_nothing_and_always_by_chance() -> None:
    """p is 1 and the interval has no width."""
    gold = [_document(name, 4) for name in "abc"]
    same = _first(gold, [1, 2, 3])
    found = _entities(gold, same, same)
    assert (found.difference, found.interval, found.p_value) == (0, (0, 0), 1)


def test_one_document_or_none_gives_no_interval_and_no_test() -> None:
    """There is nothing to draw or exchange."""
    gold = [_document("a", 4)]
    found = _entities(gold, [], gold)
    assert (found.first, found.second, found.interval, found.p_value) == (0, 1, None, None)
    nothing = _entities([_document("a", 0)], [], [])
    assert (nothing.first, nothing.second, nothing.difference, nothing.p_value) == (None, None, None, None)


def test_sentences_are_compared_by_their_macro_average() -> None:
    """PLEDGE found, REQUEST not: macro F1 1/2 against 1."""
    sentences = lay_out([(20, 0, False, ""), (20, 0, False, "")])
    acts = (Commitment(0, 9, "PLEDGE", "vague"), Commitment(21, 30, "REQUEST", "vague"))
    gold = [Document(name, sentences=sentences, commitments=acts) for name in "ab"]
    half = [replace(document, commitments=acts[:1]) for document in gold]
    (found,) = compare(gold, half, gold, ["sentences"])
    assert (found.first, found.second) == (0.5, 1)


def test_an_unknown_metric_is_an_error_that_names_those_there_are() -> None:
    """Not an empty comparison."""
    with pytest.raises(ValueError, match=r"no metric 'accuracy': use entities, "):
        compare([_document("a", 1)], [], [], ["accuracy"])


counts = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing_and_exchanging_the_systems_only_the_sign(
    found: list[tuple[int, int]], random: Random
) -> None:
    """Difference, interval and p."""
    gold = [_document(str(i), 5) for i in range(len(found))]
    first, second = (_first(gold, [pair[side] for pair in found]) for side in (0, 1))
    there = _entities(gold, first, second)
    shuffled = [random.sample(side, len(side)) for side in (gold, first, second)]
    assert _entities(*shuffled) == there
    back = _entities(gold, second, first)
    assert back.difference == (None if there.difference is None else pytest.approx(-there.difference))
    assert back.p_value == pytest.approx(there.p_value)


def test_differing_sentences_are_those_that_exactly_one_system_has_right() -> None:
    """The first misses an entity in sentence 1, the second takes a value wrong in sentence 2; in 3 both are wrong."""
    sentences = lay_out([(30, 0, False, "")] * 3)
    gold = Document(
        "a",
        sentences=sentences,
        entities=(Entity(0, 5, "ORG"), Entity(62, 70, "PER")),
        numbers=(Number(31, 36, "MONEY", "5", "USD"),),
    )
    first = replace(gold, entities=())
    second = replace(gold, entities=gold.entities[:1], numbers=(Number(31, 36, "MONEY", "50", "USD"),))
    found = differences([gold], [first], [second])
    assert [(d.sentence, d.layer, d.right, [e.kind for e in d.errors]) for d in found] == [
        (0, "entities", "second", ["missed"]),
        (1, "numbers", "first", ["value"]),
    ]


def test_a_wrong_argument_makes_a_sentence_differ() -> None:
    """A frame with a wrong actor is not right."""
    act = Commitment(10, 20, "PLEDGE", "vague", (Argument("actor", 0, 5),))
    gold = Document("a", sentences=lay_out([(30, 0, False, "")]), commitments=(act,))
    wrong = replace(gold, commitments=(replace(act, arguments=(Argument("actor", 22, 28),)),))
    (found,) = differences([gold], [wrong], [gold])
    assert (found.layer, found.right, found.errors[0].kind) == ("commitments", "second", "argument")
