"""The pictures of the benchmark's report, as SVG that is the same for the same figures."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from camket.model import Document, Labelled
from camket.reports.tables import COLUMNS, CURVE, headline, is_shown
from camket.scoring.matching import best_matches, same_place, shared, without

STYLE: Any = {
    "svg.hashsalt": "camket",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
}
COLOURS = {"published": "#b5382a", "retold": "#c98a1b", "test": "#2a5db5", "validation": "#7a7a7a"}
NOTHING = "none"
"""What a missed span is taken for, and a spurious one is made of, in a confusion of labels."""

Results = Sequence[dict[str, Any]]


def svg(figure: Figure) -> str:
    """A picture as text, without the date on which it was made."""
    with matplotlib.rc_context(STYLE):
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def scores(results: Results, splits: Sequence[str] = ("test", "published")) -> str:
    """F1 of each system with its interval, a panel for each track."""
    with matplotlib.rc_context(STYLE):
        systems = sorted({result["system"] for result in results}, reverse=True)
        figure = Figure(figsize=(10, 1.2 + 0.34 * len(systems) * 2))
        panels = list(figure.subplots(2, 4, sharey=True).flat)
        for panel, metric in zip(panels, COLUMNS, strict=False):
            for i, split in enumerate(splits):
                shown = [r for r in results if r["split"] == split and is_shown(r, metric)]
                entries = [headline(r, metric) for r in shown]
                places = [systems.index(r["system"]) + 0.16 - 0.32 * i for r in shown]
                _points(panel, entries, places, COLOURS[split], split)
            panel.set_title(COLUMNS[metric])
            panel.set_yticks(range(len(systems)), systems)
            panel.set_xlim(0, 103)
            panel.grid(axis="x", alpha=0.3)
        for panel in panels[len(COLUMNS) :]:
            panel.set_axis_off()
            panel.legend(*panels[0].get_legend_handles_labels(), loc="center", frameon=False)
        figure.tight_layout()
        return svg(figure)


def _points(panel: Any, entries: Sequence[dict[str, Any]], places: Sequence[float], colour: str, label: str) -> None:
    values = [100 * (entry["f1"] or 0) for entry in entries]
    ends = [entry["interval"] or (entry["f1"] or 0, entry["f1"] or 0) for entry in entries]
    down = [max(0.0, value - 100 * low) for value, (low, _) in zip(values, ends, strict=True)]
    up = [max(0.0, 100 * high - value) for value, (_, high) in zip(values, ends, strict=True)]
    panel.errorbar(values, places, xerr=[down, up], fmt="o", color=colour, markersize=3.5, lw=1.2, label=label)


def labels(results: Results) -> str:
    """F1 of each label of one system with its interval, a panel for each layer, a colour for each split."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(10, 3.6))
        panels = figure.subplots(1, 3, width_ratios=(9, 6, 6))
        for panel, metric in zip(panels, ("entities", "numbers", "commitments"), strict=True):
            names = sorted({name for result in results for name in result["metrics"][metric]["labels"]}, reverse=True)
            for i, result in enumerate(results):
                found = result["metrics"][metric]["labels"]
                places = [names.index(name) + 0.16 - 0.32 * i for name in found]
                _points(panel, list(found.values()), places, COLOURS[result["split"]], result["split"])
            panel.set_title(metric)
            panel.set_yticks(range(len(names)), names)
            panel.set_xlim(0, 103)
            panel.grid(axis="x", alpha=0.3)
        handles = panels[0].get_legend_handles_labels()
        figure.legend(*handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2, frameon=False)
        figure.tight_layout()
        return svg(figure)


