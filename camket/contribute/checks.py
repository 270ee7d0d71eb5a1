"""All checks of a pull request in one report, each finding with what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from camket.contribute import formatting, history
from camket.corpus.load import annotation_files, committed
from camket.corpus.validate import corpus_files, validate
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.model import LAYERS, PASSES, Document
from camket.review.corpus import review
from camket.review.findings import ACCEPTED, read_accepted
from camket.review.leakage import shared_runs
from camket.text import syllables

REUSED = 13
"""Words in a row that may not be a published article's; below, formulas of diplomacy repeat by themselves."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a check found: where, what is wrong, and what to do."""

    check: str
    place: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.check}: {self.place}: {self.problem}; {self.mend}"

    def as_data(self) -> dict[str, str]:
        """The finding as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Report:
    """The findings in the order of the checks, which checks ran, and what is no finding but good to know: what could
    not be checked and why, what waits for a maintainer."""

    findings: list[Finding] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(root: Path, base: str | None, release: bool = False, say: Callable[[str], object] = lambda _: None) -> Report:
    """Run every check; `base` is the git revision that the change starts from, `say` hears each step.

    Measured results fall behind with every new article and only who has the published articles can measure anew, so
    they are findings before a `release` and else a note.

    Raises ValueError for a revision that git does not know.
    """
    report = Report()

    def run(name: str, findings: Iterator[Finding]) -> None:
        say(name)
        report.findings += findings
        report.checked.append(name)

    run("annotations", annotations(root))
    faulty = bool(report.findings)
    run("form", form(root))
    run("passes", passes(root))
    if base is None:
        why = "no git branch main to compare with; name a revision with --base"
        report.notes.append(f"not checked: licences of new articles, {why}")
    else:
        run("licences", licences(root, base))
    if faulty:
        report.notes.append("not checked: review, reuse of text, built files; mend the faults of the annotations first")
        return report
    run("review", reviewed(root))
    hydrated = [annotation_xml.read(path) for path in sorted((root / "hydrated").glob("*.xml"))]
    if hydrated:
        run("reuse of text", reuse(root, hydrated))
    else:
        why = "no published article is hydrated; camket hydrate DIR if you have copies"
        report.notes.append(f"not checked: reuse of text, {why}")
    try:
        run("built files", built(root))
        if release:
            run("measurements", measured(root))
        elif behind := len(list(measured(root))):
            advice = "a maintainer measures anew before a release (camket check --release lists them)"
            report.notes.append(f"{behind} measured results are of older annotations or code; {advice}")
    except ModuleNotFoundError as error:
        report.notes.append(f"not checked: built files, {error.name} is not installed; pip install 'camket[data]'")
    return report


def annotations(root: Path) -> Iterator[Finding]:
    """Faults of the annotation files, unreviewed ones among them."""
    for fault in validate(corpus_files(root), root):
        place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part)
        yield Finding("annotations", place, fault.message, fault.mend)


def form(root: Path) -> Iterator[Finding]:
    """Files in another than the canonical form, and decisions that are left in them."""
    for path in corpus_files(root):
        name = path.relative_to(root).as_posix()
        try:
            same = formatting.canonical(path, name).encode() == path.read_bytes()
            left = formatting.read_extras(path, name).decisions
        except FaultsError:
            continue  # validate says why
        if not same:
            yield Finding("form", name, "not in canonical form", f"camket format {name}")
        for fault in left:
            yield Finding("form", f"{name}:{fault.line}", fault.message, fault.mend)


def passes(root: Path) -> Iterator[Finding]:
    """Gold without the passes that it needs: one in `train`, two in what systems are measured on."""
    for layer in LAYERS:
        made = {number: {path.stem for path in annotation_files(root, layer, number)} for number in PASSES}
        for path in annotation_files(root, layer):
            try:
                document = annotation_xml.read(path)
            except FaultsError:
                continue
            wanted = PASSES[:1] if document.split == "train" else PASSES
            for number in wanted:
                if document.id not in made[number]:
                    place = f"annotations/passes/{number}/{layer}"
                    mend = f"keep the pass as it was made in {place}/{path.name}"
                    if layer == "published":
                        mend = f"camket dehydrate FILE --out {place}, FILE being the pass as it was made"
                    yield Finding("passes", path.relative_to(root).as_posix(), f"pass {number} is missing", mend)


def licences(root: Path, base: str) -> Iterator[Finding]:
    """Articles that are new since a revision and do not say their licence, or where they were published."""
    new = set(history.changed(base, root, only_new=True))
    for layer, key in (("composed", "licence"), ("retold", "licence"), ("published", "source")):
        for path in annotation_files(root, layer):
            if path not in new:
                continue
            try:
                document = annotation_xml.read(path)
            except FaultsError:
                continue
            name = path.relative_to(root).as_posix()
            licence = document.metadata.get("licence", "own")
            if not document.metadata.get(key):
                advice = f"as one of {', '.join(annotation_xml.LICENCES)}" if key == "licence" else "its address"
                yield Finding("licences", name, f"no {key}", f'say {key}="…" in <article>, {advice}')
            elif licence != "own" and not document.metadata.get("source"):
                yield Finding("licences", name, f"{licence} without a source", 'say source="…": whose text it is')


def reviewed(root: Path) -> Iterator[Finding]:
    """Findings of camket review: leakage, names, contradictions, spelling, words annotated here and not there."""
    for found in review(root):
        mend = (
            f"{found.advice} ({ACCEPTED})"
            if "accept" in found.advice
            else f"{found.advice}, or accept it in {ACCEPTED}"
        )
        yield Finding("review", f"{found.article} [{found.sentence}]", f"{found.problem} ({found.what})", mend)


def reuse(root: Path, hydrated: list[Document]) -> Iterator[Finding]:
    """Runs of words of published articles in ours, unless annotations/accepted.tsv has them."""
    ours = [document for document in committed(root=root) if document.text is not None]
    accepted = read_accepted(root / ACCEPTED, str(ACCEPTED))
    among_us = set(shared_runs(ours))
    theirs = {document.id for document in hydrated}
    for found in shared_runs([*ours, *hydrated]):
        words = sum(found.what[start].isalnum() for start, _ in syllables(found.what))
        known = found in among_us or found.article in theirs or words < REUSED
        if known or any(row.covers(found) for row in accepted):
            continue
        place = f"{found.article} [{found.sentence}]"
        yield Finding("reuse of text", place, f"{found.problem} ({found.what})", "tell it in words of your own")


def built(root: Path) -> Iterator[Finding]:
    """Dataset, card, statistics and tables that do not follow the annotations."""
    from camket.corpus import dataset  # the extra `data`
    from camket.reports.documents import refresh_documents

    documents = committed(root=root)
    stale = [f"{name} is out of date: run camket build" for name in refresh_documents(documents, root, check=True)]
    yield from _told("built files", [*dataset.outdated(documents, root / "dataset"), *stale])


def measured(root: Path) -> Iterator[Finding]:
    """Results that were measured on other annotations or with other code."""
    from camket.reports.documents import outdated_measurements  # the extra `data`

    yield from _told("measurements", outdated_measurements(committed(root=root), root))


def _told(check: str, messages: Iterable[str]) -> Iterator[Finding]:
    """Findings of messages that begin with a path and end with what to do."""
    for said in messages:
        problem, _, mend = said.partition(": ")
        place, _, problem = problem.partition(" ")
        yield Finding(check, place, problem, mend)
