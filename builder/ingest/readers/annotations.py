"""What stands on a page without being printed there by the page itself: notes, stamps and filled form fields."""

from __future__ import annotations

from collections.abc import Iterator

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

# Links and the windows of notes, whose texts are the notes' own.
_NO_TEXT = frozenset({"Link", "Popup"})


def texts_beside(page: PDFPage) -> Iterator[str]:
    """Yield the text of each annotation of a page: the value of a form field, what another says."""
    for reference in resolve1(page.annots) or ():
        entry = resolve1(reference)
        if not isinstance(entry, dict) or getattr(resolve1(entry.get("Subtype")), "name", "") in _NO_TEXT:
            continue
        value = resolve1(entry.get("V")) or resolve1(entry.get("Contents"))
        text = decode_text(value).strip() if isinstance(value, bytes) else ""
        if text:
            yield text.replace("\r\n", "\n").replace("\r", "\n")
