"""Tokens of a text with their places: the ground the productions walk on."""

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, TypeVar

Value = TypeVar("Value")

_TOKEN = re.compile(r"([0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\n|[^\w\s]|_)")
_SENTENCE_MARKS = frozenset({".", "?", "!", "…", ":", ";", "\n", "“", '"', "‘", "(", "-", "–", "•", "*", "+"})
_OPEN_TONES = list(
    zip("oà oá oả oã oạ oè oé uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa òe óe ùy úy ủy ũy ụy".split(), strict=True)
)
_Y_AND_I = list(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
_TAKES_Y = frozenset("h k l m s t v qu".split())
_MARGIN = [""] * 64


def spellings(phrase: str) -> list[str]:
    """A phrase in the spellings in use: hòa / hoà, thủy / thuỷ, kỹ / kĩ, tỷ / tỉ, quý / quí."""
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
    """Phrases with their values, syllables apart by one space, to be looked up in tokens; any spelling of them.

    `ahead` and `back` are the same as trees, from the first syllable on and from the last one: a branch for each
    syllable that may come next, and under None the value of the phrase that ends there.
    """

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        super().__init__({form: value for phrase, value in phrases.items() for form in spellings(phrase)})
        self.ahead: dict[Any, Any] = {}
        self.back: dict[Any, Any] = {}
        for phrase, value in self.items():
            syllables = phrase.split()
            for tree, path in ((self.ahead, syllables), (self.back, syllables[::-1])):
                for syllable in path:
                    tree = tree.setdefault(syllable, {})
                tree[None] = value

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases[Any]":
        """Phrases without values."""
        return Phrases(dict.fromkeys(phrases, True))


class Tokens:
    """The syllables, figures, marks and line feeds of a text; token `i` reads `raw[i]`, in lower case `low[i]`.

    Empty strings follow the last token, so that `low[i]` and `raw[i]` may be asked for a few places outside the text
    on either side (in Python -1 is the last). Figures are of ASCII digits.
    """

    __slots__ = ("count", "end", "low", "raw", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _TOKEN.split(text)  # gap, token, gap, token, …, gap: together the whole text
        ends = list(accumulate(map(len, pieces)))
        self.raw = pieces[1::2]
        self.count = len(self.raw)
        self.raw += _MARGIN
        self.low = list(map(str.lower, self.raw))
        self.start = ends[0:-1:2]
        self.end = ends[1::2]

    def __len__(self) -> int:
        return self.count

    def words(self, i: int, end: int) -> str:
        """Tokens i to end in lower case, apart by one space."""
        return " ".join(self.low[max(i, 0) : end])

    def figure(self, i: int) -> str:
        """Token i if it is a figure, else empty."""
        word = self.low[i]
        return word if "0" <= word < ":" else ""  # the colon comes right after 9

    def integer(self, i: int, digits: int = 4) -> int | None:
        """Token i as a plain whole number of at most so many digits, else None."""
        word = self.low[i]
        return int(word) if "0" <= word < ":" and len(word) <= digits and word.isdecimal() else None

    def glued(self, i: int) -> bool:
        """Whether no white space stands between token i and the one before."""
        return 0 < i < self.count and self.end[i - 1] == self.start[i]

    def letters(self, i: int) -> bool:
        """Whether token i is a word."""
        return self.raw[i][:1].isalpha()

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital."""
        return self.raw[i][:1].isupper()

    def opens(self, i: int) -> bool:
        """Whether token i begins a sentence, a line, a quotation or a bracket."""
        return i <= 0 or self.low[i - 1] in _SENTENCE_MARKS

    def lookup(self, i: int, phrases: Phrases[Value]) -> tuple[Value, int] | None:
        """The value of the longest phrase that begins at token i, and the token after it."""
        tree = phrases.ahead.get(self.low[i])
        found: tuple[Value, int] | None = None
        while tree is not None:
            i += 1
            if None in tree:
                found = tree[None], i
            tree = tree.get(self.low[i])
        return found

    def phrase(self, i: int, phrases: Phrases[Any]) -> int:
        """The token after the longest phrase that begins at token i; 0 if none does."""
        tree = phrases.ahead.get(self.low[i])
        end = 0
        while tree is not None:
            i += 1
            if None in tree:
                end = i
            tree = tree.get(self.low[i])
        return end

    def phrase_before(self, i: int, phrases: Phrases[Value]) -> tuple[Value, int] | None:
        """The value of the longest phrase that ends right before token i, and the token it begins at."""
        i -= 1
        tree = phrases.back.get(self.low[i])
        found: tuple[Value, int] | None = None
        while tree is not None:
            if None in tree:
                found = tree[None], i
            i -= 1
            tree = tree.get(self.low[i])
        return found

    def surface(self, i: int, end: int) -> str:
        """The text of tokens i to end, white space collapsed; empty for none."""
        return " ".join(self.text[self.start[i] : self.end[end - 1]].split()) if end > i else ""
