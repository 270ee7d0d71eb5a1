"""Notebook 7: each solution passes its check, a blank is told so, and typical mistakes are named."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pandas")
from checks import annotation as check

from camket.contribute import new
from camket.contribute.adjudicate import adjudicate
from camket.corpus.agreement import agreement, disagreements
from camket.model import Document, Entity
from camket.review.corpus import findings

Answers = Callable[[str, str], dict[str, Any]]
Spans = list[tuple[int, int, str]]

PRELUDE = ""
PIECES = [("câu", f"cụm {i}", "2.1") for i in range(8)]
FUNCTIONS = ["f1_between"]


def common(one: Spans, other: Spans) -> int:
    return len(set(one) & set(other))


WRONG: list[tuple[str, Any, str]] = [
    ("f1_between", lambda one, other: common(one, other) / len(one) if one else None, "This is a share of one pass"),
    (
        "f1_between",
        lambda one, other: common(one, other) / len({*one, *other}) if one else None,
        "This is Jaccard's index",
    ),
    (
        "f1_between",
        lambda one, other: 2 * sum(a == b for a, b in zip(one, other, strict=False)) / max(1, len(one) + len(other)),
        "Do not compare by place in the list",
    ),
    (
        "f1_between",
        lambda one, other: 2 * common([s[:2] for s in one], [s[:2] for s in other]) / (len(one) + len(other)),
        "compare all three parts of a span",
    ),
    ("f1_between", lambda one, other: 2 * common(one, other) / (len(one) + len(other)), "return `None`"),
    ("f1_between", lambda one, other: 2 * common(one, other) / max(1, len(one) + len(other)), "return `None`"),
    (
        "f1_between",
        lambda one, other: common(one, other) / (len(one) + len(other)) if one else None,
        "The 2 is missing",
    ),
]


@pytest.fixture(scope="module")
def solved(answers: Answers) -> dict[str, Any]:
    return answers("7-annotate", PRELUDE)


@pytest.fixture(scope="module")
def begun(root: Path) -> dict[str, str]:
    """What stands in the cells of the exercises that give a text to annotate or mend."""
    source = (root / "notebooks" / "source" / "7-annotate.py").read_text(encoding="utf-8")
    return dict(re.findall(r'^(\w+) = """((?:(?!""").)*)"""\n### BEGIN', source, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def draft() -> Document:
    """The article as a machine may have annotated it: one entity that is none, some left out."""
    gold = check.gold()
    text = gold.text or ""
    at = text.index("Yên")
    left_out = ("Đại sứ", "logistics", "Aino Rautasuo")
    kept = [e for e in gold.entities if gold.surface(e) not in left_out]
    metadata = {"reviewed": "no"}
    return Document(
        gold.id,
        gold.split,
        gold.date,
        text,
        gold.sentences,
        tuple(sorted([*kept, Entity(at, at + 3, "PER")])),
        metadata=metadata,
    )


def told(verdict: Any, said: str) -> None:
    assert verdict.state == "wrong"
    assert re.search(said, str(verdict)), str(verdict)
    assert len(verdict.lines) <= 3
    assert all(vietnamese and english and vietnamese != english for vietnamese, english in verdict.lines)


def test_gold_is_the_text_of_the_notebook(root: Path) -> None:
    source = (root / "notebooks" / "source" / "7-annotate.py").read_text(encoding="utf-8")
    text = re.search(r'TEXT = """(.*?)"""', source, re.DOTALL)
    assert text
    about = {"id": "tap-1", "split": "train", "date": "2026-06-18"}
    assert new.article(text[1], about).sentences == check.gold().sentences
    assert sorted(i for part in check.PARTS.values() for i in part) == list(range(1, len(check.GOLD)))


def test_labels(solved: dict[str, Any]) -> None:
    assert check.labels(solved["labels"], PIECES).passed
    assert check.labels([None if x == "–" else x.lower() for x in solved["labels"]], PIECES).passed
    assert check.labels([], PIECES).state == "blank"
    told(check.labels(["ROLE"], PIECES), "A list of 8 strings")


@pytest.mark.parametrize(
    ("place", "given", "said"),
    [
        (0, "PER", "“Thủ tướng” là ROLE, không phải PER"),
        (1, "GPE", "is a language"),
        (2, "ROLE", "is a common noun"),
        (3, "ORG", "is a set term"),
        (4, "GPE", "a continent is a part of the earth"),
        (5, "–", "level of relations is AGREEMENT"),
        (6, "DURATION", "can be found in the calendar"),
        (7, "QUANTITY", "only points back"),
    ],
)
def test_label_that_is_wrong_is_told_why(place: int, given: str, said: str) -> None:
    told(check.labels([*check.LABELS[:place], given, *check.LABELS[place + 1 :]], PIECES), said)


def test_mended(solved: dict[str, Any], begun: dict[str, str]) -> None:
    assert check.mended(solved["mended"]).passed
    assert check.mended(begun["mended"]).state == "blank"
    told(check.mended(...), "must be a string")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('value="12500000"', 'value="12.5"', "“12,5 triệu” is 12500000"),
        ('value="12500000"', 'value="12,5"', "Line 4: .*plain decimal with a point"),
        ('<n type="MONEY" value="12500000" unit="EUR">12,5 triệu euro</n>', "12,5 triệu euro", "took a span away"),
        ('date="2026-06-18"', 'date="2026-06-19"', "date is 18 June 2026, not 2026-06-19"),
        ('type="PER"', 'type="PERSON"', "the label set has no such label"),
        ('type="PER"', 'type="ROLE"', "“Aino Rautasuo” is PER, not ROLE"),
        ("Lào Cai</e> vào", "Lào Cai </e>vào", "the space at the edge"),
        ("quế</c>.", "quế.</c>", "punctuation at the end"),
        ("quế</c>.", "trà</c>.", "The text itself has changed"),
        (' id="e1"', "", "give the element that is meant this `id`"),
        ("Hà Nội</e>", "Hà Nội", "Mend this first"),
    ],
)
def test_fault_that_is_left_or_made_is_explained(solved: dict[str, Any], old: str, new: str, said: str) -> None:
    assert solved["mended"].count(old) == 1
    told(check.mended(solved["mended"].replace(old, new)), said)


def test_doubtful(draft: Document) -> None:
    missed = ["Đại sứ", "logistics", "Aino Rautasuo"]
    assert check.doubtful(["Yên"], missed, draft).passed
    assert check.doubtful(["Yên"], missed[1:], draft).passed  # one may escape
    assert check.doubtful([], [], draft).state == "blank"
    assert check.doubtful(..., ..., draft).state == "blank"
    told(check.doubtful("Yên", [], draft), "Two lists")


@pytest.mark.parametrize(
    ("wrong", "missed", "said"),
    [
        ([], ["Đại sứ", "logistics"], "Sentence 5 has another wrong entity, labelled PER"),
        (["Yên"], ["Đại sứ"], "`missed` lacks 2 more; read sentence"),
        (["Yên", "logistics"], ["Đại sứ"], "it belongs into `missed`"),
        (["Yên", "Hà Nội"], ["Đại sứ", "logistics"], "“Hà Nội” is no entity that is annotated wrongly"),
        (["Yên"], ["Hai bên", "Đại sứ", "logistics"], "a common noun is no entity"),
        (["Yên"], ["Nhà máy", "Đại sứ", "logistics"], "only as the first word"),
        (["Yên"], ["Lào Cai", "Đại sứ", "logistics"], "The machine has annotated “Lào Cai” already"),
        (["Yên"], ["Sa Pa", "Đại sứ", "logistics"], "copy it letter by letter"),
    ],
)
def test_doubt_that_is_wrong_is_told_why(wrong: list[str], missed: list[str], said: str, draft: Document) -> None:
    told(check.doubtful(wrong, missed, draft), said)


@pytest.mark.parametrize("name", list(check.PARTS))
def test_annotated(name: str, solved: dict[str, Any], begun: dict[str, str]) -> None:
    assert check.annotated(solved[name], name).passed
    assert check.annotated(begun[name], name).state == "blank"
    told(check.annotated(..., name), "must be a string")
    told(check.annotated("", name), "There are 0 sentences")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("people", '<e type="ROLE">Đại sứ</e>', '<e type="PER">Đại sứ</e>', "“Đại sứ” là ROLE, không phải PER"),
        ("people", '<e type="ORG">Bộ Công Thương</e>', "Bộ Công Thương", "ORG “Bộ Công Thương” is missing: the inst"),
        ("people", 'tỉnh <e type="GPE">Lào Cai</e>', '<e type="GPE">tỉnh Lào Cai</e>', "in lower case stays outside"),
        (
            "people",
            'Chiều <n type="DATE" value="2026-06-17">',
            '<n type="DATE" value="2026-06-17">Chiều ',
            "stays outs",
        ),
        ("people", 'value="2026-06-17"', 'value="2026-06-18"', "`value` is `2026-06-17`, not `2026-06-18`"),
        ("people", "nỗ lực", "cố gắng", "changes no letter"),
        ("people", "</e> tiếp", " tiếp</e>", "You take “Tạ Hạnh Ngân tiếp” .PER., gold takes"),
        ("people", '<e type="GPE">Hà Nội</e>', '<e type="GPE">Hà Nội', "broken XML"),
        (
            "people",
            '<s><e type="ROLE">Đại sứ</e> đánh giá cao nỗ lực',
            '<s><e type="ROLE" id="e9">Đại sứ</e> '
            '<c type="PLEDGE" specificity="vague" actor="e9">đánh giá cao nỗ lực</c>',
            "is praise: nobody can be reminded",
        ),
        ("people", "nỗ lực", '<e type="SECTOR">nỗ lực</e>', "an entity is a name, a title or a sector"),
        ("figures", 'value="45000"', 'value="45"', "the dot parts thousands: 45000"),
        ("figures", 'unit="EUR"', 'unit="VND"', "`unit` is `EUR`, not `VND`"),
        ("figures", 'value="2026-04"', 'value="2025-04"', "the last April before 18 June 2026"),
        (
            "figures",
            '<n type="QUANTITY" value="2" unit="hợp tác xã">hai hợp tác xã</n>',
            "hai hợp tác xã",
            "does count",
        ),
        ("figures", ' deadline="n5"', "", "`deadline` is missing: a date may be"),
        ("figures", ' amount="n6"', "", "`amount` is missing: how much"),
        ("figures", 'recipient="p4" amount="n6"', 'recipient="p4" amount="n6 n8"', "an `id` that no element has"),
        (
            "figures",
            'dự kiến tạo việc làm cho\n<n type="QUANTITY" value="600" unit="lao động">600 lao động</n>',
            '<c type="INTENT" specificity="vague" actor="e3">dự kiến tạo việc làm cho\n'
            '<n type="QUANTITY" value="600" unit="lao động">600 lao động</n></c>',
            "a forecast about a thing is no commitment",
        ),
        ("acts", 'amount="n1"', 'amount="n1 n2"', "a conversion in brackets is no further amount"),
        ("acts", 'type="REQUEST"', 'type="PLEDGE"', "is REQUEST, not PLEDGE: to ask another"),
        ("acts", 'type="INTENT" specificity="vague"', 'type="INTENT" specificity="specific"', "not `specific`"),
        ("acts", 'specificity="specific" actor="e1"', 'specificity="vague" actor="e1"', "a third party could check"),
        ("acts", 'recipient="e2" ', "", "`recipient` is missing"),
        ("acts", ' recipient="e2"', ' recipient="p2 e2"', "is no `recipient`: the recipient is who is asked"),
        ("acts", "</e></c>.</s>\n<s>Bà cho biết", "</c></e>.</s>\n<s>Bà cho biết", "broken XML"),
        ("acts", "2 năm tới</n></c>.", "2 năm tới</n>.</c>", "punctuation at the end"),
        ("acts", "tháng 10</n></c>", "tháng 10</n>", "broken XML"),
        ("acts", "đề nghị này</c> nhưng", "đề nghị này nhưng</c>", "ends with “nghị này”, not with “này nhưng”"),
        (
            "acts",
            "Bà cho biết <e",
            'Bà <c type="PLEDGE" specificity="vague" actor="e1">cho biết</c> <e',
            "only reports; a commitment begins",
        ),
        ("acts", ' id="p3"', "", "by which a commitment refers to it"),
        ("acts", 'id="e2"', 'id="e1"', "belongs to one element"),
        ("acts", 'unit="EUR"', 'unit="euro"', "the validator advises"),
        ("acts", ">từ chối", ' recipient="e2">từ chối', "is no `recipient`"),
    ],
)
def test_annotation_that_is_wrong_is_told_why(name: str, old: str, new: str, said: str, solved: dict[str, Any]) -> None:
    assert solved[name].count(old) == 1
    told(check.annotated(solved[name].replace(old, new), name), said)


