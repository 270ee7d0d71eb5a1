"""Answers in Python's own types: a tuple, an array or a generator is as good as a list."""

from collections.abc import Callable
from functools import update_wrapper
from types import GeneratorType
from typing import Any

Function = Callable[..., Any]


def plain(value: Any) -> Any:
    """Sequences as lists, arrays and their figures as lists and numbers, all kinds of dictionaries as `dict`."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | map | zip | GeneratorType):
        return [plain(one) for one in value]
    return value


class Plain:
    """A student's function, its answers brought into a form in which they can be compared."""

    def __init__(self, function: Function, form: Function) -> None:
        update_wrapper(self, function)
        self.__code__ = getattr(function, "__code__", None)  # by it `say` finds the line that fails
        self.function, self.form = function, form

    def __call__(self, *arguments: Any) -> Any:
        return self.form(self.function(*arguments))


def plainly(function: Function, form: Function = plain) -> Function:
    """The function with its answers in a form in which they can be compared; what is no function as it is."""
    return Plain(function, form) if callable(function) else function
