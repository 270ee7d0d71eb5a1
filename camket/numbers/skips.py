"""What is no number: figures and number words in names, documents, addresses, set terms, list markers and idioms."""

from collections.abc import Callable
from itertools import pairwise

from camket.numbers import lexicon as lex
from camket.numbers.nouns import NOUNS
from camket.numbers.tokens import Tokens

_LONGEST_CHAIN = 12
_CLOCK = frozenset({"h", "g", "giờ"})
_JOINTS = frozenset("/-–.:,_")


def figure(t: Tokens, i: int, unit: Callable[[int], bool], alone: bool) -> int:
    """The token after something that begins with the figure at token i and is no number; i itself if it may be one.

    `unit` says whether a unit that the lexicon knows begins at a token.
    """
    if _shape(t, i):
        return i + 2
    if _list_marker(t, i):
        return min(i + 2, len(t)) if not alone else len(t)
    if t.low[i - 1] in lex.SCORES and t.low[i - 2] != "con" and _score(t, i):
        return i + 3
    phone = _telephone(t, i)
    if phone:
        return phone
    end = chain(t, i)
    if t.glued(i) and _continues(t, i):
        rate = t.low[i - 1] == "/" and (t.low[i - 2] in lex.CURRENCIES or t.low[i - 2] in lex.MEASURES)
        return i if rate else end  # đồng/5 kg, 25 ca/100.000 dân
    parts = t.raw[i:end]
    if any(part in "/-" and _code(after) for part, after in pairwise(parts)):
        return end  # 18/2026/NĐ-CP
    if len(parts) > 2 and parts[1] == "+" and parts[2][0].isdecimal():
        return end  # 2+2
    if "".join(parts) == "24/7" and t.low[i - 1] not in ("ngày", *lex.DAY_PARTS):
        return end
    if len(t.raw[i]) == 3 and t.raw[i][1:] == ".0" and not unit(i + 1) and not (alone and i == 0):
        return end  # công nghiệp 4.0
    net = t.low[i - 2] == "ròng" and t.low[i - 1] in ("bằng", "về")
    if t.low[i] == "0" and (net or (t.low[i - 1] in ("bằng", "zero") and not unit(i + 1))):
        return end  # phát thải ròng bằng 0
    if t.letters(i + 1) and t.glued(i + 1) and (t.raw[i + 1] == "G" or not unit(i + 1)):
        clock = t.low[i + 1] in _CLOCK and t.raw[i + 1] != "G"
        scale = t.low[i + 1] in lex.SCALE_LETTERS.keys() | lex.SCALES.keys()
        return i if clock or scale else end  # 5G, 12A
    return i


def word(t: Tokens, i: int, unit: Callable[[int], bool], alone: bool) -> int:
    """The same for a number word: Ba Đình, Hai Bà Trưng, anh Tám, ba cọc ba đồng."""
    idiom = t.phrase(i, lex.IDIOMS)
    if idiom and not t.capital(idiom) and t.phrase(i + 1, NOUNS) <= idiom:
        return idiom
    if t.low[i - 1] in ("một", "ngày") and t.low[i] == "một":
        return i + 1
    if _shape(t, i):
        return i + 2
    if not t.capital(i) or alone:
        return i
    if t.low[i] == "năm" and t.figure(i + 1):
        return i
    if not t.opens(i):
        return i if t.raw[i].isupper() and len(t.raw[i]) > 1 else i + 1
    return i + 1 if t.capital(i + 1) and not unit(i + 1) and t.low[i + 1] not in lex.SCALES else i


def chain(t: Tokens, i: int) -> int:
    """The token after the run of figures, letters and marks that begins at token i, without white space inside."""
    end = i + 1
    while end - i < _LONGEST_CHAIN and t.glued(end) and (t.letters(end) or t.figure(end) or t.glued(end + 1)):
        end += 1
    return end


def figures(t: Tokens, i: int, most: int = _LONGEST_CHAIN) -> int:
    """The token after the run of figures joined by slashes, dashes, dots and colons that begins at token i."""
    end = i + 1
    while (
        end - i < most
        and t.glued(end)
        and t.glued(end + 1)
        and t.low[end] in _JOINTS
        and (t.figure(end + 1) or t.low[end + 1] == "/")
    ):
        end += 1 if t.low[end + 1] == "/" else 2
    return end


