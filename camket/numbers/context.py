"""What a number takes from its neighbours: the unit of its list, and the modifier around it.

list      bare (và | , | lên | xuống | còn | trên …) number: the bare one takes label, unit and scale
modifier  hơn | gần | khoảng | không quá | trước … [là | đạt | đến | …] before, trở lên | trở xuống after
"""

from collections.abc import Sequence
from dataclasses import replace

from camket.numbers import lexicon as lex
from camket.numbers.currencies import settle
from camket.numbers.hits import Hit
from camket.numbers.numerals import plain
from camket.numbers.periods import duration, length_of
from camket.numbers.tokens import Phrases, Tokens

_TIME_LETTERS = frozenset("YMWDHS")
_FILLERS = frozenset().union(*lex.FILLERS.values())
_REACH = 9
"""How many syllables ước tính reaches over."""


def share(t: Tokens, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those without a unit with the unit of their list; digits in words that got none are left out."""
    shared = list(hits)
    for here in range(len(shared) - 2, -1, -1):
        hit, other = shared[here], shared[here + 1]
        if hit.bare and other.amount and other.value and not other.bare and _between(t, hit, other) in lex.SHARING:
            shared[here] = _like(hit, other)
    for here in range(1, len(shared)):
        hit, other = shared[here], shared[here - 1]
        if not hit.bare or not other.value:
            continue
        between = _between(t, other, hit)
        if other.label == "ORDINAL" and between in (",", "và", "hay", "hoặc") and hit.amount and not hit.amount.grouped:
            shared[here] = replace(hit, label="ORDINAL")
        elif other.label in ("MONEY", "PERCENT", "QUANTITY") and other.unit != "lần" and between in lex.SHARING_BACK:
            shared[here] = replace(hit, label=other.label, unit=other.unit)
    return settle(t, [hit for hit in shared if not (hit.bare and hit.weak)])


def modifiers(t: Tokens, hits: Sequence[Hit]) -> list[str]:
    """The modifier of each hit; in a list with lần lượt the first one's holds for all."""
    found: list[str] = []
    for here, hit in enumerate(hits):
        before = hits[here - 1] if here else None
        modifier = _modifier(t, hit, before)
        alike = before is not None and (before.label, before.unit) == (hit.label, hit.unit)
        if not modifier and before and alike and _between(t, before, hit) in (",", "và") and _in_turn(t, hits, here):
            modifier = found[-1]
        found.append(modifier)
    return found


def _between(t: Tokens, hit: Hit, other: Hit) -> str:
    """The words between two hits if they are few."""
    return t.words(hit.end, other.start) if 0 < other.start - hit.end < 4 else ""


def _like(hit: Hit, other: Hit) -> Hit:
    """A hit with the label, unit and, where its figure has none, scale of another."""
    assert hit.amount is not None
    assert other.amount is not None
    found, scale = hit.amount, other.amount.scale
    alike = -1000 < found.low < 1000 or other.amount.low >= 1000 * scale  # not 800.000 lên 4 triệu đồng
    if found.scale == 1 and scale > 1 and alike:
        found = replace(found, low=found.low * scale, high=found.high and found.high * scale, scale=scale)
    if other.label == "DURATION":
        value = other.value.split("..")[-1].removeprefix("P")
        letter = ("T" if value.startswith("T") else "") + value[-1]
        lengths = [length_of(value, (letter, 1)) for value in found.ends]
        return replace(hit, label="DURATION", value="..".join(duration(length) for length in lengths if length))
    if other.label == "ORDINAL":
        return hit
    return replace(hit, label=other.label, unit=other.unit, value="..".join(map(plain, found.ends)), amount=found)


def _modifier(t: Tokens, hit: Hit, before: Hit | None) -> str:
    """The modifier before a hit, else after it."""
    if hit.label != "ORDINAL":
        dated = hit.label == "DATE" and not hit.relative
        duration_like = hit.label == "DURATION"
        known = lex.DATE_MODIFIERS if dated else lex.DURATION_MODIFIERS if duration_like else lex.MODIFIERS
        start = hit.start
        if not (before and t.words(before.end, start) in lex.SHARES):
            name = _before(t, hit, known, before.end if before else 0)
            if name:
                return name
    after = t.lookup(hit.end, lex.MODIFIERS_AFTER)
    return after[0] if after else ""


def _where(t: Tokens, hit: Hit, words: str) -> bool:
    """Whether trên, dưới, gần say where: trên ba tuyến phố."""
    if words not in ("trên", "dưới", "gần") or hit.label != "QUANTITY" or t.figure(hit.start):
        return False
    return hit.amount is not None and hit.amount.low <= 10 and t.phrase(hit.amount.end, lex.PLACES) == hit.end


def _by_how_much(t: Tokens, hit: Hit) -> bool:
    """Whether it is told how far something goes beyond or along: vượt 12% mục tiêu, vượt 6 km dốc."""
    along = hit.unit in ("km", "m", "cây số", "hải lý") and t.letters(hit.end) and t.low[hit.end] not in lex.STOPS
    return along or (hit.label == "PERCENT" and t.low[hit.end] in lex.BY_HOW_MUCH)


def _denied(t: Tokens, i: int) -> bool:
    """Whether quá at token i is denied in its clause: không bao giờ thu quá 80 USD."""
    for at in range(i - 1, max(-1, i - 7), -1):
        if not t.letters(at):
            return False
        if t.low[at] in lex.NEGATIONS:
            return True
    return False


def _season(t: Tokens, hit: Hit) -> int:
    """The token at which a date begins, its season with it: trước | mùa lũ 2025, sau | vụ đông xuân năm nay."""
    for at in range(hit.start - 2, max(0, hit.start - 5), -1):
        if hit.label == "DATE" and t.low[at] in ("mùa", "vụ") and all(t.letters(k) for k in range(at, hit.start)):
            return at
    return hit.start


def _before(t: Tokens, hit: Hit, known: Phrases[str], last: int) -> str:
    """The modifier right before a hit, or before words that may stand between; not before token `last`."""
    start = _season(t, hit)
    for at in range(start, max(last, start - 4), -1):
        found = t.phrase_before(at, known)
        if found and found[1] >= last:
            words = t.words(found[1], at)
            if _where(t, hit, words) or (words in ("vượt", "quá") and _by_how_much(t, hit)):
                return ""
            if words == "quá" and found[0] == "min" and _denied(t, found[1]):
                return "max"
            fillers = lex.FILLERS.get(words, frozenset())
            if at == start or all(t.low[place] in fillers for place in range(at, start)):
                return "" if t.low[found[1] - 1] in lex.NOT_MODIFIER.get(t.low[found[1]], ()) else found[0]
        if t.low[at - 1] not in _FILLERS:
            break
    if known is lex.MODIFIERS:
        reach = t.low[max(last, start - _REACH) : start]
        if "tính" in reach:
            at = max(last, start - _REACH) + reach.index("tính")
            if t.low[at - 1] == "ước" and not {".", ";", "\n"} & set(t.low[at:start]):
                return "approx"
    return ""


def _in_turn(t: Tokens, hits: Sequence[Hit], here: int) -> bool:
    """Whether the list that the hit stands in begins with lần lượt."""
    first = here
    while first and _between(t, hits[first - 1], hits[first]) in (",", "và") and here - first < 6:
        first -= 1
    return "lần lượt" in t.words(hits[first].start - 6, hits[first].start)
