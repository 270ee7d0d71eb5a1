"""camket.numbers beside the packages that a user would otherwise take for Vietnamese numbers, money and dates.

    python benchmarks/numbers_peers.py [--splits train,test]

The peers are no dependencies of camket: the script says which are missing and how to install them. Each is measured on
the project's own strings (tests/data/numbers/strings-*.json), in the groups that it claims to read and in all that
are a number, and on the numbers of the corpus with their spans given; those that search text also on finding them.
A peer gets the value right if it is equal at the grain of the text: labels, units and modifiers are not asked of it,
and a day counts for its month; what it finds is counted on whole articles or sentence by sentence, as suits it better.
The strings were written from the guidelines, not from camket's code, but camket was mended until it read them: only the
corpus' splits that it was not developed on (all but train) compare it fairly. Speed is in characters a second on one
core. The table is printed and written to benchmarks/results/numbers.json.
"""

import argparse
import datetime
import importlib
import json
import platform
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import camket
from camket import numbers
from camket.values import same_value

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "numbers.json"
Day = datetime.date
Read = Callable[[str, Day | None], list[str]]
"""A string and the article's date -> the values that the package gives, any of which may be right."""
Find = Callable[[str, Day | None], list[tuple[str, str]]]
"""A text and the article's date -> surfaces and values, in the order of the text."""

WORDS = ("words-below-100", "words-contracted", "words-hundreds", "words-thousands", "words-millions", "chuc")
MONEY = ("money-dong", "money-dollar", "money-major", "money-asean", "money-other")
DAYS: tuple[str, ...] = (
    "full-date-figures",
    "full-date-words",
    "iso-date",
    "day-month",
    "day-only",
    "year-turn-partial",
    "month",
    "year",
)
DAYS += ("weekday", "weekday-next-last", "relative-day", "relative-month", "relative-year", "month-of-relative-year")
DAYS += (
    "point-ago",
    "point-ahead",
    "part-of-day",
    "mung-mong",
    "clock-h",
    "clock-colon",
    "clock-words",
    "clock-with-date",
)


@dataclass(frozen=True)
class Peer:
    """A package: how to load its reader, what it claims to read, what to install."""

    name: str
    install: str
    groups: tuple[str, ...]
    labels: tuple[str, ...]
    load: Callable[[], tuple[Read, Find | None]]


def load_camket() -> tuple[Read, Find | None]:
    def read(string: str, date: Day | None) -> list[str]:
        number = numbers.parse(string, date)
        return [number.value] if number else []

    def find(text: str, date: Day | None) -> list[tuple[str, str]]:
        return [(text[n.start : n.end], n.value) for n in numbers.find(text, date)]

    return read, find


def load_vietnam_number() -> tuple[Read, Find | None]:
    w2n = importlib.import_module("vietnam_number").w2n
    return lambda string, date: [str(w2n(string))], None


