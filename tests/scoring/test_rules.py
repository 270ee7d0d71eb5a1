"""The scorer's page and its worked examples belong together."""

import re
from collections import Counter
from pathlib import Path

from camket.scoring.metrics import METRICS
from camket.scoring.schemes import SCHEMES
from worked import examples

PAGE = "camket/scoring/README.md"


def _rules(page: str) -> list[tuple[str, str]]:
    """Id and text of each rule."""
    return re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)


def test_each_rule_of_the_page_has_an_example_and_each_example_a_rule(root: Path) -> None:
    """And no rule stands there twice."""
    rules = Counter(rule for rule, _ in _rules((root / PAGE).read_text(encoding="utf-8")))
    assert max(rules.values()) == 1
    assert set(rules) == {example["rule"] for example in examples("scores.json")}


def test_each_rule_points_to_its_examples(root: Path) -> None:
    """By file and id, so that a reader can search for it."""
    for rule, text in _rules((root / PAGE).read_text(encoding="utf-8")):
        assert f"Examples: tests/data/scores.json, rule `{rule}`." in " ".join(text.split())


def test_the_page_names_every_metric_and_every_file_it_points_to_exists(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert set(METRICS) | {f"_{scheme}" for scheme in SCHEMES} | {"entities_strict"} <= named | {"_strict"}
    for target in re.findall(r"\]\(([^)]+)\)", page):
        assert (root / "camket" / "scoring" / target).resolve().is_file(), target
