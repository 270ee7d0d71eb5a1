"""How fast systems predict, beside underthesea's recogniser: syllables a second on one core, in one run.

    python benchmarks/throughput.py

Every system reads the same articles (`validation` and `test`), a fifth of them in each turn, so that a machine that is
busy for a while is busy for all, and no system meets a text again; the median of the turns counts. Learning is not
timed: models come from the benchmark's kept ones, or are learnt first.
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
    documents = [bare(document) for split in ("validation", "test") for document in load(split, root)]
    systems = _systems(root)
    for system in systems.values():  # what is loaded at the first call is not timed
        system.predict([bare(load("retold", root)[0])])
    paces: dict[str, list[float]] = {name: [] for name in systems}
    for turn in range(TURNS):
        some = documents[turn::TURNS]
        number = sum(1 for document in some for _ in syllables(document.text or ""))
        for name, system in systems.items():
            paces[name].append(number / _time(system, some))
            print(f"{name}: {paces[name][-1]:,.0f} syllables a second", file=sys.stderr)
    medians = {name: round(statistics.median(found)) for name, found in paces.items()}
    measured: dict[str, Any] = {"articles": len(documents), "turns": TURNS, "peer": PEER}
    measured["syllables_per_second"] = medians
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
