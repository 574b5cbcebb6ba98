"""The table of the three public expenses where its labels stand below each other, beside one column of amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from builder.ingest.recognised import Setting
from builder.ingest.source import Cell
from builder.ingest.tables.labels import UNIMPORTED, field_of, unnumbered
from builder.ingest.tables.layout import Layout
from builder.ingest.tables.read_table import PrintedCell

_PARENT = "vehicle_subtotal"


class Upright(NamedTuple):
    """The amounts by field, and the cells of their labels."""

    cells: Mapping[str, PrintedCell]
    labels: tuple[Cell, ...]


def upright_row(
    table_id: str,
    layout: Layout,
    rows: Sequence[Mapping[int, Cell]],
    setting: Setting,
    printed: Callable[[Cell], PrintedCell],
) -> Upright:
    """Return the one row that the table holds; a label that stands twice counts where it stands first."""
    numbers = {name: number for number, (_, name) in enumerate(layout.columns) if not name.startswith(UNIMPORTED)}
    cells: dict[str, PrintedCell] = {}
    labels: list[Cell] = []
    above = ""
    for row in rows:
        label, amount = row.get(numbers["label"]), row.get(numbers["amount"])
        if label is None or amount is None or not label.text.strip():
            continue
        text = unnumbered(label.text)
        name = _field_of(table_id, above, text, setting.year)
        if name is None or name in cells:
            continue
        labels.append(label)
        cells[name] = printed(amount)
        above = text if name == _PARENT else above
    return Upright(cells, tuple(labels))


def _field_of(table_id: str, above: str, text: str, year: int) -> str | None:
    """Return the field of a label: its own, or for a bare subtotal that of the label above it."""
    own = field_of(table_id, (text,), year)
    name = own if own is not None and own != "total" else field_of(table_id, (above, text), year) if above else own
    return None if name is None or name.startswith(UNIMPORTED) else name
