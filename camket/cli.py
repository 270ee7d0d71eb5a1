"""The command line: one verb for each job. Exit status 0 fine, 1 findings, 2 usage."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from camket import benchmark as benchmarks
from camket import results
from camket.corpus import hydrate as hydration
from camket.corpus.agreement import by_layers, disagreements
from camket.corpus.load import committed, find_root, hydrated_path, load, load_pass
from camket.corpus.stats import statistics
from camket.corpus.validate import corpus_files
from camket.corpus.validate import validate as validate_files
from camket.faults import FaultsError
from camket.formats import annotation_xml, predictions
from camket.model import LAYERS, SPLITS, Document
from camket.reports import tables
from camket.reports.drawing import draw
from camket.reports.page import page

app = typer.Typer(
    name="camket",
    help="Vietnamese commitments, entities and numbers: corpus, scorer, benchmark.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
EXTRAS = {"datasets": "data", "sklearn_crfsuite": "baselines", "underthesea": "baselines"}
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def fail(message: object, status: int = 1) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    errors.print(str(message), markup=False)
    raise typer.Exit(status)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn the library's errors into messages: faults and findings exit 1, wrong use exits 2."""
    try:
        yield
    except FaultsError as error:
        fail(error, 1)
    except ValueError as error:
        fail(error, 2)
    except OSError as error:  # the system's own have a number and no advice, ours are sentences
        fail(error if error.errno is None else f"{error.filename}: {error.strerror}; name one that can be used", 2)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        fail(f"{error.name} is not installed: pip install 'camket[{EXTRAS[error.name]}]'", 2)


