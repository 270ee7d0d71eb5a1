"""One-to-one matching of gold and predicted spans, independent of their order.

Offsets are half-open, so `[0,2)` and `[2,4)` do not overlap.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment


class Spanned(Protocol):
    """Anything with half-open offsets and a label."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


S = TypeVar("S", bound=Spanned)
H = TypeVar("H", bound=Hashable)
Pair = tuple[S, S]


def exact_matches(gold: Sequence[H], predicted: Sequence[H]) -> Counter[H]:
    """How often each item is matched when equal items pair off one to one (a span given twice needs two in gold)."""
    return Counter(gold) & Counter(predicted)


def overlap_matches(gold: Sequence[S], predicted: Sequence[S], same_label: bool = True) -> list[Pair[S]]:
    """Pairs of overlapping spans, each span in one pair at most: as many pairs as possible, of these the ones that
    share the most characters.

    Parameters: gold and predicted spans of one document, in any order; with `same_label` only spans of one label pair.
    The optimum is found by linear assignment (Kuhn 1955, scipy's `linear_sum_assignment`).
    """
    gold, predicted = sorted(gold, key=_key), sorted(predicted, key=_key)
    if not gold or not predicted:
        return []
    gains = np.zeros((len(gold), len(predicted)))
    scale = 1 + sum(span.end - span.start for span in gold)
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0 and (not same_label or one.label == other.label):
                gains[i, j] = 1 + shared / scale
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(gold[i], predicted[j]) for i, j in zip(rows, columns, strict=True) if gains[i, j] > 0]


def _key(span: Spanned) -> tuple[int, int, str]:
    return span.start, span.end, span.label
