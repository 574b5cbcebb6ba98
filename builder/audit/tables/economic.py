"""Basic expenditure by economic nature, T6: rows, levels, columns, and what it shares with the functional items."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import Figure, column, figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_equal, check_sum, remark
from builder.audit.tables.balance import rows_of
from builder.audit.tables.cells import prints_any
from builder.audit.tables.comparisons import cell_facts, named, or_else, summed
from builder.audit.tables.hierarchy import leaves_of, sums_of_children, tops_of
from builder.audit.vocabulary import meanings
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.model.money import plain

NATURES = ("personnel", "public")
_OTHER_COLUMN = {"301": "public", "303": "public", "302": "personnel", "310": "personnel"}
"""By class the column in which its amounts do not belong."""

_TWINS = {
    "30108": ("2080505",),
    "30109": ("2080506",),
    "30110": ("2101101", "2101102"),
    "30111": ("2101103",),
    "30113": ("2210201",),
}
"""Economic items, and the functional items out of which they are paid."""

_MEDICAL, _MEDICAL_OF_OFFICIALS = "30110", "30111"


def personnel_and_public_sum_to_total(case: Case) -> Iterator[Outcome]:
    """Each row's total equals personnel plus public cost, within rounding; the total row likewise.

    It cannot see an amount put into the wrong of the two.
    """
    table = case.table("T6")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not prints_any(table, NATURES):
        yield NotApplicable("other-template")
        return
    whole, parts = column(table, "total"), [column(table, measure) for measure in NATURES]
    outcomes = (
        outcome
        for row in rows_of(table)
        for outcome in summed("T6-01", whole[row], [figures[row] for figures in parts])
    )
    yield from or_else("nothing-to-compare", outcomes)


def economic_levels_sum(case: Case) -> Iterator[Outcome]:
    """In every column, a class equals the sum of its sections and the total the sum of the classes, within rounding.

    It cannot see a section that is missing together with its share in the class and the total.
    """
    table = case.table("T6")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    yield from or_else("nothing-to-compare", [*sums_of_children("T6-02", table), *_totals(table)])


def nature_stands_in_its_column(case: Case) -> Iterator[Outcome]:
    """Wages (301) and subsidies to persons (303) are personnel cost, goods (302) and equipment (310) public cost.

    A practice of the classification. A class is not reported beside its own section. It cannot see an item under
    a wrong code.
    """
    table = case.table("T6")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not prints_any(table, NATURES):
        yield NotApplicable("other-template")
        return
    yield from or_else("nothing-to-compare", _columns(table))


def contributions_equal_their_items(case: Case) -> Iterator[Outcome]:
    """Pension, annuity, medical and housing contributions are the same amount by economic and by functional code.

    Compared where both codes are printed under such a name and no project has a part in the functional item. The
    medical insurance of officials and of all staff is compared apart only where both tables hold them apart. It
    cannot see an error made alike in both.
    """
    economic, functional = case.table("T6"), case.table("T5")
    if economic is None or functional is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", _twins(economic, functional))


def _totals(table: PrintedTable) -> Iterator[Outcome]:
    tops = tops_of(table)
    for measure in table.measures:
        if measure in table.totals:
            figures = column(table, measure)
            yield from summed("T6-02", figures[TOTAL], [figures[line.key] for line in tops])


def _columns(table: PrintedTable) -> Iterator[Outcome]:
    reported: set[str] = set()
    leaves = leaves_of(table)
    keys = {line.key for line in leaves}
    natures = {measure: column(table, measure) for measure in NATURES}
    for line in [*leaves, *(line for line in table.lines if line.key not in keys)]:
        other = _OTHER_COLUMN.get(line.key[:3])
        is_blank = all(figures[line.key].amount is None for figures in natures.values())
        if other is None or is_blank or line.key in reported:
            continue
        wrong = natures[other][line.key]
        if wrong.amount:
            reported.add(line.key[:3])
            yield remark("T6-03", wrong.place, "warning", stated=plain(wrong.amount), facts=cell_facts(wrong))
        else:
            yield HELD


def _twins(economic: PrintedTable, functional: PrintedTable) -> Iterator[Outcome]:
    for code, items in _TWINS.items():
        printed = [functional.by_key[item] for item in items if item in functional.by_key]
        line = economic.by_key.get(code)
        if line is None or not printed or not _is_named(line) or not all(map(_is_basic, printed)):
            continue
        if code == _MEDICAL and not _holds_officials_apart(economic, functional):
            continue
        parts = [figure(functional, each.key, "total") for each in printed]
        whole = figure(economic, code, "total")
        yield _compared(whole, parts)


def _compared(whole: Figure, parts: list[Figure]) -> Outcome:
    if len(parts) == 1:
        checked = check_equal("XCL-01", whole, parts[0], severity="info", facts={})
    else:
        checked = check_sum("XCL-01", whole, parts, severity="info", facts={})
    return named(checked, whole, *parts[:1], items=" + ".join(part.row or "" for part in parts))


def _is_named(line: Line) -> bool:
    """Return whether the code is printed under a name of its kind: some templates number rows as they come."""
    return meanings("contributions")[line.key] in line.name


def _is_basic(line: Line) -> bool:
    return line.amount("total") is not None and not line.amount("project")


def _holds_officials_apart(economic: PrintedTable, functional: PrintedTable) -> bool:
    return (_MEDICAL_OF_OFFICIALS in economic.by_key) == (_TWINS[_MEDICAL_OF_OFFICIALS][0] in functional.by_key)


ECONOMIC_RULES = (
    Rule("T6-01", "error", personnel_and_public_sum_to_total),
    Rule("T6-02", "error", economic_levels_sum),
    Rule("T6-03", "warning", nature_stands_in_its_column),
)
CONTRIBUTION_RULES = (Rule("XCL-01", "info", contributions_equal_their_items),)
