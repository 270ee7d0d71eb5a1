"""Words that are annotated in one place and not in another."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from camket.model import Document
from camket.review.findings import Finding, sentence_of

NESTED = ("PER", "ORG", "GPE")
"""Labels that are annotated inside other entities too."""


def unannotated(documents: Sequence[Document]) -> list[Finding]:
    """Places where words stand unannotated that are an entity elsewhere; of words that begin together the longest.

    A person's name is looked for in the articles that have the person. Words inside a longer entity are passed over
    unless their label nests, and inside one of the same label always.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for entity in document.entities:
            labels[document.surface(entity)][entity.label] += 1
    if not labels:
        return []
    people = {d.id: {d.surface(e) for e in d.entities if e.label == "PER"} for d in documents}
    longest = sorted(labels, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?=({'|'.join(map(re.escape, longest))})(?!\w))")
    findings = []
    for document in documents:
        entities = sorted(document.entities)
        for match in pattern.finditer(document.text or ""):
            start, end = match.span(1)
            covering = [e for e in entities if e.start < end and start < e.end]
            label, often = labels[match[1]].most_common(1)[0]
            if label == "PER" and match[1] not in people[document.id]:
                continue  # a given name is an everyday word, and a person belongs to an article
            crossed = any(not (e.start <= start and end <= e.end) for e in covering)
            held = any(e.label == label or label not in NESTED for e in covering)
            if crossed or held or any((e.start, e.end) == (start, end) for e in covering):
                continue
            problem = f"no entity here, elsewhere {label} ({often} ×)"
            findings.append(
                Finding(
                    "surface",
                    document.id,
                    sentence_of(document, start),
                    match[1],
                    problem,
                    "annotate it, or accept it with the rule",
                )
            )
    return findings
