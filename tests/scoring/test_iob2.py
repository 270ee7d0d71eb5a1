"""Scores of IOB2 tags: worked examples, a plain reading of the definitions, and every error with its place."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from camket.faults import FaultsError
from camket.model import Document, Entity
from camket.scoring.bootstrap import f1_interval
from camket.scoring.counts import Counts, total
from camket.scoring.iob2 import METRICS, TagScores, score_iob2, score_iob2_files
from camket.scoring.score import score

SCHEMES = METRICS[1:]
Tags = list[str]
Span = tuple[int, int, str]


def counts(scores: TagScores) -> dict[str, dict[str, Counts]]:
    return {metric: scores.labels(metric) for metric in METRICS}


def spans_of(tags: Tags) -> list[Span]:
    """The spans of legal tags, token by token."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found


def credit(scheme: str, gold: Span, predicted: Span) -> float:
    """What an overlapping pair is worth."""
    same_place, same_label = gold[:2] == predicted[:2], gold[2] == predicted[2]
    if scheme == "partial":
        return 1.0 if same_place else 0.5
    return float({"strict": same_place and same_label, "boundary": same_place, "type": same_label}[scheme])


def pairings(edges: list[tuple[Span, Span]]) -> Iterator[tuple[bool, ...]]:
    """Every choice of possible pairs in which no span stands twice."""
    if not edges:
        yield ()
        return
    (gold, predicted), rest = edges[0], edges[1:]
    for flags in pairings([pair for pair in rest if pair[0] != gold and pair[1] != predicted]):
        kept = iter(flags)
        yield True, *(pair[0] != gold and pair[1] != predicted and next(kept) for pair in rest)
    for flags in pairings(rest):
        yield False, *flags


def possible_pairs(gold: list[Span], predicted: list[Span]) -> list[tuple[Span, Span]]:
    return [(one, other) for one in gold for other in predicted if min(one[1], other[1]) > max(one[0], other[0])]


def by_definition(scheme: str, gold: Tags, predicted: Tags) -> dict[str, Counts]:
    """The counts of one sentence, from the best of all pairings."""
    ours, theirs = spans_of(gold), spans_of(predicted)
    edges = possible_pairs(ours, theirs)

    def worth(flags: tuple[bool, ...]) -> tuple[float, int, int, int, tuple[bool, ...]]:
        pairs = [pair for pair, flag in zip(edges, flags, strict=True) if flag]
        shared = sum(min(one[1], other[1]) - max(one[0], other[0]) for one, other in pairs)
        equal = sum(one[2] == other[2] for one, other in pairs)
        return sum(credit(scheme, *pair) for pair in pairs), len(pairs), shared, equal, flags

    best = max(pairings(edges), key=worth)
    result: dict[str, Counts] = defaultdict(Counts)
    for one in ours:
        result[one[2]] += Counts(gold=1)
    taken = [pair for pair, flag in zip(edges, best, strict=True) if flag]
    for one, other in taken:
        value = credit(scheme, one, other)
        half = scheme == "partial" and value < 1
        result[one[2]] += Counts(value == 1, 0, 1, half, value < 1 and not half, value if half else 0.0)
    for other in theirs:
        if other not in [pair[1] for pair in taken]:
            result[other[2]] += Counts(predicted=1)
    return dict(result)


@st.composite
def sentences(draw: st.DrawFn, longest: int = 9, labels: str = "XY") -> tuple[Tags, Tags]:
    """Gold's and predicted tags of a sentence, legal, dense with spans."""
    size = draw(st.integers(0, longest))
    pair: list[Tags] = []
    for _ in "12":
        tags: Tags = []
        while len(tags) < size:
            label, length = draw(st.sampled_from([*labels, ""])), draw(st.integers(1, 4))
            tags += [f"B-{label}"] + [f"I-{label}"] * (length - 1) if label else ["O"]
        pair.append(tags[:size])
    return pair[0], pair[1]


pairs_of_sentences = st.lists(sentences(), max_size=4)


@given(pairs_of_sentences)
def test_the_schemes_are_the_best_of_all_pairings(corpus: list[tuple[Tags, Tags]]) -> None:
    """Counts of every label, for short sentences."""
    scores = score_iob2([gold for gold, _ in corpus], [predicted for _, predicted in corpus])
    for scheme in SCHEMES:
        wanted: dict[str, Counts] = defaultdict(Counts)
        for gold, predicted in corpus:
            for label, count in by_definition(scheme, gold, predicted).items():
                wanted[label] += count
        assert scores.labels(scheme) == dict(sorted(wanted.items()))


