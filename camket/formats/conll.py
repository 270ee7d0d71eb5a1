"""Files of tokens with their IOB2 tags in columns (CoNLL 2002 and 2003, conlleval).

    -DOCSTART- O

    Lê      B-PER
    Thu     I-PER
    nói     O

A line is a token. Its columns stand apart by tabs or spaces; the first is the token, the last its tag (or the last two
are gold's tag and the predicted one, as conlleval reads them). All token lines have as many columns as the first. A
line of white space only ends a sentence, and so does a line whose first column is -DOCSTART-, which begins a document
and is no token. Lines end in LF or CRLF; the text is UTF-8, with or without a byte order mark.

A line that begins with # is a comment if it stands before the first token of a sentence and cannot be a token: it has
another number of columns than the token lines, or no tab follows its first column and its last is neither one letter
nor one letter, a hyphen and more. So `# text = …` and `# newdoc` are comments, `#<tab>O`, `#<tab>0` and `# I-MISC` are
token lines, right or wrong; and a comment inside a sentence is a fault, since it may be a token.

All of a file is read at once with numpy, line by line only where something is rare or wrong.
"""

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camket.faults import Fault, FaultsError
from camket.formats.tag_codes import Codes, Places, Spans, TagCodes, find_spans, illegal_fault, tag_fault

DOCUMENT = "-DOCSTART-"
SHOWN = 100
"""Of one kind of fault so many are named, the rest counted: a file in another format has one in each line."""

WINDOW = 8
DECODED = 1 << 15
BLOCK = 1 << 17
"""So many bytes are decoded and split at once, to stay in the processor's cache and take little memory."""