def load_viet_itn() -> tuple[Read, Find | None]:
    normalizer = importlib.import_module("src.normalize").InverseTextNormalizer()

    def read(string: str, date: Day | None) -> list[str]:
        written = normalizer.inverse_normalize(string.lower())
        day = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", written)
        if day:
            return [f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"]
        figure = re.search(r"\d[\d.]*(?:,\d+)?", written)
        return [figure[0].replace(".", "").replace(",", ".")] if figure else []

    return read, None


def load_dateparser() -> tuple[Read, Find | None]:
    dateparser = importlib.import_module("dateparser")
    search_dates = importlib.import_module("dateparser.search").search_dates

    def settings(date: Day | None) -> dict[str, Any]:
        base = datetime.datetime.combine(date, datetime.time()) if date else None
        return {"DATE_ORDER": "DMY"} | ({"RELATIVE_BASE": base} if base else {})

    def read(string: str, date: Day | None) -> list[str]:
        found = dateparser.parse(string, languages=["vi"], settings=settings(date))
        return [found.isoformat()] if found else []

    def find(text: str, date: Day | None) -> list[tuple[str, str]]:
        found = search_dates(text, languages=["vi"], settings=settings(date)) or []
        return [(surface, when.isoformat()) for surface, when in found]

    return read, find


def load_vi_nlp_core() -> tuple[Read, Find | None]:
    extractor = importlib.import_module("vi_nlp_core.ner.extractor").Extractor()

    def days(stamp: float, date: Day | None) -> list[str]:
        """The day of a time stamp; it counts from today, so also the day as far from the article's date."""
        when = datetime.datetime.fromtimestamp(stamp, datetime.UTC).date()
        moved = [when + (date - datetime.datetime.now(datetime.UTC).date())] if date else []
        return [day.isoformat() for day in (when, *moved)]

    def entities(string: str) -> list[dict[str, Any]]:
        return [*extractor.extract_date(string)["entities"], *extractor.extract_time(string)["entities"]]

    def read(string: str, date: Day | None) -> list[str]:
        values = []
        for entity in entities(string):
            values += days(entity["value"], date)
            if entity["entity"] == "time":
                values.append(f"{datetime.datetime.fromtimestamp(entity['value'], datetime.UTC):T%H:%M}")
        return values

    def find(text: str, date: Day | None) -> list[tuple[str, str]]:
        found = sorted(extractor.extract_date(text)["entities"], key=lambda entity: entity["start"])
        return [(text[each["start"] : each["end"]], " ".join(days(each["value"], date))) for each in found]

    return read, find


def load_price_parser() -> tuple[Read, Find | None]:
    price = importlib.import_module("price_parser").Price

    def read(string: str, date: Day | None) -> list[str]:
        amount = price.fromstring(string).amount
        return [] if amount is None else [f"{amount.normalize():f}"]

    return read, None


PEERS = (
    Peer("camket", "", (), ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "DATE", "DURATION"), load_camket),
    Peer(
        "vietnam-number",
        "vietnam-number",
        (*WORDS, "plain-digits", "scales-stacked", "digits-with-scale", "scale-chain", "tail-digit", "ruoi"),
        ("QUANTITY",),
        load_vietnam_number,
    ),
    Peer(
        "viet-itn",
        "viet-itn",
        (*WORDS, "words-decimal", "money-dong", "percent", "full-date-words"),
        ("QUANTITY", "MONEY", "PERCENT"),
        load_viet_itn,
    ),
    Peer("dateparser", "dateparser", DAYS, ("DATE",), load_dateparser),
    Peer("vi-nlp-core", "vi-nlp-core nltk pyahocorasick", DAYS, ("DATE",), load_vi_nlp_core),
    Peer("price-parser", "price-parser", MONEY, ("MONEY",), load_price_parser),
)
NOT_RUN = {
    "recognizers-text-suite 1.0.2a2": "has no Vietnamese, and does not import with today's emoji package",
    "text2num, number-parser": "have no Vietnamese",
    "quantulum3": "English: a decimal comma is two numbers to it",
    "ctparse": "English and German",
    "pyduckling": "needs a running Duckling server, which has no Vietnamese dates",
    "vinorm, vinormx, soe-vinorm, vietnormalizer, num2words": "go the other way, from figures to words",
    "underthesea": "finds no values: its text normalisation is of spelling",
}


# --- measuring ---


def equal(label: str, expected: str, value: str) -> bool:
    """Whether a value is the expected one, a day and time of a package being cut to the grain expected."""
    if label != "DATE":
        return same_value(label, expected, value)
    if expected.startswith("T"):
        return value[-8:].startswith(expected[1:]) or value == expected
    return value == expected or (len(value) >= 10 and "/" not in value and value[: len(expected)] == expected)


def right(read: Read, label: str, string: str, expected: str, date: Day | None) -> bool:
    """Whether a package gives the value of a string; whatever it raises is no value."""
    try:
        return any(equal(label, expected, value) for value in read(string, date))
    except Exception:
        return False


def strings() -> list[tuple[str, str, str, str, Day | None]]:
    """Group, label, string, value and date of every string that is a number."""
    every = []
    for path in sorted((ROOT / "tests" / "data" / "numbers").glob("strings-*.json")):
        for group in json.loads(path.read_text(encoding="utf-8"))["groups"]:
            for each in group["examples"]:
                if not each.get("none"):
                    date = Day.fromisoformat(each["date"]) if each.get("date") else None
                    every.append((group["id"], each["label"], each["string"], each["value"], date))
    return every


def share(results: Iterable[bool]) -> tuple[int, int]:
    """How many of how many are right."""
    every = list(results)
    return sum(every), len(every)


