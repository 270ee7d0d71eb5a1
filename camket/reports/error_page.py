"""The errors of a prediction as one self-contained HTML page: gold beside prediction, and each error in words.

Without a script the page is a plain complete list; with its own script (no other is asked for) errors can be filtered,
and an error that is pointed at or focused shows its spans in both texts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from camket.model import Argument, Commitment, Document, Number, Party, Sentence, Span
from camket.reports.drawing import meaning
from camket.reports.underlines import STYLE, Mark, mark, meanings, underlined
from camket.scoring.errors import KINDS, Error, Place, find_errors

LAYERS = ("entities", "numbers", "commitments")
SIDES = ("gold", "predicted")
_STYLE = Path(__file__).with_name("error_page.css").read_text(encoding="utf-8")
_SCRIPT = Path(__file__).with_name("error_page.js").read_text(encoding="utf-8")


def error_page(gold: Sequence[Document], predicted: Sequence[Document], system: str, split: str) -> str:
    """The page of all errors of a system on a split; documents pair by id as in `camket.scoring.errors`.

    Raises ValueError where a document with errors has no text.
    """
    given = {document.id: document for document in predicted}
    articles = [_article(document, given.get(document.id, Document(document.id))) for document in gold]
    names = _Names()
    sections = "\n".join(_section(article, names) for article in articles if article.errors)
    title = escape(f"Errors of {system} on {split}")
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}{_STYLE}</style>\n"
        '<a class="skip" href="#errors">Skip to the errors</a>\n'
        f"<header>\n<h1>{title}</h1>\n{_summary(articles)}\n</header>\n"
        f'{_filters(articles)}\n<main id="errors" tabindex="-1">\n{_BAR}\n{sections}\n</main>\n'
        f"<footer>camket</footer>\n<script>{_SCRIPT}</script>\n</html>\n"
    )


@dataclass(frozen=True, slots=True)
class _Article:
    """A document, its prediction (with gold's text) and the errors by the sentence they stand in."""

    gold: Document
    predicted: Document
    errors: dict[int, list[Error]] = field(default_factory=dict)


class _Names:
    """Names for the elements of a page: legible, and each given once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def __call__(self, article: str, *numbers: int) -> str:
        legible = "-".join([re.sub(r"[^\w.]+", "-", article), *map(str, numbers)])
        self._given[legible] += 1
        return legible if self._given[legible] == 1 else f"{legible}_{self._given[legible]}"


def _article(gold: Document, predicted: Document) -> _Article:
    errors: dict[int, list[Error]] = {}
    for error in find_errors([gold], [predicted]):
        errors.setdefault(error.sentence, []).append(error)
    if errors and gold.text is None:
        raise ValueError(f"{gold.id} has errors but no text to show them in: hydrate it first (camket hydrate DIR)")
    return _Article(gold, replace(predicted, text=gold.text), dict(sorted(errors.items())))


def _every(articles: Iterable[_Article]) -> list[Error]:
    return [error for article in articles for errors in article.errors.values() for error in errors]


# The head: what there is, and what to choose from


def _summary(articles: Sequence[_Article]) -> str:
    errors = _every(articles)
    wrong, sentences = sum(len(article.errors) for article in articles), sum(len(a.gold.sentences) for a in articles)
    if not errors:
        return f"<p>No errors in {_count(sentences, 'sentence')} of {_count(len(articles), 'article')}.</p>"
    return (
        f"<p>{_count(len(errors), 'error')} in {wrong} of {_count(sentences, 'sentence')} of "
        f"{_count(len(articles), 'article')}; sentences without errors ({sentences - wrong}) are left out.</p>\n"
        f'<div class="overview">{_table(errors)}\n{_LEGEND}</div>'
    )


_LEGEND = """<section class="legend" aria-label="How spans are drawn"><h2>How spans are drawn</h2><ul>
<li><mark class="entity">entity</mark> a solid line</li>
<li><mark class="number">number</mark> a dashed line</li>
<li><mark class="commitment">commitment</mark> a double line</li>
<li><mark class="party">argument</mark> a dotted line, where it is no entity or number</li>
<li><b class="name">ORG</b> right, or <b class="name wrong">ORG</b> with an error in the list below the texts</li>
</ul></section>"""


def _table(errors: Sequence[Error]) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for error in errors:
        counts.update((kind, layer) for kind in (error.kind, "") for layer in (error.layer, ""))
    head = "".join(f'<th scope="col">{layer or "all"}</th>' for layer in (*LAYERS, ""))
    rows = [
        f'<tr><th scope="row">{kind or "all"}</th>'
        + "".join(f"<td>{_cell(kind, layer, counts[kind, layer])}</td>" for layer in (*LAYERS, ""))
        + "</tr>"
        for kind in (*KINDS, "")
    ]
    return (
        '<table class="summary"><caption>Errors by kind and layer</caption>\n'
        f'<thead><tr><th scope="col">kind</th>{head}</tr></thead>\n<tbody>{"".join(rows)}</tbody></table>'
    )


def _cell(kind: str, layer: str, count: int) -> str:
    """A count as a button that shows these errors; the page's script puts it to work."""
    words = f"{count} {kind or 'errors of all kinds'} in {layer or 'all layers'}"
    return (
        f'<button type="button" disabled data-kind="{kind}" data-layer="{layer}" aria-label="{words}">{count}</button>'
        if count
        else "0"
    )


def _filters(articles: Sequence[_Article]) -> str:
    errors = _every(articles)
    by_label = Counter(f"{error.layer}/{error.label}" for error in errors)
    groups = [
        _group("Kind", "kind", Counter(error.kind for error in errors), KINDS),
        _group("Layer", "layer", Counter(error.layer for error in errors), LAYERS),
        *(_group(f"Label in {layer}", "label", by_label, _labels(by_label, layer)) for layer in LAYERS),
        _group("Article", "article", Counter(error.document for error in errors), [a.gold.id for a in articles]),
    ]
    return (
        '<aside aria-label="Filters" hidden><details open><summary>Filters</summary><form id="filters">\n'
        '<p><label for="search">Search in sentences and errors</label><input type="search" id="search" '
        'autocomplete="off" spellcheck="false"></p>\n' + "".join(groups) + '<p><button type="reset">Show all errors'
        "</button></p>\n</form></details></aside>"
    )


def _labels(counts: Iterable[str], layer: str) -> list[str]:
    """The labels of a layer in the order of the alphabet, roles (of argument errors, in small letters) last."""
    return sorted((label for label in counts if label.startswith(f"{layer}/")), key=lambda it: (it.islower(), it))


def _group(legend: str, field_name: str, counts: Counter[str], values: Iterable[str]) -> str:
    def words(value: str) -> str:
        return value.partition("/")[2] if field_name == "label" else value

    options = "".join(
        f'<label><input type="checkbox" name="{field_name}" value="{escape(value)}"> {escape(words(value))} '
        f'<span class="count">{counts[value]}</span></label>'
        for value in dict.fromkeys(values)
        if counts[value]
    )
    return f'<fieldset><legend>{legend}</legend><div class="options">{options}</div></fieldset>\n' if options else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


_BAR = """<p class="keys" hidden><label><input type="checkbox" id="keys" checked> Keys</label>
<kbd>n</kbd> or <kbd>j</kbd> next error, <kbd>p</kbd> or <kbd>k</kbd> previous, <kbd>/</kbd> search</p>
<div class="bar" hidden><p role="status" aria-live="polite" id="shown"></p>
<div class="steps"><button type="button" id="previous">Previous</button>
<button type="button" id="next">Next error</button></div></div>"""


# A sentence: both texts, and its errors in words


def _section(article: _Article, names: _Names) -> str:
    name, errors = names(f"article-{article.gold.id}"), sum(map(len, article.errors.values()))
    of = f"{len(article.errors)} of {_count(len(article.gold.sentences), 'sentence')}"
    cards = "\n".join(_card(article, index, errors, names) for index, errors in article.errors.items())
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(article.gold.id)} '
        f"<small>{_count(errors, 'error')} in {of}</small></h2>\n{cards}\n</section>"
    )


