"""A system is any class with predict(documents): it never sees gold, and its predictions are checked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camket.corpus.load import load
from camket.model import Commitment, Document, Entity
from camket.systems import Trainable, bare, given, link, load_system, missing, predict

TRAINABLE = """
class Memory:
    def fit(self, train):
        self.known = {document.text[e.start:e.end]: e.label for document in train for e in document.entities}
    def predict(self, documents):
        return list(documents)
"""


@pytest.fixture
def gold(small_root: Path) -> Document:
    """The small article with its text."""
    return load("train", small_root)[0]


def _system(folder: Path, code: str, name: str = "mine.py") -> Path:
    path = folder / name
    path.write_text(code, encoding="utf-8")
    return path


def test_a_system_is_loaded_from_its_file_and_class(tmp_path: Path) -> None:
    """One with fit is trainable, one without is not."""
    path = _system(tmp_path, TRAINABLE + "class Plain:\n    def predict(self, documents):\n        return []\n")
    assert isinstance(load_system(f"{path}:Memory"), Trainable)
    plain = load_system(f"{path}:Plain")
    assert not isinstance(plain, Trainable)
    assert plain.predict([]) == []


def test_a_system_may_import_a_module_beside_it(tmp_path: Path) -> None:
    """From any working directory."""
    _system(tmp_path, "LABEL = 'GPE'\n", "beside_my_system.py")
    path = _system(
        tmp_path,
        "from beside_my_system import LABEL\n"
        "class Mine:\n    label = LABEL\n    def predict(self, documents):\n        return []\n",
    )
    assert getattr(load_system(f"{path}:Mine"), "label", None) == "GPE"


def test_a_file_that_was_changed_is_loaded_anew(tmp_path: Path) -> None:
    """As in a notebook."""
    code = "class Mine:\n    version = {}\n    def predict(self, documents):\n        return []\n"
    found = []
    for version in (1, 22):
        path = _system(tmp_path, code.format(version))
        found.append(getattr(load_system(f"{path}:Mine"), "version", None))
    assert found == [1, 22]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("mine.py", "write path/to/file.py:ClassName"),
        ("other.py:Mine", "write path/to/file.py:ClassName of a file that exists"),
        ("mine.txt:Mine", "no Python file"),
        ("mine.py:Other", "has no class 'Other'"),
        ("mine.py:Mine", "has no method predict"),
    ],
)
def test_a_target_that_is_no_system_is_refused_with_what_is_wrong(target: str, message: str, tmp_path: Path) -> None:
    """File, class or method."""
    for name in ("mine.py", "mine.txt"):
        _system(tmp_path, "class Mine:\n    pass\n", name)
    with pytest.raises(ValueError, match=message):
        load_system(str(tmp_path / target))


class Spy:
    """Keeps what it was given and predicts what it was told."""

    def __init__(self, *predicted: Document) -> None:
        self.predicted, self.given = list(predicted), list[Document]()

    def predict(self, documents: list[Document]) -> list[Document]:
        self.given = documents
        return self.predicted


def test_a_system_sees_the_text_and_the_date_but_no_annotation(gold: Document) -> None:
    """Nor metadata, which could tell."""
    spy = Spy()
    predict(spy, [gold])  # type: ignore[arg-type]
    seen = spy.given[0]
    assert (seen.id, seen.text, seen.date, seen.sentences) == (gold.id, gold.text, gold.date, gold.sentences)
    assert not list(seen.spans())
    assert gold.metadata
    assert not seen.metadata


def test_what_a_system_predicts_comes_back_as_it_is(gold: Document) -> None:
    """With the spans it found."""
    found = replace(bare(gold), entities=(Entity(0, gold.length, "ORG"),))
    assert predict(Spy(found), [gold]) == [Document(gold.id, entities=found.entities)]  # type: ignore[arg-type]


def test_a_system_may_yield_its_documents_and_give_numpy_integers(gold: Document) -> None:
    """A generator is read to its end."""

    class Yielding:
        def predict(self, documents: Sequence[Document]) -> Iterator[Document]:
            for document in documents:
                yield replace(document, entities=(Entity(np.int64(0), np.int64(3), "ORG"),))  # type: ignore[arg-type]

    assert predict(Yielding(), [gold])[0].entities == (Entity(0, 3, "ORG"),)  # type: ignore[arg-type]


def test_a_system_that_fails_is_named_with_its_own_error(gold: Document) -> None:
    class Failing:
        def predict(self, documents: Sequence[Document]) -> list[Document]:
            raise KeyError("vocabulary")

    with pytest.raises(RuntimeError, match=r"Failing\.predict failed") as raised:
        predict(Failing(), [gold])
    assert isinstance(raised.value.__cause__, KeyError)


def test_a_document_without_text_cannot_be_predicted(gold: Document) -> None:
    """The message says how to get the text."""
    with pytest.raises(ValueError, match="composed-901 has no text: hydrate it first"):
        predict(Spy(), [replace(gold, text=None)])  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, 10_000)])
def test_a_predicted_span_outside_the_text_is_refused(start: int, end: int, gold: Document) -> None:
    """Of any kind, by the rules of a predictions file; document and offsets are named."""
    for spans in ({"entities": (Entity(start, end, "PER"),)}, {"commitments": (Commitment(start, end, "PLEDGE", ""),)}):
        with pytest.raises(ValueError, match=f"Spy.predict:1:1: offsets {start} to {end} in "):
            predict(Spy(replace(bare(gold), **spans)), [gold])  # type: ignore[arg-type]


def test_a_prediction_for_a_document_that_was_not_given_is_refused(gold: Document) -> None:
    """It is named."""
    with pytest.raises(ValueError, match="unknown article 'composed-999'"):
        predict(Spy(Document("composed-999")), [gold])  # type: ignore[arg-type]


OPTIONS = """
class Mine:
    def __init__(self, size="3", name=""):
        self.size = int(size)
    def predict(self, documents):
        return []
    def missing(self):
        return None if self.size else "a size"
