"""Text: normalisation, syllables and sentences, always with character offsets, and plain text from files.

Everything here works on NFC text; `normalise` makes it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

_LETTERS = [char for char in map(chr, range(0x1EFA)) if char.isalpha()]
SMALL = "[" + "".join(char for char in _LETTERS if char.islower()) + "]"
CAPITAL = "[" + "".join(char for char in _LETTERS if char.isupper()) + "]"
"""Patterns of one small and one capital letter, Vietnamese ones included."""
SYLLABLE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
ABBREVIATIONS = frozenset(
    ["tp", "tx", "gs", "pgs", "ts", "ths", "bs", "ks", "mr", "mrs", "ms", "dr", "st", "no", "inc", "ltd", "corp"]
)
_END = re.compile(r"[.?!…]+[”\"'’)\]]*(?=\s+[“\"'‘(\[]*[\wÀ-ỹ])")
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol option p pre section table td th tr ul".split()
)
_JOINER = "\u200d"
_HIDDEN = frozenset("head script style noscript template".split())


def nfc(text: str) -> str:
    """The text in Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """NFC, every run of white space as one space, no white space at the ends."""
    return " ".join(nfc(text).split())


def sha256(text: str) -> str:
    """The SHA-256 (hexadecimal) of a sentence's normalised text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def cuts_sequence(text: str, offset: int) -> bool:
    """Whether a cut at `offset` parts what is seen as one character: a mark from its letter, a joined emoji.

    A plain reading of Unicode's grapheme clusters (UAX 29): marks, joiners, variation selectors, skin tones.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    joins = unicodedata.category(after) in ("Mn", "Me") or after == _JOINER or "\U0001f3fb" <= after <= "\U0001f3ff"
    return joins or before == _JOINER or (before, after) == ("\r", "\n")


def syllables(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the syllables: runs of letters, figures with their dots and commas, single marks."""
    for match in SYLLABLE.finditer(text):
        yield match.span()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of one paragraph.

    A sentence ends at `.`, `?`, `!` or `…` before white space and a capital or a figure, except after
    an abbreviation or an initial.
    """
    start = 0
    for match in _END.finditer(text):
        after = text[match.end() :].lstrip().lstrip("“\"'‘([")[:1]
        if not (after.isupper() or after.isdigit()):
            continue
        if text[match.start()] == "." and match.group() == ".":
            word = re.search(r"\w*$", text[start : match.start()])
            if word and (word.group().lower() in ABBREVIATIONS or (len(word.group()) == 1 and word.group().isupper())):
                continue
        yield start, match.end()
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def read_text(path: Path) -> str:
    """The visible text of a plain-text or HTML file, as it stands; raises ValueError if it cannot be decoded."""
    data = path.read_bytes()
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or data.lstrip()[:15].lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        return _html_text(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _html_text(data: bytes) -> str:
    try:
        encoding: str | None = "utf-8"
        data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = None  # the page's own declaration decides
    try:
        parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    parts: list[str] = []
    _collect(root, parts)
    return "".join(parts)


def _collect(element: html.HtmlElement, parts: list[str]) -> None:
    """Append the visible text below an element, block elements set off by line feeds."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hidden = not tag or tag in _HIDDEN or any(parent.tag in _HIDDEN for parent in node.iterancestors())
        if tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and node.text and not hidden:
            parts.append(node.text)
        if event == "end" and node.tail and not any(parent.tag in _HIDDEN for parent in node.iterancestors()):
            parts.append(node.tail)
