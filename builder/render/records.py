"""Any resource as a plain table of its rows: the columns that hold something, under their schema's titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from builder.layout.grids import has_values
from builder.model.rows import Row, Value
from builder.render import amounts
from builder.render.text import all_escaped, escape, words
from builder.schemas import Field, all_schemas

_OWN = frozenset({"unit_id", "year", "src_line"})
_LISTS = frozenset({"flags"})


def records_table(
    resource: str,
    rows: Sequence[Row],
    caption: str,
    *,
    row_anchor: Callable[[Row], str] | None = None,
) -> str:
    """Return the rows as a table, columns blank throughout left out; the empty text without rows."""
    if not rows:
        return ""
    position = rows[0].columns.position
    columns = list(zip(*[row.values for row in rows], strict=True))
    shown = [
        (field, columns[position[field.name]])
        for field in all_schemas()[resource].fields
        if field.name not in _OWN and has_values(columns[position[field.name]])
    ]
    starts = [f'<tr id="{row_anchor(row)}">' if row_anchor else "<tr>" for row in rows]
    cells = [_cells(field, values) for field, values in shown]
    kinds = ["mz-pt mz-rec", *(f"n{number}" for number, (field, _) in enumerate(shown, 1) if _is_number(field))]
    body = [text for row in zip(starts, *cells, strict=True) for text in row]
    heads = "".join([_head(resource, field.name) for field, _ in shown])
    return (
        f'<div class="mz-tw" tabindex="0" role="group" aria-label="{words()["scrolls"]}">'
        f'<table class="{" ".join(kinds)}"><caption>{escape(caption)}</caption><thead><tr>{heads}'
        f"<tbody>{''.join(body)}</table></div>"
    )


def value_text(field: Field, value: Value) -> str:
    """Return a value as page text: the word of an enum, plain digits, an ISO date."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _text_html(field, value)
    if isinstance(value, bool):
        return words()["yes" if value else "no"]
    if isinstance(value, Decimal):
        return amounts.with_minus(amounts.exact(value))
    if isinstance(value, date):
        return value.isoformat()
    return escape(field.labels.get(str(value), str(value)))


def _text_html(field: Field, value: str) -> str:
    if field.name in _LISTS:
        said = words()["comma"].join(words().get(part, part) for part in value.split("|"))
        return f'<span title="{escape(value)}">{escape(said)}</span>'
    return escape(field.labels.get(value, value))


def _cells(field: Field, values: Sequence[Value]) -> list[str]:
    if field.type == "string" and not field.labels and field.name not in _LISTS:
        return ["<td>" + text for text in all_escaped([value if isinstance(value, str) else "" for value in values])]
    if field.labels:
        said = {value: "<td>" + value_text(field, value) for value in dict.fromkeys(values)}
        return [said[value] for value in values]
    return ["<td>" + value_text(field, value) for value in values]


def _is_number(field: Field) -> bool:
    return field.type in {"number", "integer"}


@lru_cache(maxsize=512)
def _head(resource: str, name: str) -> str:
    field = all_schemas()[resource].field(name)
    kind = ' class="n"' if _is_number(field) else ""
    unit = f'<span class="mz-u">{escape(field.unit)}</span>' if field.unit else ""
    return f'<th scope="col"{kind}>{escape(field.title)}{unit}'