def test_speaker_is_no_actor(solved: dict[str, Any]) -> None:
    """Who reports a pledge does not make it."""
    answer = solved["acts"].replace("<s>Bà cho biết", '<s><party id="p9">Bà</party> cho biết')
    told(check.annotated(answer.replace('actor="e1"', 'actor="p9"'), "acts"), "not who reports it")


def test_actor_is_outside_and_a_whole_phrase(solved: dict[str, Any]) -> None:
    party, begin = '<party id="p1">Hai bên</party> ', '<c type="AGREEMENT" specificity="vague"\nactor="p1">'
    answer = solved["acts"].replace(party + begin, begin + party)
    told(check.annotated(answer, "acts"), "begins with “nhất trí …”, not with “Hai bên …”: the actor stays outside")
    part = '<party id="p2">Phía <e type="GPE">Việt Nam</e></party>'
    answer = solved["acts"].replace(part, 'Phía <e type="GPE" id="p2">Việt Nam</e>')
    told(check.annotated(answer, "acts"), "the actor is the whole phrase “Phía Việt Nam”")


def test_missing_commitment_is_not_given_away(solved: dict[str, Any]) -> None:
    start, end = '<c type="REFUSAL" specificity="vague" actor="p3">', "lò chưng cất</c>"
    answer = solved["acts"].replace(start, "").replace(end, end.removesuffix("</c>"))
    verdict = check.annotated(answer, "acts")
    told(verdict, "REFUSAL “từ chối …” is missing: a new verb")
    assert "F1 = " in str(verdict)


