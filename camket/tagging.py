"""Systems on column corpora (`camket.formats.conll`) with label sets of their own: learn, tag and score.

A system for it has `fit_tags(sentences, tags)` and `predict_tags(sentences)`; tokens are strings, tags are IOB2.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from camket.formats import conll
from camket.scoring.iob2 import TagScores, score_iob2_files
from camket.systems import System

Rows = list[list[str]]


@runtime_checkable
class Tagger(Protocol):
    """A system that tags sentences of tokens."""

    def fit_tags(self, sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[str]]) -> object:
        """Learn from the tags of sentences."""

    def predict_tags(self, sentences: Sequence[Sequence[str]]) -> Rows:
        """An IOB2 tag for each token of each sentence."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The scores on a test file, and the seconds that learning and tagging took."""

    scores: TagScores
    fit_seconds: float
    predict_seconds: float


def run_tags(
    system: System,
    train: Path,
    test: Path,
    repair: bool = False,
    output: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Tagged:
    """Learn from one file, tag the other and score it.

    `repair` as in `camket.scoring.iob2`; `output`, where it is named, gets the tokens, gold's tags and the predicted
    ones in columns. Raises FaultsError for a faulty file, ValueError for a system that cannot tag, RuntimeError for one
    that fails or gives other than a tag a token.
    """
    if not isinstance(system, Tagger):
        name = type(system).__name__
        raise ValueError(
            f"{name} learns from no columns: give it fit_tags(sentences, tags) and predict_tags(sentences)"
        )
    learnt, tested = conll.read(train, repair=repair), conll.read(test, repair=repair)
    say(f"learning from {len(learnt.lines):,} tokens with {len(learnt.tags.labels)} labels")
    start = time.perf_counter()
    system.fit_tags(token_rows(learnt), tag_rows(learnt))
    fitted = time.perf_counter()
    sentences = token_rows(tested)
    say(f"tagging {len(tested.lines):,} tokens")
    predicting = time.perf_counter()
    try:
        predicted = system.predict_tags(sentences)
    except Exception as error:
        raise RuntimeError(f"{type(system).__name__}.predict_tags failed") from error
    end = time.perf_counter()
    if [len(row) for row in predicted] != [len(row) for row in sentences]:
        raise RuntimeError(f"{type(system).__name__}.predict_tags must give one tag for each token of each sentence")
    with tempfile.TemporaryDirectory() as scratch:
        path = output or Path(scratch) / "predicted.conll"
        path.write_text(columns(tested, predicted), encoding="utf-8", newline="\n")
        scores = score_iob2_files(path, repair=repair)
    return Tagged(scores, fitted - start, end - predicting)


def token_rows(file: conll.TagFile) -> Rows:
    """The tokens of each sentence."""
    return _rows(file, [file.tokens[i] for i in range(len(file.tokens))])


def tag_rows(file: conll.TagFile) -> Rows:
    """The tags of each sentence; an I that goes on with nothing is a B."""
    codes = file.codes[0].copy()
    codes[file.spans[0].illegal] -= 1
    names = {code: file.tags.tag(code) for code in set(codes.tolist())}
    return _rows(file, [names[code] for code in codes.tolist()])


def _rows(file: conll.TagFile, items: list[str]) -> Rows:
    ends = [*file.sentences[1:].tolist(), len(items)]
    return [items[start:end] for start, end in zip(file.sentences.tolist(), ends, strict=True)]


def columns(file: conll.TagFile, predicted: Rows) -> str:
    """Token, gold's tag and the predicted one of each line, with the documents of the file."""
    lines: list[str] = []
    begins = set(np.searchsorted(file.sentences, file.documents).tolist()) if len(file.documents) else set()
    for i, rows in enumerate(zip(token_rows(file), tag_rows(file), predicted, strict=True)):
        lines += ["-DOCSTART-\tO\tO", ""] if i in begins else []
        lines += ["\t".join(cells) for cells in zip(*rows, strict=True)]
        lines.append("")
    return "\n".join(lines)
