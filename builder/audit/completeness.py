"""Whether what has to be disclosed is there: 24 items with weights of ours, apart from whether it is right.

The items follow what the Budget Law, its implementing regulations (articles 6 and 14) and the catalogue of
matters for disclosure by local governments ask of units; the points are this site's, not official.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.once import once_per_case
from builder.audit.outcomes import HELD, Outcome, Rule, remark
from builder.audit.tables.emptiness import is_nothing
from builder.audit.text.stated import Stated, stated_figures
from builder.findings import Completeness, CompletenessItem, Place
from builder.model.codes import ITEM, SECTION
from builder.model.disclosure import PrintedTable
from builder.model.rows import Row

FULL, ABSENT = "full", "absent"
LEAVES = ("overseas", "vehicle_purchase", "vehicle_operation", "reception")
_LEAF_SUBJECTS = ("overseas", "purchase", "operation", "reception")
_TEXTS = (
    ("narrative", "text"),
    ("glossary", "definition"),
    ("narrative_figures", "quote"),
    ("projects", "policy_basis"),
)
_LEVELS = frozenset({"output", "benefit", "satisfaction"})
_OPEN_FORMATS = (".csv", ".xlsx", ".xls", ".json", ".xml", ".ods")


class Judged(NamedTuple):
    """Points of an item, None where it cannot be judged, and the key of the note that says why."""

    points: int | None
    note: str


class Item(NamedTuple):
    """One item: its id, its weight, and the function that judges it, given the weight."""

    id: str
    weight: int
    judge: Callable[[Case, int], Judged]


@once_per_case
def completeness_of(case: Case) -> Completeness:
    """Return all items with their points; they add up to the score of 100."""
    judged = ((item, item.judge(case, item.weight)) for item in ITEMS)
    return Completeness(tuple(CompletenessItem(item.id, item.weight, points, note) for item, (points, note) in judged))


@once_per_case
def _by_id(case: Case) -> dict[str, CompletenessItem]:
    return {item.id: item for item in completeness_of(case).items}


def item_is_disclosed(item: Item, case: Case) -> Iterator[Outcome]:
    """What has to be disclosed is there, in the detail asked for.

    Short of it, what is missing is said; where the package cannot tell, that is said as a note. It does not see
    what a unit publishes elsewhere, and it does not judge whether what is there is right.
    """
    judged = _by_id(case)[item.id]
    if judged.points == item.weight:
        yield HELD
        return
    head = case.disclosure.head
    facts = {
        "points": "" if judged.points is None else str(judged.points),
        "weight": str(item.weight),
        "note": judged.note,
    }
    where = Place(head.columns.file, head.line, None, head.text("unit_id"), head.whole("year"), field=item.id)
    yield remark(f"CMP-{item.id[1:]}", where, "info" if judged.points is None else "warning", facts=facts)


@once_per_case
def has_text(case: Case) -> bool:
    """Return whether the package holds any text of the document; else its rows alone say what is published."""
    if case.disclosure.head.text("functions_text"):
        return True
    return any(row.text(column) for resource, column in _TEXTS for row in case.rows(resource))


def _functions(case: Case, weight: int) -> Judged:
    if case.disclosure.head.text("functions_text"):
        return Judged(weight, FULL)
    is_elsewhere = not has_text(case) and bool(case.paragraphs or case.rows("glossary"))
    return Judged(weight, "not-reproduced") if is_elsewhere else Judged(0, ABSENT)


def _organisation(case: Case, weight: int) -> Judged:
    head = case.disclosure.head
    is_there = case.rows("divisions") or head.whole("division_count_stated") is not None
    return _whole(weight, bool(is_there) or head.flag("has_subordinates") is not None)


def _rows_of(resource: str, case: Case, weight: int) -> Judged:
    return _whole(weight, bool(case.rows(resource)))


def _table(table_id: str, case: Case, weight: int) -> Judged:
    table = case.table(table_id)
    return _whole(weight, table is not None and bool(table.lines or table.totals))


def _detailed(table_id: str, digits: int, case: Case, weight: int) -> Judged:
    table = case.table(table_id)
    if table is None or not (table.lines or table.totals):
        return Judged(0, ABSENT)
    is_split = table_id != "T3" or any(line.amount(part) is not None for line in table.lines for part in _NATURES)
    if is_split and any(len(line.key) == digits for line in table.lines):
        return Judged(weight, FULL)
    return Judged(weight // 2, "not-detailed")


_NATURES = ("basic", "project")


def _three_public(case: Case, weight: int) -> Judged:
    table = case.table("T8")
    if table is None:
        is_told = any(subject.startswith("three_public_") for subject in _told(case))
        return Judged(weight // 2, "text-only") if is_told else Judged(0, ABSENT)
    return Judged(weight, FULL) if _has_leaves(case, table) else Judged(weight // 2, "not-detailed")


def _has_leaves(case: Case, table: PrintedTable) -> bool:
    """Return whether a filled total is split: a blank leaf is nothing budgeted, unless its own sub-total is filled."""
    told = _told(case).keys()
    for line in table.lines:
        is_split = any(line.amount(leaf) is not None for leaf in LEAVES)
        if line.amount("total") and not is_split:
            return False
        vehicle = line.amount("vehicle_purchase"), line.amount("vehicle_operation")
        if line.amount("vehicle_subtotal") and vehicle == (None, None):
            return {"three_public_purchase", "three_public_operation"} <= told
    return True


def _government_fund(case: Case, weight: int) -> Judged:
    table = case.table("T9")
    if table is None:
        is_told = any(each.fund == "gov_fund" for each in stated_figures(case))
        return Judged(1, "text-only") if is_told else Judged(0, ABSENT)
    is_told = table.printed.flag("declared_empty") or any(map(_speaks_of_no_fund, stated_figures(case)))
    return Judged(weight, FULL) if table.lines or is_told else Judged(weight // 2, "empty-unexplained")


def _speaks_of_no_fund(stated: Stated) -> bool:
    """Return whether the text explains an empty table: in the section of the funds, or by a fund of zero elsewhere."""
    return stated.section == "s9" or (stated.fund == "gov_fund" and is_nothing(stated.row))


def _state_capital(case: Case, weight: int) -> Judged:
    if case.table("T10") is not None:
        return Judged(weight, FULL)
    is_told = any(each.fund == "state_capital" for each in stated_figures(case))
    return Judged(1, "text-only") if is_told else Judged(0, ABSENT)


@once_per_case
def _told(case: Case) -> dict[str, list[Row]]:
    """Return what the text states by its subject."""
    told: dict[str, list[Row]] = {}
    for stated in stated_figures(case):
        told.setdefault(stated.subject or "", []).append(stated.row)
    return told


def _total_change(case: Case, weight: int) -> Judged:
    told = [row for subject in _WHOLES for row in _told(case).get(subject, ())]
    changes = [row for row in told if row.amount("change") is not None]
    if not changes:
        return Judged(0, ABSENT)
    return (
        Judged(weight, FULL) if any(_is_explained(case, row) for row in changes) else Judged(weight // 2, "no-reason")
    )


_WHOLES = ("total", "income_fund", "basic", "project")


def _is_explained(case: Case, row: Row) -> bool:
    """Return whether a change has its reason; none is needed for no change, and none is reproduced without text."""
    change = row.amount("change")
    return change is not None and (not change or bool(row.text("reason")) or not has_text(case))


def _items(case: Case, weight: int) -> Judged:
    told = {row.text("code") for row in _told(case).get("item", ())}
    table = case.table("T5")
    lines = table.lines if table else ()
    wanted = {line.key for line in lines if len(line.key) == ITEM and line.amount("total")}
    if told and wanted <= told:
        return Judged(weight, FULL)
    if told:
        return Judged(weight // 2, "partly")
    is_by_class = any(_tells_purpose(case, row) for row in _told(case).get("expenditure_class", ()))
    return Judged(weight // 2, "not-detailed") if is_by_class else Judged(0, ABSENT)


def _tells_purpose(case: Case, row: Row) -> bool:
    """Return whether a row on a class says what its money is for."""
    return row.text("section") in _CLASSES_EXPLAINED and (bool(row.text("purpose")) or not has_text(case))


_CLASSES_EXPLAINED = frozenset({"s4", "s5_3"})


def _leaf_changes(case: Case, weight: int) -> Judged:
    subjects = {f"three_public_{leaf}" for leaf in _LEAF_SUBJECTS}
    explained = {
        subject
        for subject in subjects
        for row in _told(case).get(subject, ())
        if row.amount("change") is not None and _is_explained(case, row)
    }
    if explained == subjects:
        return Judged(weight, FULL)
    return Judged(weight // 2, "partly") if explained else Judged(0, ABSENT)


def _agency_operating(case: Case, weight: int) -> Judged:
    told = _told(case).get("agency_operating", [])
    if any(row.amount("change") is not None for row in told):
        return Judged(weight, FULL)
    table = case.table("T8")
    printed = [line.amount("agency_operating") for line in table.lines] if table is not None else []
    if case.disclosure.unit.text("unit_type") == "institution" and not _has_amount(told, printed):
        return Judged(weight, "not-required")
    is_told = bool(told) or any(amount is not None for amount in printed)
    return Judged(weight - 2, "no-change-stated") if is_told else Judged(0, ABSENT)


def _has_amount(told: Sequence[Row], printed: Sequence[Decimal | None]) -> bool:
    """Return whether text or table has an amount other than nought; a unit may say that it has none."""
    return any(printed) or any(row.amount("amount") for row in told)


def _procurement(case: Case, weight: int) -> Judged:
    row = case.only("procurement")
    if row is None:
        return Judged(0, ABSENT)
    parts = [row.amount(kind) is not None for kind in ("goods", "works", "services")]
    is_full = all(parts) or not row.amount("total")
    return Judged(weight, FULL) if is_full else Judged(weight // 2, "not-detailed")


def _reserved(case: Case, weight: int) -> Judged:
    row = case.only("procurement")
    if row is None:
        return Judged(0, ABSENT)
    if row.amount("sme_reserved") is not None:
        return Judged(weight, FULL)
    return Judged(0, ABSENT) if row.amount("total") else Judged(weight, "not-required")


def _project_details(case: Case, weight: int) -> Judged:
    """Give a point for each of basis, amount, allocation and period that every project has; its form may tell them."""
    projects = case.rows("projects")
    if not projects:
        return Judged(weight, "no-projects") if _has_no_projects(case) else Judged(0, ABSENT)
    allocated = {row.text("project_id") for row in case.rows("project_allocations")}
    table = case.table("T7")
    sized = {line.row.text("project_id") for line in table.lines} if table else set()
    sized |= {
        row.text("project_id") for row in case.rows("performance_targets") if row.amount("total_funds") is not None
    }
    told = (
        [bool(row.text("policy_basis")) or not has_text(case) for row in projects],
        [row.amount("amount_narrative") is not None or row.text("project_id") in sized for row in projects],
        [row.text("project_id") in allocated for row in projects],
        [bool(row.text("exec_text")) or row.day("exec_start") is not None for row in projects],
    )
    points = sum(all(each) for each in told)
    return Judged(points, FULL if points == weight else "partly")


def _has_no_projects(case: Case) -> bool:
    table = case.table("T3") or case.table("T5")
    return table is not None and bool(table.totals) and not table.total_of("project")


def _performance(case: Case, weight: int) -> Judged:
    """Give the share of the projects whose form has an indicator of each kind, at most as many as are stated."""
    wanted = max(len(case.rows("projects")), _stated_forms(case))
    if not wanted:
        return Judged(weight, "no-projects") if _has_no_projects(case) else Judged(0, ABSENT)
    levels: dict[str | None, set[str | None]] = {}
    for row in case.rows("performance_indicators"):
        if row.text("level3"):
            levels.setdefault(row.text("project_id"), set()).add(row.text("level1"))
    forms = sum(levels.get(row.text("project_id"), set()) >= _LEVELS for row in case.rows("performance_targets"))
    points = weight * min(forms, wanted) // wanted
    return Judged(points, FULL if points == weight else "partly" if points else ABSENT)


def _stated_forms(case: Case) -> int:
    stated = [row.amount("quantity") for row in _told(case).get("performance", ())]
    return max((int(quantity) for quantity in stated if quantity is not None), default=0)


def _dates(case: Case, weight: int) -> Judged:
    head = case.disclosure.head
    is_signed = bool(head.text("signed_by")) and head.day("signed_date") is not None
    dated = sum(head.day(name) is not None for name in ("approved_date", "published_date"))
    points = int(is_signed) + dated
    return Judged(points, FULL if points == weight else "dates-missing")


def _open_format(case: Case, weight: int) -> Judged:
    address = case.disclosure.head.text("source_url")
    if address is None:
        return Judged(None, "address-unknown")
    return _whole(weight, address.lower().partition("?")[0].endswith(_OPEN_FORMATS))


def _assets(case: Case, weight: int) -> Judged:
    return _whole(weight, any(row.text("phase") == "held" for row in case.rows("assets")))


def _whole(weight: int, is_there: bool) -> Judged:  # noqa: FBT001  # the answer itself
    return Judged(weight, FULL) if is_there else Judged(0, ABSENT)


ITEMS = (
    Item("D01", 3, _functions),
    Item("D02", 3, _organisation),
    Item("D03", 2, partial(_rows_of, "staffing")),
    Item("D04", 6, partial(_table, "T1")),
    Item("D05", 6, partial(_detailed, "T2", ITEM)),
    Item("D06", 6, partial(_detailed, "T3", ITEM)),
    Item("D07", 6, partial(_table, "T4")),
    Item("D08", 6, partial(_detailed, "T5", ITEM)),
    Item("D09", 6, partial(_detailed, "T6", SECTION)),
    Item("D10", 6, _three_public),
    Item("D11", 5, _government_fund),
    Item("D12", 3, _state_capital),
    Item("D13", 4, _total_change),
    Item("D14", 4, _items),
    Item("D15", 4, _leaf_changes),
    Item("D16", 5, _agency_operating),
    Item("D17", 4, _procurement),
    Item("D18", 2, _reserved),
    Item("D19", 3, _assets),
    Item("D20", 4, _project_details),
    Item("D21", 6, _performance),
    Item("D22", 2, partial(_rows_of, "glossary")),
    Item("D23", 3, _dates),
    Item("D24", 1, _open_format),
)

COMPLETENESS_RULES = tuple(Rule(f"CMP-{item.id[1:]}", "warning", partial(item_is_disclosed, item)) for item in ITEMS)
