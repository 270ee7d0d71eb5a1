"""Tags from left to right by a linear classifier."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.model import Document
from camket.systems import bare, load_system

CITIES = ("Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ")
ROWS = [["Ông", "Mai", "Anh", "thăm", "Huế"], ["Bà", "Mai", "Hoa", "thăm", "Nga"], ["Trời", "mưa"]]
TAGS = [["O", "B-X", "I-X", "O", "B-Y"], ["O", "B-X", "I-X", "O", "B-Y"], ["O", "O"]]


@pytest.fixture
def linear(root: Path) -> Any:
    """A tagger that has learnt nothing yet."""
    return load_system(f"{root / 'baselines' / 'linear.py'}:Linear")


@pytest.fixture
def train(make: Callable[..., Document]) -> list[Document]:
    """Sentences of one pattern, with spans of all layers."""
    return [
        make(
            f"a{i}",
            f'<e type="ORG" id="e1">Sở Y tế <e type="GPE">{city}</e></e> '
            '<c type="PLEDGE" specificity="specific" actor="e1" amount="n1">sẽ góp '
            f'<n type="MONEY" value="{i}000000" unit="VND" id="n1">{i} triệu đồng</n></c>.',
            "Trời mưa to.",
        )
        for i, city in enumerate(CITIES, 2)
    ]


def test_spans_of_every_layer_are_found_in_a_sentence_like_those_of_train(
    linear: Any, train: list[Document], make: Callable[..., Document]
) -> None:
    """Entities in entities too; a number has the value of its words, not one of train."""
    (predicted,) = linear.fit(train).predict([bare(make("b", "Trời mưa to.", "Sở Y tế Huế sẽ góp 7 triệu đồng."))])
    assert {(predicted.surface(e), e.label) for e in predicted.entities} == {("Sở Y tế Huế", "ORG"), ("Huế", "GPE")}
    assert [(predicted.surface(n), n.value, n.unit) for n in predicted.numbers] == [("7 triệu đồng", "7000000", "VND")]
    assert [(predicted.surface(c), c.label) for c in predicted.commitments] == [("sẽ góp 7 triệu đồng", "PLEDGE")]


def test_documents_are_predicted_alike_alone_and_together(linear: Any, train: list[Document]) -> None:
    """In their order, one without sentences among them."""
    given = [*map(bare, train), Document("empty", text="")]
    together = linear.fit(train).predict(given)
    assert together == [linear.predict([document])[0] for document in given]
    assert [document.id for document in together] == [document.id for document in given]


def test_the_tag_before_is_seen(linear: Any) -> None:
    """The same word with the same neighbours is tagged by what the sentence began with, three words on and more."""
    same = ["và"] * 6
    rows = [["Đây", *same], ["Kia", *same]] * 5
    tags = [["B-X", *["I-X"] * 6], ["O"] * 7] * 5
    assert linear.fit_tags(rows, tags).predict_tags(rows[:2]) == tags[:2]


def test_tags_of_any_corpus_are_learnt(linear: Any) -> None:
    """One for each token, with labels of its own."""
    linear.fit_tags(ROWS, TAGS)
    assert linear.predict_tags([["Trời", "mưa"], ["Ông", "Mai", "Lan", "thăm", "Huế"], []]) == [
        ["O", "O"],
        ["O", "B-X", "I-X", "O", "B-Y"],
        [],
    ]


def test_what_was_learnt_is_restored(linear: Any, root: Path, train: list[Document], tmp_path: Path) -> None:
    """In a new object, with the same predictions; learnt anew, they are the same again."""
    predicted = linear.fit(train).predict(list(map(bare, train)))
    linear.save(tmp_path)
    other: Any = load_system(f"{root / 'baselines' / 'linear.py'}:Linear")
    other.restore(tmp_path)
    assert other.predict(list(map(bare, train))) == predicted
    assert other.fit(train).predict(list(map(bare, train))) == predicted


def test_nothing_cannot_be_learnt_from(linear: Any) -> None:
    """No documents, no sentences."""
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        linear.fit([])
    with pytest.raises(ValueError, match="no sentences to learn from: give at least one"):
        linear.fit_tags([], [])
