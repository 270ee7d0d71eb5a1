"""Label Studio's tasks: what its project imports, and the JSON export that comes back.

    {"data": {"text": …, "article": "composed-001", "split": …, "headlines": [0], "sha256": …},
     "predictions": [{"model_version": …, "result": [
        {"id": "n1", "from_name": "number", "to_name": "text", "type": "labels",
         "value": {"start": 0, "end": 9, "text": "3 tỷ yên", "labels": ["MONEY"]}},
        {"id": "n1", "from_name": "value", "to_name": "text", "type": "textarea", "value": {…, "text": ["3000000000"]}},
        {"type": "relation", "from_id": "c1", "to_id": "n1", "direction": "right", "labels": ["amount"]}]}]}

The text has a sentence a line and an empty line between paragraphs; it is `Text`, whose offsets count characters.
`label_studio_interface` has the project's labels. Exports of other projects are read as far as their labels are ours.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from camket import text as texts
from camket.faults import Fault
from camket.formats.drafts import METADATA, Bound, Draft, Mark, Reading, about, layer_of, mention_of
from camket.formats.label_studio_interface import (
    CONTROLS,
    LABELS,
    MODIFIER,
    PARTY_LABEL,
    SPECIFICITY,
    TEXT,
    UNIT,
    VALUE,
)
from camket.model import PARTICIPANT_ROLES, Commitment, Document, Entity, Number, Party, Span

_LAYERS = {control: layer for layer, control in CONTROLS.items()}
_FIELDS = {VALUE: "numbers", UNIT: "numbers", MODIFIER: "numbers", SPECIFICITY: "commitments"}
_LETTERS = {Entity: "e", Number: "n", Party: "p", Commitment: "c"}
_LINE = re.compile(r"[^\r\n]+")
_OFFSETS = re.compile(r"\d{1,9} \d{1,9}", re.ASCII)
_OPENING = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"'}
_CLOSING = (*",.;:!?…", *_OPENING)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_EXPORT = "export the project as JSON (not JSON-MIN, CSV or CONLL)"


def tasks(documents: Iterable[Document], model_version: str = "camket", reviewed: bool = False) -> list[dict[str, Any]]:
    """The tasks of documents, with their spans as pre-annotations, or as annotations where they are `reviewed`.

    Raises ValueError for a document without text.
    """
    return [_task(document, model_version, reviewed) for document in documents]


def _task(document: Document, model_version: str, reviewed: bool) -> dict[str, Any]:
    text = shown(document)
    said = about(document)
    headlines = sorted({sentence.paragraph for sentence in document.sentences if sentence.headline})
    data = {
        "text": text,
        "article": said.pop("id"),
        **said,
        "title": _title(document),
        "headlines": headlines,
        "sha256": texts.sha256(text),
    }
    result = _result(document)
    if reviewed:
        return {"data": data, "annotations": [{"result": result}]}
    return {"data": data, "predictions": [{"model_version": model_version, "result": result}]}


def _title(document: Document) -> str:
    """What stands above the text: the date that relative dates count from, and which lines are headlines."""
    headlines = [document.surface(sentence) for sentence in document.sentences if sentence.headline]
    return " · ".join(filter(None, (document.id, document.date, *(f"Tít / Headline: {line}" for line in headlines))))


def shown(document: Document) -> str:
    """The text as Label Studio shows it: a sentence a line, an empty line between paragraphs."""
    lines: list[str] = []
    for last, sentence in zip((None, *document.sentences), document.sentences, strict=False):
        if last and last.paragraph != sentence.paragraph:
            lines.append("")
        lines.append(document.surface(sentence))
    return "\n".join(lines)


def _result(document: Document) -> list[dict[str, Any]]:
    spans = list(document.spans())
    counts: dict[str, int] = {}
    keys: dict[int, str] = {}
    for span in spans:
        letter = _LETTERS[type(span)]
        counts[letter] = counts.get(letter, 0) + 1
        keys[id(span)] = f"{letter}{counts[letter]}"
    regions = [entry for span in spans for entry in _region(document, span, keys[id(span)])]
    relations = [
        {
            "type": "relation",
            "from_id": keys[id(span)],
            "to_id": keys[id(mention)],
            "direction": "right",
            "labels": [argument.role],
        }
        for span in spans
        if isinstance(span, Commitment)
        for argument in span.arguments
        if (mention := mention_of(argument, spans)) is not None
    ]
    return regions + relations


def _region(document: Document, span: Span, key: str) -> Iterator[dict[str, Any]]:
    """The entries of a span: its label, then what its fields hold."""
    index = document.sentence_at(span.start)
    moved = document.sentences[index].paragraph if index is not None else 0  # a line feed more for each paragraph
    place = {"start": span.start + moved, "end": span.end + moved, "text": document.surface(span)}

    def entry(control: str, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": key, "from_name": control, "to_name": TEXT, "type": kind, "value": {**place, **value}}

    if isinstance(span, Party):
        yield entry(CONTROLS["parties"], "labels", {"labels": [PARTY_LABEL]})
        return
    layer = {Entity: "entities", Number: "numbers", Commitment: "commitments"}[type(span)]
    yield entry(CONTROLS[layer], "labels", {"labels": [span.label]})
    if isinstance(span, Number):
        for name, said in ((VALUE, span.value), (UNIT, span.unit)):
            if said:
                yield entry(name, "textarea", {"text": [said]})
        if span.modifier:
            yield entry(MODIFIER, "choices", {"choices": [span.modifier]})
    if isinstance(span, Commitment) and span.specificity:
        yield entry(SPECIFICITY, "choices", {"choices": [span.specificity]})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which annotation counts where a task has several: that of a person (id or e-mail), the latest, or neither."""

    by: str = ""
    latest: bool = False


