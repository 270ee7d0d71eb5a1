"""Tone marks in one style: hòa, khỏe, thủy (on the first of oa, oe, uy), as most newspapers print them."""

import re
from collections.abc import Iterable

from camket.model import Document
from camket.review.findings import Finding, sentence_of

_OTHER = re.compile(r"(?i)(?<!q)(?:o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
_TONES = {
    **dict(zip("àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip("èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip("ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
_SYLLABLE = re.compile(r"\w+")


def tone_marks(documents: Iterable[Document]) -> list[Finding]:
    """Syllables whose tone mark stands on the second vowel of an open oa, oe or uy."""
    findings = []
    for document in documents:
        for word in _SYLLABLE.finditer(document.text or ""):
            if match := _OTHER.search(word.group()):
                right = word.group()[: match.start()] + _TONES[match.group()[1].lower()]
                findings.append(
                    Finding(
                        "tone-mark",
                        document.id,
                        sentence_of(document, word.start()),
                        word.group(),
                        "the tone mark stands on the second vowel",
                        f"write {right}",
                    )
                )
    return findings
