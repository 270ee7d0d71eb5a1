"""Notebook 4: each solution passes its check, a blank is told so, and typical mistakes are named."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import pytest

pytest.importorskip("pandas")
from checks import entities as check
from checks import show

from camket.formats import iob2
from camket.model import Entity

Answers = Callable[[str, str], dict[str, Any]]
Spans = Sequence[tuple[int, int, str]]

PRELUDE = "from collections import Counter, defaultdict"
SENTENCE = "Bà Lê Thu Hà , Thứ trưởng Bộ Công Thương , gặp Đại sứ Hàn Quốc ở Huế .".split()
FUNCTIONS = ["gazetteer", "encode", "decode", "shape", "strongest", "kind"]


def tagged(form: Callable[[int, int, str], str], beyond: int = 0) -> Callable[[int, Spans], list[str]]:
    def encode(size: int, spans: Spans) -> list[str]:
        tags = ["O"] * size
        for first, end, label in spans:
            for i in range(first, end + beyond):
                tags[i] = form(i, first, label)
        return tags

    return encode


def b_or_i(i: int, first: int, label: str) -> str:
    return f"{'B' if i == first else 'I'}-{label}"


def decoded(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    return iob2.decode([(i, i + 1) for i in range(len(tags))], tags)


def by_b_alone(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return spans


def by_label_alone(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if spans and spans[-1][1:] == (i, tag[2:]):
            spans[-1] = (spans[-1][0], i + 1, tag[2:])
        elif tag != "O":
            spans.append((i, i + 1, tag[2:]))
    return spans


def closed_by_next(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    return [span for span in decoded(tags) if span[1] < len(tags)]


def in_order(size: int, spans: Spans) -> list[str]:
    tags: list[str] = []
    for first, end, label in spans:
        tags += ["O"] * (first - len(tags)) + [b_or_i(i, first, label) for i in range(first, end)]
    return tags + ["O"] * (size - len(tags))


def above_nought(weights: dict[tuple[str, str], float], feature: str) -> str:
    best = max(((w, tag) for (name, tag), w in weights.items() if name == feature), default=(0.0, ""))
    return best[1] if best[0] > 0 else ""


def ascii_shape(word: str) -> str:
    if word[0].isdigit():
        return "figure"
    if len(word) > 1 and word.isupper():
        return "ACRONYM"
    return "Capital" if "A" <= word[0] <= "Z" else "small" if "a" <= word[0] <= "z" else "mark"


def upper_shape(word: str) -> str:
    if word.isupper():
        return "ACRONYM"
    return (
        "figure" if word[0].isdigit() else "mark" if not word[0].isalpha() else "Capital" if word.istitle() else "small"
    )


def capital_first(word: str) -> str:
    shape = check.SPARE["shape"](word)
    return "Capital" if shape == "ACRONYM" else str(shape)


def by_size(weights: dict[tuple[str, str], float], feature: str) -> str:
    return max((abs(w), tag) for (name, tag), w in weights.items() if name == feature)[1]


def of_all(weights: dict[tuple[str, str], float], feature: str) -> str:
    return max((w, tag) for (_, tag), w in weights.items())[1]


def as_weight(weights: dict[tuple[str, str], float], feature: str) -> float:
    return max(w for (name, _), w in weights.items() if name == feature)


def by_label_first(entity: Entity | None, predicted: Entity | None) -> str:
    if entity is None or predicted is None:
        return "spurious" if entity is None else "missed"
    return "label" if entity.label != predicted.label else "boundary"


def turned(entity: Entity | None, predicted: Entity | None) -> str:
    return str(check.SPARE["kind"](predicted, entity))


WRONG: list[tuple[str, Any, str]] = [
    ("gazetteer", lambda pairs: dict(pairs), "overwrites"),
    ("gazetteer", lambda pairs: dict(reversed(pairs)), "seen first"),
    ("gazetteer", lambda pairs: {n: Counter(x for m, x in pairs if m == n) for n, _ in pairs}, "counts of each label"),
    (
        "gazetteer",
        lambda pairs: {n: Counter(x for m, x in pairs if m == n).most_common(1)[0] for n, _ in pairs},
        r"take `\[0\]\[0\]`",
    ),
    ("gazetteer", lambda pairs: sorted(pairs), "A dictionary is needed"),
    (
        "gazetteer",
        lambda pairs: {n: max(x for m, x in pairs if m == n) for n, _ in pairs},
        "last label of the alphabet",
    ),
    ("gazetteer", lambda pairs: {n: Counter(x).most_common(1)[0][0] for n, x in pairs}, "counts its letters"),
    ("gazetteer", lambda pairs: {n: "ORG" for n, _ in pairs}, "count for each name"),
    ("gazetteer", lambda pairs: {}[pairs[0][0]], "met for the first time"),
    ("encode", tagged(lambda i, first, label: f"I-{label}"), "must have `B-`|become one"),
    ("encode", tagged(lambda i, first, label: f"B-{label}"), "those after it have `I-`"),
    ("encode", tagged(lambda i, first, label: "B" if i == first else "I"), "A tag has its label too"),
    ("encode", tagged(b_or_i, beyond=1), "the place after the last syllable"),
    ("encode", lambda size, spans: ["0"] * size, "not the figure 0"),
    ("encode", tagged(lambda i, first, label: f"{'B' if i == first else 'I'}_{label}"), "with a hyphen"),
    ("encode", in_order, "Spans may come in any order"),
    ("decode", by_b_alone, "opens an entity too|The `O` between closed|The label changes"),
    ("decode", by_label_alone, "always opens a new entity"),
    ("decode", closed_by_next, "The entity at the end is lost"),
    ("decode", lambda tags: [(a, b - 1, label) for a, b, label in decoded(tags)], "this is 1 less"),
    ("decode", lambda tags: [(a, b, f"B-{label}") for a, b, label in decoded(tags)], "without its `B-`"),
    (
        "decode",
        lambda tags: [(i, i + 1, tag[2:]) for i, tag in enumerate(tags) if tag != "O"],
        "makes the entity before",
    ),
    ("decode", lambda tags: [(i, tag) for i, tag in enumerate(tags) if tag != "O"], "Each span is a triple"),
    ("decode", lambda tags: decoded([*tags, tags[len(tags)]]), "no tag after the last"),
    ("shape", ascii_shape, "lie outside A–Z"),
    ("shape", upper_shape, "one letter, no acronym"),
    ("shape", capital_first, "Ask for “all capitals” first"),
    ("shape", lambda word: check.SPARE["shape"](word).lower(), "letter by letter"),
    ("shape", lambda word: "number", "letter by letter"),
    ("strongest", lambda w, f: max(((x, t) for (n, t), x in w.items() if f in n), default=(0, ""))[1], "not by `in`"),
    ("strongest", lambda w, f: max((t for (n, t), _ in w.items() if n == f), default=""), "last tag of the alphabet"),
    ("strongest", lambda w, f: w[f], r"keys of the table are pairs"),
    ("strongest", above_nought, "do not compare with 0"),
    ("strongest", by_size, "do not drop the sign"),
    ("strongest", of_all, "weights of this feature alone|return an empty string"),
    ("strongest", as_weight, "its tag is needed"),
    ("strongest", lambda w, f: check.SPARE["strongest"](w, f) or None, "return an empty string"),
    ("kind", by_label_first, "a case of its own"),
    ("kind", lambda e, p: check.SPARE["kind"](e, p).title(), "one of five strings"),
    ("kind", turned, "the other way round"),
    ("kind", lambda e, p: "label" if e.label != p.label else "boundary", "treat these two cases first"),
]


RIGHT: list[tuple[str, Any]] = [
    ("gazetteer", lambda pairs: defaultdict(str, check.SPARE["gazetteer"](pairs))),
    ("encode", lambda size, spans: tuple(check.SPARE["encode"](size, spans))),
    ("decode", lambda tags: tuple(decoded(tags))),
    ("decode", lambda tags: ([*span] for span in decoded(tags))),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answer_in_another_form_passes(name: str, answer: Any) -> None:
    assert check.CHECKS[name](answer).passed


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("4-entities", PRELUDE)


def test_tags_by_hand(solved: dict[str, Any]) -> None:
    assert check.tags(solved["tags"], SENTENCE).passed
    assert check.tags([], SENTENCE).state == "blank"


@pytest.mark.parametrize(
    ("place", "tag", "told"),
    [
        (0, "B-PER", "a form of address"),
        (2, "B-PER", "goes on with the entity"),
        (5, "I-ROLE", "its first tag is always `B-`"),
        (7, "B-ORG", "lies inside a longer title"),
        (14, "O", "still belongs to the title"),
        (10, "I-ROLE", "The comma belongs to no entity"),
        (17, "B-LOC", "is a city"),
        (17, "GPE", "There is no tag `GPE`"),
        (16, "B-GPE", "belongs to no name"),
    ],
)
def test_mistake_in_tags_is_named(place: int, tag: str, told: str) -> None:
    answer = [*check.TAGS[:place], tag, *check.TAGS[place + 1 :]]
    assert told in str(check.tags(answer, SENTENCE))


def test_form_of_tags() -> None:
    assert "add `.split()`" in str(check.tags("O B-PER", SENTENCE))
    assert "marks have a tag too" in str(check.tags(["O"] * 16, SENTENCE))
    assert "A list of strings" in str(check.tags([1], SENTENCE))


def extra(answer: Any, f1: float = 79.0) -> Any:
    return check.extra(answer, lambda function: f1, 77.8)


def test_feature_that_helps_passes_and_is_kept(solved: dict[str, Any]) -> None:
    blank = eval("lambda words, i: None")
    blank.__name__ = "extra"
    assert extra(blank).state == "blank"
    assert check.usable(blank) is check.SPARE["extra"]
    assert extra(solved["extra"]).passed
    assert check.usable(solved["extra"]) is solved["extra"]
    assert check.SPARE["extra"](SENTENCE, 2) == solved["extra"](SENTENCE, 2)


@pytest.mark.parametrize(
    ("answer", "f1", "told"),
    [
        (lambda words, i: [f"size={len(words[i])}"], 78.0, r"\+0.2 against 77.8; at least \+0.5 is needed"),
        (lambda words, i: [words[i + 1]], 79.0, "At the end there is no syllable after"),
        (lambda words, i: words[i][-2:], 79.0, "of which each letter becomes a feature"),
        (lambda words, i: [len(words[i])], 79.0, "a list of strings is needed"),
        (lambda words, i: ["word"], 79.0, "tells none from another"),
        (lambda words, i: [words[i]], 79.0, "what the feature `word` says already"),
        (..., 79.0, "A function is needed"),
    ],
)
def test_feature_that_does_not_help_is_told_why(answer: Any, f1: float, told: str) -> None:
    verdict = extra(answer, f1)
    assert verdict.state == "wrong"
    assert re.search(told, str(verdict)), str(verdict)


def test_two_drawings_stand_one_below_the_other() -> None:
    from camket.corpus.load import load

    gold = load("validation")[:4]
    empty = [type(d)(d.id, text=d.text, sentences=d.sentences) for d in gold]
    shown = check.beside(gold, empty, ["missed"], check.SPARE["kind"])
    assert len(shown.pairs) == 2
    assert isinstance(shown.pairs[0][1], show.Drawn)
    assert shown.pairs[0][1].spans
    assert not shown.pairs[0][2].spans
    assert "gold" in shown._repr_html_()
    assert "bỏ sót · missed" in repr(shown)
