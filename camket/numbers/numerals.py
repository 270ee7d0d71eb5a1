"""Numerals: from tokens to exact values.

figure    5.000   42,5   1.234.567,89   1,234.5 (English marks)   1 234 567
words     mười lăm   hai mươi mốt   ba trăm linh năm   hai phẩy năm   ba chục   nửa
numeral   [âm | - | +] (figure | words) scale* (rưỡi | tail digit | smaller numeral)*
range     numeral (đến | tới | -) numeral, or two neighbouring digits: hai ba
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from camket.numbers.lexicon import (
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DIGITS,
    HALF,
    HALF_AFTER,
    MINUS,
    MONEY_LETTERS,
    NO_SCALE_BEFORE,
    POINTS,
    RANGE_LINKS,
    SCALE_LETTERS,
    SCALES,
    SIGNS,
    UNITS_AFTER_TEN,
    UNITS_AFTER_TENS,
    ZERO_LINKS,
)
from camket.numbers.tokens import Tokens

_POINTED_THOUSANDS = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?")
_COMMA_THOUSANDS = re.compile(r"([1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(\d+))?")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_HEAD_OF_GROUPS = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}(?:,\d+)?")
_LEADING_NOUGHT = re.compile(r"0\d")
_MOST_DIGITS = 30
Exact = int | Fraction
"""A whole number stays an int, which is faster."""
_TAILS = {**DIGITS, "tư": 4, "mốt": 1}


@dataclass(slots=True)
class Numeral:
    """A numeral's value, the tokens it covers, its last scale (1 for none) and whether it begins with a figure."""

    value: Exact
    start: int
    end: int
    scale: int = 1
    figures: bool = False
    grouped: bool = False
    """Whether the figure has marks or a decimal, and so names nothing (5.000, 42,5)."""


@dataclass(slots=True)
class Amount:
    """One numeral, or the two ends of a range (`high` None for one), and the tokens it covers."""

    low: Exact
    high: Exact | None
    start: int
    end: int
    scale: int = 1
    figures: bool = False
    grouped: bool = False

    @property
    def ends(self) -> tuple[Exact, ...]:
        """The value, or both ends of the range."""
        return (self.low,) if self.high is None else (self.low, self.high)

    def plus(self, more: Exact, end: int) -> "Amount":
        """So much more at both ends: 6 ha rưỡi."""
        return replace(self, low=self.low + more, high=None if self.high is None else self.high + more, end=end)


def read_figure(figure: str) -> Exact | None:
    """The value of a figure in Vietnamese notation, or None for one that is no quantity (0912.345, 1.2.3)."""
    if len(figure) > _MOST_DIGITS or (len(figure) > 1 and _LEADING_NOUGHT.match(figure) and figure.isdecimal()):
        return None
    if figure.isdecimal():
        return int(figure)
    match = _POINTED_THOUSANDS.fullmatch(figure) or _COMMA_THOUSANDS.fullmatch(figure) or _DECIMAL.fullmatch(figure)
    if match is None or (figure[0] == "0" and len(match.group(1)) > 1):
        return None
    whole, decimals = match.groups(default="")
    digits = whole.replace(".", "").replace(",", "")
    return Fraction(int(digits + decimals), 10 ** len(decimals)) if decimals else int(digits)


def plain(value: Exact) -> str:
    """A value as a plain decimal, or as a fraction where the decimal does not end: 42.5, 12500000000, 1/3."""
    if isinstance(value, int):
        return str(value)
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if not places:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def numeral(t: Tokens, i: int) -> Numeral | None:
    """The longest numeral that begins at token i, a sign included."""
    word = t.low[i]
    if word == MINUS or word in SIGNS or word == "–":
        if word != MINUS and not (t.glued(i + 1) and t.figure(i + 1)):
            return None
        found = numeral(t, i + 1) if t.low[i + 1] not in SIGNS and t.low[i + 1] != MINUS else None
        if found is None:
            return None
        return replace(found, value=found.value * (1 if word == "+" else -1), start=i)
    return _unsigned(t, i)


def signed(t: Tokens, i: int) -> bool:
    """Whether the mark before the figure at token i is its sign: it touches the figure and nothing before it."""
    before = t.low[i - 1]
    if before not in SIGNS and before != "–":
        return False
    return t.glued(i) and (i == 1 or not t.glued(i - 1) or t.low[i - 2] == "(")


