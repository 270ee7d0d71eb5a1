"""Notebook 6: each solution passes its check, a blank is told so, and typical mistakes are named."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("pandas")
from checks import scoring as check

from camket import Document, Entity

Answers = Callable[[str, str], dict[str, Any]]
Array = NDArray[Any]
Pair = tuple[Array, Array]
Ends = tuple[float, float] | None
Generator = np.random.Generator
PRELUDE = "import numpy as np\n"
FUNCTIONS = ["f1", "always_o", "match", "macro", "resample", "interval", "exchange", "verdict", "kappa"]
Counts = dict[str, tuple[int, int, int]]
DRAWS = check.SPARE["resample"]


def f1(correct: float, gold: float, predicted: float) -> float:
    return float(2 * correct / (gold + predicted))


def harmonic(correct: int, gold: int, predicted: int) -> float | None:
    if gold + predicted == 0:
        return None
    precision, recall = correct / predicted, correct / gold
    return 2 * precision * recall / (precision + recall)


def guarded(formula: Callable[[int, int, int], float]) -> Callable[[int, int, int], float | None]:
    """A formula that gets the empty cases right."""

    def f1(correct: int, gold: int, predicted: int) -> float | None:
        if gold + predicted == 0:
            return None
        return formula(correct, gold, predicted) if gold and predicted else 0.0

    return f1


def one_way(one: tuple[int, int], other: tuple[int, int]) -> str:
    return "exact" if one == other else "overlap" if one[0] <= other[0] < one[1] else "none"


def ends_only(one: tuple[int, int], other: tuple[int, int]) -> str:
    if one == other:
        return "exact"
    return "overlap" if one[0] <= other[0] < one[1] or one[0] < other[1] <= one[1] else "none"


def touching(one: tuple[int, int], other: tuple[int, int]) -> str:
    return "exact" if one == other else "overlap" if one[0] <= other[1] and other[0] <= one[1] else "none"


def late_exact(one: tuple[int, int], other: tuple[int, int]) -> str:
    return "overlap" if one[0] < other[1] and other[0] < one[1] else "none"


def half_exact(one: tuple[int, int], other: tuple[int, int]) -> str:
    return "exact" if one[0] == other[0] else late_exact(one, other)


def micro(counts: Counts) -> float | None:
    return f1(*(sum(column) for column in zip(*counts.values(), strict=True))) if counts else None


def macro(default: float | None, skip_zero: bool = False, times: float = 1) -> Callable[[Counts], float | None]:
    def answer(counts: Counts) -> float | None:
        each = [f1(*row) if row[1] + row[2] else default for row in counts.values()]
        known = [score for score in each if score is not None and (score or not skip_zero)]
        return times * sum(known) / len(known) if known else None

    return answer


def draw(size: int = 3, replace: bool = True) -> Callable[[Array, Generator], float]:
    def resample(documents: Array, rng: Generator) -> float:
        return f1(*documents[rng.choice(len(documents), size, replace=replace)].sum(axis=0))

    return resample


def same_draw(documents: Array, rng: Generator) -> float:
    return float(DRAWS(documents, np.random.default_rng(1)))


def mean_of_documents(documents: Array, rng: Generator) -> float:
    drawn = documents[rng.integers(0, len(documents), len(documents))]
    return float(np.mean([f1(*row) for row in drawn]))


def columns_apart(documents: Array, rng: Generator) -> float:
    n = len(documents)
    return f1(*(documents[rng.integers(0, n, n), column].sum() for column in range(3)))


def middle(low: float, high: float) -> Callable[..., tuple[float, float]]:
    def interval(documents: Array, rng: Generator, times: int = 1000) -> tuple[float, float]:
        scores = [DRAWS(documents, rng) for _ in range(times)]
        return float(np.quantile(scores, low)), float(np.quantile(scores, high))

    return interval


def standard_error(documents: Array, rng: Generator, times: int = 1000) -> tuple[float, float]:
    scores = [DRAWS(documents, rng) for _ in range(times)]
    half = 1.96 * float(np.std(scores)) / times**0.5
    return float(np.mean(scores)) - half, float(np.mean(scores)) + half


def one_draw(documents: Array, rng: Generator, times: int = 1000) -> tuple[float, float]:
    low, high = np.quantile([DRAWS(documents, rng)] * times, [0.025, 0.975])
    return low, high


def all_draws(documents: Array, rng: Generator, times: int = 1000) -> list[float]:
    return [DRAWS(documents, rng) for _ in range(times)]


def switch(share: float = 0.5, one_coin: bool = False, back: bool = True) -> Callable[[Array, Array, Generator], Pair]:
    def exchange(first: Array, second: Array, rng: Generator) -> Pair:
        coin = rng.random((1 if one_coin else len(first), 1)) < share
        return np.where(coin, second, first), np.where(coin, first, second) if back else second.copy()

    return exchange


def cells(first: Array, second: Array, rng: Generator) -> Pair:
    coin = rng.random(first.shape) < 0.5
    return np.where(coin, second, first), np.where(coin, first, second)


def shuffled(first: Array, second: Array, rng: Generator) -> Pair:
    both = rng.permutation(np.concatenate([first, second]))
    return both[: len(first)], both[len(first) :]


def in_place(first: Array, second: Array, rng: Generator) -> Pair:
    coin = rng.random(len(first)) < 0.5
    first[coin], second[coin] = second[coin].copy(), first[coin].copy()
    return first, second


def decided(
    by_p: bool = True, by_interval: bool = True, sign: int = 1, negative: bool = True
) -> Callable[[float, Ends, float | None], str]:
    def verdict(difference: float, interval: Ends, p: float | None) -> str:
        if interval is None or p is None:
            return "unclear"
        if (by_p and p >= 0.05) or (by_interval and interval[0] <= 0 <= interval[1]):
            return "unclear"
        if difference < 0 and not negative:
            return "unclear"
        return "second" if sign * difference > 0 else "first"

    return verdict


def kappa(chance: Callable[[float, float], float], divide: bool = True) -> Callable[..., float | None]:
    def answer(both: int, first: int, second: int, neither: int) -> float | None:
        total = both + first + second + neither
        a, b = (both + first) / total, (both + second) / total
        agreed, by_chance = (both + neither) / total, chance(a, b)
        if neither == total:
            return None
        return (agreed - by_chance) / (1 - by_chance if divide else 1)

    return answer


MISTAKES: list[tuple[str, Any, str]] = [
    ("f1", f1, "return `None`"),
    ("f1", lambda c, g, p: 2 * c / (g + p) if g + p else 0.0, "return `None`"),
    ("f1", harmonic, "no side is divided by alone"),
    ("f1", guarded(lambda c, g, p: c / p), "This is precision"),
    ("f1", guarded(lambda c, g, p: c / g), "This is recall"),
    ("f1", guarded(lambda c, g, p: (c / p + c / g) / 2), "the plain mean"),
    ("f1", guarded(lambda c, g, p: c / (g + p)), "The 2 is missing"),
    ("f1", guarded(lambda c, g, p: c / (g + p - c)), "Jaccard"),
    ("f1", guarded(lambda c, g, p: 200 * c / (g + p)), "not a percentage"),
    ("f1", guarded(lambda c, g, p: round(2 * c / (g + p), 2)), "do not round"),
    ("f1", lambda g, c, p: 2 * c / (g + p) if g + p else None, "order of the parameters"),
    ("always_o", lambda tags: tags.count("O") / len(tags), "return `None`"),
    ("always_o", lambda tags: tags.count("O"), "divide by how many"),
    ("always_o", lambda tags: sum(t != "O" for t in tags) / len(tags) if tags else None, "the share of tagged"),
    ("always_o", lambda tags: sum("O" in t for t in tags) / len(tags) if tags else None, "has the letter O"),
    ("always_o", lambda tags: 100 * tags.count("O") / len(tags) if tags else None, "from 0 to 1"),
    ("match", touching, "not `<=`"),
    ("match", one_way, "which comes first"),
    ("match", ends_only, "inside the other"),
    ("match", late_exact, "ask this before"),
    ("match", half_exact, "both ends"),
    ("match", lambda one, other: late_exact(one, other) == "overlap", "one of three strings"),
    ("match", lambda one, other: "exact" if one == other else "overlap" if other[0] < one[1] else "none", "far apart"),
    ("macro", lambda counts: sum(2 * c / (g + p) for c, g, p in counts), "the three counts are in"),
    ("macro", micro, "This is micro"),
    ("macro", macro(0.0), "leave the label out"),
    ("macro", macro(None, skip_zero=True), "An F1 of 0 counts"),
    ("macro", macro(None, times=100), "from 0 to 1"),
    ("macro", lambda counts: sum(f1(*row) for row in counts.values()) / len(counts), "No label to average"),
    ("resample", draw(replace=False), "without replacement"),
    ("resample", same_draw, "do not make a new one"),
    ("resample", draw(size=1), "Each draw has 1, but"),
    ("resample", mean_of_documents, "the mean of the documents' F1s"),
    ("resample", columns_apart, "belong together"),
    ("resample", lambda documents, rng: documents, "must be one figure"),
    ("resample", lambda d, rng: f1(*d[rng.integers(0, len(d) - 1, len(d))].sum(axis=0)), "One document is never drawn"),
    ("resample", lambda d, rng: f1(*d[rng.integers(0, len(d), len(d))].sum()), "adds each column"),
    ("resample", lambda d, rng: f1(*d[rng.integers(9, 10, 10)].sum(axis=0)), "draw numbers below that"),
    ("interval", middle(0.00025, 0.00975), "takes percentages"),
    ("interval", middle(2.5, 97.5), "2.5 % is 0.025"),
    ("interval", middle(0, 1), "the smallest and the largest"),
    ("interval", middle(0.05, 0.95), "interval of 90 %"),
    ("interval", middle(0.975, 0.025), "The low end is above"),
    ("interval", standard_error, "drawing more often"),
    ("interval", one_draw, "has no width"),
    ("interval", all_draws, "Two figures are needed"),
    ("exchange", switch(one_coin=True), "One coin for all"),
    ("exchange", switch(share=1), "the same each time"),
    ("exchange", switch(share=0.1), "coin must be fair"),
    ("exchange", switch(back=False), "another is lost"),
    ("exchange", lambda one, two, rng: np.where(rng.random(len(one)) < 0.5, one, two), "write `coin[:, None]`"),
    ("exchange", cells, "change sides together"),
    ("exchange", shuffled, "within one document"),
    ("exchange", in_place, "changed the data"),
    ("exchange", lambda first, second, rng: first, "Return two arrays"),
    ("verdict", decided(by_p=False), "too narrow"),
    ("verdict", decided(by_interval=False), "The interval holds 0"),
    ("verdict", decided(sign=-1), "second minus first"),
    ("verdict", decided(negative=False), "Mind negative differences"),
    ("verdict", lambda d, ends, p: "second" if ends[0] > 0 else "unclear", "ask `is None` first"),
    ("verdict", lambda d, ends, p: "crf", "one of three strings"),
    ("kappa", kappa(lambda a, b: 0), "the share that is alike"),
    ("kappa", kappa(lambda a, b: 0.5), "not always 50 %"),
    ("kappa", kappa(lambda a, b: a * b), "both say “no”"),
    ("kappa", kappa(lambda a, b: a * b + (1 - a) * (1 - b), divide=False), "divide by `1 - chance`"),
    ("kappa", kappa(lambda a, b: ((a + b) / 2) ** 2 + (1 - (a + b) / 2) ** 2), "Scott's pi"),
]
WRONG = [(name, answer, re.escape(told)) for name, answer, told in MISTAKES]


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("6-scoring", PRELUDE)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_error_of_the_student_is_shown(name: str) -> None:
    def answer(*arguments: object) -> None:
        raise KeyError("nothing here")

    answer.__name__ = name
    assert "ends with `KeyError" in str(check.CHECKS[name](answer))


def test_messages_are_in_both_languages() -> None:
    for name, answer, _ in WRONG:
        for vietnamese, english in check.CHECKS[name](answer).lines:
            assert vietnamese
            assert english
            assert vietnamese != english


def test_leaks(solved: dict[str, Any]) -> None:
    assert check.leaks(solved["answer"]).passed
    assert "F is no made-up case" in str(check.leaks(solved["answer"]))
    assert check.leaks("a, c, e, f, g").passed
    assert check.leaks(set("ACEFG")).passed
    assert set(check.LEAKS) == set("ABCDEFGH")


@pytest.mark.parametrize("blank", [[], (), ..., None, ""])
def test_blank_leaks(blank: Any) -> None:
    assert check.leaks(blank).state == "blank"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (["A", "C", "E", "F", "G", "D"], "D is no leak: general knowledge"),
        (["A", "B", "C", "E", "F", "G"], "B is no leak: validation is there"),
        (["A", "C", "E", "F"], "1 more to find. In one of them, the copy carries"),
        (["C"], "4 more to find"),
        (["Z"], "A to H"),
        (5, "A list of letters"),
    ],
)
def test_mistake_in_leaks_is_named(answer: Any, told: str) -> None:
    verdict = check.leaks(answer)
    assert verdict.state == "wrong"
    assert told in str(verdict)


def test_memory_keeps_labels_and_how_sure_they_are() -> None:
    text = "Hà Nội gặp Sở Y tế Hà Nội. Y tế tốt."
    start = text.index("Sở")
    train = Document("1", text=text, entities=(Entity(0, 6, "GPE"), Entity(start, start + 14, "ORG")))
    names = check.memory([train])
    assert names == {"Hà Nội": ("GPE", 0.5), "Sở Y tế Hà Nội": ("ORG", 1.0)}
    found = check.remember(
        [Document("2", text="Tại Sở Y tế Hà Nội, Hà Nội.")], {name: label for name, (label, _) in names.items()}
    )
    assert found == [Document("2", entities=(Entity(4, 18, "ORG"), Entity(20, 26, "GPE")))]


def test_p_value_is_that_of_the_exercise() -> None:
    rng = np.random.default_rng(1)
    first = np.array([(5, 10, 10)] * 12)
    assert check.p_value(first, first, rng) == 1
    assert check.p_value(first, first + np.array([3, 0, 0]), rng) < 0.02