def in_name(t: Tokens, i: int) -> bool:
    """Whether the word before token i is capitalised as a name's is."""
    if not t.letters(i - 1) or not t.capital(i - 1):
        return False
    before = t.low[i - 1]
    function = before in lex.STOPS or before in lex.MODIFIERS or before in lex.DATE_MODIFIERS
    return not (t.opens(i - 1) and function)


def named(t: Tokens, i: int, unit: bool) -> bool:
    """Whether the noun before token i is one that a figure names: phòng 302, nhóm 3; `unit`: something is counted."""
    before = t.low[i - 1]
    if (t.words(i - 2, i) in lex.DOCUMENTS and not unit) or floor(t, i):
        return True
    if before not in lex.NAMED or t.low[i - 2] in lex.NOT_NAMED_AFTER:
        return False
    return before in lex.NAMING or not unit


def floor(t: Tokens, i: int) -> bool:
    """Whether tầng and its figure are part of an address: phòng 302, tầng 5; tầng 5, tòa nhà …"""
    after = t.low[i + 1] == "," and t.low[i + 2] in ("tòa", "toà", "số", "phòng", "nhà", "chung", "khu")
    return t.low[i - 1] == "tầng" and (after or (t.low[i - 2] == "," and t.low[i - 4] in lex.NAMING))


def ends_name(t: Tokens, i: int) -> bool:
    """Whether a name that begins with a word such as Luật, Diễn đàn, Đối thoại runs up to token i.

    At the start of a sentence its capital proves nothing; there another one inside the name has to.
    """
    capitals = 0
    for at in range(i - 1, max(-1, i - 14), -1):
        if not t.letters(at) and t.raw[at] not in "-–":
            return False
        end = t.phrase(at, lex.NAME_HEADS) if t.capital(at) else 0
        if end and end <= i:
            inside = capitals > 0 and any(t.capital(k) for k in range(end, i))
            return inside or not t.opens(at)
        if t.low[at] in ("năm", "vào", "trong", "là", "sẽ", "đã", "từ", "tại", "được", "ở", "thuộc") and not t.capital(
            at
        ):
            return False
        capitals += t.capital(at)
    return False


def _list_marker(t: Tokens, i: int) -> bool:
    """1. Bản ghi nhớ, 2) …, (3)"""
    if len(t.low[i]) > 2:
        return False
    if t.low[i - 1] == "(" and t.low[i + 1] == ")":
        return True
    if t.low[i + 1] not in (".", ")") or not t.glued(i + 1) or not t.opens(i) or t.low[i - 1] == "(":
        return False
    return t.capital(i + 2) or t.low[i + 2] in ("“", '"', "'", "")


def _score(t: Tokens, i: int) -> bool:
    """thắng 3-1"""
    digits = t.integer(i, 2) is not None and t.integer(i + 2, 2) is not None and t.low[i + 1] in ("-", "–")
    return digits and t.glued(i + 1) and t.glued(i + 2) and not (t.glued(i + 3) and t.low[i + 3] in ("%", "/"))


def _shape(t: Tokens, i: int) -> bool:
    """xe hai bánh, xe 3 bánh: a kind, not a count"""
    return t.low[i + 1] == "bánh" and t.low[i - 1] in ("xe", "máy", "điện", "loại", "con", "cơ")


def _telephone(t: Tokens, i: int) -> int:
    """0912 345 678, 1900 1234, +84 24 3823 4567: groups of digits that are no thousands."""
    end = i + 1
    while end - i < 6 and t.figure(end) and t.start[end] == t.end[end - 1] + 1 and t.low[end].isdecimal():
        end += 1
    if end == i + 1 or not t.low[i].isdecimal():
        return 0
    nought = t.low[i][0] == "0" and len(t.low[i]) > 1
    abroad = t.low[i - 1] == "+" and t.glued(i)
    service = t.low[i] in ("1800", "1900") and len(t.low[i + 1]) in (4, 6)
    return end if nought or abroad or service else 0


def _continues(t: Tokens, i: int) -> bool:
    """Whether the figure at token i ends a word: COP28, Covid-19, example.vn/2026; not đồng/5 kg, $5."""
    if t.letters(i - 1):
        return t.low[i - 1] not in lex.CURRENCY_CODES or not t.raw[i - 1].isupper()
    return t.low[i - 1] in ("-", "–", ".", "_", "@", "/", "+") and t.glued(i - 1) and t.letters(i - 2)


def _code(part: str) -> bool:
    """Whether a part of a chain is a code such as NĐ or TTg, not a unit."""
    known = part.lower() in lex.CURRENCIES or part.lower() in lex.MEASURES
    return len(part) > 1 and part[:2].isupper() and not known
