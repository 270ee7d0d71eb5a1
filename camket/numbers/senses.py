"""Whether a number word counts: năm is a year too, một an article, hai often points back."""

from camket.numbers import lexicon as lex
from camket.numbers.hits import Hit
from camket.numbers.nouns import CLASSIFIERS, NOUNS, measure
from camket.numbers.numerals import Amount, numeral
from camket.numbers.tokens import Tokens
from camket.numbers.units import currency, measured, unit_follows

_CLAUSE_END = frozenset({".", ";", ",", "\n"})
_SENTENCE_END = frozenset({".", ";", "\n", "?", "!"})
_BEFORE_NO_FIVE = frozenset("cả tháng mùng mồng sang hết quanh mười theo".split())


def vague(t: Tokens, i: int) -> bool:
    """Whether a word before makes the amount a vague one: vài, hàng, mấy, mươi."""
    return t.low[i - 1] in lex.VAGUE - {"cả", "nhiều", "bao"} and not t.figure(i)


def digit(t: Tokens, i: int, found: Amount, alone: bool) -> bool:
    """Whether a digit word is a numeral here: năm is the year too, chín ripe."""
    word, before = t.low[i], t.low[i - 1]
    if found.end > i + 1:
        return True
    if word == "chín" and before in lex.RIPE:
        return False
    if word == "một" and before in ("mỗi", "từng", "thứ", "mười"):
        return False
    return word != "năm" or _five(t, i, alone)


def _five(t: Tokens, i: int, alone: bool) -> bool:
    """Whether năm by itself is the digit."""
    before, after = t.low[i - 1], t.low[i + 1]
    if before in lex.PLURALS or before in lex.THIRDS or before in lex.SCALES or before in _BEFORE_NO_FIVE:
        return False
    if before in ("còn", "xong", "lên", "xuống", "thành") and not t.letters(i + 1) and not t.figure(i + 1):
        return True
    if before == "trong":
        return measured(t, i + 1, alone) or bool(t.phrase(i + 1, CLASSIFIERS))
    listed = after in ("hoặc", "hay", "và", ",") and t.low[i + 2] in lex.DIGITS
    return alone or unit_follows(t, i + 1) or (listed and before in (",", "và"))


# --- một ---


def one(t: Tokens, i: int, found: Amount) -> bool:
    """Whether the numeral is một by itself."""
    return t.low[i] == "một" and found.end == i + 1 and found.high is None


def one_counts(t: Tokens, i: int, alone: bool, last: Hit) -> bool:
    """Whether a measure or currency makes một at token i a numeral, and not "per"."""
    unit = i + 1
    if alone and unit == len(t):
        return True
    if _per(t, i, last):
        return False
    whole = measure(t, unit)
    counts = t.phrase(unit, lex.COUNTS_ONE) or (whole and not _goes_on(t, whole) and t.low[unit] != "lần")
    return bool(counts or currency(t, unit, None, alone))


def one_lasts(t: Tokens, i: int, end: int, alone: bool, last: Hit) -> bool:
    """Whether một before a unit of time counts it: not "per" after an amount, nor một năm khó khăn."""
    if alone:
        return True
    if _per(t, i, last):
        return False
    if t.low[i - 1] in lex.ONE_LASTS or t.low[end - 1] == lex.HALF_AFTER or end > i + 2:
        return True
    if t.low[end] == "một" and t.low[end + 1] == "lần":
        return True
    before = t.low[i - 1] not in ("lần", "giờ", "là") and not t.opens(i)
    return before and not t.letters(end) and not _of_amount(t, i, last)


def one_beside(t: Tokens, i: int, end: int, last: Hit) -> bool:
    """Whether "một nhà máy" stands beside another counted thing: … và ba kho lạnh, … kèm một vé máy bay."""
    if end == i + 1 or not (t.phrase(i + 1, NOUNS) or t.phrase(i + 1, CLASSIFIERS)):
        return False
    ahead = _count_ahead(t, end)
    if ahead is not None:
        return ahead
    if t.low[i - 1] not in lex.ONE_JOINS:
        return False
    if t.low[i - 1] in ("kèm", "cùng", "thêm"):
        return last.end > 0 and i - last.end < 8
    return last.value != "" and last.label == "QUANTITY" and last.unit != "" and i - last.end <= 4


def one_part(t: Tokens, i: int, last: Hit) -> bool:
    """Whether một is a part of what was counted: hai chiếc đồng hồ, một đề Helsinki, một đề Tel Aviv; trễ đúng một."""
    if t.low[i - 1] in ("đúng", "hụt") and not _goes_on(t, i + 1):
        return last.label == "QUANTITY"
    if t.low[i - 1] not in (",", "và", ":") or last.label != "QUANTITY" or not last.amount or i - last.end > 12:
        return False
    if _SENTENCE_END & set(t.low[last.end : i]):
        return False
    if t.low[last.start] == "một":
        return last.amount.low == 1 and last.weak is False and last.unit in ("", t.low[i + 1])
    if last.amount.low < 2 or last.unit == "lần" or "," in t.low[last.end : i - 1]:
        return False
    for at in range(i + 1, min(i + 12, len(t))):
        if t.low[at] in _SENTENCE_END:
            return False
        if t.low[at] == "một" and t.low[at - 1] in (",", "và") and t.low[at + 1] == t.low[i + 1]:
            return True
    return False


