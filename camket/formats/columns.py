"""Plain columns, as the configuration `tokens` of the dataset: syllable, and its IOB2 tag in each layer.

    JICA    B-ORG   O       O
    góp     O       O       B-PLEDGE
    3       O       B-MONEY I-PLEDGE

Columns stand apart by tabs, an empty line ends a sentence, -DOCSTART- begins a document (`camket.formats.conll` has the
rules). Files with other columns are read for their last one, whose labels may be of any layer. There is no text: it is
put together from the tokens.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from camket.faults import FaultsError
from camket.formats import conll
from camket.formats.drafts import Draft, Mark, Reading, layer_of
from camket.formats.iob2 import encode
from camket.formats.predictions import LABELS
from camket.model import Document, Labelled
from camket.text import syllables

_NO_SPACE_BEFORE = frozenset(".,:;!?…)]}”’%/-")
_NO_SPACE_AFTER = frozenset("([{“‘/-")


def write(documents: Iterable[Document]) -> str:
    """The columns of documents, which must have their text."""
    lines: list[str] = []
    for document in documents:
        lines += ["\t".join([conll.DOCUMENT, *"OOO"]), ""]
        for sentence in document.sentences:
            text = document.surface(sentence)
            tokens = [(sentence.start + start, sentence.start + end) for start, end in syllables(text)]
            rows = zip(tokens, *tags(document, tokens).values(), strict=True)
            lines += [
                "\t".join([text[start - sentence.start : end - sentence.start], *row]) for (start, end), *row in rows
            ]
            lines.append("")
    return "\n".join(lines)


def tags(document: Document, tokens: Sequence[tuple[int, int]]) -> dict[str, list[str]]:
    """The IOB2 tags of the tokens of a sentence in each layer, outermost spans."""
    layers: dict[str, Sequence[Labelled]] = {
        "entities": document.entities,
        "numbers": document.numbers,
        "commitments": document.commitments,
    }
    first, last = (tokens[0][0], tokens[-1][1]) if tokens else (0, 0)
    inside = {name: [s for s in spans if first <= s.start and s.end <= last] for name, spans in layers.items()}
    return {layer: encode(tokens, spans) for layer, spans in inside.items()}


def read(path: Path) -> Reading:
    """The documents of a file, named after it; one for each -DOCSTART-."""
    try:
        file = conll.read(path, repair=True)
        three = _three_layers(path)
    except FaultsError as error:
        return Reading([], list(error.faults))
    file = three or file
    tokens = [file.tokens[i] for i in range(len(file.tokens))]
    edges = [*file.sentences.tolist(), len(tokens)]
    begins = sorted({0, *file.documents.tolist()})
    reading = Reading()
    for number, (first, last) in enumerate(zip(begins, [*begins[1:], len(tokens)], strict=True), 1):
        ends = [edge for edge in edges if first < edge <= last]
        text, places = joined([tokens[a:b] for a, b in zip([first, *ends], ends, strict=False)])
        name = path.stem if len(begins) == 1 else f"{path.stem}-{number}"
        draft = Draft(str(path), text, {"id": name}, line=int(file.lines[first]))
        for layer, spans in zip(LABELS if three else [""], file.spans, strict=True):
            inside = (spans.start >= first) & (spans.start < last)
            rows = zip(
                spans.start[inside].tolist(), spans.end[inside].tolist(), spans.label[inside].tolist(), strict=True
            )
            for start, end, code in rows:
                line, label = int(file.lines[start]), file.tags.labels[code - 1]
                found = (layer, label) if layer else layer_of(label)
                at = places[start - first][0], places[end - 1 - first][1]
                if found[0]:
                    draft.mark(Mark(f"{found[0]} span of line {line}", found[0], found[1], at[0], at[1], line))
                else:
                    draft.leave_out(f"label {label!r}, which is none of ours", "it is left out", line)
        document = draft.document()
        reading.documents += [document] if document else []
        reading.faults += draft.faults
    return reading


def _three_layers(path: Path) -> conll.TagFile | None:
    """The file with a tag column for each layer; None if its last three columns are something else."""
    try:
        file = conll.read(path, tag_columns=len(LABELS), repair=True)
    except FaultsError:
        return None
    for labels, spans in zip(LABELS.values(), file.spans, strict=True):
        if not {file.tags.labels[code - 1] for code in set(spans.label.tolist())} <= set(labels):
            return None
    return file


def joined(sentences: Iterable[Sequence[str]]) -> tuple[str, list[tuple[int, int]]]:
    """A text of tokens, a sentence a line, and the offsets of each; with spaces where Vietnamese has them."""
    text, places = "", list[tuple[int, int]]()
    for tokens in sentences:
        text += "\n" * bool(text)
        for number, token in enumerate(tokens):
            tight = not number or token in _NO_SPACE_BEFORE or text[-1:] in _NO_SPACE_AFTER
            text += "" if tight else " "
            places.append((len(text), len(text) + len(token)))
            text += token
    return text, places
