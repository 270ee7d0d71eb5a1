"""The guidelines: every example is valid, both languages have the same, and together they show all there is."""

import re
from pathlib import Path

import pytest

from camket.corpus.load import find_root
from camket.corpus.validate import validate
from camket.formats import annotation_xml
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Document,
)

ROOT = find_root(Path(__file__).parent)
LANGUAGES = ("GUIDELINES.md", "GUIDELINES.vi.md")


def examples(name: str) -> list[str]:
    """The xml examples of a guidelines file, in order."""
    content = (ROOT / "annotations" / name).read_text(encoding="utf-8")
    return re.findall(r"^```xml\n(.*?)^```$", content, flags=re.MULTILINE | re.DOTALL)


def wrapped(example: str, number: int, folder: Path) -> Path:
    """A file with an example inside an article of the guidelines' date."""
    path = folder / f"example-{number}.xml"
    article = f'<article id="example-{number}" split="train" date="2026-03-12">\n<p>\n{example}</p>\n</article>\n'
    path.write_text(article, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """The examples of the English guidelines, read."""
    folder = tmp_path_factory.mktemp("examples")
    return [annotation_xml.read(wrapped(example, n, folder)) for n, example in enumerate(examples(LANGUAGES[0]), 1)]


@pytest.mark.parametrize(
    ("name", "number", "example"),
    [(name, number, example) for name in LANGUAGES for number, example in enumerate(examples(name), 1)],
    ids=lambda value: str(value) if not isinstance(value, str) or value in LANGUAGES else "",
)
def test_every_example_is_valid(name: str, number: int, example: str, tmp_path: Path) -> None:
    faults = validate([wrapped(example, number, tmp_path)], ROOT)
    assert [str(fault) for fault in faults] == [], f"{name}, example {number}:\n{example}"


def test_both_languages_have_the_same_examples() -> None:
    assert examples(LANGUAGES[0]) == examples(LANGUAGES[1])


def test_no_example_is_written_in_another_kind_of_block() -> None:
    for name in LANGUAGES:
        content = (ROOT / "annotations" / name).read_text(encoding="utf-8")
        assert len(re.findall(r"^\s*<s>", content, flags=re.MULTILINE)) == "".join(examples(name)).count("<s>")


def test_there_are_at_least_60_examples(documents: list[Document]) -> None:
    sentences = [sentence.sha256 for document in documents for sentence in document.sentences]
    assert len(set(sentences)) >= 60


def test_every_label_occurs_in_the_examples(documents: list[Document]) -> None:
    assert {entity.label for document in documents for entity in document.entities} == set(ENTITY_LABELS)
    assert {number.label for document in documents for number in document.numbers} == set(NUMBER_LABELS)
    assert {commitment.label for document in documents for commitment in document.commitments} == set(COMMITMENT_LABELS)


def test_every_modifier_specificity_and_argument_occurs_in_the_examples(documents: list[Document]) -> None:
    numbers = [number for document in documents for number in document.numbers]
    commitments = [commitment for document in documents for commitment in document.commitments]
    assert {number.modifier for number in numbers} == {"", *MODIFIERS}
    assert {commitment.specificity for commitment in commitments} == set(SPECIFICITIES)
    assert {argument.role for commitment in commitments for argument in commitment.arguments} == set(ARGUMENT_ROLES)
    assert any(document.parties for document in documents)


def test_every_attribute_occurs_in_the_examples() -> None:
    found = set(re.findall(r"<(e|n|party|c)( [^>]*)>", "".join(examples(LANGUAGES[0]))))
    used = {
        tag: {key for other, text in found if other == tag for key in re.findall(r"(\w+)=", text)} for tag, _ in found
    }
    assert used == {
        "e": set(annotation_xml.ATTRIBUTES["e"]),
        "n": set(annotation_xml.ATTRIBUTES["n"]),
        "party": set(annotation_xml.ATTRIBUTES["party"]),
        "c": set(annotation_xml.ATTRIBUTES["c"]) - {"id"},
    }


def test_the_hard_kinds_of_values_occur_in_the_examples(documents: list[Document]) -> None:
    """Ranges, fractions, points, intervals, clock times, composed durations and percentage points."""
    values = {(number.label, number.value, number.unit) for document in documents for number in document.numbers}
    for label, pattern in [
        ("MONEY", r"\d+\.\.\d+"),
        ("QUANTITY", r"\d+/\d+"),
        ("QUANTITY", r"0\.5"),
        ("DATE", r"\d{4}-\d\d/\d{4}-\d\d"),
        ("DATE", r"\d{4}-\d\d-\d\dT\d\d:\d\d"),
        ("DURATION", r"P\d+Y\d+M"),
        ("DURATION", r"P.+\.\.P.+"),
    ]:
        assert any(other == label and re.fullmatch(pattern, value) for other, value, _ in values), (label, pattern)
    assert any(unit == "pp" for _, _, unit in values)


def test_both_languages_have_the_same_numbered_sections() -> None:
    sections = [
        re.findall(r"^#+ (\d[\d.]*)", (ROOT / "annotations" / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name in LANGUAGES
    ]
    assert sections[0]
    assert sections[0] == sections[1]
