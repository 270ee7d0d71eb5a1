"""The resolver: periods counted from the article's date."""

import datetime
from fractions import Fraction

import pytest

from camket.numbers import periods
from camket.numbers.periods import Period, Resolver, Tense, Written
from camket.numbers.tet import TET

TODAY = datetime.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("written", "direction", "sure", "value"),
    [
        (Written(None, 12), 0, False, "2025-12"),
        (Written(None, 11), 0, False, "2026-11"),
        (Written(None, 2), 1, False, "2027-02"),
        (Written(None, 10), -1, False, "2025-10"),
        (Written(None, 4, 30), -1, False, "2026-04-30"),
        (Written(None, 4, 30), -1, True, "2025-04-30"),
        (Written(None, None, 30), 0, False, "2026-03-30"),
        (Written(None, None, 30), -1, False, "2026-01-30"),
        (Written(None, 7, count=3), 0, False, "2026-07/2026-09"),
        (Written(None, 10, count=3), -1, False, "2025-10/2025-12"),
        (Written(2024, 2, 29), 0, False, "2024-02-29"),
        (Written(2025, 2, 29), 0, False, "None"),
    ],
)
def test_what_the_text_leaves_out(written: Written, direction: int, sure: bool, value: str) -> None:
    assert str(Resolver(TODAY).complete(written, Tense(direction, sure))) == value


def test_without_a_date_only_what_needs_none() -> None:
    resolver = Resolver(None)
    assert resolver.complete(Written(None, 5), Tense()) is None
    assert str(resolver.complete(Written(2026, 5), Tense())) == "2026-05"
    assert resolver.week(1) is None


def test_thirds_and_halves() -> None:
    year, decade = periods.years(2026, 2026), periods.years(2020, 2029)
    assert [str(periods.third(year, k)) for k in range(3)] == ["2026-01/2026-04", "2026-05/2026-08", "2026-09/2026-12"]
    assert [str(periods.third(decade, k)) for k in range(3)] == ["2020/2023", "2024/2026", "2027/2029"]
    month = periods.months(datetime.date(2024, 2, 1), 1)
    assert str(periods.third(month, 2)) == "2024-02-21/2024-02-29"
    assert str(periods.half(month, "cuối")) == "2024-02-16/2024-02-29"


def test_lengths() -> None:
    length = periods.length_of(Fraction(7, 2), ("Y", 1))
    assert length is not None
    assert periods.duration(length) == "P3Y6M"
    assert periods.length_of(Fraction(1, 7), ("Y", 1)) is None
    assert str(Resolver(TODAY).away({"M": 18}, 1, point=True)) == "2027-09"


def test_intervals_ascend_and_keep_their_grain() -> None:
    march, april = (periods.months(datetime.date(2026, month, 1), 1) for month in (3, 4))
    assert str(periods.span(march, april)) == "2026-03/2026-04"
    assert periods.span(april, march) is None
    assert periods.span(march, Period(TODAY, TODAY, "day")) is None


def test_tet() -> None:
    known = {1985: (1, 21), 2007: (2, 17), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2028: (1, 26), 2030: (2, 2)}
    assert {year: (TET[year].month, TET[year].day) for year in known} == known
