"""The names of codes, as the classification of the repository has them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from bench.places import words

CLASSIFICATIONS = Path(__file__).parent.parent / "datasets" / "classifications"


@cache
def functional_names() -> dict[str, str]:
    """Return the current name of every functional code; words.yaml mends those known in an old wording only."""
    mended: dict[str, str] = words()["names"]
    return _names("functional_classification.csv") | mended


@cache
def economic_names() -> dict[str, str]:
    """Return the current name of every economic code."""
    return _names("economic_classification.csv")


def with_parents(items: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the amounts of codes and of all codes above them, in printed order."""
    rows: dict[str, tuple[int, ...]] = {}
    for code, amounts in items.items():
        for level in range(3, len(code) + 1, 2):
            known = rows.get(code[:level], (0,) * len(amounts))
            rows[code[:level]] = tuple(one + other for one, other in zip(known, amounts, strict=True))
    return dict(sorted(rows.items()))


def _names(file: str) -> dict[str, str]:
    best: dict[str, tuple[bool, int, str]] = {}
    for folder in sorted(CLASSIFICATIONS.iterdir()):
        if not (folder / file).is_file():
            continue
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                # what has been printed comes before what is remembered, the newer before the older
                rank = (row["status"] == "verified", int(row["valid_from"]), row["name"])
                best[row["code"]] = max(best.get(row["code"], (False, 0, "")), rank)
    return {code: name for code, (_, _, name) in best.items()}
