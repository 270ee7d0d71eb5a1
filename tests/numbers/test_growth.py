"""No input is slower than linear: reads of tokens are counted, not the time."""

import datetime
from typing import Any

import pytest

from camket.numbers import read
from camket.numbers.tokens import Tokens

TODAY = datetime.date(2026, 3, 12)


UNITS = [
    "1",
    "1 ",
    "1,",
    "1.000",
    "1/",
    "1/2-",
    "1-",
    "1:",
    "1.2.3 ",
    "(",
    "(1)",
    "một ",
    "hai ",
    "năm ",
    "mười ",
    "tỷ ",
    "âm ",
    "- ",
    "-",
    "đến ",
    "1 đến ",
    "1 năm - ",
    "2 nghìn 300 tỷ ",
    "1 tỷ 1 triệu 1 nghìn ",
    "hai phẩy ",
    "không ",
    "ngày ",
    "ngày 1, ",
    "ngày 1 ",
    "tháng ",
    "tháng 1 ",
    "tháng 1 và 2 và ",
    "thứ hai ",
    "thứ hai, ",
    "quý I và ",
    "5/3 - ",
    "5/3, ",
    "2026/2027/",
    "8h-",
    "8h ",
    "8 giờ ",
    "1 giờ 1 phút ",
    "3 năm tới ",
    "đầu ",
    "đầu năm ",
    "nửa ",
    "hơn ",
    "ước tính ",
    "trước dịp ",
    "lần lượt 1 và ",
    "5, ",
    "5 và ",
    "lần thứ 5 ",
    "Luật ",
    "Luật Đất 2024 ",
    "Đối thoại Hà lần thứ 4 ",
    "hai khu ",
    "chiếc ",
    "một nhà máy và ",
    "VND ",
    "$",
    "XV ",
    "khóa XV ",
    "0912 ",
    "\n",
    "kiệt-",
    "5 krone ",
    "5 đô la ",
    "5 tỷ ",
    "2 xe, một xe, ",
    "không bao giờ quá 5% ",
    "mùng 3 Tết ",
    "rằm tháng ",
    "mô-",
    "trạm ",
    "bậc 6/7 ",
    "a\u0301",
    "a",
]


class Counted(list[Any]):
    """A list that counts how often a place in it is read."""

    reads = 0

    def __getitem__(self, place: Any) -> Any:
        Counted.reads += len(range(*place.indices(len(self)))) + 1 if isinstance(place, slice) else 1
        return super().__getitem__(place)


def work(text: str) -> int:
    """How many tokens are read, again and again, to find the numbers of a text."""
    tokens = Tokens(text)
    for name in ("raw", "low", "start", "end"):
        setattr(tokens, name, Counted(getattr(tokens, name)))
    Counted.reads = 0
    read(tokens, TODAY)
    return Counted.reads


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_as_the_text_does(unit: str) -> None:
    short, long = work(unit * 500), work(unit * 2000)
    assert long <= 4.2 * short + 500
    assert long <= 400 * (len(Tokens(unit * 2000)) + 1), "too many reads of each token"


def test_a_very_long_figure_is_no_number() -> None:
    assert read(Tokens("1" * 10**6), TODAY) == []
    assert read(Tokens("5," * 10**5), TODAY) == []
