"""Logistic regression over named features, as the modules for commitments use it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression


class Classifier:
    """Logistic regression over sets of named binary features; those seen once only in training do not count.

    Where training shows one label only, or none, that one (or "") has the probability 1.
    """

    def __init__(self, penalty: float, balanced: bool = False) -> None:
        self.model = LogisticRegression(
            C=1 / penalty, max_iter=300, tol=1e-3, class_weight="balanced" if balanced else None
        )
        self.columns: dict[str, int] = {}
        self.labels = [""]

    def fit(self, rows: Sequence[Sequence[str]], labels: Sequence[str]) -> "Classifier":
        """Learn the label of rows, each the names of its features."""
        seen = Counter(name for row in rows for name in set(row))
        self.columns = {name: column for column, name in enumerate(sorted(n for n, count in seen.items() if count > 1))}
        self.labels = sorted(set(labels)) or [""]  # in the order of the columns of `probabilities`
        if self.is_learnt():
            self.model.fit(self.matrix(rows), np.array(labels))
        return self

    def is_learnt(self) -> bool:
        """Whether there was something to tell apart, and by."""
        return len(self.labels) > 1 and bool(self.columns)

    def matrix(self, rows: Sequence[Iterable[str]]) -> csr_matrix:
        """The rows as a sparse matrix of zeros and ones."""
        column = self.columns.get
        indices: list[int] = []
        ends = [0]
        for row in rows:
            known = set(map(column, row))
            known.discard(None)
            indices += known  # type: ignore[arg-type]
            ends.append(len(indices))
        return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(self.columns)))

    def probabilities(self, rows: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """A row of probabilities for each row, a column for each label."""
        if not (rows and self.is_learnt()):
            return np.eye(1, len(self.labels)).repeat(len(rows), axis=0)
        return np.asarray(self.model.predict_proba(self.matrix(rows)))

    def chances(self, rows: Sequence[Sequence[str]], label: str) -> NDArray[np.float64]:
        """The probability of one label for each row."""
        if label not in self.labels:
            return np.zeros(len(rows))
        return self.probabilities(rows)[:, self.labels.index(label)]

    def best(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The most probable label of each row."""
        return [self.labels[at] for at in self.probabilities(rows).argmax(axis=1)]

    def save(self, folder: Path, name: str) -> None:
        """Write NAME.json (features and labels) and NAME.npz (weights) into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        learnt = {"features": list(self.columns), "labels": self.labels}
        (folder / f"{name}.json").write_text(json.dumps(learnt, ensure_ascii=False), encoding="utf-8")
        if self.is_learnt():
            np.savez_compressed(folder / f"{name}.npz", coef=self.model.coef_, intercept=self.model.intercept_)

    def restore(self, folder: Path, name: str) -> "Classifier":
        """Read what `save` wrote."""
        learnt = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        self.columns = {feature: column for column, feature in enumerate(learnt["features"])}
        self.labels = learnt["labels"]
        if self.is_learnt():
            with np.load(folder / f"{name}.npz", allow_pickle=False) as weights:
                self.model.coef_, self.model.intercept_ = weights["coef"], weights["intercept"]
            self.model.classes_ = np.array(self.labels)
        return self
