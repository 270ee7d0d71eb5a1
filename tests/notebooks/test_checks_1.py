"""Notebook 1: each solution passes its check, a blank is told so, and typical mistakes are named."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest

pytest.importorskip("pandas")
pytest.importorskip("datasets")
import pandas as pd
from checks import data as check

from camket.model import ENTITY_LABELS, Commitment, Document

Answers = Callable[[str, str], dict[str, Any]]
Documents = Sequence[Document]

PRELUDE = "import pandas as pd"
SENTENCE = (
    "Ngày 14/5, tại Huế, bà Ichikura Sayo, Giám đốc Quỹ Kamoi, "
    "cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028."
)
RIGHT = [
    ("Ngày 14/5", "DATE"),
    ("Huế", "GPE"),
    ("Ichikura Sayo", "PER"),
    ("Giám đốc Quỹ Kamoi", "ROLE"),
    ("Quỹ Kamoi", "ORG"),
    ("cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028", "PLEDGE"),
    ("Quảng Trị", "GPE"),
    ("20 xe cứu thương", "QUANTITY"),
    ("năm 2028", "DATE"),
]


def annotated(place: int, *row: str) -> list[tuple[str, ...]]:
    return [*RIGHT[:place], row, *RIGHT[place + 1 :]]


def acts(documents: Documents) -> list[tuple[Document, Commitment]]:
    return [(document, commitment) for document in documents for commitment in document.commitments]


def labels(documents: Documents) -> list[str]:
    return [entity.label for document in documents for entity in document.entities]


def actors(document: Document, commitment: Commitment) -> list[str]:
    return [document.surface(a) for a in commitment.arguments if a.role == "actor"]


def of_one_article(documents: Documents) -> Any:
    for document in documents:
        counts = pd.Series(labels([document])).value_counts()
    return counts


def of_all_layers(documents: Documents) -> Any:
    return Counter(labels(documents) + [number.label for d in documents for number in d.numbers])


def in_articles(documents: Documents) -> Any:
    return Counter(label for d in documents for label in set(labels([d])))


def words_counted(documents: Documents) -> Any:
    return Counter(d.surface(e) for d in documents for e in d.entities)


def longest_of_first(documents: Documents) -> str:
    return max((documents[0].surface(c) for c in documents[0].commitments), key=len)


def longest_of_articles(documents: Documents) -> str:
    return max((max((d.surface(c) for c in d.commitments), key=len) for d in documents), key=len)


def specific(documents: Documents) -> int:
    return sum(c.specificity == "specific" for _, c in acts(documents))


def mean_of_articles(documents: Documents) -> float:
    return sum(specific([d]) / max(1, len(d.commitments)) for d in documents) / len(documents)


def failing_mean(documents: Documents) -> float:
    return sum(specific([d]) / len(d.commitments) for d in documents) / len(documents)


def one_mention(document: Document, commitment: Commitment, role: str) -> Any:
    return next((document.surface(a) for a in commitment.arguments if a.role == role), None)


def by_acts(documents: Documents) -> list[str]:
    found = []
    for document in documents:
        counts = Counter(a for c in document.commitments for a in actors(document, c))
        found += [document.id] if max(counts.values(), default=0) > 1 else []
    return found


def by_pledges(documents: Documents) -> list[str]:
    return [d.id for d in documents if sum(c.label == "PLEDGE" for c in d.commitments) > 1]


def by_places(documents: Documents) -> list[str]:
    found = []
    for document in documents:
        pledges = [c for c in document.commitments if c.label == "PLEDGE"]
        counts = Counter((a.start, a.end) for c in pledges for a in c.arguments if a.role == "actor")
        found += [document.id] if max(counts.values(), default=0) > 1 else []
    return found


def by_words(documents: Documents) -> list[Document]:
    found = []
    for document in documents:
        pledges = [c for c in document.commitments if c.label == "PLEDGE"]
        counts = Counter(actor for c in pledges for actor in actors(document, c))
        found += [document] if max(counts.values(), default=0) > 1 else []
    return found


FUNCTIONS = ["surface", "count_labels", "longest", "share_specific", "mentions", "repeats", "density"]

WRONG: list[tuple[str, Any, str]] = [
    ("surface", lambda text, span: text[span["start"] : span["end"] + 1], "One character too many"),
    ("surface", lambda text, span: text[span["start"] : span["end"] - 1], "One character is missing"),
    ("surface", lambda text, span: text[span["start"] :][: span["end"]], "a place in the text, not a length"),
    ("surface", lambda text, span: text[span.start : span.end], "A span is a `dict` here"),
    ("surface", lambda text, span: (span["start"], span["end"]), "The words of the span"),
    ("surface", lambda text, span: text[span["start"], span["end"]], "with a colon"),
    ("surface", lambda text, span: text[span[0] : span[1]], "with the keys"),
    ("count_labels", labels, "only counting is missing"),
    ("count_labels", lambda documents: len(labels(documents)), "label → how many"),
    ("count_labels", of_all_layers, "labels of another layer"),
    ("count_labels", in_articles, "how many articles have the label"),
    ("count_labels", of_one_article, "Only one article was counted"),
    ("count_labels", lambda documents: pd.Series(labels(documents)).value_counts(normalize=True), "These are shares"),
    ("count_labels", words_counted, "Count labels"),
    ("count_labels", lambda documents: Counter(e.label for e in documents.entities), "a list of articles"),
    ("count_labels", lambda documents: Counter(e["label"] for d in documents for e in d.entities), "an object here"),
    ("count_labels", lambda documents: Counter(dict.fromkeys(ENTITY_LABELS, 100)), "does it use `documents`"),
    ("longest", lambda documents: max(d.surface(c) for d, c in acts(documents)), "goes by the alphabet"),
    ("longest", lambda documents: max(len(d.surface(c)) for d, c in acts(documents)), "This is the length"),
    ("longest", lambda documents: max((c for _, c in acts(documents)), key=lambda c: c.end - c.start), "its places"),
    ("longest", lambda documents: min((d.surface(c) for d, c in acts(documents)), key=len), "the shortest"),
    ("longest", longest_of_first, "Only article A"),
    ("longest", longest_of_articles, "Some article has no commitment"),
    ("longest", lambda documents: max((d.text for d in documents), key=len), "This is no commitment"),
    ("longest", lambda documents: sorted(acts(documents), key=lambda pair: len(pair[1])), "an object without `len`"),  # type: ignore[arg-type]
    ("longest", lambda documents: [d.surface(c) for d, c in acts(documents)], "One string is needed"),
    ("longest", lambda documents: "hứa xây mười trường học", "does it use `documents`"),
    ("share_specific", lambda documents: specific(documents) / len(documents), "divide by the commitments"),
    ("share_specific", lambda documents: sum(c.specificity for _, c in acts(documents)), "compare it with"),  # type: ignore[misc]
    ("share_specific", lambda documents: 0.9035, "does it use `documents`"),
    ("share_specific", lambda documents: "0.25", "A number from 0 to 1"),
    ("share_specific", lambda documents: 100 * specific(documents) / len(acts(documents)), "in percent"),
    ("share_specific", specific, "divide it by how many"),
    ("share_specific", lambda documents: 1 - specific(documents) / len(acts(documents)), "share of the vague"),
    ("share_specific", mean_of_articles, "mean of the articles' shares"),
    ("share_specific", failing_mean, "Article D has no commitment"),
    (
        "share_specific",
        lambda documents: specific(documents) / max(1, len(acts(documents)) - specific(documents)),
        "by all",
    ),
    ("mentions", one_mention, "also where it holds a single one"),
    ("mentions", lambda d, c, role: {d.surface(a) for a in c.arguments if a.role == role}, "A list `.….` is needed"),
    ("mentions", lambda d, c, role: [d.surface(a) for a in d.arguments], "Loop over `commitment.arguments`"),
    ("mentions", one_mention, "return an empty list"),
    ("mentions", lambda d, c, role: [a for a in c.arguments if a.role == role], "These are places"),
    ("mentions", lambda d, c, role: [d.surface(a) for a in c.arguments], "Other roles are in it"),
    ("mentions", lambda d, c, role: [d.surface(c) for a in c.arguments if a.role == role], "whole commitment"),
    ("mentions", lambda d, c, role: [d.surface(a) for a in c.arguments if a.role == role][:1], "Only the first one"),
    ("repeats", by_acts, "count `PLEDGE` only"),
    ("repeats", by_pledges, "each actor by itself"),
    ("repeats", by_places, "compare words"),
    ("repeats", by_words, "The ids are needed"),
    ("repeats", lambda documents: len(by_words(documents)), "A list of ids"),
    ("repeats", lambda documents: ["composed-001"], "does it use `documents`"),
    ("repeats", lambda documents: [d.id for d in by_words(documents) for _ in range(2)], "listed once"),
    ("density", lambda document, spans: 1000 * len(spans) / len(document.text), "Article E has no text"),
    ("density", lambda document, spans: len(spans) / document.length, "multiply by 1,000"),
    ("density", lambda document, spans: len(spans), "divide by its length"),
    ("density", lambda document, spans: 1000 * len(spans) // document.length, "drops what is after the point"),
    ("density", lambda document, spans: document.length / len(spans), "The other way round"),
    ("density", lambda document, spans: len(spans) / len(document.sentences), "This is per sentence"),
    ("density", lambda document, spans: round(1000 * len(spans) / document.length, 1), "Do not round"),
    ("density", lambda document, spans: 1000 * len(document.entities) / document.length, "its second argument"),
]


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("1-data", PRELUDE)


def test_messages_are_in_both_languages_and_show_no_bare_objects() -> None:
    for name, answer, _ in WRONG:
        for vietnamese, english in check.CHECKS[name](answer).lines:
            assert vietnamese
            assert english
            assert vietnamese != english
            assert "Commitment(" not in english
            assert "Document(" not in english


def test_counts_may_be_a_dictionary() -> None:
    assert check.count_labels(lambda documents: dict(Counter(labels(documents)))).passed


def test_lists_may_be_tuples() -> None:
    def mentioned(document: Document, commitment: Commitment, role: str) -> tuple[str, ...]:
        return tuple(document.surface(a) for a in commitment.arguments if a.role == role)

    assert check.mentions(mentioned).passed
    assert check.repeats(lambda documents: tuple(d.id for d in by_words(documents))).passed


def test_annotation_passes_in_any_order(solved: dict[str, Any]) -> None:
    assert solved["answer"] == RIGHT
    assert check.annotate(RIGHT[::-1], SENTENCE).passed


@pytest.mark.parametrize("blank", [[], (), ..., None])
def test_blank_annotation(blank: Any) -> None:
    assert check.annotate(blank, SENTENCE).state == "blank"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (["Huế"], "two strings"),
        ({"Huế": "GPE"}, "two strings"),
        (annotated(2, "bà Ichikura Sayo", "PER"), "no part of the name"),
        (annotated(6, "tỉnh Quảng Trị", "GPE"), "stays outside the name"),
        (annotated(0, "14/5", "DATE"), "so it is in the span"),
        (annotated(8, "trước năm 2028", "DATE"), "is a modifier"),
        (annotated(7, "hơn 20 xe cứu thương", "QUANTITY"), "is a modifier"),
        (annotated(7, "20", "QUANTITY"), "the counted noun too"),
        (annotated(3, "Giám đốc", "ROLE"), "belongs to the ROLE"),
        (annotated(1, "Huế", "ORG"), "is not an entity (ORG): see what the labels of section 2 mean"),
        (annotated(1, "Huế", "CITY"), "There is no label `CITY`"),
        (annotated(1, "Hue", "GPE"), "letter by letter"),
        (annotated(5, "tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028", "PLEDGE"), "the verb of the act"),
        (annotated(5, "cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương", "PLEDGE"), "its deadline included"),
        (annotated(5, SENTENCE[SENTENCE.index("bà") : -1], "PLEDGE"), "stays outside"),
        (annotated(5, SENTENCE[SENTENCE.index("cam") :], "PLEDGE"), "does not have the full stop"),
        (RIGHT[:5], "4 more to find; look for a commitment (PLEDGE)"),
        ([*RIGHT, ("tại", "LOC")], "is no span"),
    ],
)
def test_mistake_of_an_annotation_is_named(answer: Any, told: str) -> None:
    verdict = check.annotate(answer, SENTENCE)
    assert verdict.state == "wrong"
    assert told in str(verdict), str(verdict)


def test_what_is_drawn_nests_and_does_not_cross() -> None:
    drawn = check.drawn([*RIGHT, ("Huế, bà Ichikura", "PER"), ("không có", "PER"), "Huế", ("", "PER")], SENTENCE)
    assert [drawn.text[span.start : span.end] for span in drawn.spans] == [
        words for words, _ in sorted(RIGHT, key=lambda row: (SENTENCE.index(row[0]), -len(row[0])))
    ]
    assert check.drawn(None, SENTENCE).spans == ()