@given(pairs_of_sentences)
def test_exact_counts_equal_spans_with_equal_labels(corpus: list[tuple[Tags, Tags]]) -> None:
    """Predictions count under their own label."""
    scores = score_iob2([gold for gold, _ in corpus], [predicted for _, predicted in corpus])
    wanted: dict[str, Counts] = defaultdict(Counts)
    for gold, predicted in corpus:
        ours, theirs = spans_of(gold), spans_of(predicted)
        for span in ours:
            wanted[span[2]] += Counts(span in theirs, 1, 0)
        for span in theirs:
            wanted[span[2]] += Counts(0, 0, 1)
    assert scores.labels("exact") == dict(sorted(wanted.items()))


@given(pairs_of_sentences)
def test_tags_and_documents_of_spans_score_alike(corpus: list[tuple[Tags, Tags]]) -> None:
    """The scorer of documents, which knows nested spans too, counts the same on flat ones."""
    tags = score_iob2([gold for gold, _ in corpus], [predicted for _, predicted in corpus])
    sides = [
        [
            Document(str(i), entities=tuple(Entity(*span) for span in spans_of(pair[side])))
            for i, pair in enumerate(corpus)
        ]
        for side in (0, 1)
    ]
    documents = score(*sides)
    assert documents.labels("entities") == tags.labels("exact")
    for scheme in SCHEMES:
        assert documents.labels(f"entities_{scheme}") == tags.labels(scheme), scheme


@given(sentences(longest=80, labels="XYZ"))
def test_long_chains_have_the_credit_and_the_pairs_of_an_optimal_assignment(pair: tuple[Tags, Tags]) -> None:
    """As scipy's solver finds it."""
    gold, predicted = map(spans_of, pair)
    scores = score_iob2([pair[0]], [pair[1]])
    for scheme in SCHEMES:
        gains = np.zeros((len(gold), len(predicted)))
        for one, other in possible_pairs(gold, predicted):
            gains[gold.index(one), predicted.index(other)] = 1000 * credit(scheme, one, other) + 1
        best = gains[linear_sum_assignment(gains, maximize=True)].sum() if gains.size else 0
        micro = scores.micro(scheme)
        assert 1000 * micro.earned + micro.correct + micro.partial + micro.incorrect == best


@given(pairs_of_sentences, st.randoms())
def test_the_order_of_sentences_changes_nothing(corpus: list[tuple[Tags, Tags]], random: Random) -> None:
    """Not even an interval."""
    shuffled = sorted(corpus, key=lambda _: random.random())
    one, other = (score_iob2([gold for gold, _ in some], [p for _, p in some]) for some in (corpus, shuffled))
    assert counts(one) == counts(other)
    assert [one.interval(metric) for metric in METRICS] == [other.interval(metric) for metric in METRICS]


@given(pairs_of_sentences)
def test_units_add_up_to_the_whole(corpus: list[tuple[Tags, Tags]]) -> None:
    """Earned credit and spans of the sentences, and of the micro average."""
    scores = score_iob2([gold for gold, _ in corpus], [predicted for _, predicted in corpus])
    for metric in METRICS:
        earned, items = scores.per_unit(metric)
        micro = scores.micro(metric)
        assert len(earned) == len(items) == len(corpus)
        assert (earned.sum(), items.sum()) == (micro.earned, micro.gold + micro.predicted)
        assert micro == total(scores.labels(metric).values())


def columns(corpus: list[Tags]) -> str:
    """A file of sentences; the third token of all is longer than a window."""
    return "".join("".join(f"{'từ' * (i + 1)}\t{tag}\n" for i, tag in enumerate(tags)) + "\n" for tags in corpus)


@given(
    corpus=st.lists(sentences().filter(lambda pair: bool(pair[0])), min_size=1, max_size=4), end=st.sampled_from("nr")
)
def test_files_score_as_lists(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[tuple[Tags, Tags]], end: str
) -> None:
    """In two files, in one with two columns, with line feeds or CRLF."""
    folder = tmp_path_factory.mktemp("files")
    gold, predicted = [list(side) for side in zip(*corpus, strict=True)]
    both = [[f"{g} {p}" for g, p in zip(*pair, strict=True)] for pair in corpus]
    for name, side in (("gold", gold), ("predicted", predicted), ("both", both)):
        text = columns(side).replace("\n", "\r\n" if end == "r" else "\n")
        (folder / name).write_bytes(text.encode())
    wanted = score_iob2(gold, predicted)
    for scores in (score_iob2_files(folder / "gold", folder / "predicted"), score_iob2_files(folder / "both")):
        assert counts(scores) == counts(wanted)
        assert (scores.tokens, scores.sentences, scores.units) == (wanted.tokens, len(corpus), "sentences")
        assert all(np.array_equal(scores.earned[metric], wanted.earned[metric]) for metric in METRICS)


