"""Systems kept in folders: what they learnt, and what tells whether it is theirs.

A model folder has the files that the system wrote itself and `camket-model.json`, which says what they belong to. To
read one runs no code of the folder: the class is named by the user and comes from its own file.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import camket
from camket.formats import predictions
from camket.keys import code_key
from camket.systems import Saveable, System, load_system

MANIFEST = "camket-model.json"


class ModelError(ValueError):
    """A model folder that cannot be used: the message says why and what to do."""


def labels() -> dict[str, list[str]]:
    """The label set of each layer."""
    return {layer: list(names) for layer, names in predictions.LABELS.items()}


def write_model(system: Saveable, target: str, folder: Path, options: Mapping[str, str] | None = None) -> None:
    """Keep a fitted system in a folder, which is made; a manifest, written last, says what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    system.save(folder)
    manifest = _description(target, dict(options or {}))
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _description(target: str, options: Mapping[str, str]) -> dict[str, Any]:
    """What a model of a system must say of itself to be used with this camket."""
    return {
        "system": name_of_class(target),
        "camket": camket.__version__,
        "labels": labels(),
        "options": dict(options),
        "code": code_key(target, options),
    }


def name_of_class(target: str) -> str:
    """`file.py:ClassName` of a target, without the folders, which differ from machine to machine."""
    file, _, name = target.rpartition(":")
    return f"{Path(file).name}:{name}"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a model folder; raises ModelError where there is none."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError(f"{folder} holds no model (no {MANIFEST}): fit one with camket benchmark SYSTEM --model DIR")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} is damaged ({error}): fit the system anew") from error
    if not isinstance(data, dict) or not isinstance(data.get("options"), dict):
        raise ModelError(f"{path} is damaged (no options): fit the system anew")
    return data


def read_model(target: str, folder: Path) -> System:
    """The system of a target as it was kept in a folder.

    Raises ModelError for a folder of another system, version, label set or code, and for files that are damaged.
    """
    manifest = read_manifest(folder)
    mine = _description(target, manifest["options"])
    differs = [key for key, value in mine.items() if manifest.get(key) != value]
    if differs:
        raise ModelError(f"{folder}: {_difference(differs[0], manifest, mine)}; fit it anew (camket benchmark --model)")
    system = load_system(target, manifest["options"])
    if not isinstance(system, Saveable):
        raise ModelError(f"{target} cannot be restored: it has no method restore(folder)")
    try:
        system.restore(folder)
    except Exception as error:
        raise ModelError(f"{folder} is damaged ({type(error).__name__}: {error}): fit the system anew") from error
    return system


def _difference(key: str, manifest: Mapping[str, Any], mine: Mapping[str, Any]) -> str:
    if key == "labels":
        theirs = manifest.get("labels")
        known = theirs if isinstance(theirs, dict) else {}
        layer = next((layer for layer in mine["labels"] if known.get(layer) != mine["labels"][layer]), "another layer")
        return f"the model has another label set of {layer} than this version of camket"
    if key == "code":
        return f"{mine['system']}, or what it uses of camket, has changed since the model was fitted"
    return f"the model is of {key} {manifest.get(key, 'unknown')!r}, not {mine[key]!r}"


def size_of(folder: Path) -> int:
    """Bytes of the files of a model folder, without the manifest."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
