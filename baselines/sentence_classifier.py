"""What sentence classifiers share: sentences with their sets of commitment labels go in, labels of each come out.

A classifier of this folder is a subclass with `fit_sentences(texts, labels)` and `labels(texts)`. A label that it gives
a sentence becomes a commitment over the whole sentence, which only the metric `sentences` counts.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from camket.model import COMMITMENT_LABELS, Commitment, Document

LabelSets = Sequence[Sequence[str]]


class SentenceClassifier(ABC):
    """Multi-label classification (Tsoumakas and Katakis 2007): a sentence has several labels, one or none."""

    layers = ("sentences",)

    @abstractmethod
    def fit_sentences(self, texts: Sequence[str], labels: LabelSets) -> object:
        """Learn from sentences and the labels of each."""

    @abstractmethod
    def labels(self, texts: Sequence[str]) -> list[list[str]]:
        """The labels of each sentence."""

    def fit(self, train: Sequence[Document]) -> object:
        """Learn from annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        return self.fit_sentences(*examples(train))

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Documents with the labels of their sentences."""
        return [self.predict_one(document) for document in documents]

    def predict_one(self, document: Document) -> Document:
        """One document with the labels of its sentences."""
        found = self.labels([document.surface(sentence) for sentence in document.sentences])
        pairs = zip(document.sentences, found, strict=True)
        commitments = [Commitment(s.start, s.end, label, "vague") for s, labels in pairs for label in labels]
        return replace(document, commitments=tuple(commitments))


def examples(documents: Sequence[Document]) -> tuple[list[str], list[tuple[str, ...]]]:
    """The sentences of documents, and the labels of each."""
    texts = [document.surface(sentence) for document in documents for sentence in document.sentences]
    return texts, [labels for document in documents for labels in document.sentence_labels()]


def indicators(labels: LabelSets) -> npt.NDArray[np.int64]:
    """A row for each sentence, a column for each of `COMMITMENT_LABELS`: 1 if the sentence has the label, else 0."""
    return np.array([[label in one for label in COMMITMENT_LABELS] for one in labels], dtype=np.int64)


def label_sets(chosen: npt.NDArray[np.bool_]) -> list[list[str]]:
    """The labels of each row."""
    return [[label for label, yes in zip(COMMITMENT_LABELS, row, strict=True) if yes] for row in chosen]
