"""Annotation files: what is read comes back when written, and every fault is named with its place and mend."""

import dataclasses
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from camket.corpus.load import SCHEMA
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.model import (
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    SPECIFICITIES,
    SPLITS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
    Sentence,
    Span,
    join_text,
    lay_out,
)
from camket.text import sha256

CASES = json.loads((Path(__file__).parents[1] / "data" / "faults.json").read_text(encoding="utf-8"))
SOME = settings(max_examples=30, deadline=None)  # a second's worth
WORDS = [
    "Sở",
    "Đại",
    "học",
    "Huế",
    "sẽ",
    "góp",
    "5.000",
    "42,5",
    "tỷ",
    "R&D",
    "x<y",
    "a>b",
    "năm",
    "2027",
    "đ'or",
    "kho",
]
VALUES = [
    ("MONEY", "42500000000", "JPY"),
    ("MONEY", "5..7.5", "VND"),
    ("PERCENT", "-3", "pp"),
    ("QUANTITY", "1/3", ""),
    ("QUANTITY", "12", 'ghế "đôi" & bàn'),
    ("ORDINAL", "5", ""),
    ("DATE", "2026-01/2026-10", ""),
    ("DATE", "2027", ""),
    ("DURATION", "P3Y6M", ""),
]


def file_of(case: dict[str, Any]) -> str:
    """The file of a case: as given, or its lines inside an article, from line 3 on."""
    article = case.get("article", 'id="composed-901" split="train" date="2026-03-12"')
    lines = case["file"] if "file" in case else [f"<article {article}>", "<p>", *case["lines"], "</p>", "</article>"]
    return "\n".join(lines).replace("SHA256", "0" * 64)


def reread(xml: str) -> Document:
    """The document of a file with this content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_bytes(xml.encode())
        return annotation_xml.read(path)


@st.composite
def marks(draw: st.DrawFn, low: int, high: int, depth: int = 0) -> list[tuple[str, int, int]]:
    """Kinds of spans over word numbers low to high: side by side and nested, never crossing."""
    found: list[tuple[str, int, int]] = []
    while low < high and draw(st.booleans()):
        start = draw(st.integers(low, high - 1))
        end = draw(st.integers(start + 1, high))
        found.append((draw(st.sampled_from(["e", "n", "party", "c"])), start, end))
        if depth < 3:
            found += draw(marks(start, end, depth + 1))
        low = end
    return found


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Valid documents with headlines, nested spans of all kinds and arguments across sentences."""
    shape = draw(st.lists(st.tuples(st.booleans(), st.integers(1, 3)), min_size=1, max_size=3))
    rows: list[tuple[int, int, bool, str]] = []
    texts: list[tuple[int, str]] = []
    drawn: list[tuple[int, str, int, int]] = []
    for paragraph, (headline, count) in enumerate(shape):
        for _ in range(count):
            words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
            edges = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words) + 1)]
            seen = set()
            for kind, low, high in draw(marks(0, len(words))):
                key = ("e" if kind == "party" else kind, low, high)
                if key not in seen:
                    drawn.append((len(texts), kind, edges[low], edges[high] - 1))
                seen.add(key)
            text = " ".join(words) + draw(st.sampled_from(["", ".", "!", "…”"]))
            rows.append((len(text), paragraph, headline, sha256(text)))
            texts.append((paragraph, text))
    sentences = lay_out(rows)
    spans = [draw(span(kind, sentences[at].start + start, sentences[at].start + end)) for at, kind, start, end in drawn]
    attributes = st.text("aă \"'<>&;").map(lambda text: f"{text}.")
    chosen = draw(st.sets(st.sampled_from(["publisher", "source", "genre", "topic"])))
    return with_arguments(
        draw,
        Document(
            id=draw(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)),
            split=draw(st.sampled_from(SPLITS)),
            date=str(draw(st.dates())),
            text=join_text(texts),
            sentences=sentences,
            metadata={key: draw(attributes) for key in sorted(chosen)},
        ),
        spans,
    )


@st.composite
def span(draw: st.DrawFn, kind: str, start: int, end: int) -> Span:
    """A span of a kind with drawn labels and values."""
    if kind == "e":
        return Entity(start, end, draw(st.sampled_from(ENTITY_LABELS)))
    if kind == "n":
        label, value, unit = draw(st.sampled_from(VALUES))
        return Number(start, end, label, value, unit, draw(st.sampled_from(["", *MODIFIERS])))
    if kind == "party":
        return Party(start, end)
    return Commitment(start, end, draw(st.sampled_from(COMMITMENT_LABELS)), draw(st.sampled_from(SPECIFICITIES)))


