"""The benchmark: every system in baselines/ (or a given one) fitted on `train`, scored on the evaluation splits.

Committed results lie in `baselines/results/SYSTEM/`: the predictions (offsets, no text) and the scores of each split,
and `run.json`: what was run, with which versions, how long it took. The steps of a run are also kept in `.benchmark/`,
each with the key of what it was made from, so that what has not changed is not done again and a run that was cut off
goes on where it stopped.
"""

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import camket
from camket import kept, keys, results
from camket.corpus.load import committed as committed_documents
from camket.corpus.load import load
from camket.formats import predictions
from camket.model import Document
from camket.systems import Linking, Saveable, System, Trainable, layers_of, link, load_system, missing, predict

EVALUATED = ("validation", "test", "retold", "published")
TIMED = "test"
"""The split on which the time of prediction is reported."""

Say = Callable[[str], None]
Splits = Mapping[str, list[Document]]


@dataclass(frozen=True, slots=True)
class Run:
    """A system's predictions and result on a split.

    `linked` are its commitments given gold's spans, None where it cannot link; `fresh` is False where committed
    predictions had to serve.
    """

    result: dict[str, Any]
    predicted: list[Document]
    linked: list[Document] | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Benchmarked:
    """What running one system gave: its runs, none where it is `missing` something, and a description of the run."""

    name: str
    runs: list[Run]
    about: dict[str, Any]

    @property
    def missing(self) -> str | None:
        """Why it did not run."""
        reason: str | None = self.about.get("missing")
        return reason


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


def kept_folder(root: Path, name: str) -> Path:
    """Where the steps of a system's runs are kept."""
    return root / ".benchmark" / name.replace(":", "-")


def committed(root: Path) -> list[dict[str, Any]]:
    """The committed results, by evaluation split and system."""
    paths = [path for path in results_folder(root).glob("*/*.json") if path.stem in EVALUATED]
    found = [results.read(path) for path in paths]
    return sorted(found, key=lambda result: (EVALUATED.index(result["split"]), result["system"]))


def committed_runs(root: Path) -> dict[str, dict[str, Any]]:
    """What the committed results say of how they were made, by system."""
    return {path.parent.name: results.read(path) for path in sorted(results_folder(root).glob("*/run.json"))}


def load_splits(root: Path) -> Splits:
    """The documents of `train` and of the evaluation splits; the corpus is read once."""
    every = load(root=root)
    return {split: [document for document in every if document.split == split] for split in ("train", *EVALUATED)}


def run(
    target: str,
    root: Path,
    say: Say = lambda _: None,
    options: Mapping[str, str] | None = None,
    again: bool = False,
    splits: Splits | None = None,
) -> Benchmarked:
    """Fit and score one system on every evaluation split; steps that are kept and still hold are not done again.

    A split without text (`published`, not hydrated) is scored from the committed predictions of a system in baselines/
    whose code is still theirs, or left out. `say` gets a line on each step; `again` forgets what is kept; `splits` are
    the documents, for who runs several systems and reads them once.
    """
    splits = splits or load_splits(root)
    return _Runner(target, root, say, dict(options or {}), splits["train"], again).run(splits)


def model_of(
    target: str, root: Path, say: Say = lambda _: None, options: Mapping[str, str] | None = None
) -> Path | None:
    """The folder of what a system learns from `train`: as it is kept, or learnt now; None for one that does not learn.

    Raises ValueError for a system that is missing something or cannot be saved.
    """
    runner = _Runner(target, root, say, dict(options or {}), load("train", root))
    if reason := missing(runner.system):
        raise ValueError(f"{runner.name} cannot run here: {reason}")
    if not isinstance(runner.system, Trainable):
        return None
    if not isinstance(runner.system, Saveable):
        raise ValueError(f"{runner.name} cannot be saved: give it save(folder) and restore(folder)")
    if runner.note("model").get("key") != runner.model_key:
        runner.fit()
    return runner.folder / "model"


