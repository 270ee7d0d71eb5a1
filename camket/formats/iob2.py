"""IOB2 tags (Ramshaw and Marcus 1995, Tjong Kim Sang and Veenstra 1999) of tokens, from spans and back."""

from collections.abc import Iterable, Sequence

from camket.model import Labelled

Tokens = Sequence[tuple[int, int]]


def encode(tokens: Tokens, spans: Iterable[Labelled]) -> list[str]:
    """The tag of each token, given by its offsets; of nested or crossing spans the first and outermost counts."""
    tags = ["O"] * len(tokens)
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        inside = [i for i, (start, end) in enumerate(tokens) if span.start <= start and end <= span.end]
        if inside and all(tags[i] == "O" for i in inside):
            for i in inside:
                tags[i] = f"{'B' if i == inside[0] else 'I'}-{span.label}"
    return tags


def decode(tokens: Tokens, tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """The spans (start, end, label) of the tags of tokens; an I without its B begins a span."""
    spans: list[tuple[int, int, str]] = []
    last = ""
    for (start, end), tag in zip(tokens, tags, strict=True):
        prefix, _, label = tag.partition("-")
        if prefix == "I" and last == label:
            spans[-1] = (spans[-1][0], end, label)
        elif label:
            spans.append((start, end, label))
        last = label
    return spans
