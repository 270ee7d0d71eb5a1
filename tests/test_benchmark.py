"""A benchmark fits on train, predicts what has text, and scores every evaluation split."""

from pathlib import Path

import pytest

from camket import benchmark, results
from camket.corpus.load import load
from camket.formats import annotation_xml, predictions
from camket.model import COMPOSED_SPLITS

MEMORY = """
from dataclasses import replace
from camket.model import Entity

class Memory:
    "Finds again, first occurrence only, the entities of train."
    def fit(self, train):
        self.known = {document.text[e.start:e.end]: e.label for document in train for e in document.entities}
    def predict(self, documents):
        return [
            replace(d, entities=tuple(Entity(d.text.find(name), d.text.find(name) + len(name), label)
                                      for name, label in self.known.items() if name in d.text))
            for d in documents
        ]

SYSTEM = Memory
"""


@pytest.fixture
def root_with_splits(small_root: Path, article: str) -> Path:
    """The small article in train, test, retold and (text-free) published, and a system in baselines/."""
    for split in benchmark.EVALUATED:
        folder = small_root / "annotations" / ("composed" if split in COMPOSED_SPLITS else split)
        path = folder / f"{split}-901.xml"
        path.write_text(article.replace('"composed-901" split="train"', f'"{split}-901" split="{split}"'), "utf-8")
        if split == "published":
            path.write_text(annotation_xml.write(annotation_xml.read(path), text_free=True), "utf-8")
    (small_root / "baselines").mkdir()
    (small_root / "baselines" / "memory.py").write_text(MEMORY, encoding="utf-8")
    (small_root / "baselines" / "helper.py").write_text("WORDS = ('a',)\n", encoding="utf-8")
    return small_root


def _run(root: Path, said: list[str] | None = None) -> list[benchmark.Run]:
    (target,) = benchmark.baselines(root).values()
    return benchmark.run(target, root, (said if said is not None else []).append)


def test_a_baseline_is_a_file_that_names_its_system(root_with_splits: Path) -> None:
    """Other files in baselines/ are none."""
    assert benchmark.baselines(root_with_splits) == {"memory": f"{root_with_splits / 'baselines' / 'memory.py'}:Memory"}


def test_a_system_learns_from_train_and_is_scored_on_each_split(root_with_splits: Path) -> None:
    """The article is the same in all splits, so what was learnt is found again."""
    runs = _run(root_with_splits)
    assert [(run.result["split"], run.result["system"], run.fresh) for run in runs] == [
        ("test", "memory", True),
        ("retold", "memory", True),
    ]
    for run in runs:
        entities = run.result["metrics"]["entities"]["micro"]
        assert (entities["correct"], entities["gold"], entities["predicted"], entities["f1"]) == (4, 4, 4, 1.0)
        assert run.result["metrics"]["numbers"]["micro"]["f1"] == 0


def test_each_step_is_said(root_with_splits: Path) -> None:
    """Also that a split is left out, and what would bring it in."""
    said: list[str] = []
    _run(root_with_splits, said)
    assert said == [
        "memory: learning from 1 articles",
        "memory: predicting test",
        "memory: predicting retold",
        "memory: published has no text here and is left out (camket hydrate DIR)",
    ]


def test_published_is_scored_from_committed_predictions_where_its_text_is_missing(root_with_splits: Path) -> None:
    """They are offsets, so no text is needed; such a run is not fresh."""
    gold = load("published", root_with_splits)
    folder = benchmark.results_folder(root_with_splits) / "memory"
    folder.mkdir(parents=True)
    (folder / "published.jsonl").write_text(predictions.write(gold), encoding="utf-8")
    run = _run(root_with_splits)[-1]
    assert run.result["split"] == "published"
    assert not run.fresh
    assert run.result["metrics"]["entities"]["micro"]["f1"] == 1


def test_committed_predictions_never_serve_another_system_of_the_same_name(root_with_splits: Path) -> None:
    """A copy of a baseline that someone works on is not scored by the original's predictions."""
    folder = benchmark.results_folder(root_with_splits) / "memory"
    folder.mkdir(parents=True)
    gold = load("published", root_with_splits)
    (folder / "published.jsonl").write_text(predictions.write(gold), encoding="utf-8")
    copy = root_with_splits / "memory.py"
    copy.write_text(MEMORY, encoding="utf-8")
    runs = benchmark.run(f"{copy}:Memory", root_with_splits)
    assert [run.result["split"] for run in runs] == ["test", "retold"]


def test_hydrated_published_is_predicted_anew(root_with_splits: Path, article: str) -> None:
    """Where the text is there."""
    (root_with_splits / "hydrated").mkdir()
    hydrated = article.replace('"composed-901" split="train"', '"published-901" split="published"')
    (root_with_splits / "hydrated" / "published-901.xml").write_text(hydrated, encoding="utf-8")
    run = _run(root_with_splits)[-1]
    assert (run.result["split"], run.fresh) == ("published", True)
    assert run.result["metrics"]["entities"]["micro"]["f1"] == 1


def test_saved_runs_are_the_committed_results_in_the_order_of_the_splits(root_with_splits: Path) -> None:
    """Predictions and scores of each split; saved again they do not change."""
    runs = _run(root_with_splits)
    benchmark.save(runs, root_with_splits)
    assert benchmark.committed(root_with_splits) == [run.result for run in runs]
    folder = benchmark.results_folder(root_with_splits) / "memory"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(before) == ["retold.json", "retold.jsonl", "test.json", "test.jsonl"]
    gold = load("test", root_with_splits)
    again = results.result(gold, predictions.read(folder / "test.jsonl", gold), "memory", "test")
    assert again == results.read(folder / "test.json")
    benchmark.save(_run(root_with_splits), root_with_splits)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_run_from_committed_predictions_renews_the_result_and_leaves_them(root_with_splits: Path) -> None:
    """So a new scorer or gold reaches splits whose text is not there."""
    folder = benchmark.results_folder(root_with_splits) / "memory"
    folder.mkdir(parents=True)
    text = predictions.write(load("published", root_with_splits))
    (folder / "published.jsonl").write_text(text, encoding="utf-8")
    runs = _run(root_with_splits)
    benchmark.save(runs, root_with_splits)
    assert (folder / "published.jsonl").read_text(encoding="utf-8") == text
    assert results.read(folder / "published.json") == runs[-1].result
