"""Tokens of a text with their places: the ground the productions walk on."""

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, TypeVar

Value = TypeVar("Value")

_TOKEN = re.compile(r"(\d+(?:[.,]\d+)*|[^\W\d_]+|\n|[^\w\s]|_)")
_SENTENCE_MARKS = frozenset({".", "?", "!", "…", ":", ";", "\n", "“", '"', "‘", "(", "-", "–", "•", "*", "+"})
_OPEN_TONES = list(zip("oà oá oả oã oạ oè oé uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa òe óe ùy úy ủy ũy ụy".split(), strict=True))
_Y_AND_I = list(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
_TAKES_Y = frozenset("h k l m s t v qu".split())
LONGEST_PHRASE = 6


def spellings(phrase: str) -> list[str]:
    """A phrase in the spellings in use: hòa / hoà, thủy / thuỷ, kỹ / kĩ, tỷ / tỉ, quý / quí; mixed ones are left out."""
    syllables = phrase.split()
    every = {phrase}
    for variant in (_old_tone, _new_tone, _with_i, _with_y):
        every.add(" ".join(variant(syllable) for syllable in syllables))
    return sorted(every)


def _old_tone(syllable: str) -> str:
    return _swap(syllable, _OPEN_TONES)


def _new_tone(syllable: str) -> str:
    return _swap(syllable, [(old, new) for new, old in _OPEN_TONES])


def _with_i(syllable: str) -> str:
    return _swap(syllable, _Y_AND_I) if syllable[:-1] in _TAKES_Y else syllable


def _with_y(syllable: str) -> str:
    return _swap(syllable, [(i, y) for y, i in _Y_AND_I]) if syllable[:-1] in _TAKES_Y else syllable


def _swap(syllable: str, endings: list[tuple[str, str]]) -> str:
    for ending, other in endings:
        if syllable.endswith(ending) and not (ending[0] == "u" and syllable.startswith("qu")):
            return syllable.removesuffix(ending) + other
    return syllable


class Phrases(dict[str, Value]):
    """Phrases with their values, syllables apart by one space, to be looked up in tokens; any spelling of them."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        super().__init__({form: value for phrase, value in phrases.items() for form in spellings(phrase)})
        self.reach: dict[str, int] = {}
        for phrase in self:
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
        pieces = _TOKEN.split(text)  # gap, token, gap, token, …, gap: together the whole text
        ends = list(accumulate(map(len, pieces)))
        self.raw = pieces[1::2]
        self.low = list(map(str.lower, self.raw))
        self.start = ends[0:-1:2]
        self.end = ends[1::2]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, i: int) -> str:
        """Token i in lower case, empty outside the text."""
        return self.low[i] if 0 <= i < len(self.raw) else ""

    def words(self, i: int, end: int) -> str:
        """Tokens i to end in lower case, apart by one space."""
        return " ".join(self.low[max(i, 0) : end])

    def figure(self, i: int) -> str:
        """Token i if it is a figure, else empty."""
        word = self.word(i)
        return word if word[:1].isdecimal() else ""

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
        return (phrases[self.words(i, end)], end) if end else None

    def phrase(self, i: int, phrases: Phrases[Any]) -> int:
        """The token after the longest phrase that begins at token i; 0 if none does."""
        reach = phrases.reach.get(self.word(i), 0)
        for end in range(min(i + reach, len(self.raw)), i, -1):
            if self.words(i, end) in phrases:
                return end
        return 0

    def phrase_before(self, i: int, phrases: Mapping[str, Value]) -> tuple[Value, int] | None:
        """The value of the longest phrase that ends right before token i, and the token it begins at."""
        for start in range(max(0, i - LONGEST_PHRASE), i):
            words = self.words(start, i)
            if words in phrases:
                return phrases[words], start
        return None

    def surface(self, i: int, end: int) -> str:
        """The text of tokens i to end, white space collapsed; empty for none."""
        return " ".join(self.text[self.start[i] : self.end[end - 1]].split()) if end > i else ""
