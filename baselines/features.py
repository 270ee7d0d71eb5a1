"""What the CRF of crf.py sees of the syllables of an article: strings, each a feature that is there.

The word lists are those of lexicon.txt. So that a model does not learn to trust what it will not see again, a syllable
of one training article alone has no form ("?"), a name of the training articles is looked up among those of the other
articles alone, and countries and places of the lists have one form for all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from camket.model import COMMITMENT_LABELS, Document
from camket.text import syllables

Words = Sequence[str]
Phrase = tuple[str, ...]
Row = list[str]
Found = list[tuple[int, int, tuple[str, ...]]]

LISTS = Path(__file__).parent / "lexicon.txt"
WORLD = ("country", "province", "town", "city", "region", "body", "treaty")
HEADS = ("organisation head", "event head", "project head", "agreement head", "role head", "nature head", "sector cue")
"""Lists of words that begin a name or announce one."""
ONE_FORM = {"country": "<country>", "province": "<place>", "town": "<place>", "city": "<place>"}
BARRIERS = frozenset(',;.:!?()“”"[]…')
"""Marks over which a head does not reach."""
PERSONAL = {"person cue", "family name", "after role head"}
"""Company that makes a name a person's."""
TONES = str.maketrans(
    "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
NATIVE = re.compile(
    "(?:ngh?|nh|gh?|gi|kh|ph|th|tr|ch|qu|[bcdđhklmnrstvx])?"
    "(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê"
    "|iêu|oai|oay|oeo|uây|uôi|uya|uyê|ươi|ươu|yêu|uyu)(?:ng|nh|ch|[cmnpt])?"
)
"""How a Vietnamese syllable is spelt, without its tone."""


class Phrases:
    """Phrases with what is known of each, found longest first."""

    def __init__(self, phrases: Mapping[Phrase, tuple[str, ...]]) -> None:
        self.phrases = phrases
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in phrases:
            lengths[phrase[0]].add(len(phrase))
        self.lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, words: Words) -> Found:
        """Begin, end and what is known of each phrase; none overlaps another."""
        found: Found = []
        reached = 0
        for i in [i for i, word in enumerate(words) if word in self.lengths]:
            if i < reached:
                continue
            for length in self.lengths[words[i]]:
                phrase = tuple(words[i : i + length])
                if phrase in self.phrases:
                    reached = i + len(phrase)
                    found.append((i, reached, self.phrases[phrase]))
                    break
        return found


class Lexicon:
    """The lists of lexicon.txt in small letters: phrases to find, and sets of single words."""

    def __init__(self, path: Path) -> None:
        lists: dict[str, set[Phrase]] = defaultdict(set)
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                name = line.strip("[]")
            elif not line.startswith("#"):
                lists[name] |= {split(item.casefold()) for item in line.split(";") if item.strip()}
        self.world = by_phrase({name: lists[name] for name in WORLD})
        self.heads = by_phrase({name: lists[name] for name in HEADS})
        self.sectors = by_phrase({"sector": lists["sector"]})
        self.acts = by_phrase({label: lists[label] for label in COMMITMENT_LABELS})
        words = ("family name", "foreign family name", "company word", "person cue", "place cue")
        self.words = {name: frozenset(phrase[0] for phrase in lists[name]) for name in words}


def split(text: str) -> Phrase:
    """The syllables of a text."""
    return tuple(text[start:end] for start, end in syllables(text))


def by_phrase(lists: Mapping[str, Iterable[Phrase]]) -> Phrases:
    """The phrases of lists, each with the names of those that have it."""
    found: dict[Phrase, list[str]] = defaultdict(list)
    for name, phrases in lists.items():
        for phrase in phrases:
            found[phrase].append(name)
    return Phrases({phrase: tuple(names) for phrase, names in found.items()})


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    return Lexicon(LISTS)


