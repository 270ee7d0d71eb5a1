"""Conversion: what comes back, what a format loses by count, what is refused, and that nothing is overwritten."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from camket import convert as conversion
from camket.cli.conversion import convert
from camket.formats import annotation_xml
from camket.model import Commitment, Document, Entity

LIBRARIES = {name: form.library for name, form in conversion.FORMATS.items() if form.library}
LOSSLESS = [name for name, form in conversion.FORMATS.items() if form.lossless and name != "xml"]


def _camket(*arguments: object) -> Result:
    """Run the verb; an error that is not turned into a message fails the test."""
    app = typer.Typer()
    app.command()(convert)
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, article: str) -> Path:
    """A folder with one annotated article."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "composed-901.xml").write_text(article, encoding="utf-8")
    return path


@pytest.fixture(params=list(conversion.FORMATS))
def name(request: pytest.FixtureRequest) -> str:
    """Each format that can be had here."""
    if library := LIBRARIES.get(str(request.param)):
        pytest.importorskip(library, reason=f"{library} is not installed")
    return str(request.param)


def _documents(root: Path) -> list[Document]:
    paths = [path for layer in ("composed", "retold") for path in sorted((root / "annotations" / layer).glob("*.xml"))]
    return [annotation_xml.read(path) for path in paths]


def test_an_article_goes_there_and_comes_back_as_far_as_the_format_says(
    folder: Path, tmp_path: Path, name: str
) -> None:
    if name == "xml":
        return
    there = _camket(folder, "--to", name, "--output", tmp_path / "there", "--json")
    assert there.exit_code == 0
    said = json.loads(there.stdout)
    assert said["documents"] == ["composed-901"]
    assert all(Path(file).is_file() for file in said["files"])
    back = _camket(tmp_path / "there", "--from", name, "-o", tmp_path / "back")
    (path,) = (tmp_path / "back").glob("*.xml")
    same = path.read_text(encoding="utf-8") == annotation_xml.write(annotation_xml.read(folder / "composed-901.xml"))
    assert same == (name in LOSSLESS) == (not said["losses"]) == (back.exit_code == 0)


def test_losses_are_said_by_count_and_name(folder: Path, tmp_path: Path) -> None:
    result = _camket(folder, "--to", "doccano", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "doccano JSON Lines, entities and relations cannot hold: 3 values of numbers, 2 units of numbers, "
        "2 modifiers of numbers, 2 specificities of commitments",
        f"1 documents in 1 files in {tmp_path / 'out'}, 0 findings",
    ]


def test_a_lossless_format_says_so(folder: Path, tmp_path: Path) -> None:
    result = _camket(folder, "--to", "brat", "-o", tmp_path / "out")
    assert result.stdout.endswith(f"1 documents in 3 files in {tmp_path / 'out'}, 0 findings; nothing is lost\n")


def test_losses_of_one_document_against_another() -> None:
    before = Document(
        "a", "train", "2026-01-01", "ab cd", (), (Entity(0, 5, "ORG"), Entity(3, 5, "GPE")), metadata={"genre": "x"}
    )
    after = Document("a", "", "2026-01-02", "ab  cd", (), (Entity(0, 6, "ORG"),))
    assert conversion.losses(before, before) == Counter()
    assert conversion.losses(before, None) == {"documents": 1}
    assert conversion.losses(before, after) == {
        "splits of documents": 1,
        "dates of documents": 1,
        "genres of documents": 1,
        "white space of texts": 1,
        "nested entities": 1,
    }


def test_nothing_is_overwritten_without_force(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "composed-901.txt").write_text("mine", encoding="utf-8")
    result = _camket(folder, "--to", "brat", "-o", out)
    assert result.exit_code == 2
    assert f"{out / 'composed-901.txt'} would be overwritten" in result.output.replace("\n", "")
    assert [path.name for path in out.iterdir()] == ["composed-901.txt"]
    assert (out / "composed-901.txt").read_text(encoding="utf-8") == "mine"
    assert _camket(folder, "--to", "brat", "-o", out, "--force").exit_code == 0
    assert (out / "composed-901.txt").read_text(encoding="utf-8").startswith("Nhật Bản")
    assert sorted(path.name for path in out.iterdir()) == ["annotation.conf", "composed-901.ann", "composed-901.txt"]


