"""Descriptive statistics are counts that a reader can check by hand."""

from pathlib import Path
from typing import Any

import pytest

from camket.corpus.load import committed
from camket.corpus.stats import statistics
from camket.formats import annotation_xml
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    NUMBER_LABELS,
    SPLITS,
)


@pytest.fixture
def measured(article: str, tmp_path: Path) -> dict[str, Any]:
    """The statistics of the article of conftest.py."""
    path = tmp_path / "article.xml"
    path.write_text(article, encoding="utf-8")
    return statistics([annotation_xml.read(path)])


def _of(labels: tuple[str, ...], **counts: int) -> dict[str, int]:
    return {"all": sum(counts.values())} | {label: counts.get(label, 0) for label in labels}


def test_the_figures_of_a_small_article_are_those_counted_by_hand(measured: dict[str, Any]) -> None:
    """Three sentences, of which the first is a headline; four entities, all with different words."""
    first = "Nhật Bản góp 3 tỷ yên"
    second = "Thứ trưởng Lê Thu Hà cho biết hai bên nhất trí mở 12 khóa học về bán dẫn trước năm 2027."
    third = "Bà cảm ơn các giảng viên."
    assert measured == {
        "articles": 1,
        "sentences": 3,
        "headlines": 1,
        "characters": len(f"{first}\n{second} {third}"),
        "sentence_length": {"low": len(first), "median": len(third), "high": len(second)},
        "syllables": 6 + 22 + 7,
        "entities": _of(ENTITY_LABELS, GPE=1, ROLE=1, PER=1, SECTOR=1),
        "numbers": _of(NUMBER_LABELS, MONEY=1, QUANTITY=1, DATE=1),
        "numbers_with_modifier": 2,
        "parties": 1,
        "commitments": _of(COMMITMENT_LABELS, PLEDGE=1, AGREEMENT=1),
        "specific": 2,
        "arguments": _of(ARGUMENT_ROLES, actor=2, amount=1, deadline=1),
        "sentences_with_commitment": 2,
        "surface_forms": 4,
    }


def test_a_text_free_article_has_every_figure_but_those_that_need_words(
    measured: dict[str, Any], article: str, tmp_path: Path
) -> None:
    """Syllables and surface forms are unknown, not nought."""
    inline, free = tmp_path / "article.xml", tmp_path / "free.xml"
    free.write_text(annotation_xml.write(annotation_xml.read(inline), text_free=True), encoding="utf-8")
    unknown = {"syllables": None, "surface_forms": None}
    assert statistics([annotation_xml.read(free)]) == measured | unknown


def test_two_articles_have_the_sum_of_their_figures_but_shared_words_once(
    measured: dict[str, Any], tmp_path: Path
) -> None:
    """Surface forms are counted over all articles."""
    document = annotation_xml.read(tmp_path / "article.xml")
    both = statistics([document, document])
    assert both["articles"] == 2
    assert both["surface_forms"] == measured["surface_forms"]
    assert both["sentence_length"] == measured["sentence_length"]
    for key in set(measured) - {"articles", "surface_forms", "sentence_length"}:
        if isinstance(measured[key], dict):
            assert both[key] == {label: 2 * count for label, count in measured[key].items()}
        else:
            assert both[key] == 2 * measured[key]


def test_no_article_gives_noughts() -> None:
    """A split may be empty."""
    assert set(statistics([])) >= {"articles", "entities"}
    assert all(value == 0 for value in statistics([]).values() if not isinstance(value, dict))
    assert statistics([])["numbers"] == _of(NUMBER_LABELS)


@pytest.mark.parametrize("split", SPLITS)
def test_the_figures_of_the_corpus_add_up(split: str, root: Path) -> None:
    """Labels sum to their total, and a commitment begins in a sentence."""
    found = statistics(committed(split, root))
    for key in ("entities", "numbers", "commitments", "arguments"):
        *_, total = sorted(found[key].values())
        assert total == found[key]["all"] == sum(found[key].values()) / 2
    assert found["sentences_with_commitment"] <= min(found["sentences"], found["commitments"]["all"])
    assert found["specific"] <= found["commitments"]["all"]
    assert (found["syllables"] is None) == (split == "published" and found["articles"] > 0)
