"""The best: for each layer what has the highest F1 on `validation` (baselines/README.md has every system there).

Entities come from the conditional random fields of crf.py, numbers from the reader of camket.numbers, commitments from
the classified cues of commitments.py, their arguments and specificity from the pairs of linker.py. The labels of a
sentence are those of the commitments that begin in it. Of two that are half a point apart or less, as the reader and
the CRF are on numbers, the simpler is taken.
"""

from collections.abc import Sequence
from pathlib import Path

from camket.model import Document
from commitments import CommitmentFinder
from crf import CrfSpans
from linker import Linker


class Best:
    """Each layer by what does it best."""

    def __init__(self) -> None:
        self.entities = CrfSpans(("entities", "inner entities"))
        self.commitments = CommitmentFinder()
        self.linker = Linker()

    def fit(self, train: Sequence[Document]) -> "Best":
        """Learn from annotated documents; raises ValueError for none."""
        for part in (self.entities, self.commitments, self.linker):
            part.fit(train)
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        named = [self.entities.predict_one(document) for document in documents]
        return self.linker.complete(self.commitments.predict(named))

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Label, specificity and arguments of commitments whose spans and mentions are given."""
        return self.linker.link(documents)

    def save(self, folder: Path) -> None:
        """Write what was learnt."""
        for part in (self.entities, self.commitments, self.linker):
            part.save(folder)

    def restore(self, folder: Path) -> None:
        """Be what was saved."""
        for part in (self.entities, self.commitments, self.linker):
            part.restore(folder)


SYSTEM = Best
