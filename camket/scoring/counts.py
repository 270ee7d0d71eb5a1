"""Counts of what was found, and precision, recall and F1 from them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are correct, how many gold has and how many were predicted; and what came near.

    A pair of a gold and a predicted item that is not correct is `partial`, worth `credit` in all, or `incorrect`,
    worth nothing. These are the counts of MUC-5 (Chinchor and Sundheim 1993): COR, PAR, INC, and from them MIS and SPU.
    Credits are multiples of a quarter, so sums of them are exact.
    """

    correct: int = 0
    gold: int = 0
    predicted: int = 0
    partial: int = 0
    incorrect: int = 0
    credit: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.correct + other.correct,
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.credit + other.credit,
        )

    @property
    def missed(self) -> int:
        """Gold items without a partner (MIS)."""
        return self.gold - self.correct - self.partial - self.incorrect

    @property
    def spurious(self) -> int:
        """Predicted items without a partner (SPU)."""
        return self.predicted - self.correct - self.partial - self.incorrect

    @property
    def earned(self) -> float:
        """What precision and recall count: one for each correct item and the credit of the partial ones."""
        return self.correct + self.credit

    @property
    def precision(self) -> float | None:
        """earned / predicted; None where nothing was predicted."""
        return self.earned / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """earned / gold; None where gold has nothing."""
        return self.earned / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """2 earned / (gold + predicted), the harmonic mean of precision and recall (van Rijsbergen 1979).

        None where neither gold nor prediction has anything: such a label says nothing about a system.
        """
        total = self.gold + self.predicted
        return 2 * self.earned / total if total else None


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())


def macro_f1(counts: Iterable[Counts]) -> float | None:
    """The mean F1 of labels, leaving out labels that occur neither in gold nor in prediction."""
    scores = [count.f1 for count in counts]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None
