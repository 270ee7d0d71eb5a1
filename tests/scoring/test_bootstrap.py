"""Intervals come from documents drawn with replacement, and are the same on every run."""

from hypothesis import given
from hypothesis import strategies as st

from camket.scoring.bootstrap import f1_interval
from camket.scoring.counts import Counts

RIGHT, WRONG, EMPTY = Counts(1, 1, 1), Counts(0, 1, 1), Counts()


def _counts(correct: int, missed: int, spurious: int) -> Counts:
    return Counts(correct, correct + missed, correct + spurious)


documents = st.lists(st.builds(_counts, *[st.integers(0, 9)] * 3), max_size=8)


@given(documents)
def test_an_interval_lies_between_the_worst_and_the_best_document(counts: list[Counts]) -> None:
    """F1 of summed counts is a weighted mean of the documents' F1; without items there is no interval."""
    interval = f1_interval(counts, resamples=50)
    scores = [count.f1 for count in counts if count.f1 is not None]
    if len(counts) < 2 or not scores:
        assert interval is None
        return
    assert interval is not None
    low, high = interval
    assert min(scores) - 1e-9 <= low <= high <= max(scores) + 1e-9


@given(documents)
def test_an_interval_is_the_same_on_every_run(counts: list[Counts]) -> None:
    """The seed is fixed."""
    assert f1_interval(counts, resamples=50) == f1_interval(counts, resamples=50)


def test_two_documents_give_the_interval_that_can_be_computed_by_hand() -> None:
    """One right and one wrong: F1 is 0 in a quarter of the draws, 1/2 in a half, 1 in a quarter."""
    counts = [RIGHT, WRONG]
    assert f1_interval(counts) == (0.0, 1.0)
    assert f1_interval(counts, level=0.4) == (0.5, 0.5)


def test_documents_weigh_by_their_items() -> None:
    """9 right of 9 and 0 right of 1: a draw of both gives F1 9/10."""
    assert f1_interval([Counts(9, 9, 9), WRONG], level=0.4) == (0.9, 0.9)


def test_a_wider_level_gives_a_wider_interval() -> None:
    """99 % around 50 %."""
    counts = [_counts(correct, 3, 2) for correct in range(10)]
    wide, narrow = f1_interval(counts, level=0.99), f1_interval(counts, level=0.5)
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_a_draw_without_items_does_not_count_as_zero() -> None:
    """All that there is was found, so F1 is 1 in every draw that has one."""
    assert f1_interval([RIGHT, EMPTY, EMPTY, EMPTY]) == (1.0, 1.0)


def test_one_document_or_no_item_gives_no_interval() -> None:
    """There is nothing to resample."""
    assert f1_interval([]) is None
    assert f1_interval([RIGHT]) is None
    assert f1_interval([EMPTY, EMPTY]) is None
