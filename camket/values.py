"""Values of numbers: plain decimals and ISO 8601, checked for form and sense.

decimal   12500000000, 42.5, -3, 1/3 (only where the decimal does not end)
date      2026, 2026-03, 2026-03-12, 2026-03-12T08:30, T08:30; an interval a/b
duration  P3Y6M, P2W, PT90M
range     a..b of any of these, a before b
"""

import calendar
import datetime
import re
from collections.abc import Hashable
from fractions import Fraction

from camket.text import nfc

LONGEST = 100
DECIMAL = re.compile(r"(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
FRACTION = re.compile(r"([1-9]\d*)/([1-9]\d*)", re.ASCII)
NUMBER = re.compile(r"-?\d+(?:/\d+|(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)", re.ASCII)
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?|T(\d{2}:\d{2})", re.ASCII)
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(?:T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII)

PLAIN_DECIMAL = "write a plain decimal such as 12500000000 or 42.5, or a range a..b"
UNITS = {"MONEY": "an ISO 4217 code such as VND, USD, JPY", "PERCENT": "nothing, or pp for percentage points"}

# ISO 4217, the codes in circulation that a newspaper is likely to print.
CURRENCIES = frozenset(
    "AED AUD BDT BHD BND BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR IQD IRR JPY KHR "
    "KRW KWD KZT LAK LKR MMK MNT MOP MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RUB SAR SEK "
    "SGD THB TRY TWD UAH USD UZS VND XDR ZAR".split()
)


def value_fault(label: str, value: str) -> str | None:
    """What is wrong with a value of a number label, with the mend after `; `, or None."""
    if len(value) > LONGEST:
        return f"value {value[:40] + '…'!r} has {len(value)} characters; write at most {LONGEST}"
    ends = value.split("..")
    if len(ends) > 2:
        return f"value {value!r} has more than two ends; write a range as a..b"
    check = {"DATE": _date_fault, "DURATION": _duration_fault}.get(label, _decimal_fault)
    for end in ends:
        fault = check(end)
        if fault:
            return f"value {value!r} of {label}: {fault}"
    if len(ends) == 2 and not _ascending(label, *ends):
        return f"value {value!r} of {label}: the range does not ascend; write the smaller end first"
    if label == "ORDINAL" and not all(re.fullmatch(r"[1-9]\d*", end) for end in ends):
        return f"value {value!r} of ORDINAL: not a rank; write a whole number from 1"
    return None


def unit_fault(label: str, unit: str) -> str | None:
    """What is wrong with a unit of a number label, with the mend after `; `, or None."""
    if label == "MONEY" and unit not in CURRENCIES:
        return f"unit {unit!r} of MONEY is no currency; write {UNITS['MONEY']}"
    if label == "PERCENT" and unit not in ("", "pp"):
        return f"unit {unit!r} of PERCENT; write {UNITS['PERCENT']}"
    if label in ("ORDINAL", "DATE", "DURATION") and unit:
        return f"unit {unit!r} of {label}; leave unit out, a {label} has none"
    return None


def same_value(label: str, one: str, other: str) -> bool:
    """Whether two values of a number label mean the same.

    Decimals by their number, end by end (`5..7` is `5.0..7`); dates by the days they cover, each end by its own
    (`2026-04/2026-06` is `2026-04-01/2026-06-30`, `2025-10` is not `2025-10-01`); durations by their months and their
    seconds (`P1Y` is `P12M`, `P14D` is `P2W`, `P1M` is not `P30D`); a range whichever end comes first. What is no value
    equals only itself.
    """
    return meaning(label, one) == meaning(label, other)


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, upper and lower case alike, whatever their Unicode form."""
    return plain_unit(one) == plain_unit(other)


def plain_unit(unit: str) -> str:
    """A unit in the form in which equal ones are equal."""
    return nfc(unit).casefold()


def meaning(label: str, value: str) -> Hashable:
    """What a value means, equal for those that mean the same: its ends, smaller first; what is no value is itself."""
    read = {"DATE": _days, "DURATION": _lengths}.get(label, _decimal)
    try:
        return tuple(sorted(read(end) for end in value.split("..")))
    except (ValueError, ZeroDivisionError):
        return value


def _decimal(value: str) -> Fraction:
    """The number of a decimal or fraction, also with zeros or a small exponent that a plain decimal does not have."""
    if len(value) > LONGEST or not NUMBER.fullmatch(value):
        raise ValueError(value)
    return Fraction(value)


def _days(value: str) -> tuple[str, str, str, str]:
    """First and last day of a date or interval, empty for a bare clock time, with the clock times of its ends."""
    first, last = value.split("/")[0], value.split("/")[-1]
    if value.count("/") > 1 or not (DATE.fullmatch(first) and DATE.fullmatch(last)):
        raise ValueError(value)
    (first, _, begin), (last, _, end) = first.partition("T"), last.partition("T")
    return str(first and _first_day(first)), str(last and _last_day(last)), begin, end


def _first_day(date: str) -> datetime.date:
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def _last_day(date: str) -> datetime.date:
    grain = date.count("-")
    first = _first_day(date)
    if grain == 2:
        return first
    month = 12 if grain == 0 else first.month
    return datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])


def _decimal_fault(value: str) -> str | None:
    if DECIMAL.fullmatch(value):
        return None
    fraction = FRACTION.fullmatch(value)
    if fraction is None:
        return f"not a plain decimal; {PLAIN_DECIMAL}"
    denominator = Fraction(value).denominator
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    return f"a fraction whose decimal ends; {PLAIN_DECIMAL}" if denominator == 1 else None


def _date_fault(value: str) -> str | None:
    ends = value.split("/")
    if len(ends) > 2:
        return "more than two ends; write an interval as 2026-01/2026-10"
    for end in ends:
        match = DATE.fullmatch(end)
        if match is None:
            return "no ISO 8601 date; write 2026-03-12, 2026-03, 2026 or an interval 2026-01/2026-10"
        year, month, day, time, bare_time = match.groups()
        try:
            datetime.date(int(year or 1), int(month or 1), int(day or 1))
            if time or bare_time:
                datetime.time.fromisoformat(time or bare_time)
        except ValueError:
            return f"{end} is not in the calendar; write a date that exists"
    if len(ends) == 2 and (len(ends[0]) != len(ends[1]) or ends[0] > ends[1]):
        return "the interval's ends differ in grain or do not ascend; write the earlier end first, at the same grain"
    return None


def _duration_fault(value: str) -> str | None:
    return None if DURATION.fullmatch(value) else "no ISO 8601 duration; write P3Y6M, P2W, P10D or PT90M"


def _ascending(label: str, low: str, high: str) -> bool:
    if label == "DATE":
        return low < high
    if label == "DURATION":  # months and days do not compare: P1M..P40D is left alone
        return any(one < other for one, other in zip(_lengths(low), _lengths(high), strict=True))
    return Fraction(low) < Fraction(high)


def _lengths(duration: str) -> tuple[int, int]:
    """A duration in months and, beside them, seconds."""
    match = DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(duration)
    years, months, weeks, days, hours, minutes, seconds = (int(part[:-1]) for part in match.groups("0_"))
    return years * 12 + months, (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
