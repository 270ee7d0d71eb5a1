"""Rules: cue words give type and beginning, clause boundaries the end, places the arguments."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from camket.model import Document, Sentence
from camket.systems import bare
from rules import Rules, complete

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hai bên nhất trí mở rộng hợp tác.", [("AGREEMENT", "nhất trí mở rộng hợp tác")]),
        ("Hai bên sẽ phối hợp chặt chẽ.", [("AGREEMENT", "sẽ phối hợp chặt chẽ")]),
        ("Bộ trưởng cũng đề nghị Úc hỗ trợ.", [("REQUEST", "cũng đề nghị Úc hỗ trợ")]),
        ("Đại sứ mong muốn các bên sớm đàm phán.", [("REQUEST", "mong muốn các bên sớm đàm phán")]),
        ("Hãng mong muốn mở nhà máy.", [("INTENT", "mong muốn mở nhà máy")]),
        ("Quỹ đã giải ngân 2 triệu USD.", [("FULFILMENT", "đã giải ngân 2 triệu USD")]),
        ("Sở chưa đồng ý gia hạn.", [("REFUSAL", "chưa đồng ý gia hạn")]),
        ("Úc khẳng định sẽ hỗ trợ, điều rất quý.", [("PLEDGE", "khẳng định sẽ hỗ trợ")]),
        ("Úc cam kết góp vốn và đề nghị giảm thuế.", [("PLEDGE", "cam kết góp vốn"), ("REQUEST", "đề nghị giảm thuế")]),
        ("Kim ngạch dự kiến vượt 50 tỷ USD.", []),
        ("Theo đề nghị của tỉnh, đoàn ở lại.", []),
        ("Hãng sẽ đầu tư bao nhiêu?", []),
        ("Các bác sĩ ở ký túc xá.", []),
    ],
)
def test_cues_and_boundaries(make: Make, sentence: str, expected: list[tuple[str, str]]) -> None:
    """Each typical form, a new act after "và", and what is no commitment."""
    [found] = Rules().predict([bare(make("composed-908", sentence))])
    assert [(c.label, found.surface(c)) for c in found.commitments] == expected


def test_a_headline_tells_a_pledge_in_the_present() -> None:
    """The same words in body text are none."""
    text = "Nhật Bản hỗ trợ 5 tỷ yên."
    for headline, number in ((True, 1), (False, 0)):
        document = Document("d", text=text, sentences=(Sentence(0, len(text), 0, headline, ""),))
        [found] = Rules().predict([document])
        assert [c.label for c in found.commitments] == ["PLEDGE"] * number


@pytest.mark.parametrize(
    "sentence",
    [
        '<e type="GPE" id="e1">Nhật Bản</e> và <e type="GPE" id="e2">Úc</e> <c type="AGREEMENT" specificity="vague" '
        'actor="e1 e2">nhất trí hợp tác</c>.',
        '<e type="ROLE">Thứ trưởng</e> <e type="PER" id="e1">Lê Thu Hà</e> <c type="REQUEST" specificity="vague" '
        'actor="e1" recipient="e2">đề nghị <e type="GPE" id="e2">Úc</e> hỗ trợ</c>.',
        '<e type="ORG" id="e1">Quỹ Hạt Mầm</e> của <e type="GPE">Úc</e> <c type="PLEDGE" specificity="specific" '
        'actor="e1" recipient="e2" amount="n1">sẽ tặng <n type="MONEY" value="2000000" unit="USD" id="n1">2 triệu USD'
        '</n> (<n type="MONEY" value="50000000000" unit="VND">50 tỷ đồng</n>) cho <e type="ORG" id="e2">Trường Sao Mai'
        "</e></c>.",
    ],
)
def test_arguments_by_place(make: Make, sentence: str) -> None:
    """Joined actors; a title gives way to its name; what a preposition governs is no actor, a conversion no amount."""
    gold = make("composed-909", sentence)
    spans = tuple(replace(c, specificity="", arguments=()) for c in gold.commitments)
    assert complete(replace(gold, commitments=spans)) == gold


def test_an_actor_left_out_is_looked_for_in_the_sentence_before(make: Make) -> None:
    """Ellipsis."""
    gold = make(
        "composed-910",
        '<e type="ORG" id="e1">Tập đoàn Sao Mai</e> đã khảo sát xong.',
        '<c type="INTENT" specificity="vague" actor="e1">Dự kiến khởi công sớm</c>.',
    )
    spans = tuple(replace(c, specificity="", arguments=()) for c in gold.commitments)
    assert complete(replace(gold, commitments=spans)) == gold


def test_given_spans_are_typed_by_their_first_cue(make: Make) -> None:
    """A span without one is a pledge, the commonest type."""
    gold = make(
        "composed-911",
        '<e type="GPE" id="e1">Úc</e> <c type="REFUSAL" specificity="vague" actor="e1">từ chối hợp tác</c>.',
        '<e type="GPE" id="e2">Lào</e> <c type="PLEDGE" specificity="vague" actor="e2">đi sau</c>.',
    )
    spans = tuple(replace(c, label="", specificity="", arguments=()) for c in gold.commitments)
    assert Rules().link([replace(gold, commitments=spans)]) == [gold]