class _Runner:
    """One system being run: what it needs at every step."""

    def __init__(
        self,
        target: str,
        root: Path,
        say: Say,
        options: dict[str, str],
        train: Sequence[Document],
        again: bool = False,
    ) -> None:
        self.target, self.root, self.say, self.options = target, root, say, options
        self.system: System = load_system(target, options)
        self.name = name_of(target, root)
        self.folder = kept_folder(root, self.name)
        if again and self.folder.exists():
            shutil.rmtree(self.folder)
        self.code = keys.code_key(target, options)
        self.versions = keys.versions(Path(target.rpartition(":")[0]))
        self.train = train
        self.key = keys.digest(self.code, json.dumps(self.versions), keys.documents_key(self.train))
        self.model_key = keys.digest(self.key, camket.__version__)  # a model is refused by another version
        self.fitted = False

    def run(self, splits: Splits) -> Benchmarked:
        about: dict[str, Any] = {"system": self.name, "code": self.code, "options": self.options}
        if reason := missing(self.system):
            self.say(f"{self.name}: not run: {reason}")
            return Benchmarked(self.name, [], about | {"missing": reason})
        runs = [done for split in EVALUATED if (done := self.run_split(split, splits[split]))]
        return Benchmarked(self.name, runs, about | self.measured())

    def run_split(self, split: str, gold: list[Document]) -> Run | None:
        """The run on one split, kept or new; None where it is left out."""
        fresh = all(document.text is not None for document in gold)
        folder = self.folder if fresh else results_folder(self.root) / self.name
        if fresh and not self.is_kept(split, gold):
            self.predict(split, gold)
        elif not fresh and not self.is_committed(split):
            self.say(f"{self.name}: {split} has no text here and is left out (camket hydrate DIR)")
            return None
        elif not fresh:
            self.say(f"{self.name}: {split} has no text here, its committed predictions are scored")
        predicted = predictions.read(folder / f"{split}.jsonl", gold)
        path = folder / f"{split}.given.jsonl"
        linked = predictions.read(path, gold) if path.is_file() else None
        return Run(self.scored(split, gold, predicted, linked), predicted, linked, fresh)

    def is_kept(self, split: str, gold: Sequence[Document]) -> bool:
        """Whether predictions for these documents by this system are kept."""
        return self.note(split).get("key") == self.key_for(gold)

    def is_committed(self, split: str) -> bool:
        """Whether predictions of this very code are committed: those of another do not serve a changed system."""
        folder = results_folder(self.root) / self.name
        known = self.name in baselines(self.root) and (folder / f"{split}.jsonl").is_file()
        if not known or not (folder / "run.json").is_file():
            return False
        return bool(results.read(folder / "run.json").get("code") == self.code)

    def key_for(self, gold: Sequence[Document]) -> str:
        return keys.digest(self.key, keys.documents_key(gold))

    def note(self, name: str) -> dict[str, Any]:
        """What is known of a kept step."""
        path = self.folder / f"{name}.note.json"
        return results.read(path) if path.is_file() else {}

    def write_note(self, name: str, data: Mapping[str, Any]) -> None:
        """Say that a step is done; written last, so that a step cut off is none."""
        results.write(self.folder / f"{name}.note.json", dict(data))

    def predict(self, split: str, gold: list[Document]) -> None:
        """Predict a split and keep it."""
        self.fit()
        self.say(f"{self.name}: predicting {split}")
        start = time.perf_counter()
        predicted = predict(self.system, gold)
        seconds = time.perf_counter() - start
        self.folder.mkdir(parents=True, exist_ok=True)
        _write_predictions(
            self.folder, split, predicted, link(self.system, gold) if isinstance(self.system, Linking) else None
        )
        self.write_note(split, {"key": self.key_for(gold), "seconds": round(seconds, 2)})

    def fit(self) -> None:
        """Make the system ready: as it was kept, or by learning."""
        if self.fitted or not isinstance(self.system, Trainable):
            return
        self.fitted = True
        model = self.folder / "model"
        if isinstance(self.system, Saveable) and self.note("model").get("key") == self.model_key:
            self.say(f"{self.name}: what it learnt is kept")
            self.system.restore(model)
            return
        self.say(f"{self.name}: learning from {len(self.train)} articles")
        start = time.perf_counter()
        self.system.fit(self.train)
        seconds = time.perf_counter() - start
        size = None
        if isinstance(self.system, Saveable):
            shutil.rmtree(model, ignore_errors=True)
            kept.write_model(self.system, self.target, model, self.options)
            size = kept.size_of(model)
        self.write_note("model", {"key": self.model_key, "seconds": round(seconds, 2), "bytes": size})

    def scored(
        self, split: str, gold: list[Document], predicted: list[Document], linked: list[Document] | None
    ) -> dict[str, Any]:
        """The result of predictions, as it is kept or scored now."""
        texts = [predictions.write(documents) for documents in (gold, predicted, linked or [])]
        about = [json.dumps([self.name, split, layers_of(self.system), linked is None]), results.code_key()]
        key = keys.digest(*texts, *about)
        path = self.folder / f"{split}.json"
        if path.is_file() and self.note(f"{split}.result").get("key") == key:
            return results.read(path)
        result = results.result(gold, predicted, self.name, split, layers_of(self.system), linked)
        results.write(path, result)
        self.write_note(f"{split}.result", {"key": key})
        return result

    def measured(self) -> dict[str, Any]:
        """Versions, seed, times and size of the run."""
        model = self.note("model")
        return {
            "seed": getattr(self.system, "seed", None),
            "versions": self.versions,
            "fit_seconds": model.get("seconds"),
            "predict_seconds": self.note(TIMED).get("seconds"),
            "model_bytes": model.get("bytes"),
        }


def _write_predictions(
    folder: Path, split: str, predicted: Sequence[Document], linked: Sequence[Document] | None
) -> None:
    (folder / f"{split}.jsonl").write_text(predictions.write(predicted), encoding="utf-8", newline="\n")
    if linked is not None:
        (folder / f"{split}.given.jsonl").write_text(predictions.write(linked), encoding="utf-8", newline="\n")


def data_key(root: Path) -> str:
    """What changes when an annotation that systems learn from or are measured on does."""
    return keys.documents_key(committed_documents(root=root))


def save(done: Benchmarked, root: Path) -> None:
    """Write a system's results, how they were made and on which annotations, and the predictions of fresh runs."""
    folder = results_folder(root) / done.name
    results.write(folder / "run.json", done.about | {"data": data_key(root)})
    for one in done.runs:
        split = one.result["split"]
        results.write(folder / f"{split}.json", one.result)
        if one.fresh:
            _write_predictions(folder, split, one.predicted, one.linked)
