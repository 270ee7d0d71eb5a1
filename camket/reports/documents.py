"""README and dataset card: their generated parts from the corpus, the passes and the committed results."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from camket import benchmark
from camket.corpus.agreement import by_parts
from camket.corpus.dataset import CONFIGURATIONS, content_hash
from camket.corpus.load import committed
from camket.corpus.stats import statistics
from camket.formats import predictions
from camket.keys import code_key, documents_key
from camket.model import SPLITS, Document
from camket.reports import benchmark_page, number_errors, tables
from camket.reports.drawing import draw
from camket.reports.generated import refresh

SUMMARY = ("test", "published")
EXAMPLE = ("composed-001", 2)
STATISTICS = Path("dataset", "statistics.json")
MEASURED_ON_DATA = ("penalties", "learning", "few_shot")
LEARNING = Path("benchmarks", "results", "learning.json")
SCORER_PAGE = Path("camket", "scoring", "README.md")
NUMBERS_PAGE = Path("camket", "numbers", "README.md")


def refresh_documents(documents: Sequence[Document], root: Path, check: bool = False) -> list[str]:
    """Write README.md, DATASET_CARD.md, dataset/README.md and the statistics anew; returns which were out of date.

    With `check` nothing is written. `documents` are the committed gold documents (not hydrated).
    """
    by_split = {split: statistics([d for d in documents if d.split == split]) for split in SPLITS}
    card = refresh((root / "DATASET_CARD.md").read_text(encoding="utf-8"), card_parts(documents, by_split, root))
    _, found, prose = card.partition("\n---\n")
    if not found:
        raise ValueError("DATASET_CARD.md has no front matter to renew: begin it with two lines of ---")
    card = front_matter(documents) + prose
    readme = refresh((root / "README.md").read_text(encoding="utf-8"), readme_parts(documents, root))
    contents = {
        **_measured_documents(root),
        **_baselines(root),
        **_variety(documents, root),
        root / "README.md": readme,
        root / "DATASET_CARD.md": card,
        root / "dataset" / "README.md": re.sub(r"\]\((?=[A-Za-z]+[./])", "](../", card),  # it lies one folder deeper
        root / STATISTICS: json.dumps(by_split, ensure_ascii=False, indent=1) + "\n",
    }
    old = {path: path.read_text(encoding="utf-8") if path.is_file() else None for path in contents}
    stale = [path for path, content in contents.items() if old[path] != content]
    if not check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents[path], encoding="utf-8")
    return [str(path.relative_to(root)) for path in stale]


def _measured_documents(root: Path) -> dict[Path, str]:
    """Pages with figures that `make speed` and `make peers` measure and keep in benchmarks/results/."""
    found = {}
    for page, rows in {SCORER_PAGE: {"speed": tables.speed_rows}, NUMBERS_PAGE: {"numbers": tables.peer_rows}}.items():
        if (root / page).is_file():
            measured = {name: _measured(root, name) for name in rows}
            parts = {name: tables.markdown(row(measured[name])) for name, row in rows.items()}
            if page == NUMBERS_PAGE:
                results = [result for result in benchmark.committed(root) if result["system"] == "rules"]
                parts["accuracy"] = tables.markdown(tables.number_rows(results))
                parts |= _number_errors(root)
            found[root / page] = refresh((root / page).read_text(encoding="utf-8"), parts)
    return found


def _baselines(root: Path) -> dict[Path, str]:
    """The report on the baselines, with its pictures."""
    page = root / benchmark_page.PAGE
    if not page.is_file():
        return {}
    parts = benchmark_page.parts(root) | _benchmarked(root)
    return {page: refresh(page.read_text(encoding="utf-8"), parts), **benchmark_page.pictures(root)}


def _benchmarked(root: Path) -> dict[str, str]:
    """What other benchmarks measured of the baselines, where they did."""
    rows = {"throughput": tables.throughput_rows, "engines": tables.engine_rows, "few_shot": tables.few_shot_rows}
    rows |= {"columns": tables.columns_rows}
    there = [name for name in rows if (root / "benchmarks" / "results" / f"{name}.json").is_file()]
    return {name: tables.markdown(rows[name](_measured(root, name))) for name in there}


def _number_errors(root: Path) -> dict[str, str]:
    """Where the number reader differs from gold on the splits that it was not developed on."""
    found = {}
    for split in ("test", "published"):
        gold = committed(split, root)
        path = benchmark.results_folder(root) / "rules" / f"{split}.jsonl"
        found[split] = number_errors.differences(gold, predictions.read(path, gold))
    every = [row for rows in found.values() for row in rows]
    return {
        "causes": tables.markdown(number_errors.cause_rows(found)),
        "errors": tables.markdown(number_errors.error_rows(every)),
    }


def _variety(documents: Sequence[Document], root: Path) -> dict[Path, str]:
    """The page of annotations/, with what was planned and what was written."""
    page, plan = root / "annotations" / "README.md", root / "annotations" / "plan.tsv"
    if not page.is_file():
        return {}
    with plan.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    parts = {"variety": tables.markdown(tables.variety_rows(documents, rows))}
    return {page: refresh(page.read_text(encoding="utf-8"), parts)}


def _measured(root: Path, name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "benchmarks" / "results" / f"{name}.json").read_text(encoding="utf-8"))
    return data


def readme_parts(documents: Sequence[Document], root: Path) -> dict[str, str]:
    """The generated parts of README.md."""
    example = next((document for document in documents if document.id == EXAMPLE[0]), None)
    if example is None:
        raise ValueError(f"README.md draws a sentence of {EXAMPLE[0]}, which is not in the corpus; choose another")
    return {
        "example": f"```text\n{draw(example, [EXAMPLE[1]])}\n```",
        "benchmark": _summary(root),
    }


def _summary(root: Path) -> str:
    """The table of scores on the splits that tell most; baselines/README.md has all."""
    found = [result for result in benchmark.committed(root) if result["split"] in SUMMARY]
    return tables.markdown(tables.benchmark_rows(found))


def card_parts(documents: Sequence[Document], by_split: dict[str, dict[str, object]], root: Path) -> dict[str, str]:
    """The generated parts of the dataset card."""
    parts = by_parts(root)
    return {
        "statistics": tables.markdown(tables.statistics_rows(by_split)),
        "density": tables.markdown(tables.density_rows(by_split)),
        **_learned(root),
        "agreement": "\n\n".join(tables.markdown(rows) for rows in tables.agreement_tables(parts)),
        "benchmark": _summary(root),
    }


def _learned(root: Path) -> dict[str, str]:
    """What `make learning` measured, where it did."""
    if not (root / LEARNING).is_file():
        return {}
    learning = _measured(root, LEARNING.stem)
    return {
        "overlap": tables.markdown(tables.overlap_rows(learning)),
        "curve": tables.markdown(tables.curve_rows(learning)),
    }


def outdated_measurements(documents: Sequence[Document], root: Path) -> list[str]:
    """What was measured on other annotations than these, or with other code: how to measure it anew."""
    data = content_hash(documents, CONFIGURATIONS[0])
    found = []
    for name in MEASURED_ON_DATA:
        path = Path("benchmarks", "results", f"{name}.json")
        if (root / path).is_file() and _measured(root, name)["data"] != data:
            found.append(f"{path} was measured on other annotations: make learning")
    runs = benchmark.committed_runs(root)
    mine = documents_key(documents)
    for name, target in benchmark.baselines(root).items():
        run = runs.get(name, {})
        other = ["annotations"] * (run.get("data") != mine) + ["code"] * (run.get("code") != code_key(target))
        if run and other:
            what = " and ".join(other)
            found.append(
                f"baselines/results/{name} is of other {what}: camket benchmark --save (with hydrated articles)"
            )
    return found


def front_matter(documents: Sequence[Document]) -> str:
    """The card's YAML: what the hub and `load_dataset` read, with the content hash of every configuration."""
    lines = [
        "---",
        "pretty_name: camket",
        "language: [vi]",
        "license: cc-by-4.0",
        "annotations_creators: [machine-generated]",
        "language_creators: [machine-generated, found]",
        "multilinguality: [monolingual]",
        "size_categories: [n<1K]",
        "task_categories: [token-classification, text-classification]",
        "task_ids: [named-entity-recognition, multi-label-classification]",
        "tags: [information-extraction, commitments, numbers, economic-diplomacy]",
        "configs:",
    ]
    for configuration in CONFIGURATIONS:
        lines.append(f"- config_name: {configuration}")
        lines += ["  default: true"] * (configuration == CONFIGURATIONS[0])
        lines.append(f"  description: content sha256 {content_hash(documents, configuration)}")
        lines.append("  data_files:")
        for split in SPLITS:
            lines += [f"  - split: {split}", f"    path: {configuration}/{split}.parquet"]
    return "\n".join([*lines, "---\n"])
