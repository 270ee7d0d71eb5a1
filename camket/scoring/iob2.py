"""Scores of IOB2 tags of any corpus against gold's: exact spans as CoNLL counts them, and the schemes of SemEval-2013.

    exact      span and label equal (Tjong Kim Sang and De Meulder 2003); a label's predictions are those of that label
    strict     a pair is correct if boundaries and label are equal, else incorrect
    boundary   correct if the boundaries are equal, whatever the label, else incorrect (nervaluate calls it exact)
    type       correct if the labels are equal, else incorrect
    partial    correct if the boundaries are equal, else partial and worth 1/2, whatever the label

The last four are those of SemEval-2013 task 9 (Segura-Bedmar, Martínez and Herrero-Zazo 2013), from the counts of MUC-5
(Chinchor and Sundheim 1993). A pair is a gold and a predicted span that overlap; offsets are half-open, so spans that
only touch are no pair. A span is in one pair at most: gold spans in none are missed, predicted ones spurious. Of all
ways to pair, each scheme takes one with the most credit, of these the most pairs, of these the most shared tokens, of
these the most equal labels, and then the one whose first pair stands furthest left, and so on. So the order of anything
changes no score. A pair counts under gold's label, its prediction too; a spurious prediction counts under its own.

On each side spans of IOB2 tags do not overlap, so the spans that overlap one another are a chain, in which each begins
after the one before it. Nearly all chains are one pair or one span; the best pairing of a longer one is found from
right to left (dynamic programming), in time linear in its length.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camket.faults import Fault, FaultsError
from camket.formats import conll
from camket.formats.tag_codes import Codes, Places, Spans, TagCodes, find_spans, illegal_fault, tag_fault
from camket.scoring.bootstrap import interval_of
from camket.scoring.counts import Counts, macro_f1, total
from camket.text import nfc

Sentences = Iterable[Iterable[str]]
Values = NDArray[np.float64]

METRICS = ("exact", "strict", "boundary", "type", "partial")


@dataclass(frozen=True, slots=True, eq=False)
class TagScores:
    """Counts per metric and label, and what each unit adds to them.

    `tokens` and `sentences` are gold's, counted once; `repairs` are the tags of gold and of the prediction that were
    read as the beginning of a span because they went on with none. `units` (what an interval resamples) is "documents"
    where at least two are marked, else "sentences".
    """

    tokens: int
    sentences: int
    repairs: tuple[int, int]
    units: str
    counts: Mapping[str, Mapping[str, Counts]]
    earned: Mapping[str, Values]
    items: Values

    def labels(self, metric: str) -> dict[str, Counts]:
        """The counts of each label, in the order of their names."""
        if metric not in self.counts:
            raise ValueError(f"no metric {metric!r}: use {', '.join(self.counts)}")
        return dict(self.counts[metric])

    def micro(self, metric: str) -> Counts:
        """The counts over all labels."""
        return total(self.labels(metric).values())

    def macro(self, metric: str) -> float | None:
        """The mean F1 of the labels."""
        return macro_f1(self.labels(metric).values())

    def per_unit(self, metric: str) -> tuple[Values, Values]:
        """Of each unit what it earned and its gold and predicted spans together, as 2 earned / items is F1."""
        return self.earned[metric], self.items

    def interval(self, metric: str) -> tuple[float, float] | None:
        """The 95 % interval of the F1 over units drawn with replacement (`camket.scoring.bootstrap`)."""
        return interval_of(np.column_stack(self.per_unit(metric))[:, None, :])


def score_iob2(gold_tags: Sentences, predicted_tags: Sentences, repair: bool = False) -> TagScores:
    """Score predicted tags against gold's, both as sentences of tags.

    Parameters: lists, tuples, arrays or any other iterables of sentences, each one an iterable of tags; whether an
    I-LABEL that goes on with nothing begins a span, as conlleval reads it, or is an error.
    Raises ValueError with the sentence and the token (from 1) of what is no IOB2 tag, of an I-LABEL that goes on with
    nothing, and of sentences or tags that one side has and the other has not.
    """
    gold, predicted = _sentences(gold_tags, "gold"), _sentences(predicted_tags, "prediction")
    if len(gold) != len(predicted):
        raise ValueError(f"gold has {len(gold)} sentences, the prediction {len(predicted)}")
    lengths, others = (np.fromiter(map(len, side), np.int64, len(side)) for side in (gold, predicted))
    if (lengths != others).any():
        at = int(np.argmax(lengths != others))
        raise ValueError(f"sentence {at + 1}: gold has {lengths[at]} tags, the prediction {others[at]}")
    starts = np.cumsum(lengths) - lengths
    tags = TagCodes()
    codes = [_codes(side, name, tags, lengths) for side, name in ((gold, "gold"), (predicted, "prediction"))]
    spans = [find_spans(side, starts) for side in codes]
    if not repair:
        for side, side_spans, name in zip(codes, spans, ("gold", "prediction"), strict=True):
            _refuse_illegal(side, side_spans, name, tags, starts)
    return _score(spans[0], spans[1], tags.labels, int(lengths.sum()), starts, starts[:0])


def score_iob2_files(gold: Path, predicted: Path | None = None, repair: bool = False) -> TagScores:
    """Score the tags of a file against gold's (`camket.formats.conll`), or the last column of one file against the one
    before it.

    `repair` as in `score_iob2`. Raises FaultsError with the line of each fault of a file, and of tokens and ends of
    sentences that differ.
    """
    if predicted is None:
        file = conll.read(gold, tag_columns=2, repair=repair)
        (ours, theirs), labels = file.spans, file.tags.labels
    else:
        file, other = conll.read(gold, repair=repair), conll.read(predicted, repair=repair)
        _refuse_differences(file, other)
        labels = list(dict.fromkeys(file.tags.labels + other.tags.labels))
        number = {label: k for k, label in enumerate(labels, 1)}
        table = np.array([0, *(number[label] for label in other.tags.labels)], dtype=np.int32)
        (ours,), (theirs,) = file.spans, other.spans
        theirs = replace(theirs, label=table[theirs.label])
    return _score(ours, theirs, labels, len(file.lines), file.sentences, file.documents)


def _sentences(given: Sentences, name: str) -> list[Sequence[str]]:
    """The sentences of any iterable of iterables, each as a list or tuple."""
    if isinstance(given, str | bytes):
        raise ValueError(f"{name} is one string, not sentences of tags")
    found = list(given)
    if set(map(type, found)) <= {list, tuple}:
        return found  # type: ignore[return-value]  # as the types just said
    return [_sentence(sentence, f"{name} sentence {number}") for number, sentence in enumerate(found, 1)]


def _sentence(given: Iterable[str], name: str) -> Sequence[str]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise ValueError(f"{name} is {given!r}, not a list of tags; put the tags of one sentence into a list: [tags]")
    tags: Sequence[str] = given.tolist() if isinstance(given, np.ndarray) else list(given)
    return tags


def _codes(sentences: list[Sequence[str]], name: str, tags: TagCodes, lengths: Places) -> Codes:
    """The codes of the tags of all sentences; raises ValueError at the first that is no tag."""
    every = chain.from_iterable(sentences)
    try:
        codes = np.fromiter(map(tags.__getitem__, every), np.int32, int(lengths.sum()))
    except TypeError:  # a list among the tags cannot be looked up
        place = next((s, t) for s, tags_of in enumerate(sentences, 1) for t, tag in enumerate(tags_of, 1) if _open(tag))
        raise ValueError(f"{name} sentence {place[0]}, token {place[1]}: no tag but a list; give strings") from None
    if tags.bad:
        at = int(np.argmax(codes < 0))
        raise ValueError(f"{_place(name, at, np.cumsum(lengths) - lengths)}: {'; '.join(tag_fault(tags.bad[0]))}")
    return codes


def _open(tag: object) -> bool:
    try:
        hash(tag)
    except TypeError:
        return True
    return False


def _place(name: str, token: int, starts: Places) -> str:
    sentence = int(np.searchsorted(starts, token, side="right")) - 1
    return f"{name} sentence {sentence + 1}, token {token - int(starts[sentence]) + 1}"


def _refuse_illegal(codes: Codes, spans: Spans, name: str, tags: TagCodes, starts: Places) -> None:
    """Raise ValueError at the first I-LABEL that goes on with nothing."""
    if len(spans.illegal):
        at = int(spans.illegal[0])
        before = None if at in starts else int(codes[at - 1])
        message, mend = illegal_fault(tags, int(codes[at]), before)
        more = f" (and {len(spans.illegal) - 1} more)" if len(spans.illegal) > 1 else ""
        raise ValueError(f"{_place(name, at, starts)}: {message}; {mend}{more}")


def _refuse_differences(gold: conll.TagFile, predicted: conll.TagFile) -> None:
    """Raise FaultsError where the tokens or the sentences of two files differ, at the first such place."""
    shorter = min(len(gold.tokens), len(predicted.tokens))
    differs = gold.tokens.differs(predicted.tokens)
    differs |= _begins(gold, shorter) != _begins(predicted, shorter)
    if differs.any():
        raise FaultsError([_difference(gold, predicted, int(np.argmax(differs)))])
    if len(gold.tokens) != len(predicted.tokens):
        longer, other = (gold, predicted) if len(gold.tokens) > shorter else (predicted, gold)
        message = f"token {longer.tokens[shorter]!r}, where {other.name} has ended"
        fault = Fault(longer.name, int(longer.lines[shorter]), 0, message, "predict each token of gold once")
        raise FaultsError([fault])


def _begins(file: conll.TagFile, size: int) -> NDArray[np.bool_]:
    """Which of the first tokens begin a sentence."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[file.sentences[file.sentences < size]] = True
    return flags


