"""camket validate: every fault of every file in one run, checks across files, and the schema beside the model."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from typer.testing import CliRunner

from camket.cli import app
from camket.corpus.load import SCHEMA
from camket.corpus.validate import corpus_files, validate
from camket.formats import annotation_xml
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    PASSES,
    SPECIFICITIES,
    SPLITS,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "faults.json").read_text(encoding="utf-8"))
RNG = "{http://relaxng.org/ns/structure/1.0}"
Add = Callable[..., Path]


@pytest.fixture
def add(small_root: Path, article: str) -> Add:
    """Adds an article to the small repository: the usual one with pieces of its text replaced."""

    def put(place: str, *pairs: tuple[str, str]) -> Path:
        content = article
        for old, new in pairs:
            assert old in content
            content = content.replace(old, new)
        path = small_root / "annotations" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return put


OTHER_TEXT = ("Thứ trưởng", "Cục trưởng")


def found(root: Path) -> list[str]:
    """The faults of the whole small corpus, as the command line prints them."""
    return [str(fault) for fault in validate(corpus_files(root), root)]


def test_a_valid_corpus_has_no_fault_and_status_0(small_root: Path) -> None:
    result = CliRunner().invoke(app, ["validate"])
    assert (result.exit_code, result.stdout) == (0, "1 files, 0 faults\n")


def test_the_committed_corpus_is_valid(root: Path) -> None:
    paths = corpus_files(root)
    assert paths
    assert validate(paths, root) == []


def test_all_faults_of_all_files_come_in_one_run_with_status_1(small_root: Path, add: Add) -> None:
    add(
        "composed/composed-902.xml",
        ("composed-901", "composed-902"),
        OTHER_TEXT,
        ("PER", "MAN"),
        ("12 khóa", "12  khóa"),
    )
    add("composed/composed-903.xml", ("composed-901", "composed-903"), ("</c>.</s>", ".</s>"))
    result = CliRunner().invoke(app, ["validate"])
    assert result.exit_code == 1
    *faults, summary = result.stdout.splitlines()
    assert [fault.split(": ")[0] for fault in faults] == [
        "annotations/composed/composed-902.xml:6:34",
        "annotations/composed/composed-902.xml:6:241",
        *[fault.split(": ")[0] for fault in faults[2:]],
    ]
    assert faults[0].endswith(
        "unknown label 'MAN' of <e>; use PER, ROLE, ORG, GPE, LOC, EVENT, PROJECT, AGREEMENT, SECTOR"
    )
    assert faults[1].endswith("two spaces; leave one")
    assert {fault.partition(".xml")[0] for fault in faults[2:]} == {"annotations/composed/composed-903"}
    assert summary == f"3 files, {len(faults)} faults"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_every_kind_of_fault_is_printed_with_file_line_column_and_mend(
    case: dict[str, Any], tmp_path: Path, small_root: Path
) -> None:
    article = case.get("article", 'id="composed-901" split="train" date="2026-03-12"')
    lines = case["file"] if "file" in case else [f"<article {article}>", "<p>", *case["lines"], "</p>", "</article>"]
    path = tmp_path / "loose" / "article.xml"
    path.parent.mkdir()
    path.write_bytes("\n".join(lines).replace("SHA256", "0" * 64).encode())
    result = CliRunner().invoke(app, ["validate", str(path), "--json"])
    assert result.exit_code == 1
    faults = json.loads(result.stdout)
    expected = [(fault["line"], fault["column"], fault["mend"]) for fault in case["faults"]]
    assert [(fault["line"], fault["column"], fault["mend"]) for fault in faults] == expected
    assert all(str(path).endswith(fault["path"]) and fault["message"] for fault in faults)


def test_json_has_the_parts_of_each_fault(small_root: Path, add: Add) -> None:
    path = add("composed/composed-901.xml", ("PER", "MAN"))
    result = CliRunner().invoke(app, ["validate", str(path), "--json"])
    assert json.loads(result.stdout) == [
        {
            "path": "annotations/composed/composed-901.xml",
            "line": 6,
            "column": 34,
            "message": "unknown label 'MAN' of <e>",
            "mend": "use PER, ROLE, ORG, GPE, LOC, EVENT, PROJECT, AGREEMENT, SECTOR",
        }
    ]


def test_a_duplicated_article_id_is_named_with_the_other_file(small_root: Path, add: Add) -> None:
    add("composed/composed-902.xml", OTHER_TEXT)
    assert found(small_root) == [
        "annotations/composed/composed-902.xml:1:1: article 'composed-901' of split 'train' in the wrong place; "
        "its place is annotations/composed/composed-901.xml",
        "annotations/composed/composed-902.xml:1:1: article id 'composed-901' stands in "
        "annotations/composed/composed-901.xml already; give each article its own id and one split",
    ]


def test_an_article_in_two_splits_is_named_with_both(small_root: Path, add: Add) -> None:
    add("retold/composed-901.xml", ("train", "retold"), OTHER_TEXT)
    assert found(small_root) == [
        "annotations/retold/composed-901.xml:1:1: article id 'composed-901' stands in "
        "annotations/composed/composed-901.xml already, there in split 'train', here in 'retold'; "
        "give each article its own id and one split"
    ]


def test_an_article_in_two_splits_under_two_ids_is_known_by_its_sentences(small_root: Path, add: Add) -> None:
    add("composed/composed-902.xml", ("composed-901", "composed-902"), ("train", "test"))
    assert found(small_root) == [
        "annotations/composed/composed-902.xml:1:1: a sentence of 'composed-902' stands in 'composed-901' too; "
        "an article stands in one split only"
    ]


def test_a_file_with_faults_of_its_own_is_still_compared_with_the_others(small_root: Path, add: Add) -> None:
    add("composed/composed-902.xml", OTHER_TEXT, ("PER", "MAN"), ("train", "test"))
    assert [fault.partition(": ")[2].partition("; ")[0] for fault in found(small_root)] == [
        "article 'composed-901' of split 'test' in the wrong place",
        "article id 'composed-901' stands in annotations/composed/composed-901.xml already, "
        "there in split 'train', here in 'test'",
        "unknown label 'MAN' of <e>",
    ]


@pytest.mark.parametrize(
    ("place", "change", "right"),
    [
        ("retold/composed-901.xml", ("composed-901", "composed-901"), "annotations/composed/composed-901.xml"),
        ("composed/other.xml", ("composed-901", "composed-901"), "annotations/composed/composed-901.xml"),
        ("composed/composed-901.xml", ("train", "retold"), "annotations/retold/composed-901.xml"),
        (
            "passes/2/composed/composed-901.xml",
            ('"train"', '"train" pass="1"'),
            "annotations/passes/1/composed/composed-901.xml",
        ),
        (
            "composed/composed-901.xml",
            ('"train"', '"train" pass="1"'),
            "annotations/passes/1/composed/composed-901.xml",
        ),
    ],
)
def test_a_file_in_the_wrong_place_is_told_its_place(
    small_root: Path, add: Add, place: str, change: tuple[str, str], right: str
) -> None:
    path = add(place, change)
    (fault,) = validate([path], small_root)
    assert fault.message.endswith("in the wrong place")
    assert fault.mend == f"its place is {right}"


def test_a_published_article_with_its_text_is_a_fault(small_root: Path, add: Add) -> None:
    path = add("published/composed-901.xml", ("train", "published"))
    assert [(fault.message, fault.mend) for fault in validate([path], small_root)] == [
        ("a published article with its text", "take it out: camket dehydrate")
    ]


def test_a_pass_over_another_text_than_gold_is_a_fault(small_root: Path, add: Add) -> None:
    add("passes/1/composed/composed-901.xml", ('"train"', '"train" pass="1"'), OTHER_TEXT)
    assert found(small_root) == [
        "annotations/passes/1/composed/composed-901.xml:1:1: the sentences differ from those of gold (composed-901); "
        "a pass and gold annotate the same text"
    ]


def test_passes_may_have_the_text_and_ids_of_gold_and_other_annotations(small_root: Path, add: Add) -> None:
    for number in PASSES:
        change = ('type="SECTOR"', 'type="PROJECT"')
        add(f"passes/{number}/composed/composed-901.xml", ('"train"', f'"train" pass="{number}"'), change)
    assert len(corpus_files(small_root)) == 3
    assert found(small_root) == []


def test_a_file_that_is_not_there_is_a_fault_with_its_name(small_root: Path) -> None:
    result = CliRunner().invoke(app, ["validate", str(small_root / "none.xml")])
    assert result.exit_code == 1
    assert (
        result.stdout.splitlines()[0] == "none.xml: cannot be read: No such file or directory; name an annotation file"
    )


def test_places_are_checked_in_a_repository_behind_a_link(small_root: Path, add: Add, tmp_path: Path) -> None:
    add("retold/composed-901.xml", OTHER_TEXT)
    link = tmp_path / "link"
    link.symlink_to(small_root, target_is_directory=True)
    assert [str(fault) for fault in validate(corpus_files(link), link)] == found(small_root)
    assert found(small_root)


def test_what_only_the_schema_forbids_is_a_fault(small_root: Path, add: Add) -> None:
    path = add("composed/composed-901.xml", ('"p1"', '"p²"'))
    faults = validate([path], small_root)
    assert {fault.message.partition(": ")[0] for fault in faults} == {"against the schema"}
    assert {(fault.path, fault.mend) for fault in faults} == {
        ("annotations/composed/composed-901.xml", "see annotations/schema.rng")
    }


def test_outside_a_repository_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMKET_ROOT", str(tmp_path))
    result = CliRunner().invoke(app, ["validate"])
    assert result.exit_code == 2
    assert result.stderr == f"no camket repository at {tmp_path}: set CAMKET_ROOT to your clone, or unset it\n"


def values_of(root: Path, definition: str, attribute: str) -> list[str]:
    """What the schema lists for an attribute of a definition (`start` for the article itself)."""
    tree = etree.parse(str(root / SCHEMA))
    place = f"{RNG}start" if definition == "start" else f"{RNG}define[@name='{definition}']"
    return [str(value.text) for value in tree.iterfind(f"{place}//{RNG}attribute[@name='{attribute}']//{RNG}value")]


@pytest.mark.parametrize(
    ("definition", "attribute", "labels"),
    [
        ("entity", "type", ENTITY_LABELS),
        ("number", "type", NUMBER_LABELS),
        ("number", "mod", MODIFIERS),
        ("commitment", "type", COMMITMENT_LABELS),
        ("commitment", "specificity", SPECIFICITIES),
        ("start", "split", SPLITS),
        ("start", "pass", PASSES),
    ],
)
def test_the_schema_lists_the_labels_of_the_model(
    root: Path, definition: str, attribute: str, labels: tuple[str, ...]
) -> None:
    assert sorted(values_of(root, definition, attribute)) == sorted(labels)


@pytest.mark.parametrize(
    ("definition", "attributes"),
    [
        ("start", annotation_xml.ARTICLE_ATTRIBUTES),
        ("entity", annotation_xml.ATTRIBUTES["e"]),
        ("number", annotation_xml.ATTRIBUTES["n"]),
        ("party", annotation_xml.ATTRIBUTES["party"]),
        ("commitment", annotation_xml.ATTRIBUTES["c"]),
    ],
)
def test_the_schema_has_the_attributes_of_the_reader(root: Path, definition: str, attributes: tuple[str, ...]) -> None:
    tree = etree.parse(str(root / SCHEMA))
    place = f"{RNG}start" if definition == "start" else f"{RNG}define[@name='{definition}']"
    named = [str(node.get("name")) for node in tree.iterfind(f"{place}//{RNG}attribute")]
    assert sorted(named) == sorted(attributes)
    assert set(ARGUMENT_ROLES) <= set(annotation_xml.ATTRIBUTES["c"])


def test_faults_come_in_the_order_of_files_and_places(small_root: Path, add: Add) -> None:
    for number in (903, 902):
        add(f"composed/composed-{number}.xml", ("composed-901", f"composed-{number}"), ("PER", "MAN"), ("GPE", "PLACE"))
    faults = validate(reversed(corpus_files(small_root)), small_root)
    places = [dataclasses.astuple(fault)[:3] for fault in faults]
    assert places == sorted(places)
    assert [Path(str(path)).stem for path, *_ in places] == [
        "composed-902",
        "composed-902",
        "composed-903",
        "composed-903",
    ]
