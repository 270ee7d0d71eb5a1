"""Predictions: what is written is read again, bad input is named by file and line, and never scored."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from camket.cli import app
from camket.corpus.load import load
from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml, predictions
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
)
from camket.scoring.score import score
from camket.text import nfc

CASES = json.loads((Path(__file__).parents[1] / "data" / "predictions_faults.json").read_text(encoding="utf-8"))
LENGTH = 136


@pytest.fixture
def gold(tmp_path: Path, article: str) -> list[Document]:
    """The small article, of `LENGTH` characters."""
    path = tmp_path / "gold.xml"
    path.write_text(article, encoding="utf-8")
    return [annotation_xml.read(path)]


def file_of(case: dict[str, Any]) -> str:
    """The lines of a case: as they stand, or objects as JSON."""
    return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in case["lines"])


def left_open(message: str) -> str:
    """The message, without the words of Python's JSON parser."""
    return "bad JSON: …" if message.startswith("bad JSON: ") else message


offsets = st.sets(st.integers(0, LENGTH), min_size=2, max_size=2).map(lambda pair: (min(pair), max(pair)))
arguments = st.builds(lambda role, at: Argument(role, *at), st.sampled_from(ARGUMENT_ROLES), offsets)
entities = st.builds(lambda at, label: Entity(at[0], at[1], label), offsets, st.sampled_from(ENTITY_LABELS))
numbers = st.builds(
    lambda at, label, unit, modifier: Number(at[0], at[1], label[0], label[1], unit, modifier),
    offsets,
    st.sampled_from([("MONEY", "42.5"), ("QUANTITY", "1/3"), ("DATE", "2026-01/2026-10"), ("DURATION", "P2W..P3W")]),
    st.text().map(nfc),
    st.sampled_from(["", *MODIFIERS]),
)
commitments = st.builds(
    lambda at, label, specificity, some: Commitment(at[0], at[1], label, specificity, tuple(sorted(some))),
    offsets,
    st.sampled_from(COMMITMENT_LABELS),
    st.sampled_from(SPECIFICITIES),
    st.lists(arguments, max_size=4),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(entities), st.lists(numbers), st.lists(commitments))
def test_predictions_written_and_read_are_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    some_entities: list[Entity],
    some_numbers: list[Number],
    some_commitments: list[Commitment],
) -> None:
    """Spans may overlap, cross and repeat in a prediction, and units hold any character in NFC."""
    made = Document(
        "composed-901",
        entities=tuple(sorted(some_entities)),
        numbers=tuple(sorted(some_numbers)),
        commitments=tuple(sorted(some_commitments)),
    )
    path = tmp_path_factory.mktemp("written") / "predictions.jsonl"
    path.write_text(predictions.write([made]), encoding="utf-8")
    assert predictions.read(path, [Document("composed-901", text="x" * LENGTH)]) == [made]


def test_a_number_without_a_value_scores_as_found_but_its_value_as_wrong(gold: list[Document], tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(
        '{"id": "composed-901", "numbers": [{"start": 13, "end": 21, "label": "MONEY"}]}\n', encoding="utf-8"
    )
    scores = score(gold, predictions.read(path, gold))
    assert scores.micro("numbers_span").correct == 1
    assert scores.micro("numbers_value").correct == 0


def test_a_line_is_one_object_with_only_what_is_there(gold: list[Document]) -> None:
    lines = predictions.write(gold).splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "id": "composed-901",
            "entities": [
                {"start": 0, "end": 8, "label": "GPE"},
                {"start": 22, "end": 32, "label": "ROLE"},
                {"start": 33, "end": 42, "label": "PER"},
                {"start": 87, "end": 94, "label": "SECTOR"},
            ],
            "numbers": [
                {"start": 13, "end": 21, "label": "MONEY", "value": "3000000000", "unit": "JPY"},
                {"start": 72, "end": 83, "label": "QUANTITY", "value": "12", "unit": "khóa học", "modifier": "min"},
                {"start": 101, "end": 109, "label": "DATE", "value": "2027", "modifier": "max"},
            ],
            "commitments": [
                {
                    "start": 9,
                    "end": 21,
                    "label": "PLEDGE",
                    "specificity": "specific",
                    "arguments": [
                        {"role": "actor", "start": 0, "end": 8},
                        {"role": "amount", "start": 13, "end": 21},
                    ],
                },
                {
                    "start": 60,
                    "end": 109,
                    "label": "AGREEMENT",
                    "specificity": "specific",
                    "arguments": [
                        {"role": "actor", "start": 52, "end": 59},
                        {"role": "deadline", "start": 101, "end": 109},
                    ],
                },
            ],
        }
    ]


def test_what_is_left_out_or_null_is_empty(tmp_path: Path, gold: list[Document]) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('\r\n{"id": "composed-901", "entities": null, "numbers": []}\r\n\r\n', encoding="utf-8")
    assert predictions.read(path, gold) == [Document("composed-901")]


