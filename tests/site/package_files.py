"""The packages of the repository as text, read without the product's own reader."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

UNITS = Path(__file__).parents[2] / "datasets" / "units"
_WITH_TEXTS = "652300-egov/2022"
_ALL = sorted(path.parent.relative_to(UNITS).as_posix() for path in UNITS.glob("*/*/datapackage.yaml"))
UNIT_YEARS = (_WITH_TEXTS, *(each for each in _ALL if each != _WITH_TEXTS))
"""All unit-years of the repository; first the one that comes with its texts."""

Rows = list[dict[str, str]]


def given(unit_year: str) -> dict[str, Rows]:
    """Return the rows of every file of a package by resource; the empty text is a blank cell."""
    folder = UNITS / unit_year
    descriptor = yaml.safe_load((folder / "datapackage.yaml").read_bytes())
    return {resource["name"]: _rows_of(folder / resource["path"]) for resource in descriptor["resources"]}


def _rows_of(path: Path) -> Rows:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    rows = yaml.load(path.read_bytes(), yaml.BaseLoader) or []  # noqa: S506 -- BaseLoader makes nothing but text
    return [{name: "" if text in {"null", "~"} else text for name, text in row.items()} for row in rows]
