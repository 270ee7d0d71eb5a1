"""Verbs of `camket labelstudio`: the labelling interface, tasks for Label Studio, and its export back as files."""

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from xml.parsers.expat import ExpatError

import typer

from camket.cli.output import Json, clear_errors, console, errors, fail, show_json, write_page
from camket.contribute import formatting
from camket.corpus.load import find_root, is_exposed, load
from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml, label_studio
from camket.formats.label_studio_interface import interface
from camket.model import PASSES, Document

Force = Annotated[bool, typer.Option("--force", help="Overwrite files that are there and differ.")]
_PRIVATE = "name one in hydrated/, which git leaves out, or outside of the repository"
_STRUCTURE = re.compile(r"</?(?:article|h|p|s)\b")
app = typer.Typer(name="labelstudio", help="Annotate in Label Studio: config, export, import.", no_args_is_help=True)


@app.command()
def config(
    out: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None, force: Force = False
) -> None:
    """The labelling interface: paste it into the project's Settings, Labeling Interface, Code."""
    if out is None:
        typer.echo(interface(), nl=False)
        return
    with clear_errors():
        _write(out, interface(), force)
    console.print(f"{out} written")


@app.command()
def export(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Annotation files or ids of articles; without any, all that have text.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The file of tasks to write.")] = Path("tasks.json"),
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="The spans as annotations, not as pre-annotations to be looked through.")
    ] = False,
    force: Force = False,
) -> None:
    """Make tasks of articles, to import into a project of Label Studio."""
    with clear_errors():
        documents = _documents(articles or [])
        published = [document.id for document in documents if document.split == "published"]
        if published and is_exposed(out, find_root()):
            raise ValueError(f"{out} would hold published text ({', '.join(published)}): {_PRIVATE}")
        tasks = label_studio.tasks(documents, reviewed=reviewed)
        _write(out, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", force)
    console.print(f"{len(tasks)} tasks in {out}", markup=False)
    if published:
        errors.print(f"{out} holds published text ({', '.join(published)}): keep it to yourself", markup=False)


def _write(path: Path, content: str, force: bool) -> None:
    if path.exists() and not force and path.read_text(encoding="utf-8", errors="replace") != content:
        raise ValueError(f"{path} is there and differs: name another file with --out, or say --force")
    write_page(path, content)


def _documents(articles: list[str]) -> list[Document]:
    """The documents of files and ids; without any, all of the corpus that have text."""
    if not articles:
        return [document for document in load() if document.text is not None]
    known: dict[str, Document] = {}
    found: list[Document] = []
    for article in articles:
        if Path(article).is_file():
            found.append(annotation_xml.read(Path(article)))
            continue
        known = known or {document.id: document for document in load()}
        if article not in known:
            raise ValueError(f"no article and no file {article!r}: name an annotation file or an id of the corpus")
        found.append(known[article])
    return found


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The project's export, as JSON.")],
    out: Annotated[Path, typer.Option(help="Folder to write the annotation files to.")],
    by: Annotated[str, typer.Option(help="Take the annotations of this person (e-mail or id).")] = "",
    latest: Annotated[bool, typer.Option("--latest", help="Of several annotations of a task take the last.")] = False,
    number: Annotated[str, typer.Option("--pass", help="Mark the files as this annotator's pass: 1 or 2.")] = "",
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Make annotation files of an export; what is wrong is said by task and left out, what is right is written."""
    with clear_errors():
        if number and number not in PASSES:
            raise ValueError(f"--pass {number!r}: use {', '.join(PASSES)}")
        reading = label_studio.read(file, label_studio.Choice(by, latest))
        faults, done = list(reading.faults), dict[str, str]()
        out.mkdir(parents=True, exist_ok=True)
        for document in reading.documents:
            if number:
                document = replace(document, metadata={**document.metadata, "pass": number})
            target = out / f"{document.id}.xml"
            done[str(target)] = _put(document, target, force, faults)
    for fault in () if as_json else faults:
        console.print(str(fault), markup=False)
    if as_json:
        listed = [{name: getattr(fault, name) for name in fault.__slots__} for fault in faults]
        show_json({"files": done, "faults": listed})
    else:
        for name, what in done.items():
            console.print(f"{name} {what}", markup=False)
        console.print(f"{len(done)} articles, {len(faults)} faults")
    if not done and not faults:
        fail(f"{file} has no annotated task")
    raise typer.Exit(1 if faults else 0)


def _content(document: Document, target: Path) -> tuple[str, list[str]]:
    """The file of a document with the schema's name and the comments of the one that is there, and comments lost.

    Comments stay where the sentences are the same.
    """
    content = annotation_xml.write(document)
    if not target.exists():
        return content, []
    try:
        lines = formatting.read_extras(target, str(target)).lines
    except ExpatError:
        return content, []
    if _STRUCTURE.findall(content) == _STRUCTURE.findall(target.read_text(encoding="utf-8", errors="replace")):
        return formatting.with_lines(document, lines), []
    lost = [line for place, found in lines.items() if place for line in found]
    return formatting.with_lines(document, {0: lines.get(0, [])}), lost


def _put(document: Document, target: Path, force: bool, faults: list[Fault]) -> str:
    """Write a document if nothing else stands in its place; faults of the file and refusals are added to `faults`."""
    if document.split == "published" and is_exposed(target, find_root()):
        faults.append(Fault(str(target), 0, 0, "it would hold published text", _PRIVATE))
        return "refused"
    content, lost = _content(document, target)
    if target.exists():
        if target.read_bytes() == content.encode():
            return "unchanged"
        if not force:
            message = "it is there and differs"
            faults.append(Fault(str(target), 0, 0, message, "name another folder with --out, or say --force"))
            return "refused"
    for comment in lost:
        message = f"it has other sentences, so this comment has no place: {comment}"
        faults.append(Fault(str(target), 0, 0, message, "put it back by hand, if it still holds"))
    what = "overwritten" if target.exists() else "written"
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        scratch = Path(folder, target.name)
        scratch.write_text(content, encoding="utf-8", newline="\n")
        try:
            annotation_xml.read(scratch, str(target))
        except FaultsError as error:
            faults += error.faults
            what += ", unfinished"
        scratch.replace(target)
    return what
