"""All findings of the site on one page, with how common each rule's are; each rule explained on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.messages import reason
from builder.render.listed import ListedFinding, unpacked
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.rules import (
    COMPLETENESS,
    RuleFacts,
    RuleTally,
    allows_rounding,
    checked_rules,
    group_title,
    grouped,
    rule_words,
)
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label

PATH = "checks/index.html"
MOST_ROWS = 200
_MOST_OF_RULE = 100
_LEVELS = ("error", "warning", "info")
_RULE_ROOT = "../../../"


@dataclass(frozen=True, slots=True)
class OfUnitYear:
    """Some findings of one document; `whole` is how many it has."""

    summary: UnitYearSummary
    rows: tuple[ListedFinding, ...]
    whole: int


def checks_page(
    summaries: Sequence[UnitYearSummary],
    rules: Sequence[RuleFacts],
    tallies: Mapping[str, RuleTally],
    site: SiteFacts,
) -> Page:
    """Return the page of findings; the first of them in full, all of them counted."""
    found = [summary for summary in summaries if summary.findings_listed]
    counts = {
        "error": sum(summary.errors for summary in summaries),
        "warning": sum(summary.warnings for summary in summaries),
        "info": sum(summary.infos for summary in summaries),
    }
    whole = sum(counts.values())
    groups = list(_first(found, MOST_ROWS))
    checked = checked_rules(rules)
    body = filled_template(
        "checks_page.html",
        counts=counts,
        levels=[(level, label("findings", "severity", level)) for level in _LEVELS],
        whole=whole,
        listed=sum(len(group.rows) for group in groups),
        groups=groups,
        unit_years=len(summaries),
        without=len(summaries) - len(found),
        passed=sum(summary.passed for summary in summaries),
        speaking=[(rule, rule_words(rule.id)) for rule in checked if tallies[rule.id].findings],
        rule_groups=[
            (group, [(rule, rule_words(rule.id), tallies[rule.id]) for rule in group.rules])
            for group in grouped(checked)
        ],
        rule_count=len(checked),
        level_name=lambda level: label("findings", "severity", level),
        regions=sorted({region for each in found for region in each.regions}, key=lambda region: region.code),
        years=sorted({each.year for each in found}, reverse=True),
    )
    about = words()["checks_about"].format(
        unit_years=len(summaries), failed=counts["error"] + counts["warning"], remarks=counts["info"]
    )
    toc = filled_template("checks_contents.html")
    return _page(PATH, site, (words()["checks_title"], about), str(body), str(toc))


def rule_pages(
    summaries: Sequence[UnitYearSummary],
    rules: Sequence[RuleFacts],
    tallies: Mapping[str, RuleTally],
    site: SiteFacts,
) -> Iterator[Page]:
    """Yield a page for each rule: what it holds, what it cannot see, how it fared, and its first findings."""
    examples = _of_rules(summaries)
    for rule in rules:
        said, tally = rule_words(rule.id), tallies[rule.id]
        body = filled_template(
            "rule.html",
            rule=rule,
            said=said,
            tally=tally,
            level=label("findings", "severity", rule.severity),
            group=group_title(rule.id),
            allows_rounding=allows_rounding(rule.id),
            groups=examples.get(rule.id, ()),
            listed=sum(len(group.rows) for group in examples.get(rule.id, ())),
            reasons=[(reason(key, "zh"), count) for key, count in tally.reasons.most_common()],
            is_missing=_is_missing(rule),
            root=_RULE_ROOT,
        )
        path = f"checks/rules/{rule.id}/index.html"
        title = words()["rule_title"].format(name=said.name, rule=rule.id)
        about = words()["rule_about"].format(rule=rule.id, why=said.why or said.name)
        yield _page(path, site, (title, about), str(body))


def _first(found: Sequence[UnitYearSummary], most: int) -> Iterator[OfUnitYear]:
    left = most
    for summary in found:
        if left <= 0:
            return
        rows = unpacked(summary.findings_listed)
        yield OfUnitYear(summary, tuple(rows[:left]), len(rows))
        left -= len(rows)


def _of_rules(summaries: Sequence[UnitYearSummary]) -> Mapping[str, list[OfUnitYear]]:
    """Return by rule its first findings, by document."""
    taken: dict[str, int] = {}
    examples: dict[str, list[OfUnitYear]] = {}
    for summary in summaries:
        of_rule: dict[str, list[ListedFinding]] = {}
        for found in unpacked(summary.findings_listed):
            if taken.get(found.rule, 0) < _MOST_OF_RULE:
                taken[found.rule] = taken.get(found.rule, 0) + 1
                of_rule.setdefault(found.rule, []).append(found)
        for rule, rows in of_rule.items():
            examples.setdefault(rule, []).append(OfUnitYear(summary, tuple(rows), len(rows)))
    return examples


def _is_missing(rule: RuleFacts) -> bool:
    return rule.id.startswith(COMPLETENESS)


def _page(path: str, site: SiteFacts, named: tuple[str, str], body: str, toc: str = "") -> Page:
    title, about = named
    canonical = escape(site.address(path))
    return Page(path, Slots(escape(title), escape(about), canonical, head="", toc=toc, body=body))
