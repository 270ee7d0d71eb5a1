"""The floor for sentence labels: one label for all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.model import Document
from camket.systems import bare, load_system


def act(name: str, label: str) -> str:
    """A sentence with a commitment; `name` tells its actor from others of the document."""
    return f'<party id="{name}">Bộ</party> <c type="{label}" specificity="vague" actor="{name}">sẽ hỗ trợ</c>.'


PLEDGE, REQUEST, OTHER_REQUEST = act("p1", "PLEDGE"), act("p2", "REQUEST"), act("p3", "REQUEST")


@pytest.fixture
def majority(root: Path) -> Any:
    """A floor that has learnt nothing yet."""
    return load_system(f"{root / 'baselines' / 'majority.py'}:Majority")


def test_every_sentence_gets_the_label_that_most_sentences_of_train_have(
    majority: Any, make: Callable[..., Document]
) -> None:
    """Even where most have none."""
    majority.fit([make("a", PLEDGE, REQUEST, OTHER_REQUEST, "Trời mưa.", "Trời nắng.", "Trời gió.")])
    predicted = majority.predict([bare(make("b", PLEDGE, "Trời mưa."))])
    assert [document.sentence_labels() for document in predicted] == [[("REQUEST",), ("REQUEST",)]]
    assert [predicted[0].surface(c) for c in predicted[0].commitments] == ["Bộ sẽ hỗ trợ.", "Trời mưa."]


def test_of_equally_frequent_labels_the_first_in_the_label_set_is_given(
    majority: Any, make: Callable[..., Document]
) -> None:
    """Whatever the order in train."""
    assert majority.fit([make("a", REQUEST, PLEDGE)]).labels(["x"]) == [["PLEDGE"]]


def test_where_no_sentence_has_a_label_none_is_given(majority: Any, make: Callable[..., Document]) -> None:
    assert majority.fit([make("a", "Trời mưa.")]).labels(["x", "y"]) == [[], []]


def test_what_was_learnt_is_restored(majority: Any, root: Path, make: Callable[..., Document], tmp_path: Path) -> None:
    """In a new object."""
    majority.fit([make("a", REQUEST)]).save(tmp_path)
    other: Any = load_system(f"{root / 'baselines' / 'majority.py'}:Majority")
    other.restore(tmp_path)
    assert other.labels(["x"]) == [["REQUEST"]]


def test_nothing_cannot_be_learnt_from(majority: Any) -> None:
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        majority.fit([])
