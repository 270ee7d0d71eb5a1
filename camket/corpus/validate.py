"""Checks of annotation files: each by itself, against the schema, and all of them together."""

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from camket.corpus.load import DRAFTS, SCHEMA, unreviewed_fault
from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml
from camket.formats.nodes import parse
from camket.model import SPLITS, Document


def corpus_files(root: Path) -> list[Path]:
    """Every XML file below annotations/, also where none should be, but no drafts."""
    paths = (root / "annotations").rglob("*.xml")
    return sorted(path for path in paths if not path.is_relative_to(root / DRAFTS))


def validate(paths: Iterable[Path], root: Path) -> list[Fault]:
    """All faults of annotation files, by themselves and with each other; an empty list means none."""
    faults: list[Fault] = []
    root = root.resolve()
    schema = etree.RelaxNG(etree.parse(str(root / SCHEMA)))
    documents: list[tuple[Path, Document]] = []
    for path in paths:
        name = _name(path, root)
        try:
            documents.append((path, annotation_xml.read(path, name)))
        except FaultsError as error:
            faults += error.faults
            documents += _head(path, name)
        except OSError as error:
            faults.append(Fault(name, 0, 0, f"cannot be read: {error.strerror}", "name an annotation file"))
        else:
            faults += _schema_faults(path, name, schema)
    faults += _place_faults(documents, root)
    faults += _twin_faults(documents, root)
    return sorted(faults)


def _head(path: Path, name: str) -> list[tuple[Path, Document]]:
    """A faulty file with what it says of itself but no sentences, so that checks across files still see it."""
    try:
        attributes = parse(path, name).attributes
    except FaultsError:
        return []
    if "id" not in attributes or attributes.get("split") not in SPLITS:
        return []
    return [(path, Document(attributes["id"], attributes["split"], metadata=attributes))]


def _name(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return str(resolved.relative_to(root)) if resolved.is_relative_to(root) else str(path)


def _schema_faults(path: Path, name: str, schema: etree.RelaxNG) -> list[Fault]:
    tree = etree.parse(str(path), etree.XMLParser(encoding="utf-8"))
    if schema.validate(tree):
        return []
    return [
        Fault(name, entry.line, entry.column, f"against the schema: {entry.message}", f"see {SCHEMA}")
        for entry in schema.error_log
    ]


def _place_faults(documents: list[tuple[Path, Document]], root: Path) -> list[Fault]:
    """Files in the wrong folder or under the wrong name, text where none may be, passes over another text than gold."""
    faults: list[Fault] = []
    gold = {d.id: d for path, d in documents if "pass" not in d.metadata and d.sentences}
    for path, document in documents:
        name = _name(path, root)
        if Path(name).parts[0] != "annotations" or Path(name).is_relative_to(DRAFTS):
            continue
        if annotation_xml.unreviewed(document):
            faults.append(unreviewed_fault(name))
        number = document.metadata.get("pass")
        folder = Path("annotations", *(("passes", number) if number else ()), document.layer)
        if Path(name) != folder / f"{document.id}.xml":
            message = f"article {document.id!r} of split {document.split!r} in the wrong place"
            faults.append(Fault(name, 1, 1, message, f"its place is {folder / (document.id + '.xml')}"))
        if document.layer == "published" and document.text is not None:
            faults.append(Fault(name, 1, 1, "a published article with its text", "take it out: camket dehydrate"))
        other = gold.get(document.id) if number and document.sentences else None
        if other and other.sentences != document.sentences:
            message = f"the sentences differ from those of gold ({document.id})"
            faults.append(Fault(name, 1, 1, message, "a pass and gold annotate the same text"))
    return faults


def _twin_faults(documents: list[tuple[Path, Document]], root: Path) -> list[Fault]:
    """Two articles of one id, and one text in two articles."""
    faults: list[Fault] = []
    by_id: dict[tuple[str, str | None], tuple[str, str]] = {}
    by_text: dict[tuple[str, str | None], str] = {}
    for path, document in documents:
        number = document.metadata.get("pass")
        name = _name(path, root)
        other, split = by_id.setdefault((document.id, number), (name, document.split))
        if other != name:
            message = f"article id {document.id!r} stands in {other} already"
            if split != document.split:
                message += f", there in split {split!r}, here in {document.split!r}"
            faults.append(Fault(name, 1, 1, message, "give each article its own id and one split"))
        for sentence in document.sentences:
            twin = by_text.setdefault((sentence.sha256, number), document.id)
            if twin != document.id and sentence.end - sentence.start > 40:
                message = f"a sentence of {document.id!r} stands in {twin!r} too"
                faults.append(Fault(name, 1, 1, message, "an article stands in one split only"))
                break
    return faults
