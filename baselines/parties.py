"""Parties ("phía Nhật Bản", "hai bên") by classifiers of where one begins and ends, as the linker needs them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from camket.model import Document, Party
from classifier import Classifier
from cues import CLAUSE_MARKS, OPENERS, Words, shape
from scene import Scene, around, binned


class PartyFinder:
    """Common nouns and pronouns that may fill a role, in sentences that hold a commitment."""

    def __init__(self) -> None:
        self.openings = Classifier(penalty=2)
        self.ends = Classifier(penalty=2)
        self.openers: frozenset[str] = frozenset()

    def fit(self, train: Sequence[Document]) -> "PartyFinder":
        """Learn from annotated documents."""
        scenes = [Scene(document) for document in train]
        gold: list[tuple[Scene, int, dict[int, int]]] = []
        for scene in scenes:
            for index, commitments in enumerate(scene.commitments):
                parties = [m for m in scene.mentions[index] if m.kind == "party"] if commitments else []
                spans = {scene.place(index, p.start): scene.place(index, p.end) for p in parties}
                if commitments:
                    gold.append((scene, index, spans))
        self.openers = frozenset(scene.words(index).words[at] for scene, index, spans in gold for at in spans)
        rows, labels, end_rows, end_labels = [], [], [], []
        for scene, index, spans in gold:
            marks = entity_marks(scene, index)
            candidates = self.candidates(scene, index, marks)
            rows += [party_features(scene, index, at, marks) for at in candidates]
            labels += ["party" if at in spans else "" for at in candidates]
            for first, last in spans.items():
                ends = [end for end in party_ends(scene.words(index), first, marks) if end <= last]
                end_rows += [party_end_features(scene, index, first, end, marks) for end in ends]
                end_labels += ["end" if end == last else "on" for end in ends]
        self.openings.fit(rows, labels)
        self.ends.fit(end_rows, end_labels)
        return self

    def candidates(self, scene: Scene, index: int, marks: Sequence[str]) -> list[int]:
        """The syllables where a party may begin: words that began one in `train`, not inside a name."""
        words = scene.words(index).words
        return [at for at, word in enumerate(words) if word in self.openers and not marks[at].startswith("I")]

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """The documents with parties."""
        scenes = [Scene(replace(document, parties=())) for document in documents]
        places = [(s, i) for s, scene in enumerate(scenes) for i, own in enumerate(scene.commitments) if own]
        openings = []
        for number, index in places:
            marks = entity_marks(scenes[number], index)
            openings += [(number, index, at, marks) for at in self.candidates(scenes[number], index, marks)]
        found = self.openings.best([party_features(scenes[n], i, at, marks) for n, i, at, marks in openings])
        kept = [opening for opening, label in zip(openings, found, strict=True) if label]
        ends = [party_ends(scenes[n].words(i), at, marks) for n, i, at, marks in kept]
        rows = [
            party_end_features(scenes[n], i, at, end, marks)
            for (n, i, at, marks), some in zip(kept, ends, strict=True)
            for end in some
        ]
        stop = self.ends.chances(rows, "end")
        parties: list[set[Party]] = [set() for _ in documents]
        done = 0
        for (number, index, at, _), some in zip(kept, ends, strict=True):
            here = stop[done : done + len(some)].copy()
            done += len(some)
            here[-1] = 1
            end = some[int((here * np.concatenate([[1.0], np.cumprod(1 - here[:-1])])).argmax())]
            words, offset = scenes[number].words(index), documents[number].sentences[index].start
            span = Party(words.starts[at] + offset, words.stops[end - 1] + offset)
            if not any((e.start, e.end) == (span.start, span.end) for e in documents[number].entities):
                parties[number].add(span)
        return [replace(document, parties=tuple(sorted(own))) for document, own in zip(documents, parties, strict=True)]

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder."""
        self.openings.save(folder, "parties")
        self.ends.save(folder, "party-ends")
        openers = json.dumps(sorted(self.openers), ensure_ascii=False)
        (folder / "party-openers.json").write_text(openers, encoding="utf-8")

    def restore(self, folder: Path) -> "PartyFinder":
        """Read what `save` wrote."""
        self.openings.restore(folder, "parties")
        self.ends.restore(folder, "party-ends")
        self.openers = frozenset(json.loads((folder / "party-openers.json").read_text(encoding="utf-8")))
        return self


