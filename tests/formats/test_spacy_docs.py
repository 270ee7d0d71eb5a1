"""spaCy DocBin: every document comes back whole, and a Doc made in spaCy is read with its faults."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.formats import annotation_xml
from camket.formats.drafts import Reading
from camket.model import Document

spacy = pytest.importorskip("spacy", reason="the extra camket[spacy] is not installed")
spacy_docs = pytest.importorskip("camket.formats.spacy_docs")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Reading]:
    """Reads a file with this content."""

    def reading(content: bytes) -> Reading:
        path = tmp_path / "bai-1.spacy"
        path.write_bytes(content)
        result: Reading = spacy_docs.read(path)
        return result

    return reading


def binary(*docs: Any, data: bool = True) -> bytes:
    return bytes(spacy.tokens.DocBin(docs=docs, store_user_data=data).to_bytes())


def messages(reading: Reading) -> list[str]:
    return [fault.message for fault in reading.faults]


def test_a_document_comes_back_with_all_it_has(
    read: Callable[[bytes], Reading], make: Callable[..., Document], tmp_path: Path, article: str
) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    documents = [
        annotation_xml.read(path),
        make("composed-950", "😀 <e type='ORG'>JICA</e> (<e type='GPE'>Huế</e>).", "Vui: R&amp;D."),
    ]
    reading = read(spacy_docs.write(documents))
    assert (reading.documents, reading.faults) == (documents, [])


def test_what_a_user_of_spacy_sees(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    content = spacy_docs.write([annotation_xml.read(path)])
    (doc,) = spacy.tokens.DocBin().from_bytes(content).get_docs(spacy.blank("xx").vocab)
    assert next((span.text, span.label_, span._.value, span._.unit) for span in doc.spans["numbers"]) == (
        "3 tỷ yên",
        "MONEY",
        "3000000000",
        "JPY",
    )
    assert [span._.specificity for span in doc.spans["commitments"]] == ["specific", "specific"]
    assert [ent.text for ent in doc.ents] == ["Nhật Bản", "Thứ trưởng", "Lê Thu Hà", "bán dẫn"]
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "Bà cảm ơn các giảng viên."


def test_a_doc_with_ents_only(read: Callable[[bytes], Reading]) -> None:
    doc = spacy.blank("xx")("JICA đến Huế. Tốt lắm.")
    doc.ents = [doc.char_span(0, 4, "ORG"), doc.char_span(9, 12, "CITY")]
    reading = read(binary(doc, data=False))
    (document,) = reading.documents
    assert (document.id, [document.surface(entity) for entity in document.entities]) == ("bai-1", ["JICA"])
    assert len(document.sentences) == 2
    assert messages(reading) == ["1 × label 'CITY' of ents, which is none of ours"]
    assert reading.faults[0].path.endswith("bai-1.spacy [1]")


def test_groups_of_other_names_and_arguments_that_lead_nowhere(read: Callable[[bytes], Reading]) -> None:
    spacy_docs.extensions()
    doc = spacy.blank("xx")("JICA góp tiền .")
    doc.spans["sc"] = [doc.char_span(0, 4, "ORG")]
    doc.spans["commitments"] = [doc.char_span(5, 13, "PLEDGE")]
    doc.spans["commitments"][0]._.arguments = [["actor", 0, 4], ["recipient", 5, 6], "actor"]
    reading = read(binary(doc))
    assert [argument.role for argument in reading.documents[0].commitments[0].arguments] == ["actor"]
    assert messages(reading) == [
        "commitments 1: argument 'actor'",
        "commitments 1: recipient 5 to 6, which is not there",
    ]


def test_what_is_no_docbin_or_empty(read: Callable[[bytes], Reading]) -> None:
    assert messages(read(b"spacy"))[0].startswith("no DocBin: ")
    assert messages(read(binary())) == ["no document"]


def test_every_article_comes_back(root: Path, read: Callable[[bytes], Reading]) -> None:
    for layer in ("composed", "retold"):
        documents = [annotation_xml.read(path) for path in sorted((root / "annotations" / layer).glob("*.xml"))]
        reading = read(spacy_docs.write(documents))
        assert (reading.documents, reading.faults) == (documents, [])
