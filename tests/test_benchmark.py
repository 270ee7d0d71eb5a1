"""A benchmark fits on train, predicts what has text, and scores every split; what holds is not done again."""

from pathlib import Path

import pytest

from camket import benchmark, keys, results
from camket.corpus.load import load
from camket.formats import annotation_xml, predictions
from camket.model import COMPOSED_SPLITS

MEMORY = """
import json
from dataclasses import replace
from camket.model import Argument, Entity

class Memory:
    "Finds again, first occurrence only, the entities of train."
    layers = ("entities",)
    def fit(self, train):
        self.known = {document.text[e.start:e.end]: e.label for document in train for e in document.entities}
    def predict(self, documents):
        return [
            replace(d, entities=tuple(Entity(d.text.find(name), d.text.find(name) + len(name), label)
                                      for name, label in self.known.items() if name in d.text))
            for d in documents
        ]
"""
KEEPING = """
    def save(self, folder):
        (folder / "known.json").write_text(json.dumps(self.known))
    def restore(self, folder):
        self.known = json.loads((folder / "known.json").read_text())
    def link(self, documents):
        assert not any(c.label or c.arguments for d in documents for c in d.commitments)
        return [
            replace(d, commitments=tuple(
                replace(c, label="PLEDGE", specificity="specific", arguments=(Argument("actor", 0, 8),))
                for c in d.commitments))
            for d in documents
        ]
"""
SYSTEM = "\nSYSTEM = Memory\n"


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
    (small_root / "baselines" / "memory.py").write_text(MEMORY + SYSTEM, encoding="utf-8")
    (small_root / "baselines" / "helper.py").write_text("WORDS = ('a',)\n", encoding="utf-8")
    return small_root


def _benchmarked(root: Path, said: list[str] | None = None, again: bool = False) -> benchmark.Benchmarked:
    (target,) = benchmark.baselines(root).values()
    return benchmark.run(target, root, (said if said is not None else []).append, again=again)


def _run(root: Path, said: list[str] | None = None) -> list[benchmark.Run]:
    return _benchmarked(root, said).runs


def _commit(root: Path, text: str, split: str = "published") -> Path:
    """Predictions as they are committed, of the system as it is."""
    folder = benchmark.results_folder(root) / "memory"
    folder.mkdir(parents=True)
    (folder / f"{split}.jsonl").write_text(text, encoding="utf-8")
    (target,) = benchmark.baselines(root).values()
    results.write(folder / "run.json", {"code": keys.code_key(target)})
    return folder


def test_a_baseline_is_a_file_that_names_its_system(root_with_splits: Path) -> None:
    """Other files in baselines/ are none."""
    assert benchmark.baselines(root_with_splits) == {"memory": f"{root_with_splits / 'baselines' / 'memory.py'}:Memory"}


def test_a_system_learns_from_train_and_is_scored_on_each_split(root_with_splits: Path) -> None:
    """The article is the same in all splits, so what was learnt is found again."""
    runs = _run(root_with_splits)
    assert [(run.result["split"], run.result["system"], run.fresh) for run in runs] == [
        ("validation", "memory", True),
        ("test", "memory", True),
        ("retold", "memory", True),
    ]
    for run in runs:
        entities = run.result["metrics"]["entities"]["micro"]
        assert (entities["correct"], entities["gold"], entities["predicted"], entities["f1"]) == (4, 4, 4, 1.0)
        assert run.result["metrics"]["numbers"]["micro"]["f1"] == 0
        assert run.result["layers"] == ["entities"]


def test_each_step_is_said(root_with_splits: Path) -> None:
    """Also that a split is left out, and what would bring it in."""
    said: list[str] = []
    _run(root_with_splits, said)
    assert said == [
        "memory: learning from 1 articles",
        "memory: predicting validation",
        "memory: predicting test",
        "memory: predicting retold",
        "memory: published has no text here and is left out (camket hydrate DIR)",
    ]


