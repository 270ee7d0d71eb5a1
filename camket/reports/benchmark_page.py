"""The report on the baselines, baselines/README.md: tables and pictures from the committed results."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from camket import benchmark, results
from camket.corpus.load import committed
from camket.formats import predictions
from camket.formats.predictions import LABELS
from camket.model import Document
from camket.reports import plots, tables
from camket.reports.tables import percent
from camket.scoring.errors import KINDS, find_errors

PAGE = Path("baselines", "README.md")
PICTURES = Path("baselines", "results", "plots")
MEASURED = ("learning", "few_shot", "throughput")
BEST = "best"
REAL = "published"
"""The split of real news, on which the targets are set."""

TARGETS = {
    "entities": 0.80,
    "entities_vlsp": 0.90,
    "numbers": 0.95,
    "commitments": 0.70,
    "arguments_given_span": 0.75,
    "sentences": 0.70,
}
"""The F1 to reach on real news: of sentences the macro average."""

FASTER = 10.0
"""How many times as fast as the peer a system of all layers shall be."""


def parts(root: Path) -> dict[str, str]:
    """The generated parts of the page."""
    found, runs = benchmark.committed(root), benchmark.committed_runs(root)
    return {
        **{split: tables.markdown(_of_split(found, split)) for split in benchmark.EVALUATED},
        "runs": tables.markdown(tables.run_rows(list(runs.values()))),
        "targets": tables.markdown([*target_rows(found), *_pace_rows(found, root)]),
        "errors": tables.markdown(error_rows(root)),
    }


def _of_split(found: Sequence[dict[str, Any]], split: str) -> tables.Rows:
    return [row[1:] for row in tables.benchmark_rows([result for result in found if result["split"] == split])]


def target_rows(found: Sequence[dict[str, Any]]) -> tables.Rows:
    """Each target, what the best system reached on real news, by how much it differs, and who reached the most."""
    rows = [["track", "to reach", f"`{BEST}` (interval)", "difference", "highest of all"]]
    real = [result for result in found if result["split"] == REAL]
    for metric, target in TARGETS.items():
        shown = {r["system"]: tables.headline(r, metric)["f1"] or 0.0 for r in real if tables.is_shown(r, metric)}
        mine = next((result for result in real if result["system"] == BEST), None)
        if mine is None or not shown:
            continue
        highest = max(sorted(shown), key=lambda name: shown[name])
        rows.append(
            [
                tables.COLUMNS[metric] if metric != "arguments_given_span" else "arguments, given gold spans",
                percent(target),
                tables.cell(mine, metric),
                f"{100 * (shown[BEST] - target):+.1f}",
                f"{percent(shown[highest])} ({highest})",
            ]
        )
    return rows


def _pace_rows(found: Sequence[dict[str, Any]], root: Path) -> tables.Rows:
    """The target of throughput, where it was measured: how often the peer's pace goes into that of the best."""
    path = root / "benchmarks" / "results" / "throughput.json"
    if not path.is_file():
        return []
    measured = results.read(path)
    paces = measured["syllables_per_second"]
    whole = {result["system"] for result in found if set(LABELS) <= set(result["layers"])} & set(paces)
    times = {name: paces[name] / paces[measured["peer"]] for name in whole}
    if BEST not in times:
        return []
    fastest = max(sorted(times), key=lambda name: times[name])
    cells = [f"{FASTER:.1f}", f"{times[BEST]:.1f}", f"{times[BEST] - FASTER:+.1f}", f"{times[fastest]:.1f} ({fastest})"]
    return [[f"throughput, all layers, one core: × {measured['peer']}", *cells]]


def error_rows(root: Path) -> tables.Rows:
    """The errors of the best system by layer and kind on real news and on test, with the labels they fall on most."""
    rows = [["layer", "kind", REAL, "mostly", "test", "mostly"]]
    by_split = {split: _errors(root, split) for split in (REAL, "test")}
    for layer in LABELS:
        for kind in KINDS:
            cells = []
            for errors in by_split.values():
                found = Counter(label for at, what, label in errors if (at, what) == (layer, kind))
                cells += [str(found.total()), ", ".join(f"{label} {n}" for label, n in found.most_common(3)) or "–"]
            if any(cell not in ("0", "–") for cell in cells):
                rows.append([layer, kind, *cells])
    return rows


def _errors(root: Path, split: str) -> list[tuple[str, str, str]]:
    gold = committed(split, root)
    path = benchmark.results_folder(root) / BEST / f"{split}.jsonl"
    if not path.is_file():
        return []
    return [(error.layer, error.kind, error.label) for error in find_errors(gold, predictions.read(path, gold))]


def pictures(root: Path) -> dict[Path, str]:
    """The plots of the page, by path."""
    found = benchmark.committed(root)
    best = [result for result in found if result["system"] == BEST and result["split"] in ("test", REAL)]
    real = [result for result in found if result["split"] == REAL]
    drawn = {
        "scores": plots.scores(found),
        "labels": plots.labels(best),
        "confusion": plots.confusion(_confusions(root)),
    }
    learning, few, pace = (root / "benchmarks" / "results" / f"{name}.json" for name in MEASURED)
    if pace.is_file():
        drawn["speed"] = plots.speed(real, results.read(pace)["syllables_per_second"])
    if learning.is_file():
        drawn["learning"] = plots.learning(results.read(learning), results.read(few) if few.is_file() else None)
    return {root / PICTURES / f"{name}.svg": picture for name, picture in drawn.items()}


def _confusions(root: Path) -> dict[str, tuple[Sequence[str], Mapping[tuple[str, str], int]]]:
    gold = committed(REAL, root)
    path = benchmark.results_folder(root) / BEST / f"{REAL}.jsonl"
    predicted: list[Document] = predictions.read(path, gold) if path.is_file() else []
    return {layer: (names, plots.confused(gold, predicted, layer)) for layer, names in LABELS.items()}