def entity_marks(scene: Scene, index: int) -> list[str]:
    """For each syllable of a sentence "B LABEL" or "I LABEL" of the outermost entity there, else ""."""
    marks = [""] * len(scene.words(index))
    for mention in scene.mentions[index]:
        if not mention.outer or mention.outer == "party":
            first, last = scene.place(index, mention.start), scene.place(index, mention.end)
            if mention.kind != "party":
                marks[first:last] = [f"B {mention.kind}"] + [f"I {mention.kind}"] * (last - first - 1)
    return marks


def party_features(scene: Scene, index: int, at: int, marks: Sequence[str]) -> list[str]:
    """What the model sees of a word that may begin a party: words and names around it, and the commitments nearby."""
    words = scene.words(index)
    (b1, b2, _), (n1, n2, n3) = around(words, at, at + 1, 3)
    word = words.words[at]
    row = [f"word {word}", f"-1 {b1}", f"-2 {b2} {b1}", f"+1 {n1}", f"+2 {n1} {n2}", f"pair {word} {n1}"]
    row += [f"triple {word} {n1} {n2}", f"then {n1} {n2} {n3}", f"pair before {b1} {word}"]
    row += [f"form {shape(words.forms[at])}", f"cue {words.kinds[at]}", f"mark {marks[at]}"]
    row += [f"cue -1 {words.kinds[at - 1] if at else '^'} {words.kinds[at]}"]
    following = marks[at + 1 : at + 4]
    row += [f"mark +{step} {mark}" for step, mark in enumerate(following, 1)]
    offset = scene.document.sentences[index].start + words.starts[at]
    for commitment in scene.commitments[index]:
        first = scene.place(index, commitment.start)
        if commitment.start <= offset < commitment.end:
            lead = words.words[first:at]
            far = binned(at - first)
            row += [
                "inside",
                f"inside far {far}",
                f"inside {commitment.label} {b1}",
                f"inside {commitment.label} {far}",
            ]
            row += [f"inside cue {words.kinds[words.head(first)]} {b1}", f"inside lead {' '.join(lead[-3:])}"]
        elif offset < commitment.start:
            gap = words.words[at + 1 : first]
            parted = any(w in CLAUSE_MARKS for w in gap)
            verbs = any(cue in OPENERS for cue in words.cues[at + 1 : first])
            named = any(mark.startswith("B") for mark in marks[at + 1 : first])
            row += [f"before far {binned(len(gap))}", f"before {parted} {verbs} {named}", f"before {parted} {word}"]
            row += [f"before {parted} {verbs} {b1}"]
            break
        else:
            row.append("after an act")
    return row


def party_ends(words: Words, first: int, marks: Sequence[str]) -> list[int]:
    """Where a party that begins at a syllable may end (half-open): not inside a name, at most 14 syllables on."""
    limit = min(len(words), first + 14)
    return [e for e in range(first + 1, limit + 1) if e == len(words) or not marks[e].startswith("I")] or [first + 1]


def party_end_features(scene: Scene, index: int, first: int, end: int, marks: Sequence[str]) -> list[str]:
    """What the model sees of a place where a party may end."""
    words = scene.words(index)
    (b1, b2), (n1, n2) = around(words, end, end, 2)
    mark_before, mark_after = marks[end - 1], marks[end] if end < len(words) else "$"
    kind, opening, length = words.kinds[end] if end < len(words) else "$", words.words[first], min(6, end - first)
    row = [f"next {n1}", f"next {n1} {n2}", f"last {b1}", f"last {b2} {b1}", f"around {b1} {n1}", f"kind {kind}"]
    row += [f"mark {mark_before} {mark_after}", f"mark after {mark_after}", f"length {length}"]
    row += [f"opening {opening} {length}", f"opening {opening} {n1}", f"kinds {words.kinds[end - 1]} {kind}"]
    row.append(f"so far {' '.join(words.words[first:end])}")
    offset = scene.document.sentences[index].start
    for commitment in scene.commitments[index]:
        if end < len(words) and commitment.start == words.starts[end] + offset:
            row.append("act begins")
        if words.stops[end - 1] + offset == commitment.end:
            row.append("act ends")
    return row
