"""The data model: where sentences and spans stand, what belongs together, and the label sets."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.model import (
    COMMITMENT_LABELS,
    COMPOSED_SPLITS,
    ENTITY_LABELS,
    LAYERS,
    NUMBER_LABELS,
    SPLITS,
    VLSP_LABELS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
    Sentence,
    join_text,
    lay_out,
)
from camket.text import sha256

PARAGRAPHS = st.lists(st.lists(st.text(min_size=1), min_size=1, max_size=3), max_size=4)


def document(text: str, *paragraphs: list[str]) -> Document:
    """A document of paragraphs of sentences, whose text must be `text`."""
    rows = [(len(s), number, False, sha256(s)) for number, sentences in enumerate(paragraphs) for s in sentences]
    return Document(id="a", split="train", date="2026-03-12", text=text, sentences=lay_out(rows))


@given(PARAGRAPHS)
def test_offsets_known_from_lengths_alone_find_every_sentence_in_the_joined_text(paragraphs: list[list[str]]) -> None:
    pairs = [(number, sentence) for number, sentences in enumerate(paragraphs) for sentence in sentences]
    text = join_text(pairs)
    placed = lay_out((len(sentence), number, False, sha256(sentence)) for number, sentence in pairs)
    assert [text[s.start : s.end] for s in placed] == [sentence for _, sentence in pairs]
    assert (placed[-1].end if placed else 0) == len(text)


def test_a_space_joins_sentences_and_a_line_feed_paragraphs() -> None:
    assert join_text([(0, "Lúa chín."), (1, "Mưa."), (1, "Gió.")]) == "Lúa chín.\nMưa. Gió."
    assert lay_out([(9, 0, True, "x"), (4, 1, False, "y"), (4, 1, False, "z")]) == (
        Sentence(0, 9, 0, True, "x"),
        Sentence(10, 14, 1, False, "y"),
        Sentence(15, 19, 1, False, "z"),
    )


def test_spans_come_outer_before_inner_whatever_order_they_were_given_in() -> None:
    outer = Commitment(4, 20, "PLEDGE", "vague", (Argument("actor", 0, 3),))
    party, number, entity = Party(4, 12), Number(4, 12, "QUANTITY", "3"), Entity(6, 12, "GPE")
    first = Entity(0, 3, "GPE")
    made = Document("a", entities=(entity, first), numbers=(number,), parties=(party,), commitments=(outer,))
    assert list(made.spans()) == [first, outer, party, number, entity]


def test_a_surface_is_the_text_of_a_span_a_sentence_or_an_argument() -> None:
    made = document("Lúa chín. Huế mưa.", ["Lúa chín.", "Huế mưa."])
    assert made.surface(Entity(10, 13, "GPE")) == "Huế"
    assert made.surface(made.sentences[0]) == "Lúa chín."
    assert made.surface(Argument("actor", 10, 13)) == "Huế"


def test_a_text_free_document_knows_its_length_and_says_how_to_get_its_text() -> None:
    made = dataclasses.replace(document("Lúa chín. Huế mưa.", ["Lúa chín.", "Huế mưa."]), text=None)
    assert made.length == 18
    with pytest.raises(ValueError, match=r"a has no text: hydrate it first \(camket hydrate DIR\)"):
        made.surface(Entity(10, 13, "GPE"))


def test_a_document_without_sentences_is_as_long_as_its_text() -> None:
    assert Document("a", text="Huế mưa").length == 7
    assert Document("a").length == 0


def test_a_character_belongs_to_one_sentence_and_the_joint_to_none() -> None:
    made = document("Lúa. Mưa.", ["Lúa.", "Mưa."])
    assert [made.sentence_at(offset) for offset in (0, 3, 4, 5, 8, 9)] == [0, 0, 1, 1, 1, None]


def test_a_sentence_has_the_labels_of_the_commitments_that_begin_in_it_once_and_in_order() -> None:
    made = dataclasses.replace(
        document("Lúa. Mưa. Gió.", ["Lúa.", "Mưa."], ["Gió."]),
        commitments=tuple(
            Commitment(start, end, label, "vague")
            for start, end, label in [(5, 8, "REQUEST"), (5, 7, "PLEDGE"), (6, 8, "PLEDGE"), (10, 13, "REFUSAL")]
        ),
    )
    assert made.sentence_labels() == [(), ("PLEDGE", "REQUEST"), ("REFUSAL",)]


@pytest.mark.parametrize("split", SPLITS)
def test_every_split_belongs_to_a_layer(split: str) -> None:
    layer = Document("a", split=split).layer
    assert layer in LAYERS
    assert (layer == "composed") == (split in COMPOSED_SPLITS)


def test_label_sets_are_those_of_the_guidelines() -> None:
    assert ENTITY_LABELS == ("PER", "ROLE", "ORG", "GPE", "LOC", "EVENT", "PROJECT", "AGREEMENT", "SECTOR")
    assert NUMBER_LABELS == ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "DATE", "DURATION")
    assert COMMITMENT_LABELS == ("PLEDGE", "AGREEMENT", "REQUEST", "INTENT", "FULFILMENT", "REFUSAL")


def test_all_entity_labels_but_role_and_sector_have_a_vlsp_label() -> None:
    assert set(ENTITY_LABELS) - set(VLSP_LABELS) == {"ROLE", "SECTOR"}
    assert set(VLSP_LABELS.values()) == {"PER", "ORG", "LOC", "MISC"}


def test_documents_and_spans_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Entity(0, 3, "GPE").label = "ORG"  # type: ignore[misc]
