"""An article is drawn in plain characters: its spans under the text, values and arguments below."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.corpus.load import committed, load
from camket.model import SPLITS, Argument, Commitment, Document, Entity, Number, lay_out
from camket.reports.drawing import draw, meaning


def _document(text: str, *entities: Entity) -> Document:
    return Document("a", text=text, sentences=lay_out([(len(text), 0, False, "")]), entities=entities)


def test_the_headline_of_the_small_article_is_drawn_as_here(small_root: Path) -> None:
    """Every bar is as long as its span and begins under it; short spans stand next to the text."""
    assert draw(load("train", small_root)[0], [1]).splitlines() == [
        "[1]",
        "Nhật Bản góp 3 tỷ yên",
        "GPE───── " + "    " + "MONEY───",
        "         PLEDGE──────",
        "  PLEDGE: specific; actor = Nhật Bản; amount = 3 tỷ yên",
        "  MONEY 3 tỷ yên: 3000000000 JPY",
    ]


def test_without_numbers_all_sentences_are_drawn_in_order(small_root: Path) -> None:
    """Set off by an empty line; a sentence without spans is just its text."""
    document = load("train", small_root)[0]
    blocks = draw(document).split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["[1]", "[2]", "[3]"]
    assert blocks[2] == "[3]\nBà cảm ơn các giảng viên."
    assert draw(document, [3, 1]).split("\n\n") == [blocks[0], blocks[2]]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Number(0, 1, "MONEY", "5000000", "USD", "min"), "≥ 5000000 USD"),
        (Number(0, 1, "DATE", "2027", "", "max"), "≤ 2027"),
        (Number(0, 1, "PERCENT", "7..9", "", "approx"), "≈ 7..9"),
        (Number(0, 1, "ORDINAL", "3"), "3"),
    ],
)
def test_the_meaning_of_a_number_is_shown_with_its_modifier_and_unit(number: Number, shown: str) -> None:
    """In one line."""
    assert meaning(number) == shown


def test_nested_spans_stand_in_rows_below_each_other() -> None:
    """And spans that do not meet share a row, adjacent ones too."""
    drawn = draw(_document("abcdefghij", Entity(0, 10, "ORG"), Entity(4, 7, "GPE"), Entity(7, 10, "PER")))
    assert drawn.splitlines()[2:] == ["    GPEPER", "ORG───────"]


def test_a_label_longer_than_its_span_is_cut() -> None:
    """So that bars never run into each other."""
    assert draw(_document("ab cd", Entity(0, 2, "SECTOR"), Entity(3, 5, "ROLE"))).splitlines()[2:] == ["SE RO"]


def test_a_long_sentence_is_broken_at_spaces_and_its_bars_with_it() -> None:
    """A span over the break is drawn in both lines."""
    assert draw(_document("aaaa bbbb cccc", Entity(5, 14, "ORG")), width=9).splitlines()[1:] == [
        "aaaa bbbb",
        "     ORG─",
        "cccc",
        "ORG─",
    ]


@given(st.lists(st.text("abcđê", min_size=1, max_size=15), min_size=1, max_size=12), st.integers(5, 30))
def test_no_line_is_wider_than_asked_and_no_character_is_lost(words: list[str], width: int) -> None:
    """Also where a word is longer than a line."""
    text = " ".join(words)
    lines = draw(_document(text, Entity(0, len(text), "ORG")), width=width).splitlines()[1:]
    assert max(map(len, lines)) <= width
    assert "".join(lines[::2]).replace(" ", "") == text.replace(" ", "")
    assert [len(bar) for bar in lines[1::2]] == [len(line) for line in lines[::2]]


def test_an_argument_in_another_sentence_is_shown_with_its_words() -> None:
    """It has no bar there, but its words stand in the line of the commitment."""
    document = Document(
        "a",
        text="Hội Mây đến. Sẽ góp vốn.",
        sentences=lay_out([(12, 0, False, ""), (11, 0, False, "")]),
        commitments=(Commitment(13, 23, "PLEDGE", "vague", (Argument("actor", 0, 7),)),),
    )
    assert draw(document, [2]).splitlines()[-1] == "  PLEDGE: vague; actor = Hội Mây"


def test_a_document_without_text_is_not_drawn(small_root: Path) -> None:
    """Even a sentence without spans; the message says how to get the text."""
    document = replace(load("train", small_root)[0], text=None)
    with pytest.raises(ValueError, match="composed-901 has no text: hydrate it first"):
        draw(document, [3])


@pytest.mark.parametrize("number", [0, 4])
def test_a_sentence_that_is_not_there_is_refused(number: int, small_root: Path) -> None:
    """The message says which there are."""
    with pytest.raises(ValueError, match=f"composed-901 has no sentence {number}: it has 1 to 3"):
        draw(load("train", small_root)[0], [1, number])


@pytest.mark.parametrize("split", [split for split in SPLITS if split != "published"])
def test_every_article_of_the_corpus_can_be_drawn(split: str, root: Path) -> None:
    """Each sentence has its block, and each commitment and number its line."""
    for document in committed(split, root):
        drawn = draw(document)
        assert drawn.count("\n\n") == len(document.sentences) - 1
        for commitment in document.commitments:
            assert f"\n  {commitment.label}: {commitment.specificity}" in drawn
        for number in document.numbers:
            assert f"\n  {number.label} {document.surface(number)}: {meaning(number)}" in drawn
