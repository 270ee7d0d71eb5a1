"""Predictions as JSON Lines: one document a line, spans as character offsets into the document's NFC text.

{"id": "composed-004", "entities": [{"start": 0, "end": 9, "label": "ROLE"}],
 "numbers": [{"start": 40, "end": 52, "label": "MONEY", "value": "12500000000", "unit": "JPY"}],
 "commitments": [{"start": 30, "end": 90, "label": "PLEDGE", "specificity": "specific",
                  "arguments": [{"role": "actor", "start": 0, "end": 9}]}]}

A number without a value is a span whose value the system does not tell; it scores as found, its value as wrong. So does
one whose value nobody can read ("5 tỷ"); one written in another way (42.50 for 42.5) is as good as the corpus's own. A
layer that no line gives is one that the system does not predict.
"""

import json
import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import Any

from camket.faults import Fault, FaultsError
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
)
from camket.text import cuts_sequence, nfc
from camket.values import LONGEST, meaning

LABELS = {"entities": ENTITY_LABELS, "numbers": NUMBER_LABELS, "commitments": COMMITMENT_LABELS}
KEYS = {
    "entities": {"start", "end", "label"},
    "numbers": {"start", "end", "label", "value", "unit", "modifier"},
    "commitments": {"start", "end", "label", "specificity", "arguments"},
}


def write(documents: Iterable[Document]) -> str:
    """The JSON Lines of predicted documents."""
    rows = ({"id": document.id} | spans(document) for document in documents)
    # numpy integers are offsets too
    return "".join(json.dumps(row, ensure_ascii=False, default=operator.index) + "\n" for row in rows)


def spans(document: Document) -> dict[str, list[dict[str, Any]]]:
    """The spans of each layer as plain data, in order."""
    return {
        "entities": [{"start": e.start, "end": e.end, "label": e.label} for e in sorted(document.entities)],
        "numbers": [_number_row(number) for number in sorted(document.numbers)],
        "commitments": [_commitment_row(commitment) for commitment in sorted(document.commitments)],
    }


def read(path: Path, gold: Sequence[Document]) -> list[Document]:
    """The predicted documents of a file; raises FaultsError with every fault by line.

    `gold` says which articles exist, how long they are and, where they have text, what it is.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        fault = Fault(str(path), line, 0, f"byte {error.start} is not UTF-8", "save it as UTF-8")
        raise FaultsError([fault]) from error
    return parse(text, str(path), gold)


def parse(text: str, name: str, gold: Sequence[Document]) -> list[Document]:
    """The predicted documents of JSON Lines; as `read`, with `name` in the faults."""
    known = {document.id: document for document in gold}
    faults: list[Fault] = []
    documents: dict[str, Document] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        reader = _Line(name, number, known, faults)
        document = reader.document(line)
        if document is None:
            continue
        if document.id in documents:
            reader.fault(f"article {document.id!r} stands there twice", "give one line for each article")
        documents[document.id] = document
    if faults:
        raise FaultsError(faults)
    return list(documents.values())


def unreadable_values(documents: Iterable[Document]) -> int:
    """How many numbers have a value that has no meaning in its label (`camket.values`), and so can only be wrong."""
    numbers = (number for document in documents for number in document.numbers)
    return sum(bool(number.value) and meaning(number.label, number.value) == number.value for number in numbers)


def layers_in(path: Path) -> tuple[str, ...]:
    """The layers that a file of predictions, already read, gives in any of its lines; all where it gives none."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    return tuple(layer for layer in LABELS if any(row.get(layer) is not None for row in rows)) or tuple(LABELS)


def offset_fault(gold: Document, start: object, end: object) -> tuple[str, str] | None:
    """What is wrong with offsets into a gold document's text, and what would be right; None if nothing is."""
    bare = gold.text is None and not gold.sentences  # gold of spans only: there is no length to hold offsets to
    inside = _whole(start) and _whole(end) and 0 <= start < end  # type: ignore[operator]
    if not (inside and (bare or end <= gold.length)):  # type: ignore[operator]
        most = "" if bare else f" <= {gold.length}"
        return f"offsets {start!r} to {end!r}", f"need whole numbers, 0 <= start < end{most}"
    for offset in (start, end):
        if gold.text is not None and cuts_sequence(gold.text, int(offset)):  # type: ignore[call-overload]
            sequence = gold.text[max(0, int(offset) - 2) : int(offset) + 2]  # type: ignore[call-overload]
            return (
                f"offsets {start} to {end} cut the character sequence around {sequence!r}",
                "begin and end between characters as they are seen",
            )
    return None


