"""One figure in two tables: the same money must be the same amount."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.outcomes import NotApplicable, Outcome, Rule, check_equal, figure
from builder.audit.words import table_name
from builder.model.disclosure import TOTAL


def basic_total_equals_economic_total(case: Case) -> Iterator[Outcome]:
    """Basic expenditure in the total row of T5 equals the total of T6, exactly.

    The one table splits basic expenditure by function, the other by economic nature. It cannot see an error
    made alike in both.
    """
    functional, economic = case.table("T5"), case.table("T6")
    if functional is None or economic is None or not functional.totals or not economic.totals:
        yield NotApplicable("no-such-table")
        return
    facts = {"table": table_name(functional), "other": table_name(economic)}
    yield check_equal("X-T5T6", figure(functional, TOTAL, "basic"), figure(economic, TOTAL, "total"), facts=facts)


RECONCILE_RULES = (Rule("X-T5T6", "error", basic_total_equals_economic_total),)
