"""Rules: the number reader, a gazetteer with name patterns, commitments by cue words and clause boundaries.

Learnt is only the gazetteer: the names, titles and sectors of `train`, each with its most frequent label. The words
below are general newsroom vocabulary and the typical words of the guidelines; nothing was tuned on an evaluation split,
but whoever chose them had read the published articles.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

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
CUES = {
    "REFUSAL": "từ chối|bác bỏ|không chấp nhận|không đồng ý|chưa thể|không thể",
    "FULFILMENT": "đã giải ngân|đã hoàn thành|đã bàn giao|đã khánh thành|đã tiếp nhận|đã khởi công|đã trao|đã chuyển",
    "AGREEMENT": "nhất trí|thống nhất|thỏa thuận|ký kết|đã ký|ký",
    "REQUEST": "đề nghị|yêu cầu|kêu gọi|mời|đề xuất|mong muốn phía",
    "INTENT": "dự kiến|có kế hoạch|đặt mục tiêu|xem xét|mong muốn|muốn|mong|hướng tới|nghiên cứu khả năng",
    "PLEDGE": "cam kết|hứa|khẳng định sẽ|tuyên bố sẽ|sẵn sàng|sẽ",
}
CUE = re.compile("|".join(rf"(?P<{label}>\b(?:{words})\b)" for label, words in CUES.items()))
PARTY = re.compile(rf"\b(?:[Hh]ai bên|[Hh]ai nước|[Bb]a bên|[Cc]húng tôi|[Pp]hía {NAME}|[Ôô]ng|[Bb]à)\b")
JOINT = ("hai bên", "hai nước", "ba bên")
CLAUSE_END = re.compile(r";|[.?!…]?[”\"]|, (?:điều|trong khi|nhưng|song|cho biết)|[.?!…]+$")


class Rules:
    """Cue words, patterns and the names of `train`."""

    def __init__(self) -> None:
        self.gazetteer: dict[str, str] = {}

    def fit(self, train: Sequence[Document]) -> "Rules":
        """Collect the entities of annotated documents."""
        forms: dict[str, Counter[str]] = {}
        for document in train:
            for entity in document.entities:
                forms.setdefault(document.surface(entity), Counter())[entity.label] += 1
        self.gazetteer = {form: labels.most_common(1)[0][0] for form, labels in forms.items()}
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents."""
        return [complete(self.spans(document)) for document in documents]

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
        if self.gazetteer:
            forms = "|".join(re.escape(form) for form in sorted(self.gazetteer, key=len, reverse=True))
            for match in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text):
                label = self.gazetteer[match.group()]
                found.add(Entity(match.start(), match.end(), label))
                name = re.match(rf" ({NAME})", text[match.end() :])
                if label == "ROLE" and name:
                    found.add(Entity(match.end() + 1, match.end() + name.end(), "PER"))
        for label, pattern in PATTERNS.items():
            for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
                found.add(Entity(match.start(), match.end(), label))
        return sorted(found)


def find_commitments(text: str, sentence: Sentence) -> list[Commitment]:
    """From each cue to the end of its clause; a cue inside what an earlier one governs is part of it."""
    found: list[Commitment] = []
    at = sentence.start
    while match := CUE.search(text, at, sentence.end):
        ending = CLAUSE_END.search(text, match.end(), sentence.end)
        end = ending.start() if ending else sentence.end
        found.append(Commitment(match.start(), end, match.lastgroup or "", "vague"))
        at = max(end, match.end())
    return found


def complete(document: Document) -> Document:
    """The document with arguments and specificity of its commitments.

    The actor is the last person, organisation, country or party before the commitment in its sentence, or in the text;
    the recipient of a REQUEST the first one inside; amounts and deadlines are the numbers inside.
    """
    text = document.text or ""
    parties = [(match.start(), match.end()) for match in PARTY.finditer(text)]
    named = [(e.start, e.end) for e in document.entities if e.label in ("PER", "ORG", "GPE", "ROLE")]
    inside_others = {a for a in named for b in named if a != b and b[0] <= a[0] and a[1] <= b[1]}
    mentions = sorted((set(named) - inside_others) | set(parties))
    commitments = []
    for commitment in document.commitments:
        arguments = []
        before = [mention for mention in mentions if mention[1] <= commitment.start]
        within = [mention for mention in mentions if commitment.start <= mention[0] and mention[1] <= commitment.end]
        label = commitment.label
        if before:
            arguments.append(Argument("actor", *before[-1]))
            if label == "PLEDGE" and text[slice(*before[-1])].casefold() in JOINT:
                label = "AGREEMENT"
        if within and label == "REQUEST":
            arguments.append(Argument("recipient", *within[0]))
        for number in document.numbers:
            if commitment.start <= number.start and number.end <= commitment.end and number.label != "ORDINAL":
                role = "deadline" if number.label in ("DATE", "DURATION") else "amount"
                arguments.append(Argument(role, number.start, number.end))
        measured = any(argument.role in ("amount", "deadline") for argument in arguments)
        specificity = "specific" if measured else "vague"
        commitments.append(
            replace(commitment, label=label, specificity=specificity, arguments=tuple(sorted(arguments)))
        )
    return replace(document, commitments=tuple(commitments))


SYSTEM = Rules
