"""The interface a system implements, and the runner: fit, predict, score.

A system is any object with `predict(documents)` that returns documents with the spans it found, and optionally
`fit(train)`; both get `camket.model.Document`s. `predict` gets documents without a single annotation.
"""

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from camket.formats import predictions
from camket.model import Document
from camket.results import PREDICTED_LAYERS


class System(Protocol):
    """What the runner needs of a system; `layers` names what it predicts, where that is not all."""

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with the spans that the system finds, as offsets into their text."""


@runtime_checkable
class Trainable(Protocol):
    """A system that learns first."""

    def fit(self, train: Sequence[Document]) -> object:
        """Learn from annotated documents."""


def load_system(target: str) -> System:
    """The system named `path/to/file.py:ClassName`, made without arguments.

    Raises ValueError that says what is wrong with the target.
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
    system = getattr(module, name)()
    if not hasattr(system, "predict"):
        raise ValueError(f"{target} has no method predict(documents)")
    return system  # type: ignore[no-any-return]


def bare(document: Document) -> Document:
    """The document without its annotations, as a system sees it; raises ValueError where it has no text."""
    if document.text is None:
        raise ValueError(f"{document.id} has no text: hydrate it first (camket hydrate DIR)")
    return replace(document, entities=(), numbers=(), parties=(), commitments=(), metadata={})


def predict(system: System, documents: Sequence[Document]) -> list[Document]:
    """The system's predictions for documents, whose own annotations it does not see.

    They are held to the rules of a predictions file; raises FaultsError where they break one, RuntimeError where the
    system itself fails.
    """
    given = [bare(document) for document in documents]
    try:
        predicted = list(system.predict(given))
    except Exception as error:
        raise RuntimeError(f"{type(system).__name__}.predict failed") from error
    return predictions.parse(predictions.write(predicted), f"{type(system).__name__}.predict", documents)


def layers_of(system: System) -> tuple[str, ...]:
    """The layers that a system says it predicts, by default all."""
    return tuple(getattr(system, "layers", PREDICTED_LAYERS))
