"""Checks of notebook 7: each reads the student's annotation, compares it with gold and says why gold is as it is."""

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from camket.contribute.wording import quoted
from camket.corpus.agreement import disagreements
from camket.faults import Fault, FaultsError
from camket.formats import annotation_xml
from camket.model import Argument, Commitment, Document, Number, Span
from checks.say import Raised, Text, Verdict, blank, cases, is_blank, listed, right, wrong

Function = Callable[..., Any]
Arguments = tuple[Any, ...]

HEAD = '<article id="tap-1" split="train" date="2026-06-18">'
GOLD = (
    'Quế <e type="GPE">Lào Cai</e> tìm đường sang <e type="GPE">Phần Lan</e>',
    'Chiều <n type="DATE" value="2026-06-17">17/6</n>, tại <e type="GPE">Hà Nội</e>, '
    '<e type="ROLE">Thứ trưởng <e type="ORG">Bộ Công Thương</e></e> <e type="PER">Tạ Hạnh Ngân</e> tiếp '
    '<e type="ROLE">Đại sứ <e type="GPE">Phần Lan</e> tại <e type="GPE">Việt Nam</e></e> '
    '<e type="PER">Aino Rautasuo</e>.',
    '<party id="p1">Hai bên</party> <c type="AGREEMENT" specificity="vague" actor="p1">nhất trí mở rộng hợp tác '
    '<e type="SECTOR">nông nghiệp</e>, <e type="SECTOR">năng lượng sinh khối</e> và '
    '<e type="SECTOR">logistics</e></c>.',
    '<e type="ROLE">Đại sứ</e> đánh giá cao nỗ lực của tỉnh <e type="GPE">Lào Cai</e>.',
    'Bà cho biết <e type="ORG" id="e1">Tập đoàn Lumikoski</e> <c type="PLEDGE" specificity="specific" actor="e1" '
    'amount="n1" deadline="n2">sẽ rót khoảng <n type="MONEY" value="12500000" unit="EUR" mod="approx" id="n1">12,5 '
    'triệu euro</n> (hơn <n type="MONEY" value="380000000000" unit="VND" mod="min">380 tỷ đồng</n>) vào '
    '<e type="PROJECT">Nhà máy tinh dầu quế Văn Yên</e> trong <n type="DATE" value="2026/2028" id="n2">2 năm '
    "tới</n></c>.",
    'Nhà máy dự kiến tạo việc làm cho <n type="QUANTITY" value="600" unit="lao động">600 lao động</n>.',
    '<party id="p2">Phía <e type="GPE">Việt Nam</e></party> <c type="REQUEST" specificity="specific" actor="p2" '
    'recipient="e2" amount="n3" deadline="n4">đề nghị <e type="GPE" id="e2">Phần Lan</e> cử <n type="QUANTITY" '
    'value="5" unit="chuyên gia" id="n3">5 chuyên gia</n> sang hướng dẫn nông dân trước <n type="DATE" '
    'value="2026-10" mod="max" id="n4">tháng 10</n></c>.',
    '<party id="p3">Bà</party> <c type="INTENT" specificity="vague" actor="p3">ghi nhận đề nghị này</c> nhưng '
    '<c type="REFUSAL" specificity="vague" actor="p3">từ chối chia sẻ thiết kế lò chưng cất</c>.',
    '<n type="DATE" value="2026-04" id="n5">Tháng 4 vừa qua</n>, <e type="ORG" id="e3">Quỹ Rừng Sương</e> '
    '<c type="FULFILMENT" specificity="specific" actor="e3" recipient="p4" amount="n6" deadline="n5">đã giải ngân '
    '<n type="MONEY" value="45000" unit="EUR" id="n6">45.000 euro</n> cho <party id="p4"><n type="QUANTITY" value="2" '
    'unit="hợp tác xã">hai hợp tác xã</n> ở <e type="GPE">Lào Cai</e></party></c>.',
)
"""The article of the notebook as it should be annotated, a sentence a line; the first is the headline."""
PARTS = {"people": (1, 3), "figures": (5, 8), "acts": (2, 4, 6, 7)}
"""Which sentences the student annotates in which exercise."""


