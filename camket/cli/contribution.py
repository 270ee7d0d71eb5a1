"""Verbs of a contributor: new, preannotate, adjudicate, format, diff, check, publish-free."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from camket import benchmark as benchmarks
from camket import kept
from camket.cli.output import Json, clear_errors, console, errors, show_json, write_page
from camket.contribute import adjudicate as adjudication
from camket.contribute import checks as checking
from camket.contribute import diff as comparison
from camket.contribute import formatting, history, publishing
from camket.contribute import new as making
from camket.contribute import preannotate as filling
from camket.corpus.load import DRAFTS, SCHEMA, find_root, hydrated_path, is_exposed
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.formats.annotation_xml import LICENCES
from camket.model import SPLITS
from camket.systems import System, Trainable, load_system
from camket.text import read_text

Force = Annotated[bool, typer.Option("--force", help="Overwrite files that are there and differ.")]


def new(
    text: Annotated[Path, typer.Argument(metavar="TEXT", help="The article's text, .txt or .html.")],
    name: Annotated[str, typer.Option("--id", help="Id of the article, as composed-121.")] = "",
    date: Annotated[str, typer.Option(help="Its date, as 2026-03-12.")] = "",
    genre: Annotated[str, typer.Option(help="Its genre, as agency brief.")] = "",
    topic: Annotated[str, typer.Option(help="Its topic in a few words.")] = "",
    licence: Annotated[str, typer.Option(help=f"Licence of the text: {', '.join(LICENCES)}.")] = "",
    source: Annotated[str, typer.Option(help="Where the text is from, or the article that it retells.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    split: Annotated[str, typer.Option(help=f"The split that it is meant for: {', '.join(SPLITS)}.")] = "train",
    headline: Annotated[bool, typer.Option(help="The first paragraph is the headline.")] = True,
    paragraphs: Annotated[
        str, typer.Option(help="What parts paragraphs: lines, blank lines, or blank lines where there are any (auto).")
    ] = "auto",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=f"The file to write, by default {DRAFTS}/ID.xml.")
    ] = None,
    force: Force = False,
) -> None:
    """Make an annotation file of a plain text: paragraphs, sentences, headline, metadata; asks for what is missing.

    The file is marked as unreviewed. Only text that may be passed on; a published article that may not be is made with
    --split published, into hydrated/, which git leaves out, and enters by camket publish-free.
    """
    given = {"id": name, "date": date, "split": split, "publisher": publisher, "genre": genre, "topic": topic}
    about = {**given, "licence": making.licence_name(licence), "source": source}
    with clear_errors():
        root = find_root()
        if paragraphs not in making.PARAGRAPHS:
            raise ValueError(f"--paragraphs {paragraphs!r}: use {', '.join(making.PARAGRAPHS)}")
        words = read_text(text)
        refused = (making.refusal(key, value, root) for key, value in about.items() if value)
        if wrong := list(filter(None, refused)):
            raise ValueError("\n".join(wrong))
        about = _asked(about, root)
        document = making.article(words, about, headline, paragraphs)
        private = split == "published"
        target = output or (hydrated_path(root, document.id) if private else root / DRAFTS / f"{document.id}.xml")
        if private and is_exposed(target, root):
            raise ValueError(f"{target}: text of a published article lies in hydrated/ or out of the repository")
        _write(target, formatting.with_lines(document, {0: _association(target)}), force)
    blocks = {(sentence.paragraph, sentence.headline) for sentence in document.sentences}
    heads = sum(headline for _, headline in blocks)
    count = f"{heads} headline, {len(blocks) - heads} paragraphs, {len(document.sentences)} sentences"
    console.print(f"{target} written: {count}", markup=False)


def _asked(about: dict[str, str], root: Path) -> dict[str, str]:
    """What is known of an article with what was missing, asked of the person at the terminal.

    Raises ValueError with all that is missing where nobody can be asked.
    """
    about = dict(about)
    while missing := making.needed(about):
        if not asks():
            said = "; ".join(f"--{field} ({making.FIELDS[field]})" for field in missing)
            raise ValueError(f"missing: {said}")
        field = missing[0]
        if field == "licence":
            for licence, words in making.LICENCE_WORDS.items():
                errors.print(f"  {licence}: {words}", markup=False)
        answer = typer.prompt(making.FIELDS[field], default=making.next_id(root) if field == "id" else None, err=True)
        answer = making.licence_name(answer.strip()) if field == "licence" else answer.strip()
        if refused := making.refusal(field, answer, root):
            errors.print(refused, markup=False)
        else:
            about[field] = answer
    return about


def _association(target: Path) -> list[str]:
    """The line of a new file that names the schema, for editors."""
    schema = os.path.relpath(find_root().resolve() / SCHEMA, target.resolve().parent)
    return [formatting.MODEL.format(Path(schema).as_posix())]


def asks() -> bool:
    """Whether there is a person at a terminal."""
    return sys.stdin.isatty()


def preannotate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An annotation file with text.")],
    system: Annotated[str, typer.Option(help="A name in baselines/, or path/to/file.py:ClassName.")] = "best",
    model: Annotated[
        Path | None, typer.Option(help="What camket benchmark --model kept; else it is learnt from train, once.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Keep the annotations that are there and add to them.")] = False,
    anew: Annotated[bool, typer.Option("--replace", help="Throw the annotations away that are there.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write instead of changing FILE.")
    ] = None,
    force: Force = False,
) -> None:
    """Fill in what a system finds; the file is unreviewed until you have read it all (camket format --reviewed)."""
    with clear_errors():
        if add and anew:
            raise ValueError("--add and --replace do not go together: leave one out")
        document = annotation_xml.read(file)
        there = len(list(document.spans()))
        if there and not (add or anew):
            raise ValueError(f"{file} has {there} annotations: --add keeps them, --replace throws them away")
        if document.text is None:
            raise ValueError(f"{file} has no text: hydrate it first (camket hydrate DIR)")
        done = filling.preannotate(_system(system, model), filling.bare(document) if anew else document)
        content = formatting.like(done.document, file)
        _write(output or file, content, force or output is None)
    for line in done.left_out:
        errors.print(f"left out: {line}", markup=False)
    said = f"{done.added} unreviewed annotations" + f", {there} thrown away" * bool(anew and there)
    console.print(f"{output or file} written: {said}", markup=False)


def _system(name: str, model: Path | None) -> System:
    """A system of baselines/ or of a file, with what it has learnt."""
    root = find_root()
    target = benchmarks.baselines(root).get(name, name)
    made = load_system(target)
    if not isinstance(made, Trainable):
        return made
    with errors.status(f"{name}: learns from train, unless it has before"):
        folder = model or benchmarks.model_of(target, root, lambda line: errors.print(line, markup=False))
    return made if folder is None else kept.read_model(target, folder)


def _write(path: Path, content: str, force: bool) -> None:
    """Write a file whole or not at all, over another one only by force; raises ValueError where one is in the way."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder: name the file to write")
    if path.exists() and not force and path.read_bytes() != content.encode():
        raise ValueError(f"{path} is there and differs: name another file with --output, or say --force")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_page(path, content)