def test_assembled_takes_what_is_valid(solved: dict[str, Any], begun: dict[str, str], draft: Document) -> None:
    gold = check.gold()
    done = {name: solved[name] for name in check.PARTS}
    mine = check.assembled(draft, **done)
    assert not disagreements(gold, mine)
    assert "reviewed" not in mine.metadata
    assert set(mine.parties) == set(gold.parties)
    untouched = check.assembled(draft, **{name: begun[name] for name in check.PARTS})
    assert untouched.entities == draft.entities
    broken = check.assembled(draft, people=solved["people"].replace("</n>", ""), figures=..., acts="<s>khác</s>")
    assert broken.entities == draft.entities
    assert check.assembled(draft, people=solved["people"]).commitments == draft.commitments


def test_decisions(solved: dict[str, Any]) -> None:
    one, other = check.passes()
    gold = check.gold()
    rows = disagreements(one, other)
    assert len(adjudicate(one, other).differences) == len(check.DECISIONS) == len(check.DECISION_NOTES)
    held = {*gold.entities, *gold.numbers, *gold.commitments}
    assert [1 if (a in held if a else b not in held) else 2 for _, _, a, b in rows] == list(check.DECISIONS)
    assert check.decisions(solved["decisions"]).passed
    assert check.decisions([]).state == "blank"
    assert agreement([gold], [other]).kappa["any"] != 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([1] * 7, "You trust the same pass everywhere"),
        ([1, 2, 1, 2, 1, 1, 2], "Difference 1: pass 2 is right: the countries in a title"),
        ([2, 2, 1, 1, 1, 1, 2], "a conversion in brackets is no further amount"),
        ([2, 2, 1, 2, 2, 1, 2], "its subject is a plant"),
        ([2, 2, 1, 2, 1, 1, 1], "is no promise yet: INTENT"),
        ([2, 2], "A list of 7 numbers"),
        ([2, 2, 1, 2, 1, 1, 3], "each 1 or 2"),
    ],
)
def test_decision_that_is_wrong_is_told_why(given: list[int], said: str) -> None:
    told(check.decisions(given), said)


