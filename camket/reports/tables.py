"""Tables as Markdown: what README and card show, and what the terminal shows through rich."""

from collections.abc import Sequence
from typing import Any

from camket.corpus.agreement import SPAN_METRICS, VALUE_METRICS, Agreement
from camket.model import ARGUMENT_ROLES, COMMITMENT_LABELS, COMPOSED_SPLITS, ENTITY_LABELS, NUMBER_LABELS, Document
from camket.scoring.compare import MACRO_METRICS, Comparison
from camket.scoring.score import Scores

COLUMNS = {
    "entities": "entities",
    "entities_vlsp": "PER/ORG/LOC",
    "numbers": "numbers",
    "commitments": "commitments",
    "arguments": "arguments",
    "arguments_given_span": "… given spans",
    "sentences": "sentences (macro)",
}
"""The metrics of the benchmark's table with their headings."""

Rows = list[list[str]]


def markdown(rows: Rows) -> str:
    """A Markdown table; the first row is the head, columns after the first are aligned right."""
    head, *body = rows
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def benchmark_rows(results: Sequence[dict[str, Any]]) -> Rows:
    """One row per split and system: F1 in percent with its interval, of sentences the macro average, else the micro."""
    rows = [["split", "system", *COLUMNS.values()]]
    for result in results:
        rows.append([result["split"], result["system"], *(cell(result, metric) for metric in COLUMNS)])
    return rows


def cell(result: dict[str, Any], metric: str) -> str:
    """F1 in percent with its interval, of sentences the macro average."""
    if not is_shown(result, metric):
        return "–"
    entry = headline(result, metric)
    interval = entry["interval"]
    ends = f" ({percent(interval[0])}–{percent(interval[1])})" if interval else ""
    return percent(entry["f1"]) + ends


def headline(result: dict[str, Any], metric: str) -> dict[str, Any]:
    """F1 and interval that stand for a metric: of sentences the macro average, else the micro."""
    entry: dict[str, Any] = result["metrics"][metric]["macro" if metric == "sentences" else "micro"]
    return entry


def is_scored(result: dict[str, Any], metric: str) -> bool:
    """Whether a metric scores what the system of a result predicts; one that labels sentences finds no spans."""
    return layer_of(metric) in result["layers"] or (metric == "sentences" and "sentences" in result["layers"])


def is_shown(result: dict[str, Any], metric: str) -> bool:
    """Whether a metric stands in the benchmark's table: given spans, only of a system that was given them."""
    return is_scored(result, metric) and (result["linked"] or not metric.endswith("_given_span"))


def layer_of(metric: str) -> str:
    """The layer whose predictions a metric scores."""
    return metric.partition("_")[0] if metric.startswith(("entities", "numbers")) else "commitments"


def percent(score: float | None) -> str:
    """A score between 0 and 1 in percent with one decimal."""
    return "–" if score is None else f"{100 * score:.1f}"


def run_rows(runs: Sequence[dict[str, Any]]) -> Rows:
    """How each system was run: time to learn, speed, size of the model, versions; or why it was not run."""
    rows = [["system", "learning, s", "predicting test, s", "model, MB", "run with"]]
    for run in runs:
        if run.get("missing"):
            rows.append([run["system"], "–", "–", "–", f"not run: {run['missing']}"])
            continue
        seconds, predicting, size = run["fit_seconds"], run["predict_seconds"], run["model_bytes"]
        rows.append(
            [
                run["system"],
                "–" if seconds is None else f"{seconds:,.1f}",
                "–" if predicting is None else f"{predicting:,.1f}",
                "–" if size is None else f"{size / 1e6:,.1f}",
                ", ".join(f"{name} {version}" for name, version in run["versions"].items()),
            ]
        )
    return rows