def adjudicate(
    first: Annotated[Path, typer.Argument(metavar="PASS1", help="The article as one annotator read it.")],
    second: Annotated[Path, typer.Argument(metavar="PASS2", help="The same article as another read it.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    take: Annotated[
        int, typer.Option(min=1, max=2, help="The pass whose reading stands where they differ, until it is decided.")
    ] = 1,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Merge two passes: what agrees is taken, what differs is listed and marked for a decision.

    Each difference is a comment DECIDE before its sentence. Decide it, take the comment out, and at the end call
    camket format --reviewed. Exit status 1 as long as there is something to decide.
    """
    with clear_errors():
        done = adjudication.adjudicate(annotation_xml.read(first), annotation_xml.read(second), take - 1)
        _write(output, done.xml(_association(output)), force)
    if as_json:
        differences = [difference.as_data() for difference in done.differences]
        show_json({"file": str(output), "agreed": done.agreed, "differences": differences})
    else:
        for number, difference in enumerate(done.differences, 1):
            console.print(f"{number}. [{difference.sentence}] {difference.what}: {difference.text}", markup=False)
            for index, reading in enumerate(difference.readings, 1):
                console.print(f"   pass {index}: {reading or 'nothing'}", markup=False)
        left = f"{len(done.differences)} to decide, each before its sentence ({formatting.DECIDE})"
        ready = left if done.differences else "nothing to decide"
        console.print(f"{output} written: {done.agreed} spans agree, {ready}", markup=False)
    raise typer.Exit(1 if done.differences else 0)


def format(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Annotation files, or folders of them.")],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where one has another form.")] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="You have read every annotation: take the mark of unreviewed ones out.")
    ] = False,
) -> None:
    """Bring annotation files into their canonical form; comments on lines of their own stay."""
    with clear_errors():
        if check and reviewed:
            raise ValueError("--check and --reviewed do not go together: leave one out")
        paths = [path for given in files for path in (sorted(given.rglob("*.xml")) if given.is_dir() else [given])]
        if not paths:
            raise ValueError("no annotation file there: name .xml files, or a folder with some")
    changed = broken = 0
    for path in paths:
        with clear_errors():
            try:
                content = formatting.reviewed(path) if reviewed else formatting.canonical(path)
            except FaultsError as error:
                console.print(str(error), markup=False)
                broken += 1
                continue
            if content.encode() != path.read_bytes():
                changed += 1
                if not check:
                    write_page(path, content)
                advice = f"not in canonical form; camket format {path}" if check else "formatted"
                console.print(f"{path}: {advice}", markup=False)
    console.print(f"{len(paths)} files, {changed} {'to format' if check else 'changed'}, {broken} faulty")
    raise typer.Exit(1 if broken or (check and changed) else 0)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file, REVISION:path of git, or only a git revision.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The same for the new version; of a revision the files here.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say in words what changed: spans that came, went, moved, changed label, value or argument, and text edits.

    Markdown, to paste into a pull request. camket diff main says it of every annotation file that has changed since
    this branch left main.
    """
    with clear_errors():
        root = find_root()
        pairs = history.pairs(old, new, root)
        found = {name: comparison.differences(before, after) for name, before, after in pairs}
    if as_json:
        show_json({name: [change.as_data() for change in changes] for name, changes in found.items()})
        return
    for name, changes in found.items():
        typer.echo(comparison.markdown(name, changes))
    if not found:
        typer.echo("no annotation file differs")


def check(
    base: Annotated[
        str, typer.Option(help="The git revision that the change starts from; else where this branch left main.")
    ] = "",
    release: Annotated[
        bool, typer.Option("--release", help="Measured results must be of these annotations and this code too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """All that a maintainer checks of a pull request, each finding with what to do; exit status 1 where there is one.

    Annotations and their form, undecided and unreviewed places, passes, licences, the review of the corpus, text that
    also stands in published articles (where they are hydrated), and whether dataset, card and statistics are built.
    """
    with clear_errors():
        root = find_root()
        with errors.status("checking") as status:
            since = base or history.base(root)
            report = checking.check(root, since, release, lambda step: status.update(f"checking {step}"))
    if as_json:
        findings = [finding.as_data() for finding in report.findings]
        show_json({"findings": findings, "notes": list(report.notes), "checked": list(report.checked)})
    else:
        for finding in report.findings:
            console.print(str(finding), markup=False)
        for note in report.notes:
            console.print(f"note: {note}", markup=False)
        console.print(f"{', '.join(report.checked)}: {len(report.findings)} findings", markup=False)
    raise typer.Exit(1 if report.findings else 0)


def publish_free(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A published article, annotated, with its text.")],
    source: Annotated[str, typer.Option(help="Where the article is to be found, as its address.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, by default annotations/published/ID.xml.")
    ] = None,
    force: Force = False,
) -> None:
    """Make a text-free file of a published article that you annotated privately: lengths, hashes, offsets, its source.

    The file is tried before it is written: it must come back from the text by camket hydrate, and hold no run of words.
    Source and publisher given here are noted in FILE too.
    """
    with clear_errors():
        root = find_root()
        if history.would_track(file, root):
            raise ValueError(f"{file}: git would take it up with its text; move it into {root / 'hydrated'} first")
        private = annotation_xml.read(file)
        document = publishing.with_source(private, source, publisher)
        content = publishing.text_free(document)
        target = output or root / "annotations" / "published" / f"{document.id}.xml"
        _write(target, content, force)
        if document != private:  # so that camket hydrate and dehydrate find the two alike
            write_page(file, formatting.like(document, file))
    console.print(f"{target} written: {len(document.sentences)} sentences, none with its text", markup=False)


VERBS = (new, preannotate, adjudicate, format, diff, check, publish_free)
