"""Dates: from tokens to periods of the calendar, resolved against the article's date.

date      day | month | year | decade | quarter | week | third | half | word        each with its tail
day       [ngày] D/M[/Y]   ngày D tháng M [năm Y]   ngày D   ngày D-D/M   D.M.Y   [thứ Hai] …
month     tháng M [/Y | năm Y | năm nay | tới | …]   M/Y   tháng này
year      năm Y   năm nay | ngoái | tới   Y (bare, 1900–2100)   Y-Y
quarter   quý II [năm Y]   quý này                 week   tuần này | trước | tới
third     (đầu | giữa | cuối) (year | quarter | month)    half   nửa (đầu | cuối) (year | month)
interval  date (đến | tới | -) date, both of one grain; what the first leaves out is taken from the second
time      8h30   8 giờ 30   8:30, then [sáng | chiều | …] [day]

Every reader takes the tokens and a place and gives the token after the date and its value: `None` if
no date begins there, an empty value for a date that cannot be resolved (it still covers its tokens,
so that nothing else reads them).
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from camket.numbers import lexicon as lex
from camket.numbers.numerals import Amount, plain
from camket.numbers.tokens import Tokens

Grain = Literal["year", "month", "day"]
Day = datetime.date

_TENSE_WINDOW = 20
_SENTENCE_END = frozenset({".", "?", "!", "…", ";", "\n"})


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
class Calendar:
    """A day, month or year as written: what the text leaves out is None; `days` is the last of ngày 24-25/3."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    tense: int = 0

    @property
    def grain(self) -> Grain:
        """The finest unit that is written."""
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True, slots=True)
class Found:
    """A date: the token it begins at (words before the place asked about never), the token after it, its value."""

    end: int
    value: str


