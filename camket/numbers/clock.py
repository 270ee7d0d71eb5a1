"""The grammar of clock times.

clock     time [day] | time [day] (đến | tới | -) time [day]
time      8h30   8h   8:30   8 giờ [30 [phút] | rưỡi]   then [sáng | trưa | chiều | tối | đêm]

2 giờ 30 phút by itself is a length of time; lúc before it, a part of the day or a day after it make it a clock time.
"""

from dataclasses import dataclass

from camket.numbers import lexicon as lex
from camket.numbers.nouns import NOUNS
from camket.numbers.numerals import numeral
from camket.numbers.periods import Day, Period
from camket.numbers.pieces import Piece, Pieces

_DAY_BEGINS = lex.DAY_PARTS | {"ngày", "hôm", "cùng", "thứ"}


@dataclass(slots=True)
class Clock:
    """A time of the day up to token `end`, with its day if one follows; `sure` if it can be no length of time."""

    end: int
    hour: int
    minute: int
    sure: bool
    dated: bool = False
    day: Period | None = None


class Clocks:
    """Reads the clock times of one text, their days with `pieces`."""

    def __init__(self, pieces: Pieces) -> None:
        self.t = pieces.t
        self.pieces = pieces

    def read(self, i: int) -> tuple[int, str] | None:
        """The token after a time of the day, or two joined into an interval, and the value; a day holds for both."""
        t = self.t
        first = self._clock(i)
        if first is None:
            return None
        if t.low[first.end] in lex.RANGE_LINKS:
            second = self._clock(first.end + 1, after=True)
            if (
                second
                and (first.sure or second.sure)
                and (first.day or second.day or not (first.dated or second.dated))
            ):
                begin = _instant(first, first.day or second.day)
                end = _instant(second, second.day or first.day)
                if begin < end and len(begin) == len(end):
                    self.pieces.resolver.tell(second.day or first.day)
                    return second.end, f"{begin}/{end}"
        if not first.sure:
            return None
        if first.dated and first.day is None:
            return first.end, ""
        self.pieces.resolver.tell(first.day)
        value = _instant(first, first.day)
        return first.end, value

    def _clock(self, i: int, after: bool = False) -> Clock | None:
        t = self.t
        hour = t.integer(i, 2)
        end = i + 1
        if hour is None and not t.figure(i):
            spoken = numeral(t, i)
            if spoken and spoken.value.denominator == 1 and spoken.scale == 1 and spoken.value <= 24:
                hour, end = int(spoken.value), spoken.end
        mark = t.low[end]
        if hour is None or hour > 24 or mark not in ("h", "giờ", "g", ":") or t.raw[end] in ("G", "Giờ"):
            return None
        read = self._minutes_of_words(end + 1) if mark == "giờ" else self._minutes(end)
        if read is None:
            return None
        minute, end, sure = read
        told = t.low[i - 1] in ("lúc", "hồi", "đúng", "vào") or (t.low[i - 1] == "trước" and hour > 4)
        told = told or (hour > 12 and self._late(i, end))
        if mark in ("h", "g") and minute is None and hour == 24:
            sure = False
        if mark == "h" and minute is None and t.low[i - 1] in ("trong", "suốt", "mất", "dài", "tục", "vòng", "thêm"):
            sure = False
        parted, hour = self._part(end, hour)
        if parted > end:
            end, sure = parted, True
        day = self._day_beside(end) if sure or told or t.low[end] in _DAY_BEGINS or t.figure(end) else None
        period = self.pieces.settle(day, i) if day else None
        if hour == 24 and (minute or not day):
            return None
        sure = sure or told or day is not None
        if not sure and not after and t.low[end] not in lex.RANGE_LINKS:
            return None
        return Clock(day.end if day else end, hour, minute or 0, sure, day is not None, period)

    def _late(self, i: int, mark: int) -> bool:
        """Whether 13 to 24 giờ tells till when: mở đến 22 giờ thay vì 19 giờ; not kéo dài đến 24 giờ."""
        t = self.t
        long = t.low[mark + 1] in ("đồng", "/", "mỗi", "một", "liền", "liên", "làm", "bay", "lái")
        lasts = {"dài", "lên", "mất"} & set(t.low[max(0, i - 3) : i - 1])
        until = t.low[i - 1] in ("đến", "tới", "từ", "sau") and not lasts
        return not long and (until or t.words(i - 2, i) == "thay vì")

    def _minutes(self, mark: int) -> tuple[int | None, int, bool] | None:
        """The minutes after h, g or a colon, the token after them, and whether it can only be a clock."""
        t, at = self.t, mark + 1
        figure = t.figure(at)
        spaced = t.low[mark] == "h" and not t.glued(mark) and not t.glued(at)
        if figure and (t.glued(at) or spaced) and figure.isdecimal() and len(figure) <= 2:
            minute = int(figure)
            fits = minute < 60 and (t.low[mark] != ":" or (len(figure) == 2 and t.glued(mark)))
            if fits and (t.glued(mark) or spaced) and not self.pieces.joined(at + 1, clock=True):
                return minute, at + 1, True
            if t.glued(at):
                return None
        if t.low[mark] == "h" and not (t.glued(at) and t.letters(at)):
            return None, at, True
        return None

    def _minutes_of_words(self, at: int) -> tuple[int | None, int, bool]:
        """30, 30 phút, rưỡi or kém 15 after giờ; 2 giờ 30 phút by itself is a length of time."""
        t = self.t
        minute = t.integer(at, 2)
        if minute is not None and minute < 60:
            if t.low[at + 1] == "phút":
                return minute, at + 2, False
            if (
                len(t.low[at]) == 2
                and not self.pieces.joined(at + 1)
                and not t.phrase(at + 1, NOUNS)
                and t.low[at + 1] != "%"
            ):
                return minute, at + 1, True
        if t.low[at] == "rưỡi":
            return 30, at + 1, False
        return None, at, False

    def _part(self, end: int, hour: int) -> tuple[int, int]:
        """The part of the day after a clock time, and the hour in the count of 24; sáng nay is left to the day."""
        t, word = self.t, self.t.low[end]
        if word == "rạng" and t.low[end + 1] == "sáng":
            return end + 2, hour
        if word not in lex.DAY_PARTS:
            return end, hour
        late = word in lex.AFTERNOON or (word == "trưa" and hour < 5)
        if late and hour < 12 and not (word in ("đêm", "khuya") and hour < 5):
            hour += 12
        elif word in ("đêm", "khuya") and hour == 12:
            hour = 0
        return (end if t.low[end + 1] in lex.PART_DAYS else end + 1), hour

    def _day_beside(self, i: int) -> Piece | None:
        """The day that touches a clock time."""
        t = self.t
        if not (t.figure(i) or t.letters(i)) or t.low[i] in ("đầu", "giữa", "cuối", "nửa"):
            return None
        found = self.pieces.piece(i)
        plural = found and found.written and found.written.last_day
        return found if found and found.grain == "day" and not plural and t.low[i] != "tuần" else None


def _instant(clock: Clock, day: Period | None) -> str:
    """2026-04-28T08:30, or T08:30 without a day; 24h is the next day's 00:00."""
    if clock.hour == 24:
        midnight = Day.fromordinal(day.first.toordinal() + 1) if day else None
        return f"{midnight or ''}T00:00"
    return f"{day.first.isoformat() if day else ''}T{clock.hour:02}:{clock.minute:02}"