def statistics_rows(by_split: dict[str, dict[str, Any]]) -> Rows:
    """One column per split, one row per figure of `camket.corpus.stats`."""
    rows = [["", *by_split]]
    names = {
        "articles": "articles",
        "sentences": "sentences",
        "syllables": "syllables",
        "entities": "entities",
        "numbers": "numbers",
        "numbers_with_modifier": "… with a modifier",
        "commitments": "commitments",
        "specific": "… that are specific",
        "sentences_with_commitment": "sentences with a commitment",
        "parties": "parties",
        "arguments": "arguments",
    }
    for key, heading in names.items():
        cells = [statistics[key] for statistics in by_split.values()]
        if not isinstance(cells[0], dict):
            rows.append([heading, *("–" if cell is None else f"{cell:,}" for cell in cells)])
            continue
        for label in cells[0]:
            rows.append([heading if label == "all" else f"– {label}", *(f"{cell[label]:,}" for cell in cells)])
    return rows


def variety_rows(documents: Sequence[Document], plan: Sequence[dict[str, str]]) -> Rows:
    """Articles of `composed` per genre: how many and how long they were planned and are, and in which splits."""
    rows = [["genre", "planned", "written", *COMPOSED_SPLITS, "sentences planned", "sentences written"]]
    written = [document for document in documents if document.layer == "composed"]
    genres = {document.metadata.get("genre", "–") for document in written} | {row["genre"] for row in plan}
    for genre in sorted(genres):
        found = [document for document in written if document.metadata.get("genre", "–") == genre]
        rows.append([genre, *_variety(found, [row for row in plan if row["genre"] == genre])])
    rows.append(["**all**", *_variety(written, plan)])
    return rows


def _variety(written: Sequence[Document], planned: Sequence[dict[str, str]]) -> list[str]:
    counts = [len(planned), len(written)]
    counts += [sum(document.split == split for document in written) for split in COMPOSED_SPLITS]
    counts += [sum(int(row["sentences"]) for row in planned), sum(len(document.sentences) for document in written)]
    return [str(count) for count in counts]


def density_rows(by_split: dict[str, dict[str, Any]]) -> Rows:
    """How dense each split is: lengths in characters, spans a sentence; so that written news can be held to real."""
    splits = list(by_split.values())
    lengths = [statistics["sentence_length"] for statistics in splits]
    rows = [
        ["", *by_split],
        ["sentence length in characters: median", *(_figure(length["median"]) for length in lengths)],
        ["– middle four fifths", *(f"{_figure(length['low'])}–{_figure(length['high'])}" for length in lengths)],
        ["sentences an article", *(_ratio(s["sentences"], s["articles"], 1) for s in splits)],
    ]
    for kind in ("entities", "numbers", "commitments"):
        rows.append([f"{kind} a sentence", *(_ratio(s[kind]["all"], s["sentences"], 2) for s in splits)])
    shares = {"sentences_with_commitment": "sentences", "specific": "commitments"}
    headings = ("sentences with a commitment, in %", "commitments that are specific, in %")
    for (part, whole), heading in zip(shares.items(), headings, strict=True):
        wholes = [s[whole]["all"] if isinstance(s[whole], dict) else s[whole] for s in splits]
        rows.append([heading, *(_ratio(100 * s[part], of, 1) for s, of in zip(splits, wholes, strict=True))])
    return rows


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _ratio(part: float, whole: float, digits: int) -> str:
    return f"{part / whole:.{digits}f}" if whole else "–"


def overlap_rows(measured: dict[str, Any]) -> Rows:
    """What of each split train does not have: shares of running items, and of distinct ones."""
    rows = [["new beside `train`, in % (distinct)", *measured["overlap"]]]
    headings = {"entities": "**entity mentions**", "pairs": "pairs of syllables"}
    for kind in next(iter(measured["overlap"].values())):
        cells = [split[kind] for split in measured["overlap"].values()]
        shown = [
            f"{percent(cell['new'])} ({percent(cell['distinct_new'])})" if cell["items"] else "–" for cell in cells
        ]
        rows.append([headings.get(kind, kind), *shown])
    return rows


