"""How fast systems predict, beside underthesea's recogniser: syllables a second on one core, in one run.

    python benchmarks/throughput.py

Every system reads the same articles (`test`) in turns, so that a machine that is busy for a while is busy for all; the
median of the turns counts. Fitting is not timed: models come from the benchmark's kept ones, or are learnt first.
Results go to benchmarks/results/throughput.json.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core, before a library starts its threads

from camket import benchmark, kept
from camket.corpus.load import find_root, load
from camket.model import Document
from camket.systems import System, bare, load_system, missing
from camket.text import syllables

RESULTS = Path(__file__).parent / "results" / "throughput.json"
PEER = "underthesea_ner"
TURNS = 5


def main() -> None:
    """Measure and write the results."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    root = find_root()
    documents = [bare(document) for document in load("test", root)]
    number = sum(1 for document in documents for _ in syllables(document.text or ""))
    systems = _systems(root)
    times: dict[str, list[float]] = {name: [] for name in systems}
    for turn in range(TURNS + 1):
        for name, system in systems.items():
            seconds = _time(system, documents)
            if turn:  # the first turn warms up
                times[name].append(seconds)
            print(f"{name}: {number / seconds:,.0f} syllables a second", file=sys.stderr)
    paces = {name: round(number / statistics.median(found)) for name, found in times.items()}
    measured: dict[str, Any] = {"syllables": number, "turns": TURNS, "peer": PEER, "syllables_per_second": paces}
    RESULTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def _systems(root: Path) -> dict[str, System]:
    """Every baseline that runs here, fitted."""
    found: dict[str, System] = {}
    for name, target in benchmark.baselines(root).items():
        if missing(load_system(target)) is None:
            model = benchmark.model_of(target, root, lambda line: print(line, file=sys.stderr))
            found[name] = load_system(target) if model is None else kept.read_model(target, model)
    return found


def _time(system: System, documents: list[Document]) -> float:
    start = time.perf_counter()
    system.predict(documents)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
