"""Conversion to and from the formats of other tools, and what of a document each of them cannot hold.

Data flow one way: files are read as documents, with what is right in them and every fault (`read`); documents are
written; what was written is read again and compared with the documents, so what a format loses is counted, not claimed.
"""

import importlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml
from camket.formats.drafts import Reading, about
from camket.model import Argument, Document, Labelled, Sentence, Span

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffix of its files, the module that has `read` and `write`, and how it is installed.

    `together`: the documents of a split stand in one file, else each in its own.
    """

    name: str
    suffix: str
    module: str
    what: str
    together: bool = False
    lossless: bool = False
    library: str = ""
    extra: str = ""


FORMATS = {
    form.name: form
    for form in (
        Format("xml", ".xml", "annotation_xml", "the corpus's own annotation files", lossless=True),
        Format("brat", ".ann", "brat", "brat standoff, .txt with .ann", lossless=True),
        Format("xmi", ".xmi", "cas", "UIMA CAS XMI of INCEpTION", lossless=True, library="cassis", extra="formats"),
        Format("spacy", ".spacy", "spacy_docs", "spaCy DocBin", True, True, "spacy", "spacy"),
        Format("doccano", ".jsonl", "doccano", "doccano JSON Lines, entities and relations", True),
        Format("conllu", ".conllup", "conllu", "CoNLL-U Plus", True, library="conllu", extra="formats"),
        Format("iob2", ".conll", "columns", "plain columns, a tag for each layer", True),
    )
}


@dataclass(slots=True)
class Outcome:
    """What a conversion did: the documents, the files written, every fault, and by name how much the format lost."""

    documents: list[Document]
    files: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    losses: Counter[str] = field(default_factory=Counter)


def form(name: str) -> Format:
    """The format of a name; raises ValueError for an unknown one."""
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}: use {', '.join(FORMATS)}")
    return FORMATS[name]


def _module(form: Format) -> Any:
    try:
        return importlib.import_module(f"camket.formats.{form.module}")
    except ModuleNotFoundError as error:
        if not form.library or (error.name or "").partition(".")[0] != form.library:
            raise
        raise ValueError(f"{form.library} is not installed: pip install 'camket[{form.extra}]'") from error


def inputs(paths: Iterable[Path], form: Format) -> list[Path]:
    """The files of a format among paths, folders searched to the bottom; raises ValueError where there are none."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob(f"*{form.suffix}") if file.is_file())
            if not files:
                raise ValueError(f"{path} has no *{form.suffix} file: name a folder that has some, or another --from")
            found |= dict.fromkeys(files)
        elif path.is_file():
            found[path] = None
        else:
            raise ValueError(f"{path} is not there: name files or folders of {form.what}")
    return list(found)


def read(paths: Iterable[Path], form: Format, say: Say = lambda _: None) -> Reading:
    """The documents of files, each id once, with every fault."""
    module, reading = _module(form), Reading()
    places: dict[str, Path] = {}
    for path in paths:
        say(f"reading {path}")
        found = _read_xml(path) if form.name == "xml" else module.read(path)
        reading.faults += found.faults
        for document in found.documents:
            if document.id in places:
                message = f"article id {document.id!r} stands in {places[document.id]} already"
                fault = Fault(
                    str(path), 0, 0, message, "convert them by themselves, or give each its own id; it is left out"
                )
                reading.faults.append(fault)
            else:
                places[document.id] = path
                reading.documents.append(document)
    return reading


def _read_xml(path: Path) -> Reading:
    try:
        return Reading([annotation_xml.read(path)])
    except FaultsError as error:
        return Reading([], list(error.faults))


def convert(
    paths: Iterable[Path],
    source: str,
    target: str,
    output: Path,
    force: bool = False,
    known: Mapping[str, str] | None = None,
    say: Say = lambda _: None,
) -> Outcome:
    """Convert files of one format into files of another in the folder `output`.

    `known` says what the inputs do not (`split`, `date`). Documents without text go into XML only. What is right is
    written, and all else said in `faults`; faults of XML that was written are those of the new files. Raises ValueError
    for wrong use and FileExistsError, before anything is written, where a file is in the way and `force` is not given.
    """
    reads, writes = form(source), form(target)
    if source == target:
        raise ValueError(f"both formats are {source}: name the other with --from or --to")
    _module(writes)
    found = read(inputs(paths, reads), reads, say)
    outcome = Outcome([], [], found.faults)
    for document in found.documents:
        if document.text is None and target != "xml":
            fault = Fault(document.id, 0, 0, "no text", "hydrate it first (camket hydrate DIR); it is left out")
            outcome.faults.append(fault)
        else:
            said = about(document)
            filled = {key: value for key, value in (known or {}).items() if value and key not in said}
            outcome.documents.append(replace(document, **filled))  # type: ignore[arg-type]
    if outcome.documents:
        _write(outcome, writes, output, force, say)
    outcome.faults.sort()
    return outcome


