"""Adjudication: what agrees is taken, what differs cannot be missed, and the file is unreviewed until it is decided."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket.cli import app
from camket.contribute.adjudicate import adjudicate
from camket.contribute.formatting import canonical, reviewed
from camket.corpus.agreement import disagreements
from camket.corpus.load import load_pass
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.model import Document

ONE = (
    '<e type="ORG" id="e1">Sở Y tế</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ góp sức</c>.',
    '<e type="GPE">Huế</e> -- <n type="DATE" value="2027">năm 2027</n>.',
)
OTHER = (
    '<e type="ORG" id="e1">Sở Y tế</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ góp</c> sức.',
    '<e type="LOC">Huế</e> -- <n type="DATE" value="2027">năm 2027</n>.',
)
Make = Callable[..., Document]


def test_what_agrees_is_taken_and_what_differs_is_asked(make: Make, tmp_path: Path) -> None:
    done = adjudicate(make("a", *ONE), make("a", *OTHER))
    assert done.agreed == 2  # Sở Y tế and the year
    assert [(d.sentence, d.what) for d in done.differences] == [(1, "boundary"), (2, "label")]
    assert done.differences[1].readings == ("GPE “Huế”", "LOC “Huế”")
    lines = done.xml().splitlines()
    assert lines[2:4] == [
        "<!-- DECIDE 1 of 2: boundary",
        "  pass 1 (stands below): commitment PLEDGE “sẽ góp sức” (vague, actor “Sở Y tế”)",
    ]
    assert lines[5].startswith("<s>")
    path = tmp_path / "gold.xml"
    path.write_text(done.xml(), encoding="utf-8")
    assert canonical(path) == done.xml()
    assert annotation_xml.read(path).metadata["reviewed"] == "no"


def test_the_second_pass_can_stand_for_the_time_being(make: Make) -> None:
    one, other = make("a", *ONE), make("a", *OTHER)
    done = adjudicate(one, other, taken=1)
    assert done.document.commitments == other.commitments
    assert "pass 2 (stands below): LOC" in done.xml()


def test_it_is_not_reviewed_before_all_is_decided(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "gold.xml"
    path.write_text(adjudicate(make("a", *ONE), make("a", *OTHER)).xml(), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        reviewed(path)
    assert [fault.line for fault in caught.value.faults] == [3, 7]
    path.write_text(re.sub("<!--.*?-->\n", "", path.read_text("utf-8"), flags=re.DOTALL), encoding="utf-8")
    assert "reviewed" not in reviewed(path)


def test_passes_that_agree_need_no_decision(make: Make) -> None:
    done = adjudicate(make("a", *ONE), make("a", *ONE))
    assert (done.differences, done.document) == ((), make("a", *ONE))


def _other_date(document: Document) -> Document:
    return replace(document, date="2026-03-13")


def _first_pass(document: Document) -> Document:
    return replace(document, metadata={"pass": "1"})


def _unreviewed(document: Document) -> Document:
    return replace(document, metadata={"reviewed": "no"})


@pytest.mark.parametrize(
    ("change", "said"),
    [(_other_date, "differ in their date"), (_unreviewed, "pass 2 is unreviewed")],
)
def test_passes_that_cannot_be_merged_are_refused(
    make: Make, change: Callable[[Document], Document], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        adjudicate(make("a", *ONE), change(make("a", *ONE)))


def test_one_pass_does_not_agree_with_itself(make: Make) -> None:
    """Else a slip of the hand would make gold that nobody has read twice."""
    one = _first_pass(make("a", *ONE))
    with pytest.raises(ValueError, match="both are pass 1"):
        adjudicate(one, one)


def test_other_texts_are_refused_with_the_first_difference(make: Make) -> None:
    with pytest.raises(ValueError, match=re.escape("first in sentence 2: “Huế -- năm 2027.” and “Huế – năm 2028.”")):
        adjudicate(make("a", *ONE), make("a", ONE[0], "Huế – năm 2028."))
    with pytest.raises(ValueError, match="2 and 1 sentences"):
        adjudicate(make("a", *ONE), make("a", ONE[0]))


def test_all_passes_of_the_corpus_merge(root: Path, tmp_path: Path) -> None:
    """Every difference is asked once, before its sentence, and what stands is the first pass."""
    others = {document.id: document for document in load_pass("2", "composed", root)}
    pairs = [(one, others[one.id]) for one in load_pass("1", "composed", root) if one.id in others]
    assert len(pairs) >= 70
    path = tmp_path / "gold.xml"
    for one, other in pairs:
        done = adjudicate(one, other)
        found = disagreements(one, other)
        path.write_text(done.xml(), encoding="utf-8")
        merged = annotation_xml.read(path)
        marks = {"reviewed": "no"} if found else {}
        metadata = {key: said for key, said in one.metadata.items() if key != "pass"} | marks
        assert merged == replace(one, metadata=metadata)
        asked: list[int] = []
        sentence, open_comments = 0, 0
        for line in path.read_text(encoding="utf-8").splitlines():
            open_comments += line.startswith("<!-- DECIDE")
            if line.startswith("<s>"):
                sentence += 1
                asked += [sentence] * open_comments
                open_comments = 0
        assert asked == [row[0] for row in found]


def test_the_verb_lists_what_is_to_decide(root: Path, tmp_path: Path) -> None:
    passes = [root / "annotations" / "passes" / number / "composed" / "composed-003.xml" for number in ("1", "2")]
    gold = tmp_path / "gold.xml"
    command = ["adjudicate", *map(str, passes), "-o", str(gold)]
    result = CliRunner().invoke(app, [*command, "--json"])
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert gold.read_text(encoding="utf-8").count("DECIDE") == len(data["differences"]) > 0
    gold.write_text("work", encoding="utf-8")
    assert CliRunner().invoke(app, command).exit_code == 2
    assert gold.read_text(encoding="utf-8") == "work"
