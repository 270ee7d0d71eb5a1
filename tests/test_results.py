"""A result holds all that a reader needs to check and compare it, as plain JSON."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from camket import results
from camket.corpus.load import load
from camket.model import Document
from camket.scoring import SCORER_VERSION
from camket.scoring.bootstrap import RESAMPLES, SEED, f1_interval
from camket.scoring.metrics import METRICS
from camket.scoring.score import score


@pytest.fixture
def gold(small_root: Path) -> list[Document]:
    """The small article three times."""
    (document,) = load("train", small_root)
    return [replace(document, id=name) for name in "abc"]


@pytest.fixture
def predicted(gold: list[Document]) -> list[Document]:
    """One right, one with two entities of four, one not predicted."""
    return [gold[0], replace(gold[1], entities=gold[1].entities[:2], numbers=(), commitments=())]


@pytest.fixture
def result(gold: list[Document], predicted: list[Document]) -> dict[str, Any]:
    """Their result."""
    return results.result(gold, predicted, "mine", "train")


def test_a_result_names_system_split_scorer_and_bootstrap(result: dict[str, Any]) -> None:
    """So that two results can be compared or not."""
    assert {key: result[key] for key in ("system", "split", "documents", "scorer", "bootstrap")} == {
        "system": "mine",
        "split": "train",
        "documents": 3,
        "scorer": SCORER_VERSION,
        "bootstrap": {"unit": "document", "resamples": RESAMPLES, "seed": SEED, "level": 0.95},
    }


def test_a_result_holds_counts_and_scores_of_every_metric_and_label(result: dict[str, Any]) -> None:
    """6 of 12 entities found, none spurious: precision 1, recall 1/2, F1 2/3."""
    assert set(result["metrics"]) == set(METRICS)
    entities = result["metrics"]["entities"]
    shown = {key: value for key, value in entities["micro"].items() if key != "interval"}
    assert shown == {
        "correct": 6,
        "gold": 12,
        "predicted": 6,
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.666667,
    }
    assert set(entities["labels"]) == {"GPE", "PER", "ROLE", "SECTOR"}
    assert sum(row["correct"] for row in entities["labels"].values()) == 6


def test_intervals_are_those_of_the_bootstrap_over_documents(
    result: dict[str, Any], gold: list[Document], predicted: list[Document]
) -> None:
    """Of the same counts per document, rounded."""
    scores = score(gold, predicted)
    for metric in METRICS:
        interval = f1_interval(scores.per_document(metric))
        assert interval is not None
        assert result["metrics"][metric]["micro"]["interval"] == pytest.approx(list(interval), abs=1e-6)


def test_what_does_not_occur_has_no_score_and_no_interval(gold: list[Document]) -> None:
    """None, not nought."""
    empty = [Document(name) for name in "ab"]
    entry = results.result(empty, empty, "mine", "train")["metrics"]["entities"]
    assert entry["micro"]["f1"] is entry["micro"]["interval"] is entry["macro"]["f1"] is None
    assert entry["labels"] == {}
    assert results.result(gold[:1], gold[:1], "mine", "train")["metrics"]["entities"]["micro"]["interval"] is None


def test_a_result_is_written_as_json_that_reads_back_the_same(result: dict[str, Any], tmp_path: Path) -> None:
    """One figure a line, with a line feed at the end, in a folder that is made for it."""
    path = tmp_path / "new" / "result.json"
    results.write(path, result)
    assert results.read(path) == result
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert json.loads(text) == result
    assert max(map(len, text.splitlines())) < 80


def test_the_order_of_documents_in_a_prediction_never_changes_a_result(
    result: dict[str, Any], gold: list[Document], predicted: list[Document]
) -> None:
    """Intervals included."""
    assert results.result(gold, predicted[::-1], "mine", "train") == result


def test_metrics_given_the_span_are_those_of_a_system_that_was_given_it(
    gold: list[Document], predicted: list[Document]
) -> None:
    """Where there is one: here it has all right, while of its own spans the prediction has two articles wrong."""
    alone = results.result(gold, predicted, "mine", "train")
    both = results.result(gold, predicted, "mine", "train", linked=gold)
    assert (alone["linked"], both["linked"]) == (False, True)
    assert both["metrics"]["arguments_given_span"]["micro"]["gold"] > 0
    assert both["metrics"]["arguments_given_span"]["micro"]["f1"] == 1
    assert both["metrics"]["arguments"] == alone["metrics"]["arguments"]
