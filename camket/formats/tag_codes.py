"""IOB2 tags as whole numbers, so that a million of them are checked and read as spans at once.

IOB2 (Ramshaw and Marcus 1995, Tjong Kim Sang and Veenstra 1999): O is outside, B-LABEL begins a span, I-LABEL goes on
with the span of the same label that ends at the token before it. An I-LABEL that goes on with nothing is illegal.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camket.text import nfc

Codes = NDArray[np.int32]
Places = NDArray[np.int64]

OTHER_SCHEMES = "ESLUMW"
"""The prefixes of BIOES, BILOU and BMEOW that IOB2 does not have."""


class TagCodes(dict[str, int]):
    """The codes of tags, made as tags are looked up: 0 for O, 2k for B and 2k + 1 for I of the k-th label, from k = 1.

    What is no IOB2 tag has a code below 0: -1 is the first of `bad`.
    """

    def __init__(self) -> None:
        super().__init__(O=0)
        self.labels: list[str] = []
        self.bad: list[object] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, tag: str) -> int:
        if isinstance(tag, str) and tag[:2] in ("B-", "I-") and len(tag) > 2:
            self[tag] = 2 * self._number(str(tag[2:])) + (tag[0] == "I")
        else:
            self.bad.append(tag)
            self[tag] = -len(self.bad)
        return self[tag]

    def _number(self, label: str) -> int:
        label = nfc(label)  # one label, in whatever Unicode form it is written
        if label not in self._numbers:
            self.labels.append(label)
            self._numbers[label] = len(self.labels)
        return self._numbers[label]

    def tag(self, code: int) -> str:
        """The tag of a code from 0 on."""
        return f"{'BI'[code % 2]}-{self.labels[code // 2 - 1]}" if code else "O"


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Spans in the order of the text: tokens `start` to `end` (half-open), `label` as the k of its codes.

    `illegal` are the tokens whose I-LABEL goes on with nothing; each begins a span, as conlleval reads it.
    """

    start: Places
    end: Places
    label: Codes
    illegal: Places


def find_spans(codes: Codes, sentences: Places) -> Spans:
    """The spans of tokens given by their codes (none below 0); no span goes over the start of a sentence.

    Parameters: the codes of all tokens; the index of the first token of each sentence.
    """
    before = np.zeros_like(codes)
    before[1:] = codes[:-1]
    before[sentences[sentences < len(codes)]] = 0
    is_inside = (codes & 1).astype(np.bool_)
    goes_on = is_inside & (codes == before | 1)
    in_span = codes != 0
    is_last = in_span.copy()
    is_last[:-1] &= ~goes_on[1:]
    start = np.flatnonzero(in_span & ~goes_on)
    return Spans(start, np.flatnonzero(is_last) + 1, codes[start] >> 1, np.flatnonzero(is_inside & ~goes_on))


def tag_fault(tag: object) -> tuple[str, str]:
    """What is wrong with something that is no IOB2 tag, and what would be right."""
    mend = "write O, B-LABEL or I-LABEL"
    if not isinstance(tag, str):
        return f"{tag!r} is no string", mend
    if tag in ("B", "I", "B-", "I-"):
        return f"tag {tag!r} has no label", mend
    if tag[:1] in OTHER_SCHEMES and tag[1:2] in ("-", ""):
        return f"tag {tag!r} belongs to another scheme, such as BIOES", f"convert the tags to IOB2: {mend}"
    return f"bad tag {tag!r}", mend


def illegal_fault(codes: TagCodes, code: int, before: int | None) -> tuple[str, str]:
    """What is wrong with an I-LABEL that goes on with nothing, after the code `before`; None begins a sentence."""
    tag = codes.tag(code)
    where = "at the start of a sentence" if before is None else f"after {codes.tag(before)}"
    return f"{tag} {where} goes on with no span", f"write B-{tag[2:]}, or ask for repair, which reads it so"
