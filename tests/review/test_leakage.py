"""Nothing stands in two articles but names and set phrases."""

from collections.abc import Callable

from camket.model import Document
from camket.review.leakage import near_duplicates, shared_names, shared_runs

Make = Callable[..., Document]

TWELVE = "gạo thơm mùa này được mua tại ruộng với giá cao hẳn"


def test_a_run_of_twelve_syllables_in_two_articles_is_found_once_and_whole(make: Make) -> None:
    """However the sentences around it differ, in capitals too."""
    one = make("composed-901", f"Bà con cho biết {TWELVE} từ hôm ấy.")
    other = make("composed-902", f"{TWELVE.capitalize()} so với vụ trước.")
    found = shared_runs([one, other])
    assert [(f.article, f.sentence, f.what.lower()) for f in found] == [("composed-901", 1, TWELVE)]
    assert "12 syllables stand in composed-902" in found[0].problem


def test_eleven_syllables_may_be_shared(make: Make) -> None:
    """The bound of the design is twelve."""
    eleven = TWELVE.rpartition(" ")[0]
    one, other = make("composed-901", f"Nay {eleven} rồi."), make("composed-902", f"Họ nói {eleven} đấy.")
    assert shared_runs([one, other]) == []


def test_a_name_counts_as_one_syllable(make: Make) -> None:
    """Names of institutions may stand in many articles."""
    name = '<e type="ORG">Viện Khoa học và Công nghệ Khai thác Khoáng sản vùng cao</e>'
    one = make("composed-901", f"Sáng nay đoàn làm việc với {name}.")
    other = make("composed-902", f"Hôm nay đoàn làm việc với {name}.")
    assert shared_runs([one, other]) == []


def test_nearly_the_same_sentence_in_two_articles_is_found(make: Make) -> None:
    """One word changed; within one article it may stand."""
    one = "Tỉnh sẽ bàn giao toàn bộ mặt bằng cho nhà thầu trước mùa mưa năm nay."
    other = one.replace("năm nay", "tới")
    assert [f.what for f in near_duplicates([make("composed-901", one), make("composed-902", other)])] == [one]
    assert near_duplicates([make("composed-903", one, other)]) == []
    assert (
        near_duplicates([make("composed-904", one), make("composed-905", "Bà con mừng vì trời đã mưa trở lại.")]) == []
    )


def test_an_invented_name_in_two_splits_is_found(make: Make) -> None:
    """People, organisations, projects; not places, and not within one split."""
    sentence = '<e type="PER">Mạc Thị Dung</e> ở <e type="GPE">Hà Nội</e>.'
    documents = [
        make("composed-901", sentence),
        make("composed-902", sentence),
        make("composed-903", sentence, split="test"),
    ]
    assert [(f.article, f.what) for f in shared_names(documents)] == [("composed-903", "Mạc Thị Dung")]
