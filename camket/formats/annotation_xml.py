"""Annotation files: one article as inline XML, one sentence per line, or text-free with offsets and hashes.

`read` checks everything that one file can show and collects all faults; `write` gives the canonical form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from camket import text as texts
from camket import values
from camket.faults import Fault, FaultsError
from camket.formats.nodes import Node, Place, parse
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    PARTICIPANT_ROLES,
    PASSES,
    SPECIFICITIES,
    SPLITS,
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

ARTICLE_ATTRIBUTES = ("id", "split", "date", "pass", "publisher", "source", "genre", "topic", "licence", "reviewed")
LICENCES = ("own", "CC-BY-4.0", "CC0-1.0", "public-domain")
UNREVIEWED = "no"
ATTRIBUTES = {
    "e": ("type", "id"),
    "n": ("type", "value", "unit", "mod", "id"),
    "party": ("id",),
    "c": ("type", "specificity", *ARGUMENT_ROLES, "id"),
}
REQUIRED = {"e": ("type",), "n": ("type", "value"), "party": ("id",), "c": ("type", "specificity", "actor")}
TYPES = {"e": ENTITY_LABELS, "n": NUMBER_LABELS, "c": COMMITMENT_LABELS}
AMOUNT_LABELS = ("MONEY", "PERCENT", "QUANTITY")
DEADLINE_LABELS = ("DATE", "DURATION")
ARTICLE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ELEMENT_ID = re.compile(r"[^\W\d][\w.-]*")
_OPENING = ".,;:!?…“”\"'‘’()[]–"
_CLOSING = _OPENING + "-"


def read(path: Path, name: str | None = None) -> Document:
    """The document of an annotation file; raises FaultsError with all faults of the file (named `name` in them)."""
    return _Reader(name or str(path)).read(parse(path, name or str(path)))


def write(document: Document, text_free: bool = False) -> str:
    """The canonical XML of a document: inline, or without a word of its text.

    Raises ValueError for what the format cannot hold: crossing spans, a span over two sentences, an argument that is no
    mention of the document.
    """
    return _Writer(document, text_free or document.text is None).write()


def unreviewed(document: Document) -> bool:
    """Whether a document is marked as not read by a person yet."""
    return document.metadata.get("reviewed") == UNREVIEWED


@dataclass(slots=True)
class _Mark:
    """An annotation element with its offsets in the sentence; `span` is filled once the sentence is placed."""

    node: Node
    start: int
    end: int
    sentence: int
    span: Span | None = None


@dataclass(slots=True)
class _Reader:
    name: str
    faults: list[Fault] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    sentences: list[tuple[int, int, bool, str]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)

    def fault(self, place: Place, message: str, mend: str) -> None:
        self.faults.append(Fault(self.name, *place, message, mend))

    def read(self, root: Node) -> Document:
        if root.tag != "article":
            self.fault(root.place, f"<{root.tag}> is no article", "make <article id=… split=… date=…> the root")
            raise FaultsError(self.faults)
        self.article_attributes(root)
        text_free = any("sha256" in node.attributes for block in root.children for node in block.children)
        for paragraph, block in enumerate(root.children):
            self.block(block, paragraph, text_free)
        self.stray_text(root)
        if not self.sentences:
            self.fault(root.place, "the article has no sentence", "add <h> or <p> with <s> in it")
        placed = lay_out(self.sentences)
        spans = self.spans(placed)
        if self.faults:
            raise FaultsError(self.faults)
        attributes = dict(root.attributes)
        return Document(
            id=attributes.pop("id"),
            split=attributes.pop("split"),
            date=attributes.pop("date"),
            text=None if text_free else join_text(self.texts),
            sentences=placed,
            entities=tuple(sorted(span for span in spans if isinstance(span, Entity))),
            numbers=tuple(sorted(span for span in spans if isinstance(span, Number))),
            parties=tuple(sorted(span for span in spans if isinstance(span, Party))),
            commitments=tuple(sorted(span for span in spans if isinstance(span, Commitment))),
            metadata=attributes,
        )

    def article_attributes(self, root: Node) -> None:
        for key in ("id", "split", "date"):
            if key not in root.attributes:
                self.fault(root.place, f"<article> has no {key}", f'add {key}="…"')
        for key in root.attributes:
            if key not in ARTICLE_ATTRIBUTES:
                self.fault(root.place, f"unknown attribute {key!r} of <article>", f"use {_list(ARTICLE_ATTRIBUTES)}")
        self.attribute_text(root)
        key = root.attributes.get("id", "x")
        if not ARTICLE_ID.fullmatch(key):
            self.fault(root.place, f"article id {key!r}", "write small letters and figures, joined by -")
        number = root.attributes.get("pass", PASSES[0])
        if number not in PASSES:
            self.fault(root.place, f"pass {number!r} of <article>", f"use {_list(PASSES)}, or leave it out in gold")
        split = root.attributes.get("split", SPLITS[0])
        if split not in SPLITS:
            self.fault(root.place, f"split {split!r}", f"an article stands in exactly one split: {_list(SPLITS)}")
        licence = root.attributes.get("licence", LICENCES[0])
        if licence not in LICENCES:
            self.fault(root.place, f"licence {licence!r} of <article>", f"use {_list(LICENCES)}")
        reviewed = root.attributes.get("reviewed", UNREVIEWED)
        if reviewed != UNREVIEWED:
            mend = f'write reviewed="{UNREVIEWED}", or leave it out where a person has read every annotation'
            self.fault(root.place, f"reviewed {reviewed!r} of <article>", mend)
        date = root.attributes.get("date", "2000-01-01")
        no_day = f"value {date!r} is no day; write a date as 2026-03-12"
        fault = values.value_fault("DATE", date) if _DAY.fullmatch(date) else no_day
        if fault:
            message, mend = _cut(fault)
            self.fault(root.place, f"the article's date: {message}", mend)

    def stray_text(self, node: Node) -> None:
        for piece in node.content:
            if not isinstance(piece, Node) and piece[0].strip():
                self.fault(piece[1], f"text outside a sentence: {piece[0].strip()[:40]!r}", "put it into an <s>")

    def block(self, block: Node, paragraph: int, text_free: bool) -> None:
        if block.tag not in ("h", "p"):
            self.fault(block.place, f"unknown element <{block.tag}>", "use <h> for a headline, <p> for a paragraph")
            return
        self.stray_text(block)
        if not block.children:
            self.fault(block.place, f"empty <{block.tag}>", "put an <s> into it or take it out")
        for node in block.children:
            if node.tag != "s":
                self.fault(node.place, f"<{node.tag}> outside a sentence", "put it into an <s>")
                continue
            if text_free:
                length, digest = self.text_free_sentence(node)
            else:
                length, digest = self.inline_sentence(node, paragraph)
            self.sentences.append((length, paragraph, block.tag == "h", digest))
            self.places.append(node)

    def inline_sentence(self, node: Node, paragraph: int) -> tuple[int, str]:
        for key in node.attributes:
            self.fault(node.place, f"unknown attribute {key!r} of <s>", "take it out")
        text = node.text()
        self.sentence_text(node, text)
        self.walk(node, 0, text)
        self.texts.append((paragraph, text))
        return len(text), texts.sha256(text)

    def sentence_text(self, node: Node, text: str) -> None:
        if not text.strip():
            self.fault(node.place, "empty sentence", "take the <s> out")
            return
        for offset, char in enumerate(text):
            if char == " " and offset and text[offset - 1] == " ":
                self.fault(node.place_of(offset), "two spaces", "leave one")
            elif char.isspace() and char != " ":
                self.fault(node.place_of(offset), f"white space U+{ord(char):04X} in a sentence", "use a plain space")
            elif not char.isprintable() and char != " ":
                self.fault(node.place_of(offset), f"control character U+{ord(char):04X}", "take it out")
        if text != text.strip():
            self.fault(node.place, "white space at the edge of a sentence", "take it out")
        if text != texts.nfc(text):
            offset = next((i for i, (a, b) in enumerate(zip(text, texts.nfc(text), strict=False)) if a != b), 0)
            self.fault(node.place_of(offset), "text is not in Unicode NFC", "save the file in NFC")
        for start, _ in list(texts.sentences(text))[1:]:
            self.fault(node.place_of(start), "two sentences in one <s>", "start a new <s> here")

    def walk(self, node: Node, offset: int, text: str) -> int:
        """Collect the marks below a node that starts at `offset` of the sentence; returns the offset of its end."""
        for piece in node.content:
            if not isinstance(piece, Node):
                offset += len(piece[0])
            elif piece.tag not in ATTRIBUTES:
                self.fault(piece.place, f"unknown element <{piece.tag}>", f"use {_list(ATTRIBUTES)}")
                offset = self.walk(piece, offset, text)
            else:
                mark = _Mark(piece, offset, offset, len(self.sentences))
                self.marks.append(mark)
                mark.end = offset = self.walk(piece, offset, text)
                self.edges(mark, text)
        return offset

    def edges(self, mark: _Mark, text: str) -> None:
        surface = text[mark.start : mark.end]
        place = mark.node.place
        if not surface.strip():
            self.fault(place, f"empty <{mark.node.tag}>", "put it around the words it marks or take it out")
        elif surface != surface.strip():
            self.fault(place, f"white space at the edge of <{mark.node.tag}>", "move the tags to the words")
        elif surface[0] in _OPENING or surface[-1] in _CLOSING:
            closed = {"”": "“", ")": "(", '"': '"', "’": "‘", "]": "["}.get(surface[-1])
            opened = {"“": "”", '"': '"', "‘": "’", "(": ")", "[": "]"}.get(surface[0])
            inside = surface[1:-1]
            if not (closed and closed in inside) and not (opened and opened in inside):
                self.fault(place, f"punctuation at the edge of <{mark.node.tag}>: {surface[:60]!r}", "leave it outside")
        for at in (mark.start, mark.end):
            pair = text[at - 1 : at + 1] if 0 < at < len(text) else ""
            if pair.isalpha() or pair.isdigit():
                self.fault(mark.node.place_of(0), f"<{mark.node.tag}> cuts a word at {pair!r}", "take the whole word")

    def text_free_sentence(self, node: Node) -> tuple[int, str]:
        length, digest = node.attributes.get("length", ""), node.attributes.get("sha256", "")
        if not (length.isascii() and length.isdigit() and len(length) < 7 and int(length)):
            self.fault(node.place, f"length {length!r} of <s>", "write the number of characters of the sentence")
            length = "1"
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            self.fault(node.place, f"sha256 {digest!r} of <s>", "write 64 hexadecimal digits, as camket dehydrate does")
        for key in set(node.attributes) - {"length", "sha256"}:
            self.fault(node.place, f"unknown attribute {key!r} of <s>", "take it out")
        if node.text().strip():
            self.fault(node.place, "text in a text-free file", "take the text out with camket dehydrate")
        open_marks: list[_Mark] = []
        for child in node.children:
            if child.tag not in ATTRIBUTES:
                self.fault(child.place, f"unknown element <{child.tag}>", f"use {_list(ATTRIBUTES)}")
                continue
            start, end = child.attributes.pop("start", ""), child.attributes.pop("end", "")
            digits = (start + end).isascii() and start.isdigit() and end.isdigit() and len(start + end) < 14
            if not (digits and int(start) < int(end) <= int(length)):
                self.fault(
                    child.place, f"offsets {start!r} to {end!r}", f"need 0 <= start < end <= {length}, the length"
                )
                continue
            if child.children:
                self.fault(child.place, f"<{child.tag}> holds <{child.children[0].tag}>", "put it after it, by itself")
            mark = _Mark(child, int(start), int(end), len(self.sentences))
            for other in open_marks:
                if other.start < mark.start < other.end < mark.end or mark.start < other.start < mark.end < other.end:
                    self.fault(
                        child.place, f"crosses the span {other.start}-{other.end}", "spans may nest but not cross"
                    )
            open_marks.append(mark)
            self.marks.append(mark)
        return int(length), digest

    def spans(self, placed: tuple[Sentence, ...]) -> list[Span]:
        """All spans with document offsets; commitments last, since their arguments refer to the others."""
        targets: dict[str, _Mark] = {}
        used: set[str] = set()
        seen: dict[tuple[str, int, int, int], _Mark] = {}
        for mark in self.marks:
            self.attributes(mark)
            self.twin(mark, seen)
            key = mark.node.attributes.get("id")
            if key is None:
                continue
            if key in targets:
                line, column = targets[key].node.place
                self.fault(mark.node.place, f"id {key!r} stands at {line}:{column} already", "give each its own id")
            targets.setdefault(key, mark)
        result: list[Span] = []
        for mark in self.marks:
            offset = placed[mark.sentence].start
            mark.span = self.span(mark, offset)
            result.append(mark.span)
        commitments: list[Span] = []
        for mark in self.marks:
            if isinstance(mark.span, Commitment):
                arguments = self.arguments(mark, targets, used)
                span = mark.span
                commitments.append(Commitment(span.start, span.end, span.label, span.specificity, arguments))
        for mark in self.marks:
            if mark.node.tag == "party" and mark.node.attributes.get("id") not in used:
                self.fault(mark.node.place, "<party> fills no role", "name its id in a <c>, or take the <party> out")
        return [span for span in result if not isinstance(span, Commitment)] + commitments

    def attributes(self, mark: _Mark) -> None:
        node = mark.node
        for key in REQUIRED[node.tag]:
            if not node.attributes.get(key):
                self.fault(node.place, f"<{node.tag}> has no {key}", f'add {key}="…"')
        for key in node.attributes:
            if key not in ATTRIBUTES[node.tag]:
                self.fault(
                    node.place, f"unknown attribute {key!r} of <{node.tag}>", f"use {_list(ATTRIBUTES[node.tag])}"
                )
        for role in ARGUMENT_ROLES:
            if role not in REQUIRED[node.tag] and node.attributes.get(role, "x").strip() == "":
                self.fault(node.place, f"empty {role} of <{node.tag}>", "name an id, or take it out")
        self.attribute_text(node)
        key = node.attributes.get("id", "x")
        if not _ELEMENT_ID.fullmatch(key):
            self.fault(node.place, f"id {key!r} of <{node.tag}>", "write a letter, then letters and figures, as e1")
        self.choice(node, "type", TYPES.get(node.tag, ()), "label")
        self.choice(node, "mod", MODIFIERS, "modifier")
        self.choice(node, "specificity", SPECIFICITIES, "specificity")
        label = node.attributes.get("type")
        if node.tag == "n" and label in NUMBER_LABELS and node.attributes.get("value"):
            unit = node.attributes.get("unit", "")
            for fault in (values.value_fault(label, node.attributes["value"]), values.unit_fault(label, unit)):
                if fault:
                    self.fault(node.place, *_cut(fault))

    def attribute_text(self, node: Node) -> None:
        """Attributes hold plain NFC text, as sentences do."""
        for key, value in node.attributes.items():
            if value != texts.nfc(value):
                self.fault(node.place, f"{key} of <{node.tag}> is not in Unicode NFC", "save the file in NFC")
            for char in sorted(set(value)):
                if not char.isprintable():
                    self.fault(node.place, f"control character U+{ord(char):04X} in {key}", "take it out")

    def choice(self, node: Node, key: str, allowed: Iterable[str], word: str) -> None:
        found = node.attributes.get(key)
        said = not found and key in REQUIRED[node.tag]
        if found is not None and not said and tuple(allowed) and found not in allowed:
            self.fault(node.place, f"unknown {word} {found!r} of <{node.tag}>", f"use {_list(allowed)}")

    def twin(self, mark: _Mark, seen: dict[tuple[str, int, int, int], _Mark]) -> None:
        kind = {"party": "e"}.get(mark.node.tag, mark.node.tag)
        other = seen.setdefault((kind, mark.sentence, mark.start, mark.end), mark)
        if other is not mark:
            line, column = other.node.place
            message = f"<{mark.node.tag}> covers the same characters as <{other.node.tag}> at {line}:{column}"
            self.fault(mark.node.place, message, "keep one (an entity serves as actor without <party>)")

    def span(self, mark: _Mark, offset: int) -> Span:
        start, end, get = offset + mark.start, offset + mark.end, mark.node.attributes.get
        match mark.node.tag:
            case "e":
                return Entity(start, end, get("type", ""))
            case "n":
                return Number(start, end, get("type", ""), get("value", ""), get("unit", ""), get("mod", ""))
            case "party":
                return Party(start, end)
            case _:
                return Commitment(start, end, get("type", ""), get("specificity", ""))

    def arguments(self, mark: _Mark, targets: Mapping[str, _Mark], used: set[str]) -> tuple[Argument, ...]:
        node = mark.node
        found: list[Argument] = []
        for role in ARGUMENT_ROLES:
            keys = node.attributes.get(role, "").split()
            for key in keys:
                used.add(key)
                target = targets.get(key)
                if target is None or target.span is None:
                    self.fault(
                        node.place, f"{role} {key!r} refers to nothing", "give the element that it means this id"
                    )
                    continue
                wanted = ("e", "party") if role in PARTICIPANT_ROLES else ("n",)
                label = target.node.attributes.get("type", "")
                fitting = DEADLINE_LABELS if role == "deadline" else AMOUNT_LABELS
                if target.node.tag not in wanted:
                    self.fault(node.place, f"{role} {key!r} is a <{target.node.tag}>", f"refer to {_list(wanted)}")
                elif target.node.tag == "n" and label in NUMBER_LABELS and label not in fitting:
                    self.fault(node.place, f"{role} {key!r} is of type {label}", f"refer to {_list(fitting)}")
                else:
                    found.append(Argument(role, target.span.start, target.span.end))
            if len(set(keys)) < len(keys):
                self.fault(node.place, f"{role} names one id twice", "name it once")
        return tuple(sorted(found))


@dataclass(slots=True)
class _Writer:
    document: Document
    text_free: bool
    ids: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def write(self) -> str:
        document = self.document
        self.check()
        self.name_targets()
        metadata = {"id": document.id, "split": document.split, "date": document.date, **document.metadata}
        lines = [f"<article{_attributes({key: metadata.get(key, '') for key in ARTICLE_ATTRIBUTES})}>"]
        for _, block in groupby(document.sentences, key=lambda sentence: (sentence.paragraph, sentence.headline)):
            sentences = list(block)
            tag = "h" if sentences[0].headline else "p"
            lines.append(f"<{tag}>")
            for sentence in sentences:
                spans = [span for span in document.spans() if sentence.start <= span.start and span.end <= sentence.end]
                lines += self.free(sentence, spans) if self.text_free else [self.inline(sentence, spans)]
            lines.append(f"</{tag}>")
        return "\n".join([*lines, "</article>"]) + "\n"

    def check(self) -> None:
        document, open_spans = self.document, list[Span]()
        mentions = {(span.start, span.end) for span in document.spans() if not isinstance(span, Commitment)}
        for span in document.spans():
            if not any(s.start <= span.start and span.end <= s.end for s in document.sentences):
                raise ValueError(f"{document.id}: {span} does not lie in one sentence")
            open_spans = [other for other in open_spans if other.end > span.start]
            for other in open_spans:
                if other.end < span.end:
                    raise ValueError(f"{document.id}: {span} crosses {other}; spans may nest but not cross")
            open_spans.append(span)
            for argument in span.arguments if isinstance(span, Commitment) else ():
                if (argument.start, argument.end) not in mentions:
                    raise ValueError(f"{document.id}: {argument} is no entity, number or party of the document")

    def name_targets(self) -> None:
        """Ids in document order for what commitments refer to: e1, n1, p1, …"""
        wanted = {
            ("n" if argument.role not in PARTICIPANT_ROLES else "ep", argument.start, argument.end)
            for commitment in self.document.commitments
            for argument in commitment.arguments
        }
        counts: dict[str, int] = {}
        for span in self.document.spans():
            tag = _tag(span)[0]
            key = ("n" if tag == "n" else "ep", span.start, span.end)
            if tag != "c" and key in wanted:
                counts[tag] = counts.get(tag, 0) + 1
                self.ids[key] = f"{tag}{counts[tag]}"

    def attributes(self, span: Span) -> str:
        key = ("ep", span.start, span.end)
        match span:
            case Entity():
                return _attributes({"type": span.label, "id": self.ids.get(key, "")})
            case Number():
                number = {"type": span.label, "value": span.value, "unit": span.unit, "mod": span.modifier}
                return _attributes({**number, "id": self.ids.get(("n", span.start, span.end), "")})
            case Party():
                return _attributes({"id": self.ids.get(key, "")})
            case Commitment():
                roles: dict[str, str] = {}
                for role in ARGUMENT_ROLES:
                    kind = "ep" if role in PARTICIPANT_ROLES else "n"
                    named = [self.ids[kind, a.start, a.end] for a in span.arguments if a.role == role]
                    roles[role] = " ".join(named)
                return _attributes({"type": span.label, "specificity": span.specificity, **roles})

    def inline(self, sentence: Sentence, spans: list[Span]) -> str:
        parts: list[str] = []
        at = sentence.start

        def text_to(offset: int) -> str:
            nonlocal at
            piece = escape((self.document.text or "")[at:offset])
            at = offset
            return piece

        stack: list[Span] = []
        for span in [*spans, None]:
            until = span.start if span else sentence.end
            while stack and stack[-1].end <= until:
                parts.append(text_to(stack[-1].end) + f"</{_tag(stack.pop())}>")
            parts.append(text_to(until))
            if span:
                parts.append(f"<{_tag(span)}{self.attributes(span)}>")
                stack.append(span)
        return "<s>" + "".join(parts) + "</s>"

    def free(self, sentence: Sentence, spans: list[Span]) -> list[str]:
        opening = f'<s length="{sentence.end - sentence.start}" sha256="{sentence.sha256}"'
        if not spans:
            return [opening + "/>"]
        base = sentence.start
        marks = [
            f'<{_tag(span)} start="{span.start - base}" end="{span.end - base}"{self.attributes(span)}/>'
            for span in spans
        ]
        return [opening + ">", *marks, "</s>"]


def _tag(span: Span) -> str:
    return {Entity: "e", Number: "n", Party: "party", Commitment: "c"}[type(span)]


def _attributes(pairs: Mapping[str, str]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in pairs.items() if value)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _cut(fault: str) -> tuple[str, str]:
    message, _, mend = fault.rpartition("; ")
    return message, mend
