"""The drafts that wait for a person: which there are, and the page that lists them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from builder.ingest.ledger import LEDGER
from builder.ingest.review import REVIEW

DRAFTS = "drafts"


def reviews_below(drafts: Path) -> dict[str, Path]:
    """Return the review of each draft in the drafts' folder by its address, in order."""
    found = sorted(drafts.glob(f"*/*/{REVIEW}")) if drafts.is_dir() else []
    return {f"/{DRAFTS}/{quote(path.relative_to(drafts).as_posix())}": path for path in found if not path.is_symlink()}


def list_of_drafts(reviews: Mapping[str, Path]) -> str:
    """Return the page that leads to the reviews, those with most to look at first."""
    counts = {address: _counts(path.parent / LEDGER) for address, path in reviews.items()}
    ordered = sorted(reviews, key=lambda address: (-sum(counts[address]), address))
    rows = "".join(_row(address, reviews[address], counts[address]) for address in ordered)
    return _template().replace("<!-- rows -->", rows)


def _row(address: str, path: Path, counts: tuple[int, int]) -> str:
    name = escape("/".join(path.parent.parts[-2:]))
    unread, doubts = counts
    return f'<tr><td><a href="{escape(address)}">{name}</a></td><td>{unread}</td><td>{doubts}</td></tr>'


def _counts(ledger: Path) -> tuple[int, int]:
    """How many pieces were not recognised, and how many doubts there are; nothing known counts as nothing."""
    try:
        counts = json.loads(ledger.read_text(encoding="utf-8"))["counts"]
        return int(counts["unread"]), int(counts["doubts"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0


@cache
def _template() -> str:
    return (resources.files("builder.cli") / "drafts.html").read_text(encoding="utf-8")
