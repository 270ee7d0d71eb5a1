"""Sentence labels from n-grams."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.model import Document
from camket.systems import bare, load_system

TEXTS = [
    *(f"Bộ Công thương cam kết hỗ trợ {name}." for name in ("nông dân", "doanh nghiệp", "ngư dân")),
    *(f"Đại sứ đề nghị {name} sớm trả lời." for name in ("hai tỉnh", "các bên", "nhà thầu")),
    *(f"Đại sứ đề nghị {name} trả lời và cam kết hỗ trợ." for name in ("hai tỉnh", "các bên")),
    *(f"Trời {name} trong nhiều ngày." for name in ("mưa", "nắng", "gió")),
]
LABELS = [*[("PLEDGE",)] * 3, *[("REQUEST",)] * 3, *[("PLEDGE", "REQUEST")] * 2, *[()] * 3]


pytestmark = pytest.mark.filterwarnings("ignore:Label not")  # some of the six labels stand in no sentence here


@pytest.fixture
def tfidf(root: Path) -> Any:
    """A classifier that has learnt nothing yet."""
    return load_system(f"{root / 'baselines' / 'tfidf.py'}:Tfidf")


def test_a_sentence_gets_the_labels_of_sentences_with_its_words(tfidf: Any) -> None:
    """One, several or none."""
    tfidf.fit_sentences(TEXTS, LABELS)
    assert tfidf.labels(
        [
            "Tỉnh cam kết hỗ trợ công nhân.",
            "Thứ trưởng đề nghị nhà máy sớm trả lời.",
            "Đại sứ đề nghị tỉnh trả lời và cam kết hỗ trợ.",
            "Trời lạnh trong nhiều ngày.",
        ]
    ) == [["PLEDGE"], ["REQUEST"], ["PLEDGE", "REQUEST"], []]


def test_labels_of_documents_are_learnt_and_given_as_whole_sentences(tfidf: Any, make: Callable[..., Document]) -> None:
    """So that only the metric of sentences counts them."""
    pledge = '<party id="{0}">Bộ</party> <c type="PLEDGE" specificity="vague" actor="{0}">cam kết hỗ trợ</c>.'
    train = make("a", pledge.format("p1"), pledge.format("p2"), "Trời mưa to.", "Trời nắng to.")
    tfidf.fit([train])
    (predicted,) = tfidf.predict([bare(make("b", "Trời gió to.", "Xã cam kết hỗ trợ."))])
    assert predicted.sentence_labels() == [(), ("PLEDGE",)]
    assert [predicted.surface(c) for c in predicted.commitments] == ["Xã cam kết hỗ trợ."]
    assert tfidf.layers == ("sentences",)


def test_a_document_without_sentences_has_no_labels(tfidf: Any) -> None:
    tfidf.fit_sentences(TEXTS, LABELS)
    assert tfidf.predict([Document("empty", text="")]) == [Document("empty", text="")]


def test_what_was_learnt_is_restored(tfidf: Any, root: Path, tmp_path: Path) -> None:
    """In a new object, with the same probabilities."""
    tfidf.fit_sentences(TEXTS, LABELS).save(tmp_path)
    other: Any = load_system(f"{root / 'baselines' / 'tfidf.py'}:Tfidf")
    other.restore(tmp_path)
    assert other.labels(TEXTS) == tfidf.labels(TEXTS) == [list(labels) for labels in LABELS]
    assert (other.model.predict_proba(TEXTS) == tfidf.model.predict_proba(TEXTS)).all()


def test_learning_twice_gives_the_same(tfidf: Any, root: Path) -> None:
    other: Any = load_system(f"{root / 'baselines' / 'tfidf.py'}:Tfidf")
    tfidf.fit_sentences(TEXTS[::-1], LABELS[::-1]).fit_sentences(TEXTS, LABELS)
    other.fit_sentences(TEXTS, LABELS)
    assert (other.model.predict_proba(TEXTS) == tfidf.model.predict_proba(TEXTS)).all()


def test_nothing_cannot_be_learnt_from(tfidf: Any, make: Callable[..., Document]) -> None:
    """No documents, or none with a label."""
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        tfidf.fit([])
    with pytest.raises(ValueError, match="no sentence with a label to learn from"):
        tfidf.fit([make("a", "Trời mưa.")])
