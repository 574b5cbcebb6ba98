"""The sections on people, procurement and assets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from builder.findings import Finding
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.render import amounts
from builder.render.figures import KeyFigures
from builder.render.marks import Marks
from builder.render.text import Markup, escape, filled_template, joined
from builder.schemas import all_schemas, label

_PROCUREMENT_PARTS = ("goods", "works", "services")
_RESERVED = ("sme_reserved", "micro_small_reserved")


def resource_sections(disclosure: Disclosure, key: KeyFigures, findings: Mapping[str, tuple[Finding, ...]]) -> Markup:
    """Return the three sections; each says so where the document does not have it."""
    staffing = disclosure.rows("staffing")
    procurement = disclosure.only("procurement")
    notes = {
        name: joined([Marks(name, findings.get(name, ())).notes()]) for name in ("staffing", "procurement", "assets")
    }
    active = next((row.whole("headcount") for row in staffing if row.text("category") == "active"), None)
    per_head = None
    if active and key.personnel and key.personnel.amount > 0:
        per_head = (key.personnel.amount / active).quantize(Decimal("0.01"))
    return filled_template(
        "resources.html",
        staffing=[(label("staffing", "category", row.text("category")), row) for row in staffing],
        per_head=per_head,
        divisions=[row.text("name") for row in disclosure.rows("divisions")],
        division_count=disclosure.head.whole("division_count_stated"),
        procurement=procurement,
        parts=_titled(procurement, _PROCUREMENT_PARTS),
        reserved=_titled(procurement, _RESERVED),
        assets=_assets(disclosure.rows("assets")),
        notes=notes,
    )


def _titled(row: Row | None, fields: tuple[str, ...]) -> list[tuple[str, str, Decimal]]:
    if row is None:
        return []
    schema = all_schemas()["procurement"]
    return [(name, schema.field(name).title, amount) for name in fields if (amount := row.amount(name)) is not None]


def _assets(rows: tuple[Row, ...]) -> list[tuple[str, str, Markup]]:
    """Return the assets by phase and date as rows of a table."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        phase, day = row.text("phase"), row.day("as_of")
        key = (label("assets", "phase", phase), day.isoformat() if day else "")
        groups.setdefault(key, []).append(_asset_html(row))
    return [(phase, day, joined(members)) for (phase, day), members in groups.items()]


def _asset_html(row: Row) -> str:
    quantity, value = row.amount("quantity"), row.amount("value")
    name = escape(label("assets", "category", row.text("category")))
    anchor = escape(f"assets-{row.text('phase')}-{row.text('category')}")
    count = "" if quantity is None else amounts.exact(quantity) + escape(row.text("quantity_unit") or "")
    worth = ">" if value is None else amounts.scalable(value, amounts.shown(value))
    return f'<tr><th scope="row">{name}<td id="{anchor}-quantity">{count}<td id="{anchor}-value"{worth}'