def read(path: Path, choice: Choice | None = None) -> Reading:
    """The documents of an export: of each task its annotation, if it has exactly one or the choice leaves one."""
    faults: list[Fault] = []
    try:
        content = path.read_bytes().decode("utf-8-sig")
        data = json.loads(content)
        if _SURROGATE.search(content):
            data = _whole(data, str(path), faults)
    except UnicodeDecodeError as error:
        return Reading([], [Fault(str(path), 0, 0, f"byte {error.start} is not UTF-8", "save the file as UTF-8")])
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        return Reading([], [Fault(str(path), line, column, f"no JSON: {error}", _EXPORT)])
    return _Export(str(path), path.stem, choice or Choice(), Reading(faults=faults)).read(data)


def _whole(data: Any, name: str, faults: list[Fault]) -> Any:
    """The data with `?` for halves of characters, which JSON can name and no file can hold."""
    written = json.dumps(data, ensure_ascii=False)
    whole = written.encode(errors="replace").decode()
    if whole != written:
        faults.append(Fault(name, 0, 0, "half of a character (a lone surrogate)", "it is now ?; write it anew"))
    return json.loads(whole)


class _Export:
    """The reader of one export."""

    def __init__(self, name: str, stem: str, choice: Choice, reading: Reading) -> None:
        self.name, self.stem, self.choice, self.reading = name, stem, choice, reading
        self.places: dict[str, str] = {}  # article to its task

    def read(self, data: Any) -> Reading:
        entries = data if isinstance(data, list) else [data]
        if not entries:
            self.fault(self.name, "no task", _EXPORT)
        for number, entry in enumerate(entries, 1):
            self.task(number, entry)
        return self.reading

    def fault(self, place: str, message: str, mend: str) -> None:
        self.reading.faults.append(Fault(place, 0, 0, message, mend))

    def task(self, number: int, entry: Any) -> None:
        entry = _unwrapped(entry)
        key = entry.get("id", number) if isinstance(entry, dict) else number
        place = f"{self.name}: task {key}"
        data = entry.get("data") if isinstance(entry, dict) else None
        if not isinstance(data, dict):
            self.fault(place, "no data", f"{_EXPORT}; the task is left out")
            return
        if isinstance(data.get("article"), str):
            place += f" ({data['article']})"
        text = data.get(TEXT)
        if not isinstance(text, str) or not text.strip():
            self.fault(place, "no text in its data", 'a task needs "text"; it is left out')
            return
        annotation = self.annotation(place, entry)
        if annotation is None:
            return
        fallback = f"{self.stem}-{key}"
        draft = Draft(place, text, self.about(place, data, fallback), self.bounds(place, data, text))
        _Results(draft, _changed(data, text)).read(annotation.get("result"))
        document = draft.document()
        self.reading.faults += draft.faults
        if document is None:
            return
        if document.id in self.places:
            self.fault(place, f"its article is that of task {self.places[document.id]}", "keep one; it is left out")
            return
        self.places[document.id] = str(key)
        self.reading.documents.append(document)

    def annotation(self, place: str, entry: Mapping[str, Any]) -> dict[str, Any] | None:
        """The annotation that counts; None, with a fault, where there is none or no telling which."""
        found = entry.get("annotations", entry.get("completions", []))
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.fault(place, "annotations is no list of objects", f"{_EXPORT}; the task is left out")
            return None
        for one in found:
            if _cancelled(one):
                self.fault(place, f"annotation {_name(one)} was skipped (cancelled)", "it is left out")
        done: list[dict[str, Any]] = [one for one in found if not _cancelled(one)]
        if self.choice.by:
            done = [one for one in done if self.choice.by in _annotators(one)]
        if len(done) > 1 and self.choice.latest:
            done = [max(done, key=_when)]
        drafts = [one for one in entry.get("drafts") or [] if isinstance(one, dict)]
        if len(done) == 1:
            if any("id" in done[0] and one.get("annotation") == done[0]["id"] for one in drafts):
                mend = "press Update in Label Studio; they are left out"
                self.fault(place, f"annotation {_name(done[0])} has later edits that were not submitted", mend)
            return done[0]
        if done:
            names = ", ".join(_name(one) for one in done)
            mend = "say which with --by PERSON or --latest; the task is left out"
            self.fault(place, f"{len(done)} annotations: {names}", mend)
        elif self.choice.by:
            self.fault(place, f"no annotation by {self.choice.by!r}", "it is left out")
        elif drafts:
            self.fault(place, "a draft that was not submitted", "press Submit in Label Studio; the task is left out")
        elif not found:
            self.fault(place, "no annotation", "open it in Label Studio and press Submit; the task is left out")
        return None

    def about(self, place: str, data: Mapping[str, Any], fallback: str) -> dict[str, str]:
        found = {"id": fallback}
        missing = [key for key in ("article", "split", "date") if not (isinstance(data.get(key), str) and data[key])]
        if missing:
            mend = "make tasks with camket labelstudio export, or write it into the file"
            self.fault(place, f"no {', '.join(missing)} in its data", mend)
        for key in ("article", "split", "date", *METADATA):
            if isinstance(data.get(key), str) and data[key]:
                found["id" if key == "article" else key] = data[key]
        return found

    def bounds(self, place: str, data: Mapping[str, Any], text: str) -> list[Bound] | None:
        """The sentences of a text that we laid out, None for another."""
        headlines = data.get("headlines")
        if not isinstance(data.get("sha256"), str):
            return None
        if _changed(data, text):
            mend = "spans that still stand on their words are kept; the sentences are those of this text"
            self.fault(place, "the text was changed since camket labelstudio export", mend)
        if not isinstance(headlines, list):
            self.fault(place, "no headlines in its data", "write <h> for <p> in the file where a headline stands")
            headlines = []
        return list(_lines(text, headlines))


