"""The Hugging Face dataset: rows of each configuration, Parquet files, and whether they are up to date."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from datasets import ClassLabel, Dataset, Features, List, Value
from pyarrow import ArrowException, parquet

from camket.formats.iob2 import encode
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    NUMBER_LABELS,
    SPECIFICITIES,
    SPLITS,
    Document,
    Labelled,
)
from camket.text import syllables

CONFIGURATIONS = ("articles", "sentences", "tokens")
MODIFIER_NAMES = ("none", "approx", "min", "max")


def _offsets() -> dict[str, Value]:
    return {"start": Value("int32"), "end": Value("int32")}


def _tags(labels: Sequence[str]) -> ClassLabel:
    return ClassLabel(names=["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")])


TAGS = {
    "entity_tags": _tags(ENTITY_LABELS),
    "number_tags": _tags(NUMBER_LABELS),
    "commitment_tags": _tags(COMMITMENT_LABELS),
}
_DOCUMENT = {"id": Value("string"), "date": Value("string")}
_SENTENCE = {"article": Value("string"), "sentence": Value("int32"), "headline": Value("bool")}
FEATURES = {
    "articles": Features(
        _DOCUMENT
        | {key: Value("string") for key in ("genre", "topic", "source", "publisher")}
        | {
            "text": Value("string"),
            "length": Value("int32"),
            "sentences": List(
                _offsets()
                | {"paragraph": Value("int32"), "headline": Value("bool"), "sha256": Value("string")}
                | {"labels": List(ClassLabel(names=list(COMMITMENT_LABELS)))}
            ),
            "entities": List(_offsets() | {"label": ClassLabel(names=list(ENTITY_LABELS))}),
            "numbers": List(
                _offsets()
                | {"label": ClassLabel(names=list(NUMBER_LABELS)), "value": Value("string"), "unit": Value("string")}
                | {"modifier": ClassLabel(names=list(MODIFIER_NAMES))}
            ),
            "parties": List(_offsets()),
            "commitments": List(
                _offsets()
                | {"label": ClassLabel(names=list(COMMITMENT_LABELS))}
                | {"specificity": ClassLabel(names=list(SPECIFICITIES))}
                | {"arguments": List({"role": ClassLabel(names=list(ARGUMENT_ROLES))} | _offsets())}
            ),
        }
    ),
    "sentences": Features(
        _SENTENCE | {"text": Value("string"), "labels": List(ClassLabel(names=list(COMMITMENT_LABELS)))}
    ),
    "tokens": Features(
        _SENTENCE
        | {"tokens": List(Value("string")), "starts": List(Value("int32"))}
        | {name: List(tag) for name, tag in TAGS.items()}
    ),
}


def build(documents: Sequence[Document], folder: Path) -> None:
    """Write the Parquet files of every configuration and split below a folder, replacing what is there."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        for configuration in CONFIGURATIONS:
            target = Path(scratch, configuration)
            target.mkdir()
            for split in SPLITS:
                rows_of(documents, configuration, split).to_parquet(target / f"{split}.parquet")
        folder.mkdir(exist_ok=True)
        for configuration in CONFIGURATIONS:
            shutil.rmtree(folder / configuration, ignore_errors=True)
            Path(scratch, configuration).rename(folder / configuration)


def outdated(documents: Sequence[Document], folder: Path) -> list[str]:
    """Which configurations and splits below a folder differ from the documents, each with what to do."""
    found = []
    for configuration in CONFIGURATIONS:
        for split in SPLITS:
            path = folder / configuration / f"{split}.parquet"
            if not path.is_file():
                found.append(f"{path} is missing: run camket build")
                continue
            if not _holds(path, rows_of(documents, configuration, split)):
                found.append(f"{path} differs from annotations/: run camket build")
    return found


