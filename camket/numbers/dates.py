"""The grammar of dates in a text: pieces and clock times, joined into intervals and lists.

dates     clock | interval | piece ((và | ,) piece)*      the later ones may leave out the word for the unit
interval  piece (đến | tới | - | đến hết) piece           of one grain; what one leaves out is taken from the other
counted   numeral tháng (đầu | cuối) year   numeral ngày đầu month   hai ngày 24 và 25/11   hai năm 2026-2027
deictic   length (tới | qua | gần đây | trước | nữa)      cách đây length
"""

from dataclasses import dataclass, replace

from camket.numbers import lexicon as lex
from camket.numbers import periods
from camket.numbers.clock import Clocks
from camket.numbers.numerals import Amount
from camket.numbers.periods import Day, Length, Period, Tense
from camket.numbers.pieces import Piece, Pieces
from camket.numbers.tokens import Tokens

_LIST_LINKS = frozenset({",", "và", "hoặc", "hay"})
_UNIT_WORDS = frozenset("ngày tháng quý năm".split())


@dataclass(slots=True)
class Found:
    """A date: its tokens and value; the value is empty where the date cannot be resolved."""

    start: int
    end: int
    value: str


class Dates:
    """Reads the dates of one text against one article's date, None for unknown."""

    def __init__(self, tokens: Tokens, today: Day | None, alone: bool = False) -> None:
        self.t = tokens
        self.pieces = Pieces(tokens, today, alone)
        self.clocks = Clocks(self.pieces)
        self.resolver = self.pieces.resolver

    # --- what the scanner asks ---

    def read(self, i: int) -> list[Found]:
        """The longest date that begins at token i, and those listed after it that leave out their unit."""
        t = self.t
        if t.figure(i) or t.low[i + 1] == "giờ":
            clock = self.clocks.read(i)
            if clock:
                return [Found(i, *clock)]
        first = self.pieces.days_to(i) or self.pieces.piece(i)
        if first is None:
            end = t.phrase(i, lex.DAYS)
            return [Found(i, end, "")] if end else []
        joined = self._interval(i, first)
        if joined:
            return [joined]
        return self._listed(i, first) or [self._found(i, first.end, self.pieces.settle(first, i))]

    def counted(self, i: int, amount: Amount) -> Found | None:
        """`6 tháng đầu năm`, `hai quý cuối năm 2025`, `15 ngày đầu tháng 4`: the numeral stands at token i."""
        t, unit, which = self.t, self.t.low[amount.end], self.t.low[amount.end + 1]
        if amount.high is not None or amount.low.denominator != 1 or not 1 <= amount.low <= 31:
            return None
        count = int(amount.low)
        place = amount.end + 2
        if unit == "tháng" and t.low[amount.end + 1] == "năm" and t.integer(place) and len(t.low[place]) == 4:
            year = self.pieces.year(amount.end + 1)  # 10 tháng năm 2025: the first ten
            whole = self.pieces.settle(year, i) if year else None
            period = periods.ends(whole, "đầu", count) if count <= 12 else None
            return self._found(i, place + 1, period)
        if which not in ("đầu", "cuối"):
            return None
        place += t.low[place] == "của"
        if unit == "ngày":
            month = self.pieces.month(place) if t.low[place] == "tháng" else None
            if month is None:
                return None
            return self._found(i, month.end, _days_of(self.pieces.settle(month, i), which, count))
        months = {"tháng": 1, "quý": 3}.get(unit, 0) * count
        whole_year = self.pieces.year(place) or self.pieces.bare_year(place)
        if not 1 <= months <= 12 or whole_year is None:
            return None
        return self._found(i, whole_year.end, periods.ends(self.pieces.settle(whole_year, i), which, months))

    def dated_count(self, i: int, amount: Amount) -> list[Found] | None:
        """`hai ngày 24 và 25/11`: the dates without the numeral; `hai năm 2026-2027`: one date with it."""
        t, unit = self.t, amount.end
        figure = t.integer(unit + 1)
        if t.low[unit] not in _UNIT_WORDS or not figure or amount.high is not None:
            return None
        if t.low[unit] == "năm" and len(t.low[unit + 1]) != 4:
            return None
        found = self.read(unit)
        if not found or found[0].end <= unit + 1:
            return None
        if len(found) == 1 and "/" in found[0].value:
            return [replace(found[0], start=i)]
        return found if len(found) > 1 else None

    def deictic(self, i: int, end: int, lengths: tuple[Length, ...]) -> Found | None:
        """A length of time that ends before token `end`, with tới, qua, trước or nữa after it; two for a range."""
        for words, direction, point in (
            (lex.ONWARD, 1, False),
            (lex.BACK, -1, False),
            (lex.AGO, -1, True),
            (lex.HENCE, 1, True),
        ):
            after = self.t.phrase(end, words)
            if after and not self.pieces.other_sense(end, after):
                if self.t.low[after] in lex.THAT and point:
                    return None  # hai năm trước đó: before what the text speaks of
                return self._away(i, after, lengths, direction, point)
        return None

    def ago(self, i: int, end: int, lengths: tuple[Length, ...]) -> Found:
        """`cách đây bốn năm`, from token i to `end`."""
        return self._away(i, end, lengths, -1, True)

    def _away(self, i: int, end: int, lengths: tuple[Length, ...], direction: int, point: bool) -> Found:
        values = [_show(self.resolver.away(length, direction, point)) for length in lengths]
        if direction < 0 and len(values) > 1 and values[0] > values[1]:
            values.reverse()
        return Found(i, end, "" if "" in values else "..".join(values))

    def _found(self, i: int, end: int, period: Period | None) -> Found:
        self.resolver.tell(period)
        return Found(i, end, _show(period))

    # --- several pieces ---

    def _interval(self, i: int, first: Piece) -> Found | None:
        """Two pieces of one grain joined into an interval."""
        t = self.t
        if t.low[first.end] not in lex.RANGE_LINKS:
            return None
        start = first.end + 1
        start += t.low[start] == "hết"
        second = self.pieces.piece(start, like=first) or (self.pieces.piece(start) if start > first.end + 1 else None)
        if second and (first.grain, second.grain) == ("month", "year") and t.low[start - 1] == "hết":
            begin, last = self.pieces.settle(first, i), self.pieces.settle(second, i)
            if begin and last and begin.first < last.last:  # quý IV năm nay đến hết 2029
                return self._found(i, second.end, Period(begin.first, last.last, "month"))
        if second is None or second.grain != first.grain:
            return None
        last = self.pieces.settle(second, i)
        if last is None and second.written and first.period is None and second.written.year is None:
            last = self._after(first, second, i)
        begin = self._borrowed(first, second, last, i)
        whole = periods.span(begin, last)
        if whole is None and first.written and first.written.year and second.written and second.written.year is None:
            whole = periods.span(begin, self._after(first, second, i))
        if whole:
            return self._found(i, second.end, whole)
        return Found(i, second.end, "") if begin is None or last is None else None

    def _after(self, first: Piece, second: Piece, i: int) -> Period | None:
        """The second end, its year taken from the first: tháng 10/2025 đến tháng 2."""
        begin = self.pieces.settle(first, i)
        if begin is None or second.written is None or second.written.month is None:
            return None
        earlier = second.written.month < begin.first.month
        return self.resolver.complete(replace(second.written, year=begin.first.year + earlier), Tense())

    def _borrowed(self, first: Piece, second: Piece, last: Period | None, i: int) -> Period | None:
        """The first end, what it leaves out taken from the second."""
        if first.weekday is not None and second.weekday is not None and last:
            back = second.weekday - first.weekday
            return periods.day_of(Day.fromordinal(last.first.toordinal() - back)) if back > 0 else None
        written = first.written
        if written is None or last is None or (written.year and not (written.day and written.month is None)):
            return self.pieces.settle(first, i)
        if first.grain == "year":
            return self.pieces.settle(first, i)
        month = written.month or (second.written.month if second.written else None) or last.first.month
        later = month > last.first.month
        return self.resolver.complete(replace(written, year=last.first.year - later, month=month), Tense())

    def _listed(self, i: int, first: Piece) -> list[Found]:
        """`ngày 12 và 13/3`, `các ngày 5, 6 và 7/3`, `tháng 3 và 4`, `quý I và II/2026`: figures without their unit."""
        t, written = self.t, first.written
        if written is None or written.year or first.weekday is not None or written.last_day:
            return []
        pieces, starts = [first], [i]
        while t.low[pieces[-1].end] in _LIST_LINKS and len(pieces) < 12:
            at = pieces[-1].end + 1
            if not t.figure(at) and t.low[at] not in lex.ROMAN:
                break
            piece = self.pieces.piece(at, like=first)
            if piece is None or piece.written is None or piece.grain != first.grain:
                break
            pieces, starts = [*pieces, piece], [*starts, at]
            if piece.written.year or (written.day and piece.written.month):
                break
        last = pieces[-1]
        closed = last.written and (last.written.month if written.day else t.low[starts[-1] - 1] != ",")
        if len(pieces) < 2 or not closed or (written.day and written.month):
            return []
        end = self.pieces.settle(last, i)
        found = []
        for start, piece in zip(starts, pieces, strict=True):
            found.append(
                self._found(start, piece.end, self._borrowed(piece, last, end, i) if piece is not last else end)
            )
        return found


def _days_of(month: Period | None, which: str, count: int) -> Period | None:
    """The first or last days of a month."""
    if month is None or count > month.last.day:
        return None
    if which == "đầu":
        return Period(month.first, month.first.replace(day=count), "day")
    return Period(month.last.replace(day=month.last.day - count + 1), month.last, "day")


def _show(period: Period | None) -> str:
    return str(period) if period else ""