class Names:
    """The entities of articles: which label a form has, and in how many of the articles."""

    def __init__(self, articles: Sequence[Document] = ()) -> None:
        self.forms: dict[Phrase, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for document in articles:
            for entity in document.entities:
                self.forms[split(document.surface(entity))][entity.label].add(document.id)

    def phrases(self, without: str = "") -> dict[Phrase, tuple[str, ...]]:
        """Each form with its most frequent label, `+` where several articles have it; one article may be left out."""
        found: dict[Phrase, tuple[str, ...]] = {}
        for form, labels in self.forms.items():
            counts = Counter({label: len(ids - {without}) for label, ids in sorted(labels.items())})
            (label, number), total = counts.most_common(1)[0], counts.total()
            if number:
                found[form] = (f"{label}+" if total > 1 else label,)
        return found


@lru_cache(1 << 16)
def native(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable."""
    return NATIVE.fullmatch(word.casefold().translate(TONES)) is not None


@lru_cache(1 << 16)
def shape(word: str) -> str:
    """The kind of a syllable: figure, acronym (two capitals or more), capitalised, small, or the mark itself."""
    if word[0].isdigit():
        return "figure"
    if not word[0].isalpha():
        return word
    if not word[0].isupper():
        return "small"
    if len(word) > 1 and not word[1:].islower():
        return "ACRONYM"
    return "Capital" if native(word) else "Foreign"


class Seen:
    """A sentence with what its features and those of its article share: heads of names, runs of capitals."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.small = [word.casefold() for word in words]
        self.capital = [word[0].isupper() for word in words]
        self.heads = lexicon().heads.find(self.small)
        self.runs: list[tuple[int, int]] = []
        for i, capital in enumerate(self.capital):
            if capital and i and self.capital[i - 1]:
                self.runs[-1] = (self.runs[-1][0], i + 1)
            elif capital:
                self.runs.append((i, i + 1))


def company(article: Sequence[Seen]) -> dict[str, set[str]]:
    """In which company the names of an article stand: after ông, tỉnh or tập đoàn, in brackets, with a family name.

    A name is a run of capitalised syllables; of what makes it a person's its last syllable has its share.
    """
    lists = lexicon()
    found: dict[str, set[str]] = defaultdict(set)
    for seen in article:
        words, small = seen.words, seen.small
        ends = {end: labels for _, end, labels in seen.heads}
        for start, end in seen.runs:
            cues: set[str] = set()
            if start:
                before = small[start - 1]
                cues |= {name for name in ("person cue", "place cue") if before in lists.words[name]}
                if words[start - 1].islower() and before not in ("phủ", "quyền"):
                    cues |= {f"after {label}" for label in ends.get(start, ())}
                if before == "(" and end < len(words) and words[end] == ")":
                    cues.add("in brackets")
            if 2 <= end - start <= 4 and small[start] in lists.words["family name"]:
                cues.add("family name")
            if end < len(words) and words[end] in "(,-–":
                cues.add(f"before {words[end]}")
            found[" ".join(words[start:end])] |= cues
            if end - start > 1:
                found[words[end - 1]] |= {f"last {cue}" for cue in cues & PERSONAL}
    return found


class Sight:
    """The features of articles, given the forms of syllables and the names that are known."""

    def __init__(self, vocabulary: Iterable[str], names: Mapping[Phrase, tuple[str, ...]]) -> None:
        self.vocabulary = frozenset(vocabulary)
        self.names = Phrases(names)

    def article(self, article: Sequence[Words], hints: Sequence[Words] | None = None) -> Iterator[list[Row]]:
        """The rows of each sentence; `hints` are the tags that the number reader gives."""
        sentences = [Seen(words) for words in article]
        beside = company(sentences)
        smalls = {word for words in article for word in words if word.islower()}
        for i, seen in enumerate(sentences):
            yield self.sentence(seen, beside, smalls, hints[i] if hints else ())

    def sentence(self, seen: Seen, beside: Mapping[str, set[str]], smalls: set[str], hints: Words) -> list[Row]:
        """The rows of one sentence."""
        lists, words, small = lexicon(), seen.words, seen.small
        world = [found for found in lists.world.find(small) if any(seen.capital[found[0] : found[1]])]
        forms = [word if word in self.vocabulary else "?" for word in small]
        for start, end, labels in world:
            if labels[0] in ONE_FORM and (end - start > 1 or not native(words[start])):
                forms[start:end] = [ONE_FORM[labels[0]]] * (end - start)
        rows = windows(words, forms)
        mark(rows, "world", world)
        mark(rows, "head", seen.heads)
        mark(rows, "sector", lists.sectors.find(small))
        mark(rows, "name", self.names.find(words))
        acts = lists.acts.find(small)
        mark(rows, "act", acts)
        mark_heads(rows, seen)
        mark_acts(rows, acts)
        mark_runs(rows, seen, forms, beside, smalls)
        for i, hint in enumerate(hints):
            if hint != "O":
                rows[i].append(f"number {hint}")
                if i:
                    rows[i - 1].append(f"number next {hint}")
                if i + 1 < len(rows):
                    rows[i + 1].append(f"number last {hint}")
        return rows


def windows(words: Words, forms: Words) -> list[Row]:
    """Forms and kinds of each syllable and its neighbours, alone and in pairs."""
    edge = look("", "|")
    looks = [edge, edge, *map(look, words, forms), edge, edge]
    kinds = ["|", *map(shape, words), "|"]
    padded = ["|", *forms, "|"]
    rows = []
    for i, kind in enumerate(kinds[1:-1]):
        before, form, after = padded[i : i + 3]
        rows.append(
            [
                *looks[i][0],
                *looks[i + 1][1],
                *looks[i + 2][2],
                *looks[i + 3][3],
                *looks[i + 4][4],
                f"{before} [{form}]",
                f"[{form}] {after}",
                f"{kinds[i]} [{kind}] {kinds[i + 2]}",
                f"{before} [{kind}]",
                f"[{kind}] {after}",
            ]
        )
    return rows


@lru_cache(1 << 16)
def look(word: str, form: str) -> tuple[Row, ...]:
    """What a syllable tells of itself and of its neighbours: to the one two places after it, …, the one two before."""
    if not word:
        return tuple([f"{step} edge"] for step in (-2, -1, 0, 1, 2))
    kind, folded, lists = shape(word), word.casefold(), lexicon()
    named = [name for name in ("family name", "foreign family name") if kind != "small" and folded in lists.words[name]]
    itself = [f"0={form}", f"0:{kind}", *named]
    if word[0].isupper():
        itself += [f"begins {folded[:2]}", f"ends {folded[-2:]}", f"ends {folded[-3:]}"]
        if folded in lists.words["company word"] or folded.endswith(("bank", "corp")):
            itself.append("company word")
    around = {step: [f"{step}={form}", f"{step}:{kind}"] for step in (-2, -1, 1, 2)}
    around[-1] += [f"last {name}" for name in named]
    around[1] += [f"next {name}" for name in named]
    return around[-2], around[-1], itself, around[1], around[2]


def place(i: int, start: int, end: int) -> str:
    """Where in a phrase a syllable is: only, first, last or inside."""
    return "1" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"


def mark(rows: list[Row], name: str, found: Found) -> None:
    """Add to each syllable the phrases that it is in, ends or begins beside."""
    for start, end, labels in found:
        for label in labels:
            for i in range(start, end):
                rows[i].append(f"{name} {label} {place(i, start, end)}")
            if start:
                rows[start - 1].append(f"{name} next {label}")
            if end < len(rows):
                rows[end].append(f"{name} last {label}")


def mark_heads(rows: list[Row], seen: Seen) -> None:
    """Add the last head to the left in the clause and how far it is, and how far a word that announces sectors."""
    starts = {start: (end, labels) for start, end, labels in seen.heads}
    until, announced = len(rows), -99
    row: list[str] = []
    far: list[str] = []
    for i, word in enumerate(seen.words):
        if word in BARRIERS:
            until = len(rows)
        if i >= until:
            rows[i].append(row[0])
            rows[i] += [f"{label} {min(i - until, 6)}" for label in far]
        if i in starts:
            until, labels = starts[i]
            written = "Head" if seen.capital[i] else "head"
            row = [f"left {written} {' '.join(seen.small[i:until])}"]
            far = [f"left {written} {label}" for label in labels]
            if "sector cue" in labels:
                announced = i + 1
        if i - announced < 25:
            rows[i].append(f"announced {min((i - announced) // 4, 3)}")


def mark_acts(rows: list[Row], acts: Found) -> None:
    """Add the last word to the left in the sentence that can carry a commitment, and how far it is."""
    for number, (at, _, labels) in enumerate(acts):
        until = acts[number + 1][0] if number + 1 < len(acts) else len(rows)
        for i in range(at, until):
            rows[i].append(f"act left {labels[0]} {min((i - at + 3) // 4, 4)}")


def mark_runs(rows: list[Row], seen: Seen, forms: Words, beside: Mapping[str, set[str]], smalls: set[str]) -> None:
    """Add to the syllables of a run of capitals its size, first form, neighbours and company in the article."""
    words = seen.words
    for start, end in seen.runs:
        before = forms[start - 1] if start else "|"
        after = forms[end] if end < len(words) else "|"
        cues = sorted(beside.get(" ".join(words[start:end]), ()))
        for i in range(start, end):
            at = place(i, start, end)
            rows[i] += (
                f"run {at} {min(end - start, 5)}",
                f"run of {forms[start]} {at}",
                f"{before} run {at}",
                f"run {at} {after}",
            )
            rows[i] += [f"company {cue} {at}" for cue in cues]
        if start == 0:
            rows[0].append("first small elsewhere" if words[0].casefold() in smalls else "first")