def _changed(data: Mapping[str, Any], text: str) -> bool:
    """Whether a text that we laid out is another one now."""
    return isinstance(data.get("sha256"), str) and data["sha256"] != texts.sha256(text)


def _unwrapped(entry: Any) -> Any:
    """A task; what cloud storage gets is an annotation with its task in it."""
    if isinstance(entry, dict) and "result" in entry and isinstance(entry.get("task"), dict):
        return {**entry["task"], "annotations": [{key: value for key, value in entry.items() if key != "task"}]}
    return entry


def _lines(text: str, headlines: list[Any]) -> Iterator[Bound]:
    """The sentences of a text that has one a line and an empty line between paragraphs."""
    paragraph, last = 0, 0
    for match in _LINE.finditer(text):
        paragraph += bool(match.start()) and text[last : match.start()].replace("\r\n", "\n").count("\n") > 1
        yield *match.span(), paragraph, paragraph in headlines
        last = match.end()


def _cancelled(annotation: Mapping[str, Any]) -> bool:
    return bool(annotation.get("was_cancelled") or annotation.get("skipped"))


def _annotators(annotation: Mapping[str, Any]) -> tuple[str, ...]:
    """What a person may be called by: id and e-mail, as far as the export has them."""
    said = annotation.get("completed_by")
    return tuple(str(said[key]) for key in ("id", "email") if key in said) if isinstance(said, dict) else (str(said),)


