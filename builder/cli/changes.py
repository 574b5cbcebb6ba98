"""What changed between two states of the data, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from builder.cli.reports import finding_lines
from builder.cli.words import Words
from builder.difference import Change, Difference, UnitYear
from builder.export import finding_record
from builder.findings import Finding
from builder.messages import message
from builder.model.money import plain
from builder.model.rows import Value
from builder.report import Report
from builder.schemas import all_schemas

EXCERPT = 40
"""Longer texts are shown from where they part."""

_MARKS = {"added": "+", "removed": "-", "changed": "~"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it was asked for: how much was read, and the faults of the data that kept the rest out."""

    name: str
    packages: int
    unit_years: int
    faults: tuple[Finding, ...]

    @classmethod
    def of(cls, name: str, report: Report) -> Side:
        """Return the side that a check reports on."""
        faults = (one for one in report.findings if one.kind == "data" and one.severity == "error")
        return cls(name, report.packages, report.unit_years, tuple(faults))


def as_text(found: Difference, sides: Sequence[Side], words: Words, _version: str) -> str:
    """Return what differs in lines: disclosures, figures, findings, then the faults of the data and a last line."""
    lines = [words.say("diff-head", before=sides[0].name, after=sides[1].name)]
    for key, unit_years in (("diff-came", found.added), ("diff-left", found.removed)):
        lines += [words.say(key, unit_id=unit_id, year=year) for unit_id, year in unit_years]
    lines += _figure_lines(found.changes, words)
    for key, findings in (("diff-appeared", found.appeared), ("diff-went", found.went)):
        if findings:
            lines.append(words.say(key, count=len(findings)))
            # what a disclosure had that is gone itself is only counted
            told = [one for one in findings if (one.place.unit_id, one.place.year) not in found.removed]
            lines += [f"  {line}" for finding in told for line in _finding_lines(finding, words)]
    if found.moved:
        lines.append(words.say("diff-moved", count=len(found.moved)))
        lines += [f"  {line}" for pair in found.moved for line in _moved_lines(*pair, words)]
    for side in sides:
        if side.faults:
            lines.append(words.say("diff-faults", name=side.name, count=len(side.faults)))
            lines += [line for finding in side.faults for line in finding_lines(finding, words)]
    return "\n".join([*lines, _summary(found, sides, words)])


def as_json(found: Difference, sides: Sequence[Side], _words: Words, version: str) -> str:
    """Return what differs for programs; amounts are texts, the order is stable."""
    before, after = (_side_entry(side) for side in sides)
    content = {
        "tool": "mingzhang",
        "version": version,
        "before": before,
        "after": after,
        "unit_years": {"added": _unit_year_entries(found.added), "removed": _unit_year_entries(found.removed)},
        "figures": {
            kind: [_change_entry(change) for change in found.changes if change.kind == kind] for kind in _MARKS
        },
        "findings": {
            "appeared": [finding_record(finding) for finding in found.appeared],
            "went": [finding_record(finding) for finding in found.went],
            "changed": [{**finding_record(new), "before": _figures_entry(old)} for old, new in found.moved],
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Difference, Sequence[Side], Words, str], str]] = {"text": as_text, "json": as_json}


def _figure_lines(changes: Iterable[Change], words: Words) -> Iterator[str]:
    for (unit_id, year), of_one in groupby(changes, key=lambda change: (change.unit_id, change.year)):
        yield f"{unit_id} {year}"
        for (resource, row, kind), cells in groupby(of_one, key=lambda one: (one.resource, one.row, one.kind)):
            said = words.say("list-joint").join(_cell(change, words) for change in cells)
            where = " ".join(part for part in (_title(resource, words), row) if part)
            yield f"  {_MARKS[kind]} {words.say('diff-row', where=where, cells=said)}"


def _title(resource: str, words: Words) -> str:
    schema = all_schemas()[resource]
    title = schema.title if words.language == "zh" else schema.name
    return f"{schema.table_id} {title}" if schema.table_id else title


def _cell(change: Change, words: Words) -> str:
    field = all_schemas()[change.resource].field(change.field)
    name = field.title if words.language == "zh" else field.name
    if change.kind != "changed":
        value = change.after if change.before is None else change.before
        return f"{name} {_short(_text(value))}"
    one, other = _excerpts(_text(change.before), _text(change.after))
    return f"{name} {one} → {other}{_by_how_much(change)}"


def _by_how_much(change: Change) -> str:
    difference = _difference(change)
    if difference is None:
        return ""
    return f" ({'' if difference.startswith('-') else '+'}{difference})"


def _difference(change: Change) -> str | None:
    before, after = change.before, change.after
    return plain(after - before) if isinstance(before, Decimal) and isinstance(after, Decimal) else None


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Return two texts from a little before the place where they part, where they are long."""
    alike = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, alike - EXCERPT // 4) if max(len(one), len(other)) > EXCERPT else 0
    begin = "…" if start else ""
    return begin + _short(one[start:]), begin + _short(other[start:])


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else f"{flat[: EXCERPT - 1]}…"


def _text(value: Value) -> str:
    written = _written(value)
    return str(written).lower() if isinstance(written, bool) else str(written)


def _written(value: Value) -> str | int | bool | None:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _finding_lines(finding: Finding, words: Words) -> Iterator[str]:
    place = finding.place
    parts = (place.unit_id, place.year, place.table, place.row, place.field)
    address = " ".join(str(part) for part in parts if part is not None)
    yield f"{finding.severity} {finding.rule} {address}"
    yield f"  {message(finding, words.language)}"


def _moved_lines(before: Finding, after: Finding, words: Words) -> Iterator[str]:
    head, _ = _finding_lines(after, words)
    yield head if before.severity == after.severity else f"{before.severity} → {head}"
    yield "  " + words.say("diff-was", message=message(before, words.language))
    yield "  " + words.say("diff-is", message=message(after, words.language))


def _summary(found: Difference, sides: Sequence[Side], words: Words) -> str:
    if found.is_empty:
        return words.say("diff-none-read" if any(side.faults for side in sides) else "diff-none")
    counts = {kind: sum(change.kind == kind for change in found.changes) for kind in _MARKS}
    return words.say(
        "diff-summary",
        **counts,
        came=len(found.added),
        left=len(found.removed),
        appeared=len(found.appeared),
        went=len(found.went),
        moved=len(found.moved),
    )


def _side_entry(side: Side) -> Mapping[str, Any]:
    return {
        "name": side.name,
        "packages": side.packages,
        "unit_years": side.unit_years,
        "data_errors": [finding_record(finding) for finding in side.faults],
    }


def _unit_year_entries(unit_years: Iterable[UnitYear]) -> list[Mapping[str, Any]]:
    return [{"unit_id": unit_id, "year": year} for unit_id, year in unit_years]


def _change_entry(change: Change) -> Mapping[str, Any]:
    return {
        "unit_id": change.unit_id,
        "year": change.year,
        "resource": change.resource,
        "table": all_schemas()[change.resource].table_id,
        "row": change.row,
        "field": change.field,
        "before": _written(change.before),
        "after": _written(change.after),
        "difference": _difference(change),
    }


def _figures_entry(finding: Finding) -> Mapping[str, Any]:
    return {
        "severity": finding.severity,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
    }
