"""Two passes are compared: F1 of spans, kappa of sentence labels, and every place where they differ."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from camket.corpus.agreement import SPAN_METRICS, VALUE_METRICS, agreement, by_parts, disagreements, kappa
from camket.corpus.load import committed, load_pass
from camket.model import (
    COMMITMENT_LABELS,
    COMPOSED_SPLITS,
    LAYERS,
    SPECIFICITIES,
    SPLITS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Span,
    lay_out,
)
from camket.scoring.counts import Counts
from camket.scoring.metrics import METRICS


def _article(*spans: Span, name: str = "a", sentences: int = 4) -> Document:
    """An article of sentences of nine characters each: 0-9, 10-19, 20-29, …"""
    return Document(
        name,
        sentences=lay_out((9, 0, False, f"{index:064x}") for index in range(sentences)),
        entities=tuple(span for span in spans if isinstance(span, Entity)),
        numbers=tuple(span for span in spans if isinstance(span, Number)),
        commitments=tuple(span for span in spans if isinstance(span, Commitment)),
    )


def _pledge(start: int, label: str = "PLEDGE", end: int | None = None, specificity: str = "vague") -> Commitment:
    return Commitment(start, start + 5 if end is None else end, label, specificity)


def test_exact_and_overlap_agreement_are_counted_per_label_and_together() -> None:
    """One ORG at the same place, one that only overlaps, a GPE that one pass has alone: 1 and 2 of 2 and 3."""
    one = _article(Entity(0, 5, "ORG"), Entity(10, 15, "ORG"))
    other = _article(Entity(0, 5, "ORG"), Entity(10, 19, "ORG"), Entity(20, 25, "GPE"))
    found = agreement([one], [other])
    assert found.exact.labels("entities") == {"GPE": Counts(0, 0, 1), "ORG": Counts(1, 2, 2)}
    assert found.overlap.labels("entities") == {"GPE": Counts(0, 0, 1), "ORG": Counts(2, 2, 2)}
    assert (found.documents, found.sentences) == (1, 4)


def test_kappa_is_cohens() -> None:
    """Of 4 sentences one pass has PLEDGE in two, the other in one of these: (3/4 - 1/2) / (1 - 1/2) = 1/2."""
    one, other = [_article(_pledge(0), _pledge(10))], [_article(_pledge(0))]
    found = kappa(one, other)
    assert found["PLEDGE"] == pytest.approx(1 / 2)
    assert found["any"] == pytest.approx(1 / 2)
    # 24 decisions, 2 and 1 of them yes, one common: (23/24 - 508/576) / (1 - 508/576) = 44/68
    assert found["all"] == pytest.approx(44 / 68)


def test_kappa_of_a_label_that_no_pass_gives_is_unknown() -> None:
    """Chance agreement is complete, so kappa has no value; so too without any sentence."""
    article = _article(_pledge(0))
    found = kappa([article], [article])
    assert found == {label: 1 if label in ("PLEDGE", "all", "any") else None for label in found}
    assert set(found) == {*COMMITMENT_LABELS, "all", "any"}
    assert set(kappa([], []).values()) == {None}


def test_articles_pair_by_id() -> None:
    """The order of the articles in a pass does not matter."""
    one = [_article(_pledge(0), name="a"), _article(_pledge(10), Entity(0, 4, "PER"), name="b")]
    found = agreement(one, one[::-1])
    assert found.exact.micro("entities") == Counts(1, 1, 1)
    assert found.overlap.micro("commitments_exact") == Counts(2, 2, 2)
    assert found.kappa["all"] == 1


def test_an_article_in_one_pass_only_is_named() -> None:
    """Both missing sides."""
    with pytest.raises(ValueError, match="in one pass only: b, c"):
        agreement([_article(name="a"), _article(name="b")], [_article(name="a"), _article(name="c")])


def test_an_article_with_other_sentences_in_the_other_pass_is_named() -> None:
    """Offsets of two different texts cannot be compared."""
    with pytest.raises(ValueError, match="other sentences in the other pass: b"):
        agreement([_article(), _article(name="b")], [_article(), _article(name="b", sentences=3)])


DIFFERENCES: list[tuple[str, Span | None, Span | None]] = [
    ("boundary", Entity(10, 15, "ORG"), Entity(10, 16, "ORG")),
    ("boundary", Entity(10, 15, "ORG"), Entity(12, 19, "GPE")),
    ("label", Entity(10, 15, "ORG"), Entity(10, 15, "GPE")),
    ("label", Number(10, 15, "DATE", "2026"), Number(10, 15, "DURATION", "P3Y")),
    ("value", Number(10, 15, "DATE", "2026"), Number(10, 15, "DATE", "2027")),
    ("value", Number(10, 15, "PERCENT", "7"), Number(10, 15, "PERCENT", "7", "", "min")),
    ("label", _pledge(10), _pledge(10, "INTENT")),
    ("specificity or arguments", _pledge(10), _pledge(10, specificity="specific")),
    ("specificity or arguments", _pledge(10), Commitment(10, 15, "PLEDGE", "vague", (Argument("actor", 0, 5),))),
    ("missing in the second", Entity(10, 15, "ORG"), None),
    ("missing in the first", None, Number(10, 15, "PERCENT", "7")),
]


@pytest.mark.parametrize(("what", "left", "right"), DIFFERENCES)
def test_a_disagreement_is_listed_with_its_sentence_its_kind_and_both_spans(
    what: str, left: Span | None, right: Span | None
) -> None:
    """What both passes have is not listed."""
    shared: tuple[Span, ...] = (Entity(0, 5, "PER"), Number(5, 8, "ORDINAL", "3"), _pledge(20))
    one, other = (_article(*shared, *([span] if span else [])) for span in (left, right))
    assert disagreements(one, other) == [(2, what, left, right)]


def test_disagreements_come_in_the_order_of_sentences() -> None:
    """Whatever their kind."""
    one = _article(_pledge(0), Entity(30, 35, "ORG"), Number(10, 15, "PERCENT", "7"))
    assert [row[0] for row in disagreements(one, _article())] == [1, 2, 4]


_starts, _lengths = st.integers(0, 35), st.integers(1, 4)


def _commitment(start: int, length: int, label: str, specificity: str, actor: int | None) -> Commitment:
    arguments = () if actor is None else (Argument("actor", actor, actor + 3),)
    return Commitment(start, start + length, label, specificity, arguments)


_spans = st.lists(
    st.one_of(
        st.builds(lambda s, n, label: Entity(s, s + n, label), _starts, _lengths, st.sampled_from(["ORG", "GPE"])),
        st.builds(lambda s, n, value: Number(s, s + n, "PERCENT", value), _starts, _lengths, st.sampled_from("78")),
        st.builds(
            _commitment,
            _starts,
            _lengths,
            st.sampled_from(COMMITMENT_LABELS[:2]),
            st.sampled_from(SPECIFICITIES),
            st.none() | st.integers(0, 2),
        ),
    ),
    max_size=8,
)
_passes = st.lists(_spans, min_size=2, max_size=2).map(
    lambda found: [replace(_article(*spans), id=str(index)) for index, spans in enumerate(found)]
)


@settings(max_examples=25, deadline=None)
@given(_passes, _passes)
def test_agreement_does_not_depend_on_which_pass_is_taken_as_gold(one: list[Document], other: list[Document]) -> None:
    """F1 of every metric and label, overlap F1 and kappa are the same both ways."""
    there, back = agreement(one, other), agreement(other, one)
    for metric in METRICS:
        f1 = {label: counts.f1 for label, counts in there.exact.labels(metric).items()}
        assert f1 == {label: counts.f1 for label, counts in back.exact.labels(metric).items()}, metric
    for metric in SPAN_METRICS:
        turned = {label: Counts(c.correct, c.predicted, c.gold) for label, c in there.overlap.labels(metric).items()}
        assert turned == back.overlap.labels(metric)
    assert there.kappa == pytest.approx(back.kappa)


@settings(max_examples=25, deadline=None)
@given(_passes)
def test_a_pass_agrees_with_itself(one: list[Document]) -> None:
    """And nothing is listed as different."""
    found = agreement(one, one)
    assert {found.exact.micro(metric).f1 for metric in METRICS} <= {None, 1}
    assert set(found.kappa.values()) <= {None, 1}
    assert not [row for document in one for row in disagreements(document, document)]


@settings(max_examples=25, deadline=None)
@given(_passes, _passes)
def test_kappa_equals_that_of_scikit_learn(one: list[Document], other: list[Document]) -> None:
    """Of every label, of all together and of having any."""
    labels = [[set(found) for document in side for found in document.sentence_labels()] for side in (one, other)]
    expected = {label: [[label in found for found in side] for side in labels] for label in COMMITMENT_LABELS}
    expected["all"] = [[label in found for found in side for label in COMMITMENT_LABELS] for side in labels]
    expected["any"] = [[bool(found) for found in side] for side in labels]
    for label, value in kappa(one, other).items():
        left, right = expected[label]
        known = len({*left, *right}) == 2
        assert value == (pytest.approx(cohen_kappa_score(left, right)) if known else None), label


def test_intervals_of_kappa_come_from_drawing_articles() -> None:
    """Two articles of which one agrees and one does not: kappa of a draw is that of its articles."""
    agreed, apart = _article(_pledge(0), name="a"), _article(_pledge(10), name="b")
    found = agreement([agreed, apart], [agreed, replace(apart, commitments=(_pledge(20),))])
    low, high = found.kappa_interval["PLEDGE"] or (0, 0)
    assert low == pytest.approx(-1 / 3)  # the second twice: of 4 sentences 2 agreed, by chance 10/16
    assert high == 1
    assert found.kappa_interval["REFUSAL"] is None
    assert agreement([agreed], [agreed]).kappa_interval["PLEDGE"] is None


def test_the_passes_of_the_corpus_can_be_compared(root: Path) -> None:
    """Every layer and learning split has articles that were annotated twice, and the passes agree far above chance."""
    parts = by_parts(root)
    assert set(parts) == {*LAYERS, *COMPOSED_SPLITS}
    for part in parts.values():
        assert (part.kappa["all"] or 0) > 0.4
        for metric in VALUE_METRICS:
            assert part.exact.micro(metric).gold > 0


def test_what_systems_are_measured_on_was_annotated_twice(root: Path) -> None:
    """Every article of it has both passes; of train, at least thirty, and the others one."""
    first, second = ({d.id for layer in LAYERS for d in load_pass(number, layer, root)} for number in "12")
    for split in SPLITS:
        gold = {document.id for document in committed(split, root)}
        assert gold <= first
        assert len(gold & second) >= (30 if split == "train" else len(gold))
