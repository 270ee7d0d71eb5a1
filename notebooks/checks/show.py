"""Text with its spans drawn, and tables, for notebooks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from camket.model import Labelled, Party
from camket.reports.inline import caption, coloured

FIGURE = re.compile(r"(?:-?[\d.]+(?: %)?)?")


@dataclass(frozen=True, repr=False)
class Drawn:
    """`text[start:end]` with spans that lie in it."""

    text: str
    start: int
    end: int
    spans: tuple[Labelled | Party, ...]

    def __repr__(self) -> str:
        lines = (f"  {self.text[span.start : span.end]}: {caption(span)}" for span in self.spans)
        return "\n".join([self.text[self.start : self.end], *lines])

    def _repr_html_(self) -> str:
        inner = coloured(self.text, self.start, self.end, self.spans)
        return f'<p style="line-height:2.1;max-width:60em">{inner}</p>'


def spans(text: str, found: Iterable[Labelled | Party], start: int = 0, end: int | None = None) -> Drawn:
    """`text[start:end]` with those of its spans that lie in it, each with its label, a number with its meaning."""
    end = len(text) if end is None else end
    inside = [span for span in found if start <= span.start and span.end <= end]
    return Drawn(text, start, end, tuple(sorted(inside, key=lambda span: (span.start, -span.end))))


@dataclass(frozen=True, repr=False)
class Table:
    """Rows under a head; figures stand on the right, words on the left."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(row) for row in (self.head, *self.rows))

    def _repr_html_(self) -> str:
        figures = [all(FIGURE.fullmatch(row[i]) for row in self.rows) for i in range(len(self.head))]
        lines = [self._line("th", self.head, figures), *(self._line("td", row, figures) for row in self.rows)]
        return f"<table>{''.join(lines)}</table>"

    def _line(self, tag: str, cells: Sequence[str], figures: Sequence[bool]) -> str:
        sides = ("right" if figure else "left" for figure in figures)
        kept = ("nowrap" if len(cell) <= 12 else "normal" for cell in cells)  # a date is not broken at its hyphens
        shown = (
            f'<{tag} style="text-align:{side};white-space:{space}">{escape(cell)}</{tag}>'
            for cell, side, space in zip(cells, sides, kept, strict=True)
        )
        return f"<tr>{''.join(shown)}</tr>"


def table(rows: Iterable[Iterable[object]], *head: str) -> Table:
    """A table of rows under a head, both languages in one; a pandas frame's rows are `frame.values`."""
    return Table(head, tuple(tuple(str(cell) for cell in row) for row in rows))
