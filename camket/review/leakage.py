"""What stands in two articles: long runs of syllables, sentences nearly alike, invented names in two splits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from camket.model import Document, Entity
from camket.review.findings import Finding, sentence_of
from camket.text import syllables

RUN = 12
"""Syllables; a name counts as one, since names of institutions may well stand in many articles."""
SHINGLE = 4
ALIKE = 0.5
NAMES = ("PER", "ORG", "PROJECT")

Items = list[tuple[str, int, int]]


def shared_runs(documents: Sequence[Document]) -> list[Finding]:
    """Runs of `RUN` syllables or more that stand in two articles."""
    texts = [_items(document) for document in documents]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for index, items in enumerate(texts):
        for at in range(len(items) - RUN + 1):
            places[tuple(word for word, _, _ in items[at : at + RUN])].append((index, at))
    shared = {
        (one, other, at)
        for found in places.values()
        for place, (one, at) in enumerate(found)
        for other, _ in found[place + 1 :]
        if one != other
    }
    findings = []
    for one, other, at in sorted(shared):
        if (one, other, at - 1) in shared:
            continue
        end = at
        while (one, other, end + 1) in shared:
            end += 1
        document, items = documents[one], texts[one]
        start, stop = items[at][1], items[end + RUN - 1][2]
        what = (document.text or "")[start:stop]
        problem = f"{end - at + RUN} syllables stand in {documents[other].id} too"
        findings.append(
            Finding("shared-run", document.id, sentence_of(document, start), what, problem, "write one of them anew")
        )
    return findings


def near_duplicates(documents: Sequence[Document]) -> list[Finding]:
    """Sentences of two articles that share at least half of their runs of `SHINGLE` syllables (Broder 1997)."""
    sentences: list[tuple[Document, int, set[tuple[str, ...]]]] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for document in documents:
        for number, sentence in enumerate(document.sentences, 1):
            words = [word for word, _, _ in _words(document, sentence.start, sentence.end)]
            shingles = {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
            if len(shingles) >= SHINGLE:
                for shingle in shingles:
                    holders[shingle].append(len(sentences))
                sentences.append((document, number, shingles))
    common: dict[tuple[int, int], int] = defaultdict(int)
    for found in holders.values():
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                common[one, other] += 1
    findings = []
    for (one, other), shared in common.items():
        (document, number, left), (twin, twin_number, right) = sentences[one], sentences[other]
        if document.id != twin.id and shared >= ALIKE * len(left | right):
            what = document.surface(document.sentences[number - 1])
            problem = f"nearly the same as {twin.id} [{twin_number}]"
            findings.append(Finding("near-duplicate", document.id, number, what, problem, "write one of them anew"))
    return findings


def shared_names(documents: Iterable[Document]) -> list[Finding]:
    """People, organisations and projects of one learning split that another has too."""
    first: dict[str, Document] = {}
    findings = {}
    for document in documents:
        for entity in document.entities:
            if document.layer != "composed" or entity.label not in NAMES:
                continue
            name = document.surface(entity)
            known = first.setdefault(name, document)
            if " " in name and known.split != document.split:
                problem = f"{entity.label} of {known.id} ({known.split}) stands in {document.split} too"
                findings[document.id, name] = Finding(
                    "shared-name",
                    document.id,
                    sentence_of(document, entity.start),
                    name,
                    problem,
                    "an invented name belongs to one article; accept it if it is real",
                )
    return list(findings.values())


def _items(document: Document) -> Items:
    """The syllables in small letters, each outermost entity as one item, without marks."""
    items: Items = []
    at = 0
    for entity in _outermost(document.entities):
        items += _words(document, at, entity.start)
        items.append((document.surface(entity).lower(), entity.start, entity.end))
        at = entity.end
    return items + _words(document, at, document.length)


def _outermost(entities: Sequence[Entity]) -> list[Entity]:
    chosen: list[Entity] = []
    for entity in sorted(entities, key=lambda it: (it.start, -it.end)):
        if not chosen or entity.start >= chosen[-1].end:
            chosen.append(entity)
    return chosen


def _words(document: Document, start: int, end: int) -> Items:
    text = (document.text or "")[start:end]
    found = [(text[a:b].lower(), start + a, start + b) for a, b in syllables(text)]
    return [item for item in found if item[0][0].isalnum()]