def test_what_is_right_is_kept_and_the_rest_said(folder: Path, tmp_path: Path, article: str) -> None:
    (folder / "bad.xml").write_text(article.replace("PER", "PERS"), encoding="utf-8")
    (folder / "twin.xml").write_text(article, encoding="utf-8")
    free = annotation_xml.write(annotation_xml.read(folder / "twin.xml"), text_free=True)
    (folder / "free.xml").write_text(free.replace("composed-901", "composed-902"), encoding="utf-8")
    result = _camket(folder, "--to", "brat", "-o", tmp_path / "out", "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["documents"]) == (1, ["composed-901"])
    assert [(Path(fault["path"]).name, fault["message"].split(" already")[0]) for fault in said["faults"]] == [
        ("bad.xml", "unknown label 'PERS' of <e>"),
        ("twin.xml", f"article id 'composed-901' stands in {folder / 'composed-901.xml'}"),
        ("composed-902", "no text"),
    ]


def test_unfinished_articles_are_written_and_their_faults_are_those_of_the_new_file(tmp_path: Path) -> None:
    entities = [{"id": 1, "label": "Commitment-PLEDGE", "start_offset": 5, "end_offset": 13}]
    rows = {"article": "Bài 1", "text": "JICA góp tiền.", "entities": entities}
    (tmp_path / "project.jsonl").write_text(json.dumps(rows), encoding="utf-8")
    known = ["--split", "train", "--date", "2026-03-12"]
    result = _camket(tmp_path / "project.jsonl", "--from", "doccano", "-o", tmp_path / "out", *known)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:-1] == [
        f'{tmp_path / "out" / "bai-1.xml"}:3:9: <c> has no actor; add actor="…"',
        f'{tmp_path / "out" / "bai-1.xml"}:3:9: <c> has no specificity; add specificity="…"',
        f"{tmp_path / 'project.jsonl'}:1: article id 'Bài 1'; ids are small letters and figures, joined by -: "
        "it is now bai-1",
    ]
    assert '<article id="bai-1" split="train" date="2026-03-12">' in (tmp_path / "out" / "bai-1.xml").read_text("utf-8")


def test_many_findings_are_counted(tmp_path: Path) -> None:
    entities = [{"label": "MONEY", "start_offset": 2 * at, "end_offset": 2 * at + 1} for at in range(150)]
    row = {"article": "a", "split": "train", "date": "2026-03-12", "text": "x " * 150, "entities": entities}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    result = _camket(tmp_path / "a.jsonl", "--from", "doccano", "-o", tmp_path / "out")
    assert len(result.stdout.splitlines()) == 102
    assert "more findings: --json lists all" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "word"], "no format 'word': use xml, brat"),
        ([], "both formats are xml"),
        (["--from", "brat"], "has no *.ann file"),
    ],
)
def test_wrong_use(folder: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = _camket(folder, *arguments, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert message in result.output.replace("\n", " ")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = _camket(tmp_path / "none.xml", "--to", "brat", "-o", tmp_path / "out")
    assert (result.exit_code, "is not there" in result.output) == (2, True)


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_missing_library_is_named(name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = conversion.FORMATS[name]
    monkeypatch.delitem(sys.modules, f"camket.formats.{form.module}", raising=False)
    for module in [known for known in sys.modules if known.partition(".")[0] == form.library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, form.library, None)
    result = _camket(folder, "--to", name, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"pip install 'camket[{form.extra}]'" in result.output.replace("\n", "")


def test_a_document_that_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    rows = [
        {"article": "a", "split": "train", "date": "2026-03-12", "text": "JICA đến.", "entities": []},
        {"article": "b", "split": "train", "date": "2026-03-12", "text": "", "entities": []},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = _camket(tmp_path / "a.jsonl", "--from", "doccano", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.xml"]


def test_the_whole_corpus_loses_what_its_documents_say(root: Path, tmp_path: Path) -> None:
    documents = _documents(root)
    folders = [root / "annotations" / layer for layer in ("composed", "retold")]
    outcome = conversion.convert(folders, "xml", "iob2", tmp_path)
    commitments = [commitment for document in documents for commitment in document.commitments]
    assert outcome.faults == []
    assert outcome.losses["parties"] == sum(len(document.parties) for document in documents)
    assert outcome.losses["arguments of commitments"] == sum(len(c.arguments) for c in commitments)
    assert outcome.losses["specificities of commitments"] == len(commitments)
    assert outcome.losses["values of numbers"] == sum(len(document.numbers) for document in documents)
    assert outcome.losses["nested entities"] == sum(_nested(document) for document in documents)
    assert not {"entities", "numbers", "commitments"} & set(outcome.losses)


def _nested(document: Document) -> int:
    """Entities inside others."""
    pairs = ((one, other) for one in document.entities for other in document.entities if one is not other)
    return len({one for one, other in pairs if other.start <= one.start and one.end <= other.end})


def test_events_that_brat_users_make_become_commitments(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("JICA góp tiền.\n", encoding="utf-8")
    lines = ["T1\tORG 0 4\tJICA", "T2\tPLEDGE 5 13\tgóp tiền", "E1\tPLEDGE:T2 actor:T1", "A1\tSpecificity E1 vague", ""]
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["--from", "brat", "-o", tmp_path / "out", "--split", "train", "--date", "2026-03-12"]
    assert _camket(tmp_path / "a.ann", *arguments).exit_code == 0
    (commitment,) = annotation_xml.read(tmp_path / "out" / "a.xml").commitments
    assert isinstance(commitment, Commitment)
    assert (commitment.label, commitment.arguments[0].role) == ("PLEDGE", "actor")
