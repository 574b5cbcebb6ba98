"""What the pages that list many disclosures need of each: a small record, quick to read by the thousand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from builder.findings import AuditReport, Completeness
from builder.model.disclosure import Disclosure
from builder.render.checks import Counts
from builder.render.figures import KeyFigures
from builder.render.listed import SEVERITIES

_AMOUNTS = ("total", "total_change", "fiscal_change", "three_public")
_OFTEN = ("unit_id", "name", "aliases", "regions", "region_code", "items", "points", "found")
_UNKNOWN = "-"


class RegionName(NamedTuple):
    """A region on the way from the province down to the unit."""

    code: str
    name: str


class RuleCounts(NamedTuple):
    """How many findings of each severity a rule has in one document."""

    rule: str
    errors: int
    warnings: int
    infos: int


class DocumentName(NamedTuple):
    """One unit-year, as a list names it."""

    unit_id: str
    year: int
    name: str

    @property
    def address(self) -> str:
        """The address of the page, relative to the site's root."""
        return f"units/{self.unit_id}/{self.year}/"


class UnitYearSummary(NamedTuple):
    """One unit-year; amounts in 10,000 yuan, None where the document does not print them.

    Findings are counted without those on what is missing. `found`, `items` and `points` are lists written as text,
    since most pages never look into them: `T1-01 1 0 0;NUM-02 0 0 2`, `D01 6;D02 3`, `6;-`.
    """

    unit_id: str
    year: int
    name: str
    aliases: tuple[str, ...]
    regions: tuple[RegionName, ...]
    region_code: str
    scope: str
    kind: str
    unit_type: str
    budget_level: str
    parent_unit_id: str
    uscc: str
    has_income: bool
    total: Decimal | None
    total_change: Decimal | None
    fiscal_change: Decimal | None
    three_public: Decimal | None
    errors: int
    warnings: int
    infos: int
    passed: int
    found: str
    score: int
    items: str
    points: str

    @property
    def findings(self) -> int:
        """How many findings there are of any severity."""
        return self.errors + self.warnings + self.infos

    @property
    def document(self) -> DocumentName:
        """The name by which lists call it."""
        return DocumentName(self.unit_id, self.year, self.name)

    @property
    def address(self) -> str:
        """The address of the page, relative to the site's root."""
        return self.document.address

    @property
    def own_region(self) -> str:
        """The code of the region in which the directory lists it; empty where none is known."""
        return self.regions[-1].code if self.regions else self.region_code

    @property
    def rule_counts(self) -> Iterator[RuleCounts]:
        """The findings by rule."""
        for text in filter(None, self.found.split(";")):
            rule, errors, warnings, infos = text.split(" ")
            yield RuleCounts(rule, int(errors), int(warnings), int(infos))

    @property
    def item_weights(self) -> list[tuple[str, int]]:
        """The items that have to be disclosed, each with its weight."""
        parts = (text.split(" ") for text in self.items.split(";") if text)
        return [(item, int(weight)) for item, weight in parts]

    @property
    def item_points(self) -> list[int | None]:
        """The points of each item; None where it cannot be judged."""
        return [None if text == _UNKNOWN else int(text) for text in self.points.split(";") if text]


def summarise(disclosure: Disclosure, report: AuditReport) -> UnitYearSummary:
    """Return the summary of a disclosure."""
    key = KeyFigures.of(disclosure)
    unit, head = disclosure.unit, disclosure.head
    severities = Counter(finding.severity for finding in report.disagreements)
    whole = key.income or key.expenditure
    regions = (RegionName(row.text("region_code") or "", row.text("name") or "") for row in disclosure.regions)
    return UnitYearSummary(
        unit_id=disclosure.unit_id,
        year=disclosure.year,
        name=disclosure.name,
        aliases=unit.parts("names_alias"),
        regions=tuple(regions)[::-1],
        region_code=unit.text("region_code") or "",
        scope=head.text("scope") or "",
        kind=head.text("kind") or "",
        unit_type=unit.text("unit_type") or "",
        budget_level=unit.text("budget_level") or "",
        parent_unit_id=unit.text("parent_unit_id") or "",
        uscc=unit.text("uscc") or "",
        has_income=key.income is not None,
        total=whole.amount if whole else None,
        total_change=whole.change if whole else None,
        fiscal_change=key.fiscal_change,
        three_public=key.three_public.amount if key.three_public else None,
        errors=severities["error"],
        warnings=severities["warning"],
        infos=severities["info"],
        passed=Counts.of(report).passed,
        found=_found(report),
        score=report.completeness.score,
        **_points(report.completeness),
    )


def packed(summaries: Iterable[UnitYearSummary]) -> bytes:
    """Return summaries as bytes, one a line; the same summaries give the same bytes."""
    return b"\n".join([_ENCODED(_plain(summary)).encode() for summary in summaries])


def unpacked(content: bytes) -> list[UnitYearSummary]:
    """Return the summaries that `packed` made into bytes."""
    # Names, regions and items are mostly those of another document too: each is held once.
    once: dict[Any, Any] = {}
    # One array is read several times as quickly as its lines one by one.
    rows = json.loads(b"[" + content.replace(b"\n", b",") + b"]")
    return [_summary(row, once) for row in rows]


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _plain(summary: UnitYearSummary) -> list[Any]:
    row: list[Any] = list(summary)
    for place in _DECIMALS:
        row[place] = None if row[place] is None else str(row[place])
    return row


def _summary(row: list[Any], once: dict[Any, Any]) -> UnitYearSummary:
    for place in _DECIMALS:
        row[place] = None if row[place] is None else Decimal(row[place])
    row[_ALIASES] = tuple(row[_ALIASES])
    row[_REGIONS] = tuple([RegionName._make(region) for region in row[_REGIONS]])
    for place in _REPEATED:
        row[place] = once.setdefault(row[place], row[place])
    return UnitYearSummary._make(row)


_DECIMALS = tuple(UnitYearSummary._fields.index(name) for name in _AMOUNTS)
_REPEATED = tuple(UnitYearSummary._fields.index(name) for name in _OFTEN)
_ALIASES, _REGIONS = UnitYearSummary._fields.index("aliases"), UnitYearSummary._fields.index("regions")


def _found(report: AuditReport) -> str:
    counts: dict[str, list[int]] = {}
    for finding in report.disagreements:
        counts.setdefault(finding.rule, [0, 0, 0])[SEVERITIES.index(finding.severity)] += 1
    return ";".join([f"{rule} {each[0]} {each[1]} {each[2]}" for rule, each in sorted(counts.items())])


def _points(completeness: Completeness) -> dict[str, str]:
    items = completeness.items
    return {
        "items": ";".join([f"{item.id} {item.weight}" for item in items]),
        "points": ";".join([_UNKNOWN if item.points is None else str(item.points) for item in items]),
    }
