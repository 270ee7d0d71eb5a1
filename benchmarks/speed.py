"""How fast camket scores IOB2 tags, beside seqeval, seqscore and nervaluate, on the same data, on one core.

    python benchmarks/speed.py

All run in one process, one after the other: seqeval its default F1, seqscore its scores, nervaluate its four schemes,
camket CoNLL's exact spans and the same four schemes, once from lists in memory and once from two column files (read,
checked, compared and scored). A token counts once, though gold and the prediction both tag it. Speeds and ratios are
by processor time, since all use one core and other work on the machine should not count; wall-clock time stands beside
it. Of what takes less than five seconds the best of three counts, or of as many as fill a second; what would take more
than two minutes is not run. Memory is the peak that Python and numpy allocate while scoring, beyond the lists
themselves, as tracemalloc counts it.
Results go to benchmarks/results/speed.json.
"""

import json
import os
import platform
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random

from nervaluate.evaluator import Evaluator
from seqeval.metrics import f1_score
from seqscore.scoring import score_label_sequences

from camket.scoring.iob2 import score_iob2, score_iob2_files

RESULTS = Path(__file__).parent / "results" / "speed.json"
LABELS = ("PER", "ROLE", "ORG", "GPE", "LOC", "EVENT", "PROJECT", "SECTOR")
WORDS = (
    "Thủ tướng Việt Nam và các nước hợp tác phát triển kinh tế trong lĩnh vực đầu tư xây dựng , . thương mại".split()
)
SEED = 20260312
SENTENCE = 25
DAMAGED = 0.1
LIMIT = 120.0
AGAIN = 5.0
ENOUGH = 1.0

Tags = list[str]
Spans = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Data:
    """Gold's and predicted tags, and column files of them."""

    name: str
    tokens: int
    gold: list[Tags]
    predicted: list[Tags]
    gold_file: Path
    predicted_file: Path


@dataclass
class Result:
    """One system on one size, in seconds of the processor and of the clock; None where it was not run: see `note`."""

    data: str
    tokens: int
    system: str
    seconds: float | None
    clock: float | None
    note: str = ""

    @property
    def speed(self) -> float:
        """Tokens a second; 0 where it was not run."""
        return self.tokens / self.seconds if self.seconds else 0.0


SYSTEMS: dict[str, Callable[[Data], object]] = {
    "camket, lists": lambda data: score_iob2(data.gold, data.predicted),
    "camket, files": lambda data: score_iob2_files(data.gold_file, data.predicted_file),
    "seqeval": lambda data: f1_score(data.gold, data.predicted),
    "seqscore": lambda data: score_label_sequences(data.predicted, data.gold, "BIO", repair=None),
    "nervaluate": lambda data: Evaluator(data.gold, data.predicted, tags=list(LABELS), loader="list").evaluate(),
}


