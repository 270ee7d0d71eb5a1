"""underthesea's own named entity recogniser (a CRF trained on VLSP 2016 news), as people use it today.

It knows PER, ORG and LOC and finds neither numbers nor commitments; LOC is taken as GPE, which the mapped score
`entities_vlsp` counts as LOC. Source: https://github.com/undertheseanlp/underthesea
"""

from collections.abc import Sequence
from dataclasses import replace

from underthesea import ner

from camket.model import Document, Entity

LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "GPE"}


class UndertheseaNer:
    """The pre-trained recogniser; nothing is learnt here."""

    layers = ("entities",)

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Documents with PER, ORG and GPE."""
        return [replace(document, entities=tuple(self.entities(document))) for document in documents]

    def entities(self, document: Document) -> list[Entity]:
        """The entities of a document; words are found again in the text one after the other."""
        found: list[Entity] = []
        for sentence in document.sentences:
            at, last = sentence.start, "O"
            for word, *_, tag in ner(document.surface(sentence)):
                start, end = locate(document.text or "", word, at, sentence.end)
                prefix, _, name = tag.partition("-")
                if start == end:
                    continue
                if prefix == "I" and last == name and name in LABELS:
                    found[-1] = replace(found[-1], end=end)
                elif name in LABELS:
                    found.append(Entity(start, end, LABELS[name]))
                at, last = end, name
        return found


def locate(text: str, word: str, at: int, end: int) -> tuple[int, int]:
    """Where a word, whose white space underthesea may have changed, stands in the text from `at` on."""
    pieces = word.split()
    start = text.find(pieces[0], at, end) if pieces else -1
    if start < 0:
        return at, at
    position = start
    for piece in pieces:
        position = text.find(piece, position, end) + len(piece)
    return start, position


SYSTEM = UndertheseaNer
