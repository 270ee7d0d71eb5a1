"""What a system learnt is kept in a folder and comes back only for the same system, labels, version and code."""

import json
from pathlib import Path
from typing import Any

import pytest

from camket import kept
from camket.systems import load_system

SYSTEM = """
import json
from beside import SUFFIX

class Memory:
    "Remembers how many articles it saw."
    def __init__(self, start="0"):
        self.seen = int(start)
    def fit(self, train):
        self.seen += len(train)
    def predict(self, documents):
        return list(documents)
    def save(self, folder):
        (folder / f"seen{SUFFIX}").write_text(json.dumps(self.seen))
    def restore(self, folder):
        self.seen = json.loads((folder / f"seen{SUFFIX}").read_text())

class Other(Memory):
    pass
"""


@pytest.fixture
def target(tmp_path: Path) -> str:
    """A system of two files."""
    (tmp_path / "mine.py").write_text(SYSTEM, encoding="utf-8")
    (tmp_path / "beside.py").write_text("SUFFIX = '.json'\n", encoding="utf-8")
    (tmp_path / "unrelated.py").write_text("x = 1\n", encoding="utf-8")
    return f"{tmp_path / 'mine.py'}:Memory"


@pytest.fixture
def folder(target: str, tmp_path: Path) -> Path:
    """A model of it."""
    system: Any = load_system(target, {"start": "5"})
    system.fit([1, 2])
    kept.write_model(system, target, tmp_path / "model", {"start": "5"})
    return tmp_path / "model"


def test_a_model_is_the_system_again(target: str, folder: Path) -> None:
    """Made with the options of its making."""
    system: Any = kept.read_model(target, folder)
    assert system.seen == 7
    assert kept.size_of(folder) == len("7")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("camket", "0.0.1", "is of camket '0.0.1', not"),
        ("system", "theirs.py:Memory", "is of system 'theirs.py:Memory', not 'mine.py:Memory'"),
        ("labels", {"entities": ["PER"]}, "has another label set of entities than this version of camket"),
        ("labels", None, "has another label set of entities"),
        ("code", "123", "or what it uses of camket, has changed since the model was fitted"),
        ("options", [], "is damaged"),
    ],
)
def test_a_model_of_anything_else_is_refused(target: str, folder: Path, key: str, value: object, said: str) -> None:
    """And the message says what to do."""
    path = folder / kept.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {key: value}), encoding="utf-8")
    with pytest.raises(kept.ModelError, match=said) as caught:
        kept.read_model(target, folder)
    assert "anew" in str(caught.value)


def test_a_changed_file_of_the_system_is_another_code(target: str, folder: Path, tmp_path: Path) -> None:
    """Its own, or one beside it that it imports; not one that it does not."""
    (tmp_path / "unrelated.py").write_text("x = 2\n", encoding="utf-8")
    assert kept.read_model(target, folder)
    (tmp_path / "beside.py").write_text("SUFFIX = '.txt'\n", encoding="utf-8")
    with pytest.raises(kept.ModelError, match="has changed since"):
        kept.read_model(target, folder)


def test_a_folder_without_a_model_and_a_damaged_one_are_refused(target: str, folder: Path, tmp_path: Path) -> None:
    """With what is wrong."""
    with pytest.raises(kept.ModelError, match="holds no model"):
        kept.read_model(target, tmp_path)
    (folder / "seen.json").write_text("{", encoding="utf-8")
    with pytest.raises(kept.ModelError, match=r"is damaged .JSONDecodeError"):
        kept.read_model(target, folder)
    (folder / kept.MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(kept.ModelError, match="is damaged"):
        kept.read_model(target, folder)


def test_a_model_half_written_is_none(target: str, tmp_path: Path) -> None:
    """The manifest comes last, and the old one goes first."""

    class Broken:
        def predict(self, documents: Any) -> Any:
            return documents

        def save(self, folder: Path) -> None:
            raise OSError("disk full")

        def restore(self, folder: Path) -> None:
            raise NotImplementedError

    folder = tmp_path / "model"
    kept.write_model(load_system(target), target, folder)  # type: ignore[arg-type]
    with pytest.raises(OSError, match="disk full"):
        kept.write_model(Broken(), target, folder)
    assert not (folder / kept.MANIFEST).exists()
