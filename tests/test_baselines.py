"""The committed results are what the baselines give: each is run again and its predictions and scores compared."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket import benchmark, results
from camket.cli import app
from camket.corpus.load import committed
from camket.formats import predictions
from camket.systems import Trainable, load_system

ROOT = Path(__file__).parent.parent
SYSTEMS = benchmark.baselines(ROOT)
Again = Callable[[str], dict[str, benchmark.Run]]


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


def test_the_crf_refuses_to_learn_from_nothing() -> None:
    """With a sentence instead of the end of the process."""
    system = load_system(SYSTEMS["crf"])
    assert isinstance(system, Trainable)
    with pytest.raises(ValueError, match="no documents to learn from"):
        system.fit([])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The repository, or a copy of it with the published articles hydrated where they are given."""
    with pytest.MonkeyPatch.context() as patch:
        folder = ROOT
        if os.environ.get("CAMKET_ARTICLES"):
            folder = tmp_path_factory.mktemp("corpus")
            for name in ("annotations", "baselines"):
                shutil.copytree(ROOT / name, folder / name)
            patch.setenv("CAMKET_ROOT", str(folder))
            assert CliRunner().invoke(app, ["hydrate", os.environ["CAMKET_ARTICLES"]]).exit_code == 0
        yield folder


@pytest.fixture(scope="module")
def again(corpus: Path) -> Again:
    """Fits a baseline, predicts and scores it from scratch, once."""

    @cache
    def run(name: str) -> dict[str, benchmark.Run]:
        return {it.result["split"]: it for it in benchmark.run(benchmark.baselines(corpus)[name], corpus)}

    return run


@pytest.mark.slow  # trains the CRF and runs every recogniser: the point is to run them for real
@pytest.mark.parametrize("name", SYSTEMS)
def test_running_a_baseline_again_gives_the_committed_predictions(name: str, again: Again) -> None:
    """Fit, predict and score from scratch."""
    for split, run in again(name).items():
        folder = benchmark.results_folder(ROOT) / name
        assert run.result == results.read(folder / f"{split}.json")
        assert predictions.write(run.predicted) == (folder / f"{split}.jsonl").read_text(encoding="utf-8")


@pytest.mark.slow  # the same runs
@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("name", SYSTEMS)
def test_with_the_real_articles_published_is_predicted_anew(name: str, again: Again) -> None:
    """So the test above holds for it too, and does not compare the committed predictions with themselves."""
    assert again(name)["published"].fresh
