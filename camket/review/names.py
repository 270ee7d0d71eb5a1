"""Names of living people, which no invented person may bear."""

import re
from collections.abc import Iterable
from pathlib import Path

from camket.model import Document
from camket.review.findings import Finding, sentence_of

LIVING = Path("annotations", "living_people.txt")


def read_names(path: Path) -> set[str]:
    """Names, one a line; lines that begin with # say where they are from. None where there is no such file."""
    if not path.is_file():
        return set()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line and not line.startswith("#")}


def living_people(documents: Iterable[Document], names: Iterable[str]) -> list[Finding]:
    """Names of living people in invented articles: those listed, and all people of the retold events."""
    documents = list(documents)
    known = {name.casefold() for name in names}
    known |= {
        document.surface(entity).casefold()
        for document in documents
        for entity in document.entities
        if document.split == "retold" and entity.label == "PER" and " " in document.surface(entity)
    }
    if not known:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")
    return [
        Finding(
            "living-person",
            document.id,
            sentence_of(document, match.start()),
            (document.text or "")[match.start() : match.end()],
            "a living person bears this name",
            "give the invented person another",
        )
        for document in documents
        if document.layer == "composed"
        for match in pattern.finditer((document.text or "").casefold())
    ]
