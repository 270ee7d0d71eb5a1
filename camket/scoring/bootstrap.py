"""Bootstrap intervals over documents (Efron 1979, percentile method)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from camket.scoring.counts import Counts

RESAMPLES = 1000
SEED = 20260312
LEVEL = 0.95
ENOUGH = 20


def few_documents(number: int) -> str | None:
    """What to say beside intervals over so few units that they come out too narrow (Efron 1979: it holds for many)."""
    if number >= ENOUGH:
        return None
    return f"{number} documents: with fewer than {ENOUGH} the intervals are too narrow, and differences hard to prove"


def f1_interval(
    per_document: Sequence[Counts], resamples: int = RESAMPLES, seed: int = SEED, level: float = LEVEL
) -> tuple[float, float] | None:
    """The interval of the F1 of counts summed over documents drawn with replacement.

    Parameters: the counts of each document, in any order; number of resamples; seed; level of confidence.
    Returns (low, high), or None where fewer than two documents or no item leave nothing to resample.
    """
    return macro_f1_interval([per_document], resamples, seed, level)


def macro_f1_interval(
    labels: Sequence[Sequence[Counts]], resamples: int = RESAMPLES, seed: int = SEED, level: float = LEVEL
) -> tuple[float, float] | None:
    """The interval of the mean F1 of labels, each given as its counts per document; else as `f1_interval`.

    In a resample a label that was not drawn is left out of the mean, as in `camket.scoring.counts.macro_f1`.
    """
    rows = [[(c.earned, c.gold + c.predicted) for c in label] for label in labels]
    array = np.array(rows, dtype=np.float64).reshape(len(rows), len(rows[0]) if rows else 0, 2)
    return interval_of(array.swapaxes(0, 1), resamples, seed, level)


def interval_of(
    units: NDArray[np.float64], resamples: int = RESAMPLES, seed: int = SEED, level: float = LEVEL
) -> tuple[float, float] | None:
    """The interval from an array of units × labels × (earned, gold + predicted); else as `macro_f1_interval`."""
    if len(units) < 2 or not units[..., 1].any():
        return None
    sums = resampled_sums(units, resamples, seed)  # resamples × labels × 2
    drawn = sums[:, :, 1] > 0
    f1 = np.divide(2 * sums[:, :, 0], sums[:, :, 1], out=np.zeros(drawn.shape), where=drawn)
    known = drawn.any(axis=1)
    scores = f1.sum(axis=1)[known] / drawn.sum(axis=1)[known]
    return ends(scores, level)


def resampled_sums(units: NDArray[np.float64], resamples: int = RESAMPLES, seed: int = SEED) -> NDArray[np.float64]:
    """The sums of units (along the first axis) drawn with replacement, one row per resample."""
    # units with equal counts are drawn together, which changes nothing but the time it takes
    counts, sizes = np.unique(units, axis=0, return_counts=True)
    weights = np.random.default_rng(seed).multinomial(len(units), sizes / len(units), size=resamples)
    return np.asarray(np.tensordot(weights.astype(np.float64), counts, axes=1))


def ends(scores: NDArray[np.float64], level: float = LEVEL) -> tuple[float, float]:
    """The ends of the middle `level` of resampled scores."""
    low, high = np.quantile(scores, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