def _holds(path: Path, wanted: Dataset) -> bool:
    """Whether a Parquet file has just these rows, with these features."""
    try:
        built = Dataset(parquet.read_table(path))
    except (ArrowException, OSError):
        return False
    return bool(built.features == wanted.features and built.to_list() == wanted.to_list())


def content_hash(documents: Sequence[Document], configuration: str) -> str:
    """The SHA-256 of the features and rows of a configuration; it changes whenever a row or a label's name does."""
    rows = [rows_of(documents, configuration, split).to_list() for split in SPLITS]
    content = [FEATURES[configuration].to_dict(), rows]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def rows_of(documents: Iterable[Document], configuration: str, split: str) -> Dataset:
    """The rows of one configuration and split."""
    make = {"articles": _article_rows, "sentences": _sentence_rows, "tokens": _token_rows}[configuration]
    rows = [row for document in documents if document.split == split for row in make(document)]
    features = FEATURES[configuration]
    columns = {name: [_numbered(feature, row[name]) for row in rows] for name, feature in features.items()}
    return Dataset.from_dict(columns, features=features)


def _numbered(feature: Any, value: Any) -> Any:
    """A value with class labels as numbers; `datasets` would do it only where a list's first item shows a label."""
    if value is None:
        return None
    if isinstance(feature, ClassLabel):
        return feature.str2int(value)
    if isinstance(feature, List):
        return [_numbered(feature.feature, item) for item in value]
    if isinstance(feature, dict):
        return {key: _numbered(feature[key], item) for key, item in value.items()}
    return value


def _article_rows(document: Document) -> Iterable[dict[str, Any]]:
    sentences = [
        {"start": s.start, "end": s.end, "paragraph": s.paragraph, "headline": s.headline, "sha256": s.sha256}
        | {"labels": list(labels)}
        for s, labels in zip(document.sentences, document.sentence_labels(), strict=True)
    ]
    numbers = [
        {"start": n.start, "end": n.end, "label": n.label, "value": n.value, "unit": n.unit}
        | {"modifier": n.modifier or "none"}
        for n in document.numbers
    ]
    commitments = [
        {"start": c.start, "end": c.end, "label": c.label, "specificity": c.specificity}
        | {"arguments": [{"role": a.role, "start": a.start, "end": a.end} for a in c.arguments]}
        for c in document.commitments
    ]
    yield {
        "id": document.id,
        "date": document.date,
        **{key: document.metadata.get(key, "") for key in ("genre", "topic", "source", "publisher")},
        "text": document.text,
        "length": document.length,
        "sentences": sentences,
        "entities": [{"start": e.start, "end": e.end, "label": e.label} for e in document.entities],
        "numbers": numbers,
        "parties": [{"start": p.start, "end": p.end} for p in document.parties],
        "commitments": commitments,
    }


def _sentence_rows(document: Document) -> Iterable[dict[str, Any]]:
    labels = document.sentence_labels()
    for index, sentence in enumerate(document.sentences):
        text = None if document.text is None else document.surface(sentence)
        place = {"article": document.id, "sentence": index, "headline": sentence.headline}
        yield place | {"text": text, "labels": list(labels[index])}


def _token_rows(document: Document) -> Iterable[dict[str, Any]]:
    layers: dict[str, Sequence[Labelled]] = {
        "entity_tags": document.entities,
        "number_tags": document.numbers,
        "commitment_tags": document.commitments,
    }
    for index, sentence in enumerate(document.sentences):
        place = {"article": document.id, "sentence": index, "headline": sentence.headline}
        if document.text is None:
            yield place | {"tokens": None, "starts": None} | dict.fromkeys(layers)
            continue
        text = document.surface(sentence)
        tokens = [(sentence.start + start, sentence.start + end) for start, end in syllables(text)]
        yield place | {
            "tokens": [document.text[start:end] for start, end in tokens],
            "starts": [start for start, _ in tokens],
            **{name: encode(tokens, spans) for name, spans in layers.items()},
        }
