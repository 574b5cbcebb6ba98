"""The files behind the list of findings: a head that counts, and parts that hold the findings themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from builder.outputs import Output
from builder.render.listed import SEVERITIES, unpacked
from builder.render.rules import RuleFacts, checked_rules, rule_words
from builder.render.summary import UnitYearSummary

HEAD = "checks/findings.json"
_PART = "checks/findings-{number}.json"
PART_BYTES = 400_000


def finding_files(
    summaries: Sequence[UnitYearSummary], rules: Sequence[RuleFacts], *, part_bytes: int = PART_BYTES
) -> Iterator[Output]:
    """Yield the head, which counts by document, rule and severity, and the parts that hold the findings.

    A part holds whole documents; the head says in which part each is, so that a reader fetches what is shown.
    """
    listed = [summary for summary in summaries if summary.findings_listed]
    numbers = {rule.id: number for number, rule in enumerate(checked_rules(rules))}
    bodies: list[list[str]] = [[]]
    size = 0
    entries: list[list[object]] = []
    for summary in listed:
        if size > part_bytes:
            bodies.append([])
            size = 0
        bodies[-1].append(f"[{len(entries)},{summary.findings_listed.decode()}]")
        size += len(summary.findings_listed)
        entries.append(_entry(summary, numbers, len(bodies)))
    head: dict[str, Any] = {
        "rules": [[rule, rule_words(rule).name] for rule in numbers],
        "severities": list(SEVERITIES),
        "parts": len(bodies) if entries else 0,
    }
    begin = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    yield Output(HEAD, f'{begin},\n "unit_years": [\n{lines}\n]}}\n'.encode())
    for number, lines_of_part in enumerate(bodies if entries else [], 1):
        content = "[\n" + ",\n".join(lines_of_part) + "\n]\n"
        yield Output(_PART.format(number=number), content.encode())


def _entry(summary: UnitYearSummary, numbers: dict[str, int], part: int) -> list[object]:
    counts: dict[int, list[int]] = {}
    for found in unpacked(summary.findings_listed):
        number = numbers.setdefault(found.rule, len(numbers))
        counts.setdefault(number, [0, 0, 0])[found.severity] += 1
    return [
        summary.unit_id,
        summary.year,
        summary.name,
        " ".join(region.code for region in summary.regions),
        part,
        [[number, *each] for number, each in sorted(counts.items())],
    ]