"""


def test_a_system_is_made_with_options(tmp_path: Path) -> None:
    """As keyword arguments; one that it does not have is refused with those that it has."""
    target = f"{_system(tmp_path, OPTIONS)}:Mine"
    assert getattr(load_system(target, {"size": "5"}), "size", None) == 5
    with pytest.raises(ValueError, match=r"has no option colour: it has size, name"):
        load_system(target, {"colour": "red"})
    plain = f"{_system(tmp_path, TRAINABLE, 'plain.py')}:Memory"
    with pytest.raises(ValueError, match=r"has no option size: it has none"):
        load_system(plain, {"size": "5"})


def test_what_a_system_misses_is_said_in_its_own_words(tmp_path: Path) -> None:
    """None where it says nothing."""
    target = f"{_system(tmp_path, OPTIONS)}:Mine"
    assert missing(load_system(target, {"size": "0"})) == "a size"
    assert missing(load_system(target)) is None
    assert missing(load_system(f"{_system(tmp_path, TRAINABLE, 'plain.py')}:Memory")) is None


class Linker:
    """Calls each commitment a pledge."""

    def link(self, documents: Sequence[Document]) -> list[Document]:
        self.seen = list(documents)
        return [
            replace(d, commitments=tuple(replace(c, label="PLEDGE", specificity="vague") for c in d.commitments))
            for d in documents
        ]


def test_to_link_a_system_gets_mentions_and_spans_without_what_it_shall_find(gold: Document) -> None:
    """What comes back has the commitments alone."""
    linker = Linker()
    (linked,) = link(linker, [gold])
    (seen,) = linker.seen
    assert (seen.entities, seen.numbers, seen.parties) == (gold.entities, gold.numbers, gold.parties)
    assert [(c.start, c.end, c.label, c.specificity, c.arguments) for c in seen.commitments] == [
        (c.start, c.end, "", "", ()) for c in gold.commitments
    ]
    assert (linked.entities, linked.numbers) == ((), ())
    assert {c.label for c in linked.commitments} == {"PLEDGE"}
    assert seen == given(gold)


def test_a_system_that_moves_the_spans_it_was_given_is_refused(gold: Document) -> None:
    """They are gold's."""

    class Mover(Linker):
        def link(self, documents: Sequence[Document]) -> list[Document]:
            return [replace(d, commitments=d.commitments[1:]) for d in super().link(documents)]

    with pytest.raises(ValueError, match=r"Mover.link changed the commitments of composed-901: keep their spans"):
        link(Mover(), [gold])
