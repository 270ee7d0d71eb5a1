"""Linear-chain conditional random fields (Lafferty et al. 2001) over syllables, one per layer, by sklearn-crfsuite.

Four sequences are tagged with IOB2: outer entities, entities inside entities, numbers, commitments. The value of a
number is read from its words by camket.numbers; arguments and specificity follow the rules of baselines/rules.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import sklearn_crfsuite

from camket.formats.iob2 import decode, encode
from camket.model import Commitment, Document, Entity, Labelled, Number, Sentence
from camket.numbers import find, parse
from camket.text import syllables
from rules import complete

S = TypeVar("S", bound=Labelled)
Tokens = list[tuple[int, int]]
Features = list[dict[str, str | bool]]


def outer(spans: Sequence[S]) -> list[S]:
    """The spans that lie in no other."""
    return [s for s in spans if not any(o is not s and o.start <= s.start and s.end <= o.end for o in spans)]


def inner(spans: Sequence[S]) -> list[S]:
    """The outermost of the spans that lie in another."""
    outermost = outer(spans)
    return outer([span for span in spans if span not in outermost])


LAYERS: dict[str, Callable[[Document], Sequence[Labelled]]] = {
    "entities": lambda document: outer(document.entities),
    "inner entities": lambda document: inner(document.entities),
    "numbers": lambda document: document.numbers,
    "commitments": lambda document: outer(document.commitments),
}

PENALTIES = {
    "entities": (0.0, 0.02),
    "inner entities": (0.0, 0.02),
    "numbers": (0.0, 0.02),
    "commitments": (0.01, 0.01),
}
"""L1 and L2 penalty of each layer's model."""


class Crf:
    """One CRF per layer, trained by L-BFGS; its penalties are the best of six settings on `validation`."""

    def __init__(self) -> None:
        self.models = {
            layer: sklearn_crfsuite.CRF(c1=c1, c2=c2, max_iterations=150) for layer, (c1, c2) in PENALTIES.items()
        }

    def fit(self, train: Sequence[Document]) -> "Crf":
        """Learn from annotated documents; raises ValueError for none, with which crfsuite would end the process."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        for layer, spans_of in LAYERS.items():
            rows, tags = [], []
            for document in train:
                spans = spans_of(document)
                for sentence in document.sentences:
                    tokens = tokenize(document, sentence)
                    rows.append(features(document, tokens))
                    tags.append(encode(tokens, spans))
            self.models[layer].fit(rows, tags)
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        return [self.predict_one(document) for document in documents]

    def predict_one(self, document: Document) -> Document:
        """The spans of one document."""
        found: dict[str, list[tuple[int, int, str]]] = {layer: [] for layer in LAYERS}
        for sentence in document.sentences:
            tokens = tokenize(document, sentence)
            row = features(document, tokens)
            for layer, model in self.models.items():
                found[layer] += decode(tokens, map(str, model.predict([row])[0]))
        entities = {Entity(*span) for layer in ("entities", "inner entities") for span in found[layer]}
        numbers = [self.number(document, *span) for span in found["numbers"]]
        commitments = [Commitment(*span, specificity="vague") for span in found["commitments"]]
        return complete(
            replace(document, entities=tuple(sorted(entities)), numbers=tuple(numbers), commitments=tuple(commitments))
        )

    def number(self, document: Document, start: int, end: int, label: str) -> Number:
        """The number of a span, as the reader reads it in its sentence or else its words alone."""
        text = document.text or ""
        index = document.sentence_at(start) or 0
        offset = document.sentences[index].start
        for read in find(document.surface(document.sentences[index]), document.date):
            if (read.start + offset, read.end + offset, read.label) == (start, end, label):
                return replace(read, start=start, end=end)
        alone = parse(text[start:end], document.date)
        if alone is None or alone.label != label:
            return Number(start, end, label, value="")
        return replace(alone, start=start, end=end)


def tokenize(document: Document, sentence: Sentence) -> Tokens:
    """The offsets of a sentence's syllables in the document."""
    return [(sentence.start + start, sentence.start + end) for start, end in syllables(document.surface(sentence))]


def features(document: Document, tokens: Tokens) -> Features:
    """What the model sees of each syllable: its form and shape and those of its neighbours."""
    words = [(document.text or "")[start:end] for start, end in tokens]
    rows: Features = []
    for i, word in enumerate(words):
        row: dict[str, str | bool] = {
            "word": word.casefold(),
            "shape": shape(word),
            "first": i == 0,
            "pair before": " ".join(words[max(0, i - 1) : i + 1]).casefold(),
            "pair after": " ".join(words[i : i + 2]).casefold(),
        }
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= i + step < len(words):
                row[f"word {step:+}"] = words[i + step].casefold()
                row[f"shape {step:+}"] = shape(words[i + step])
        rows.append(row)
    return rows


def shape(word: str) -> str:
    """The kind of a syllable: figure, acronym, capitalised, small, mark."""
    if word[0].isdigit():
        return "figure"
    if not word[0].isalpha():
        return word
    if word.isupper() and len(word) > 1:
        return "ACRONYM"
    return "Capital" if word[0].isupper() else "small"


SYSTEM = Crf
