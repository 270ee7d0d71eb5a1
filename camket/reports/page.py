"""A document as one self-contained HTML page, spans as nested underlined marks with their labels."""

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
h1, h2 { line-height: 1.4; } header, footer { color: var(--soft); font-size: .85rem; line-height: 1.5; }
mark { color: inherit; background: none; border-bottom: 2px solid; padding-bottom: .1em; }
mark mark { padding-bottom: 0; }
mark::after { content: attr(data-label); font-size: .58rem; font-weight: 600; letter-spacing: .03em;
  vertical-align: sub; margin-left: .2em; }
.entity { border-color: var(--entity); } .entity::after { color: var(--entity); }
.number { border-color: var(--number); } .number::after { color: var(--number); }
.party { border-color: var(--party); border-bottom-style: dotted; } .party::after { color: var(--party); }
.commitment { border-color: var(--commitment); border-bottom-width: 4px; padding-bottom: .4em; }
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
    spans: list[Span | None] = [s for s in document.spans() if sentence.start <= s.start < sentence.end]
    parts: list[str] = []
    stack: list[Span] = []
    at = sentence.start
    for span in [*spans, None]:
        until = span.start if span else sentence.end
        while stack and stack[-1].end <= until:
            parts.append(escape(text[at : stack[-1].end]) + "</mark>")
            at = stack.pop().end
        parts.append(escape(text[at:until]))
        at = until
        if span:
            parts.append(_opening(span, document))
            stack.append(span)
    return "".join(parts)


def _opening(span: Span, document: Document) -> str:
    title = name(span)
    if isinstance(span, Number):
        title = f"{span.label}: {meaning(span)}"
    elif isinstance(span, Commitment):
        title = f"{span.label}: {arguments_of(span, document)}"
    kind = {Entity: "entity", Number: "number", Commitment: "commitment"}.get(type(span), "party")
    return f'<mark class="{kind}" data-label="{escape(name(span))}" title="{escape(title)}">'
