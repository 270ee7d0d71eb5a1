"""What a split has that another has not, counted by hand."""

from collections.abc import Callable

from camket.corpus.overlap import overlap
from camket.model import Document


def test_new_mentions_syllables_and_pairs_are_counted(make: Callable[..., Document]) -> None:
    """Running and distinct; words count in small letters, names as they are written."""
    known = [make("composed-901", '<e type="GPE">Huế</e> họp, nói về gạo.')]
    other = [
        make("composed-902", '<e type="GPE">Huế</e> nói: <e type="GPE">Lào</e> họp.', '<e type="GPE">Lào</e> về 3 lần.')
    ]
    found = overlap(known, other)
    assert found["entities"] == {"items": 3, "new": 0.6667, "distinct": 2, "distinct_new": 0.5}
    assert found["GPE"] == found["entities"]
    assert found["PER"] == {"items": 0, "new": None, "distinct": 0, "distinct_new": None}
    # huế nói lào họp | lào về lần: of seven syllables lào, lào, lần are new, of six distinct ones two
    assert found["syllables"] == {"items": 7, "new": 0.4286, "distinct": 6, "distinct_new": 0.3333}
    # none of huế nói, nói lào, lào họp, lào về, về lần stands in huế họp nói về gạo
    assert found["pairs"] == {"items": 5, "new": 1.0, "distinct": 5, "distinct_new": 1.0}


def test_a_split_against_itself_has_nothing_new(make: Callable[..., Document]) -> None:
    """Whatever it holds."""
    documents = [make("composed-901", '<e type="GPE">Huế</e> họp, nói về gạo.')]
    assert {row["new"] for row in overlap(documents, documents).values()} == {0, None}