LONGEST = 64
SLOTS = 1 << 16
"""Of the table that finds equal tags. A tag of more than `LONGEST` bytes is looked up by itself."""

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Some cells of a text: of `data` the bytes `start` to `end`."""

    data: Bytes
    start: Places
    end: Places

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, index: int) -> str:
        return self.raw(index).decode()

    def raw(self, index: int) -> bytes:
        """The bytes of one cell."""
        return self.data[self.start[index] : self.end[index]].tobytes()

    @property
    def lengths(self) -> Places:
        """The bytes of each cell."""
        return self.end - self.start

    def some(self, chosen: Places | slice) -> "Cells":
        """The cells of given indices."""
        return Cells(self.data, self.start[chosen], self.end[chosen])

    def words(self, at: int = 0) -> NDArray[np.uint64]:
        """The eight bytes from `at` on in each cell (that is longer than `at`) and after it, as one number."""
        view: NDArray[np.uint64] = np.ndarray((len(self.data) - WINDOW + 1,), "<u8", self.data, strides=(1,))
        return view[self.start + at if at else self.start]

    def differs(self, other: "Cells") -> Flags:
        """Which cells are not those of the other text, as far as both go."""
        size = min(len(self), len(other))
        ours, theirs = self.some(slice(size)), other.some(slice(size))
        lengths = ours.lengths
        differs: Flags = lengths != theirs.lengths
        differs |= (ours.words() ^ theirs.words()) & _masks(lengths) != 0
        for at in range(WINDOW, min(int(lengths.max(initial=0)), LONGEST), WINDOW):
            longer = np.flatnonzero((lengths > at) & ~differs)
            unequal = ours.some(longer).words(at) ^ theirs.some(longer).words(at)
            differs[longer] = unequal & _masks(lengths[longer] - at) != 0
        for i in np.flatnonzero(~differs & (lengths > LONGEST)).tolist():
            differs[i] = ours.raw(i) != theirs.raw(i)
        return differs


MASKS = np.array([(1 << 8 * length) - 1 for length in range(WINDOW + 1)], dtype=np.uint64)


def _masks(lengths: Places) -> NDArray[np.uint64]:
    """Of each word the bits of so many bytes, all eight at most."""
    return MASKS[np.minimum(lengths, WINDOW)]


@dataclass(frozen=True, slots=True, eq=False)
class TagFile:
    """The tokens of a file, and for each tag column the codes of the tags and the spans they make.

    `sentences` and `documents` are the indices of the first token of each; `documents` is empty where no line begins
    one. `lines` are the tokens' lines, from 1.
    """

    name: str
    tags: TagCodes
    codes: tuple[Codes, ...]
    spans: tuple[Spans, ...]
    sentences: Places
    documents: Places
    lines: Places
    tokens: Cells


def read(path: Path, tag_columns: int = 1, repair: bool = False) -> TagFile:
    """The tokens and tags of a file; as `parse`."""
    return parse(path.read_bytes(), str(path), tag_columns, repair)


def parse(data: bytes, name: str, tag_columns: int = 1, repair: bool = False) -> TagFile:
    """The tokens and tags of the bytes of a file.

    Parameters: the bytes; the name that stands in faults; how many of the last columns are tags; whether an I-LABEL
    that goes on with nothing is let through (a reader of spans begins one there) or is a fault.
    Raises FaultsError with the lines that are not as this module describes, at most `SHOWN` of a kind.
    """
    lines = _split(_text(data, name), name)
    tokens, documents = _token_lines(lines, tag_columns)
    tags = TagCodes()
    codes = tuple(_look_up(lines.column(tokens, column), tags) for column in range(-tag_columns, 0))
    _refuse_tags(codes, tags, tokens + 1, name)
    follows = np.diff(tokens, prepend=-2) == 1  # between two sentences stands a line of another kind
    sentences = np.flatnonzero(~follows)
    starts = np.searchsorted(tokens, documents)
    file = TagFile(
        name=name,
        tags=tags,
        codes=codes,
        spans=tuple(find_spans(column, sentences) for column in codes),
        sentences=sentences,
        documents=np.unique(np.append(0, starts[starts < len(tokens)])) if len(documents) else documents,
        lines=tokens + 1,
        tokens=lines.column(tokens, 0),
    )
    if not repair:
        _refuse_sequences(file)
    return file


def _text(data: bytes, name: str) -> Bytes:
    """The bytes with a line feed before and after, and room for a window to read past the end."""
    at, view = len(data) if data.isascii() else 0, memoryview(data)
    while at < len(data):
        try:
            at += codecs.utf_8_decode(view[at : at + DECODED], "strict", at + DECODED >= len(data))[1]
        except UnicodeDecodeError as error:
            at += error.start
            line = data.count(b"\n", 0, at) + 1
            raise FaultsError([Fault(name, line, 0, f"byte {at} is not UTF-8", "save it as UTF-8")]) from error
    return np.frombuffer(b"".join((b"\n", data.removeprefix(b"\xef\xbb\xbf"), b"\n", bytes(WINDOW))), dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Lines and their cells: those of a line are numbered from `first` on, `count` of them.

    `width` is the number of cells of all lines that have any, 0 where lines differ.
    """

    name: str
    data: Bytes
    start: Places
    end: Places
    first: Places
    count: Places
    width: int

    def column(self, lines: Places, column: int) -> Cells:
        """The cells of lines that have that column; -1 is the last."""
        number: Places | slice
        if self.width and len(self.start) == self.width * len(lines):  # every cell is of these lines
            number = slice(column % self.width, None, self.width)
        else:
            number = self.first[lines] + (column if column >= 0 else self.count[lines] + column)
        return Cells(self.data, self.start[number], self.end[number])

    def fault(self, line: int, message: str, mend: str) -> Fault:
        return Fault(self.name, line + 1, 0, message, mend)


def _split(data: Bytes, name: str) -> _Lines:
    """The lines of a text and their cells."""
    text = data[:-WINDOW]
    parts: list[tuple[Places, Places, Places]] = []
    returns: list[Places] = []
    last = cells = 0  # the text begins with a line feed
    for at in range(1, len(text), BLOCK):
        blanks = np.flatnonzero(text[at : at + BLOCK] <= ord(" ")) + at
        marks = text[blanks]
        is_feed, is_return = marks == ord("\n"), marks == ord("\r")
        is_blank = is_feed | is_return | (marks == ord(" ")) | (marks == ord("\t"))
        if not is_blank.all():  # control characters
            blanks, is_feed, is_return = blanks[is_blank], is_feed[is_blank], is_return[is_blank]
        before = np.append(last, blanks[:-1])[: len(blanks)]
        holds = blanks - before > 1  # a cell stands between two blanks
        parts.append((before[holds] + 1, blanks[holds], np.cumsum(holds)[is_feed] + cells))
        returns.append(blanks[is_return])
        last, cells = int(blanks[-1]) if len(blanks) else last, cells + len(parts[-1][0])
    start, end, until = (np.concatenate(found) for found in zip(*parts, strict=True))
    _refuse_returns(name, text, np.concatenate(returns))
    count = np.diff(until, prepend=0)
    widths = count[count > 0]
    width = int(widths[0]) if len(widths) and (widths == widths[0]).all() else 0
    return _Lines(name, data, start, end, until - count, count, width)


