"""Last year's figures as far as the text lets one know them: printed, or amount less change; derived, never printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from builder.assemble.rows import derived_rows
from builder.model.money import total
from builder.model.rows import Row

RESOURCE = "prior_year_figures"
_KEPT = ("unit_id", "year", "seq", "section", "subject", "code", "fund", "name_printed", "amount", "change")


def assemble_prior_year(figures: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of `prior_year_figures`, one for each figure of the text whose last year's is known."""
    found = ((row, _prior(row)) for row in figures)
    return derived_rows(
        RESOURCE,
        (
            (*(row[name] for name in _KEPT), prior[0], row["base"], row["base_year"], prior[1])
            for row, prior in found
            if prior
        ),
    )


def _prior(row: Row) -> tuple[Decimal, str] | None:
    """What is printed counts before what follows from the change; an unchanged figure changed by zero."""
    amount, change, prior = row.amount("amount"), row.amount("change"), row.amount("prior")
    if amount is None:
        return None
    if prior is not None:
        return prior, "printed"
    return None if change is None else (total((amount, -change)), "amount_minus_change")
