"""A document as one self-contained HTML page, its spans as stacked underlines, values and arguments in lists."""

from dataclasses import replace
from html import escape
from itertools import groupby

from camket.model import Document, Sentence
from camket.reports.underlines import STYLE, mark, meanings, underlined

_STYLE = """
body { font-size: 1.05rem; line-height: 1.6; max-width: 46rem; margin: 0 auto; padding: 1rem 2rem 1rem 1rem;
  overflow-wrap: break-word; }
h2 { margin-top: 2rem; }
p { margin: 1rem 0 .25rem; }
header, footer { color: var(--soft); font-size: .85rem; }
"""


def page(document: Document) -> str:
    """The page of a document; raises ValueError where it has no text."""
    if document.text is None:
        raise ValueError(f"{document.id} has no text: hydrate it first (camket hydrate DIR)")
    blocks = []
    for _, block in groupby(document.sentences, key=lambda sentence: (sentence.paragraph, sentence.headline)):
        blocks.append(_block(document, list(block)))
    body = "\n".join(blocks)
    facts = " · ".join(filter(None, [document.split, document.date, document.metadata.get("genre", "")]))
    return (
        '<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.id)}</title>\n<style>{STYLE}{_STYLE}</style>\n"
        f"<header><h1>{escape(document.id)}</h1>{escape(facts)}</header>\n<main>\n{body}\n</main>\n"
        "<footer>camket</footer>\n</html>\n"
    )


def _block(document: Document, sentences: list[Sentence]) -> str:
    marks = [replace(mark(span, document), key=str(key)) for key, span in enumerate(document.spans())]
    texts = [underlined(document.text or "", sentence.start, sentence.end, marks) for sentence in sentences]
    first, last = sentences[0].start, sentences[-1].end
    tag = "h2" if sentences[0].headline else "p"
    return f"<{tag}>{' '.join(texts)}</{tag}>\n" + meanings(
        document, (span for span in document.spans() if first <= span.start < last)
    )
