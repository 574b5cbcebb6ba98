"""Any resource as a plain table of its rows: the columns that hold something, under their schema's titles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal

from builder.model.rows import Row, Value
from builder.render import amounts
from builder.render.text import escape, words
from builder.schemas import Field, all_schemas

_OWN = frozenset({"unit_id", "year", "src_line"})
_LISTS = frozenset({"flags"})


def records_table(
    resource: str,
    rows: Sequence[Row],
    caption: str,
    *,
    without: Collection[str] = (),
    row_anchor: Callable[[Row], str] | None = None,
) -> str:
    """Return the rows as a table, columns blank throughout left out; the empty text without rows."""
    if not rows:
        return ""
    schema = all_schemas()[resource]
    left_out = _OWN.union(without)
    shown = [(field, _column(rows, field.name)) for field in schema.fields if field.name not in left_out]
    filled = [(field, values) for field, values in shown if any(value is not None for value in values)]
    heads = "".join(
        [f'<th scope="col"{_number_class(field)}>{escape(field.title)}{_unit_word(field)}</th>' for field, _ in filled]
    )
    columns = [_cells(field, values) for field, values in filled]
    names = [f' id="{row_anchor(row)}"' if row_anchor else "" for row in rows]
    lines = map("".join, zip(*columns, strict=True)) if columns else [""] * len(rows)
    body = [f"<tr{named}>{cells}</tr>" for named, cells in zip(names, lines, strict=True)]
    return (
        f'<div class="mz-tw" tabindex="0" role="group" aria-label="{words()["scrolls"]}">'
        f'<table class="mz-pt mz-rec"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
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


def _column(rows: Sequence[Row], name: str) -> list[Value]:
    position = rows[0].columns.position[name]
    return [row.values[position] for row in rows]


def _cells(field: Field, values: Sequence[Value]) -> list[str]:
    start = f"<td{_number_class(field)}>"
    blank = f"{start}</td>"
    return [blank if value is None else f"{start}{value_text(field, value)}</td>" for value in values]


def _number_class(field: Field) -> str:
    return ' class="n"' if field.type in {"number", "integer"} else ""


def _unit_word(field: Field) -> str:
    return f'<span class="mz-u">{escape(field.unit)}</span>' if field.unit else ""
