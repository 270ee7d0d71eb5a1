"""UIMA CAS XMI, as INCEpTION imports and exports it: for each document ID.xmi, and one TypeSystem.xml for the folder.

Layers are span layers of INCEpTION (`webanno.custom.…`): Entity (label), Number (label, value, unit, modifier), Party,
and Commitment (label, specificity, arguments: links with a role to their target). What a document says of itself is
Article, a layer of document metadata, since INCEpTION writes DocumentMetaData anew. Sentences, tokens, paragraphs and
headings are those of DKPro Core. UIMA counts UTF-16 units: dkpro-cassis turns them into characters and back.

Of other type systems every annotation is read that has a label of ours in a string feature; XML 1.0 and 1.1. Needs the
library dkpro-cassis.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem
from lxml import etree

from camket.faults import Fault, FaultsError
from camket.formats.drafts import METADATA, Bound, Draft, Mark, Reading, about, layer_of, mention_of
from camket.model import (
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    NUMBER_LABELS,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
)
from camket.text import syllables

TYPES = "TypeSystem.xml"
OURS = "webanno.custom."
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
LINK = OURS + "CommitmentArgumentsLink"
ARTICLE = {"id": "article", "pass": "annotationPass"}
"""The features of Article that are not called as the attributes of <article>."""

_LAYERS = {Entity: "Entity", Number: "Number", Party: "Party", Commitment: "Commitment"}
_LABELS = {"Entity": ENTITY_LABELS, "Number": NUMBER_LABELS, "Party": ("",), "Commitment": COMMITMENT_LABELS}
_NAMES = {"Entity": "entities", "Number": "numbers", "Party": "parties", "Commitment": "commitments"}
_STRUCTURE = frozenset(
    "Sentence Token Paragraph Heading Div DocumentMetaData DocumentAnnotation CASMetadata TagDescription "
    "TagsetDescription Sofa Article FSArray".split()
)
_ID = "{http://www.omg.org/XMI}id"
_VERSION = re.compile(rb"""^(\s*<\?xml\s+version=["'])1\.1""")
_CONTROL = re.compile(rb"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bBcCeEfF]|1[0-9a-fA-F]));")


def write(documents: Iterable[Document]) -> dict[str, str]:
    """The files of documents by name; every document must have its text."""
    types = type_system()
    files = {TYPES: types.to_xml()}
    for document in documents:
        files[f"{document.id}.xmi"] = _cas(document, types).to_xmi()
    return files


def type_system() -> TypeSystem:
    """The types of our layers, and those of DKPro Core that are used."""
    types = TypeSystem(add_document_annotation_type=True)
    text = "uima.cas.String"
    segments = DKPRO + "segmentation.type."
    for name in ("Sentence", "Token", "Div"):
        types.create_type(segments + name, "uima.tcas.Annotation")
    for name in ("Paragraph", "Heading"):
        types.create_type(segments + name, segments + "Div")
    for name in _LABELS:
        layer = types.create_type(OURS + name, "uima.tcas.Annotation")
        for feature in {"Number": ("value", "unit", "modifier"), "Commitment": ("specificity",)}.get(name, ()):
            types.create_feature(layer, feature, text)
        if name != "Party":
            types.create_feature(layer, "label", text)
    link = types.create_type(LINK, "uima.cas.TOP")
    types.create_feature(link, "role", text)
    types.create_feature(link, "target", "uima.tcas.Annotation")
    arguments = types.get_type(OURS + "Commitment")
    types.create_feature(arguments, "arguments", "uima.cas.FSArray", LINK, multipleReferencesAllowed=False)
    article = types.create_type(OURS + "Article", "uima.cas.AnnotationBase")
    for key in ("id", "split", "date", *METADATA):
        types.create_feature(article, ARTICLE.get(key, key), text)
    return types


def _cas(document: Document, types: TypeSystem) -> Cas:
    cas = Cas(types, sofa_string=document.text, document_language="vi")
    cas.get_document_annotation().end = document.length
    segment = {
        name: types.get_type(f"{DKPRO}segmentation.type.{name}")
        for name in ("Sentence", "Token", "Paragraph", "Heading")
    }
    article = types.get_type(OURS + "Article")
    cas.add(article(**{ARTICLE.get(key, key): value for key, value in about(document).items()}))
    blocks: dict[tuple[int, bool], list[int]] = {}
    for sentence in document.sentences:
        cas.add(segment["Sentence"](begin=sentence.start, end=sentence.end))
        blocks.setdefault((sentence.paragraph, sentence.headline), []).extend((sentence.start, sentence.end))
        for start, end in syllables(document.surface(sentence)):
            cas.add(segment["Token"](begin=sentence.start + start, end=sentence.start + end))
    for (_, headline), ends in blocks.items():
        cas.add(segment["Heading" if headline else "Paragraph"](begin=ends[0], end=ends[-1]))
    spans = list(document.spans())
    made: dict[int, Any] = {}
    for span in spans:
        features: dict[str, Any] = {"begin": span.start, "end": span.end}
        if not isinstance(span, Party):
            features["label"] = span.label
        if isinstance(span, Number):
            features |= {"value": span.value or None, "unit": span.unit or None, "modifier": span.modifier or None}
        elif isinstance(span, Commitment):
            features["specificity"] = span.specificity or None
        made[id(span)] = types.get_type(OURS + _LAYERS[type(span)])(**features)
        cas.add(made[id(span)])
    link, array = types.get_type(LINK), types.get_type("uima.cas.FSArray")
    for span in spans:
        if isinstance(span, Commitment):
            mentions = ((argument, mention_of(argument, spans)) for argument in span.arguments)
            links = [link(role=a.role, target=made[id(mention)]) for a, mention in mentions if mention is not None]
            made[id(span)].arguments = array(elements=links)
    return cas


def read(path: Path) -> Reading:
    """The documents of an .xmi file, one for each view that has text and annotations of ours.

    The type system is the TypeSystem.xml beside it (or ID.typesystem.xml), else the one that `write` makes.
    """
    name, reading = str(path), Reading()
    data = path.read_bytes()
    if _VERSION.match(data):  # XML 1.1 allows characters that libxml2 does not
        data, number = _CONTROL.subn(b" ", _VERSION.sub(rb"\g<1>1.0", data))
        if number:
            message = f"{number} control characters"
            reading.faults.append(Fault(name, 0, 0, message, "there is no place for them: they are spaces now"))
    try:
        lines, wrong = _scan(data)
        types = _types(path)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            cas = load_cas_from_xmi(BytesIO(data), types, lenient=True)
    except FaultsError as error:
        return Reading([], [*reading.faults, *error.faults])
    except etree.XMLSyntaxError as error:
        line, column = error.position
        fault = Fault(name, line, column, f"malformed XML: {error.msg}", "export the document as UIMA CAS XMI again")
        return Reading([], [*reading.faults, fault])
    except Exception as error:  # dkpro-cassis raises what Python raises for each inconsistency
        message = f"no CAS: {type(error).__name__}: {error}"
        fault = Fault(name, 0, 0, message, f"put the {TYPES} that was exported with it beside it")
        return Reading([], [*reading.faults, fault])
    for message in dict.fromkeys(str(warning.message) for warning in told):
        if "type" in message.lower() and "offset" not in message:
            reading.faults.append(Fault(name, 0, 0, message, f"put the right {TYPES} beside it; they are left out"))
    views = [view for view in cas.views if (view.sofa.sofaString or "").strip()]
    ours = [view for view in views if any(_is_ours(found) for found in view.get_all_fs())]
    for view in ours or views[:1]:
        drafted = _Reader(Draft(name, view.sofa.sofaString or ""), view.get_all_fs(), lines, wrong).read(path.stem)
        if view is not (ours or views)[0]:
            name_of_view = re.sub(r"[^a-z0-9]+", "-", view.sofa.sofaID.lower()).strip("-")
            drafted.about = {**drafted.about, "id": f"{drafted.about['id']}-{name_of_view}"}
        document = drafted.document()
        reading.documents += [document] if document else []
        reading.faults += drafted.faults
    if not views:
        reading.faults.append(Fault(name, 0, 0, "no text in any view", "export the document with its text"))
    for view in views:
        if view not in (ours or views[:1]):
            message = f"view {view.sofa.sofaID}, which has no annotation of ours"
            reading.faults.append(Fault(name, 0, 0, message, "it is left out"))
    return reading


def _scan(data: bytes) -> tuple[dict[int, int], set[int]]:
    """The line of each element by its xmi:id, and those whose offsets lie outside their text or in a character."""
    root = etree.fromstring(data)
    lines, wrong, edges = dict[int, int](), set[int](), dict[str, set[int]]()
    for element in root:
        key, text = element.get(_ID, ""), element.get("sofaString")
        if key.isdigit():
            line: Any = element.sourceline
            lines[int(key)] = line or 0
        if text is not None:
            edges[key] = {0, *accumulate(2 if char > "\uffff" else 1 for char in text)}
    for element in root:
        key, known = element.get(_ID, ""), edges.get(element.get("sofa", ""))
        ends = [element.get(name) for name in ("begin", "end")]
        fits = all(end is not None and end.isdigit() and int(end) in known for end in ends) if known else True
        if not fits and key.isdigit() and ends != [None, None]:
            wrong.add(int(key))
    return lines, wrong


def _types(path: Path) -> TypeSystem:
    names = (f"{path.stem}.typesystem.xml", TYPES, TYPES.lower(), "typeSystem.xml")
    for name in names:
        if (file := path.with_name(name)).is_file():
            try:
                return load_typesystem(file.read_bytes().decode("utf-8"))
            except Exception as error:  # as for the document
                message = f"no type system: {type(error).__name__}: {error}"
                raise FaultsError([Fault(str(file), 0, 0, message, "export it again with the document")]) from error
    return type_system()


def _short(found: Any) -> str:
    return str(found.type.name).rpartition(".")[2]


def _text(found: Any, name: str) -> str:
    """A string feature of an annotation, "" where it has none: dkpro-cassis has a method `value` then."""
    said = getattr(found, name, None)
    return said if isinstance(said, str) else ""


def _strings(found: Any) -> Iterator[tuple[str, str]]:
    """The string features of an annotation, those that are likely to be its label first."""
    names = [feature.name for feature in found.type.all_features]
    for name in sorted(names, key=lambda name: name not in ("label", "value")):
        if value := _text(found, name):
            yield name, value


def _layer(found: Any) -> tuple[str, str]:
    """The layer and label of an annotation; ("", "") for one that is none of ours."""
    short = _short(found)
    if short in _STRUCTURE or not hasattr(found, "begin"):
        return "", ""
    if short in _NAMES:
        label = _text(found, "label") or next((value for _, value in _strings(found)), "")
        if label.removeprefix("Commitment-") in _LABELS[short] or short == "Party":
            return _NAMES[short], "" if short == "Party" else label.removeprefix("Commitment-")
    return next((layer for _, value in _strings(found) if (layer := layer_of(value))[0]), ("", ""))


def _is_ours(found: Any) -> bool:
    return _layer(found)[0] != "" or _short(found) in ("Article", *_NAMES)


class _Reader:
    """The reader of one view."""

    def __init__(self, draft: Draft, found: list[Any], lines: dict[int, int], wrong: set[int]) -> None:
        self.draft, self.found, self.lines, self.wrong = draft, found, lines, wrong

    def read(self, stem: str) -> Draft:
        self.article(stem)
        self.draft.bounds = self.sentences()
        for found in self.found:
            if _short(found) not in _STRUCTURE:
                self.annotation(found)
        return self.draft

    def article(self, stem: str) -> None:
        said: dict[str, str] = {"id": stem}
        for found in self.found:
            if _short(found) == "DocumentMetaData":
                name = _text(found, "documentId") or _text(found, "documentTitle")
                said["id"] = re.sub(r"\.(xmi|xml|txt)$", "", name) if name else stem
        articles = [found for found in self.found if _short(found) == "Article"]
        for found in articles[:1]:
            values = ((key, _text(found, ARTICLE.get(key, key))) for key in ("id", "split", "date", *METADATA))
            said |= {key: value for key, value in values if value}
        if len(articles) > 1:
            self.draft.fault(0, f"{len(articles)} × Article", "keep one in a document; the first is taken")
        self.draft.about = said

    def sentences(self) -> list[Bound] | None:
        """The sentences of the view with their paragraphs; None where it has none."""
        named: dict[str, list[tuple[int, int]]] = {"Sentence": [], "Paragraph": [], "Heading": []}
        for found in self.found:
            if _short(found) in named and found.xmiID not in self.wrong:
                named[_short(found)].append((found.begin, found.end))
        blocks = sorted(
            [(*place, False) for place in named["Paragraph"]] + [(*place, True) for place in named["Heading"]]
        )
        bounds: list[Bound] = []
        paragraph = at = 0
        for start, end in sorted(named["Sentence"]):
            inside = [number for number, (first, last, _) in enumerate(blocks) if first <= start < last]
            if inside:
                bounds.append((start, end, inside[-1], blocks[inside[-1]][2]))
            else:
                paragraph += bool(bounds) and "\n" in self.draft.text[at:start].strip(" ")
                bounds.append((start, end, len(blocks) + paragraph, False))
            at = end
        return bounds or None

    def annotation(self, found: Any) -> None:
        layer, label = _layer(found)
        key, line = self.key(found), self.lines.get(found.xmiID or -1, 0)
        if not layer:
            if _short(found) in _NAMES:
                said = _text(found, "label")
                self.draft.fault(
                    line, f"{key}: label {said!r}", f"use {', '.join(_LABELS[_short(found)])}; it is left out"
                )
            elif hasattr(found, "sofa"):  # links have none: they belong to their annotation
                self.draft.leave_out(f"{found.type.name}, which has no label of ours", "it is left out", line)
            return
        if found.xmiID in self.wrong:
            message = f"{key}: begin {found.begin}, end {found.end} in UTF-16 units"
            self.draft.fault(line, message, "begin and end between the characters of the text; it is left out")
            return
        mark = Mark(key, layer, label, found.begin, found.end, line)
        if layer == "numbers":
            mark.value, mark.unit, mark.modifier = (_text(found, name) for name in ("value", "unit", "modifier"))
            if mark.value == label:  # the label stood in a feature called value
                mark.value = ""
        elif layer == "commitments":
            mark.specificity = _text(found, "specificity")
            mark.arguments = list(self.links(found, key, line))
        self.draft.mark(mark)

    def links(self, found: Any, key: str, line: int) -> Iterator[tuple[str, str]]:
        for feature in found.type.all_features:
            value = getattr(found, feature.name, None)
            for link in getattr(value, "elements", None) or []:
                role, target = getattr(link, "role", None), getattr(link, "target", None)
                if target is None:
                    self.draft.fault(line, f"{key}: {feature.name} without a target", "link a mention; it is left out")
                else:
                    yield role or "", self.key(target)

    def key(self, found: Any) -> str:
        return f"{_short(found)} xmi:id={found.xmiID}"
