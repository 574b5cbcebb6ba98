"""What the audit says of right disclosures, and of the same disclosures with one mistake in each."""

from __future__ import annotations

import gc
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from time import process_time
from typing import Any

from bench.in_memory import WHOLE, Sample, copied, samples
from bench.records import Record
from bench.slip_document import Address, Document, Slip
from bench.slips import Kind
from builder.audit import RULES, audit
from builder.audit.case import Case
from builder.audit.outcomes import Checked
from builder.findings import AuditReport, Finding, Place
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure

NOT_ROUNDING = frozenset({"XCL-01", "YOY-02"})
"""Rules whose notices carry a difference that is not one of rounding."""
GRAVITY = ("error", "warning", "info")
_THIRD = 3
_TRIES = 6
"""So many times more disclosures are tried than mistakes of a kind are wanted: some kinds need what few have."""
Key = tuple[str, str, str | None, str | None, str | None, str | None, str | None]


@dataclass(slots=True)
class Right:
    """What the audit said of right disclosures."""

    audited: int = 0
    with_alarms: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    notices_of_rounding: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seconds: list[float] = field(default_factory=list)

    @property
    def median_microseconds(self) -> int:
        """The middle time of an audit, of the processor."""
        return round(statistics.median(self.seconds) * 1e6) if self.seconds else 0

    def record(self) -> dict[str, Any]:
        """Return it as it stands in the JSON."""
        return {
            "audited": self.audited,
            "with_alarms": self.with_alarms,
            "alarms": dict(sorted(self.alarms.items())),
            "notices_of_rounding": dict(sorted(self.notices_of_rounding.items())),
            "median_microseconds": self.median_microseconds,
            "examples": {rule: found[:3] for rule, found in sorted(self.examples.items())},
        }


@dataclass(slots=True)
class Score:
    """What became of the mistakes of one kind in one template.

    A mistake is `seen` where any finding is new; `named` where a new finding stands at the wrong cell or the
    cell is a side of an equation that fails; `at_cell` and `at_row` where a new finding stands there. `ranks`
    are the places of the wrong cell among the suspects of the report, None where it is none of them.
    """

    made: int = 0
    seen: int = 0
    named: int = 0
    at_cell: int = 0
    at_row: int = 0
    ranks: list[int | None] = field(default_factory=list)
    gravity: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    findings: list[int] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def median_rank(self) -> float | None:
        """The middle rank of the wrong cell, where it is among the suspects."""
        ranked = [rank for rank in self.ranks if rank is not None]
        return statistics.median(ranked) if ranked else None

    @property
    def first(self) -> int:
        """How often the wrong cell is the first suspect."""
        return sum(rank == 1 for rank in self.ranks)

    @property
    def among_three(self) -> int:
        """How often the wrong cell is one of the first three suspects."""
        return sum(rank is not None and rank <= _THIRD for rank in self.ranks)

    @property
    def median_findings(self) -> float:
        """How many findings a mistake makes."""
        return statistics.median(self.findings) if self.findings else 0

    def record(self) -> dict[str, Any]:
        """Return it as it stands in the JSON."""
        return {
            "made": self.made,
            "seen": self.seen,
            "named": self.named,
            "at_cell": self.at_cell,
            "at_row": self.at_row,
            "first_suspect": self.first,
            "among_three_suspects": self.among_three,
            "median_rank": self.median_rank,
            "median_findings": self.median_findings,
            "gravest": dict(sorted(self.gravity.items())),
            "rules": dict(sorted(self.rules.items())),
            "missed": self.missed,
        }


