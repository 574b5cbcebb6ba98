"""All findings of the site on one page, with how common each rule's are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.outputs import Derived, Output
from builder.render.finding_files import (
    HEAD_FILE,
    Listed,
    Sources,
    finding_head,
    finding_parts,
    first_findings,
    part_jobs,
)
from builder.render.listed import SEVERITIES
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.rule_pages import rule_jobs
from builder.render.rules import (
    RuleFacts,
    RuleTally,
    checked_rules,
    grouped,
    rule_words,
)
from builder.render.shells import Frame, made_already, versioned
from builder.render.summary import RegionName, UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import digest_of

PATH = "checks/index.html"
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class ChecksFacts:
    """What the page of findings tells of all documents."""

    unit_years: int
    without: int
    passed: int
    counts: Mapping[str, int]
    regions: tuple[RegionName, ...]
    years: tuple[int, ...]

    @classmethod
    def of(cls, summaries: Sequence[UnitYearSummary]) -> ChecksFacts:
        """Return what the summaries have for the page."""
        found = [summary for summary in summaries if summary.findings]
        counts = (sum(each.errors for each in found), sum(each.warnings for each in found), sum(e.infos for e in found))
        return cls(
            unit_years=len(summaries),
            without=len(summaries) - len(found),
            passed=sum(summary.passed for summary in summaries),
            counts=dict(zip(SEVERITIES, counts, strict=True)),
            regions=tuple(sorted({region for regions in {e.regions for e in found} for region in regions})),
            years=tuple(sorted({each.year for each in found}, reverse=True)),
        )


def checks_page(  # noqa: PLR0913  # what the page tells, and of what
    facts: ChecksFacts,
    listed: Iterable[Listed],
    rules: Sequence[RuleFacts],
    tallies: Mapping[str, RuleTally],
    site: SiteFacts,
    *,
    head: str = HEAD_FILE,
) -> Page:
    """Return the page of findings; the first of those `listed` in full, all of them counted.

    `head` is the address from that page of the file that counts them.
    """
    groups = list(first_findings(listed, MOST_ROWS))
    checked = checked_rules(rules)
    body = filled_template(
        "checks_page.html",
        facts=facts,
        counts=facts.counts,
        levels=[(level, label("findings", "severity", level)) for level in SEVERITIES],
        whole=sum(facts.counts.values()),
        listed=sum(len(group.rows) for group in groups),
        groups=groups,
        head=head,
        findings_file=site.downloads.bulk_path("findings"),
        speaking=[(rule, rule_words(rule.id)) for rule in checked if tallies[rule.id].findings],
        rule_groups=[
            (group, [(rule, rule_words(rule.id), tallies[rule.id]) for rule in group.rules])
            for group in grouped(checked)
        ],
        rule_count=len(checked),
        level_name=lambda level: label("findings", "severity", level),
    )
    about = words()["checks_about"].format(
        unit_years=facts.unit_years,
        failed=facts.counts["error"] + facts.counts["warning"],
        remarks=facts.counts["info"],
    )
    toc = filled_template("checks_contents.html")
    canonical = escape(site.address(PATH))
    return Page(PATH, Slots(words()["checks_title"], escape(about), canonical, head="", toc=str(toc), body=str(body)))


def checks_jobs(
    summaries: Sequence[UnitYearSummary],
    sources: Sources,
    rules: Sequence[RuleFacts],
    tallies: Mapping[str, RuleTally],
    frames: Mapping[str, Frame],
) -> Iterator[Derived]:
    """Yield the page of findings with the files behind it, and the pages of the rules.

    The summaries stand in the order of the list.
    """
    parts = finding_parts(summaries, sources)
    head = finding_head(summaries, rules, parts)
    yield made_already("checks/findings", [head])
    yield from part_jobs(parts)
    facts = ChecksFacts.of(summaries)
    first = _enough((each for part in parts for each in part.documents), MOST_ROWS)
    address = versioned(HEAD_FILE, head)
    key = digest_of(
        frames["checks"].digest,
        repr((facts, rules, tallies, address)).encode(),
        *[listed.digest for listed in first],
    )
    known = tuple(rules), dict(tallies)
    yield Derived("checks", key, _checks, (facts, first, known, frames["checks"], address))
    yield from rule_jobs(summaries, parts, rules, tallies, frames["rule"])


def _checks(
    facts: ChecksFacts,
    listed: Sequence[Listed],
    known: tuple[Sequence[RuleFacts], Mapping[str, RuleTally]],
    frame: Frame,
    head: str,
) -> list[Output]:
    return [frame.poured(checks_page(facts, listed, *known, frame.site, head=head))]


def _enough(listed: Iterable[Listed], most: int) -> tuple[Listed, ...]:
    """Return the first documents, as many as have so many findings together."""
    chosen = []
    for each in listed:
        if most <= 0:
            break
        chosen.append(each)
        most -= each.whole
    return tuple(chosen)
