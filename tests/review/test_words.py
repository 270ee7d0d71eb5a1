"""Names of living people, tone marks, and words annotated in one place and not in another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from camket.model import Document
from camket.review.names import living_people, read_names
from camket.review.spelling import tone_marks
from camket.review.surfaces import unannotated

Make = Callable[..., Document]


def test_no_invented_person_bears_a_listed_name_or_that_of_a_retold_one(make: Make) -> None:
    """Whether annotated or not; a retold article tells of real people and may name them."""
    retold = make("retold-x-a", 'Ông <e type="PER">Ôn Văn Thật</e> phát biểu.', split="retold")
    invented = make("composed-901", "Bà LÊ THỊ THẬT và ông Ôn Văn Thật gặp nhau.", "Ông Lê Thị Thậtx đến.")
    found = living_people([retold, invented], {"Lê Thị Thật"})
    assert [(f.article, f.sentence, f.what) for f in found] == [
        ("composed-901", 1, "LÊ THỊ THẬT"),
        ("composed-901", 1, "Ôn Văn Thật"),
    ]
    assert living_people([invented], set()) == []


def test_the_list_of_names_has_one_a_line_and_remarks(tmp_path: Path) -> None:
    """Lines that begin with # are no names."""
    path = tmp_path / "names.txt"
    path.write_text("# ministers\nLê Thị Thật\n\n", encoding="utf-8")
    assert read_names(path) == {"Lê Thị Thật"}
    assert read_names(tmp_path / "none.txt") == set()


@pytest.mark.parametrize(("wrong", "right"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("Thuỷ", "Thủy"), ("HOÀ", "HÒA")])
def test_a_tone_mark_on_the_second_vowel_is_found_with_what_is_right(wrong: str, right: str, make: Make) -> None:
    """One style in the whole corpus."""
    assert [(f.what, f.advice.lower()) for f in tone_marks([make("composed-901", f"Sở {wrong} họp.")])] == [
        (wrong, f"write {right.lower()}")
    ]


@pytest.mark.parametrize("fine", ["hòa", "quý", "quỹ", "hoàn", "thuyền", "toàn", "khỏe", "loài", "xoáy"])
def test_tone_marks_that_can_stand_nowhere_else_are_fine(fine: str, make: Make) -> None:
    """After q, and where a final follows, the mark stands on the second vowel in every style."""
    assert tone_marks([make("composed-901", f"Sở {fine} họp.")]) == []


def test_words_that_are_an_entity_elsewhere_are_listed_where_they_are_none(make: Make) -> None:
    """Only whole syllables, and in the case in which they are annotated."""
    documents = [
        make("composed-901", 'Hai bên hợp tác về <e type="SECTOR">điện</e>.'),
        make("composed-902", "Giá điện tăng.", "Điện thoại reo, bưu điện mở."),
    ]
    assert [(f.article, f.sentence, f.what) for f in unannotated(documents)] == [
        ("composed-902", 1, "điện"),
        ("composed-902", 2, "điện"),
    ]


def test_inside_a_longer_entity_only_labels_that_nest_are_missed(make: Make) -> None:
    """A country inside a title is annotated too; a field inside a name is not, nor a name inside one of its label."""
    documents = [
        make("composed-901", '<e type="GPE">Hàn Quốc</e> và <e type="GPE">Hàn</e> giúp <e type="SECTOR">dệt</e>.'),
        make("composed-902", '<e type="ROLE">Đại sứ Hàn Quốc</e> thăm <e type="ORG">Viện dệt</e>.'),
        make("composed-903", '<e type="ROLE">Đại sứ <e type="GPE">Hàn Quốc</e></e> về.'),
    ]
    assert [(f.article, f.what) for f in unannotated(documents)] == [("composed-902", "Hàn Quốc")]
