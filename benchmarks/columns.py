"""The CRF on a column corpus of the size of others: 170 thousand training tokens with 20 labels, time and memory.

    python benchmarks/columns.py

The corpus is made of the syllables of camket's articles: tags of entities, numbers and commitments in one column, the
outermost counting, repeated up to the size: 20 labels, as AGREEMENT is one of two layers. It is made for its size, so
no score is reported. Each run is a process of its own (`camket benchmark … --train … --test …`), whose peak memory is
measured. Results go to benchmarks/results/columns.json.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from camket.corpus.load import find_root, load
from camket.formats.iob2 import encode
from camket.model import Document, Labelled
from camket.text import syllables

RESULTS = Path(__file__).parent / "results" / "columns.json"
TOKENS = 170_000
LABELS = 20
SYSTEM = "crf"


def rows(document: Document) -> list[list[str]]:
    """The lines of each sentence: token, tab, tag."""
    spans: list[Labelled] = [*document.entities, *document.numbers, *document.commitments]
    found = []
    for sentence in document.sentences:
        tokens = [(sentence.start + a, sentence.start + b) for a, b in syllables(document.surface(sentence))]
        surfaces = [(document.text or "")[a:b] for a, b in tokens]
        found.append([f"{word}\t{tag}" for word, tag in zip(surfaces, encode(tokens, spans), strict=True)])
    return found


def main() -> None:
    """Make the corpus, run, measure, and write the results."""
    root = find_root()
    train: list[list[str]] = []
    size = 0
    for sentence in cycle([row for document in load("train", root) for row in rows(document)]):
        train.append(sentence)
        size += len(sentence)
        if size >= TOKENS:
            break
    test = [row for document in load("test", root) for row in rows(document)]
    labels = {line.rpartition("-")[2] for row in train for line in row if not line.endswith("\tO")}
    assert len(labels) == LABELS, sorted(labels)
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / name for name in ("train.conll", "test.conll")]
        for path, sentences in zip(paths, (train, test), strict=True):
            path.write_text("\n\n".join("\n".join(row) for row in sentences) + "\n", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "camket",
            "benchmark",
            SYSTEM,
            "--train",
            str(paths[0]),
            "--test",
            str(paths[1]),
        ]
        start = time.perf_counter()
        subprocess.run([*command, "--json"], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    measured = {
        "system": SYSTEM,
        "tokens": size,
        "labels": len(labels),
        "seconds": round(seconds, 1),
        "peak_bytes": peak,
    }
    RESULTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(measured, file=sys.stderr)


if __name__ == "__main__":
    main()
