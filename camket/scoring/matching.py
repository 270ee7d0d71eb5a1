"""One-to-one matching of gold and predicted spans, independent of their order.

Spans match by what a pair is worth: a tuple of whole numbers, of which the sum over all pairs is made as large as
possible, the first before the second and so on. Only spans that share a character can pair; offsets are half-open, so
`[0,2)` and `[2,4)` do not overlap. The optimum is found by linear assignment (Kuhn 1955, scipy's
`linear_sum_assignment`) in each group of spans that overlap, directly or through others. Ties go to the pairs that
begin further left in all, and what then remains is the same for every order of the spans and whichever side is gold.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from camket.model import Labelled

S = TypeVar("S", bound=Labelled)
H = TypeVar("H", bound=Hashable)
Pair = tuple[S, S]
Worth = Callable[[S, S], tuple[int, ...] | None]
"""What a pair of overlapping spans is worth, the same whichever span comes first; None if the two cannot pair."""


def exact_matches(gold: Sequence[H], predicted: Sequence[H]) -> Counter[H]:
    """How often each item is matched when equal items pair off one to one (a span given twice needs two in gold)."""
    return Counter(gold) & Counter(predicted)


def overlap_matches(gold: Sequence[S], predicted: Sequence[S], same_label: bool = True) -> list[Pair[S]]:
    """Pairs of overlapping spans, each span in one pair at most: as many pairs as possible, of these the ones that
    share the most characters, of these the ones with the most pairs of equal spans.

    Parameters: gold and predicted spans of one document, in any order; with `same_label` only spans of one label pair.
    """

    def worth(one: S, other: S) -> tuple[int, ...] | None:
        if same_label and one.label != other.label:
            return None
        return 1, shared(one, other), one == other

    return best_matches(gold, predicted, worth)


def best_matches(gold: Sequence[S], predicted: Sequence[S], worth: Worth[S]) -> list[Pair[S]]:
    """Pairs (gold, predicted) of overlapping spans, each span in one pair at most, that are worth the most."""
    pairs: list[Pair[S]] = []
    for ours, theirs in _groups(gold, predicted):
        if [_key(span) for span in theirs] < [_key(span) for span in ours]:
            pairs += [(one, other) for other, one in _assign(theirs, ours, worth)]
        else:
            pairs += _assign(ours, theirs, worth)
    return pairs


def without(spans: Iterable[S], taken: Iterable[S]) -> list[S]:
    """The spans but for those taken, each as often as it was taken, in their order."""
    left = Counter(taken)
    rest = []
    for span in spans:
        if left[span]:
            left[span] -= 1
        else:
            rest.append(span)
    return rest


def shared(one: Labelled, other: Labelled) -> int:
    """Characters that two overlapping spans share."""
    return min(one.end, other.end) - max(one.start, other.start)


def same_place(one: Labelled, other: Labelled) -> bool:
    """Whether two spans have the same boundaries."""
    return (one.start, one.end) == (other.start, other.end)


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


def _assign(left: Sequence[S], right: Sequence[S], worth: Worth[S]) -> list[Pair[S]]:
    far = 2 * max(span.end for span in (*left, *right))
    worths = {
        (i, j): (*found, far - left[i].start - right[j].start)  # what is tied goes to the pairs further left
        for i, j in _meetings(left, right)
        if (found := worth(left[i], right[j])) is not None
    }
    if len(worths) < 2:
        return [(left[i], right[j]) for i, j in worths]
    gains = np.zeros((len(left), len(right)))
    for place, gain in _as_one_number(worths, min(len(left), len(right))).items():
        gains[place] = gain
    rows, columns = linear_sum_assignment(gains, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(left[i], right[j]) for i, j in chosen if (i, j) in worths]


def _meetings(left: Sequence[S], right: Sequence[S]) -> Iterator[tuple[int, int]]:
    """The places of spans that overlap, in two sequences in the order of the text."""
    reach = list(accumulate((span.end for span in right), max))  # how far the spans up to here go
    for i, one in enumerate(left):
        for j in range(bisect_right(reach, one.start), len(right)):
            if right[j].start >= one.end:
                break
            if right[j].end > one.start:
                yield i, j


def _as_one_number(worths: dict[tuple[int, int], tuple[int, ...]], most: int) -> dict[tuple[int, int], int]:
    """Each worth as one number in which an earlier part outweighs all that up to `most` pairs have in later parts."""
    weights: list[int] = []
    weight = 1
    for part in reversed(list(zip(*worths.values(), strict=True))):
        weights.insert(0, weight)
        weight *= 1 + most * max(part)
    return {place: sum(w * int(p) for w, p in zip(weights, found, strict=True)) for place, found in worths.items()}


def _key(span: Labelled) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label, repr(span)
