"""CoNLL-U Plus: syllables with their place in the text, and a column of IOB2 tags for each layer.

    # global.columns = ID FORM MISC CAMKET:ENTITY CAMKET:NUMBER CAMKET:COMMITMENT
    # newdoc id = composed-001
    # date = 2026-03-12
    # newpar
    # headline = yes
    # sent_id = composed-001-1
    # text = Nhật Bản góp 3 tỷ yên
    1	Nhật	start_char=0|end_char=4	B-GPE	O	O

Files of other pipelines are read too: columns of IOB2 or BIOES tags by whatever name, `ner=` in MISC, multiword tokens,
the text from `# text` or else from the tokens and SpaceAfter. Needs the library conllu.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conllu.exceptions import ParseException
from conllu.models import Token
from conllu.parser import DEFAULT_FIELDS, parse_comment_line, parse_line

from camket.faults import Fault
from camket.formats.columns import tags
from camket.formats.drafts import METADATA, Bound, Draft, Mark, Reading, about, layer_of
from camket.model import Document
from camket.text import syllables

COLUMNS = {"CAMKET:ENTITY": "entities", "CAMKET:NUMBER": "numbers", "CAMKET:COMMITMENT": "commitments"}
_HEAD = "# global.columns ="
_TAG = re.compile(r"[OBIESLU]|[BIESLU]-\S+")
_NOTHING = ("_", "*", "O", "", None)
_NAMES = {"entit": "entities", "number": "numbers", "commit": "commitments"}


def write(documents: Iterable[Document]) -> str:
    """The CoNLL-U Plus of documents, which must have their text."""
    lines = [f"{_HEAD} ID FORM MISC {' '.join(COLUMNS)}"]
    for document in documents:
        said = about(document)
        lines.append(f"# newdoc id = {said.pop('id')}")
        lines += [f"# {key} = {value}" for key, value in said.items()]
        last = -1
        for number, sentence in enumerate(document.sentences, 1):
            lines += ["# newpar"] * (sentence.paragraph != last) + ["# headline = yes"] * sentence.headline
            last = sentence.paragraph
            text = document.surface(sentence)
            lines += [f"# sent_id = {document.id}-{number}", f"# text = {text}"]
            tokens = [(sentence.start + start, sentence.start + end) for start, end in syllables(text)]
            layers = tags(document, tokens)
            for index, (start, end) in enumerate(tokens):
                glued = end < sentence.end and index + 1 < len(tokens) and tokens[index + 1][0] == end
                misc = f"start_char={start}|end_char={end}" + "|SpaceAfter=No" * glued
                form = text[start - sentence.start : end - sentence.start]
                lines.append(
                    "\t".join([str(index + 1), form, misc, *(layers[name][index] for name in COLUMNS.values())])
                )
            lines.append("")
    return "\n".join(lines) + "\n"


def read(path: Path) -> Reading:
    """The documents of a file; one that has no id is named after the file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reading([], [Fault(str(path), 0, 0, f"byte {error.start} is not UTF-8", "save the file as UTF-8")])
    return _Reader(str(path), path.stem).read(text)


@dataclass(slots=True)
class _Token:
    """A word with its place in the text and its tags by column."""

    line: int
    start: int
    end: int
    tags: dict[str, str]


@dataclass(slots=True)
class _Open:
    """A document as far as it is read."""

    draft: Draft
    text: list[str] = field(default_factory=list)
    length: int = 0
    paragraph: int = -1


