"""What is no number."""

import pytest

from camket.numbers import find, skips
from camket.numbers.tokens import Tokens


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 18/2026/NĐ-CP có hiệu lực.",
        "Đường dây nóng: 0912 345 678.",
        "Gọi 1900 1234.",
        "Cơ chế 2+2 và tổng đài 24/7.",
        "Đội nhà thắng 3-1.",
        "Luật Đất đai 2024 và Công ước Luật biển 1982 được nêu.",
        "Họp tại phòng 302, tầng 5.",
        "Ông kể chuyện ba lô và ba cọc ba đồng.",
        "1/2/3/4 và 12.34.567 là gì?",
        "Theo Đối thoại biển Việt Nam - Australia lần thứ 4.",
        "Gói thầu 5.10 và mục 2.3.",
        "Họ xếp thứ tự theo vần; ông Ba, bà Tư cùng đi.",
    ],
)
def test_no_number(text: str) -> None:
    assert find(text, "2026-03-12") == []


def test_a_name_at_the_start_of_a_sentence_needs_another_capital() -> None:
    tokens = Tokens("Khóa họp lần thứ 5 diễn ra")
    assert not skips.ends_name(tokens, 3)
    tokens = Tokens("Hội nghị Đông Á lần thứ 5 diễn ra")
    assert skips.ends_name(tokens, 5)
