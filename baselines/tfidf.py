"""Sentence labels by logistic regression on TF-IDF of n-grams, one against the rest, with scikit-learn.

A sentence becomes a vector: how often each sequence of one to three syllables, and each sequence of two to four
characters within a word, stands in it, weighed down by how many sentences of `train` have it too (TF-IDF, Salton and
Buckley 1988; https://scikit-learn.org/stable/modules/feature_extraction.html#text-feature-extraction). For each
label one logistic regression says how probable it is; a sentence has every label whose probability is above a
threshold. Rare labels weigh as much as common ones (`class_weight="balanced"`), because macro F1 counts them so.

Learnt are the n-grams that stand in two or more sentences, their weights for TF-IDF and a coefficient of each for each
label. The inverse penalty (of 1, 3, 10, 30 and 100), the threshold (of 0.2, 0.25, 0.3, 0.35, 0.4 and 0.5) and half the
weight for characters were chosen by macro F1 over labels: the best mean of 5-fold cross-validation over the articles of
`train` (scikit-learn's GroupKFold, all folds scored together) and of `validation`.
"""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED

import skops.io
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline

from camket.text import SYLLABLE
from sentence_classifier import LabelSets, SentenceClassifier, indicators, label_sets

TRUSTED = ["sklearn.multiclass._ConstantPredictor"]
"""Types beyond those that skops knows: what stands for a label that no sentence of `train` has, or every one."""


class Tfidf(SentenceClassifier):
    """TF-IDF and one-vs-rest logistic regression; `c` is the inverse of the penalty."""

    def __init__(self, c: float | str = 10, threshold: float | str = 0.35) -> None:
        self.threshold = float(threshold)
        syllables = TfidfVectorizer(token_pattern=SYLLABLE.pattern, ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=2, sublinear_tf=True)
        regression = LogisticRegression(C=float(c), class_weight="balanced", solver="liblinear", random_state=0)
        self.model = Pipeline(
            [
                (
                    "n-grams",
                    FeatureUnion(
                        [("syllables", syllables), ("characters", characters)], transformer_weights={"characters": 0.5}
                    ),
                ),
                ("labels", OneVsRestClassifier(regression)),
            ]
        )

    def fit_sentences(self, texts: Sequence[str], labels: LabelSets) -> "Tfidf":
        """Learn n-grams and coefficients; raises ValueError where no sentence has a label."""
        if not any(labels):
            raise ValueError("no sentence with a label to learn from: give at least one")
        self.model.fit(texts, indicators(labels))
        return self

    def labels(self, texts: Sequence[str]) -> list[list[str]]:
        """The labels above the threshold, of each sentence."""
        if not texts:
            return []
        return label_sets(self.model.predict_proba(texts) > self.threshold)

    def save(self, folder: Path) -> None:
        """What `fit` learnt, by skops (https://skops.readthedocs.io), which writes no code."""
        skops.io.dump(self.model, folder / "tfidf.skops", compression=ZIP_DEFLATED)

    def restore(self, folder: Path) -> None:
        """What `save` wrote; skops refuses every type that is neither its own nor scikit-learn's nor trusted here."""
        self.model = skops.io.load(folder / "tfidf.skops", trusted=TRUSTED)


SYSTEM = Tfidf
