"""Notebook 2: each solution passes its check, a blank is told so, and typical mistakes are named."""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import Any

from checks import segmentation as check

import camket
from camket.model import Document, Entity, lay_out

Answers = Callable[[str, str], dict[str, Any]]
Place = tuple[int, int]

PRELUDE = "import re, unicodedata\nABBREVIATIONS = {'TP', 'GS', 'PGS', 'TS', 'ThS', 'BS'}"


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def everywhere(syllable: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        syllable = syllable.replace(old, new)
    return syllable


def at_the_end(syllable: str, table: dict[str, str]) -> str:
    return syllable[:-2] + table.get(syllable[-2:], syllable[-2:])


def only_changed(syllable: str, table: dict[str, str]) -> str | None:
    return check.SPARE["tone"](syllable, table) if syllable[-2:] in table else None


def from_the_start(text: str, words: Sequence[str]) -> list[Place]:
    return [(text.find(w), text.find(w) + len(w)) for w in words]


def from_the_start_if_there(text: str, words: Sequence[str]) -> list[Place]:
    return [(text.find(w), text.find(w) + len(w)) for w in words if w in text]


def by_index(text: str, words: Sequence[str]) -> list[Place]:
    places, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        places.append((start, at))
    return places


def unasked(text: str, words: Sequence[str]) -> list[Place]:
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        at = start + len(word)
        places.append((start, at))
    return places


def endless(n: int) -> int:
    return 2 * endless(n - 1)


def without_zero(text: str, words: Sequence[str]) -> list[Place]:
    return [place for place in check.SPARE["locate"](text, words) if place[0] > 0]


def from_the_next_letter(text: str, words: Sequence[str]) -> list[Place]:
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start >= 0:
            at = start + 1
            places.append((start, start + len(word)))
    return places


def counted(text: str, words: Sequence[str]) -> list[Place]:
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    return [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]


def all_places(text: str, words: Sequence[str]) -> list[Place]:
    return [m.span() for word in words for m in re.finditer(re.escape(word), text)]


def emptying(text: str, words: list[str]) -> tuple[list[int], ...]:
    """As lists in a tuple, and taking the words out of their list."""
    return tuple(list(place) for place in check.SPARE["locate"](text, [words.pop(0) for _ in list(words)]))


def closed(text: str, words: Sequence[str]) -> list[Place]:
    return [(start, end - 1) for start, end in check.SPARE["locate"](text, words)]


def any_capital(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+(?=[A-ZĐ])", text)


def overlap(word: Place, span: Place) -> bool:
    return word[0] < span[1] and span[0] < word[1]


def inside_out(tokens: Sequence[Place], spans: Sequence[Entity], first: str = "I", crossing: bool = False) -> list[str]:
    tags = []
    for start, end in tokens:
        holds = [
            s for s in spans if (s.start < end and start < s.end if crossing else s.start <= start and end <= s.end)
        ]
        tags.append(f"{first}-{holds[0].label}" if holds else "O")
    return tags


def b_after_o(tokens: Sequence[Place], spans: Sequence[Entity]) -> list[str]:
    tags = inside_out(tokens, spans)
    return [f"B{t[1:]}" if t != "O" and (i == 0 or tags[i - 1] == "O") else t for i, t in enumerate(tags)]


def b_at_the_start(tokens: Sequence[Place], spans: Sequence[Entity]) -> list[str]:
    starts = {span.start for span in spans}
    tags = inside_out(tokens, spans)
    return [
        f"B{tag[1:]}" if tag != "O" and token[0] in starts else tag for token, tag in zip(tokens, tags, strict=True)
    ]


def only_tagged(tokens: Sequence[Place], spans: Sequence[Entity]) -> list[str]:
    return [tag for tag in check.SPARE["iob2"](tokens, spans) if tag != "O"]


def only_first(tokens: Sequence[Place], spans: Sequence[Entity]) -> list[str]:
    return [tag if tag.startswith("B") else "O" for tag in check.SPARE["iob2"](tokens, spans)]


def match(sizes: Callable[[int], Sequence[int]], lower: bool = True, step: int | None = None) -> Any:
    def segment(syllables: Sequence[str], words: Collection[str]) -> list[str]:
        found, at = [], 0
        while at < len(syllables):
            for size in sizes(len(syllables) - at):
                word = " ".join(syllables[at : at + size])
                if size == 1 or (word.lower() if lower else word) in words:
                    break
            found.append(word)
            at += step or size
        return found

    return segment


def longest_first(rest: int) -> Sequence[int]:
    return range(min(7, rest), 0, -1)


def shortest_first(rest: int) -> Sequence[int]:
    return [size for size in (2, 3, 4) if size <= rest] + [1]


def known_only(syllables: Sequence[str], words: Collection[str]) -> list[str]:
    return [word for word in check.SPARE["longest_match"](syllables, words) if word.lower() in words]


FUNCTIONS = ["ways", "same", "tone", "locate", "split_sentences", "cuts", "iob2", "longest_match"]

WRONG: list[tuple[str, Any, str]] = [
    ("ways", lambda n: 2**n, "there are 5 spaces, not 6"),
    ("ways", lambda n: n - 1 or 1, "each has two possibilities"),
    ("ways", lambda n: 2 * (n - 1) or 1, "they do not add"),
    ("ways", lambda n: (n - 1) ** 2 or 1, "The other way round"),
    ("ways", lambda n: math.factorial(n), "no factorial"),
    ("ways", lambda n: n**2, "The other way round"),
    ("ways", lambda n: 2**n / 2, "A whole number"),
    ("ways", lambda n: str(2 ** (n - 1)), "A whole number"),
    ("ways", endless, "a case for `n == 1`"),
    ("ways", lambda n: n + 2, "all ways to cut three syllables"),
    ("same", lambda one, other: one == other, "second string is in NFD"),
    ("same", lambda one, other: nfc(one) == other, "first string is in NFD|second string is in NFD"),
    ("same", lambda one, other: one == nfc(other), "first string is in NFD"),
    ("same", lambda one, other: bare(one) == bare(other), "to normalise is not to drop marks"),
    ("same", lambda one, other: nfc(one).lower() == nfc(other).lower(), "A capital and a small letter differ"),
    ("same", lambda one, other: nfc(one), "compare by `==`"),
    ("same", lambda one, other: unicodedata.normalize(one) == other, "needs two arguments"),  # type: ignore[call-arg]
    ("tone", everywhere, "ends in a consonant"),
    ("tone", at_the_end, "belongs to the initial"),
    ("tone", lambda syllable, table: syllable[:-2] + table[syllable[-2:]], "Not every rhyme"),
    ("tone", only_changed, "given as it is"),
    ("tone", lambda syllable, table: table.get(syllable[-2:], syllable), "its beginning is missing"),
    ("tone", lambda syllable, table: syllable, "its last two letters"),
    ("locate", from_the_start_if_there, "A repeated word"),
    ("locate", from_the_start, "gives -1 where it finds nothing"),
    ("locate", by_index, "skip the word then"),
    ("locate", unasked, "gives -1 where it finds nothing"),
    ("locate", closed, "Spans are half-open"),
    ("locate", lambda text, words: [text.find(w) for w in words], "Each word needs two places"),
    ("locate", without_zero, "0 is found too"),
    ("locate", from_the_next_letter, "Two words overlap"),
    ("locate", counted, "not always one space"),
    ("locate", all_places, "more places than words"),
    ("split_sentences", lambda text: text.split(". "), "Characters are lost"),
    ("split_sentences", lambda text: check.SPARE["split_sentences"](text)[:-1], "The end is missing"),
    ("split_sentences", lambda text: re.split(r"(?<=[.?!])", text), "no white space at its ends, and is not empty"),
    ("split_sentences", lambda text: re.findall(r"\S[^.?!]*[.?!]?", text), "ask for a space"),
    ("split_sentences", any_capital, "are abbreviations"),
    ("split_sentences", lambda text: re.split(r"(?<=[.?!])\s+", text), "ask for a capital"),
    ("split_sentences", lambda text: re.split(r"(?<=\.)\s+", text), "may also end in"),
    ("split_sentences", lambda text: text, "A list of sentences"),
    ("cuts", overlap, "to overlap is not yet to cut"),
    ("cuts", lambda w, s: w[0] <= s[0] <= w[1] or w[0] <= s[1] <= w[1], "use `<`, not `<=`"),
    ("cuts", lambda w, s: w[0] < s[0] < w[1], "The span ends inside the word"),
    ("cuts", lambda w, s: w[0] < s[1] < w[1], "The span begins inside the word"),
    ("cuts", lambda w, s: (w[0] < s[0] < w[1]) != (w[0] < s[1] < w[1]), "The span lies inside the word"),
    ("cuts", lambda w, s: w.start < s.start < w.end, "Word and span are pairs"),
    ("cuts", lambda w, s: w[1] - s[0], "`True` or `False`"),
    ("cuts", lambda w, s: not (s[0] <= w[0] and w[1] <= s[1]), "no character in common"),
    ("iob2", inside_out, "The first token of each span"),
    ("iob2", b_after_o, "The first token of each span"),
    ("iob2", b_at_the_start, "within another token"),
    ("iob2", lambda tokens, spans: inside_out(tokens, spans, "B"), "From the second on"),
    ("iob2", lambda tokens, spans: inside_out(tokens, spans, crossing=True), "lies wholly in the span"),
    ("iob2", only_tagged, "one tag for each token"),
    ("iob2", only_first, "every token of a span has a tag"),
    ("iob2", lambda tokens, spans: [t[0] for t in check.SPARE["iob2"](tokens, spans)], "A tag has the form"),
    ("longest_match", match(shortest_first), "try long words first"),
    ("longest_match", match(longest_first, lower=False), "look up `word.lower\\(\\)`"),
    ("longest_match", match(longest_first, step=1), "go on past all its syllables"),
    ("longest_match", match(lambda rest: [1]), "No syllables were joined"),
    ("longest_match", known_only, "Syllables are lost"),
    ("longest_match", lambda s, words: [w.lower() for w in match(longest_first)(s, words)], "Capitals are lost"),
    ("longest_match", lambda s, words: [w.split() for w in match(longest_first)(s, words)], "A word is one string"),
]


def test_lists_and_tuples_are_alike_and_may_be_emptied() -> None:
    assert check.locate(emptying).passed
    assert check.iob2(lambda tokens, spans: tuple(check.SPARE["iob2"](tokens, spans))).passed


def test_messages_are_in_both_languages() -> None:
    for name, answer, _ in WRONG:
        for vietnamese, english in check.CHECKS[name](answer).lines:
            assert vietnamese
            assert english
            assert vietnamese != english


def test_words_of_several_syllables_are_drawn() -> None:
    drawn = check.boxes("Huế và Hà Nội", [(0, 3), (4, 6), (7, 13)])
    assert drawn.spans == (Entity(7, 13, "2"),)


def test_a_span_is_drawn_below_the_words_that_cut_it() -> None:
    text = "Hôm qua bà Khuê bác đề nghị ấy."
    span = Entity(11, 15, "PER")
    document = Document("x", text=text, sentences=lay_out([(len(text), 0, False, "")]), entities=(span,))
    (_, above), (_, below) = check.crossing(document, span, [(11, 19)]).parts
    assert above.text == below.text == text
    assert [above.text[s.start : s.end] for s in above.spans] == ["Khuê bác"]
    assert [below.text[s.start : s.end] for s in below.spans] == ["Khuê"]
    assert camket.Entity is Entity
