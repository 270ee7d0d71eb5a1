"""Builds the notebooks of the course from `source/N-name.py`: one for students, one with solutions, both executed.

    python notebooks/build.py                 all
    python notebooks/build.py 3-numbers       those named
    python notebooks/build.py --check         writes nothing, says what is out of date, exits with 1 if anything is

How to write a notebook of this course:

1.  The source is a jupytext percent script. Texts are `# %% [markdown]` cells in triple quotes: headings in both
    languages ("## 2. Dấu phẩy · The comma"), the Vietnamese paragraph, under it the English one as a quotation (`> …`).
2.  The first code cell is `# %% readonly="setup"`, the same in every notebook but for what `ready` is asked for.
3.  An exercise is three cells: a text "### ✎ Bài tập 1 · Exercise 1: …" (what to write, one example, why it matters),
    the answer `# %% exercise="decimal"`, the check `# %% check="decimal" points=2` with one line, such as
    `check.decimal(decimal)`.
4.  The solution stands between `### BEGIN SOLUTION` and `### END SOLUTION`. Students get `...` in its place inside a
    function. Where the answer is a value, a line before gives it an empty one: `answer = []`.
5.  A check is a function in `checks/NAME.py` that returns a `say.Verdict`; `say.cases` makes one from examples and a
    function that says why an answer is wrong. It must tell a blank, a right answer, and each typical mistake by name.
6.  What follows an exercise must run for a blank too: `decimal = check.usable(decimal)` gives the student's function if
    it passes, else camket's.
7.  At most 15 lines of code a cell, none longer than 98 characters, one idea each; tables as `show.table(…)`,
    text as `show.spans(…)`, plots with matplotlib. Nothing may show a memory address, a path, a time or a warning: the
    build refuses those it can see. A cell that is run twice must give the same (no `read = wrap(read)`).
8.  Numbers in the text are measured by the notebook; the text says what to look at, not what comes out.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent
SOLUTION = re.compile(r"^(?P<indent> *)### BEGIN SOLUTION\n.*?^ *### END SOLUTION\n?", re.MULTILINE | re.DOTALL)
HERE = "# ✎ viết ở đây · write here"
UNSTABLE = re.compile(r"\b0x[0-9a-f]{6,}\b|/(?:home|root|tmp|work|Users)/\S")
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class BuildError(Exception):
    """A source that gives no notebook: the message says where and why."""


def sources(names: list[str] | None = None) -> list[Path]:
    """The sources of the course in their order, or those whose names begin with one of `names`."""
    found = sorted((FOLDER / "source").glob("[0-9]-*.py"))
    chosen = [path for path in found if not names or any(path.stem.startswith(Path(name).stem) for name in names)]
    if not chosen:
        raise BuildError(f"no source {', '.join(names or [])}: there are {', '.join(path.stem for path in found)}")
    return chosen


def targets(source: Path) -> dict[Path, NotebookNode]:
    """The two notebooks of a source, not executed, by where they belong."""
    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(KERNEL)
    for i, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{i:03}"
        cell.metadata = nbformat.from_dict(_metadata(cell))
    student = deepcopy(notebook)
    for cell in student.cells:
        cell.source = withheld(cell.source)
    for cell in notebook.cells:
        _add_hidden_test(cell)
    return {FOLDER / f"{source.stem}.ipynb": student, FOLDER / "solutions" / f"{source.stem}.ipynb": notebook}


def withheld(code: str) -> str:
    """A cell without its solution: a line that says where to write, and `...` where a function needs a body."""

    def stub(match: re.Match[str]) -> str:
        indent = match["indent"]
        return f"{indent}{HERE}\n" + (f"{indent}...\n" if indent else "")

    return SOLUTION.sub(stub, code).rstrip("\n")


def executed(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the outputs of running it in `notebooks/`, in a form that is the same each time."""
    notebook = deepcopy(notebook)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(FOLDER)}},
    ).execute()
    notebook.metadata = nbformat.from_dict(KERNEL)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                _normalise(output, cell)
    nbformat.validate(notebook)
    return notebook


