"""Label Studio: tasks come back as the same documents, a person's edits with them, and faults are said by task."""

import copy
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from camket.cli import app
from camket.corpus.load import load
from camket.formats import annotation_xml, label_studio
from camket.formats.label_studio import Choice
from camket.formats.label_studio_interface import interface
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Argument,
    Document,
    Entity,
    Number,
    Party,
)

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., tuple[list[Document], list[str]]]


@pytest.fixture
def gold(tmp_path: Path, article: str) -> Document:
    """The small article: two paragraphs, the first a headline."""
    path = tmp_path / "gold.xml"
    path.write_text(article, encoding="utf-8")
    return annotation_xml.read(path)


@pytest.fixture
def back(tmp_path: Path, gold: Document) -> Run:
    """The small article's task, edited, as documents and faults (without the name of the file)."""

    def run(edit: Edit = lambda task: None, choice: Choice | None = None) -> tuple[list[Document], list[str]]:
        task = {"id": 7, **copy.deepcopy(label_studio.tasks([gold], reviewed=True)[0])}
        task["annotations"][0] |= {"id": 41, "was_cancelled": False, "completed_by": 1}
        edit(task)
        return read(tmp_path, [task], choice)

    return run


def read(folder: Path, data: Any, choice: Choice | None = None) -> tuple[list[Document], list[str]]:
    """The documents and faults of an export that holds `data`."""
    path = folder / "export.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    reading = label_studio.read(path, choice)
    return reading.documents, [str(fault).replace(str(path), "export.json") for fault in reading.faults]


