"""The panel of checks: what disagrees, by likely cause and equal difference, then what agrees or does not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from builder.findings import AuditReport, Finding, Suspect
from builder.messages import hint_sentence, reason
from builder.model.disclosure import Disclosure
from builder.render import amounts
from builder.render.downloads import ROOT, csv_address
from builder.render.marks import amount_of, rule_anchor
from builder.render.pages import SiteFacts
from builder.render.places import Places
from builder.render.rules import COMPLETENESS, rule_page, rule_words
from builder.render.shown import ShownFinding, shown_finding, value_writer
from builder.render.text import Markup, escape, filled_template, joined, words
from builder.schemas import all_schemas

_OPEN_FIRST = 3
_SOURCE_TABLE = "printed_tables"
_FEWEST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Likely:
    """The figure that may be the wrong one of a group: what it prints, what it would have to print, and why."""

    place: str
    anchor: str
    stated: str
    needed: str
    clears: int
    hint: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading: of one likely cause, of one difference, or those that are left."""

    kind: str
    difference: str
    tables: str
    rows: tuple[ShownFinding, ...]
    likely: Likely | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comparisons agree and disagree; remarks that change no amount are counted apart."""

    passed: int
    failed: int
    remarks: int

    @classmethod
    def of(cls, report: AuditReport) -> Counts:
        """Return the counts of a report, without what is missing from the document."""
        failed = sum(1 for finding in report.disagreements if finding.severity != "info")
        held = sum(count for rule, count in report.passed.items() if not rule.startswith(COMPLETENESS))
        return cls(held, failed, len(report.disagreements) - failed)

    @property
    def compared(self) -> int:
        """All comparisons."""
        return self.passed + self.failed


def checks_section(disclosure: Disclosure, report: AuditReport, site: SiteFacts) -> Markup:
    """Return the panel."""
    places = Places(disclosure)

    def shown(finding: Finding) -> ShownFinding:
        return shown_finding(disclosure, places, finding)

    failed = [finding for finding in report.disagreements if finding.severity != "info"]
    remarks = [finding for finding in report.disagreements if finding.severity == "info"]
    spoken = {finding.rule for finding in report.disagreements}
    left_out = {
        rule: key
        for rule, key in report.not_applicable.items()
        if rule not in report.passed and rule not in spoken and not rule.startswith(COMPLETENESS)
    }
    return filled_template(
        "checks.html",
        groups=_groups(disclosure, places, report.suspects, failed, shown),
        counts=Counts.of(report),
        remarks=[shown(finding) for finding in remarks],
        held=joined([_held_html(report)]),
        left_out=joined([_left_out_item(rule, key) for rule, key in left_out.items()]),
        left_out_count=len(left_out),
        root=ROOT,
        findings_file=csv_address(site.downloads, "findings"),
        site=site,
    )


def rule_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings each rule has, in the order in which they first speak."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts


def _groups(
    disclosure: Disclosure,
    places: Places,
    suspects: Sequence[Suspect],
    failed: Sequence[Finding],
    shown: Callable[[Finding], ShownFinding],
) -> list[Group]:
    by_cause: dict[int, list[Finding]] = {}
    by_difference: dict[Decimal, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in failed:
        difference = amount_of(finding.difference)
        if finding.cause is not None and 0 < finding.cause <= len(suspects):
            by_cause.setdefault(finding.cause, []).append(finding)
        elif difference and _is_of_amounts(finding):
            by_difference.setdefault(abs(difference), []).append(finding)
        else:
            rest.append(finding)
    alike = {amount: found for amount, found in by_difference.items() if len(found) >= _FEWEST_ALIKE}
    single = {id(finding) for amount, found in by_difference.items() if amount not in alike for finding in found}
    last = [finding for finding in failed if id(finding) in single or any(finding is each for each in rest)]
    made: list[tuple[str, str, list[Finding], Likely | None]] = [
        ("cause", "", found, _likely(disclosure, places, suspects[cause - 1]))
        for cause, found in sorted(by_cause.items(), key=lambda group: (-len(group[1]), group[0]))
    ]
    ordered = sorted(alike.items(), key=lambda group: (-len(group[1]), -group[0]))
    made += [("difference", amounts.shown(amount), found, None) for amount, found in ordered]
    made += [("rest", "", last, None)] if last else []
    return [
        Group(kind, difference, _tables_of(found), tuple(map(shown, found)), likely, index < _OPEN_FIRST)
        for index, (kind, difference, found, likely) in enumerate(made)
    ]


def _is_of_amounts(finding: Finding) -> bool:
    """Return whether a finding is on money, not on a share, a growth, a headcount or a quantity."""
    return (finding.place.table or "").startswith("T") or finding.place.field in _amount_fields()


@cache
def _amount_fields() -> frozenset[str]:
    fields = [field for schema in all_schemas().values() for field in schema.fields]
    unit = all_schemas()["narrative_figures"].field("amount").unit
    return frozenset(field.name for field in fields if field.unit == unit)


def _likely(disclosure: Disclosure, places: Places, suspect: Suspect) -> Likely:
    value = value_writer(disclosure, suspect.place)
    return Likely(
        place=places.name(suspect.place),
        anchor=places.anchor(suspect.place),
        stated=value(suspect.stated) or words()["blank"],
        needed=value(suspect.needed),
        clears=suspect.clears,
        hint=amounts.with_minus(hint_sentence(suspect.hint, "zh")) if suspect.hint else "",
    )


def _tables_of(findings: Sequence[Finding]) -> str:
    names = dict.fromkeys(finding.place.table or "" for finding in findings)
    known = all_schemas()[_SOURCE_TABLE].field("table_id").labels
    return words()["comma"].join(known.get(name) or words().get(name, name) for name in names if name)


def _held_html(report: AuditReport) -> str:
    """Return the rules that were applied, by name, with how often each held and how often not."""
    failed = rule_counts(report.disagreements)
    names = [rule for rule in {**report.passed, **failed} if not rule.startswith(COMPLETENESS)]
    return "".join(_held_item(rule, report.passed.get(rule, 0), failed.get(rule, 0)) for rule in names)


def _held_item(rule: str, passed: int, failed: int) -> str:
    also = f'<span class="mz-u">{words()["also_said"].format(count=failed)}</span>' if failed else ""
    return f"{_rule_named(rule)}{also}</span><b>{passed}</b>"


@cache
def _left_out_item(rule: str, key: str) -> str:
    return f'{_rule_named(rule)}<span class="mz-u">{escape(reason(key, "zh"))}</span></span>'


@cache
def _rule_named(rule: str) -> str:
    """Return the beginning of a list item: the rule's name as a link, the span around it left open."""
    return (
        f'<li id="{rule_anchor(rule)}"><span><a href="{rule_page(rule, ROOT)}">{escape(rule_words(rule).name)}</a>'
        f"　<i>{escape(rule)}</i>"
    )
