"""The project table T7: a project is the sum of its economic classes, a sub-total that of its projects."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import column, figure
from builder.audit.once import once_per_table
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.tables.cells import prints_any
from builder.audit.tables.comparisons import cell_facts, or_else, summed
from builder.model.codes import CLASS, SECTION
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.model.money import ZERO, plain

ECONOMIC = ("e301", "e302", "e303", "e307", "e309", "e310", "e311", "e312", "e313", "e399")
_PERSONNEL = ("e301", "e303")


def economic_classes_sum_to_project(case: Case) -> Iterator[Outcome]:
    """The total of a project, and the printed total, equal the sum of their economic classes, within rounding.

    It cannot see an amount put under the wrong class.
    """
    table = case.table("T7")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not prints_any(table, ECONOMIC):
        yield NotApplicable("other-template")
        return
    whole, parts = column(table, "total"), [column(table, measure) for measure in ECONOMIC]
    rows = [line.key for line in leaf_rows(table)]
    if any(measure in table.totals for measure in ECONOMIC):
        rows.append(TOTAL)
    outcomes = (outcome for row in rows for outcome in summed("T7-01", whole[row], [figures[row] for figures in parts]))
    yield from or_else("nothing-to-compare", outcomes)


def projects_sum_to_totals(case: Case) -> Iterator[Outcome]:
    """In every column the printed total equals the sum of the projects, and a sub-total that of those below it.

    Within rounding; of sub-totals the column of totals alone is compared. It cannot see a project that is missing
    together with its share in the totals.
    """
    table = case.table("T7")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    yield from or_else("nothing-to-compare", _column_sums(table))


def sub_totals_are_split(case: Case) -> Iterator[Outcome]:
    """A sub-total with an amount has its economic classes filled in as the projects have.

    It cannot see whether they are right.
    """
    table = case.table("T7")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not any(line.amount(measure) is not None for line in leaf_rows(table) for measure in ECONOMIC):
        yield NotApplicable("other-template")
        return
    yield from or_else("nothing-to-compare", _unsplit(table))


def projects_hold_no_personnel_cost(case: Case) -> Iterator[Outcome]:
    """Wages and subsidies to persons are rarely part of a project: they are noted, for the reader.

    A practice, no prohibition: project money may pay hired staff. It cannot see such cost under another class.
    """
    table = case.table("T7")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    for line in leaf_rows(table):
        paid = [measure for measure in _PERSONNEL if (line.amount(measure) or 0) > 0]
        for measure in paid:
            each = figure(table, line.key, measure)
            yield remark("T7-04", each.place, "info", stated=plain(each.amount or ZERO), facts=cell_facts(each))
        if not paid:
            yield HELD


@once_per_table
def leaf_rows(table: PrintedTable) -> list[Line]:
    """Return the rows of single projects, and those of codes under which no project stands."""
    divided = _divided(table)
    return [line for line in table.lines if _is_project(line) or line.code not in divided]


def _sub_totals(table: PrintedTable) -> list[Line]:
    divided = _divided(table)
    return [line for line in table.lines if not _is_project(line) and line.code in divided]


@once_per_table
def _divided(table: PrintedTable) -> set[str]:
    """Return the codes of which other rows are parts."""
    codes = {line.code or "" for line in table.lines}
    above = {code[:digits] for code in codes for digits in (CLASS, SECTION) if digits < len(code)}
    return above | {line.code or "" for line in table.lines if _is_project(line)}


def _is_project(line: Line) -> bool:
    return line.row.text("project_id") is not None


def _column_sums(table: PrintedTable) -> Iterator[Outcome]:
    leaves, above = leaf_rows(table), _sub_totals(table)
    for measure in table.measures:
        if measure in table.totals:
            figures = column(table, measure)
            yield from summed("T7-02", figures[TOTAL], [figures[line.key] for line in leaves])
    if not any(line.amount("total") is not None for line in above):
        return
    for line in above:
        below = [figure(table, leaf.key, "total") for leaf in leaves if (leaf.code or "").startswith(line.code or "")]
        yield from summed("T7-02", figure(table, line.key, "total"), below)


def _unsplit(table: PrintedTable) -> Iterator[Outcome]:
    for line in _sub_totals(table):
        whole = figure(table, line.key, "total")
        if not whole.amount:
            continue
        if any(line.amount(measure) is not None for measure in ECONOMIC):
            yield HELD
        else:
            yield remark("T7-03", whole.place, "warning", stated=plain(whole.amount), facts=cell_facts(whole))


PROJECT_TABLE_RULES = (
    Rule("T7-01", "error", economic_classes_sum_to_project),
    Rule("T7-02", "error", projects_sum_to_totals),
    Rule("T7-03", "warning", sub_totals_are_split),
    Rule("T7-04", "info", projects_hold_no_personnel_cost),
)
