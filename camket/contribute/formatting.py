"""The canonical form of annotation files: as the writer gives it, with comments and the schema's name kept.

Comments stand on lines of their own, between sentences; one that begins with DECIDE is a decision still to be made.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml
from camket.model import Document

MODEL = '<?xml-model href="{}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>'
"""What tells editors which schema to complete and check by."""
DECIDE = "DECIDE"
_BLOCKS = ("article", "h", "p")
_LINE = re.compile(r"<(?:/?(?:article|h|p)|s)[ >/]")


@dataclass(slots=True)
class Extras:
    """What a file has beside its document: lines by the place (in lines of structure) that they stand before."""

    lines: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    decisions: list[Fault] = field(default_factory=list)
    inside: list[Fault] = field(default_factory=list)


def canonical(path: Path, name: str | None = None) -> str:
    """The canonical form of an annotation file.

    Raises FaultsError for a faulty file, and for comments inside sentences, which have no place in it.
    """
    return like(annotation_xml.read(path, name), path, name)


def like(document: Document, path: Path, name: str | None = None) -> str:
    """The canonical XML of a document of the same sentences as a file's, with the file's comments."""
    extras = read_extras(path, name or str(path))
    if extras.inside:
        raise FaultsError(extras.inside)
    return with_lines(document, extras.lines)


def with_lines(document: Document, lines: dict[int, list[str]]) -> str:
    """The canonical XML of a document with lines put in before places, as `Extras` counts them."""
    written: list[str] = []
    place = 0
    for line in annotation_xml.write(document).splitlines():
        if _LINE.match(line):
            written += lines.get(place, [])
            place += 1
        written.append(line)
    return "\n".join([*written, *lines.get(place, [])]) + "\n"


def place_of_sentence(document: Document, index: int) -> int:
    """The place before a sentence, as `Extras` counts it: after <article>, the tags of blocks and other sentences."""
    blocks = [(s.paragraph, s.headline) for s in document.sentences[: index + 1]]
    opened = 1 + sum(one != other for one, other in pairwise(blocks))
    return index + 2 * opened


def reviewed(path: Path, name: str | None = None) -> str:
    """The canonical form of a file without the mark that it is unreviewed.

    Raises FaultsError where decisions are left in it or nothing is annotated.
    """
    name = name or str(path)
    document = annotation_xml.read(path, name)
    faults = read_extras(path, name).decisions
    if not any(document.spans()):
        faults.append(Fault(name, 1, 1, "nothing is annotated", "annotate it before you call it reviewed"))
    if faults:
        raise FaultsError(faults)
    metadata = {key: value for key, value in document.metadata.items() if key != "reviewed"}
    return like(replace(document, metadata=metadata), path, name)


def read_extras(path: Path, name: str) -> Extras:
    """The comments and processing instructions of a well-formed annotation file."""
    extras = Extras()
    parser = expat.ParserCreate("utf-8")
    place, in_sentence = 0, False

    def start(tag: str, _: object) -> None:
        nonlocal place, in_sentence
        place += tag in (*_BLOCKS, "s")
        in_sentence |= tag == "s"

    def end(tag: str) -> None:
        nonlocal place, in_sentence
        place += tag in _BLOCKS
        in_sentence &= tag != "s"

    def comment(data: str) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        extras.lines[place].append(f"<!--{data}-->")
        if in_sentence:
            mend = "put it on a line of its own before the sentence"
            extras.inside.append(Fault(name, line, column, "a comment inside a sentence", mend))
        if data.strip().startswith(DECIDE):
            said = data.strip().splitlines()[0]
            extras.decisions.append(Fault(name, line, column, said, "decide, then take the comment out"))

    def instruction(target: str, data: str) -> None:
        extras.lines[place].append(f"<?{target} {data}?>")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CommentHandler = comment
    parser.ProcessingInstructionHandler = instruction
    parser.Parse(path.read_bytes(), True)
    return extras
