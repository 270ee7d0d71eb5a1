"""Conditional random fields: spans of every layer, tags of any corpus, models kept in a folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.model import Document
from camket.systems import bare, load_system

CITIES = ("Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ")
ROWS = [["Ông", "Mai", "Anh", "thăm", "Huế"], ["Bà", "Mai", "Hoa", "thăm", "Nga"], ["Trời", "mưa"]] * 2
TAGS = [["O", "B-X", "I-X", "O", "B-Y"], ["O", "B-X", "I-X", "O", "B-Y"], ["O", "O"]] * 2
Make = Callable[..., Document]


@pytest.fixture
def new(root: Path) -> Callable[[], Any]:
    """Makes systems that have learnt nothing yet."""
    return lambda: load_system(f"{root / 'baselines' / 'crf.py'}:Crf")


@pytest.fixture
def train(make: Make) -> list[Document]:
    """Articles of one pattern, with spans of all layers."""
    return [
        make(
            f"a{i}",
            f'<e type="ROLE">Giám đốc <e type="ORG" id="e1">Sở Y tế <e type="GPE">{city}</e></e></e> '
            '<c type="PLEDGE" specificity="specific" actor="e1" amount="n1">sẽ góp '
            f'<n type="MONEY" value="{i}000000" unit="VND" id="n1">{i} triệu đồng</n></c>.',
            "Trời mưa to.",
        )
        for i, city in enumerate(CITIES, 2)
    ]


def test_spans_of_every_layer_are_found_in_a_sentence_like_those_of_train(
    new: Callable[[], Any], train: list[Document], make: Make
) -> None:
    """In a city that train does not know; three entities in one another; a number has the value of its own words."""
    text = "Giám đốc Sở Y tế Hải Phòng sẽ góp 7 triệu đồng."
    (predicted,) = new().fit(train).predict([bare(make("b", "Trời mưa to.", text))])
    assert {(predicted.surface(e), e.label) for e in predicted.entities} == {
        ("Giám đốc Sở Y tế Hải Phòng", "ROLE"),
        ("Sở Y tế Hải Phòng", "ORG"),
        ("Hải Phòng", "GPE"),
    }
    assert [(predicted.surface(n), n.value, n.unit) for n in predicted.numbers] == [("7 triệu đồng", "7000000", "VND")]
    assert [(predicted.surface(c), c.label) for c in predicted.commitments] == [("sẽ góp 7 triệu đồng", "PLEDGE")]


def test_a_name_is_judged_by_its_company_elsewhere_in_the_article(new: Callable[[], Any], make: Make) -> None:
    """After "ông" in one sentence, it is a person in another that tells nothing."""
    names = ("Lương Kha", "Vũ Sen", "Tạ Lam", "Đỗ Mận", "Bùi Trạc")
    places = ("Nậm Khe", "Tả Van", "Bản Hồ", "Lùng Cúng", "Nà Pồ")
    plain = 'Chiều nay <e type="{}">{}</e> được nhắc tới.'
    train = [
        make(
            f"a{i}",
            plain.format("PER", name),
            f'Có ông <e type="PER">{name}</e>.',
            plain.format("GPE", place),
            f'Có tỉnh <e type="GPE">{place}</e>.',
        )
        for i, (name, place) in enumerate(zip(names, places, strict=True))
    ]
    cues = {"b1": "ông", "b2": "tỉnh"}
    given = [make(name, "Chiều nay Chế Ngọ được nhắc tới.", f"Có {cue} Chế Ngọ.") for name, cue in cues.items()]
    predicted = new().fit(train).predict(list(map(bare, given)))
    assert [[e.label for e in document.entities] for document in predicted] == [["PER", "PER"], ["GPE", "GPE"]]


def test_documents_are_predicted_alike_alone_and_together(new: Callable[[], Any], train: list[Document]) -> None:
    """In their order, one without sentences among them."""
    given = [*map(bare, train), Document("empty", text="")]
    system = new().fit(train)
    assert system.predict(given) == [system.predict([document])[0] for document in given]


def test_learning_is_the_same_each_time_and_survives_being_saved(
    new: Callable[[], Any], train: list[Document], tmp_path: Path
) -> None:
    """The same predictions, from files none of which is code."""
    given = list(map(bare, train))
    once, restored = new().fit(train), new()
    folder = tmp_path / "model"
    folder.mkdir()
    once.save(folder)
    restored.restore(folder)
    assert once.predict(given) == new().fit(train).predict(given) == restored.predict(given)
    assert {path.suffix for path in folder.iterdir()} == {".crfsuite", ".json", ".npz"}


def test_a_damaged_model_is_refused(new: Callable[[], Any], train: list[Document], tmp_path: Path) -> None:
    """With a sentence instead of the end of the process."""
    new().fit(train).save(tmp_path)
    path = tmp_path / "entities.crfsuite"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ValueError, match=r"entities\.crfsuite is not the model that was saved"):
        new().restore(tmp_path)


def test_a_layer_that_train_lacks_is_predicted_empty(new: Callable[[], Any], make: Make) -> None:
    """Here everything but entities, which hold nothing."""
    train = [make(f"a{i}", f'<e type="GPE">{city}</e> mưa.') for i, city in enumerate(CITIES)]
    (predicted,) = new().fit(train).predict([bare(make("b", "Huế mưa ba ngày."))])
    assert [e.label for e in predicted.entities] == ["GPE"]
    assert predicted.numbers == predicted.commitments == ()


def test_tokens_of_any_corpus_are_tagged(new: Callable[[], Any]) -> None:
    """With labels of their own and no document around, a sentence without tokens among them."""
    system = new().fit_tags(ROWS, TAGS)
    assert system.predict_tags([["Ông", "Mai", "Hoa", "thăm", "Nga"], [], ["Trời"]]) == [TAGS[0], [], ["O"]]


def test_a_tag_that_goes_on_with_no_span_begins_one(new: Callable[[], Any]) -> None:
    """Tags are legal IOB2 whatever the model finds best, here as it learnt spans without B."""
    system = new().fit_tags([["Mai", "Anh", "cười"]] * 2, [["I-X", "I-X", "O"]] * 2)
    assert system.predict_tags([["Mai", "Anh", "cười"]]) == [["B-X", "I-X", "O"]]


def test_nothing_to_learn_from_is_refused(new: Callable[[], Any]) -> None:
    """With a sentence instead of the end of the process."""
    with pytest.raises(ValueError, match="no documents to learn from"):
        new().fit([])
    with pytest.raises(ValueError, match="no tokens to learn from"):
        new().fit_tags([[]], [[]])


def test_the_penalties_are_the_best_that_were_measured(new: Callable[[], Any], root: Path) -> None:
    """Of benchmarks/penalties.py, whose results are committed."""
    measured = json.loads((root / "benchmarks" / "results" / "penalties.json").read_text(encoding="utf-8"))
    used = {layer: {name: model.settings[name] for name in ("c1", "c2")} for layer, model in new().spans.models.items()}
    assert used == measured["best"]
