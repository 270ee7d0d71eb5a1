"""Systems on column corpora: any tokens, any labels."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from camket.faults import FaultsError
from camket.tagging import run_tags

TRAIN = "-DOCSTART- O\n\nLan B-PER\n, O\n\nthăm O\nHà B-CITY\nNội I-CITY\n\n-DOCSTART- O\n\nHuế B-CITY\n"
TEST = "-DOCSTART- O\n\nHà B-CITY\nNội I-CITY\n\n-DOCSTART- O\n\nLan B-CITY\nđi O\n"
Rows = Sequence[Sequence[str]]


class Memory:
    """The tag that a token had last."""

    def fit_tags(self, sentences: Rows, tags: Rows) -> None:
        pairs = zip(sentences, tags, strict=True)
        self.known = {w: t for words, row in pairs for w, t in zip(words, row, strict=True)}

    def predict_tags(self, sentences: Rows) -> list[list[str]]:
        return [[self.known.get(word, "O") for word in words] for words in sentences]

    def predict(self, documents: object) -> list[object]:
        raise NotImplementedError


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A corpus to learn from and one to score on."""
    paths = tmp_path / "train.conll", tmp_path / "test.conll"
    for path, text in zip(paths, (TRAIN, TEST), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_a_system_learns_tags_and_is_scored(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Hà Nội is right, Lan is PER where gold has CITY: precision and recall 1/2; documents are kept apart."""
    tagged = run_tags(Memory(), *files, output=tmp_path / "out.conll")  # type: ignore[arg-type]
    counts = tagged.scores.micro("exact")
    assert (counts.correct, counts.gold, counts.predicted) == (1, 2, 2)
    assert (tagged.scores.tokens, tagged.scores.units) == (4, "documents")
    lines = (tmp_path / "out.conll").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("Lan")] == ["Lan\tB-CITY\tB-PER"]


def test_an_i_that_goes_on_with_nothing_is_a_fault_or_repaired(files: tuple[Path, Path]) -> None:
    """As in scoring."""
    files[0].write_text("Hà I-CITY\nNội I-CITY\nLan B-PER\n", encoding="utf-8")
    with pytest.raises(FaultsError, match=r"train.conll:1"):
        run_tags(Memory(), *files)  # type: ignore[arg-type]
    assert run_tags(Memory(), *files, repair=True).scores.micro("exact").correct == 1  # type: ignore[arg-type]


def test_what_cannot_tag_is_refused(files: tuple[Path, Path]) -> None:
    """With what it needs."""

    class Silent:
        def predict(self, documents: object) -> list[object]:
            return []

    with pytest.raises(ValueError, match="Silent learns from no columns: give it fit_tags"):
        run_tags(Silent(), *files)  # type: ignore[arg-type]


def test_a_file_without_tokens_is_refused(files: tuple[Path, Path]) -> None:
    """There is nothing to learn."""
    files[0].write_text("\n\n", encoding="utf-8")
    with pytest.raises(FaultsError, match=r"train.conll: no token; write a token and its tag"):
        run_tags(Memory(), *files)  # type: ignore[arg-type]


def test_too_few_tags_are_refused(files: tuple[Path, Path]) -> None:
    """Not zipped away."""

    class Short(Memory):
        def predict_tags(self, sentences: Rows) -> list[list[str]]:
            return [["O"] for _ in sentences]

    with pytest.raises(RuntimeError, match="must give one tag for each token"):
        run_tags(Short(), *files)  # type: ignore[arg-type]
