"""How far the counted noun goes."""

import pytest

from camket.numbers.nouns import CLASSIFIERS, NOUNS, noun
from camket.numbers.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "unit", "known"),
    [
        ("doanh nghiệp Nhật Bản", "doanh nghiệp", True),
        ("cuộc hội đàm cấp cao", "cuộc hội đàm", True),
        ("chiếc đèn lồng giấy", "chiếc đèn lồng", True),
        ("vòng thương thảo căng thẳng", "vòng thương thảo", True),
        ("héc-ta xoài", "héc-ta", True),
        ("tấn gạo", "tấn", True),
        ("m2 sàn", "m2", True),
        ("thẩm định viên độc lập", "thẩm định viên", False),
        ("xoong nồi inox", "xoong nồi", False),
        ("trường hợp tác với nhau", "trường", True),
        ("ngân hàng thương mại gồm", "ngân hàng thương mại", True),
        ("điểm quét ở Seoul", "điểm quét", True),
        ("điểm phủ sóng kín", "điểm", True),
        ("trạm dọc bờ biển", "trạm", True),
        ("trạm cân mới", "trạm cân", True),
        ("chỗ ở xã Trà Leng", "chỗ", True),
        ("chỗ ở mới", "chỗ ở", True),
        ("điểm đến 20 điểm", "điểm", True),
        ("mô-đun phải hủy", "mô-đun", True),
        ("mũi cách nhau", "mũi", True),
        ("gốc quế ở Trà My", "gốc quế", True),
        ("cây vàng", "cây", True),
        ("hoàn thành sớm", "", False),
        ("và Hà Nội", "", False),
        ("TỈNH THÀNH PHÍA NAM", "TỈNH THÀNH", True),
    ],
)
def test_the_noun_after_a_numeral(text: str, unit: str, known: bool) -> None:
    tokens = Tokens("5 " + text)
    end, listed = noun(tokens, 1)
    assert (tokens.surface(1, end), listed) == (unit, known)


def test_the_lists_are_there() -> None:
    assert len(NOUNS) > 1500
    assert "chiếc" in CLASSIFIERS
