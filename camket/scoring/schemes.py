"""The four schemes of SemEval-2013 task 9 (Segura-Bedmar, Martínez and Herrero-Zazo 2013), with the counts of MUC-5.

A pair of overlapping spans is correct (COR), partial (PAR, half a credit) or incorrect (INC):

    scheme      COR                             PAR                 INC
    strict      same boundaries, same label     –                   any other pair
    boundary    same boundaries                 –                   any other pair
    type        same label                      –                   any other pair
    partial     same boundaries                 any other pair      –

Gold spans without a partner are missed (MIS), predicted ones spurious (SPU). Each scheme pairs one to one so that its
own credit is largest, then so that most spans have a partner, then so that partners share most characters. Nested and
overlapping spans count like any other; spans that only touch do not overlap.

Precision is credit / predicted, recall credit / gold (Chinchor and Sundheim 1993: ACT and POS). A pair belongs to
gold's label, a spurious span to its own: so the counts of the labels add up to those of all spans.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from camket.model import Labelled
from camket.scoring.counts import Counts
from camket.scoring.matching import S, Worth, best_matches, same_place, shared, without


def _strict(one: Labelled, other: Labelled) -> tuple[int, ...]:
    same_label = one.label == other.label
    return same_place(one, other) and same_label, 1, shared(one, other), same_label


def _boundary(one: Labelled, other: Labelled) -> tuple[int, ...]:
    return same_place(one, other), 1, shared(one, other), one.label == other.label


def _type(one: Labelled, other: Labelled) -> tuple[int, ...]:
    return one.label == other.label, 1, shared(one, other)


def _partial(one: Labelled, other: Labelled) -> tuple[int, ...]:
    return 1 + same_place(one, other), 1, shared(one, other), one.label == other.label


SCHEMES: Mapping[str, Worth[Labelled]] = {
    "strict": _strict,
    "boundary": _boundary,
    "type": _type,
    "partial": _partial,
}
"""What a pair is worth in each scheme: its credit first."""


def scheme_counts(gold: Sequence[S], predicted: Sequence[S], scheme: str) -> dict[str, Counts]:
    """The counts of each label under a scheme of `SCHEMES`, for the spans of one document in any order."""
    worth = SCHEMES[scheme]
    pairs = best_matches(gold, predicted, worth)
    counts: dict[str, Counts] = defaultdict(Counts)
    for span in gold:
        counts[span.label] += Counts(gold=1)
    for one, other in pairs:
        credit = worth(one, other)[0]  # type: ignore[index]
        if scheme == "partial":
            pair = Counts(correct=credit == 2, partial=credit == 1, credit=0.5 * (credit == 1))
        else:
            pair = Counts(correct=credit, incorrect=1 - credit)
        counts[one.label] += pair + Counts(predicted=1)
    for span in without(predicted, (other for _, other in pairs)):
        counts[span.label] += Counts(predicted=1)
    return counts
