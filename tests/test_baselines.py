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
from camket.keys import code_key
from camket.systems import Trainable, load_system, missing

ROOT = Path(__file__).parent.parent
SYSTEMS = benchmark.baselines(ROOT)
OF_OTHER_DATA = [
    name for name, run in benchmark.committed_runs(ROOT).items() if run["data"] != benchmark.data_key(ROOT)
]
of_this_data = pytest.mark.skipif(
    bool(OF_OTHER_DATA),
    reason="annotations have changed since results were measured: a maintainer measures anew (camket check --release)",
)
RUNNING = [name for name, target in SYSTEMS.items() if missing(load_system(target)) is None]
Again = Callable[[str], dict[str, benchmark.Run]]


def test_every_baseline_has_committed_results_for_every_split_or_says_why_it_was_not_run() -> None:
    """Two need what cannot be had everywhere: weights, an endpoint."""
    runs = benchmark.committed_runs(ROOT)
    assert set(runs) == set(SYSTEMS)
    ran = {name for name, run in runs.items() if "missing" not in run}
    found = {(result["system"], result["split"]) for result in benchmark.committed(ROOT)}
    assert found == {(name, split) for name in ran for split in benchmark.EVALUATED}
    assert set(SYSTEMS) - ran == {"transformer", "endpoint"}


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_committed_results_are_of_the_code_that_is_there(name: str) -> None:
    """Changed code is run anew: camket benchmark --save."""
    assert benchmark.committed_runs(ROOT)[name]["code"] == code_key(SYSTEMS[name])


@of_this_data
@pytest.mark.parametrize("split", benchmark.EVALUATED)
@pytest.mark.parametrize("name", RUNNING)
def test_scoring_the_committed_predictions_gives_the_committed_result(name: str, split: str) -> None:
    """Offsets and labels are enough, so this holds for `published` without its text too."""
    folder = benchmark.results_folder(ROOT) / name
    gold = committed(split, ROOT)
    predicted = predictions.read(folder / f"{split}.jsonl", gold)
    path = folder / f"{split}.given.jsonl"
    linked = predictions.read(path, gold) if path.is_file() else None
    saved = results.read(folder / f"{split}.json")
    assert results.result(gold, predicted, name, split, saved["layers"], linked) == saved


@pytest.mark.parametrize("name", [name for name in RUNNING if isinstance(load_system(SYSTEMS[name]), Trainable)])
def test_a_baseline_refuses_to_learn_from_nothing(name: str) -> None:
    """With a sentence."""
    system = load_system(SYSTEMS[name])
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
            for name in ("annotations", "baselines", ".benchmark"):
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, folder / name)
            patch.setenv("CAMKET_ROOT", str(folder))
            assert CliRunner().invoke(app, ["hydrate", os.environ["CAMKET_ARTICLES"]]).exit_code == 0
        yield folder


@pytest.fixture(scope="module")
def again(corpus: Path) -> Again:
    """Runs a baseline once; what .benchmark/ keeps of the very same code and data is not done again."""

    @cache
    def run(name: str) -> dict[str, benchmark.Run]:
        return {it.result["split"]: it for it in benchmark.run(benchmark.baselines(corpus)[name], corpus).runs}

    return run


@of_this_data
@pytest.mark.slow  # learns and runs every baseline: the point is to run them for real
@pytest.mark.parametrize("name", RUNNING)
def test_running_a_baseline_again_gives_the_committed_predictions(name: str, again: Again) -> None:
    """Fit, predict, link and score from scratch."""
    for split, run in again(name).items():
        folder = benchmark.results_folder(ROOT) / name
        assert run.result == results.read(folder / f"{split}.json")
        assert predictions.write(run.predicted) == (folder / f"{split}.jsonl").read_text(encoding="utf-8")
        if run.linked is not None:
            assert predictions.write(run.linked) == (folder / f"{split}.given.jsonl").read_text(encoding="utf-8")


@of_this_data
@pytest.mark.slow  # the same runs
@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("name", RUNNING)
def test_with_the_real_articles_published_is_predicted_anew(name: str, again: Again) -> None:
    """So the test above holds for it too, and does not compare the committed predictions with themselves."""
    assert again(name)["published"].fresh
