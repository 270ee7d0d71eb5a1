"""Documents as notebooks show them: text with coloured spans, nested and crossing, in elements that need no style."""

import re
from collections.abc import Callable

from lxml import html

from camket.model import Document, Entity, Number, Party
from camket.reports.inline import COLOURS, coloured


def drawn(text: str, *spans: Entity | Number | Party) -> html.HtmlElement:
    return html.fromstring(f"<p>{coloured(text, 0, len(text), spans)}</p>")


def words(element: html.HtmlElement) -> str:
    """The text of an element without the labels in it."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<sub.*?</sub>", "", html.tostring(element, encoding="unicode")))


def test_inner_spans_stand_in_outer_ones_with_their_labels() -> None:
    page = drawn("Sở Công Thương Huế", Entity(0, 18, "ORG"), Entity(15, 18, "GPE"))
    (outer,) = page.xpath("./mark")
    (inner,) = outer.xpath("./mark")
    assert [element.xpath("string(./sub)") for element in (outer, inner)] == ["ORG", "GPE"]
    assert COLOURS["GPE"] in inner.get("style")


def test_numbers_say_what_they_mean_and_parties_that_they_are_some() -> None:
    page = drawn("hai bên góp hơn 3 tỷ yên", Party(0, 7), Number(12, 24, "MONEY", "3000000000", "JPY", "min"))
    assert page.xpath("//sub/text()") == ["party", "MONEY ≥ 3000000000 JPY"]


def test_spans_that_cross_are_drawn_in_two_pieces_with_one_label() -> None:
    page = drawn("một hai ba", Entity(0, 7, "ORG"), Entity(4, 10, "GPE"))
    assert page.xpath("//sub/text()") == ["ORG", "GPE"]
    assert words(page) == "một hai ba"
    assert [words(mark).strip() for mark in page.xpath("//mark")] == ["một hai", "hai", "ba"]


def test_marks_of_html_are_words() -> None:
    assert drawn("A <b> & B", Entity(2, 5, "ORG")).xpath("string(//mark)") == "<b>ORG"


def test_a_notebook_shows_a_whole_article(make: Callable[..., Document]) -> None:
    sentences = '<c type="PLEDGE" specificity="vague" actor="e1"><e type="GPE" id="e1">Huế</e> hỗ trợ</c>', "Hai câu."
    shown = html.fromstring(make("composed-902", *sentences)._repr_html_())
    assert shown.xpath("//mark/sub/text()") == ["GPE", "PLEDGE"]
    assert "Hai câu." in words(shown)
    assert "PLEDGE Huế hỗ trợ: vague; actor = Huế" in str(shown.xpath("string(//details)"))


def test_without_text_a_notebook_says_how_to_get_it() -> None:
    shown = Document("tin-001", entities=(Entity(0, 4, "ORG"),))._repr_html_()
    assert "1 entities" in shown
    assert "camket hydrate" in shown


def test_a_text_without_sentences_is_shown_too() -> None:
    assert "<mark" in Document("x", text="Huế mưa", entities=(Entity(0, 3, "GPE"),))._repr_html_()
