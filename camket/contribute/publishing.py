"""A published article, annotated privately → a text-free file that others can hydrate."""

import tempfile
from dataclasses import replace
from pathlib import Path

from camket.corpus import hydrate
from camket.formats import annotation_xml
from camket.model import Document
from camket.text import normalise, syllables

RUN = 5
"""So many words in a row of an attribute may not stand in the text; units are words of it, but fewer."""
_NAMES = ("publisher", "source")


def with_source(document: Document, source: str = "", publisher: str = "") -> Document:
    """The document with where it comes from, as far as that is given."""
    given = {"source": source.strip(), "publisher": publisher.strip()}
    return replace(document, metadata={**document.metadata, **{key: said for key, said in given.items() if said}})


def text_free(document: Document) -> str:
    """The text-free file of an article; raises ValueError with what stands in the way.

    That is: no published gold with text, no source, unreviewed, words of the text in an attribute, or a file that does
    not give the article back from its text.
    """
    if document.split != "published" or "pass" in document.metadata:
        what = f"pass {document.metadata['pass']}" if "pass" in document.metadata else f"of split {document.split!r}"
        raise ValueError(f'{document.id} is {what}: a published article has split="published" and no pass')
    if document.text is None:
        raise ValueError(f"{document.id} is text-free already: put it into annotations/published")
    if not document.metadata.get("source"):
        raise ValueError(f"{document.id} has no source: say with --source where readers find the article")
    if annotation_xml.unreviewed(document):
        raise ValueError(f"{document.id} is unreviewed: read every annotation, then camket format --reviewed")
    if leaks := repeated(document):
        raise ValueError(f"{document.id} has words of the text in {'; '.join(leaks)}: put it in other words")
    content = annotation_xml.write(document, text_free=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_text(content, encoding="utf-8", newline="\n")
        free = annotation_xml.read(path)
    outcome = hydrate.hydrate([free], [hydrate.Copy(Path("the text"), normalise(document.text))])[0]
    if outcome.problems or outcome.document != document:
        said = "; ".join(outcome.problems) or "other annotations"
        raise ValueError(f"{document.id} does not come back when it is hydrated: {said}")
    return content


def repeated(document: Document) -> list[str]:
    """The attributes that hold `RUN` words in a row of the text, with their value."""
    text = f" {_words(document.text or '')} "
    attributes = [(key, said) for key, said in document.metadata.items() if key not in _NAMES]
    attributes += [(f"unit of {number.label}", number.unit) for number in document.numbers]
    found = []
    for key, said in attributes:
        words = _words(said).split()
        runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
        if any(f" {run} " in text for run in runs):
            found.append(f"{key} {said!r}")
    return found


def _words(text: str) -> str:
    words = (text[start:end].lower() for start, end in syllables(text))
    return " ".join(word for word in words if word[0].isalnum())
