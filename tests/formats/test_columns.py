"""Plain columns of the three layers: tags come back, and other corpora's last column is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from camket.formats import columns, conll
from camket.formats.drafts import Reading
from camket.model import Document


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Reading]:
    """Reads a file with this content."""

    def reading(content: str) -> Reading:
        path = tmp_path / "bai-1.conll"
        path.write_text(content, encoding="utf-8", newline="\n")
        return columns.read(path)

    return reading


SENTENCE = (
    "<e type='ORG' id='e1'>Bộ Y tế</e> <c type='AGREEMENT' specificity='vague' actor='e1'>nhất trí góp "
    "<n type='MONEY' value='3' unit='USD'>3 USD</n> (<e type='AGREEMENT'>quỹ <e type='GPE'>Huế</e></e>)</c>."
)


def test_columns_are_token_and_layers(make: Callable[..., Document], tmp_path: Path) -> None:
    content = columns.write([make("composed-950", SENTENCE)])
    assert content.splitlines()[:4] == ["-DOCSTART-\tO\tO\tO", "", "Bộ\tB-ORG\tO\tO", "Y\tI-ORG\tO\tO"]
    assert "3\tO\tB-MONEY\tI-AGREEMENT" in content.splitlines()
    path = tmp_path / "file.conll"
    path.write_text(content, encoding="utf-8")
    assert len(conll.read(path, tag_columns=3).documents) == 1  # the scorer's reader takes it


def test_outermost_spans_and_a_readable_text_come_back(
    make: Callable[..., Document], read: Callable[[str], Reading]
) -> None:
    document = make("composed-950", SENTENCE, "Vui.")
    reading = read(columns.write([document]))
    (after,) = reading.documents
    assert reading.faults == []
    assert (after.text or "").replace("\n", " ") == document.text
    assert [(e.label, after.surface(e)) for e in after.entities] == [("ORG", "Bộ Y tế"), ("AGREEMENT", "quỹ Huế")]
    assert [(n.label, after.surface(n)) for n in after.numbers] == [("MONEY", "3 USD")]
    assert [c.label for c in after.commitments] == ["AGREEMENT"]


def test_documents_are_apart(make: Callable[..., Document], read: Callable[[str], Reading]) -> None:
    reading = read(columns.write([make("composed-950", SENTENCE), make("composed-951", "Vui.", SENTENCE)]))
    assert [document.id for document in reading.documents] == ["bai-1-1", "bai-1-2"]
    assert [len(document.entities) for document in reading.documents] == [2, 2]


def test_the_last_column_of_other_corpora(read: Callable[[str], Reading]) -> None:
    reading = read("JICA NNP B-NP B-ORG\nđến VB B-VP O\nHuế NNP B-NP B-CITY\n")
    (document,) = reading.documents
    assert [document.surface(entity) for entity in document.entities] == ["JICA"]
    assert [(fault.line, fault.message) for fault in reading.faults] == [(3, "1 × label 'CITY', which is none of ours")]


def test_a_file_that_is_no_iob2_is_refused_by_line(read: Callable[[str], Reading]) -> None:
    reading = read("JICA S-ORG\nđến O\n")
    assert reading.documents == []
    assert [fault.line for fault in reading.faults] == [1]