def _unsigned(t: Tokens, i: int) -> Numeral | None:
    figures = bool(t.figure(i))
    group = _figure(t, i) if figures else _words(t, i)
    if group is None:
        return None
    value, end = group
    grouped = figures and (end > i + 1 or not t.low[i].isdecimal())
    scale, end = _scale(t, end, figures)
    if t.low[i] == HALF and scale == 1:
        return Numeral(value, i, end, 1, False)
    if t.low[end] == HALF_AFTER and scale == 1 and not figures and value == 1:
        return Numeral(Fraction(3, 2), i, end + 1, 1, False)  # một rưỡi
    if scale == 1:
        return Numeral(value, i, end, 1, figures, grouped)
    terms: list[tuple[Exact, int]] = [(value * scale, scale)]
    while scale > 1:
        if t.low[end] == HALF_AFTER:
            terms.append((Fraction(scale, 2), scale))
            end += 1
            break
        more = _smaller(t, end, scale)
        if more is None:
            break
        value, own, end = more
        if own > scale:  # 2 nghìn 300 tỷ: the higher scale multiplies what stands before it too
            if any(before >= own for _, before in terms):
                break
            terms = [(term * own, own) for term, _ in terms]
        terms.append((value, own))
        if own == 1:
            break
        scale = own
    return Numeral(sum(term for term, _ in terms), i, end, scale, figures, grouped)


def amount(t: Tokens, i: int) -> Amount | None:
    """The numeral or the range of two that begins at token i: 5 đến 7,5 tỷ, 2-3, hai ba."""
    low = numeral(t, i)
    if low is None:
        return None
    single = Amount(low.value, None, low.start, low.end, low.scale, low.figures, low.grouped)
    linked = t.low[low.end] in RANGE_LINKS
    high = numeral(t, low.end + 1) if linked else _next_digit(t, i, low)
    if high is None or (linked and t.low[low.end + 1] == "năm" and high.end == low.end + 2 and t.figure(high.end)):
        return single
    value = low.value
    if low.scale == 1 and high.scale > 1:
        if value * high.scale < high.value:
            value *= high.scale
        elif -1000 < value < 1000:
            return single
    if value >= high.value:
        return single
    return Amount(value, high.value, low.start, high.end, high.scale, low.figures, low.grouped or high.grouped)


def _figure(t: Tokens, i: int) -> tuple[Exact, int] | None:
    """A figure, also one with its thousands set apart by single spaces: 1 234 567."""
    figure, end = t.low[i], i + 1
    if _HEAD_OF_GROUPS.fullmatch(figure):
        while end - i < 10 and _GROUP.fullmatch(t.figure(end)) and t.start[end] == t.end[end - 1] + 1:
            figure += t.low[end]
            end += 1
            if "," in figure:
                break
    value = read_figure(figure)
    return None if value is None else (value, end)


def _words(t: Tokens, i: int) -> tuple[Exact, int] | None:
    """A group of words below a thousand, with decimals after phẩy, or nửa; triệu rưỡi has no group before it."""
    word = t.low[i]
    if word == HALF:
        return Fraction(1, 2), i + 1
    if word in SCALES and t.low[i + 1] == HALF_AFTER:
        return 1, i
    group = (0, i + 1) if word == "không" and t.low[i + 1] in POINTS else _group(t, i)
    if group is None:
        return None
    value, end = group
    if t.low[end] not in POINTS:
        return value, end
    tens = _tens(t, end + 1)
    if tens and tens[0] >= 10:
        return value + Fraction(tens[0], 100), tens[1]
    digits = ""
    at = end + 1
    while (t.low[at] in DIGITS or t.low[at] == "không") and len(digits) < _MOST_DIGITS:
        digits += str(DIGITS.get(t.low[at], 0))
        at += 1
    return (value + Fraction(int(digits), 10 ** len(digits)), at) if digits else (value, end)


def _group(t: Tokens, i: int, inner: bool = False) -> tuple[int, int] | None:
    """Hundreds, tens and units; `inner` allows không trăm, which only follows a thousand."""
    hundreds = 0 if inner and t.low[i] == "không" else DIGITS.get(t.low[i])
    if hundreds is None or t.low[i + 1] != "trăm":
        return _tens(t, i)
    value, end = hundreds * 100, i + 2
    if t.low[end] in ZERO_LINKS and t.low[end + 1] in _TAILS:
        return value + _TAILS[t.low[end + 1]], end + 2
    if t.low[end] == HALF_AFTER:
        return value + 50, end + 1
    tens = _tens(t, end)
    if tens is None:
        return value, end
    if tens[0] >= 10:
        return value + tens[0], tens[1]
    tail = t.low[end] not in ("năm", "một") and hundreds and not t.letters(end + 1)
    return (value + tens[0] * 10, tens[1]) if tail else (value, end)


