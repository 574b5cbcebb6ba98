"""PDF files made by hand, page by page from their operators, and pages that a browser prints."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SIZE = "0 0 400 300"
_BROWSER = os.environ.get("MINGZHANG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pdf_file(*pages: str, extra: str = "", trailer: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """Return a PDF with these pages, each given as its operators, all 400 by 300 points.

    The fonts are F1 (Helvetica) and F2, object 4 where `objects` begin with it; I1 is the first object after.
    """
    fixed = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    first = len(fixed) + len(objects) + 1
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    fixed[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
    bodies = [*fixed, *objects]
    for number, page in enumerate(pages):
        resources = "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I1 4 0 R>>>>"
        content = first + 2 * number + 1
        bodies.append(f"<</Type/Page/Parent 2 0 R/MediaBox[{SIZE}]{resources}/Contents {content} 0 R{extra}>>".encode())
        bodies.append(stream(page.encode("latin-1")))
    return _assembled(bodies, trailer)


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return f"<</Length {len(content)}{entries}>>stream\n".encode() + content + b"\nendstream"


def _assembled(bodies: Sequence[bytes], trailer: str) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>"
    return written + f"{end}\nstartxref\n{len(written)}\n%%EOF\n".encode()


def text(words: str, x: float, y: float, *, matrix: str = "1 0 0 1", size: int = 10) -> str:
    """Return operators that write words with their baseline's left end at x, y from the lower left corner."""
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def across(x0: float, x1: float, *heights: float) -> str:
    """Return operators that draw horizontal lines."""
    return "".join(f"{x0} {y} m {x1} {y} l S\n" for y in heights)


def down(y0: float, y1: float, *places: float) -> str:
    """Return operators that draw vertical lines."""
    return "".join(f"{x} {y0} m {x} {y1} l S\n" for x in places)


def table(cells: Mapping[tuple[int, int], str], xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return operators that draw a whole grid of lines, and texts at their places."""
    lines = across(xs[0], xs[-1], *ys) + down(ys[0], ys[-1], *xs)
    return lines + "".join(text(words, x, y) for (x, y), words in cells.items())


def printed(page: str, folder: Path, *options: str) -> bytes:
    """Return the PDF that a browser prints of a web page."""
    assert _BROWSER, "these tests need a Chromium: scripts/find_chromium.py finds or installs one"
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    command = [_BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *options, f"--print-to-pdf={target}"]
    subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)
    return target.read_bytes()