class _Reader:
    """The reader of one file."""

    def __init__(self, name: str, stem: str) -> None:
        self.name, self.stem = name, stem
        self.fields: list[str] = [*DEFAULT_FIELDS]
        self.reading = Reading()
        self.open: list[_Open] = []
        self.unused: dict[str, int] = {}

    def fault(self, line: int, message: str, mend: str) -> None:
        self.reading.faults.append(Fault(self.name, line, 0, message, mend))

    def read(self, text: str) -> Reading:
        for line, block in _blocks(text):
            self.block(line, block)
        for found in self.open:
            found.draft.text = "".join(found.text)
            document = found.draft.document()
            self.reading.documents += [document] if document else []
            self.reading.faults += found.draft.faults
        if not self.open:
            self.fault(0, "no sentence", "write tokens in the columns of CoNLL-U Plus")
        for column, line in self.unused.items():
            self.fault(line, f"column {column.upper()}", "there is no place for it: it is left out")
        return self.reading

    def block(self, line: int, block: list[str]) -> None:
        for row in block:
            if row.replace(" ", "").startswith(_HEAD.replace(" ", "")):
                self.fields = row.partition("=")[2].lower().split()
        places = [line + number for number, row in enumerate(block) if not row.startswith("#")]
        rows = [row for row in block if not row.startswith("#")]
        short = {at for at, row in zip(places, rows, strict=True) if len(row.split("\t")) != len(self.fields)}
        for at, row in zip(places, rows, strict=True):
            if at in short:
                message = f"{len(row.split(chr(9)))} columns, not {len(self.fields)}: {row[:40]!r}"
                self.fault(at, message, "write as many as # global.columns names; the sentence is left out")
        if short or "form" not in self.fields:
            if not short:
                self.fault(line, "no column FORM", "name the columns in # global.columns; the sentence is left out")
            return
        tokens: list[tuple[int, Token]] = []
        for at, row in zip(places, rows, strict=True):
            try:
                tokens.append((at, parse_line(row, self.fields)))
            except ParseException as error:
                self.fault(at, str(error), "write it as CoNLL-U Plus has it; the sentence is left out")
                return
        comments = [row for row in block if row.startswith("#")]
        said = dict(pair for row in comments for pair in parse_comment_line(row))
        text_line = next((line + n for n, row in enumerate(block) if row.startswith("# text")), line)
        if not self.open or "newdoc" in said or "newdoc id" in said:
            number = len(self.open) + 1
            name = said.get("newdoc id") or (self.stem if number == 1 else f"{self.stem}-{number}")
            kept = {key: value for key in ("split", "date", *METADATA) if (value := said.get(key))}
            self.open.append(_Open(Draft(self.name, "", {"id": name, **kept}, [], line)))
        if tokens:
            self.sentence(self.open[-1], text_line, said, tokens)

    def sentence(self, found: _Open, line: int, said: dict[str, Any], rows: list[tuple[int, Token]]) -> None:
        new = any(key.startswith(("newpar", "newdoc")) for key in said)
        if found.text:
            found.text.append("\n" if new else " ")
            found.length += 1
        found.paragraph += new or found.paragraph < 0
        words = [row for row in rows if row[1].get("id") is None or self.is_word(row[1]["id"])]
        text, tokens = self.tokens(line, said.get("text"), words, found.length)
        bound: Bound = (found.length, found.length + len(text), found.paragraph, said.get("headline") == "yes")
        assert found.draft.bounds is not None
        found.draft.bounds.append(bound)
        found.text.append(text)
        found.length += len(text)
        for column in {name: None for token in tokens for name in token.tags}:
            self.spans(found.draft, column, tokens)

    def is_word(self, key: Any) -> bool:
        """Whether an id is a word's or a multiword token's, not that of an empty node."""
        return isinstance(key, int) or key[1] == "-"

    def tokens(self, line: int, text: str | None, rows: list[tuple[int, Any]], offset: int) -> tuple[str, list[_Token]]:
        """The text of a sentence and its tokens, whose places count from `offset` on."""
        pieces: list[tuple[str, bool]] = []
        members: list[tuple[int, int, Any]] = []  # piece, line, row
        until = 0
        for at, row in rows:
            key = row.get("id")
            if isinstance(key, tuple):
                until = key[2]
            elif isinstance(key, int) and key <= until:
                members.append((len(pieces) - 1, at, row))  # its form stands in the multiword token
                continue
            pieces.append((row["form"], (row.get("misc") or {}).get("SpaceAfter") != "No"))
            if not isinstance(key, tuple):
                members.append((len(pieces) - 1, at, row))
        places = _found(pieces, text) if text else None
        if text and places is None:
            self.fault(line, "# text is not what the tokens say", "the text is made of the tokens")
        if not text or places is None:
            text, places = "", []
            for form, spaced in pieces:
                places.append((len(text), len(text) + len(form)))
                text += form + " " * spaced
            text = text.rstrip()
        ends = [(offset + start, offset + end) for start, end in places]
        return text, [_Token(at, ends[n][0], ends[n][1], self.tags(at, row)) for n, at, row in members]

    def tags(self, line: int, row: Any) -> dict[str, str]:
        """The tags of a row by column."""
        found = {name: row[name] for name in self.fields if name not in DEFAULT_FIELDS and name in row}
        found |= {key: tag for key, tag in (row.get("misc") or {}).items() if key.lower() in ("ner", "entity")}
        for name, tag in list(found.items()):
            if tag not in _NOTHING and not _TAG.fullmatch(tag):
                self.unused.setdefault(name, line)
            if name in self.unused:
                del found[name]
        for name in ("lemma", "upos", "xpos", "feats", "head", "deprel", "deps"):
            if row.get(name) not in (*_NOTHING, 0):
                self.unused.setdefault(name, line)
        return found

    def spans(self, draft: Draft, column: str, tokens: list[_Token]) -> None:
        last: Mark | None = None
        for token in tokens:
            tag = token.tags.get(column, "O")
            if tag in _NOTHING:
                last = None
                continue
            prefix, _, label = tag.partition("-")
            layer, name = _placed(column, label)
            if not layer:
                if prefix in "BSU":
                    draft.leave_out(
                        f"label {label!r} in {column.upper()}, which is none of ours", "it is left out", token.line
                    )
                last = None
            elif prefix in "IEL" and last is not None and (last.layer, last.label) == (layer, name):
                last.end = token.end
            else:
                if prefix in "IEL":
                    draft.fault(token.line, f"{tag} goes on with nothing", f"write B-{label}; it begins a span")
                last = Mark(f"{column.upper()} of line {token.line}", layer, name, token.start, token.end, token.line)
                draft.mark(last)
            if prefix in "ESLU":
                last = None


def _placed(column: str, label: str) -> tuple[str, str]:
    """The layer and label of a tag's label in a column; ("", "") for one that is none of ours."""
    wanted = next((layer for name, layer in _NAMES.items() if name in column.lower()), "")
    layer, name = layer_of(label)
    if wanted == "commitments" and name == "AGREEMENT":
        layer = wanted
    return (layer, name) if (layer and wanted in ("", layer)) or layer == "parties" else ("", "")


def _found(pieces: list[tuple[str, bool]], text: str) -> list[tuple[int, int]] | None:
    """The places of tokens in their sentence; None where it is not made of them and white space."""
    places, at = list[tuple[int, int]](), 0
    for form, _ in pieces:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        places.append((start, at))
    return None if text[at:].strip() else places


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The sentences of a file with the number of their first line."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        line = line.rstrip("\r")
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
