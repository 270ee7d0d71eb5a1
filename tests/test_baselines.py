"""The committed results are what the baselines give: each is run again and its predictions and scores compared."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket import benchmark, results
from camket.cli import app
from camket.corpus.load import committed, load
from camket.formats import predictions

ROOT = Path(__file__).parent.parent
SYSTEMS = benchmark.baselines(ROOT)


def test_every_baseline_has_committed_results_for_every_split() -> None:
    """Three systems, three splits."""
    found = {(result["system"], result["split"]) for result in benchmark.committed(ROOT)}
    assert found == {(name, split) for name in SYSTEMS for split in benchmark.EVALUATED}
    assert len(SYSTEMS) == 3


@pytest.mark.parametrize("split", benchmark.EVALUATED)
@pytest.mark.parametrize("name", SYSTEMS)
def test_scoring_the_committed_predictions_gives_the_committed_result(name: str, split: str) -> None:
    """Offsets and labels are enough, so this holds for `published` without its text too."""
    folder = benchmark.results_folder(ROOT) / name
    gold = committed(split, ROOT)
    predicted = predictions.read(folder / f"{split}.jsonl", gold)
    saved = results.read(folder / f"{split}.json")
    assert results.result(gold, predicted, name, split, saved["layers"]) == saved


@pytest.mark.slow  # trains the CRF and runs every recogniser: the point is to run them for real
@pytest.mark.parametrize("name", SYSTEMS)
def test_running_a_baseline_again_gives_the_committed_predictions(name: str) -> None:
    """Fit, predict and score from scratch."""
    for run in benchmark.run(SYSTEMS[name], ROOT):
        folder = benchmark.results_folder(ROOT) / name
        split = run.result["split"]
        assert run.result == results.read(folder / f"{split}.json")
        assert predictions.write(run.predicted) == (folder / f"{split}.jsonl").read_text(encoding="utf-8")


@pytest.mark.slow  # trains and runs every baseline on the real articles
def test_the_baselines_give_the_committed_results_on_the_real_articles(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hydrated in a copy of the corpus, the published split is predicted anew and scores the same."""
    shutil.copytree(ROOT / "annotations", tmp_path / "annotations")
    shutil.copytree(ROOT / "baselines", tmp_path / "baselines")
    monkeypatch.setenv("CAMKET_ROOT", str(tmp_path))
    assert CliRunner().invoke(app, ["hydrate", str(articles)]).exit_code == 0
    assert all(document.text for document in load("published"))
    for name, target in benchmark.baselines(tmp_path).items():
        fresh = {run.result["split"]: run for run in benchmark.run(target, tmp_path)}
        assert fresh["published"].fresh
        assert fresh["published"].result == results.read(benchmark.results_folder(ROOT) / name / "published.json")
