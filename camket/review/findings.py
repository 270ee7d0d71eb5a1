"""Findings, and the record of those that a reader has accepted."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.faults import Fault, FaultsError
from camket.model import Document

ACCEPTED = Path("annotations", "accepted.tsv")
COLUMNS = ("check", "article", "what", "reason")
EVERY = "*"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a check found: in which article and sentence (from 1), about which words, and what would be right."""

    check: str
    article: str
    sentence: int
    what: str
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.article} [{self.sentence}] {self.check}: {self.problem} ({self.what}); {self.advice}"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A row of accepted.tsv: findings of a check about these words are right, in one article or in every one."""

    check: str
    article: str
    what: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is the accepted one."""
        return self.check == finding.check and self.what == finding.what and self.article in (EVERY, finding.article)


def read_accepted(path: Path, name: str | None = None) -> list[Acceptance]:
    """The rows of accepted.tsv, none where there is no such file; raises FaultsError for faulty rows.

    Columns check, article (or * for every article), what, reason; parted by tabs.
    """
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) or [[]]
    name = name or str(path)
    right = "four columns parted by tabs: " + ", ".join(COLUMNS)
    faults = [Fault(name, 1, 1, f"the head is {head}", right)] if tuple(head) != COLUMNS else []
    for line, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS) or not all(cell.strip() for cell in row):
            faults.append(Fault(name, line, 1, f"{len(row)} columns, or an empty one", right))
    if faults:
        raise FaultsError(faults)
    return [Acceptance(*row) for row in rows]


def unaccepted(findings: Iterable[Finding], accepted: Sequence[Acceptance]) -> list[Finding]:
    """The findings that no row accepts, and a finding for each row that accepts nothing any more."""
    by_words: dict[tuple[str, str], list[Acceptance]] = {}
    for row in accepted:
        by_words.setdefault((row.check, row.what), []).append(row)
    used: set[int] = set()
    left = []
    for finding in findings:
        rows = [row for row in by_words.get((finding.check, finding.what), []) if row.covers(finding)]
        used |= {id(row) for row in rows}
        if not rows:
            left.append(finding)
    for row in accepted:
        if id(row) not in used:
            advice = f"take the row out of {ACCEPTED}"
            left.append(
                Finding("accepted", row.article, 0, row.what, f"nothing left to accept for {row.check}", advice)
            )
    return sorted(left)


def sentence_of(document: Document, offset: int) -> int:
    """The number, from 1, of the sentence at an offset."""
    index = document.sentence_at(offset)
    return 0 if index is None else index + 1
