"""One-to-one matching of gold and predicted spans, independent of their order.

Offsets are half-open, so `[0,2)` and `[2,4)` do not overlap.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from camket.model import Labelled

S = TypeVar("S", bound=Labelled)
H = TypeVar("H", bound=Hashable)
Pair = tuple[S, S]


def exact_matches(gold: Sequence[H], predicted: Sequence[H]) -> Counter[H]:
    """How often each item is matched when equal items pair off one to one (a span given twice needs two in gold)."""
    return Counter(gold) & Counter(predicted)


def overlap_matches(gold: Sequence[S], predicted: Sequence[S], same_label: bool = True) -> list[Pair[S]]:
    """Pairs of overlapping spans, each span in one pair at most: as many pairs as possible, of these the ones that
    share the most characters, of these the ones with the most pairs of equal spans.

    Parameters: gold and predicted spans of one document, in any order; with `same_label` only spans of one label pair.
    The optimum is found by linear assignment (Kuhn 1955, scipy's `linear_sum_assignment`). Ties that remain are broken
    the same way for every order of the spans and whichever side is gold.
    """
    pairs: list[Pair[S]] = []
    for ours, theirs in _groups(gold, predicted):
        if [_key(span) for span in theirs] < [_key(span) for span in ours]:
            pairs += [(one, other) for other, one in _assign(theirs, ours, same_label)]
        else:
            pairs += _assign(ours, theirs, same_label)
    return pairs


def _groups(gold: Sequence[S], predicted: Sequence[S]) -> Iterator[tuple[list[S], list[S]]]:
    """Gold and predicted spans in groups that share no character, so that each is matched by itself."""
    sides: tuple[list[S], list[S]] = ([], [])
    end = 0
    for span, side in sorted([*((s, 0) for s in gold), *((s, 1) for s in predicted)], key=lambda p: (_key(p[0]), p[1])):
        if span.start >= end and any(sides):
            yield sides
            sides = ([], [])
        end = max(end, span.end)
        sides[side].append(span)
    if any(sides):
        yield sides


def _assign(left: Sequence[S], right: Sequence[S], same_label: bool) -> list[Pair[S]]:
    if not left or not right:
        return []
    gains = np.zeros((len(left), len(right)))  # whole numbers: a pair outweighs all characters, a character all equals
    pair, character = 1 + sum(span.end - span.start for span in left), 1 + len(left)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0 and (not same_label or one.label == other.label):
                gains[i, j] = (pair + shared) * character + (one == other)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(left[i], right[j]) for i, j in zip(rows, columns, strict=True) if gains[i, j] > 0]


def _key(span: Labelled) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label, repr(span)
