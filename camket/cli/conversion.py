"""The verb convert: to and from the formats of other tools."""

from pathlib import Path
from typing import Annotated

import typer

from camket import convert as conversion
from camket.cli.output import Json, clear_errors, console, errors, show_json

SHOWN = 100
"""So many findings are printed, the rest counted; --json lists all."""

_LIST = ", ".join(conversion.FORMATS)


def convert(
    files: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Files of the format, or folders of them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the new files.")],
    source: Annotated[str, typer.Option("--from", help=f"Format of the inputs: {_LIST}.")] = "xml",
    target: Annotated[str, typer.Option("--to", help=f"Format to write: {_LIST}.")] = "xml",
    split: Annotated[str, typer.Option(help="Split of documents that name none.")] = "",
    date: Annotated[str, typer.Option(help="Date of documents that name none, as 2026-03-12.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
    as_json: Json = False,
) -> None:
    """Convert annotations: says where inputs are wrong, and by count and name what the new format cannot hold."""
    with clear_errors(), errors.status("reading") as status:
        known = {"split": split, "date": date}
        try:
            outcome = conversion.convert(files, source, target, output, force, known, status.update)
        except FileExistsError as error:
            raise ValueError(str(error)) from error
    kept = conversion.form(target)
    broken = kept.lossless and outcome.losses
    if as_json:
        faults = [{name: getattr(fault, name) for name in fault.__slots__} for fault in outcome.faults]
        written = [str(path) for path in outcome.files]
        ids = [document.id for document in outcome.documents]
        show_json({"documents": ids, "files": written, "faults": faults, "losses": dict(outcome.losses)})
    else:
        for fault in outcome.faults[:SHOWN]:
            console.print(str(fault), markup=False)
        if len(outcome.faults) > SHOWN:
            console.print(f"and {len(outcome.faults) - SHOWN} more findings: --json lists all")
        lost = ", ".join(f"{number:,} {name}" for name, number in outcome.losses.items())
        if lost:
            console.print(f"{kept.what} cannot hold: {lost}", markup=False)
        count = f"{len(outcome.documents)} documents in {len(outcome.files)} files in {output}"
        nothing = "; nothing is lost" * bool(kept.lossless and outcome.files and not lost and target != "xml")
        console.print(f"{count}, {len(outcome.faults)} findings{nothing}", markup=False)
    raise typer.Exit(1 if outcome.faults or broken or not outcome.files else 0)


VERBS = (convert,)
