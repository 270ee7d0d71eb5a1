"""Linker: arguments by place and words, specificity by what is measured, types for spans without one."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import camket
from camket.model import Commitment, Document
from camket.scoring.metrics import METRICS
from linker import Linker

Make = Callable[..., Document]
BOTH = (
    '<party id="p1">Hai bên</party> <c type="AGREEMENT" specificity="vague" actor="p1">nhất trí tăng cường hợp tác '
    '<e type="SECTOR">hàng không</e></c>.'
)
ASKED = (
    '<e type="ROLE">Bộ trưởng</e> <e type="PER" id="e1">Lê Thu Hà</e> <c type="REQUEST" specificity="vague" actor="e1" '
    'recipient="e2">đề nghị <e type="GPE" id="e2">Nhật Bản</e> hỗ trợ đào tạo</c>.'
)
MEASURED = (
    '<e type="ORG" id="e3">Tập đoàn Hoshikawa</e> <c type="PLEDGE" specificity="specific" actor="e3" amount="n1" '
    'deadline="n2">cam kết tuyển <n type="QUANTITY" value="800" unit="lao động" id="n1">800 lao động</n> trước '
    '<n type="DATE" value="2027" mod="max" id="n2">năm 2027</n></c>.'
)
JOINED = (
    '<e type="GPE" id="e4">Nhật Bản</e> và <e type="GPE" id="e5">Việt Nam</e> <c type="AGREEMENT" specificity="vague" '
    'actor="e4 e5">nhất trí thúc đẩy hợp tác</c>.'
)


@cache
def train() -> list[Document]:
    """The articles of train, read once."""
    return list(camket.load("train"))


@pytest.fixture(scope="module")
def linker() -> Linker:
    """A linker that learnt from thirty articles."""
    return Linker().fit(train()[:30])


def given(document: Document) -> Document:
    """The document as `link` gets it: mentions and spans of commitments only."""
    spans = tuple(Commitment(c.start, c.end, "", "") for c in document.commitments)
    return replace(document, commitments=spans)


@pytest.mark.parametrize("sentence", [BOTH, ASKED, MEASURED, JOINED])
def test_plain_sentences_are_linked_as_the_guidelines_say(linker: Linker, make: Make, sentence: str) -> None:
    """Type, specificity and every argument: joint actors, title with name, recipient, amount, deadline."""
    document = make("composed-904", sentence)
    assert linker.link([given(document)]) == [document]


def test_most_arguments_of_articles_it_has_not_seen_are_right(linker: Linker) -> None:
    """Far above the nearest-mention rules, which get about half."""
    gold = train()[60:70]
    right = wanted = found = 0.0
    for one, other in zip(gold, linker.link([given(document) for document in gold]), strict=True):
        for counts in METRICS["arguments_given_span"](one, other).values():
            right, wanted, found = right + counts.correct, wanted + counts.gold, found + counts.predicted
    assert 2 * right / (wanted + found) > 0.75


def test_every_commitment_with_a_mention_has_an_actor(linker: Linker) -> None:
    """The most probable one where none is probable; spans and mentions stay as they were."""
    documents = [given(document) for document in train()[60:70]]
    for before, after in zip(documents, linker.link(documents), strict=True):
        assert replace(after, commitments=before.commitments) == before
        assert [(c.start, c.end) for c in after.commitments] == [(c.start, c.end) for c in before.commitments]
        assert all(any(a.role == "actor" for a in c.arguments) for c in after.commitments)
        assert all(c.label and c.specificity in ("specific", "vague") for c in after.commitments)


def test_complete_finds_parties_itself_and_keeps_types(linker: Linker, make: Make) -> None:
    """Only parties that fill a role are kept."""
    document = make("composed-905", BOTH, "Hai bên ra về.")
    label = replace(document.commitments[0], label="INTENT", specificity="", arguments=())
    [found] = linker.complete([replace(document, parties=(), commitments=(label,))])
    assert [found.surface(party) for party in found.parties] == ["Hai bên"]
    assert [(c.label, [found.surface(a) for a in c.arguments]) for c in found.commitments] == [("INTENT", ["Hai bên"])]


def test_what_was_learnt_can_be_saved_and_restored(linker: Linker, tmp_path: Path) -> None:
    """A restored linker gives the same."""
    linker.save(tmp_path / "model")
    again = Linker().restore(tmp_path / "model")
    documents = [given(document) for document in train()[60:63]]
    assert again.link(documents) == linker.link(documents)
    bare_parties = [replace(document, parties=()) for document in train()[60:63]]
    assert again.complete(bare_parties) == linker.complete(bare_parties)


def test_nothing_to_link(linker: Linker, make: Make) -> None:
    """Documents without commitments, or without mentions, are no fault."""
    quiet = make("composed-906", "Đoàn đã về nước.")
    alone = make("composed-907", "Dự kiến khởi công sớm.")
    alone = replace(alone, commitments=(Commitment(0, 21, "INTENT", ""),))
    [first, second] = linker.complete([quiet, alone])
    assert first == quiet
    assert second.commitments[0].arguments == ()
    assert linker.link([]) == linker.complete([]) == []


def test_no_documents_to_learn_from() -> None:
    """Says so."""
    with pytest.raises(ValueError, match="no documents to learn from"):
        Linker().fit([])
