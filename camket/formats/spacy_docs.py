"""spaCy's DocBin: a Doc for each document, with syllables as tokens.

`doc.spans` has a group for each layer (entities, numbers, parties, commitments) with labels as `label_`, and `doc.ents`
the outermost entities. What spaCy has no place for stands in custom attributes, which `extensions` declares:

    span._.value, span._.unit, span._.modifier      of numbers
    span._.specificity, span._.arguments            of commitments; an argument is [role, start, end] in characters
    doc._.article                                   what the document says of itself, and its sentences

A Doc with `ents` only is read too. Needs the library spacy, no model.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from camket.faults import Fault
from camket.formats.drafts import (
    METADATA,
    PARTY,
    Bound,
    Draft,
    Mark,
    Reading,
    about,
    laid_out,
    layer_of,
    layout,
)
from camket.model import COMMITMENT_LABELS, ENTITY_LABELS, NUMBER_LABELS, Document
from camket.model import Commitment as OurCommitment
from camket.model import Number as OurNumber
from camket.model import Span as OurSpan
from camket.text import syllables

GROUPS = {
    "entities": ENTITY_LABELS,
    "numbers": NUMBER_LABELS,
    "parties": (PARTY,),
    "commitments": COMMITMENT_LABELS,
}
_KEPT = ("value", "unit", "modifier", "specificity")
_ATTRIBUTES = ("ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE")


def extensions() -> None:
    """Declare the custom attributes of `Doc` and `Span`."""
    for name in _KEPT:
        if not Span.has_extension(name):
            Span.set_extension(name, default="")
    if not Span.has_extension("arguments"):
        Span.set_extension("arguments", default=())
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)


def write(documents: Iterable[Document]) -> bytes:
    """The DocBin of documents, which must have their text."""
    extensions()
    vocab = Vocab()
    docs = (_doc(document, vocab) for document in documents)
    content: bytes = DocBin(attrs=_ATTRIBUTES, docs=docs, store_user_data=True).to_bytes()
    return content


def _doc(document: Document, vocab: Vocab) -> Doc:
    text = document.text or ""
    cuts = sorted({end for span in document.spans() for end in (span.start, span.end)})
    words, spaces, starts, at = list[str](), list[bool](), list[bool | int | None](), 0
    for number, sentence in enumerate(document.sentences):
        if number and sentence.start > at:  # a paragraph ends
            words.append(text[at : sentence.start])
            spaces.append(False)
            starts.append(False)
        ends = {sentence.start + end for pair in syllables(document.surface(sentence)) for end in pair}
        places = sorted(ends | {cut for cut in cuts if sentence.start <= cut <= sentence.end})
        for start, end in pairwise(places):
            if text[start:end].isspace():
                continue
            words.append(text[start:end])
            spaces.append(text[end : end + 1] == " ")
            starts.append(start == sentence.start)
        at = sentence.end + (text[sentence.end : sentence.end + 1] == " ")
    doc = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    doc._.article = {**about(document), "layout": layout(document.sentences)}
    groups: dict[str, Sequence[OurSpan]] = {
        "entities": document.entities,
        "numbers": document.numbers,
        "parties": document.parties,
        "commitments": document.commitments,
    }
    for name, spans in groups.items():
        doc.spans[name] = [_span(doc, span) for span in spans]
    doc.set_ents(filter_spans(doc.spans["entities"]))
    return doc


def _span(doc: Doc, span: OurSpan) -> Span:
    made = doc.char_span(span.start, span.end, getattr(span, "label", PARTY))
    assert made is not None  # tokens are cut where spans end
    if isinstance(span, OurNumber):
        for name in ("value", "unit", "modifier"):
            made._.set(name, getattr(span, name))
    elif isinstance(span, OurCommitment):
        made._.specificity = span.specificity
        made._.arguments = [[a.role, a.start, a.end] for a in span.arguments]
    return made


def read(path: Path) -> Reading:
    """The documents of a .spacy file; one that has no id is named after the file and its number."""
    extensions()
    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and spaCy have each their own
        message = f"no DocBin: {type(error).__name__}: {error}"
        return Reading([], [Fault(str(path), 0, 0, message, "write it with DocBin.to_disk")])
    reading = Reading()
    for number, doc in enumerate(docs, 1):
        draft = _draft(doc, str(path), number, path.stem if len(docs) == 1 else f"{path.stem}-{number}")
        document = draft.document()
        reading.documents += [document] if document else []
        reading.faults += draft.faults
    if not docs:
        reading.faults.append(Fault(str(path), 0, 0, "no document", "add one to the DocBin"))
    return reading


def _draft(doc: Doc, name: str, number: int, stem: str) -> Draft:
    said = doc._.article if isinstance(doc._.article, dict) else {}
    kept = {key: said[key] for key in ("split", "date", *METADATA) if isinstance(said.get(key), str)}
    draft = Draft(f"{name} [{number}]", doc.text, {"id": str(said.get("id") or stem), **kept})
    draft.bounds = _bounds(doc, said, draft)
    groups = {key: list(group) for key, group in doc.spans.items()}
    if not groups.get("entities"):
        groups["ents"] = list(doc.ents)
    keys: dict[tuple[bool, int, int], str] = {}
    later: list[tuple[Mark, Any]] = []
    for group, spans in groups.items():
        for index, span in enumerate(spans, 1):
            layer, label = _layer(group, span.label_)
            if not layer:
                draft.leave_out(f"label {span.label_!r} of {group}, which is none of ours", "it is left out")
                continue
            mark = Mark(f"{group} {index}", layer, label, span.start_char, span.end_char)
            if layer == "numbers":
                mark.value, mark.unit, mark.modifier = (str(span._.get(name) or "") for name in _KEPT[:3])
            elif layer == "commitments":
                mark.specificity = str(span._.specificity or "")
                later.append((mark, span._.arguments))
            draft.mark(mark)
            if layer != "commitments":
                keys.setdefault((layer == "numbers", mark.start, mark.end), mark.key)
    for mark, arguments in later:
        for argument in arguments or ():
            try:
                role, start, end = argument
                target = keys.get((role in ("amount", "deadline"), start, end), f"{start} to {end}")
            except (TypeError, ValueError):
                draft.fault(0, f"{mark.key}: argument {argument!r}", "write [role, start, end]; it is left out")
            else:
                mark.arguments.append((str(role), target))
    return draft


def _layer(group: str, label: str) -> tuple[str, str]:
    """The layer and label of a span of a group; ("", "") for one that is none of ours."""
    if group not in GROUPS:
        return layer_of(label)
    return (group, "" if group == "parties" else label) if label in GROUPS[group] or group == "parties" else ("", "")


def _bounds(doc: Doc, said: dict[str, Any], draft: Draft) -> list[Bound] | None:
    """The sentences of a Doc: as its article says, or as spaCy has them; None where it has none."""
    if isinstance(said.get("layout"), str):
        bounds = laid_out(said["layout"], doc.text)
        if bounds is not None:
            return bounds
        draft.fault(0, "the layout is that of another text", "sentences are found anew, headlines are lost")
    if not doc.has_annotation("SENT_START"):
        return None
    bounds, paragraph, at = [], 0, 0
    for sentence in doc.sents:
        bare = sentence.text.strip()
        if bare:
            start = sentence.start_char + sentence.text.index(bare)
            paragraph += bool(bounds) and "\n" in doc.text[at:start]
            at = start + len(bare)
            bounds.append((start, at, paragraph, False))
    return bounds
