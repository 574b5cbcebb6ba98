"""A page for each rule: what it holds, what it cannot see, how it fared, and its first findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.messages import reason
from builder.outputs import Derived, Output
from builder.render.finding_files import Listed, Part, first_findings
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.rules import (
    COMPLETENESS,
    RuleFacts,
    RuleTally,
    allows_rounding,
    group_title,
    rule_words,
)
from builder.render.shells import Frame
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import digest_of

_MOST_ROWS = 100
_ROOT = "../../../"


def rule_page_of(rule: RuleFacts, tally: RuleTally, listed: Iterable[Listed], site: SiteFacts) -> Page:
    """Return the page of a rule: what it holds, what it cannot see, how it fared, and its first findings."""
    said = rule_words(rule.id)
    groups = list(first_findings(listed, _MOST_ROWS, rule.id))
    body = filled_template(
        "rule.html",
        rule=rule,
        said=said,
        tally=tally,
        level=label("findings", "severity", rule.severity),
        group=group_title(rule.id),
        allows_rounding=allows_rounding(rule.id),
        groups=groups,
        listed=sum(len(group.rows) for group in groups),
        reasons=[(reason(key, "zh"), count) for key, count in tally.reasons.most_common()],
        is_missing=rule.id.startswith(COMPLETENESS),
        findings_file=site.downloads.bulk_path("findings"),
        root=_ROOT,
    )
    path = f"checks/rules/{rule.id}/index.html"
    title = words()["rule_title"].format(name=said.name, rule=rule.id)
    about = words()["rule_about"].format(rule=rule.id, why=said.why or said.name)
    canonical = escape(site.address(path))
    return Page(path, Slots(escape(title), escape(about), canonical, head="", toc="", body=str(body)))


def rule_jobs(
    summaries: Sequence[UnitYearSummary],
    parts: Sequence[Part],
    rules: Sequence[RuleFacts],
    tallies: Mapping[str, RuleTally],
    frame: Frame,
) -> Iterator[Derived]:
    """Yield the pages of all rules, from the summaries in the order of the lists."""
    listed = {each.document[:2]: each for part in parts for each in part.documents}
    speaking: dict[str, list[Listed]] = {}
    counted: dict[str, int] = {}
    for summary in summaries:
        for each in summary.rule_counts:
            if counted.get(each.rule, 0) < _MOST_ROWS:
                whole = each.errors + each.warnings + each.infos
                counted[each.rule] = counted.get(each.rule, 0) + whole
                speaking.setdefault(each.rule, []).append(listed[summary.unit_id, summary.year]._replace(whole=whole))
    for rule in rules:
        found, tally = tuple(speaking.get(rule.id, ())), tallies[rule.id]
        key = digest_of(frame.digest, repr((rule, tally)).encode(), *[each.digest for each in found])
        yield Derived(f"checks/rules/{rule.id}", key, _rule, (rule, tally, found, frame))


def _rule(rule: RuleFacts, tally: RuleTally, listed: Sequence[Listed], frame: Frame) -> list[Output]:
    return [frame.poured(rule_page_of(rule, tally, listed, frame.site))]
