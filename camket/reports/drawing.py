"""A document in plain characters: each line of text with its spans drawn under it, values and arguments below."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from camket.model import Argument, Commitment, Document, Labelled, Number, Party, Sentence, Span

WIDTH = 100


def draw(document: Document, sentences: Iterable[int] | None = None, width: int = WIDTH) -> str:
    """The document, or its sentences of these numbers (from 1), drawn for a terminal of `width` columns.

    Raises ValueError where the document has no text or no such sentence.
    """
    if document.text is None:
        raise ValueError(f"{document.id} has no text: hydrate it first (camket hydrate DIR)")
    every = set(range(1, len(document.sentences) + 1))
    chosen = every if sentences is None else set(sentences)
    if unknown := chosen - every:
        raise ValueError(f"{document.id} has no sentence {min(unknown)}: it has 1 to {len(every)}")
    blocks = []
    for number, sentence in enumerate(document.sentences, 1):
        if number in chosen:
            blocks.append(f"[{number}]\n" + "\n".join(_sentence(document, sentence, width)))
    return "\n\n".join(blocks)


def name(span: Labelled | Party) -> str:
    """The label of a span as it is shown."""
    return "party" if isinstance(span, Party) else span.label


def meaning(span: Number) -> str:
    """Value, unit and modifier of a number in one line."""
    signs = {"min": "≥ ", "max": "≤ ", "approx": "≈ "}
    return f"{signs.get(span.modifier, '')}{span.value} {span.unit}".strip()


def arguments_of(commitment: Commitment, document: Document) -> str:
    """Specificity and arguments of a commitment in one line, with the words that fill them."""

    def words(argument: Argument) -> str:
        return f"{argument.role} = {document.surface(argument)}"

    return "; ".join([commitment.specificity, *(words(argument) for argument in commitment.arguments)])


def _sentence(document: Document, sentence: Sentence, width: int) -> Iterator[str]:
    spans = [span for span in document.spans() if sentence.start <= span.start < sentence.end]
    for start, end in _lines(document, sentence, width):
        yield (document.text or "")[start:end]
        yield from _bars([span for span in spans if span.start < end and span.end > start], start, end)
    for span in spans:
        if isinstance(span, Number):
            yield f"  {span.label} {document.surface(span)}: {meaning(span)}"
        elif isinstance(span, Commitment):
            line = f"{span.label}: {arguments_of(span, document)}"
            yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ")


def _lines(document: Document, sentence: Sentence, width: int) -> Iterator[tuple[int, int]]:
    start = sentence.start
    text = document.text or ""
    while sentence.end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        cut = cut if cut > start else start + width
        yield start, cut
        start = cut + (text[cut] == " ")
    yield start, sentence.end


def _bars(spans: Sequence[Span], start: int, end: int) -> Iterator[str]:
    """Rows of bars, short spans nearest to the text; a bar is the label drawn out to the span's length."""
    rows: list[list[tuple[int, int, str]]] = []
    for span in sorted(spans, key=lambda span: (span.end - span.start, span.start)):
        low, high = max(span.start, start) - start, min(span.end, end) - start
        row = next((row for row in rows if all(high <= a or b <= low for a, b, _ in row)), None)
        if row is None:
            row = []
            rows.append(row)
        row.append((low, high, name(span)[: high - low].ljust(high - low, "─")))
    for row in rows:
        line = ""
        for low, _, bar in sorted(row):
            line += " " * (low - len(line)) + bar
        yield line