def with_arguments(draw: st.DrawFn, document: Document, spans: Sequence[Span]) -> Document:
    """The document with the spans, every commitment with an actor and every party in some role."""
    numbers = [span for span in spans if isinstance(span, Number)]
    parties = [span for span in spans if isinstance(span, Party)]
    people = [span for span in spans if isinstance(span, Entity)] + parties
    candidates: dict[str, Sequence[Span]] = {
        "actor": people,
        "recipient": people,
        "amount": [number for number in numbers if number.label in ("MONEY", "PERCENT", "QUANTITY")],
        "deadline": [number for number in numbers if number.label in ("DATE", "DURATION")],
    }
    commitments: list[Commitment] = []
    unused = list(parties)
    for commitment in spans if people else ():
        if not isinstance(commitment, Commitment):
            continue
        arguments = {("recipient", party.start, party.end) for party in unused}
        unused = []
        for role, some in candidates.items():
            least = 1 if role == "actor" else 0
            for filler in draw(st.lists(st.sampled_from(some), min_size=least, max_size=2)) if some else ():
                arguments.add((role, filler.start, filler.end))
        ordered = tuple(sorted(Argument(*argument) for argument in arguments))
        commitments.append(dataclasses.replace(commitment, arguments=ordered))
    return dataclasses.replace(
        document,
        entities=tuple(sorted(span for span in spans if isinstance(span, Entity))),
        numbers=tuple(sorted(numbers)),
        parties=tuple(sorted(parties)) if commitments else (),
        commitments=tuple(sorted(commitments)),
    )


@SOME
@given(documents())
def test_a_document_written_and_read_is_the_same_document(document: Document) -> None:
    assert reread(annotation_xml.write(document)) == document


@SOME
@given(documents())
def test_a_text_free_document_written_and_read_is_the_same_without_its_text(document: Document) -> None:
    free = dataclasses.replace(document, text=None)
    assert reread(annotation_xml.write(document, text_free=True)) == free
    assert annotation_xml.write(free) == annotation_xml.write(document, text_free=True)


@SOME
@given(documents(), st.booleans())
def test_what_is_written_is_a_fixed_point(document: Document, text_free: bool) -> None:
    written = annotation_xml.write(document, text_free)
    assert annotation_xml.write(reread(written)) == written


@SOME
@given(documents(), st.booleans())
def test_what_is_written_fits_the_schema(document: Document, text_free: bool) -> None:
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).parents[2] / SCHEMA)))
    schema.assertValid(etree.fromstring(annotation_xml.write(document, text_free).encode()))


@SOME
@given(documents())
def test_a_text_free_file_has_no_text(document: Document) -> None:
    tree = etree.fromstring(annotation_xml.write(document, text_free=True).encode())
    assert "".join(str(text) for text in tree.itertext()).strip() == ""


@SOME
@given(documents())
def test_every_sentence_stands_on_one_line(document: Document) -> None:
    lines = annotation_xml.write(document).splitlines()
    assert sum(line.startswith("<s>") and line.endswith("</s>") for line in lines) == len(document.sentences)


def test_an_article_is_read_with_all_its_spans_at_their_offsets(article: str) -> None:
    document = reread(article)
    assert document.text == (
        "Nhật Bản góp 3 tỷ yên\nThứ trưởng Lê Thu Hà cho biết hai bên nhất trí mở 12 khóa học về bán dẫn trước "
        "năm 2027. Bà cảm ơn các giảng viên."
    )
    assert (document.id, document.split, document.date) == ("composed-901", "train", "2026-03-12")
    assert document.metadata == {"genre": "agency brief"}
    assert document.sentences == (
        Sentence(0, 21, 0, True, hashlib.sha256("Nhật Bản góp 3 tỷ yên".encode()).hexdigest()),
        Sentence(22, 110, 1, False, hashlib.sha256(document.text[22:110].encode()).hexdigest()),
        Sentence(111, 136, 1, False, hashlib.sha256("Bà cảm ơn các giảng viên.".encode()).hexdigest()),
    )
    assert [(e.label, document.surface(e)) for e in document.entities] == [
        ("GPE", "Nhật Bản"),
        ("ROLE", "Thứ trưởng"),
        ("PER", "Lê Thu Hà"),
        ("SECTOR", "bán dẫn"),
    ]
    assert document.numbers == (
        Number(13, 21, "MONEY", "3000000000", "JPY"),
        Number(72, 83, "QUANTITY", "12", "khóa học", "min"),
        Number(101, 109, "DATE", "2027", "", "max"),
    )
    assert [document.surface(party) for party in document.parties] == ["hai bên"]
    assert document.commitments == (
        Commitment(9, 21, "PLEDGE", "specific", (Argument("actor", 0, 8), Argument("amount", 13, 21))),
        Commitment(60, 109, "AGREEMENT", "specific", (Argument("actor", 52, 59), Argument("deadline", 101, 109))),
    )


