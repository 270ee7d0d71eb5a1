"""Rules: the number reader, a gazetteer with name patterns, commitments by cue words and clause boundaries.

Learnt is only the gazetteer: the names, titles and sectors of `train`, each with its most frequent label. The words
below are general newsroom vocabulary and the typical words of the guidelines. They were tried on `train` and
`validation` only, but whoever chose the first of them had read the published articles.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from camket.model import Argument, Commitment, Document, Entity, Sentence
from camket.numbers import find
from camket.text import CAPITAL

NAME = rf"{CAPITAL}[\w.&]*(?:(?: | - | – | và ){CAPITAL}[\w.&]*)*"
PATTERNS = {
    "ORG": rf"(?:Bộ|Tập đoàn|Công ty|Ngân hàng|Đại học|Trường|Cơ quan|Cục|Sở|Quỹ|Viện|Hiệp hội|Trung tâm) {NAME}",
    "EVENT": rf"(?:Diễn đàn|Hội nghị|Hội chợ|Lễ hội|Triển lãm) {NAME}",
    "PROJECT": rf"(?:Nhà máy|Khu đô thị|Dự án|dự án|tuyến) {NAME}",
    "AGREEMENT": rf"(?:Hiệp định|Nghị định|Bản ghi nhớ|Thỏa thuận|Tuyên bố) {NAME}",
    "PER": rf"(?:(?<=[Ôô]ng )|(?<=[Bb]à )){NAME}",
}
ADVERBS = "(?:(?:cũng|còn|đã|vừa|từng|mới|đang|đều|cùng|chỉ|tiếp tục|vui vẻ|sớm) )*"
CUES = {
    "REFUSAL": "từ chối|khước từ|bác(?! sĩ| học)|lắc đầu|"
    "(?:không|chưa) (?:chấp nhận|chấp thuận|đồng ý|nhận lời|thể|chịu|cho)",
    "FULFILMENT": "(?:đã|vừa|mới) (?:được )?(?:giải ngân|hoàn thành|hoàn tất|bàn giao|giao|khánh thành|tiếp nhận|"
    "khởi công|trao|chuyển|lắp|nộp|nhận đủ|thực hiện|hỗ trợ|tài trợ|cấp|trả|đưa|mở|xây|tặng)",
    "AGREEMENT": "nhất trí|thống nhất|thỏa thuận|(?:được )?ký(?! túc| ức| hiệu)",
    "REQUEST": "đề nghị|yêu cầu|kêu gọi|mời|đề xuất|kiến nghị|khuyến nghị|khuyên|nhờ|đòi|xin|"
    "(?:bày tỏ )?(?:mong muốn|mong|muốn) (?=[Pp]hía|hai (?:bên|nước)|các|doanh nghiệp|tỉnh|thành phố|CAPITAL)",
    "INTENT": "dự kiến|dự định|dự tính|có kế hoạch|có ý định|đặt mục tiêu|phấn đấu|xem xét|cân nhắc|hướng tới|"
    "ghi nhận đề|(?:bày tỏ )?(?:mong muốn|muốn|mong|ngỏ ý|hy vọng|kỳ vọng)|nghiên cứu khả năng|trao đổi về khả năng",
    "PLEDGE": "cam kết|hứa|hẹn|bảo đảm|đảm bảo|quyết tâm|sẵn sàng|nhận lời|đồng ý|chấp thuận|chấp nhận|tuyên bố sẽ|"
    "(?:tái )?khẳng định (?:sẽ|sẵn sàng|tiếp tục)|công bố (?:gói|khoản)|gật đầu|sẽ",
}
HEADLINE_CUES = "góp|đóng góp|tài trợ|viện trợ|hỗ trợ|cấp|tặng|dành|đầu tư|rót|cho vay"
"""Deeds in the present, which a headline tells of what a party will do."""
NOUNS = "lời|sự|theo|Theo|các|những|một|bản|thư|Thư".split("|")
"""Words after which a cue is a noun or part of one."""
THINGS = re.compile(
    r"(?:[“\"]|^)?(?:\w+ )?(?:kim ngạch|dự án|hội nghị|diễn đàn|khoản vay|chương trình|công trình|nhà máy|"
    r"hợp đồng|chuyến thăm|sự kiện|lễ|triển lãm|hội chợ|quan hệ|giá|mực nước|tuyến|gói thầu|nền kinh tế)\b",
    re.IGNORECASE,
)
"""How a clause begins whose subject is a thing: with `sẽ` or `dự kiến` it makes no commitment."""
CUE = re.compile(
    r"(?<!\w)"
    + "".join(f"(?<!{noun} )" for noun in NOUNS)
    + f"{ADVERBS}(?:"
    + "|".join(rf"(?P<{label}>(?:{words})\b)" for label, words in CUES.items()).replace("CAPITAL", CAPITAL)
    + rf"|(?P<DEED>(?:{HEADLINE_CUES})\b))"
)
NEW_ACT = (
    "(?:không |chưa |sẽ |cũng |đã )*(?:đề nghị|yêu cầu|kêu gọi|cam kết|hứa|từ chối|khước từ|bác|nhất trí|"
    "sẵn sàng|đồng ý|mong muốn|dự kiến|chấp nhận|khẳng định|sẽ)"
)
PARTY = re.compile(
    rf"\b(?:(?:[Hh]ai|[Bb]a|[Cc]ác) (?:bên|nước|chính phủ|trường|tỉnh|nhà lãnh đạo|hãng|công ty|địa phương|"
    rf"doanh nghiệp)|[Đđ]ôi bên|[Cc]húng tôi|[Cc]húng ta|[Hh]ọ|[Tt]ôi|[Pp]hía (?:bạn|{NAME})|[Cc]ông ty|"
    rf"[Tt]ập đoàn|[Hh]ãng|[Tt]ỉnh|[Ll]iên danh|[Nn]hà thầu|[Ôô]ng|[Bb]à)\b"
)
JOINT = ("hai bên", "hai nước", "ba bên", "các bên", "đôi bên", "hai chính phủ", "hai nhà lãnh đạo")
CLAUSE_END = re.compile(
    rf";|[.?!…]?[”\"]|,? (?:vì|bởi|trong khi|còn|với lý do) |, (?:điều|nhưng|song|cho biết|đạt|theo|do|nói|bà|ông) "
    rf"|(?:,? (?:và|nhưng|song|đồng thời)|,) (?={NEW_ACT}\b)|[.?!…]+$"
)
GOVERNED = re.compile(r"\b(?:của|với|cho|tại|ở|từ|đến|tới|sang|trong|thăm|giữa|là) (?:tỉnh |thành phố |ông |bà )?$")
AGENT = re.compile(r"\b(?:do|bị|được) (?:tỉnh |ông |bà )?$")
GIVEN = re.compile(r"\b(?:cho|với|tặng|giúp|hỗ trợ) (?:tỉnh |thành phố |ông |bà )?$")
"""What stands right before a mention that is no actor, before an agent, and before a recipient."""
JOINED = re.compile(r" ?(?:,|và|-|–|cùng)(?: \w+){0,6} ?|, và ")
CONVERSION = re.compile(r"(?:\(|\btức |\btương đương |\btương đương với )(?:khoảng |gần |hơn )?$")
SIGNED = re.compile(
    r"(?:\w+ )?(?:ký|ký kết|đã ký) (?:\w+ )*(?:[Bb]ản ghi nhớ|[Bb]iên bản|[Tt]hỏa thuận|[Hh]iệp định|hợp đồng)"
)


AFTER = re.compile(rf" ({NAME})")
"""A name right after a title."""


class Rules:
    """Cue words, patterns and the names of `train`."""

    def __init__(self) -> None:
        self.know({})

    def fit(self, train: Sequence[Document]) -> "Rules":
        """Collect the entities of annotated documents; raises ValueError for none."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        forms: dict[str, Counter[str]] = {}
        for document in train:
            for entity in document.entities:
                forms.setdefault(document.surface(entity), Counter())[entity.label] += 1
        self.know({form: labels.most_common(1)[0][0] for form, labels in forms.items()})
        return self

    def know(self, gazetteer: dict[str, str]) -> None:
        """Look for these names from now on, longest first at each place."""
        forms = "|".join(re.escape(form) for form in sorted(gazetteer, key=len, reverse=True))
        self.gazetteer, self.known = gazetteer, re.compile(rf"(?<!\w)(?:{forms})(?!\w)" if forms else "(?!)")

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        return [complete(self.spans(document)) for document in documents]

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Documents with mentions and spans of commitments, with label (of the first cue), specificity, arguments."""
        linked = []
        for document in documents:
            text = document.text or ""
            cues = [(c, CUE.search(text, c.start, c.end)) for c in document.commitments]
            labels = [(cue.lastgroup if cue else None) or "PLEDGE" for _, cue in cues]
            named = [
                replace(c, label="PLEDGE" if label == "DEED" else label)
                for (c, _), label in zip(cues, labels, strict=True)
            ]
            linked.append(complete(replace(document, commitments=tuple(named))))
        return linked

    def save(self, folder: Path) -> None:
        """The names as JSON."""
        (folder / "gazetteer.json").write_text(json.dumps(self.gazetteer, ensure_ascii=False), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """What `save` wrote."""
        self.know(json.loads((folder / "gazetteer.json").read_text(encoding="utf-8")))

    def spans(self, document: Document) -> Document:
        """The spans of one document, commitments still without arguments."""
        text = document.text or ""
        commitments: list[Commitment] = []
        for sentence in document.sentences:
            commitments += find_commitments(text, sentence)
        return replace(
            document,
            entities=tuple(self.entities(text)),
            numbers=tuple(find(text, document.date or None)),
            commitments=tuple(commitments),
        )

    def entities(self, text: str) -> list[Entity]:
        """Known forms, longest first at each place; names by pattern; a name after a title is a person."""
        found: set[Entity] = set()
        for match in self.known.finditer(text):
            label = self.gazetteer[match.group()]
            found.add(Entity(match.start(), match.end(), label))
            name = AFTER.match(text, match.end())
            if label == "ROLE" and name:
                found.add(Entity(match.end() + 1, name.end(), "PER"))
        for label, pattern in PATTERNS.items():
            for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
                found.add(Entity(match.start(), match.end(), label))
        return sorted(found)


def find_commitments(text: str, sentence: Sentence) -> list[Commitment]:
    """From each cue to the end of its clause; a cue inside what an earlier one governs is part of it."""
    found: list[Commitment] = []
    at = sentence.start
    if text[sentence.end - 1 : sentence.end] == "?":
        return found
    while match := CUE.search(text, at, sentence.end):
        label = match.lastgroup or ""
        at = match.end()
        clause = re.split(r"[,;:“] ?", text[sentence.start : match.start()])[-1]
        thing = THINGS.match(clause) and match.group().rpartition(" ")[2] in ("sẽ", "kiến", "hoàn")
        if thing or (label == "DEED" and not (sentence.headline and clause and not found)):
            continue
        ending = CLAUSE_END.search(text, match.end(), sentence.end)
        end = ending.start() if ending else sentence.end
        found.append(Commitment(match.start(), end, "PLEDGE" if label == "DEED" else label, "vague"))
        at = max(end, match.end())
    return found


def complete(document: Document) -> Document:
    """The document with arguments and specificity of its commitments.

    The actor is the last person, organisation, country or party before the commitment in its sentence that no
    preposition governs, with those joined to it, or what comes after "do", "bị" or "được" inside, or else the first of
    the sentence before. The recipient of a REQUEST is the first one inside, of others the first after "cho" or "với".
    Amounts and deadlines are the numbers inside that convert no other. What is measured or signed is specific.
    """
    text = document.text or ""
    mentions = mentions_of(document, text)
    commitments = []
    for commitment in document.commitments:
        index = document.sentence_at(commitment.start) or 0
        here = document.sentences[index].start
        within = [m for m in mentions if commitment.start <= m[0] and m[1] <= commitment.end]
        actors = actors_of(text, [m for m in mentions if here <= m[0] and m[1] <= commitment.start])
        actors = actors or [m for m in within[:1] if AGENT.search(text, here, m[0])]
        if not actors and index:
            sentence = document.sentences[index - 1]
            actors = [m for m in mentions if sentence.start <= m[0] < sentence.end][:1]
        arguments = {Argument("actor", *actor) for actor in actors}
        label = commitment.label
        if label == "PLEDGE" and any(text[slice(*actor)].casefold() in JOINT for actor in actors):
            label = "AGREEMENT"
        others = [m for m in within if m not in actors and (label == "REQUEST" or GIVEN.search(text, here, m[0]))]
        arguments |= {Argument("recipient", *other) for other in others[:1]}
        for number in document.numbers:
            inside = commitment.start <= number.start and number.end <= commitment.end
            if inside and number.label != "ORDINAL" and not CONVERSION.search(text, here, number.start):
                role = "deadline" if number.label in ("DATE", "DURATION") else "amount"
                arguments.add(Argument(role, number.start, number.end))
        measured = any(argument.role in ("amount", "deadline") for argument in arguments)
        signed = SIGNED.match(text, commitment.start, commitment.end)
        specificity = "specific" if measured or signed else "vague"
        filled = replace(commitment, label=label, specificity=specificity, arguments=tuple(sorted(arguments)))
        commitments.append(filled)
    return replace(document, commitments=tuple(commitments))


def mentions_of(document: Document, text: str) -> list[tuple[int, int]]:
    """The outermost mentions that may act: names, titles without a name, parties given or found by pattern."""
    people = {e.start for e in document.entities if e.label == "PER"}
    found = {(e.start, e.end) for e in document.entities if e.label in ("PER", "ORG", "GPE", "ROLE")}
    found -= {(e.start, e.end) for e in document.entities if e.label == "ROLE" and e.end + 1 in people}
    found |= {(party.start, party.end) for party in document.parties}
    if not document.parties:
        pronouns = ((match.start(), match.end()) for match in PARTY.finditer(text))
        found |= {m for m in pronouns if m[1] + 1 not in {start for start, _ in found}}
    titles = [(e.start, e.end) for e in document.entities]
    inside = {a for a in found for b in {*found, *titles} if a != b and b[0] <= a[0] and a[1] <= b[1]}
    return sorted(found - inside)


def actors_of(text: str, mentions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of the mentions before a commitment in its sentence the nearest free one and those joined to it."""
    free = [m for m in mentions if not GOVERNED.search(text, max(0, m[0] - 30), m[0])] or mentions[-1:]
    actors = free[-1:]
    for earlier in reversed(mentions[: mentions.index(actors[0])] if actors else []):
        if not JOINED.fullmatch(text, earlier[1], actors[0][0]):
            break
        actors.insert(0, earlier)
    return actors


SYSTEM = Rules
