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

from camket.model import Document


class System(Protocol):
    """What the runner needs of a system."""

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
    file, _, name = target.partition(":")
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

    Raises ValueError for a prediction outside the text or for an unknown document.
    """
    predicted = system.predict([bare(document) for document in documents])
    lengths = {document.id: document.length for document in documents}
    for document in predicted:
        if document.id not in lengths:
            raise ValueError(f"the system predicts for {document.id!r}, which it was not given")
        for span in document.spans():
            if not 0 <= span.start < span.end <= lengths[document.id]:
                raise ValueError(f"{document.id}: predicted {span} lies outside the text of {lengths[document.id]}")
    return predicted
