"""Verbs on predictions: score, compare, benchmark."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from camket import benchmark as benchmarks
from camket import results
from camket.cli.output import Json, clear_errors, console, errors, show_json, show_table, write_page
from camket.corpus.load import committed, find_root, load
from camket.formats import predictions
from camket.model import Document
from camket.reports import tables
from camket.reports.error_list import sentence_of
from camket.reports.error_page import error_page
from camket.scoring import compare as comparing
from camket.scoring.bootstrap import RESAMPLES, SEED, few_documents
from camket.scoring.errors import find_errors
from camket.scoring.iob2 import score_iob2_files
from camket.scoring.metrics import METRICS
from camket.systems import load_system, missing
from camket.tagging import run_tags


def score(
    files: Annotated[list[Path], typer.Argument(help="Predictions (JSON Lines) or a baseline's name; see --iob2.")],
    split: Annotated[str | None, typer.Option(help="The split that was predicted.", show_default="test")] = None,
    iob2: Annotated[
        bool, typer.Option("--iob2", help="Score column files: GOLD PREDICTED, or one with both as last columns.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="With --iob2: an I- that goes on with nothing begins a span.")
    ] = False,
    list_errors: Annotated[bool, typer.Option("--errors", help="List every error by kind and place.")] = False,
    page: Annotated[Path | None, typer.Option(help="Write a page of every error, gold beside prediction.")] = None,
    as_json: Json = False,
) -> None:
    """Score predictions against gold, with bootstrap intervals: of a split, or IOB2 files of any corpus."""
    with clear_errors():
        if iob2 and (split or list_errors or page):
            raise ValueError("--split, --errors and --page do not go with --iob2: leave them out")
        if not iob2 and (len(files) > 1 or repair):
            raise ValueError("one file of predictions; two files, or --repair, go with --iob2")
    if iob2:
        _score_iob2(files, repair, as_json)
        return
    with clear_errors():
        split = split or "test"
        gold = load(split)
        predicted, layers = _predictions(files[0], split)
        data = results.result(gold, predicted, files[0].stem, split, layers)
        asked = [_only(document, layers) for document in gold]
        found = find_errors(asked, predicted) if list_errors or page else []
        if page:
            write_page(page, error_page(asked, predicted, str(files[0]), split))
    if as_json:
        show_json(data | ({"errors": [error.as_data() for error in found]} if list_errors else {}))
        return
    show_table(tables.metric_rows(data))
    show_table(tables.scheme_rows(data))
    _say_bootstrap(len(gold))
    if list_errors:
        texts = {document.id: document for document in gold}
        for error in found:
            console.print(sentence_of(error, texts[error.document]), markup=False)
    if page:
        console.print(f"{len(found)} errors in {page}")


def _only(document: Document, layers: Sequence[str]) -> Document:
    """The document with the spans of some layers: a system is not at fault for what it does not predict."""
    return replace(
        document,
        entities=document.entities if "entities" in layers else (),
        numbers=document.numbers if "numbers" in layers else (),
        commitments=document.commitments if "commitments" in layers else (),
    )


def _say_bootstrap(documents: int) -> None:
    console.print(f"intervals: {RESAMPLES:,} resamples of {documents} documents, seed {SEED}")
    if note := few_documents(documents):
        console.print(note)


def _score_iob2(files: list[Path], repair: bool, as_json: bool) -> None:
    with clear_errors():
        if len(files) > 2:
            raise ValueError(f"{len(files)} files: give GOLD PREDICTED, or one file with both tags as its last columns")
        scores = score_iob2_files(files[0], files[1] if len(files) == 2 else None, repair)
    if as_json:
        show_json(results.tag_result(scores))
        return
    show_table(tables.tag_rows(results.tag_result(scores)))
    console.print(f"{scores.tokens:,} tokens, {scores.sentences:,} sentences; intervals over {scores.units}")
    if repair:
        console.print(f"repaired tags: {scores.repairs[0]:,} of gold, {scores.repairs[1]:,} of the prediction")


def _predictions(file: Path, split: str) -> tuple[list[Document], tuple[str, ...]]:
    """The predictions of a file, or of a system in baselines/ by its name, and their layers; says what is missing."""
    gold = load(split)
    saved = benchmarks.results_folder(find_root()) / file / f"{split}.json"
    if saved.is_file() and not file.exists():
        return predictions.read(saved.with_suffix(".jsonl"), gold), tuple(results.read(saved)["layers"])
    if not file.is_file():
        known = ", ".join(benchmarks.baselines(find_root()))
        raise FileNotFoundError(f"{file} is no file; name your predictions, or a system of baselines/: {known}")
    predicted = predictions.read(file, gold)
    if missing := sorted({document.id for document in gold} - {document.id for document in predicted}):
        errors.print(f"{file}: no prediction for {', '.join(missing)}: scored as empty", markup=False)
    if unreadable := predictions.unreadable_values(predicted):
        errors.print(f"{file}: {unreadable} values of numbers have no meaning and score as wrong", markup=False)
    layers = predictions.layers_in(file)
    if left := [layer for layer in predictions.LABELS if layer not in layers]:
        errors.print(f"{file}: no line gives {' or '.join(left)}: not scored", markup=False)
    return predicted, layers


def compare(
    first: Annotated[Path, typer.Argument(help="Predictions as JSON Lines, or the name of a system in baselines/.")],
    second: Annotated[Path, typer.Argument(help="The other system's.")],
    split: Annotated[str, typer.Option(help="The split that both predicted.")] = "test",
    metric: Annotated[list[str] | None, typer.Option(help="Only this metric; may be repeated.")] = None,
    list_differences: Annotated[
        bool, typer.Option("--list", help="List the sentences that one has right and the other wrong.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Compare two systems: difference in F1 with interval, a paired test, and where only one of them is right."""
    with clear_errors():
        gold = load(split)
        (ours, mine), (theirs, its) = _predictions(first, split), _predictions(second, split)
        layers = [layer for layer in mine if layer in its]
        metrics = metric or [name for name in METRICS if tables.layer_of(name) in layers]
        compared = comparing.compare(gold, ours, theirs, metrics)
        differing = [found for found in comparing.differences(gold, ours, theirs) if found.layer in layers]
    names = {"first": str(first), "second": str(second)}
    if as_json:
        rows = [asdict(comparison) for comparison in compared]
        listed = [difference.as_data() for difference in differing] if list_differences else []
        show_json({"split": split, **names, "seed": SEED, "metrics": rows, "differences": listed})
        return
    shown = [row for row in compared if row.difference is not None]
    show_table(tables.comparison_rows(shown, *names.values()))
    exchanges = max((row.exchanges for row in shown), default=0)
    every = "all" if exchanges < comparing.EXCHANGES else "random"
    console.print(f"p: two-sided, from {every} {exchanges:,} exchanges of documents between the two systems")
    if len(shown) > 1:
        console.print(f"{len(shown)} tests: among many a small p turns up by chance; choose one metric before you look")
    _say_bootstrap(len(gold))
    for layer in layers:
        right = [sum(d.layer == layer and d.right == side for d in differing) for side in names]
        console.print(
            f"{layer}: right in {first} only: {right[0]} sentences; in {second} only: {right[1]}", markup=False
        )
    if list_differences:
        _list_differences(differing, names, {document.id: document for document in gold})


