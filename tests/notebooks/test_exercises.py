"""What holds for every exercise that asks for a function; test_checks_N.py has the functions and the mistakes."""

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, cast

import pytest
import test_checks_1
import test_checks_2
import test_checks_3
import test_checks_4
import test_checks_5
import test_checks_6
import test_checks_7

BOOKS: dict[str, Any] = {
    "1-data": test_checks_1,
    "2-segmentation": test_checks_2,
    "3-numbers": test_checks_3,
    "4-entities": test_checks_4,
    "5-commitments": test_checks_5,
    "6-scoring": test_checks_6,
    "7-annotate": test_checks_7,
}
FUNCTIONS = [(stem, name) for stem, book in BOOKS.items() for name in book.FUNCTIONS]
WRONG = [(stem, *mistake) for stem, book in BOOKS.items() for mistake in book.WRONG]
Answers = Callable[[str, str], dict[str, Any]]


def checks(stem: str) -> ModuleType:
    """The checks of a notebook."""
    return cast(ModuleType, BOOKS[stem].check)


@pytest.mark.parametrize(("stem", "name"), FUNCTIONS)
def test_solution_passes_and_is_kept(stem: str, name: str, answers: Answers) -> None:
    """What the solution notebook holds."""
    solution = answers(stem, BOOKS[stem].PRELUDE)[name]
    assert checks(stem).CHECKS[name](solution).passed
    assert checks(stem).usable(solution) is solution


@pytest.mark.parametrize(("stem", "name"), FUNCTIONS)
def test_blank_is_told_so_and_replaced(stem: str, name: str) -> None:
    """So that the notebook goes on."""

    def blank(*arguments: object) -> None: ...

    blank.__name__ = name
    assert checks(stem).CHECKS[name](blank).state == "blank"
    assert checks(stem).CHECKS[name](checks(stem).usable(blank)).passed


@pytest.mark.parametrize(("stem", "name"), FUNCTIONS)
def test_what_is_no_function_is_told_so(stem: str, name: str) -> None:
    """In words, not by a traceback."""
    assert "A function is needed" in str(checks(stem).CHECKS[name](cast(Any, ...)))


@pytest.mark.parametrize(("stem", "name", "answer", "told"), WRONG)
def test_mistake_is_named(stem: str, name: str, answer: Any, told: str) -> None:
    """In both languages, at most three at once."""
    verdict = checks(stem).CHECKS[name](answer)
    assert verdict.state == "wrong"
    assert re.search(told, str(verdict)), str(verdict)
    assert len(verdict.lines) <= 3
    assert all(vietnamese and english and vietnamese != english for vietnamese, english in verdict.lines)
