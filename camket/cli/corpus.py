"""Verbs on annotations: validate, review, hydrate, dehydrate, build, agreement, stats, show."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from camket.cli.output import Json, clear_errors, console, errors, fail, show_json, show_table, write_page
from camket.contribute.wording import words
from camket.corpus import hydrate as hydration
from camket.corpus.agreement import Agreement, by_parts, disagreements
from camket.corpus.agreement import agreement as compare_passes
from camket.corpus.load import committed, find_root, hydrated_path, load, load_pass
from camket.corpus.stats import statistics
from camket.corpus.validate import corpus_files
from camket.corpus.validate import validate as validate_files
from camket.faults import FaultsError
from camket.formats import annotation_xml, predictions
from camket.model import COMPOSED_SPLITS, LAYERS, PASSES, SPLITS, Document, Span
from camket.reports import tables
from camket.reports.drawing import draw
from camket.reports.page import page
from camket.review.corpus import review as review_corpus
from camket.review.findings import ACCEPTED

PARTS = (*LAYERS, *COMPOSED_SPLITS)
Pairs = list[tuple[Document, Document]]
"""The two readings of each article."""


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


def review(as_json: Json = False) -> None:
    """Check the corpus as a whole: leakage, names, contradictions, spelling, words annotated here and not there."""
    with clear_errors():
        findings = review_corpus(find_root())
    if as_json:
        show_json([{name: getattr(finding, name) for name in finding.__slots__} for finding in findings])
    else:
        for finding in findings:
            console.print(str(finding), markup=False)
        console.print(f"{len(findings)} findings" + f"; those that are right go into {ACCEPTED}" * bool(findings))
    raise typer.Exit(1 if findings else 0)


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


def agreement(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PART | FILE FILE]",
            help=f"A layer or learning split: {', '.join(PARTS)}; without it, all. Or two readings of one article.",
        ),
    ] = None,
    differences: Annotated[bool, typer.Option("--list", help="List every place where the passes differ.")] = False,
    as_json: Json = False,
) -> None:
    """Compare the two passes: exact and overlap F1 per label, values, arguments, kappa of sentence labels."""
    with clear_errors():
        parts, pairs = _agreement_of_files(what) if what and len(what) > 1 else _agreement_of_parts(*what or ())
        differing = _differences(pairs) if differences else []
    if as_json:
        show_json({name: found.as_data() for name, found in parts.items()} | {"differences": differing})
        return
    for rows in tables.agreement_tables(parts):
        show_table(rows)
    for row in differing:
        console.print("{article} [{sentence}] {what}: {first} | {second}".format(**row), markup=False)


def _agreement_of_parts(part: str | None = None) -> tuple[dict[str, Agreement], Pairs]:
    """The agreement of one part of the corpus or of all, and the articles that have both passes."""
    root = find_root()
    if part is not None and part not in PARTS:
        raise ValueError(f"no part {part!r} of the corpus: use {', '.join(PARTS)}, or name two files")
    parts = {name: found for name, found in by_parts(root).items() if part in (None, name)}
    if not parts:
        raise ValueError(f"no article of {part or 'the corpus'} has both passes, in annotations/passes/1 and /2")
    passes = [{d.id: d for layer in LAYERS for d in load_pass(number, layer, root)} for number in PASSES]
    articles = {name for found in parts.values() for name in found.exact.ids}
    return parts, [(one, passes[1][name]) for name, one in passes[0].items() if name in articles]


def _agreement_of_files(files: list[str]) -> tuple[dict[str, Agreement], Pairs]:
    """The agreement of two readings of an article, and the two."""
    if len(files) > 2:
        raise ValueError(f"{len(files)} files: name the two readings of an article")
    one, other = (annotation_xml.read(Path(file)) for file in files)
    return {one.id: compare_passes([one], [other])}, [(one, other)]


def _differences(pairs: Pairs) -> list[dict[str, Any]]:
    return [
        {"article": one.id, "sentence": sentence, "what": what, "first": _said(one, a), "second": _said(other, b)}
        for one, other in pairs
        for sentence, what, a, b in disagreements(one, other)
    ]


def _said(document: Document, span: Span | None) -> str:
    return words(document, span) if span else "nothing"


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
            write_page(html, page(document))
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


VERBS = (validate, review, hydrate, dehydrate, build, agreement, stats, show)
