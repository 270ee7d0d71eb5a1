"""The interface a system implements, and what calls it: load, fit, predict, link.

A system is any object with `predict(documents)` that returns documents with the spans it found. It may also have

    fit(train)         learns from annotated documents
    link(documents)    given gold's mentions and the spans of its commitments: their labels, specificity and arguments
    save(folder)       writes what it learnt as files that hold no code
    restore(folder)    reads them again
    missing()          why it cannot run here, or None
    layers             the layers that it predicts; ("sentences",) says that its commitments are whole sentences
    fit_tags, predict_tags    learn and give IOB2 tags of the sentences of any corpus (`camket.tagging`)

`predict` gets documents without a single annotation, `link` without a label or an argument of a commitment.
"""

import importlib.util
import inspect
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from camket.formats import predictions
from camket.model import Commitment, Document
from camket.results import PREDICTED_LAYERS


class System(Protocol):
    """What the runner needs of a system."""

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with the spans that the system finds, as offsets into their text."""


@runtime_checkable
class Trainable(Protocol):
    """A system that learns first."""

    def fit(self, train: Sequence[Document]) -> object:
        """Learn from annotated documents."""


@runtime_checkable
class Linking(Protocol):
    """A system that can be handed gold's spans."""

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """The documents with label, specificity and arguments of their commitments."""


@runtime_checkable
class Saveable(Protocol):
    """A system whose learning can be kept."""

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder, which exists."""

    def restore(self, folder: Path) -> None:
        """Be again what was saved."""


def load_system(target: str, options: Mapping[str, str] | None = None) -> System:
    """The system named `path/to/file.py:ClassName`, made with `options` as keyword arguments.

    Raises ValueError that says what is wrong with the target or an option.
    """
    file, _, name = target.rpartition(":")
    path = Path(file)
    if not name or not path.is_file():
        raise ValueError(f"no system {target!r}: write path/to/file.py:ClassName of a file that exists")
    module_name = f"camket_system_{path.stem}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    sys.path.insert(0, str(path.parent.resolve()))  # a system may use a module beside it
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    if not hasattr(module, name):
        raise ValueError(f"{path} has no class {name!r}")
    made = getattr(module, name)
    if options:
        known = [key for key in inspect.signature(made).parameters if key != "self"]
        if unknown := sorted(set(options) - set(known)):
            raise ValueError(f"{target} has no option {', '.join(unknown)}: it has {', '.join(known) or 'none'}")
    system = made(**(options or {}))
    if not hasattr(system, "predict"):
        raise ValueError(f"{target} has no method predict(documents)")
    return system  # type: ignore[no-any-return]


def missing(system: System) -> str | None:
    """What keeps a system from running here, in its own words; None where nothing does."""
    return system.missing() if hasattr(system, "missing") else None


def bare(document: Document) -> Document:
    """The document without its annotations, as a system sees it; raises ValueError where it has no text."""
    if document.text is None:
        raise ValueError(f"{document.id} has no text: hydrate it first (camket hydrate DIR)")
    return replace(document, entities=(), numbers=(), parties=(), commitments=(), metadata={})


def given(document: Document) -> Document:
    """The document with its mentions and the spans of its commitments, as `link` sees it."""
    spans = tuple(Commitment(one.start, one.end, "", "") for one in sorted(document.commitments))
    kept = {"entities": document.entities, "numbers": document.numbers, "parties": document.parties}
    return replace(bare(document), **kept, commitments=spans)  # type: ignore[arg-type]


def predict(system: System, documents: Sequence[Document]) -> list[Document]:
    """The system's predictions for documents, whose own annotations it does not see.

    They are held to the rules of a predictions file; raises FaultsError where they break one, RuntimeError where the
    system itself fails.
    """
    unseen = [bare(document) for document in documents]
    try:
        predicted = list(system.predict(unseen))
    except Exception as error:
        raise RuntimeError(f"{type(system).__name__}.predict failed") from error
    return predictions.parse(predictions.write(predicted), f"{type(system).__name__}.predict", documents)


def link(system: Linking, documents: Sequence[Document]) -> list[Document]:
    """What a system makes of the spans of gold's commitments; raises as `predict`, and ValueError for other spans."""
    asked = [given(document) for document in documents]
    try:
        linked = [replace(one, entities=(), numbers=()) for one in system.link(asked)]
    except Exception as error:
        raise RuntimeError(f"{type(system).__name__}.link failed") from error
    for before, after in zip(asked, linked, strict=True):
        spans, found = (Counter((one.start, one.end) for one in side.commitments) for side in (before, after))
        if before.id != after.id or spans != found:
            raise ValueError(f"{type(system).__name__}.link changed the commitments of {before.id}: keep their spans")
    return predictions.parse(predictions.write(linked), f"{type(system).__name__}.link", documents)


def layers_of(system: System) -> tuple[str, ...]:
    """The layers that a system says it predicts, by default all."""
    return tuple(getattr(system, "layers", PREDICTED_LAYERS))
