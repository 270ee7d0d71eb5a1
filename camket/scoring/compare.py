"""Two systems on the same documents: how far apart they are, whether chance would do it, and where they differ.

The difference of two F1 scores has an interval from a paired bootstrap over documents (Efron 1979; both systems are
drawn with the same documents) and a p-value from a paired randomisation test (Noreen 1989, Yeh 2000): were the systems
alike, each document's two predictions could change sides; p is the share of such exchanges that set the two as far
apart as they are, or further. With few documents all exchanges are tried, else 10,000 at random. One metric, one test:
who looks at many metrics will find a small p among them by chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camket.model import Document
from camket.scoring.bootstrap import LEVEL, RESAMPLES, SEED
from camket.scoring.counts import Counts
from camket.scoring.errors import Error, find_errors
from camket.scoring.metrics import METRICS, SPAN_LAYERS
from camket.scoring.score import Scores, score

EXCHANGES = 10_000
BLOCK = 1_000
"""So many exchanges at a time, so that memory stays small with thousands of documents."""
MACRO_METRICS = ("sentences",)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two F1 scores on one metric, second minus first, the difference's 95 % interval, and p of the paired test.

    All are between -1 and 1, or None where there is nothing to score or a single document.
    """

    metric: str
    first: float | None
    second: float | None
    difference: float | None
    interval: tuple[float, float] | None
    p_value: float | None
    exchanges: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence (index from 0) of which one system has a layer right and the other has errors in it."""

    document: str
    sentence: int
    layer: str
    right: str
    errors: Sequence[Error]

    def as_data(self) -> dict[str, Any]:
        """The difference as plain data, sentences counted from 1."""
        place = {"article": self.document, "sentence": self.sentence + 1, "layer": self.layer, "right": self.right}
        return place | {"errors": [error.as_data() for error in self.errors]}


def compare(
    gold: Iterable[Document],
    first: Iterable[Document],
    second: Iterable[Document],
    metrics: Sequence[str] = tuple(METRICS),
    seed: int = SEED,
) -> list[Comparison]:
    """Compare two systems' predictions for the same gold documents on each metric, by micro F1 (sentences: macro).

    Raises ValueError as `camket.scoring.score.score` and for an unknown metric.
    """
    if isinstance(metrics, str):
        raise ValueError(f"metrics is the string {metrics!r}; give a list of metrics")
    gold = list(gold)
    scores = score(gold, first), score(gold, second)
    return [_comparison(metric, *scores, seed) for metric in metrics]


def differences(gold: Iterable[Document], first: Iterable[Document], second: Iterable[Document]) -> list[Difference]:
    """The sentences of which exactly one of two systems has every span of a layer right, in gold's order."""
    gold = list(gold)
    wrong: list[dict[tuple[str, int, str], list[Error]]] = [{}, {}]
    for found, predicted in zip(wrong, (first, second), strict=True):
        for error in find_errors(gold, predicted):
            found.setdefault((error.document, error.sentence, error.layer), []).append(error)
    order = {document.id: index for index, document in enumerate(gold)}
    places = sorted(wrong[0].keys() ^ wrong[1].keys(), key=lambda p: (order[p[0]], p[1], SPAN_LAYERS.index(p[2])))
    found_right = [("second", wrong[0][place]) if place in wrong[0] else ("first", wrong[1][place]) for place in places]
    return [Difference(*place, *rest) for place, rest in zip(places, found_right, strict=True)]


def _comparison(metric: str, first: Scores, second: Scores, seed: int) -> Comparison:
    if first.ids == ():
        return Comparison(metric, None, None, None, None, None, 0)
    macro = metric in MACRO_METRICS
    one, other = (side.macro(metric) if macro else side.micro(metric).f1 for side in (first, second))
    sides = np.stack([_arrays(side, metric, macro, (first, second)) for side in (first, second)])
    if one is None and other is None:
        return Comparison(metric, None, None, None, None, None, 0)
    difference = (other or 0) - (one or 0)
    if sides.shape[1] < 2:
        return Comparison(metric, one, other, difference, None, None, 0)
    rows, sizes = np.unique(sides.swapaxes(0, 1), axis=0, return_counts=True)  # in one order, equal ones together
    p_value, exchanges = _randomisation(rows, sizes, abs(difference), seed)
    return Comparison(metric, one, other, difference, _interval(rows, sizes, seed), p_value, exchanges)


def _arrays(scores: Scores, metric: str, macro: bool, both: tuple[Scores, Scores]) -> Array:
    """Credit and size (gold + predicted) of each label, or of all together, per document: documents × labels × 2."""
    if macro:
        labels = sorted({label for side in both for label in side.labels(metric)})
        counts = [[by_label.get(label, Counts()) for label in labels] for by_label in scores.counts[metric]]
    else:
        counts = [[found] for found in scores.per_document(metric)]
    return np.array([[(c.earned, c.gold + c.predicted) for c in row] for row in counts]).reshape(len(counts), -1, 2)


def _f1(sums: Array) -> Array:
    """Mean F1 over labels of sums (… × labels × 2); a label without items is left out, and without any it is 0."""
    known = sums[..., 1] > 0
    f1 = np.divide(2 * sums[..., 0], sums[..., 1], out=np.zeros(known.shape), where=known)
    result: Array = f1.sum(axis=-1) / np.maximum(known.sum(axis=-1), 1)
    return result


def _interval(rows: Array, sizes: NDArray[np.int64], seed: int) -> tuple[float, float]:
    total = int(sizes.sum())
    weights = np.random.default_rng(seed).multinomial(total, sizes / total, size=RESAMPLES).astype(np.float64)
    sums = np.tensordot(weights, rows, axes=1)  # resamples × sides × labels × 2
    sums = sums[sums[..., 1].any(axis=(1, 2))]  # where nothing was drawn there is nothing to compare
    low, high = np.quantile(_f1(sums[:, 1]) - _f1(sums[:, 0]), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _randomisation(rows: Array, sizes: NDArray[np.int64], observed: float, seed: int) -> tuple[float, int]:
    """p of a difference as large as the observed one, and how many exchanges it was found with."""
    total = int(sizes.sum())
    whole = 2**total <= EXCHANGES
    if whole:
        rows, sizes = np.repeat(rows, sizes, axis=0), np.ones(total, dtype=np.int64)
    sums = np.einsum("r,rslc->slc", sizes.astype(np.float64), rows)
    generator = np.random.default_rng(seed)
    number, reached = 2**total if whole else EXCHANGES, 0
    for start in range(0, number, BLOCK):
        block = np.arange(start, min(start + BLOCK, number))
        if whole:
            exchanged = block[:, None] >> np.arange(total) & 1
        else:
            exchanged = generator.binomial(sizes, 0.5, size=(len(block), len(sizes)))
        moved = np.tensordot(exchanged.astype(np.float64), rows[:, 1] - rows[:, 0], axes=1)
        apart = np.abs(_f1(sums[1] - moved) - _f1(sums[0] + moved))
        reached += int((apart >= observed - 1e-12).sum())  # rounding must not part equal differences
    return (reached / number if whole else (reached + 1) / (number + 1)), number
