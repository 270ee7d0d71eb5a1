"""A new article from plain text: what must be known of it, and the document that it makes."""

import re
from collections.abc import Mapping
from pathlib import Path

from camket import values
from camket.corpus.load import DRAFTS
from camket.formats.annotation_xml import ARTICLE_ID, LICENCES, UNREVIEWED
from camket.formats.drafts import Bound, Draft, sentence_bounds
from camket.model import SPLITS, Document
from camket.text import nfc

FIELDS = {
    "id": "id, small letters and figures joined by -",
    "date": "date of the article, as 2026-03-12",
    "genre": "genre, as agency brief",
    "topic": "topic in a few words, as port dredging, Netherlands",
    "licence": "licence of the text",
    "source": "source: where the text is from, or the article that is retold",
}
"""What may be asked of an article, in this order."""

LICENCE_WORDS = {
    "own": "you wrote the text yourself and give it under CC BY 4.0",
    "CC-BY-4.0": "someone else gives it under CC BY 4.0",
    "CC0-1.0": "its author gave up all rights (CC0)",
    "public-domain": "it is in the public domain, as laws and old texts are",
}
TEXT_FREE = (
    "A published article that may not be passed on enters without its text: make it with --split published, "
    "then camket publish-free"
)
PARAGRAPHS = ("auto", "lines", "blank")
_LICENCE_NAMES = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in LICENCES} | {"cc0": "CC0-1.0"}


def needed(about: Mapping[str, str]) -> list[str]:
    """What must be known of an article and is not, in the order of `FIELDS`."""
    split = about.get("split", "")
    wanted = ["id", "date", *(("source",) if split == "published" else ("genre", "topic", "licence"))]
    if split == "retold" or about.get("licence") not in (None, "", "own"):
        wanted.append("source")
    return [name for name in FIELDS if name in wanted and not about.get(name)]


def licence_name(said: str) -> str:
    """The licence as files name it, however it is written; what is none of ours stays as it is."""
    return _LICENCE_NAMES.get(re.sub(r"[^a-z0-9]", "", said.lower()), said)


def refusal(name: str, value: str, root: Path) -> str | None:
    """Why a value can't stand for a field of an article, with what would be right; None where it can."""
    if name == "id" and not ARTICLE_ID.fullmatch(value):
        return f"id {value!r}: write small letters and figures, joined by -"
    if name == "id" and (there := taken(value, root)):
        return f"id {value!r} stands in {there} already: the next free one is {next_id(root)}"
    if name == "date" and (values.value_fault("DATE", value) or len(value) != 10):
        return f"date {value!r}: write a day, as 2026-03-12"
    if name == "split" and value not in SPLITS:
        return f"split {value!r}: use {', '.join(SPLITS)}"
    if name == "licence" and licence_name(value) not in LICENCES:
        allowed = "; ".join(f"{key}: {words}" for key, words in LICENCE_WORDS.items())
        return f"licence {value!r} does not let the text into a corpus under CC BY 4.0; use {allowed}. {TEXT_FREE}"
    if not value.isprintable():
        return f"{name} {value!r} holds a control character: take it out"
    return None


def taken(name: str, root: Path) -> Path | None:
    """The file in which an article id stands already."""
    folder = root / "annotations"
    found = (path for path in sorted(folder.rglob(f"{name}.xml")) if not path.is_relative_to(root / DRAFTS))
    return next((path.relative_to(root) for path in found), None)


def next_id(root: Path) -> str:
    """The first free id of `composed`, drafts counted."""
    names = [path.stem for path in (root / "annotations").rglob("composed-*.xml")]
    numbers = [int(name.removeprefix("composed-")) for name in names if name.removeprefix("composed-").isdigit()]
    return f"composed-{max(numbers, default=0) + 1:03}"


def article(text: str, about: Mapping[str, str], headline: bool = True, paragraphs: str = "auto") -> Document:
    """The document of a plain text, unreviewed and without annotations.

    Parameters: what is known of it, as attributes of <article>; whether its first paragraph is the headline; whether
    each of its `lines` is a paragraph, or `blank` lines part paragraphs, or (`auto`) the latter where there is one.
    Raises ValueError for a text without a word.
    """
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    if not any(map(str.isalnum, text)):
        raise ValueError("the text has no word: give a file with the article's text")
    known = {name: nfc(value).strip() for name, value in about.items() if value}
    draft = Draft("text", text, {**known, "reviewed": UNREVIEWED}, _bounds(text, headline, paragraphs))
    document = draft.document()
    assert document is not None  # it has a word
    return document


def _bounds(text: str, headline: bool, paragraphs: str) -> list[Bound]:
    """The sentences of the text's paragraphs; a blank line ends one, and so does every line end where lines are."""
    blank = paragraphs == "blank" or (paragraphs == "auto" and re.search(r"\S[^\S\n]*\n\s*\n\s*\S", text))
    pattern = r"\S(?:.|\n(?!\s*\n))*" if blank else r"\S[^\n]*"
    places = [match.span() for match in re.finditer(pattern, text)]
    return [(start, end, number, headline and number == 0) for start, end, number, _ in sentence_bounds(text, places)]
