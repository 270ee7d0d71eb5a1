"""What baselines/endpoint.py asks a language model, and how its answers are read: spans (Find), their meaning (Link).

A window is a document with the numbers, from 1, of the first and the last sentence asked for.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from camket.formats.predictions import LABELS
from camket.model import (
    ARGUMENT_ROLES,
    MODIFIERS,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
    Sentence,
    Span,
)
from camket.text import cuts_sequence, nfc, syllables
from camket.values import LONGEST, meaning, unit_fault

Json = dict[str, Any]
Window = tuple[Document, int, int]
S = TypeVar("S", Entity, Number, Commitment)
M = TypeVar("M", Entity, Number, Party, Commitment, Argument, Sentence)

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
FIND = """
Answer with JSON, an object for each sentence asked for, its lists empty where there is nothing. occurrence is 1 where \
the text stands in its sentence for the first time, 2 for the second time. For "3. Nhật Bản góp hơn 3 tỷ yên.":
{"sentences": [{"sentence": 3, "entities": [{"text": "Nhật Bản", "occurrence": 1, "label": "GPE"}], \
"numbers": [{"text": "3 tỷ yên", "occurrence": 1, "label": "MONEY", "value": "3000000000", "unit": "JPY", \
"modifier": "min"}], "commitments": [{"text": "góp hơn 3 tỷ yên", "occurrence": 1, "label": "PLEDGE", \
"specificity": "specific", "arguments": [{"role": "actor", "sentence": 3, "text": "Nhật Bản", "occurrence": 1}, \
{"role": "amount", "sentence": 3, "text": "3 tỷ yên", "occurrence": 1}]}]}]}"""
LINK = """
The spans are marked here already: commitments <c1>, entities, numbers and parties <m1>. Give only label, specificity \
and arguments of the commitments asked for. For "3. <m1>Nhật Bản</m1> <c1>góp hơn <m2>3 tỷ yên</m2></c1>.":
{"commitments": [{"id": "c1", "label": "PLEDGE", "specificity": "specific", \
"arguments": [{"role": "actor", "mention": "m1"}, {"role": "amount", "mention": "m2"}]}]}"""


def record(**fields: Json) -> Json:
    """The schema of an object that has exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def many(item: Json) -> Json:
    """The schema of a list."""
    return {"type": "array", "items": item}


def one_of(*names: str) -> Json:
    """The schema of one of some names."""
    return {"type": "string", "enum": list(names)}


PLACE = {"text": STRING, "occurrence": INTEGER}
JUDGEMENT = {"label": one_of(*LABELS["commitments"]), "specificity": one_of(*SPECIFICITIES)}
FOUND = record(
    sentences=many(
        record(
            sentence=INTEGER,
            entities=many(record(**PLACE, label=one_of(*LABELS["entities"]))),
            numbers=many(
                record(
                    **PLACE,
                    label=one_of(*LABELS["numbers"]),
                    value=STRING,
                    unit=STRING,
                    modifier=one_of("none", *MODIFIERS),
                )
            ),
            commitments=many(
                record(
                    **PLACE,
                    **JUDGEMENT,
                    arguments=many(record(role=one_of(*ARGUMENT_ROLES), sentence=INTEGER, **PLACE)),
                )
            ),
        )
    )
)
LINKED = record(
    commitments=many(
        record(id=STRING, **JUDGEMENT, arguments=many(record(role=one_of(*ARGUMENT_ROLES), mention=STRING)))
    )
)