def _read(xml: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.xml")
        path.write_text(xml, encoding="utf-8")
        return annotation_xml.read(path)


def _article(sentences: Sequence[str]) -> Document:
    body = "\n".join(f"<s>{sentence}</s>" for sentence in sentences)
    return _read(f"{HEAD}\n<p>\n{body}\n</p>\n</article>\n")


def _laid_out(sentences: Sequence[str]) -> Document:
    """The whole article: a headline and three paragraphs."""
    lines = [f"<s>{sentence}</s>" for sentence in sentences]
    blocks = [("h", lines[:1]), ("p", lines[1:3]), ("p", lines[3:6]), ("p", lines[6:])]
    body = "".join(f"<{tag}>\n" + "\n".join(block) + f"\n</{tag}>\n" for tag, block in blocks)
    return _read(f"{HEAD}\n{body}</article>\n")


def gold() -> Document:
    """The article with the annotations that the guidelines ask for."""
    return _laid_out(GOLD)


LABELS = ("ROLE", "–", "–", "–", "LOC", "AGREEMENT", "DATE", "–")
LABEL_NOTES: tuple[Text, ...] = (
    (
        "“Thủ tướng” là ROLE, không phải PER: PER chỉ là tên, còn chức danh đứng một mình vẫn là chức danh (mục 2.1).",
        "“Thủ tướng” is ROLE, not PER: PER is a name alone, and a title by itself is still a title (2.1).",
    ),
    (
        "“tiếng Nhật” là một ngôn ngữ; tên nước trong tên ngôn ngữ hay tiền tệ không được đánh dấu (mục 2.3).",
        "“tiếng Nhật” is a language; a country in the name of a language or currency is not annotated (2.3).",
    ),
    (
        "“Đại diện” là danh từ chung như “lãnh đạo”, “người đứng đầu”, không phải chức danh (mục 2.1).",
        "“Đại diện” is a common noun, as “lãnh đạo” or “người đứng đầu” are, and no title (2.1).",
    ),
    (
        "“trái phiếu Chính phủ” là một cụm cố định, không nói tới một chính phủ nào (mục 2.2).",
        "“trái phiếu Chính phủ” is a set term and speaks of no particular government (2.2).",
    ),
    (
        "châu lục là một phần của trái đất nên là LOC; GPE là nước, tỉnh, thành phố (mục 2.3).",
        "a continent is a part of the earth, so LOC; GPE is countries, provinces and cities (2.3).",
    ),
    (
        "một mức quan hệ có tên là AGREEMENT (mục 2.4).",
        "a named level of relations is AGREEMENT (2.4).",
    ),
    (
        "con số + đơn vị thời gian + “tới” chỉ một thời điểm trên lịch nên là DATE; thiếu “tới” mới là DURATION (3.7).",
        "numeral + unit of time + “tới” can be found in the calendar, so DATE; without “tới” it is DURATION (3.7).",
    ),
    (
        "“hai” trong “hai bên” chỉ trỏ lại những bên đã biết, không đếm gì (mục 3.1).",
        "the “hai” of “hai bên” only points back to known parties and counts nothing (3.1).",
    ),
)
NONE = ("", "-", "–", "—", "none", "không")


def labels(answer: Any, pieces: Sequence[tuple[str, ...]]) -> Verdict:
    """Exercise 1: a label, or none, for each of some borderline cases."""
    if is_blank(answer):
        return blank(
            f'`labels` còn rỗng: cần {len(pieces)} chuỗi, mỗi cụm một nhãn, ví dụ `"ROLE"`, hoặc `"–"`.',
            f'Nothing in `labels` yet: {len(pieces)} strings are needed, one a phrase, such as `"ROLE"`, or `"–"`.',
        )
    if not isinstance(answer, list | tuple) or len(answer) != len(pieces):
        return wrong(
            (
                f"Cần một danh sách {len(pieces)} chuỗi, theo đúng thứ tự của bảng.",
                f"A list of {len(pieces)} strings is needed, in the order of the table.",
            )
        )
    lines = []
    for i, (given, wanted) in enumerate(zip(answer, LABELS, strict=True)):
        said = str(given).strip() if given is not None else ""
        if said.lower() in NONE:
            said = "–"
        if said.upper() != wanted:
            here = f"{i + 1}. “{pieces[i][1]}”"
            vietnamese, english = LABEL_NOTES[i]
            lines.append((f"{here}: không phải `{said}`; {vietnamese}", f"{here}: not `{said}`; {english}"))
    if lines:
        return wrong(*lines)
    return right(
        "Bốn trong tám cụm không có nhãn nào: biết khi nào không gán cũng là gán nhãn.",
        "Four of the eight have no label: to know when not to annotate is part of annotating.",
    )


MENDED = (
    'Bà <e type="PER">Aino Rautasuo</e> đến <e type="GPE">Hà Nội</e>.',
    'Dự án cần <n type="MONEY" value="12500000" unit="EUR">12,5 triệu euro</n>.',
    'Đoàn thăm <e type="GPE">Lào Cai</e> vào <n type="DATE" value="2026-06-19">ngày 19/6</n>.',
    '<e type="ORG" id="e1">Lumikoski</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ mua quế</c>.',
)
FAULTS: tuple[tuple[str, Text], ...] = (
    (
        "malformed XML",
        (
            "XML hỏng: một thẻ mở mà không đóng, hoặc đóng sai thứ tự. Sửa chỗ này trước thì các lỗi khác mới hiện.",
            "broken XML: a tag is not closed, or closed in the wrong order. Mend this first, then other faults show.",
        ),
    ),
    (
        "the article's date",
        (
            "ngày của bài phải viết theo ISO 8601: năm-tháng-ngày.",
            "the article's date is written as ISO 8601 has it: year-month-day.",
        ),
    ),
    (
        "unknown label",
        (
            "nhãn này không có trong bộ nhãn; thông báo liệt kê các nhãn dùng được.",
            "the label set has no such label; the message lists those there are.",
        ),
    ),
    (
        "not a plain decimal",
        (
            "`value` là số thập phân trơn: dấu chấm là dấu thập phân, không có dấu chấm hàng nghìn; và nó là giá trị "
            "đầy đủ, kể cả “triệu”.",
            "`value` is a plain decimal with a point as decimal mark and no dots for thousands; and it is the whole "
            "value, a “triệu” (million) included.",
        ),
    ),
    (
        "white space at the edge",
        (
            "dấu cách ở mép khoảng phải nằm ngoài thẻ, sát chữ bên cạnh.",
            "the space at the edge belongs outside the tags.",
        ),
    ),
    (
        "punctuation at the edge",
        ("dấu câu ở cuối đứng ngoài khoảng.", "punctuation at the end stays outside the span."),
    ),
    (
        "refers to nothing",
        (
            "`<c>` nhắc tới một `id` mà không phần tử nào mang: hãy cho phần tử ấy `id` đó.",
            "the `<c>` names an `id` that no element has: give the element that is meant this `id`.",
        ),
    ),
    (
        "fills no role",
        (
            "`<party>` chỉ dùng khi một cam kết trỏ tới nó.",
            "a `<party>` is there only where a commitment refers to it.",
        ),
    ),
    (
        "has no actor",
        ("cam kết nào cũng cần chủ thể: `actor`.", "every commitment needs its `actor`."),
    ),
    (
        "has no value",
        ("con số nào cũng cần giá trị: `value`.", "every number needs its `value`."),
    ),
    (
        "covers the same characters",
        (
            "hai phần tử phủ đúng cùng những chữ ấy: thực thể tự nó làm chủ thể được, không cần `<party>`.",
            "two elements cover the same characters: an entity serves as actor by itself, with no `<party>`.",
        ),
    ),
    (
        "already",
        (
            "mỗi `id` chỉ thuộc về một phần tử trong cả ô: hãy chọn một `id` khác.",
            "an `id` belongs to one element of the whole cell: take another.",
        ),
    ),
    (
        "has no id",
        (
            "`<party>` cần một `id` để cam kết trỏ tới.",
            "a `<party>` needs an `id`, by which a commitment refers to it.",
        ),
    ),
    ("cuts a word", ("thẻ cắt đôi một từ: lấy cả từ.", "a tag cuts a word: take the whole word.")),
    ("of type", ("tham tố trỏ tới một con số khác loại.", "the argument refers to a number of another kind.")),
)


def _fault(fault: Fault, place: Text) -> Text:
    """A fault of the validator, explained in both languages; `place` says where."""
    said = f"`{fault.message}`"
    why = next((why for found, why in FAULTS if found in fault.message), None)
    vietnamese, english = why or (f"trình kiểm tra khuyên: {fault.mend}.", f"the validator advises: {fault.mend}.")
    return f"{place[0]}: {said}: {vietnamese}", f"{place[1]}: {said}: {english}"


def mended(answer: Any) -> Verdict:
    """Exercise 2: a file with faults, mended so that the validator is silent and the annotation is right."""
    if not isinstance(answer, str):
        return wrong(("`mended` phải là một chuỗi XML.", "`mended` must be a string of XML."))
    if 'type="PERSON"' in answer and 'value="12,5"' in answer and "18/6/2026" in answer:
        return blank(
            "Tệp còn nguyên các lỗi. Hãy sửa một lỗi trong bảng trên, rồi chạy lại ba ô.",
            "The file still has its faults. Mend one from the table above, then run the three cells again.",
        )
    try:
        document = _read(answer.strip())
    except FaultsError as error:
        return wrong(*(_fault(f, (f"Dòng {f.line}", f"Line {f.line}")) for f in error.faults))
    wanted = _article(MENDED)
    if changed := _other_text(document, wanted):
        return wrong(changed)
    if document.date != wanted.date:
        return wrong(
            (
                f"Trình kiểm tra im lặng, nhưng ngày của bài là 18/6/2026, không phải {document.date}.",
                f"The validator is silent, but the article's date is 18 June 2026, not {document.date}.",
            )
        )
    if any(n.value == "12.5" for n in document.numbers):
        return wrong(
            (
                "Trình kiểm tra im lặng với `12.5`, nhưng “12,5 triệu” là 12500000. Nó kiểm được cách viết, không "
                "kiểm được ý nghĩa.",
                "The validator is silent about `12.5`, but “12,5 triệu” is 12500000. It can check the form, not the "
                "meaning.",
            )
        )
    if len(list(document.spans())) < len(list(wanted.spans())):
        return wrong(
            (
                "Bạn đã bỏ một khoảng đi. Làm thế trình kiểm tra cũng im lặng, nhưng nhãn thì mất: hãy sửa, đừng xóa.",
                "You took a span away. That silences the validator too, but the annotation is lost: mend, do not "
                "delete.",
            )
        )
    if lines := _explained(wanted, document):
        return wrong(*lines)
    return right(
        "Sáu lỗi, và trình kiểm tra đã im lặng. Nó canh hình thức; ý nghĩa thì bạn phải canh.",
        "Six faults, and the validator is silent. It guards the form; the meaning is for you to guard.",
    )


def doubtful(wrong_ones: Any, missed: Any, draft: Document) -> Verdict:
    """Exercise 3: which entities of the pre-annotation are wrong, and which it did not find."""
    if is_blank(wrong_ones) and is_blank(missed):
        return blank(
            '`wrong` và `missed` còn rỗng: chép vào đó những chữ của thực thể, ví dụ `"Hà Nội"`.',
            'Nothing in `wrong` and `missed` yet: copy the words of entities there, such as `"Hà Nội"`.',
        )
    if not all(isinstance(one, list | tuple | set) for one in (wrong_ones, missed)):
        return wrong(("Cần hai danh sách các chuỗi.", "Two lists of strings are needed."))
    right_one = gold()
    extra = [e for e in draft.entities if e not in right_one.entities]
    absent = [e for e in right_one.entities if e not in draft.entities]
    bad = {draft.surface(e) for e in extra}
    lost = {right_one.surface(e) for e in absent}
    said, named = ({str(x).strip() for x in one} for one in (wrong_ones, missed))
    text = draft.text or ""
    lines: list[Text] = []
    for word in sorted(said - bad):
        lines.append(_not_wrong(word, named | lost, text))
    for word in sorted(named - lost):
        lines.append(_not_missed(word, draft))
    for entity in extra:
        if (word := draft.surface(entity)) not in said:
            i = draft.sentence_at(entity.start) or 0
            lines.append(
                (
                    f"Câu {i + 1} còn một thực thể gán sai, nhãn {entity.label}: có gì mang tên ấy thật không?",
                    f"Sentence {i + 1} has another wrong entity, labelled {entity.label}: is it the name of one?",
                )
            )
    rest = [e for e in absent if right_one.surface(e) not in named]
    if len(lost & named) < len(lost) - 1:
        i = right_one.sentence_at(rest[0].start) or 0
        lines.append(
            (
                f"`missed` còn thiếu {len(rest)} thực thể; hãy đọc lại câu {i + 1} như thể chưa ai gán gì.",
                f"`missed` lacks {len(rest)} more; read sentence {i + 1} again as if nobody had annotated it.",
            )
        )
    if lines:
        return wrong(*lines)
    return right(
        f"{len(bad)} chỗ sai nhìn thấy được, {len(lost)} chỗ thiếu không nhìn thấy: chỗ thiếu khó tìm hơn hẳn.",
        f"{len(bad)} faults that one sees, {len(lost)} omissions that one does not: what is missing is harder to find.",
    )


def _not_wrong(word: str, lost: Iterable[str], text: str) -> Text:
    if word not in text:
        return (
            f"Bài không có chuỗi “{word}”: chép đúng từng chữ.",
            f"The text has no “{word}”: copy it letter by letter.",
        )
    if word in lost:
        return f"“{word}” không bị gán sai mà bị bỏ sót: nó thuộc về `missed`.", (
            f"“{word}” is not annotated wrongly, it is left out: it belongs into `missed`."
        )
    return f"“{word}” không phải thực thể bị gán sai.", f"“{word}” is no entity that is annotated wrongly."


def _not_missed(word: str, draft: Document) -> Text:
    if word not in (draft.text or ""):
        return (
            f"Bài không có chuỗi “{word}”: chép đúng từng chữ.",
            f"The text has no “{word}”: copy it letter by letter.",
        )
    if any(draft.surface(e) == word for e in draft.entities):
        return f"Máy đã đánh dấu “{word}” rồi.", f"The machine has annotated “{word}” already."
    reason = _trap(word) or ("đó không phải trọn một thực thể theo hướng dẫn.", "it is no whole entity by the rules.")
    return f"“{word}” không thiếu: {reason[0]}", f"“{word}” is not missing: {reason[1]}"


NOTES: dict[str, Text] = {
    "17/6": (
        "“Chiều” là buổi trong ngày, đứng ngoài khoảng (mục 3.7).",
        "“Chiều” is a part of the day and stays outside (3.7).",
    ),
    "Thứ trưởng Bộ Công Thương": (
        "chức danh gồm cả cơ quan đi liền với nó (mục 2.1).",
        "a title has the institution that goes with it (2.1).",
    ),
    "Bộ Công Thương": (
        "cơ quan nằm trong chức danh là một ORG lồng bên trong (mục 2.1).",
        "the institution inside a title is an ORG nested in it (2.1).",
    ),
    "Đại sứ Phần Lan tại Việt Nam": (
        "nước nằm trong chức danh thuộc về ROLE và được lồng bên trong (mục 2.1).",
        "the countries in a title belong to the ROLE and are nested in it (2.1).",
    ),
    "Đại sứ": (
        "chức danh đứng một mình thay cho người giữ chức là ROLE, không phải PER (mục 2.1).",
        "a title alone that stands for its holder is ROLE, not PER (2.1).",
    ),
    "Tạ Hạnh Ngân": ("PER chỉ là tên, không kèm chức danh (mục 2.1).", "PER is the name without the title (2.1)."),
    "Aino Rautasuo": ("PER chỉ là tên, không kèm chức danh (mục 2.1).", "PER is the name without the title (2.1)."),
    "Lào Cai": ("“tỉnh” viết thường đứng ngoài tên (mục 2.3).", "“tỉnh” in lower case stays outside the name (2.3)."),
    "600 lao động": (
        "khoảng gồm số và danh từ được đếm; `unit` là danh từ ấy (mục 3.5).",
        "the span has the numeral and the counted noun, which is the `unit` (3.5).",
    ),
    "Tháng 4 vừa qua": (
        "“vừa qua” nằm trong khoảng và chỉ tháng 4 gần nhất trước ngày 18/6/2026 (mục 3.7).",
        "“vừa qua” is in the span and means the last April before 18 June 2026 (3.7).",
    ),
    "45.000 euro": (
        "dấu chấm tách hàng nghìn: 45000; `unit` của tiền là mã ISO, `EUR` (mục 3.2 và 3.4).",
        "the dot parts thousands: 45000; the `unit` of money is its ISO code, `EUR` (3.2 and 3.4).",
    ),
    "hai hợp tác xã": (
        "“hai” ở đây thật sự đếm, khác với “hai bên” (mục 3.1 và 3.5).",
        "here “hai” does count, unlike in “hai bên” (3.1 and 3.5).",
    ),
    "nhất trí mở rộng hợp tác nông nghiệp, năng lượng sinh khối và logistics": (
        "hai bên cùng ràng buộc nhau: AGREEMENT, một động từ thì một khoảng; “mở rộng” là động từ mềm nên vague "
        "(mục 4.1, 4.3 và 4.6).",
        "both sides bind each other: AGREEMENT, one verb one span; “mở rộng” (expand) is a soft verb, so vague "
        "(4.1, 4.3 and 4.6).",
    ),
    "sẽ rót khoảng 12,5 triệu euro (hơn 380 tỷ đồng) vào Nhà máy tinh dầu quế Văn Yên trong 2 năm tới": (
        "sau “cho biết” khoảng bắt đầu từ “sẽ”; chủ thể là tập đoàn, không phải người nói (mục 4.2 và 4.4).",
        "after “cho biết” (says) the span begins with “sẽ”; the actor is the company, not the speaker (4.2 and 4.4).",
    ),
    "đề nghị Phần Lan cử 5 chuyên gia sang hướng dẫn nông dân trước tháng 10": (
        "bảo bên khác làm là REQUEST; khoảng đi từ “đề nghị” tới hết thời hạn (mục 4.1 và 4.2).",
        "to ask another to act is REQUEST; the span goes from “đề nghị” to the end of the deadline (4.1 and 4.2).",
    ),
    "ghi nhận đề nghị này": (
        "“ghi nhận” một đề nghị là INTENT, và vì là động từ mềm nên vague (mục 4.5 và 4.6).",
        "to “ghi nhận” (note) a request is INTENT, and vague, as the verb is a soft one (4.5 and 4.6).",
    ),
    "từ chối chia sẻ thiết kế lò chưng cất": (
        "động từ mới thì cam kết mới: “từ chối” là REFUSAL (mục 4.3 và 4.5).",
        "a new verb is a new commitment: “từ chối” (refuse) is REFUSAL (4.3 and 4.5).",
    ),
}
"""Why gold has a span as it has it, by its words."""
TRAPS: tuple[tuple[str, Text], ...] = (
    (
        r"^(?:[Bb]à|ông)$",
        (
            "đại từ không phải tên: PER chỉ dành cho tên (mục 2.1).",
            "a pronoun is no name: PER is for names alone (2.1).",
        ),
    ),
    (r"^Bà ", ("“Bà” đứng ngoài tên (mục 2.1).", "“Bà” stays outside the name (2.1).")),
    (
        r"đánh giá cao",
        (
            "“đánh giá cao” là lời khen: sau này không nhắc được ai điều gì (mục 4).",
            "“đánh giá cao” is praise: nobody can be reminded of it later (4).",
        ),
    ),
    (
        r"^tiếp ",
        (
            "cuộc gặp chỉ được thuật lại thì không phải cam kết (mục 4).",
            "a meeting that is just reported is no commitment (4).",
        ),
    ),
    (
        r"^(?:Bà )?cho biết",
        (
            "“cho biết” chỉ thuật lại; cam kết bắt đầu từ động từ của hành vi, sau chủ thể (mục 4.2 và 4.4).",
            "“cho biết” (says) only reports; a commitment begins with the verb of the deed, after its actor (4.2).",
        ),
    ),
    (
        r"dự kiến tạo|tạo việc làm",
        (
            "chủ ngữ là một nhà máy, không phải một bên: dự báo về sự vật không phải cam kết (mục 4).",
            "its subject is a plant, not a party: a forecast about a thing is no commitment (4).",
        ),
    ),
    (
        r"^[Nn]hà máy$",
        (
            "“Nhà máy” ở đây viết hoa chỉ vì đứng đầu câu, không phải tên (mục 2 và 2.4).",
            "“Nhà máy” has its capital here only as the first word, it is no name (2 and 2.4).",
        ),
    ),
    (r"^[Hh]ai$", ("“hai” trong “hai bên” không đếm gì (mục 3.1).", "the “hai” of “hai bên” counts nothing (3.1).")),
    (
        r"^(?:[Hh]ai bên|Phía Việt Nam|nông dân|hai hợp tác xã ở Lào Cai)$",
        (
            "danh từ chung không phải thực thể; nếu nó giữ một vai trong cam kết thì dùng `<party>` (mục 4.7).",
            "a common noun is no entity; where it fills a role of a commitment it is a `<party>` (4.7).",
        ),
    ),
    (
        r"^(?:tỉnh|tỉnh Lào Cai)$",
        ("“tỉnh” viết thường đứng ngoài tên (mục 2.3).", "“tỉnh” in lower case stays outside the name (2.3)."),
    ),
    (
        r"^(?:Quế|quế|tinh dầu quế)$",
        (
            "hàng hóa chỉ được bán, không phải lĩnh vực hợp tác (mục 2.5).",
            "goods that are just sold are no sector of cooperation (2.5).",
        ),
    ),
    (
        r"^[Cc]hiều",
        (
            "buổi trong ngày đứng ngoài khoảng trước một ngày (mục 3.7).",
            "a part of the day stays outside the span before a date (3.7).",
        ),
    ),
    (
        r"^(?:hơn|khoảng|gần|trước) ",
        (
            "từ hạn định đứng ngoài khoảng, nó là thuộc tính `mod` (mục 3.3).",
            "the modifier stays outside the span, it is the attribute `mod` (3.3).",
        ),
    ),
    (
        r"^lao động$",
        (
            "“lao động” là danh từ được đếm, không phải lĩnh vực (mục 2.5).",
            "“lao động” (workers) is what is counted, no sector (2.5).",
        ),
    ),
)
"""Spans that readers like to add, by a pattern of their words, and why they are none."""
SECTIONS = {"ROLE": "2.1", "PER": "2.1", "ORG": "2.2", "GPE": "2.3", "LOC": "2.3", "SECTOR": "2.5", "DATE": "3.7"}
SECTIONS |= dict.fromkeys(("EVENT", "PROJECT", "AGREEMENT"), "2.4") | {"ORDINAL": "3.6", "DURATION": "3.7"}
SECTIONS |= {"MONEY": "3.4", "PERCENT": "3.4", "QUANTITY": "3.5"}
ROLES = {"actor": "chủ thể", "recipient": "bên nhận", "amount": "số lượng", "deadline": "thời hạn"}


def _trap(said: str) -> Text | None:
    return next((why for pattern, why in TRAPS if re.search(pattern, said)), None)


def _section(span: Span) -> str:
    return "4" if isinstance(span, Commitment) else SECTIONS.get(getattr(span, "label", ""), "2")


def annotated(answer: Any, name: str) -> Verdict:
    """Exercises 4 to 6: some sentences of the article, annotated as XML."""
    wanted = _article([GOLD[i] for i in PARTS[name]])
    if not isinstance(answer, str):
        return wrong((f"`{name}` phải là một chuỗi XML.", f"`{name}` must be a string of XML."))
    sentences = _sentences(answer)
    if len(sentences) != len(PARTS[name]):
        return wrong(
            (
                f"Có {len(sentences)} câu `<s>…</s>`, cần {len(PARTS[name])}: đừng xóa hay gộp câu.",
                f"There are {len(sentences)} sentences `<s>…</s>`, not {len(PARTS[name])}: take none out, join none.",
            )
        )
    try:
        document = _article(sentences)
    except FaultsError as error:
        return wrong(*(_fault(f, _place(f)) for f in error.faults))
    if changed := _other_text(document, wanted):
        return wrong(changed)
    if _untouched(document, name):
        return blank(
            f"`{name}` chưa có gì mới: hãy đặt thẻ quanh những chữ cần đánh dấu, rồi chạy lại hai ô.",
            f"Nothing new in `{name}` yet: put tags around the words to annotate, then run both cells again.",
        )
    if lines := _explained(wanted, document):
        same, total, given = _counts(wanted, document)
        score = f"{200 * same / (total + given):.0f}"
        return wrong(
            (
                f"Khớp {same} trong {total} khoảng của đáp án (bạn ghi {given}): F1 = {score}.",
                f"{same} of gold's {total} spans are matched (you have {given}): F1 = {score}.",
            ),
            *lines,
        )
    return right(*PRAISE[name])


PRAISE: dict[str, Text] = {
    "people": (
        "Chức danh ôm cả cơ quan và nước, tên người đứng riêng, lời khen không ràng buộc ai.",
        "Titles hold their institution and countries, names stand by themselves, praise binds nobody.",
    ),
    "figures": (
        "Giá trị, đơn vị và ngày đều đúng, và cam kết trỏ đúng tới số tiền và thời điểm.",
        "Values, units and the date are right, and the commitment refers to its amount and time.",
    ),
    "acts": (
        "Năm cam kết: đúng loại, đúng chỗ bắt đầu, đúng ai hứa gì với ai.",
        "Five commitments: the right kind, the right beginning, and who promises what to whom.",
    ),
}
STARTED = {"people": 0, "figures": 4, "acts": 12}
"""How many spans an exercise's sentences have before the student has begun."""


def _untouched(document: Document, name: str) -> bool:
    """Whether the sentences hold no more spans than an exercise begins with."""
    return len(list(document.spans())) <= STARTED[name]


def _sentences(xml: str) -> list[str]:
    """The sentences of an answer, where line breaks are as good as spaces."""
    return [" ".join(s.split()) for s in re.findall(r"<s>(.*?)</s>", xml, re.DOTALL)]


def _place(fault: Fault) -> Text:
    number = max(1, fault.line - 2)  # <article> and <p> stand before
    return f"Câu thứ {number} của ô", f"Sentence {number} of the cell"


def _other_text(document: Document, wanted: Document) -> Text | None:
    """What to say where the text itself is another, or None."""
    ours, theirs = ([d.surface(s) for s in d.sentences] for d in (wanted, document))
    if ours == theirs:
        return None
    here = next((a for a, b in zip(ours, theirs, strict=False) if a != b), ours[-1])
    return (
        f"Văn bản đã đổi; câu này phải là “{here}”. Người gán nhãn chỉ thêm thẻ, không sửa chữ nào.",
        f"The text itself has changed; this sentence must be “{here}”. An annotator adds tags and changes no letter.",
    )


def _counts(wanted: Document, document: Document) -> tuple[int, int, int]:
    layers = [[*d.entities, *d.numbers, *d.commitments] for d in (wanted, document)]
    return len(set(layers[0]) & set(layers[1])), len(layers[0]), len(layers[1])


def _explained(wanted: Document, document: Document) -> list[Text]:
    """Each difference from gold with its reason; those of commitments last, as they follow from others."""
    found = sorted(disagreements(wanted, document), key=lambda row: isinstance(row[2] or row[3], Commitment))
    return [_difference(wanted, document, what, a, b) for _, what, a, b in found]


def _difference(wanted: Document, document: Document, what: str, a: Span | None, b: Span | None) -> Text:
    if a is None and b is not None:
        said, label = document.surface(b), getattr(b, "label", "")
        reason = _trap(said) or _none(b)
        return f"“{said}” không phải {label}: {reason[0]}", f"“{said}” is no {label}: {reason[1]}"
    assert a is not None
    said, label = wanted.surface(a), getattr(a, "label", "")
    reason = NOTES.get(said, (f"xem mục {_section(a)}.", f"see section {_section(a)}."))
    if b is None:
        return _missing(said, label, reason, isinstance(a, Commitment))
    mine, given = document.surface(b), getattr(b, "label", "")
    if what == "boundary" and isinstance(a, Commitment) and isinstance(b, Commitment):
        return _edges(wanted, a, b, reason)
    if what == "boundary":
        why = _trap(mine) or reason
        return f"Bạn lấy “{mine}” ({given}), đáp án lấy “{said}” ({label}): {why[0]}", (
            f"You take “{mine}” ({given}), gold takes “{said}” ({label}): {why[1]}"
        )
    if what == "label":
        return f"“{said}” là {label}, không phải {given}: {reason[0]}", f"“{said}” is {label}, not {given}: {reason[1]}"
    if isinstance(a, Number) and isinstance(b, Number):
        return _number(said, a, b, reason)
    assert isinstance(a, Commitment)
    assert isinstance(b, Commitment)
    return _arguments(wanted, document, a, b, reason)


def _none(span: Span) -> Text:
    """Why a span that gold does not have is probably none."""
    where = _section(span)
    if isinstance(span, Commitment):
        return (
            f"sau này có thể nhắc ai về điều gì? (mục {where})",
            f"who could be reminded of it, and of what? ({where})",
        )
    if isinstance(span, Number):
        return f"con số phải đếm, đo, xếp hạng hay định thời điểm (mục 3.1 và {where}).", (
            f"a number counts, measures, ranks or dates something (3.1 and {where})."
        )
    return f"thực thể là tên riêng, chức danh hoặc lĩnh vực hợp tác (mục {where}).", (
        f"an entity is a name, a title or a sector of cooperation ({where})."
    )


def _edges(wanted: Document, a: Commitment, b: Commitment, reason: Text) -> Text:
    """Where a commitment begins or ends elsewhere: too long a text to be shown whole."""
    text = wanted.text or ""
    if a.start == b.start:
        mine, said = (" ".join(text[span.start : span.end].split()[-2:]) for span in (b, a))
        return f"Cam kết “{_first(text, a)} …” kết thúc ở “{said}”, không phải ở “{mine}”: {END[0]}", (
            f"The commitment “{_first(text, a)} …” ends with “{said}”, not with “{mine}”: {END[1]}"
        )
    outside = any(b.start <= x.start and x.end <= a.start for x in a.arguments if x.role == "actor")
    why = ACTOR_OUTSIDE if outside else reason
    return f"Cam kết bắt đầu từ “{_first(text, a)} …”, không phải từ “{_first(text, b)} …”: {why[0]}", (
        f"The commitment begins with “{_first(text, a)} …”, not with “{_first(text, b)} …”: {why[1]}"
    )


def _first(text: str, span: Commitment) -> str:
    return " ".join(text[span.start : span.end].split()[:2])


END = (
    "nó đi đến hết điều được hứa, kể cả thời hạn, không gồm dấu chấm (mục 4.2).",
    "it goes to the end of what is promised, the deadline included, without the full stop (4.2).",
)
ACTOR_OUTSIDE = (
    "chủ thể đứng ngoài khoảng, khoảng mở đầu bằng động từ (mục 4.2).",
    "the actor stays outside, the span begins with the verb (4.2).",
)


def _missing(said: str, label: str, reason: Text, hidden: bool) -> Text:
    """An omission; of a commitment only its beginning is told, so that the student finds the rest."""
    shown = f"{' '.join(said.split()[:2])} …" if hidden else said
    return f"Thiếu {label} “{shown}”: {reason[0]}", f"{label} “{shown}” is missing: {reason[1]}"


def _number(said: str, a: Number, b: Number, reason: Text) -> Text:
    for key in ("value", "unit", "modifier"):
        ours, theirs = getattr(a, key), getattr(b, key)
        if ours != theirs:
            name = {"modifier": "mod"}.get(key, key)
            return f"“{said}”: `{name}` là `{ours}`, không phải `{theirs}`; {reason[0]}", (
                f"“{said}”: `{name}` is `{ours}`, not `{theirs}`; {reason[1]}"
            )
    return f"“{said}”: {reason[0]}", f"“{said}”: {reason[1]}"


def _arguments(wanted: Document, document: Document, a: Commitment, b: Commitment, reason: Text) -> Text:
    here = f"“{' '.join(wanted.surface(a).split()[:2])} …”"
    if a.specificity != b.specificity:
        return f"{here}: `{a.specificity}`, không phải `{b.specificity}`; {_why_specific(a, reason)[0]}", (
            f"{here}: `{a.specificity}`, not `{b.specificity}`; {_why_specific(a, reason)[1]}"
        )
    extra = sorted(set(b.arguments) - set(a.arguments))
    absent = sorted(set(a.arguments) - set(b.arguments))
    argument = (extra or absent)[0]
    role, said = argument.role, quoted(document, argument)
    why = _why_argument(argument, document.surface(argument), bool(extra)) or reason
    if extra:
        return (
            f"{here}: {said} không phải `{role}` ({ROLES[role]}): {why[0]}",
            f"{here}: {said} is no `{role}`: {why[1]}",
        )
    return f"{here}: còn thiếu `{role}` ({ROLES[role]}): {why[0]}", f"{here}: `{role}` is missing: {why[1]}"


def _why_specific(commitment: Commitment, reason: Text) -> Text:
    if commitment.specificity == "vague":
        return reason
    return (
        "có số lượng và thời hạn nên người ngoài kiểm chứng được (mục 4.6).",
        "it has an amount and a deadline, so a third party could check it (4.6).",
    )


def _why_argument(argument: Argument, said: str, extra: bool) -> Text | None:
    if extra and said == "380 tỷ đồng":
        return "số quy đổi trong ngoặc không phải một khoản nữa (mục 4.7).", (
            "a conversion in brackets is no further amount (4.7)."
        )
    if extra and argument.role == "amount" and said == "hai hợp tác xã":
        return "họ là người được nhận, không phải thứ được cho (mục 4.7).", (
            "they get something, they are not what is given (4.7)."
        )
    if extra and argument.role == "actor" and said == "Việt Nam":
        return "chủ thể là cả cụm “Phía Việt Nam”: đặt nó vào `<party>` (mục 4.7).", (
            "the actor is the whole phrase “Phía Việt Nam”: put it into a `<party>` (4.7)."
        )
    if extra and argument.role == "actor":
        return "chủ thể là bên bị ràng buộc, từ chối hay đề nghị, không phải người thuật lại (mục 4.4).", (
            "the actor is who is bound, asks or refuses, not who reports it (4.4)."
        )
    if extra and argument.role == "recipient":
        return "bên nhận là bên được đề nghị hoặc được hưởng (mục 4.7).", (
            "the recipient is who is asked, or who benefits (4.7)."
        )
    if argument.role == "deadline":
        return "thời điểm đứng trước động từ hay sau nó đều có thể là `deadline` (mục 4.7).", (
            "a date may be the `deadline` whether it stands before the verb or after it (4.7)."
        )
    if argument.role == "amount":
        return "bao nhiêu thứ được hứa, được xin hay được trao? (mục 4.7)", (
            "how much is promised, asked for or given? (4.7)"
        )
    return None


def assembled(draft: Document, **answers: Any) -> Document:
    """The article as the student has annotated it: valid sentences of the answers, the draft elsewhere."""
    document = replace(draft, metadata={key: value for key, value in draft.metadata.items() if key != "reviewed"})
    for name, answer in answers.items():
        sentences = _sentences(answer) if isinstance(answer, str) else []
        try:
            part = _article(sentences)
        except FaultsError:
            continue
        if [part.surface(s) for s in part.sentences] == [draft.surface(draft.sentences[i]) for i in PARTS[name]]:
            document = _with_part(document, part, PARTS[name]) if not _untouched(part, name) else document
    return document


def _with_part(document: Document, part: Document, places: Sequence[int]) -> Document:
    """The document with some of its sentences annotated as in `part`."""
    ours = [document.sentences[i] for i in places]

    def moved(span: Any) -> Any:
        index = part.sentence_at(span.start) or 0
        by = ours[index].start - part.sentences[index].start
        span = replace(span, start=span.start + by, end=span.end + by)
        if isinstance(span, Commitment):
            span = replace(span, arguments=tuple(sorted(moved(a) for a in span.arguments)))
        return span

    layers: dict[str, Any] = {}
    for layer in ("entities", "numbers", "parties", "commitments"):
        kept = [s for s in getattr(document, layer) if not any(o.start <= s.start < o.end for o in ours)]
        layers[layer] = tuple(sorted([*kept, *(moved(s) for s in getattr(part, layer))]))
    return replace(document, **layers)


def agreement(function: Function) -> Verdict:
    """Exercise 7: two passes' spans → F1 between them."""
    one = [(0, 7, "GPE"), (10, 15, "PER"), (20, 30, "ORG")]
    examples = [
        (([(0, 7, "GPE"), (10, 15, "PER")], [(0, 7, "GPE")]), 2 / 3),
        (([(0, 7, "GPE")], [(0, 7, "GPE"), (10, 15, "PER")]), 2 / 3),
        ((one, [(10, 15, "PER"), (0, 7, "GPE"), (20, 30, "ORG")]), 1.0),
        ((one, [(0, 7, "LOC"), (10, 15, "PER")]), 0.4),
        ((one, []), 0.0),
        (([], []), None),
    ]
    return cases(
        _rounded(function),
        [(arguments, wanted if wanted is None else round(wanted, 4)) for arguments, wanted in examples],
        _agreement,
        (
            "Đổi chỗ hai lượt thì F1 vẫn vậy: ở đây không ai là đáp án.",
            "Swap the passes and F1 stays: neither of them is gold here.",
        ),
    )


def _rounded(function: Function) -> Function:
    if not callable(function):
        return function

    def f1_between(one: Any, other: Any) -> Any:
        value = function(one, other)
        return round(float(value), 4) if isinstance(value, int | float) and not isinstance(value, bool) else value

    return f1_between


def _agreement(arguments: Arguments, value: Any) -> Text | None:
    one, other = (list(spans) for spans in arguments)
    if isinstance(value, Raised) and isinstance(value.error, ZeroDivisionError):
        return "Hai lượt cùng rỗng thì không có gì để so: trả về `None`.", (
            "Where both are empty there is nothing to compare: return `None`."
        )
    if not one and not other:
        return "Hai lượt cùng rỗng thì không có gì để so: trả về `None`.", (
            "Where both are empty there is nothing to compare: return `None`."
        )
    same = len(set(one) & set(other))
    if isinstance(value, Raised) or value is None:
        return None
    if one and other and value in (round(same / len(one), 4), round(same / len(other), 4)):
        return "Đây là tỷ lệ trên một lượt; F1 = 2 × chung / (lượt này + lượt kia), đổi chỗ không đổi.", (
            "This is a share of one pass; F1 = 2 × common / (one + other), the same when they are swapped."
        )
    if value == round(same / max(1, len(set(one) | set(other))), 4):
        return "Đây là chỉ số Jaccard (chung / hợp); F1 tính 2 × chung / (lượt này + lượt kia).", (
            "This is Jaccard's index (common / union); F1 is 2 × common / (one + other)."
        )
    total = len(one) + len(other)
    places = len({span[:2] for span in one} & {span[:2] for span in other})
    if value == round(2 * places / total, 4):
        return "Đúng chỗ mà khác nhãn thì không phải đồng ý: so cả ba phần của khoảng.", (
            "The same place with another label is no agreement: compare all three parts of a span."
        )
    if value == round(2 * sum(a == b for a, b in zip(one, other, strict=False)) / total, 4):
        return "Đừng so theo thứ tự trong danh sách: cùng những khoảng ấy ở thứ tự khác vẫn là đồng ý.", (
            "Do not compare by place in the list: the same spans in another order agree too."
        )
    if value == round(same / total, 4):
        return (
            "Thiếu số 2: F1 = 2 × chung / (lượt này + lượt kia).",
            "The 2 is missing: F1 = 2 × common / (one + other).",
        )
    return None


def _spare(one: Sequence[Any], other: Sequence[Any]) -> float | None:
    total = len(one) + len(other)
    return 2 * len(set(one) & set(other)) / total if total else None


CHECKS: dict[str, Callable[[Function], Verdict]] = {"f1_between": agreement}
SPARE: dict[str, Function] = {"f1_between": _spare}


def usable(function: Function) -> Function:
    """The student's function if its check passes, else one that works."""
    name = getattr(function, "__name__", "")
    return function if CHECKS[name](function).passed else SPARE[name]


def _changed(*changes: tuple[int, str, str]) -> Document:
    """The article with some words of its annotation replaced; for passes that differ from gold."""
    sentences = list(GOLD)
    for index, old, new in changes:
        assert old in sentences[index]
        sentences[index] = sentences[index].replace(old, new)
    return _laid_out(sentences)


def passes() -> tuple[Document, Document]:
    """Two passes over the article, each with faults of its own, written for the exercise."""
    one = _changed(
        (
            1,
            '<e type="ROLE">Đại sứ <e type="GPE">Phần Lan</e> tại <e type="GPE">Việt Nam</e></e>',
            '<e type="ROLE">Đại sứ</e> <e type="GPE">Phần Lan</e> tại <e type="GPE">Việt Nam</e>',
        ),
        (2, '<e type="SECTOR">logistics</e>', "logistics"),
        (4, 'amount="n1"', 'amount="n1 n7"'),
        (4, 'mod="min">380', 'mod="min" id="n7">380'),
        (7, 'type="INTENT" specificity="vague"', 'type="PLEDGE" specificity="vague"'),
    )
    other = _changed(
        (4, 'unit="VND" mod="min"', 'unit="VND"'),
        (
            5,
            'Nhà máy dự kiến tạo việc làm cho <n type="QUANTITY" value="600" unit="lao động">600 lao động</n>',
            '<party id="p9">Nhà máy</party> <c type="INTENT" specificity="specific" actor="p9" amount="n9">dự kiến tạo '
            'việc làm cho <n type="QUANTITY" value="600" unit="lao động" id="n9">600 lao động</n></c>',
        ),
        (6, 'value="2026-10"', 'value="2025-10"'),
    )
    return one, other


DECISIONS = (2, 2, 1, 2, 1, 1, 2)
DECISION_NOTES: tuple[Text, ...] = (
    (
        "nước nằm trong chức danh thuộc về ROLE (mục 2.1).",
        "the countries in a title belong to the ROLE (2.1).",
    ),
    (
        "mỗi lĩnh vực trong chuỗi liệt kê là một khoảng riêng, kể cả lĩnh vực cuối (mục 2.5).",
        "each coordinated field is a span of its own, the last one too (2.5).",
    ),
    (
        "“hơn” đứng trước số quy đổi: mỗi con số có từ hạn định riêng, `min` (mục 3.3 và 3.4).",
        "“hơn” (more than) stands before the conversion, which has its own modifier, `min` (3.3 and 3.4).",
    ),
    (
        "số quy đổi trong ngoặc không phải một khoản nữa (mục 4.7).",
        "a conversion in brackets is no further amount (4.7).",
    ),
    (
        "chủ ngữ là nhà máy: dự báo về sự vật không phải cam kết (mục 4).",
        "its subject is a plant: a forecast about a thing is no commitment (4).",
    ),
    (
        "xin cử người “trước tháng 10” thì phải là tháng 10 sắp tới, tức 2026 (mục 3.7).",
        "people asked for “trước tháng 10” must come before the October ahead, that of 2026 (3.7).",
    ),
    (
        "“ghi nhận” chưa phải hứa: INTENT (mục 4.5).",
        "to “ghi nhận” (note) is no promise yet: INTENT (4.5).",
    ),
)


def decisions(answer: Any) -> Verdict:
    """Exercise 8: for each difference of two passes, which one the guidelines uphold."""
    wanted = len(DECISIONS)
    if is_blank(answer):
        return blank(
            f"`decisions` còn rỗng: cần {wanted} số, mỗi dòng của bảng một số, 1 hoặc 2.",
            f"Nothing in `decisions` yet: {wanted} numbers are needed, 1 or 2 for each line of the table.",
        )
    if not isinstance(answer, list | tuple) or len(answer) != wanted or not all(x in (1, 2) for x in answer):
        return wrong(
            (
                f"Cần một danh sách {wanted} số, mỗi số là 1 hoặc 2.",
                f"A list of {wanted} numbers is needed, each 1 or 2.",
            )
        )
    lines = []
    for i, (given, right_one) in enumerate(zip(answer, DECISIONS, strict=True)):
        if given != right_one:
            vietnamese, english = DECISION_NOTES[i]
            lines.append(
                (
                    f"Khác biệt {i + 1}: lượt {right_one} đúng: {vietnamese}",
                    f"Difference {i + 1}: pass {right_one} is right: {english}",
                )
            )
    if len(set(answer)) == 1:
        lines.insert(
            0,
            (
                "Bạn tin cùng một lượt ở mọi chỗ. Phân xử là tra quy tắc cho từng chỗ, không phải chọn một người.",
                "You trust the same pass everywhere. To adjudicate is to look up the rule each time, not to pick a "
                "person.",
            ),
        )
    if lines:
        return wrong(*lines)
    return right(
        "Không lượt nào đúng cả, cả hai lượt cùng nhau mới đủ: vì thế phải có hai lượt.",
        "Neither pass was right throughout, only both together: this is why there are two.",
    )


SURVEY = """<article id="tap-2" split="train" date="2026-06-18">
<p>
<s><e type="ORG">Chính phủ</e> bàn với <e type="GPE">Nhật</e> về hai khoản vay.</s>
<s>Khoản đầu là <n type="MONEY" value="10000000" unit="USD">10 triệu USD</n> \
(<n type="MONEY" value="1500000000" unit="JPY">1,5 tỷ yên</n>).</s>
<s>Khoản sau là <n type="MONEY" value="5000000" unit="USD">5 triệu USD</n> \
(<n type="MONEY" value="650000000" unit="JPY">650 triệu yên</n>).</s>
<s>Lãi suất trái phiếu Chính phủ giảm, lớp tiếng Nhật đông dần.</s>
<s>Lễ ký diễn ra thứ Hai, <n type="DATE" value="2026-06-18">18/6</n>, trong bầu không khí hoà nhã.</s>
<s>Xuất khẩu tăng <n type="PERCENT" value="30">30%</n>, từ \
<n type="MONEY" value="40000000" unit="USD">40</n> lên <n type="MONEY" value="50000000" unit="USD">50 triệu USD</n>.</s>
</p>
</article>
"""
"""A text with what a review finds, some of which is right all the same."""
VERDICTS = {"conversion": "mend", "growth": "mend", "surface": "accept", "tone-mark": "mend", "weekday": "mend"}
VERDICT_NOTES: dict[str, Text] = {
    "conversion": (
        "cùng một bài mà một đô la đổi ra 150 yên ở chỗ này, 130 yên ở chỗ kia: phải sửa.",
        "one article converts a dollar to 150 yen here and to 130 there: to be mended.",
    ),
    "growth": (
        "từ 40 lên 50 là tăng 25%, không phải 30%: phải sửa.",
        "from 40 to 50 is a growth of 25%, not 30%: to be mended.",
    ),
    "Chính phủ": (
        "“trái phiếu Chính phủ” là cụm cố định, không có ORG (mục 2.2): không gán là đúng, hãy chấp nhận.",
        "“trái phiếu Chính phủ” is a set term without an ORG (2.2): no annotation is right, accept it.",
    ),
    "Nhật": (
        "“tiếng Nhật” là ngôn ngữ, không có GPE (mục 2.3): không gán là đúng, hãy chấp nhận.",
        "“tiếng Nhật” is a language without a GPE (2.3): no annotation is right, accept it.",
    ),
    "tone-mark": (
        "kho ngữ liệu viết “hòa”, một kiểu đặt dấu cho mọi bài: phải sửa.",
        "the corpus writes “hòa”, tone marks in one style throughout: to be mended.",
    ),
    "weekday": (
        "ngày 18/6/2026 là thứ Năm: phải sửa.",
        "18 June 2026 is a Thursday: to be mended.",
    ),
}


def surveyed() -> Document:
    """The text that is reviewed."""
    return _read(SURVEY)


def verdicts(answer: Any, found: Sequence[Any]) -> Verdict:
    """Exercise 9: what to do about each finding of a review."""
    if is_blank(answer):
        return blank(
            f'`verdicts` còn rỗng: cần {len(found)} chuỗi, `"mend"` (sửa) hoặc `"accept"` (chấp nhận).',
            f'Nothing in `verdicts` yet: {len(found)} strings are needed, `"mend"` or `"accept"`.',
        )
    fine = isinstance(answer, list | tuple) and all(one in ("mend", "accept") for one in answer)
    if not fine or len(answer) != len(found):
        return wrong(
            (
                f'Cần một danh sách {len(found)} chuỗi, mỗi chuỗi là `"mend"` hoặc `"accept"`.',
                f'A list of {len(found)} strings is needed, each `"mend"` or `"accept"`.',
            )
        )
    lines = []
    for i, (given, finding) in enumerate(zip(answer, found, strict=True)):
        if given != VERDICTS[finding.check]:
            key = finding.what if finding.check == "surface" else finding.check
            vietnamese, english = VERDICT_NOTES[key]
            lines.append((f"{i + 1}. {finding.check}: {vietnamese}", f"{i + 1}. {finding.check}: {english}"))
    if lines:
        return wrong(*lines)
    return right(
        "Bốn chỗ phải sửa, hai chỗ đúng như vốn có: máy tìm, người quyết định.",
        "Four to mend, two that are right as they are: the machine finds, a reader decides.",
    )


ALLOWED = ("A", "D", "E")
ALLOWED_NOTES: dict[str, Text] = {
    "A": (
        "A được: chữ của chính bạn, bạn cho theo CC BY 4.0 (`own`).",
        "A may: it is your own text, which you give under CC BY 4.0 (`own`).",
    ),
    "B": (
        "B không được: ghi nguồn không thay cho sự cho phép; bài báo có bản quyền.",
        "B may not: naming the source is no permission; the article is under copyright.",
    ),
    "C": (
        "C không được: đổi vài chữ trong từng câu thì vẫn là bài của người ta.",
        "C may not: a few words changed in each sentence, and it is still their article.",
    ),
    "D": (
        "D được: văn bản luật thuộc phạm vi công cộng (`public-domain`).",
        "D may: the text of a law is in the public domain (`public-domain`).",
    ),
    "E": (
        "E được: chỉ độ dài, mã băm, vị trí, nhãn và giá trị; không có câu nào của bài.",
        "E may: only lengths, hashes, offsets, labels and values; no sentence of the article.",
    ),
    "F": (
        "F không được: người trong bài tự viết phải là người bịa, để không ai bị gán lời mình không nói.",
        "F may not: people in written texts are invented, so that nobody is said to have promised what they did not.",
    ),
    "G": (
        "G không được: NC cấm dùng vào việc thương mại, còn kho ngữ liệu theo CC BY 4.0 thì cho phép.",
        "G may not: NC forbids commercial use, which a corpus under CC BY 4.0 allows.",
    ),
}


def allowed(answer: Any) -> Verdict:
    """Exercise 10: which texts may enter the corpus."""
    if is_blank(answer):
        return blank(
            '`answer` còn rỗng: ghi các chữ cái, ví dụ `["B", "G"]`.',
            'Nothing in `answer` yet: write letters, such as `["B", "G"]`.',
        )
    letters = {str(one).strip().upper() for one in answer} if isinstance(answer, list | tuple | set | str) else set()
    if not letters or letters - set(ALLOWED_NOTES):
        return wrong(
            (
                f"Cần một danh sách các chữ cái {listed(ALLOWED_NOTES)}.",
                f"A list of letters is needed, out of {listed(ALLOWED_NOTES)}.",
            )
        )
    if mistakes := sorted(letters ^ set(ALLOWED)):
        return wrong(*(ALLOWED_NOTES[letter] for letter in mistakes))
    return right(
        "Chữ của mình, chữ được cho phép, hoặc không có câu chữ nào: chỉ ba đường ấy.",
        "Text of your own, text given freely, or no text at all: there are only these three ways.",
    )