def test_published_is_scored_from_committed_predictions_where_its_text_is_missing(root_with_splits: Path) -> None:
    """They are offsets, so no text is needed; such a run is not fresh."""
    _commit(root_with_splits, predictions.write(load("published", root_with_splits)))
    run = _run(root_with_splits)[-1]
    assert run.result["split"] == "published"
    assert not run.fresh
    assert run.result["metrics"]["entities"]["micro"]["f1"] == 1


def test_committed_predictions_never_serve_another_system_of_the_same_name(root_with_splits: Path) -> None:
    """A copy of a baseline that someone works on is not scored by the original's predictions."""
    _commit(root_with_splits, predictions.write(load("published", root_with_splits)))
    copy = root_with_splits / "memory.py"
    copy.write_text(MEMORY, encoding="utf-8")
    runs = benchmark.run(f"{copy}:Memory", root_with_splits).runs
    assert [run.result["split"] for run in runs] == ["validation", "test", "retold"]


def test_committed_predictions_do_not_serve_a_system_whose_code_has_changed(root_with_splits: Path) -> None:
    """A student who changes a baseline never sees the old one's score as the new one's."""
    _commit(root_with_splits, predictions.write(load("published", root_with_splits)))
    path = root_with_splits / "baselines" / "memory.py"
    path.write_text(path.read_text("utf-8").replace("e.label for", "'PER' for"), encoding="utf-8")
    said: list[str] = []
    assert [run.result["split"] for run in _run(root_with_splits, said)] == ["validation", "test", "retold"]
    assert said[-1].startswith("memory: published has no text here and is left out")


def test_hydrated_published_is_predicted_anew(root_with_splits: Path, article: str) -> None:
    """Where the text is there."""
    (root_with_splits / "hydrated").mkdir()
    hydrated = article.replace('"composed-901" split="train"', '"published-901" split="published"')
    (root_with_splits / "hydrated" / "published-901.xml").write_text(hydrated, encoding="utf-8")
    run = _run(root_with_splits)[-1]
    assert (run.result["split"], run.fresh) == ("published", True)
    assert run.result["metrics"]["entities"]["micro"]["f1"] == 1


def test_saved_runs_are_the_committed_results_in_the_order_of_the_splits(root_with_splits: Path) -> None:
    """Predictions and scores of each split, and how they were made and on what; saved again they do not change."""
    done = _benchmarked(root_with_splits)
    benchmark.save(done, root_with_splits)
    assert benchmark.committed(root_with_splits) == [run.result for run in done.runs]
    data = benchmark.data_key(root_with_splits)
    assert benchmark.committed_runs(root_with_splits) == {"memory": done.about | {"data": data}}
    folder = benchmark.results_folder(root_with_splits) / "memory"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    names = [f"{split}.{suffix}" for split in ("retold", "test", "validation") for suffix in ("json", "jsonl")]
    assert sorted(before) == sorted([*names, "run.json"])
    gold = load("test", root_with_splits)
    predicted = predictions.read(folder / "test.jsonl", gold)
    assert results.result(gold, predicted, "memory", "test", ("entities",)) == results.read(folder / "test.json")
    benchmark.save(_benchmarked(root_with_splits), root_with_splits)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_run_from_committed_predictions_renews_the_result_and_leaves_them(root_with_splits: Path) -> None:
    """So a new scorer or gold reaches splits whose text is not there."""
    text = predictions.write(load("published", root_with_splits))
    folder = _commit(root_with_splits, text)
    done = _benchmarked(root_with_splits)
    benchmark.save(done, root_with_splits)
    assert (folder / "published.jsonl").read_text(encoding="utf-8") == text
    assert results.read(folder / "published.json") == done.runs[-1].result


@pytest.fixture
def keeping(root_with_splits: Path) -> Path:
    """The same with a system that can be saved and can link."""
    (root_with_splits / "baselines" / "memory.py").write_text(MEMORY + KEEPING + SYSTEM, encoding="utf-8")
    return root_with_splits


def test_what_has_not_changed_is_not_done_again(keeping: Path) -> None:
    """Neither learning nor predicting; the results are the same. --again does it all once more."""
    first: list[str] = []
    done = _benchmarked(keeping, first)
    again: list[str] = []
    assert _benchmarked(keeping, again) == done
    assert again == first[-1:]  # published is left out
    forced: list[str] = []
    _benchmarked(keeping, forced, again=True)
    assert forced == first


