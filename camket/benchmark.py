"""The benchmark: every system in baselines/ (or a given one) fitted on `train`, scored on the evaluation splits.

Committed results lie in `baselines/results/SYSTEM/`: the predictions (offsets, no text) and the scores of each split.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camket import results
from camket.corpus.load import load
from camket.formats import predictions
from camket.model import Document
from camket.systems import Trainable, layers_of, load_system, predict

EVALUATED = ("test", "retold", "published")


@dataclass(frozen=True, slots=True)
class Run:
    """A system's predictions and result on a split; `fresh` is False where committed predictions had to serve."""

    result: dict[str, Any]
    predicted: list[Document]
    fresh: bool


def baselines(root: Path) -> dict[str, str]:
    """Name and target of each system in baselines/: the class that a file names as `SYSTEM`."""
    found = {}
    for path in sorted((root / "baselines").glob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("SYSTEM = "):
                found[path.stem] = f"{path.resolve()}:{line.removeprefix('SYSTEM = ').strip()}"
    return found


def name_of(target: str, root: Path) -> str:
    """The name of a system: that of its file for those of `baselines`, else file and class."""
    file, _, class_name = target.rpartition(":")
    for name, known in baselines(root).items():
        if f"{Path(file).resolve()}:{class_name}" == known:
            return name
    return f"{Path(file).stem}:{class_name}"


def results_folder(root: Path) -> Path:
    """Where committed results lie."""
    return root / "baselines" / "results"


def committed(root: Path) -> list[dict[str, Any]]:
    """The committed results, by evaluation split and system."""
    paths = results_folder(root).glob("*/*.json")
    found = [results.read(path) for path in paths]
    return sorted(found, key=lambda result: (EVALUATED.index(result["split"]), result["system"]))


def run(target: str, root: Path, say: Callable[[str], None] = lambda _: None) -> list[Run]:
    """Fit and score one system on every evaluation split.

    A split without text (`published`, not hydrated) is scored from the committed predictions of a system in baselines/,
    or left out if there are none. `say` gets a line on each step.
    """
    name = name_of(target, root)
    system = load_system(target)
    if isinstance(system, Trainable):
        train = load("train", root)
        say(f"{name}: learning from {len(train)} articles")
        system.fit(train)
    runs = []
    for split in EVALUATED:
        gold = load(split, root)
        saved = results_folder(root) / name / f"{split}.jsonl"
        fresh = all(document.text is not None for document in gold)
        if fresh:
            say(f"{name}: predicting {split}")
            predicted = predict(system, gold)
        elif name in baselines(root) and saved.is_file():
            say(f"{name}: {split} has no text here, its committed predictions are scored")
            predicted = predictions.read(saved, gold)
        else:
            say(f"{name}: {split} has no text here and is left out (camket hydrate DIR)")
            continue
        runs.append(Run(results.result(gold, predicted, name, split, layers_of(system)), predicted, fresh))
    return runs


def save(runs: Sequence[Run], root: Path) -> None:
    """Write results, and the predictions of fresh runs."""
    for done in runs:
        folder = results_folder(root) / done.result["system"]
        results.write(folder / f"{done.result['split']}.json", done.result)
        if done.fresh:
            text = predictions.write(done.predicted)
            (folder / f"{done.result['split']}.jsonl").write_text(text, encoding="utf-8", newline="\n")
