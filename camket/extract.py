"""Extraction: a system over texts that are not of the corpus, as columns, and over files of any size.

A row has a `text`, and may have an `id` and a `date` (ISO 8601, for relative dates). Out come the row with its text in
Unicode NFC and the spans of each layer, with offsets into that text, as in a file of predictions. `Extractor` works on
columns, so it is what `datasets.map(…, batched=True)` takes. Files are read in chunks: a chunk that is done is not done
again when a job that was cut off is started once more, and a row that cannot be used is reported and left out.
"""

import json
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from camket import keys
from camket.formats import predictions
from camket.model import Document, Sentence
from camket.systems import System, predict
from camket.text import nfc, read_text, sentences

CHUNK = 256
"""Rows of a chunk: what is done at once, and what is lost of a job that is cut off."""

TEXT_SUFFIXES = (".txt", ".html", ".htm")
SUFFIXES = (*TEXT_SUFFIXES, ".jsonl", ".parquet")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")

Columns = dict[str, list[Any]]
Row = dict[str, Any]
Done = tuple[str, list[str]]
"""What a chunk gave: its lines of JSON, and a message for each row left out."""


def document_of(text: str, name: str = "text", date: str = "") -> Document:
    """The document of a plain text: its lines are paragraphs, offsets are into its NFC form.

    Raises ValueError for a date that is none.
    """
    text = nfc(text)
    if date:
        try:
            Date.fromisoformat(date)
        except ValueError:
            raise ValueError(f"date {date!r} is none: write it as 2026-03-12, or leave it out") from None
    placed = [
        Sentence(line.start() + start, line.start() + end, paragraph, headline=False, sha256="")
        for paragraph, line in enumerate(_LINE.finditer(text))
        for start, end in sentences(line.group())
    ]
    return Document(name, date=date, text=text, sentences=tuple(placed))


class Extractor:
    """A system as a function from columns to columns."""

    def __init__(self, system: System) -> None:
        self.system = system

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> Columns:
        """The columns id, text, entities, numbers, commitments and error of as many rows.

        `error` says what is wrong with a row and is "" for a good one; a row with an error has no spans.
        """
        number = len(next(iter(batch.values()), []))
        rows = [{name: column[i] for name, column in batch.items()} for i in range(number)]
        found: list[Row] = [self._read(row, i) for i, row in enumerate(rows)]
        documents = [row["document"] for row in found if not row["error"]]
        spans = iter(self._predict(documents))
        names = ("id", "text", *predictions.LABELS, "error")
        result: Columns = {name: [] for name in names}
        for row in found:
            document = row.pop("document")
            empty: Row = {layer: [] for layer in predictions.LABELS}
            row = {**empty, **row} if document is None else {**row, "text": document.text, **next(spans)}
            for name in names:
                result[name].append(row[name])
        return result

    def lines(self, rows: Sequence[Row]) -> Done:
        """Rows as lines of JSON, and a message for each that is left out."""
        columns = self({name: [row.get(name) for row in rows] for name in ("id", "text", "date", "error")})
        faults = columns.pop("error")
        found = [{name: column[i] for name, column in columns.items()} for i in range(len(rows))]
        good = (row for row, error in zip(found, faults, strict=True) if not error)
        places = [row.get("place") or row.get("id") for row in rows]
        messages = [f"{place}: {error}" for place, error in zip(places, faults, strict=True) if error]
        return "".join(json.dumps(row, ensure_ascii=False, default=operator.index) + "\n" for row in good), messages

    def _read(self, row: Row, i: int) -> Row:
        """A row with its document, or with an error and none."""
        text, name = row.get("text"), row.get("id")
        shown = str(i) if name is None else str(name)
        error = str(row.get("error") or "")
        document = None
        if not error and not isinstance(text, str):
            error = f"text is {'missing' if text is None else type(text).__name__}: give a string"
        if not error:
            try:
                document = document_of(str(text), shown, _iso(row.get("date")))
            except ValueError as fault:
                error = str(fault)
        return {"id": shown, "text": text if isinstance(text, str) else "", "error": error, "document": document}

    def _predict(self, documents: list[Document]) -> Iterator[Row]:
        """The spans of each document; one that the system cannot do has an error, the others theirs."""
        distinct = [_renamed(document, f"{i}") for i, document in enumerate(documents)]
        try:
            yield from _rows(distinct, predict(self.system, distinct))
        except Exception:
            for document in distinct:
                try:
                    yield from _rows([document], predict(self.system, [document]))
                except Exception as error:
                    cause = error.__cause__ or error
                    yield {layer: [] for layer in predictions.LABELS} | {"error": f"{type(cause).__name__}: {cause}"}


