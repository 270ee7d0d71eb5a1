"""brat standoff: for each document ID.txt and ID.ann, and one annotation.conf for the folder.

    T1	ORG 0 4	JICA                              an entity, number or Party
    T2	Commitment-PLEDGE 5 40	sẽ góp 3 tỷ yên …    a commitment's words, and
    E1	Commitment-PLEDGE:T2 actor:T1 amount:T3   its event with the arguments (actor2 and so on for more)
    A1	Specificity E1 specific                   specificity; Modifier for a number
    #1	AnnotatorNotes T3	value=3000000000 unit=JPY
    #2	Article Document	{"id": "composed-001", …}  what the document says of itself

The text has a sentence a line and an empty line between paragraphs; brat shows it so. Without an Article note each line
is a paragraph. Offsets count the code points of the .txt file, a carriage return and a byte order mark among them.
"""

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from camket.faults import Fault
from camket.formats.drafts import (
    COMMITMENT,
    METADATA,
    PARTY,
    Bound,
    Draft,
    Mark,
    Reading,
    about,
    label_of,
    layer_of,
    mention_of,
)
from camket.model import (
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Commitment,
    Document,
    Number,
    Span,
)

_NOTE = re.compile(r"value=(\S+)(?: unit=(.*))?")
_ARTICLE = "Article"
_HEADLINES = "headlines"
_TEXTBOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", re.ASCII)
_EVENT = re.compile(r"([^\s:]+):(T\S+)((?: +[^\s:]+:\S+)*) *")
_LINE = re.compile(r"[^\r\n]+")
_NO_PLACE = "there is no place for it: it is left out"


def write(documents: Iterable[Document]) -> dict[str, str]:
    """The files of documents by name; every document must have its text."""
    files = {"annotation.conf": configuration()}
    for document in documents:
        files[f"{document.id}.txt"], files[f"{document.id}.ann"] = _text(document), _annotations(document)
    return files


def configuration() -> str:
    """The annotation.conf of our layers."""
    people, amounts, times = "|".join((*ENTITY_LABELS, PARTY)), "MONEY|PERCENT|QUANTITY", "DATE|DURATION"
    roles = f"actor+:{people}, recipient*:{people}, amount*:{amounts}, deadline*:{times}"
    numbers, values = "|".join(NUMBER_LABELS), "|".join
    return "\n".join(
        [
            "[entities]",
            *ENTITY_LABELS,
            *NUMBER_LABELS,
            PARTY,
            "[relations]",
            "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
            "[events]",
            *(f"{COMMITMENT}{label}\t{roles}" for label in COMMITMENT_LABELS),
            "[attributes]",
            f"Modifier\tArg:{numbers}, Value:{values(MODIFIERS)}",
            f"Specificity\tArg:<EVENT>, Value:{values(SPECIFICITIES)}",
            "",
        ]
    )


def _text(document: Document) -> str:
    lines: list[str] = []
    for last, sentence in zip((None, *document.sentences), document.sentences, strict=False):
        if last and last.paragraph != sentence.paragraph:
            lines.append("")
        lines.append(document.surface(sentence))
    return "\n".join(lines) + "\n"


def _annotations(document: Document) -> str:
    texts, rest = list[str](), list[str]()
    spans = list(document.spans())
    keys = {id(span): f"T{number}" for number, span in enumerate(spans, 1)}
    counts = {"E": 0, "A": 0, "#": 0}

    def line(kind: str, content: str) -> str:
        counts[kind] += 1
        rest.append(f"{kind}{counts[kind]}\t{content}")
        return f"{kind}{counts[kind]}"

    for span in spans:
        key, label = keys[id(span)], label_of(span)
        start, end = (_moved(document, offset) for offset in (span.start, span.end))
        texts.append(f"{key}\t{label} {start} {end}\t{document.surface(span)}")
        if isinstance(span, Number):
            if span.value:
                line("#", f"AnnotatorNotes {key}\tvalue={span.value}" + f" unit={span.unit}" * bool(span.unit))
            if span.modifier:
                line("A", f"Modifier {key} {span.modifier}")
        elif isinstance(span, Commitment):
            event = line("E", f"{label}:{key}{_arguments(span, spans, keys)}")
            if span.specificity:
                line("A", f"Specificity {event} {span.specificity}")
    headlines = sorted({sentence.paragraph for sentence in document.sentences if sentence.headline})
    said = json.dumps({**about(document), _HEADLINES: headlines}, ensure_ascii=False)
    line("#", f"{_ARTICLE} Document\t{said}")
    return "\n".join([*texts, *rest]) + "\n"


def _moved(document: Document, offset: int) -> int:
    """An offset in the .txt file, which has one more character between paragraphs."""
    index = document.sentence_at(offset - 1)
    return offset + (document.sentences[index].paragraph if index is not None else 0)


