"""Values of numbers: which are right, what is said of those that are not, which mean the same."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.model import NUMBER_LABELS
from camket.values import CURRENCIES, same_unit, same_value, unit_fault, value_fault

RIGHT = [
    ("MONEY", "12500000000"),
    ("MONEY", "0"),
    ("MONEY", "5000000000..7500000000"),
    ("PERCENT", "-3"),
    ("PERCENT", "4.2"),
    ("QUANTITY", "0.5"),
    ("QUANTITY", "1/3"),
    ("QUANTITY", "1/3..0.5"),
    ("ORDINAL", "5"),
    ("ORDINAL", "1..3"),
    ("DATE", "2026"),
    ("DATE", "2026-03"),
    ("DATE", "2026-03-12"),
    ("DATE", "2024-02-29"),
    ("DATE", "2026-03-12T08:30"),
    ("DATE", "T08:30"),
    ("DATE", "2026-01/2026-10"),
    ("DATE", "2026-03-12/2026-03-12"),
    ("DATE", "2026-03-24..2026-03-26"),
    ("DURATION", "P3Y6M"),
    ("DURATION", "P2W"),
    ("DURATION", "PT90M"),
    ("DURATION", "P1DT12H"),
    ("DURATION", "P2W..P3W"),
    ("DURATION", "P1M..P40D"),
]
DECIMAL = "write a plain decimal such as 12500000000 or 42.5, or a range a..b"
DATE = "write 2026-03-12, 2026-03, 2026 or an interval 2026-01/2026-10"
DURATION = "write P3Y6M, P2W, P10D or PT90M"
WRONG = [
    ("MONEY", "5.000", "not a plain decimal", DECIMAL),
    ("MONEY", "42,5", "not a plain decimal", DECIMAL),
    ("MONEY", "1e9", "not a plain decimal", DECIMAL),
    ("MONEY", "007", "not a plain decimal", DECIMAL),
    ("MONEY", "1.50", "not a plain decimal", DECIMAL),
    ("MONEY", "-0", "not a plain decimal", DECIMAL),
    ("MONEY", "٢٠", "not a plain decimal", DECIMAL),
    ("MONEY", "1٢", "not a plain decimal", DECIMAL),
    ("MONEY", "12 ", "not a plain decimal", DECIMAL),
    ("QUANTITY", "1/0", "not a plain decimal", DECIMAL),
    ("QUANTITY", "1/4", "a fraction whose decimal ends", DECIMAL),
    ("QUANTITY", "7..5", "the range does not ascend", "write the smaller end first"),
    ("QUANTITY", "5..5", "the range does not ascend", "write the smaller end first"),
    ("QUANTITY", "0.5..1/3", "the range does not ascend", "write the smaller end first"),
    ("QUANTITY", "5..", "not a plain decimal", DECIMAL),
    ("ORDINAL", "0", "not a rank", "write a whole number from 1"),
    ("ORDINAL", "1.5", "not a rank", "write a whole number from 1"),
    ("ORDINAL", "1..2.5", "not a rank", "write a whole number from 1"),
    ("DATE", "12/03/2026", "more than two ends", "write an interval as 2026-01/2026-10"),
    ("DATE", "2026-3-12", "no ISO 8601 date", DATE),
    ("DATE", "năm 2026", "no ISO 8601 date", DATE),
    ("DATE", "٢٠٢٦", "no ISO 8601 date", DATE),
    ("DATE", "2026-03-12T8:30", "no ISO 8601 date", DATE),
    ("DATE", "2026-02-29", "2026-02-29 is not in the calendar", "write a date that exists"),
    ("DATE", "2026-13", "2026-13 is not in the calendar", "write a date that exists"),
    ("DATE", "0000", "0000 is not in the calendar", "write a date that exists"),
    ("DATE", "2026-03-12T25:00", "2026-03-12T25:00 is not in the calendar", "write a date that exists"),
    ("DATE", "2026-04-01/2026-04-31", "2026-04-31 is not in the calendar", "write a date that exists"),
    ("DATE", "2026-03-26..2026-03-24", "the range does not ascend", "write the smaller end first"),
    ("DURATION", "3 năm", "no ISO 8601 duration", DURATION),
    ("DURATION", "P", "no ISO 8601 duration", DURATION),
    ("DURATION", "P1DT", "no ISO 8601 duration", DURATION),
    ("DURATION", "P1.5Y", "no ISO 8601 duration", DURATION),
    ("DURATION", "P6M3Y", "no ISO 8601 duration", DURATION),
    ("DURATION", "P٢W", "no ISO 8601 duration", DURATION),
    ("DURATION", "P3W..P2W", "the range does not ascend", "write the smaller end first"),
    ("DURATION", "P1Y..P12M", "the range does not ascend", "write the smaller end first"),
]


@pytest.mark.parametrize(("label", "value"), RIGHT)
def test_a_right_value_has_no_fault(label: str, value: str) -> None:
    assert value_fault(label, value) is None


@pytest.mark.parametrize(("label", "value", "fault", "mend"), WRONG)
def test_a_wrong_value_is_named_with_its_fault_and_mend(label: str, value: str, fault: str, mend: str) -> None:
    assert value_fault(label, value) == f"value {value!r} of {label}: {fault}; {mend}"


@pytest.mark.parametrize("value", ["2026-01/2026-10-01", "2026-10/2026-01"])
def test_the_ends_of_an_interval_have_one_grain_and_ascend(value: str) -> None:
    mend = "write the earlier end first, at the same grain"
    fault = "the interval's ends differ in grain or do not ascend"
    assert value_fault("DATE", value) == f"value {value!r} of DATE: {fault}; {mend}"


def test_a_range_has_two_ends() -> None:
    assert value_fault("MONEY", "1..2..3") == "value '1..2..3' has more than two ends; write a range as a..b"


@pytest.mark.parametrize("value", ["9" * 5000, "1/" + "9" * 5000, "1.." + "9" * 5000])
def test_a_value_of_thousands_of_figures_is_a_fault_and_no_crash(value: str) -> None:
    fault = value_fault("QUANTITY", value)
    assert fault is not None
    assert fault.endswith(f"has {len(value)} characters; write at most 100")


@given(st.sampled_from(NUMBER_LABELS), st.text() | st.text("0123456789./-PTYMDW:"))
def test_any_string_is_a_value_or_has_a_fault_with_a_mend(label: str, value: str) -> None:
    fault = value_fault(label, value)
    assert fault is None or all(fault.rpartition("; ")[::2])


@given(st.dates(), st.dates())
def test_any_two_days_in_order_are_an_interval(one: object, other: object) -> None:
    first, last = sorted([str(one), str(other)])
    assert value_fault("DATE", f"{first}/{last}") is None
    assert (value_fault("DATE", f"{last}/{first}") is None) == (first == last)


@pytest.mark.parametrize(
    ("label", "unit"),
    [("MONEY", "VND"), ("MONEY", "JPY"), ("PERCENT", ""), ("PERCENT", "pp"), ("QUANTITY", "kho lạnh"), ("DATE", "")],
)
def test_a_right_unit_has_no_fault(label: str, unit: str) -> None:
    assert unit_fault(label, unit) is None


@pytest.mark.parametrize(
    ("label", "unit", "fault"),
    [
        ("MONEY", "yên", "unit 'yên' of MONEY is no currency; write an ISO 4217 code such as VND, USD, JPY"),
        ("MONEY", "", "unit '' of MONEY is no currency; write an ISO 4217 code such as VND, USD, JPY"),
        ("PERCENT", "%", "unit '%' of PERCENT; write nothing, or pp for percentage points"),
        ("ORDINAL", "lần", "unit 'lần' of ORDINAL; leave unit out, a ORDINAL has none"),
        ("DATE", "năm", "unit 'năm' of DATE; leave unit out, a DATE has none"),
        ("DURATION", "năm", "unit 'năm' of DURATION; leave unit out, a DURATION has none"),
    ],
)
def test_a_wrong_unit_is_named_with_its_mend(label: str, unit: str, fault: str) -> None:
    assert unit_fault(label, unit) == fault


def test_currencies_are_three_capital_letters() -> None:
    assert {code for code in CURRENCIES if not (len(code) == 3 and code.isascii() and code.isupper())} == set()
    assert {"VND", "USD", "JPY", "EUR", "KRW", "CNY", "INR", "AUD", "AED"} <= CURRENCIES


@pytest.mark.parametrize(
    ("label", "one", "other", "same"),
    [
        ("QUANTITY", "0.5", "1/2", True),
        ("QUANTITY", "10", "10.0", True),
        ("QUANTITY", "10", "110", False),
        ("QUANTITY", "1/3", "0.333", False),
        ("QUANTITY", "1..2", "1.0..2", True),
        ("QUANTITY", "1..2", "1", False),
        ("QUANTITY", "nhiều", "nhiều", True),
        ("QUANTITY", "nhiều", "3", False),
        ("QUANTITY", "1/0", "3", False),
        ("QUANTITY", "1e3", "1000", True),
        ("QUANTITY", "1e999999999", "1e999999998", False),
        ("QUANTITY", "1_000", "1000", False),
        ("QUANTITY", "٣", "3", False),
        ("DATE", "2026", "2026", True),
        ("DATE", "2025-10", "2025-10", True),
        ("DATE", "2025-10", "2025-10-01", False),
        ("DATE", "2026", "2026-01/2026-12", True),
        ("DATE", "2026-04/2026-06", "2026-04-01/2026-06-30", True),
        ("DATE", "2024-02", "2024-02-01/2024-02-29", True),
        ("DATE", "2025..2027", "2025/2027", False),
        ("DATE", "2025/2026..2025/2027", "2025-01/2026-12..2025/2027", True),
        ("DATE", "2026-03-12T08:30", "2026-03-12", False),
        ("DATE", "2026-03-12T08:30", "2026-03-12T08:30/2026-03-12T08:30", True),
        ("DATE", "2026-03-12T08:30/2026-03-12T09:30", "2026-03-12T08:30/2026-03-12T10:30", False),
        ("DATE", "T08:30", "T08:30", True),
        ("DATE", "T08:30", "T20:30", False),
        ("DATE", "2026-02-30", "2026-02-28", False),
        ("DATE", "2026/2027/2028", "2026/2028", False),
        ("DURATION", "P1Y", "P12M", True),
        ("DURATION", "P2W", "P14D", True),
        ("DURATION", "PT90M", "PT1H30M", True),
        ("DURATION", "P1M", "P30D", False),
        ("DURATION", "P2W..P3W", "P14D..P21D", True),
        ("DURATION", "P", "P0D", False),
    ],
)
def test_values_are_the_same_by_what_they_mean(label: str, one: str, other: str, same: bool) -> None:
    assert same_value(label, one, other) is same
    assert same_value(label, other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("USD", "usd", True),
        ("khóa học", unicodedata.normalize("NFD", "Khóa học"), True),
        ("khóa", "khoá", False),
        ("", "kg", False),
    ],
)
def test_units_are_the_same_whatever_their_case_and_unicode_form(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


@given(st.fractions(max_denominator=10**6), st.fractions(max_denominator=10**6))
def test_two_fractions_are_the_same_value_only_if_equal(one: Fraction, other: Fraction) -> None:
    assert same_value("QUANTITY", str(one), str(other)) == (one == other)
    assert same_value("QUANTITY", str(one), str(one))
