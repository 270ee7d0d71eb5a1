"""Arguments, specificity and types of commitments by logistic regression over pairs of a commitment and a mention.

Who fills a role is decided as in semantic role labelling (Gildea and Jurafsky 2002, "Automatic Labeling of Semantic
Roles"): each person, organisation, place, title, project or party in the sentence of a commitment and the two before it
is classified as its actor, its recipient or neither, each number of its sentence and the one before as an amount or
deadline of it or not, by where it stands, the words around it and what lies between. Parties ("phía Nhật Bản"), where
they are not given, are found first (parties.py). Specificity is judged with classes of
equal weight: how common vague promises are differs between kinds of news and is not learnt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from camket.model import Argument, Commitment, Document, Number, Party
from classifier import Classifier
from commitments import opening_features
from cues import ACTS, LIGHT
from parties import PartyFinder
from scene import Mention, Scene, around, binned

ACTING = frozenset(["PER", "ORG", "GPE", "ROLE", "PROJECT", "LOC", "party"])
"""Kinds of mentions that may be an actor or recipient."""

TIMES = ("DATE", "DURATION")

BETWEEN = (", ; : “ ” ( ) của cho với tại ở do mà và rằng được bị thì nhưng song còn để nếu khi theo vì").split()
"""Words and marks that matter between a mention and a commitment."""

LEADS = "tức tương khoảng so hơn từ thay giá mỗi sau nếu khi để vì do trị".split()

WITHIN = ", ( nếu khi sau để với mà thay so theo vì trong cho từ trước vào".split()
"""Words that matter right before a number, and between the beginning of a commitment and a number in it."""

LINKS = frozenset(["", ",", "và", ", và", "-", "–", "cùng", "cùng với", "với", ", cùng"])
"""What stands between coordinated mentions."""

GROUPS = ("hai ", "ba ", "các ", "đôi ", "cả ")


class Act:
    """A commitment in its sentence: what the features of all its mentions and numbers share."""

    def __init__(self, scene: Scene, index: int, commitment: Commitment, label: str) -> None:
        self.scene, self.index, self.commitment, self.label = scene, index, commitment, label
        self.words = words = scene.words(index)
        self.first = min(scene.place(index, commitment.start), len(words) - 1)
        self.last = max(scene.place(index, commitment.end), self.first + 1)
        head = words.head(self.first)
        self.head, self.verb = words.cues[head], words.phrase(head)
        self.clause = words.clause(self.first)
        self.others = [other for other in scene.commitments[index] if other is not commitment]
        top = [m for m in scene.mentions[index] if not m.outer]
        self.before = subjects([m for m in top if m.end <= commitment.start])
        self.inside = [m for m in top if self.holds(m) and m.kind in ACTING]
        self.has_subject = "subject" if self.before else "no subject"
        self.chain = self.coordinated()

    def holds(self, span: Mention | Number) -> bool:
        """Whether a span lies in the commitment."""
        return self.commitment.start <= span.start and span.end <= self.commitment.end

    def position(self, span: Mention | Number) -> str:
        """Where a span of the same sentence stands."""
        if span.end <= self.commitment.start:
            return "before"
        if span.start >= self.commitment.end:
            return "after"
        return "in" if self.holds(span) else "over"

    def acts_between(self, span: Mention | Number) -> int:
        """How many other commitments lie between a span and this one."""
        return min(2, sum(span.end <= o.start and o.end <= self.commitment.start for o in self.others))

    def in_other(self, span: Mention | Number) -> bool:
        """Whether a span lies in another commitment."""
        return any(o.start <= span.start and span.end <= o.end for o in self.others)

    def coordinated(self) -> set[Mention]:
        """The nearest mention before the commitment and those that are joined to it by commas or "và"."""
        chain = set(self.before[-1:])
        titles = [m for m in self.scene.mentions[self.index] if m.kind == "ROLE"]
        for one, following in zip(self.before[-2::-1], self.before[:0:-1], strict=True):
            gap = self.scene.text[one.end : following.start]
            for title in titles:
                if one.end <= title.start and title.end <= following.start:
                    gap = gap.replace(self.scene.text[title.start : title.end], "")
            gap = gap.replace(" ông ", " ").replace(" bà ", " ")
            if gap.strip().casefold() not in LINKS:
                break
            chain.add(one)
        return chain


def subjects(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that may act, without titles right before a name."""
    followed = zip(mentions, [*mentions[1:], None], strict=False)
    return [
        mention
        for mention, after in followed
        if mention.kind in ACTING
        and not (mention.kind == "ROLE" and after and after.kind == "PER" and after.start - mention.end <= 1)
    ]


