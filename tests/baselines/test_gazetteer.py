"""The floor for entities and numbers: strings of train found again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camket.model import Document, Entity, Number
from camket.systems import bare, load_system


@pytest.fixture
def gazetteer(root: Path) -> Any:
    """Empty lists."""
    return load_system(f"{root / 'baselines' / 'gazetteer.py'}:Gazetteer")


def found(system: Any, document: Document) -> list[tuple[str, str]]:
    """The strings and labels of the entities and numbers of a document."""
    (predicted,) = system.predict([bare(document)])
    spans: list[Entity | Number] = [*predicted.entities, *predicted.numbers]
    return [(predicted.surface(span), span.label) for span in spans]


def test_the_longest_name_is_taken(gazetteer: Any, make: Callable[..., Document]) -> None:
    """From left to right, none over another."""
    gazetteer.fit(
        [make("a", '<e type="GPE">Hà Nội</e> và <e type="ORG">Đại học Hà Nội</e> và <e type="PER">Nội Bài</e>.')]
    )
    document = make("b", "Đại học Hà Nội Bài ở Hà Nội.")
    assert found(gazetteer, document) == [("Đại học Hà Nội", "ORG"), ("Hà Nội", "GPE")]


def test_a_name_has_its_most_frequent_label(gazetteer: Any, make: Callable[..., Document]) -> None:
    """Of two equally frequent ones the first in the alphabet."""
    name = '<e type="{}">Hà Nội</e>.'
    gazetteer.fit([make("a", name.format("ORG"), name.format("GPE"), name.format("ORG"))])
    assert found(gazetteer, make("b", "Hà Nội.")) == [("Hà Nội", "ORG")]
    gazetteer.fit([make("a", name.format("ORG"), name.format("GPE"))])
    assert found(gazetteer, make("b", "Hà Nội.")) == [("Hà Nội", "GPE")]


def test_only_whole_syllables_of_one_sentence_are_matched(gazetteer: Any, make: Callable[..., Document]) -> None:
    """Neither inside a word or a figure nor over the end of a sentence."""
    gazetteer.fit([make("a", '<e type="ORG">Mai Anh</e> có <n type="QUANTITY" value="5" unit="">5</n>.')])
    assert found(gazetteer, make("b", "Mai Anhx và Mai", "Anh có 5.000 và 15")) == []
    assert found(gazetteer, make("b", "Mai Anh có 5")) == [("Mai Anh", "ORG"), ("5", "QUANTITY")]


def test_a_number_has_the_most_frequent_meaning_of_its_string(gazetteer: Any, make: Callable[..., Document]) -> None:
    """Nothing is computed: a number that train does not have is not found."""
    sentence = '<n type="DATE" value="{}" mod="max">năm nay</n>.'
    gazetteer.fit([make("a", sentence.format(2025), sentence.format(2026), sentence.format(2025))])
    (predicted,) = gazetteer.predict([bare(make("b", "năm nay và năm 2026."))])
    assert predicted.numbers == (Number(0, 7, "DATE", "2025", modifier="max"),)


def test_what_was_learnt_is_restored(gazetteer: Any, root: Path, make: Callable[..., Document], tmp_path: Path) -> None:
    """In a new object, with the same predictions."""
    document = make("a", '<e type="GPE">Nhật Bản</e> góp <n type="MONEY" value="3" unit="JPY">3 yên</n>.')
    gazetteer.fit([document]).save(tmp_path)
    other: Any = load_system(f"{root / 'baselines' / 'gazetteer.py'}:Gazetteer")
    other.restore(tmp_path)
    assert other.predict([bare(document)]) == gazetteer.predict([bare(document)])
    assert found(other, document) == [("Nhật Bản", "GPE"), ("3 yên", "MONEY")]


def test_nothing_cannot_be_learnt_from(gazetteer: Any) -> None:
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        gazetteer.fit([])