def confused(gold: Sequence[Document], predicted: Sequence[Document], layer: str) -> dict[tuple[str, str], int]:
    """How often a span of one label is predicted as one of another (or of none, or made of none).

    Spans pair one to one by overlap, equal places first, then what shares most.
    """

    def worth(one: Labelled, other: Labelled) -> tuple[int, ...]:
        return 1, same_place(one, other), one.label == other.label, shared(one, other)

    by_id = {document.id: document for document in predicted}
    counts: dict[tuple[str, str], int] = {}
    for document in gold:
        ours, theirs = getattr(document, layer), getattr(by_id.get(document.id, Document("")), layer)
        pairs = best_matches(ours, theirs, worth)
        found = [(one.label, other.label) for one, other in pairs]
        found += [(span.label, NOTHING) for span in without(ours, (one for one, _ in pairs))]
        found += [(NOTHING, span.label) for span in without(theirs, (other for _, other in pairs))]
        for pair in found:
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def confusion(by_layer: Mapping[str, tuple[Sequence[str], Mapping[tuple[str, str], int]]]) -> str:
    """What each label is taken for: a row for each label of gold, in percent of the row, with the counts."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(11, 4.6))
        panels = figure.subplots(1, len(by_layer), width_ratios=[len(names) + 1 for names, _ in by_layer.values()])
        for panel, (layer, (names, counts)) in zip(panels, by_layer.items(), strict=True):
            axis = [*names, NOTHING]
            table = [[counts.get((row, column), 0) for column in axis] for row in axis]
            shares = [[100 * cell / max(1, sum(row)) for cell in row] for row in table]
            panel.imshow(shares, cmap="Blues", vmin=0, vmax=100, aspect="auto")
            for i, row in enumerate(table):
                for j, cell in enumerate(row):
                    colour = "white" if shares[i][j] > 55 else "black"
                    panel.text(j, i, cell or "", ha="center", va="center", color=colour, fontsize=7)
            panel.set_xticks(range(len(axis)), axis, rotation=60, ha="right")
            panel.set_yticks(range(len(axis)), axis)
            panel.set_title(layer)
            panel.set_xlabel("predicted")
        panels[0].set_ylabel("gold")
        figure.tight_layout()
        return svg(figure)


def learning(measured: Mapping[str, Any], few: Mapping[str, Any] | None = None) -> str:
    """F1 against the share of train, with the spread over orders; and of few sentences a class, over draws."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(10, 3))
        panels = figure.subplots(1, len(CURVE) + bool(few))
        for panel, metric in zip(panels, CURVE, strict=False):
            for split in dict.fromkeys(row["split"] for row in measured["curve"]):
                rows = [row for row in measured["curve"] if row["split"] == split]
                _spread(panel, [(row["articles"], row[metric]) for row in rows], COLOURS[split], split)
            panel.set_title(f"{metric} (CRF)")
            panel.set_xlabel("articles of train")
        if few:
            panel = panels[-1]
            for i, system in enumerate(dict.fromkeys(row["system"] for row in few["draws"])):
                rows = [r for r in few["draws"] if r["system"] == system and r["split"] == "published"]
                points = [(row["size"], row["macro_f1"]) for row in rows]
                _spread(panel, points, ("#2a7a4b", "#8a4bb5")[i % 2], system)
            panel.set_title("sentence labels, macro F1 (published)")
            panel.set_xlabel("sentences a class")
        for panel in panels:
            panel.set_ylim(0, 100)
            panel.grid(alpha=0.3)
            panel.legend(frameon=False, loc="lower right")
        figure.tight_layout()
        return svg(figure)


def _spread(panel: Any, points: Sequence[tuple[int, float]], colour: str, label: str) -> None:
    at = sorted({x for x, _ in points})
    by_place = [[100 * y for x, y in points if x == place] for place in at]
    means = [sum(ys) / len(ys) for ys in by_place]
    panel.plot(at, means, marker="o", markersize=3, color=colour, label=label)
    panel.fill_between(at, [min(ys) for ys in by_place], [max(ys) for ys in by_place], color=colour, alpha=0.15, lw=0)


def speed(results: Results, pace: Mapping[str, int | None], metric: str = "entities") -> str:
    """F1 on a split against syllables a second."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6, 3.4))
        panel = figure.subplots()
        for result in results:
            name, rate = result["system"], pace.get(result["system"])
            if rate and is_shown(result, metric):
                f1 = 100 * (headline(result, metric)["f1"] or 0)
                panel.plot(rate, f1, "o", color=COLOURS["published"], markersize=4)
                panel.annotate(name, (rate, f1), xytext=(5, 3), textcoords="offset points")
        panel.set_xscale("log")
        panel.set_xlabel("syllables a second, all layers that the system predicts")
        panel.set_ylabel(f"{metric}, F1 on published")
        panel.set_ylim(0, 100)
        panel.margins(x=0.25)
        panel.grid(alpha=0.3)
        return svg(figure)
