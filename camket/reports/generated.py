"""Generated parts of hand-written documents, between markers, so that figures never drift from what measured them.

<!-- generated: NAME -->
… replaced …
<!-- end: NAME -->
"""

from collections.abc import Mapping


def refresh(text: str, parts: Mapping[str, str]) -> str:
    """The document with each named part replaced; raises ValueError for a part the document has no markers for."""
    for name, content in parts.items():
        opening, closing = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        before, found, rest = text.partition(opening)
        _, closed, after = rest.partition(closing)
        if not found or not closed:
            raise ValueError(f"no markers for the generated part {name!r}: add {opening} … {closing}")
        body = content.strip("\n")
        text = f"{before}{opening}\n\n{body}\n\n{closing}{after}"
    return text