def _card(article: _Article, index: int, errors: Sequence[Error], names: _Names) -> str:
    sentence = _sentence(article.gold, index)
    name = names(article.gold.id, index + 1)
    drawn = {side: _drawn(article, side, sentence) for side in SIDES}
    texts = "".join(_side(article, side, sentence, drawn[side]) for side in SIDES)
    items = "".join(
        _item(article, error, drawn, names(article.gold.id, index + 1, i)) for i, error in enumerate(errors, 1)
    )
    return (
        f'<article id="{name}" data-article="{escape(article.gold.id)}"><h3><a href="#{name}">Sentence {index + 1}</a> '
        f"<small>{_count(len(errors), 'error')}</small></h3>\n"
        f'<div class="sides">{texts}</div>\n<ul class="errors">{items}</ul></article>'
    )


def _sentence(document: Document, index: int) -> Sentence:
    if 0 <= index < len(document.sentences):
        return document.sentences[index]
    return Sentence(0, document.length, 0, False, "")  # a document that was not cut into sentences


Drawn = dict[Mark, Span | Argument]


def _drawn(article: _Article, side: str, sentence: Sentence) -> Drawn:
    """The marks of a side in a sentence; spans that an error names are drawn as wrong."""
    document: Document = getattr(article, side)
    wrong = {getattr(error, side) for error in _every([article])}
    drawn: Drawn = {}
    for number, place in enumerate(_places(document)):
        if place.start >= sentence.end or place.end <= sentence.start:
            continue
        it = Mark(place.start, place.end, "party", place.role) if isinstance(place, Argument) else mark(place, document)
        style = f"{it.style} wrong" if place in wrong else it.style
        drawn[replace(it, style=style, title="", key=f"{side[0]}{number}")] = place
    return drawn


