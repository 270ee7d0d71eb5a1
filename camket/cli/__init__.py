"""The command line: one verb for each job. Exit status 0 fine, 1 findings, 2 usage."""

import typer

from camket.cli import contribution, conversion, corpus, evaluation, extraction, labelstudio

app = typer.Typer(
    name="camket",
    help="Vietnamese commitments, entities and numbers: corpus, scorer, benchmark.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for verb in (*contribution.VERBS, *conversion.VERBS, *corpus.VERBS, *evaluation.VERBS, *extraction.VERBS):
    app.command()(verb)
app.add_typer(labelstudio.app)
