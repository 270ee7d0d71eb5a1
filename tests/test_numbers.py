"""camket.numbers against worked examples (tests/data/numbers.json) and properties that hold for any text."""

import datetime
import json
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket import numbers
from camket.numbers.lexicon import CURRENCIES
from camket.numbers.numerals import plain, read_figure
from camket.values import CURRENCIES as ISO_CURRENCIES
from camket.values import unit_fault, value_fault

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "numbers.json").read_text("utf-8"))
TODAY = datetime.date(2026, 3, 12)
WORDS = (
    "một hai ba năm mười mươi mốt lăm trăm nghìn triệu tỷ rưỡi nửa linh phẩy đồng USD $ % phần trăm điểm năm tháng quý "
    "tuần ngày giờ thứ chủ nhật đầu giữa cuối tới qua trước nữa nay mai sáng đến - – / , . ( ) và lên từ khoảng hơn "
    "gấp đôi lần tấn dự án Hà Nội số 5 12 2026 5.000 42,5 0 31 99999999999999999999 III h 8h30 15/4 2026-2030 2+2 \n"
).split(" ")
TEXTS = st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join)
DATES = st.none() | st.dates()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_worked_example(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [text[number.start : number.end], number.label, number.value, number.unit, number.modifier]
        for number in numbers.find(text, case["date"])
    ]
    assert found == case["numbers"]


@given(TEXTS, DATES)
def test_any_text_gives_sound_numbers(text: str, date: datetime.date | None) -> None:
    last = 0
    for number in numbers.find(text, date):
        assert last <= number.start < number.end <= len(text)
        assert text[number.start : number.end].strip() == text[number.start : number.end]
        assert value_fault(number.label, number.value) is None
        assert unit_fault(number.label, number.unit) is None
        last = number.end


@given(TEXTS, DATES)
def test_parse_gives_a_number_or_none(text: str, date: datetime.date | None) -> None:
    number = numbers.parse(text, date)
    assert number is None or 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize("case", [case for case in CASES if case["numbers"]], ids=lambda case: case["text"])
def test_parse_of_a_surface_with_its_own_unit_gives_its_value(case: dict[str, Any]) -> None:
    for surface, label, value, unit, _ in case["numbers"]:
        parsed = numbers.parse(surface, case["date"])
        elliptical = label == "MONEY" and surface.replace(".", "").replace(",", "").isdecimal()
        by_tense = label == "DATE" and "năm" not in surface.lower() and "20" not in surface
        needs_context = elliptical or by_tense or surface in ("nửa", "2/3")
        if not needs_context:
            assert parsed is not None
            assert (parsed.label, parsed.value, parsed.unit) == (label, value, unit)


@given(
    st.integers(1, 10**12), st.sampled_from([("đồng", "MONEY", "VND"), ("%", "PERCENT", ""), ("kg", "QUANTITY", "kg")])
)
def test_thousands_are_read_back(whole: int, unit: tuple[str, str, str]) -> None:
    word, label, code = unit
    text = f"{whole:,}".replace(",", ".") + " " + word
    number = numbers.parse("hơn " + text)
    assert number is not None
    assert (number.label, number.value, number.unit, number.modifier) == (label, str(whole), code, "min")
    assert (number.start, number.end) == (4, 4 + len(text))


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_decimals_are_exact(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert read_figure(plain(value).replace(".", ",")) == value


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_full_dates_need_no_article_date(day: datetime.date) -> None:
    for text in (f"ngày {day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        number = numbers.parse(text)
        assert number is not None
        assert number.value == day.isoformat()


@given(DATES, st.integers(1, 10**6), st.sampled_from(["năm", "tháng", "tuần", "ngày", "giờ"]))
def test_far_dates_do_not_raise(date: datetime.date | None, count: int, unit: str) -> None:
    for word in ("tới", "qua", "trước", "nữa"):
        numbers.find(f"{count} {unit} {word}, tuần {word}, tháng {word}, quý {word}, năm {word}", date)


def test_every_currency_is_a_known_code() -> None:
    assert set(CURRENCIES.values()) <= ISO_CURRENCIES


def test_date_may_be_a_string_or_a_date() -> None:
    assert numbers.find("hôm qua", "2026-03-12") == numbers.find("hôm qua", TODAY)
    assert [number.value for number in numbers.find("hôm qua", TODAY)] == ["2026-03-11"]


@pytest.mark.parametrize("string", ["", "Ô Môn 4", "5 kg và 6 kg", "khoảng", "hai nước bạn", "gần bờ 5 km"])
def test_parse_refuses_what_is_not_one_number(string: str) -> None:
    assert numbers.parse(string, TODAY) is None


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_any_unicode_form_reads_the_same_with_offsets_into_the_text_given(form: Literal["NFC", "NFD", "NFKD"]) -> None:
    text = "Quỹ dành hơn 3,1 tỷ đồng cho hai mươi kỹ sư."
    other = unicodedata.normalize(form, text)
    read = [
        (unicodedata.normalize("NFC", other[n.start : n.end]), n.value, n.unit, n.modifier) for n in numbers.find(other)
    ]
    assert read == [("3,1 tỷ đồng", "3100000000", "VND", "min"), ("hai mươi kỹ sư", "20", "kỹ sư", "")]