def stale(path: Path, new: NotebookNode, outputs: bool = True) -> str | None:
    """What differs between the notebook at `path` and what it should be, or None.

    Pictures are not compared, as another version of matplotlib draws other bytes: the code that makes them is.
    """
    if not path.is_file():
        return "is missing"
    old = nbformat.read(path, as_version=4)
    if len(old.cells) != len(new.cells):
        return f"has {len(old.cells)} cells, its source {len(new.cells)}"
    for one, other in zip(old.cells, new.cells, strict=True):
        if (one.id, one.cell_type, one.source, one.metadata) != (
            other.id,
            other.cell_type,
            other.source,
            other.metadata,
        ):
            return f"{other.id} differs from its source"
        if outputs and _shown(one) != _shown(other):
            return f"{other.id} has another output than running it gives now"
    return None if old.metadata == new.metadata else "has other metadata"


def _metadata(cell: NotebookNode) -> dict[str, Any]:
    """What nbgrader (schema 3) reads of an answer, a check or a cell that is only read; empty for others."""
    given = dict(cell.metadata)
    kind = next((kind for kind in ("exercise", "check", "readonly") if kind in given), None)
    if kind is None:
        return {}
    name = given[kind]
    grader: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "grade": kind == "check",
        "grade_id": name if kind == "exercise" else f"{kind}-{name}",
        "locked": kind != "exercise",
        "schema_version": 3,
        "solution": kind == "exercise",
        "task": False,
    }
    if kind == "check":
        grader["points"] = int(given.get("points", 1))
    folded = {"jupyter": {"source_hidden": True}} if kind == "readonly" else {}  # JupyterLab shows it closed
    return {"nbgrader": grader, **folded}


def _add_hidden_test(cell: NotebookNode) -> None:
    """What makes nbgrader give no points for an answer that does not pass; nbgrader takes it out for students."""
    if cell.metadata.get("nbgrader", {}).get("grade"):
        *before, check = cell.source.split("\n")
        hidden = ["### BEGIN HIDDEN TESTS", f"assert {check}.passed", "### END HIDDEN TESTS"]
        cell.source = "\n".join([*before, *hidden, check])


def _normalise(output: NotebookNode, cell: NotebookNode) -> None:
    """An output without what changes from run to run; raises BuildError for what should not be published."""
    if "execution_count" in output:
        output.execution_count = None
    if "metadata" in output:
        output.metadata = nbformat.from_dict({})
    texts = [output.get("text", ""), *(str(v) for k, v in output.get("data", {}).items() if not k.startswith("image"))]
    if output.output_type == "error" or output.get("name") == "stderr":
        raise BuildError(f"{cell.id} prints an error or a warning: {(texts[0] or output.get('evalue', ''))[:300]}")
    for text in texts:
        if match := UNSTABLE.search(text):
            raise BuildError(f"{cell.id} shows a path or a memory address: {match.group()}")


def _shown(cell: NotebookNode) -> list[Any]:
    """The outputs of a cell as they are compared: without pictures."""
    shown = []
    for output in cell.get("outputs", []):
        data = {key: value for key, value in output.get("data", {}).items() if not key.startswith("image")}
        shown.append((output.output_type, output.get("text"), data))
    return shown


def build(names: list[str], check: bool = False) -> Iterator[str]:
    """Build the notebooks, or with `check` only compare; yields a line for each that was written or is out of date."""
    for source in sources(names):
        for path, notebook in targets(source).items():
            shown = path.relative_to(FOLDER)
            start = time.perf_counter()
            try:
                new = executed(notebook)
            except Exception as error:
                raise BuildError(f"{shown}: {error}") from error
            if not check:
                path.parent.mkdir(exist_ok=True)
                nbformat.write(new, path)
                yield f"{shown}: {time.perf_counter() - start:.0f} s"
            elif difference := stale(path, new):
                yield f"{shown} {difference}: python notebooks/build.py {source.stem}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds the notebooks of the course.")
    parser.add_argument("names", nargs="*", help="which ones, such as 3-numbers; all if none is named")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    options = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"  # for the kernels: sets are shown in the same order each time
    found = 0
    try:
        for line in build(options.names, options.check):
            found += 1
            print(line, flush=True)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if options.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
