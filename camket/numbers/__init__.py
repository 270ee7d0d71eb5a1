"""Numbers in Vietnamese running text: where they are and what they mean.

`find` gives every number of a text as `camket.model.Number`, `parse` the value of one string. Both
are rules alone: words as data (`lexicon`), tokens with their places (`tokens`), exact numerals
(`numerals`), the calendar (`dates`) and a scanner from left to right (`reader`). The rules are
section 3 of the annotation guidelines.

The grammar, in the order in which productions are tried at a token; `…?` may be missing, `…*` repeat:

    skipped    document number | code | set term | list marker | figure or word in a name
    fraction   một nửa | numeral phần numeral | figure/figure before số, diện tích, vốn …
    date       see `dates`
    ordinal    thứ numeral
    times      gấp (đôi | rưỡi | numeral)
    percent    amount (% | phần trăm | điểm phần trăm)
    money      amount currency | sign amount
    time       amount unit rưỡi? (numeral finer-unit)? (tới | qua | gần đây | trước | nữa)?
    quantity   amount noun?
    noun       measure | longest noun of the lexicon | classifier (noun | syllable) | syllable
    amount     numeral ((đến | tới | -) numeral)?
    numeral    (figure | words | nửa) scale* rưỡi? smaller-numeral*
    range      number (đến | tới | -) number, both of one label and unit
    list       bare (và | , | lên | xuống | còn …) number: the bare one takes label, unit and scale
    modifier   hơn | gần | khoảng | không quá | trước … before, trở lên | trở xuống after; outside the span

What it does not know: names without a capital before their numeral, counted nouns of several
syllables that are not in the lexicon (the first syllable is taken), negative figures, what a figure
without any unit counts, ages of a text's own calendar ("ngày hôm sau").
"""

import datetime
import unicodedata
from dataclasses import replace

from camket.model import Number
from camket.numbers.reader import Scanner

__all__ = ["find", "parse"]


def find(text: str, date: str | datetime.date | None = None) -> list[Number]:
    """Every number of a text, in order and without overlap, its offsets in characters of the text as given.

    `date` is the article's (a date or YYYY-MM-DD); without it dates that need it are left out.
    Raises ValueError for a string that is no date, and nothing for any text.
    """
    composed, places = _composed(text)
    return [_placed(number, places) for number in Scanner(composed, _day(date)).numbers()]


def parse(string: str, date: str | datetime.date | None = None) -> Number | None:
    """The one number that fills a string, but for a modifier around it; None if the string is anything else."""
    composed, places = _composed(string)
    scanner = Scanner(composed, _day(date), alone=True)
    numbers = scanner.numbers()
    if len(numbers) != 1 or not scanner.fills(numbers[0]):
        return None
    return _placed(numbers[0], places)


def _composed(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and for each of its characters, and its end, the place in the text as given."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    places: list[int] = []
    composed: list[str] = []
    at = 0
    for cluster in clusters:
        composed.append(unicodedata.normalize("NFC", cluster))
        places += [at] * len(composed[-1])
        at += len(cluster)
    return "".join(composed), [*places, at]


def _placed(number: Number, places: list[int]) -> Number:
    return replace(number, start=places[number.start], end=places[number.end])


def _day(date: str | datetime.date | None) -> datetime.date | None:
    if isinstance(date, datetime.datetime):
        return date.date()
    return datetime.date.fromisoformat(date) if isinstance(date, str) else date
