"""Notebook 5: each solution passes its check, a blank is told so, and typical mistakes are named."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

pytest.importorskip("pandas")
from checks import commitments as check

from camket.corpus.load import load

Answers = Callable[[str, str], dict[str, Any]]
Mentions = list[tuple[str, str]]
Counts = dict[str, tuple[int, int, int]]

PRELUDE = """
import re
HARMLESS = ["hàng không", "không quân", "không khí", "không gian", "không hoàn lại", "không dưới", "không quá"]
HARMLESS += ["không chỉ", "không những", "không ngừng", "chưa đầy", "chưa tới"]
"""
HARMLESS = ["hàng không", "không hoàn lại", "không dưới", "không chỉ", "chưa tới"]
SENTENCES = [f"câu {i}" for i in range(1, 6)]
FUNCTIONS = ["indicators", "top", "averages", "best_threshold", "negated", "tense"]
BEST = check.SPARE["best_threshold"]
MARKERS = {"đã": "past", "vừa": "past", "từng": "past", "sẽ": "future", "sắp": "future"}


def f1s(counts: Counts) -> list[float]:
    return [2 * c / (g + p) for c, g, p in counts.values()]


def micro(counts: Counts) -> float:
    return float(check.SPARE["averages"](counts)[0])


def macro(counts: Counts) -> float:
    return float(check.SPARE["averages"](counts)[1])


def recall(counts: Counts) -> float:
    return sum(c for c, _, _ in counts.values()) / sum(g for _, g, _ in counts.values())


def precision(counts: Counts) -> float:
    return sum(c for c, _, _ in counts.values()) / sum(p for _, _, p in counts.values())


def of_means(counts: Counts) -> float:
    precision, recall = (sum(c / n[i] for c, *n in counts.values()) / len(counts) for i in (1, 0))
    return 2 * precision * recall / (precision + recall)


def shared_row(found: Sequence[Sequence[str]], labels: list[str]) -> list[list[int]]:
    row, rows = [0] * len(labels), []
    for one in found:
        for label in one:
            row[labels.index(label)] = 1
        rows.append(row)
    return rows


def by_accuracy(probabilities: Sequence[float], gold: Sequence[int], thresholds: Sequence[float]) -> float:
    def accuracy(threshold: float) -> int:
        return sum((p > threshold) == bool(g) for p, g in zip(probabilities, gold, strict=True))

    return max(thresholds, key=accuracy)


def f1(probabilities: Sequence[float], gold: Sequence[int], threshold: float, strict: bool = True) -> float:
    yes = [p > threshold if strict else p >= threshold for p in probabilities]
    return 2 * sum(g for y, g in zip(yes, gold, strict=True) if y) / (sum(yes) + sum(gold))


def by_precision(probabilities: Sequence[float], gold: Sequence[int], thresholds: Sequence[float]) -> float:
    def precision(threshold: float) -> float:
        chosen = [g for p, g in zip(probabilities, gold, strict=True) if p > threshold]
        return sum(chosen) / len(chosen)

    return max(thresholds, key=precision)


def first_phrase(sentence: str) -> bool:
    text = sentence.lower()
    if any(phrase in text for phrase in HARMLESS):
        return False
    return "không" in text or "chưa" in text


def case_sensitive(sentence: str) -> bool:
    for phrase in HARMLESS:
        sentence = sentence.replace(phrase, "")
    return "không" in sentence or "chưa" in sentence


def not_lowered(sentence: str) -> bool:
    for phrase in HARMLESS:
        sentence = sentence.replace(phrase, "")
    return "không" in sentence.lower() or "chưa" in sentence.lower()


def by_table(words: str) -> str:
    return next((MARKERS[marker] for marker in MARKERS if marker in words.lower().split()), "")


def future_first(words: str) -> str:
    return "future" if "sẽ" in words.lower() else check.SPARE["tense"](words)


def without_size(words: str) -> str:
    return next((MARKERS[s] for s in words.lower().split() if s in MARKERS), "")


def case_tense(words: str) -> str:
    return "" if words[0].isupper() else str(check.SPARE["tense"](words))


def toneless(words: str) -> str:
    return str(check.SPARE["tense"](words.replace("sẻ", "sẽ")))


WRONG: list[tuple[str, Any, str]] = [
    ("indicators", lambda found, labels: [[labels.index(x) for x in one] for one in found], "positions of labels"),
    (
        "indicators",
        lambda found, labels: [[int(x in one) for one in found] for x in labels],
        "Rows are sentences, columns are labels",
    ),
    ("indicators", lambda found, labels: [[int(x in one) for x in labels] for one in found if one], "has its row too"),
    ("indicators", lambda found, labels: [[1 for x in labels if x in one] for one in found], "0 where a label is not"),
    ("indicators", lambda found, labels: [[str(int(x in one)) for x in labels] for one in found], "no strings"),
    ("indicators", lambda found, labels: [[int(one == x) for x in labels] for one in found], "not `==`"),
    ("indicators", lambda found, labels: [[int(one[:1] == (x,)) for x in labels] for one in found], "only the first"),
    (
        "indicators",
        lambda found, labels: [[int(x in one) for x in sorted(labels)] for one in found],
        "order of `labels`",
    ),
    ("indicators", shared_row, "share one row"),
    ("top", lambda names, weights, n: names[:n], "first names of the list"),
    ("top", lambda names, weights, n: check.SPARE["top"](names, weights, n)[::-1], "the largest must come first"),
    ("top", lambda names, weights, n: sorted(names, reverse=True)[:n], "This is the alphabet"),
    ("top", lambda names, weights, n: [x for _, x in sorted(zip(weights, names, strict=True))][:n], "smallest weights"),
    ("top", lambda names, weights, n: sorted(zip(weights, names, strict=True))[::-1][:n], "keep only the names"),
    ("top", lambda names, weights, n: sorted(weights)[::-1][:n], "names are needed"),
    ("top", lambda names, weights, n: [x for _, x in sorted(zip(weights, names, strict=True))][::-1], "Only the first"),
    (
        "top",
        lambda names, weights, n: [x for _, x in sorted(zip(map(abs, weights), names, strict=True))][::-1][:n],
        "Do not drop the sign",
    ),
    ("averages", lambda counts: (macro(counts), macro(counts)), "Micro is no mean of F1s"),
    ("averages", lambda counts: (micro(counts), micro(counts)), "Macro: compute the F1 of each label"),
    ("averages", lambda counts: (macro(counts), micro(counts)), "micro comes first"),
    ("averages", lambda counts: (micro(counts), sum(f1s(counts))), "divided by the number of labels"),
    ("averages", lambda counts: (micro(counts) / 2, macro(counts) / 2), "the 2 is missing"),
    ("averages", lambda counts: (recall(counts), 0.0), "This is recall"),
    ("averages", micro, "Two numbers are needed"),
    ("averages", lambda counts: (precision(counts), macro(counts)), "The first is precision"),
    ("averages", lambda counts: (100 * micro(counts), 100 * macro(counts)), "not percentages"),
    ("averages", lambda counts: (micro(counts), of_means(counts)), "the F1 of two means"),
    ("averages", lambda counts: sum(c for c, _, _ in counts), r"`counts.values\(\)`"),
    ("best_threshold", lambda p, g, t: max(f1(p, g, x) for x in t), "This is the F1"),
    ("best_threshold", lambda p, g, t: max(reversed(t), key=lambda x: f1(p, g, x)), "Of equal ones take the first"),
    ("best_threshold", lambda p, g, t: max(t, key=lambda x: f1(p, g, x, strict=False)), "it must be greater"),
    ("best_threshold", by_precision, "precision is 0/0"),
    ("best_threshold", by_accuracy, "rightly have no label"),
    ("best_threshold", lambda p, g, t: max(t, key=lambda x: p > x), "compare each probability in a loop"),
    ("best_threshold", lambda p, g, t: 0.45, "one of the thresholds given"),
    ("negated", lambda s: "không" in s.lower() or "chưa" in s.lower(), "denies no action"),
    ("negated", first_phrase, "do not return at once"),
    ("negated", case_sensitive, "“Không” has a capital"),
    ("negated", not_lowered, "“Không chỉ” has a capital"),
    ("negated", lambda s: re.search("không thể|không nhận|không ai", s.lower()) is not None, "“Chưa” .not yet. denies"),
    ("negated", lambda s: re.search("không|chưa", s), "`True` or `False` is needed"),
    ("negated", lambda s: check.SPARE["negated"](s.replace("chưa tới", "chưa")), "“chưa tới” denies no action"),
    ("tense", lambda words: MARKERS.get(words.lower().split()[0], ""), "not the first word of the phrase"),
    ("tense", by_table, "“sẽ” comes before “đã”"),
    ("tense", future_first, "“đã” comes before “sẽ”"),
    ("tense", without_size, "is about size"),
    ("tense", case_tense, "has a capital"),
    ("tense", toneless, "another tone"),
    ("tense", lambda words: check.SPARE["tense"](words) or None, "return an empty string"),
]


RIGHT: list[tuple[str, Any]] = [
    ("indicators", lambda found, labels: np.array([[label in one for label in labels] for one in found], dtype=int)),
    ("indicators", lambda found, labels: tuple(tuple(label in one for label in labels) for one in found)),
    ("top", lambda names, weights, n: np.array(names)[np.argsort(weights)[::-1][:n]]),
    ("averages", lambda counts: [np.float64(micro(counts)), macro(counts)]),
    ("best_threshold", lambda p, g, t: np.array(t)[np.argmax([f1(p, g, x) for x in t])]),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answer_in_another_form_passes(name: str, answer: Any) -> None:
    assert check.CHECKS[name](answer).passed


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("5-commitments", PRELUDE)


def test_labels_by_hand(solved: dict[str, Any]) -> None:
    assert check.kinds(solved["kinds"], SENTENCES).passed
    assert check.kinds([], SENTENCES).state == "blank"


@pytest.mark.parametrize(
    ("place", "given", "told"),
    [
        (1, {"PLEDGE"}, "praise binds nobody"),
        (2, {"REQUEST"}, "REFUSAL is missing; the second clause"),
        (3, {"PLEDGE"}, "AGREEMENT is missing"),
        (4, {"FULFILMENT", "PLEDGE"}, "a plan about one's own doing"),
        (0, "PLEDGE", "this is a string"),
        (1, {}, "an empty set is written `set()`"),
        (0, {"PROMISE"}, "there is no label `PROMISE`"),
    ],
)
def test_mistake_in_labels_is_named(place: int, given: Any, told: str) -> None:
    answer = [*check.KINDS[:place], given, *check.KINDS[place + 1 :]]
    assert told in str(check.kinds(answer, SENTENCES))


def test_form_of_labels() -> None:
    assert "A list of 5 sets" in str(check.kinds([{"PLEDGE"}], SENTENCES))


def actor(answer: Any, f1: float = 67.2) -> Any:
    return check.actor(answer, lambda rule: f1, 50.2)


def test_rule_that_is_better_passes_and_is_kept(solved: dict[str, Any]) -> None:
    blank = eval("lambda mentions: None")
    blank.__name__ = "actor"
    assert actor(blank).state == "blank"
    assert check.usable(blank) is check.SPARE["actor"]
    assert actor(solved["actor"]).passed
    assert check.usable(solved["actor"]) is solved["actor"]


def first_person(mentions: Mentions) -> int:
    return next(i for i, (_, label) in enumerate(mentions) if label == "PER")


def first_actor(mentions: Mentions) -> int | None:
    return next((i for i, (_, label) in enumerate(mentions) if label in ("ROLE", "PARTY", "ORG", "GPE")), None)


@pytest.mark.parametrize(
    ("answer", "f1", "told"),
    [
        (lambda mentions: len(mentions) - 1, 50.2, "takes Hà Nội"),
        (lambda mentions: 0, 49.4, "can promise nothing"),
        (first_actor, 52.0, "gold takes the person's name"),
        (first_person, 60.0, "There may be no mention of the kind"),
        (lambda mentions: mentions[-1], 60.0, "the place of the mention is needed"),
        (lambda mentions: mentions[-1][0], 60.0, "the place of the mention is needed"),
        (lambda mentions: len(mentions), 60.0, "counted from 0"),
        (..., 60.0, "A function is needed"),
    ],
)
def test_rule_that_is_not_better_is_told_why(answer: Any, f1: float, told: str) -> None:
    verdict = actor(answer, f1)
    assert verdict.state == "wrong"
    assert re.search(told, str(verdict)), str(verdict)


def test_commitments_with_the_wrong_actor_are_shown() -> None:
    def before(document: Any, commitment: Any) -> list[tuple[int, int, str]]:
        return [(e.start, e.end, e.label) for e in document.entities if e.end <= commitment.start]

    given: list[Mentions] = []

    def rule(mentions: Mentions) -> int:
        given.append(mentions)
        return 0

    table = check.wrong_actors(load("validation")[:6], before, rule, most=3)
    assert "UAE" in {words for mentions in given for words, _ in mentions}
    assert len(table.rows) == 3
    assert all("(" in row[0] for row in table.rows)
