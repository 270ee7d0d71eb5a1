"""What train teaches: new words and names in each other split, and a CRF learned from an eighth to the whole of it.

    python benchmarks/learning.py

Needs the published articles hydrated. The curve draws articles of train in three random orders, learns from the first
eighth, quarter and half of each order and from the whole, and scores on `published` and `retold`.
Results go to benchmarks/results/learning.json, with a hash of the data that they were measured on.
"""

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

from camket.corpus.dataset import content_hash
from camket.corpus.load import committed, find_root, load
from camket.corpus.overlap import overlap
from camket.model import SPLITS, Document
from camket.scoring import SCORER_VERSION
from camket.scoring.score import score
from camket.systems import load_system, predict

RESULTS = Path(__file__).parent / "results" / "learning.json"
METRICS = ("entities", "numbers", "commitments", "arguments")
PARTS = (8, 4, 2, 1)
ORDERS = 3
SEED = 20260312


def curve(train: list[Document], tests: dict[str, list[Document]], target: str) -> list[dict[str, Any]]:
    """F1 of a system on each test split after learning from an eighth, a quarter, a half and the whole of train."""
    rows = []
    for part in PARTS:
        for order in range(ORDERS if part > 1 else 1):
            chosen = list(train)
            if part > 1:  # the whole of train is the baseline itself
                Random(SEED + order).shuffle(chosen)
            chosen = chosen[: len(train) // part]
            system = load_system(target)
            system.fit(chosen)  # type: ignore[attr-defined]
            size = {"articles": len(chosen), "sentences": sum(len(document.sentences) for document in chosen)}
            for split, documents in tests.items():
                scores = score(documents, predict(system, documents))
                f1 = {metric: round(scores.micro(metric).f1 or 0.0, 4) for metric in METRICS}
                rows.append({"split": split, "part": part, "order": order, **size, **f1})
                print(rows[-1], file=sys.stderr)
    return rows


def main() -> None:
    """Measure and write the results."""
    root = find_root()
    documents = {split: load(split, root) for split in SPLITS}
    if any(document.text is None for document in documents["published"]):
        sys.exit("the published articles have no text: camket hydrate DIR first")
    train = documents.pop("train")
    tests = {split: documents[split] for split in ("published", "retold")}
    measured = {
        "data": content_hash(committed(root=root), "articles"),
        "scorer": SCORER_VERSION,
        "overlap": {split: overlap(train, other) for split, other in documents.items()},
        "curve": curve(train, tests, f"{root / 'baselines' / 'crf.py'}:Crf"),
    }
    RESULTS.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
