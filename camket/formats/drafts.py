"""What a file of another tool says of a document, and the document that it makes.

A `Draft` holds the file's own text with marks by their offsets into it, in whatever form the tool left them. `document`
brings the text into the corpus's form (NFC, one space between sentences, a line feed between paragraphs), moves the
marks along and leaves out what the schema cannot hold; each thing that is left out or changed is a fault.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from camket import text as texts
from camket.faults import Fault
from camket.formats.annotation_xml import AMOUNT_LABELS, ARTICLE_ATTRIBUTES, DEADLINE_LABELS
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    PARTICIPANT_ROLES,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
    Sentence,
    Span,
    join_text,
    lay_out,
)

PARTY = "Party"
COMMITMENT = "Commitment-"
"""Before a commitment's label where a tool has one set of labels for all layers, in which AGREEMENT is an entity."""

METADATA = tuple(key for key in ARTICLE_ATTRIBUTES if key not in ("id", "split", "date"))
_MARK = "\ufeff"

Bound = tuple[int, int, int, bool]
"""A sentence of the file's text: start, end, paragraph, whether it is a headline."""


@dataclass(slots=True)
class Mark:
    """A span as the file has it; `key` is its name in the file, to which arguments refer, `line` 0 if it has none."""

    key: str
    layer: str
    label: str
    start: int
    end: int
    line: int = 0
    value: str = ""
    unit: str = ""
    modifier: str = ""
    specificity: str = ""
    arguments: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What a file gives: the documents with what is right in them, and every fault."""

    documents: list[Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def layer_of(label: str) -> tuple[str, str]:
    """The layer and label of a label of one set for all layers; ("", "") for a label that is none of ours."""
    if label in ENTITY_LABELS:
        return "entities", label
    if label in NUMBER_LABELS:
        return "numbers", label
    if label.casefold() == PARTY.casefold():
        return "parties", ""
    bare = label.removeprefix(COMMITMENT)
    return ("commitments", bare) if bare in COMMITMENT_LABELS else ("", "")


def label_of(span: Span) -> str:
    """The label of a span in one set for all layers."""
    if isinstance(span, Party):
        return PARTY
    return COMMITMENT + span.label if isinstance(span, Commitment) else span.label


def all_labels() -> tuple[str, ...]:
    """One set of labels for all layers."""
    return (*ENTITY_LABELS, *NUMBER_LABELS, PARTY, *(COMMITMENT + label for label in COMMITMENT_LABELS))


def mention_of(argument: Argument, spans: Iterable[Span]) -> Span | None:
    """The span that an argument means: a number for amounts and deadlines, else an entity or party."""
    kinds = (Entity, Party) if argument.role in PARTICIPANT_ROLES else (Number,)
    fitting = (s for s in spans if isinstance(s, kinds) and (s.start, s.end) == (argument.start, argument.end))
    return next(fitting, None)


def about(document: Document) -> dict[str, str]:
    """What a document says of itself beside its text, as far as it says it: id, split, date, genre and so on."""
    every = {"id": document.id, "split": document.split, "date": document.date, **document.metadata}
    return {key: value for key, value in every.items() if value}


def layout(sentences: Iterable[Sentence]) -> str:
    """The lengths of sentences by paragraph, `h` before a headline: h52/163 88/91."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    return "/".join(
        "h" * block[0].headline + " ".join(str(s.end - s.start) for s in block) for block in paragraphs.values()
    )


def laid_out(said: str, text: str) -> list[Bound] | None:
    """The sentences of a text in the corpus's form that `layout` described, None where it does not fit the text."""
    lengths = []
    for paragraph, block in enumerate(said.split("/")):
        for length in block.removeprefix("h").split():
            if not (length.isascii() and length.isdigit() and len(length) < 7):
                return None
            lengths.append((int(length), paragraph, block.startswith("h"), ""))
    placed = lay_out(lengths)
    if not placed or placed[-1].end != len(text) or any(text[s.end : s.end + 1] not in ("", " ", "\n") for s in placed):
        return None
    return [(s.start, s.end, s.paragraph, s.headline) for s in placed]


def sentence_bounds(text: str, paragraphs: Iterable[tuple[int, int]] | None = None) -> Iterator[Bound]:
    """The sentences of a text as `camket.text` finds them; a line is a paragraph where none are given."""
    if paragraphs is None:
        paragraphs = (match.span() for match in re.finditer(r"[^\r\n]+", text))
    for number, (start, end) in enumerate(paragraphs):
        for first, last in texts.sentences(text[start:end]):
            yield start + first, start + last, number, False


@dataclass(slots=True)
class _Piece:
    """A stretch of the file's text, and where and what it is in the document."""

    raw_start: int
    raw: str
    start: int
    text: str


