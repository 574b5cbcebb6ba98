"""The rules as readers meet them: the words of each, the groups they stand in, and how often each held or spoke."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from builder.findings import AuditReport, Severity
from builder.messages import all_sentences
from builder.render.text import escape

COMPLETENESS = "CMP-"
"""The rules on what is missing, which are never counted with those on what is printed."""
_EQUATION = frozenset("=≤≥÷")
_PARTS = ("name", "why", "basis", "formula", "example", "unseen", "tolerance", "fix")


class RuleFacts(NamedTuple):
    """A rule of the audit: its id, and the gravest severity of its findings."""

    id: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What is said of a rule; empty where nothing is written."""

    name: str
    why: str
    basis: str
    formula: str
    example: str
    unseen: str
    tolerance: str
    fix: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one kind, under their title."""

    anchor: str
    title: str
    about: str
    rules: tuple[RuleFacts, ...]


class _Group(NamedTuple):
    anchor: str
    title: str
    about: str
    amounts: bool


@dataclass(slots=True)
class RuleTally:
    """How a rule fared in all documents: where it applied, where it spoke, and the reasons where it did not apply."""

    applied: int = 0
    spoke: int = 0
    held: int = 0
    findings: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> str:
        """In how many of a hundred documents that it applied to the rule spoke, in whole per cent."""
        if not self.applied:
            return ""
        share = (200 * self.spoke + self.applied) // (2 * self.applied)
        return "<1" if self.spoke and not share else str(share)


@cache
def rule_words(rule: str) -> RuleWords:
    """Return what is said of a rule in Chinese; its name is its law, at last its id, where it has none."""
    entry = all_sentences().get(rule, {}).get("zh", {})
    said = {part: entry.get(part, "") for part in _PARTS}
    # Words that name figures of one finding say nothing of the rule.
    said = {part: "" if "{" in text and part in {"why", "name", "fix"} else text for part, text in said.items()}
    return RuleWords(**{**said, "name": said["name"] or said["why"] or rule})


def rule_page(rule: str, root: str) -> str:
    """Return the address of a rule's page from a page whose way to the site's root is `root`."""
    return f"{root}checks/rules/{escape(rule)}/"


def grouped(rules: Sequence[RuleFacts]) -> tuple[RuleGroup, ...]:
    """Return the rules by group in the order of the groups, each rule in the order given; every rule in one group."""
    titles = {group.anchor: (group.title, group.about) for group in _groups().values()}
    members: dict[str, list[RuleFacts]] = {anchor: [] for anchor in titles}
    for rule in rules:
        members[_group_of(rule.id)].append(rule)
    return tuple(RuleGroup(anchor, *titles[anchor], tuple(found)) for anchor, found in members.items() if found)


def checked_rules(rules: Iterable[RuleFacts]) -> tuple[RuleFacts, ...]:
    """Return the rules on what is printed, without those on what is missing."""
    return tuple(rule for rule in rules if not rule.id.startswith(COMPLETENESS))


def group_title(rule: str) -> str:
    """Return the title of the group in which a rule stands."""
    anchor = _group_of(rule)
    return next(group.title for group in _groups().values() if group.anchor == anchor)


def allows_rounding(rule: str) -> bool:
    """Return whether a rule compares amounts: its group does, and its formula is an equation or an inequality."""
    group = _groups().get(rule.partition("-")[0])
    return group is not None and group.amounts and not _EQUATION.isdisjoint(rule_words(rule).formula)


class RuleSums(NamedTuple):
    """In how many documents a rule applied and spoke, and in how many places it held and spoke."""

    applied: int
    spoke: int
    held: int
    found: int


_NOUGHT = RuleSums(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class RuleTallies:
    """How the rules fared in some documents: counts by rule, and how often each reason of a rule was given."""

    counts: Mapping[str, RuleSums]
    reasons: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, reports: Iterable[AuditReport]) -> RuleTallies:
        """Return the tallies of reports."""
        applied: Counter[str] = Counter()
        spoke: Counter[str] = Counter()
        held: Counter[str] = Counter()
        found: Counter[str] = Counter()
        reasons: Counter[tuple[str, str]] = Counter()
        for report in reports:
            speaking = Counter([finding.rule for finding in report.findings])
            found.update(speaking)
            spoke.update(speaking.keys())
            held.update(report.passed)
            applied.update(report.passed.keys() | speaking.keys())
            reasons.update(pair for pair in report.not_applicable.items() if pair[0] not in speaking)
        counts = {rule: RuleSums(applied[rule], spoke[rule], held[rule], found[rule]) for rule in sorted(applied)}
        return cls(counts, dict(sorted(reasons.items())))

    @classmethod
    def summed(cls, parts: Iterable[RuleTallies]) -> RuleTallies:
        """Return the tallies of all the documents of the parts."""
        counts: dict[str, RuleSums] = {}
        reasons: dict[tuple[str, str], int] = {}
        for part in parts:
            for rule, (applied, spoke, held, found) in part.counts.items():
                own = counts.get(rule, _NOUGHT)
                counts[rule] = RuleSums(own[0] + applied, own[1] + spoke, own[2] + held, own[3] + found)
            for pair, count in part.reasons.items():
                reasons[pair] = reasons.get(pair, 0) + count
        return cls(dict(sorted(counts.items())), dict(sorted(reasons.items())))

    def by_rule(self, rules: Iterable[RuleFacts]) -> Mapping[str, RuleTally]:
        """Return by rule how it fared; rules that no document knows have nothing but noughts."""
        names = dict.fromkeys([*(rule.id for rule in rules), *self.counts])
        made = {name: RuleTally(*self.counts.get(name, _NOUGHT)) for name in names}
        for (name, reason), count in self.reasons.items():
            if name in made:
                made[name].reasons[reason] = count
        return made

    def packed(self) -> bytes:
        """Return the tallies as bytes; equal tallies give the same bytes."""
        return json.dumps([self.counts, [[*pair, count] for pair, count in self.reasons.items()]]).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> RuleTallies:
        """Return the tallies that `packed` made into bytes."""
        counts, reasons = json.loads(content)
        return cls(counts, {(rule, reason): count for rule, reason, count in reasons})


def _group_of(rule: str) -> str:
    groups = _groups()
    start = rule.partition("-")[0]
    return groups.get(start, groups["*"]).anchor


@cache
def _groups() -> Mapping[str, _Group]:
    """Return by the start of a rule's id its group."""
    source = resources.files(__package__) / "templates" / "rule_groups.yaml"
    groups = yaml.load(source.read_bytes(), yaml.CSafeLoader)
    return {
        start: _Group(group["anchor"], group["title"], group["about"], group.get("amounts", False))
        for group in groups
        for start in group["rules"]
    }