def _write(outcome: Outcome, form: Format, output: Path, force: bool, say: Say) -> None:
    """Write the documents into a scratch folder, read them again for faults and losses, and put them in place."""
    say(f"writing {len(outcome.documents)} documents as {form.what}")
    files, groups = _files(outcome, form)
    there = [name for name in files if (output / name).exists()]
    if there and not force:
        more = f" and {len(there) - 1} more" * (len(there) > 1)
        raise FileExistsError(f"{output / there[0]}{more} would be overwritten: name another folder, or give --force")
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output, prefix=".") as name:
        scratch = Path(name)
        for file, content in files.items():
            (scratch / file).write_bytes(content)
        for file, documents in groups.items():
            say(f"checking {file}")
            again = _read_xml(scratch / file) if form.name == "xml" else _module(form).read(scratch / file)
            faults = (replace(fault, path=fault.path.replace(str(scratch), str(output))) for fault in again.faults)
            outcome.faults += faults
            if form.name == "xml":
                continue
            for number, document in enumerate(documents):
                after = again.documents[number] if number < len(again.documents) else None
                outcome.losses += losses(document, after)
        for file in files:
            os.replace(scratch / file, output / file)
    outcome.files = [output / file for file in files]


def _files(outcome: Outcome, form: Format) -> tuple[dict[str, bytes], dict[str, list[Document]]]:
    """The files by name, and the documents of each that holds some."""
    files: dict[str, bytes] = {}
    groups: dict[str, list[Document]] = {}
    if form.name == "xml":
        for document in outcome.documents:
            try:
                files[f"{document.id}.xml"] = annotation_xml.write(document).encode()
                groups[f"{document.id}.xml"] = [document]
            except ValueError as error:
                mend = "mend it in the tool; the document is left out"
                outcome.faults.append(Fault(document.id, 0, 0, f"no XML: {error}", mend))
    elif form.together:
        for document in outcome.documents:
            groups.setdefault(f"{document.split or 'documents'}{form.suffix}", []).append(document)
        files = {file: _bytes(_module(form).write(documents)) for file, documents in groups.items()}
    else:
        files = {file: _bytes(content) for file, content in _module(form).write(outcome.documents).items()}
        groups = {f"{document.id}{form.suffix}": [document] for document in outcome.documents}
    return files, groups


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def losses(before: Document, after: Document | None) -> Counter[str]:
    """What one document has that the other has not, by name and number; offsets count without white space."""
    if after is None:
        return Counter({"documents": 1})
    ours, theirs = _Places(before), _Places(after)
    lost: Counter[str] = Counter()
    for key, value in about(before).items():
        lost[f"{key}{'es' if key == 'pass' else 's'} of documents"] += about(after).get(key) != value
    lost["white space of texts"] += before.text != after.text
    lost["ends of sentences"] += len(ours.ends ^ theirs.ends)
    lost["ends of paragraphs"] += len(ours.paragraphs ^ theirs.paragraphs)
    lost["headlines"] += len(ours.headlines - theirs.headlines)
    layers: tuple[tuple[str, Sequence[Labelled], Sequence[Labelled]], ...] = (
        ("entities", before.entities, after.entities),
        ("numbers", before.numbers, after.numbers),
        ("commitments", before.commitments, after.commitments),
    )
    for name, one, other in layers:
        kept = {(span.label, *theirs.of(span)) for span in other}
        for span in one:
            if (span.label, *ours.of(span)) not in kept:
                nested = any(outer is not span and outer.start <= span.start and span.end <= outer.end for outer in one)
                lost[f"{'nested ' * nested}{name}"] += 1
    parties = {theirs.of(party) for party in after.parties}
    lost["parties"] += sum(ours.of(party) not in parties for party in before.parties)
    numbers = {theirs.of(number): number for number in after.numbers}
    for number in before.numbers:
        found = numbers.get(ours.of(number))
        for key in ("value", "unit", "modifier") if found else ():
            lost[f"{key}s of numbers"] += bool(getattr(number, key)) and getattr(number, key) != getattr(found, key)
    commitments = {theirs.of(commitment): commitment for commitment in after.commitments}
    for commitment in before.commitments:
        kept_one = commitments.get(ours.of(commitment))
        if kept_one:
            lost["specificities of commitments"] += commitment.specificity != kept_one.specificity
            roles = {(a.role, *theirs.of(a)) for a in kept_one.arguments}
            lost["arguments of commitments"] += sum((a.role, *ours.of(a)) not in roles for a in commitment.arguments)
        else:
            lost["arguments of commitments"] += len(commitment.arguments)
    return +lost


class _Places:
    """Places of a document counted in characters that are no white space, which hold whatever a format does to it."""

    def __init__(self, document: Document) -> None:
        self.counts = [0]
        for char in document.text or "":
            self.counts.append(self.counts[-1] + (not char.isspace()))
        self.ends = {self.counts[sentence.end] for sentence in document.sentences}
        pairs = pairwise(document.sentences)
        self.paragraphs = {self.counts[one.end] for one, other in pairs if one.paragraph != other.paragraph}
        self.headlines = {self.of(sentence) for sentence in document.sentences if sentence.headline}

    def of(self, span: Labelled | Span | Sentence | Argument) -> tuple[int, int]:
        """The place of something with offsets."""
        return self.counts[span.start], self.counts[span.end]
