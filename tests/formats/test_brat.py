"""brat standoff: what is written comes back, and files made in brat are read with every fault by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from camket.formats import annotation_xml, brat
from camket.formats.drafts import Reading
from camket.model import Argument, Commitment, Document, Entity, Number

TEXT = "JICA sẽ góp 3 tỷ yên trước năm 2027.\nBộ Y tế cảm ơn JICA.\n"
ANNOTATIONS = """T1\tORG 0 4\tJICA
T2\tCommitment-PLEDGE 8 35\tgóp 3 tỷ yên trước năm 2027
T3\tMONEY 12 20\t3 tỷ yên
T4\tDATE 27 35\tnăm 2027
E1\tCommitment-PLEDGE:T2 actor:T1 amount:T3 deadline:T4
A1\tSpecificity E1 specific
A2\tModifier T4 max
#1\tAnnotatorNotes T3\tvalue=3000000000 unit=JPY
#2\tAnnotatorNotes T4\tvalue=2027
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Reads an .ann file with these annotations of a text."""

    def reading(annotations: str, text: str = TEXT) -> Reading:
        (tmp_path / "bai-1.txt").write_bytes(text.encode())
        (tmp_path / "bai-1.ann").write_bytes(annotations.encode())
        return brat.read(tmp_path / "bai-1.ann")

    return reading


def faults(reading: Reading) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in reading.faults]


def again(document: Document, folder: Path) -> Reading:
    for name, content in brat.write([document]).items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return brat.read(folder / f"{document.id}.ann")


def test_a_file_as_brat_makes_it(read: Callable[..., Reading]) -> None:
    reading = read(ANNOTATIONS)
    assert reading.faults == []
    (document,) = reading.documents
    assert document.id == "bai-1"
    assert [document.surface(sentence) for sentence in document.sentences] == TEXT.split("\n")[:2]
    assert document.entities == (Entity(0, 4, "ORG"),)
    assert document.numbers == (
        Number(12, 20, "MONEY", "3000000000", "JPY"),
        Number(27, 35, "DATE", "2027", "", "max"),
    )
    arguments = (Argument("actor", 0, 4), Argument("amount", 12, 20), Argument("deadline", 27, 35))
    assert document.commitments == (Commitment(8, 35, "PLEDGE", "specific", arguments),)


def test_a_document_comes_back_with_all_it_has(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    document = annotation_xml.read(path)
    reading = again(document, tmp_path)
    assert (reading.documents, reading.faults) == ([document], [])


def test_offsets_are_characters_of_the_text_file(make: Callable[..., Document], tmp_path: Path) -> None:
    document = make("composed-950", "😀 <e type='ORG'>JICA</e> 🎉 <e type='GPE'>Huế</e>.", "Ở <e type='GPE'>Huế</e>.")
    assert again(document, tmp_path).documents == [document]
    text, annotations = (tmp_path / f"composed-950.{suffix}" for suffix in ("txt", "ann"))
    for line in annotations.read_text(encoding="utf-8").splitlines()[:3]:
        _, place, surface = line.split("\t")
        start, end = (int(offset) for offset in place.split()[1:])
        assert text.read_text(encoding="utf-8")[start:end] == surface


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_carriage_returns_and_byte_order_marks_count_or_not(read: Callable[..., Reading], mark: str) -> None:
    windows = mark + TEXT.replace("\n", "\r\n")
    for text in (windows, TEXT.replace("\n", "\r\n")):
        for name in ("Bộ Y tế", "cảm ơn"):
            start = text.index(name)
            line = f"T1\tORG {start} {start + len(name)}\t{name}\r\n"
            reading = read(line, windows)
            (entity,) = reading.documents[0].entities
            assert reading.documents[0].surface(entity) == name
            assert reading.faults == []


def test_arguments_past_the_first_and_events_as_arguments(read: Callable[..., Reading]) -> None:
    reading = read(
        "T1\tORG 0 4\tJICA\nT2\tORG 37 44\tBộ Y tế\nT3\tCommitment-PLEDGE 8 20\tgóp 3 tỷ yên\n"
        "E1\tCommitment-PLEDGE:T3 actor:T1 actor2:T2 recipient:E1\n"
    )
    roles = [(argument.role, argument.start) for argument in reading.documents[0].commitments[0].arguments]
    assert roles == [("actor", 0), ("actor", 37)]
    assert faults(reading) == [(3, "T3: recipient T3 is no entity or party")]


def test_words_over_a_line_end_and_pieces_with_nothing_between(read: Callable[..., Reading]) -> None:
    text = "Bộ\nY tế đến.\n"
    for line in ("T1\tORG 0 7\tBộ\nY tế", "T1\tORG 0 7\tBộ Y tế", "T1\tORG 0 2;3 7\tBộ Y tế"):
        reading = read(f"{line}\nT2\tGPE 8 11\tđến\n", text)
        assert faults(reading) == [(1, "T1 (ORG) reaches over the end of a sentence: 'Bộ\\nY tế'")]
        assert [entity.label for entity in reading.documents[0].entities] == ["GPE"]


FAULTS = {
    "T1\tORG 0 4;8 11\tJICA góp": [(1, "T1 lies in 2 pieces: 'JICA góp'")],
    "T1\tORG 0 4\tjica": [(1, "T1 is 'jica', but there stands 'JICA'")],
    "T1\tORG 4\tJICA": [(1, "T1: 'ORG 4'")],
    "T1\tORG 0 400\tJICA": [(1, "T1 (ORG) at 0 to 400")],
    "T1\tORG 0 5\tJICA ": [(1, "T1: white space at the edge of 'JICA '")],
    "T1\tProtein 0 4\tJICA": [(1, "1 × label 'Protein', which is none of ours")],
    "T1\tORG 0 4\tJICA\nT1\tGPE 0 4\tJICA": [(2, "T1 stands there twice")],
    "T1\tORG 0 4\tJICA\nT2\tGPE 0 4\tJICA": [(2, "T2 (GPE) covers the same characters as T1")],
    "T1\tORG 0 7\tJICA sẽ\nT2\tORG 5 11\tsẽ góp": [(2, "T2 (ORG) crosses T1: 'sẽ góp'")],
    "T1\tORG 27 44\tnăm 2027. Bộ Y tế": [(1, "T1 (ORG) reaches over the end of a sentence: 'năm 2027.\\nBộ Y tế'")],
    "T1\tORG 0 4\tJICA\n*\tEquiv T1 T1\n*\tEquiv T1 T1": [(2, "2 × equivalence 'Equiv'")],
    "T1\tORG 0 4\tJICA\nR1\tWorks Arg1:T1 Arg2:T1": [(2, "1 × relation 'Works'")],
    "T1\tORG 0 4\tJICA\nN1\tReference T1 Wikidata:Q1\tJICA": [(2, "1 × normalisation 'Reference'")],
    "T1\tORG 0 4\tJICA\nA1\tNegation T1": [(2, "1 × attribute 'Negation'")],
    "T1\tORG 0 4\tJICA\nA1\tModifier T1 min": [(2, "A1: Modifier of 'T1'")],
    "T1\tMONEY 12 20\t3 tỷ yên\nA1\tModifier T1 about": [(1, "T1: modifier 'about'")],
    "T1\tORG 0 4\tJICA\n#1\tAnnotatorNotes T1\tsure?": [(2, "1 × note (AnnotatorNotes)")],
    "T1\tMONEY 12 20\t3 tỷ yên\n#1\tAnnotatorNotes T1\tsure?": [(2, "#1: note on T1: 'sure?'")],
    "T1\tCommitment-PLEDGE 8 20\tgóp 3 tỷ yên": [(1, "T1 has no event")],
    "E1\tCommitment-PLEDGE:T9 actor:T1": [(1, "E1: T9 was left out or is not there")],
    "#1\tArticle Document\t{": [(1, "#1: '{'")],
    "JICA": [(1, "no id and tab in 'JICA'")],
    "\tORG 0 4\tJICA": [(1, "no id and tab in '\\tORG 0 4\\tJICA'")],
    "X1\tORG 0 4\tJICA": [(1, "id 'X1'")],
}


@pytest.mark.parametrize("annotations", FAULTS)
def test_what_is_wrong_is_named_by_its_line(read: Callable[..., Reading], annotations: str) -> None:
    reading = read(annotations + "\nT77\tDATE 27 35\tnăm 2027\n" * ("27 44" not in annotations))
    assert faults(reading) == FAULTS[annotations]
    assert all(fault.mend and fault.path.endswith("bai-1.ann") for fault in reading.faults)
    if "27 44" not in annotations:
        assert [number.label for number in reading.documents[0].numbers][-1] == "DATE"


def test_a_text_that_is_missing_or_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    assert [fault.message for fault in brat.read(tmp_path / "a.ann").faults] == ["no a.txt beside it"]
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert [fault.message for fault in brat.read(tmp_path / "a.ann").faults] == ["byte 0 is not UTF-8"]


def test_the_configuration_names_every_label_and_role(make: Callable[..., Document]) -> None:
    sections = brat.configuration().split("[")
    assert "AGREEMENT\n" in sections[1]
    assert "AGREEMENT" in [line.split("\t")[0].removeprefix("Commitment-") for line in sections[3].splitlines()]
    assert sections[4].startswith("attributes]\nModifier\tArg:MONEY")


@pytest.mark.parametrize("layer", ["composed", "retold"])
def test_every_article_comes_back(root: Path, tmp_path: Path, layer: str) -> None:
    documents = [annotation_xml.read(path) for path in sorted((root / "annotations" / layer).glob("*.xml"))]
    for name, content in brat.write(documents).items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="\n")
    for document in documents:
        reading = brat.read(tmp_path / f"{document.id}.ann")
        assert (reading.documents, reading.faults) == ([document], [])
