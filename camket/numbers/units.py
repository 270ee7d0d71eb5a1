"""What may follow a numeral: percentages, currencies, units of time, measures and counted nouns."""

from camket.numbers import lexicon as lex
from camket.numbers.nouns import CLASSIFIERS, NOUNS, measure
from camket.numbers.numerals import Amount
from camket.numbers.tokens import Tokens

_TOUCHING = frozenset({"W", "V", "M", "B", "K", "MW"})
"""Letters in capitals that are units also where they touch their figure."""


def unit_follows(t: Tokens, i: int, alone: bool = False) -> bool:
    """Whether token i begins a unit of any kind that the lexicon knows."""
    if not (measured(t, i, alone) or t.phrase(i, NOUNS) or t.phrase(i, CLASSIFIERS)):
        return False
    return not (t.capital(i) and t.glued(i) and t.raw[i] not in _TOUCHING) or measure(t, i) > 0


def measured(t: Tokens, i: int, alone: bool = False) -> bool:
    """Whether token i begins a unit that is no counted noun."""
    if not t.low[i]:
        return False
    if t.phrase(i, lex.PERCENTS) or measure(t, i) or currency(t, i, None, alone):
        return True
    timed = t.lookup(i, lex.TIME_UNITS)
    return timed is not None and not other_unit(t, i, timed[1])


def currency(t: Tokens, i: int, found: Amount | None, alone: bool = False) -> tuple[str, int] | None:
    """The currency at token i and the token after it; tệ, bảng, đô are everyday words too and need a large amount."""
    money = t.lookup(i, lex.CURRENCIES)
    if money is None or money[1] > i + 1:
        return money
    word = t.low[i]
    large = alone or found is None or found.scale > 1 or found.low >= 1000
    if word in lex.HALF_CODES or (word in lex.NEEDS_SCALE and not large):
        return None
    return None if t.low[i + 1] in lex.NOT_CURRENCY.get(word, ()) else money


def other_unit(t: Tokens, i: int, end: int) -> bool:
    """Whether a unit of time is something else: tiếng Nhật is a language, năm học 2026 a date, giờ bay no hour."""
    word = t.low[i]
    if word == "h":
        return not t.glued(i)
    if word == "năm" and t.low[end] == "học":
        return t.figure(end + 1) != ""
    if word == "tiếng" and end == i + 1 and t.capital(end):
        return True
    if word == "bữa" and t.low[i - 2] not in lex.MEALS_LAST:
        return True
    return end == i + 1 and t.low[end] in lex.NOT_TIME.get(word, ())
