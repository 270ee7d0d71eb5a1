"""The report on the baselines: targets held to what was measured, confusions counted, pictures the same each time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from camket import results
from camket.corpus.load import load
from camket.model import Document, Entity
from camket.reports import benchmark_page, documents, plots, tables

Make = Callable[..., Document]


def _result(
    system: str, f1: float, split: str = "published", layers: tuple[str, ...] = ("entities",)
) -> dict[str, Any]:
    entry = {"f1": f1, "interval": [f1 - 0.1, f1 + 0.1]}
    metrics = {name: {"micro": entry, "macro": entry, "labels": {"PER": entry}} for name in tables.COLUMNS}
    return {"system": system, "split": split, "layers": list(layers), "linked": False, "metrics": metrics}


def test_a_target_is_held_to_the_best_system_and_the_highest_is_named() -> None:
    """Only tracks that the best predicts; given spans only where it was given them."""
    rows = benchmark_page.target_rows([_result("best", 0.75), _result("other", 0.9), _result("best", 0.1, "test")])
    assert rows[1:] == [
        ["entities", "80.0", "75.0 (65.0–85.0)", "-5.0", "90.0 (other)"],
        ["PER/ORG/LOC", "90.0", "75.0 (65.0–85.0)", "-15.0", "90.0 (other)"],
    ]


def test_a_system_that_labels_sentences_has_no_other_score() -> None:
    """Its commitments are whole sentences."""
    result = _result("labels", 0.5, layers=("sentences",))
    shown = dict(zip(tables.COLUMNS, tables.benchmark_rows([result])[1][2:], strict=True))
    assert {name: cell == "–" for name, cell in shown.items()} == {name: name != "sentences" for name in shown}


def test_what_a_label_is_taken_for_is_counted_once_a_span(make: Make) -> None:
    """A right one, a wrong label over part of it, a missed one and a made-up one."""
    gold = make("a", '<e type="PER">Lan</e> thăm <e type="ORG">Sở Y tế</e> và <e type="GPE">Huế</e> hôm qua.')
    found = (Entity(0, 3, "PER"), Entity(9, 11, "GPE"), Entity(24, 27, "LOC"))
    counts = plots.confused([gold], [Document("a", entities=found)], "entities")
    assert counts == {("PER", "PER"): 1, ("ORG", "GPE"): 1, ("GPE", "none"): 1, ("none", "LOC"): 1}
    assert plots.confused([gold], [], "entities") == {(label, "none"): 1 for label in ("PER", "ORG", "GPE")}


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.scores([_result("a", 0.5, split) for split in ("test", "published")]),
        lambda: plots.labels([_result("a", 0.5, "test"), _result("a", 0.5)]),
        lambda: plots.confusion({layer: (("PER", "ORG"), {("PER", "ORG"): 2}) for layer in ("entities", "numbers")}),
        lambda: plots.speed([_result("a", 0.5)], {"a": 1000}),
    ],
)
def test_a_picture_is_valid_svg_and_the_same_each_time(draw: Callable[[], str]) -> None:
    """So that a build of the same figures changes no file."""
    picture = draw()
    assert etree.fromstring(picture.encode()).tag.endswith("svg")
    assert picture == draw()


def test_measurements_on_other_annotations_are_named(small_root: Path) -> None:
    """With the command that measures them anew."""
    (small_root / "baselines").mkdir()
    gold = load("train", small_root)
    results.write(small_root / "benchmarks" / "results" / "learning.json", {"data": "of other annotations"})
    (found,) = documents.outdated_measurements(gold, small_root)
    assert found.endswith("learning.json was measured on other annotations: make learning")


def test_results_of_other_code_or_annotations_are_named(small_root: Path) -> None:
    """A baseline is run again when it or the corpus was changed."""
    (small_root / "baselines").mkdir()
    (small_root / "baselines" / "mine.py").write_text("SYSTEM = Mine\n", encoding="utf-8")
    results.write(small_root / "baselines" / "results" / "mine" / "run.json", {"code": "of other code"})
    (found,) = documents.outdated_measurements(load("train", small_root), small_root)
    assert found.startswith("baselines/results/mine is of other annotations and code: camket benchmark --save")