def _refuse_returns(name: str, text: Bytes, returns: Places) -> None:
    """A carriage return stands only before a line feed."""
    alone = returns[text[returns + 1] != ord("\n")]
    if len(alone):
        lines = np.unique(np.searchsorted(np.flatnonzero(text == ord("\n")), alone))
        mend = "end lines in LF or CRLF"
        _refuse(Fault(name, int(line), 0, "a carriage return inside a line", mend) for line in lines)


def _token_lines(lines: _Lines, tag_columns: int) -> tuple[Places, Places]:
    """The lines that are tokens, and those that begin a document."""
    full = np.flatnonzero(lines.count)
    initial = lines.data[lines.column(full, 0).start]
    documents = _documents(lines, full[initial == ord("-")])
    hashes = full[initial == ord("#")]
    rare = np.union1d(documents, hashes)
    tokens = np.setdiff1d(full, rare, assume_unique=True) if len(rare) else full
    first = tokens[:1] if len(tokens) else hashes[_could_be_tags(lines, hashes, tag_columns)][:1]
    if not len(first):
        raise FaultsError([Fault(lines.name, 0, 0, "no token", "write a token and its tag on each line")])
    width = int(lines.count[first[0]])
    if len(hashes):
        fitting = hashes[lines.count[hashes] == width]
        real = fitting[_could_be_tags(lines, fitting, tag_columns)]
        tokens = np.union1d(tokens, real)
        _refuse_comments(lines, np.setdiff1d(hashes, real, assume_unique=True), tokens)
    _refuse_widths(lines, tokens, width, int(first[0]), tag_columns)
    return tokens, documents


def _documents(lines: _Lines, candidates: Places) -> Places:
    """Of the lines that begin with a hyphen those that begin a document; none of them may hold a span."""
    candidates = candidates[lines.column(candidates, 0).lengths == len(DOCUMENT)]
    firsts = lines.column(candidates, 0)
    documents = candidates[np.array([firsts[i] == DOCUMENT for i in range(len(firsts))], dtype=np.bool_)]
    lasts = lines.column(documents, -1)
    mend = "give it the tag O: it is no token"
    faults = (
        lines.fault(int(line), f"{DOCUMENT} has the tag {lasts[i]!r}", mend)
        for i, line in enumerate(documents)
        if lasts[i] not in ("O", "-X-", DOCUMENT)
    )
    _refuse(faults)
    return documents


def _could_be_tags(lines: _Lines, some: Places, tag_columns: int) -> Flags:
    """Which lines have enough columns, and a tab after the first or in the last what could be meant as a tag."""
    flags = lines.count[some] > tag_columns
    has_tab = lines.data[lines.column(some, 0).end] == ord("\t")
    lasts = lines.column(some, -1)
    for i in np.flatnonzero(flags & ~has_tab).tolist():
        tag = lasts[i]
        flags[i] = tag[0].isalpha() and tag[1:2] in ("", "-")
    return flags


def _refuse_comments(lines: _Lines, comments: Places, tokens: Places) -> None:
    """Comments stand before a sentence."""
    inside = comments[np.isin(comments - 1, tokens)]
    mend = "put a comment before its sentence, and give a token as many columns as the others"
    _refuse(lines.fault(int(line), "a comment inside a sentence", mend) for line in inside)


