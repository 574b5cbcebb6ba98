"""Which document this is: budget or accounts, of a department or a unit, and the name under which the unit goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.ingest.outline import Zone, plain
from builder.ingest.profile.cover import Cover
from builder.ingest.profile.patterns import compiled, ordinal_at, pattern, words
from builder.ingest.profile.prose import Prose
from builder.ingest.recognised import Doubt, Recognised, Record

_NO_HEADING = frozenset({"cover", "contents", "loose", "form", "signature"})


def read_identity(
    zones: Sequence[Zone], cover: Cover, functions: Sequence[Prose], disclosure: Record, found: Recognised
) -> None:
    """Fill kind, scope and name_printed, each by the first place that says it."""
    headings = [row.text for zone in zones if zone.kind not in _NO_HEADING for row in zone.rows[: zone.headings]]
    texts = [cover.title, *headings]
    disclosure.values["kind"] = _kind(texts)
    disclosure.values["scope"] = _scope(cover, texts, disclosure, found)
    name = cover.name or _name_in_headings(zones) or _name_in_functions(functions)
    name = name or _name_in_title(cover.title) or _name_in_tables(zones) or disclosure.values.get("signed_by", "")
    if name:
        disclosure.values["name_printed"] = re.sub(r"\s+", "", name)


def _kind(texts: Sequence[str]) -> str:
    """Accounts where the title says so, or more headings speak of accounts than of budgets."""
    if texts[0]:
        return "final_accounts" if words("document.final_accounts") in texts[0] else "budget"
    accounts = sum(words("document.final_accounts") in text for text in texts)
    budgets = sum(words("document.budget") in text for text in texts)
    return "final_accounts" if accounts > budgets else "budget"


def _scope(cover: Cover, texts: Sequence[str], disclosure: Record, found: Recognised) -> str:
    for text in (texts[0], "", *texts[1:]):
        for each in words("document.scopes"):
            if text and compiled(each["is"]).search(plain(text)):
                return str(each["scope"])
        if not text and cover.scope:
            return cover.scope
    scope = "department" if disclosure.values.get("has_subordinates") == "true" else "unit"
    found.doubts.append(Doubt("doubt-scope", (), disclosure, "scope", {"scope": scope}))
    return scope


def _name_in_headings(zones: Sequence[Zone]) -> str:
    """The name within a heading of the profile, where it holds more than the heading's own words."""
    for zone in zones:
        if zone.kind not in {"part", "functions", "organisation"}:
            continue
        for row in zone.rows[: zone.headings]:
            text = re.sub(r"\s+", "", row.text)
            match = pattern("heading_name").match(text[ordinal_at(text)[1] :])
            name = match["name"] if match else ""
            if name and not pattern("no_name").match(name):
                return name
    return ""


def _name_in_functions(functions: Sequence[Prose]) -> str:
    for paragraph in functions:
        text = paragraph.text
        match = pattern("first_name").match(text[ordinal_at(text)[1] :])
        if match and not pattern("pronouns").match(match["name"]):
            return match["name"]
    return ""


def _name_in_title(title: str) -> str:
    match = pattern("cover.name_in_title").match(re.sub(r"\s+", "", title))
    return match["name"] if match else ""


def _name_in_tables(zones: Sequence[Zone]) -> str:
    return next(_labelled_names(zones), "")


def _labelled_names(zones: Sequence[Zone]) -> Iterator[str]:
    """What stands behind `unit:` above the tables."""
    labels = "|".join(f"(?:{each['is']})" for each in words("cover.labels") if each["field"] == "name")
    label = compiled(f"^\\s*(?:{labels})(?:\uff08[^\uff08\uff09]*\uff09)?\\s*[:\uff1a]\\s*(?P<name>\\S+)")
    for zone in zones:
        if zone.kind == "table":
            for row in zone.rows[: zone.headings + 4]:
                for cell in row.filled:
                    match = label.match(cell.text)
                    if match:
                        yield match["name"]
