"""Last year's figures as far as the text lets one know them: printed, or amount less change; derived, never printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from operator import itemgetter

from builder.assemble.rows import derived_rows
from builder.model.money import total
from builder.model.rows import Row, Value

RESOURCE = "prior_year_figures"
_KEPT = ("unit_id", "year", "seq", "section", "subject", "code", "fund", "name_printed", "amount", "change")


def assemble_prior_year(figures: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of `prior_year_figures`, one for each figure of the text whose last year's is known."""
    rows = tuple(figures)
    if not rows:
        return ()
    position = rows[0].columns.position
    amount, change, prior = (position[name] for name in ("amount", "change", "prior"))
    kept, last = itemgetter(*(position[name] for name in _KEPT)), itemgetter(position["base"], position["base_year"])
    found = ((row.values, _prior(row.values[amount], row.values[change], row.values[prior])) for row in rows)
    return derived_rows(RESOURCE, ((*kept(values), each[0], *last(values), each[1]) for values, each in found if each))


def _prior(amount: Value, change: Value, prior: Value) -> tuple[Decimal, str] | None:
    """What is printed counts before what follows from the change; an unchanged figure changed by zero."""
    if not isinstance(amount, Decimal):
        return None
    if isinstance(prior, Decimal):
        return prior, "printed"
    return (total((amount, -change)), "amount_minus_change") if isinstance(change, Decimal) else None