def _iso(date: Any) -> str:
    return "" if date is None else date.isoformat()[:10] if hasattr(date, "isoformat") else str(date)


def _renamed(document: Document, name: str) -> Document:
    """The document with an id that no other of its batch has: rows may share theirs."""
    return Document(name, date=document.date, text=document.text, sentences=document.sentences)


def _rows(asked: Sequence[Document], predicted: Sequence[Document]) -> list[Row]:
    by_id = {document.id: document for document in predicted}
    found = [by_id.get(document.id, document) for document in asked]
    return [predictions.spans(document) for document in found]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of the input: whole text files, or of one file the rows or bytes `start` to `stop`."""

    paths: tuple[str, ...]
    start: int = 0
    stop: int = 0
    row: int = 0
    """The number of its first row in its file, from 1."""


def inputs(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in folders that can be read; raises ValueError for others and for none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        elif path.suffix.lower() not in SUFFIXES:
            raise ValueError(
                f"{path}: cannot read {path.suffix or 'a file without a suffix'}; give {', '.join(SUFFIXES)}"
            )
        elif not path.is_file():
            raise ValueError(f"{path} is no file")
        else:
            found.append(path)
    if not found:
        raise ValueError(f"nothing to read: give files ({', '.join(SUFFIXES)}) or a folder that has some")
    return found


def chunks(paths: Iterable[Path], size: int = CHUNK) -> list[Chunk]:
    """The chunks of files, in their order."""
    planned: list[Chunk] = []
    for suffix, group in groupby(paths, key=_kind):
        if suffix == ".txt":
            names = [str(path) for path in group]
            planned += [Chunk(tuple(names[i : i + size])) for i in range(0, len(names), size)]
        else:
            cut = _line_chunks if suffix == ".jsonl" else _row_chunks
            planned += [chunk for path in group for chunk in cut(path, size)]
    return planned


def _kind(path: Path) -> str:
    """The suffix that says how a file is read."""
    suffix = path.suffix.lower()
    return ".txt" if suffix in TEXT_SUFFIXES else suffix


def _row_chunks(path: Path, size: int) -> Iterator[Chunk]:
    rows = _parquet(path).metadata.num_rows
    for start in range(0, rows, size):
        yield Chunk((str(path),), start, min(start + size, rows), start + 1)


def _parquet(path: Path) -> Any:
    from pyarrow import ArrowException, parquet

    try:
        return parquet.ParquetFile(path)
    except ArrowException as error:
        raise ValueError(f"{path} is no Parquet file: {error}") from error


def _line_chunks(path: Path, size: int) -> Iterator[Chunk]:
    start = at = 0
    row = 1
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            at += len(line)
            if number % size == 0:
                yield Chunk((str(path),), start, at, row)
                start, row = at, number + 1
    if at > start:
        yield Chunk((str(path),), start, at, row)


def rows_of(chunk: Chunk) -> Iterator[Row]:
    """The rows of a chunk; one that cannot be read has an `error`."""
    path = Path(chunk.paths[0])
    if _kind(path) == ".jsonl":
        yield from _json_rows(path, chunk)
    elif _kind(path) == ".parquet":
        yield from _parquet_rows(path, chunk)
    else:
        for name in chunk.paths:
            try:
                yield {"id": Path(name).stem, "place": name, "text": read_text(Path(name))}
            except (OSError, ValueError) as error:
                yield {"id": Path(name).stem, "place": name, "error": str(error)}


def _json_rows(path: Path, chunk: Chunk) -> Iterator[Row]:
    with path.open("rb") as file:
        file.seek(chunk.start)
        data = file.read(chunk.stop - chunk.start)
    for i, line in enumerate(data.removesuffix(b"\n").split(b"\n")):
        if line.strip():
            yield _placed(path, chunk.row + i, _json_row(line))


def _json_row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return {"error": f"bad JSON: {error}"}
    return row if isinstance(row, dict) else {"error": f'no object but {type(row).__name__}: write {{"text": "…"}}'}


def _placed(path: Path, number: int, row: Row) -> Row:
    """What is wanted of a row, with its place, which is also the id of one that has none."""
    found = {name: row.get(name) for name in ("text", "date", "error")}
    name = f"{path.name}:{number}" if row.get("id") is None else row["id"]
    return {"id": name, "place": f"{path}:{number}", **found}


def _parquet_rows(path: Path, chunk: Chunk) -> Iterator[Row]:
    metadata = _parquet(path).metadata
    at = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        first, last = max(chunk.start - at, 0), min(chunk.stop - at, rows)
        if first < last:
            for i, row in enumerate(_group(path, group).slice(first, last - first).to_pylist()):
                yield _placed(path, at + first + i + 1, row)
        at += rows


@lru_cache(maxsize=1)  # the chunks of a group come one after the other
def _group(path: Path, group: int) -> Any:
    file = _parquet(path)
    return file.read_row_group(group, columns=[n for n in ("id", "text", "date") if n in file.schema_arrow.names])


def extract_chunk(extractor: Extractor, chunk: Chunk) -> Done:
    """The lines and the messages of a chunk."""
    return extractor.lines(list(rows_of(chunk)))


Engine = Callable[[Sequence[Chunk]], Iterator[Done]]
"""Runs chunks, and gives what each gave in their order."""


class Job:
    """Chunks to a file: what is done stands in `OUT.part`, and `OUT.state` says how far it goes."""

    def __init__(self, planned: Sequence[Chunk], output: Path, key: str) -> None:
        self.chunks, self.output = planned, output
        self.key = keys.digest(key, json.dumps([[c.paths, c.start, c.stop] for c in planned]))
        self.part = output.with_name(output.name + ".part")
        self.state = output.with_name(output.name + ".state")
        if output.exists():
            raise ValueError(f"{output} exists: name another file, or remove it")
        self.done, self.messages, self.bytes = self._read()

    def _read(self) -> tuple[int, list[str], int]:
        if not (self.state.is_file() and self.part.is_file()):
            return 0, [], 0
        found: Row = {}
        with suppress(ValueError):
            found = json.loads(self.state.read_text(encoding="utf-8"))
        if found.get("key") != self.key:
            raise ValueError(f"{self.part} is of a job with other input, system or options: finish that, or remove it")
        return found["chunks"], found["messages"], found["bytes"]

    def run(self, engine: Engine, progress: Callable[[int], None] = lambda _: None) -> list[str]:
        """Do what is left, and name the file as wanted; returns the messages on rows left out."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("ab") as out:
            out.truncate(self.bytes)  # a line half written when the job was cut off
            for lines, messages in engine(self.chunks[self.done :]):
                out.write(lines.encode())
                out.flush()
                self.done, self.bytes = self.done + 1, self.bytes + len(lines.encode())
                self.messages += messages
                self._write_state()
                progress(self.done)
        self.part.replace(self.output)
        self.state.unlink(missing_ok=True)
        return self.messages

    def _write_state(self) -> None:
        data = {"key": self.key, "chunks": self.done, "bytes": self.bytes, "messages": self.messages}
        scratch = self.state.with_name(self.state.name + ".new")
        scratch.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        scratch.replace(self.state)
