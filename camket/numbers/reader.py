"""The scanner: walks over the tokens from the left and at each takes the longest production that fits.

A production takes the place of a token and gives a `Hit` or None. What is no number (names, document
numbers, set terms) is recognised first and skipped. Afterwards figures without a unit take the unit
of their list, and modifiers are read from the words around each hit.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from camket.model import Number
from camket.numbers import lexicon as lex
from camket.numbers.dates import Found, Reader, duration, length_of
from camket.numbers.numerals import Amount, amount, numeral, plain
from camket.numbers.tokens import Tokens
from camket.values import value_fault

_STARTERS = (
    lex.DIGITS.keys()
    | lex.THIRDS.keys()
    | lex.DAY_PARTS
    | lex.CURRENCY_SIGNS
    | frozenset("mười nửa thứ chủ gấp ngày hôm mùng mồng tháng quý tuần thập thế us".split())
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens that were read as one number; an empty value for tokens that are covered but give none."""

    start: int
    end: int
    label: str
    value: str
    unit: str = ""
    amount: Amount | None = None
    relative: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a numeral without any unit."""
        return self.label == "QUANTITY" and not self.unit and self.amount is not None


class Scanner:
    """Reads the numbers of one text; `alone` says that the text is one number and nothing else."""

    def __init__(self, text: str, today: datetime.date | None, alone: bool = False) -> None:
        self.t = Tokens(text)
        self.dates = Reader(self.t, today)
        self.alone = alone

    def numbers(self) -> list[Number]:
        """The numbers in the order of the text, none overlapping."""
        hits = self._complete(list(self._hits()))
        t = self.t
        return [
            Number(t.start[hit.start], t.end[hit.end - 1], hit.label, hit.value, hit.unit, self._modifier(hit))
            for hit in hits
            if hit.value and value_fault(hit.label, hit.value) is None
        ]

    def fills(self, number: Number) -> bool:
        """Whether a number and the modifiers around it are the whole text."""
        t = self.t
        before = [i for i in range(len(t)) if t.end[i] <= number.start]
        after = [i for i in range(len(t)) if t.start[i] >= number.end]
        known = lex.MODIFIERS | lex.DATE_MODIFIERS
        head = not before or " ".join(t.low[: len(before)]) in known
        return head and (not after or " ".join(t.low[after[0] :]) in lex.MODIFIERS_AFTER)

    def _hits(self) -> Iterator[Hit]:
        t, i = self.t, 0
        while i < len(t):
            word = t.low[i]
            if word not in _STARTERS and not word[0].isdecimal():
                i += 1
                continue
            skipped = self._no_number(i)
            if skipped > i:
                i = skipped
                continue
            hit = self._read(i)
            if hit:
                yield hit
            i = hit.end if hit else self._past(i)

    def _past(self, i: int) -> int:
        """The token after a numeral that was not read as a number, so that its rest is not either."""
        found = numeral(self.t, i)
        return max(i + 1, found.end if found else 0)

    def _read(self, i: int) -> Hit | None:
        """The number that begins at token i."""
        t, word = self.t, self.t.low[i]
        if word == "gấp":
            return self._times(i)
        if word in lex.CURRENCY_SIGNS or word == "us":
            return self._signed_money(i)
        hit = self._fraction(i) or self._date(i)
        if hit or word in lex.THIRDS:
            return hit
        if word == "thứ":
            return self._ordinal(i)
        found = amount(t, i)
        if found is None or (word in lex.DIGITS and not self._digit(i, found)):
            return None
        hit = self._measured(i, found) or self._counted(i, found)
        return hit and self._range(hit)

    # --- productions ---

    def _date(self, i: int) -> Hit | None:
        found = self.dates.read(i)
        if found is None:
            return None
        t = self.t
        if t.figure(i) and found.end == i + 1:  # a year by itself: 2030, but 2030 doanh nghiệp
            known = self._unit_follows(i + 1)
            if known or self._in_name(i) or t.word(i - 1) in lex.NUMBERED:
                return None
        elif t.figure(i) and self._in_name(i) and "T" not in found.value and t.word(i + 1) in ("-", "–"):
            return Hit(i, found.end, "DATE", "")
        return Hit(i, found.end, "DATE", found.value)

    def _ordinal(self, i: int) -> Hit | None:
        """thứ ba, thứ 20."""
        t = self.t
        rank = lex.ORDINALS.get(t.word(i + 1))
        found = numeral(t, i + 1)
        end = i + 2
        if found and (rank is None or found.end > end) and t.word(i + 1) != "năm":
            rank, end = (int(found.value), found.end) if found.value.denominator == 1 else (None, end)
        if not rank or (t.opens(i) and t.word(end) in (",", ":") and not self.alone):
            return None  # Thứ nhất, … opens an item of a list
        return Hit(i, end, "ORDINAL", str(rank))

    def _times(self, i: int) -> Hit | None:
        """gấp đôi, gấp ba; before lần the figure is a quantity of its own."""
        t = self.t
        factor = lex.TIMES.get(t.word(i + 1))
        if factor:
            return Hit(i, i + 2, "QUANTITY", plain(factor), "lần")
        found = numeral(t, i + 1)
        if found is None or found.scale > 1 or t.word(found.end) in ("lần", "-", "–", "đến") or t.figure(found.end):
            return None
        return Hit(i, found.end, "QUANTITY", plain(found.value), "lần")

    def _fraction(self, i: int) -> Hit | None:
        """một nửa, hai phần ba, 2/3 số …, hơn nửa."""
        t, word = self.t, self.t.word(i)
        if word == "một" and t.word(i + 1) == lex.HALF:
            return Hit(i, i + 2, "QUANTITY", "0.5")
        if word == lex.HALF:
            known = t.phrase_before(i, lex.MODIFIERS) or t.word(i + 1) == "số"
            follows = t.word(i + 1) in lex.SCALES or t.phrase(i + 1, lex.TIME_UNITS) or t.word(i + 1) in lex.THIRDS
            return Hit(i, i + 1, "QUANTITY", "0.5") if known and not follows else None
        if t.figure(i) and t.word(i + 1) == "/" and t.word(i + 3) in lex.FRACTION_OF:
            top, bottom = t.integer(i, 2), t.integer(i + 2, 2)
            dated = t.word(i - 1) in lex.WEEKDAY_BEFORE
            return self._ratio(i, i + 3, top, bottom) if top and bottom and top < bottom and not dated else None
        top_read = numeral(t, i)
        if top_read and t.word(top_read.end) == "phần" and top_read.value.denominator == 1:
            below = numeral(t, top_read.end + 1)
            digit = lex.ORDINALS.get(t.word(top_read.end + 1))
            if below and below.value.denominator == 1 and t.word(top_read.end + 1) not in lex.SCALES:
                return self._ratio(i, below.end, int(top_read.value), int(below.value))
            if digit:
                return self._ratio(i, top_read.end + 2, int(top_read.value), digit)
        return None

    def _ratio(self, i: int, end: int, top: int, bottom: int) -> Hit | None:
        return Hit(i, end, "QUANTITY", plain(Fraction(top, bottom))) if bottom else None

    def _signed_money(self, i: int) -> Hit | None:
        """$5 triệu, US$ 5."""
        t = self.t
        sign = t.lookup(i, lex.CURRENCIES)
        if sign is None or not t.figure(sign[1]):
            return None
        found = amount(t, sign[1])
        return Hit(i, found.end, "MONEY", _value(found), sign[0], found) if found else None

    def _measured(self, i: int, found: Amount) -> Hit | None:
        """A numeral with a unit that is no counted noun: money, a percentage, a time."""
        t, end = self.t, found.end
        percent = t.lookup(end, lex.PERCENTS)
        if percent:
            return Hit(i, percent[1], "PERCENT", _value(found), percent[0], found)
        money = self._currency(end, found.scale)
        if money:
            return Hit(i, money[1], "MONEY", _value(found), money[0], found)
        return self._time(i, found)

    def _currency(self, i: int, scale: int) -> tuple[str, int] | None:
        t = self.t
        money = t.lookup(i, lex.CURRENCIES)
        if money is None:
            return None
        word = t.word(i)
        if money[1] == i + 1:
            if word in lex.NEEDS_SCALE and scale == 1:
                return None
            if t.word(i + 1) in lex.NOT_CURRENCY.get(word, ()):
                return None
        return money

    def _time(self, i: int, found: Amount) -> Hit | None:
        """3 năm rưỡi tới, ba ngày trước, 6 tháng đầu năm, hai đến ba tuần."""
        t = self.t
        unit = t.lookup(found.end, lex.TIME_UNITS)
        if unit is None or self._language(found.end):
            return None
        period = self.dates.counted_period(i, found)
        if period:
            return Hit(i, period.end, "DATE", period.value)
        kind, end = unit
        lengths = [length_of(value, kind) for value in found.ends]
        half = t.word(end) == lex.HALF_AFTER
        if half:
            lengths, end = [length_of(value + Fraction(1, 2), kind) for value in found.ends], end + 1
        known = [length for length in lengths if length is not None]
        if len(known) < len(lengths):
            return Hit(i, end, "DURATION", "")
        if len(known) == 1 and not half:
            end = self._finer(end, kind[0], known[0])
        deictic: Found | None = self.dates.deictic(end, tuple(known))
        if deictic:
            return Hit(i, deictic.end, "DATE", deictic.value, relative=True)
        if self._article(i, found) and not half and t.word(i - 1) not in lex.DURATION_BEFORE:
            return Hit(i, end, "DURATION", "")
        return Hit(i, end, "DURATION", "..".join(duration(length) for length in known), "", found)

    def _finer(self, end: int, letter: str, length: dict[str, Fraction]) -> int:
        """Add 6 tháng to 3 năm, in place; the token after it."""
        t = self.t
        more = numeral(t, end)
        unit = t.lookup(more.end, lex.TIME_UNITS) if more else None
        order = ["Y", "M", "W", "D", "TH", "TM", "TS"]
        if more is None or unit is None or more.value.denominator != 1 or unit[0][0] in length or unit[0][1] != 1:
            return end
        if order.index(unit[0][0]) <= order.index(letter):
            return end
        length[unit[0][0]] = more.value
        return unit[1]

    def _counted(self, i: int, found: Amount) -> Hit | None:
        """A numeral with its counted noun, or by itself."""
        t = self.t
        end, known = self._noun(found.end)
        unit = t.surface(found.end, end)
        if not self.alone:
            if self._points(i, found, end):
                return Hit(i, end, "QUANTITY", "")
            if self._article(i, found) and not self._in_list(i, end):
                return None
            figures = found.figures or found.scale > 1
            if not known and (not figures or found.scale == 1):
                named = t.word(i - 1) in lex.NUMBERED and t.word(i - 2) not in ("con", "tổng")
                if named or self._in_name(i) or (not figures and not unit):
                    return None
            if t.word(i - 1) == "số" and not known and t.word(i - 2) not in ("con", "tổng"):
                return None
        elif unit and end < len(t) and not known:
            end = len(t)
            unit = t.surface(found.end, end)
        return Hit(i, end, "QUANTITY", _value(found), unit, found)

    def _noun(self, i: int) -> tuple[int, bool]:
        """The token after the counted noun or measure that begins at token i, and whether the lexicon knows it."""
        t = self.t
        measure = t.phrase(i, lex.MEASURES)
        if measure and t.figure(measure - 1) and not t.glued(measure - 1):
            measure -= 1  # 12 m2, but 12 m 2
        noun = t.phrase(i, lex.NOUNS)
        if noun and lex.NOT_NOUN_BEFORE.get(" ".join(t.low[i:noun])) == t.word(noun):
            noun -= 1
        if max(measure, noun) > i + 1:
            return max(measure, noun), True
        if measure and not (t.glued(measure) and t.letters(measure)):
            return measure, True
        if not t.letters(i) or t.capital(i):
            return (measure, True) if measure else (i, False)
        if t.low[i] in lex.CLASSIFIERS:
            after = t.phrase(i + 1, lex.NOUNS)
            if after:
                return after, True
            if t.letters(i + 1) and not t.capital(i + 1) and t.low[i + 1] not in lex.STOPS:
                return i + 2, True
            return i + 1, True
        if noun or measure:
            return max(noun, measure), True
        return (i, False) if t.low[i] in lex.STOPS else (i + 1, False)

    def _range(self, hit: Hit) -> Hit:
        """5% đến 7%, 10 tấn - 20 tấn: two hits of one label and unit are one range."""
        t = self.t
        if hit.amount is None or hit.amount.high is not None or t.word(hit.end) not in lex.RANGE_LINKS:
            return hit
        found = amount(t, hit.end + 1)
        if found is None or found.high is not None or found.low <= hit.amount.low:
            return hit
        if hit.bare:
            return hit
        other = self._measured(hit.end + 1, found) or self._counted(hit.end + 1, found)
        same = other and other.value and (other.label, other.unit) == (hit.label, hit.unit) and not other.relative
        if not other or not same or hit.label not in ("MONEY", "PERCENT", "QUANTITY", "DURATION"):
            return hit
        both = Amount(hit.amount.low, found.low, other.end, found.scale, hit.amount.figures)
        return Hit(hit.start, other.end, hit.label, f"{hit.value}..{other.value}", hit.unit, both)

    # --- what is no number ---

    def _no_number(self, i: int) -> int:
        """The token after something that begins at token i and is no number; i itself if it may be one."""
        t = self.t
        if not t.figure(i):
            return self._name_of_words(i)
        marker = t.word(i + 1) in (".", ")") and t.glued(i + 1) and len(t.low[i]) <= 2
        if marker and t.opens(i) and t.word(i - 1) != "(" and (t.capital(i + 2) or t.word(i + 2) in "“\"'"):
            return i + 2 if i + 2 < len(t) else i  # 1. Bản ghi nhớ
        end = i + 1
        while end - i < 12 and t.glued(end) and (t.letters(end) or t.figure(end) or t.glued(end + 1)):
            end += 1
        chain = t.raw[i:end]
        if t.glued(i) and (t.letters(i - 1) or (t.word(i - 1) in "-–._@/" and t.glued(i - 1) and t.letters(i - 2))):
            # COP28, Covid-19, example.vn/2026; but đồng/5 kg and $5 stay
            return end if t.word(i - 1) != "/" or t.word(i - 2) not in lex.CURRENCIES else i
        if any(part in "/-" and _code(after) for part, after in pairwise(chain)):
            return end  # 18/2026/NĐ-CP
        if len(chain) > 2 and chain[1] == "+" and chain[2][0].isdecimal():
            return end  # 2+2
        if len(chain) == 3 and "".join(chain) == "24/7" and t.word(i - 1) not in ("ngày", *lex.DAY_PARTS):
            return end
        if len(t.raw[i]) == 3 and t.raw[i][1:] == ".0":
            return end  # công nghiệp 4.0
        if t.low[i] == "0" and (t.word(i - 1) == "bằng" or t.word(i - 1) == "zero"):
            return end  # ròng bằng 0
        return self._glued_letters(i, end)

    def _glued_letters(self, i: int, end: int) -> int:
        """Skip 5G, A4-like figures: letters that touch the figure and are no unit."""
        t = self.t
        if not t.letters(i + 1) or not t.glued(i + 1):
            return i
        known = t.word(i + 1) in ("h", "g", "giờ") and t.raw[i + 1].islower()
        return i if known or (self._unit_follows(i + 1) and t.raw[i + 1] != "G") else end

    def _name_of_words(self, i: int) -> int:
        """Skip number words that are part of a name: Ba Đình, Hai Bà Trưng, anh Tám."""
        t = self.t
        if not t.capital(i) or t.low[i] not in lex.DIGITS or self.alone:
            return i
        if t.low[i] == "năm" and t.figure(i + 1):
            return i
        if not t.opens(i):
            return i if t.raw[i].isupper() and len(t.raw[i]) > 1 else i + 1
        unit = self._unit_follows(i + 1) or t.word(i + 1) in lex.SCALES
        return i + 1 if t.capital(i + 1) and not unit else i

    def _in_name(self, i: int) -> bool:
        """Whether the word before token i is capitalised as a name's is."""
        t = self.t
        if not t.letters(i - 1) or not t.capital(i - 1):
            return False
        before = t.low[i - 1]
        function = before in lex.STOPS or before in lex.MODIFIERS or before in lex.DATE_MODIFIERS
        return not (t.opens(i - 1) and function)

    def _unit_follows(self, i: int) -> bool:
        """Whether token i begins a unit of any kind that the lexicon knows."""
        t = self.t
        if t.phrase(i, lex.PERCENTS) or t.phrase(i, lex.MEASURES) or self._currency(i, 1000):
            return True
        return bool(t.phrase(i, lex.TIME_UNITS) or t.phrase(i, lex.NOUNS) or t.word(i) in lex.CLASSIFIERS)

    def _digit(self, i: int, found: Amount) -> bool:
        """Whether năm is the digit here (else the year), and một a numeral (else an article)."""
        t = self.t
        if t.low[i] != "năm" or found.end > i + 1:
            return not (self._article(i, found) and t.word(i - 1) == "đồng")
        if t.word(i - 1) in lex.PLURALS or t.word(i - 1) in lex.THIRDS or t.word(i - 1) in ("cả", "trong", "một"):
            return False
        return self._unit_follows(i + 1)

    def _article(self, i: int, found: Amount) -> bool:
        """Whether the numeral is một by itself and no measure or currency follows."""
        t = self.t
        single = t.low[i] == "một" and found.end == i + 1 and found.high is None
        return single and not self.alone and not self._measure_after_one(found.end)

    def _measure_after_one(self, i: int) -> bool:
        t = self.t
        rate = t.word(i - 2) in ("đồng", "usd") or t.word(i - 2) in lex.PERCENTS
        return not rate and bool(t.phrase(i, lex.COUNTS_ONE) or t.phrase(i, lex.PERCENTS) or self._currency(i, 1))

    def _points(self, i: int, found: Amount, end: int) -> bool:
        """Whether the numeral only points back: hai nước, cả ba trường, hai Thủ tướng."""
        t = self.t
        if found.high is not None or found.scale > 1 or found.low > 9:
            return False
        if t.phrase(found.end, lex.ALWAYS_POINTED_AT):
            return True
        if t.word(i - 1) == "cả" and found.low <= 5:
            return True
        if t.letters(found.end) and t.capital(found.end) and end == found.end:
            return not found.figures
        if found.low != 2:
            return False
        pointed = t.phrase(found.end, lex.POINTED_AT)
        return bool(pointed) and pointed >= end and (not found.figures or t.word(found.end) == "nước")

    def _in_list(self, i: int, end: int) -> bool:
        """Whether "một nhà máy" stands beside another counted thing: … và ba kho lạnh."""
        t = self.t
        if end == i + 1 or t.phrase(i + 1, lex.NOUNS) == 0:
            return False
        if t.word(end) in ("và", ",") and (t.word(end + 1) in lex.DIGITS or t.figure(end + 1)):
            follows = numeral(t, end + 1)
            return bool(follows and follows.value > 1 and t.phrase(follows.end, lex.NOUNS))
        if t.word(i - 1) not in ("và", ","):
            return False
        for back in range(i - 2, max(-1, i - 2 - lex.LONGEST_NOUN), -1):
            if t.figure(back) or (t.low[back] in lex.DIGITS and t.low[back] != "năm"):
                return t.phrase(back + 1, lex.NOUNS) == i - 1
        return False

    def _language(self, i: int) -> bool:
        """tiếng Nhật is a language, tiếng alone an hour."""
        return self.t.word(i) == "tiếng" and (self.t.capital(i + 1) or self.t.word(i + 1) in ("nói", "dân"))

    # --- afterwards ---

    def _complete(self, hits: list[Hit]) -> list[Hit]:
        """Give figures without a unit the unit of the list they stand in: 6.200 lên 7.000 đồng."""
        for here in range(len(hits) - 2, -1, -1):
            hit, other = hits[here], hits[here + 1]
            if hit.bare and other.amount and other.value and not other.bare and self._listed(hit, other):
                hits[here] = self._like(hit, other)
        for here in range(1, len(hits)):
            hit, other = hits[here], hits[here - 1]
            if hit.bare and other.label in ("MONEY", "PERCENT") and other.value and self._listed(other, hit, back=True):
                hits[here] = replace(hit, label=other.label, unit=other.unit)
        return hits

    def _listed(self, hit: Hit, other: Hit, back: bool = False) -> bool:
        """Whether only a word of listing stands between two hits; backwards only where it says lên or xuống."""
        between = " ".join(self.t.low[hit.end : other.start]) if other.start - hit.end < 4 else "…"
        return between in (lex.LIST_LINKS - {"và", ",", "hoặc", "hay"} if back else lex.LIST_LINKS)

    def _like(self, hit: Hit, other: Hit) -> Hit:
        """A hit with the label, unit and, where its figure has none, scale of another."""
        assert hit.amount is not None
        assert other.amount is not None
        found, scale = hit.amount, other.amount.scale
        if found.scale == 1 and scale > 1 and found.low < 1000:
            found = replace(found, low=found.low * scale, high=found.high and found.high * scale, scale=scale)
        if other.label == "DURATION":
            letter = other.value.removeprefix("P").removeprefix("T")[-1:]
            kind = ("T" + letter if "T" in other.value else letter, 1)
            lengths = [length_of(value, kind) for value in found.ends]
            return replace(hit, label="DURATION", value="..".join(duration(length) for length in lengths if length))
        return replace(hit, label=other.label, unit=other.unit, value=_value(found), amount=found)

    def _modifier(self, hit: Hit) -> str:
        """The modifier before a hit, else after it."""
        t = self.t
        dated = hit.label == "DATE" and not hit.relative
        found = t.phrase_before(hit.start, lex.DATE_MODIFIERS if dated else lex.MODIFIERS)
        if found and hit.label != "ORDINAL":
            name, start = found
            first = t.low[start]
            if not (start == hit.start - 1 and t.word(start - 1) in lex.NOT_MODIFIER.get(first, ())):
                return name
        after = t.lookup(hit.end, lex.MODIFIERS_AFTER)
        return after[0] if after else ""


def _value(found: Amount) -> str:
    return "..".join(plain(end) for end in found.ends)


def _code(part: str) -> bool:
    """Whether a part of a chain is a code such as NĐ or TTg, not a unit."""
    known = part.lower() in lex.CURRENCIES or part.lower() in lex.MEASURES
    return len(part) > 1 and part[:2].isupper() and not known