def _per(t: Tokens, i: int, last: Hit) -> bool:
    """Whether một at token i stands right after a number, and so says "per": 7.000 đồng một ký."""
    return i == last.end > 0


def _of_amount(t: Tokens, i: int, last: Hit) -> bool:
    """Whether an amount and what it is of stand right before token i: 400 kg da cá tra một tuần."""
    near = 0 < last.end < i <= last.end + 5 and last.label in ("MONEY", "QUANTITY") and last.unit != "lần"
    return near and all(t.letters(at) and t.low[at] not in lex.STOPS - {"một"} for at in range(last.end, i))


def _goes_on(t: Tokens, i: int) -> bool:
    """Whether a word or a figure follows at token i."""
    return t.letters(i) or t.figure(i) != ""


def _count_ahead(t: Tokens, end: int) -> bool | None:
    """Whether the next thing of the list is counted with more than one; None if no number follows in it."""
    for at in range(end, min(end + 4, len(t))):
        if t.low[at] not in ("và", ","):
            continue
        for ahead in range(at + 1, min(at + (5 if t.low[at] == "và" else 2), len(t))):
            follows = numeral(t, ahead) if t.low[ahead] in lex.DIGITS or t.figure(ahead) else None
            if follows and t.low[ahead] != "năm":
                return follows.value > 1 and bool(t.phrase(follows.end, NOUNS))
            if t.low[ahead] in (",", ".", "\n"):
                break
        break
    return None


# --- hai, ba, bốn ---


def points_back(t: Tokens, i: int, found: Amount, end: int, alone: bool, last: Hit) -> bool:
    """Whether the numeral only points back: hai nước, cả ba trường, hai Thủ tướng, Hai chuyên gia đã tới."""
    at = found.end
    if found.high is not None or found.scale > 1 or not 2 <= found.low <= 9:
        return False
    if t.phrase(at, lex.ALWAYS_POINTED_AT) or (t.low[i - 1] == "cả" and found.low <= 4):
        return True
    if t.letters(at) and t.capital(at) and end == at:
        return not found.figures
    if found.low > 4:
        return False
    pointed = t.phrase(at, lex.POINTED_AT)
    if pointed >= end > at and (found.low == 2 or (t.opens(i) and not alone and not found.figures)):
        return found.low == 2 or t.low[pointed] in ("cùng", "đều", "nhất", "thống", "đã", "sẽ", "cũng")
    if alone or found.figures or end == at:
        return False
    if t.low[end] in ("cùng", "đều") or _shown(t, end) or _in_turn(t, end):
        return True
    listed = t.low[i - 1] in (",", "và") and last.unit == t.surface(at, end) and i - last.end < 8
    harmed = t.low[at:end] == ["người"] and t.low[end] in lex.HARMED
    return not listed and not harmed and _known_two(t, i, found, end)


def _known_two(t: Tokens, i: int, found: Amount, end: int) -> bool:
    """Whether hai stands before a noun that it often points back with, and nothing brings the two in or names them."""
    acts = t.low[end] in ("sẽ", "đã", "cùng", "đều", "cũng", "phải", "nêu") or not t.letters(end)
    often = (found.low == 2 or acts) and t.phrase(found.end, lex.OFTEN_POINTED_AT) >= end
    if not often or (t.capital(end) and t.low[end] not in lex.COUNTRIES) or t.low[end] in (":", "(", "gồm"):
        return False
    return t.low[i - 1] not in lex.BRINGS_IN and not t.phrase_before(i, lex.MODIFIERS)


def _shown(t: Tokens, end: int) -> bool:
    """Whether a word that points follows the noun: ba em ấy, hai vụ này, hai cái đồng hồ trên tường kia."""
    far = t.low[end] in ("trên", "ở", "trong", "dưới") and t.low[end + 2] in ("kia", "ấy")
    above = t.low[end] == "trên" and t.low[end + 1] in ("trong", "sẽ", "đã", ",", ".", "cùng", "là")
    return (
        far or above or t.low[end] in ("ấy", "này", "đó") or t.low[end : end + 2] in (["nói", "trên"], ["nêu", "trên"])
    )


def _in_turn(t: Tokens, i: int) -> bool:
    """Whether lần lượt follows in the clause: tại hai nhà máy tăng lần lượt 3% và 4%."""
    for at in range(i, min(len(t) - 1, i + 12)):
        if t.low[at] in _CLAUSE_END:
            return False
        if t.low[at] == "lần" and t.low[at + 1] == "lượt":
            return True
    return False
