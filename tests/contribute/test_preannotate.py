"""Pre-annotation: what a system finds goes into the file as unreviewed, what a file can't hold is named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket.cli import app
from camket.contribute.preannotate import bare, preannotate
from camket.formats import annotation_xml
from camket.model import Argument, Commitment, Document, Entity, Number, Party

SYSTEM = """
from dataclasses import replace
from camket.model import Entity

class Country:
    "Knows one country."
    def predict(self, documents):
        return [replace(d, entities=(Entity(0, 8, "GPE"),)) for d in documents]
"""


class Fixed:
    """Predicts what it is given."""

    def __init__(self, **spans: object) -> None:
        self.spans = spans

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        return [replace(document, **self.spans) for document in documents]  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path, article: str) -> Path:
    """The small article, annotated."""
    path = tmp_path / "a.xml"
    path.write_text(article, encoding="utf-8")
    return path


def test_what_gold_has_comes_back_unreviewed_and_the_missing_party_with_it(path: Path) -> None:
    """A prediction names no parties: they are made of the arguments."""
    gold = annotation_xml.read(path)
    system = Fixed(entities=gold.entities, numbers=gold.numbers, commitments=gold.commitments)
    done = preannotate(system, bare(gold))
    assert done.document == replace(gold, metadata={**gold.metadata, "reviewed": "no"})
    assert (done.added, done.left_out) == (len(list(gold.spans())), ())


def test_annotations_that_are_there_stay(path: Path) -> None:
    """“Lê Thu Hà” is a person already, whatever the system calls it; “Bà” is new."""
    gold = annotation_xml.read(path)
    text = gold.text or ""
    name, other = text.index("Lê Thu Hà"), text.index("Bà cảm")
    done = preannotate(Fixed(entities=(Entity(name, name + 9, "ORG"), Entity(other, other + 2, "PER"))), gold)
    assert set(done.document.entities) == {*gold.entities, Entity(other, other + 2, "PER")}
    assert done.added == 1
    assert done.left_out == ("1 spans where the layer is annotated already",)


def test_what_a_file_cannot_hold_is_left_out_by_name(path: Path) -> None:
    gold = annotation_xml.read(path)
    text = gold.text or ""
    at = text.index("nhất trí")
    number = text.index("12 khóa học")
    bad = Fixed(
        entities=(Entity(1, 8, "GPE"), Entity(at, at + 8, "EVENT")),
        numbers=(Number(number, number + 2, "QUANTITY", "mười hai"),),
        commitments=(
            Commitment(at, at + 11, "AGREEMENT", "vague"),
            Commitment(at, at + 23, "PLEDGE", "vague", (Argument("actor", 0, 8),)),
        ),
    )
    done = preannotate(bad, bare(gold))
    assert done.document.entities == (Entity(at, at + 8, "EVENT"),)
    assert done.document.parties == (Party(0, 8),)
    assert done.document.commitments == (Commitment(at, at + 23, "PLEDGE", "vague", (Argument("actor", 0, 8),)),)
    assert len(done.left_out) == 3
    assert "cuts a word" in done.left_out[0]
    assert "mười hai" in done.left_out[1]
    assert "no actor found" in done.left_out[2]
    scratch = path.with_name("b.xml")
    scratch.write_text(annotation_xml.write(done.document), encoding="utf-8")
    assert annotation_xml.read(scratch) == done.document


def test_the_verb_never_throws_annotations_away_unasked(path: Path, tmp_path: Path, small_root: Path) -> None:
    system = tmp_path / "tiny.py"
    system.write_text(SYSTEM, encoding="utf-8")
    before = path.read_bytes()

    def camket(*arguments: object) -> int:
        command = ["preannotate", path, "--system", f"{system}:Country", *arguments]
        return CliRunner().invoke(app, [str(argument) for argument in command]).exit_code

    assert camket() == 2
    assert path.read_bytes() == before
    assert camket("--add") == 0
    assert annotation_xml.read(path).metadata["reviewed"] == "no"
    assert len(list(annotation_xml.read(path).spans())) == 10
    assert camket("--replace") == 0
    assert list(annotation_xml.read(path).spans()) == [Entity(0, 8, "GPE")]
