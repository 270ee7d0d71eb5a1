"""A linear classifier that tags syllable after syllable, from left to right, with scikit-learn.

Four sequences are tagged with IOB2: outer entities, entities inside entities, numbers, commitments. For each syllable a
linear support vector machine, one tag against the rest, sees the syllable, its neighbours and the tag it has just given
to the one before, and decides for good (greedy tagging; Giménez and Màrquez 2004, https://aclanthology.org/L04-1003).
Features are hashed into a vector of fixed length (Weinberger et al. 2009, https://arxiv.org/abs/0902.2206).

Learnt is a coefficient of each feature for each tag, by stochastic gradient descent, with gold's tag as the one before.
The conditional random field (baselines/crf.py) adds two things: it looks for the best sequence of tags, so that a later
syllable can change an earlier tag, and it is trained on whole sequences, with its own uncertainty about the tag before.

Values of numbers are read by camket.numbers; arguments and specificity come from baselines/linker.py.
"""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED

import skops.io
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import Pipeline

from camket.formats.iob2 import decode, encode
from camket.model import Document, Sentence
from layers import LAYERS, assemble, tokenize
from linker import Linker

Rows = Sequence[Sequence[str]]
Features = dict[str, str | bool]
TRUSTED: list[str] = []
"""Types beyond those of scikit-learn that a saved model may hold."""


class Linear:
    """One tagger per layer; `penalty` was the best of 3e-6, 1e-5 and 3e-5 on `validation`."""

    def __init__(self, penalty: float | str = 1e-5, passes: int | str = 10) -> None:
        self.penalty, self.passes = float(penalty), int(passes)
        self.models: dict[str, Pipeline] = {}
        self.linker = Linker()

    def fit(self, train: Sequence[Document]) -> "Linear":
        """Learn from annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        rows = [words(document, sentence) for document in train for sentence in document.sentences]
        for layer, spans_of in LAYERS.items():
            tags = []
            for document in train:
                spans = spans_of(document)
                tags += [encode(tokenize(document, sentence), spans) for sentence in document.sentences]
            self.models[layer] = self.learn(rows, tags)
        self.linker.fit(train)
        return self

    def learn(self, rows: Rows, tags: Rows) -> Pipeline:
        """A tagger of sentences, given as words, that learns their tags."""
        examples = [
            {**seen, **history(seen, before)}
            for row, its_tags in zip(rows, tags, strict=True)
            for seen, before in zip(features(row), ["", *its_tags], strict=False)
        ]
        machine = SGDClassifier(alpha=self.penalty, max_iter=self.passes, tol=None, average=True, random_state=0)
        model = Pipeline([("hashed", FeatureHasher(2**18)), ("tags", machine)])
        return model.fit(examples, [tag for its_tags in tags for tag in its_tags])

    def tag(self, model: Pipeline, rows: Rows) -> list[list[str]]:
        """A tag for each word of each sentence: of all sentences the first word, then the second, and so on."""
        seen = [features(row) for row in rows]
        tags: list[list[str]] = [[] for _ in rows]
        for i in range(max(map(len, rows), default=0)):
            open_rows = [j for j, row in enumerate(rows) if i < len(row)]
            examples = [{**seen[j][i], **history(seen[j][i], tags[j][-1] if i else "")} for j in open_rows]
            for j, tag in zip(open_rows, model.predict(examples), strict=True):
                tags[j].append(str(tag))
        return tags

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        rows = [words(document, sentence) for document in documents for sentence in document.sentences]
        tags = {layer: iter(self.tag(model, rows)) for layer, model in self.models.items()}
        predicted = []
        for document in documents:
            found: dict[str, list[tuple[int, int, str]]] = {layer: [] for layer in LAYERS}
            for sentence in document.sentences:
                for layer, spans in found.items():
                    spans += decode(tokenize(document, sentence), next(tags[layer]))
            predicted.append(assemble(document, found))
        return self.linker.complete(predicted)

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Label, specificity and arguments of commitments whose spans and mentions are given."""
        return self.linker.link(documents)

    def fit_tags(self, sentences: Rows, tags: Rows) -> "Linear":
        """Learn the tags of sentences of any corpus; raises ValueError for none."""
        if not sentences:
            raise ValueError("no sentences to learn from: give at least one")
        self.models = {"tags": self.learn(sentences, tags)}
        return self

    def predict_tags(self, sentences: Rows) -> list[list[str]]:
        """A tag for each token of each sentence."""
        return self.tag(self.models["tags"], sentences)

    def save(self, folder: Path) -> None:
        """What `fit` learnt, by skops (https://skops.readthedocs.io), which writes no code."""
        skops.io.dump(self.models, folder / "linear.skops", compression=ZIP_DEFLATED, compresslevel=1)
        self.linker.save(folder)

    def restore(self, folder: Path) -> None:
        """What `save` wrote; skops refuses every type that is neither its own nor scikit-learn's nor trusted here."""
        self.models = skops.io.load(folder / "linear.skops", trusted=TRUSTED)
        self.linker.restore(folder)


def words(document: Document, sentence: Sentence) -> list[str]:
    """The syllables of a sentence."""
    return [(document.text or "")[start:end] for start, end in tokenize(document, sentence)]


def features(row: Sequence[str]) -> list[Features]:
    """What the model sees of each word of a sentence: its form and shape and those of its neighbours."""
    forms, shapes = [word.casefold() for word in row], [shape(word) for word in row]
    rows: list[Features] = []
    for i, form in enumerate(forms):
        seen: Features = {
            "word": form,
            "shape": shapes[i],
            "first": i == 0,
            "pair before": " ".join(forms[max(0, i - 1) : i + 1]),
            "pair after": " ".join(forms[i : i + 2]),
        }
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= i + step < len(forms):
                seen[f"word {step:+}"] = forms[i + step]
                seen[f"shape {step:+}"] = shapes[i + step]
        rows.append(seen)
    return rows


def history(seen: Features, before: str) -> Features:
    """The tag of the word before ("" for the first), alone and with the word."""
    return {"tag before": before, "tag before and word": f"{before} {seen['word']}"}


def shape(word: str) -> str:
    """The kind of a word: figure, acronym, capitalised, small, mark."""
    if word[0].isdigit():
        return "figure"
    if not word[0].isalpha():
        return word
    if word.isupper() and len(word) > 1:
        return "ACRONYM"
    return "Capital" if word[0].isupper() else "small"


SYSTEM = Linear
