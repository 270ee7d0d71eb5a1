"""python -m camket: the command line."""

from camket.cli import app

app()
