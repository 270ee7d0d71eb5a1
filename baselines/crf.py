"""Linear-chain conditional random fields (Lafferty et al. 2001) over syllables, by python-crfsuite.

Three models tag the sentences of an article with IOB2: outer entities, numbers, commitments. A fourth looks inside each
entity, then inside what it found there. They learn weights of the features in features.py; the values of numbers are
read by camket.numbers, arguments and specificity come from linker.py. `CrfTagger` alone tags the tokens of any corpus.
"""

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pycrfsuite

from camket.formats.iob2 import decode, encode
from camket.model import Commitment, Document, Entity, Labelled, Number
from camket.numbers import find
from camket.text import syllables
from features import Names, Row, Sight
from layers import Span, Tokens, alone, outermost
from linker import Linker

S = TypeVar("S", bound=Labelled)
Layer = Callable[[Document], Sequence[Labelled]]
Example = tuple[Sequence[Row], Sequence[str]]

PENALTIES = {
    "entities": (0.05, 0.01),
    "inner entities": (0.2, 0.1),
    "numbers": (0.05, 0.01),
    "commitments": (0.2, 0.01),
}
"""L1 and L2 penalty of each layer's model: the best on `validation` in benchmarks/results/penalties.json."""
ITERATIONS = 60
"""Of L-BFGS."""


