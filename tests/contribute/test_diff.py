"""Differences in words: annotations apart from the text, and every change of a corpus file found again."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from camket.cli import app
from camket.contribute.diff import differences, markdown
from camket.corpus.load import committed, find_root
from camket.model import Document

DOCUMENTS = committed("test", find_root(Path(__file__).parent))
Make = Callable[..., Document]
PLEDGE = (
    '<e type="ORG" id="e1">Sở Y tế</e> và <e type="ORG" id="e2">Sở Tài chính</e> <c type="PLEDGE" specificity="vague" '
    'actor="e1" amount="n1">góp <n type="MONEY" value="3000000" unit="VND" id="n1">3 triệu đồng</n></c>.'
)


@pytest.mark.parametrize(
    ("old", "new", "kind", "before", "after"),
    [
        ('actor="e1"', 'actor="e2"', "argument", "actor “Sở Y tế”", "actor “Sở Tài chính”"),
        ('actor="e1"', 'actor="e1 e2"', "argument", "", "actor “Sở Tài chính”"),
        ("vague", "specific", "specificity", "vague", "specific"),
        ('"PLEDGE"', '"INTENT"', "label", "commitment PLEDGE", "commitment INTENT"),
        ('"3000000"', '"30000000"', "value", "3000000 VND", "30000000 VND"),
        ('unit="VND"', 'unit="VND" mod="min"', "value", "3000000 VND", "min 3000000 VND"),
        ('id="e1">Sở Y tế</e>', 'id="e1">Sở</e> Y tế', "moved", "“Sở Y tế”", "“Sở”"),
    ],
)
def test_one_change_is_told_as_one(make: Make, old: str, new: str, kind: str, before: str, after: str) -> None:
    changes = differences(make("a", "Trời mưa.", PLEDGE), make("a", "Trời mưa.", PLEDGE.replace(old, new)))
    told = [(change.sentence, change.kind, change.before, change.after) for change in changes]
    expected = [(2, kind, before, after)]
    if kind == "moved":  # the commitment's actor has moved along
        expected.append((2, "argument", "actor “Sở Y tế”", "actor “Sở”"))
    assert told == expected


def test_an_edit_of_the_text_is_no_change_of_the_annotations(make: Make) -> None:
    edited = PLEDGE.replace("Sở Tài chính", "Sở Tài chính Huế").replace("3 triệu", "5 triệu").replace("góp", "xin góp")
    changes = differences(make("a", PLEDGE, "Trời mưa."), make("a", "Hôm nay nắng đẹp.", edited, "Trời mưa."))
    assert [(change.sentence, change.kind) for change in changes] == [
        (1, "text"),
        (2, "text"),
        (2, "moved"),
        (2, "moved"),
    ]
    assert changes[0].after == "“Hôm nay nắng đẹp.”"
    assert [(c.before, c.after) for c in changes[2:]] == [
        ("“Sở Tài chính”", "“Sở Tài chính Huế”"),
        ("“góp 3 triệu đồng”", "“xin góp 5 triệu đồng”"),
    ]


def test_a_span_that_loses_a_word_of_the_text_is_the_same_and_one_that_loses_all_went(make: Make) -> None:
    changes = differences(
        make("a", 'Ở <e type="ORG">Sở Y tế Huế</e> có <e type="ORG">Sở Tài chính</e>.'),
        make("a", 'Ở <e type="ORG">Sở Y tế</e> có.'),
    )
    assert [(change.kind, change.what) for change in changes] == [("text", ""), ("went", "ORG “Sở Tài chính”")]


def test_sentences_and_metadata_that_went(make: Make) -> None:
    old = make("a", PLEDGE, '<e type="PER">Lê Thu Hà</e> đi vắng.')
    new = replace(make("a", PLEDGE), date="2026-03-13")
    told = [(change.sentence, change.kind, change.what or change.before) for change in differences(old, new)]
    assert told == [(0, "metadata", "date"), (2, "text", "“Lê Thu Hà đi vắng.”"), (2, "went", "PER “Lê Thu Hà”")]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.randoms(use_true_random=False))
def test_what_is_taken_out_went_and_what_is_put_back_came(document: Document, chance: object) -> None:
    """Of the corpus's own articles, mentions that fill no role: nothing else changed."""
    roles = {(a.start, a.end) for c in document.commitments for a in c.arguments}
    loose = [entity for entity in document.entities if (entity.start, entity.end) not in roles]
    taken = {entity for entity in loose if chance.random() < 0.2}  # type: ignore[attr-defined]
    less = replace(document, entities=tuple(entity for entity in document.entities if entity not in taken))
    expected = sorted(f"{entity.label} “{document.surface(entity)}”" for entity in taken)
    for pair, kind in (((document, less), "went"), ((less, document), "came")):
        changes = differences(*pair)
        assert {change.kind for change in changes} <= {kind}
        assert sorted(change.what for change in changes) == expected


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS))
def test_any_two_articles_can_be_compared_and_one_with_itself_has_no_difference(one: Document, other: Document) -> None:
    assert differences(one, one) == []
    changes = differences(one, replace(other, id=one.id))
    assert (changes == []) == (one == other)
    assert markdown("x", changes)


def test_markdown_is_safe_to_paste(make: Make) -> None:
    page = markdown("a", differences(make("a", "Số *một* &lt;b&gt;."), make("a", "Số *hai* &lt;b&gt;.")))
    assert page == "### a\n\n- sentence 1\n  - **text** “Số \\*một\\* \\<b\\>.” → “Số \\*hai\\* \\<b\\>.”\n"


def camket(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_verb_reads_files_and_revisions(small_root: Path, article: str) -> None:
    def git(*arguments: str) -> None:
        named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", small_root, *named, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    name = "annotations/composed/composed-901.xml"
    path = small_root / name
    path.write_text(article.replace('"SECTOR"', '"PROJECT"'), encoding="utf-8")
    fresh = path.with_name("composed-902.xml")
    fresh.write_text(article.replace("composed-901", "composed-902"), encoding="utf-8")
    status, output = camket("diff", "HEAD")
    assert status == 0
    assert "**label** “bán dẫn”: SECTOR → PROJECT" in output
    assert "### annotations/composed/composed-902.xml" in output
    assert output.count("**came**") == 10
    status, output = camket("diff", f"HEAD:{name}", path, "--json")
    assert [change["kind"] for change in json.loads(output)["composed-901"]] == ["label"]


def test_a_branch_is_compared_with_where_it_left_main(small_root: Path, article: str) -> None:
    """What came into main since is no change of the branch."""

    def git(*arguments: str) -> None:
        named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", small_root, *named, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    git("branch", "mine")
    theirs = small_root / "annotations" / "composed" / "composed-902.xml"
    theirs.write_text(article.replace("composed-901", "composed-902"), encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "two")
    git("switch", "mine")
    assert camket("diff", "main") == (0, "no annotation file differs\n")


@pytest.mark.parametrize("arguments", [("nix",), ("nix:a", "nix:b"), ("HEAD:annotations/composed/x.xml",)])
def test_what_is_no_version_is_refused(small_root: Path, arguments: tuple[str, ...]) -> None:
    assert camket("diff", *arguments)[0] == 2