def make(name: str, tokens: int, length: int, folder: Path) -> Data:
    """Data of so many tokens, in sentences of about `length`; a tenth of the spans is damaged in the prediction."""
    random = Random(SEED)
    gold: list[Tags] = []
    predicted: list[Tags] = []
    left = tokens
    while left:
        size = min(left, random.randint(length // 2, length * 3 // 2) if length < tokens else tokens)
        spans = draw(random, size)
        gold.append(tags_of(spans, size))
        predicted.append(tags_of(damage(random, spans, size), size))
        left -= size
    paths = [folder / f"{name}.{side}.conll" for side in ("gold", "predicted")]
    for path, side in zip(paths, (gold, predicted), strict=True):
        words = Random(SEED)
        sentences = ("".join(f"{words.choice(WORDS)}\t{tag}\n" for tag in tags) for tags in side)
        path.write_text("\n".join(sentences), encoding="utf-8")
    return Data(name, tokens, gold, predicted, *paths)


def draw(random: Random, size: int) -> Spans:
    """Spans that cover about a quarter of the tokens."""
    spans: Spans = []
    at = 0
    while at < size:
        if random.random() < 0.14:
            end = min(size, at + random.choice((1, 1, 2, 2, 3, 4)))
            spans.append((at, end, random.choice(LABELS)))
            at = end
        else:
            at += 1
    return spans


def damage(random: Random, spans: Spans, size: int) -> Spans:
    """The spans with a tenth of them missed, renamed, cut, stretched or split."""
    kept: Spans = []
    for start, end, label in spans:
        kind = random.choice(("miss", "name", "cut", "stretch", "split")) if random.random() < DAMAGED else ""
        if kind == "name":
            label = random.choice(LABELS)
        elif kind == "cut" and end - start > 1:
            end -= 1
        elif kind == "stretch":
            end = min(size, end + random.randint(1, 3))
        elif kind == "split" and end - start > 1:
            kept.append((start, start + 1, label))
            start += 1
        if kind != "miss":
            kept.append((start, end, label))
    return kept


def tags_of(spans: Spans, size: int) -> Tags:
    """The tags of spans; a later one gives way."""
    tags = ["O"] * size
    for start, end, label in spans:
        start = next((i for i in range(start, end) if tags[i] == "O"), end)
        if start < end:
            tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def measure(system: str, data: Data, slowest: float) -> Result:
    """The time of one system, if it may be expected to end in time: `slowest` is what to expect, in seconds."""
    if slowest > LIMIT:
        return Result(data.name, data.tokens, system, None, None, f"not run, by its smaller size some {slowest:,.0f} s")
    times: list[tuple[float, float]] = []
    while not times or (min(times)[0] < AGAIN and (len(times) < 3 or sum(clock for _, clock in times) < ENOUGH)):
        start = time.process_time(), time.perf_counter()
        SYSTEMS[system](data)
        times.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    best, clock = (min(values) for values in zip(*times, strict=True))
    return Result(data.name, data.tokens, system, best, clock)


def memory(system: str, data: Data) -> float:
    """The peak of memory while scoring, in bytes a token."""
    tracemalloc.start()
    SYSTEMS[system](data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / data.tokens


def machine() -> dict[str, object]:
    """What the numbers were measured on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    return {
        "processor": name or platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("numpy", "seqeval", "seqscore", "nervaluate")},
    }


def agree(data: Data) -> None:
    """Stop where the scorers do not find the same exact F1: then they did not do the same."""
    ours = score_iob2(data.gold, data.predicted).micro("exact").f1
    theirs = score_label_sequences(data.predicted, data.gold, "BIO", repair=None)[0].f1
    if ours is None or max(abs(ours - other) for other in (theirs, f1_score(data.gold, data.predicted))) > 1e-9:
        sys.exit(f"exact F1 differs on {data.name}: {ours}, {theirs}")


def show(results: list[Result], peaks: dict[str, dict[str, float]]) -> None:
    """The results as a table, each with camket's speed (from lists) as a multiple of it."""
    print(f"{'data':<30}{'system':<16}{'seconds':>10}{'clock':>10}{'tokens/s':>14}{'camket is':>12}")
    best = {result.data: result.speed for result in results if result.system == "camket, lists"}
    for result in results:
        if result.seconds is None:
            print(f"{result.data:<30}{result.system:<16}{result.note}")
            continue
        ratio = f"{best[result.data] / result.speed:,.1f} x"
        print(
            f"{result.data:<30}{result.system:<16}{result.seconds:>10.4f}{result.clock:>10.4f}{result.speed:>14,.0f}{ratio:>12}"
        )
    for name, by_system in peaks.items():
        print(f"peak memory, bytes a token, {name}: ", end="")
        print(", ".join(f"{system} {peak:,.0f}" for system, peak in by_system.items()))


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    results: list[Result] = []
    peaks: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for shape, sizes, power in (
            ("sentences", (10_000, 100_000, 1_000_000), 1),
            ("one document", (10_000, 100_000), 2),  # nervaluate compares all spans of a document with one another
        ):
            before: dict[str, float] = {}
            for size in sizes:
                name = f"{size:,} tokens, {shape}"
                data = make(name, size, SENTENCE if shape == "sentences" else size, Path(folder))
                agree(data)
                for system in SYSTEMS:
                    growth = 10 ** (power if system == "nervaluate" else 1)
                    result = measure(system, data, before.get(system, 0.0) * growth)
                    before[system] = result.seconds or LIMIT * growth
                    results.append(result)
                    print(f"{name}: {system} {result.seconds or result.note}", file=sys.stderr)
                if size == 100_000 and shape == "sentences":
                    peaks[name] = {system: memory(system, data) for system in SYSTEMS}
                elif size > 10_000:
                    peaks[name] = {system: memory(system, data) for system in SYSTEMS if system.startswith("camket")}
    show(results, peaks)
    RESULTS.parent.mkdir(exist_ok=True)
    rows = [{**asdict(result), "tokens_per_second": round(result.speed) or None} for result in results]
    record = {"machine": machine(), "method": __doc__, "results": rows, "peak_bytes_a_token": peaks}
    RESULTS.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