def _when(annotation: Mapping[str, Any]) -> str:
    return str(annotation.get("updated_at") or annotation.get("created_at") or "")


def _name(annotation: Mapping[str, Any]) -> str:
    who, when = " ".join(_annotators(annotation)), _when(annotation)[:16]
    return f"{annotation.get('id', '?')} by {who}" + f" of {when}" * bool(when)


@dataclass(slots=True)
class _Results:
    """The reader of one annotation's results into a draft."""

    draft: Draft
    changed: bool  # the text, so that offsets by themselves mean nothing
    regions: dict[str, list[Mark]] = field(default_factory=dict)
    surfaces: dict[str, str] = field(default_factory=dict)  # of a mark, as the tool has them
    nameless: int = 0

    def read(self, results: Any) -> None:
        if not isinstance(results, list):
            self.fault("result is no list", _EXPORT)
            return
        entries = [entry for entry in results if isinstance(entry, dict)]
        if len(entries) < len(results):
            self.fault(f"{len(results) - len(entries)} results are no objects", _EXPORT)
        if not results:
            self.fault("nothing is annotated", "if that is wrong, take the pre-annotations over before you submit")
        later = [entry for entry in entries if not self.label(entry)]
        for entry in later:
            if entry.get("type") != "relation":
                self.attribute(entry)
        if self.nameless:
            mend = "fields are joined to spans by their offsets, relations are lost"
            self.fault(f"{self.nameless} results without an id", mend)
        for entry in later:
            if entry.get("type") == "relation":
                self.relation(entry)
        self.settle()

    def fault(self, message: str, mend: str) -> None:
        self.draft.fault(0, message, mend)

    def label(self, entry: Mapping[str, Any]) -> bool:
        """Take an entry that labels a region; False where it is something else."""
        value, kind = entry.get("value"), entry.get("type")
        if kind in ("relation", "textarea", "choices") or not isinstance(value, dict) or "start" not in value:
            return False
        region = self.region(entry)
        said = value.get(kind) if isinstance(kind, str) else None
        labels = [label for label in said if isinstance(label, str)] if isinstance(said, list) else []
        words = _words(value)
        place = _place(value)
        if place is None:
            mend = "need whole numbers for start and end, or globalOffsets; it is left out"
            self.fault(f"{region} {words!r} at {value.get('start')!r} to {value.get('end')!r}", mend)
        elif not labels:
            self.fault(f"{region} {words!r} has no label", "give it one; it is left out")
        if note := _note(entry):
            self.fault(f"{region} {words!r} has a note: {note}", "there is no place for it: it is left out")
        for label in labels if place else ():
            self.mark(entry, region, label, *(place or (0, 0)), words)
        return True

    def mark(self, entry: Mapping[str, Any], region: str, label: str, start: int, end: int, words: str) -> None:
        control = str(entry.get("from_name"))
        layer, name = layer_of(label) if control not in _LAYERS else _layer_in(control, label)
        known = self.regions.setdefault(region, [])
        if not layer or (control not in _LAYERS and name == "AGREEMENT" and layer == "entities"):
            mend = "keep the labels of camket labelstudio config; it is left out"
            self.fault(f"{region} {words!r} has label {label!r} of {control!r}, which is none of ours", mend)
            return
        key = region if not known else f"{region} ({layer})"
        mark = Mark(key, layer, name, start, end)
        self.draft.mark(mark)
        if self.draft.marks[key] is mark:
            known.append(mark)
            mark.end -= (more := _punctuation(words))
            self.surfaces[key] = words[: len(words) - more]

    def region(self, entry: Mapping[str, Any]) -> str:
        """The id of the region of an entry, or its offsets where ids were lost."""
        if isinstance(entry.get("id"), str | int) and entry["id"] != "":
            return str(entry["id"])
        self.nameless += 1
        return "region {}-{}".format(*(_place(entry["value"]) or ("?", "?")))

    def attribute(self, entry: Mapping[str, Any]) -> None:
        name, kind, value = entry.get("from_name"), entry.get("type"), entry.get("value")
        layer = _FIELDS.get(str(name))
        if layer is None or kind not in ("textarea", "choices") or not isinstance(value, dict):
            self.draft.leave_out(f"{kind} {name!r}", "there is no place for it: it is left out")
            return
        said = value.get("text" if kind == "textarea" else "choices")
        listed = said if isinstance(said, list) else [said]
        found = [text.strip() for text in listed if isinstance(text, str)]
        region = self.region(entry)
        mark = next((mark for mark in self.regions.get(region, ()) if mark.layer == layer), None)
        if mark is None:
            self.fault(f"{name} {found} of {region}", f"it belongs to one of the {layer}; it is left out")
        elif len(found) < len(listed):
            self.fault(f"{region}: {name} {str(said)[:40]}", "write words or figures; it is left out")
        elif len(found) > 1:
            self.fault(f"{region}: {len(found)} × {name}: {', '.join(found)}", "write one; it is left out")
        elif found:
            setattr(mark, str(name), found[0])

    def relation(self, entry: Mapping[str, Any]) -> None:
        ends = [str(entry.get(key)) for key in ("from_id", "to_id")]
        said = entry.get("labels")
        roles = [role for role in said if isinstance(role, str)] if isinstance(said, list) else []
        if not roles:
            mend = "choose actor, recipient, amount or deadline; it is left out"
            self.fault(f"relation from {ends[0]} to {ends[1]} has no label", mend)
            return
        commitments = [self.of_layer(end, ("commitments",)) for end in ends]
        if commitments[0] is None and commitments[1] is not None:  # drawn the other way round
            ends, commitments = ends[::-1], commitments[::-1]
        if commitments[0] is None:
            mend = "lead from a commitment to its argument; it is left out"
            self.fault(f"{', '.join(roles)} from {ends[0]} to {ends[1]}", mend)
            return
        for role in roles:
            fitting = ("entities", "parties") if role in PARTICIPANT_ROLES else ("numbers",)
            target = self.of_layer(ends[1], fitting) or next(iter(self.regions.get(ends[1], ())), None)
            commitments[0].arguments.append((role, target.key if target else ends[1]))

    def of_layer(self, region: str, layers: tuple[str, ...]) -> Mark | None:
        return next((mark for mark in self.regions.get(region, ()) if mark.layer in layers), None)

    def settle(self) -> None:
        """Offsets in code points, however the tool counted; marks that do not stand on their words are left out."""
        marks, text = list(self.draft.marks.values()), self.draft.text
        best = max(_counts(text), key=lambda count: sum(self.stands(mark, count) for mark in marks))
        shifts, moved = self.shifts(marks) if self.changed else [], 0
        for mark in marks:
            ways = sorted(shifts, key=lambda anchor: abs(anchor[0] - mark.start))[:2]
            shift = next((shift for _, shift in ways if self.at(mark, mark.start + shift)), None)
            if self.stands(mark, best):
                mark.start, mark.end = best[mark.start], best[mark.end]
            elif shift is not None:
                mark.start, mark.end = mark.start + shift, mark.end + shift
                moved += 1
            elif 0 <= mark.start < mark.end < len(best):  # of others the draft says it
                there = text[best[mark.start] : best[mark.end]]
                message = f"{mark.key} is {self.surfaces[mark.key][:40]!r}, but there stands {there[:40]!r}"
                self.fault(message, "mark it anew; it is left out")
                del self.draft.marks[mark.key]
        if moved:
            self.fault(f"{moved} spans moved along with the changed text", "look whether they stand where they should")

    def shifts(self, marks: list[Mark]) -> list[tuple[int, int]]:
        """Places of the old text and how far it moved there: where two neighbours whose words stand once agree."""
        text = self.draft.text
        found = [(mark.start, self.surfaces[mark.key]) for mark in sorted(marks, key=lambda mark: mark.start)]
        once = [(start, text.index(words) - start) for start, words in found if words and text.count(words) == 1]
        return [place for pair in pairwise(once) if pair[0][1] == pair[1][1] for place in pair]

    def at(self, mark: Mark, start: int) -> bool:
        """Whether the words of the region stand at an offset, in code points."""
        words = self.surfaces[mark.key]
        return bool(words) and start >= 0 and self.draft.text.startswith(words, start)

    def stands(self, mark: Mark, count: list[int]) -> bool:
        """Whether the words at the offsets, counted so, are those of the region, white space aside."""
        words = self.surfaces[mark.key]
        if not (0 <= mark.start < mark.end < len(count)):
            return False
        there = self.draft.text[count[mark.start] : count[mark.end]]
        if not words:
            return not self.changed
        return "".join(there.split()) == "".join(words.replace("\\n", " ").split())