def _difference(gold: conll.TagFile, predicted: conll.TagFile, at: int) -> Fault:
    ours, theirs = gold.tokens[at], predicted.tokens[at]
    there = f"line {gold.lines[at]} of {gold.name}"
    if ours == theirs:
        which = (
            ("begins a sentence", "does not") if at in predicted.sentences else ("does not begin a sentence", "does")
        )
        message, mend = f"token {theirs!r} {which[0]}, in {there} it {which[1]}", "keep gold's blank lines"
    else:
        same = nfc(ours) == nfc(theirs)
        message = f"token {theirs!r} where {there} has {ours!r}" + ", in another Unicode form" * same
        mend = "predict on gold's tokens, in their order"
    return Fault(predicted.name, int(predicted.lines[at]), 0, message, mend)


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Pairs of gold and predicted spans by their indices, and whether their boundaries and their labels are equal."""

    gold: Places
    predicted: Places
    same_place: NDArray[np.bool_]
    same_label: NDArray[np.bool_]


def _score(
    gold: Spans, predicted: Spans, labels: Sequence[str], tokens: int, sentences: Places, documents: Places
) -> TagScores:
    """The scores of spans; `documents` are the first tokens of documents, or none."""
    units = documents if len(documents) > 1 else sentences
    unit = [np.searchsorted(units, spans.start, side="right") - 1 for spans in (gold, predicted)]
    sizes = [np.bincount(of, minlength=len(units)).astype(np.float64) for of in unit]
    any_label, by_label = _pairs(gold, predicted)
    counts: dict[str, dict[str, Counts]] = {}
    earned: dict[str, Values] = {}
    for metric in METRICS:
        pairs = by_label if metric == "type" else any_label
        is_correct = {
            "boundary": pairs.same_place,
            "type": pairs.same_label,
            "partial": pairs.same_place,
        }.get(metric, pairs.same_place & pairs.same_label)
        worth = np.where(is_correct, 1.0, 0.5 if metric == "partial" else 0.0)
        earned[metric] = np.bincount(unit[0][pairs.gold], worth, len(units)).astype(np.float64)
        counts[metric] = _counts(metric, gold, predicted, pairs, is_correct, labels)
    repairs = len(gold.illegal), len(predicted.illegal)
    name = "documents" if len(documents) > 1 else "sentences"
    return TagScores(tokens, len(sentences), repairs, name, counts, earned, sizes[0] + sizes[1])


def _counts(
    metric: str, gold: Spans, predicted: Spans, pairs: _Pairs, is_correct: NDArray[np.bool_], labels: Sequence[str]
) -> dict[str, Counts]:
    """The counts of each label that occurs."""

    def count(of: Codes) -> list[int]:
        found: list[int] = np.bincount(of, minlength=len(labels) + 1).tolist()
        return found

    paired = gold.label[pairs.gold]
    correct, others, has = count(paired[is_correct]), count(paired[~is_correct]), count(gold.label)
    if metric == "exact":
        others = [0] * len(others)
        given = count(predicted.label)
    else:
        is_spurious = np.ones(len(predicted.start), dtype=np.bool_)
        is_spurious[pairs.predicted] = False
        given = [one + other for one, other in zip(count(paired), count(predicted.label[is_spurious]), strict=True)]
    half = metric == "partial"
    return {
        labels[k - 1]: Counts(
            correct=correct[k],
            gold=has[k],
            predicted=given[k],
            partial=others[k] if half else 0,
            incorrect=0 if half else others[k],
            credit=others[k] / 2 if half else 0.0,
        )
        for k in sorted(range(1, len(labels) + 1), key=lambda k: labels[k - 1])
        if has[k] or given[k]
    }


def _pairs(gold: Spans, predicted: Spans) -> tuple[_Pairs, _Pairs]:
    """The best pairs whatever the label, and the best pairs by label.

    In a chain of more than one pair no two spans have equal boundaries, since a span with a partner of the same
    boundaries overlaps nothing else. So one pairing is best for all schemes but that by label.
    """
    low = np.searchsorted(predicted.end, gold.start, side="right")
    number = np.searchsorted(predicted.start, gold.end, side="left") - low  # of predictions that overlap a gold span
    one = np.repeat(np.arange(len(number)), number)
    other = np.arange(len(one)) + np.repeat(low - (np.cumsum(number) - number), number)
    same_label = gold.label[one] == predicted.label[other]
    link = np.zeros(len(one) + 1, dtype=np.int64)  # to the pair before: 1 the same gold span, 2 the same prediction
    link[1:-1] = (one[1:] == one[:-1]) + 2 * (other[1:] == other[:-1])
    is_single = (link[:-1] == 0) & (link[1:] == 0)
    shared = np.minimum(gold.end[one], predicted.end[other]) - np.maximum(gold.start[one], predicted.start[other])
    long = np.flatnonzero(~is_single)
    chosen = _choose(link[long], same_label[long], shared[long])
    same_place = (gold.start[one] == predicted.start[other]) & (gold.end[one] == predicted.end[other])
    found = []
    for flags in chosen:
        keep = is_single.copy()
        keep[long] = flags
        found.append(_Pairs(one[keep], other[keep], same_place[keep], same_label[keep]))
    return found[0], found[1]


def _choose(link: Places, same_label: NDArray[np.bool_], shared: Places) -> tuple[NDArray[np.bool_], ...]:
    """Which of the possible pairs of chains are taken, whatever the label and by label.

    Parameters, for each possible pair in the order of the text: whether it shares its gold span (1) or its prediction
    (2) with the pair before it or begins a chain (0), whether its labels are equal, and the tokens it shares.
    """
    features = np.ascontiguousarray(shared << 3 | same_label << 2 | link, dtype=np.int64).tobytes()
    chains = np.append(np.flatnonzero(link == 0), len(link)) * 8
    known: dict[bytes, tuple[bytes, bytes]] = {}
    taken: tuple[list[bytes], list[bytes]] = ([], [])
    for start, end in zip(chains[:-1].tolist(), chains[1:].tolist(), strict=True):
        key = features[start:end]
        best = known.get(key)
        if best is None:
            best = known[key] = _best(np.frombuffer(key, dtype=np.int64).tolist())
        taken[0].append(best[0])
        taken[1].append(best[1])
    return tuple(np.frombuffer(b"".join(side), dtype=np.bool_) for side in taken)


def _best(pairs: list[int]) -> tuple[bytes, bytes]:
    """The best pairs of a chain whatever the label, and by label: a byte for each possible pair, 1 if it is taken."""
    links = [pair & 3 for pair in pairs]
    shared = [pair >> 3 for pair in pairs]
    equal = [pair >> 2 & 1 for pair in pairs]
    step = len(pairs) + 1  # a shared token outweighs all equal labels, a pair all tokens, an equal label all pairs
    tokens = (sum(shared) + 1) * step
    plain = [tokens + size * step + same for size, same in zip(shared, equal, strict=True)]
    labelled = [weight + tokens * step * same for weight, same in zip(plain, equal, strict=True)]
    return _heaviest(links, plain), _heaviest(links, labelled)


def _heaviest(links: Sequence[int], weights: Sequence[int]) -> bytes:
    """The heaviest choice of pairs of which no two share a span, of equal ones that with its first pair furthest left.

    Pairs that share a span are neighbours, with the same link between them: a run. A pair between two runs of which the
    one shares its gold span and the other its prediction belongs to both, so what is best from a pair on depends only
    on whether the run that leads to it has a pair already: `free` if not, else `used`.
    """
    size = len(links)
    free, used = [0] * (size + 1), [0] * (size + 1)
    turns = [i + 1 < size and links[i + 1] != links[i] for i in range(size)]
    for i in range(size - 1, -1, -1):
        free[i] = max(weights[i] + used[i + 1], free[i + 1])
        used[i] = free[i + 1] if turns[i] else used[i + 1]
    taken = bytearray(size)
    is_used = False
    for i in range(size):
        if not is_used and weights[i] + used[i + 1] >= free[i + 1]:
            taken[i] = is_used = True
        elif turns[i]:
            is_used = False
    return bytes(taken)
