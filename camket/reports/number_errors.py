"""Every number that a system reads otherwise than gold, with what lies behind it, as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence

from camket.model import Document, Number
from camket.scoring.matching import overlap_matches
from camket.values import same_value

Row = tuple[str, Number | None, Number | None, str]


def differences(gold: Sequence[Document], predicted: Sequence[Document]) -> list[Row]:
    """Each place where gold's numbers and the predicted ones differ: article and sentence, both numbers, the cause."""
    by_id = {document.id: document for document in predicted}
    rows: list[tuple[int, Row]] = []
    for index, document in enumerate(gold):
        found = by_id[document.id].numbers if document.id in by_id else ()
        left, right = [n for n in document.numbers if n not in found], [n for n in found if n not in document.numbers]
        pairs: list[tuple[Number | None, Number | None]] = [*overlap_matches(left, right, same_label=False)]
        pairs += [(one, None) for one in left if one not in [pair[0] for pair in pairs]]
        pairs += [(None, other) for other in right if other not in [pair[1] for pair in pairs]]
        for one, other in pairs:
            start = (one or other).start  # type: ignore[union-attr]
            place = f"{document.id} [{(document.sentence_at(start) or 0) + 1}]"
            rows.append((index * 10**9 + start, (place, one, other, cause(one, other))))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def cause(gold: Number | None, read: Number | None) -> str:
    """What kind of judgement went wrong, told by the two numbers alone."""
    if gold and read:
        return _both(gold, read)
    if gold:
        if gold.value == "1":
            return "một taken for an article"
        return "a figure whose noun is left out" if gold.label == "QUANTITY" and not gold.unit else "not read"
    assert read is not None
    if read.label == "QUANTITY" and read.value in ("2", "3", "4", "5"):
        return "points back to what the text has named"
    return "part of a name, or no date that is meant" if read.label == "DATE" else "no number here"


def _both(gold: Number, read: Number) -> str:
    if gold.label != read.label:
        return "of another type"
    if not same_value(gold.label, gold.value, read.value):
        return "which day, month or year" if gold.label == "DATE" else "another value"
    if (gold.start, gold.end) != (read.start, read.end):
        return "where the counted noun ends" if gold.label == "QUANTITY" else "where the span ends"
    return "its unit" if gold.unit != read.unit else "its modifier"


def error_rows(rows: Sequence[Row]) -> list[list[str]]:
    """The table: place, gold's number, the one read, cause."""
    return [["place", "gold", "read", "cause"], *([place, _shown(a), _shown(b), why] for place, a, b, why in rows)]


def cause_rows(by_split: Mapping[str, Sequence[Row]]) -> list[list[str]]:
    """How often each cause is behind a difference, per split."""
    counts = {split: Counter(row[3] for row in rows) for split, rows in by_split.items()}
    causes = sorted(
        {name for found in counts.values() for name in found}, key=lambda name: (-counts["test"][name], name)
    )
    rows = [["cause", *by_split], *([name, *(str(found[name]) for found in counts.values())] for name in causes)]
    return [*rows, ["**all**", *(str(found.total()) for found in counts.values())]]


def _shown(number: Number | None) -> str:
    if number is None:
        return "–"
    return " ".join(part for part in (number.label, number.value, number.unit, number.modifier) if part)
