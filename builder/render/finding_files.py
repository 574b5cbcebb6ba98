"""The files behind the list of findings: a head that counts, and parts by region that hold the findings themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from builder.outputs import Derived, Output
from builder.render.listed import SEVERITIES, ListedFinding, unpacked_findings
from builder.render.rules import RuleFacts, checked_rules, rule_words
from builder.render.summary import DocumentName, UnitYearSummary
from builder.segments import Segments, digest_of

HEAD_FILE = "findings.json"
_FOLDER = "checks/"
PART_FINDINGS = 2000
"""A part is closed after so many findings: about 400 KB, a tenth of that compressed."""


class Listed(NamedTuple):
    """One document with findings, and the batch that holds them."""

    document: DocumentName
    whole: int
    source: Segments

    @property
    def packed(self) -> bytes:
        """The findings as `listed_findings` packed them."""
        return self.source.read(findings_segment(self.document))

    @property
    def findings(self) -> list[ListedFinding]:
        """The findings, the gravest first."""
        return unpacked_findings(self.packed)

    @property
    def digest(self) -> bytes:
        """The digest of the document's name and findings."""
        return digest_of(repr(self.document).encode(), self.source.digest(findings_segment(self.document)))


@dataclass(frozen=True, slots=True)
class OfUnitYear:
    """Some findings of one document; `whole` is how many there are."""

    document: DocumentName
    rows: tuple[ListedFinding, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Part:
    """A file with the findings of some documents of one region."""

    address: str
    documents: tuple[Listed, ...]
    digest: bytes
    """The digest of what the part holds."""

    @classmethod
    def of(cls, region: str, number: int, documents: Sequence[Listed]) -> Part:
        """Return the part of a region with this number, from 1."""
        digest = digest_of(*[listed.digest for listed in documents])
        return cls(f"findings/{region or '_'}-{number}.json", tuple(documents), digest)


Sources = Mapping[tuple[str, int], Segments]
"""By unit and year the batch that holds its findings."""


def findings_segment(document: DocumentName) -> str:
    """Return the name of the segment with a document's findings."""
    return f"lists/findings/{document.unit_id}/{document.year}"


def listed_documents(summaries: Sequence[UnitYearSummary], sources: Sources) -> list[Listed]:
    """Return the documents that have findings, in the order of the summaries."""
    return [
        Listed(summary.document, summary.findings, sources[summary.unit_id, summary.year])
        for summary in summaries
        if summary.findings
    ]


def finding_parts(
    summaries: Sequence[UnitYearSummary], sources: Sources, *, part_findings: int = PART_FINDINGS
) -> list[Part]:
    """Return the parts; a part holds whole documents of one region, so that others do not move where one grows."""
    parts: list[Part] = []
    with_findings = [summary for summary in summaries if summary.findings]
    for region, members in groupby(with_findings, key=lambda summary: summary.own_region):
        number, size = 1, 0
        held: list[Listed] = []
        for listed in listed_documents(list(members), sources):
            if size >= part_findings:
                parts.append(Part.of(region, number, held))
                number, size, held = number + 1, 0, []
            held.append(listed)
            size += listed.whole
        parts.append(Part.of(region, number, held))
    return parts


def finding_head(summaries: Sequence[UnitYearSummary], rules: Sequence[RuleFacts], parts: Sequence[Part]) -> Output:
    """Return the head, which counts by document, rule and severity, and says in which part each document is."""
    numbers = {rule.id: number for number, rule in enumerate(checked_rules(rules))}
    place = {listed.document[:2]: number for number, part in enumerate(parts) for listed in part.documents}
    encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = ",\n".join(
        encoded(_entry(summary, numbers, place[summary.unit_id, summary.year]))
        for summary in summaries
        if summary.findings
    )
    head = {
        "rules": [[rule, rule_words(rule).name] for rule in numbers],
        "severities": list(SEVERITIES),
        "parts": [f"{part.address}?v={part.digest.hex()[:8]}" for part in parts],
    }
    begin = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return Output(_FOLDER + HEAD_FILE, f'{begin},\n "unit_years": [\n{lines}\n]}}\n'.encode())


def part_jobs(parts: Sequence[Part]) -> Iterator[Derived]:
    """Yield the parts as files to be made."""
    for part in parts:
        yield Derived(_FOLDER + part.address, part.digest, _part, (part,))


def first_findings(listed: Iterable[Listed], most: int, rule: str = "") -> Iterator[OfUnitYear]:
    """Yield the first findings, of one rule where it is named; no document is opened of which none is shown."""
    for each in listed:
        if most <= 0:
            return
        rows = [finding for finding in each.findings if rule in {"", finding.rule}]
        yield OfUnitYear(each.document, tuple(rows[:most]), len(rows))
        most -= len(rows)


def _part(part: Part) -> list[Output]:
    name = json.JSONEncoder(ensure_ascii=False).encode
    lines = [
        f"[{name(listed.document.unit_id)},{listed.document.year},{listed.packed.decode()}]"
        for listed in part.documents
    ]
    return [Output(_FOLDER + part.address, ("[\n" + ",\n".join(lines) + "\n]\n").encode())]


def _entry(summary: UnitYearSummary, numbers: dict[str, int], part: int) -> list[object]:
    counts = ((numbers.setdefault(each.rule, len(numbers)), *each[1:]) for each in summary.rule_counts)
    regions = " ".join([region.code for region in summary.regions])
    return [summary.unit_id, summary.year, summary.name, regions, part, sorted(counts)]