class Find:
    """The task of finding spans: how it is asked and how the answer is read."""

    form, schema = FIND, FOUND

    @staticmethod
    def asks(window: Window) -> bool:
        """Whether there is anything to ask for."""
        return True

    @staticmethod
    def question(window: Window) -> str:
        """The article and the sentences asked for."""
        document, first, last = window
        return article(document, document.surface, f"Annotate sentences {first} to {last}.")

    @staticmethod
    def ideal(window: Window) -> Json:
        """The answer that says what the document holds."""
        document, first, last = window
        rows: list[Json] = []
        for number in range(first, last + 1):
            row: Json = {"sentence": number, "entities": [], "numbers": [], "commitments": []}
            for entity in within(document, number, document.entities):
                row["entities"].append(place(document, entity) | {"label": entity.label})
            for it in within(document, number, document.numbers):
                meant = {"label": it.label, "value": it.value, "unit": it.unit, "modifier": it.modifier or "none"}
                row["numbers"].append(place(document, it) | meant)
            for act in within(document, number, document.commitments):
                judged = {"label": act.label, "specificity": act.specificity}
                arguments = [
                    {"role": a.role, "sentence": (document.sentence_at(a.start) or 0) + 1} | place(document, a)
                    for a in act.arguments
                ]
                row["commitments"].append(place(document, act) | judged | {"arguments": arguments})
            rows.append(row)
        return {"sentences": rows}

    @staticmethod
    def fault(window: Window, answer: Json) -> str | None:
        """What is wrong with an answer that follows the schema, or None."""
        _, first, last = window
        given = [row["sentence"] for row in answer["sentences"]]
        if given == list(range(first, last + 1)):
            return None
        return f"it must have the sentences {first} to {last}, once each and in order, and has {given[:50]}"

    @staticmethod
    def read(window: Window, answer: Json, dropped: Counter[str]) -> Document:
        """The document with the spans of an answer; counts what does not stand in the text and what has no meaning."""
        document = window[0]
        entities, numbers, commitments = set(document.entities), set(document.numbers), set(document.commitments)
        for row in answer["sentences"]:
            index = row["sentence"]
            for item, start, end in located(document, index, row["entities"], dropped):
                entities.add(Entity(start, end, item["label"]))
            for item, start, end in located(document, index, row["numbers"], dropped):
                numbers.add(number_of(item, start, end, dropped))
            for item, start, end in located(document, index, row["commitments"], dropped):
                arguments = {
                    Argument(argument["role"], *offsets)
                    for argument in item["arguments"]
                    for _, *offsets in located(document, argument["sentence"], [argument], dropped)
                }
                act = Commitment(start, end, item["label"], item["specificity"], tuple(sorted(arguments)))
                commitments.add(act)
        return replace(
            document,
            entities=tuple(sorted(entities)),
            numbers=tuple(sorted(numbers)),
            commitments=tuple(sorted(commitments)),
        )


class Link(Find):
    """The task of saying what given commitments are, by the ids of marked spans."""

    form, schema = LINK, LINKED

    @staticmethod
    def asks(window: Window) -> bool:
        """Whether a commitment begins in the window."""
        return bool(asked(window))

    @staticmethod
    def question(window: Window) -> str:
        """The article with its spans marked, and the commitments asked for."""
        document = window[0]
        return article(document, lambda sentence: marked(document, sentence), f"Give {', '.join(asked(window))}.")

    @staticmethod
    def ideal(window: Window) -> Json:
        """The answer that says what the document holds."""
        ids = {(span.start, span.end): name for name, span in marks(window[0]).items() if name[0] == "m"}
        return {
            "commitments": [
                {
                    "id": name,
                    "label": act.label,
                    "specificity": act.specificity,
                    "arguments": [{"role": a.role, "mention": ids[a.start, a.end]} for a in act.arguments],
                }
                for name, act in asked(window).items()
            ]
        }

    @staticmethod
    def fault(window: Window, answer: Json) -> str | None:
        """What is wrong with an answer that follows the schema, or None."""
        given, wanted = [row["id"] for row in answer["commitments"]], list(asked(window))
        return None if given == wanted else f"it must have {', '.join(wanted)}, once each and in order"

    @staticmethod
    def read(window: Window, answer: Json, dropped: Counter[str]) -> Document:
        """The document with the commitments filled in; counts mentions that there are not."""
        document, acts, mentions = window[0], asked(window), marks(window[0])
        filled = {}
        for row in answer["commitments"]:
            arguments = set()
            for argument in row["arguments"]:
                if argument["mention"] in mentions and argument["mention"][0] == "m":
                    mention = mentions[argument["mention"]]
                    arguments.add(Argument(argument["role"], mention.start, mention.end))
                else:
                    dropped["texts not found"] += 1
            meant = {"label": row["label"], "specificity": row["specificity"]}
            filled[id(acts[row["id"]])] = replace(acts[row["id"]], **meant, arguments=tuple(sorted(arguments)))
        return replace(document, commitments=tuple(filled.get(id(act), act) for act in document.commitments))


def article(document: Document, shown: Callable[[Sentence], str], task: str) -> str:
    """The question: the article's date, its numbered sentences and what is to be done with them."""
    date = f"{document.date} ({datetime.date.fromisoformat(document.date):%A})" if document.date else "unknown date"
    lines = (f"{number}. {shown(sentence)}" for number, sentence in enumerate(document.sentences, 1))
    return "\n".join([f"Article of {date}:", *lines, "", task])


def within(document: Document, number: int, spans: Sequence[S]) -> list[S]:
    """The spans that begin in a sentence."""
    return sorted(span for span in spans if document.sentence_at(span.start) == number - 1)


def place(document: Document, span: Span | Argument) -> Json:
    """Text and occurrence by which a span is found again in its sentence."""
    text = document.surface(span)
    found = places(document, (document.sentence_at(span.start) or 0) + 1, text)
    return {"text": text, "occurrence": found.index(span.start) + 1}


