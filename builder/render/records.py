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
    fields = [
        field
        for field in schema.fields
        if field.name not in left_out and any(row[field.name] is not None for row in rows)
    ]
    heads = "".join(
        f'<th scope="col"{_number_class(field)}>{escape(field.title)}{_unit_word(field)}</th>' for field in fields
    )
    starts = [(field, f"<td{_number_class(field)}>") for field in fields]
    body = []
    for row in rows:
        named = f' id="{row_anchor(row)}"' if row_anchor else ""
        cells = "".join(
            f"{start}{value_text(field, value)}</td>" if (value := row[field.name]) is not None else f"{start}</td>"
            for field, start in starts
        )
        body.append(f"<tr{named}>{cells}</tr>")
    return (
        f'<div class="mz-tw" tabindex="0" role="group" aria-label="{words()["scrolls"]}">'
        f'<table class="mz-pt mz-rec"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def value_text(field: Field, value: Value) -> str:
    """Return a value as page text: the word of an enum, plain digits, an ISO date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words()["yes" if value else "no"]
    if isinstance(value, Decimal):
        return amounts.exact(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and field.name in _LISTS:
        said = words()["comma"].join(words().get(part, part) for part in value.split("|"))
        return f'<span title="{escape(value)}">{escape(said)}</span>'
    return str(escape(field.labels.get(str(value), str(value))))


def _number_class(field: Field) -> str:
    return ' class="n"' if field.type in {"number", "integer"} else ""


def _unit_word(field: Field) -> str:
    return f'<span class="mz-u">{escape(field.unit)}</span>' if field.unit else ""
