"""Several drawn texts, one under the other."""

from dataclasses import dataclass
from html import escape

from checks.show import Drawn


@dataclass(frozen=True, repr=False)
class Page:
    """Drawn texts, each after a heading that may be empty."""

    parts: tuple[tuple[str, Drawn], ...]

    def __repr__(self) -> str:
        return "\n".join(f"{heading}\n{drawn!r}" if heading else repr(drawn) for heading, drawn in self.parts)

    def _repr_html_(self) -> str:
        return "".join(self._heading(heading) + drawn._repr_html_() for heading, drawn in self.parts)

    @staticmethod
    def _heading(heading: str) -> str:
        return f'<div style="opacity:.7;font-size:.9em">{escape(heading)}</div>' if heading else ""
