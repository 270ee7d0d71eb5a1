"""Notebook 3: each solution passes its check, a blank is told so, and typical mistakes are named."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("pandas")
from checks import numbers as check

Answers = Callable[[str, str], dict[str, Any]]

PRELUDE = """
import re
from decimal import Decimal
SCALE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}
"""
SCALE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
DIGITS = dict(zip("một hai ba bốn năm sáu bảy tám chín".split(), range(1, 10), strict=True))
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}
SENTENCE = (
    "Hai bên cho biết hơn 1.200 hộ ở ba xã sẽ được vay gần 42,5 tỷ đồng trong quý II năm nay, "
    "lãi suất 3,2%, trả dần trong 3 năm rưỡi."
)


def sum_of_scales(words: str) -> int:
    return sum(SCALE[word] for word in words.split()) or 1


def first_scale(words: str) -> int:
    return SCALE[words.split()[0]] if words else 1


def any_modifier(before: str, words: dict[str, str]) -> str:
    return next((words[word] for word in words if word in before.lower()), "")


def short_modifier(before: str, words: dict[str, str]) -> str:
    near = before.rstrip().lower()
    return next((words[w] for w in sorted(words, key=len) if re.search(rf"\b{w}$", near)), "")


def spaced_modifier(before: str, words: dict[str, str]) -> str:
    near = " " + before.rstrip().lower()
    return next((words[w] for w in sorted(words, key=len, reverse=True) if near.endswith(" " + w)), "")


def unspaced_modifier(before: str, words: dict[str, str]) -> str:
    near = before.rstrip().lower()
    return next((words[w] for w in sorted(words, key=len, reverse=True) if near.endswith(" " + w)), "")


def unstripped_modifier(before: str, words: dict[str, str]) -> str:
    return next((words[w] for w in sorted(words, key=len, reverse=True) if re.search(rf"\b{w}$", before.lower())), "")


def unbounded_modifier(before: str, words: dict[str, str]) -> str:
    near = before.rstrip().lower()
    return next((words[w] for w in sorted(words, key=len, reverse=True) if near.endswith(w)), "")


def quarter(form: str) -> Callable[[str, int], str]:
    numbers = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
    return lambda name, year: form.format(y=year, a=3 * numbers[name] - 2, b=3 * numbers[name], q=numbers[name])


def month_of_same_year(words: str, today: date) -> str:
    month = today.month + {"này": 0, "trước": -1, "sau": 1}[words.split()[1]]
    return f"{today.year}-{month:02}"


def month_without_year(words: str, today: date) -> str:
    month = today.month + {"này": 0, "trước": -1, "sau": 1}[words.split()[1]]
    return f"{today.year}-{(month - 1) % 12 + 1:02}"


def month_of_30_days(words: str, today: date) -> str:
    shift = {"này": 0, "trước": -1, "sau": 1}[words.split()[1]]
    return (today + timedelta(days=30 * shift)).strftime("%Y-%m")


def this_month(words: str, today: date) -> str:
    return f"{today.year}-{today.month:02}"


def duration(letters: Sequence[str], form: str = "P{}{}") -> Callable[[int, str], str]:
    units = dict(zip("năm tháng tuần ngày giờ phút".split(), letters, strict=True))
    return lambda figure, unit: form.format(figure, units[unit])


def added_word(text: str) -> int:
    return sum({**DIGITS, "mười": 10, "mươi": 10}[syllable] for syllable in text.lower().split())


def case_word(text: str) -> int:
    total = 0
    for syllable in text.split():
        total = total * 10 if syllable == "mươi" else total + {**DIGITS, "mười": 10}[syllable]
    return total


def ten_times_word(text: str) -> int:
    total = 0
    for syllable in text.lower().split():
        total = total * 10 if syllable in ("mươi", "mười") else total + DIGITS[syllable]
    return total


RIGHT = [
    ("1.200 hộ", "QUANTITY", "1200"),
    ("ba xã", "QUANTITY", "3"),
    ("42,5 tỷ đồng", "MONEY", "42500000000"),
    ("quý II năm nay", "DATE", "2026-04/2026-06"),
    ("3,2%", "PERCENT", "3.2"),
    ("3 năm rưỡi", "DURATION", "P3Y6M"),
]


def annotated(place: int, *row: str) -> list[tuple[str, ...]]:
    return [*RIGHT[:place], row, *RIGHT[place + 1 :]]


FUNCTIONS = ["decimal", "scale", "modifier", "quarter", "month", "duration", "number_word"]

WRONG: list[tuple[str, Any, str]] = [
    ("decimal", lambda text: Decimal(text), "take out all dots first"),
    ("decimal", lambda text: float(text.replace(".", "").replace(",", ".")), "A `Decimal` is needed"),
    ("decimal", lambda text: text.replace(".", "").replace(",", "."), "still a string"),
    ("decimal", lambda text: Decimal(text.replace(",", "").replace(".", "")), "the comma marks decimals"),
    ("decimal", lambda text: Decimal(text.replace(".", "", text.count(".") - 1).replace(",", ".")), "the dot groups"),
    ("decimal", lambda text: Decimal(float(text.replace(".", "").replace(",", "."))), "keeps the error"),
    ("decimal", lambda text: [text], "A `Decimal` is needed"),
    ("scale", sum_of_scales, "multiply, do not add"),
    ("scale", lambda words: SCALE.get(words, 1), "knows none of these words"),
    ("scale", lambda words: 1.0, "A whole number is needed"),
    ("scale", first_scale, "Only one of the words"),
    ("scale", lambda words: SCALE[words], "one by one"),
    ("modifier", any_modifier, "stands far from the number"),
    ("modifier", short_modifier, "try long words first"),
    ("modifier", spaced_modifier, "stands a bracket"),
    ("modifier", unbounded_modifier, "“nước” ends in “ước”"),
    ("modifier", unstripped_modifier, "take it away with"),
    ("modifier", unspaced_modifier, "nothing stands before it"),
    ("modifier", lambda before, words: spaced_modifier(before, words) or None, "return an empty string"),
    ("quarter", quarter("{y}-{a}/{y}-{b}"), "two digits"),
    ("quarter", quarter("{y}-{a:02}..{y}-{b:02}"), "an interval of time is written with `/`"),
    ("quarter", quarter("{y}-{a:02}/{b:02}"), "needs its year too"),
    ("quarter", quarter("{y}-{q:02}"), "of the form `year-month/year-month`"),
    ("quarter", quarter("{y}-{a:02}-01/{y}-{b:02}-30"), "without days"),
    ("quarter", quarter("{y}-{q:02}/{y}-{b:02}"), "the last is 3 × quarter"),
    ("month", month_of_same_year, "There is no month 0 or 13"),
    ("month", month_without_year, "the year is not"),
    ("month", this_month, "the article's own month"),
    ("month", month_of_30_days, "Months do not all have 30"),
    ("month", lambda words, today: today.month - 1, "of the form `year-month`"),
    ("duration", duration("YMWDHM"), "ninety months"),
    ("duration", duration("NTTNGP"), "The letters are English"),
    ("duration", duration("YMWDHM", "{}{}"), "begins with the letter `P`"),
    ("duration", duration("YMWDHM", "PT{}{}"), "before hours and minutes only"),
    ("duration", duration(["Y", "M", "W", "D", "TH", "TM"]), "right after `P`"),
    ("duration", lambda figure, unit: f"P{figure}{ {'năm': 'Y'}.get(unit) }", "does not know “tháng” yet"),
    ("number_word", added_word, "three times ten"),
    ("number_word", case_word, "begins with a capital"),
    ("number_word", ten_times_word, "not 0 times 10"),
    ("number_word", lambda text: DIGITS[text], "looked up as one word"),
    ("number_word", lambda text: DIGITS.get(text.split()[-1], 0), "Only the last syllable"),
    ("number_word", lambda text: str(ten_times_word(text)), "a whole number"),
]


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("3-numbers", PRELUDE)


def test_annotation_passes(solved: dict[str, Any]) -> None:
    assert solved["answer"] == RIGHT
    assert check.annotate(RIGHT, SENTENCE).passed
    assert check.annotate(reversed(RIGHT), SENTENCE).state == "wrong"
    assert check.annotate(RIGHT[::-1], SENTENCE).passed


@pytest.mark.parametrize("blank", [[], (), ..., None])
def test_blank_annotation(blank: Any) -> None:
    assert check.annotate(blank, SENTENCE).state == "blank"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (["1.200 hộ"], "three strings"),
        (annotated(0, "hơn 1.200 hộ", "QUANTITY", "1200"), "the modifier stays outside"),
        (annotated(0, "1.200", "QUANTITY", "1200"), "cut short"),
        (annotated(1, "ba xã sẽ", "QUANTITY", "3"), "too long"),
        (annotated(0, "1200 hộ", "QUANTITY", "1200"), "letter by letter"),
        (annotated(0, "1.200 hộ", "QUANTITY", "1.200"), "no marks for thousands"),
        (annotated(2, "42,5 tỷ đồng", "MONEY", "42,5"), "a point for decimals"),
        (annotated(2, "42,5 tỷ đồng", "MONEY", "42500000"), "nine noughts"),
        (annotated(2, "42,5 tỷ đồng", "MONEY", "42.500.000.000"), "no marks for thousands"),
        (annotated(2, "42,5 tỷ đồng", "MONEY", "42500000000 VND"), "no unit, percent sign or space"),
        (annotated(4, "3,2%", "PERCENT", "0.032"), "before the percent sign"),
        (annotated(2, "42,5 tỷ đồng", "QUANTITY", "42500000000"), "is no `QUANTITY`"),
        (annotated(3, "quý II năm nay", "DATE", "2026-02"), "April to June"),
        (annotated(3, "quý II năm nay", "DURATION", "P3M"), "DATE says when"),
        (annotated(5, "3 năm rưỡi", "DURATION", "P3Y"), "six months"),
        (annotated(5, "3 năm rưỡi", "TIME", "P3Y6M"), "there is no label"),
        ([*RIGHT, ("Hai bên", "QUANTITY", "2")], "points back"),
        (RIGHT[:4], "2 more to find; one of them is in “lãi suất 3,2%”"),
    ],
)
def test_mistake_of_an_annotation_is_named(answer: Any, told: str) -> None:
    verdict = check.annotate(answer, SENTENCE)
    assert verdict.state == "wrong"
    assert told in str(verdict), str(verdict)


def test_messages_are_in_both_languages() -> None:
    for name, answer, _ in WRONG:
        for vietnamese, english in check.CHECKS[name](answer).lines:
            assert vietnamese
            assert english
            assert vietnamese != english


def test_error_of_the_student_is_shown_with_its_call() -> None:
    def decimal(text: str) -> Decimal:
        raise ZeroDivisionError("division by zero")

    assert "`decimal('42,5')` ends with `ZeroDivisionError: division by zero`" in str(check.decimal(decimal))