GOLD = ["B-PER", "I-PER", "O", "B-ORG", "I-ORG", "I-ORG", "O", "B-LOC"]
EXAMPLES: list[tuple[str, str, dict[str, Counts]]] = [
    (
        "B-PER I-PER O B-ORG I-ORG I-ORG O B-LOC",
        "all right",
        dict.fromkeys(METRICS, Counts(3, 3, 3)),
    ),
    (
        "B-PER I-PER O B-LOC I-LOC I-LOC O O",
        "a wrong label, a missed span",
        {
            "exact": Counts(1, 3, 2),
            "strict": Counts(1, 3, 2, incorrect=1),
            "boundary": Counts(2, 3, 2),
            "type": Counts(1, 3, 2, incorrect=1),
            "partial": Counts(2, 3, 2),
        },
    ),
    (
        "B-PER O B-LOC B-ORG I-ORG O O O",
        "two ends too early, a spurious span that only touches",
        {
            "exact": Counts(0, 3, 3),
            "strict": Counts(0, 3, 3, incorrect=2),
            "boundary": Counts(0, 3, 3, incorrect=2),
            "type": Counts(2, 3, 3),
            "partial": Counts(0, 3, 3, partial=2, credit=1.0),
        },
    ),
    (
        "O O O B-LOC B-ORG B-PER O O",
        "a span in three parts: by label the second pairs, else the first",
        {
            "exact": Counts(0, 3, 3),
            "strict": Counts(0, 3, 3, incorrect=1),
            "boundary": Counts(0, 3, 3, incorrect=1),
            "type": Counts(1, 3, 3),
            "partial": Counts(0, 3, 3, partial=1, credit=0.5),
        },
    ),
]


@pytest.mark.parametrize(("predicted", "what", "wanted"), EXAMPLES, ids=[what for _, what, _ in EXAMPLES])
def test_worked_examples(predicted: str, what: str, wanted: dict[str, Counts]) -> None:
    """The counts of every metric over all labels."""
    scores = score_iob2([GOLD], [predicted.split()])
    assert {metric: scores.micro(metric) for metric in METRICS} == wanted


def test_a_pair_counts_under_golds_label_and_a_spurious_prediction_under_its_own() -> None:
    """But in the exact metric each prediction under its own, as CoNLL counts."""
    scores = score_iob2([["B-PER", "O", "O"]], [["B-LOC", "O", "B-ORG"]])
    spurious = Counts(predicted=1)
    assert scores.labels("exact") == {"LOC": spurious, "ORG": spurious, "PER": Counts(gold=1)}
    assert scores.labels("strict") == {"ORG": spurious, "PER": Counts(0, 1, 1, incorrect=1)}
    assert scores.labels("boundary") == {"ORG": spurious, "PER": Counts(1, 1, 1)}
    assert scores.macro("exact") == 0
    assert scores.macro("boundary") == 1 / 2


def test_of_equal_pairings_that_further_left_is_taken() -> None:
    """One prediction over two gold spans of other labels, as many tokens in each."""
    scores = score_iob2([["B-A", "I-A", "B-B", "I-B"]], [["O", "B-C", "I-C", "O"]])
    assert scores.labels("strict") == {"A": Counts(0, 1, 1, incorrect=1), "B": Counts(gold=1)}


def test_tokens_and_sentences_are_golds() -> None:
    """Counted once."""
    scores = score_iob2([["O", "B-X"], [], ["O"]], [["O", "O"], [], ["O"]])
    assert (scores.tokens, scores.sentences, scores.units, scores.repairs) == (3, 3, "sentences", (0, 0))


