"""Figures and number words to exact values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.numbers.lexicon import CURRENCIES
from camket.numbers.numerals import Exact, amount, numeral, plain, read_figure
from camket.numbers.tokens import Tokens
from camket.values import CURRENCIES as ISO_CURRENCIES

UNITS = "không một hai ba bốn năm sáu bảy tám chín".split()


def spell(number: int) -> str:
    """A number below a million in words, as one says it in full."""
    if number >= 1000:
        rest = number % 1000
        linked = ("" if rest >= 100 else "không trăm ") + ("linh " if 0 < rest < 10 else "")
        return spell(number // 1000) + " nghìn" + (f" {linked}{spell(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNITS[number // 100]} trăm" + (f" {'linh ' if rest < 10 else ''}{spell(rest)}" if rest else "")
    if number >= 20:
        last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(number % 10, f" {UNITS[number % 10]}")
        return f"{UNITS[number // 10]} mươi{last}"
    if number >= 10:
        return "mười" + {0: "", 5: " lăm"}.get(number % 10, f" {UNITS[number % 10]}")
    return UNITS[number]


@given(st.integers(1, 999_999))
def test_every_number_below_a_million_is_read_back_from_words(number: int) -> None:
    words = spell(number)
    found = numeral(Tokens(words), 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(words.split()))


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_decimals_are_exact(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert read_figure(plain(value).replace(".", ",")) == value


@pytest.mark.parametrize(
    ("value", "text"), [(1250000000, "1250000000"), (Fraction(85, 2), "42.5"), (Fraction(1, 3), "1/3"), (-3, "-3")]
)
def test_values_are_shown_plainly(value: Exact, text: str) -> None:
    assert plain(value) == text


def test_the_scale_of_a_range_holds_for_both_ends() -> None:
    found = amount(Tokens("1.200-1.300 tỷ"), 0)
    assert found is not None
    assert found.ends == (1200 * 10**9, 1300 * 10**9)


def test_every_currency_is_a_known_code() -> None:
    assert set(CURRENCIES.values()) <= ISO_CURRENCIES
