"""Where the corpus lies, and its documents."""

import os
from dataclasses import replace
from pathlib import Path

from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml
from camket.model import COMPOSED_SPLITS, LAYERS, SPLITS, Document, join_text

SCHEMA = Path("annotations", "schema.rng")
DRAFTS = Path("annotations", "drafts")
"""Where articles lie that are being made: no part of the corpus, and not in git."""


def find_root(start: Path | None = None) -> Path:
    """The repository: $CAMKET_ROOT, or the nearest folder above `start` (or here), or above this file, that has it.

    Raises FileNotFoundError with what to do.
    """
    if start is None and os.environ.get("CAMKET_ROOT"):
        named = Path(os.environ["CAMKET_ROOT"])
        if not (named / SCHEMA).is_file():
            raise FileNotFoundError(f"no camket repository at {named}: set CAMKET_ROOT to your clone, or unset it")
        return named
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if (folder / SCHEMA).is_file():
            return folder
    raise FileNotFoundError(f"no camket repository at or above {here}: go into your clone, or set CAMKET_ROOT to it")


def annotation_files(root: Path, layer: str, pass_number: str | None = None) -> list[Path]:
    """The annotation files of a layer: gold, or those of one pass."""
    folder = root / "annotations" / layer
    if pass_number:
        folder = root / "annotations" / "passes" / pass_number / layer
    return sorted(folder.glob("*.xml"))


def committed(split: str | None = None, root: Path | None = None) -> list[Document]:
    """The gold documents of a split, or of all, as annotations/ has them, `published` without text.

    Raises ValueError for an unknown split, FaultsError for a faulty or unreviewed file.
    """
    if split is not None and split not in SPLITS:
        raise ValueError(f"no split {split!r}: use {', '.join(SPLITS)}")
    root = root or find_root()
    layers = LAYERS if split is None else ("composed",) if split in COMPOSED_SPLITS else (split,)
    documents = [_reviewed(path, root) for layer in layers for path in annotation_files(root, layer)]
    chosen = [document for document in documents if split in (None, document.split)]
    return sorted(chosen, key=lambda document: (SPLITS.index(document.split), document.id))


def load(split: str | None = None, root: Path | None = None) -> list[Document]:
    """The gold documents of a split, or of all; those of `published` have text where they have been hydrated.

    Raises ValueError for an unknown split, FaultsError for a faulty file or a hydrated one that is out of date.
    """
    root = root or find_root()
    return [with_text(document, root) for document in committed(split, root)]


def load_pass(pass_number: str, layer: str, root: Path) -> list[Document]:
    """The documents of one pass ("1" or "2") over a layer; raises FaultsError as `committed` does."""
    return [_reviewed(path, root) for path in annotation_files(root, layer, pass_number)]


def _reviewed(path: Path, root: Path) -> Document:
    """The document of a file of annotations/, which a person must have read."""
    name = str(path.relative_to(root))
    document = annotation_xml.read(path, name)
    if annotation_xml.unreviewed(document):
        raise FaultsError([unreviewed_fault(name)])
    return document


def unreviewed_fault(name: str) -> Fault:
    """That a file in annotations/ has annotations which no person has read."""
    mend = f"read every annotation, then camket format --reviewed {name}; until then it lies in {DRAFTS}/"
    return Fault(name, 1, 1, 'an unreviewed file (reviewed="no") among gold or passes', mend)


def hydrated_path(root: Path, document_id: str) -> Path:
    """Where `camket hydrate` puts an article with its text."""
    return root / "hydrated" / f"{document_id}.xml"


def is_exposed(path: Path, root: Path) -> bool:
    """Whether git could take a file along: it lies in the repository and not in `hydrated/`."""
    home, place = root.resolve(), path.resolve()
    return place.is_relative_to(home) and not place.is_relative_to(home / "hydrated")


def with_text(document: Document, root: Path) -> Document:
    """The document with the text of its hydrated file, if it is text-free and has one."""
    path = hydrated_path(root, document.id)
    if document.text is not None or not path.is_file():
        return document
    hydrated = annotation_xml.read(path, str(path.relative_to(root)))
    if [s.sha256 for s in hydrated.sentences] != [s.sha256 for s in document.sentences]:
        fault = Fault(
            str(path.relative_to(root)), 0, 0, "other sentences than the annotations have", "hydrate it again"
        )
        raise FaultsError([fault])
    return add_text(document, [hydrated.surface(sentence) for sentence in hydrated.sentences])


def add_text(document: Document, sentences: list[str]) -> Document:
    """A text-free document with the text of its sentences."""
    pairs = zip((sentence.paragraph for sentence in document.sentences), sentences, strict=True)
    return replace(document, text=join_text(pairs))
