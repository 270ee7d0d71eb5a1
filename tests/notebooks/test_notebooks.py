"""The notebooks as they are published: current, with exercises and checks for nbgrader, without solutions."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jupytext")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
sys.path.insert(0, str(NOTEBOOKS))
import build  # noqa: E402

SOURCES = sorted((NOTEBOOKS / "source").glob("[0-9]-*.py"))
COURSE = (NOTEBOOKS / "README.md").read_text(encoding="utf-8")
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
each = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


def cells(path: Path) -> list[Any]:
    return list(nbformat.read(path, as_version=4).cells)


@each
def test_built_from_the_source_that_is_there(source: Path) -> None:
    found = {path.name: build.stale(path, new, outputs=False) for path, new in build.targets(source).items()}
    assert set(found.values()) == {None}, f"{found}: python notebooks/build.py {source.stem}"


@each
def test_exercises_have_checks_and_what_nbgrader_reads(source: Path) -> None:
    graders = [cell.metadata.get("nbgrader") for cell in cells(NOTEBOOKS / f"{source.stem}.ipynb")]
    graders = [grader for grader in graders if grader]
    exercises = [grader["grade_id"] for grader in graders if grader["solution"]]
    checks = [grader["grade_id"] for grader in graders if grader["grade"]]
    assert len(exercises) >= 5
    assert checks == [f"check-{name}" for name in exercises]
    for grader in graders:
        assert grader["schema_version"] == 3
        assert grader["locked"] is not grader["solution"]
        assert ("points" in grader) is grader["grade"]
    assert len({grader["grade_id"] for grader in graders}) == len(graders)


@each
def test_the_number_of_exercises_is_the_one_that_is_told(source: Path) -> None:
    notebook = cells(NOTEBOOKS / f"{source.stem}.ipynb")
    count = sum(cell.metadata.get("nbgrader", {}).get("solution", False) for cell in notebook)
    assert f"**Bài tập:** {count}." in notebook[0].source
    assert re.search(rf"\*\*Exercises:\*\*\s(> )?{count}\.", notebook[0].source)
    row = re.search(rf"^\| \[{source.stem}\]\({source.stem}\.ipynb\) .* (\d+) \|$", COURSE, re.MULTILINE)
    assert row, "notebooks/README.md has no row of it"
    assert int(row[1]) == count


@each
def test_students_get_no_solution(source: Path) -> None:
    student = "\n".join(cell.source for cell in cells(NOTEBOOKS / f"{source.stem}.ipynb"))
    assert "SOLUTION" not in student
    assert "HIDDEN" not in student
    solutions = SOLUTION.findall(source.read_text(encoding="utf-8"))
    lines = {line.strip() for solution in solutions for line in solution.splitlines()}
    told = {line for line in lines if len(line) > 15 and line in {line.strip() for line in student.splitlines()}}
    assert not told


@each
def test_blank_answers_are_told_so_and_nothing_fails(source: Path) -> None:
    for cell in cells(NOTEBOOKS / f"{source.stem}.ipynb"):
        outputs = cell.get("outputs", [])
        assert not [output for output in outputs if output.output_type == "error"]
        if cell.metadata.get("nbgrader", {}).get("grade"):
            assert "Not yet" in str(outputs[-1].data["text/plain"])


@each
def test_texts_are_in_both_languages(source: Path) -> None:
    for cell in cells(NOTEBOOKS / f"{source.stem}.ipynb"):
        if cell.cell_type == "markdown":
            assert "\n> " in cell.source, f"no English in: {cell.source[:60]}"
            headings = [line for line in cell.source.splitlines() if line.startswith("#")]
            assert all(" · " in line for line in headings), headings


@each
def test_cells_are_short(source: Path) -> None:
    for cell in cells(NOTEBOOKS / f"{source.stem}.ipynb"):
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("locked"):
            lines = [line for line in cell.source.splitlines() if line.strip()]
            assert len(lines) <= 15, cell.source
            assert max(map(len, lines), default=0) <= 98, cell.source


@pytest.mark.slow
@each
def test_running_it_gives_the_outputs_that_are_published(source: Path) -> None:
    command = [sys.executable, str(NOTEBOOKS / "build.py"), "--check", source.stem]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_solution_is_withheld() -> None:
    code = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
    assert build.withheld(code) == f"def f(x):\n    {build.HERE}\n    ..."
    value = "answer = []\n### BEGIN SOLUTION\nanswer = [1]\n### END SOLUTION"
    assert build.withheld(value) == f"answer = []\n{build.HERE}"


def test_paths_and_addresses_are_refused() -> None:
    cell = nbformat.v4.new_code_cell()
    for text in ("<function f at 0x7f3a2c1b9d30>", "/home/me/camket/x"):
        with pytest.raises(build.BuildError, match="path or a memory address"):
            build._normalise(nbformat.v4.new_output("stream", text=text), cell)
    build._normalise(nbformat.v4.new_output("stream", text="42,5 tỷ đồng/kg"), cell)


FIRST_CELL = re.compile(r'^# %% readonly="setup"\n(.*?)(?=^# %%)', re.MULTILINE | re.DOTALL)


@each
def test_first_cell_says_what_to_do_in_a_wrong_folder(source: Path, tmp_path: Path) -> None:
    first = FIRST_CELL.search(source.read_text(encoding="utf-8"))
    assert first
    shown = f"try:\n    exec({first[1]!r}, {{}})\nexcept Exception as e:\n    print(e._render_traceback_()[0])"
    command = [sys.executable, "-I", "-c", f"import sys; sys.stdout.reconfigure(encoding='utf-8')\n{shown}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "Open this notebook from the folder notebooks of camket." in done.stdout, done.stderr


def test_first_cell_says_what_is_missing() -> None:
    from checks.start import Stop, ready

    ready("json")
    with pytest.raises(Stop, match="make notebooks") as stop:
        ready("no_such_package")
    assert "no_such_package is missing" in stop.value._render_traceback_()[0]