def _tens(t: Tokens, i: int) -> tuple[int, int] | None:
    """mười, mười lăm, hai mươi mốt, hai lăm, tám tư, ba chục, bảy."""
    word, after = t.low[i], t.low[i + 1]
    if word == "mười":
        return (10 + UNITS_AFTER_TEN[after], i + 2) if after in UNITS_AFTER_TEN else (10, i + 1)
    digit = DIGITS.get(word)
    if digit is None:
        return None
    if after == "mươi":
        unit = UNITS_AFTER_TENS.get(t.low[i + 2])
        return (digit * 10, i + 2) if unit is None else (digit * 10 + unit, i + 3)
    if after in ("mốt", "lăm", "nhăm", "tư") and digit > 1 and not (after == "tư" and t.letters(i + 2)):
        return digit * 10 + UNITS_AFTER_TENS[after], i + 2
    return digit, i + 1


def _scale(t: Tokens, i: int, figures: bool = False) -> tuple[int, int]:
    """The product of the scale words from token i on (nghìn tỷ is 10^12), and the token after them."""
    scale = 1
    letter = t.low[i] if figures else ""
    ends = letter in SCALE_LETTERS and not (t.glued(i + 1) and t.letters(i + 1))
    meant = letter not in MONEY_LETTERS or (t.raw[i] in ("M", "B", "Bn", "bn") and _priced(t, i))
    if ends and meant and (t.glued(i) or letter == "tr"):
        scale, i = SCALE_LETTERS[letter], i + 1
    while t.low[i] in SCALES and t.low[i + 1] not in NO_SCALE_BEFORE and scale < 10**24:
        scale *= SCALES[t.low[i]]
        i += 1
    return scale, i


def _priced(t: Tokens, i: int) -> bool:
    """Whether a currency or nothing stands beside a figure with the letter at token i: $5M, 2M USD; not tuyến 1B."""
    before = t.low[i - 2]
    return len(t) == 2 or before in CURRENCY_SIGNS or before in CURRENCY_CODES or t.phrase(i + 1, CURRENCIES) > 0


def _smaller(t: Tokens, i: int, scale: int) -> tuple[Exact, int, int] | None:
    """What follows a scale and belongs to the same numeral, with its scale and end.

    250 triệu, hai trăm, linh năm, and for tenths ba, 5 (1 tỷ 2, 3tr5).
    """
    if t.figure(i):
        whole = t.integer(i, 3)
        if whole is None:
            return None
        own, end = _scale(t, i + 1, figures=True)
        if own > 1:
            return (whole * own, own, end) if own > scale or whole * own < scale else None
        alone = not t.letters(end) or t.glued(i) or t.low[end] in ("đồng", "usd", "euro", "yên", "đô")
        tail = whole < 10 and len(t.low[i]) == 1 and alone and t.low[end] not in ("/", "%", "-", "–", ",", "và", ".")
        if not tail and whole < 10 and len(t.low[i]) == 1 and alone and end >= len(t):
            tail = True
        return (Fraction(whole * scale, 10), 1, end) if tail else None
    linked = t.low[i] in ZERO_LINKS
    words = _group(t, i + linked, inner=True)
    if words is None:
        tail_digit = _TAILS.get(t.low[i]) if scale >= 100 and not t.letters(i + 1) else None
        return (Fraction(tail_digit * scale, 10), 1, i + 1) if tail_digit else None
    value, end = words
    own, end = _scale(t, end)
    if own < scale and value * own >= scale:
        return None
    if own > 1 or linked or value >= 10 or t.low[i] == "không":
        return value * own, own, end
    # "hai triệu ba" is 2,3 million; năm and một more often begin the next word (năm = year, một tháng = a month)
    spoken = scale >= 100 and t.low[i] not in ("năm", "một")
    return (Fraction(value * scale, 10), 1, end) if spoken else None


def _next_digit(t: Tokens, i: int, low: Numeral) -> Numeral | None:
    """The second of two neighbouring digit words that make a range: hai ba (2..3), năm bảy (5..7)."""
    if low.figures or low.end != i + 1 or low.value >= 9 or t.low[low.end] in ("một", "năm"):
        return None
    high = numeral(t, low.end) if t.low[low.end] in DIGITS else None
    if high is None or high.value <= low.value:
        return None
    return high if high.value < 10 or high.scale > 1 else None
