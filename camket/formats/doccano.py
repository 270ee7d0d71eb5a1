"""doccano's JSON Lines of a sequence labelling project with relations: a document a line.

    {"text": …, "article": "composed-001", "split": …, "layout": …,
     "entities": [{"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 4}, …],
     "relations": [{"id": 1, "from_id": 2, "to_id": 1, "type": "actor"}, …]}

A relation leads from a commitment to its argument. doccano keeps keys that it does not know beside the text and exports
them again (in `meta` before version 1.6), so a document's own data and its sentences (`layout`) come back. It has no
attributes: values, units, modifiers and specificity have no place in it. The lists of spans of other versions, `label`
and `labels` with [start, end, label] and `data` for the text, are read too.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from camket.faults import Fault
from camket.formats.drafts import (
    METADATA,
    Draft,
    Mark,
    Reading,
    about,
    label_of,
    laid_out,
    layer_of,
    layout,
    mention_of,
)
from camket.model import Commitment, Document

_SPANS = ("entities", "label", "labels", "spans")
_BESIDE = ("id", "text", "data", "relations", "annotations", "meta", "article", "layout", "split", "date")
_KNOWN = {*_BESIDE, *METADATA, *_SPANS}
_COMMENTS = ("Comments", "comments")


def write(documents: Iterable[Document]) -> str:
    """The JSON Lines of documents, which must have their text."""
    return "".join(json.dumps(_row(document), ensure_ascii=False) + "\n" for document in documents)


def _row(document: Document) -> dict[str, Any]:
    spans = list(document.spans())
    keys = {id(span): number for number, span in enumerate(spans, 1)}
    links = [
        (keys[id(span)], keys[id(mention)], argument.role)
        for span in spans
        if isinstance(span, Commitment)
        for argument in span.arguments
        if (mention := mention_of(argument, spans)) is not None
    ]
    said = about(document)
    return {
        "text": document.text,
        "article": said.pop("id"),
        **said,
        "layout": layout(document.sentences),
        "entities": [
            {"id": keys[id(span)], "label": label_of(span), "start_offset": span.start, "end_offset": span.end}
            for span in spans
        ],
        "relations": [
            {"id": number, "from_id": start, "to_id": end, "type": role}
            for number, (start, end, role) in enumerate(links, 1)
        ],
    }


def read(path: Path) -> Reading:
    """The documents of a file; one that tells no article is named after the file and its number."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reading([], [Fault(str(path), 0, 0, f"byte {error.start} is not UTF-8", "save the file as UTF-8")])
    reading = Reading()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            _Reader(str(path), number, path.stem, reading).read(line)
    return reading


class _Reader:
    """The reader of one line."""

    def __init__(self, name: str, line: int, stem: str, reading: Reading) -> None:
        self.name, self.line, self.stem, self.reading = name, line, stem, reading

    def fault(self, message: str, mend: str) -> None:
        self.reading.faults.append(Fault(self.name, self.line, 0, message, mend))

    def read(self, line: str) -> None:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            mend = "export the project as JSONL: one object a line; the line is left out"
            self.fault(f"bad JSON: {error}", mend)
            return
        if isinstance(row, dict) and isinstance(row.get("meta"), dict):
            row = {**row["meta"], **row}
        text = row.get("text", row.get("data")) if isinstance(row, dict) else None
        if not isinstance(text, str):
            self.fault("no text", 'write an object with "text" and "entities"; the line is left out')
            return
        draft = Draft(self.name, text, self.about(row), line=self.line, faults=self.reading.faults)
        self.sentences(row, draft)
        self.spans(row, draft)
        self.relations(row, draft)
        document = draft.document()
        if document is not None:
            self.reading.documents.append(document)

    def about(self, row: Mapping[str, Any]) -> dict[str, str]:
        found = {"id": f"{self.stem}-{row.get('id', self.line)}"}
        for key in ("article", "split", "date", *METADATA):
            if isinstance(row.get(key), str):
                found["id" if key == "article" else key] = row[key]
        for key in sorted(set(row) - _KNOWN):
            if row[key] not in ([], {}, "", None):
                what = f"{len(row[key])} comments" if key in _COMMENTS else f"key {key!r}"
                self.fault(what, "there is no place for it: it is left out")
        return found

    def sentences(self, row: Mapping[str, Any], draft: Draft) -> None:
        said = row.get("layout")
        if isinstance(said, str):
            draft.bounds = laid_out(said, draft.text)
            if draft.bounds is None:
                self.fault("the layout is that of another text", "sentences are found anew, headlines are lost")

    def spans(self, row: Mapping[str, Any], draft: Draft) -> None:
        if row.get("annotations"):
            self.fault("annotations with numbers for labels", "export with text labels (JSONL)")
        for key in _SPANS:
            entries = row.get(key)
            if entries is None:
                continue
            if not isinstance(entries, list):
                self.fault(f"{key} is no list", "write [start, end, label] or an object for each span; it is left out")
                continue
            for number, entry in enumerate(entries, 1):
                self.span(f"{key} {number}", entry, draft)

    def span(self, place: str, entry: Any, draft: Draft) -> None:
        if isinstance(entry, list) and len(entry) == 3:
            entry = dict(zip(("start_offset", "end_offset", "label"), entry, strict=True))
        if not isinstance(entry, dict):
            self.fault(f"{place}: {str(entry)[:60]}", "write an object with start_offset, end_offset and label")
            return
        label, start, end = (entry.get(key) for key in ("label", "start_offset", "end_offset"))
        if not (isinstance(label, str) and type(start) is int and type(end) is int):
            self.fault(f"{place}: {str(entry)[:60]}", "give it start_offset, end_offset and label; it is left out")
            return
        layer, name = layer_of(label)
        if not layer:
            draft.leave_out(f"label {label!r}, which is none of ours", "it is left out", self.line)
            return
        key = f"span {entry['id']}" if "id" in entry else place
        draft.mark(Mark(key, layer, name, start, end, self.line))

    def relations(self, row: Mapping[str, Any], draft: Draft) -> None:
        entries = row.get("relations") or []
        if not isinstance(entries, list):
            self.fault("relations is no list", "write a list of objects; it is left out")
            return
        for entry in entries:
            said = entry if isinstance(entry, dict) else {}
            mark = draft.marks.get(f"span {said.get('from_id')}")
            if mark is None or mark.layer != "commitments" or not isinstance(said.get("type"), str):
                message = f"relation {str(entry)[:80]}"
                self.fault(message, "lead from a commitment (from_id) to its argument (to_id); it is left out")
                continue
            mark.arguments.append((said["type"], f"span {said.get('to_id')}"))
