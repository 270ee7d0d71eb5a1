"""The resolver: periods of the calendar, counted from the article's date. No text here, only days.

Whatever cannot be resolved is None: a date that needs the article's and has none, or one that does
not exist.
"""

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from camket.numbers.lexicon import FINER
from camket.numbers.numerals import Exact, plain
from camket.numbers.tet import TET

Grain = Literal["year", "month", "day"]
Day = datetime.date
Length = dict[str, Exact]
"""How long something lasts, by the letters of ISO 8601 (TH, TM, TS below the day)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, told in years, months or days."""

    first: Day
    last: Day
    grain: Grain

    def __str__(self) -> str:
        length = {"year": 4, "month": 7, "day": 10}[self.grain]
        first, last = (day.isoformat()[:length] for day in (self.first, self.last))
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Written:
    """A day, month, quarter or year as written: what the text leaves out is None.

    `last_day` ends ngày 24-25/3; a quarter is its first month and a count of 3.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    count: int = 1

    @property
    def grain(self) -> Grain:
        """The finest unit that is written."""
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True, slots=True)
class Tense:
    """Which way a sentence looks: `direction` 1 or -1, 0 for unknown; `sure` where the date's own words say so."""

    direction: int = 0
    sure: bool = False
    until: bool = False
    """Whether something goes on until the date, which so may lie far ahead."""


UNKNOWN = Tense()


