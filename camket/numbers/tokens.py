"""Tokens of a text with their places: the ground the productions walk on."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\n|[^\w\s]|_")
_SENTENCE_MARKS = frozenset({".", "?", "!", "…", ":", ";", "\n", "“", '"', "‘", "(", "-", "–", "•", "*", "+"})
LONGEST_PHRASE = 5


class Phrases(dict[str, Value]):
    """Phrases with their values, syllables apart by one space, to be looked up in tokens."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        super().__init__(phrases)
        self.reach: dict[str, int] = {}
        for phrase in phrases:
            first, *others = phrase.split()
            self.reach[first] = max(self.reach.get(first, 0), 1 + len(others))

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases[Any]":
        """Phrases without values."""
        return Phrases(dict.fromkeys(phrases))


class Tokens:
    """The syllables, figures, marks and line feeds of a text; token `i` reads `raw[i]`, in lower case `low[i]`."""

    __slots__ = ("end", "low", "raw", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_TOKEN.finditer(text))
        self.raw = [match.group() for match in matches]
        self.low = [raw.lower() for raw in self.raw]
        self.start = [match.start() for match in matches]
        self.end = [match.end() for match in matches]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, i: int) -> str:
        """Token i in lower case, empty outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def figure(self, i: int) -> str:
        """Token i if it is a figure, else empty."""
        return self.low[i] if 0 <= i < len(self.low) and self.low[i][0].isdecimal() else ""

    def integer(self, i: int, digits: int = 4) -> int | None:
        """Token i as a plain whole number of at most so many digits, else None."""
        figure = self.figure(i)
        return int(figure) if figure and len(figure) <= digits and figure.isdecimal() else None

    def glued(self, i: int) -> bool:
        """Whether no white space stands between token i and the one before."""
        return 0 < i < len(self.raw) and self.end[i - 1] == self.start[i]

    def letters(self, i: int) -> bool:
        """Whether token i is a word."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isalpha()

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isupper()

    def opens(self, i: int) -> bool:
        """Whether token i begins a sentence, a line, a quotation or a bracket."""
        return i <= 0 or self.low[i - 1] in _SENTENCE_MARKS

    def lookup(self, i: int, phrases: Phrases[Value]) -> tuple[Value, int] | None:
        """The value of the longest phrase that begins at token i, and the token after it."""
        end = self.phrase(i, phrases)
        return (phrases[" ".join(self.low[i:end])], end) if end else None

    def phrase(self, i: int, phrases: Phrases[Any]) -> int:
        """The token after the longest phrase that begins at token i; 0 if none does."""
        for end in range(min(i + phrases.reach.get(self.word(i), 0), len(self.low)), i, -1):
            if " ".join(self.low[i:end]) in phrases:
                return end
        return 0

    def phrase_before(self, i: int, phrases: Mapping[str, Value]) -> tuple[Value, int] | None:
        """The value of the longest phrase that ends right before token i, and the token it begins at."""
        for start in range(max(0, i - LONGEST_PHRASE), i):
            words = " ".join(self.low[start:i])
            if words in phrases:
                return phrases[words], start
        return None

    def surface(self, i: int, end: int) -> str:
        """The text of tokens i to end, white space collapsed; empty for none."""
        return " ".join(self.text[self.start[i] : self.end[end - 1]].split()) if end > i else ""
