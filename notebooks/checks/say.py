"""How a check speaks: right, not yet or not quite, and why, each line in Vietnamese and in English."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from traceback import extract_tb
from typing import Any

Text = tuple[str, str]
"""The same in Vietnamese and in English."""
Why = Callable[[tuple[Any, ...], Any], Text | None]
"""Says what is behind an answer (arguments of the call, what it gave) that is wrong, None where it cannot tell."""

HEADS = {
    "right": ("✓ Đúng rồi", "Right", "#1a7f37"),
    "blank": ("○ Chưa làm", "Not yet", "#6e7781"),
    "wrong": ("✗ Chưa đúng", "Not quite", "#bc4c00"),
}
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
MOST = 3
"""Mistakes shown at once: a student mends one and runs the check again."""


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check found; Jupyter shows it as a box."""

    state: str
    lines: tuple[Text, ...]

    @property
    def passed(self) -> bool:
        return self.state == "right"

    def __repr__(self) -> str:
        vietnamese, english, _ = HEADS[self.state]
        return "\n".join([f"{vietnamese} · {english}", *(part for line in self.lines for part in line)])

    def _repr_html_(self) -> str:
        vietnamese, english, colour = HEADS[self.state]
        items = "".join(
            f'<div style="margin-top:.35em">{_code(line[0])}<br>'
            f'<span style="opacity:.7;font-size:.93em">{_code(line[1])}</span></div>'
            for line in self.lines
        )
        return (
            f'<div style="border-left:4px solid {colour};padding:.3em .9em;max-width:58em">'
            f'<b style="color:{colour}">{vietnamese} · {english}</b>{items}</div>'
        )


@dataclass(frozen=True)
class Raised:
    """What a call gave that ended with an error, and the line of the student's code that did it, if it is known."""

    error: Exception
    line: str = ""

    def __repr__(self) -> str:
        return f"{type(self.error).__name__}: {self.error}"


def right(vietnamese: str, english: str) -> Verdict:
    """The answer is right: what it is good for."""
    return Verdict("right", ((vietnamese, english),))


def blank(vietnamese: str, english: str) -> Verdict:
    """Nothing is written yet: where to begin."""
    return Verdict("blank", ((vietnamese, english),))


def wrong(*lines: Text) -> Verdict:
    """The answer is wrong: what is, and why."""
    return Verdict("wrong", lines[:MOST])


def is_blank(value: object) -> bool:
    """Whether a value is what an empty answer gives."""
    return value is None or value is ... or (isinstance(value, str | list | tuple | dict | set) and not value)


def outcome(function: Callable[..., Any], *arguments: object) -> Any:
    """What a student's function gives, or the error with which it ends."""
    try:
        return function(*arguments)
    except Exception as error:
        file = getattr(getattr(function, "__code__", None), "co_filename", None)
        lines = [frame.line or "" for frame in extract_tb(error.__traceback__) if frame.filename == file]
        return Raised(error, lines[-1] if lines else "")


def cases(
    function: Callable[..., Any], examples: Sequence[tuple[tuple[Any, ...], Any]], why: Why, praise: Text
) -> Verdict:
    """Try a student's function on examples (arguments, what is right).

    `why` explains answers that are wrong; mistakes that have the same explanation are shown once.
    """
    if not callable(function):
        return wrong((f"Cần một hàm, đây là `{function!r}`.", f"A function is needed, this is `{function!r}`."))
    name = getattr(function, "__name__", "f")
    # copies: a function that empties its list would spoil what is said of it
    found = [(arguments, wanted, outcome(function, *deepcopy(arguments))) for arguments, wanted in examples]
    if all(value is None or value is ... for _, _, value in found):
        return blank(
            f"`{name}` chưa trả về gì. Hãy thay `...` bằng lời giải, kết thúc bằng `return`, rồi chạy lại hai ô.",
            f"`{name}` returns nothing yet. Write your answer in place of `...`, end it with `return`, run both cells.",
        )
    mistakes: dict[Text, Text] = {}
    for arguments, wanted, value in found:
        if not same(value, wanted):
            reason = why(arguments, value) or _general(value)
            mistakes.setdefault(reason, _line(name, arguments, value, wanted, reason))
    return wrong(*mistakes.values()) if mistakes else right(*praise)


def same(value: Any, wanted: Any) -> bool:
    """Whether an answer is the one wanted, also in its type: 42.5 is not '42.5'."""
    try:
        return type(value) is type(wanted) and bool(value == wanted)
    except Exception:
        return False


def listed(words: Iterable[str]) -> str:
    """Words in quotation marks, joined by commas."""
    return ", ".join(f"“{word}”" for word in words)


def _line(name: str, arguments: tuple[Any, ...], value: Any, wanted: Any, reason: Text) -> Text:
    call = f"`{name}({', '.join(_short(argument) for argument in arguments)})`"
    if isinstance(value, Raised):
        return f"{call} dừng với lỗi `{value}`. {reason[0]}", f"{call} ends with `{value}`. {reason[1]}"
    got, right_one = f"`{_short(value)}`", f"`{_short(wanted)}`"
    return f"{call} cho {got}, cần {right_one}. {reason[0]}", f"{call} gives {got}, not {right_one}. {reason[1]}"


def _general(value: Any) -> Text:
    if isinstance(value, Raised) and value.line:
        return f"Lỗi ở dòng `{value.line}`.", f"The line that fails is `{value.line}`."
    if isinstance(value, Raised):
        return "Hãy chạy riêng lời gọi ấy để xem lỗi ở dòng nào.", "Run this call by itself to see which line fails."
    if is_blank(value):
        return "Với đầu vào này hàm không trả về gì.", "For this input the function returns nothing."
    return "Hãy thử lại riêng trường hợp này.", "Try this case by itself."


def _short(value: Any) -> str:
    """A value as code, cut where it is long; a large dictionary by its size."""
    if isinstance(value, dict) and len(value) > 3:
        return f"{{… {len(value)} mục · entries}}"
    shown = str(value) if hasattr(value, "isoformat") else ADDRESS.sub("", repr(value))
    return shown if len(shown) <= 70 else shown[:69] + "…"


def _code(text: str) -> str:
    """HTML of a line, what stands between backquotes as code."""
    parts = escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))
