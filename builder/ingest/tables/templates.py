"""Which template a disclosure follows, by the titles and columns of its tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from builder.ingest.tables.labels import folded
from builder.ingest.tables.layout import SIDES, TWO_SIDED
from builder.ingest.tables.read_table import ReadTable
from builder.ingest.vocabulary import vocabulary
from builder.profiles import Grid, Profile, all_profiles

_LEAST = 0.75


def template_fitting(tables: Sequence[ReadTable], year: int) -> str | None:
    """Return the id of the template of which most titles and columns are found; None where none fits well.

    Of templates that fit alike the one whose years hold this year wins, then the one nearest to it.
    """
    fits = [(_fit(template, tables), _nearness(template, year), template.template_id) for template in all_profiles()]
    best = max(fits, default=(0.0, 0, ""))
    return best[2] if best[0] >= _LEAST else None


def _fit(template: Profile, tables: Sequence[ReadTable]) -> float:
    """Return the share of tables that are printed as the template prints them: half for columns, half for titles."""
    known = [table for table in tables if table.fields]
    if not known or not template.titles:
        return 0.0
    columns = sum(_columns(template.grids, table.head.table_id) == table.fields for table in known)
    titles = sum(
        _comparable(table.head.title) in map(_comparable, template.titles.get(table.head.table_id, ()))
        for table in known
    )
    return (columns + titles) / (2 * len(known))


def _columns(grids: Mapping[str, Grid], table_id: str) -> tuple[str, ...]:
    names = [f"{table_id}/{side}" for side in SIDES] if table_id in TWO_SIDED else [table_id]
    found = [grids[name] for name in names if name in grids]
    return tuple(dict.fromkeys(column.field for grid in found for column in grid.columns))


def _nearness(template: Profile, year: int) -> int:
    first, last = template.years or (year, year)
    return -max(first - year, year - last, 0)


def _comparable(title: str) -> str:
    return re.sub(vocabulary("tables")["year_in_titles"], "", folded(title))
