"""The error page: gold beside prediction, each error once and in words, spans on their exact characters."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from camket.corpus.load import load
from camket.formats import predictions
from camket.model import Argument, Commitment, Document, Entity, Number, Party, lay_out
from camket.reports.error_page import error_page
from camket.scoring.errors import KINDS, find_errors

TEXT = "Công ty Mai Lan cam kết giao 110 kg cà phê cho phía Nhật Bản trước năm 2027."
Element = Any  # the stubs of lxml leave out what elements of HTML can do


def _at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _document(text: str = TEXT, **layers: Any) -> Document:
    sentences = lay_out([(len(line), number, False, "") for number, line in enumerate(text.split("\n"))])
    return replace(Document("a", text=text, sentences=sentences), **layers)


GOLD = _document(
    entities=(Entity(*_at("Công ty Mai Lan"), "ORG"), Entity(*_at("Nhật Bản"), "GPE")),
    numbers=(Number(*_at("110 kg"), "QUANTITY", "110", "kg"), Number(*_at("năm 2027"), "DATE", "2027", "", "max")),
    parties=(Party(*_at("phía Nhật Bản")),),
    commitments=(
        Commitment(
            *_at("cam kết giao 110 kg cà phê cho phía Nhật Bản trước năm 2027"),
            "PLEDGE",
            "specific",
            (
                Argument("actor", *_at("Công ty Mai Lan")),
                Argument("amount", *_at("110 kg")),
                Argument("recipient", *_at("phía Nhật Bản")),
            ),
        ),
    ),
)
PREDICTED = Document(
    "a",
    entities=(Entity(*_at("Mai Lan"), "PER"), Entity(*_at("cà phê"), "SECTOR")),
    numbers=(Number(*_at("110 kg"), "QUANTITY", "10", "kg"), Number(*_at("năm 2027"), "DATE", "2027")),
    commitments=(
        Commitment(
            *_at("giao 110 kg cà phê"),
            "PLEDGE",
            "vague",
            (Argument("actor", *_at("Mai Lan")), Argument("amount", *_at("110 kg"))),
        ),
    ),
)


def _page(gold: Document = GOLD, predicted: Document = PREDICTED) -> Element:
    return _parsed(error_page([gold], [predicted], "rules", "test"))


def _parsed(source: str) -> Element:
    return html.document_fromstring(source)


def _text(element: Element) -> str:
    return " ".join(str(element.text_content()).split())


def _items(page: Element) -> list[Element]:
    return [item for errors in page.find_class("errors") for item in errors.iter("li")]


def _texts(page: Element) -> list[Element]:
    return list(page.find_class("text"))


def _words(text: Element) -> dict[str, str]:
    """The words of each span, its pieces put together."""
    words: dict[str, str] = {}
    for mark in text.iter("mark"):
        key = str(mark.get("data-mark"))
        words[key] = words.get(key, "") + str(mark.text_content())
    return words


def _said(item: Element) -> tuple[str, ...]:
    """An error in words: headline, layer, and what stands after each name."""
    rows = [f"{_text(row[0])}: {_text(row[1])}" for row in item.iter("div")]
    return (_text(item[0]), _text(item[1]), *rows)


def test_each_error_stands_there_once_in_words() -> None:
    """Kind, label, layer, and both sides: the surfaces, and what is said of them where that is wrong."""
    act = "cam kết giao 110 kg cà phê cho phía Nhật Bản trước năm 2027"
    assert [_said(item) for item in _items(_page())] == [
        ("Wrong boundary: ORG", "entities", "gold: Công ty Mai Lan", "predicted: Mai Lan"),
        ("Wrong type: ORG predicted as PER", "entities", "gold: Công ty Mai Lan is ORG", "predicted: Mai Lan is PER"),
        ("Spurious SECTOR", "entities", "predicted: cà phê"),
        ("Missed GPE", "entities", "gold: Nhật Bản"),
        ("Wrong value: QUANTITY", "numbers", "gold: 110 kg = 110 kg", "predicted: 110 kg = 10 kg"),
        (
            "Wrong modifier: DATE",
            "numbers",
            "gold: năm 2027 = ≤ 2027, modifier max",
            "predicted: năm 2027 = 2027, modifier none",
        ),
        ("Wrong boundary: PLEDGE", "commitments", f"gold: {act}", "predicted: giao 110 kg cà phê"),
        (
            "Wrong specificity: PLEDGE",
            "commitments",
            f"gold: {act} is specific",
            "predicted: giao 110 kg cà phê is vague",
        ),
        (
            "Wrong argument actor of PLEDGE",
            "commitments",
            f"commitment: {act}",
            "gold: Công ty Mai Lan",
            "predicted: Mai Lan",
        ),
        (
            "Missed argument recipient of PLEDGE",
            "commitments",
            f"commitment: {act}",
            "gold: phía Nhật Bản",
            "predicted: none",
        ),
    ]


def test_each_error_can_be_focused_and_has_an_address() -> None:
    """Its headline is a link to itself; no name is given twice in the page, whatever the articles are called."""
    gold = [replace(GOLD, id=name) for name in ("a", "a 1", "a-1", "errors", "filters")]
    page = _parsed(error_page(gold, [replace(PREDICTED, id=document.id) for document in gold], "rules", "test"))
    assert [item[0].get("href") for item in _items(page)] == [f"#{item.get('id')}" for item in _items(page)]
    names = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert [name for name, times in names.items() if times > 1] == []
    assert not [name for name in names if re.search(r"\s", str(name))]


def test_an_error_names_its_marks_in_both_texts() -> None:
    """Of an argument, the filler on either side and the commitment that it belongs to."""
    page = _page()
    gold, predicted = map(_words, _texts(page))
    known = {**gold, **predicted}
    lit = {_text(item[0]): [known[key] for key in str(item.get("data-marks")).split()] for item in _items(page)}
    assert lit["Wrong boundary: ORG"] == ["Công ty Mai Lan", "Mai Lan"]
    assert lit["Missed GPE"] == ["Nhật Bản"]
    assert lit["Spurious SECTOR"] == ["cà phê"]
    assert lit["Wrong argument actor of PLEDGE"] == ["Công ty Mai Lan", "Mai Lan"]
    assert lit["Missed argument recipient of PLEDGE"] == ["phía Nhật Bản"]
    around = {_text(item[0]): known.get(str(item.get("data-around")), "") for item in _items(page)}
    assert around["Missed argument recipient of PLEDGE"].startswith("cam kết giao")
    assert around["Missed GPE"] == ""


def test_spans_are_drawn_on_their_exact_characters_with_label_and_layer() -> None:
    """Gold first, then the prediction; what an error names is drawn as wrong; other fillers bear their role."""
    gold, predicted = _texts(_page())
    assert [str(text.text_content()) for text in (gold, predicted)] == [TEXT, TEXT]
    assert {(words, str(mark.get("class"))) for mark in gold.iter("mark") for words in [mark.text_content()]} == {
        ("Công ty Mai Lan", "entity wrong"),
        ("Nhật Bản", "entity wrong"),
        ("110 kg", "number wrong"),
        ("năm 2027", "number wrong"),
        ("phía Nhật Bản", "party wrong"),
        ("cam kết giao 110 kg cà phê cho phía Nhật Bản trước năm 2027", "commitment wrong"),
    }
    assert [label.get("data-label") for label in gold.iter("b")] == [
        *("ORG", "PLEDGE", "QUANTITY", "recipient", "GPE", "DATE")
    ]
    assert sorted(_words(predicted).values()) == sorted(
        ["Mai Lan", "cà phê", "110 kg", "năm 2027", "giao 110 kg cà phê"]
    )


def _lines(text: Element) -> dict[str, str]:
    return {str(mark.text_content()): str(mark.get("style")) for mark in text.iter("mark")}


def test_nested_spans_have_lines_of_their_own_the_short_ones_nearest_to_the_text() -> None:
    """The commitment under the argument under the entity."""
    lines = _lines(_texts(_page())[0])
    assert (lines["Nhật Bản"], lines["phía Nhật Bản"]) == ("--line:0", "--line:1")
    assert lines["cam kết giao 110 kg cà phê cho phía Nhật Bản trước năm 2027"] == "--line:2"


def test_crossing_spans_go_on_at_their_level_in_pieces() -> None:
    """Elements nest, so the second is cut where the first ends; put together the pieces are its words."""
    text = "một hai ba bốn năm"
    crossing = (Entity(*_at("một hai ba", text), "ORG"), Entity(*_at("hai ba bốn năm", text), "GPE"))
    drawn = _texts(_page(_document(text, entities=crossing), Document("a")))[0]
    assert sorted(_words(drawn).values()) == ["hai ba bốn năm", "một hai ba"]
    pieces = [(str(mark.text_content()), mark.get("style")) for mark in drawn.iter("mark")]
    assert pieces == [("một hai ba", "--line:0"), ("hai ba", "--line:1"), (" bốn năm", "--line:1")]
    assert [label.get("data-label") for label in drawn.iter("b")] == ["ORG", "GPE"]


def test_spans_whose_labels_would_meet_are_on_different_levels() -> None:
    """A long label under a short span takes room."""
    text = "A, B"
    near = (Entity(0, 1, "AGREEMENT"), Entity(3, 4, "AGREEMENT"))
    assert set(_lines(_texts(_page(_document(text, entities=near), Document("a")))[0]).values()) == {
        "--line:0",
        "--line:1",
    }


def test_no_letter_is_parted_from_its_marks() -> None:
    """A span that begins or ends inside a sequence of combining characters takes in the whole sequence."""
    text = unicodedata.normalize("NFD", "Huế đẹp")
    drawn = _texts(_page(_document(text, entities=(Entity(0, 3, "GPE"), Entity(4, 5, "LOC"))), Document("a")))[0]
    assert drawn.text_content() == text
    assert set(_words(drawn).values()) == {text[:5], text[2:5]}


def test_text_that_looks_like_markup_is_inert() -> None:
    """In texts, surfaces, article names, labels and values, and in the name of the system."""
    bad = """<script>alert('x')</script> & "quoted" ]]> --> </style>"""
    spans = (Entity(0, 8, '"><b>'), Entity(28, len(bad), "'&"))
    gold = replace(_document(bad, entities=spans, numbers=(Number(0, 8, "MONEY", "<i>", "&"),)), id='<a "b">')
    source = error_page([gold], [], bad, "<split>")
    page = _parsed(source)
    assert len(list(page.iter("script"))) == 1
    assert source.count("<script>") == 1
    assert page.find_class("text")[0].text_content() == bad
    assert page.findtext(".//title") == f"Errors of {bad} on <split>"
    assert [str(item[0].text_content()) for item in _items(page)] == ['Missed "><b>', "Missed '&", "Missed MONEY"]
    assert page.find_class("text")[0].xpath("count(.//b[@data-label])") == 3


def test_a_page_needs_nothing_from_elsewhere() -> None:
    """No address, picture or style sheet: it can be kept and opened offline."""
    source = error_page([GOLD], [PREDICTED], "rules", "test")
    page = _parsed(source)
    assert not {"link", "img", "iframe", "object"} & {str(element.tag) for element in page.iter()}
    assert not re.search(r"https?:|@import|url\(|\bsrc=", source)


def test_without_a_script_the_page_is_a_plain_complete_list() -> None:
    """What only a script can work is hidden or disabled; no text, error or value is."""
    page = _page()
    assert all("hidden" in element.attrib for element in page.xpath("//aside | //*[@class='bar'] | //*[@class='keys']"))
    assert all("disabled" in button.attrib for button in page.xpath("//table//button"))
    assert not page.xpath("//main//*[@hidden]//ul | //main//ul[@hidden] | //article[@hidden]")
    values = [_text(item) for item in page.xpath("//details[@class='meanings']//li")]
    assert "QUANTITY 110 kg: 110 kg" in values
    assert "PLEDGE giao 110 kg cà phê: vague; actor = Mai Lan; amount = 110 kg" in values


def test_the_head_counts_errors_by_kind_and_layer_and_sentences_without() -> None:
    """Each cell with errors is a button that says in words what it shows."""
    page = _page(_document(TEXT + "\nHết.", entities=(Entity(*_at("Nhật Bản"), "GPE"),)), Document("a"))
    assert _text(page.find("body/header/p")) == (
        "1 error in 1 of 2 sentences of 1 article; sentences without errors (1) are left out."
    )
    rows = [[_text(cell) for cell in row] for row in _page().xpath("//table//tr")]
    assert rows[0] == ["kind", "entities", "numbers", "commitments", "all"]
    assert [row[0] for row in rows[1:]] == [*KINDS, "all"]
    assert rows[-1] == ["all", "4", "2", "4", "10"]
    assert rows[3] == ["boundary", "1", "0", "1", "2"]
    button = _page().xpath("//button[@data-kind='boundary' and @data-layer='entities']")[0]
    assert button.get("aria-label") == "1 boundary in entities"


def test_filters_offer_what_occurs_with_its_count() -> None:
    """Kinds, layers, labels by layer (roles last) and articles, as native boxes with labels."""
    boxes = _page().xpath("//form//label[input[@type='checkbox']]")
    assert [_text(box) for box in boxes] == [
        *("missed 1", "spurious 1", "boundary 2", "type 1", "value 2", "specificity 1", "argument 2"),
        *("entities 4", "numbers 2", "commitments 4"),
        *("GPE 1", "ORG 2", "SECTOR 1", "DATE 1", "QUANTITY 1", "PLEDGE 2", "actor 1", "recipient 1"),
        "a 10",
    ]


def test_only_documents_with_errors_need_their_text() -> None:
    """The message says how to get it."""
    bare = replace(GOLD, text=None)
    with pytest.raises(ValueError, match="a has errors but no text to show them in: hydrate it first"):
        error_page([bare], [PREDICTED], "rules", "published")
    assert "No errors in 1 sentence of 1 article." in error_page([bare], [bare], "rules", "published")


def test_a_span_over_two_sentences_is_drawn_in_both_and_one_beyond_the_text_in_words() -> None:
    """Each sentence shows what lies in it."""
    text = "Một hai.\nBa bốn."
    gold = _document(text, entities=(Entity(9, 11, "GPE"), Entity(0, 3, "LOC")))
    wild = Document("a", entities=(Entity(4, 11, "ORG"), Entity(12, 99, "PER"), Entity(50, 60, "PER")))
    page = _page(gold, wild)
    drawn = [sorted(_words(text).values()) for text in _texts(page)]
    assert drawn == [["Một"], ["hai."], ["Ba"], ["Ba", "bốn."]]
    said = " ".join(_text(item) for item in _items(page))
    assert "(characters 50 to 60, beyond the text)" in said
    assert "(characters 12 to 99, beyond the text)" in said


_labels = st.sampled_from(["PER", "AGREEMENT"])
_spans = st.lists(
    st.builds(lambda at, length, label: Entity(at, at + length, label), st.integers(0, 24), st.integers(1, 30), _labels)
)


@settings(deadline=None)
@given(_spans, _spans)
def test_whatever_the_spans_are_the_texts_stand_there_exactly(gold: list[Entity], predicted: list[Entity]) -> None:
    """And every span that lies in a sentence is drawn in it, on its own characters."""
    text = "Cà phê Huế.\nĐẹp lắm & <b>."
    document = _document(text, entities=tuple(gold))
    given_ = Document("a", entities=tuple(predicted))
    page = _page(document, given_) if find_errors([document], [given_]) else None
    for card in [] if page is None else page.xpath("//article"):
        sentence = document.sentences[int(_text(card.find("h3/a")).split()[1]) - 1]
        for drawn, entities in zip(_texts(card), (gold, predicted), strict=True):
            assert drawn.text_content() == text[sentence.start : sentence.end]
            parts = [text[max(e.start, sentence.start) : min(e.end, sentence.end)] for e in entities]
            assert sorted(_words(drawn).values()) == sorted(filter(None, parts))


@pytest.mark.parametrize("system", ["rules", "crf", "underthesea_ner"])
def test_the_page_of_a_committed_result_lists_all_its_errors(system: str, root: Path) -> None:
    """As many as there are, in a page of moderate size."""
    gold = load("retold")
    predicted = predictions.read(root / "baselines" / "results" / system / "retold.jsonl", gold)
    source = error_page(gold, predicted, system, "retold")
    items = _items(_parsed(source))
    errors = find_errors(gold, predicted)
    assert sorted((item.get("data-kind"), item.get("data-label")) for item in items) == sorted(
        (error.kind, f"{error.layer}/{error.label}") for error in errors
    )
    assert len(source.encode()) < 2000 * len(errors)
