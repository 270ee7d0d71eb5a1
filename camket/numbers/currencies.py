"""The currency that an amount takes from its context.

bare        bán 1,8 tỷ; 18 nghìn một ký; 11.650 tỷ đồng: 6.870 tỷ cho …       that of the amount before, else đồng
dollars     1,06 triệu đô la Úc, tức 40 đô la mỗi tấn                         those that were named before
krone …     giá 690 triệu krone                                               of the country named last
"""

from collections.abc import Sequence
from dataclasses import replace

from camket.numbers import lexicon as lex
from camket.numbers.hits import Hit
from camket.numbers.tokens import Tokens

_NEAR = 60
"""How many tokens an amount of money reaches on."""
_FAR = 150
"""How many tokens back a country is looked for."""


def settle(t: Tokens, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with the currencies that they leave out or share with other countries."""
    settled: list[Hit] = []
    last: Hit | None = None
    for hit in hits:
        near = last if last and hit.start - last.end <= _NEAR else None
        found = _priced(t, hit, near) if hit.bare else _named(t, hit, near) if hit.label == "MONEY" else hit
        settled.append(found)
        if found.label == "MONEY" and "(" not in t.low[max(0, hit.start - 3) : hit.start]:
            last = found
    return settled


def _priced(t: Tokens, hit: Hit, last: Hit | None) -> Hit:
    """A large amount by itself that is money by the words around it or the amounts before it."""
    if not hit.amount or hit.amount.scale < 1000:
        return hit
    alike = last is not None and last.amount is not None and last.amount.scale == hit.amount.scale
    alone = hit.start == 0 and hit.end == len(t)
    if (hit.amount.scale >= 10**9 and not alone) or (
        last and alike and last.unit != "VND" and hit.amount.scale == 10**6
    ):
        return replace(hit, label="MONEY", unit=last.unit if last else "VND")
    if _paid(t, hit) or _per(t, hit):
        return replace(hit, label="MONEY", unit=last.unit if last and alike else "VND")
    return hit


def _paid(t: Tokens, hit: Hit) -> bool:
    """Whether a word of buying or paying stands right before: bán 1,8 tỷ, lương thử việc 7 triệu."""
    for at in range(hit.start - 1, max(-1, hit.start - 5), -1):
        if not t.letters(at):
            return False
        if t.low[at] in lex.PRICED:
            return True
    return False


def _per(t: Tokens, hit: Hit) -> bool:
    """Whether a price's "per" follows: chín nghìn một lần đổi, 18 nghìn/ký."""
    return t.low[hit.end] in ("một", "mỗi", "/") and t.letters(hit.end + 1) and not t.capital(hit.end + 1)


def _named(t: Tokens, hit: Hit, last: Hit | None) -> Hit:
    """An amount whose currency's name several countries share."""
    if hit.amount is None:
        return hit
    name = t.words(hit.amount.end, hit.end)
    if name in lex.DOLLAR_NAMES:
        return replace(hit, unit=last.unit) if last and last.unit in lex.DOLLARS else hit
    countries = lex.SHARED_NAMES.get(name)
    if countries:
        for at in range(hit.start - 1, max(-1, hit.start - _FAR), -1):
            if t.low[at] in countries and t.capital(at):
                return replace(hit, unit=countries[t.low[at]])
    return hit