def test_ids_become_numbers_in_order_and_only_what_is_referred_to_keeps_one() -> None:
    loose = (
        "<?xml version='1.0'?>\n<article date='2026-03-12' split='train' id='a'><p><s><e id='x' type='GPE'>Huế</e>, "
        "<e id='kept' type='GPE'>Vinh</e> <c id='c' actor='kept' specificity='vague' type='PLEDGE'>sẽ họp</c>.</s></p>"
        "</article>"
    )
    assert annotation_xml.write(reread(loose)) == (
        '<article id="a" split="train" date="2026-03-12">\n<p>\n<s><e type="GPE">Huế</e>, '
        '<e type="GPE" id="e1">Vinh</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ họp</c>.</s>\n'
        "</p>\n</article>\n"
    )


def test_line_ends_of_windows_are_read_as_any_other(article: str) -> None:
    assert reread(article.replace("\n", "\r\n")) == reread(article)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_a_fault_is_named_with_line_column_message_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    """All faults of the file, in order; of malformed XML the parser's own words are left open (`…`)."""
    path = tmp_path / "article.xml"
    path.write_bytes(file_of(case).encode())
    with pytest.raises(FaultsError) as raised:
        annotation_xml.read(path, "article.xml")
    found = [dataclasses.asdict(fault) for fault in raised.value.faults]
    for fault in found:
        assert fault.pop("path") == "article.xml"
        words = fault["message"].removeprefix("malformed XML: ")
        if words != fault["message"]:
            assert words
            fault["message"] = "malformed XML: …"
    assert found == case["faults"]


def test_faults_read_as_place_message_and_mend(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article.replace('type="PER"', 'type="MAN"'), encoding="utf-8")
    expected = (
        r"^\S*article\.xml:6:34: unknown label 'MAN' of <e>; use PER, ROLE, ORG, GPE, LOC, EVENT, PROJECT, "
        r"AGREEMENT, SECTOR$"
    )
    with pytest.raises(FaultsError, match=expected):
        annotation_xml.read(path)


def test_a_file_that_is_not_utf_8_is_a_fault_at_its_byte(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_bytes(article.encode().replace("ơn".encode(), b"\xf5n"))
    with pytest.raises(FaultsError, match=r"article\.xml:7:11: byte 0xF5 is not UTF-8; save the file as UTF-8$"):
        annotation_xml.read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "big5", "x-unknown"])
def test_a_file_is_utf_8_whatever_it_says(article: str, encoding: str) -> None:
    assert reread(f'<?xml version="1.0" encoding="{encoding}"?>\n{article}') == reread(article)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_faults_and_no_crash(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_bytes(data)
        with pytest.raises(FaultsError):
            annotation_xml.read(path)


@SOME
@given(st.data())
def test_a_file_cut_off_anywhere_is_a_fault_and_no_crash(data: st.DataObject) -> None:
    whole = annotation_xml.write(data.draw(documents())).rstrip("\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_bytes(whole.encode()[: data.draw(st.integers(0, len(whole.encode()) - 1))])
        with pytest.raises(FaultsError) as raised:
            annotation_xml.read(path)
        assert all(fault.line and fault.message and fault.mend for fault in raised.value.faults)


def test_a_document_type_declaration_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        '<!DOCTYPE article [<!ENTITY b "Hai">]>\n<article id="x" split="train" date="2026-03-12"/>', "utf-8"
    )
    with pytest.raises(FaultsError) as raised:
        annotation_xml.read(path, "x.xml")
    assert [(f.path, f.line, f.message) for f in raised.value.faults] == [("x.xml", 1, "a document type declaration")]
