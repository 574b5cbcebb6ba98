"""A finding as a workflow command of GitHub, which shows it beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Mapping

from builder.cli.words import Words
from builder.findings import Finding, Severity
from builder.messages import entry, message, sentences

_LEVEL: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(finding: Finding, words: Words) -> str:
    """Return the command: level, place, the rule with its name as title, then what, why and how to mend."""
    place = finding.place
    title = " ".join(part for part in (finding.rule, entry(finding.rule, words.language).get("name")) if part)
    values = {"file": place.file, "line": place.line, "col": place.column, "title": title}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items() if value)
    spoken = sentences(finding, words.language)
    said = message(finding, words.language)
    text = "\n".join((said, words.say("why") + spoken.why, words.say("fix") + spoken.fix))
    return f"::{_LEVEL[finding.severity]} {properties}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    """Return text that cannot end a workflow command or begin another."""
    return "".join(
        f"%{ord(character):02X}" if character in "%\r\n" or character in also else character for character in text
    )
