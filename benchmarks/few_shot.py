"""What a few sentences teach: sentence labels learned from 5, 10 and 20 sentences of train a class.

    python benchmarks/few_shot.py
    python benchmarks/few_shot.py --splits validation --output few.json

The classes are the labels of commitments and having none: as many sentences without a label are drawn as with each
label, so that no class is commoner than another. Classes are drawn from in turn, the rarest first, a sentence
once; it keeps all its labels. Each size is drawn ten times with fixed seeds, the same for every system, and each draw
is scored on the whole of each split; `published` counts where it is hydrated. The threshold of each system is the best
of 0.3, 0.35, 0.4, 0.45, 0.5 and 0.6 for all sizes together on `validation`, in five draws: what is learnt
from few sentences is less sure of itself than what is learnt from all of train. Results go to
benchmarks/results/few_shot.json, with a hash of the data that they were measured on.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from camket.corpus.dataset import content_hash
from camket.corpus.load import committed, find_root, load
from camket.model import COMMITMENT_LABELS, SPLITS, Document
from camket.scoring import SCORER_VERSION
from camket.scoring.score import score
from camket.systems import load_system, predict

RESULTS = Path(__file__).parent / "results" / "few_shot.json"
SYSTEMS = {
    "embeddings": ("embeddings.py:Embeddings", {"threshold": "0.4"}),
    "tfidf": ("tfidf.py:Tfidf", {"threshold": "0.35"}),
}
SIZES = (5, 10, 20)
DRAWS = 10
SEED = 20260312
NONE = "none"
Example = tuple[str, tuple[str, ...]]
"""A sentence and its labels."""


def examples(documents: Sequence[Document]) -> list[Example]:
    """The sentences of documents that have different texts, with their labels."""
    texts = [document.surface(sentence) for document in documents for sentence in document.sentences]
    labels = [found for document in documents for found in document.sentence_labels()]
    return list(dict(zip(texts, labels, strict=True)).items())


def draw(known: Sequence[Example], size: int, seed: int) -> list[Example]:
    """So many sentences of each class, or all of a class that has fewer; none twice."""
    counts = Counter(label for _, labels in known for label in labels or (NONE,))
    chance = Random(seed)
    chosen: list[Example] = []
    for wanted in sorted((*COMMITMENT_LABELS, NONE), key=lambda label: (counts[label], label)):
        open_to_choice = [one for one in known if wanted in (one[1] or (NONE,)) and one not in chosen]
        chosen += chance.sample(open_to_choice, min(size, len(open_to_choice)))
    return chosen


def measure(system: Any, name: str, known: Sequence[Example], tests: dict[str, list[Document]]) -> list[dict[str, Any]]:
    """The macro F1 of each size and draw on each split."""
    rows = []
    for size in SIZES:
        for number in range(DRAWS):
            chosen = draw(known, size, SEED + number)
            system.fit_sentences([text for text, _ in chosen], [labels for _, labels in chosen])
            for split, documents in tests.items():
                f1 = score(documents, predict(system, documents)).macro("sentences") or 0.0
                rows.append({"system": name, "split": split, "size": size, "draw": number, "macro_f1": round(f1, 4)})
        print(f"{name}: {size} sentences a class measured", file=sys.stderr)
    return rows


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description="Sentence labels learned from a few sentences a class.")
    parser.add_argument("--splits", default=",".join(SPLITS[1:]), help="those to score on, with commas between")
    parser.add_argument("--output", type=Path, default=RESULTS, help="the file to write")
    options = parser.parse_args()
    root = find_root()
    tests = {split: load(split, root) for split in options.splits.split(",")}
    for split in [split for split, documents in tests.items() if any(d.text is None for d in documents)]:
        print(f"{split} has no text here and is left out (camket hydrate DIR)", file=sys.stderr)
        del tests[split]
    known = examples(load("train", root))
    rows = []
    for name, (target, settings) in SYSTEMS.items():
        system = load_system(f"{root / 'baselines' / target}", settings)
        rows += measure(system, name, known, tests)
    measured = {
        "data": content_hash(committed(root=root), "articles"),
        "scorer": SCORER_VERSION,
        "sizes": {str(size): len(draw(known, size, SEED)) for size in SIZES},
        "draws": rows,
    }
    options.output.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
