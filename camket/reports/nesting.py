"""Spans as elements that nest: where each opens and closes, one that crosses the end of another cut in two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """What has half-open offsets."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Step(Generic[P]):
    """A stretch of text, the elements to close (innermost first) and to open (outermost first) before it."""

    start: int
    end: int
    closed: list[P]
    opened: list[P]


def steps(start: int, end: int, spans: Iterable[P]) -> Iterator[Step[P]]:
    """The stretches of `text[start:end]` between the ends of spans that lie in it; the last one is empty."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    points = sorted({start, end, *(span.start for span in ordered), *(span.end for span in ordered)})
    standing: list[P] = []
    for at, following in pairwise([*points, end]):
        kept = next((i for i, span in enumerate(standing) if span.end <= at), len(standing))
        closed = standing[kept:][::-1]
        begun = [span for span in ordered if span.start == at]
        again = [span for span in standing[kept:] if span.end > at]
        opened = sorted([*again, *begun], key=lambda span: -span.end)
        standing = [*standing[:kept], *opened]
        yield Step(at, following, closed, opened)
