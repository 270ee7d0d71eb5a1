"""A new article: from plain text to a valid unreviewed file, asked for what is missing, refused what may not enter."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from camket.cli import app, contribution
from camket.contribute import new
from camket.corpus.validate import validate
from camket.formats import annotation_xml
from camket.model import Document

TEXT = """Hà Lan giúp nạo vét luồng

Chiều 2/6, TP. Cần Thơ cho biết việc ấy.
Công ty Van der Meer sẽ nạo vét 12 km! Ông R. Vos nói vậy.

Hai bên họp lại sau.
"""
KNOWN = ["--id", "composed-902", "--date", "2026-06-02", "--genre", "brief", "--topic", "dredging", "--licence", "own"]


def camket(*arguments: object, keys: str | None = None) -> Result:
    """Run a command; an error that is not turned into a message fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=keys)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def text(small_root: Path) -> Path:
    """The text in a file, in NFD and with Windows line ends, below a small repository."""
    path = small_root / "bai.txt"
    path.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode())
    return path


def sentences(document: Document) -> list[tuple[int, bool, str]]:
    return [(s.paragraph, s.headline, document.surface(s)) for s in document.sentences]


def test_it_makes_a_valid_unreviewed_draft(text: Path, small_root: Path) -> None:
    result = camket("new", text, *KNOWN)
    assert result.exit_code == 0, result.output
    draft = small_root / "annotations" / "drafts" / "composed-902.xml"
    document = annotation_xml.read(draft)
    assert sentences(document) == [
        (0, True, "Hà Lan giúp nạo vét luồng"),
        (1, False, "Chiều 2/6, TP. Cần Thơ cho biết việc ấy."),
        (1, False, "Công ty Van der Meer sẽ nạo vét 12 km!"),
        (1, False, "Ông R. Vos nói vậy."),
        (2, False, "Hai bên họp lại sau."),
    ]
    about = {"genre": "brief", "topic": "dredging", "licence": "own", "reviewed": "no"}
    assert (document.split, document.date, document.metadata) == ("train", "2026-06-02", about)
    assert validate([draft], small_root) == []
    assert draft.read_text(encoding="utf-8").startswith('<?xml-model href="../schema.rng"')


def test_lines_can_be_paragraphs_and_the_first_no_headline() -> None:
    document = new.article("Một câu.\nHai câu. Ba câu.", {"id": "x"}, headline=False)
    assert sentences(document) == [(0, False, "Một câu."), (1, False, "Hai câu."), (1, False, "Ba câu.")]
    blank = new.article(TEXT, {"id": "x"}, paragraphs="lines")
    assert [paragraph for paragraph, _, _ in sentences(blank)] == [0, 1, 2, 2, 3]


def test_what_is_missing_is_named_where_nobody_can_be_asked(text: Path, small_root: Path) -> None:
    result = camket("new", text, "--date", "2026-06-02")
    assert result.exit_code == 2
    assert [name for name in ("--id", "--date", "--genre", "--topic", "--licence") if name in result.stderr] == [
        "--id",
        "--genre",
        "--topic",
        "--licence",
    ]
    assert not (small_root / "annotations" / "drafts").exists()


def test_it_asks_at_a_terminal_until_an_answer_is_right(
    text: Path, small_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contribution, "asks", lambda: True)
    keys = "\n2/6\n2026-06-02\nbrief\ndredging\nmine\ncc by 4.0\nhttps://example.org\n"
    result = camket("new", text, keys=keys)
    assert result.exit_code == 0, result.output
    document = annotation_xml.read(small_root / "annotations" / "drafts" / "composed-902.xml")
    assert document.metadata["licence"] == "CC-BY-4.0"
    assert document.metadata["source"] == "https://example.org"


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--licence", "CC-BY-NC-4.0", "--split published"),
        ("--id", "Bài 1", "small letters"),
        ("--id", "composed-901", "stands in annotations/composed/composed-901.xml already"),
        ("--date", "2/6/2026", "as 2026-03-12"),
        ("--split", "dev", "train, validation"),
    ],
)
def test_what_may_not_enter_is_refused(text: Path, small_root: Path, option: str, value: str, said: str) -> None:
    result = camket("new", text, *KNOWN, option, value)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (small_root / "annotations" / "drafts").exists()


def test_a_licence_of_someone_else_needs_a_source(text: Path) -> None:
    result = camket("new", text, *KNOWN[:-1], "CC0-1.0")
    assert result.exit_code == 2
    assert "--source" in result.stderr


def test_a_published_article_stays_out_of_annotations(text: Path, small_root: Path) -> None:
    known = ["--id", "cau-moi", "--date", "2026-06-02", "--split", "published", "--source", "https://example.org/1"]
    for place in (small_root / "annotations" / "drafts" / "x.xml", small_root / "x.xml"):
        assert camket("new", text, *known, "-o", place).exit_code == 2
        assert not place.exists()
    assert camket("new", text, *known).exit_code == 0
    assert annotation_xml.read(small_root / "hydrated" / "cau-moi.xml").split == "published"
    assert not list((small_root / "annotations").rglob("cau-moi.xml"))


def test_a_draft_with_work_in_it_is_not_overwritten(text: Path, small_root: Path) -> None:
    camket("new", text, *KNOWN)
    draft = small_root / "annotations" / "drafts" / "composed-902.xml"
    changed = draft.read_text(encoding="utf-8").replace("Hà Lan", '<e type="GPE">Hà Lan</e>')
    draft.write_text(changed, encoding="utf-8")
    assert camket("new", text, *KNOWN).exit_code == 2
    assert draft.read_text(encoding="utf-8") == changed
    assert camket("new", text, *KNOWN, "--force").exit_code == 0


@pytest.mark.parametrize("empty", ["", " \n\n", "\ufeff", "\u200b", "* * *\n…"])
def test_a_text_without_words_is_refused(empty: str) -> None:
    with pytest.raises(ValueError, match="give a file with the article's text"):
        new.article(empty, {"id": "x"})


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aÀ1.?!… \n\t\r“”\u0301\u200b<&"), min_size=1, max_size=60), st.booleans())
def test_any_text_makes_a_document_with_all_its_words(text: str, headline: bool) -> None:
    """Nothing but white space and hidden characters is lost, and the file can be read again."""
    try:
        document = new.article(text, {"id": "x"}, headline)
    except ValueError:
        return
    visible = unicodedata.normalize("NFC", "".join(text.replace("\u200b", "").split()))
    assert unicodedata.normalize("NFC", "".join((document.text or "").split())) == visible
