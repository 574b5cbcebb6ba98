"""Projects under performance management: how many and how much is said, against the forms and the narrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import Figure, place_of, record_figure
from builder.audit.limits import check_at_most, rounding
from builder.audit.outcomes import HELD, NotApplicable, Outcome, check_sum, remark
from builder.audit.text.stated import stated_figures
from builder.model.money import plain, total
from builder.model.rows import Row


def counts_and_sums_agree(case: Case) -> Iterator[Outcome]:
    """Number and sum of projects said to be under performance management = the forms = the projects of the narrative.

    The narrative is compared where the document has a project table too: some templates describe one project
    only. It cannot see a project that is left out everywhere.
    """
    stated = stated_performance(case)
    forms = case.rows("performance_targets")
    listed = _listed_projects(case)
    outcomes = list(_stated_against(stated, forms, listed)) if stated else []
    if forms and listed:
        outcomes.append(_forms_against(forms, listed))
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def stated_performance(case: Case) -> Row | None:
    """Return what the text states of projects under performance management, where it does so once."""
    rows = [each.row for each in stated_figures(case) if each.subject == "performance"]
    return rows[0] if len(rows) == 1 else None


def _listed_projects(case: Case) -> tuple[Row, ...]:
    """Return the projects of the narrative where it has them all: there is a project table, and one fund only."""
    table, every, general = case.table("T7"), case.table("T3"), case.table("T5")
    if table is None or not any(line.row.text("project_id") for line in table.lines):
        return ()
    if every and general and every.total_of("project") != general.total_of("project"):
        return ()
    return tuple(row for row in case.rows("projects") if row.text("name_narrative"))


def _stated_against(stated: Row, forms: Sequence[Row], listed: Sequence[Row]) -> Iterator[Outcome]:
    rows = forms or listed
    where = "forms" if forms else "narrative"
    count = stated.amount("quantity")
    if count is not None and rows:
        yield _count(record_figure(stated, "quantity"), count, len(rows), where)
    amount = stated.amount("amount")
    parts = _amounts(amount, forms, listed)
    if amount is not None and parts:
        facts = _facts("sum", plain(amount), where, plain(total(part.amount for part in parts)))
        yield check_sum("PRJ-04", record_figure(stated, "amount"), parts, facts=facts)


def _amounts(amount: Decimal | None, forms: Sequence[Row], listed: Sequence[Row]) -> list[Figure]:
    """Return what should add up to the sum stated: of forms their totals, or their fiscal parts where these fit."""
    if not forms:
        return _printed(listed, "amount_narrative")
    fiscal = _printed(forms, "fiscal_funds")
    is_fiscal = bool(fiscal) and total(each.amount for each in fiscal) == amount
    return fiscal if is_fiscal else _printed(forms, "total_funds")


def _printed(rows: Sequence[Row], column: str) -> list[Figure]:
    """Return the figures of all rows, none where one of them is blank: then nothing can be added up."""
    figures = [record_figure(row, column) for row in rows]
    return [] if any(each.amount is None for each in figures) else figures


def _count(figure: Figure, count: Decimal, number: int, where: str) -> Outcome:
    if count == number:
        return HELD
    difference = plain(count - number)
    return remark(
        "PRJ-04",
        figure.place,
        "error",
        stated=plain(count),
        expected=str(number),
        difference=difference,
        facts=_facts("count", plain(count), where, str(number)),
    )


def _forms_against(forms: Sequence[Row], listed: Sequence[Row]) -> Outcome:
    if len(forms) == len(listed):
        return HELD
    known = {row.text("project_id") for row in listed}
    odd = next((form for form in forms if form.text("project_id") not in known), None)
    if odd is None:
        filled = {form.text("project_id") for form in forms}
        odd = next(row for row in listed if row.text("project_id") not in filled)
    return remark(
        "PRJ-04",
        place_of(odd),
        "error",
        stated=str(len(forms)),
        expected=str(len(listed)),
        difference=str(len(forms) - len(listed)),
        facts=_facts("forms", str(len(forms)), "narrative", str(len(listed))),
    )


def _facts(kind: str, stated: str, where: str, expected: str) -> dict[str, str]:
    """Return the figures under the names of their kinds, the other kinds empty: so one sentence has many forms."""
    facts = dict.fromkeys(("sum", "count", "forms", "of_forms", "of_narrative"), "")
    return facts | {kind: stated, f"of_{where}": expected}


def managed_sum_within_projects(case: Case) -> Iterator[Outcome]:
    """The sum said to be under performance management is not above all project expenditure of the expenditure table.

    Two prints of unlike precision may differ by rounding.
    """
    stated, table = stated_performance(case), case.table("T3")
    limit = table.total_of("project") if table else None
    if table is None or limit is None or stated is None or stated.amount("amount") is None:
        yield NotApplicable("nothing-to-compare")
        return
    figure = record_figure(stated, "amount")
    yield check_at_most("PRF-05", figure, limit, allowed=rounding(figure.quantum, table.quantum), facts={})
