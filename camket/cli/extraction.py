"""The verb that runs a system on any text: extract."""

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from camket import benchmark as benchmarks
from camket import engines, keys
from camket.cli.evaluation import Options, options_of
from camket.cli.output import clear_errors, errors, fail
from camket.corpus.load import find_root
from camket.extract import Engine, Job, chunks, inputs


class EngineName(StrEnum):
    """Where a job runs."""

    local = "local"
    ray = "ray"


def extract(
    system: Annotated[str, typer.Argument(help="A name in baselines/, or path/to/file.py:ClassName.")],
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[INPUT]...", help=".txt, .html, .jsonl, .parquet or folders; - is standard input."),
    ] = None,
    text: Annotated[str | None, typer.Option(help="This text instead of files.")] = None,
    date: Annotated[str, typer.Option(help="With --text or -: its date (2026-03-12), for relative dates.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The JSON Lines file to write.")] = None,
    model: Annotated[
        Path | None, typer.Option(help="What camket benchmark --model kept; else it is learnt from train, once.")
    ] = None,
    settings: Options = None,
    engine: Annotated[EngineName, typer.Option(help="This machine, or Ray Data (an extra).")] = EngineName.local,
    workers: Annotated[int, typer.Option(min=1, help="Processes that work side by side.")] = 1,
) -> None:
    """Run a system over text, files or folders; write a line of JSON for each text, with its spans.

    Rows of .jsonl and .parquet have a text, and may have an id and a date. One that cannot be used is reported and left
    out (exit status 1). A job with --output that was cut off goes on where it stopped when it is started again.
    """
    with clear_errors():
        options = options_of(settings)
        target = benchmarks.baselines(find_root()).get(system, system) if ":" not in system else system
        if text is not None and sources:
            raise ValueError("--text and files do not go together: give one of them")
        if model is None:
            model = benchmarks.model_of(target, find_root(), _say, options)
        elif options:
            raise ValueError("--set and --model do not go together: a model has its options")
        if text is not None or not sources or sources == [Path("-")]:
            messages = _one(text, date, target, model, options, output)
        else:
            make = engines.ray if engine is EngineName.ray else engines.local
            run = make(target, model, options, workers)
            messages = _many(sources, run, output, f"{target} {options} {_model_key(model)}")
    for message in messages:
        errors.print(message, markup=False)
    if messages:
        fail(f"{len(messages)} left out")


def _model_key(model: Path | None) -> str:
    return "" if model is None else keys.folder_key(model)


def _one(
    text: str | None, date: str, target: str, model: Path | None, options: dict[str, str], output: Path | None
) -> list[str]:
    if text is None:
        if sys.stdin.isatty():
            raise ValueError("nothing to read: give --text, files, or a text on standard input")
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    extractor = engines.extractor_of(target, model, options)
    lines, messages = extractor.lines([{"id": "text", "text": text, "date": date}])
    if output is None:
        typer.echo(lines, nl=False)
    elif lines:
        if output.exists():
            raise ValueError(f"{output} exists: name another file, or remove it")
        output.write_text(lines, encoding="utf-8")
    return messages


def _many(sources: list[Path], engine: Engine, output: Path | None, key: str) -> list[str]:
    planned = chunks(inputs(sources))
    if output is None:
        messages = []
        for lines, said in engine(planned):
            typer.echo(lines, nl=False)
            messages += said
        return messages
    job = Job(planned, output, key)
    if job.done:
        errors.print(f"going on after {job.done} of {len(planned)} chunks that are done", markup=False)
    bars = (BarColumn(), MofNCompleteColumn(), "chunks", TimeRemainingColumn())
    with Progress("extracting", *bars, console=errors, transient=True) as progress:
        task = progress.add_task("", total=len(planned), completed=job.done)
        show: Callable[[int], None] = lambda done: progress.update(task, completed=done)  # noqa: E731
        return job.run(engine, show)


def _say(line: str) -> None:
    errors.print(line, markup=False)


VERBS = (extract,)
