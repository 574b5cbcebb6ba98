"""How far two packages agree, cell by cell: what an import gave, held against what is known to be right.

A cell is compared as text, for `2.7` is not what the document prints where it prints `2.70`. Rows are matched
by their key, those of one key in their order. A cell that is blank on both sides states nothing and is not counted.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import yaml

from builder.schemas import all_schemas

Rows = Sequence[Mapping[str, str]]
NO_ROW: Mapping[str, str] = {}
NULL = "tag:yaml.org,2002:null"


class Slip(NamedTuple):
    """One cell that differs: the key of its row, its column, what is right and what was found."""

    key: tuple[str, ...]
    column: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells that are right, that hold another text, that are missing, that should be blank; with each that differs."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0
    slips: tuple[Slip, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every cell is right."""
        return not self.slips


def compare(
    expected: Mapping[str, Rows],
    found: Mapping[str, Rows],
    *,
    keys: Mapping[str, tuple[str, ...]],
    excluded: Collection[str] = (),
) -> Mapping[str, Counts]:
    """Return the counts of every resource that either side has, by name.

    `keys` names the columns that tell the rows of a resource apart; rows of a resource without a key are matched
    in their order. `excluded` names columns that are not compared, in all resources (`src_line`) or in one
    (`narrative.text`).
    """
    return {
        resource: _counts(
            _differences(
                expected.get(resource, ()),
                found.get(resource, ()),
                keys.get(resource, ()),
                _excluded_in(resource, excluded),
            )
        )
        for resource in sorted({*expected, *found})
    }


def together(counts: Iterable[Counts]) -> Counts:
    """Return the counts of several resources, or documents, as one."""
    parts = list(counts)
    return Counts(
        right=sum(part.right for part in parts),
        wrong=sum(part.wrong for part in parts),
        missing=sum(part.missing for part in parts),
        extra=sum(part.extra for part in parts),
        slips=tuple(slip for part in parts for slip in part.slips),
    )


def schema_keys() -> Mapping[str, tuple[str, ...]]:
    """Return the primary key of every resource."""
    return {name: schema.primary_key for name, schema in all_schemas().items()}


def package_rows(folder: Path) -> Mapping[str, list[dict[str, str]]]:
    """Return the rows of every table of a package's folder, each cell as its file writes it, null as blank."""
    tables = {path.stem: _csv_rows(path) for path in sorted(folder.glob("*.csv"))}
    texts = sorted(path for path in folder.glob("*.yaml") if path.stem in all_schemas())
    return {**tables, **{path.stem: _yaml_rows(path) for path in texts}}


def _excluded_in(resource: str, excluded: Collection[str]) -> frozenset[str]:
    own = (name.removeprefix(f"{resource}.") for name in excluded)
    return frozenset(name for name in own if "." not in name)


def _differences(
    expected: Rows, found: Rows, key: tuple[str, ...], excluded: Collection[str]
) -> Iterator[tuple[Slip, bool]]:
    """Yield each cell that either side fills, and whether the two are the same."""
    right, read = _by_key(expected, key), _by_key(found, key)
    for value in [*right, *(value for value in read if value not in right)]:
        for ours, theirs in zip_longest(right.get(value, ()), read.get(value, ()), fillvalue=NO_ROW):
            for column in dict.fromkeys((*ours, *theirs)):
                cell = Slip(value, column, ours.get(column, ""), theirs.get(column, ""))
                if column not in excluded and (cell.expected or cell.found):
                    yield cell, cell.expected == cell.found


def _by_key(rows: Rows, key: tuple[str, ...]) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    grouped: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        grouped[tuple(row.get(column, "") for column in key)].append(row)
    return grouped


def _counts(cells: Iterable[tuple[Slip, bool]]) -> Counts:
    right = 0
    slips: list[Slip] = []
    for cell, is_same in cells:
        if is_same:
            right += 1
        else:
            slips.append(cell)
    missing = sum(not slip.found for slip in slips)
    extra = sum(not slip.expected for slip in slips)
    return Counts(right, len(slips) - missing - extra, missing, extra, tuple(slips))


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _yaml_rows(path: Path) -> list[dict[str, str]]:
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    rows = root.value if root is not None else ()
    return [{name.value: "" if cell.tag == NULL else cell.value for name, cell in row.value} for row in rows]