class Resolver:
    """Resolves what is written against one article's date, `today`, and the period named last, `told`."""

    def __init__(self, today: Day | None) -> None:
        # so far from the ends of the calendar that no relative date falls out of it
        self.today = today if today and 10 <= today.year <= 9900 else None
        self.told: Period | None = None
        self.told_day: Period | None = None
        self.told_past: Period | None = None
        self.told_weekdays: dict[int, Period] = {}

    def tell(self, period: Period | None) -> None:
        """Remember a period that the text has named, for what points back to it (cùng ngày, năm đó)."""
        if period is not None:
            self.told = period
            if period.grain == "day" and period.first == period.last:
                self.told_day = self.told_weekdays[period.first.weekday()] = period
                if self.today and period.first <= self.today:
                    self.told_past = period

    # --- counted from the article's date, or from another day ---

    def day(self, shift: int) -> Period | None:
        """The day so many days away."""
        return day_of(self.today + datetime.timedelta(shift)) if self.today else None

    def week(self, shift: int) -> Period | None:
        """The week so many weeks away, Monday to Sunday."""
        if self.today is None:
            return None
        monday = self.today + datetime.timedelta(shift * 7 - self.today.weekday())
        return Period(monday, monday + datetime.timedelta(6), "day")

    def month(self, shift: int) -> Period | None:
        """The month so many months away."""
        return months(move(self.today, shift), 1) if self.today else None

    def quarter(self, shift: int) -> Period | None:
        """The quarter so many quarters away."""
        if self.today is None:
            return None
        first = self.today.replace(month=(self.today.month - 1) // 3 * 3 + 1, day=1)
        return months(move(first, shift * 3), 3)

    def year(self, shift: int) -> Period | None:
        """The year so many years away."""
        return years(self.today.year + shift, self.today.year + shift) if self.today else None

    def school_year(self, shift: int) -> Period | None:
        """The school year so many away; it begins in September."""
        if self.today is None:
            return None
        first = self.today.year - (self.today.month < 9) + shift
        return years(first, first + 1)

    def decade(self, shift: int) -> Period | None:
        """The decade so many decades away."""
        if self.today is None:
            return None
        first = (self.today.year // 10 + shift) * 10
        return years(first, first + 9)

    def century(self, shift: int) -> Period | None:
        """The century so many centuries away."""
        if self.today is None:
            return None
        first = ((self.today.year - 1) // 100 + shift) * 100 + 1
        return years(first, first + 99)

    def weekday(self, day: int, tense: Tense) -> Period | None:
        """A day of the week, Monday 0, in the article's week, or the next or last one if the tense asks for it."""
        if self.today is None:
            return None
        shift = day - self.today.weekday()
        shift += 7 if tense.direction > 0 and shift <= 0 else -7 if tense.direction < 0 and shift > 0 else 0
        return self.day(shift)

    def told_weekday(self, day: int) -> Period | None:
        """The day of the week that the text has named last, if it lies in the week up to the article's date."""
        told = self.told_weekdays.get(day)
        return told if told and self.today and 0 <= (self.today - told.first).days < 8 else None

    def tet(self, year: int | None, tense: Tense) -> Period | None:
        """The first day of Tết in a year, else of the Tết before or after the article's date, the nearer if unknown."""
        if year is not None:
            return day_of(TET[year]) if year in TET else None
        if self.today is None:
            return None
        every = list(TET.values())
        after = bisect_left(every, self.today)
        if not 0 < after < len(every):
            return None
        nearer = every[after] - self.today < self.today - every[after - 1]
        forward = tense.direction > 0 or (tense.direction == 0 and nearer)
        return day_of(every[after] if forward else every[after - 1])

    def tet_away(self, after: bool) -> Period | None:
        """Tết này, Tết tới: the coming one; Tết sau (`after`): the next where that is less than half a year off."""
        if self.today is None:
            return None
        coming = [day for day in TET.values() if day >= self.today]
        skip = after and bool(coming) and (coming[0] - self.today).days < 183
        return day_of(coming[skip]) if len(coming) > skip else None

    def away(self, length: Length, direction: int, point: bool) -> Period | None:
        """The interval, or point of time, so far from the article's date, at the grain of the finest unit."""
        if self.today is None:
            return None
        hours = length.get("TH", 0)
        if "TM" in length or "TS" in length or hours % 24:
            return None
        grain: Grain = "day" if hours or {"W", "D"} & length.keys() else "month" if "M" in length else "year"
        count = int(length.get("Y", 0)) * 12 + int(length.get("M", 0))
        days = int(length.get("W", 0)) * 7 + int(length.get("D", 0)) + int(hours) // 24
        if count > 12 * 9999 or days > 366 * 9999:
            return None
        try:
            there = move(self.today, direction * count) + datetime.timedelta(direction * days)
        except (ValueError, OverflowError):
            return None
        return Period(there if point else min(self.today, there), there if point else max(self.today, there), grain)

    # --- what the text leaves out ---

    def complete(self, written: Written, tense: Tense) -> Period | None:
        """The days a written date means."""
        year, month, day = written.year, written.month, written.day
        if year is None or (day and month is None):
            if self.today is None:
                return None
            if month is None:
                when = self._month_of(day or 1, tense)
                if when is None:
                    return None
                year, month = when.year, when.month
            elif written.count > 1:
                year = self._year_of_quarter(month, tense)
            else:
                year = self._year_of(month, day, tense)
        if not 1 <= year <= 9998:
            return None
        if month is None:
            return years(year, year)
        if day is None:
            return months(Day(year, month, 1), written.count)
        last = written.last_day or day
        return Period(Day(year, month, day), Day(year, month, last), "day") if real(year, month, day, last) else None

    def _month_of(self, day: int, tense: Tense) -> Day | None:
        """The nearest day of the month with this number, before or after the article's as the tense asks."""
        assert self.today is not None
        near: list[Day] = []
        for shift in (-2, -1, 0, 1, 2):
            there = move(self.today.replace(day=1), shift)
            if real(there.year, there.month, day):
                near.append(there.replace(day=day))
        sided = [when for when in near if (when - self.today).days * tense.direction >= 0]
        today = self.today
        return min(sided or near, key=lambda when: abs((when - today).days), default=None)

    def _year_of_quarter(self, month: int, tense: Tense) -> int:
        assert self.today is not None
        now = (self.today.month - 1) // 3 * 3 + 1
        ahead = (month > now) - (month < now)
        return self.today.year + (tense.direction if tense.direction and ahead == -tense.direction else 0)

    def _year_of(self, month: int, day: int | None, tense: Tense) -> int:
        """The year of a month or day without one: the article's, unless the tense or the distance asks for another.

        A word beside the date (hôm 5/3, tháng 5 tới) settles it. A tense in the sentence may belong to another verb,
        so it moves a date only if it is clearly on the wrong side; without one, nine months away are too many.
        """
        assert self.today is not None
        today = self.today
        ahead = (month - today.month) * 30 + ((day or 15) - (today.day if day else 15))  # about so many days
        if day is None:
            slack = 0 if tense.sure or tense.direction > 0 else 60
        else:
            slack = 0 if tense.sure else 45 if tense.direction > 0 else 120
        if tense.direction > 0 and ahead < -slack:
            return today.year + 1
        if tense.direction < 0 and ahead > slack:
            return today.year - 1
        if tense.direction:
            return today.year
        return today.year + (-1 if ahead > 255 and not tense.until else 1 if ahead < -255 else 0)


def day_of(day: Day) -> Period:
    """One day."""
    return Period(day, day, "day")


def years(first: int, last: int) -> Period | None:
    """From one year to another, if the calendar has them."""
    return Period(Day(first, 1, 1), Day(last, 12, 31), "year") if 1 <= first <= last <= 9998 else None


def months(day: Day, count: int) -> Period:
    """So many months from the one the day lies in."""
    last = move(day.replace(day=1), count - 1)
    return Period(day.replace(day=1), last.replace(day=_last_day(last.year, last.month)), "month")


def ends(period: Period | None, which: str, count: int) -> Period | None:
    """The first (đầu) or last (cuối) months of a period."""
    if period is None:
        return None
    return months(period.first if which == "đầu" else move(period.last.replace(day=1), 1 - count), count)


def third(period: Period | None, which: int) -> Period | None:
    """A third: of a year four months, of a quarter a month, of a month days 1–10, 11–20, 21–end, of years 3–4 in 10."""
    if period is None:
        return None
    if period.grain == "year":
        count = period.last.year - period.first.year + 1
        if count == 1:
            return months(Day(period.first.year, which * 4 + 1, 1), 4)
        cuts = [period.first.year + -(-count * cut // 3) for cut in range(4)]
        return years(cuts[which], cuts[which + 1] - 1)
    if period.grain == "day":
        return None
    if period.first.month != period.last.month:
        return months(move(period.first, which), 1)
    first = period.first.replace(day=which * 10 + 1)
    return Period(first, period.last if which == 2 else first.replace(day=which * 10 + 10), "day")


def half(period: Period | None, which: str) -> Period | None:
    """A half: six months of a year, days 1–15 and 16–end of a month, half the years of a decade or century."""
    if period is None or period.grain == "day":
        return None
    if period.grain == "year":
        first, last = period.first.year, period.last.year
        if first == last:
            return ends(period, which, 6)
        middle = (first + last) // 2
        return years(first, middle) if which == "đầu" else years(middle + 1, last)
    if period.first.month != period.last.month:
        return None
    middle_day = period.first.replace(day=15)
    if which == "đầu":
        return Period(period.first, middle_day, "day")
    return Period(middle_day.replace(day=16), period.last, "day")


def span(first: Period | None, last: Period | None) -> Period | None:
    """From the begin of one period to the end of another of its grain; None if it does not ascend."""
    if first is None or last is None or first.grain != last.grain or first.first >= last.last:
        return None
    return Period(first.first, last.last, last.grain)


def length_of(value: Exact, unit: tuple[str, int]) -> Length | None:
    """How long so many of a unit are, fractions as the next finer unit; None if they do not come out."""
    letter, each = unit
    value *= each
    length: Length = {}
    while value.denominator != 1:
        whole = value.numerator // value.denominator
        if letter not in FINER:
            return None
        if whole:
            length[letter] = whole
        rest = value - whole
        letter, many = FINER[letter]
        value = rest * many
    length[letter] = value
    return length


def duration(length: Length) -> str:
    """A length as an ISO 8601 duration: P3Y6M, PT90M."""
    days = "".join(f"{plain(length[letter])}{letter}" for letter in "YMWD" if letter in length)
    times = "".join(f"{plain(length[letter])}{letter[1]}" for letter in ("TH", "TM", "TS") if letter in length)
    return f"P{days}{'T' if times else ''}{times}"


def move(day: Day, count: int) -> Day:
    """The same day so many months away, or the month's last; raises ValueError outside the calendar."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return Day(year, month, min(day.day, _last_day(year, month)))


def real(year: int, month: int, *days: int) -> bool:
    """Whether the calendar has these days of a month."""
    return 1 <= year <= 9998 and 1 <= month <= 12 and all(1 <= day <= _last_day(year, month) for day in days)


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (Day(year, month + 1, 1) - datetime.timedelta(1)).day