class Linker:
    """Fills in the arguments and the specificity of commitments, and the type of those that have none."""

    def __init__(self) -> None:
        self.parties = PartyFinder()
        self.participants = Classifier(penalty=2)
        self.numbers = Classifier(penalty=2)
        self.types = Classifier(penalty=2)
        self.specificity = Classifier(penalty=5, balanced=True)

    def fit(self, train: Sequence[Document]) -> "Linker":
        """Learn from annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        self.parties.fit(train)
        rows: dict[str, list[list[str]]] = {"who": [], "much": [], "type": [], "specific": []}
        labels: dict[str, list[str]] = {name: [] for name in rows}
        for scene in map(Scene, train):
            for act in acts_of(scene):
                gold = act.commitment
                who = {(a.start, a.end): a.role for a in gold.arguments if a.role in ("actor", "recipient")}
                much = {(a.start, a.end) for a in gold.arguments if a.role in ("amount", "deadline")}
                for mention, row in participant_features(act):
                    rows["who"].append(row)
                    labels["who"].append(who.get((mention.start, mention.end), ""))
                for number, row in number_features(act):
                    rows["much"].append(row)
                    labels["much"].append("yes" if (number.start, number.end) in much else "no")
                rows["type"].append(type_features(act))
                labels["type"].append(gold.label)
                rows["specific"].append(specificity_features(act, gold.arguments))
                labels["specific"].append(gold.specificity)
        for name, model in self.models().items():
            model.fit(rows[name], labels[name])
        return self

    def models(self) -> dict[str, Classifier]:
        """The classifiers of arguments, types and specificity, by name."""
        return {"who": self.participants, "much": self.numbers, "type": self.types, "specific": self.specificity}

    def complete(self, documents: Sequence[Document]) -> list[Document]:
        """Documents with found entities, numbers and commitments, with what fills roles; parties are found here."""
        return [replace(linked, parties=used_parties(linked)) for linked in self.link(self.parties.predict(documents))]

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Documents with mentions and spans of commitments, with label, specificity and arguments of each."""
        acts = [act for scene in map(Scene, documents) for act in acts_of(scene)]
        untyped = [act for act in acts if not act.label]
        for act, label in zip(untyped, self.types.best([type_features(act) for act in untyped]), strict=True):
            act.label = label
        arguments = self.arguments(acts)
        vague = self.specificity.best(
            [specificity_features(act, own) for act, own in zip(acts, arguments, strict=True)]
        )
        filled = {
            id(act.commitment): replace(act.commitment, label=act.label, specificity=word, arguments=tuple(sorted(own)))
            for act, own, word in zip(acts, arguments, vague, strict=True)
        }
        return [
            replace(document, commitments=tuple(filled[id(commitment)] for commitment in document.commitments))
            for document in documents
        ]

    def arguments(self, acts: Sequence[Act]) -> list[set[Argument]]:
        """The arguments of each commitment: all probable ones, and the most probable actor where none is."""
        found: list[set[Argument]] = [set() for _ in acts]
        likeliest: list[tuple[float, Argument | None]] = [(0.0, None)] * len(acts)
        pairs = [(at, mention, row) for at, act in enumerate(acts) for mention, row in participant_features(act)]
        odds = self.participants.probabilities([row for _, _, row in pairs])
        columns = {role: self.participants.labels.index(role) for role in self.participants.labels}
        for (at, mention, _), chance in zip(pairs, odds, strict=True):
            actor = float(chance[columns["actor"]]) if "actor" in columns else 0.0
            recipient = float(chance[columns["recipient"]]) if "recipient" in columns else 0.0
            if actor > likeliest[at][0]:
                likeliest[at] = actor, Argument("actor", mention.start, mention.end)
            if max(actor, recipient) > 0.4:
                found[at].add(Argument("actor" if actor >= recipient else "recipient", mention.start, mention.end))
        for own, (_, actor_found) in zip(found, likeliest, strict=True):
            if actor_found and not any(argument.role == "actor" for argument in own):
                own.discard(replace(actor_found, role="recipient"))
                own.add(actor_found)
        measures = [(at, number, row) for at, act in enumerate(acts) for number, row in number_features(act)]
        for (at, number, _), answer in zip(measures, self.numbers.best([row for _, _, row in measures]), strict=True):
            if answer == "yes":
                found[at].add(Argument("deadline" if number.label in TIMES else "amount", number.start, number.end))
        return found

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder."""
        self.parties.save(folder)
        for name, model in self.models().items():
            model.save(folder, f"linker-{name}")

    def restore(self, folder: Path) -> "Linker":
        """Read what `save` wrote."""
        self.parties.restore(folder)
        for name, model in self.models().items():
            model.restore(folder, f"linker-{name}")
        return self


def acts_of(scene: Scene) -> list[Act]:
    """The commitments of a document with what surrounds them."""
    return [Act(scene, i, own, own.label) for i, some in enumerate(scene.commitments) for own in some]


def used_parties(document: Document) -> tuple[Party, ...]:
    """The parties that fill a role."""
    used = {(a.start, a.end) for commitment in document.commitments for a in commitment.arguments}
    return tuple(party for party in document.parties if (party.start, party.end) in used)


def participant_features(act: Act) -> list[tuple[Mention, list[str]]]:
    """Each mention that may fill a role of a commitment, with what the model sees of the pair."""
    pairs = [(m, features_here(act, m)) for m in act.scene.mentions[act.index] if m.kind in ACTING]
    for back in (1, 2):
        if act.index >= back:
            earlier = [m for m in act.scene.mentions[act.index - back] if m.kind in ACTING and not m.outer]
            pairs += [(m, features_back(act, m, back, nth, len(earlier) - nth)) for nth, m in enumerate(earlier)]
    return pairs


def mention_features(act: Act, mention: Mention, index: int, position: str) -> list[str]:
    """What the mention is and the words right around it."""
    words, kind, text = act.scene.words(index), mention.kind, act.scene.text
    first, last = act.scene.place(index, mention.start), act.scene.place(index, mention.end)
    (b1, b2), (n1, n2) = around(words, first, last, 2)
    before_cue = words.cues[first - 1] if first else "^"
    after_cue = words.cues[last] if last < len(words) else "$"
    row = [position, f"{position} {kind}", f"{position} -1 {b1}", f"{position} -2 {b2} {b1}", f"{position} +1 {n1}"]
    row += [f"{position} +2 {n1} {n2}", f"{position} cue -1 {before_cue}", f"{position} cue +1 {after_cue}"]
    row += [f"{position} {kind} {act.label}", f"{position} {act.label} -1 {b1}"]
    if mention.outer:
        row += [f"in {mention.outer} {kind}", f"in {mention.outer} {position}"]
    if kind == "party":
        form = text[mention.start : mention.end].casefold()
        row += [f"party {form.split()[0]} {position}", f"party {form}", f"party {position} {act.label}"]
    return row


def features_here(act: Act, mention: Mention) -> list[str]:
    """The features of a mention in the sentence of the commitment."""
    words, label = act.words, act.label
    first, last = act.scene.place(act.index, mention.start), act.scene.place(act.index, mention.end)
    position = act.position(mention)
    row = mention_features(act, mention, act.index, position)
    before = words.words[first - 1] if first else "^"
    if position == "before":
        rank = len(act.before) - 1 - act.before.index(mention) if mention in act.before else -1
        near = min(rank, 2)
        gap = words.words[last : act.first]
        row += [f"rank {min(rank, 4)}", f"rank {min(rank, 4)} {mention.kind}", f"rank {min(rank, 4)} {label}"]
        row += [f"gap {binned(len(gap))}", f"gap {binned(len(gap))} rank {min(rank, 3)}"]
        if len(gap) <= 3:
            row.append(f"gap is {' '.join(gap)}")
        row += [f"between {word}{tail}" for word in BETWEEN if word in gap for tail in ("", f" {near}")]
        row += [f"between {cue}" for cue in sorted(set(words.cues[last : act.first]))]
        row += [f"acts between {act.acts_between(mention)}{tail}" for tail in ("", f" {near}")]
        if act.in_other(mention):
            row += ["in other act", f"in other act {label}", f"in other act {near}"]
        clause = "in clause" if last > act.clause else "out of clause"
        row += [clause, f"{clause} {near}", f"head {act.head} {near}", f"opening {words.words[act.first]} {near}"]
        if mention in act.chain:
            row += ["joined", f"joined {before}", f"joined {label}"]
        if act.before and mention is act.before[0]:
            row += ["first subject", f"first subject {mention.kind}"]
        if first <= 2:
            row.append("opens sentence")
    elif position == "in":
        rank = min(act.inside.index(mention) if mention in act.inside else -1, 3)
        lead = words.words[act.first : first]
        far = binned(len(lead))
        cue_before, cue_after = words.cues[first - 1], words.cues[last] if last < len(words) else "$"
        row += [f"inner rank {rank}", f"inner rank {rank} {label}", f"far {far}", f"far {far} {label}"]
        row += [f"far {far} {act.head}", f"lead of {act.verb} {before}", f"in {label} {act.head} {before}"]
        row += [f"inner {label} {min(rank, 2)} {before}", f"{act.has_subject} in", f"{act.has_subject} in {before}"]
        row += [f"in cue +1 {cue_after} {label}", f"in cue -1 {cue_before} {label}", f"in lead {lead[-1:] == ['và']}"]
        row += [f"in between {word}" for word in BETWEEN if word in lead]
        if len(lead) <= 4:
            row.append(f"lead is {' '.join(lead)}")
    elif position == "after":
        gap = words.words[act.last : first]
        row.append(f"gap after {binned(len(gap))}")
        if len(gap) <= 3:
            row.append(f"gap after is {' '.join(gap)}")
    return row


def features_back(act: Act, mention: Mention, back: int, nth: int, from_last: int) -> list[str]:
    """The features of a mention one or two sentences before the commitment."""
    position = f"back {back}"
    row = mention_features(act, mention, act.index - back, position)
    row += [act.has_subject, f"{position} {act.has_subject}", f"{position} opens {act.words.words[0]}"]
    row += [f"{position} nth {min(nth, 3)}", f"{position} last {min(from_last, 3)}"]
    if not act.before:
        row += [f"{position} alone nth {min(nth, 3)}", f"{position} alone {mention.kind}"]
        row.append(f"{position} alone opening {act.words.words[act.first]}")
        if act.first == 0:
            row.append(f"{position} opens nth {min(nth, 3)}")
    earlier = act.scene.commitments[act.index - back]
    if any(other.start >= mention.end for other in earlier):
        row += [f"{position} before act", f"{position} before act {act.has_subject}"]
    if any(other.start <= mention.start < other.end for other in earlier):
        row.append(f"{position} in act")
    return row


def number_features(act: Act) -> list[tuple[Number, list[str]]]:
    """Each number that may be an amount or deadline of a commitment, with what the model sees of the pair."""
    scene, index = act.scene, act.index
    pairs = [(n, number_row(act, n, index, act.position(n))) for n in scene.numbers[index] if n.label != "ORDINAL"]
    if index:
        earlier = [n for n in scene.numbers[index - 1] if n.label != "ORDINAL"]
        pairs += [(n, number_row(act, n, index - 1, "back")) for n in earlier]
    return pairs


def number_row(act: Act, number: Number, index: int, position: str) -> list[str]:
    """The features of a number and a commitment."""
    words, label = act.scene.words(index), act.label
    first, last = act.scene.place(index, number.start), act.scene.place(index, number.end)
    (b1, b2, b3), (n1, n2, _) = around(words, first, last, 3)
    time = number.label in TIMES
    of = f"{position} {'time' if time else 'much'}"
    row = [of, f"{position} {number.label}", f"{of} -1 {b1}", f"{of} -2 {b2} {b1}", f"{of} -3 {b3} {b2} {b1}"]
    row += [f"{of} +1 {n1}", f"{of} +2 {n1} {n2}", f"{of} {label}", f"{of} head {act.head}", f"{of} verb {act.verb}"]
    row += [f"{number.label} -1 {b1}", f"unit {number.unit}", f"{of} first {words.words[min(first, len(words) - 1)]}"]
    row += [f"{number.label} {label} {position}", f"{of} last {words.words[last - 1]}", f"{of} {number.modifier}"]
    row += [f"near {word} {of}" for word in LEADS if word in (b1, b2, b3)]
    if "(" in (b1, b2, b3) and ")" not in (b1, b2):
        row.append(f"in brackets {number.label}")
    inside = [n for n in act.scene.numbers[act.index] if act.holds(n)]
    if position == "in":
        same = [n for n in inside if (n.label in TIMES) == time]
        row += [f"nth {min(3, same.index(number))} {of}", f"of {min(3, len(same))} {of}"]
        row.append(f"nth {min(3, [n for n in inside if n.label == number.label].index(number))} {number.label}")
        lead = words.words[act.first : first]
        row += [f"after {word} {of}" for word in WITHIN if word in lead]
        row += [f"tail {min(3, act.last - last)} {of}", f"lead {binned(len(lead))} {of}"]
    elif position == "before":
        gap = words.words[last : act.first]
        row += [f"gap {binned(len(gap))} {of}", f"acts between {act.acts_between(number)} {of}"]
        row += [f"between {word} {of}" for word in BETWEEN if word in gap]
        row.append(f"act between {any(cue in ACTS for cue in words.cues[last : act.first])} {of}")
        if act.in_other(number):
            row.append(f"in other act {of}")
        if len(gap) < 4:
            row.append(f"gap is {' '.join(gap)}")
        if first <= 2:
            row += [f"opens sentence {of}", f"opens sentence {of} {words.words[first]}"]
    elif position == "after":
        gap = words.words[act.last : first]
        row.append(f"gap after {binned(len(gap))} {of}")
        if len(gap) < 4:
            row.append(f"gap after is {' '.join(gap)} {of}")
    if position in ("before", "after") and not inside:
        row.append(f"none inside {of}")
    return row


def type_features(act: Act) -> list[str]:
    """What the model of types sees of a span: its opening and context, as in finding it, and its words."""
    headline = act.scene.document.sentences[act.index].headline
    row = list(opening_features(act.words, [act.first], headline)[0])
    row += [f"holds {word}" for word in set(act.words.words[act.first : act.last])]
    row += [f"holds class {cue}" for cue in set(act.words.cues[act.first : act.last])]
    form = act.scene.text[act.before[-1].start : act.before[-1].end].casefold() if act.before else ""
    several = len(act.chain) > 1 or form.startswith(GROUPS)
    return [*row, f"length {min(6, act.last - act.first)}", f"joint {several}", f"joint {several} {act.head}"]


def specificity_features(act: Act, arguments: Iterable[Argument]) -> list[str]:
    """What the model of specificity sees: what was measured, verbs by class, words, names and numbers inside."""
    words = act.words
    roles = sorted({a.role for a in arguments if a.role in ("amount", "deadline")})
    measured = f"measured {bool(roles)}"
    row = [measured, f"{measured} {act.label}", f"label {act.label}", *(f"has {role}" for role in roles)]
    inner = words.words[act.first : act.last]
    cues = [cue for cue in words.cues[act.first : act.last] if cue not in ("", "_")]
    verbs = [cue for cue in cues if cue not in LIGHT]
    deeds = [cue for cue in verbs if cue in ("SOFT", "DEED", "FINISH")] or [""]
    row += [f"word {word}" for word in inner] + [f"pair {one} {two}" for one, two in pairwise(inner)]
    row += [f"class {cue}" for cue in cues] + [f"verbs {' '.join(verbs[:length])}" for length in (1, 2, 3)]
    row += [f"{measured} verbs {' '.join(verbs[:2])}", f"{measured} deed {deeds[0]}"]
    row += [f"length {min(5, len(inner) // 4)}"]
    kinds = sorted({mention.kind for mention in act.scene.mentions[act.index] if act.holds(mention)})
    row += [f"holds {kind}{tail}" for kind in kinds for tail in ("", f" {measured}")]
    row += [f"holds {number.label}" for number in act.scene.numbers[act.index] if act.holds(number)]
    if any(form[0].isupper() for form in words.forms[act.first + 1 : act.last]):
        row.append("holds a name")
    return row
