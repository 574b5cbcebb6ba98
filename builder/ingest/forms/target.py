"""The head of a form → the records of its project and of its targets."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from builder.ingest.amounts import in_wan_yuan, read_amount
from builder.ingest.forms.head import Head, Value
from builder.ingest.forms.indicators import joined_lines
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.vocabulary import vocabulary

LINK = "@form:"
_AMOUNTS = {
    "total_funds": ("total", "project_total"),
    "fiscal_funds": ("fiscal", "project_fiscal"),
    "other_funds": ("other_funds",),
}


def project_name(head: Head) -> str:
    """Return the name of the project as its form prints it, in one line; empty where it prints none."""
    value = head.first("name")
    return re.sub(r"\s*\n\s*", "", value.text) if value else ""


def head_records(head: Head, found: Recognised) -> tuple[Record, Record]:
    """Return the records of the project and of its targets; every value of the head is claimed."""
    name = project_name(head)
    line = {"src_line": str(head.line or _first_line(head))}
    project = Record("projects", {"project_id": LINK + name, "name_form": name} | line)
    target = Record("performance_targets", {"project_id": LINK + name} | line)
    used = [_take(head.first("name"), project, "name_form", found)]
    year = head.first("form_year")
    if year and (match := re.search(r"20\d{2}", year.text)):
        target.values["form_year"] = match[0]
        used.append(_take(year, target, "form_year", found))
    used.append(_put(head.first("unit", "executor", "authority"), target, "unit_printed", found))
    used.append(_put(head.first("executor"), project, "executor", found))
    used += _amounts(head, target, found)
    used.append(_goal(head, target, found))
    used += _period(head, project, found)
    for value in head.values:
        if value not in used:
            value.claim(found, None, "form-no-field")
    return project, target


def _first_line(head: Head) -> int:
    return min((value.spans[0][0].place.line for value in head.values), default=0)


def _take(value: Value | None, record: Record, field_name: str, found: Recognised) -> Value | None:
    if value:
        value.claim(found, record, field_name)
    return value


def _put(value: Value | None, record: Record, field_name: str, found: Recognised) -> Value | None:
    if value:
        record.values[field_name] = re.sub(r"\s*\n\s*", "", value.text)
    return _take(value, record, field_name, found)


def _amounts(head: Head, target: Record, found: Recognised) -> list[Value | None]:
    """Amounts in 10,000 yuan; where the form prints those of the year and of all years, those of the year."""
    used: list[Value | None] = []
    is_assumed = False
    for field_name, roles in _AMOUNTS.items():
        value = head.last(*roles)
        amount = read_amount(value.text) if value else None
        if value is None or amount is None or amount.value is None:
            continue
        unit = amount.unit or head.unit
        is_assumed = is_assumed or unit is None
        target.values[field_name] = in_wan_yuan(Decimal(amount.text), unit or "wan_yuan")
        used.append(_take(value, target, field_name, found))
    if is_assumed:
        found.doubts.append(
            Doubt("doubt-form-unit", _pieces(used), target, "total_funds", {"name": project_name(head)})
        )
    return used


def _pieces(values: list[Value | None]) -> tuple:  # type: ignore[type-arg]
    return tuple(piece for value in values if value for piece, _, _ in value.spans)


def _goal(head: Head, target: Record, found: Recognised) -> Value | None:
    """The goal of the whole project where the form has one, else that of the year; several paragraphs are lines."""
    for role in ("goal", "year_goal"):
        values = [value for value in head.values if value.role == role and value.text]
        if values:
            text = "\n".join(joined_lines(value.text) for value in values)
            whole = Value(role, text, tuple(span for value in values for span in value.spans))
            target.values["overall_goal"] = text
            whole.claim(found, target, "overall_goal")
            head.values = [value for value in head.values if value not in values]
            return None
    return None


def _period(head: Head, project: Record, found: Recognised) -> list[Value | None]:
    """First and last day: in two cells, or in one, whose words are kept."""
    start, end, period = head.first("start"), head.first("end"), head.first("period")
    if start and end:
        days = [*_days(start.text)[:1], *_days(end.text)[-1:]]
    elif period:
        project.values["exec_text"] = re.sub(r"\s*\n\s*", "", period.text)
        days = _days(period.text)
    else:
        return []
    if len(days) == 2:  # noqa: PLR2004 (the first day and the last)
        project.values |= {"exec_start": days[0].isoformat(), "exec_end": days[1].isoformat()}
    if start and end:
        return [_take(start, project, "exec_start", found), _take(end, project, "exec_end", found)]
    return [_take(period, project, "exec_text", found)]


def _days(text: str) -> list[date]:
    found: list[date] = []
    for match in _date().finditer(text):
        try:
            found.append(date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return found


@cache
def _date() -> re.Pattern[str]:
    return re.compile(vocabulary("forms")["period"]["date"])