def _whole(offset: object) -> bool:
    return isinstance(offset, Integral) and not isinstance(offset, bool)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; raises ValueError for a key that stands there twice, of which JSON would keep one in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        key = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        raise ValueError(f"key {key!r} stands there twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


class _Line:
    """The reader of one line; collects its faults."""

    def __init__(self, path: str, number: int, known: Mapping[str, Document], faults: list[Fault]) -> None:
        self.path, self.number, self.known, self.faults = path, number, known, faults

    def fault(self, message: str, mend: str, column: int = 1) -> None:
        self.faults.append(Fault(self.path, self.number, column, message, mend))

    def document(self, line: str) -> Document | None:
        try:
            row = json.loads(line, object_pairs_hook=_object, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            self.fault(f"bad JSON: {error.msg}", "write one JSON object a line", error.colno)
            return None
        except (ValueError, RecursionError) as error:  # a key twice, NaN, thousands of digits or of brackets
            self.fault(f"bad JSON: {error}", "write one JSON object a line")
            return None
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            self.fault("no article id", 'write an object such as {"id": "composed-004", "entities": []}')
            return None
        gold = self.known.get(row["id"])
        if gold is None:
            self.fault(f"unknown article {row['id']!r}", f"this split has {', '.join(sorted(self.known))}")
            return None
        for key in sorted(set(row) - {"id", "text", *LABELS}):
            self.fault(f"unknown key {key!r}", f"use id, text, {', '.join(LABELS)}")
        if row.get("text") is not None and gold.text is not None and row["text"] != gold.text:
            same = nfc(str(row["text"])) == gold.text
            message = "the text is not in Unicode NFC" if same else "the text differs from gold's"
            self.fault(message, "predict on the text of load_dataset or camket.load")
        found = {name: [span for span in self.rows(row, name) if self.span(span, name, gold)] for name in LABELS}
        return Document(
            id=gold.id,
            entities=tuple(Entity(s["start"], s["end"], s["label"]) for s in found["entities"]),
            numbers=tuple(
                Number(s["start"], s["end"], s["label"], *(s.get(key) or "" for key in ("value", "unit", "modifier")))
                for s in found["numbers"]
            ),
            commitments=tuple(
                Commitment(s["start"], s["end"], s["label"], s["specificity"], self.arguments(s, gold))
                for s in found["commitments"]
            ),
        )

    def rows(self, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
        found = row.get(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(span, dict) for span in found):
            self.fault(f"{name} is no list of objects", f'write "{name}": [{{"start": 0, "end": 5, "label": …}}]')
            return []
        return found

    def span(self, span: dict[str, Any], name: str, gold: Document) -> bool:
        before = len(self.faults)
        self.offsets(span, name, gold)
        self.choice(span, name, "label", LABELS[name])
        for key in sorted(set(span) - KEYS[name]):
            self.fault(f"unknown key {key!r} in {name}", f"use {', '.join(sorted(KEYS[name]))}")
        if name == "numbers":
            self.choice(span, name, "modifier", MODIFIERS, needed=False)
            value = "" if span.get("value") is None else span["value"]
            if not isinstance(value, str):
                self.fault(f"value {value!r} in numbers is no string", 'write "value": "12500000000"')
            elif len(value) > LONGEST:
                self.fault(f"value {value[:40] + '…'!r} has {len(value)} characters", f"write at most {LONGEST}")
            unit = "" if span.get("unit") is None else span["unit"]
            if not isinstance(unit, str):
                self.fault(f"unit {unit!r} in numbers is no string", 'write "unit": "USD"')
            elif unit != nfc(unit):
                self.fault(f"unit {unit!r} in numbers is not in Unicode NFC", "write it in NFC")
        if name == "commitments":
            self.choice(span, name, "specificity", SPECIFICITIES)
            self.arguments(span, gold)
        return len(self.faults) == before

    def offsets(self, span: dict[str, Any], name: str, gold: Document) -> None:
        if fault := offset_fault(gold, span.get("start"), span.get("end")):
            self.fault(f"{fault[0]} in {name}", fault[1])

    def choice(self, span: dict[str, Any], name: str, key: str, allowed: Sequence[str], needed: bool = True) -> None:
        if (needed or span.get(key)) and span.get(key) not in allowed:
            self.fault(f"unknown {key} {span.get(key)!r} in {name}", f"use {', '.join(allowed)}")

    def arguments(self, span: dict[str, Any], gold: Document) -> tuple[Argument, ...]:
        found = []
        for argument in self.rows(span, "arguments"):
            before = len(self.faults)
            self.offsets(argument, "arguments", gold)
            self.choice(argument, "arguments", "role", ARGUMENT_ROLES)
            if len(self.faults) == before:
                found.append(Argument(argument["role"], argument["start"], argument["end"]))
        return tuple(sorted(found))


def _number_row(number: Number) -> dict[str, Any]:
    row = {"start": number.start, "end": number.end, "label": number.label}
    optional = {"value": number.value, "unit": number.unit, "modifier": number.modifier}
    return row | {key: value for key, value in optional.items() if value}


def _commitment_row(commitment: Commitment) -> dict[str, Any]:
    arguments = [{"role": a.role, "start": a.start, "end": a.end} for a in commitment.arguments]
    row = {"start": commitment.start, "end": commitment.end, "label": commitment.label}
    return row | {"specificity": commitment.specificity, "arguments": arguments}
