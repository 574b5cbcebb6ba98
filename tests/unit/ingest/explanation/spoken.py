"""An explanation as a test writes it down, and what is recognised in it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from builder.ingest.explanation import recognise_explanation
from builder.ingest.outline import Zone, zones_of
from builder.ingest.readers.text import read_text
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.source import stream_of
from builder.narrative import ClassificationNames
from tests.unit.ingest.streams import stream

NAMES = ClassificationNames.of(
    [("201", "一般公共服务支出"), ("20113", "商贸事务"), ("2011350", "事业运行"), ("221", "住房保障支出")],
    [("30101", "基本工资"), ("30201", "办公费")],
)
TABLES = (
    "expenditure_by_function",
    "income_by_function",
    "general_budget_expenditure",
    "general_budget_basic",
)
RESOURCES = ("narrative", "narrative_figures", "procurement", "assets", "projects", "project_allocations")


def setting(year: int = 2024, names: ClassificationNames = NAMES) -> Setting:
    return Setting("000000-unit", year, {}, {}, names)


def explained(*texts: str, year: int = 2024) -> Recognised:
    """Recognise zones, each a title and the lines below it."""
    return recognise_explanation([Zone("narrative", stream(text), 1) for text in texts], setting(year))


def rows(found: Recognised, resource: str) -> list[dict[str, str]]:
    return [record.values for record in found.records if record.resource == resource]


def sections(found: Recognised) -> list[tuple[str, bool, str]]:
    """Section, whether a heading, and how the text begins, of each paragraph."""
    return [(row["section"], row["heading"] == "true", row["text"][:6]) for row in rows(found, "narrative")]


def keys(found: Recognised) -> list[str]:
    return [doubt.key for doubt in found.doubts]


def read_from(content: bytes, year: int, names: ClassificationNames) -> Recognised:
    """Recognise the explanation of a whole document in text form."""
    return recognise_explanation(zones_of(stream_of(read_text("a.txt", content).blocks)), setting(year, names))


def names_in(package: Path) -> ClassificationNames:
    """The names that the tables of a package print beside their codes."""
    functional: list[tuple[str, str]] = []
    economic: list[tuple[str, str]] = []
    for table in TABLES:
        for row in rows_of(package, table):
            code = row.get("functional_code") or row.get("economic_code") or ""
            (economic if table == "general_budget_basic" else functional).append((code, row.get("name_printed", "")))
    return ClassificationNames.of(functional, economic)


def rows_of(package: Path, resource: str) -> Sequence[dict[str, str]]:
    """The rows of a package's file as text, blanks, unit and year left out."""
    file = package / f"{resource}.yaml"
    if file.exists():
        loaded = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    else:
        with (package / f"{resource}.csv").open(encoding="utf-8", newline="") as opened:
            loaded = list(csv.DictReader(opened))
    return [
        {
            name: _text(value)
            for name, value in row.items()
            if value not in (None, "") and name not in {"unit_id", "year"}
        }
        for row in loaded
    ]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