def places(document: Document, number: int, text: str) -> list[int]:
    """Where a text stands in a sentence: first as whole syllables and figures, then inside them ("5" in "25")."""
    sentence, whole, found = document.sentences[number - 1], document.text or "", []
    at = whole.find(text, sentence.start, sentence.end) if text else -1
    while at >= 0:
        if not (cuts_sequence(whole, at) or cuts_sequence(whole, at + len(text))):
            found.append(at)
        at = whole.find(text, at + 1, sentence.end)
    edges = [(sentence.start + start, sentence.start + end) for start, end in syllables(document.surface(sentence))]
    starts, ends = {start for start, _ in edges}, {end for _, end in edges}
    return sorted(found, key=lambda at: not (at in starts and at + len(text) in ends))


def located(
    document: Document, number: int, items: Sequence[Json], dropped: Counter[str]
) -> Iterator[tuple[Json, int, int]]:
    """The items of an answer with their offsets; one given again word for word stands at the next occurrence."""
    before: list[Json] = []
    for item in items:
        text, nth = nfc(item["text"]), item["occurrence"] + before.count(item)
        before.append(item)
        found = places(document, number, text) if 1 <= number <= len(document.sentences) else []
        if 1 <= nth <= len(found):
            yield item, found[nth - 1], found[nth - 1] + len(text)
        else:
            dropped["texts not found"] += 1


def number_of(item: Json, start: int, end: int, dropped: Counter[str]) -> Number:
    """The number of an answer; a value or unit that has no meaning in its label is left empty."""
    label, value, unit = item["label"], item["value"], nfc(item["unit"])
    if value and (len(value) > LONGEST or meaning(label, value) == value):
        value = ""
        dropped["values without meaning"] += 1
    if unit_fault(label, unit):
        unit = ""
    return Number(start, end, label, value, unit, "" if item["modifier"] == "none" else item["modifier"])


def marks(document: Document) -> dict[str, Span]:
    """The spans by their ids, outer before inner: c1 … commitments, m1 … entities, numbers and parties."""
    spans = list(document.spans())
    acts = [span for span in spans if isinstance(span, Commitment)]
    mentions = [span for span in spans if not isinstance(span, Commitment)]
    return {f"{kind}{i}": span for kind, group in (("c", acts), ("m", mentions)) for i, span in enumerate(group, 1)}


def asked(window: Window) -> dict[str, Commitment]:
    """The commitments that begin in the window's sentences, by their ids."""
    document, first, last = window
    found = {name: span for name, span in marks(document).items() if isinstance(span, Commitment)}
    numbers = range(first - 1, last)
    return {name: act for name, act in found.items() if document.sentence_at(act.start) in numbers}


def marked(document: Document, sentence: Sentence) -> str:
    """A sentence with its spans marked by their ids."""
    tags = []
    outer_first = sorted(marks(document).items(), key=lambda item: (item[1].start, -item[1].end, item[0]))
    for depth, (name, span) in enumerate(outer_first):
        if sentence.start <= span.start < sentence.end:
            tags += [(span.start, 1, depth, f"<{name}>"), (span.end, 0, -depth, f"</{name}>")]
    text, at = "", sentence.start
    for offset, *_, tag in sorted(tags):
        text, at = text + (document.text or "")[at:offset] + tag, offset
    return text + (document.text or "")[at : sentence.end]


def paragraphs(document: Document, longest: int) -> Iterator[Document]:
    """The paragraphs of at most so many characters, as documents, where no argument stands in another one."""
    for _, sentences in groupby(document.sentences, key=lambda sentence: sentence.paragraph):
        part = cut(document, list(sentences))
        inside = (a.start >= 0 and a.end <= part.length for act in part.commitments for a in act.arguments)
        if part.length <= longest and all(inside):
            yield part


def cut(document: Document, sentences: Sequence[Sentence]) -> Document:
    """A document of some consecutive sentences of another."""
    first, last = sentences[0].start, sentences[-1].end

    def moved(spans: Sequence[M]) -> tuple[M, ...]:
        return tuple(replace(span, start=span.start - first, end=span.end - first) for span in spans)

    def kept(spans: Sequence[M]) -> tuple[M, ...]:
        return moved([span for span in spans if first <= span.start and span.end <= last])

    return replace(
        document,
        text=(document.text or "")[first:last],
        sentences=moved(sentences),
        entities=kept(document.entities),
        numbers=kept(document.numbers),
        parties=kept(document.parties),
        commitments=tuple(replace(act, arguments=moved(act.arguments)) for act in kept(document.commitments)),
    )


def labels_of(document: Document) -> list[str]:
    """What a document is an example of: labels of each layer, modifiers, specificities, roles, no commitment."""
    found = {f"entity {entity.label}" for entity in document.entities}
    for number in document.numbers:
        found |= {f"number {number.label}", f"modifier {number.modifier}"}
    for act in document.commitments:
        found |= {f"act {act.label}", act.specificity, *(argument.role for argument in act.arguments)}
    return sorted(found | {"no act" for labels in document.sentence_labels() if not labels})
