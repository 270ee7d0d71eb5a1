"""The whole review of a corpus."""

from collections.abc import Sequence
from pathlib import Path

from camket.corpus.load import committed
from camket.model import Document
from camket.review.figures import contradictions
from camket.review.findings import ACCEPTED, Finding, read_accepted, unaccepted
from camket.review.leakage import near_duplicates, shared_names, shared_runs
from camket.review.names import LIVING, living_people, read_names
from camket.review.spelling import tone_marks
from camket.review.surfaces import unannotated


def review(root: Path) -> list[Finding]:
    """The findings over `composed` and `retold` that annotations/accepted.tsv does not accept.

    Raises FaultsError for faulty annotations or a faulty accepted.tsv.
    """
    documents = [document for document in committed(root=root) if document.text is not None]
    names = read_names(root / LIVING)
    return unaccepted(findings(documents, names), read_accepted(root / ACCEPTED, str(ACCEPTED)))


def findings(documents: Sequence[Document], names: set[str]) -> list[Finding]:
    """All findings over documents with text; `names` are those of living people."""
    return sorted(
        [
            *shared_runs(documents),
            *near_duplicates(documents),
            *shared_names(documents),
            *living_people(documents, names),
            *contradictions(documents),
            *tone_marks(documents),
            *unannotated(documents),
        ]
    )
