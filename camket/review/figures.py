"""Figures of one article that contradict each other, where a rule can tell."""

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from camket.model import Document, Number
from camket.review.findings import Finding, sentence_of

ROUNDED = 1.06
"""How far two conversions between the same currencies may lie apart: figures in the news are rounded."""
_CONVERTS = re.compile(r"\s*(?:\(|, tức|, tương đương)[\w\s,]{0,25}\Z")
_GROWS = re.compile(r"\b(?:tăng|giảm)\b[^.;:,]{0,25}\Z", re.I)
_UP_OR_DOWN = re.compile(r"\s*(?:lên|xuống|còn)\b[^,;.]{0,25}\Z")
_OF = re.compile(r"\s*(?:trên|trong|/)\s*(?:tổng số\s+)?\Z")
_THAT_IS = re.compile(r"[^.;]{0,40}(?:tức|đạt|bằng|chiếm)\b[^.;]{0,20}\Z")
_CONSISTS = re.compile(r"(?:\s*:|[^.;:]{0,25}\bgồm)\s(?:\w+ ){0,3}\Z")
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WEEKDAY = re.compile("|".join(_WEEKDAYS))
_AGE = re.compile(r"\s*(?:\(|,)\s*\Z")

Rows = list[tuple[Number, Number, Number]]


def contradictions(documents: Iterable[Document]) -> list[Finding]:
    """All findings of the rules below: conversions, growth, shares, sums, weekdays, ages."""
    rules = (conversions, growth, shares, sums, weekdays, ages)
    return [finding for document in documents for rule in rules for finding in rule(document)]


def conversions(document: Document) -> list[Finding]:
    """Conversions between the same two currencies at different rates."""
    rates: dict[tuple[str, str], list[tuple[Fraction, Number, Number]]] = defaultdict(list)
    for one, other in _neighbours(document):
        if (
            one.label == other.label == "MONEY"
            and one.unit != other.unit
            and _CONVERTS.match(_gap(document, one, other))
        ):
            low, high = sorted((one, other), key=lambda number: number.unit)
            if (a := _amount(low)) and (b := _amount(high)):
                rates[low.unit, high.unit].append((a / b, one, other))
    findings = []
    for units, found in rates.items():
        found.sort(key=lambda row: row[0])
        (least, *_), (most, one, other) = found[0], found[-1]
        if most > least * Fraction(ROUNDED):
            problem = f"{_rate(most, *units)} here, elsewhere {_rate(least, *units)}"
            findings.append(_finding("conversion", document, one, other, problem, "convert at one rate"))
    return findings


def _rate(rate: Fraction, one: str, other: str) -> str:
    """A rate, so many of `one` for one of `other`, told so that it is no tiny figure."""
    if rate < 1:
        rate, one, other = 1 / rate, other, one
    return f"1 {other} = {float(rate):,.5g} {one}"


def growth(document: Document) -> list[Finding]:
    """A growth in percent that is not that of the two figures beside it ("tăng 25%, từ 40 lên 50 triệu")."""
    findings = []
    for number in document.numbers:
        if number.label != "PERCENT" or number.unit or not (percent := _amount(number)):
            continue
        inside = _sentence_numbers(document, number)
        if not _GROWS.search(_before(document, number)):
            continue
        for one, other in itertools.pairwise(inside):
            same = one.label == other.label and (one.unit == other.unit or not one.unit)
            if (
                not same
                or number in (one, other)
                or one.label in ("DATE", "DURATION")
                or not _UP_OR_DOWN.match(_gap(document, one, other))
            ):
                continue
            a, b = _amount(one), _amount(other)
            if a and b is not None and abs(abs(b / a - 1) * 100 - percent) > _slack(number, percent):
                found = float((b / a - 1) * 100)
                problem = f"from {one.value} to {other.value} is {found:+.1f}%, the text says {number.value}%"
                findings.append(_finding("growth", document, one, other, problem, "make the figures agree"))
    return findings


def shares(document: Document) -> list[Finding]:
    """A share in percent that is not that of the figures beside it ("812 trên 1.160 ha, tức 70%")."""
    findings = []
    for part, whole, share in _triples(document):
        if share.label != "PERCENT" or share.unit or part.label != whole.label:
            continue
        if not (_OF.match(_gap(document, part, whole)) and _THAT_IS.match(_gap(document, whole, share))):
            continue
        a, b, percent = _amount(part), _amount(whole), _amount(share)
        if a and b and percent and abs(a / b * 100 - percent) > _slack(share, percent):
            problem = f"{part.value} of {whole.value} is {float(a / b * 100):.1f}%, the text says {share.value}%"
            findings.append(_finding("share", document, part, share, problem, "make the figures agree"))
    return findings


