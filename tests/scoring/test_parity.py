"""Other scorers agree where they are right, and worked examples say where they are not."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from nervaluate.evaluator import Evaluator
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2
from seqscore.scoring import score_label_sequences

from camket.scoring.counts import Counts
from camket.scoring.iob2 import TagScores, score_iob2

CASES = json.loads((Path(__file__).parents[1] / "data" / "nervaluate.json").read_text(encoding="utf-8"))
SCHEMES = {"strict": "strict", "boundary": "exact", "type": "ent_type", "partial": "partial"}
"""Our names of the schemes, and nervaluate's."""

LABELS = ("PER", "ORG", "GPE", "MISC")
Tags = list[str]
Span = dict[str, Any]


def spans_of(tags: Tags) -> list[Span]:
    """The spans of legal tags as nervaluate takes them, with half-open offsets."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            found.append({"start": i, "end": i + 1, "label": tag[2:]})
        elif tag[0] == "I":
            found[-1]["end"] = i + 1
    return found


def tags_of(spans: list[Span], size: int) -> Tags:
    """The tags of spans; one that overlaps an earlier one is left out."""
    tags = ["O"] * size
    for span in spans:
        place = range(span["start"], span["end"])
        if all(tags[i] == "O" for i in place):
            for i in place:
                tags[i] = f"{'B' if i == place.start else 'I'}-{span['label']}"
    return tags


def sentence(random: Random) -> tuple[Tags, Tags]:
    """Gold's tags of a sentence, and the same with damage."""
    size = random.randint(1, 30)
    gold = [
        {"start": start, "end": min(size, start + random.randint(1, 4)), "label": random.choice(LABELS)}
        for start in range(size)
        if random.random() < 0.25
    ]
    predicted = [
        {
            "start": min(max(0, span["start"] + random.choice((0, 0, 0, 0, -1, 1))), span["end"] - 1),
            "end": min(size, span["end"] + random.choice((0, 0, 0, 0, 1, 2))),
            "label": random.choice((span["label"], span["label"], random.choice(LABELS))),
        }
        for span in spans_of(tags_of(gold, size))
        if random.random() < 0.9
    ]
    return tags_of(gold, size), tags_of(predicted, size)


def documents() -> list[list[tuple[Tags, Tags]]]:
    """A thousand documents of one to six sentences; the labels of some are gold's alone or the prediction's alone."""
    random = Random(20130613)
    return [[sentence(random) for _ in range(random.randint(1, 6))] for _ in range(1000)]


DOCUMENTS = documents()


def sides(document: list[tuple[Tags, Tags]]) -> tuple[list[Tags], list[Tags]]:
    return [gold for gold, _ in document], [predicted for _, predicted in document]


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.UndefinedMetricWarning")
def test_exact_is_seqevals_strict_mode() -> None:
    """Precision, recall, F1 and number of gold spans, of each label and over all, for every document."""
    for document in DOCUMENTS:
        gold, predicted = sides(document)
        scores = score_iob2(gold, predicted)
        every = [*scores.labels("exact").values(), scores.micro("exact")]
        ours = [[count.precision or 0, count.recall or 0, count.f1 or 0, count.gold] for count in every]
        options = {"scheme": IOB2, "zero_division": 0}
        labels = precision_recall_fscore_support(gold, predicted, average=None, **options)
        micro = precision_recall_fscore_support(gold, predicted, average="micro", **options)
        theirs = [list(row) for row in zip(*labels, strict=True)] + [list(micro)]
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert one == pytest.approx(other, abs=1e-12)


def test_exact_is_seqscores() -> None:
    """True and false positives and false negatives, of each label and over all, for every document."""
    for document in DOCUMENTS:
        gold, predicted = sides(document)
        scores = score_iob2(gold, predicted)
        theirs, _ = score_label_sequences(predicted, gold, "BIO", repair=None)
        for ours, other in (
            (scores.micro("exact"), theirs),
            *((count, theirs.type_scores[label]) for label, count in scores.labels("exact").items()),
        ):
            assert ours == Counts(other.true_pos, other.total_ref, other.total_pos)
        assert set(theirs.type_scores) == set(scores.labels("exact"))


def nervaluate(gold: Any, predicted: Any, tags: list[str], loader: str) -> dict[str, list[int]]:
    """The counts of nervaluate's four schemes over all labels, by our names: COR, INC, PAR, MIS, SPU."""
    found = Evaluator(gold, predicted, tags=tags, loader=loader).evaluate()["overall"]
    results = {ours: found[theirs] for ours, theirs in SCHEMES.items()}
    return {name: [r.correct, r.incorrect, r.partial, r.missed, r.spurious] for name, r in results.items()}


def camket(scores: TagScores) -> dict[str, list[int]]:
    """Our counts, in the same order."""
    counts = {name: scores.micro(name) for name in SCHEMES}
    return {name: [c.correct, c.incorrect, c.partial, c.missed, c.spurious] for name, c in counts.items()}


def is_simple(gold: Tags, predicted: Tags) -> bool:
    """Whether each span overlaps one span of the other side at most."""
    ours, theirs = spans_of(gold), spans_of(predicted)
    return all(
        sum(min(one["end"], other["end"]) > max(one["start"], other["start"]) for other in others) <= 1
        for some, others in ((ours, theirs), (theirs, ours))
        for one in some
    )


def test_the_schemes_are_nervaluates_where_there_is_nothing_to_choose() -> None:
    """Each sentence in which no span has two possible partners; that is most of them."""
    pairs = [pair for document in DOCUMENTS for pair in document]
    simple = [pair for pair in pairs if is_simple(*pair)]
    assert len(pairs) * 3 / 4 < len(simple) < len(pairs)
    for gold, predicted in simple:
        assert camket(score_iob2([gold], [predicted])) == nervaluate([gold], [predicted], list(LABELS), "list")
    whole = sides(simple)
    assert camket(score_iob2(*whole)) == nervaluate(*whole, list(LABELS), "list")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_where_nervaluate_is_wrong(case: dict[str, Any]) -> None:
    """What the installed package says and what we say; each case says why ours is right."""
    gold, predicted = case["gold"].split(), case["predicted"].split()
    for given in case["nervaluate"]:
        inputs: list[Any] = [gold, predicted]
        if given["input"] == "spans":
            inputs = [spans_of(tags) for tags in inputs]
            inputs = [[{**span, "end": span["end"] - given["last"]} for span in spans] for spans in inputs]
            inputs[1] = [inputs[1][i] for i in given["order"]]
        loader = "list" if given["input"] == "tags" else "dict"
        assert nervaluate([inputs[0]], [inputs[1]], given["labels"], loader) == given["result"], given
    assert camket(score_iob2([gold], [predicted])) == case["camket"]
    assert case["why"]