def test_a_changed_article_is_predicted_anew_by_what_was_learnt(keeping: Path) -> None:
    """And a changed article of train is learnt anew."""
    _run(keeping)
    path = keeping / "annotations" / "retold" / "retold-901.xml"
    path.write_text(path.read_text("utf-8").replace("Bà cảm ơn", "Bà Hà cảm ơn"), encoding="utf-8")
    said: list[str] = []
    _run(keeping, said)
    assert said[:2] == ["memory: what it learnt is kept", "memory: predicting retold"]
    path = keeping / "annotations" / "composed" / "composed-901.xml"
    path.write_text(path.read_text("utf-8").replace("Bà cảm ơn", "Bà Hà cảm ơn"), encoding="utf-8")
    said = []
    _run(keeping, said)
    assert said[:2] == ["memory: learning from 1 articles", "memory: predicting validation"]


def test_a_run_that_was_cut_off_goes_on(keeping: Path) -> None:
    """After the last split that was done."""

    def cut(line: str) -> None:
        if line == "memory: predicting test":
            raise KeyboardInterrupt

    (target,) = benchmark.baselines(keeping).values()
    with pytest.raises(KeyboardInterrupt):
        benchmark.run(target, keeping, cut)
    said: list[str] = []
    assert [run.result["split"] for run in _run(keeping, said)] == ["validation", "test", "retold"]
    assert said[:2] == ["memory: what it learnt is kept", "memory: predicting test"]


def test_a_system_that_links_is_scored_on_gold_spans(keeping: Path) -> None:
    """It sees no label and no argument; the actor of the first commitment is right, those of the others are not."""
    run = _run(keeping)[0]
    assert run.linked is not None
    metrics = run.result["metrics"]
    assert run.result["linked"]
    assert metrics["label_given_span"]["micro"]["correct"] == 1
    assert metrics["specificity_given_span"]["micro"]["f1"] == 1
    assert metrics["arguments_given_span"]["micro"]["correct"] == 1
    assert metrics["commitments"]["micro"]["predicted"] == 0
    benchmark.save(_benchmarked(keeping), keeping)
    assert (benchmark.results_folder(keeping) / "memory" / "test.given.jsonl").is_file()


def test_how_a_run_was_made_is_known(keeping: Path) -> None:
    """Versions, time, size."""
    about = _benchmarked(keeping).about
    assert set(about) == {
        *("system", "code", "options", "seed", "versions"),
        *("fit_seconds", "predict_seconds", "model_bytes"),
    }
    assert about["model_bytes"] == (benchmark.kept_folder(keeping, "memory") / "model" / "known.json").stat().st_size


def test_a_system_that_cannot_run_here_says_why(root_with_splits: Path) -> None:
    """And has no results."""
    path = root_with_splits / "baselines" / "memory.py"
    path.write_text(MEMORY + "    def missing(self):\n        return 'its weights'\n" + SYSTEM, encoding="utf-8")
    said: list[str] = []
    done = _benchmarked(root_with_splits, said)
    assert (done.runs, done.missing, said) == ([], "its weights", ["memory: not run: its weights"])
    (target,) = benchmark.baselines(root_with_splits).values()
    with pytest.raises(ValueError, match="memory cannot run here: its weights"):
        benchmark.model_of(target, root_with_splits)


def test_the_model_of_a_system_is_learnt_once(keeping: Path) -> None:
    """One that cannot be saved is refused."""
    (target,) = benchmark.baselines(keeping).values()
    said: list[str] = []
    folder = benchmark.model_of(target, keeping, said.append)
    assert benchmark.model_of(target, keeping, said.append) == folder
    assert said == ["memory: learning from 1 articles"]
    (keeping / "baselines" / "memory.py").write_text(MEMORY + SYSTEM, encoding="utf-8")
    with pytest.raises(ValueError, match="memory cannot be saved"):
        benchmark.model_of(target, keeping)
