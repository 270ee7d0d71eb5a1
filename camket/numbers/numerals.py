"""Numerals: from tokens to exact values.

figure    5.000   42,5   1.234.567,89   4.5 (a point before other than three digits)
words     mười lăm   hai mươi mốt   ba trăm linh năm   hai phẩy năm   ba chục
numeral   (figure | words | nửa) scale* rưỡi?   and smaller ones after it:   1 tỷ 250 triệu
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from camket.numbers.lexicon import (
    DIGITS,
    HALF,
    HALF_AFTER,
    NO_SCALE_BEFORE,
    POINT,
    RANGE_LINKS,
    SCALES,
    TIME_UNITS,
    UNITS_AFTER_TEN,
    UNITS_AFTER_TENS,
    ZERO_LINKS,
)
from camket.numbers.tokens import Tokens

_POINTED_THOUSANDS = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?")
_COMMA_THOUSANDS = re.compile(r"([1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(\d+))?")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral's value, the token after it, its last scale (1 for none) and whether it begins with a figure."""

    value: Fraction
    end: int
    scale: int = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """One numeral, or the two ends of a range (`high` None for one), and the token after it."""

    low: Fraction
    high: Fraction | None
    end: int
    scale: int = 1
    figures: bool = False

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The value, or both ends of the range."""
        return (self.low,) if self.high is None else (self.low, self.high)


def read_figure(figure: str) -> Fraction | None:
    """The value of a figure in Vietnamese notation, or None for one that is no quantity (0912.345, 1.2.3)."""
    if len(figure) > _MOST_DIGITS or re.match(r"0\d\d", figure):
        return None
    match = _POINTED_THOUSANDS.fullmatch(figure) or _COMMA_THOUSANDS.fullmatch(figure) or _DECIMAL.fullmatch(figure)
    if match is None:
        return None
    whole, decimals = match.groups(default="")
    digits = whole.replace(".", "").replace(",", "")
    return Fraction(int(digits + decimals), 10 ** len(decimals))


def plain(value: Fraction) -> str:
    """A value as a plain decimal, or as a fraction where the decimal does not end: 42.5, 12500000000, 1/3."""
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
    digits = str(value.numerator * 10**places // value.denominator).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"


def numeral(t: Tokens, i: int) -> Numeral | None:
    """The longest numeral that begins at token i."""
    figures = bool(t.figure(i))
    group = _figure(t, i) if figures else _words(t, i)
    if group is None:
        return None
    value, end = group
    scale, end = _scale(t, end)
    if t.word(i) == HALF and scale == 1 and not t.phrase(end, TIME_UNITS):
        return None
    total = value * scale
    while scale > 1:
        if t.word(end) == HALF_AFTER:
            return Numeral(total + Fraction(scale, 2), end + 1, scale, figures)
        more = _smaller(t, end, scale)
        if more is None:
            break
        total, (scale_after, end) = total + more.value, (more.scale, more.end)
        if scale_after == 1:
            break
        scale = scale_after
    return Numeral(total, end, scale, figures)


def amount(t: Tokens, i: int) -> Amount | None:
    """The numeral or the range of two that begins at token i: 5 đến 7,5 tỷ, 2-3, hai ba."""
    low = numeral(t, i)
    if low is None:
        return None
    single = Amount(low.value, None, low.end, low.scale, low.figures)
    linked = t.word(low.end) in RANGE_LINKS
    high = numeral(t, low.end + 1) if linked else _next_digit(t, i, low)
    if high is None or (linked and t.word(low.end + 1) == "năm" and high.end == low.end + 2 and t.figure(high.end)):
        return single
    value = low.value
    if low.scale == 1 and high.scale > 1 and value < 1000 and value * high.scale < high.value:
        value *= high.scale
    return Amount(value, high.value, high.end, high.scale, low.figures) if value < high.value else single


def _figure(t: Tokens, i: int) -> tuple[Fraction, int] | None:
    value = read_figure(t.low[i])
    return None if value is None else (value, i + 1)


def _words(t: Tokens, i: int) -> tuple[Fraction, int] | None:
    """A group of words below a thousand, with decimals after phẩy, or nửa."""
    if t.word(i) == HALF:
        return Fraction(1, 2), i + 1
    group = _group(t, i)
    if group is None:
        return None
    value, end = group
    if t.word(end) != POINT:
        return Fraction(value), end
    digits = ""
    while t.word(end + 1 + len(digits)) in DIGITS or t.word(end + 1 + len(digits)) == "không":
        digits += str(DIGITS.get(t.word(end + 1 + len(digits)), 0))
        if len(digits) == _MOST_DIGITS:
            break
    if not digits:
        return Fraction(value), end
    return value + Fraction(int(digits), 10 ** len(digits)), end + 1 + len(digits)


def _group(t: Tokens, i: int, inner: bool = False) -> tuple[int, int] | None:
    """Hundreds, tens and units; `inner` allows không trăm, which only follows a thousand."""
    hundreds = 0 if inner and t.word(i) == "không" else DIGITS.get(t.word(i))
    if hundreds is None or t.word(i + 1) != "trăm":
        return _tens(t, i)
    value, end = hundreds * 100, i + 2
    if t.word(end) in ZERO_LINKS and t.word(end + 1) in (DIGITS | {"tư": 4}):
        return value + (DIGITS | {"tư": 4})[t.word(end + 1)], end + 2
    if t.word(end) == HALF_AFTER:
        return value + 50, end + 1
    tens = _tens(t, end)
    return (value + tens[0], tens[1]) if tens and tens[0] >= 10 else (value, end)


def _tens(t: Tokens, i: int) -> tuple[int, int] | None:
    """mười, mười lăm, hai mươi mốt, hai lăm, ba chục, bảy."""
    word, after = t.word(i), t.word(i + 1)
    if word == "mười":
        return (10 + UNITS_AFTER_TEN[after], i + 2) if after in UNITS_AFTER_TEN else (10, i + 1)
    digit = DIGITS.get(word)
    if digit is None:
        return None
    if after == "mươi":
        unit = UNITS_AFTER_TENS.get(t.word(i + 2))
        return (digit * 10, i + 2) if unit is None else (digit * 10 + unit, i + 3)
    if after in ("mốt", "lăm", "nhăm") and digit > 1:
        return digit * 10 + UNITS_AFTER_TENS[after], i + 2
    return digit, i + 1


def _scale(t: Tokens, i: int) -> tuple[int, int]:
    """The product of the scale words from token i on (nghìn tỷ is 10^12), and the token after them."""
    scale = 1
    while t.word(i) in SCALES and t.word(i + 1) not in NO_SCALE_BEFORE and scale < 10**24:
        scale *= SCALES[t.word(i)]
        i += 1
    return scale, i


def _smaller(t: Tokens, i: int, scale: int) -> Numeral | None:
    """What follows a scale and belongs to the same numeral: 250 triệu, hai trăm, linh năm, and ba for three tenths."""
    if t.figure(i):
        group = _figure(t, i)
        if group is None:
            return None
        own, end = _scale(t, group[1])
        return Numeral(group[0] * own, end, own) if 1 < own < scale and group[0] * own < scale else None
    linked = t.word(i) in ZERO_LINKS
    words = _group(t, i + linked, inner=True)
    if words is None:
        return None
    value, end = words
    own, end = _scale(t, end)
    if value * own >= scale:
        return None
    if own > 1 or linked or value >= 10 or t.word(i) == "không":
        return Numeral(Fraction(value * own), end, own)
    # "hai triệu ba" is 2,3 million; năm and một more often begin the next word (năm = year, một tháng = a month)
    spoken = scale >= 1000 and t.word(i) not in ("năm", "một")
    return Numeral(Fraction(value * scale, 10), end, own) if spoken else None


def _next_digit(t: Tokens, i: int, low: Numeral) -> Numeral | None:
    """The second of two neighbouring digit words that make a range: hai ba (2..3), năm bảy (5..7)."""
    if low.figures or low.end != i + 1 or low.value >= 9 or t.word(low.end) in ("một", "năm"):
        return None
    high = numeral(t, low.end) if t.word(low.end) in DIGITS else None
    return high if high is None or high.value < 10 or high.scale > 1 else None
