"""Commitments by classified cues: where an act begins, which type it is, and where it ends.

Each word that a cue (cues.py) begins, or that began a commitment in `train`, is a candidate, to which logistic
regression gives a type or none (candidates and a classifier, as in semantic role labelling: Punyakanok, Roth and Yih
2008, "The Importance of Syntactic Parsing and Inference in Semantic Role Labeling"). A second one says at which
boundary after it the span ends. The classes of the cues around a candidate are features beside its words.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camket.model import Commitment, Document
from classifier import Classifier
from cues import ACTS, MARKS, OPENERS, Words, read, shape

SUBJECTS = ("JOINT", "PRONOUN", "PARTY", "THING", "SAY", "JUDGE", "PASSIVE")

JOINS = ("và", "nhưng", "song", "còn")

BOUNDARIES = MARKS | frozenset(
    "và nhưng song còn vì bởi do thì mà theo từ hồi trong khi như sau trước với nếu để tức bằng đạt cao sớm đồng chứ "
    "rồi vào tại ở cho hôm chiều sáng tháng ngày bị được là".split()
)
"""Words before which a commitment may end, beside those that may open the next."""


class CommitmentFinder:
    """Spans and types of commitments; `threshold` is the least probability of being one (chosen on `train`)."""

    def __init__(self, threshold: float = 0.4) -> None:
        self.threshold = threshold
        self.types = Classifier(penalty=3)
        self.ends = Classifier(penalty=1)
        self.openers: frozenset[str] = frozenset()

    def fit(self, train: Sequence[Document]) -> "CommitmentFinder":
        """Learn from annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        gold: list[tuple[Words, dict[int, tuple[int, str]], bool]] = []
        for document in train:
            for index, sentence in enumerate(document.sentences):
                words = read(document.surface(sentence))
                spans = {}
                for c in document.commitments:
                    if document.sentence_at(c.start) == index and c.start - sentence.start in words.starts:
                        first = words.starts.index(c.start - sentence.start)
                        spans[first] = (sum(start + sentence.start < c.end for start in words.starts), c.label)
                gold.append((words, spans, sentence.headline))
        self.openers = frozenset(words.words[first] for words, spans, _ in gold for first in spans)
        rows, labels, end_rows, end_labels = [], [], [], []
        for words, spans, headline in gold:
            candidates = self.candidates(words)
            rows += opening_features(words, candidates, headline)
            labels += [spans[at][1] if at in spans else "" for at in candidates]
            for first, (last, label) in spans.items():
                ends = [end for end in possible_ends(words, first) if end <= last]
                end_rows += end_features(words, first, ends, label)
                end_labels += ["end" if end == last else "on" for end in ends]
        self.types.fit(rows, labels)
        self.ends.fit(end_rows, end_labels)
        return self

    def candidates(self, words: Words) -> list[int]:
        """The syllables at which a commitment may begin."""
        return [
            at
            for at, cue in enumerate(words.cues)
            if cue in OPENERS or (cue != "_" and words.words[at] in self.openers)
        ]

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """The documents with their commitments, still without arguments and all `vague`."""
        places = [(number, sentence) for number, document in enumerate(documents) for sentence in document.sentences]
        sentences = [read(documents[number].surface(sentence)) for number, sentence in places]
        candidates = [self.candidates(words) for words in sentences]
        rows = [
            row
            for words, some, (_, sentence) in zip(sentences, candidates, places, strict=True)
            for row in opening_features(words, some, sentence.headline)
        ]
        probabilities = self.types.probabilities(rows)
        chosen: list[tuple[int, int, str, list[int]]] = []
        done = 0
        for place, (words, some) in enumerate(zip(sentences, candidates, strict=True)):
            openings = self.choose(words, some, probabilities[done : done + len(some)])
            done += len(some)
            following = [first for first, _ in openings[1:]] + [len(words)]
            for (first, label), limit in zip(openings, following, strict=False):
                chosen.append((place, first, label, [end for end in possible_ends(words, first) if end <= limit]))
        found = self.bounded(sentences, chosen)
        result: list[list[Commitment]] = [[] for _ in documents]
        for (place, first, label, _), last in zip(chosen, found, strict=True):
            number, sentence = places[place]
            words = sentences[place]
            start, stop = words.starts[first] + sentence.start, words.stops[last - 1] + sentence.start
            result[number].append(Commitment(start, stop, label, "vague"))
        return [replace(document, commitments=tuple(own)) for document, own in zip(documents, result, strict=True)]

    def choose(self, words: Words, candidates: list[int], odds: NDArray[np.float64]) -> list[tuple[int, str]]:
        """The openings of a sentence with their types.

        Candidates of one verb group compete: the best stands for all, with the probability that one of them is right.
        """
        labels = self.types.labels
        acts = [sum(chance for chance, label in zip(row, labels, strict=True) if label) for row in odds.tolist()]
        taken: list[tuple[int, str]] = []
        free = dict(enumerate(candidates))
        for at in sorted(free, key=lambda one: (-acts[one], one)):
            if at not in free:
                continue
            group = [other for other, place in free.items() if same_group(words, candidates[at], place)]
            for other in group:
                del free[other]
            if 1 - prod(1 - acts[other] for other in group) > self.threshold:
                mass = odds[group].sum(axis=0).tolist()
                taken.append(
                    (candidates[at], max(zip(mass, labels, strict=True), key=lambda it: bool(it[1]) * it[0])[1])
                )
        return sorted(taken)

    def bounded(self, sentences: Sequence[Words], chosen: Sequence[tuple[int, int, str, list[int]]]) -> list[int]:
        """Where each chosen commitment ends: the boundary that is most probably the first end."""
        rows = [
            row for place, first, label, ends in chosen for row in end_features(sentences[place], first, ends, label)
        ]
        stop = self.ends.chances(rows, "end")
        found, done = [], 0
        for place, first, _, ends in chosen:
            here = stop[done : done + len(ends)].copy()
            done += len(ends)
            here[-1:] = 1
            going = np.concatenate([[1.0], np.cumprod(1 - here[:-1])])
            last = ends[int((here * going).argmax())] if ends else first + 1
            words = sentences[place].words
            while last > first + 1 and (words[last - 1] in JOINS or words[last - 1] in MARKS - frozenset(")”")):
                last -= 1
            found.append(last)
        return found

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder."""
        self.types.save(folder, "commitment-types")
        self.ends.save(folder, "commitment-ends")
        (folder / "commitment-openers.json").write_text(
            json.dumps(sorted(self.openers), ensure_ascii=False), encoding="utf-8"
        )

    def restore(self, folder: Path) -> "CommitmentFinder":
        """Read what `save` wrote."""
        self.types.restore(folder, "commitment-types")
        self.ends.restore(folder, "commitment-ends")
        self.openers = frozenset(json.loads((folder / "commitment-openers.json").read_text(encoding="utf-8")))
        return self


def same_group(words: Words, one: int, other: int) -> bool:
    """Whether two candidates stand in one verb group: close, with no mark or conjunction between them."""
    first, last = min(one, other), max(one, other)
    return last - first <= 4 and not any(word in MARKS or word in JOINS for word in words.words[first:last])


def opening_features(words: Words, candidates: Sequence[int], headline: bool) -> list[list[str]]:
    """What the model sees of each candidate: words, cue classes, verb group, what comes before and after."""
    forms, kinds = words.words, words.kinds
    size = len(words)
    units, unit_of = units_of(words)
    padded = ["^", "^", "^", *forms, "$", "$", "$"]
    quoted, inside = [], False
    for form in forms:
        inside = form != "”" and (inside or form == "“")
        quoted.append(inside)
    last_figure = max((at for at, kind in enumerate(kinds) if kind == "0"), default=-1)
    rows = []
    for at in candidates:
        b3, b2, b1, w0, a1, a2, a3 = padded[at : at + 7]
        row = [f"word {w0}", f"+1 {a1}", f"+2 {a2}", f"+3 {a3}", f"-1 {b1}", f"-2 {b2}", f"-3 {b3}"]
        row += [f"pair {w0} {a1}", f"triple {w0} {a1} {a2}", f"pair before {b1} {w0}", f"before {b2} {b1}"]
        unit, kind = unit_of[at], kinds[at]
        after = [k for k, _ in units[unit + 1 : unit + 4]] + ["$"] * 3
        before = [k for k, _ in reversed(units[max(0, unit - 3) : unit])] + ["^"] * 3
        row += [f"kind {kind}", f"kind +1 {after[0]}", f"kinds {kind} {after[0]}"]
        row += [f"kinds {kind} {after[0]} {after[1]}"]
        row += [f"kind -1 {before[0]}", f"kinds before {before[0]} {kind}", f"kinds {before[1]} {before[0]} | {kind}"]
        row += [f"kinds {before[0]} | {kind} {after[0]}", f"kinds before {before[2]} {before[1]} {before[0]}"]
        top = words.head(at)
        head, verb = kinds[top], words.phrase(top)
        markers = " ".join(k for k, _ in units[unit : unit_of[top]])
        follows = [k for k, _ in units[unit_of[top] + 1 : unit_of[top] + 5]] or ["$"]
        row += [f"head {head}", f"markers {markers}", f"group {markers}|{head}", f"verb {verb}"]
        row += [f"group {markers}|{verb}", f"head then {head} {follows[0]}"]
        clause = words.clause(at)
        row += earlier_acts(words, [u for u in units[:unit] if u[0] in ACTS or u[0] == "FUTURE"], at, clause, head)
        seen = set(kinds[clause:at])
        row += [f"clause length {min(6, at - clause)}", f"name in clause {'A' in seen}"]
        row += [f"subject {s}{h}" for s in SUBJECTS if s in seen for h in ("", f" {head}")]
        if "A" in seen and "và" in forms[clause:at]:
            row += ["joined", f"joined {head}"]
        seen = {k for k, _ in units[:unit]}
        row += [f"earlier {s}{h}" for s in ("JOINT", "SAY", "JUDGE") if s in seen for h in ("", f" {head}")]
        if at > clause:
            row += [f"clause opens {forms[clause]}", f"clause opens {kinds[clause]}", f"clause {kinds[clause]} {head}"]
        row += [f"sentence opens {forms[0]}", f"sentence {kinds[0]} {head}"]
        row += [f"later {k}{h}" for k in sorted(set(follows)) for h in ("", f" {head}")]
        for holds, name in ((headline, "headline"), (quoted[at], "quoted"), (last_figure > at, "figure later")):
            if holds:
                row += [name, f"{name} {head}"]
        if forms[size - 1] == "?":
            row.append("question")
        if not at:
            row.append("first")
        rows.append(row)
    return rows


def units_of(words: Words) -> tuple[list[tuple[str, int]], list[int]]:
    """The sentence as cues and runs of other words, each with its first syllable, and the place of each syllable."""
    units: list[tuple[str, int]] = []
    unit_of = []
    for at, kind in enumerate(words.kinds):
        if kind != "_" and not (kind in "aA0" and units and units[-1][0] == kind):
            units.append((kind, at))
        unit_of.append(len(units) - 1)
    return units, unit_of


def earlier_acts(words: Words, acts: list[tuple[str, int]], at: int, clause: int, head: str) -> list[str]:
    """The acts before a candidate in its sentence, and what parts it from the last of them."""
    row = [f"acts before {min(3, len(acts))}"]
    if acts:
        kind, place = acts[-1]
        far = "near" if at - place < 4 else "middle" if at - place < 12 else "far"
        row += [f"last act {kind} {place >= clause} {far}", f"last act {kind} then {words.kinds[at]}"]
        between = words.words[place:at]
        row += [f"since {m}{h}" for m in (",", ";", "”", *JOINS, "mà", "thì") if m in between for h in ("", f" {head}")]
    return row


def possible_ends(words: Words, first: int) -> list[int]:
    """Where a commitment that begins at a syllable may end (half-open): before boundaries, or with the sentence."""
    return [
        end
        for end in range(first + 1, len(words) + 1)
        if end == len(words) or words.words[end] in BOUNDARIES or words.cues[end] in OPENERS
    ]


def end_features(words: Words, first: int, ends: Sequence[int], label: str) -> list[list[str]]:
    """What the model sees of each place where a commitment may end: the words around it and the span so far."""
    padded = [*words.words, "$", "$", "$"]
    kinds = [*words.kinds, "$", "$", "$", "$"]
    rows = []
    for end in ends:
        next1, next2, next3 = padded[end : end + 3]
        before = words.words[end - 1]
        so_far = words.words[first:end]
        rest = len(words) - end
        row = [f"next {next1}", f"next {next1} {next2}", f"next {next1} {next2} {next3}", f"before {before}"]
        row += [
            f"around {before} {next1}",
            f"kinds {kinds[end]} {kinds[end + 1]}",
            f"kinds after {kinds[end + 1 : end + 4]}",
        ]
        row += [f"kind before {kinds[end - 1]} {next1}", f"kinds {kinds[end : end + 3]}"]
        row += [f"length {min(8, end - first)}", f"label {label}", f"label {label} {next1}", f"rest {min(5, rest)}"]
        row += [f"commas {min(3, so_far.count(','))}", f"tail {next1} {rest < 3}", f"shape {shape(before)}"]
        row += [f"in brackets {so_far.count('(') > so_far.count(')')}"]
        row += [f"opening {words.words[first]} {next1} {min(3, end - first)}"]
        if "“" in so_far and "”" not in so_far:
            row.append(f"open quotation {next1}")
        if "”" in words.words[end:]:
            row.append(f"quotation ends later {next1}")
        rows.append(row)
    return rows