def _arguments(commitment: Commitment, spans: list[Span], keys: dict[int, str]) -> str:
    parts: list[str] = []
    counts: dict[str, int] = {}
    for argument in commitment.arguments:
        mention = mention_of(argument, spans)
        if mention is not None:
            counts[argument.role] = counts.get(argument.role, 0) + 1
            number = str(counts[argument.role]) if counts[argument.role] > 1 else ""
            parts.append(f" {argument.role}{number}:{keys[id(mention)]}")
    return "".join(parts)


def read(path: Path) -> Reading:
    """The document of an .ann file and the .txt file beside it."""
    path = path.with_suffix(".ann")
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        return Reading([], [Fault(str(path), 0, 0, f"no {text_path.name} beside it", "put the text there")])
    texts: list[str] = []
    for file in (path, text_path):
        try:
            texts.append(file.read_bytes().decode("utf-8") if file.is_file() else "")
        except UnicodeDecodeError as error:
            fault = Fault(str(file), 0, 0, f"byte {error.start} is not UTF-8", "save the file as UTF-8")
            return Reading([], [fault])
    return _Reader(Draft(str(path), texts[1], {"id": path.stem})).read(texts[0].removeprefix("\ufeff"))


class _Reader:
    """The reader of one .ann file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.surfaces: dict[str, str] = {}
        self.parts: dict[str, list[tuple[int, int]]] = {}
        self.headlines: list[int] | None = None  # of the Article note, if there is one
        self.events: dict[str, str] = {}  # event to its trigger
        self.later: list[tuple[int, str, str]] = []  # what refers to other lines: line, id, content

    def read(self, annotations: str) -> Reading:
        key_before = ""
        for number, line in enumerate(annotations.split("\n"), 1):
            line = line.rstrip("\r")
            if not line.strip():
                continue
            key, tab, content = line.partition("\t")
            if not tab and key_before[:1] == "T" and key_before in self.surfaces:
                self.surfaces[key_before] += f" {line}"  # some tools leave line feeds in the words
                continue
            key_before = key
            if not (tab and key.strip()):
                self.draft.fault(number, f"no id and tab in {line[:60]!r}", "write an id, a tab and the annotation")
            elif key[0] == "T":
                self.textbound(number, key, content)
            else:
                self.later.append((number, key, content))
        readers = {"E": self.event, "A": self.attribute, "M": self.attribute, "#": self.note}
        for number, key, content in sorted(self.later, key=lambda entry: entry[1][0] != "E"):  # A and # name events
            readers.get(key[0], self.other)(number, key, content)
        self.join_arguments()
        self.settle_text()
        if self.headlines is not None:
            self.draft.bounds = self.lines()
        document = self.draft.document()
        return Reading([document] if document else [], self.draft.faults)

    def textbound(self, line: int, key: str, content: str) -> None:
        head, _, surface = content.partition("\t")
        match = _TEXTBOUND.fullmatch(head.strip())
        if match is None:
            self.draft.fault(line, f"{key}: {head[:60]!r}", "write a label and two offsets, as T1<tab>ORG 0 4<tab>JICA")
            return
        label, offsets = match.groups()
        layer, name = layer_of(label)
        parts = [(int(start), int(end)) for start, end in (part.split() for part in offsets.split(";"))]
        if not layer:
            self.draft.leave_out(
                f"label {label!r}, which is none of ours", "see annotation.conf of camket convert", line
            )
        else:
            self.draft.mark(Mark(key, layer, name, parts[0][0], parts[-1][1], line))
            self.surfaces.setdefault(key, surface)
            self.parts.setdefault(key, parts)

    def event(self, line: int, key: str, content: str) -> None:
        match = _EVENT.fullmatch(content.split("\t")[0])
        if match is None:
            self.draft.fault(line, f"{key}: {content[:60]!r}", "write a label, its text-bound id and arguments")
            return
        label, trigger, arguments = match.groups()
        layer, name = layer_of(label)
        mark = self.draft.marks.get(trigger)
        if mark is None:
            self.draft.fault(line, f"{key}: {trigger} was left out or is not there", "mend it; the event is left out")
        elif trigger in self.events.values():
            self.draft.fault(line, f"{key}: {trigger} is another event's", "give each its own; the event is left out")
        elif layer != "commitments" and name != "AGREEMENT":
            self.draft.fault(line, f"{key}: event {label!r}", f"use {COMMITMENT}LABEL; the event is left out")
        else:
            self.events[key] = trigger
            mark.layer, mark.label = "commitments", name
            for argument in arguments.split():
                role, _, target = argument.partition(":")
                mark.arguments.append((role.rstrip("0123456789"), target))

    def attribute(self, line: int, key: str, content: str) -> None:
        name, target, value = [*content.split("\t")[0].split(" "), "", ""][:3]
        mark = self.draft.marks.get(self.events.get(target, target))
        wanted = {"Modifier": "numbers", "Specificity": "commitments"}.get(name)
        if wanted is None:
            self.draft.leave_out(f"attribute {name!r}", _NO_PLACE, line)
        elif mark is None or mark.layer != wanted:
            self.draft.fault(line, f"{key}: {name} of {target!r}", f"give it to one of the {wanted}; it is left out")
        elif name == "Modifier":
            mark.modifier = value
        else:
            mark.specificity = value

    def note(self, line: int, key: str, content: str) -> None:
        head, _, text = content.partition("\t")
        kind, _, target = head.partition(" ")
        mark = self.draft.marks.get(target)
        if kind == _ARTICLE:
            self.article(line, key, text)
        elif (match := _NOTE.fullmatch(text.strip())) and mark is not None and mark.layer == "numbers":
            mark.value, mark.unit = match.group(1), (match.group(2) or "").strip()
        elif mark is not None and mark.layer == "numbers":
            message = f"{key}: note on {target}: {text[:60]!r}"
            self.draft.fault(line, message, "write value=3000000000 unit=JPY; it is left out")
        else:
            self.draft.leave_out(f"note ({kind})", _NO_PLACE, line)

    def article(self, line: int, key: str, text: str) -> None:
        try:
            said = json.loads(text)
            headlines = said.pop(_HEADLINES, [])
            right = all(isinstance(value, str) for value in said.values())
            right &= isinstance(headlines, list) and all(isinstance(number, int) for number in headlines)
        except (ValueError, AttributeError, TypeError):
            right = False
        if not right:
            self.draft.fault(line, f"{key}: {text[:60]!r}", "leave the Article note as camket convert wrote it")
            return
        for name in sorted(set(said) - {"id", "split", "date", *METADATA}):
            self.draft.leave_out(f"{name!r} of the article", _NO_PLACE, line)
        self.draft.about = {"id": self.draft.about["id"], **said}
        self.headlines = headlines

    def lines(self) -> list[Bound]:
        """The sentences of a text that has one a line and an empty line between paragraphs."""
        bounds: list[Bound] = []
        paragraph, last = 0, 0
        for match in _LINE.finditer(self.draft.text):
            between = self.draft.text[last : match.start()].replace("\r\n", "\n")
            paragraph += bool(bounds) and between.count("\n") > 1
            bounds.append((*match.span(), paragraph, paragraph in (self.headlines or ())))
            last = match.end()
        return bounds

    def other(self, line: int, key: str, content: str) -> None:
        word = content.split(" ")[0].split("\t")[0]
        names = {"*": f"equivalence {word!r}", "R": f"relation {word!r}", "N": f"normalisation {word!r}"}
        if key[0] in names:
            self.draft.leave_out(names[key[0]], _NO_PLACE, line)
        else:
            self.draft.fault(line, f"id {key[:20]!r}", "begin it with T, E, A, M, R, N, # or *; the line is left out")

    def join_arguments(self) -> None:
        """Arguments that name an event mean its words."""
        for mark in self.draft.marks.values():
            mark.arguments = [(role, self.events.get(target, target)) for role, target in mark.arguments]
            if mark.layer == "commitments" and mark.key not in self.events.values():
                self.draft.fault(
                    mark.line, f"{mark.key} has no event", f"add E1<tab>{COMMITMENT}{mark.label}:{mark.key}"
                )

    def settle_text(self) -> None:
        """Take the text as the offsets count it: with or without its carriage returns and byte order mark."""
        draft = self.draft
        bare = draft.text.removeprefix("\ufeff")
        ways = dict.fromkeys([draft.text, bare, draft.text.replace("\r\n", "\n"), bare.replace("\r\n", "\n")])
        draft.text = max(ways, key=lambda way: sum(self.fits(mark, way) for mark in draft.marks.values()))
        for mark in list(draft.marks.values()):
            between = [draft.text[a:b] for (_, a), (b, _) in pairwise(self.parts[mark.key])]
            stands = draft.text[mark.start : mark.end]
            message = ""
            if any(gap.strip() for gap in between):
                message = f"{mark.key} lies in {len(between) + 1} pieces: {self.surfaces[mark.key][:60]!r}"
                mend = "mark one stretch of words"
            elif mark.end <= len(draft.text) and not self.fits(mark, draft.text):
                message = f"{mark.key} is {self.surfaces[mark.key][:40]!r}, but there stands {stands[:40]!r}"
                mend = "text and annotations must be of one version"
            if message:
                del draft.marks[mark.key]
                draft.fault(mark.line, message, f"{mend}; it is left out")

    def fits(self, mark: Mark, text: str) -> bool:
        """Whether the words at the offsets are those of the annotation, white space aside."""
        surface = self.surfaces[mark.key]
        words = " ".join(text[start:end] for start, end in self.parts[mark.key])
        return not surface or words.split() == surface.split()