def sums(document: Document) -> list[Finding]:
    """A total that the parts named after it ("gồm", a colon) don't add up to."""
    findings = []
    for total in document.numbers:
        inside = _sentence_numbers(document, total)
        after = [n for n in inside if n.start > total.end and ";" not in _gap(document, total, n)]
        if total.label not in ("MONEY", "QUANTITY") or len(after) < 2:
            continue
        if not _CONSISTS.match(_gap(document, total, after[0])):
            continue
        parts = [n for n in after if n.label == total.label and n.unit in (total.unit, "")]
        values = [_amount(n) for n in parts]
        whole = _amount(total)
        if len(parts) != len(after) or not whole or not all(values):
            continue
        added = sum((value for value in values if value), Fraction())
        if abs(added - whole) > whole * Fraction(1, 50):
            problem = f"the parts add up to {float(added):,.0f}, the total is {float(whole):,.0f}"
            findings.append(_finding("sum", document, total, after[-1], problem, "make the parts add up to the total"))
    return findings


def weekdays(document: Document) -> list[Finding]:
    """A weekday that is not that of its date, in one span or in two that touch ("thứ Năm, 12/3")."""
    findings = []
    for number in document.numbers:
        day = _day(number)
        words = _surface(document, number).casefold()
        before = _before(document, number).casefold()
        touching = re.search(rf"({'|'.join(_WEEKDAYS)})[,\s(]*(?:ngày\s*)?\Z", before)
        named = touching or (_WEEKDAY.search(words) if re.search(r"\d", words) else None)
        if number.label == "DATE" and day and named:
            weekday = _WEEKDAYS[day.weekday()]
            if (named[1] if touching else named.group()) != weekday:
                problem = f"{number.value} is {weekday}"
                findings.append(_finding("weekday", document, number, number, problem, "name the right day"))
    return findings


def ages(document: Document) -> list[Finding]:
    """One person of two ages."""
    known: dict[str, str] = {}
    findings = []
    people = {entity.end: document.surface(entity) for entity in document.entities if entity.label == "PER"}
    for number in document.numbers:
        if number.unit != "tuổi":
            continue
        before = _before(document, number)
        end = number.start - len(before) + len(_AGE.sub("", before))
        if (name := people.get(end)) and known.setdefault(name, number.value) != number.value:
            problem = f"{name} is {known[name]} elsewhere"
            findings.append(_finding("age", document, number, number, problem, "give one age"))
    return findings


def _finding(check: str, document: Document, first: Number, last: Number, problem: str, advice: str) -> Finding:
    text, end = document.text or "", max(first.end, last.end)
    what = text[min(first.start, last.start) : end]
    if "(" in what and text[end : end + 1] == ")":
        what += ")"
    return Finding(check, document.id, sentence_of(document, first.start), what, problem, advice)


def _neighbours(document: Document) -> list[tuple[Number, Number]]:
    numbers = sorted(document.numbers)
    return [
        (one, other)
        for one, other in itertools.pairwise(numbers)
        if document.sentence_at(one.start) == document.sentence_at(other.start)
    ]


def _triples(document: Document) -> Rows:
    pairs = _neighbours(document)
    return [(a, b, c) for (a, b), (again, c) in itertools.pairwise(pairs) if b is again]


def _sentence_numbers(document: Document, number: Number) -> list[Number]:
    place = document.sentence_at(number.start)
    return sorted(n for n in document.numbers if document.sentence_at(n.start) == place)


def _gap(document: Document, one: Number, other: Number) -> str:
    return (document.text or "")[one.end : other.start]


def _surface(document: Document, number: Number) -> str:
    return (document.text or "")[number.start : number.end]


def _before(document: Document, number: Number) -> str:
    return (document.text or "")[max(0, number.start - 40) : number.start]


def _amount(number: Number) -> Fraction | None:
    try:
        return Fraction(number.value)
    except ValueError:  # a range
        return None


def _slack(number: Number, percent: Fraction) -> Fraction:
    """How far a rounded percentage may lie from the true one: a modifier allows more."""
    return (Fraction(3) if number.modifier else Fraction(6, 10)) + percent / 50


def _day(number: Number) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(number.value[:10])
    except ValueError:
        return None