def test_verdicts(solved: dict[str, Any]) -> None:
    found = findings([check.surveyed()], set())
    assert check.verdicts(solved["verdicts"], found).passed
    assert check.verdicts([], found).state == "blank"
    told(check.verdicts(["mend"] * 6, found), "is a set term without an ORG(.|\n)*is a language without a GPE")
    told(check.verdicts(["accept"] * 6, found), "converts a dollar(.|\n)*a growth of 25%")
    told(check.verdicts(["mend"], found), "A list of 6 strings")
    told(check.verdicts(["yes"] * 6, found), "A list of 6 strings")


def test_allowed(solved: dict[str, Any]) -> None:
    assert check.allowed(solved["answer"]).passed
    assert check.allowed("dea").passed
    assert check.allowed([]).state == "blank"
    told(check.allowed(["A", "B", "D", "E"]), "naming the source is no permission")
    told(check.allowed(["A", "C", "D", "E"]), "it is still their article")
    told(check.allowed(["A", "D"]), "E may: only lengths")
    told(check.allowed(["A", "D", "E", "F"]), "people in written texts are invented")
    told(check.allowed(["A", "D", "E", "G"]), "NC forbids")
    told(check.allowed(["X"]), "A list of letters")


def test_every_note_is_of_gold() -> None:
    gold = check.gold()
    assert set(check.NOTES) <= {gold.surface(span) for span in gold.spans()}
    given = gold.commitments[-1]  # stands in the cell already
    assert {gold.surface(commitment) for commitment in gold.commitments} - {gold.surface(given)} <= set(check.NOTES)