@dataclass(slots=True)
class Draft:
    """A document as a file gives it; `name` is the file's in faults, `line` where it begins there if it holds several.

    `bounds` are its sentences if the file tells them.
    """

    name: str
    text: str
    about: Mapping[str, str] = field(default_factory=dict)
    bounds: list[Bound] | None = None
    line: int = 0
    marks: dict[str, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], int] = field(default_factory=dict)

    def fault(self, line: int, message: str, mend: str) -> None:
        """Note a fault at a line, 0 for where the document begins."""
        self.faults.append(Fault(self.name, line or self.line, 0, message, mend))

    def leave_out(self, what: str, mend: str, line: int = 0) -> None:
        """Count something that the schema has no place for; `document` says how often, from which line on."""
        self.left_out[what, mend] += 1
        self.first.setdefault((what, mend), line)

    def mark(self, mark: Mark) -> None:
        """Add a mark; a key that stands there already is a fault."""
        if mark.key in self.marks:
            self.fault(mark.line, f"{mark.key} stands there twice", "give each its own id; the first is kept")
            return
        self.marks[mark.key] = mark

    def document(self) -> Document | None:
        """The document of what is right; None where there is no text. `faults` says what was left out or changed."""
        for (what, mend), number in self.left_out.items():
            self.fault(self.first[what, mend], f"{number} × {what}", mend)
        if not self.text.replace(_MARK, "").strip():
            self.fault(0, "no text", "give a document with text")
            return None
        pieces, sentences = self.pieces()
        text = join_text((number, sentence) for number, _, sentence in sentences)
        placed = lay_out((len(s), number, headline, texts.sha256(s)) for number, headline, s in sentences)
        kept = self.placed(pieces, text, placed)
        commitments = [
            Commitment(span.start, span.end, span.label, span.specificity, self.arguments(self.marks[key], kept))
            for key, span in kept.items()
            if isinstance(span, Commitment)
        ]
        spans = kept.values()
        return Document(
            id=self.named(),
            split=self.about.get("split", ""),
            date=self.about.get("date", ""),
            text=text,
            sentences=placed,
            entities=tuple(sorted(span for span in spans if isinstance(span, Entity))),
            numbers=tuple(sorted(span for span in spans if isinstance(span, Number))),
            parties=tuple(sorted(span for span in spans if isinstance(span, Party))),
            commitments=tuple(sorted(commitments)),
            metadata={key: self.about[key] for key in METADATA if self.about.get(key)},
        )

    def named(self) -> str:
        said = self.about.get("id", "")
        plain = (
            unicodedata.normalize("NFKD", said.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
        )
        name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "article"
        if name != said:
            self.fault(0, f"article id {said!r}", f"ids are small letters and figures, joined by -: it is now {name}")
        return name

    def pieces(self) -> tuple[list[_Piece], list[tuple[int, bool, str]]]:
        """The stretches of the text, and the sentences they make as (paragraph, headline, text)."""
        pieces: list[_Piece] = []
        sentences: list[tuple[int, bool, str]] = []
        at, changed, number, block = 0, False, -1, (-1, False)
        for start, end, paragraph, headline in self.covering():
            raw = self.text[start:end]
            piece = _plain(raw)
            if not piece:
                continue
            changed |= raw.strip().strip(_MARK) != piece
            pieces.append(_Piece(start, raw, at, piece))
            if (paragraph, headline) != block:
                number, block = number + 1, (paragraph, headline)
            sentences += [(number, headline, piece[first:last]) for first, last in texts.sentences(piece)]
            at += len(piece) + 1
        if changed:
            message = "text with white space other than single spaces, hidden characters or not in NFC"
            self.fault(0, message, "it is plain now, and the spans moved along")
        return pieces, sentences

    def covering(self) -> Iterator[Bound]:
        """The sentences, and by themselves the words that stand in none of them."""
        bounds = sorted(self.bounds) if self.bounds else list(sentence_bounds(self.text))
        at, last = 0, 0
        for start, end, paragraph, headline in bounds:
            start = max(start, at)
            if self.text[at:start].strip(_MARK + " \t\r\n"):
                self.fault(0, f"text in no sentence: {self.text[at:start].strip()[:40]!r}", "it is a sentence now")
                yield at, start, last if at else paragraph, False
            if start < end:
                yield start, end, paragraph, headline
                at = end
            last = paragraph
        if self.text[at:].strip():
            self.fault(0, f"text in no sentence: {self.text[at:].strip()[:40]!r}", "it is a sentence now")
            yield at, len(self.text), last, False

    def placed(self, pieces: list[_Piece], text: str, sentences: tuple[Sentence, ...]) -> dict[str, Span]:
        """The marks as spans of the document, by key, outer before inner; without those that cannot be."""
        order = {"commitments": 0, "entities": 1, "parties": 2, "numbers": 3}
        found = [(mark, place) for mark in self.marks.values() if (place := self.place(mark, pieces, text))]
        found.sort(key=lambda pair: (pair[1][0], -pair[1][1], order[pair[0].layer]))
        kept: dict[str, Span] = {}
        seen: dict[tuple[str, int, int], str] = {}
        around: list[tuple[int, str]] = []
        for mark, (start, end) in found:
            index = bisect_right(sentences, start, key=lambda sentence: sentence.end)
            around = [(until, key) for until, key in around if until > start]
            crossed = next((key for until, key in around if until < end), None)
            kind = "entities" if mark.layer == "parties" else mark.layer
            twin = seen.get((kind, start, end))
            if end > sentences[index].end:
                self.drop(
                    mark, f"reaches over the end of a sentence: {text[start:end][:60]!r}", "mark it in one sentence"
                )
            elif crossed:
                self.drop(mark, f"crosses {crossed}: {text[start:end][:60]!r}", "spans may nest but not cross")
            elif twin:
                self.drop(mark, f"covers the same characters as {twin}", "keep one")
            else:
                seen[kind, start, end] = mark.key
                around.append((end, mark.key))
                kept[mark.key] = self.span(mark, start, end)
        return kept

    def drop(self, mark: Mark, message: str, mend: str) -> None:
        self.fault(mark.line, f"{mark.key} ({mark.label or PARTY}) {message}", f"{mend}; it is left out")

    def place(self, mark: Mark, pieces: list[_Piece], text: str) -> tuple[int, int] | None:
        """The offsets of a mark in the document; None, with a fault, where it has none."""
        if not 0 <= mark.start < mark.end <= len(self.text):
            self.drop(mark, f"at {mark.start} to {mark.end}", f"need 0 <= start < end <= {len(self.text)}")
            return None
        raw = self.text[mark.start : mark.end]
        bare = raw.strip().strip(_MARK)
        if not bare:
            self.drop(mark, "holds no word", "mark the words")
            return None
        first = mark.start + raw.index(bare)
        last = first + len(bare)
        if bare != raw:
            self.fault(mark.line, f"{mark.key}: white space at the edge of {raw!r}", "it is taken without it")
        start, end = _offset(pieces, first), _offset(pieces, last, ending=True)
        cut = texts.cuts_sequence(self.text, first) or texts.cuts_sequence(self.text, last)
        if cut or text[start:end].replace("\n", " ") != _plain(bare):
            self.drop(mark, f"cuts a character: {bare[:60]!r}", "begin and end between characters as they are seen")
            return None
        return start, end

    def span(self, mark: Mark, start: int, end: int) -> Span:
        match mark.layer:
            case "entities":
                return Entity(start, end, mark.label)
            case "numbers":
                modifier = self.choice(mark, "modifier", mark.modifier, MODIFIERS)
                return Number(start, end, mark.label, texts.nfc(mark.value), texts.nfc(mark.unit), modifier)
            case "parties":
                return Party(start, end)
            case _:
                specificity = self.choice(mark, "specificity", mark.specificity, SPECIFICITIES)
                return Commitment(start, end, mark.label, specificity)

    def choice(self, mark: Mark, word: str, said: str, allowed: tuple[str, ...]) -> str:
        if said and said not in allowed:
            self.fault(mark.line, f"{mark.key}: {word} {said!r}", f"use {', '.join(allowed)}; it is left out")
            return ""
        return said

    def arguments(self, mark: Mark, kept: Mapping[str, Span]) -> tuple[Argument, ...]:
        found: set[Argument] = set()
        for role, key in mark.arguments:
            target = kept.get(key)
            fitting = AMOUNT_LABELS if role == "amount" else DEADLINE_LABELS
            message, mend = "", ""
            if role not in ARGUMENT_ROLES:
                message, mend = f"role {role!r}", f"use {', '.join(ARGUMENT_ROLES)}"
            elif target is None:
                gone = "which was left out" if key in self.marks else "which is not there"
                message, mend = f"{role} {key}, {gone}", "name a mention that is right"
            elif role in PARTICIPANT_ROLES and not isinstance(target, Entity | Party):
                message, mend = f"{role} {key} is no entity or party", "name one"
            elif role not in PARTICIPANT_ROLES and not (isinstance(target, Number) and target.label in fitting):
                message, mend = f"{role} {key} is no {' or '.join(fitting)}", "name a number of these labels"
            else:
                found.add(Argument(role, target.start, target.end))
            if message:
                self.fault(mark.line, f"{mark.key}: {message}", f"{mend}; the argument is left out")
        return tuple(sorted(found))


def _plain(text: str) -> str:
    """The text in NFC with single spaces and without characters that nobody sees."""
    visible = (char if char.isprintable() else " " if char.isspace() else "" for char in text)
    return texts.normalise("".join(visible))


def _offset(pieces: list[_Piece], raw: int, ending: bool = False) -> int:
    """The offset in the document of a place in the file's text, at which words start or end."""
    piece = pieces[bisect_right(pieces, raw - ending, key=lambda piece: piece.raw_start) - 1]
    if piece.raw == piece.text:
        return piece.start + raw - piece.raw_start
    before = piece.raw[: raw - piece.raw_start]
    return piece.start + len(_plain(before + "x")) - 1  # a letter, so that a space before it counts
