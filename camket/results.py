"""Results of a system on a split: what is committed, shown and compared. One JSON file per system and split."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from camket import scoring
from camket.model import Document
from camket.scoring import SCORER_VERSION, iob2
from camket.scoring.bootstrap import LEVEL, RESAMPLES, SEED
from camket.scoring.counts import Counts
from camket.scoring.iob2 import TagScores
from camket.scoring.metrics import METRICS, SCHEME_METRICS
from camket.scoring.score import Scores, score

DIGITS = 6
PREDICTED_LAYERS = ("entities", "numbers", "commitments")


def result(
    gold: Sequence[Document],
    predicted: Sequence[Document],
    system: str,
    split: str,
    layers: Sequence[str] = PREDICTED_LAYERS,
    linked: Sequence[Document] | None = None,
) -> dict[str, Any]:
    """The scores of predictions as plain data, with the scorer's version, intervals and counts.

    `layers` are those that the system predicts; tables leave the others open instead of showing zero. `linked` are
    predictions of a system that was handed gold's mentions and spans (`camket.systems.link`): where they are given,
    the metrics given the span are theirs.
    """
    scores = score(gold, predicted)
    of_given = scores if linked is None else score(gold, linked)
    return {
        "system": system,
        "split": split,
        "layers": list(layers),
        "documents": len(gold),
        "scorer": SCORER_VERSION,
        "bootstrap": {"unit": "document", "resamples": RESAMPLES, "seed": SEED, "level": LEVEL},
        "linked": linked is not None,
        "metrics": {
            metric: _metric(of_given if metric.endswith("_given_span") else scores, metric) for metric in METRICS
        },
        "schemes": {metric: _metric(scores, metric) for metric in SCHEME_METRICS},
    }


def code_key() -> str:
    """What changes when the scorer's code does."""
    paths = [Path(__file__), *sorted(Path(scoring.__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def tag_result(scores: TagScores) -> dict[str, Any]:
    """The scores of IOB2 tags as plain data."""
    return {
        "tokens": scores.tokens,
        "sentences": scores.sentences,
        "repairs": dict(zip(("gold", "predicted"), scores.repairs, strict=True)),
        "scorer": SCORER_VERSION,
        "bootstrap": {"unit": scores.units.removesuffix("s"), "resamples": RESAMPLES, "seed": SEED, "level": LEVEL},
        "metrics": {
            metric: {
                "micro": _row(scores.micro(metric)) | {"interval": _ends(scores.interval(metric))},
                "macro": {"f1": _rounded(scores.macro(metric))},
                "labels": {label: _row(counts) for label, counts in scores.labels(metric).items()},
            }
            for metric in iob2.METRICS
        },
    }


def write(path: Path, data: dict[str, Any]) -> None:
    """Write plain data as JSON that gives small diffs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def read(path: Path) -> dict[str, Any]:
    """A result file."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _metric(scores: Scores, metric: str) -> dict[str, Any]:
    return {
        "micro": _row(scores.micro(metric)) | {"interval": _ends(scores.interval(metric))},
        "macro": {"f1": _rounded(scores.macro(metric)), "interval": _ends(scores.interval(metric, macro=True))},
        "labels": {
            label: _row(counts) | {"interval": _ends(scores.interval(metric, label))}
            for label, counts in scores.labels(metric).items()
        },
    }


def _row(counts: Counts) -> dict[str, Any]:
    row: dict[str, Any] = {"correct": counts.correct, "gold": counts.gold, "predicted": counts.predicted}
    if counts.partial or counts.incorrect:
        row |= {"partial": counts.partial, "incorrect": counts.incorrect, "credit": counts.credit}
    scores = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return row | {name: _rounded(score) for name, score in scores.items()}


def _ends(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else [round(end, DIGITS) for end in interval]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
