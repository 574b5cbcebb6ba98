"""One form as read, and how forms that are pages of one become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.ingest.forms.target import LINK
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.source import Row

_SAME = ("level1", "level2", "level3", "raw_text")
_HEAD = ("total_funds", "fiscal_funds", "other_funds", "overall_goal")


@dataclass(slots=True)
class Form:
    """One form: its rows, the name of its project (empty where it prints none), and what was found in it."""

    rows: Sequence[Row]
    name: str
    target: Record
    found: Recognised = field(default_factory=Recognised)

    @property
    def indicators(self) -> list[Record]:
        """Return the records of its indicators."""
        return [record for record in self.found.records if record.resource == "performance_indicators"]


def joined_forms(forms: Iterable[Form], found: Recognised) -> None:
    """Put forms into `found`: one that goes on where the last stopped is joined to it, other repeats are left out."""
    kept: dict[str, Form] = {}
    last: Form | None = None
    for form in forms:
        before = kept.get(form.name) or (last if not form.name and form.indicators else None)
        if form.name and before is None:
            kept[form.name] = last = form
            found.extend(form.found)
        elif before is not None and _goes_on(before, form):
            found.extend(_continuation(before, form))
        else:
            found.doubts.append(unread(form.rows, form.name))


def _goes_on(before: Form, form: Form) -> bool:
    """Whether nothing in the head of a form differs from that of an earlier one."""
    values, others = before.target.values, form.target.values
    return all(values.get(name) == others[name] for name in _HEAD if name in others)


def _continuation(before: Form, form: Form) -> Recognised:
    """The indicators that an earlier form does not have yet, counted on; all else is there already."""
    there = {_key(record) for record in before.indicators}
    added = [record for record in form.indicators if _key(record) not in there]
    number = len(before.indicators)
    for count, record in enumerate(added, number + 1):
        record.values |= {"project_id": LINK + before.name, "seq": str(count)}
    kept = {id(record) for record in added}
    claims = [
        claim if claim.record is None or id(claim.record) in kept else claim._replace(record=None, field="duplicate-of")
        for claim in form.found.claims
    ]
    before.found.records += added
    return Recognised(list(added), claims, form.found.doubts)


def _key(record: Record) -> tuple[str, ...]:
    return tuple(record.values.get(name, "") for name in _SAME)


def unread(rows: Sequence[Row], name: str) -> Doubt:
    """Return what a person should know of a form that is no project's, or another one of the same project."""
    pieces = tuple(cell.piece for row in rows for cell in row.filled)
    title = next((row.text for row in rows if row.filled), "")
    return Doubt("doubt-form-twice" if name else "doubt-form-unread", pieces, facts={"name": name, "title": title})
