"""What the scanner reads: tokens that were taken as one number."""

from dataclasses import dataclass

from camket.numbers.numerals import Amount


@dataclass(slots=True)
class Hit:
    """Tokens that were read as one number; an empty value for tokens that are covered but give none."""

    start: int
    end: int
    label: str
    value: str
    unit: str = ""
    amount: Amount | None = None
    relative: bool = False
    weak: bool = False
    """A digit in words that counts only if it gets a unit from a list."""

    @property
    def bare(self) -> bool:
        """Whether it is a numeral without any unit."""
        return self.label == "QUANTITY" and not self.unit and self.amount is not None