class CrfTagger:
    """A CRF trained by L-BFGS: `fit` and `tag` on rows of features, `fit_tags` and `predict_tags` on tokens."""

    def __init__(self, c1: float = 0.1, c2: float = 0.05, iterations: int = ITERATIONS) -> None:
        self.settings = {"c1": c1, "c2": c2, "max_iterations": iterations}
        self.sight = Sight((), {})
        self.model = b""
        self.tagger: pycrfsuite.Tagger | None = None

    def fit(self, examples: Iterable[Example]) -> "CrfTagger":
        """Learn from sentences and their tags, taken one at a time; where there is none, every tag will be O."""
        trainer = pycrfsuite.Trainer("lbfgs", self.settings, verbose=False)
        number = 0
        for rows, tags in examples:
            if rows:
                trainer.append(rows, tags)
                number += 1
        if number:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "model"
                trainer.train(str(path))
                self.open(path.read_bytes())
        return self

    def open(self, model: bytes) -> None:
        """Use a model as crfsuite writes it; an empty one tags nothing."""
        self.model = model
        self.tagger = pycrfsuite.Tagger() if model else None
        if self.tagger:
            self.tagger.open_inmemory(model)

    def tag(self, rows: Sequence[Row] | pycrfsuite.ItemSequence) -> list[str]:
        """The best tags of a sentence."""
        return self.tagger.tag(rows) if self.tagger and len(rows) else ["O"] * len(rows)

    def fit_tags(self, sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[str]]) -> "CrfTagger":
        """Learn the IOB2 tags of tokens, of any label set; each sentence stands for itself."""
        if not any(sentences):
            raise ValueError("no tokens to learn from: give at least one")
        self.sight = Sight(frequent(Counter(word.casefold() for words in sentences for word in words)), {})
        return self.fit(zip(self.rows(sentences), tags, strict=True))

    def predict_tags(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The IOB2 tags of tokens."""
        return [legal(self.tag(rows)) for rows in self.rows(sentences)]

    def rows(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Row]]:
        """The features of sentences."""
        return (rows for words in sentences for rows in self.sight.article([words]))


def legal(tags: Sequence[str]) -> list[str]:
    """The tags with a B for each I that goes on with no span: a CRF finds such sequences unlikely, not impossible."""
    return [
        f"B{tag[1:]}" if tag.startswith("I-") and (not i or tags[i - 1][1:] != tag[1:]) else tag
        for i, tag in enumerate(tags)
    ]


class Article:
    """A document in syllables, with the numbers that the reader finds in it."""

    def __init__(self, document: Document) -> None:
        text = document.text or ""
        self.document = document
        self.tokens: list[Tokens] = []
        for sentence in document.sentences:
            inside = syllables(text[sentence.start : sentence.end])
            self.tokens.append([(sentence.start + start, sentence.start + end) for start, end in inside])
        self.words = [[text[start:end] for start, end in tokens] for tokens in self.tokens]
        self.numbers = find(text, document.date or None)

    def forms(self) -> set[str]:
        """The syllables of the article in small letters."""
        return {word.casefold() for words in self.words for word in words}

    def rows(self, sight: Sight) -> Iterator[list[Row]]:
        """The features of each sentence."""
        return sight.article(self.words, [encode(*each) for each in self.with_spans(self.numbers)])

    def with_spans(self, spans: Iterable[S]) -> Iterator[tuple[Tokens, list[S]]]:
        """The tokens of each sentence with those of the spans that begin in it."""
        found: list[list[S]] = [[] for _ in self.tokens]
        for span in spans:
            index = self.document.sentence_at(span.start)
            if index is not None:
                found[index].append(span)
        return zip(self.tokens, found, strict=True)


def inside(rows: Sequence[Row], label: str) -> list[Row]:
    """The features of the syllables of an entity, with what entity it is and where in it they are."""
    last = len(rows) - 1
    return [
        [*row, f"in {label}", f"in {label} at {min(i, 4)}", f"in {label} before {min(last - i, 4)}"]
        for i, row in enumerate(rows)
    ]


def frequent(counts: Counter[str]) -> list[str]:
    """What was counted twice or more."""
    return sorted(item for item, number in counts.items() if number > 1)


class CrfSpans:
    """One CRF for each of some layers, of which "inner entities" is what stands inside entities."""

    def __init__(self, layers: Sequence[str]) -> None:
        self.models = {layer: CrfTagger(*PENALTIES[layer]) for layer in layers}
        self.sight = Sight((), {})

    def fit(self, train: Sequence[Document]) -> "CrfSpans":
        """Learn from annotated documents; raises ValueError for none, with which crfsuite would end the process."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        articles = [Article(document) for document in train]
        forms = Counter(form for article in articles for form in article.forms())
        vocabulary, names = frequent(forms), Names(train)
        seen = [(article, Sight(vocabulary, names.phrases(without=article.document.id))) for article in articles]
        for layer, model in self.models.items():
            examples = inner_examples if layer == "inner entities" else partial(outer_examples, LAYERS[layer])
            model.fit(example for article, sight in seen for example in examples(article, sight))
        self.sight = Sight(vocabulary, names.phrases())
        return self

    def predict_one(self, document: Document) -> Document:
        """The spans of one document, commitments still without arguments; numbers that are not learnt are read."""
        article = Article(document)
        read = {(number.start, number.end, number.label): number for number in article.numbers}
        entities: set[Entity] = set()
        numbers: list[Number] = []
        commitments: list[Commitment] = []
        for tokens, rows in zip(article.tokens, article.rows(self.sight), strict=True):
            items = pycrfsuite.ItemSequence(rows)
            for first, end, label in self.nested(rows, items):
                entities.add(Entity(tokens[first][0], tokens[end - 1][1], label))
            for span in decode(tokens, self.tags("numbers", items)):
                numbers.append(read.get(span) or alone(document, *span))
            for span in decode(tokens, self.tags("commitments", items)):
                commitments.append(Commitment(*span, specificity="vague"))
        if "numbers" not in self.models:
            numbers = article.numbers
        return replace(
            document, entities=tuple(sorted(entities)), numbers=tuple(numbers), commitments=tuple(commitments)
        )

    def tags(self, layer: str, items: pycrfsuite.ItemSequence) -> list[str]:
        """The tags of a layer, none where it is not learnt."""
        return self.models[layer].tag(items) if layer in self.models else ["O"] * len(items)

    def nested(self, rows: Sequence[Row], items: pycrfsuite.ItemSequence) -> list[Span]:
        """The entities of a sentence, counted in syllables: the outer ones, then what is inside each."""
        places = [(i, i + 1) for i in range(len(rows))]
        found = decode(places, self.models["entities"].tag(items))
        for start, end, label in found:  # grows on the way
            if end - start > 1:
                tags = self.models["inner entities"].tag(inside(rows[start:end], label))
                found += [span for span in decode(places[start:end], tags) if span[:2] != (start, end)]
        return found

    def save(self, folder: Path) -> None:
        """Write a model of crfsuite per layer, and what the features are made with, as JSON."""
        for layer, model in self.models.items():
            (folder / f"{layer}.crfsuite").write_bytes(model.model)
        known = {
            "sha256": {layer: hashlib.sha256(model.model).hexdigest() for layer, model in self.models.items()},
            "vocabulary": sorted(self.sight.vocabulary),
            "names": [[*form, *labels] for form, labels in sorted(self.sight.names.phrases.items())],
        }
        (folder / "features.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Be what was saved; raises ValueError for a damaged model, on which crfsuite would end the process."""
        known = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        for layer, model in self.models.items():
            data = (folder / f"{layer}.crfsuite").read_bytes()
            if hashlib.sha256(data).hexdigest() != known["sha256"][layer]:
                raise ValueError(f"{layer}.crfsuite is not the model that was saved")
            model.open(data)
        self.sight = Sight(known["vocabulary"], {tuple(form): (label,) for *form, label in known["names"]})


class Crf:
    """CRFs for the spans of every layer, and the linker for what commitments have."""

    def __init__(self) -> None:
        self.spans = CrfSpans(tuple(PENALTIES))
        self.linker = Linker()
        self.tokens = CrfTagger()

    def fit(self, train: Sequence[Document]) -> "Crf":
        """Learn from annotated documents; raises ValueError for none."""
        self.spans.fit(train)
        self.linker.fit(train)
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        return self.linker.complete([self.spans.predict_one(document) for document in documents])

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Label, specificity and arguments of commitments whose spans and mentions are given."""
        return self.linker.link(documents)

    def save(self, folder: Path) -> None:
        """Write what was learnt."""
        self.spans.save(folder)
        self.linker.save(folder)

    def restore(self, folder: Path) -> None:
        """Be what was saved."""
        self.spans.restore(folder)
        self.linker.restore(folder)

    def fit_tags(self, sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[str]]) -> "Crf":
        """Learn the IOB2 tags of any corpus."""
        self.tokens.fit_tags(sentences, tags)
        return self

    def predict_tags(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The IOB2 tags of tokens."""
        return self.tokens.predict_tags(sentences)


LAYERS: dict[str, Layer] = {
    "entities": lambda document: document.entities,
    "numbers": lambda document: document.numbers,
    "commitments": lambda document: document.commitments,
}


def outer_examples(layer: Layer, article: Article, sight: Sight) -> Iterator[Example]:
    """The features of each sentence with the tags of the outermost spans of a layer."""
    sentences = article.with_spans(outermost(layer(article.document)))
    for (tokens, spans), rows in zip(sentences, article.rows(sight), strict=True):
        yield rows, encode(tokens, spans)


def inner_examples(article: Article, sight: Sight) -> Iterator[Example]:
    """The features of each entity of two syllables or more with the tags of what is inside it."""
    sentences = article.with_spans(article.document.entities)
    for (tokens, entities), rows in zip(sentences, article.rows(sight), strict=True):
        for entity in entities:
            places = [i for i, (start, end) in enumerate(tokens) if entity.start <= start and end <= entity.end]
            if len(places) > 1:
                held = [e for e in entities if (e.start, e.end) != (entity.start, entity.end)]
                held = outermost(e for e in held if entity.start <= e.start and e.end <= entity.end)
                yield inside([rows[i] for i in places], entity.label), encode([tokens[i] for i in places], held)


SYSTEM = Crf
