"""CoNLL-U Plus: layers of outermost spans come back with the text, and files of other pipelines are read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from camket.formats import annotation_xml
from camket.formats.drafts import Reading
from camket.model import Document

pytest.importorskip("conllu", reason="the extra camket[formats] is not installed")
conllu = pytest.importorskip("camket.formats.conllu")


HEAD = "# global.columns = ID FORM MISC NER\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Reading]:
    """Reads a file with this content."""

    def reading(content: str) -> Reading:
        path = tmp_path / "bai-1.conllup"
        path.write_bytes(content.encode())
        result: Reading = conllu.read(path)
        return result

    return reading


def faults(reading: Reading) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in reading.faults]


def found(reading: Reading) -> list[tuple[str, str]]:
    (document,) = reading.documents
    return [(entity.label, document.surface(entity)) for entity in document.entities]


def test_text_layers_and_metadata_come_back(read: Callable[[str], Reading], tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    document = annotation_xml.read(path)
    content = conllu.write([document])
    reading = read(content)
    assert reading.faults == []
    (after,) = reading.documents
    same = ("id", "split", "date", "text", "sentences", "entities", "metadata")
    assert [getattr(after, name) for name in same] == [getattr(document, name) for name in same]
    for name in ("numbers", "commitments"):
        ours, theirs = getattr(document, name), getattr(after, name)
        assert [(s.start, s.end, s.label) for s in ours] == [(s.start, s.end, s.label) for s in theirs]
    assert read(content.replace("\n", "\r\n")).documents == [after]


def test_places_and_tags_of_a_token(make: Callable[..., Document]) -> None:
    lines = conllu.write([make("composed-950", "😀 <e type='ORG'>JICA</e>.")]).splitlines()
    assert lines[0] == "# global.columns = ID FORM MISC CAMKET:ENTITY CAMKET:NUMBER CAMKET:COMMITMENT"
    assert "# text = 😀 JICA." in lines
    assert "2\tJICA\tstart_char=2|end_char=6|SpaceAfter=No\tB-ORG\tO\tO" in lines


def test_the_text_is_made_of_tokens_where_it_is_not_given(read: Callable[[str], Reading]) -> None:
    reading = read(HEAD + "1\tÔng\t_\tO\n2\tLê\t_\tB-PER\n3\tThu\tSpaceAfter=No\tI-PER\n4\t.\t_\tO\n\n1\tTốt\t_\tO\n")
    assert reading.faults == []
    assert reading.documents[0].text == "Ông Lê Thu. Tốt"
    assert found(reading) == [("PER", "Lê Thu")]
    assert [s.paragraph for s in reading.documents[0].sentences] == [0, 0]


def test_multiword_tokens_and_empty_nodes(read: Callable[[str], Reading]) -> None:
    rows = "1-2\tTP.HCM\t_\t_\n1\tTP\t_\tB-GPE\n2\tHCM\t_\tI-GPE\n2.1\tẩn\t_\t_\n3\tvui\t_\tO\n"
    reading = read(HEAD + rows)
    assert (reading.documents[0].text, found(reading)) == ("TP.HCM vui", [("GPE", "TP.HCM")])


def test_bioes_tags_in_misc_of_plain_conllu(read: Callable[[str], Reading]) -> None:
    row = "{}\t{}\t_\t_\t_\t_\t_\t_\t_\tner={}\n"
    tags = [("JICA", "S-ORG"), ("và", "O"), ("Bộ", "B-ORG"), ("Y", "I-ORG"), ("tế", "E-ORG"), ("Huế", "S-GPE")]
    reading = read("".join(row.format(number, word, tag) for number, (word, tag) in enumerate(tags, 1)))
    assert reading.faults == []
    assert found(reading) == [("ORG", "JICA"), ("ORG", "Bộ Y tế"), ("GPE", "Huế")]


def test_documents_and_paragraphs(read: Callable[[str], Reading]) -> None:
    one = "1\tHuế\t_\tB-GPE\n\n"
    reading = read(HEAD + f"# newdoc id = a\n# newpar\n{one}# newpar\n{one}{one}# newdoc\n{one}")
    assert [document.id for document in reading.documents] == ["a", "bai-1-2"]
    assert [s.paragraph for s in reading.documents[0].sentences] == [0, 1, 1]


FAULTS = {
    "1\tHuế\t_\n": [(2, "3 columns, not 4: '1\\tHuế\\t_'")],
    "1\tHuế\t_\tI-GPE\n": [(2, "I-GPE goes on with nothing")],
    "1\tHuế\t_\tB-CITY\n": [(2, "1 × label 'CITY' in NER, which is none of ours")],
    "1\tHuế\t_\t1:LVC.full\n": [(2, "column NER")],
    "x\tHuế\t_\tO\n": [(2, "Failed parsing field 'id': 'x' is not a valid ID.")],
    "# text = Hà Nội\n1\tHuế\t_\tB-GPE\n": [(2, "# text is not what the tokens say")],
}


@pytest.mark.parametrize("rows", FAULTS)
def test_what_is_wrong_is_named_by_its_line(read: Callable[[str], Reading], rows: str) -> None:
    reading = read(HEAD + rows + "\n1\tJICA\t_\tO\n")
    assert faults(reading) == FAULTS[rows]
    assert (reading.documents[0].text or "").endswith("JICA")


def test_columns_without_a_place_are_said(read: Callable[[str], Reading]) -> None:
    reading = read("1\tHuế\tHuế\tPROPN\t_\t_\t0\troot\t_\t_\n")
    assert faults(reading) == [(1, "column LEMMA"), (1, "column UPOS"), (1, "column DEPREL")]


def test_files_without_form_or_sentences(read: Callable[[str], Reading]) -> None:
    assert faults(read("# global.columns = ID WORD\n1\tHuế\n"))[0] == (1, "no column FORM")
    assert faults(read("")) == [(0, "no sentence")]