def _places(document: Document) -> list[Span | Argument]:
    """All that is drawn of a document: its spans, and the fillers of arguments that are no entity or number."""
    spans = [span for span in document.spans() if not isinstance(span, Party)]
    known = {(it.start, it.end) for it in document.entities} | {(it.start, it.end) for it in document.numbers}
    fillers = {argument for commitment in document.commitments for argument in commitment.arguments}
    others: list[Span | Argument] = sorted(filler for filler in fillers if (filler.start, filler.end) not in known)
    used = {(filler.start, filler.end) for filler in fillers}
    parties = [party for party in document.parties if (party.start, party.end) not in used | known]
    return [*spans, *others, *parties]


def _side(article: _Article, side: str, sentence: Sentence, drawn: Drawn) -> str:
    document: Document = getattr(article, side)
    text = underlined(document.text or "", sentence.start, sentence.end, drawn)
    spans = [place for place in drawn.values() if not isinstance(place, Argument)]
    head = {"gold": "Gold", "predicted": "Prediction"}[side]
    return (
        f'<section class="{side}"><h4>{head}</h4><p lang="vi" class="text">{text}</p>'
        f"{meanings(document, spans)}</section>"
    )


def _item(article: _Article, error: Error, drawn: dict[str, Drawn], name: str) -> str:
    marks = [it.key for side in SIDES for it, place in drawn[side].items() if _same(place, getattr(error, side))]
    around = [it.key for it, place in drawn["gold"].items() if place == error.commitment]
    told = [side for side in SIDES if getattr(error, side) or error.kind == "argument"]
    rows = {side: _what(article, error, side) for side in told}
    if error.commitment:
        rows = {"commitment": _quoted(article.gold, error.commitment), **rows}
    return (
        f'<li id="{name}" data-kind="{error.kind}" data-layer="{error.layer}" '
        f'data-label="{error.layer}/{escape(error.label)}" data-marks="{" ".join(marks)}" '
        f'data-around="{" ".join(around)}"><a href="#{name}">{_headline(error)}</a> <small>{error.layer}</small><dl>'
        + "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in rows.items())
        + "</dl></li>"
    )


def _same(place: Span | Argument, wanted: Place | None) -> bool:
    """Whether a drawn place is the one of an error; an argument's filler may be drawn as an entity or a number."""
    if isinstance(wanted, Argument) and not isinstance(place, Commitment):
        return (place.start, place.end) == (wanted.start, wanted.end)
    return place == wanted


def _headline(error: Error) -> str:
    label = f"<b>{escape(error.label)}</b>"
    if error.kind == "argument" and error.commitment:
        how = "Wrong" if error.gold and error.predicted else "Missed" if error.gold else "Spurious"
        return f"{how} argument {label} of {escape(error.commitment.label)}"
    if error.kind in ("missed", "spurious"):
        return f"{error.kind.capitalize()} {label}"
    if error.kind == "type" and not isinstance(error.predicted, Argument | None):
        return f"Wrong type: {label} predicted as <b>{escape(error.predicted.label)}</b>"
    return f"Wrong {', '.join(error.fields) or error.kind}: {label}"


def _what(article: _Article, error: Error, side: str) -> str:
    """One side of an error in words: the surface, and what is said of it where that is wrong or has no other side."""
    document: Document = getattr(article, side)
    place: Place | None = getattr(error, side)
    if place is None:
        return "<i>none</i>"
    words = _quoted(document, place)
    sentence = _sentence(article.gold, error.sentence)
    if isinstance(place, Number) and error.kind not in ("boundary", "type"):
        words += f" = {escape(_value(place, error.fields))}"
    elif isinstance(place, Commitment) and error.kind == "specificity":
        words += f" is {escape(place.specificity)}"
    elif error.kind == "type" and not isinstance(place, Argument):
        words += f" is {escape(place.label)}"
    if place.end <= sentence.start or place.start >= sentence.end:
        words += " <i>(not in this sentence)</i>"
    return words


def _value(number: Number, fields: Iterable[str]) -> str:
    """The meaning of a number, the modifier named where it is wrong."""
    words = meaning(number) if number.value else "no value"
    return f"{words}, modifier {number.modifier or 'none'}" if "modifier" in fields else words


def _quoted(document: Document, place: Place) -> str:
    words = document.surface(place)
    beyond = place.end > len(document.text or "")
    where = f" <i>(characters {place.start} to {place.end}, beyond the text)</i>" if beyond else ""
    return f'<q lang="vi">{escape(words)}</q>{where}'