def f1(find: Find, documents: list[camket.Document], labels: tuple[str, ...], whole: bool) -> float:
    """F1 of the numbers of these labels found in running text: an overlapping span with the right value.

    The package is given whole articles or one sentence after the other.
    """
    hits = found = wanted = 0
    for document in documents:
        text, gold = document.text or "", [n for n in document.numbers if n.label in labels]
        stretches = [(0, len(text))] if whole else [(s.start, s.end) for s in document.sentences]
        used = set()
        for start, end in stretches:
            for place, stop, value in placed(find, text[start:end], Day.fromisoformat(document.date)):
                found += 1
                for number in gold:
                    overlaps = number.start < start + stop and start + place < number.end
                    right_value = any(equal(number.label, number.value, each) for each in value.split(" "))
                    if overlaps and right_value and number not in used:
                        used.add(number)
                        break
        hits, wanted = hits + len(used), wanted + len(gold)
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def placed(find: Find, text: str, date: Day) -> list[tuple[int, int, str]]:
    """Start, end and value of what a package finds in a text; whatever it raises is nothing found."""
    try:
        predicted = find(text, date)
    except Exception:
        return []
    places, at = [], 0
    for surface, value in predicted:
        start = text.find(surface, at)
        if start >= 0:
            places.append((start, start + len(surface), value))
            at = start + 1
    return places


def speed(work: Callable[[str], object], texts: list[str]) -> float:
    """Characters a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            try:
                work(text)
            except Exception:
                continue
        best = min(best, time.process_time() - start)
    return sum(map(len, texts)) / max(best, 1e-9)


def measure(peer: Peer, documents: list[camket.Document]) -> dict[str, Any]:
    """Everything about one package."""
    read, find = peer.load()
    every = strings()
    claimed = [each for each in every if not peer.groups or each[0] in peer.groups]
    gold = [(d, n) for d in documents for n in d.numbers]
    mine = [(d, n) for d, n in gold if n.label in peer.labels]
    groups: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(each[0] for each in claimed):
        groups[name] = share(right(read, *each[1:]) for each in claimed if each[0] == name)

    def given(pairs: list[tuple[camket.Document, Any]]) -> tuple[int, int]:
        day = {d.id: Day.fromisoformat(d.date) for d, _ in pairs}
        return share(right(read, n.label, d.surface(n), n.value, day[d.id]) for d, n in pairs)

    date = Day(2026, 3, 12)
    texts = [d.text or "" for d in documents]
    return {
        "version": camket.__version__ if peer.name == "camket" else metadata.version(peer.name),
        "strings_claimed": share(right(read, *each[1:]) for each in claimed),
        "strings_all": share(right(read, *each[1:]) for each in every),
        "groups": groups,
        "gold_claimed_labels": given(mine),
        "gold_all": given(gold),
        "labels": peer.labels,
        "found_f1": max(f1(find, documents, peer.labels, whole) for whole in (True, False)) if find else None,
        "characters_a_second_strings": round(speed(lambda text: read(text, date), [each[2] for each in every])),
        "characters_a_second_text": round(speed(lambda text: find(text, date), texts)) if find else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--splits", default="train", help="splits of the corpus, apart by commas; default train")
    splits = parser.parse_args().splits.split(",")
    documents = [d for split in splits for d in camket.load(split) if d.text]
    console = Console(width=140)
    results: dict[str, Any] = {}
    for peer in PEERS:
        try:
            results[peer.name] = measure(peer, documents)
        except ImportError as error:
            console.print(f"{peer.name} is missing ({error}): pip install {peer.install}")
    table = Table(title=f"Values right: own strings, and the numbers of {', '.join(splits)}; speed on one core")
    for column in ("package", "strings it claims", "all strings", "gold of its labels", "all gold", "found F1"):
        table.add_column(column, justify="right")
    table.add_column("characters/s", justify="right")

    def percent(pair: tuple[int, int]) -> str:
        return f"{100 * pair[0] / pair[1]:.1f}% of {pair[1]}" if pair[1] else "–"

    for name, row in results.items():
        shares = ("strings_claimed", "strings_all", "gold_claimed_labels", "gold_all")
        found = "–" if row["found_f1"] is None else f"{row['found_f1']:.3f}"
        pace = row["characters_a_second_text"] or row["characters_a_second_strings"]
        table.add_row(f"{name} {row['version']}", *(percent(row[key]) for key in shares), found, f"{pace:,}")
    console.print(table)
    for name, why in NOT_RUN.items():
        console.print(f"not run: {name}: {why}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    content = {"splits": splits, "python": platform.python_version(), "results": results, "not_run": NOT_RUN}
    RESULTS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    console.print(f"written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
