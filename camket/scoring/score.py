"""Scores of predictions against gold, for every metric (`camket.scoring.metrics`), label and document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from camket.formats.predictions import offset_fault
from camket.model import Argument, Commitment, Document, Entity, Number
from camket.scoring.bootstrap import f1_interval, macro_f1_interval
from camket.scoring.counts import Counts, macro_f1, total
from camket.scoring.metrics import METRICS, SCHEME_METRICS, ByLabel
from camket.text import nfc

S = TypeVar("S", Entity, Number, Commitment, Argument)


@dataclass(frozen=True, repr=False)
class Scores:
    """Counts per metric, per document (in the order of gold) and per label."""

    ids: tuple[str, ...]
    counts: Mapping[str, tuple[ByLabel, ...]]

    def labels(self, metric: str) -> dict[str, Counts]:
        """The counts of each label over all documents."""
        summed: dict[str, Counts] = defaultdict(Counts)
        for by_label in self._of(metric):
            for label, counts in by_label.items():
                summed[label] += counts
        return dict(sorted(summed.items()))

    def micro(self, metric: str) -> Counts:
        """The counts over all documents and labels."""
        return total(self.labels(metric).values())

    def macro(self, metric: str) -> float | None:
        """The mean F1 of the labels."""
        return macro_f1(self.labels(metric).values())

    def per_label(self, metric: str) -> list[list[Counts]]:
        """The counts of each label in each document, for resampling a macro average."""
        return [[by_label.get(label, Counts()) for by_label in self._of(metric)] for label in self.labels(metric)]

    def per_document(self, metric: str) -> list[Counts]:
        """The counts of each document over all labels, for resampling."""
        return [total(by_label.values()) for by_label in self._of(metric)]

    def interval(self, metric: str, label: str | None = None, macro: bool = False) -> tuple[float, float] | None:
        """The 95 % interval (`camket.scoring.bootstrap`) of the F1 of all labels together, of one, or of their mean."""
        if macro and label is not None:
            raise ValueError("macro and a label do not go together: ask for one of them")
        if macro:
            return macro_f1_interval(self.per_label(metric))
        if label is None:
            return f1_interval(self.per_document(metric))
        if label not in (known := self.labels(metric)):
            raise ValueError(f"no label {label!r} in {metric}: there are {', '.join(known) or 'none'}")
        return f1_interval([by_label.get(label, Counts()) for by_label in self._of(metric)])

    def _of(self, metric: str) -> tuple[ByLabel, ...]:
        if metric not in self.counts:
            raise ValueError(f"no metric {metric!r}: use {', '.join(self.counts)}")
        return self.counts[metric]

    def __repr__(self) -> str:
        shown = [f"{metric} {100 * f1:.1f}" for metric in METRICS if (f1 := self.micro(metric).f1) is not None]
        return f"Scores({len(self.ids)} documents, F1 in percent: {', '.join(shown) or 'nothing to score'})"


def score(gold: Iterable[Document], predicted: Iterable[Document]) -> Scores:
    """Score predictions against gold documents.

    Documents pair by id, in any order; a gold document without a prediction scores as an empty one. Raises ValueError
    for a document that stands on one side twice or that gold does not have, for offsets that are no whole numbers, do
    not ascend, lie outside gold's text or inside a character sequence, and for a text that is not gold's.
    """
    pairs = paired(gold, predicted)
    metrics = {**METRICS, **SCHEME_METRICS}
    counts = {name: tuple(metric(one, other) for one, other in pairs) for name, metric in metrics.items()}
    return Scores(tuple(one.id for one, _ in pairs), counts)


def paired(
    gold: Iterable[Document], predicted: Iterable[Document], inside: bool = True
) -> list[tuple[Document, Document]]:
    """Each gold document with its prediction, checked and plain; raises ValueError as `score`.

    Where `inside` is false spans may lie beyond the text and part its characters: who lists or draws what is wrong can.
    """
    known: dict[str, Document] = {}
    for document in map(_document, gold):
        if document.id in known:
            raise ValueError(f"gold {document.id!r} stands there twice; give each document once")
        known[document.id] = _plain(document, document, f"gold {document.id!r}", inside)
    given: dict[str, Document] = {}
    for document in map(_document, predicted):
        name = f"prediction for {document.id!r}"
        if document.id not in known:
            raise ValueError(f"{name}: gold has no such document")
        if document.id in given:
            raise ValueError(f"{name} stands there twice; give each document once")
        given[document.id] = _plain(document, known[document.id], name, inside)
    return [(document, given.get(document.id, Document(document.id))) for document in known.values()]


def _document(given: object) -> Document:
    if isinstance(given, Document):
        return given
    kind = type(given).__name__
    raise ValueError(f"a {kind} where a Document should be; read a file with camket.formats.predictions.read")


def _plain(document: Document, gold: Document, name: str, inside: bool) -> Document:
    """The document with tuples of spans that were given as lists, arrays or generators, and with spans made plain."""
    if inside and document is gold and document.text is not None and nfc(document.text) != document.text:
        raise ValueError(f"{name}: the text is not in Unicode NFC; make documents with camket.load")
    if document.text is not None and gold.text is not None and document.text != gold.text:
        why = "is not in Unicode NFC" if nfc(document.text) == gold.text else "differs from gold's"
        raise ValueError(f"{name}: the text {why}; predict on the text of camket.load")
    if not inside:
        gold = Document(gold.id)
    try:
        return replace(
            document,
            entities=_plain_spans(document.entities, Entity, gold),
            numbers=_plain_spans(document.numbers, Number, gold),
            commitments=_plain_spans(document.commitments, Commitment, gold),
        )
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _plain_spans(spans: Iterable[S] | None, kind: type[S], gold: Document) -> tuple[S, ...]:
    found = () if spans is None else tuple(spans)
    for span in found:
        if not isinstance(span, kind):
            raise ValueError(f"{span!r} is no {kind.__name__}; make spans of camket.{kind.__name__}")
    return tuple(_plain_span(span, gold) for span in found)


def _plain_span(span: S, gold: Document) -> S:
    """The span with whole numbers of Python for offsets, None as an empty string, and arguments in order.

    So spans that mean the same are equal, however they were made.
    """
    fault = offset_fault(gold, span.start, span.end)
    if fault:
        raise ValueError(f"{fault[0]} in {type(span).__name__}; {fault[1]}")
    changed: dict[str, Any] = {"start": int(span.start), "end": int(span.end)}
    for field in fields(span):
        found = getattr(span, field.name)
        if field.name == "arguments":
            changed["arguments"] = tuple(sorted(_plain_span(argument, gold) for argument in found))
        elif field.name not in changed and not isinstance(found, str):
            if found is not None or field.name not in ("value", "unit", "modifier"):
                raise ValueError(f"{field.name} {found!r} in {type(span).__name__} is no string; give it as a string")
            changed[field.name] = ""
    return replace(span, **changed)
