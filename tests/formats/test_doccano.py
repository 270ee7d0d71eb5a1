"""doccano's JSON Lines: labels and relations come back, other versions are read, every fault has its line."""

import json
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.formats import annotation_xml, doccano
from camket.formats.drafts import Reading
from camket.model import Argument, Document
from camket.text import normalise

TEXT = "JICA sẽ góp 3 tỷ yên."
ORG = {"id": 7, "label": "ORG", "start_offset": 0, "end_offset": 4}
PLEDGE = {"id": 8, "label": "Commitment-PLEDGE", "start_offset": 8, "end_offset": 20}


def reading(*rows: Any) -> Reading:
    """What a file with these rows gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "du-an.jsonl")
        path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
        return doccano.read(path)


def messages(found: Reading) -> list[str]:
    return [fault.message for fault in found.faults]


def test_what_is_wrong_with_a_text_is_told_of_its_line() -> None:
    found = reading({"text": TEXT}, {"text": TEXT.replace(" ", "  ")}, {"text": " "})
    assert [(fault.line, fault.message[:16]) for fault in found.faults] == [(2, "text with white "), (3, "no text")]
    assert messages(reading({"text": TEXT, "annotations": [{"label": 3}]})) == ["annotations with numbers for labels"]


def test_spans_and_relations_as_doccano_exports_them() -> None:
    relations = [{"id": 1, "from_id": 8, "to_id": 7, "type": "actor"}]
    found = reading({"id": 3, "text": TEXT, "entities": [ORG, PLEDGE], "relations": relations, "Comments": []})
    assert found.faults == []
    (document,) = found.documents
    assert document.id == "du-an-3"
    assert [(entity.label, document.surface(entity)) for entity in document.entities] == [("ORG", "JICA")]
    assert document.commitments[0].arguments == (Argument("actor", 0, 4),)


@pytest.mark.parametrize(
    "row",
    [
        {"text": TEXT, "label": [[0, 4, "ORG"]]},
        {"text": TEXT, "labels": [[0, 4, "ORG"]], "meta": {"split": "train"}},
        {"data": TEXT, "label": [[0, 4, "ORG"]]},
        {"text": TEXT, "label": [{"start_offset": 0, "end_offset": 4, "label": "ORG"}]},
        {"text": TEXT, "entities": [ORG], "relations": []},
    ],
)
def test_rows_of_other_versions(row: dict[str, Any]) -> None:
    found = reading(row)
    assert messages(found) == []
    assert [entity.label for entity in found.documents[0].entities] == ["ORG"]
    assert found.documents[0].split == row.get("meta", {}).get("split", "")


def test_all_but_what_doccano_has_no_place_for_comes_back(tmp_path: Path, article: str) -> None:
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    document = annotation_xml.read(path)
    (after,) = reading(doccano.write([document])).documents
    same = ("id", "split", "date", "text", "sentences", "entities", "parties", "metadata")
    assert [getattr(after, name) for name in same] == [getattr(document, name) for name in same]
    assert [c.arguments for c in after.commitments] == [c.arguments for c in document.commitments]
    assert {n.value for n in after.numbers} == {""}


def test_emoji_count_as_one(make: Callable[..., Document]) -> None:
    document = make("composed-950", "😀😀 <e type='ORG'>JICA</e>.")
    (after,) = reading(doccano.write([document])).documents
    assert after.entities == document.entities


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{]\n", "bad JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ({"labels": []}, "no text"),
        ({"text": " "}, "no text"),
        ({"text": TEXT, "entities": {}}, "entities is no list"),
        ({"text": TEXT, "entities": [[0, "ORG"]]}, "entities 1: [0, 'ORG']"),
        (
            {"text": TEXT, "entities": [{**ORG, "start_offset": "0"}]},
            "entities 1: {'id': 7, 'label': 'ORG', 'start_off",
        ),
        ({"text": TEXT, "entities": [{**ORG, "label": "Firma"}]}, "1 × label 'Firma', which is none of ours"),
        ({"text": TEXT, "entities": [ORG, ORG]}, "span 7 stands there twice"),
        ({"text": TEXT, "entities": [{**ORG, "end_offset": 99}]}, "span 7 (ORG) at 0 to 99"),
        ({"text": TEXT, "entities": [ORG], "relations": [{"from_id": 7, "to_id": 7, "type": "actor"}]}, "relation {"),
        (
            {"text": TEXT, "entities": [PLEDGE], "relations": [{"from_id": 8, "to_id": 9, "type": "actor"}]},
            "span 8: actor span 9, which is not there",
        ),
        (
            {"text": TEXT, "entities": [ORG, PLEDGE], "relations": [{"from_id": 8, "to_id": 7, "type": "giver"}]},
            "span 8: role 'giver'",
        ),
        ({"text": TEXT, "annotations": [{"label": 1, "start_offset": 0, "end_offset": 4}]}, "annotations with numbers"),
        ({"text": TEXT, "layout": "5", "entities": []}, "the layout is that of another text"),
        ({"text": TEXT, "Comments": ["hm"], "entities": []}, "1 comments"),
        ({"text": TEXT, "project": "x", "entities": []}, "key 'project'"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(row: Any, message: str) -> None:
    found = reading({"text": TEXT, "entities": [ORG], "article": "good"}, row)
    lines = {fault.line for fault in found.faults if not fault.message.startswith("no text")} or {2}
    assert any(text.startswith(message) for text in messages(found)), messages(found)
    assert lines <= {0, 2}
    assert found.documents[0].id == "good"


WORD = st.sampled_from(["Đại", "Huế", "tiền", "JICA", "5.000", "😀", "ở", "ước"])
GAP = st.sampled_from([" ", "  ", "\t", " \u00a0", "\u200b "])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORD, GAP), min_size=2, max_size=12), st.data())
def test_spans_move_along_when_a_text_is_brought_into_form(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    text, places = data.draw(st.sampled_from(["", " ", "\ufeff"])), []
    for word, gap in pairs:
        raw = unicodedata.normalize(form, word)  # type: ignore[arg-type]
        places.append((len(text), len(text) + len(raw)))
        text += raw + gap
    first = data.draw(st.integers(0, len(pairs) - 1))
    last = data.draw(st.integers(first, len(pairs) - 1))
    start, end = places[first][0], places[last][1]
    (document,) = reading({"text": text, "label": [[start, end, "ORG"]]}).documents
    (entity,) = document.entities
    assert document.surface(entity) == " ".join(word for word, _ in pairs[first : last + 1])
    assert document.text == normalise(document.text or "")
