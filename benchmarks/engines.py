"""Extraction at scale: 100,000 articles by each engine with one and two workers, documents a second and memory.

    python benchmarks/engines.py [--articles 100000]

The articles are made of sentences of train, drawn at random (an article of two or three sentences), as Parquet in
four shards. Each run is `camket extract` in a process of its own; memory is the most that it and all below it (for Ray
the whole local cluster) held at once, what they share counted once (PSS). All runs must give the same bytes. Needs Ray
(requirements-heavy.lock). Results go to benchmarks/results/engines.json.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from datasets import Dataset

from camket import benchmark
from camket.corpus.load import find_root, load

RESULTS = Path(__file__).parent / "results" / "engines.json"
SYSTEM = "rules"
SHARDS = 4
SEED = 20260312
ENGINES = (("local", 1), ("local", 2), ("ray", 1), ("ray", 2))


def articles(number: int) -> list[dict[str, Any]]:
    """Short articles of sentences of train."""
    sentences = [document.surface(s) for document in load("train") for s in document.sentences]
    draw = Random(SEED)
    return [
        {"id": f"a{i}", "text": "\n".join(draw.sample(sentences, draw.randint(2, 3))), "date": "2026-03-12"}
        for i in range(number)
    ]


def memory(process: int) -> int:
    """Bytes that a process and all below it hold; what they share is counted once."""
    total = 0
    for pid in [process, *_below(process)]:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has just ended
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _below(process: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found += [pid, *_below(pid)]
    return found


def run(folder: Path, engine: str, workers: int, number: int) -> dict[str, Any]:
    """One engine over the shards."""
    output = folder / f"{engine}-{workers}.jsonl"
    command = [sys.executable, "-m", "camket", "extract", SYSTEM, str(folder / "shards"), "-o", str(output)]
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen([*command, "--engine", engine, "--workers", str(workers)])
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(2)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{engine} with {workers} workers failed with {process.returncode}")
    found = {"engine": engine, "workers": workers, "articles": number, "seconds": round(seconds, 1)}
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    print(found, peak, digest, file=sys.stderr)
    return found | {"articles_per_second": round(number / seconds, 1), "peak_bytes": peak, "sha256": digest}


def main() -> None:
    """Make the articles, run every engine, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    number = parser.parse_args().articles
    root = find_root()
    benchmark.model_of(benchmark.baselines(root)[SYSTEM], root, print)  # learnt before anything is timed
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "shards").mkdir()
        rows = articles(number)
        for i in range(SHARDS):
            Dataset.from_list(rows[i::SHARDS]).to_parquet(folder / "shards" / f"{i}.parquet")
        syllables = sum(len(row["text"].split()) for row in rows)
        found = [run(folder, engine, workers, number) for engine, workers in ENGINES]
    assert len({row.pop("sha256") for row in found}) == 1, "the engines do not give the same"
    measured = {"system": SYSTEM, "articles": number, "words": syllables, "shards": SHARDS, "runs": found}
    RESULTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