class Reader:
    """Reads dates of one text against one article's date, None for unknown."""

    def __init__(self, tokens: Tokens, today: Day | None) -> None:
        self.t = tokens
        # so far from the ends of the calendar that no relative date falls out of it
        self.today = today if today and 10 <= today.year <= 9900 else None

    # --- what the scanner asks ---

    def read(self, i: int) -> Found | None:
        """The longest date that begins at token i."""
        return self._time(i) or self._interval(i) or self._unresolved(i)

    def counted_period(self, i: int, amount: Amount) -> Found | None:
        """`6 tháng đầu năm`, `hai quý cuối năm 2025`: the numeral stands at token i."""
        t, unit = self.t, self.t.word(amount.end)
        months = {"tháng": 1, "quý": 3}.get(unit)
        which = t.word(amount.end + 1)
        if months is None or amount.high is not None or which not in ("đầu", "cuối") or amount.low.denominator != 1:
            return None
        place = amount.end + 2 + (t.word(amount.end + 2) == "của")
        year = self._year(place) or self._bare_year(place)
        count = int(amount.low) * months
        if not 1 <= count <= 12:
            return None
        return year and Found(year[1], _show(_part(year[0], which, count)))

    def deictic(self, end: int, lengths: tuple[dict[str, Fraction], ...]) -> Found | None:
        """A length of time that ends before token `end`, with tới, qua, trước or nữa after it; two for a range."""
        t = self.t
        for words, direction, point in (
            (lex.ONWARD, 1, False),
            (lex.BACK, -1, False),
            (lex.AGO, -1, True),
            (lex.HENCE, 1, True),
        ):
            after = t.phrase(end, words)
            if after and not self._other_sense(end, after):
                values = [_away(self.today, length, direction, point) for length in lengths]
                if direction < 0:
                    values.reverse()
                return Found(after, "" if "" in values else "..".join(values))
        return None

    # --- productions ---

    def _interval(self, i: int) -> Found | None:
        first = self._calendar(i)
        if first:
            return self._calendar_interval(i, first)
        named = self._named(i)
        if named is None:
            return None
        period, end = named
        if period and self.t.word(end) in lex.RANGE_LINKS:
            second = self._named(end + 1)
            if second and second[0] and second[0].grain == period.grain and second[0].first > period.first:
                return Found(second[1], _show(Period(period.first, second[0].last, period.grain)))
        return Found(end, _show(period))

    def _calendar_interval(self, i: int, first: Calendar) -> Found:
        """A calendar date, or two joined into an interval."""
        t = self.t
        if t.word(first.end) in lex.RANGE_LINKS:
            second = self._calendar(first.end + 1, like=first.grain)
            if second and second.grain == first.grain:
                last = self._resolve(second, i)
                filled = first
                if last and first.year is None:
                    month = first.month or last.first.month
                    borrowed = Calendar(first.end, last.first.year, month, first.day, first.last_day)
                    if (month, first.day or 0) > (last.first.month, second.day or 0):
                        borrowed = Calendar(first.end, last.first.year - 1, month, first.day, first.last_day)
                    filled = borrowed
                begin = self._resolve(filled, i)
                if begin and last and begin.first < last.first:
                    return Found(second.end, _show(Period(begin.first, last.last, begin.grain)))
                if last is None:
                    return Found(second.end, "")
        if first.grain == "day" and first.month is None and t.word(first.end) in ("và", ","):
            second = self._calendar(first.end + 1, like="day")
            if second and second.day and second.month:
                borrowed = Calendar(first.end, second.year, second.month, first.day, first.last_day, second.tense)
                return Found(first.end, _show(self._resolve(borrowed, i)))
        return Found(first.end, _show(self._resolve(first, i)))

    def _unresolved(self, i: int) -> Found | None:
        """Words for days without a date of the calendar (ngày nay) still cover their tokens."""
        end = self.t.phrase(i, lex.DAYS)
        return Found(end, "") if end else None

    def _calendar(self, i: int, like: Grain | None = None) -> Calendar | None:
        """A date of figures; `like` is the grain of one before, whose word for the unit may be left out."""
        t, word = self.t, self.t.word(i)
        if word in ("thứ", "chủ"):
            weekday = self._weekday(i)
            after = weekday[1] if weekday else len(t)
            return self._calendar(after) if t.word(after) == "ngày" or t.figure(after) else None
        if word in ("ngày", "mùng", "mồng"):
            return self._day(i + 1, named=True)
        if word == "tháng":
            return self._month(i + 1)
        if word == "năm":
            year = t.integer(i + 1)
            long = year is not None and len(t.low[i + 1]) == 4
            return Calendar(i + 2, year) if long and year and 1000 <= year < 3000 and not self._joined(i + 2) else None
        if not t.figure(i):
            return None
        found = self._day(i, named=like == "day" or t.word(i - 1) in lex.DAY_PARTS)
        if found is None and like == "month":
            found = self._month(i)
        return found or self._month_of_year(i) or self._plain_year(i)

    def _day(self, i: int, named: bool, single: bool = False) -> Calendar | None:
        """D/M, D/M/Y, D tháng M năm Y; with ngày before it also D, D-M, D-D/M."""
        t = self.t
        if t.figure(i).count(".") == 2:
            dotted = [int(part) if part.isdecimal() and len(part) < 5 else 0 for part in t.low[i].split(".")]
            return Calendar(i + 1, *dotted[::-1]) if _real(*dotted[::-1]) else None
        day = t.integer(i, 2) or 0
        if not 1 <= day <= 31:
            return None
        if t.word(i + 1) in lex.RANGE_LINKS and (named or t.glued(i + 1)) and not single:
            after = self._day(i + 2, named=False, single=True)
            if after and after.month and after.day and not after.last_day and after.day > day:
                return Calendar(after.end, after.year, after.month, day, after.day, after.tense)
        mark = t.word(i + 1)
        month = t.integer(i + 2, 2) or 0
        if mark in ("/", "-") and t.glued(i + 1) and t.glued(i + 2) and 1 <= month <= 12:
            year = t.integer(i + 4) if t.word(i + 3) == mark and t.glued(i + 4) else None
            if year and _real(year, month, day) and not self._joined(i + 5):
                return Calendar(i + 5, year, month, day)
            if (mark == "/" or named) and not self._joined(i + 3):
                return self._tail(Calendar(i + 3, None, month, day))
            return None
        if mark == "tháng":
            found = self._month(i + 2)
            if found and found.month:
                return Calendar(found.end, found.year, found.month, day, None, found.tense)
        if mark in (",", "và", "/") and t.figure(i + 2) and not named:
            return None
        return self._tail(Calendar(i + 1, None, None, day)) if named and not self._joined(i + 1) else None

    def _month(self, i: int) -> Calendar | None:
        """The month at token i (after tháng) with its year or tail."""
        t = self.t
        month: int = t.integer(i, 2) or 0
        end = i + 1
        if not t.figure(i):
            spoken = t.lookup(i, lex.MONTH_WORDS)
            if spoken is None and t.word(i) == "năm" and t.capital(i):
                spoken = 5, i + 1
            vague = t.word(i - 2) in lex.PLURALS or t.word(i - 1) != "tháng"
            if spoken is None or vague or t.word(spoken[1]) == "lần" or t.phrase(spoken[1], lex.ALWAYS_POINTED_AT):
                return None  # mỗi tháng một lần
            month, end = spoken
        if not 1 <= month <= 12:
            return None
        if t.word(end) in ("/", "-", ".") and t.glued(end + 1) and len(t.figure(end + 1)) == 4:
            year = t.integer(end + 1)
            if year and 1000 <= year < 3000:
                return Calendar(end + 2, year, month)
        return self._tail(Calendar(end, None, month))

    def _month_of_year(self, i: int) -> Calendar | None:
        """10/2025."""
        t = self.t
        month, year = t.integer(i, 2) or 0, t.integer(i + 2) or 0
        fits = t.word(i + 1) == "/" and t.glued(i + 1) and t.glued(i + 2) and not self._joined(i + 3)
        return Calendar(i + 3, year, month) if fits and 1 <= month <= 12 and 1900 <= year < 2100 else None

    def _plain_year(self, i: int) -> Calendar | None:
        t = self.t
        year = t.integer(i) or 0
        if not 1900 <= year <= 2100 or self._joined(i + 1) or t.word(i + 1) in lex.SCALES:
            return None
        return Calendar(i + 1, year)

    def _tail(self, found: Calendar) -> Calendar:
        """A day or month with what follows: năm 2025, năm ngoái, tới, vừa qua."""
        t, end = self.t, found.end
        year = self._year(end) if t.word(end) == "năm" else None
        if year and year[0]:
            return Calendar(year[1], year[0].first.year, found.month, found.day, found.last_day)
        for words, tense in ((lex.ONWARD, 1), (lex.BACK, -1), (lex.THIS, 0)):
            after = t.phrase(end, words)
            if after and not self._other_sense(end, after):
                return Calendar(after, None, found.month, found.day, found.last_day, tense)
        return found

    def _named(self, i: int) -> tuple[Period | None, int] | None:
        """Periods with names: thirds, halves, quarters, weeks, decades, days by words, and months and years."""
        t, word = self.t, self.t.word(i)
        if word in lex.THIRDS and t.word(i - 1) not in lex.NOT_THIRD_AFTER:
            return self._third(i)
        if word == "nửa" and t.word(i + 1) in ("đầu", "cuối", "sau"):
            return self._half(i)
        if word == "quý":
            return self._quarter(i)
        if word == "tuần":
            return self._week(i)
        if word in ("thứ", "chủ"):
            return self._weekday_period(i)
        if word == "thập" and t.word(i + 1) in ("niên", "kỷ"):
            start = t.integer(i + 2)
            return (_years(start, start + 9), i + 3) if start and 1900 <= start <= 2100 and not start % 10 else None
        if word == "thế" and t.word(i + 1) == "kỷ":
            century = t.integer(i + 2, 2) or lex.ROMAN.get(t.word(i + 2) if t.capital(i + 2) else "")
            return (_years(century * 100 - 99, century * 100), i + 3) if century and century <= 30 else None
        if word in lex.DAY_PARTS and t.word(i + 1) in lex.PART_DAYS:
            return self._shifted_day(lex.PART_DAYS[t.word(i + 1)]), i + 2
        days = t.lookup(i, lex.DAYS)
        if days and days[0] is not None:
            return self._shifted_day(days[0]), days[1]
        if word == "tháng":
            return self._relative_month(i)
        if word == "năm":
            return self._year(i)
        return None

    def _year(self, i: int) -> tuple[Period | None, int] | None:
        """năm 2026, năm nay, năm ngoái; not năm as a digit nor after những."""
        t = self.t
        if t.word(i) != "năm":
            return None
        year = t.integer(i + 1)
        if year is not None and len(t.low[i + 1]) == 4 and 1000 <= year < 3000:
            return _years(year, year), i + 2
        offset = self._offset(i)
        if offset is None:
            return None
        shift, end = offset
        return (_years(self.today.year + shift, self.today.year + shift) if self.today else None), end

    def _bare_year(self, i: int) -> tuple[Period | None, int] | None:
        """năm by itself where a part of it is named: the article's year."""
        t = self.t
        between = t.word(i - 1) == "giữa" and t.phrase(i + 1, lex.NOUNS)  # giữa năm nước
        if t.word(i) != "năm" or t.word(i + 1) in ("học", "thứ") or between:
            return None
        return (_years(self.today.year, self.today.year) if self.today else None), i + 1

    def _relative_month(self, i: int) -> tuple[Period | None, int] | None:
        offset = self._offset(i)
        if offset is None:
            return None
        shift, end = offset
        return (_months(_shift(self.today, shift), 1) if self.today else None), end

    def _quarter(self, i: int) -> tuple[Period | None, int] | None:
        """quý II năm nay, quý 3/2026, quý này."""
        t = self.t
        quarter = t.integer(i + 1, 1) or lex.ROMAN.get(t.word(i + 1) if t.raw[i + 1 : i + 2] else "", 0)
        if not 1 <= quarter <= 4:
            offset = self._offset(i)
            if offset is None:
                return None
            shift, end = offset
            if self.today is None:
                return None, end
            first = _shift(self.today.replace(month=(self.today.month - 1) // 3 * 3 + 1, day=1), shift * 3)
            return _months(first, 3), end
        end = i + 2
        year: int | None = None
        if t.word(end) in ("/", "-") and len(t.figure(end + 1)) == 4:
            year, end = t.integer(end + 1), end + 2
        else:
            named = self._year(end)
            if named:
                year, end = named[0].first.year if named[0] else None, named[1]
            elif self.today:
                tense = self._tense(i, end)
                year = self.today.year
                now = (self.today.month - 1) // 3 + 1
                year += 1 if tense > 0 and quarter < now else -1 if tense < 0 and quarter > now else 0
        return (_months(Day(year, quarter * 3 - 2, 1), 3) if year and 0 < year < 9999 else None), end

    def _week(self, i: int) -> tuple[Period | None, int] | None:
        offset = self._offset(i)
        if offset is None:
            return None
        shift, end = offset
        monday = self._monday(shift)
        return (Period(monday, monday + datetime.timedelta(6), "day") if monday else None), end

    def _third(self, i: int) -> tuple[Period | None, int] | None:
        """đầu năm 2027, giữa tháng 5, cuối quý III, cuối tuần."""
        t, which = self.t, self.t.word(i)
        if t.word(i + 1) == "tuần":
            week = self._week(i + 1)
            monday = week[0].first if week and week[0] else self._monday(0)
            end = week[1] if week else i + 2
            if which != "cuối" or not monday:
                return None, end
            return Period(monday + datetime.timedelta(5), monday + datetime.timedelta(6), "day"), end
        whole = self._container(i + 1)
        return whole and (_third_of(whole[0], lex.THIRDS[which]), whole[1])

    def _half(self, i: int) -> tuple[Period | None, int] | None:
        t = self.t
        whole = self._container(i + 2 + (t.word(i + 2) == "của"))
        if whole is None:
            return None
        which = "đầu" if t.word(i + 1) == "đầu" else "cuối"
        period = whole[0]
        if period and period.grain == "month" and period.first.month == period.last.month:
            middle = period.first.replace(day=15)
            half = (period.first, middle) if which == "đầu" else (middle.replace(day=16), period.last)
            return Period(*half, "day"), whole[1]
        return _part(period, which, 6), whole[1]

    def _container(self, i: int) -> tuple[Period | None, int] | None:
        """The year, quarter, month or decade whose part is named; without a figure the article's."""
        t, word = self.t, self.t.word(i)
        if word == "năm":
            return self._year(i) or self._bare_year(i)
        if word == "tháng":
            month = self._month(i + 1)
            if month:
                return self._resolve(month, i), month.end
            named = self._relative_month(i)
            if named or t.figure(i + 1):
                return named
            return (_months(self.today, 1) if self.today else None), i + 1
        if word == "quý":
            return self._quarter(i)
        plain_year = self._plain_year(i) if t.figure(i) else None
        if plain_year and plain_year.year:
            return _years(plain_year.year, plain_year.year), i + 1
        return None

    def _weekday(self, i: int) -> tuple[int, int] | None:
        """thứ Hai, thứ 4, Chủ nhật: which day from Monday 0, and the token after it."""
        t, after = self.t, self.t.word(i + 1)
        if t.word(i) == "chủ":
            return (6, i + 2) if after == "nhật" else None
        day = lex.WEEKDAYS.get(after)
        figure = t.integer(i + 1, 1)
        if figure and 2 <= figure <= 7:
            day = figure - 2
        if day is None:
            return None
        dated = t.word(i + 2) in ("tuần", "ngày") or (bool(t.figure(i + 2)) and t.word(i + 3) == "/")
        dated = dated or (t.word(i + 2) == "," and (t.word(i + 3) == "ngày" or t.word(i + 4) == "/"))
        before = t.word(i - 1) in lex.WEEKDAY_BEFORE
        return (day, i + 2) if dated or before or (t.capital(i + 1) and not t.figure(i + 1)) else None

    def _weekday_period(self, i: int) -> tuple[Period | None, int] | None:
        """A weekday with tuần trước, tuần này, tới after it; by itself the one the tense tells."""
        t = self.t
        weekday = self._weekday(i)
        if weekday is None:
            return None
        day, end = weekday
        if t.word(end) == "tuần":
            week = self._week(end)
            if week:
                first = week[0].first if week[0] else None
                when = first + datetime.timedelta(day) if first else None
                return (Period(when, when, "day") if when else None), week[1]
        tense = 0
        for words, direction in ((lex.ONWARD, 1), (lex.BACK, -1), (lex.THIS, 0)):
            after = t.phrase(end, words)
            if after and not self._other_sense(end, after):
                tense, end = direction, after
                break
        else:
            tense = self._tense(i, end)
        if self.today is None:
            return None, end
        shift = day - self.today.weekday()
        shift += 7 if tense > 0 and shift <= 0 else -7 if tense < 0 and shift > 0 else 0
        return self._shifted_day(shift), end

    def _time(self, i: int) -> Found | None:
        """A time of the clock, with the day if one follows."""
        t = self.t
        hour, mark = t.integer(i, 2), t.word(i + 1)
        if hour is None or hour > 24 or mark not in ("h", "giờ", "g", ":"):
            return None
        end = i + 2
        minute = t.integer(end, 2)
        if mark in ("h", "g", ":"):
            if not t.glued(i + 1):
                return None
            if not t.glued(end) or not t.figure(end):
                minute = None
        if minute is not None and minute < 60:
            end += 1
            if mark == "giờ" and t.word(end) == "phút":
                end += 1
        elif mark in (":", "g"):
            return None
        clock = minute is not None and mark != "giờ"  # 2 giờ 30 phút by itself is a length
        if t.word(end) in lex.DAY_PARTS:
            if t.word(end) in ("chiều", "tối", "đêm") and hour < 12:
                hour += 12
            # "sáng nay", "chiều qua" after the clock are the day itself and are read below
            end, clock = (end if t.word(end + 1) in lex.PART_DAYS else end + 1), True
        day_at = end + 1 if t.word(end) == "," and t.word(end + 1) == "ngày" else end
        day = self._interval(day_at) if clock or t.word(end) in ("ngày", "hôm") or t.figure(end) else None
        told = t.word(i - 1) in ("lúc", "vào", "hồi", "từ", "trước", "sau", "đến", "khoảng")
        if hour > 23 or not (clock or told or day):
            return None
        if not clock and not day and t.word(i - 1) in ("sau", "khoảng", "từ", "đến", "trước"):
            return None
        time = f"T{hour:02}:{minute or 0:02}"
        if day is None:
            return Found(end, time)
        return Found(day.end, f"{day.value}{time}" if len(day.value) == 10 else "")

    # --- resolving ---

    def _resolve(self, found: Calendar, i: int) -> Period | None:
        """The days a calendar date means; None if it has no year and the article no date, or if it does not exist."""
        year, month = found.year, found.month
        if year is None or (found.day and month is None):
            if self.today is None:
                return None
            tense = found.tense or self._tense(i, found.end)
            if month is None:
                when = _shift(self.today, 1 if tense > 0 and (found.day or 0) < self.today.day else 0)
                year, month = when.year, when.month
            else:
                year = self._nearest_year(month, found.day, tense)
        if not 1 <= year <= 9998:
            return None
        if month is None:
            return _years(year, year)
        if found.day is None:
            return _months(Day(year, month, 1), 1)
        last = found.last_day or found.day
        if not (_real(year, month, found.day) and _real(year, month, last)):
            return None
        return Period(Day(year, month, found.day), Day(year, month, last), "day")

    def _nearest_year(self, month: int, day: int | None, tense: int) -> int:
        """The year of a month or day without one: the next for the future, the last for the past, else the nearer."""
        assert self.today is not None
        today = self.today
        here, now = (month, day or 0), (today.month, today.day if day else 0)
        if tense > 0:
            return today.year + (here < now)
        if tense < 0:
            return today.year - (here > now)
        gap = month - today.month
        return today.year + (-1 if gap > 8 else 1 if gap < -8 else 0)

    def _tense(self, i: int, end: int) -> int:
        """1 or -1 if the nearest word of tense in the sentence before, else after, tells of the future or the past."""
        t = self.t
        for places in (range(i - 1, max(-1, i - _TENSE_WINDOW), -1), range(end, min(len(t), end + _TENSE_WINDOW))):
            for place in places:
                word = t.low[place]
                if word in _SENTENCE_END:
                    break
                if word in lex.FUTURE or f"{word} {t.word(place + 1)}" in lex.FUTURE_PAIRS:
                    return 1
                if word in lex.PAST:
                    return -1
            if t.word(i - 1) == "trước" and i - 1 in places:
                return 1
        return 0

    def _offset(self, i: int) -> tuple[int, int] | None:
        """The word after a unit of time that says which one: năm | ngoái; none after những, mỗi."""
        t = self.t
        if t.word(i - 1) in lex.PLURALS:
            return None
        found = t.lookup(i + 1, lex.OFFSETS)
        if found is None or self._other_sense(i + 1, found[1]):
            return None
        return None if found[1] == i + 2 and t.word(i + 1) == "nay" and t.word(i) != "năm" else found

    def _other_sense(self, i: int, end: int) -> bool:
        """Whether tới, qua, trước at token i belong to what follows: tới thăm, tới Hà Nội, trước khi."""
        t, word = self.t, self.t.word(i)
        if end != i + 1 or word not in lex.NOT_DEICTIC:
            return False
        if t.figure(end) or t.word(end) in ("ngày", "tháng", "quý", "năm"):
            return True
        return t.word(end) in lex.NOT_DEICTIC[word] or (t.capital(end) and word in ("tới", "qua"))

    def _joined(self, i: int) -> bool:
        """Whether token i goes on with the figure before it: a slash, a letter, a percent sign."""
        t = self.t
        if not t.glued(i):
            return False
        return t.word(i) in ("/", "%", "_", "+", "@") or t.letters(i) or bool(t.figure(i))

    def _monday(self, shift: int) -> Day | None:
        day = self._shifted_day(shift * 7)
        return day.first - datetime.timedelta(day.first.weekday()) if day and day.first.toordinal() > 7 else None

    def _shifted_day(self, shift: int) -> Period | None:
        ordinal = self.today.toordinal() + shift if self.today else 0
        if not 1 <= ordinal <= Day.max.toordinal() - 7:
            return None
        return Period(Day.fromordinal(ordinal), Day.fromordinal(ordinal), "day")


def length_of(value: Fraction, unit: tuple[str, int]) -> dict[str, Fraction] | None:
    """How long so many of a unit are, by ISO letter, fractions as the next finer unit; None if they do not come out."""
    letter, each = unit
    value *= each
    length: dict[str, Fraction] = {}
    while value.denominator != 1:
        whole = Fraction(value.numerator // value.denominator)
        if letter not in lex.FINER:
            return None
        if whole:
            length[letter] = whole
        rest = value - whole
        letter, many = lex.FINER[letter]
        value = rest * many
    length[letter] = value
    return length


def duration(length: dict[str, Fraction]) -> str:
    """A length as an ISO 8601 duration: P3Y6M, PT90M."""
    days = "".join(f"{plain(length[letter])}{letter}" for letter in "YMWD" if letter in length)
    times = "".join(f"{plain(length[letter])}{letter[1]}" for letter in ("TH", "TM", "TS") if letter in length)
    return f"P{days}{'T' if times else ''}{times}"


def _away(today: Day | None, length: dict[str, Fraction], direction: int, point: bool) -> str:
    """The interval or point of time so far from a day, at the grain of the finest unit; empty if there is none."""
    if today is None:
        return ""
    length = dict(length)
    hours = length.pop("TH", Fraction(0))
    if "TM" in length or "TS" in length or hours % 24:
        return ""
    grain: Grain = "day" if hours or {"W", "D"} & length.keys() else "month" if "M" in length else "year"
    months = int(length.get("Y", 0)) * 12 + int(length.get("M", 0))
    days = int(length.get("W", 0)) * 7 + int(length.get("D", 0)) + int(hours) // 24
    if months > 12 * 9999 or days > 366 * 9999:
        return ""
    try:
        there = _shift(today, direction * months) + datetime.timedelta(direction * days)
    except (ValueError, OverflowError):
        return ""
    if point:
        return str(Period(there, there, grain))
    return str(Period(min(today, there), max(today, there), grain))


def _shift(day: Day, months: int) -> Day:
    """The same day so many months away, or the month's last; raises ValueError outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return Day(year, month, min(day.day, _last_day(year, month)))


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (Day(year, month + 1, 1) - datetime.timedelta(1)).day


def _real(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= _last_day(year, month)


def _years(first: int, last: int) -> Period | None:
    return Period(Day(first, 1, 1), Day(last, 12, 31), "year") if 1 <= first <= last <= 9998 else None


def _months(day: Day, count: int) -> Period:
    """So many months from the one the day lies in."""
    last = _shift(day.replace(day=1), count - 1)
    return Period(day.replace(day=1), last.replace(day=_last_day(last.year, last.month)), "month")


def _part(period: Period | None, which: str, count: int) -> Period | None:
    """The first or last months of a period."""
    if period is None:
        return None
    return _months(period.first if which == "đầu" else _shift(period.last.replace(day=1), 1 - count), count)


def _third_of(period: Period | None, third: int) -> Period | None:
    """A third of a year (four months), of a quarter (a month) or of a month (days 1–10, 11–20, 21–end)."""
    if period is None:
        return None
    if period.grain == "year":
        return _months(Day(period.first.year, third * 4 + 1, 1), 4) if period.first.year == period.last.year else None
    if period.first.month != period.last.month:
        return _months(_shift(period.first, third), 1)
    first = period.first.replace(day=third * 10 + 1)
    return Period(first, period.last if third == 2 else first.replace(day=third * 10 + 10), "day")


def _show(period: Period | None) -> str:
    return str(period) if period else ""
