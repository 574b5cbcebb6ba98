"""One project under the names that explanation, form and table give it, with an id that stays over the years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from builder.ingest.recognised import Doubt, Recognised, Record, Setting

LINK = "@"
"""What a project is called before it has an id: `@` and its name in the explanation, `@form:` and that in its form."""

FORM_LINK = "@form:"
_NAMES = ("name_narrative", "name_form", "name_table")
_ALIKE = 0.8
_LONGEST_ID = 24
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a document names a project: under which column's name, at what cost, in which records."""

    column: str
    name: str
    amount: Decimal | None
    record: Record
    owned: tuple[Record, ...]


_Group = dict[str, _Mention]


def link_projects(found: Recognised, setting: Setting) -> Recognised:
    """Return what was found with one `projects` row for each project, and its id wherever the project is meant.

    Names are one where they are alike; of those left over, where the amounts are equal and no other's (with a doubt).
    """
    groups: list[_Group] = []
    doubts: list[Doubt] = []
    for column, mentions in (
        ("name_narrative", _in_records(found, "name_narrative", LINK)),
        ("name_form", _in_records(found, "name_form", FORM_LINK)),
        ("name_table", _in_table(found)),
    ):
        doubts += _joined(groups, column, list(mentions))
    ids = _ids(groups, setting)
    merged: dict[int, Record] = {}
    projects = [_merged(group, project_id, merged) for group, project_id in zip(groups, ids, strict=True)]
    records = [record for record in found.records if record.resource != "projects"] + projects
    claims = [claim._replace(record=merged.get(id(claim.record), claim.record)) for claim in found.claims]
    doubts = [replace(each, record=merged.get(id(each.record), each.record)) for each in (*found.doubts, *doubts)]
    return Recognised(records, claims, doubts)


def _in_records(found: Recognised, column: str, link: str) -> Iterable[_Mention]:
    """The projects that the explanation or the forms describe."""
    for record in found.records:
        name = record.values.get(column)
        if record.resource != "projects" or not name:
            continue
        mark = f"{link}{name}"
        owned = tuple(each for each in found.records if each is not record and each.values.get("project_id") == mark)
        funds = (each.values.get("total_funds") for each in owned if each.resource == "performance_targets")
        yield _Mention(column, name, _amount(record.values.get("amount_narrative") or next(funds, None)), record, owned)


def _in_table(found: Recognised) -> Iterable[_Mention]:
    """The projects of the table, each once, with the sum of its rows."""
    rows: dict[str, list[Record]] = {}
    for record in found.records:
        name = record.values.get("project_name_printed")
        if record.resource == "general_budget_projects" and name:
            rows.setdefault(name, []).append(record)
    for name, owned in rows.items():
        first = {key: value for key in ("functional_code", "src_line") if (value := owned[0].values.get(key))}
        amounts = [amount for each in owned if (amount := _amount(each.values.get("total"))) is not None]
        record = Record("projects", {"name_table": name} | first)
        yield _Mention("name_table", name, sum(amounts, Decimal(0)) if amounts else None, record, tuple(owned))


def _joined(groups: list[_Group], column: str, mentions: list[_Mention]) -> list[Doubt]:
    """Put each mention into the group it belongs to, else into one of its own; return what a person should confirm."""
    doubts: list[Doubt] = []
    left = list(mentions)
    for test in (_same_name, _alike_name, _same_amount):
        for mention in list(left):
            candidates = [group for group in groups if column not in group and test(group, mention)]
            rivals = [each for each in left if test is _same_amount and each.amount == mention.amount]
            if len(candidates) != 1 or len(rivals) > 1:
                continue
            if test is _same_amount:
                other = next(iter(candidates[0].values()))
                doubts.append(_by_amount(mention, other))
            candidates[0][column] = mention
            left.remove(mention)
    groups.extend({column: mention} for mention in mentions if mention in left)
    return doubts


def _by_amount(mention: _Mention, other: _Mention) -> Doubt:
    facts = {"name": mention.name, "other": other.name, "amount": f"{mention.amount}"}
    return Doubt("doubt-project-by-amount", record=other.record, field="project_id", facts=facts)


def _same_name(group: _Group, mention: _Mention) -> bool:
    return any(each.name == mention.name for each in group.values())


def _alike_name(group: _Group, mention: _Mention) -> bool:
    return any(SequenceMatcher(None, each.name, mention.name).ratio() >= _ALIKE for each in group.values())


def _same_amount(group: _Group, mention: _Mention) -> bool:
    return mention.amount is not None and any(each.amount == mention.amount for each in group.values())


def _ids(groups: Sequence[_Group], setting: Setting) -> list[str]:
    """The ids under which the project's own packages know these names, else made of the name's initials."""
    known = _known_ids(setting)
    ids: list[str] = []
    for group in groups:
        names = [mention.name for mention in group.values()]
        found = next((known[name] for name in names if name in known and known[name] not in ids), None)
        ids.append(found or _new_id(names[0], {*ids, *known.values()}))
    return ids


def _known_ids(setting: Setting) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for row in setting.known.get("projects", ()):
        for column in _NAMES:
            if row.get(column):
                known.setdefault(row[column], row["project_id"])
    return known


def _new_id(name: str, taken: Iterable[str]) -> str:
    from pypinyin import Style, lazy_pinyin

    initials = _NOT_ID.sub("", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())[:_LONGEST_ID] or "project"
    used = set(taken)
    tries: Callable[[int], str] = lambda number: initials if number == 1 else f"{initials}-{number}"  # noqa: E731
    return next(each for number in range(1, len(used) + 2) if (each := tries(number)) not in used)


def _merged(group: _Group, project_id: str, merged: dict[int, Record]) -> Record:
    """One record of all mentions (the first that says something counts); their other records get the id."""
    values: dict[str, str] = {"project_id": project_id}
    record = Record("projects", values)
    for mention in group.values():
        for key, value in mention.record.values.items():
            if value and not values.get(key):
                values[key] = value
        merged[id(mention.record)] = record
        for each in mention.owned:
            each.values["project_id"] = project_id
    return record


def _amount(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