@dataclass(frozen=True, slots=True)
class Measures:
    """One run: the template, the seed, and the code lists."""

    template: str
    seed: int
    catalog: Catalog
    kept: str = WHOLE

    def right(self, count: int) -> Right:
        """Return what the audit says of so many right disclosures."""
        right = Right()
        for sample in samples(self.template, count, self.seed, self.kept):
            gc.disable()  # as in a build
            start = process_time()
            report = self._audit(sample, sample.disclosure)
            right.seconds.append(process_time() - start)
            gc.enable()
            right.audited += 1
            found = alarms(report)
            right.with_alarms += bool(found)
            right.notices_of_rounding.update(each.rule for each in report.disagreements if is_rounding(each))
            for finding in found:
                right.alarms[finding.rule] += 1
                right.examples[finding.rule].append(_example(sample, finding))
        return right

    def slips(self, each: int, kinds: tuple[Kind, ...]) -> dict[str, Score]:
        """Return the score of every kind of mistake, `each` of them made where the template has a place for it."""
        scores = {kind.name: Score() for kind in kinds}
        before: tuple[tuple[str, int], dict[str, list[Record]]] = (("", 0), {})
        for number, sample in enumerate(samples(self.template, each * _TRIES, self.seed, self.kept)):
            unit_id, year = sample.unit_year.unit.id, sample.unit_year.year
            wanted = [kind for kind in kinds if scores[kind.name].made < each]
            if not wanted:
                break
            base = {_key(finding) for finding in self._audit(sample, sample.disclosure).findings}
            last = before[1] if before[0] == (unit_id, year - 1) else {}
            for kind in wanted:
                draw = Random(f"{self.seed}/{kind.name}/{number}")
                document = Document(copied(sample.rows), sample.unit_year, draw, last, _strangers(sample))
                slip = kind.make(document)
                if slip is not None:
                    self._judge(scores[kind.name], sample, sample.changed(document.rows), slip, base)
            before = ((unit_id, year), dict(sample.rows))
        return scores

    def _audit(self, sample: Sample, disclosure: Disclosure) -> AuditReport:
        return audit(disclosure, self.catalog, sample.neighbours)

    def _judge(  # one mistake, and all that it is judged by
        self, score: Score, sample: Sample, changed: Disclosure, slip: Slip, base: set[Key]
    ) -> None:
        report = self._audit(sample, changed)
        # every finding that the right disclosure has not is due to the one mistake
        found = [finding for finding in report.disagreements if _key(finding) not in base]
        standing = [_address(finding.place) for finding in found]
        is_at_cell = any(slip.stands_at(address) for address in standing)
        score.made += 1
        score.seen += bool(found)
        score.at_cell += is_at_cell
        score.at_row += any(slip.stands_in_row(address) for address in standing)
        score.named += is_at_cell or (
            bool(found) and any(slip.stands_at(address) for address in self._in_failing_equations(sample, changed))
        )
        score.gravity[next((level for level in GRAVITY if any(one.severity == level for one in found)), "none")] += 1
        score.rules.update({finding.rule for finding in found})
        score.findings.append(len(found))
        if not found:
            score.missed.append(f"{changed.unit_id} {changed.year}: {slip}")
        suspects = [_address(suspect.place) for suspect in report.suspects]
        score.ranks.append(next((rank for rank, place in enumerate(suspects, 1) if slip.stands_at(place)), None))

    def _in_failing_equations(self, sample: Sample, changed: Disclosure) -> Iterator[Address]:
        """Yield the figures on both sides of the equations that fail."""
        case = Case.of(changed, self.catalog, sample.neighbours)
        for rule in RULES:
            for outcome in rule.check(case):
                if isinstance(outcome, Checked) and outcome.finding is not None:
                    for figure in (outcome.equation.whole, *outcome.equation.parts):
                        yield figure.address


def alarms(report: AuditReport) -> list[Finding]:
    """Return what is said of a right disclosure beyond what is missing from it and notices of rounding."""
    return [finding for finding in report.disagreements if not is_rounding(finding)]


def is_rounding(finding: Finding) -> bool:
    """Return whether a finding is the notice that rounding explains a difference."""
    return finding.severity == "info" and finding.difference is not None and finding.rule not in NOT_ROUNDING


def _strangers(sample: Sample) -> tuple[str, ...]:
    """Return the names of units that are no part of this unit's own."""
    own = sample.neighbours.unit_names[sample.unit_year.unit.id]
    return tuple(
        names[0]
        for names in sample.neighbours.unit_names.values()
        if not any(name in own[0] or own[-1] in name for name in names)
    )


def _example(sample: Sample, finding: Finding) -> str:
    place = finding.place
    where = f"{place.table} {place.row} {place.field}"
    said = f"{finding.stated!r}, expected {finding.expected!r}, {dict(finding.facts)}"
    return f"{sample.unit_year.unit.id} {sample.unit_year.year}: {finding.severity} at {where}: {said}"


def _key(finding: Finding) -> Key:
    return finding.rule, finding.severity, *_address(finding.place), finding.stated, finding.expected


def _address(place: Place) -> Address:
    return place.table, place.row, place.field
