"""The floor for entities and numbers: the strings of `train` found again, nothing else.

A string gets the label that it has most often in `train`; a number its most frequent value, unit and modifier as well,
nothing is computed, so that "năm nay" means the year it meant there. Matches are whole syllables, the longest first
from left to right; names inside longer names are left out, to look for them finds more wrong ones than right ones. So
the score says how much of a text is known from `train` by heart, as the baseline of CoNLL-2003 did for names (Tjong Kim
Sang and De Meulder 2003, https://aclanthology.org/W03-0419).

Commitments are whole clauses and hardly ever repeat, so this system has none.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from camket.model import Document, Entity, Number
from camket.text import syllables

Meaning = tuple[str, ...]
"""What a string stands for: a label, and of a number its value, unit and modifier."""
LONGEST = 30
"""Syllables of a string that is looked for, at most."""


class Gazetteer:
    """Lists of names and of numbers, each string with its most frequent meaning."""

    layers = ("entities", "numbers")

    def __init__(self) -> None:
        self.names: dict[str, Meaning] = {}
        self.numbers: dict[str, Meaning] = {}

    def fit(self, train: Sequence[Document]) -> "Gazetteer":
        """Count the strings of annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        self.names = commonest((d.surface(e), (e.label,)) for d in train for e in d.entities)
        self.numbers = commonest(
            (d.surface(n), (n.label, n.value, n.unit, n.modifier)) for d in train for n in d.numbers
        )
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities and numbers of documents."""
        return [self.predict_one(document) for document in documents]

    def predict_one(self, document: Document) -> Document:
        """The strings of one document that stand in the lists."""
        entities = [Entity(start, end, *meaning) for start, end, meaning in matches(document, self.names)]
        numbers = [Number(start, end, *meaning) for start, end, meaning in matches(document, self.numbers)]
        return replace(document, entities=tuple(entities), numbers=tuple(numbers))

    def save(self, folder: Path) -> None:
        """The lists as JSON."""
        text = json.dumps({"names": self.names, "numbers": self.numbers}, ensure_ascii=False, indent=1)
        (folder / "gazetteer.json").write_text(text + "\n", encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """What `save` wrote."""
        kept = json.loads((folder / "gazetteer.json").read_text(encoding="utf-8"))
        self.names = {text: tuple(meaning) for text, meaning in kept["names"].items()}
        self.numbers = {text: tuple(meaning) for text, meaning in kept["numbers"].items()}


def commonest(seen: Iterable[tuple[str, Meaning]]) -> dict[str, Meaning]:
    """The most frequent meaning of each string; of equally frequent ones the first in the alphabet."""
    counts: dict[str, Counter[Meaning]] = {}
    for text, meaning in seen:
        counts.setdefault(text, Counter())[meaning] += 1
    return {text: max(sorted(meanings), key=lambda one: meanings[one]) for text, meanings in sorted(counts.items())}


def matches(document: Document, known: dict[str, Meaning]) -> Iterator[tuple[int, int, Meaning]]:
    """Where known strings stand, each within a sentence, the longest at each place, none over another."""
    text = document.text or ""
    for sentence in document.sentences:
        tokens = [(sentence.start + a, sentence.start + b) for a, b in syllables(document.surface(sentence))]
        i = 0
        while i < len(tokens):
            start = tokens[i][0]
            ends = [end for _, end in tokens[i : i + LONGEST] if text[start:end] in known]
            if ends:
                yield start, ends[-1], known[text[start : ends[-1]]]
                while i < len(tokens) and tokens[i][1] < ends[-1]:
                    i += 1
            i += 1


SYSTEM = Gazetteer