def _refuse_widths(lines: _Lines, tokens: Places, width: int, first: int, tag_columns: int) -> None:
    """Token lines have a token, its tags and as many columns as the first of them."""
    if lines.width > tag_columns:
        return
    tags = "its tag" if tag_columns == 1 else "its two tags, gold's and the predicted one"
    needed = f"write a token and {tags}, apart by a tab or spaces"
    counts = lines.count[tokens]
    wrong = tokens[(counts != width) | (counts <= tag_columns)]
    firsts = lines.column(wrong, 0)

    def fault(i: int) -> Fault:
        line = int(wrong[i])
        count = int(lines.count[line])
        if count <= tag_columns:
            return lines.fault(line, f"{count} column{'s'[: count > 1]} at {firsts[i]!r}", needed)
        message = f"{count} columns where line {first + 1} has {width}"
        return lines.fault(line, message, "give all token lines as many columns")

    _refuse(fault(i) for i in range(len(wrong)))


def _look_up(cells: Cells, tags: TagCodes) -> Codes:
    """The codes of tags; only those that are not O need more than a look at their first byte."""
    codes = np.zeros(len(cells), dtype=np.int32)
    others = np.flatnonzero((cells.data[cells.start] != ord("O")) | (cells.lengths > 1))
    others = others[_look_up_at_once(cells.some(others), tags, codes, others)]
    for i in others.tolist():
        codes[i] = tags[cells[i]]
    return codes


def _look_up_at_once(cells: Cells, tags: TagCodes, codes: Codes, places: Places) -> Flags:
    """Put the codes of cells at their places: cells are hashed into slots, and one cell is looked up for its slot.

    Returns which cells are not the cell of their slot (two tags share it, or a tag is longer than `LONGEST`).
    """
    lengths = cells.lengths
    words = [cells.words() & _masks(lengths)]
    for at in range(WINDOW, min(int(lengths.max(initial=0)), LONGEST), WINDOW):
        longer = np.flatnonzero(lengths > at)
        words.append(np.zeros(len(cells), dtype=np.uint64))
        words[-1][longer] = cells.some(longer).words(at) & _masks(lengths[longer] - at)
    mixed = lengths.astype(np.uint64)
    for word in words:
        mixed = (mixed ^ word) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    slots = (mixed & np.uint64(SLOTS - 1)).astype(np.int64)
    chosen = np.empty(SLOTS, dtype=np.int64)
    order = np.arange(len(slots))
    chosen[slots] = order
    one = chosen[slots]
    differs: Flags = (lengths != lengths[one]) | (lengths > LONGEST)
    for word in words:
        differs |= word != word[one]
    of_slot = np.empty(SLOTS, dtype=np.int32)
    for i in np.flatnonzero(one == order).tolist():
        of_slot[slots[i]] = tags[cells[i]]
    codes[places] = of_slot[slots]
    return differs


def _refuse_tags(codes: Sequence[Codes], tags: TagCodes, lines: Places, name: str) -> None:
    """Raise for what is no IOB2 tag."""
    if not tags.bad:
        return
    bad = [(int(lines[i]), -int(column[i]) - 1) for column in codes for i in np.flatnonzero(column < 0)]
    _refuse(Fault(name, line, 0, *tag_fault(tags.bad[number])) for line, number in sorted(bad))


def _refuse_sequences(file: TagFile) -> None:
    """Raise for an I-LABEL that goes on with nothing."""
    if not any(len(spans.illegal) for spans in file.spans):
        return
    begins = set(file.sentences.tolist())

    def fault(codes: Codes, token: int) -> Fault:
        before = None if token in begins else int(codes[token - 1])
        message, mend = illegal_fault(file.tags, int(codes[token]), before)
        return Fault(file.name, int(file.lines[token]), 0, f"{file.tokens[token]!r}: {message}", mend)

    columns = zip(file.codes, file.spans, strict=True)
    illegal = [(token, codes) for codes, spans in columns for token in spans.illegal.tolist()]
    illegal.sort(key=lambda place: place[0])
    _refuse(fault(codes, token) for token, codes in illegal)


def _refuse(faults: Iterable[Fault]) -> None:
    """Raise FaultsError with the first of some faults, and how many more there are; nothing where there are none."""
    rest = iter(faults)
    shown = list(islice(rest, SHOWN))
    more = list(rest)
    if more:
        first = more[0]
        shown.append(Fault(first.path, first.line, 0, f"and so on, {len(more)} more of this kind", first.mend))
    if shown:
        raise FaultsError(shown)
