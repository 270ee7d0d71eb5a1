"""A document laid out for pairs of a commitment and a mention: mentions, numbers and commitments by sentence."""

from bisect import bisect_left
from dataclasses import dataclass

from camket.model import Commitment, Document, Number
from cues import Words, read


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention and its kind: an entity label or `party`; `outer` is the kind of the mention around it, if any."""

    start: int
    end: int
    kind: str
    outer: str = ""


class Scene:
    """A document with its mentions, numbers and commitments by sentence, and the words of its sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text or ""
        self.read: dict[int, Words] = {}
        self.mentions: list[list[Mention]] = [[] for _ in document.sentences]
        self.numbers: list[list[Number]] = [[] for _ in document.sentences]
        self.commitments: list[list[Commitment]] = [[] for _ in document.sentences]
        every = [(e.start, -e.end, e.label) for e in document.entities]
        every += [(p.start, -p.end, "party") for p in document.parties]
        around: list[tuple[int, str]] = []
        for start, minus_end, kind in sorted(every):
            while around and around[-1][0] <= start:
                around.pop()
            outer = around[-1][1] if around else ""
            around.append((-minus_end, kind))
            self.mentions[document.sentence_at(start) or 0].append(Mention(start, -minus_end, kind, outer))
        for number in document.numbers:
            self.numbers[document.sentence_at(number.start) or 0].append(number)
        for commitment in document.commitments:
            self.commitments[document.sentence_at(commitment.start) or 0].append(commitment)

    def words(self, index: int) -> Words:
        """The words of a sentence."""
        if index not in self.read:
            self.read[index] = read(self.document.surface(self.document.sentences[index]))
        return self.read[index]

    def place(self, index: int, offset: int) -> int:
        """The first syllable of a sentence that begins at or after an offset in the document."""
        return bisect_left(self.words(index).starts, offset - self.document.sentences[index].start)


def binned(number: int) -> int:
    """A count of words, coarser the larger it is."""
    return number if number < 4 else 4 if number < 7 else 7 if number < 12 else 12


def around(words: Words, first: int, last: int, steps: int) -> tuple[list[str], list[str]]:
    """The words before a span, nearest first, and after it."""
    before = words.words[max(0, first - steps) : first][::-1]
    after = words.words[last : last + steps]
    return before + ["^"] * (steps - len(before)), after + ["$"] * (steps - len(after))