def _layer_in(control: str, label: str) -> tuple[str, str]:
    """The layer and label of a label of one of our controls; ("", "") for one that the control has not."""
    layer = _LAYERS[control]
    if label not in LABELS[layer]:
        return "", ""
    return layer, "" if layer == "parties" else label


def _place(value: Any) -> tuple[int, int] | None:
    """Start and end of a region of Text, or the global offsets of one of HyperText."""
    ways = [value, value.get("globalOffsets")] if isinstance(value, dict) else []
    for way in ways:
        if isinstance(way, dict):
            start, end = way.get("start"), way.get("end")
            if type(start) is int and type(end) is int:
                return start, end
            if isinstance(start, str) and isinstance(end, str) and _OFFSETS.fullmatch(f"{start} {end}"):
                return int(start), int(end)
    return None


def _words(value: Mapping[str, Any]) -> str:
    return value["text"] if isinstance(value.get("text"), str) else ""


def _punctuation(words: str) -> int:
    """The length of what selecting by words takes along after a sign: the comma of `60%,`."""
    bare = words if words.rstrip("".join(_CLOSING)).endswith(("%", "‰")) else ""
    while bare.endswith(_CLOSING) and _OPENING.get(bare[-1], "\0") not in bare[:-1]:
        bare = bare[:-1]
    return len(words) - len(bare) if bare else 0


def _note(entry: Mapping[str, Any]) -> str:
    """What a person wrote beside a region."""
    said = entry["meta"].get("text") if isinstance(entry.get("meta"), dict) else None
    return " ".join(map(str, said)) if isinstance(said, list) else str(said or "")


def _counts(text: str) -> Iterator[list[int]]:
    """Ways to count, for each offset of the tool the code point that it means.

    Text counts code points, in older versions UTF-16 code units; for HyperText a line end is one character.
    """
    yield list(range(len(text) + 1))
    yield [index for index, char in enumerate(text) for _ in range(2 if ord(char) > 0xFFFF else 1)] + [len(text)]
    yield [index for index in range(len(text)) if text[index - 1 : index + 1] != "\r\n"] + [len(text)]
