"""The tables of the card say what was measured, and leave open what was not."""

from collections.abc import Callable
from typing import Any

from camket.corpus.stats import statistics
from camket.model import Document
from camket.reports import tables

Make = Callable[..., Document]


def test_density_is_per_sentence_and_an_empty_split_stays_open(make: Make) -> None:
    """Two sentences of 8 and 14 characters with one entity, one number and no commitment."""
    document = make(
        "composed-901", '<e type="GPE">Huế</e> họp.', '<n type="QUANTITY" value="3" unit="đoàn">3 đoàn</n> đã tới.'
    )
    rows = tables.density_rows({"train": statistics([document]), "test": statistics([])})
    found = {row[0]: row[1:] for row in rows}
    assert found["sentence length in characters: median"] == ["11", "–"]
    assert found["– middle four fifths"] == ["8–14", "–––"]
    assert found["entities a sentence"] == ["0.50", "–"]
    assert found["commitments that are specific, in %"] == ["–", "–"]


def test_overlap_shows_running_and_distinct_shares() -> None:
    """A label that a split does not have is open."""
    known = {"items": 4, "new": 0.25, "distinct": 2, "distinct_new": 0.5}
    none = {"items": 0, "new": None, "distinct": 0, "distinct_new": None}
    rows = tables.overlap_rows({"overlap": {"test": {"entities": known, "PER": none}}})
    assert rows[1:] == [["**entity mentions**", "25.0 (50.0)"], ["PER", "–"]]


def test_the_curve_shows_the_mean_and_the_ends_of_the_orders() -> None:
    """The whole of train has one order only."""
    row: dict[str, Any] = {"split": "published", "numbers": 0.5, "commitments": 0.1}
    measured = [
        {**row, "part": 2, "order": 0, "articles": 4, "entities": 0.4},
        {**row, "part": 2, "order": 1, "articles": 4, "entities": 0.6},
        {**row, "part": 1, "order": 0, "articles": 8, "entities": 0.7},
    ]
    rows = tables.curve_rows({"curve": measured})
    assert rows[0] == ["train", "articles", "published: entities", "published: numbers", "published: commitments"]
    assert rows[1] == ["1/2", "4", "50.0 (40.0–60.0)", "50.0 (50.0–50.0)", "10.0 (10.0–10.0)"]
    assert rows[2] == ["all", "8", "70.0", "50.0", "10.0"]


def test_variety_counts_what_was_planned_and_what_was_written(make: Make) -> None:
    """By genre; an article that was not planned counts as written only."""
    plan = [{"id": "composed-902", "genre": "interview", "sentences": "12"}]
    rows = tables.variety_rows([make("composed-901", "Họp."), make("retold-x-a", "Họp.", split="retold")], plan)
    assert rows[1:] == [
        ["brief", "0", "1", "1", "0", "0", "0", "1"],
        ["interview", "1", "0", "0", "0", "0", "12", "0"],
        ["**all**", "1", "1", "1", "0", "0", "12", "1"],
    ]
