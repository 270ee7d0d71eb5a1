"""A published article enters without its text and comes back by hydration."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket.cli import app
from camket.corpus.hydrate import Copy, hydrate
from camket.formats import annotation_xml
from camket.text import normalise, syllables

SOURCE = "https://example.org/2026/khoa-hoc"


def camket(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def private(small_root: Path, article: str) -> Path:
    """An annotated article as if it were published, where git does not look."""
    path = small_root / "hydrated" / "khoa-hoc.xml"
    path.parent.mkdir()
    text = article.replace('id="composed-901" split="train"', 'id="khoa-hoc" split="published"')
    path.write_text(text, encoding="utf-8")
    return path


def test_no_word_of_the_text_stays_and_hydration_brings_it_back(private: Path, small_root: Path) -> None:
    status, output = camket("publish-free", private, "--source", SOURCE, "--publisher", "Báo Thử")
    assert status == 0, output
    free = small_root / "annotations" / "published" / "khoa-hoc.xml"
    document = annotation_xml.read(private)
    text = document.text or ""
    said = free.read_text(encoding="utf-8")
    assert f'source="{SOURCE}"' in said
    assert 'publisher="Báo Thử"' in said
    values = re.sub(f'{SOURCE}|Báo Thử|unit="khóa học"', "", said)
    words = {text[start:end].lower() for start, end in syllables(text) if text[start].isalpha()}
    left = {values[start:end].lower() for start, end in syllables(values)}
    assert words & left == set()
    copy = Copy(Path("trang.html"), normalise(f"Trang chủ\n{text}\nTin khác"))
    [outcome] = hydrate([annotation_xml.read(free)], [copy])
    assert outcome.complete
    assert outcome.document.text == text
    assert list(outcome.document.spans()) == list(document.spans())
    assert outcome.document == document
    assert camket("validate", free)[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('split="published"', 'split="test"', "split"),
        ('genre="agency brief"', 'genre="agency brief" reviewed="no"', "unreviewed"),
        ('genre="agency brief"', 'genre="b" topic="Hai bên nhất trí mở 12 khóa học"', "words of the text in topic"),
    ],
)
def test_what_may_not_enter_is_refused(private: Path, small_root: Path, old: str, new: str, said: str) -> None:
    private.write_text(private.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    status, output = camket("publish-free", private, "--source", SOURCE)
    assert status == 2
    assert said in output
    assert list((small_root / "annotations" / "published").iterdir()) == []


def test_it_needs_a_source_and_overwrites_nothing(private: Path, small_root: Path) -> None:
    assert camket("publish-free", private)[0] == 2
    assert camket("publish-free", private, "--source", SOURCE)[0] == 0
    assert camket("publish-free", private, "--source", SOURCE)[0] == 0
    assert camket("publish-free", private, "--source", SOURCE + "/2")[0] == 2
    assert SOURCE + '"' in (small_root / "annotations" / "published" / "khoa-hoc.xml").read_text(encoding="utf-8")
