"""A small XML tree whose every element and text piece knows its line and column, which lxml does not keep."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from camket.faults import Fault, FaultsError

Place = tuple[int, int]


@dataclass(slots=True, eq=False)
class Node:
    """An element; `content` holds its text pieces (with their place) and child elements in order."""

    tag: str
    attributes: dict[str, str]
    place: Place
    content: list["Node | tuple[str, Place]"] = field(default_factory=list)

    @property
    def children(self) -> list["Node"]:
        """The child elements."""
        return [piece for piece in self.content if isinstance(piece, Node)]

    def pieces(self) -> Iterator[tuple[str, Place]]:
        """All text below the element with the place of each piece."""
        for piece in self.content:
            if isinstance(piece, Node):
                yield from piece.pieces()
            else:
                yield piece

    def text(self) -> str:
        """All text below the element."""
        return "".join(text for text, _ in self.pieces())

    def place_of(self, offset: int) -> Place:
        """Line and column of the character at `offset` of `text()`."""
        for text, (line, column) in self.pieces():
            if offset < len(text):
                before = text[:offset]
                newlines = before.count("\n")
                return (line + newlines, offset - before.rfind("\n") if newlines else column + offset)
            offset -= len(text)
        return self.place


def parse(path: Path, name: str) -> Node:
    """The root element of an XML file; raises FaultsError with every syntax error (`name` stands in the faults)."""
    data = path.read_bytes()
    stack: list[Node] = [Node("", {}, (1, 1))]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise FaultsError([Fault(name, *place, message, "save the file as UTF-8")]) from error
    parser = expat.ParserCreate("utf-8")

    def here() -> Place:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def start(tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes, here())
        stack[-1].content.append(node)
        stack.append(node)

    def doctype(*_: object) -> None:
        fault = Fault(name, *here(), "a document type declaration", "take it out and write characters as they are")
        raise FaultsError([fault])

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: stack.pop() and None
    parser.CharacterDataHandler = lambda text: stack[-1].content.append((text, here()))
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FaultsError(_syntax_faults(data, name) or [_expat_fault(error, name)]) from error
    return stack[0].children[0]


def _expat_fault(error: expat.ExpatError, name: str) -> Fault:
    return Fault(
        name,
        error.lineno,
        error.offset + 1,
        f"malformed XML: {expat.errors.messages[error.code]}",
        "mend the markup here",
    )


def _syntax_faults(data: bytes, name: str) -> list[Fault]:
    """Every syntax error that libxml2, which goes on after the first, finds in the data."""
    parser = etree.XMLParser(recover=True, encoding="utf-8")
    with suppress(etree.XMLSyntaxError):  # raised where nothing can be recovered
        etree.fromstring(data, parser)
    faults = []
    for entry in parser.error_log:
        mend = "mend the markup here"
        if entry.type_name == "ERR_TAG_NAME_MISMATCH":
            mend = "spans may nest but not cross: close the inner element before the outer"
        elif entry.type_name == "ERR_INVALID_CHAR":
            mend = "take the control character out"
        faults.append(Fault(name, entry.line, entry.column, f"malformed XML: {entry.message.strip()}", mend))
    return faults