CURVE = ("entities", "numbers", "commitments")


def curve_rows(measured: dict[str, Any]) -> Rows:
    """F1 of a CRF learned from parts of train: the mean over random orders of articles, with the lowest and highest."""
    splits = list(dict.fromkeys(row["split"] for row in measured["curve"]))
    rows = [["train", "articles", *(f"{split}: {metric}" for split in splits for metric in CURVE)]]
    for part in dict.fromkeys(row["part"] for row in measured["curve"]):
        found = [row for row in measured["curve"] if row["part"] == part]
        cells = [
            _spread([row[metric] for row in found if row["split"] == split]) for split in splits for metric in CURVE
        ]
        rows.append([f"1/{part}" if part > 1 else "all", str(found[0]["articles"]), *cells])
    return rows


def _spread(scores: Sequence[float]) -> str:
    mean = percent(sum(scores) / len(scores))
    return f"{mean} ({percent(min(scores))}–{percent(max(scores))})" if len(scores) > 1 else mean


def agreement_tables(parts: dict[str, Agreement]) -> list[Rows]:
    """All tables of agreement: sizes, exact and overlap F1, values and arguments, kappa."""
    return [
        agreed_rows(parts),
        agreement_rows(parts),
        agreement_rows(parts, overlap=True),
        value_agreement_rows(parts),
        kappa_rows(parts),
    ]


def agreement_rows(parts: dict[str, Agreement], overlap: bool = False) -> Rows:
    """Exact (or overlap) F1 per label and part of the corpus, in percent with intervals."""
    rows = [["F1, overlap" if overlap else "F1, exact", *parts]]
    headings = {"entities": "entities", "numbers_span": "numbers", "commitments_exact": "commitments"}
    labels = dict(zip(SPAN_METRICS, (ENTITY_LABELS, NUMBER_LABELS, COMMITMENT_LABELS), strict=True))
    sides = [found.overlap if overlap else found.exact for found in parts.values()]
    for metric, heading in headings.items():
        rows.append([f"**{heading}**", *(_agreed(scores, metric) for scores in sides)])
        rows += [[label, *(_agreed(scores, metric, label) for scores in sides)] for label in labels[metric]]
    return rows


def value_agreement_rows(parts: dict[str, Agreement]) -> Rows:
    """What goes beyond spans: values, types by overlap, specificity, arguments; F1 in percent with intervals."""
    headings = {
        "numbers": "numbers: span, type, value, unit and modifier",
        "commitments": "commitments: overlap and same type",
        "specificity": "… and same specificity",
        "arguments": "arguments of these",
    }
    rows = [["F1", *parts]]
    for metric in VALUE_METRICS:
        rows.append([headings[metric], *(_agreed(part.exact, metric) for part in parts.values())])
    for role in ARGUMENT_ROLES:
        rows.append([f"– {role}", *(_agreed(part.exact, "arguments", role) for part in parts.values())])
    return rows


def kappa_rows(parts: dict[str, Agreement]) -> Rows:
    """Cohen's kappa of sentence labels per part of the corpus, with intervals."""
    rows = [["kappa of sentence labels", *parts]]
    for label in ("all", "any", *COMMITMENT_LABELS):
        heading = {"all": "**all labels**", "any": "any commitment"}.get(label, label)
        cells = []
        for part in parts.values():
            kappa, interval = part.kappa[label], part.kappa_interval[label]
            ends = f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else ""
            cells.append("–" if kappa is None else f"{kappa:.2f}{ends}")
        rows.append([heading, *cells])
    return rows


def agreed_rows(parts: dict[str, Agreement]) -> Rows:
    """How many articles and sentences both passes annotated."""
    return [
        ["annotated twice", *parts],
        ["articles", *(str(part.documents) for part in parts.values())],
        ["sentences", *(str(part.sentences) for part in parts.values())],
    ]