SHAPES: dict[str, Callable[[list[Tags]], Any]] = {
    "tuples": lambda side: tuple(map(tuple, side)),
    "generators": lambda side: (iter(tags) for tags in side),
    "arrays": lambda side: [np.array(tags) for tags in side],
    "object arrays": lambda side: np.array([np.array(tags, dtype=object) for tags in side]),
    "a table": lambda side: np.array(side),
    "mixed": lambda side: [tuple(side[0]), iter(side[1])],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_sentences_of_tags_may_be_any_iterables(shape: str) -> None:
    """The scores are those of lists."""
    gold, predicted = [["B-X", "I-X"], ["O", "B-Y"]], [["B-X", "O"], ["O", "B-Y"]]
    make = SHAPES[shape]
    assert counts(score_iob2(make(gold), make(predicted))) == counts(score_iob2(gold, predicted))


@pytest.mark.parametrize(
    ("gold", "predicted", "message"),
    [
        ([["O"]], [["O"], ["O"]], "gold has 1 sentences, the prediction 2"),
        ([["O"], ["O", "O"]], [["O"], ["O"]], "sentence 2: gold has 2 tags, the prediction 1"),
        (["O", "O"], [["O"]], "gold sentence 1 is 'O', not a list of tags; put the tags of one sentence into a list"),
        (np.array(["O"]), [["O"]], "gold sentence 1 is .*'O'.*, not a list of tags"),
        ([["O"]], "O", "prediction is one string, not sentences of tags"),
        ([["O"]], [None], "prediction sentence 1 is None, not a list of tags"),
        ([["O"], ["O", "S-X"]], [["O"], ["O", "O"]], "gold sentence 2, token 2: tag 'S-X' belongs to another scheme"),
        ([["O", "O"]], [["O", "b-x"]], "prediction sentence 1, token 2: bad tag 'b-x'; write O, B-LABEL or I-LABEL"),
        ([["O", "O"]], [["O", 1]], "prediction sentence 1, token 2: 1 is no string; write O, B-LABEL or I-LABEL"),
        ([["O", "O"]], [["O", ["O"]]], "prediction sentence 1, token 2: no tag but a list; give strings"),
        ([["O"], [], ["O", "I-X"]], [["O"], [], ["O", "O"]], "gold sentence 3, token 2: I-X after O goes on with no"),
        ([["B-X", "O"]], [["B-X", "I-Y"]], "prediction sentence 1, token 2: I-Y after B-X goes on with no span"),
        ([["B-X"], ["I-X"]], [["O"], ["O"]], "gold sentence 2, token 1: I-X at the start of a sentence goes on with"),
    ],
)
def test_what_cannot_be_scored_is_an_error_that_names_its_place(gold: Any, predicted: Any, message: str) -> None:
    """Sentence and token count from 1."""
    with pytest.raises(ValueError, match=message):
        score_iob2(gold, predicted)


def test_repair_reads_an_inside_tag_that_goes_on_with_nothing_as_a_beginning() -> None:
    """Each side's repairs are counted."""
    gold, predicted = [["B-X", "I-Y", "O", "I-X"]], [["I-X", "I-X", "O", "B-X"]]
    scores = score_iob2(gold, predicted, repair=True)
    assert scores.repairs == (2, 1)
    fixed = score_iob2([["B-X", "B-Y", "O", "B-X"]], [["B-X", "I-X", "O", "B-X"]])
    assert counts(scores) == counts(fixed)
    assert fixed.repairs == (0, 0)


def test_a_label_is_one_label_in_any_unicode_form() -> None:
    """NFC in gold, NFD in the prediction."""
    label = "TỔ_CHỨC"
    scores = score_iob2([[f"B-{label}"]], [[f"B-{unicodedata.normalize('NFD', label)}"]])
    assert scores.labels("exact") == {label: Counts(1, 1, 1)}


def test_an_unknown_metric_is_an_error_that_names_those_there_are() -> None:
    """As with documents."""
    with pytest.raises(ValueError, match="no metric 'exakt': use exact, strict"):
        score_iob2([["O"]], [["O"]]).micro("exakt")


def test_nothing_to_score_has_no_score() -> None:
    """No sentence, or no span."""
    corpora: list[list[Tags]] = [[], [[]], [["O"], ["O"]]]
    for gold in corpora:
        scores = score_iob2(gold, gold)
        for metric in METRICS:
            assert scores.labels(metric) == {}
            assert (scores.micro(metric), scores.macro(metric), scores.interval(metric)) == (Counts(), None, None)


def test_an_interval_resamples_sentences() -> None:
    """It is close to that of the plain bootstrap, and the same on every run."""
    random = Random(1)
    gold = [["B-X", "O", "B-Y"] if random.random() < 0.7 else ["B-X", "I-X", "O"] for _ in range(300)]
    predicted = [tags if random.random() < 0.6 else ["O", "B-Y", "O"] for tags in gold]
    scores = score_iob2(gold, predicted)
    every = [score_iob2([one], [other]).micro("exact") for one, other in zip(gold, predicted, strict=True)]
    plain, interval = f1_interval(every), scores.interval("exact")
    assert plain is not None
    assert interval is not None
    assert interval == pytest.approx(plain, abs=0.01)
    assert interval == scores.interval("exact")
    f1 = scores.micro("exact").f1
    assert f1 is not None
    assert interval[0] < f1 < interval[1]


def test_one_sentence_has_no_interval() -> None:
    """There is nothing to resample."""
    assert score_iob2([["B-X"]], [["B-X"]]).interval("exact") is None


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_an_interval_resamples_documents_where_there_are_two(tmp_path: Path) -> None:
    """Gold's -DOCSTART- lines mark them; one is not enough."""
    text = "-DOCSTART- O\n\na B-X\n\nb O\n\n-DOCSTART- O\n\nc B-X\n"
    predicted = write(tmp_path / "p", "a B-X\n\nb O\n\nc O\n")
    scores = score_iob2_files(write(tmp_path / "g", text), predicted)
    assert (scores.units, scores.sentences) == ("documents", 3)
    assert [array.tolist() for array in scores.per_unit("exact")] == [[1, 0], [2, 1]]
    one = score_iob2_files(write(tmp_path / "g", text.replace("-DOCSTART- O\n\n", "", 1)), predicted)
    assert one.units == "documents"  # tokens before the first line of a document are one
    single = score_iob2_files(write(tmp_path / "g", "-DOCSTART- O\na B-X\n\nb O\n\nc B-X\n"), predicted)
    assert (single.units, len(single.items)) == ("sentences", 3)


@pytest.mark.parametrize(
    ("gold", "predicted", "fault"),
    [
        ("a O\n\n\nb O\n", "a O\n\nc O\n", "p:3: token 'c' where line 4 of g has 'b'; predict on gold's tokens"),
        ("nghiêng1 O\n", "nghiêng2 O\n", "p:1: token 'nghiêng2' where line 1 of g has 'nghiêng1'; "),
        ("a" * 80 + "x O\n", "a" * 80 + "y O\n", "y' where line 1 of g has "),
        ("à O\n", "a\u0300 O\n", "has 'à', in another Unicode form; predict on gold's tokens, in their order"),
        ("a O\n\nb O\n", "a O\nb O\n", "p:2: token 'b' does not begin a sentence, in line 3 of g it does; keep gold's"),
        ("a O\nb O\n", "a O\n\nb O\n", "p:3: token 'b' begins a sentence, in line 2 of g it does not; keep gold's"),
        ("a O\nb O\n", "a O\n", "g:2: token 'b', where p has ended; predict each token of gold once"),
        ("a O\n", "a O\n\nb O\n", "p:3: token 'b', where g has ended; predict each token of gold once"),
    ],
)
def test_tokens_and_sentences_that_differ_are_named(tmp_path: Path, gold: str, predicted: str, fault: str) -> None:
    """By the first line that does."""
    files = write(tmp_path / "g", gold), write(tmp_path / "p", predicted)
    with pytest.raises(FaultsError) as error:
        score_iob2_files(*files)
    assert fault in str(error.value).replace(f"{tmp_path}/", "")
    assert len(error.value.faults) == 1


def test_files_are_repaired_only_where_it_is_asked_for(tmp_path: Path) -> None:
    """And the repairs of each are counted."""
    files = write(tmp_path / "g", "a B-X\nb I-X\n"), write(tmp_path / "p", "a I-X\nb I-X\n")
    with pytest.raises(FaultsError, match="p:1: 'a': I-X at the start of a sentence"):
        score_iob2_files(*files)
    scores = score_iob2_files(*files, repair=True)
    assert (scores.repairs, scores.micro("exact")) == ((0, 1), Counts(1, 1, 1))


def test_labels_that_only_one_file_has_are_kept_apart(tmp_path: Path) -> None:
    """Each file meets them in its own order."""
    files = write(tmp_path / "g", "a B-X\nb B-Y\n"), write(tmp_path / "p", "a B-Z\nb B-Y\n")
    assert score_iob2_files(*files).labels("exact") == {
        "X": Counts(gold=1),
        "Y": Counts(1, 1, 1),
        "Z": Counts(predicted=1),
    }


def test_a_chain_of_a_hundred_thousand_spans_is_scored() -> None:
    """Each overlaps the next, from the first token of a document to its last."""
    size = 100_000
    gold = ["B-X", "I-X"] * (size // 2)
    predicted = ["O", *["B-Y", "I-Y"] * (size // 2 - 1), "O"]
    scores = score_iob2([gold], [predicted])
    pairs = size // 2 - 1
    assert scores.micro("strict") == Counts(0, pairs + 1, pairs, incorrect=pairs)
    assert scores.micro("partial") == Counts(0, pairs + 1, pairs, partial=pairs, credit=pairs / 2)
