"""Disclosures of templates for which there is no profile are imported by their labels, their sums and their structure.

The layouts are those of provinces (titles, numbering, labels, their order); units, figures and sentences are made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from bench.agreement import Counts, compare, schema_keys, together
from builder.ingest.draft import Draft, draft_of
from builder.ingest.knowledge import Knowledge
from builder.ingest.readers import READERS
from tests.unit.ingest.templates.budget import source
from tests.unit.ingest.templates.disclosure import MEASURES, RESOURCES, Disclosure, layouts, made, plain
from tests.unit.ingest.templates.printing import CELLS_KNOWN, as_page_text

LAYOUTS = layouts()
NOT_COMPARED = ("src_line", "label_printed", "project_id")
HEAD = ("table_id", "title_printed", "table_no_printed", "name_header", "amount_unit_printed")
AMOUNTS = frozenset(name for names in MEASURES.values() for name in names) | {"amount"}
LEAST_READ = 0.9
"""Of a text in which blank cells are lost not every figure can be placed; so much can."""


def _draft(disclosure: Disclosure, form: str, content: bytes) -> Draft:
    names = {code: (name,) for code, name in source()["names"].items()}
    year = disclosure.layout["year"]
    functional = {code: name for code, name in names.items() if code.startswith("2")}
    functional |= {code: (name,) for code, name in source()["classes"].items()}
    economic = {code: name for code, name in names.items() if code.startswith("3")}
    knowledge = Knowledge({year: functional}, {year: economic})
    return draft_of([READERS[form](f"disclosure.{form}", content)], knowledge.setting("650001-x", year))


def _agreement(disclosure: Disclosure, draft: Draft) -> Counts:
    found = {name: _compared(draft.tables.get(name, ())) for name in (*RESOURCES.values(), "disclosed_totals")}
    found["disclosed_totals"] = [row for row in found["disclosed_totals"] if "amount" in row]
    kinds = {row["table_id"] for row in disclosure.right["printed_tables"]}
    found["printed_tables"] = [
        {name: row[name] for name in HEAD if row[name]}
        for row in draft.tables["printed_tables"]
        if row["table_id"] in kinds
    ]
    own = {"unit_id", "year"}
    keys = {name: tuple(column for column in key if column not in own) for name, key in schema_keys().items()}
    return together(compare(disclosure.right, found, keys=keys, excluded=NOT_COMPARED).values())


def _compared(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [
        {
            name: plain(Decimal(text)) if name in AMOUNTS else text
            for name, text in row.items()
            if text and name not in {"unit_id", "year"}
        }
        for row in rows
    ]


@pytest.mark.parametrize("form", CELLS_KNOWN)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_where_cells_are_known_every_cell_is_right(layout: str, form: str) -> None:
    disclosure = made(LAYOUTS[layout])
    ending, printed = CELLS_KNOWN[form]

    draft = _draft(disclosure, ending, printed(disclosure))

    agreement = _agreement(disclosure, draft)
    assert agreement.slips == ()
    assert agreement.right > 200


@pytest.mark.parametrize("layout", LAYOUTS)
def test_where_blank_cells_are_lost_no_figure_is_wrong(layout: str) -> None:
    disclosure = made(LAYOUTS[layout])

    draft = _draft(disclosure, "txt", as_page_text(disclosure))

    agreement = _agreement(disclosure, draft)
    assert [slip for slip in agreement.slips if slip.found] == []
    assert agreement.right / (agreement.right + agreement.missing) >= LEAST_READ