def _agreed(scores: Scores, metric: str, label: str | None = None) -> str:
    if label is not None and label not in scores.labels(metric):
        return "–"
    f1 = (scores.micro(metric) if label is None else scores.labels(metric)[label]).f1
    return "–" if f1 is None else f"{percent(f1)} ({_ends(scores.interval(metric, label)) or '–'})"


def metric_rows(result: dict[str, Any]) -> Rows:
    """The metrics of the predicted layers, labels below each: precision, recall, F1, mean F1 of the labels, counts."""
    rows = [["metric", "precision", "recall", "F1", "95 %", "macro F1", "95 %", "correct", "gold", "predicted"]]
    for metric, entry in result["metrics"].items():
        if is_scored(result, metric):
            macro = [percent(entry["macro"]["f1"]), _ends(entry["macro"]["interval"])]
            rows.append(_metric_row(f"**{metric}**", entry["micro"], macro))
            rows += [_metric_row(f"– {label}", row, ["", ""]) for label, row in entry["labels"].items()]
    return rows


def scheme_rows(result: dict[str, Any]) -> Rows:
    """The four schemes of each layer with the counts of MUC-5."""
    rows = [
        ["scheme", "correct", "partial", "incorrect", "missed", "spurious", "precision", "recall", "F1", "interval"]
    ]
    for metric, entry in result["schemes"].items():
        if layer_of(metric) in result["layers"]:
            rows.append(_pair_row(metric.replace("_", " "), entry["micro"], _ends(entry["micro"]["interval"])))
    return rows


def tag_rows(result: dict[str, Any]) -> Rows:
    """The scores of IOB2 tags: exact spans with their labels, then the four schemes."""
    rows = [["IOB2", "correct", "partial", "incorrect", "missed", "spurious", "precision", "recall", "F1", "interval"]]
    for metric, entry in result["metrics"].items():
        rows.append(_pair_row(f"**{metric}**", entry["micro"], _ends(entry["micro"]["interval"])))
        if metric == "exact":
            rows += [_pair_row(f"– {label}", row, "") for label, row in entry["labels"].items()]
    return rows


def _pair_row(name: str, row: dict[str, Any], ends: str) -> list[str]:
    counts = [row["correct"], row.get("partial", 0), row.get("incorrect", 0)]
    counts += [row["gold"] - sum(counts), row["predicted"] - sum(counts)]
    return [name, *map(str, counts), *(percent(row[key]) for key in ("precision", "recall", "f1")), ends]


def speed_rows(measured: dict[str, Any]) -> Rows:
    """Thousand tokens a second of each system on each data set, and how often camket's lists go into its time."""
    systems = list(dict.fromkeys(row["system"] for row in measured["results"]))
    rows = [["thousand tokens a second (× slower)", *systems]]
    for data in dict.fromkeys(row["data"] for row in measured["results"]):
        rates = {row["system"]: row["tokens_per_second"] for row in measured["results"] if row["data"] == data}
        best = rates[systems[0]]
        cells = [
            f"{rates[name] / 1000:,.0f} ({best / rates[name]:,.1f})" if rates.get(name) else "–" for name in systems
        ]
        rows.append([data, *cells])
    return rows


NUMBER_STEPS = {
    "numbers_span": "span, type",
    "numbers_value": "… value",
    "numbers_unit": "… unit",
    "numbers": "… modifier",
}


def number_rows(results: Sequence[dict[str, Any]]) -> Rows:
    """The four steps of the number layer on each split, F1 in percent with intervals."""
    rows = [["F1", *NUMBER_STEPS.values(), "gold", "predicted"]]
    for result in results:
        micro = {metric: result["metrics"][metric]["micro"] for metric in NUMBER_STEPS}
        cells = [f"{percent(row['f1'])} ({_ends(row['interval'])})" for row in micro.values()]
        rows.append([result["split"], *cells, str(micro["numbers"]["gold"]), str(micro["numbers"]["predicted"])])
    return rows


