"""Figures of one article that contradict each other, each rule with a case that fits and one that does not."""

from collections.abc import Callable

import pytest

from camket.model import Document
from camket.review.figures import contradictions

Make = Callable[..., Document]


def money(value: str, unit: str, words: str) -> str:
    """A sum of money as inline XML."""
    return f'<n type="MONEY" value="{value}" unit="{unit}">{words}</n>'


def share(value: str, mod: str = "") -> str:
    """A percentage as inline XML."""
    return f'<n type="PERCENT" value="{value}"{f" mod={mod!r}" if mod else ""}>{value.replace(".", ",")}%</n>'


def count(value: str, unit: str, words: str) -> str:
    """A quantity as inline XML."""
    return f'<n type="QUANTITY" value="{value}" unit="{unit}">{words}</n>'


def day(value: str, words: str) -> str:
    """A date as inline XML."""
    return f'<n type="DATE" value="{value}">{words}</n>'


YEN = money("1000000000", "JPY", "1 tỷ yên")
DEAR = money("2000000000", "JPY", "2 tỷ yên")
CASES = {
    "conversion": (
        [
            f"Khoản vay {YEN} ({money('168000000000', 'VND', '168 tỷ đồng')}).",
            f"Khoản sau {DEAR}, tức {money('380000000000', 'VND', '380 tỷ đồng')}.",
        ],
        [
            f"Khoản vay {YEN} ({money('168000000000', 'VND', '168 tỷ đồng')}).",
            f"Khoản sau {DEAR}, tức {money('336000000000', 'VND', '336 tỷ đồng')}.",
        ],
    ),
    "growth": (
        [f"Giá từ {money('40', 'USD', '40')} lên {money('50', 'USD', '50 USD')}, tăng {share('20')}."],
        [f"Giá từ {money('40', 'USD', '40')} lên {money('50', 'USD', '50 USD')}, tăng {share('25')}."],
    ),
    "share": (
        [f"Xã giao {count('812', 'ha', '812')} trên {count('1160', 'ha', '1.160 ha')}, tức {share('75')}."],
        [f"Xã giao {count('812', 'ha', '812')} trên {count('1160', 'ha', '1.160 ha')}, tức {share('70')}."],
    ),
    "sum": (
        [f"Vốn {money('60', 'USD', '60 USD')}: {money('20', 'USD', '20 USD')} và {money('30', 'USD', '30 USD')}."],
        [f"Vốn {money('60', 'USD', '60 USD')}: {money('20', 'USD', '20 USD')} và {money('40', 'USD', '40 USD')}."],
    ),
    "weekday": (
        [f"Họp {day('2026-03-12', 'thứ sáu 12/3')}.", f"Họp {day('2026-03-13', 'thứ sáu')}."],
        [f"Họp {day('2026-03-12', 'thứ năm 12/3')}.", f"Họp {day('2026-03-13', 'thứ sáu')}."],
    ),
    "age": (
        [
            f'<e type="PER">Mạc Thị Dung</e> ({count("40", "tuổi", "40 tuổi")}) kể.',
            f'Chị <e type="PER">Mạc Thị Dung</e>, {count("41", "tuổi", "41 tuổi")}, về.',
        ],
        [
            f'<e type="PER">Mạc Thị Dung</e> ({count("40", "tuổi", "40 tuổi")}) kể.',
            f'Chị <e type="PER">Lò Thị Dung</e>, {count("41", "tuổi", "41 tuổi")}, về.',
        ],
    ),
}


@pytest.mark.parametrize("check", CASES)
def test_a_contradiction_is_found(check: str, make: Make) -> None:
    """Once, by the rule made for it."""
    wrong, right = CASES[check]
    assert [finding.check for finding in contradictions([make("composed-901", *wrong)])] == [check]
    assert contradictions([make("composed-902", *right)]) == []


def test_a_weekday_before_its_date_is_checked_too(make: Make) -> None:
    """In two spans that touch but for a comma or a bracket."""
    weekday = day("2026-03-13", "Thứ sáu")
    assert contradictions([make("composed-901", f"{weekday} ({day('2026-03-12', '12/3')}) họp.")])
    assert not contradictions([make("composed-902", f"{weekday} ({day('2026-03-13', '13/3')}) họp.")])


def test_a_share_that_falls_is_no_growth_of_itself(make: Make) -> None:
    """From 9 to 4 % is told by the figures themselves."""
    assert contradictions([make("composed-901", f"Hao hụt giảm từ {share('9')} xuống {share('4')}.")]) == []


def test_rounded_figures_are_no_contradiction(make: Make) -> None:
    """A modifier allows more."""
    text = f"Xã giao {count('81', 'ha', '81')} trên {count('116', 'ha', '116 ha')}, tức gần {share('72', 'max')}."
    assert contradictions([make("composed-901", text)]) == []
