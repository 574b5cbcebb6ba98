"""What changed between two states of the data: figures by the keys of their rows, findings by their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.findings import Finding
from builder.model.disclosure import Disclosure
from builder.model.rows import Row, Value
from builder.schemas import Schema, all_schemas

UnitYear = tuple[str, int]
_PROVENANCE = "src_line"
_Rows = dict[tuple[str, str], Row]


@dataclass(frozen=True, slots=True)
class State:
    """One side: the disclosures that may have changed, and what the audit found in all of them."""

    disclosures: Sequence[Disclosure]
    findings: Sequence[Finding]
    unit_years: frozenset[UnitYear]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs; None: blank, or its row is not there. `row` is the key after unit_id and year."""

    unit_id: str
    year: int
    resource: str
    row: str | None
    field: str
    before: Value
    after: Value

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """Whether the cell had no value before, has none now, or has another."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs; the cells of a whole disclosure that came or went are not listed one by one."""

    added: tuple[UnitYear, ...]
    removed: tuple[UnitYear, ...]
    changes: tuple[Change, ...]
    appeared: tuple[Finding, ...]
    went: tuple[Finding, ...]
    moved: tuple[tuple[Finding, Finding], ...]
    """The findings of which only severity or figures changed: before, after."""

    @property
    def is_empty(self) -> bool:
        """Whether both sides are the same."""
        return not any((self.added, self.removed, self.changes, self.appeared, self.went, self.moved))


def difference(before: State, after: State) -> Difference:
    """Return what differs, in the order of `after`, what is gone behind it.

    Amounts are compared as numbers, all else as it is written; what is derived from other cells, and the lines
    of the source, are left out.
    """
    old = {(one.unit_id, one.year): one for one in before.disclosures}
    changes = [
        change
        for one in sorted(after.disclosures, key=lambda one: (one.unit_id, one.year))
        if (one.unit_id, one.year) in old
        for change in _changes(old[one.unit_id, one.year], one)
    ]
    appeared, went, moved = _findings(before.findings, after.findings)
    return Difference(
        added=tuple(sorted(after.unit_years - before.unit_years)),
        removed=tuple(sorted(before.unit_years - after.unit_years)),
        changes=tuple(changes),
        appeared=appeared,
        went=went,
        moved=moved,
    )


def _changes(before: Disclosure, after: Disclosure) -> Iterator[Change]:
    old, new = _rows(before), _rows(after)
    for resource, row in dict.fromkeys([*new, *old]):
        was, now = old.get((resource, row)), new.get((resource, row))
        if was and now and was.values == now.values:
            continue
        schema = all_schemas()[resource]
        for position, field in enumerate(schema.header):
            one = was.values[position] if was else None
            other = now.values[position] if now else None
            if one != other and field not in schema.primary_key and field != _PROVENANCE:
                yield Change(after.unit_id, after.year, resource, row or None, field, one, other)


def _rows(disclosure: Disclosure) -> _Rows:
    return {
        (name, _key(all_schemas()[name], row)): row
        for name, rows in disclosure.resources.items()
        if all_schemas()[name].group != "derived"
        for row in rows
    }


def _key(schema: Schema, row: Row) -> str:
    return "/".join(str(row[name]) for name in schema.own_key)


def _findings(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...]]:
    """Return the findings that appeared, those that went, and the pairs of one place whose figures changed."""
    old, new = _by_place(before), _by_place(after)
    appeared: list[Finding] = []
    went: list[Finding] = []
    moved: list[tuple[Finding, Finding]] = []
    for place in dict.fromkeys([*new, *old]):
        were, are = _apart(old.get(place, ()), new.get(place, ()))
        both = min(len(were), len(are))
        moved.extend(zip(were[:both], are[:both], strict=True))
        went.extend(were[both:])
        appeared.extend(are[both:])
    return tuple(appeared), tuple(went), tuple(moved)


def _by_place(findings: Iterable[Finding]) -> Mapping[tuple[object, ...], list[Finding]]:
    places: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        key = (place.unit_id, place.year, finding.rule, place.table, place.row, place.field)
        places.setdefault(key, []).append(finding)
    return places


def _apart(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of one place without those that both sides have."""
    are = list(after)
    were = []
    for finding in before:
        same = next((one for one in are if _figures(one) == _figures(finding)), None)
        if same is None:
            were.append(finding)
        else:
            are.remove(same)
    return were, are


def _figures(finding: Finding) -> tuple[str | None, ...]:
    return finding.severity, finding.stated, finding.expected, finding.difference
