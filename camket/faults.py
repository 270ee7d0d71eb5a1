"""What is wrong with an input file: where, what, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of one file; line and column count from 1, 0 where the fault has no place in the file."""

    path: str
    line: int
    column: int
    message: str
    mend: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}; {self.mend}"


class FaultsError(ValueError):
    """Raised by readers; carries every fault of the input, in the order of their places."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
