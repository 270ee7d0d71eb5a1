"""Spans in words, as people read them in lists of differences."""

from camket.model import Argument, Commitment, Document, Entity, Number, Party, Sentence, Span


def quoted(document: Document, span: Span | Sentence | Argument) -> str:
    """The words of a span in quotation marks; without the text its characters in its sentence."""
    if document.text is not None:
        return f"“{document.surface(span)}”"
    index = document.sentence_at(span.start)
    base = 0 if index is None else document.sentences[index].start
    return f"characters {span.start - base}–{span.end - base}"


def label_of(span: Span) -> str:
    """The label of a span, that of a commitment told from an entity's."""
    match span:
        case Party():
            return "party"
        case Commitment():
            return f"commitment {span.label}"
        case _:
            return span.label


def value_of(number: Number) -> str:
    """The value of a number with its unit and modifier."""
    return " ".join(part for part in (number.modifier, number.value, number.unit) if part)


def arguments_of(document: Document, commitment: Commitment) -> str:
    """The specificity and the arguments of a commitment."""
    named = [f"{a.role} {quoted(document, a)}" for a in sorted(commitment.arguments)]
    return ", ".join([commitment.specificity, *named])


def words(document: Document, span: Span) -> str:
    """A span with all that is said of it."""
    said = f"{label_of(span)} {quoted(document, span)}"
    match span:
        case Entity() | Party():
            return said
        case Number():
            return f"{said} = {value_of(span)}"
        case Commitment():
            return f"{said} ({arguments_of(document, span)})"


def short(text: str, most: int = 160) -> str:
    """A text that is not longer than so many characters, cut at a space."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
