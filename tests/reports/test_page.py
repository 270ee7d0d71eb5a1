"""An article as one self-contained page: well formed, all text once, every span a mark with its meaning."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from camket.corpus.load import committed, load
from camket.model import SPLITS, Document, Entity, Party, lay_out
from camket.reports.page import page


class _Page(HTMLParser):
    """Text, marks (with the text under each) and blocks of a page; fails where elements do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.marked: list[tuple[dict[str, str | None], list[str]]] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe"):
            self.links.append(tag)
        if tag == "meta":
            return
        self.open.append(tag)
        if tag in ("h2", "p"):
            self.blocks.append((tag, ""))
        if tag == "mark":
            self.marked.append((dict(attrs), []))
        if label := dict(attrs).get("data-label"):
            self.labels.append(label)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            attributes, words = self.marked.pop()
            self.marks.append((attributes, "".join(words)))

    def words(self) -> dict[str, str]:
        """The words of each span, its pieces put together."""
        pieces: dict[str, str] = {}
        for mark, words in self.marks:
            key = mark["data-mark"] or ""
            pieces[key] = pieces.get(key, "") + words
        return pieces

    def handle_data(self, data: str) -> None:
        for _, words in self.marked:
            words.append(data)
        if {"h2", "p"} & set(self.open):
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)


@pytest.fixture
def document(small_root: Path) -> Document:
    """The small article."""
    return load("train", small_root)[0]


def test_a_page_shows_the_whole_text_in_headlines_and_paragraphs(document: Document) -> None:
    """Once, in order, and all elements are closed."""
    found = _Page(page(document))
    assert found.open == []
    assert document.text is not None
    assert [tag for tag, _ in found.blocks] == ["h2", "p"]
    assert "\n".join(text for _, text in found.blocks) == document.text


def test_every_span_is_a_mark_around_its_words_with_label_and_meaning(document: Document) -> None:
    """Values in the title of a number, specificity and arguments in that of a commitment."""
    found = _Page(page(document))
    assert sorted(found.labels) == sorted("party" if isinstance(s, Party) else s.label for s in document.spans())
    assert {
        (mark["class"], (mark["title"] or "").partition(":")[0], words, mark["title"]) for mark, words in found.marks
    } == {
        ("entity", "GPE", "Nhật Bản", "GPE"),
        (
            "commitment",
            "PLEDGE",
            "góp 3 tỷ yên",
            "PLEDGE: specific; actor = Nhật Bản; amount = 3 tỷ yên",
        ),
        ("number", "MONEY", "3 tỷ yên", "MONEY: 3000000000 JPY"),
        ("entity", "ROLE", "Thứ trưởng", "ROLE"),
        ("entity", "PER", "Lê Thu Hà", "PER"),
        ("party", "party", "hai bên", "party"),
        (
            "commitment",
            "AGREEMENT",
            "nhất trí mở 12 khóa học về bán dẫn trước năm 2027",
            "AGREEMENT: specific; actor = hai bên; deadline = năm 2027",
        ),
        ("number", "QUANTITY", "12 khóa học", "QUANTITY: ≥ 12 khóa học"),
        ("entity", "SECTOR", "bán dẫn", "SECTOR"),
        ("number", "DATE", "năm 2027", "DATE: ≤ 2027"),
    }


def test_a_page_needs_nothing_from_elsewhere(document: Document) -> None:
    """No script, picture or address: it can be kept and opened offline."""
    text = page(document)
    assert _Page(text).links == []
    assert "http" not in text
    assert "@import" not in text
    assert '<meta charset="utf-8">' in text


def test_marks_of_the_text_that_mean_something_in_html_are_escaped() -> None:
    """In the text and in the titles."""
    text = "<b>A & B</b> “x” 1 < 2"
    document = Document("<a>", text=text, sentences=lay_out([(len(text), 0, False, "")]), entities=(Entity(3, 8, '"'),))
    found = _Page(page(document))
    assert found.blocks == [("p", text)]
    assert [(mark["title"], words) for mark, words in found.marks] == [('"', "A & B")]
    assert "<title>&lt;a&gt;</title>" in page(document)


_places = st.tuples(st.integers(0, 19), st.integers(1, 30))


@given(st.lists(_places, max_size=6))
def test_whatever_spans_a_prediction_has_the_text_stands_there_once(places: list[tuple[int, int]]) -> None:
    """Crossing, doubled or beyond the sentence: a span is drawn in pieces, each of its words once."""
    text = "abcdefghijklmnopqrst"
    entities = tuple(Entity(start, start + length, "PER") for start, length in places)
    sentences = lay_out([(len(text), 0, False, ""), (len(text), 1, False, "")])
    document = Document("a", text=f"{text}\n{text}", sentences=sentences, entities=entities)
    found = _Page(page(document))
    assert found.open == []
    assert found.blocks == [("p", text)] * 2
    drawn = {str(key): document.surface(span).replace("\n", "") for key, span in enumerate(document.spans())}
    assert found.words() == drawn


def test_a_document_without_text_has_no_page(document: Document) -> None:
    """The message says how to get the text."""
    with pytest.raises(ValueError, match="composed-901 has no text: hydrate it first"):
        page(replace(document, text=None))


@pytest.mark.parametrize("split", [split for split in SPLITS if split != "published"])
def test_every_article_of_the_corpus_has_a_page_with_all_its_text_and_spans(split: str, root: Path) -> None:
    """Gold nests, so every span is one mark."""
    for document in committed(split, root):
        found = _Page(page(document))
        assert "\n".join(text for _, text in found.blocks) == document.text
        assert sorted(words for _, words in found.marks) == sorted(map(document.surface, document.spans()))


def test_values_and_arguments_can_be_read_without_a_mouse(document: Document) -> None:
    """Under each block a list that opens, of what its numbers and commitments say."""
    lists = list(html.fromstring(page(document)).iter("details"))
    assert [it.findtext("summary") for it in lists] == ["Values and arguments (2)", "Values and arguments (3)"]
    assert ["".join(map(str, item.itertext())) for item in lists[0].iter("li")] == [
        "PLEDGE góp 3 tỷ yên: specific; actor = Nhật Bản; amount = 3 tỷ yên",
        "MONEY 3 tỷ yên: 3000000000 JPY",
    ]
