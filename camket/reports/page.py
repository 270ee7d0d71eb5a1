"""A document as one self-contained HTML page, spans as nested underlined marks with their labels."""

from bisect import insort
from html import escape
from itertools import groupby

from camket.model import Commitment, Document, Entity, Number, Sentence, Span
from camket.reports.drawing import arguments_of, meaning, name

_STYLE = """
:root { color-scheme: light dark; --text: #1a1a1a; --ground: #fff; --soft: #666;
  --entity: #0b57a4; --number: #9a4b00; --party: #6b3fa0; --commitment: #147a3d; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --ground: #161616; --soft: #aaa;
  --entity: #7cb8f5; --number: #f0a860; --party: #c3a2ee; --commitment: #71cf95; } }
body { color: var(--text); background: var(--ground); font: 1.05rem/2.6 system-ui, sans-serif; max-width: 46rem;
  margin: 0 auto; padding: 1rem; }
h1 { line-height: 1.4; } h2 { line-height: 2.3; }
header, footer { color: var(--soft); font-size: .85rem; line-height: 1.5; }
mark { color: inherit; background: none; border-bottom: 2px solid; padding-bottom: .1em; }
mark:has(mark) { padding-bottom: .25em; }
mark::after { content: attr(data-label); font-size: .58rem; font-weight: 600; letter-spacing: .03em;
  vertical-align: sub; margin-left: .2em; }
.entity { border-color: var(--entity); } .entity::after { color: var(--entity); }
.number { border-color: var(--number); } .number::after { color: var(--number); }
.party { border-color: var(--party); border-bottom-style: dotted; } .party::after { color: var(--party); }
.commitment, .commitment:has(mark) { border-color: var(--commitment); border-bottom-width: 4px; padding-bottom: .45em; }
.commitment::after { color: var(--commitment); }
"""


def page(document: Document) -> str:
    """The page of a document; raises ValueError where it has no text."""
    if document.text is None:
        raise ValueError(f"{document.id} has no text: hydrate it first (camket hydrate DIR)")
    blocks = []
    for _, block in groupby(document.sentences, key=lambda sentence: (sentence.paragraph, sentence.headline)):
        sentences = list(block)
        tag = "h2" if sentences[0].headline else "p"
        blocks.append(f"<{tag}>" + " ".join(_sentence(document, sentence) for sentence in sentences) + f"</{tag}>")
    body = "\n".join(blocks)
    facts = " · ".join(filter(None, [document.split, document.date, document.metadata.get("genre", "")]))
    return (
        '<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.id)}</title>\n<style>{_STYLE}</style>\n"
        f"<header><h1>{escape(document.id)}</h1>{escape(facts)}</header>\n<main>\n{body}\n</main>\n"
        "<footer>Hover a mark for its value or arguments. camket</footer>\n</html>\n"
    )


def _sentence(document: Document, sentence: Sentence) -> str:
    text = document.text or ""
    parts: list[str] = []
    ends: list[int] = []
    at = sentence.start
    for start, end, span in [*_pieces(document, sentence), (sentence.end, sentence.end, None)]:
        while ends and ends[-1] <= start:
            parts.append(escape(text[at : ends[-1]]) + "</mark>")
            at = ends.pop()
        parts.append(escape(text[at:start]))
        at = start
        if span:
            parts.append(_opening(span, document))
            ends.append(end)
    return "".join(parts)


def _pieces(document: Document, sentence: Sentence) -> list[tuple[int, int, Span]]:
    """The spans that begin in a sentence, up to its end; one that crosses an earlier one is cut, since marks nest."""
    spans = [span for span in document.spans() if sentence.start <= span.start < sentence.end]
    waiting = [(span.start, min(span.end, sentence.end), span) for span in spans]
    pieces: list[tuple[int, int, Span]] = []
    while waiting:
        start, end, span = waiting.pop(0)
        if cuts := [other for begin, other, _ in pieces if begin <= start < other < end]:
            insort(waiting, (min(cuts), end, span), key=lambda piece: (piece[0], -piece[1]))
            end = min(cuts)
        pieces.append((start, end, span))
    return pieces


def _opening(span: Span, document: Document) -> str:
    title = name(span)
    if isinstance(span, Number):
        title = f"{span.label}: {meaning(span)}"
    elif isinstance(span, Commitment):
        title = f"{span.label}: {arguments_of(span, document)}"
    kind = {Entity: "entity", Number: "number", Commitment: "commitment"}.get(type(span), "party")
    return f'<mark class="{kind}" data-label="{escape(name(span))}" title="{escape(title)}">'