def show_json(data: Any) -> None:
    """Print data as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def show_table(rows: tables.Rows) -> None:
    """Print rows, the first being the head, as a table."""
    table = Table(*(rows[0]), header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows[1:]:
        table.add_row(*(cell.replace("**", "") for cell in row))
    Console(highlight=False, width=None if console.is_terminal else 160).print(table)


@app.command()
def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="Annotation files; without any, the whole corpus.")] = None,
    as_json: Json = False,
) -> None:
    """Check annotation files; every fault with file, line, column and what would be right."""
    with clear_errors():
        root = find_root()
        paths = files or corpus_files(root)
        faults = validate_files(paths, root)
    if as_json:
        show_json([{name: getattr(fault, name) for name in fault.__slots__} for fault in faults])
    else:
        for fault in faults:
            console.print(str(fault), markup=False)
        console.print(f"{len(paths)} files, {len(faults)} faults")
    raise typer.Exit(1 if faults else 0)


@app.command()
def hydrate(
    folder: Annotated[Path, typer.Argument(help="Folder with your copies of the articles, text or saved HTML.")],
    partial: Annotated[bool, typer.Option(help="Write the complete articles though others are not.")] = False,
) -> None:
    """Put your copies of the published articles to their text-free annotations, into hydrated/."""
    with clear_errors():
        root = find_root()
        wanted = committed("published", root)
        if not wanted:
            raise FileNotFoundError(f"{root / 'annotations' / 'published'} has no article to hydrate")
        copies, unreadable = hydration.read_copies(folder)
        outcomes = hydration.hydrate(wanted, copies)
    for problem in [*unreadable, *(problem for outcome in outcomes for problem in outcome.problems)]:
        errors.print(problem, markup=False)
    complete = [outcome for outcome in outcomes if outcome.complete]
    if len(complete) < len(outcomes) and not (partial and complete):
        fail(
            f"{len(complete)} of {len(outcomes)} articles are complete; nothing is written"
            + ("" if partial else " (--partial writes the complete ones)")
        )
    with clear_errors():
        for outcome in complete:
            _keep_edits(hydrated_path(root, outcome.document.id), outcome.document)
        _write_files(root / "hydrated", {f"{o.document.id}.xml": annotation_xml.write(o.document) for o in complete})
    for outcome in complete:
        console.print(f"{outcome.document.id}: {len(outcome.document.sentences)} sentences from {outcome.copy.path}")  # type: ignore[union-attr]
    console.print(f"{len(complete)} of {len(outcomes)} articles hydrated into {root / 'hydrated'}")
    raise typer.Exit(0 if len(complete) == len(outcomes) else 1)


def _keep_edits(path: Path, document: Document) -> None:
    """Raise ValueError where a hydrated file holds annotations that annotations/ does not have."""
    try:
        edited = path.is_file() and annotation_xml.read(path) != document
    except FaultsError:
        return
    if edited:
        raise ValueError(f"{path} holds edits that annotations/ has not: camket dehydrate first, or take the file away")


def _write_files(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder; none is there before all could be written, and none is ever half there."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for name, content in files.items():
            Path(scratch, name).write_text(content, encoding="utf-8", newline="\n")
        for name in files:
            os.replace(Path(scratch, name), folder / name)


@app.command()
def dehydrate(
    files: Annotated[list[Path] | None, typer.Argument(help="Files with text; without any, all of hydrated/.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default annotations/published.")] = None,
) -> None:
    """Take the text out of annotation files: lengths, hashes, offsets, labels and values stay."""
    with clear_errors():
        root = find_root()
        paths = files or sorted((root / "hydrated").glob("*.xml"))
        if not paths:
            fail("nothing to dehydrate: name files, or run camket hydrate DIR first", 2)
        documents = [annotation_xml.read(path) for path in paths]
        for document in documents:
            if out is None:
                _may_replace_gold(document, root)
        target = out or root / "annotations" / "published"
        _write_files(target, {f"{d.id}.xml": annotation_xml.write(d, text_free=True) for d in documents})
    console.print(f"{len(documents)} text-free files in {target}")


def _may_replace_gold(document: Document, root: Path) -> None:
    """Raise ValueError for what must not take the place of a committed published article."""
    gold = {known.id: known for known in committed("published", root)}
    if document.split != "published" or "pass" in document.metadata:
        what = f"pass {document.metadata['pass']}" if "pass" in document.metadata else document.split
        raise ValueError(f"{document.id} is {what}, no published gold: name a folder with --out")
    if document.id in gold and gold[document.id].sentences != document.sentences:
        raise ValueError(f"{document.id} has other sentences than annotations/ has: name a folder with --out")


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where a built file is out of date.")
    ] = False,
    hydrated: Annotated[
        Path | None, typer.Option(help="Write a private dataset with the text of hydrated/ into this folder instead.")
    ] = None,
) -> None:
    """Build dataset/ (Parquet and card) and the generated parts of README.md and DATASET_CARD.md from annotations/."""
    with clear_errors():
        import datasets  # the extra `data`; the other verbs do without

        from camket.corpus import dataset
        from camket.reports.documents import front_matter, refresh_documents

        datasets.disable_progress_bars()
        root = find_root()
        if hydrated:
            if check:
                raise ValueError("--check and --hydrated do not go together: leave one out")
            if hydrated.resolve().is_relative_to(root.resolve()):
                raise ValueError(
                    f"{hydrated} lies in the repository, which must not hold the text: name another folder"
                )
            if hydrated.exists() and any(hydrated.iterdir()) and not (hydrated / dataset.CONFIGURATIONS[0]).is_dir():
                raise ValueError(f"{hydrated} holds other files: name a new folder")
            documents = load(root=root)
            if without := [document.id for document in documents if document.text is None]:
                raise ValueError(f"without text: {', '.join(without)}; camket hydrate DIR first")
            dataset.build(documents, hydrated)
            (hydrated / "README.md").write_text(front_matter(documents), encoding="utf-8")
            console.print(f"{len(documents)} articles in {hydrated}; keep it to yourself, it holds published text")
            return
        documents = committed(root=root)
        if check:
            findings = dataset.outdated(documents, root / "dataset")
            stale = refresh_documents(documents, root, check=True)
            findings += [f"{name} is out of date: run camket build" for name in stale]
            for finding in findings:
                console.print(finding, markup=False)
            console.print("dataset/ and documents are up to date" if not findings else f"{len(findings)} out of date")
            raise typer.Exit(1 if findings else 0)
        with console.status("building the dataset"):
            dataset.build(documents, root / "dataset")
            changed = refresh_documents(documents, root)
    console.print(f"{len(documents)} articles in {root / 'dataset'}" + "".join(f"; {name} renewed" for name in changed))


@app.command()
def agreement(
    layer: Annotated[str | None, typer.Argument(help="published, retold or composed; without it, all.")] = None,
    differences: Annotated[bool, typer.Option("--list", help="List every place where the passes differ.")] = False,
    as_json: Json = False,
) -> None:
    """Compare the two passes: exact and overlap F1 per label, values, arguments, kappa of sentence labels."""
    with clear_errors():
        root = find_root()
        if layer is not None and layer not in LAYERS:
            raise ValueError(f"no layer {layer!r}: use {', '.join(LAYERS)}")
        by_layer = {name: found for name, found in by_layers(root).items() if layer in (None, name)}
        differing = [row for name in by_layer for row in _differences(name, root)] if differences else []
    if as_json:
        show_json({name: found.as_data() for name, found in by_layer.items()} | {"differences": differing})
        return
    for rows in (tables.agreement_rows, tables.value_agreement_rows, tables.kappa_rows):
        show_table(rows(by_layer))
    for row in differing:
        console.print("{article} [{sentence}] {what}: {first} | {second}".format(**row), markup=False)


def _differences(layer: str, root: Path) -> list[dict[str, Any]]:
    others = {document.id: document for document in load_pass("2", layer, root)}
    return [
        {"article": document.id, "sentence": sentence, "what": what, "first": str(one), "second": str(other)}
        for document in load_pass("1", layer, root)
        for sentence, what, one, other in disagreements(document, others[document.id])
    ]


@app.command()
def stats(
    split: Annotated[str | None, typer.Argument(help=f"{', '.join(SPLITS)}; without it, all.")] = None,
    as_json: Json = False,
) -> None:
    """Descriptive statistics of a split."""
    with clear_errors():
        splits = SPLITS if split is None else (split,)
        by_split = {name: statistics(load(name)) for name in splits}
    if as_json:
        show_json(by_split)
    else:
        show_table(tables.statistics_rows(by_split))


@app.command()
def score(
    file: Annotated[Path, typer.Argument(help="Predictions as JSON Lines, one document a line.")],
    split: Annotated[str, typer.Option(help="The split that was predicted.")] = "test",
    as_json: Json = False,
) -> None:
    """Score a file of predictions against gold, with intervals from a bootstrap over documents."""
    with clear_errors():
        if not file.is_file():
            raise FileNotFoundError(f"{file} is no file; name your predictions")
        gold = load(split)
        predicted = predictions.read(file, gold)
        data = results.result(gold, predicted, file.stem, split)
    if missing := sorted({document.id for document in gold} - {document.id for document in predicted}):
        errors.print(f"no prediction for {', '.join(missing)}: scored as empty", markup=False)
    if as_json:
        show_json(data)
    else:
        show_table(tables.metric_rows(data))


@app.command()
def benchmark(
    target: Annotated[
        str | None, typer.Argument(help="path/to/file.py:ClassName; without it, all of baselines/.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Write baselines/results/ and the documents' tables anew.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fit, predict and score systems on test, retold and (where hydrated) published."""
    with clear_errors():
        if save:  # needs the extra `data`: better missed before a long run than after it
            from camket.reports.documents import refresh_documents
        root = find_root()
        known = benchmarks.baselines(root)
        systems = known if target is None else {benchmarks.name_of(target, root): target}
        if save and not set(systems) <= set(known):
            raise ValueError("--save keeps the results of baselines/ only: leave it out, or leave the target out")
        runs = []
        for system in systems.values():
            runs += benchmarks.run(system, root, lambda line: errors.print(line, markup=False))
    runs.sort(key=lambda run: (benchmarks.EVALUATED.index(run.result["split"]), run.result["system"]))
    if as_json:
        show_json([run.result for run in runs])
    else:
        console.print("F1 in percent, with 95 % intervals from a bootstrap over documents")
        show_table(tables.benchmark_rows([run.result for run in runs]))
    if save:
        benchmarks.save(runs, root)
        refresh_documents(committed(root=root), root)
    elif target is None:
        old = {(result["split"], result["system"]): result for result in benchmarks.committed(root)}
        changed = [run.result for run in runs if old.get((run.result["split"], run.result["system"])) != run.result]
        names = ", ".join(f"{result['system']} on {result['split']}" for result in changed)
        errors.print(
            f"differ from baselines/results: {names}" if changed else "equal to baselines/results", markup=False
        )


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="An article's id, or an annotation file.")],
    sentence: Annotated[list[int] | None, typer.Option(help="Only this sentence (from 1); may be repeated.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page instead.")] = None,
    prediction: Annotated[Path | None, typer.Option(help="Show the spans of this predictions file instead.")] = None,
) -> None:
    """Show an article with its spans drawn, in the terminal or as a page."""
    with clear_errors():
        document = _find_document(article)
        if prediction:
            document = _with_prediction(document, prediction)
        if html:
            html.write_text(page(document), encoding="utf-8")
            console.print(f"{html} written")
            return
        width = min(shutil.get_terminal_size().columns, 120)
        typer.echo(draw(document, sentence, width))


def _find_document(article: str) -> Document:
    if Path(article).is_file():
        return annotation_xml.read(Path(article))
    documents = {document.id: document for document in load()}
    if article not in documents:
        raise ValueError(f"no article {article!r}; there are {', '.join(documents)}")
    return documents[article]


def _with_prediction(document: Document, path: Path) -> Document:
    gold = load(document.split)
    found = {predicted.id: predicted for predicted in predictions.read(path, gold)}
    if document.id not in found:
        raise ValueError(f"{path} has no prediction for {document.id}")
    it = found[document.id]
    return replace(document, entities=it.entities, numbers=it.numbers, parties=(), commitments=it.commitments)
