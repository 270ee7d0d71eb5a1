"""CommitmentFinder: finds what it has seen the like of, in whole words, the same on every run and after saving."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import camket
from camket.model import COMMITMENT_LABELS, Document
from camket.systems import bare
from commitments import CommitmentFinder
from cues import Words

Make = Callable[..., Document]
PLAIN = (
    "Hai bên nhất trí mở rộng hợp tác cảng biển.",
    "Bộ trưởng đề nghị phía Hà Lan tiếp tục hỗ trợ đào tạo.",
    "Ngân hàng cam kết cung cấp 500 triệu euro.",
    "Kim ngạch hai chiều đạt 12 tỷ USD.",
)


@cache
def train() -> list[Document]:
    """The articles of train, read once."""
    return list(camket.load("train"))


@pytest.fixture(scope="module")
def finder() -> CommitmentFinder:
    """A finder that learnt from thirty articles."""
    return CommitmentFinder().fit(train()[:30])


def test_plain_sentences_get_their_commitments(finder: CommitmentFinder, make: Make) -> None:
    """One in each of three sentences, none in a statement of fact; the actor stays outside, so does the full stop."""
    [found] = finder.predict([bare(make("composed-902", *PLAIN))])
    assert [(c.label, found.surface(c)) for c in found.commitments] == [
        ("AGREEMENT", "nhất trí mở rộng hợp tác cảng biển"),
        ("REQUEST", "đề nghị phía Hà Lan tiếp tục hỗ trợ đào tạo"),
        ("PLEDGE", "cam kết cung cấp 500 triệu euro"),
    ]


def test_spans_are_sound_on_articles_it_has_not_seen(finder: CommitmentFinder) -> None:
    """Each lies in one sentence, in order, apart from the next, without blanks or marks at its edges."""
    for document in finder.predict([bare(document) for document in train()[60:70]]):
        assert document.commitments
        ends = [0]
        for commitment in document.commitments:
            assert commitment.label in COMMITMENT_LABELS
            assert commitment.start >= ends[-1]
            assert document.sentence_at(commitment.start) == document.sentence_at(commitment.end - 1)
            assert document.surface(commitment) == document.surface(commitment).strip(" ,;.…")
            ends.append(commitment.end)


def test_a_higher_threshold_finds_fewer(finder: CommitmentFinder) -> None:
    """The threshold trades recall for precision."""
    documents = [bare(document) for document in train()[60:65]]
    strict = CommitmentFinder(threshold=0.8)
    strict.types, strict.ends, strict.openers = finder.types, finder.ends, finder.openers
    few, many = (sum(len(d.commitments) for d in one.predict(documents)) for one in (strict, finder))
    assert 0 < few < many


def test_what_was_learnt_can_be_saved_and_restored(finder: CommitmentFinder, tmp_path: Path) -> None:
    """A restored finder predicts the same; the folder holds JSON and weights, nothing that runs code."""
    finder.save(tmp_path / "model")
    documents = [bare(document) for document in train()[60:65]]
    assert CommitmentFinder().restore(tmp_path / "model").predict(documents) == finder.predict(documents)
    assert {path.suffix for path in (tmp_path / "model").iterdir()} == {".json", ".npz"}


def test_no_documents_to_learn_from() -> None:
    """Says so."""
    with pytest.raises(ValueError, match="no documents to learn from"):
        CommitmentFinder().fit([])


def test_documents_without_sentences_or_cues(finder: CommitmentFinder, make: Make) -> None:
    """Nothing to find is no fault."""
    empty = Document("empty", text="")
    dull = bare(make("composed-903", "Hà Nội, 12/3."))
    assert finder.predict([empty, dull]) == [empty, dull]
    assert finder.predict([]) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hai bên đã nhất trí", ["JOINT", "_", "PAST", "AGREE", "_"]),
        ("UAE là Các tiểu vương quốc Ả Rập Thống nhất", ["A", "a", "A", "a", "a", "a", "A", "A", "A", "a"]),
        ("“Đồng ý”, 5 người", ["“", "PROMISE", "_", "”", ",", "0", "a"]),
    ],
)
def test_cues_are_the_longest_phrases_outside_names(text: str, kinds: list[str]) -> None:
    """A capital inside a sentence makes a word part of a name, but not at the beginning of a quotation."""
    assert Words(text).kinds == kinds
