"""Text with its spans drawn in colour, for notebooks: styles stand in the elements, so they also show on the web."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from camket.model import Document, Labelled, Number, Party
from camket.reports.drawing import meaning, name
from camket.reports.nesting import steps
from camket.reports.underlines import meanings

COLOURS = {
    "PER": "190,60,60",
    "ROLE": "200,110,60",
    "ORG": "40,110,220",
    "GPE": "0,140,90",
    "LOC": "0,130,140",
    "EVENT": "150,70,200",
    "PROJECT": "110,90,40",
    "SECTOR": "90,130,30",
    "MONEY": "214,138,0",
    "PERCENT": "0,140,90",
    "QUANTITY": "40,110,220",
    "ORDINAL": "130,90,60",
    "DATE": "150,70,200",
    "DURATION": "200,60,110",
    "PLEDGE": "0,120,60",
    "REQUEST": "214,138,0",
    "REFUSAL": "190,40,40",
    "FULFILMENT": "0,100,140",
    "AGREEMENT": "170,80,140",
    "INTENT": "90,90,200",
    "party": "120,120,120",
}
"""Red, green and blue of each label; of labels that never stand together some share theirs."""


def coloured(text: str, start: int, end: int, spans: Iterable[Labelled | Party]) -> str:
    """The HTML of `text[start:end]` with the spans that begin in it, each with its label, a number with its meaning."""
    inside = [span for span in spans if start <= span.start and span.end <= end]
    parts = []
    for step in steps(start, end, inside):
        parts += [_closing(span, step.start) for span in step.closed]
        parts += [_opening(span) for span in step.opened]
        parts.append(escape(text[step.start : step.end]))
    return "".join(parts)


def article(document: Document) -> str:
    """The HTML of a whole document: headline, paragraphs, and what its commitments and numbers say, closed."""
    if document.text is None:
        layers = {"entities": document.entities, "numbers": document.numbers, "commitments": document.commitments}
        counts = ", ".join(f"{len(spans)} {layer}" for layer, spans in layers.items())
        return f"<p>{escape(document.id)}: {counts}; no text (camket hydrate DIR puts it back)</p>"
    return "".join(_paragraphs(document, document.text))


def caption(span: Labelled | Party) -> str:
    """A span's label, and of a number what it means: MONEY ≥ 300000000 USD."""
    return f"{span.label} {meaning(span)}".strip() if isinstance(span, Number) else name(span)


def _paragraphs(document: Document, text: str) -> Iterator[str]:
    spans = list(document.spans())
    places = [(False, 0, len(text))]
    if document.sentences:
        grouped = groupby(document.sentences, key=lambda sentence: (sentence.headline, sentence.paragraph))
        blocks = [(headline, list(block)) for (headline, _), block in grouped]
        places = [(headline, block[0].start, block[-1].end) for headline, block in blocks]
    for headline, start, end in places:
        weight = "font-weight:600;" if headline else ""
        yield f'<p style="{weight}line-height:2.1;max-width:60em">{coloured(text, start, end, spans)}</p>'
    yield meanings(document, spans)


def _opening(span: Labelled | Party) -> str:
    colour = COLOURS.get(name(span), "110,110,110")
    return (
        f'<mark style="background:rgba({colour},.16);color:inherit;padding:.15em .3em;border-radius:.3em;'
        f'border-bottom:2px solid rgb({colour})">'
    )


def _closing(span: Labelled | Party, at: int) -> str:
    if span.end > at:  # it goes on after the end of one that it crosses
        return "</mark>"
    style = "white-space:nowrap;font-size:.68em;opacity:.85;padding-left:.35em"
    return f'<sub style="{style}">{escape(caption(span))}</sub></mark>'