def test_a_value_is_taken_as_written_and_one_without_a_meaning_is_counted(tmp_path: Path, gold: list[Document]) -> None:
    """A system writes 42.50 for 42.5, a model `5 tỷ`: neither spoils the file, the second can only be wrong."""
    path = tmp_path / "p.jsonl"
    values = ["3000000000.0", "3 tỷ", "", None]
    rows = [{"start": 13, "end": 21, "label": "MONEY", "value": value, "unit": "JPY"} for value in values]
    rows.append({"start": 101, "end": 109, "label": "DATE", "value": "2026-02-30"})
    path.write_text(json.dumps({"id": "composed-901", "numbers": rows}, ensure_ascii=False), encoding="utf-8")
    found = predictions.read(path, gold)
    assert [number.value for number in found[0].numbers] == ["3000000000.0", "3 tỷ", "", "", "2026-02-30"]
    assert predictions.unreadable_values(found) == 2
    assert score(gold, found).micro("numbers_value").correct == 1


def test_the_layers_of_a_file_are_those_that_a_line_gives(tmp_path: Path) -> None:
    """An empty list says that there is nothing; a layer left out is not predicted."""
    path = tmp_path / "p.jsonl"
    for text, layers in (
        ('{"id": "a", "entities": []}\n\n{"id": "b", "numbers": [], "commitments": null}', ("entities", "numbers")),
        ('{"id": "a"}', ("entities", "numbers", "commitments")),
        ("", ("entities", "numbers", "commitments")),
    ):
        path.write_text(text, encoding="utf-8")
        assert predictions.layers_in(path) == layers


def test_the_articles_text_may_stand_in_a_line_and_hold_any_line_separator(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    row = {"id": "a", "text": "Lúa\u2028chín\u0085rộ"}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n{", encoding="utf-8")
    with pytest.raises(FaultsError) as raised:
        predictions.read(path, [Document("a", text=row["text"])])
    assert [fault.line for fault in raised.value.faults] == [2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_bad_predictions_are_named_by_line_with_message_and_mend(
    case: dict[str, Any], tmp_path: Path, gold: list[Document]
) -> None:
    """All faults of the file; of bad JSON the parser's own words are left open (`…`)."""
    path = tmp_path / "p.jsonl"
    path.write_text(file_of(case), encoding="utf-8")
    with pytest.raises(FaultsError) as raised:
        predictions.read(path, gold)
    found = [dataclasses.asdict(fault) for fault in raised.value.faults]
    assert {fault.pop("path") for fault in found} == {str(path)}
    assert [{**fault, "message": left_open(fault["message"])} for fault in found] == case["faults"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_bad_predictions_end_with_file_and_line_and_status_1_and_no_score(
    case: dict[str, Any], tmp_path: Path, small_root: Path
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(file_of(case), encoding="utf-8")
    result = CliRunner().invoke(app, ["score", str(path), "--split", "train"])
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    expected = [f"{path}:{fault['line']}:{fault['column']}: " for fault in case["faults"]]
    assert [line[: len(place)] for line, place in zip(lines, expected, strict=True)] == expected


@pytest.mark.parametrize(
    "line",
    ['{"id": "composed-901", "entities": [{"start": ' + "9" * 5000 + "}]}", "[" * 100_000],
    ids=["a figure of thousands of digits", "thousands of brackets"],
)
def test_json_that_no_parser_holds_is_bad_json_and_no_crash(line: str, tmp_path: Path, gold: list[Document]) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(FaultsError, match=r"p\.jsonl:1:\d+: bad JSON: .*; write one JSON object a line"):
        predictions.read(path, gold)


def test_a_file_that_is_not_utf_8_is_named_with_its_line_and_byte(tmp_path: Path, gold: list[Document]) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'\n{"id": "composed-901\xff"}')
    with pytest.raises(FaultsError, match=r"p\.jsonl:2: byte 21 is not UTF-8; save it as UTF-8"):
        predictions.read(path, gold)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
keys = st.sampled_from(["start", "end", "label", "value", "unit", "modifier", "specificity", "arguments", "role", "x"])
wild_spans = st.lists(st.dictionaries(keys, json_values | st.sampled_from(["GPE", "MONEY", "PLEDGE", "vague"])))
wild_rows = st.fixed_dictionaries(
    {"id": st.just("composed-901")},
    optional=dict.fromkeys(("entities", "numbers", "commitments", "text"), json_values | wild_spans),
)


@settings(max_examples=25, deadline=None)
@given(wild_rows | json_values)
def test_any_json_is_read_or_refused_and_never_crashes(tmp_path_factory: pytest.TempPathFactory, row: object) -> None:
    path = tmp_path_factory.mktemp("wild") / "predictions.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    documents: list[Document] = []
    faults: tuple[Fault, ...] = ()
    try:
        documents = predictions.read(path, [Document("composed-901", text="x" * LENGTH)])
    except FaultsError as error:
        faults = error.faults
    assert bool(documents) != bool(faults)
    assert all(fault.line == 1 and fault.message and fault.mend for fault in faults)
    spans = [span for document in documents for span in document.spans()]
    assert all(0 <= span.start < span.end <= LENGTH for span in spans)


def test_a_missing_file_is_wrong_use(small_root: Path) -> None:
    result = CliRunner().invoke(app, ["score", str(small_root / "none.jsonl"), "--split", "train"])
    assert result.exit_code == 2
    assert "none.jsonl is no file; name your predictions" in result.stderr


def test_gold_as_prediction_is_scored_with_status_0(small_root: Path) -> None:
    path = small_root / "p.jsonl"
    path.write_text(predictions.write(load("train", small_root)), encoding="utf-8")
    result = CliRunner().invoke(app, ["score", str(path), "--split", "train", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["split"] == "train"
    assert result.stderr == ""
