"""The scanner: walks over the tokens from the left and at each takes the longest production that fits.

A production takes the place of a token and gives a `Hit` or None. What is no number (`skips`) is
recognised first. Afterwards `context` gives figures without a unit the unit of their list and reads
the modifiers around each hit.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from camket.model import Number
from camket.numbers import lexicon as lex
from camket.numbers import senses, skips
from camket.numbers.dates import Dates, Found
from camket.numbers.hits import Hit
from camket.numbers.nouns import NOUNS, measure, noun
from camket.numbers.numerals import Amount, Exact, amount, numeral, plain, signed
from camket.numbers.periods import Length, duration, length_of
from camket.numbers.tokens import Tokens
from camket.numbers.units import currency, measured, other_unit, unit_follows
from camket.values import value_fault

_DATE_WORDS = (
    lex.THIRDS.keys()
    | lex.DAY_PARTS
    | lex.TEN_DAYS.keys()
    | frozenset(
        "ngày hôm bữa mai mùng mồng rằm tháng quý quí tuần thập thế những sang cùng tết giáng noel quốc chủ thứ nửa "
        "năm".split()
    )
)
_NUMBER_WORDS = lex.DIGITS.keys() | {"mười", "nửa", "âm", "không"}
_STARTERS = (
    _DATE_WORDS
    | _NUMBER_WORDS
    | lex.SCALES.keys()
    | lex.CURRENCY_SIGNS
    | lex.CURRENCY_CODES
    | lex.ROMAN.keys()
    | frozenset({"gấp", "cách", "nhất", "nhì", "tư"})
)
_BEFORE_RANKS = frozenset(words.split("-")[-1] for words in lex.RANKED) | {"số", "giải", "năm"}
_LABEL = re.compile(r"\d{1,2}\.\d{1,2}")
"""A figure that numbers a part: gói thầu 5.10, mục 2.3."""
_IN_DATES = lex.RANGE_LINKS | frozenset("/ : h g giờ tháng . tết".split())
"""What follows the first figure of a date or a clock time."""


class Scanner:
    """Reads the hits of one text; `alone` says that the text is one number and nothing else."""

    def __init__(self, tokens: Tokens, today: datetime.date | None, alone: bool = False) -> None:
        self.t = tokens
        self.dates = Dates(tokens, today, alone)
        self.alone = alone
        self.done = 0
        """The token after the last hit or what was skipped."""
        self.last = Hit(0, 0, "", "")

    def hits(self) -> Iterator[Hit]:
        """The hits in the order of the text, none overlapping."""
        t = self.t
        for i in [i for i, word in enumerate(t.low) if word in _STARTERS or "0" <= word < ":"]:
            if i < self.done:
                continue
            end = self._skipped(i)
            if end > i:
                self.done = end
                continue
            found = self._read(i)
            for hit in found:
                self.done = max(self.done, hit.end)
                self.last = hit
                yield hit
            if not found:
                self.done = max(self.done, self._past(i))

    def _skipped(self, i: int) -> int:
        t = self.t
        if t.low[i - 1] == "/" and t.glued(i) and self.last.label == "ORDINAL" and self.last.end == i - 1:
            return i + 1  # thứ 44/133
        if t.figure(i):
            return skips.figure(t, i, self._unit, self.alone)
        if t.low[i] in _NUMBER_WORDS:
            return skips.word(t, i, self._unit, self.alone)
        return i

    def _unit(self, i: int) -> bool:
        """Whether token i begins a unit of any kind that the lexicon knows."""
        return unit_follows(self.t, i, self.alone)

    def _unit_or_scale(self, i: int) -> bool:
        return self.t.low[i] in lex.SCALES or self._unit(i)

    def _past(self, i: int) -> int:
        """The token after a numeral that was not read as a number, so that its rest is not either."""
        t = self.t
        if t.figure(i):
            return max(skips.figures(t, i, len(t)), i + 1)
        found = numeral(t, i) if t.low[i] in lex.DIGITS or t.low[i] == "mười" else None
        return max(i + 1, found.end if found else 0)

    def _read(self, i: int) -> list[Hit]:
        """The number that begins at token i, or a list of dates."""
        t, word = self.t, self.t.low[i]
        if t.figure(i):
            return self._numeric(i)
        if word in _DATE_WORDS and not (word == "tháng" and t.capital(i) and not t.opens(i) and skips.in_name(t, i)):
            dates = [Hit(found.start, found.end, "DATE", found.value) for found in self.dates.read(i)]
            if dates:
                named = word == "năm" and t.figure(i + 1) != "" and skips.ends_name(t, i)
                return [Hit(i, dates[0].end, "DATE", "")] if named else dates  # Diễn đàn … năm 2024
        hit: Hit | None = None
        if word == "thứ":
            hit = self._ordinal(i)
        elif word == "gấp":
            hit = self._times(i)
        elif word == "cách":
            hit = self._ago(i)
        elif word in lex.CURRENCY_SIGNS or (word in lex.CURRENCY_CODES and t.raw[i][0].isupper()):
            hit = self._signed_money(i)
        if hit is None and (word in lex.ROMAN or word in lex.ORDINALS):
            hit = self._rank(i)
        if hit:
            return [hit]
        if word == "chục" and t.low[i - 1] in ("hơn", "gần", "ngót", "trên") and t.low[i + 1] not in lex.SCALES:
            ten = Amount(Fraction(10), None, i, i + 1)  # hơn chục người
            hit = self._measured(i, ten) or self._counted(i, ten)
            return [hit] if hit and not hit.bare else []
        if word in _NUMBER_WORDS or (word in lex.SCALES and t.low[i + 1] == lex.HALF_AFTER):
            return self._numeric(i) if not senses.vague(t, i) else []
        return []

    def _numeric(self, i: int) -> list[Hit]:
        """What begins with a numeral: a date, a fraction, or an amount with its unit."""
        t = self.t
        of = t.low[i - 1] in ("bậc", "hạng") and t.low[i + 1] == "/"  # thợ bậc 6/7, xếp hạng 44/133
        fraction = None if of else self._fraction(i)
        if fraction:
            return [fraction]
        if self._may_date(i) and not of:
            dates = self._dates(i)
            if dates is not None:
                return dates
        start = i - 1 if t.figure(i) and i - 1 >= self.done and signed(t, i) else i
        found = amount(t, start)
        if found is None or (t.low[i] in lex.DIGITS and not senses.digit(t, i, found, self.alone)):
            return []
        if t.figure(i) and (t.words(i - 2, i) in lex.ROADS or (t.low[i + 1] == "số" and t.figure(i + 2))):
            return []  # Quốc lộ 1, Bệnh viện dã chiến cấp 2 số 8
        rank = self._rank(i)
        if rank:
            return [rank]
        listed = self.dates.dated_count(i, found)
        if listed:
            return [Hit(each.start, each.end, "DATE", each.value) for each in listed]
        hit = self._measured(start, found) or self._counted(start, found)
        run = skips.figures(t, hit.end - 1) if hit and hit.amount and t.figure(hit.end - 1) else 0
        if hit and run > hit.end and not (run == hit.end + 2 and found.grouped and self._unit_or_scale(run)):
            return []  # 12/3/2026/5; but 1.250/8.400 tỷ đồng
        return [self._range(hit)] if hit else []

    def _may_date(self, i: int) -> bool:
        """Whether a date can begin with the numeral at token i, to save the trouble."""
        t = self.t
        word = t.low[i]
        if "0" <= word[0] <= "9":
            return t.low[i + 1] in _IN_DATES or (len(word) > 3 and "," not in word)
        return t.low[i + 1] == "giờ" or (word == "mười" and t.low[i + 2] == "giờ")

    # --- dates, ranks ---

    def _dates(self, i: int) -> list[Hit] | None:
        """Dates that begin with a figure; None if the figure is no date."""
        t = self.t
        read = self.dates.read(i)
        if not read:
            return None
        found = read[0]
        if t.figure(i) and found.end == i + 1:  # a year by itself: 2030, but 2030 doanh nghiệp
            if t.low[i + 1] in lex.RANGE_LINKS and (ranged := amount(t, i)) and ranged.scale > 1:
                return None  # 2026-2030 tỷ
            counts = self._unit(i + 1) and t.low[i + 1 : i + 3] != ["người", "ta"] and t.low[i - 1] != "hồi"
            if counts or skips.in_name(t, i) or skips.named(t, i, False):
                return None
            if skips.ends_name(t, i):
                return [Hit(i, i + 1, "DATE", "")]
        elif skips.in_name(t, i) and "T" not in found.value and t.low[i + 1] in ("-", "–"):
            return [Hit(i, found.end, "DATE", "")]
        elif t.figure(i) and t.low[i + 1] == "/" and t.low[i - 1] in lex.NAMING - {"ga"} and len(read) == 1:
            return [Hit(i, found.end, "DATE", "")]  # đường 30/4
        return [Hit(each.start, each.end, "DATE", each.value) for each in read]

    def _ordinal(self, i: int) -> Hit | None:
        """thứ ba, thứ 20, thứ XIV."""
        t = self.t
        word = t.low[i + 1]
        rank, end = lex.ORDINALS.get(word), i + 2
        if rank is None and word in lex.ROMAN and t.capital(i + 1):
            rank = lex.ROMAN[word]
        found = numeral(t, i + 1)
        if found and (rank is None or found.end > end) and word != "năm":
            rank, end = (int(found.value), found.end) if found.value.denominator == 1 else (None, end)
        if not rank or t.words(i - 1, i) in ("bên", "giới", "nước") or (t.letters(i + 1) and t.glued(i + 1)):
            return None
        if t.words(i - 2, i) == "bí thư":
            return Hit(i, end, "ORDINAL", "")  # a title
        item = t.opens(i) or (t.low[i - 1] in (",", "và") and t.low[end] in (",", ":"))
        if item and t.low[end] in (",", ":", "là") and not self.alone:
            return None  # Thứ nhất, … opens an item of a list
        if t.low[i - 1] in ("lần", "họp") and skips.ends_name(t, i):
            return Hit(i, end, "ORDINAL", "")
        return Hit(i, end, "ORDINAL", str(rank))

    def _rank(self, i: int) -> Hit | None:
        """A bare numeral that ranks: lần 5, khóa XV, giai đoạn 1, học kỳ hai, đối tác số một, giải nhì."""
        t, word, noun_before = self.t, self.t.low[i], self.t.low[i - 1]
        if noun_before not in _BEFORE_RANKS and not self.alone:
            return None
        figure = t.integer(i, 3)
        roman = lex.ROMAN.get(word) if t.raw[i].isupper() else None
        rank = figure or roman or lex.ORDINALS.get(word)
        if not rank or rank > 100:
            return None
        if self.alone and len(t) == 1 and roman:
            return Hit(i, i + 1, "ORDINAL", str(rank))
        if noun_before == "năm" and figure and figure <= 6 and t.low[i - 2] in ("viên", "sinh", "học"):
            ranks = not self._unit(i + 1)
        elif noun_before == "năm" and t.words(i - 3, i - 1) == "sinh viên" and word in lex.ORDINALS:
            ranks = word != "nhất"
        elif noun_before == "giải" and word in lex.PRIZES:
            counts = word in lex.DIGITS and self._unit(i + 1)
            ranks = t.low[i - 2] not in lex.NO_PRIZE_BEFORE and not t.capital(i) and not counts
        elif noun_before == "số":
            ranks = (word in lex.DIGITS or figure == 1) and self._first(i)
        else:
            return self._listed_rank(i, rank)
        return Hit(i, i + 1, "ORDINAL", str(rank)) if ranks else None

    def _first(self, i: int) -> bool:
        """Whether "số một" before token i + 1 says who comes first: đối tác số một; not tuyến số 1."""
        t = self.t
        return any(t.letters(i - 2) and t.phrase(at, lex.RANKED_FIRST) for at in range(max(0, i - 7), i - 1))

    def _listed_rank(self, i: int, rank: int) -> Hit | None:
        """A numeral after a noun that ranks: lần 5, khóa XV, giai đoạn 1; not mỗi lớp 30 em, hai lớp 5 tuổi."""
        t, before = self.t, self.t.low[i - 1]
        two = f"{t.low[i - 2]}-{before}"
        plural = t.low[i - 2] in ("mỗi", "các", "từng", "những") or t.low[i - 2] in lex.DIGITS or t.figure(i - 2)
        if two not in lex.RANKED and (before not in lex.RANKED or plural):
            return None
        if t.low[i + 1] in lex.RANGE_LINKS:
            return self._ranks(i, rank)
        if t.low[i] in ("nhất", "nhì") or t.low[i + 1] in lex.SCALES or t.low[i + 1] in ("mươi", "%"):
            return None
        if measured(t, i + 1) or (two not in lex.RANKED and self._counts(i)) or skips.floor(t, i):
            return None
        if t.capital(i - 1) and not t.opens(i - 1) and two not in lex.RANKED:
            return None
        of = t.glued(i + 1) and t.low[i + 1] == "/" and t.figure(i + 2) != ""  # bậc 6/7
        return Hit(i, i + 1, "ORDINAL", str(rank), amount=None if of else Amount(Fraction(rank), None, i, i + 1))

    def _counts(self, i: int) -> bool:
        """Whether the numeral at token i counts what follows it: lớp 30 học sinh; but loại 1 của."""
        t, before = self.t, self.t.low[i - 1]
        if before in lex.NEVER_COUNTED or not t.phrase(i + 1, NOUNS):
            return False
        return not (t.figure(i) and before in ("loại", "khóa", "lần") and t.low[i + 1] == "của")

    def _ranks(self, i: int, rank: int) -> Hit | None:
        """cấp 8-9: two ranks."""
        t = self.t
        last = t.integer(i + 2, 2)
        if not last or last <= rank or not t.figure(i) or self._unit(i + 3) or t.low[i + 3] in ("/", "%"):
            return None
        return Hit(i, i + 3, "ORDINAL", f"{rank}..{last}")

    def _ago(self, i: int) -> Hit | None:
        """cách đây bốn năm, cách đây hơn 3 ngày."""
        t = self.t
        if t.low[i + 1] != "đây":
            return None
        place = i + 2
        found = amount(t, place)
        read = self._lengths(place, found) if found else None
        if read is None:
            return None
        lengths, end = read
        away = self.dates.ago(i, end, lengths)
        return Hit(i, end, "DATE", away.value, relative=True)

    # --- fractions, multiples ---

    def _times(self, i: int) -> Hit | None:
        """gấp đôi, gấp ba; before lần the figure is a quantity of its own."""
        t = self.t
        factor = lex.TIMES.get(t.low[i + 1])
        if factor:
            return Hit(i, i + 2, "QUANTITY", plain(factor), "lần")
        found = amount(t, i + 1)
        if found is None or found.scale > 10 or found.low < 1 or t.low[found.end] in ("lần", "rưỡi"):
            return None
        if t.phrase(found.end, NOUNS) or t.figure(found.end) or t.phrase(found.end, lex.PERCENTS):
            return None
        return Hit(i, found.end, "QUANTITY", _value(found), "lần")

    def _fraction(self, i: int) -> Hit | None:
        """một nửa, hai phần ba, 2/3 số …, hơn nửa."""
        t, word = self.t, self.t.low[i]
        if word == "một" and t.low[i + 1] == lex.HALF and (t.low[i + 2] == "trước" or not self._half_of(i + 2)):
            return Hit(i, i + 2, "QUANTITY", "0.5")
        if word == lex.HALF and not self._half_of(i + 1):
            if t.low[i - 1] == "phân":
                return Hit(i - 1, i + 1, "QUANTITY", "0.5")
            known = t.phrase_before(i, lex.MODIFIERS) or t.low[i + 1] == "số" or t.low[i - 1] in ("mất", "còn")
            return Hit(i, i + 1, "QUANTITY", "0.5") if known or (self.alone and i + 1 == len(t)) else None
        if t.figure(i):
            return self._figure_fraction(i)
        top = numeral(t, i)
        if top and t.low[top.end] == "phần" and top.value.denominator == 1:
            below = numeral(t, top.end + 1)
            digit = lex.ORDINALS.get(t.low[top.end + 1])
            part = t.low[top.end + 1] not in lex.SCALES or word == "một"
            if below and below.value.denominator == 1 and part:
                return self._ratio(i, below.end, int(top.value), int(below.value))
            if digit and t.low[top.end + 1] != "nhất":
                return self._ratio(i, top.end + 2, int(top.value), digit)
        return None

    def _half_of(self, i: int) -> bool:
        """Whether something follows nửa that it halves or takes a part of: a scale, a unit, đầu năm."""
        t = self.t
        measured = t.phrase(i, lex.PERCENTS) or measure(t, i) or t.phrase(i, lex.TIME_UNITS) or t.low[i] in lex.HALVES
        return bool(measured) or t.low[i] in lex.SCALES

    def _figure_fraction(self, i: int) -> Hit | None:
        """2/3 of something; else 2/3 is the second of March."""
        t = self.t
        top, below = t.integer(i, 3), t.integer(i + 2, 3)
        if t.low[i + 1] != "/" or not (t.glued(i + 1) and t.glued(i + 2) and top and below and top < below):
            return None
        if skips.figures(t, i) != i + 3:
            return None
        alone = self.alone and len(t) == 3 and self.dates.resolver.today is None
        of = t.low[i + 3] in lex.FRACTION_OF or bool(t.phrase(i + 3, NOUNS) or measure(t, i + 3))
        dated = t.low[i - 1] in lex.WEEKDAY_BEFORE or t.low[i - 1] in ("và", "-", "/", "sau", "lễ")
        before = t.low[i - 1] in lex.FRACTION_BEFORE and t.low[i + 3] not in ("và", "-")
        return self._ratio(i, i + 3, top, below) if alone or ((of or before) and not dated) else None

    def _ratio(self, i: int, end: int, top: int, below: int) -> Hit | None:
        if not below:
            return None
        unit = measure(self.t, end)  # 1/2 thìa; but một phần ba dân số
        return Hit(i, unit or end, "QUANTITY", plain(Fraction(top, below)), self.t.surface(end, unit) if unit else "")

    # --- amounts with a unit ---

    def _signed_money(self, i: int) -> Hit | None:
        """$5 triệu, US$ 5, USD 12,5 triệu."""
        t = self.t
        sign = t.lookup(i, lex.CURRENCIES)
        if sign is None or not t.figure(sign[1]) or (t.glued(i) and t.letters(i - 1)):
            return None
        found = amount(t, sign[1])
        return Hit(i, found.end, "MONEY", _value(found), sign[0], found) if found else None

    def _measured(self, i: int, found: Amount) -> Hit | None:
        """A numeral with a unit that is no counted noun: money, a percentage, a time."""
        t, end = self.t, found.end
        percent = t.lookup(end, lex.PERCENTS)
        if percent:
            return Hit(i, percent[1], "PERCENT", _value(found), percent[0], found)
        money = currency(t, end, found, self.alone)
        if money:
            return Hit(i, money[1], "MONEY", _value(found), money[0], found)
        cents = t.lookup(end, lex.CENTS)
        if cents:
            hundredths = replace(found, low=Fraction(found.low, 100), high=found.high and Fraction(found.high, 100))
            return Hit(i, cents[1], "MONEY", _value(hundredths), cents[0], hundredths)
        return self._time(i, found)

    def _time(self, i: int, found: Amount) -> Hit | None:
        """3 năm rưỡi tới, ba ngày trước, 6 tháng đầu năm, hai đến ba tuần, sáu tháng đến một năm."""
        t = self.t
        unit = t.lookup(found.end, lex.TIME_UNITS)
        if unit is None or other_unit(t, found.end, unit[1]):
            return None
        period = self.dates.counted(i, found)
        if period:
            return Hit(i, period.end, "DATE", period.value)
        read = self._lengths(i, found)
        if read is None:
            return Hit(i, unit[1], "DURATION", "")
        lengths, end = read
        deictic: Found | None = self.dates.deictic(i, end, lengths)
        if deictic and not (t.low[i - 1] == "thêm" and t.low[end] == "nữa"):  # thêm một năm nữa: how long
            return Hit(i, deictic.end, "DATE", deictic.value, relative=True)
        if senses.one(t, i, found) and not senses.one_lasts(t, i, end, self.alone, self.last):
            return Hit(i, end, "DURATION", "")
        return Hit(i, end, "DURATION", "..".join(duration(length) for length in lengths), "", found)

    def _lengths(self, i: int, found: Amount, last: bool = False) -> tuple[tuple[Length, ...], int] | None:
        """The length of time, or two of a range, from an amount on, and the token after; None if there is none."""
        t = self.t
        unit = t.lookup(found.end, lex.TIME_UNITS)
        if unit is None:
            return None
        kind, end = unit
        ends = found.ends
        half = t.low[end] == lex.HALF_AFTER
        if half:
            ends, end = tuple(value + Fraction(1, 2) for value in ends), end + 1
            end += 2 * (t.words(end, end + 2) == "đồng hồ")
        lengths = [length for value in ends if value >= 0 and (length := length_of(value, kind)) is not None]
        if len(lengths) < len(ends):
            return None
        if len(lengths) == 1 and not half:
            end = self._finer(end, kind[0], lengths[0])
        if len(lengths) == 1 and t.low[end] in lex.RANGE_LINKS and not last:
            longer = amount(t, end + 1) if t.low[end + 1] != "năm" or t.phrase(end + 2, lex.TIME_UNITS) else None
            other = self._lengths(end + 1, longer, last=True) if longer and longer.high is None else None
            if other and len(other[0]) == 1 and _seconds(lengths[0]) < _seconds(other[0][0]):
                return (lengths[0], other[0][0]), other[1]
        return tuple(lengths), end

    def _finer(self, end: int, letter: str, length: Length) -> int:
        """Add 6 tháng to 3 năm, in place; the token after it."""
        t = self.t
        while True:
            more = numeral(t, end) if t.low[end] != "năm" else None
            unit = t.lookup(more.end, lex.TIME_UNITS) if more else None
            if more is None or unit is None or more.value.denominator != 1 or unit[0][1] != 1 or more.value < 0:
                return end
            if lex.ORDER.index(unit[0][0]) <= lex.ORDER.index(letter) or other_unit(t, more.end, unit[1]):
                return end
            letter, end = unit[0][0], unit[1]
            length[letter] = more.value

    def _counted(self, i: int, found: Amount) -> Hit | None:
        """A numeral with its counted noun, or by itself."""
        t = self.t
        end, known = noun(t, found.end)
        measured = measure(t, found.end) == end > found.end
        if measured and t.low[end] == lex.HALF_AFTER:
            unit = t.surface(found.end, end)
            more = found.plus(Fraction(1, 2), end + 1)
            return Hit(i, end + 1, "QUANTITY", _value(more), unit, more)
        if (
            t.low[i - 1] == "tuổi"
            and found.scale == 1
            and not measured
            and t.low[i - 2] not in lex.DIGITS
            and not t.figure(i - 2)
        ):
            return Hit(i, found.end, "QUANTITY", _value(found), "tuổi", found)
        if senses.points_back(t, i, found, end, self.alone, self.last):
            return None if self.alone and end > found.end else Hit(i, end, "QUANTITY", "")
        if senses.one(t, i, found) and not senses.one_counts(t, i, self.alone, self.last):
            return self._one(i, found, end)
        if not self.alone and self._nameless(i, found, end, known):
            return None
        unit = t.surface(found.end, end)
        weak = not self.alone and not unit and found.end == i + 1 and t.low[i] in lex.DIGITS and not self._closes(i)
        return Hit(i, end, "QUANTITY", _value(found), unit, found, weak=weak)

    def _one(self, i: int, found: Amount, end: int) -> Hit | None:
        """một where no measure makes it a numeral: it counts only beside other figures."""
        t = self.t
        if self.alone:
            return None
        if senses.one_beside(t, i, end, self.last):
            return Hit(i, end, "QUANTITY", "1", t.surface(found.end, end), found)
        if senses.one_part(t, i, self.last):
            same = self.last.unit.split()[:1] == [t.low[i + 1]]
            return Hit(i, end if same else found.end, "QUANTITY", "1", self.last.unit if same else "", found)
        return None

    def _nameless(self, i: int, found: Amount, end: int, known: bool) -> bool:
        """Whether a numeral is part of a name, or a word that only looks like one."""
        t = self.t
        figure = t.figure(i)
        counted = known and end > found.end
        if figure and self._of_country(i):
            return False
        if figure and found.scale == 1 and (not found.grouped or _LABEL.fullmatch(figure)):
            strong = counted and bool(measure(t, found.end))
            if skips.named(t, i, counted) and not strong:
                return True
            return not counted and skips.in_name(t, i)
        if figure or found.scale > 1:
            return False
        if found.end == i + 1 and not known and end > found.end:
            return t.low[i] in ("ba", "năm", "tám", "chín") or skips.in_name(t, i)
        return False

    def _of_country(self, i: int) -> bool:
        """Whether a figure after a name counts all the same: Hàn Quốc 620, Nhật Bản 280; EVN 812 trên 1.160 ha."""
        t = self.t
        share = t.low[i + 1] in lex.SHARES and t.figure(i + 2) != ""
        country = (
            t.low[i - 1] in lex.COUNTRY_ENDS
            and t.capital(i - 1)
            and len(t.low[i]) > 1
            and t.low[i + 1] in (",", ".", ";", ")", "và")
        )
        listed = self.last.label == "QUANTITY" and i - self.last.end <= 6 and t.capital(i - 1) and t.letters(i - 1)
        return share or country or (listed and len(t.low[i]) > 1 and t.low[i + 1] in (",", ".", ";", "và"))

    def _closes(self, i: int) -> bool:
        """Whether a digit in words ends its clause after a verb: mới xong hai."""
        t = self.t
        return t.low[i - 1] in lex.FOLLOWED_BY_NOTHING and not t.letters(i + 1) and not t.figure(i + 1)

    def _range(self, hit: Hit) -> Hit:
        """5% đến 7%, 10 tấn - 20 tấn: two hits of one label and unit are one range."""
        t = self.t
        if hit.amount is None or hit.amount.high is not None or t.low[hit.end] not in lex.RANGE_LINKS or hit.bare:
            return hit
        if hit.label not in ("MONEY", "PERCENT", "QUANTITY"):
            return hit
        found = amount(t, hit.end + 1)
        if found is None or found.high is not None or found.low <= hit.amount.low:
            return hit
        other = self._measured(hit.end + 1, found) or self._counted(hit.end + 1, found)
        if not other or not other.value or (other.label, other.unit) != (hit.label, hit.unit):
            return hit
        both = replace(hit.amount, high=found.low, end=other.end, scale=found.scale)
        return Hit(hit.start, other.end, hit.label, f"{hit.value}..{other.value}", hit.unit, both)


def _value(found: Amount) -> str:
    return "..".join(plain(end) for end in found.ends)


def _seconds(length: Length) -> Exact:
    """About how long, to compare two lengths."""
    days = {"Y": 365, "M": 30, "W": 7, "D": 1}
    parts = {"TH": 3600, "TM": 60, "TS": 1}
    return sum((value * days.get(letter, 0) * 86400 + value * parts.get(letter, 0) for letter, value in length.items()))


def _plainly_sound(hit: Hit) -> bool:
    """Whether a value is a short whole number, so that no fault need be looked for."""
    return hit.value.isdecimal() and len(hit.value) < 40 and hit.label in ("MONEY", "PERCENT", "QUANTITY")


def number(t: Tokens, hit: Hit, modifier: str) -> Number | None:
    """The number of a hit, None where it has no sound value."""
    if not hit.value or (not _plainly_sound(hit) and value_fault(hit.label, hit.value)):
        return None
    unit = hit.unit if hit.unit.isascii() else unicodedata.normalize("NFC", hit.unit)
    return Number(t.start[hit.start], t.end[hit.end - 1], hit.label, hit.value, unit, modifier)
