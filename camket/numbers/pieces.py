"""The grammar of one expression of the calendar: a piece, with what touches it.

piece     day | month | quarter | year | week | weekday | part | holiday | word
day       [ngày | mùng] D/M[/Y]   ngày D tháng M [năm Y]   ngày D   [ngày] D-D/M   D.M.Y   Y-M-D
month     tháng M [/Y | năm Y | năm nay | tới | …]   M/Y   tháng này
quarter   quý II [/Y | năm Y | …]   quý này
year      năm Y   năm nay | ngoái | tới | đó   Y (1900–2100)   năm học Y-Y   thập niên Y   thế kỷ N
week      tuần này | trước | tới                  weekday   thứ Hai [tuần … | date | tới]
part      (đầu | giữa | cuối) (year | quarter | month | tuần)   nửa (đầu | cuối) (year | month)
holiday   Tết [Nguyên đán | name of the year] [year]   Giáng sinh
word      hôm nay   sáng mai   ngày kia   cùng ngày   sang năm

Every production takes the place of a token and gives a piece or None. A piece without a period is a
date that cannot be resolved: it covers its tokens, so that nothing else reads them, and gives no number.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from camket.numbers import lexicon as lex
from camket.numbers import periods
from camket.numbers.nouns import CLASSIFIERS, NOUNS
from camket.numbers.numerals import numeral
from camket.numbers.periods import UNKNOWN, Day, Grain, Period, Resolver, Tense, Written
from camket.numbers.tet import YEAR_NAMES
from camket.numbers.tokens import Tokens

_BACK_WINDOW, _AHEAD_WINDOW = 20, 12
_SENTENCE_END = frozenset({".", "?", "!", "…", ";", "\n"})


@dataclass(slots=True)
class Piece:
    """One expression of the calendar up to token `end`: resolved (`period`) or as `written`, to be completed."""

    end: int
    grain: Grain
    period: Period | None = None
    written: Written | None = None
    tense: Tense = UNKNOWN
    weekday: int | None = None


class Pieces:
    """Reads single expressions of the calendar in one text against one article's date, None for unknown."""

    def __init__(self, tokens: Tokens, today: Day | None, alone: bool = False) -> None:
        self.t = tokens
        self.resolver = Resolver(today)
        self.alone = alone
        self.weekday_end = -1
        """The token after the last weekday: thứ ba và thứ sáu."""

    def piece(self, i: int, like: Piece | None = None) -> Piece | None:
        """One expression of the calendar; `like` is one before it, whose word for the unit may be left out."""
        t, word = self.t, self.t.low[i]
        if t.figure(i):
            return self._figures(i, like)
        if like is not None and like.written and like.written.count == 3 and word in lex.ROMAN:
            return self._quarter(i - 1)
        read = _PIECES.get(word)
        if read:
            return read(self, i)
        return self._part_of_day(i) if word in lex.DAY_PARTS else self._holiday(i)

    def _figures(self, i: int, like: Piece | None) -> Piece | None:
        """A date that begins with a figure."""
        t = self.t
        grain = like.grain if like else None
        quarters = bool(like and like.written and like.written.count == 3)
        if quarters:
            return self._quarter(i - 1)
        if t.low[i + 1] == "tết" and 22 < (t.integer(i, 2) or 0) <= 30:
            return self._lunar(i)
        found = self.day(i, named=grain == "day", hyphen=self._hyphened(i))
        month = found.written.month if found and found.written else None
        if found and t.low[i + 1] == "tháng" and (not month or t.low[found.end] == "ngày"):
            found = None  # 5 tháng qua, 2 tháng 10 ngày
        if found is None and grain == "month":
            found = self._month_figure(i)
        return found or self._iso(i) or self._month_of_year(i) or self._plain_year(i)

    def _hyphened(self, i: int) -> bool:
        """Whether D-M at token i is a day: by itself in brackets, or after a word of the day."""
        t = self.t
        bracketed = t.low[i - 1] == "(" and t.low[i + 3] == ")"
        whole = self.alone and len(t) == 3 and self.resolver.today is not None
        if t.low[i - 1] in lex.DAY_PARTS | lex.PAST_BESIDE or whole or bracketed:
            return True
        ends = not t.letters(i + 3) and not t.figure(i + 3) and t.low[i + 3] != "%"  # giao trước 30-6, …
        return t.low[i - 1] in ("trước", "sau", "vào") and ends

    def _named_day(self, i: int) -> Piece | None:
        """ngày D …, mùng D …, ngày hôm qua, ngày mai."""
        t = self.t
        at = i + 1
        if t.low[i] == "ngày" and t.low[at] in ("mùng", "mồng"):
            at += 1
        found = self._lunar(at) if t.low[at - 1] != "ngày" else None
        if found:
            return found
        found = self.day(at, named=True, hyphen=True)
        if found:
            written = found.written
            if written and written.month is None and found.end == at + 1 and t.low[found.end] in lex.PER_DAY:
                return None
            return found
        spoken = None if t.figure(at) else numeral(t, at)
        if spoken and spoken.value.denominator == 1 and 1 <= spoken.value <= 31 and t.low[spoken.end] == "tháng":
            month = self.month(spoken.end)
            if month and month.written and month.written.month:
                return replace(month, grain="day", written=replace(month.written, day=int(spoken.value)))
        return self._that(i, i + 1) if t.low[i] == "ngày" and t.low[at] in lex.THAT else self._day_word(i)

    def _full_moon(self, i: int) -> Piece | None:
        """rằm tháng Giêng; the other full moons have no value."""
        t = self.t
        month = self.month(i + 1) if t.low[i + 1] == "tháng" else None
        return self._lunar(i) or (Piece(month.end, "day") if month else None)

    def _lunar(self, i: int) -> Piece | None:
        """3 Tết, 10 tháng Giêng, rằm tháng Giêng, 30 Tết: days counted from Tết; 30 Tết is the one before."""
        t, end = self.t, i + 2
        day = 15 if t.low[i] == "rằm" else t.integer(i, 2) or lex.ORDINALS.get(t.low[i], 0)
        if t.words(i + 1, i + 3) == "tháng giêng":
            end = i + 3
        elif t.low[i + 1] != "tết" or t.low[i] == "rằm":
            return None
        first = self.resolver.tet(None, self._tense(i, end))
        if first is None or not (1 <= day <= 22 or (day == 30 and end == i + 2)):
            return Piece(end, "day")
        return Piece(
            end, "day", periods.day_of(Day.fromordinal(first.first.toordinal() + (-1 if day == 30 else day - 1)))
        )

    def day(self, i: int, named: bool, hyphen: bool = False) -> Piece | None:
        """D/M, D/M/Y, D tháng M năm Y, D.M.Y; with ngày before it also D, D-M, D.M, D-D/M."""
        t = self.t
        dotted = t.figure(i).split(".")
        if len(dotted) > 1:
            return self._dotted(i, dotted, named)
        day = t.integer(i, 2) or 0
        if not 1 <= day <= 31:
            return None
        if named:
            several = self.days_to(i) or self._days_dotted(i, day)
            if several:
                return several
        mark = t.low[i + 1]
        month = t.integer(i + 2, 2) or 0
        if mark in ("/", "-", "–") and t.glued(i + 1) and t.glued(i + 2) and 1 <= month <= 12:
            year = t.integer(i + 4) if t.low[i + 3] == mark and t.glued(i + 4) else None
            if year and len(t.low[i + 4]) in (2, 4):
                year += 2000 if year < 100 else 0
                if not periods.real(year, month, day) or self.joined(i + 5):
                    return None
                return self._tail(Piece(i + 5, "day", written=Written(year, month, day)))
            if (mark == "/" or hyphen) and not self.joined(i + 3):
                return self._tail(Piece(i + 3, "day", written=Written(None, month, day)))
            return None
        if mark == "/" and t.glued(i + 1) and t.figure(i + 2):
            return None  # 5/13
        if mark == "tháng":
            found = self.month(i + 1)
            if found:
                return self._day_of_month(found, day)
        return (
            self._tail(Piece(i + 1, "day", written=Written(None, None, day)))
            if named and not self.joined(i + 1)
            else None
        )

    def _day_of_month(self, month: Piece, day: int) -> Piece | None:
        """D tháng M, ngày 24 tháng này."""
        if month.written:
            return replace(month, grain="day", written=replace(month.written, day=day))
        whole = month.period
        if whole is None:
            return replace(month, grain="day")
        real = periods.real(whole.first.year, whole.first.month, day)
        return replace(month, grain="day", period=periods.day_of(whole.first.replace(day=day)) if real else None)

    def _dotted(self, i: int, parts: list[str], named: bool) -> Piece | None:
        """12.3.2026, and with ngày before it 28.4."""
        numbers = [int(part) if part.isdecimal() and len(part) < 5 else 0 for part in parts]
        if self.joined(i + 1):
            return None
        if len(parts) == 3 and len(parts[2]) == 4 and periods.real(numbers[2], numbers[1], numbers[0]):
            return self._tail(Piece(i + 1, "day", written=Written(numbers[2], numbers[1], numbers[0])))
        if named and len(parts) == 2 and len(parts[1]) <= 2 and periods.real(2000, numbers[1], numbers[0]):
            return self._tail(Piece(i + 1, "day", written=Written(None, numbers[1], numbers[0])))
        return None

    def _days_dotted(self, i: int, day: int) -> Piece | None:
        """5-7.5.2026."""
        t = self.t
        if t.low[i + 1] not in ("-", "–") or t.figure(i + 2).count(".") != 2:
            return None
        last = self._dotted(i + 2, t.low[i + 2].split("."), named=False)
        if last is None or last.written is None or (last.written.day or 0) <= day:
            return None
        return replace(last, written=replace(last.written, day=day, last_day=last.written.day))

    def _iso(self, i: int) -> Piece | None:
        """2026-03-12."""
        t = self.t
        if len(t.figure(i)) != 4 or t.low[i + 1] != "-" or t.low[i + 3] != "-" or len(t.figure(i + 2)) != 2:
            return None
        year, month, day = t.integer(i), t.integer(i + 2, 2), t.integer(i + 4, 2)
        glued = all(t.glued(at) for at in range(i + 1, i + 5)) and not self.joined(i + 5)
        if not (glued and year and month and day and len(t.figure(i + 4)) == 2 and periods.real(year, month, day)):
            return None
        return Piece(i + 5, "day", written=Written(year, month, day))

    def month(self, i: int) -> Piece | None:
        """tháng M with its year or tail, tháng này, tháng đó; tháng stands at token i."""
        t, at = self.t, i + 1
        if t.figure(at):
            return self._month_figure(at)
        if t.low[at] in lex.THAT:
            return self._that(i, at)
        spoken = t.lookup(at, lex.MONTH_WORDS)
        if spoken and t.low[at] == "năm" and (not t.capital(at) or t.figure(at + 1)):
            spoken = None  # tháng năm is May only as tháng Năm, and in dates (below)
        if t.low[at] == "năm" and t.low[at + 1] == "năm" and (t.figure(at + 2) or t.lookup(at + 2, lex.OFFSETS)):
            spoken = 5, at + 1
        if spoken and self._spoken_month(i, spoken[1]):
            return self._month_year(spoken[0], spoken[1])
        offset = self._offset(i)
        return offset and Piece(offset[1], "month", self.resolver.month(offset[0]))

    def _spoken_month(self, i: int, end: int) -> bool:
        """Whether tháng and a number word name a month: not mỗi tháng một lần, những tháng ba."""
        t = self.t
        if t.low[i - 1] in lex.PLURALS or t.low[end] == "lần":
            return False
        return t.capital(i + 1) or not t.phrase(end, lex.ALWAYS_POINTED_AT)

    def _month_figure(self, i: int) -> Piece | None:
        t = self.t
        dotted = t.figure(i).split(".")
        if len(dotted) == 2 and len(dotted[1]) == 4 and dotted[0].isdecimal() and 1 <= int(dotted[0][:3]) <= 12:
            return Piece(i + 1, "month", written=Written(int(dotted[1]), int(dotted[0])))
        month = t.integer(i, 2) or 0
        return self._month_year(month, i + 1) if 1 <= month <= 12 else None

    def _month_year(self, month: int, end: int, count: int = 1) -> Piece | None:
        """The year of a month or quarter: /2026, -2026, .2026, năm …, tới."""
        t = self.t
        if t.low[end] in ("/", "-", "–", ".") and t.glued(end) and t.glued(end + 1) and len(t.figure(end + 1)) == 4:
            year = t.integer(end + 1)
            if year and 1000 <= year < 3000 and not self.joined(end + 2):
                return Piece(end + 2, "month", written=Written(year, month, count=count))
        if self.joined(end) and t.low[end] != "/":
            return None
        if t.low[end] == "/" and t.glued(end):
            return None
        return self._tail(Piece(end, "month", written=Written(None, month, count=count)))

    def _month_of_year(self, i: int) -> Piece | None:
        """10/2025."""
        t = self.t
        month, year = t.integer(i, 2) or 0, t.integer(i + 2) or 0
        fits = t.low[i + 1] == "/" and t.glued(i + 1) and t.glued(i + 2) and not self.joined(i + 3)
        return (
            Piece(i + 3, "month", written=Written(year, month))
            if fits and 1 <= month <= 12 and 1900 <= year < 2100
            else None
        )

    def _quarter(self, i: int) -> Piece | None:
        """quý II năm nay, quý 3/2026, quý hai, quý này; quý stands at token i."""
        t, word = self.t, self.t.low[i + 1]
        number = t.integer(i + 1, 1) or lex.ROMAN.get(word, 0)
        if not number and (t.low[i + 2] == "năm" or t.capital(i + 1)):
            number = lex.QUARTER_WORDS.get(word, 0)
        if 1 <= number <= 4:
            return self._month_year(number * 3 - 2, i + 2, count=3)
        if word in lex.THAT:
            return self._that(i, i + 1)
        offset = self._offset(i)
        return offset and Piece(offset[1], "month", self.resolver.quarter(offset[0]))

    def _plain_year(self, i: int) -> Piece | None:
        """2026 by itself."""
        t = self.t
        year = t.integer(i) or 0
        if not 1900 <= year <= 2100:
            return None
        season = self._season(i, year) if t.low[i + 1] in ("/", "-", "–") else None
        if season or self.joined(i + 1) or t.low[i + 1] in lex.SCALES or t.low[i + 1] == "tr":
            return season
        return Piece(i + 1, "year", written=Written(year))

    def _season(self, i: int, year: int) -> Piece | None:
        """2026/2027, 2025-26: a season or a school year."""
        t = self.t
        glued = t.glued(i + 1) and t.glued(i + 2) and not self.joined(i + 3)
        following = str(year + 1)
        if not glued or t.figure(i + 2) not in (following, following[2:]):
            return None
        return Piece(i + 3, "year", periods.years(year, year + 1))

    def _tail(self, found: Piece) -> Piece:
        """A day or month with what follows: năm 2025, năm ngoái, tháng này, tới, vừa qua."""
        t, end, written = self.t, found.end, found.written
        assert written is not None
        if t.low[end] in lex.REPEATED and t.low[end + 1] in ("tháng", "năm"):
            return Piece(end, found.grain)  # ngày 15 hằng tháng, tháng 12 mỗi năm
        if written.year is None and t.low[end] == "năm":
            year = self.year(end)
            if year and year.grain == "year" and (year.period or year.written):
                whole = self.settle(year, end)
                return replace(found, end=year.end, written=replace(written, year=whole.first.year)) if whole else found
            if year:
                return Piece(year.end, found.grain)
        if written.day and written.month is None and t.low[end] == "tháng":
            month = self.month(end)
            return (self._day_of_month(month, written.day) if month else None) or found
        if written.year is None and t.low[end : end + 2] in (["sang", "năm"], ["cùng", "năm"]):
            other = self._coming(end) if t.low[end] == "sang" else self._same(end)
            if other and other.period:
                return replace(found, end=other.end, written=replace(written, year=other.period.first.year))
        return self._beside(found)

    def _beside(self, found: Piece) -> Piece:
        """A piece with tới, vừa qua or này after it."""
        for words, direction in ((lex.ONWARD, 1), (lex.BACK, -1), (lex.THIS, 0)):
            after = self.t.phrase(found.end, words)
            if after and not self.other_sense(found.end, after):
                return replace(found, end=after, tense=Tense(direction, sure=True))
        after = found.end + 1
        if self.t.low[found.end] == "rồi" and (self.t.capital(after) or not self.t.letters(after)):
            return replace(found, end=after, tense=Tense(-1, sure=True))  # tháng 11 rồi, …
        return found

    def year(self, i: int) -> Piece | None:
        """năm 2026, năm nay, năm ngoái, năm đó, năm học 2026-2027; not năm as a digit nor after những."""
        t, at = self.t, i + 1
        if t.low[i] != "năm":
            return None
        if t.words(at, at + 1) == "học" or t.words(at, at + 2) in ("tài khóa", "tài khoá", "tài chính"):
            named = at + (1 if t.low[at] == "học" else 2)
            year = self._plain_year(named)
            if year is None:
                away = self._offset(named - 1) if t.low[at] == "học" else None
                return away and Piece(away[1], "year", self.resolver.school_year(away[0]))
            last = self._plain_year(year.end + 1) if t.low[year.end] in ("-", "–") else None
            whole = periods.span(self.settle(year, i), self.settle(last, i)) if last else None
            return replace(last, written=None, period=whole) if last and whole else year
        figure = t.figure(at)
        if (
            figure
            and len(figure) in (3, 4)
            and figure.isdecimal()
            and 100 <= int(figure) < 3000
            and not self.joined(at + 1)
        ):
            if len(figure) == 3 and (t.letters(at + 1) or t.low[at + 1] == "%") and t.low[at + 1] not in lex.STOPS:
                return None
            return self._beside(Piece(at + 1, "year", written=Written(int(figure))))
        if t.low[at] in lex.THAT:
            return self._that(i, at)
        if t.low[at] == "mới" and t.low[i - 1] in lex.HOLIDAY_BEFORE:
            return Piece(
                at + 1, "day", written=Written(None, 1, 1), tense=Tense(1) if t.low[i - 1] == "trước" else UNKNOWN
            )
        if t.low[i - 1] == "hết" and not t.letters(at) and not t.figure(at):
            return Piece(at, "year", self.resolver.year(0))  # đến hết năm
        offset = self._offset(i)
        return offset and Piece(offset[1], "year", self.resolver.year(offset[0]))

    def bare_year(self, i: int) -> Piece | None:
        """năm by itself where a part of it is named: the article's year."""
        t = self.t
        counted = t.low[i - 1] == "giữa" and t.phrase(i + 1, NOUNS)  # giữa năm nước
        if t.low[i] != "năm" or t.low[i + 1] in ("học", "thứ") or t.figure(i + 1) or counted:
            return None
        return Piece(i + 1, "year", self.resolver.year(0))

    def _decade(self, i: int) -> Piece | None:
        """thập niên 2030, thập kỷ 90, những năm 1990, thập kỷ này."""
        t, at = self.t, i + 2
        if t.words(i, at) not in ("thập niên", "thập kỷ", "thập kỉ", "những năm"):
            return None
        year, digits = t.integer(at), len(t.figure(at))
        if year is not None and year % 10 == 0 and not self.joined(at + 1):
            if digits == 2:
                year += 1900 if self.resolver.today is None or self.resolver.today.year < 2000 + year else 2000
            if (digits in (2, 4)) and 1000 <= year < 3000:
                return Piece(at + 1, "year", periods.years(year, year + 9))
        if t.low[i] == "những" or t.low[i - 1] in lex.PLURALS:
            return None
        return self._long_period(i, at, 10, self.resolver.decade)

    def _century(self, i: int) -> Piece | None:
        """thế kỷ XXI, thế kỷ 21, thế kỷ trước."""
        t, at = self.t, i + 2
        if t.words(i, at) not in ("thế kỷ", "thế kỉ"):
            return None
        number = t.integer(at, 2) or (lex.ROMAN.get(t.low[at], 0) if t.capital(at) else 0)
        if 1 <= number <= 29:
            return Piece(at + 1, "year", periods.years(number * 100 - 99, number * 100))
        return None if t.low[i - 1] in lex.PLURALS else self._long_period(i, at, 100, self.resolver.century)

    def _long_period(self, i: int, at: int, count: int, shifted: Callable[[int], Period | None]) -> Piece | None:
        """thập kỷ này, thế kỷ trước by the calendar; thập kỷ qua, thế kỷ tới from the article's date."""
        t = self.t
        if t.low[i - 1] in lex.DIGITS:
            return None
        for words, shift in ((lex.THIS, 0), (lex.AGO, -1)):
            after = t.phrase(at, words)
            if after and not self.other_sense(at, after):
                return Piece(after, "year", shifted(shift))
        for words, direction in ((lex.ONWARD, 1), (lex.BACK, -1)):
            after = t.phrase(at, words)
            if after and not self.other_sense(at, after):
                return Piece(after, "year", self.resolver.away({"Y": count}, direction, point=False))
        return None

    def _week(self, i: int) -> Piece | None:
        """tuần này, tuần trước."""
        if self.t.low[i + 1] in lex.THAT:
            return self._that(i, i + 1)
        offset = self._offset(i)
        return offset and Piece(offset[1], "day", self.resolver.week(offset[0]))

    def _weekday(self, i: int) -> Piece | None:
        """thứ Hai, thứ 4 tuần sau, Chủ nhật 15/3, thứ Sáu vừa qua."""
        t = self.t
        found = self._weekday_name(i)
        if found is None:
            return None
        day, end = found
        self.weekday_end = end
        if self._repeated(i, end):
            return Piece(end, "day")
        if t.low[end] == "tuần":
            week = self._week(end)
            if week:
                monday = week.period.first if week.period else None
                when = periods.day_of(Day.fromordinal(monday.toordinal() + day)) if monday else None
                return Piece(week.end, "day", when, weekday=day)
        dated = self.piece(end) if t.figure(end) or t.low[end] in ("ngày", "mùng", "mồng") else None
        if dated and dated.grain == "day":
            return dated
        besides = self._beside(Piece(end, "day", weekday=day))
        if besides.end == end and t.low[end] in (",", "("):
            near = self.piece(end + 1)  # thứ Sáu, ngày 13/3: the day that is named next
            when = self.settle(near, i) if near and near.written and near.written.month else None
            if when and when.grain == "day" and when.first.weekday() == day:
                return Piece(end, "day", when, weekday=day)
        if besides.end > end:
            return replace(besides, period=self.resolver.weekday(day, besides.tense))
        return replace(
            besides, period=self.resolver.told_weekday(day) or self.resolver.weekday(day, self._tense(i, end))
        )

    def _weekday_name(self, i: int) -> tuple[int, int] | None:
        """Which day from Monday 0, and the token after it; thứ ba in small letters may be a rank."""
        t, after = self.t, self.t.low[i + 1]
        if t.low[i] == "chủ":
            return (6, i + 2) if after in ("nhật", "nhựt") else None
        figure = t.integer(i + 1, 1)
        day = figure - 2 if figure and 2 <= figure <= 7 else lex.WEEKDAYS.get(after)
        if day is None:
            return None
        at = i + 2
        dated = t.low[at] in ("tuần", "ngày") or bool(t.figure(at) and t.low[at + 1] in ("/", "-"))
        dated = dated or bool(t.low[at] in (",", "(") and (t.low[at + 1] == "ngày" or t.low[at + 2] == "/"))
        beside = max(t.phrase(at, lex.ONWARD), t.phrase(at, lex.BACK)) > 0
        dated = dated or (beside and t.low[i - 1] != "lần")
        before = t.low[i - 1] in lex.WEEKDAY_WHEN or t.low[i - 2] in lex.DAY_PARTS
        ranged = t.low[i - 1] in ("từ", "đến") and "thứ" in (t.low[at + 1], t.low[i - 4])
        ranged = ranged or (t.low[at] in lex.RANGE_LINKS and t.low[at + 1] == "thứ")
        listed = i - 1 == self.weekday_end and t.low[i - 1] in ("và", ",")
        capital = t.capital(i + 1) and not t.figure(i + 1) and not t.raw[i].isupper()
        return (day, at) if dated or before or capital or ranged or listed else None

    def _repeated(self, i: int, end: int) -> bool:
        """Whether the weekday comes again and again: mỗi tuần hai chuyến, vào thứ ba và thứ sáu; thứ Bảy hằng tuần."""
        t = self.t
        if t.low[i - 1] in lex.REPEATED or (t.low[end] in lex.REPEATED and t.low[end + 1] == "tuần"):
            return True
        for at in range(i - 1, max(-1, i - 12), -1):
            if t.low[at] in _SENTENCE_END:
                return False
            if t.low[at] == "tuần" and t.low[at - 1] in lex.REPEATED:
                return True
        return False

    def _third(self, i: int) -> Piece | None:
        """đầu năm 2027, giữa tháng 5, cuối quý III, cuối tuần, đầu thập niên 2020."""
        t, which = self.t, lex.THIRDS[self.t.low[i]]
        if t.low[i - 1] in lex.NOT_THIRD_AFTER:
            return None
        if t.low[i + 1] == "tuần":
            week = self._week(i + 1) or Piece(i + 2, "day", self.resolver.week(0))
            monday = week.period.first.toordinal() if week.period else None
            first, last = ((0, 1), (2, 3), (5, 6))[which]
            days = monday and Period(Day.fromordinal(monday + first), Day.fromordinal(monday + last), "day")
            return Piece(week.end, "day", days or None)
        whole = self._container(i + 1)
        if whole is None:
            return None
        period = self.settle(whole, i)
        if period and t.low[i + 2] == "học" and period.grain == "year":
            period = periods.months(Day(period.first.year, 9, 1), 12)  # a school year begins in September
            third: Period | None = periods.months(periods.move(period.first, which * 4), 4)
        else:
            third = periods.third(period, which)
        return Piece(whole.end, third.grain if third else "month", third)

    def _ten_days(self, i: int) -> Piece | None:
        """trung tuần tháng 3."""
        month = self.month(i + 2) if self.t.low[i + 1] == "tuần" and self.t.low[i + 2] == "tháng" else None
        if month is None:
            return None
        return Piece(month.end, "day", periods.third(self.settle(month, i), lex.TEN_DAYS[self.t.low[i]]))

    def _half(self, i: int) -> Piece | None:
        """nửa đầu năm 2027, nửa cuối tháng 5."""
        t, which = self.t, lex.HALVES.get(self.t.low[i + 1])
        if which is None:
            return None
        whole = self._container(i + 2 + (t.low[i + 2] == "của"))
        if whole is None:
            return None
        half = periods.half(self.settle(whole, i), which)
        return Piece(whole.end, half.grain if half else "month", half)

    def _container(self, i: int) -> Piece | None:
        """The year, quarter, month, decade or century whose part is named; without a figure the article's."""
        t, word = self.t, self.t.low[i]
        if word == "năm":
            return self.year(i) or self.bare_year(i)
        if word == "tháng":
            return self.month(i) or (None if t.figure(i + 1) else Piece(i + 1, "month", self.resolver.month(0)))
        if word in ("quý", "quí"):
            return self._quarter(i) or Piece(i + 1, "month", self.resolver.quarter(0))
        if word == "thập":
            return self._decade(i)
        if word == "thế":
            return self._century(i)
        return self._plain_year(i) or self._month_of_year(i) if t.figure(i) else None

    def days_to(self, i: int) -> Piece | None:
        """`26 đến 29/3`, `24-26/3/2026`: the first day without a word for it; one piece."""
        t = self.t
        day = t.integer(i, 2)
        link = t.low[i + 1]
        if not day or link not in lex.RANGE_LINKS or not 1 <= day <= 31:
            return None
        after = self.day(i + 2 + (t.low[i + 2] == "ngày"), named=False)
        written = after.written if after else None
        if after is None or written is None or not written.month or not written.day or written.last_day:
            return None
        if written.day <= day or t.low[i - 1] in ("/", "-"):
            return None
        return replace(after, written=replace(written, day=day, last_day=written.day))

    # --- words for days, and what points back ---

    def _day_word(self, i: int) -> Piece | None:
        """hôm nay, ngày kia."""
        found = self.t.lookup(i, lex.DAYS)
        if found is None:
            return None
        shift = None if self._vague(i) else found[0]
        return self._with_figures(Piece(found[1], "day", None if shift is None else self.resolver.day(shift)))

    def _with_figures(self, found: Piece) -> Piece:
        """A word for a day with its figures right after it: hôm qua 29/9, sáng nay 22/9."""
        same = self.day(found.end, named=False) if self.t.figure(found.end) and found.period else None
        when = self.settle(same, found.end) if same else None
        return replace(found, end=same.end) if same and when and when == found.period else found

    def _part_of_day(self, i: int) -> Piece | None:
        """sáng nay, tối qua, chiều mai: the day."""
        t = self.t
        at = i + 1 + (t.low[i + 1] == "sớm")
        shift = lex.PART_DAYS.get(t.low[at])
        if shift is None or (t.low[at] == "qua" and self.other_sense(at, at + 1)):
            return None
        return self._with_figures(Piece(at + 1, "day", None if self._vague(i) else self.resolver.day(shift)))

    def _vague(self, i: int) -> bool:
        """Whether a word before a unit of time makes it a vague one: những năm qua, mấy hôm nay, chục năm rồi."""
        before = self.t.low[i - 1]
        return before in lex.SCALES or (before in lex.PLURALS and not (before == "đôi" and self.t.low[i - 2] == "gấp"))

    def _tomorrow(self, i: int) -> Piece | None:
        """mai by itself: thì mai các anh lại có bài; elsewhere it is a tree or a name."""
        t = self.t
        told = t.low[i - 1] in lex.BEFORE_MAI or ((t.opens(i) or t.low[i - 1] == ",") and t.low[i + 1] in lex.AFTER_MAI)
        return Piece(i + 1, "day", self.resolver.day(1)) if told and not t.capital(i + 1) else None

    def _coming(self, i: int) -> Piece | None:
        """sang năm, sang tuần, sang tháng."""
        t, unit = self.t, self.t.low[i + 1]
        read = {"năm": self.resolver.year, "tháng": self.resolver.month, "tuần": self.resolver.week}.get(unit)
        goes_on = t.figure(i + 2) or t.phrase(i + 2, lex.OFFSETS) or t.phrase(i + 2, NOUNS) or t.capital(i + 2)
        if read is None or goes_on or t.low[i + 2] in lex.SCALES.keys() | {"mươi", "thứ", "đầu", "cuối", "giữa"}:
            return None
        period = read(1)
        return Piece(i + 2, "day" if unit == "tuần" else "month" if unit == "tháng" else "year", period)

    def _same(self, i: int) -> Piece | None:
        """cùng ngày, cùng năm: the one that the text has named last."""
        unit = self.t.low[i + 1]
        found = self._told(i + 2, unit) if unit in ("ngày", "tháng", "năm") else None
        done = self.resolver.told_past
        return replace(found, period=done) if found and unit == "ngày" and self.t.opens(i) and done else found

    def _that(self, i: int, at: int) -> Piece | None:
        """năm đó, tháng ấy; a noun like điều đó does not come here."""
        return self._told(at + 1, self.t.low[i])

    def _told(self, end: int, unit: str) -> Piece | None:
        if unit == "ngày" and self.t.opens(end - 2) and self.t.low[end - 1] in lex.THAT:
            return None  # Ngày ấy, … : long ago
        told = self.resolver.told_day if unit == "ngày" else self.resolver.told
        if told is None or unit not in ("ngày", "tháng", "năm"):
            return None
        if unit == "năm":
            return Piece(end, "year", periods.years(told.first.year, told.first.year))
        if unit == "tháng":
            return Piece(end, "month", periods.months(told.first, 1))
        return Piece(end, "day", told)

    def _holiday(self, i: int) -> Piece | None:
        """Tết Nguyên đán 2028, trước Tết, Giáng sinh năm nay; not quà Tết."""
        t = self.t
        found = t.lookup(i, lex.TET)
        if found is None or not t.capital(i):
            return None
        name, end = found
        year: int | None = None
        cycle = YEAR_NAMES.get(t.words(end, end + 2))
        if cycle is not None and name == "tet":
            end += 2
            today = self.resolver.today
            near = range(today.year - 30, today.year + 30) if today else range(0)
            year = next((near_year for near_year in near if (near_year - 4) % 60 == cycle), None)
        dated = self.year(end) or (self._plain_year(end) if t.figure(end) else None)
        if dated:
            whole, end = self.settle(dated, i), dated.end
            year = whole.first.year if whole else year
        elif not self._when(i, end, named=cycle is not None):
            return None
        sure = Tense(1) if t.low[i - 1] in ("trước", "dịp", "đến", "tới") else self._tense(i, end)
        if name == "tet" and year is None and t.capital(end) and not dated:
            return None  # Tết Bunpimay
        if name == "tet" and year is None and t.low[end] in ("này", "sau", "tới") and not t.capital(end + 1):
            return Piece(end + 1, "day", self.resolver.tet_away(t.low[end] == "sau"))
        if name == "tet":
            return Piece(end, "day", self.resolver.tet(year, sure))
        month, day = (int(part) for part in name.split("-"))
        figures = self.day(end, named=False) if t.figure(end) else None
        if name == "09-02" and t.capital(end):
            return None  # another country's
        if figures and figures.written and (figures.written.month, figures.written.day) == (month, day):
            return replace(figures, tense=sure)  # Quốc khánh 2/9
        return Piece(end, "day", written=Written(year, month, day), tense=sure)

    def _when(self, i: int, end: int, named: bool) -> bool:
        """Whether a holiday says when: trước Tết, Tết này, but not quà Tết, nor Tết sum vầy."""
        t = self.t
        if self.alone or t.low[i - 1] in lex.HOLIDAY_BEFORE or t.low[end] in ("này", "sau", "tới"):
            return True
        return (named or t.opens(i)) and not (t.letters(end) and not t.capital(end))

    # --- resolving ---

    def settle(self, piece: Piece | None, i: int) -> Period | None:
        """The period of a piece that begins at token i, its year by the tense of the sentence if need be."""
        if piece is None:
            return None
        if piece.written is None:
            return piece.period
        needs = piece.written.year is None
        tense = piece.tense if piece.tense.sure or not needs else self._tense(i, piece.end)
        return self.resolver.complete(piece.written, tense)

    def _tense(self, i: int, end: int) -> Tense:
        """Where the sentence looks: the words right before a date, else the nearest word of tense, before or after."""
        t = self.t
        before = t.low[i - 1]
        if before in lex.PAST_BESIDE:
            return Tense(-1, sure=True)
        if before == "hạn" and t.low[i - 2] in lex.MISSED:
            return Tense(-1)
        until = self._until(i)
        for places in (range(i - 1, max(-1, i - _BACK_WINDOW), -1), range(end, min(len(t), end + _AHEAD_WINDOW))):
            for place in places:
                word = t.low[place]
                if word in _SENTENCE_END:
                    break
                if word == "hạn" and t.low[place - 1] in lex.MISSED:
                    return Tense(-1)
                if self._future(place):
                    return Tense(1)
                if self._past(place):
                    return Tense(until=True) if until else Tense(-1)
            if before == "trước" and i - 1 in places:
                return Tense(1)
        return Tense(until=until)

    def _future(self, at: int) -> bool:
        """Whether the word at token `at` looks ahead: sẽ, dự kiến; not the ministry of plans, Bộ Kế hoạch."""
        t = self.t
        if t.low[at] in lex.FUTURE:
            return not (t.low[at] == "hạn" and t.low[at - 1] in ("đúng", "kịp"))
        return at + 1 < len(t) and f"{t.low[at]} {t.low[at + 1]}" in lex.FUTURE_PAIRS and not t.capital(at)

    def _past(self, at: int) -> bool:
        """Whether the word at token `at` looks back: đã, vừa; not rồi sẽ, nor từng lô."""
        t, after = self.t, at + 1
        if t.low[at] not in lex.PAST or (t.low[at] == "rồi" and t.low[after] in ("mới", "sẽ", "hãy")):
            return False
        return t.low[at] != "từng" or not (t.phrase(after, NOUNS) or t.phrase(after, CLASSIFIERS))

    def _until(self, i: int) -> bool:
        """Whether đến before a date tells how long something goes on: giảm thuế đến hết ngày 31/12; not tính đến."""
        t = self.t
        at = i - 1 - (t.low[i - 1] == "hết")
        return t.low[at] == "đến" and not t.opens(at) and t.low[at - 1] not in (",", "tính", "và", "nhưng", "mà")

    def _offset(self, i: int) -> tuple[int, int] | None:
        """The word after a unit of time that says which one: năm | ngoái; none after những, mỗi."""
        t = self.t
        if self._vague(i):
            return None
        found = t.lookup(i + 1, lex.OFFSETS)
        if found is None or self.other_sense(i + 1, found[1]):
            return None
        word = t.words(i + 1, found[1])
        if word in ("nay", "ngoái", "kia") and t.low[i] != "năm":
            return None
        if t.low[found[1]] in lex.THAT:
            return None  # năm trước đó
        return found

    def other_sense(self, i: int, end: int) -> bool:
        """Whether tới, qua, trước at token i belong to what follows: tới thăm, tới Hà Nội, trước khi."""
        t, word = self.t, self.t.low[i]
        if end != i + 1 or word not in lex.NOT_DEICTIC:
            return False
        if word == "qua" and t.raw[end].isupper() and len(t.raw[end]) > 2:
            return False  # năm tháng qua VCCI …
        if t.figure(end) or t.low[end] in ("ngày", "tháng", "quý", "năm"):
            return word not in ("này", "nay")
        return t.low[end] in lex.NOT_DEICTIC[word] or (t.capital(end) and word in ("tới", "qua"))

    def joined(self, i: int, clock: bool = False) -> bool:
        """Whether token i goes on with the figure before it: a slash, a letter, a percent sign."""
        t = self.t
        if not t.glued(i):
            return False
        if t.low[i] in ("/", "_", "+", "@") or t.letters(i) or t.figure(i):
            return t.low[i] != "/" or t.figure(i + 1) != "" or not clock
        dashed = t.low[i] in ("-", "–", ".", ":") and t.glued(i + 1) and bool(t.figure(i + 1))
        return t.low[i] == "%" or (dashed and t.low[i] in (".", ":"))


_PIECES: dict[str, Callable[[Pieces, int], Piece | None]] = {
    "ngày": Pieces._named_day,
    "rằm": Pieces._full_moon,
    "mùng": Pieces._named_day,
    "mồng": Pieces._named_day,
    "tháng": Pieces.month,
    "quý": Pieces._quarter,
    "quí": Pieces._quarter,
    "năm": Pieces.year,
    "tuần": Pieces._week,
    "thứ": Pieces._weekday,
    "chủ": Pieces._weekday,
    "đầu": Pieces._third,
    "giữa": Pieces._third,
    "cuối": Pieces._third,
    "thượng": Pieces._ten_days,
    "trung": Pieces._ten_days,
    "hạ": Pieces._ten_days,
    "nửa": Pieces._half,
    "thập": Pieces._decade,
    "những": Pieces._decade,
    "thế": Pieces._century,
    "sang": Pieces._coming,
    "cùng": Pieces._same,
    "hôm": Pieces._day_word,
    "bữa": Pieces._day_word,
    "mai": Pieces._tomorrow,
}
"""The first word of a piece -> its production."""
