"""The L1 and L2 penalties of the CRF: each setting of a small grid learnt on `train` and scored on `validation`.

    python benchmarks/penalties.py

Results go to benchmarks/results/penalties.json: F1 of each layer's model by setting, and the best setting
of each, which baselines/crf.py uses.
"""

import json
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from camket.corpus.dataset import content_hash
from camket.corpus.load import committed, find_root, load
from camket.model import ENTITY_LABELS, Document
from camket.scoring import SCORER_VERSION
from camket.scoring.metrics import outermost
from camket.scoring.score import score
from camket.systems import load_system, predict

RESULTS = Path(__file__).parent / "results" / "penalties.json"
C1 = (0.05, 0.2)
C2 = (0.01, 0.1)
METRICS = {
    "entities": "entities",
    "inner entities": "entities",
    "numbers": "numbers_span",
    "commitments": "commitments",
}


def parted(document: Document, inner: bool) -> Document:
    """The document with its outermost entities alone, or with all but these."""
    outer = outermost(document.entities, {label: label for label in ENTITY_LABELS})
    kept = (set(document.entities) - set(outer)) if inner else outer
    return replace(document, entities=tuple(sorted(kept)))


def measure(target: str, train: list[Document], validation: list[Document], c1: float, c2: float) -> dict[str, Any]:
    """F1 of each layer with one setting for all."""
    system: Any = load_system(target)
    for model in system.spans.models.values():
        model.settings |= {"c1": c1, "c2": c2}
    system.fit(train)
    predicted = predict(system, validation)
    row: dict[str, Any] = {"c1": c1, "c2": c2}
    for layer, metric in METRICS.items():
        sides = [[parted(document, layer == "inner entities") for document in side] for side in (validation, predicted)]
        row[layer] = round(score(*sides).micro(metric).f1 or 0.0, 4)
    return row


def main() -> None:
    """Measure and write the results."""
    root = find_root()
    train, validation = load("train", root), load("validation", root)
    rows = []
    for c1, c2 in product(C1, C2):
        rows.append(measure(f"{root / 'baselines' / 'crf.py'}:Crf", train, validation, c1, c2))
        print(rows[-1], file=sys.stderr)
    best = {layer: max(rows, key=lambda row: row[layer]) for layer in METRICS}
    measured = {
        "data": content_hash(committed(root=root), "articles"),
        "scorer": SCORER_VERSION,
        "metrics": METRICS,
        "f1": rows,
        "best": {layer: {"c1": row["c1"], "c2": row["c2"]} for layer, row in best.items()},
    }
    RESULTS.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
