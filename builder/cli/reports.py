"""A report in the form asked for: text for people, JSON for programs; GitHub's annotations and SARIF beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from builder.cli.github import annotation
from builder.cli.sarif import sarif_log
from builder.cli.words import Words
from builder.export import finding_record
from builder.findings import Finding, Response
from builder.messages import COMPLETENESS, message, reason, sentences
from builder.report import Report

Format = Callable[[Report, Words, str, str], str]
FINDINGS_SHOWN = 60
"""After a build people are spared all but the first audit findings: the site lists them."""


def as_text(report: Report, words: Words, _version: str, _site_url: str) -> str:
    """Return each finding in four lines (place, what, why, how to mend), and a last line that counts."""
    lines = [line for finding in report.findings for line in finding_lines(finding, words)]
    return "\n".join([*lines, _summary(report, words)])


def as_short_text(report: Report, words: Words) -> str:
    """Return all findings on our own data, the first of the audit's, and a last line that counts them all."""
    ours = [finding for finding in report.findings if finding.kind == "data"]
    audited = [finding for finding in report.findings if finding.kind == "audit"]
    lines = [line for finding in (*ours, *audited[:FINDINGS_SHOWN]) for line in finding_lines(finding, words)]
    if len(audited) > FINDINGS_SHOWN:
        lines.append(words.say("findings-left-out", count=len(audited) - FINDINGS_SHOWN))
    return "\n".join([*lines, _summary(report, words)])


def finding_lines(finding: Finding, words: Words) -> Iterator[str]:
    """Yield a finding as a person reads it; a note is short, what the unit says of it comes last."""
    spoken = sentences(finding, words.language)
    place = finding.place
    where = ":".join(str(part) for part in (place.file or place.table or "-", place.line, place.column) if part)
    yield f"{where}: {finding.severity}: {finding.rule}"
    yield f"  {message(finding, words.language)}"
    if finding.kind == "data" or finding.severity != "info":
        yield f"  {words.say('why')}{spoken.why}"
        yield f"  {words.say('fix')}{spoken.fix}"
    if finding.response:
        yield f"  {said_by_the_unit(finding.response, words)}"


def said_by_the_unit(response: Response, words: Words) -> str:
    """Return what the unit says of a finding, in one line."""
    signature = words.say("list-joint").join(part for part in (response.by, response.day) if part)
    key = "response-signed" if signature else "response"
    return words.say(key, text=" ".join(response.text.split()), signature=signature)


def as_json(report: Report, _words: Words, version: str, _site_url: str) -> str:
    """Return the machine interface that `docs/developers.md` describes."""
    content = {
        "tool": "mingzhang",
        "version": version,
        "packages": report.packages,
        "unit_years": report.unit_years,
        "rows": report.rows,
        "findings": [finding_record(finding) for finding in report.findings],
        "passed": dict(sorted(report.passed.items())),
        "not_applicable": {
            rule: "; ".join(reason(key, "zh") for key in sorted(keys))
            for rule, keys in sorted(report.not_applicable.items())
        },
        "completeness": [
            {
                "unit_id": one.unit_id,
                "year": one.year,
                "score": one.score,
                "missing": list(one.missing),
            }
            for one in report.completeness
            if one.score is not None
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def as_github(report: Report, words: Words, _version: str, _site_url: str) -> str:
    """Return one workflow command a finding, so that it shows beside the line in a pull request."""
    return "\n".join([*(annotation(finding, words) for finding in report.findings), _summary(report, words)])


def as_sarif(report: Report, words: Words, version: str, site_url: str) -> str:
    """Return SARIF 2.1.0, which code scanners and editors read."""
    return json.dumps(sarif_log(report.findings, words.language, version, site_url), ensure_ascii=False, indent=1)


def is_on_completeness(rule: str) -> bool:
    """Whether a rule asks what is missing, not whether what is printed is right: the two are counted apart."""
    return rule.startswith(COMPLETENESS)


def _summary(report: Report, words: Words) -> str:
    audited = [finding for finding in report.findings if finding.kind == "audit"]
    printed = [finding for finding in audited if not is_on_completeness(finding.rule)]
    held = sum(count for rule, count in report.passed.items() if not is_on_completeness(rule))
    # rounding and blanks are no disagreement, and what cannot be judged is not missing
    failed = sum(finding.severity != "info" for finding in printed)
    missing = sum(finding.severity != "info" for finding in audited) - failed
    return words.say(
        "summary",
        packages=report.packages,
        unit_years=report.unit_years,
        rows=report.rows,
        data=len(report.findings) - len(audited),
        checks=held + failed,
        passed=held,
        failed=failed,
        notes=len(printed) - failed,
        missing=missing,
    )


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