def _list_differences(
    differing: Sequence[comparing.Difference], names: Mapping[str, str], texts: Mapping[str, Document]
) -> None:
    for difference in differing:
        wrong = names["first" if difference.right == "second" else "second"]
        place = f"{difference.document} [{difference.sentence + 1}] {difference.layer}"
        console.print(f"{place}: {names[difference.right]} is right, {wrong} has", markup=False)
        for error in difference.errors:
            console.print(f"    {sentence_of(error, texts[error.document], place=False)}", markup=False)


Options = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="An option of the system; may be repeated.")
]


def options_of(given: Sequence[str] | None) -> dict[str, str]:
    """The options that --set gave; raises ValueError for one without a value."""
    pairs = [text.partition("=") for text in given or ()]
    if bad := [name for name, equals, _ in pairs if not equals or not name]:
        raise ValueError(f"--set {bad[0]}: write NAME=VALUE")
    return {name: value for name, _, value in pairs}


def benchmark(
    target: Annotated[
        str | None,
        typer.Argument(help="path/to/file.py:ClassName or a name in baselines/; without it, all of baselines/."),
    ] = None,
    settings: Options = None,
    train: Annotated[Path | None, typer.Option(help="Learn from this column file instead (IOB2, any labels).")] = None,
    test: Annotated[Path | None, typer.Option(help="With --train: tag and score this column file.")] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="With --train: an I- that goes on with nothing begins a span.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(help="With --train: write tokens, gold's tags and the predicted ones here.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Keep the fitted system in this folder.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Do what is kept in .benchmark/ once more.")] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Write baselines/results/ and the documents' tables anew.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fit, predict and score systems on validation, test, retold and (where hydrated) published.

    What has not changed since the last run is not done again. With --train and --test: on any corpus in columns.
    """
    with clear_errors():
        options = options_of(settings)
        if (train is None) != (test is None) or (train is None and (repair or output)):
            raise ValueError("--train and --test go together; --repair and --output go with them")
        if model and model.exists():
            raise ValueError(f"{model} exists: name another folder, or remove it")
        if target is None and (options or model or train):
            raise ValueError("--set, --model and --train need one system: name it")
    if train and test:
        _benchmark_tags(str(target), options, train, test, repair, output, as_json)
        return
    with clear_errors():
        if save:  # needs the extra `data`: better missed before a long run than after it
            from camket.reports.documents import refresh_documents
        root = find_root()
        known = benchmarks.baselines(root)
        target = known.get(target or "", target)
        systems = known if target is None else {benchmarks.name_of(target, root): target}
        if save and (options or not set(systems) <= set(known)):
            raise ValueError("--save keeps the results of baselines/ as they are: leave it out, or target and --set")
        ran = []
        splits = benchmarks.load_splits(root)
        for system in systems.values():
            ran.append(benchmarks.run(system, root, _say, options, again, splits))
            if save:  # at once: a run that is cut off later loses nothing
                benchmarks.save(ran[-1], root)
        if model and target:
            kept_model = benchmarks.model_of(target, root, _say, options)
            if kept_model is None:
                raise ValueError(f"{target} does not learn: there is nothing to keep")
            shutil.copytree(kept_model, model)
    runs = [one for done in ran for one in done.runs]
    runs.sort(key=lambda run: (benchmarks.EVALUATED.index(run.result["split"]), run.result["system"]))
    if as_json:
        show_json([run.result for run in runs])
    else:
        console.print("F1 in percent, with 95 % intervals from a bootstrap over documents")
        show_table(tables.benchmark_rows([run.result for run in runs]))
        show_table(tables.run_rows([done.about for done in ran]))
    if save:
        refresh_documents(committed(root=root), root)
    elif target is None:
        old = {(result["split"], result["system"]): result for result in benchmarks.committed(root)}
        changed = [run.result for run in runs if old.get((run.result["split"], run.result["system"])) != run.result]
        names = ", ".join(f"{result['system']} on {result['split']}" for result in changed)
        errors.print(
            f"differ from baselines/results: {names}" if changed else "equal to baselines/results", markup=False
        )


def _say(line: str) -> None:
    errors.print(line, markup=False)


def _benchmark_tags(
    target: str, options: dict[str, str], train: Path, test: Path, repair: bool, output: Path | None, as_json: bool
) -> None:
    with clear_errors():
        target = benchmarks.baselines(find_root()).get(target, target) if ":" not in target else target
        system = load_system(target, options)
        if reason := missing(system):
            raise ValueError(f"{target} cannot run here: {reason}")
        tagged = run_tags(system, train, test, repair, output, _say)
    data = results.tag_result(tagged.scores)
    if as_json:
        show_json(data | {"fit_seconds": tagged.fit_seconds, "predict_seconds": tagged.predict_seconds})
        return
    show_table(tables.tag_rows(data))
    scores = tagged.scores
    console.print(f"{scores.tokens:,} tokens, {scores.sentences:,} sentences; intervals over {scores.units}")
    console.print(f"learnt in {tagged.fit_seconds:,.1f} s, tagged in {tagged.predict_seconds:,.1f} s")


VERBS = (score, compare, benchmark)