def peer_rows(measured: dict[str, Any]) -> Rows:
    """Packages that read numbers: how many values each gets right, and characters a second."""
    splits = " and ".join(measured["splits"])
    rows = [["package", "strings it claims", "all strings", f"{splits}: its labels", "all", "found F1", "characters/s"]]
    for name, row in measured["results"].items():
        pairs = [row[key] for key in ("strings_claimed", "strings_all", "gold_claimed_labels", "gold_all")]
        shares = [f"{percent(right / of)} of {of}" if of else "–" for right, of in pairs]
        pace = row["characters_a_second_text"] or row["characters_a_second_strings"]
        rows.append([f"{name} {row['version']}", *shares, percent(row["found_f1"]), f"{pace:,}"])
    return rows


def comparison_rows(comparisons: Sequence[Comparison], first: str, second: str) -> Rows:
    """Two systems' F1 per metric in percent, the difference in points with its interval, and p."""
    rows = [["F1", first, second, "second − first", "95 % interval", "p"]]
    for it in comparisons:
        ends = "–" if it.interval is None else " to ".join(f"{100 * end:+.1f}" for end in it.interval)
        apart = "–" if it.difference is None else f"{100 * it.difference:+.1f}"
        chance = "–" if it.p_value is None else f"{it.p_value:.4f}"
        name = f"{it.metric} (macro)" if it.metric in MACRO_METRICS else it.metric
        rows.append([name, percent(it.first), percent(it.second), apart, ends, chance])
    return rows


def _ends(interval: Sequence[float] | None) -> str:
    return "–".join(map(percent, interval)) if interval else "–"


def _metric_row(name: str, row: dict[str, Any], macro: list[str]) -> list[str]:
    scores = [percent(row[key]) for key in ("precision", "recall", "f1")]
    return [name, *scores, _ends(row["interval"]), *macro, *(str(row[key]) for key in ("correct", "gold", "predicted"))]


def throughput_rows(measured: dict[str, Any]) -> Rows:
    """Syllables a second of each system on one core, and how often its peer's pace goes into it."""
    paces = measured["syllables_per_second"]
    rows = [["system", "syllables a second", f"× {measured['peer']}"]]
    for name, pace in sorted(paces.items(), key=lambda item: -item[1]):
        rows.append([name, f"{pace:,}", f"{pace / paces[measured['peer']]:.1f}"])
    return rows


def engine_rows(measured: dict[str, Any]) -> Rows:
    """Documents a second and memory of each engine."""
    rows = [["engine", "workers", "articles", "minutes", "articles a second", "memory at most, MB"]]
    for run in measured["runs"]:
        figures = [f"{run['articles']:,}", f"{run['seconds'] / 60:.1f}", f"{run['articles_per_second']:,.0f}"]
        rows.append([run["engine"], str(run["workers"]), *figures, f"{run['peak_bytes'] / 1e6:,.0f}"])
    return rows


def few_shot_rows(measured: dict[str, Any]) -> Rows:
    """Macro F1 of sentence labels learnt from few sentences a class: mean over draws, lowest and highest."""
    results = measured["draws"]
    splits = list(dict.fromkeys(row["split"] for row in results))
    rows = [["system", "sentences a class", *splits]]
    for system, size in dict.fromkeys((row["system"], row["size"]) for row in results):
        found = [row for row in results if (row["system"], row["size"]) == (system, size)]
        cells = [_spread([row["macro_f1"] for row in found if row["split"] == split]) for split in splits]
        rows.append([system, str(size), *cells])
    return rows


def columns_rows(measured: dict[str, Any]) -> Rows:
    """Time and memory of a system on a column corpus."""
    return [
        ["system", "training tokens", "labels", "seconds", "memory at most, MB"],
        [
            measured["system"],
            f"{measured['tokens']:,}",
            str(measured["labels"]),
            f"{measured['seconds']:.0f}",
            f"{measured['peak_bytes'] / 1e6:,.0f}",
        ],
    ]
