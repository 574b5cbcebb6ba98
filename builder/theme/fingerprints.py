"""Our own stylesheet, scripts and icon, each under a name that changes with its content.

A cache that holds an old file can therefore never hand it to a new page.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from builder.outputs import Output

ASSETS: Final = Path(__file__).parent / "assets"
PUBLISHED_IN: Final = "assets/mingzhang"
_IMPORTED: Final = b'@import url("../stylesheets/main.min.css")'


def fingerprinted_assets(material_css: str) -> dict[str, Output]:
    """Return by plain name every file of ours as it is published.

    `material_css` is the published path of the theme's stylesheet, which ours names under a plain name.
    """
    imported = f'@import url("../{material_css.removeprefix("assets/")}")'.encode()
    published: dict[str, Output] = {}
    for source in sorted(ASSETS.iterdir()):
        if source.suffix not in {".css", ".js", ".svg"}:
            continue
        content = source.read_bytes().replace(_IMPORTED, imported)
        fingerprint = hashlib.sha256(content).hexdigest()[:8]
        published[source.name] = Output(f"{PUBLISHED_IN}/{source.stem}.{fingerprint}{source.suffix}", content)
    return published
