"""Numbers in Vietnamese running text: where they are and what they mean.

`find` gives every number of a text as `camket.model.Number`, `parse` the value of one string. Both
are rules alone, those of section 3 of the annotation guidelines. `README.md` beside this file shows
what is read and how ambiguities are decided. The parts, each using only those before it:

    tokens    syllables, figures and marks with their places; phrases to look up in them
    lexicon   the words of numbers as data; `tet`, `nouns.txt`: more data
    numerals  figures and number words -> exact values
    nouns     how far the counted noun goes
    periods   the resolver: periods of the calendar, counted from the article's date
    pieces    the grammar of one expression of the calendar
    clock     the grammar of clock times
    dates     pieces and clock times joined into intervals and lists
    skips     what is no number
    units     what may follow a numeral
    senses    whether a number word counts: năm, một, hai
    reader    the scanner: the other productions, tried at each token from the left
    currencies, context   currencies and units taken from neighbours, modifiers

The grammar, in the order in which productions are tried at a token; `…?` may be missing, `…*` repeat:

    skipped    document number | code | telephone | set term | list marker | figure or word in a name | idiom
    fraction   một nửa | numeral phần numeral | figure/figure before số, diện tích, vốn …
    date       see `dates`
    ordinal    thứ numeral | (lần | khóa | giai đoạn | loại …) numeral: the numeral alone
    times      gấp (đôi | rưỡi | numeral)
    percent    amount (% | phần trăm | điểm phần trăm)
    money      amount currency | (sign | code) amount
    time       amount unit rưỡi? (numeral finer-unit)* (tới | qua | gần đây | trước | nữa)?   cách đây time
    quantity   amount noun?
    noun       see `nouns`
    amount     numeral ((đến | tới | -) numeral)?
    numeral    see `numerals`
    range      number (đến | tới | -) number, both of one label and unit
    list       bare (và | , | lên | xuống | còn …) number: see `context`
"""

import datetime
import re
import unicodedata
from dataclasses import replace

from camket.model import Number
from camket.numbers import lexicon as lex
from camket.numbers.context import modifiers, share
from camket.numbers.reader import Scanner, number
from camket.numbers.tokens import Tokens

__all__ = ["find", "parse"]

_MARKS = re.compile("[\u0300-\u036f]")
_DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")


def find(text: str, date: str | datetime.date | None = None) -> list[Number]:
    """Every number of a text, in order and without overlap, its offsets in characters of the text as given.

    `date` is the article's (a date or YYYY-MM-DD); without it dates that need it are left out.
    Raises ValueError for a string that is no date, and nothing for any text.
    """
    composed, places = _composed(text)
    return _placed(read(Tokens(composed), _day(date)), places)


def parse(string: str, date: str | datetime.date | None = None) -> Number | None:
    """The one number that fills a string, but for a modifier around it; None if the string is anything else."""
    composed, places = _composed(string)
    tokens = Tokens(composed)
    numbers = read(tokens, _day(date), alone=True)
    return _placed(numbers, places)[0] if len(numbers) == 1 and _fills(tokens, numbers[0]) else None


def read(tokens: Tokens, today: datetime.date | None, alone: bool = False) -> list[Number]:
    """The numbers of a text in tokens; `alone` says that the text is one number and nothing else."""
    hits = share(tokens, list(Scanner(tokens, today, alone).hits()))
    found = (number(tokens, hit, modifier) for hit, modifier in zip(hits, modifiers(tokens, hits), strict=True))
    return [each for each in found if each]


def _fills(t: Tokens, found: Number) -> bool:
    """Whether a number and the modifiers around it are the whole text."""
    before = sum(end <= found.start for end in t.end)
    after = sum(start < found.end for start in t.start)
    words = t.words(0, before)
    head = before == 0 or words in lex.MODIFIERS or words in lex.DATE_MODIFIERS
    return head and (after == len(t) or t.words(after, len(t)) in lex.MODIFIERS_AFTER)


def _composed(text: str) -> tuple[str, list[int] | None]:
    """The text with its letters in NFC, and for each of its characters, and its end, the place in the text as given.

    No places where nothing was decomposed.
    """
    if _MARKS.search(text) is None:
        return text, None
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for match in _DECOMPOSED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        parts += [text[last : match.start()], letter]
        places += range(last, match.start())
        places += [match.start()] * len(letter)
        last = match.end()
    if not parts:
        return text, None
    return "".join([*parts, text[last:]]), [*places, *range(last, len(text) + 1)]


def _placed(numbers: list[Number], places: list[int] | None) -> list[Number]:
    if places is None:
        return numbers
    return [replace(each, start=places[each.start], end=places[each.end]) for each in numbers]


def _day(date: str | datetime.date | None) -> datetime.date | None:
    if isinstance(date, datetime.datetime):
        return date.date()
    return datetime.date.fromisoformat(date) if isinstance(date, str) else date
