"""What a reader has accepted is recorded, and a record that accepts nothing any more is itself a finding."""

from pathlib import Path

import pytest

from camket.faults import FaultsError
from camket.review.findings import Acceptance, Finding, read_accepted, unaccepted

HEAD = "check\tarticle\twhat\treason\n"
FINDING = Finding("surface", "composed-901", 3, "điện", "no entity here", "annotate it")


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "accepted.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_nothing_is_accepted(tmp_path: Path) -> None:
    """Every finding is left."""
    assert read_accepted(tmp_path / "accepted.tsv") == []
    assert unaccepted([FINDING], []) == [FINDING]


@pytest.mark.parametrize("article", ["composed-901", "*"])
def test_an_accepted_finding_is_not_shown(article: str, tmp_path: Path) -> None:
    """A row holds for one article, or with * for every one."""
    rows = read_accepted(_file(tmp_path, f"{HEAD}surface\t{article}\tđiện\tno field of cooperation\n"))
    assert rows == [Acceptance("surface", article, "điện", "no field of cooperation")]
    assert unaccepted([FINDING], rows) == []


@pytest.mark.parametrize(
    "row",
    [("surface", "composed-902", "điện"), ("surface", "*", "nước"), ("shared-run", "composed-901", "điện")],
    ids=["other article", "other words", "other check"],
)
def test_a_row_that_accepts_nothing_is_a_finding(row: tuple[str, str, str]) -> None:
    """So that the record does not outlive what it was made for."""
    left = unaccepted([FINDING], [Acceptance(*row, "a reason")])
    assert [finding.check for finding in left] == ["accepted", "surface"]
    assert "take the row out" in left[0].advice


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("check\twhat\n", 1),
        (f"{HEAD}surface\t*\tđiện\n", 2),
        (f"{HEAD}surface\t*\tđiện\t \n", 2),
    ],
    ids=["head", "no reason", "empty reason"],
)
def test_a_faulty_row_is_said_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    """No row without its reason."""
    with pytest.raises(FaultsError) as caught:
        read_accepted(_file(tmp_path, text))
    assert [fault.line for fault in caught.value.faults] == [line]
    assert "reason" in caught.value.faults[0].mend
