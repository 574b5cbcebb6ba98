"""The drafts that wait for a person: which there are, and the page that lists them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from builder.cli.words import Words
from builder.ingest.ledger import LEDGER
from builder.ingest.review import REVIEW

DRAFTS = "drafts"
_TITLE = re.compile("<title>[^<]*?\uff1a([^<]*)</title>")
_HEAD = 4096


def reviews_below(drafts: Path) -> dict[str, Path]:
    """Return the review of each draft in the drafts' folder by its address, in order."""
    found = sorted(drafts.glob(f"*/*/{REVIEW}")) if drafts.is_dir() else []
    return {f"/{DRAFTS}/{quote(path.relative_to(drafts).as_posix())}": path for path in found if not path.is_symlink()}


def list_of_drafts(reviews: Mapping[str, Path]) -> str:
    """Return the page that leads to the reviews, those with most to look at first, those already accepted last."""
    counts = {address: _counts(path.parent / LEDGER) for address, path in reviews.items()}
    ordered = sorted(
        reviews, key=lambda address: (is_accepted(reviews[address]), [-count for count in counts[address]], address)
    )
    rows = "".join(_row(address, reviews[address], counts[address]) for address in ordered)
    return _template().replace("<!-- rows -->", rows)


def is_accepted(review: Path) -> bool:
    """Whether the package of a draft is in the project already."""
    drafts = review.parents[2]
    return drafts.parent.joinpath("datasets", "units", *review.parent.parts[-2:]).is_dir()


def _row(address: str, path: Path, counts: tuple[int, int]) -> str:
    name = escape("/".join(path.parent.parts[-2:]))
    title = escape(_title(path))
    unread, doubts = counts
    state = "draft-accepted" if is_accepted(path) else "draft-waiting"
    return (
        f'<tr class="{state}"><th scope="row"><a href="{escape(address)}">{name}</a> {title}</th>'
        f"<td>{unread}</td><td>{doubts}</td><td>{Words('zh').say(state)}</td></tr>"
    )


def _title(review: Path) -> str:
    """What the disclosure calls itself, as its review says at the head."""
    with review.open(encoding="utf-8", errors="replace") as file:
        found = _TITLE.search(file.read(_HEAD))
    return unescape(found[1]) if found else ""


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
