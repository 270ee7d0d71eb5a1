"""Keys that tell whether something still holds: of the code of a system, of documents, of the files of a folder."""

import ast
import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import camket
from camket.formats import predictions
from camket.model import Document


def digest(*parts: str | bytes) -> str:
    """The SHA-256 (hexadecimal) of parts, with their lengths, so that no two lists of parts give the same."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(f"{len(data)} ".encode() + data)
    return total.hexdigest()


def sources(file: Path) -> list[Path]:
    """A system's file, the modules that it imports from beside it and of camket, theirs, and the lists that they name.

    Lists are the *.txt files beside a module. Of camket only modules that are imported by their own names count.
    """
    found, open_files = {file.resolve()}, [file.resolve()]
    while open_files:
        for path in _modules(open_files.pop(), file.resolve().parent):
            if path not in found:
                found.add(path)
                open_files.append(path)
    texts = {path: path.read_text(encoding="utf-8") for path in found}
    lists = {near for path, text in texts.items() for near in path.parent.glob("*.txt") if near.name in text}
    return sorted(found | lists)


def _modules(file: Path, folder: Path) -> list[Path]:
    """The files of the modules that a file imports, as far as they lie in a folder or belong to camket."""
    library = Path(camket.__file__).resolve().parent
    places = [library.parent.joinpath(*name.split(".")) for name in imported(file) if name.startswith("camket.")]
    places += [folder / name for name in imported(file)]
    files = [found for place in places for found in (place.with_suffix(".py"), place / "__init__.py")]
    return [path for path in files if path.is_file()]


def imported(file: Path) -> frozenset[str]:
    """The names that a Python file imports, wherever in it: of `from a import b` both a and a.b."""
    return _imported(file.read_bytes(), str(file))


@lru_cache(maxsize=256)  # the modules that systems share are read once
def _imported(code: bytes, file: str) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(code, file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def versions(file: Path) -> dict[str, str]:
    """The versions of Python and of the installed packages that a system's files import."""
    names = {n.partition(".")[0] for path in sources(file) if path.suffix == ".py" for n in imported(path)}
    packages = _packages()
    needed = sorted({package for name in names for package in packages.get(name, ()) if name != "camket"})
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in needed}


_packages = cache(importlib.metadata.packages_distributions)
"""The packages that give each module; found once, as it takes a second."""


def code_key(target: str, options: Mapping[str, str] | None = None) -> str:
    """What changes when the code of a system does: its files, what it uses of camket, its options."""
    paths = sources(Path(target.rpartition(":")[0]))
    texts = sorted((path.name.encode(), path.read_bytes().replace(b"\r\n", b"\n")) for path in paths)
    named = (target.rpartition(":")[2], json.dumps(dict(options or {}), sort_keys=True))
    return digest(*named, *(part for pair in texts for part in pair))


def documents_key(documents: Iterable[Document]) -> str:
    """What changes when documents do: their texts and their annotations."""
    ordered = list(documents)
    texts = [json.dumps([d.id, d.date, d.text, [[s.start, s.end, s.headline] for s in d.sentences]]) for d in ordered]
    parties = [json.dumps([[p.start, p.end] for p in document.parties]) for document in ordered]
    return digest(predictions.write(ordered), *texts, *parties)


def folder_key(folder: Path) -> str:
    """What changes when a file of a model folder does."""
    return digest(*(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()))
