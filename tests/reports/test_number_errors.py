"""The list of differences has every one of them, with its place and what lies behind it."""

from dataclasses import replace

import pytest

from camket.model import Document, Number, lay_out
from camket.reports.number_errors import cause, cause_rows, differences, error_rows

A = Number(0, 5, "QUANTITY", "3", "trạm")


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        (A, replace(A, end=9, unit="trạm lọc"), "where the counted noun ends"),
        (A, replace(A, unit="máy"), "its unit"),
        (A, replace(A, modifier="min"), "its modifier"),
        (A, replace(A, value="4"), "another value"),
        (A, replace(A, label="ORDINAL", unit=""), "of another type"),
        (Number(0, 5, "DATE", "2026"), Number(0, 5, "DATE", "2027"), "which day, month or year"),
        (Number(0, 5, "DATE", "2026"), Number(0, 9, "DATE", "2026"), "where the span ends"),
        (replace(A, value="1"), None, "một taken for an article"),
        (replace(A, unit=""), None, "a figure whose noun is left out"),
        (A, None, "not read"),
        (None, A, "points back to what the text has named"),
        (None, Number(0, 5, "DATE", "2026"), "part of a name, or no date that is meant"),
        (None, Number(0, 5, "PERCENT", "9"), "no number here"),
    ],
)
def test_the_cause_is_told_by_the_two_numbers(gold: Number | None, read: Number | None, expected: str) -> None:
    """From the type down to the modifier."""
    assert cause(gold, read) == expected


def test_every_difference_is_listed_once_in_the_order_of_the_text() -> None:
    """Numbers that both have are not; those that overlap are one difference."""
    sentences = lay_out((9, 0, False, f"{index:064x}") for index in range(3))
    both = Number(25, 28, "PERCENT", "7")
    gold = Document("composed-901", sentences=sentences, numbers=(A, Number(12, 14, "PERCENT", "5"), both))
    read = Document("composed-901", numbers=(both, replace(A, end=9), Number(16, 18, "DATE", "2026")))
    rows = differences([gold], [read])
    assert [(place, why) for place, _, _, why in rows] == [
        ("composed-901 [1]", "where the counted noun ends"),
        ("composed-901 [2]", "not read"),
        ("composed-901 [2]", "part of a name, or no date that is meant"),
    ]
    assert error_rows(rows)[2] == ["composed-901 [2]", "PERCENT 5", "–", "not read"]
    assert cause_rows({"test": rows, "published": []})[-1] == ["**all**", "3", "0"]
    assert differences([gold], [gold]) == []
