"""Hydration: text-free annotations and the user's own copies of the articles → articles with text.

Every annotated sentence is looked for by its length and SHA-256 in the normalised text of each file, so other text
around it, white space, Unicode form and line ends do not matter, and a changed character cannot shift a span.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.corpus.load import add_text
from camket.model import Document, Sentence
from camket.text import CAPITAL, SMALL, normalise, read_text, sha256

SUFFIXES = (".txt", ".html", ".htm", ".xhtml")
# A sentence starts and ends where no word goes on; pages glue words together at a change from small to capital letter.
_WORD_EDGE = re.compile(rf"(?<!\w)|(?!\w)|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<={SMALL})(?={CAPITAL})")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the user's with its normalised text."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the document with its text, or the problems that stand in the way."""

    document: Document
    copy: Copy | None
    problems: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every sentence was found."""
        return not self.problems


def read_copies(folder: Path) -> tuple[list[Copy], list[str]]:
    """The texts of all text and HTML files below a folder, and what is wrong with those that cannot be read.

    Raises NotADirectoryError where there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder; name the folder with your copies of the articles")
    copies, problems = [], []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        try:
            copies.append(Copy(path, normalise(read_text(path))))
        except (ValueError, OSError) as error:
            problems.append(str(error))
    return copies, problems


def hydrate(documents: Iterable[Document], copies: Sequence[Copy]) -> list[Outcome]:
    """Find each text-free document in the copies; nothing is written."""
    return [_hydrate(document, copies) for document in documents]


def _hydrate(document: Document, copies: Sequence[Copy]) -> Outcome:
    found = [(copy, _find(document.sentences, copy.text)) for copy in copies]
    body = {s.sha256 for s in document.sentences if not s.headline}
    found = [(copy, places) for copy, places in found if any(places.get(digest) for digest in body)]
    if not found:
        where = f"none of the {len(copies)} files" if copies else "no text or HTML file is there, so none"
        return Outcome(document, None, (f"{document.id}: {where} holds a sentence of it",))
    copy, places = max(found, key=lambda pair: sum(map(bool, pair[1].values())))
    problems = tuple(_problems(document, copy, places))
    if problems:
        return Outcome(document, copy, problems)
    texts = [copy.text[places[s.sha256][0] :][: s.end - s.start] for s in document.sentences]
    return Outcome(add_text(document, texts), copy, ())


def _find(sentences: Sequence[Sentence], text: str) -> dict[str, list[int]]:
    """Where in the text each sentence stands, by its hash."""
    edges = [match.start() for match in _WORD_EDGE.finditer(text)]
    ends = set(edges)
    wanted: dict[int, set[str]] = {}
    for sentence in sentences:
        wanted.setdefault(sentence.end - sentence.start, set()).add(sentence.sha256)
    places: dict[str, list[int]] = {sentence.sha256: [] for sentence in sentences}
    for length, digests in wanted.items():
        for start in edges:
            if start + length in ends:
                digest = sha256(text[start : start + length])
                if digest in digests:
                    places[digest].append(start)
    return places


def _problems(document: Document, copy: Copy, places: dict[str, list[int]]) -> Iterable[str]:
    digests = [sentence.sha256 for sentence in document.sentences]
    for number, sentence in enumerate(document.sentences, 1):
        at = places[sentence.sha256]
        where = f"{document.id}, sentence {number} of {len(digests)} ({copy.path})"
        if not at:
            yield f"{where}: {_missing(document.sentences, number - 1, copy.text, places)}"
        elif len(at) < (times := digests.count(sentence.sha256)):
            yield f"{where}: missing, it stands there {len(at)} times and in the article {times} times"
        elif len(at) > times and not sentence.headline:
            yield f"{where}: doubled, it stands there {len(at)} times; leave one copy of the article in the file"


def _missing(sentences: Sequence[Sentence], index: int, text: str, places: dict[str, list[int]]) -> str:
    """What stands in the copy between the found neighbours of a sentence that was not found."""
    sentence = sentences[index]
    length = sentence.end - sentence.start
    before = [places[s.sha256][0] + s.end - s.start for s in sentences[:index] if places[s.sha256]]
    after = [places[s.sha256][0] for s in sentences[index + 1 :] if places[s.sha256]]
    start = before[-1] if before else max(0, (after[0] if after else 0) - length - 1)
    end = after[0] if after else min(len(text), start + length + 1)
    between = text[start:end].strip()
    if not between:
        return f"missing, {length} characters; the copy goes on with the next sentence"
    shown = between if len(between) <= 160 else between[:160] + "…"
    return f"changed or missing, {length} characters; the copy has there: “{shown}”"
