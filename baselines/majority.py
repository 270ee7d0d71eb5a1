"""The floor for sentence labels: every sentence gets the label that most sentences of `train` have.

Who has read no sentence can do that (scikit-learn's DummyClassifier,
https://scikit-learn.org/stable/modules/model_evaluation.html#dummy-estimators), so a system that scores less has learnt
nothing of use. To have no label does not count here: it may be commoner than any set of labels, but a floor that gives
nothing would score nothing. The macro F1 stays low whatever the label, because the other five are never given.

Learnt is one label; of two that are equally frequent, the first in `COMMITMENT_LABELS`.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from camket.model import COMMITMENT_LABELS
from sentence_classifier import LabelSets, SentenceClassifier


class Majority(SentenceClassifier):
    """The most frequent label of `train` for every sentence; none where `train` has none."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def fit_sentences(self, texts: Sequence[str], labels: LabelSets) -> "Majority":
        """Count the sentences of each label."""
        counts = Counter(label for one in labels for label in one)
        self.given = [max(COMMITMENT_LABELS, key=lambda label: counts[label])] if counts else []
        return self

    def labels(self, texts: Sequence[str]) -> list[list[str]]:
        """The same for each."""
        return [list(self.given) for _ in texts]

    def save(self, folder: Path) -> None:
        """The label as JSON."""
        (folder / "majority.json").write_text(json.dumps(self.given) + "\n", encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """What `save` wrote."""
        self.given = json.loads((folder / "majority.json").read_text(encoding="utf-8"))


SYSTEM = Majority