def results(task: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a task's only annotation."""
    found: list[dict[str, Any]] = task["annotations"][0]["result"]
    return found


def result(task: dict[str, Any], key: str, control: str) -> dict[str, Any]:
    """The result of a region and a control."""
    return next(it for it in results(task) if it.get("id") == key and it["from_name"] == control)


def relation(task: dict[str, Any], role: str) -> dict[str, Any]:
    """The first relation of a role."""
    return next(it for it in results(task) if it["type"] == "relation" and it["labels"] == [role])


def span(task: dict[str, Any], words: str, control: str, label: str, key: str = "new", at: int = 0) -> None:
    """Add a span as the browser does."""
    start = task["data"]["text"].index(words, at)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    results(task).append({"id": key, "from_name": control, "to_name": "text", "type": "labels", "value": value})


def take_out(task: dict[str, Any], keep: Callable[[dict[str, Any]], bool]) -> None:
    task["annotations"][0]["result"] = [it for it in results(task) if keep(it)]


def test_a_task_shows_a_sentence_a_line_and_has_all_layers(gold: Document) -> None:
    task = label_studio.tasks([gold], "draft")[0]
    assert task["data"]["text"].split("\n\n")[1].split("\n")[1] == "Bà cảm ơn các giảng viên."
    assert task["data"]["article"] == "composed-901"
    assert task["data"]["title"].startswith("composed-901 · 2026-03-12 · Tít / Headline: Nhật Bản góp")
    assert task["predictions"][0]["model_version"] == "draft"
    for it in task["predictions"][0]["result"]:
        if it["type"] == "labels":
            value = it["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    found = [
        (it["from_name"], it["value"]["labels"]) for it in task["predictions"][0]["result"] if it["type"] == "labels"
    ]
    assert ("party", ["PARTY"]) in found
    assert ("commitment", ["AGREEMENT"]) in found


def test_a_document_without_text_is_no_task(gold: Document) -> None:
    with pytest.raises(ValueError, match="hydrate"):
        label_studio.tasks([replace(gold, text=None)])


def test_every_article_with_text_comes_back_as_it_was(tmp_path: Path) -> None:
    documents = [document for document in load() if document.text is not None]
    assert len(documents) > 100
    assert read(tmp_path, label_studio.tasks(documents, reviewed=True)) == (documents, [])


@pytest.mark.parametrize(
    "sentences",
    [
        ('🤝 <e type="GPE">Việt Nam</e> 🇻🇳 <n type="PERCENT" value="5">5%</n> 👍🏽', '<e type="GPE">Huế</e> 𝒙'),
        ('<e type="PER" id="e1">A &amp; B</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ &lt;góp&gt; y</c>.',),
    ],
)
def test_emoji_and_marks_of_html_come_back(
    make: Callable[..., Document], tmp_path: Path, sentences: tuple[str]
) -> None:
    document = make("composed-902", *sentences)
    assert read(tmp_path, label_studio.tasks([document], reviewed=True)) == ([document], [])


def test_offsets_that_count_as_javascript_does_are_understood(make: Callable[..., Document], tmp_path: Path) -> None:
    """Older versions of Label Studio counted UTF-16 code units."""
    document = make("composed-902", '🤝 <e type="GPE">Việt Nam</e> 🇻🇳', '<e type="GPE">Huế</e>')
    tasks = label_studio.tasks([document], reviewed=True)
    text = tasks[0]["data"]["text"]
    for it in results(tasks[0]):
        for end in ("start", "end"):
            it["value"][end] = len(text[: it["value"][end]].encode("utf-16-le")) // 2
    assert read(tmp_path, tasks) == ([document], [])


def test_hypertext_counts_a_line_end_as_one(tmp_path: Path) -> None:
    """As version 1.23 does; Text counts two."""
    text = "Đoàn đi.\r\n\r\nRồi thăm Huế."
    value = {"globalOffsets": {"start": 19, "end": 22}, "start": "/text()[1]", "end": "/text()[1]", "text": "Huế"}
    entry = {"id": "a", "from_name": "entity", "type": "labels", "value": {**value, "labels": ["GPE"]}}
    documents, _ = read(tmp_path, [{"data": {"text": text}, "annotations": [{"result": [entry]}]}])
    assert [documents[0].surface(entity) for entity in documents[0].entities] == ["Huế"]


def test_half_a_character_is_said(back: Run) -> None:
    documents, faults = back(lambda task: result(task, "n1", "unit")["value"].update(text=["\ud83e"]))
    assert documents[0].numbers[0].unit == "?"
    assert faults == ["export.json: half of a character (a lone surrogate); it is now ?; write it anew"]


@pytest.mark.parametrize(
    ("text", "plain", "place"),
    [
        (unicodedata.normalize("NFD", "Thứ trưởng đến thăm Huế."), "Thứ trưởng đến thăm Huế.", (20, 23)),
        ("   Đoàn  đến\u00a0thăm Huế.", "Đoàn đến thăm Huế.", (14, 17)),
        ("Đoàn đi.\r\n\r\nRồi thăm Huế.", "Đoàn đi.\nRồi thăm Huế.", (18, 21)),
    ],
)
def test_a_text_of_another_form_is_made_plain_and_the_spans_move_along(
    tmp_path: Path, text: str, plain: str, place: tuple[int, int]
) -> None:
    """The project may have tasks that camket did not make."""
    task: dict[str, Any] = {"id": 3, "data": {"text": text}, "annotations": [{"result": []}]}
    span(
        task,
        unicodedata.normalize("NFD", "Huế") if not unicodedata.is_normalized("NFC", text) else "Huế",
        "entity",
        "GPE",
    )
    documents, faults = read(tmp_path, [task])
    assert (documents[0].id, documents[0].text) == ("export-3", plain)
    assert documents[0].entities == (Entity(*place, "GPE"),)
    assert faults[0].startswith("export.json: task 3: no article, split, date in its data")


def test_edits_in_the_tool_come_back(back: Run, gold: Document) -> None:
    """A span added, one moved, one relabelled, one taken out, fields and relations changed."""

    def edit(task: dict[str, Any]) -> None:
        span(task, "giảng viên", "entity", "SECTOR")
        role = result(task, "e2", "entity")["value"]
        role["end"], role["text"] = role["end"] + 10, "Thứ trưởng Lê Thu Hà"
        result(task, "e4", "entity")["value"]["labels"] = ["EVENT"]
        take_out(task, lambda it: it.get("id") != "e3")
        result(task, "n1", "value")["value"]["text"] = ["4000000000 "]
        result(task, "n1", "unit")["value"]["text"] = ["USD"]
        result(task, "n2", "modifier")["value"]["choices"] = ["approx"]
        result(task, "c2", "specificity")["value"]["choices"] = ["vague"]
        take_out(task, lambda it: it.get("labels") != ["amount"])
        results(task).append(
            {"type": "relation", "from_id": "c1", "to_id": "p1", "direction": "right", "labels": ["recipient"]}
        )

    documents, faults = back(edit)
    (document,) = documents
    assert faults == []
    assert document.text == gold.text
    surfaces = [(document.surface(entity), entity.label) for entity in document.entities]
    assert surfaces == [
        ("Nhật Bản", "GPE"),
        ("Thứ trưởng Lê Thu Hà", "ROLE"),
        ("bán dẫn", "EVENT"),
        ("giảng viên", "SECTOR"),
    ]
    assert [(n.value, n.unit, n.modifier) for n in document.numbers] == [
        ("4000000000", "USD", ""),
        ("12", "khóa học", "approx"),
        ("2027", "", "max"),
    ]
    assert [c.specificity for c in document.commitments] == ["specific", "vague"]
    party, gpe = document.parties[0], document.entities[0]
    assert document.commitments[0].arguments == (
        Argument("actor", gpe.start, gpe.end),
        Argument("recipient", party.start, party.end),
    )


def test_one_region_may_have_labels_of_two_layers(back: Run, gold: Document) -> None:
    """Two sets of labels active at once give one region with both: each is a span, and a relation takes what fits."""

    def edit(task: dict[str, Any]) -> None:
        span(task, "các giảng viên", "party", "PARTY")
        span(task, "các giảng viên", "number", "QUANTITY")
        for role in ("recipient", "amount"):
            results(task).append({"type": "relation", "from_id": "c1", "to_id": "new", "labels": [role]})

    documents, faults = back(edit)
    (document,) = documents
    place = document.parties[-1]
    assert document.numbers[-1] == Number(place.start, place.end, "QUANTITY", "")
    added = set(document.commitments[0].arguments) - set(gold.commitments[0].arguments)
    assert added == {Argument(role, place.start, place.end) for role in ("recipient", "amount")}
    assert faults == []


def test_a_relation_drawn_the_other_way_round_is_understood(back: Run, gold: Document) -> None:
    def edit(task: dict[str, Any]) -> None:
        actor = relation(task, "actor")
        actor["from_id"], actor["to_id"] = actor["to_id"], actor["from_id"]

    assert back(edit) == ([gold], [])


def set_text(task: dict[str, Any]) -> None:
    task["data"]["text"] = task["data"]["text"].replace("Nhật Bản", "Nhật")


def drop_ids(task: dict[str, Any]) -> None:
    for it in results(task):
        it.pop("id", None)


def cross(task: dict[str, Any]) -> None:
    span(task, "nhất trí mở 12", "entity", "EVENT")
    span(task, "mở 12 khóa học", "entity", "PROJECT", "other")


def same_id(task: dict[str, Any]) -> None:
    for words in ("cảm ơn", "các giảng viên"):
        span(task, words, "entity", "ORG", "e4")


def no_fields(task: dict[str, Any]) -> None:
    result(task, "n1", "value")["value"]["text"] = ["1", "2"]


TASK = "export.json: task 7 (composed-901): "
FAULTS: dict[str, tuple[Edit, list[str]]] = {
    "renamed label": (
        lambda task: result(task, "e4", "entity")["value"].update(labels=["Lĩnh vực"]),
        ["e4 'bán dẫn' has label 'Lĩnh vực' of 'entity', which is none of ours; keep the labels of camket"],
    ),
    "label of another layer": (
        lambda task: result(task, "e4", "entity")["value"].update(labels=["MONEY"]),
        ["e4 'bán dẫn' has label 'MONEY' of 'entity', which is none of ours"],
    ),
    "ambiguous label of another set": (
        lambda task: result(task, "e4", "entity").update(from_name="ner", value={
            **result(task, "e4", "entity")["value"], "labels": ["AGREEMENT"]}),
        ["e4 'bán dẫn' has label 'AGREEMENT' of 'ner', which is none of ours"],
    ),
    "no label": (
        lambda task: result(task, "e4", "entity")["value"].pop("labels"),
        ["e4 'bán dẫn' has no label; give it one"],
    ),
    "words changed": (
        lambda task: result(task, "e4", "entity")["value"].update(text="bán lẻ"),
        ["e4 is 'bán lẻ', but there stands 'bán dẫn'; mark it anew"],
    ),
    "text changed": (
        set_text,
        ["the text was changed since camket labelstudio export", "e1 is 'Nhật", "spans moved along", "c1: actor e1"],
    ),
    "offsets outside": (
        lambda task: result(task, "e4", "entity")["value"].update(start=900, end=990),
        ["e4 (SECTOR) at 900 to 990; need 0 <= start < end <= 137"],
    ),
    "no offsets": (
        lambda task: result(task, "e4", "entity")["value"].update(start="/p[1]", end="/p[1]"),
        ["e4 'bán dẫn' at '/p[1]' to '/p[1]'; need whole numbers"],
    ),
    "crossing": (
        cross,
        [
            "other (PROJECT) crosses new: 'mở 12 khóa học'; spans may nest but not cross",
            "n2 (QUANTITY) crosses new: '12 khóa học'",
        ],
    ),
    "over a sentence": (
        lambda task: span(task, "2027.\nBà", "entity", "EVENT"),
        ["new (EVENT) reaches over the end of a sentence: '2027. Bà'; mark it in one sentence"],
    ),
    "only white space": (
        lambda task: span(task, "\n", "entity", "EVENT"),
        ["new (EVENT) holds no word"],
    ),
    "a note": (
        lambda task: result(task, "e4", "entity").update(meta={"text": ["xem lại"]}),
        ["e4 'bán dẫn' has a note: xem lại; there is no place for it"],
    ),
    "twin": (
        lambda task: span(task, "bán dẫn", "entity", "SECTOR"),
        ["new (SECTOR) covers the same characters as e4; keep one"],
    ),
    "relation to nothing": (
        lambda task: relation(task, "amount").update(to_id="x9"),
        ["c1: amount x9, which is not there; name a mention that is right"],
    ),
    "relation from nothing": (
        lambda task: relation(task, "amount").update(from_id="x9"),
        ["amount from x9 to n1; lead from a commitment to its argument"],
    ),
    "relation without a label": (
        lambda task: relation(task, "amount").pop("labels"),
        ["relation from c1 to n1 has no label; choose actor, recipient, amount or deadline"],
    ),
    "relation with a label of its own": (
        lambda task: relation(task, "amount").update(labels=["giver"]),
        ["c1: role 'giver'; use actor, recipient, amount, deadline"],
    ),
    "relation to the wrong layer": (
        lambda task: relation(task, "amount").update(to_id="e1"),
        ["c1: amount e1 is no MONEY or PERCENT or QUANTITY"],
    ),
    "unknown modifier": (
        lambda task: result(task, "n2", "modifier")["value"].update(choices=["about"]),
        ["n2: modifier 'about'; use approx, min, max"],
    ),
    "two values": (no_fields, ["n1: 2 × value: 1, 2; write one"]),
    "a value that is no text": (
        lambda task: result(task, "n1", "value")["value"].update(text=3000000000),
        ["n1: value 3000000000; write words or figures"],
    ),
    "a field of the wrong layer": (
        lambda task: result(task, "n1", "value").update(id="e1"),
        ["value ['3000000000'] of e1; it belongs to one of the numbers"],
    ),
    "a field that we have not": (
        lambda task: result(task, "n1", "unit").update(from_name="comment"),
        ["1 × textarea 'comment'; there is no place for it"],
    ),
    "no sentences told": (
        lambda task: task["data"].pop("headlines"),
        ["no headlines in its data; write <h> for <p>"],
    ),
    "ids lost": (
        drop_ids,
        ["19 results without an id; fields are joined to spans by their offsets", *["from "] * 4],
    ),
    "one id for three regions": (
        same_id,
        ["e4 (entities) stands there twice; give each its own id; the first is kept"],
    ),
    "no list": (lambda task: task["annotations"][0].update(result="x"), ["result is no list"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_is_said_by_task_and_place_and_the_rest_is_kept(back: Run, gold: Document, case: str) -> None:
    edit, wanted = FAULTS[case]
    documents, faults = back(edit)
    assert [document.id for document in documents] == ["composed-901"]
    assert len(faults) == len(wanted), faults
    for fault, words in zip(faults, wanted, strict=True):
        assert fault.startswith(TASK)
        assert words in fault
    assert "; " in faults[0]
    if case not in ("text changed", "no list"):
        kept = {entity for entity in gold.entities if gold.surface(entity) != "bán dẫn"}
        assert kept <= set(documents[0].entities)


def test_spans_move_along_with_a_changed_text(back: Run, gold: Document) -> None:
    """Where the words around them moved by as much."""

    def edit(task: dict[str, Any]) -> None:
        text = task["data"]["text"]
        task["data"]["text"] = "🤝 " + text.replace("cho biết", "nói")

    (document,), faults = back(edit)
    assert [document.surface(it) for it in document.entities] == [gold.surface(it) for it in gold.entities]
    assert [document.surface(it) for it in document.numbers] == [gold.surface(it) for it in gold.numbers]
    assert "the text was changed since camket labelstudio export" in faults[0]
    assert len(document.commitments) == len(gold.commitments)
    assert any("spans moved along with the changed text; look whether" in fault for fault in faults)


def test_an_article_without_a_span_is_said(back: Run) -> None:
    documents, faults = back(lambda task: take_out(task, lambda it: False))
    assert not list(documents[0].spans())
    assert faults == [f"{TASK}nothing is annotated; if that is wrong, take the pre-annotations over before you submit"]


def test_of_a_changed_text_spans_without_their_words_are_left_out(back: Run) -> None:
    """Their offsets may mean anything."""

    def edit(task: dict[str, Any]) -> None:
        set_text(task)
        for it in results(task):
            if it["type"] == "labels":
                del it["value"]["text"]

    documents, _ = back(edit)
    assert not list(documents[0].spans())


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("Tăng 60%, rồi.", "60%,", "60%"),
        ("Tăng (tới 60%).", "60%).", "60%"),
        ("Tăng một phần (60%).", "một phần (60%).", "một phần (60%)"),
        ("Tăng 4,2%, rồi.", "4,2%,", "4,2%"),
        ("Tăng 60%.", "60%", "60%"),
    ],
)
def test_punctuation_that_selecting_by_words_takes_along_after_a_sign_is_taken_off(
    tmp_path: Path, text: str, words: str, kept: str
) -> None:
    task: dict[str, Any] = {"id": 3, "data": {"text": text}, "annotations": [{"result": []}]}
    span(task, words, "number", "PERCENT")
    (document,), faults = read(tmp_path, [task])
    assert [document.surface(number) for number in document.numbers] == [kept]
    assert len(faults) == 1


def test_a_changed_text_keeps_the_spans_that_stand_on_their_words(back: Run) -> None:
    def edit(task: dict[str, Any]) -> None:
        task["data"]["text"] += "\nMột câu nữa."

    documents, faults = back(edit)
    assert len(documents[0].entities) == 4
    assert [documents[0].surface(sentence) for sentence in documents[0].sentences][-1] == "Một câu nữa."
    assert len(faults) == 1


def test_lost_ids_keep_values(back: Run, gold: Document) -> None:
    documents, _ = back(drop_ids)
    assert documents[0].numbers == gold.numbers
    assert [commitment.specificity for commitment in documents[0].commitments] == ["specific", "specific"]


@pytest.mark.parametrize("cut", [(2, 3), (3, 4)])
def test_a_span_that_cuts_what_is_seen_as_one_character_is_left_out(
    make: Callable[..., Document], tmp_path: Path, cut: tuple[int, int]
) -> None:
    document = make("composed-902", "A 👍🏽 b.")
    task = label_studio.tasks([document], reviewed=True)[0]
    words = task["data"]["text"][slice(*cut)]
    value = {"start": cut[0], "end": cut[1], "text": words, "labels": ["ORG"]}
    results(task).append({"id": "x", "from_name": "entity", "to_name": "text", "type": "labels", "value": value})
    documents, faults = read(tmp_path, [task])
    assert documents[0].entities == ()
    assert "x (ORG)" in faults[0]


def two(task: dict[str, Any]) -> None:
    first = task["annotations"][0]
    first |= {"completed_by": {"id": 1, "email": "an@example.org"}, "updated_at": "2026-03-12T08:00:00Z"}
    second = copy.deepcopy(first)
    second |= {"id": 42, "completed_by": {"id": 2, "email": "binh@example.org"}, "updated_at": "2026-03-12T09:30:00Z"}
    second["result"] = [it for it in second["result"] if it.get("id") != "e3"]
    task["annotations"].append(second)


def test_of_two_annotations_the_caller_chooses(back: Run, gold: Document) -> None:
    documents, faults = back(two)
    assert documents == []
    people = "41 by 1 an@example.org of 2026-03-12T08:00, 42 by 2 binh@example.org of 2026-03-12T09:30"
    assert faults == [f"{TASK}2 annotations: {people}; say which with --by PERSON or --latest; the task is left out"]
    assert back(two, Choice(by="an@example.org")) == ([gold], [])
    assert back(two, Choice(by="1")) == ([gold], [])
    for choice in (Choice(latest=True), Choice(by="2")):
        (document,), faults = back(two, choice)
        assert len(document.entities) == 3
        assert faults == []
    assert back(two, Choice(by="chi")) == ([], [f"{TASK}no annotation by 'chi'; it is left out"])


def test_skipped_unsubmitted_and_unannotated_tasks_are_said(back: Run, gold: Document) -> None:
    skipped = f"{TASK}annotation 41 by 1 was skipped (cancelled); it is left out"
    assert back(lambda task: task["annotations"][0].update(was_cancelled=True)) == ([], [skipped])

    def one_of_two(task: dict[str, Any]) -> None:
        two(task)
        task["annotations"][1]["was_cancelled"] = True

    documents, faults = back(one_of_two)
    assert documents == [gold]
    assert "annotation 42 by 2 binh@example.org" in faults[0]
    assert "no annotation; open it" in back(lambda task: task.update(annotations=[]))[1][0]
    assert "not submitted; press Submit" in back(lambda task: task.update(annotations=[], drafts=[{}]))[1][0]
    later = f"{TASK}annotation 41 by 1 has later edits that were not submitted; press Update in Label Studio; they are"
    documents, faults = back(lambda task: task.update(drafts=[{"annotation": 41, "result": []}]))
    assert (documents, faults) == ([gold], [f"{later} left out"])
    assert back(lambda task: task.update(drafts=[{"annotation": 40}])) == ([gold], [])


def test_exports_of_other_versions_are_read(tmp_path: Path, gold: Document) -> None:
    """`completions` before 1.0; one annotation with its task, as cloud storage gets it; offsets as strings."""
    task = label_studio.tasks([gold], reviewed=True)[0]
    old = {"id": 1, "data": task["data"], "completions": task["annotations"]}
    assert read(tmp_path, [old]) == ([gold], [])
    stored = {"id": 5, "result": results(task), "task": {"id": 1, "data": task["data"]}}
    assert read(tmp_path, stored) == ([gold], [])
    for it in results(task):
        if "value" in it:
            it["value"] |= {"start": str(it["value"]["start"]), "end": str(it["value"]["end"])}
    assert read(tmp_path, [task]) == ([gold], [])


def test_offsets_of_hypertext_are_read(tmp_path: Path, gold: Document) -> None:
    task = label_studio.tasks([gold], reviewed=True)[0]
    for it in results(task):
        if it["type"] == "labels":
            value, labels = it["value"], it["value"].pop("labels")
            value["globalOffsets"] = {"start": value["start"], "end": value["end"]}
            value |= {"start": "/text()[1]", "end": "/text()[1]", "startOffset": 0, "hypertextlabels": labels}
            it["type"] = "hypertextlabels"
    assert read(tmp_path, [task]) == ([gold], [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no JSON"),
        ("id\ttext\n", "no JSON"),
        ("[", "no JSON"),
        ("[]", "no task"),
        ("3", "task 1: no data"),
        ([{"id": 4, "text": "Huế.", "entity": [{"start": 0, "end": 3, "labels": ["GPE"]}]}], "task 4: no data; export"),
        ([{"data": {}}], "task 1: no text in its data"),
        ([{"data": {"text": "Huế."}, "annotations": {"result": []}}], "annotations is no list of objects"),
    ],
)
def test_what_is_no_export_is_said(tmp_path: Path, content: Any, words: str) -> None:
    documents, faults = read(tmp_path, content)
    assert documents == []
    assert words in faults[0]
    assert len(faults) == 1


def test_two_tasks_of_one_article_are_not_mixed(tmp_path: Path, gold: Document) -> None:
    task = label_studio.tasks([gold], reviewed=True)[0]
    documents, faults = read(tmp_path, [task, {"id": 9, **task}])
    assert documents == [gold]
    assert faults == ["export.json: task 9 (composed-901): its article is that of task 1; keep one; it is left out"]


def paths(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of everything in JSON data."""
    keys = data.keys() if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    return [here, *(path for key in keys for path in paths(data[key], (*here, key)))]


JUNK = st.sampled_from(
    [None, 0, -1, 3, 10**9, 1.5, True, "", "x", "MONEY", [], [0], ["ORG"], {}, {"start": 1}, "9" * 5000, "\ud83e", "🤝"]
)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_is_changed_in_an_export_is_a_document_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Never a crash; and what comes back can be written as an annotation file."""
    folder = tmp_path_factory.mktemp("junk")
    task = {"id": 7, **json.loads(TASK_OF_GOLD)}
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(paths(task)[1:]))
        holder: Any = task
        for key in way:
            holder = holder[key]
        holder[last] = copy.deepcopy(data.draw(JUNK))
    documents, faults = read(folder, [task])
    assert documents or faults
    for document in documents:
        annotation_xml.write(document)


TASK_OF_GOLD = json.dumps(
    {
        "data": {"text": "Huế góp 3 tỷ yên.\nHết.", "article": "composed-1", "split": "train", "date": "2026-03-12"},
        "annotations": [
            {
                "completed_by": {"id": 1, "email": "a"},
                "result": [
                    {"id": "e1", "from_name": "entity", "type": "labels",
                     "value": {"start": 0, "end": 3, "text": "Huế", "labels": ["GPE"]}},
                    {"id": "c1", "from_name": "commitment", "type": "labels",
                     "value": {"start": 4, "end": 16, "text": "góp 3 tỷ yên", "labels": ["PLEDGE"]}},
                    {"id": "n1", "from_name": "number", "type": "labels",
                     "value": {"start": 8, "end": 16, "text": "3 tỷ yên", "labels": ["MONEY"]}},
                    {"id": "n1", "from_name": "value", "type": "textarea", "value": {"text": ["3000000000"]}},
                    {"id": "c1", "from_name": "specificity", "type": "choices", "value": {"choices": ["specific"]}},
                    {"type": "relation", "from_id": "c1", "to_id": "e1", "labels": ["actor"]},
                ],
            }
        ],
    }
)  # fmt: skip


def test_the_interface_has_every_label_value_and_role_with_keys_of_their_own() -> None:
    root = ET.fromstring(interface())
    named = {tag.get("name"): [child.get("value") for child in tag] for tag in root.iter() if tag.get("name")}
    assert named["entity"] == list(ENTITY_LABELS)
    assert named["number"] == list(NUMBER_LABELS)
    assert named["party"] == ["PARTY"]
    assert named["commitment"] == list(COMMITMENT_LABELS)
    assert named["modifier"] == list(MODIFIERS)
    assert named["specificity"] == list(SPECIFICITIES)
    assert [tag.get("value") for tag in root.iter("Relation")] == list(ARGUMENT_ROLES)
    keys = [tag.get("hotkey") for tag in root.iter() if tag.get("hotkey")]
    assert len(keys) == len(set(keys)) == 27
    assert all(tag.get("hint") for tag in root.iter("Label"))


def camket(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["labelstudio", *map(str, arguments)])
    return done.exit_code, re.sub(r"\s+", " ", done.output)


def test_from_the_command_line_there_and_back(small_root: Path, tmp_path: Path, article: str) -> None:
    tasks, out = tmp_path / "tasks.json", tmp_path / "out"
    assert camket("config")[1].startswith("<View ")
    assert camket("export", "composed-901", "--out", tasks, "--reviewed") == (0, f"1 tasks in {tasks} ")
    assert camket("import", tasks, "--out", out)[0] == 0
    assert (out / "composed-901.xml").read_text(encoding="utf-8") == article
    assert "unchanged" in camket("import", tasks, "--out", out)[1]
    assert camket("import", tasks, "--out", tmp_path / "1", "--pass", "1")[0] == 0
    assert 'pass="1"' in (tmp_path / "1" / "composed-901.xml").read_text(encoding="utf-8")
    assert camket("import", tasks, "--out", out, "--pass", "3")[0] == 2
    assert camket("export", "composed-9", "--out", tasks)[0] == 2
    status, said = camket("export", "--out", tasks)  # pre-annotations over annotations
    assert status == 2
    assert "is there and differs: name another file" in said
    assert camket("export", "--out", tasks, "--force")[0] == 0


def test_nothing_is_overwritten_without_a_word(small_root: Path, tmp_path: Path) -> None:
    tasks = tmp_path / "tasks.json"
    camket("export", "--out", tasks, "--reviewed")
    data = json.loads(tasks.read_text(encoding="utf-8"))
    take_out(data[0], lambda it: it.get("id") != "e3")
    tasks.write_text(json.dumps(data), encoding="utf-8")
    folder = small_root / "annotations" / "composed"
    before = (folder / "composed-901.xml").read_text(encoding="utf-8")
    status, said = camket("import", tasks, "--out", folder)
    assert status == 1
    assert "it is there and differs; name another folder with --out, or say --force" in said
    assert (folder / "composed-901.xml").read_text(encoding="utf-8") == before
    assert camket("import", tasks, "--out", folder, "--force")[0] == 0
    assert 'type="PER"' not in (folder / "composed-901.xml").read_text(encoding="utf-8")


def test_the_schema_s_name_and_comments_of_the_file_stay(small_root: Path, tmp_path: Path, gold: Document) -> None:
    tasks, path = tmp_path / "tasks.json", small_root / "annotations" / "composed" / "composed-901.xml"
    camket("export", "--out", tasks, "--reviewed")
    name, comment = '<?xml-model href="../schema.rng"?>', "<!-- DECIDE 1 of 1 -->"
    there = path.read_text(encoding="utf-8").replace("<p>", f"<p>\n{comment}")
    path.write_text(f"{name}\n{there}", encoding="utf-8")
    assert "unchanged" in camket("import", tasks, "--out", path.parent)[1]
    data = json.loads(tasks.read_text(encoding="utf-8"))
    take_out(data[0], lambda it: it.get("id") != "e3")
    tasks.write_text(json.dumps(data), encoding="utf-8")
    assert camket("import", tasks, "--out", path.parent, "--force")[0] == 0
    assert path.read_text(encoding="utf-8").startswith(f"{name}\n<article")
    assert f"<p>\n{comment}\n<s>" in path.read_text(encoding="utf-8")
    data[0]["data"]["text"] += "\nMột câu nữa."
    tasks.write_text(json.dumps(data), encoding="utf-8")
    said = camket("import", tasks, "--out", path.parent, "--force")[1]
    assert f"it has other sentences, so this comment has no place: {comment}; put it back by hand" in said
    assert path.read_text(encoding="utf-8").startswith(f"{name}\n<article")


def test_a_half_finished_article_is_written_and_what_it_lacks_is_said(small_root: Path, tmp_path: Path) -> None:
    tasks, out = tmp_path / "tasks.json", tmp_path / "out"
    camket("export", "--out", tasks, "--reviewed")
    data = json.loads(tasks.read_text(encoding="utf-8"))
    take_out(data[0], lambda it: it.get("from_name") not in ("value", "specificity") and it.get("labels") != ["actor"])
    tasks.write_text(json.dumps(data), encoding="utf-8")
    status, said = camket("import", tasks, "--out", out)
    assert status == 1
    for words in ("<n> has no value", "<c> has no specificity", "<c> has no actor", "<party> fills no role"):
        assert words in said
    assert f"{out / 'composed-901.xml'}:3:" in said
    assert "written, unfinished" in said
    assert (out / "composed-901.xml").is_file()


def test_published_text_does_not_enter_the_repository(small_root: Path, tmp_path: Path, gold: Document) -> None:
    tasks = tmp_path / "tasks.json"
    published = replace(gold, split="published")
    tasks.write_text(json.dumps(label_studio.tasks([published], reviewed=True)), encoding="utf-8")
    folder = small_root / "annotations" / "published"
    status, said = camket("import", tasks, "--out", folder)
    assert status == 1
    assert "it would hold published text; name one in hydrated/" in said
    assert not list(folder.iterdir())
    assert camket("import", tasks, "--out", small_root)[0] == 1
    assert camket("import", tasks, "--out", small_root / "hydrated")[0] == 0
    article = small_root / "hydrated" / "composed-901.xml"
    status, said = camket("export", article, "--out", small_root / "tasks.json")
    assert status == 2
    assert "would hold published text (composed-901): name one in hydrated/" in said
    status, said = camket("export", article, "--out", small_root / "hydrated" / "tasks.json")
    assert status == 0
    assert "keep it to yourself" in said


def test_faults_as_json(small_root: Path, tmp_path: Path) -> None:
    tasks = tmp_path / "tasks.json"
    camket("export", "--out", tasks)
    status, said = camket("import", tasks, "--out", tmp_path / "out", "--json")
    assert status == 1
    found = json.loads(said)
    assert found["files"] == {}
    assert found["faults"][0]["message"] == "no annotation"


def test_a_party_that_is_an_entity_too_is_left_out(back: Run, gold: Document) -> None:
    """The entity stands alone there."""
    documents, faults = back(lambda task: span(task, "Nhật Bản", "party", "PARTY"))
    assert documents[0].parties == (Party(gold.parties[0].start, gold.parties[0].end),)
    assert "new (PARTY) covers the same characters as e1" in faults[0].replace("(Party)", "(PARTY)")
