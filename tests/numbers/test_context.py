"""Units shared in a list, and modifiers."""

import pytest

from camket.numbers import find


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Surface, value, unit and modifier of every number."""
    return [(text[n.start : n.end], n.value, n.unit, n.modifier) for n in find(text, "2026-03-12")]


def test_a_bare_figure_takes_unit_and_scale_of_its_list() -> None:
    assert read("Đã giao 88,7 trên 96,4 ha.") == [("88,7", "88.7", "ha", ""), ("96,4 ha", "96.4", "ha", "")]
    assert read("Vốn tăng từ 5 tỷ đồng lên 7 tỷ.") == [
        ("5 tỷ đồng", "5000000000", "VND", ""),
        ("7 tỷ", "7000000000", "VND", ""),
    ]
    assert [value for _, value, _, _ in read("Lần lượt 1.200, 1.500 và 2.000 tỷ đồng.")] == [
        "1200000000000",
        "1500000000000",
        "2000000000000",
    ]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Doanh thu ước đạt 5 tỷ đồng.", "approx"),
        ("Theo ước tính, thiệt hại lên tới 5 tỷ đồng.", "approx"),
        ("Đội tàu cần duy trì ít nhất đến năm 2030.", "min"),
        ("Hồ sơ nộp muộn nhất sáu tháng sau khi ký.", "max"),
        ("Nhận hàng trước Tết Bính Ngọ.", "max"),
        ("Tàu chạy với tốc độ 60 km.", ""),
        ("Giá cao hơn 5%.", ""),
        ("Lệnh cấm áp dụng trên ba tuyến phố.", ""),
        ("Thu vượt 15% so với dự toán.", ""),
        ("Kho chứa 900 tấn trở lên.", "min"),
    ],
)
def test_modifiers(text: str, modifier: str) -> None:
    assert [each[3] for each in read(text)] == [modifier]
