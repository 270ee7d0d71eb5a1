"""Counts of what was found, and precision, recall and F1 from them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are correct, how many gold has and how many were predicted."""

    correct: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.correct + other.correct, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float | None:
        """correct / predicted; None where nothing was predicted."""
        return self.correct / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """correct / gold; None where gold has nothing."""
        return self.correct / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """2 correct / (gold + predicted), the harmonic mean of precision and recall (van Rijsbergen 1979).

        None where neither gold nor prediction has anything: such a label says nothing about a system.
        """
        total = self.gold + self.predicted
        return 2 * self.correct / total if total else None


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())


def macro_f1(counts: Iterable[Counts]) -> float | None:
    """The mean F1 of labels, leaving out labels that occur neither in gold nor in prediction."""
    scores = [count.f1 for count in counts]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None
