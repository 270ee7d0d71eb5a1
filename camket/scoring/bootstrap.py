"""Bootstrap intervals over documents (Efron 1979, percentile method)."""

from collections.abc import Sequence

import numpy as np

from camket.scoring.counts import Counts

RESAMPLES = 1000
SEED = 20260312


def f1_interval(
    per_document: Sequence[Counts], resamples: int = RESAMPLES, seed: int = SEED, level: float = 0.95
) -> tuple[float, float] | None:
    """The interval of the F1 of counts summed over documents drawn with replacement.

    Parameters: the counts of each document; number of resamples; seed; level of confidence.
    Returns (low, high), or None where fewer than two documents or no item leave nothing to resample.
    """
    counts = np.array([(c.correct, c.gold + c.predicted) for c in per_document], dtype=np.int64).reshape(-1, 2)
    if len(counts) < 2 or not counts[:, 1].any():
        return None
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    sums = weights @ counts
    sums = sums[sums[:, 1] > 0]  # where no item was drawn there is no F1, as in `Counts.f1`
    scores = 2 * sums[:, 0] / sums[:, 1]
    low, high = np.quantile(scores, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
