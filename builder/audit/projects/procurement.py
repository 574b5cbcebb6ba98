"""Government procurement: its kinds, what is reserved for small enterprises, what is to be bought."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import record_figure
from builder.audit.limits import check_at_most
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_sum, remark
from builder.model.money import ZERO, plain, total
from builder.model.rows import Row
from builder.schemas import all_schemas, label

KINDS = ("goods", "works", "services")
PLANNED = frozenset({"vehicle", "equip_500k", "equip_1m"})


def kinds_sum_to_procurement(case: Case) -> Iterator[Outcome]:
    """Procurement equals goods plus works plus services, within rounding.

    A kind that is not printed counts as zero. It cannot see an amount put into the wrong kind.
    """
    row = case.only("procurement")
    parts = [record_figure(row, kind) for kind in KINDS] if row else []
    if row is None or all(part.amount is None for part in parts):
        yield NotApplicable("no-procurement" if row is None else "nothing-to-compare")
        return
    yield check_sum("PRO-01", record_figure(row, "total"), parts, facts={})


def reservations_stay_within_procurement(case: Case) -> Iterator[Outcome]:
    """What is reserved for micro and small enterprises ≤ for small and medium ones ≤ procurement ≤ what can be spent.

    What can be spent on purchases is all expenditure but personnel. The Budget Law, article 14, asks for
    procurement to be explained. It cannot see whether the shares reach what is prescribed.
    """
    row = case.only("procurement")
    if row is None:
        yield NotApplicable("no-procurement")
        return
    outcomes = [
        outcome
        for part, whole in (("micro_small_reserved", "sme_reserved"), ("sme_reserved", "total"))
        if (outcome := _within(row, part, whole))
    ]
    outcomes += _within_spending(case, row)
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _within(row: Row, part: str, whole: str) -> Outcome | None:
    limit = row.amount(whole)
    if row.amount(part) is None or limit is None:
        return None
    facts = {"part": _title(part), "whole": _title(whole)}
    return check_at_most("PRO-02", record_figure(row, part), limit, facts=facts)


def _within_spending(case: Case, row: Row) -> Iterator[Outcome]:
    spending, basic = case.table("T3"), case.table("T6")
    whole = spending.total_of("total") if spending else None
    if spending is None or whole is None or row.amount("total") is None:
        return
    personnel = basic.total_of("personnel") if basic else None
    figure = record_figure(row, "total")
    allowed = (figure.quantum + spending.quantum + (basic.quantum if basic else ZERO)) / 2
    facts = {"part": _title("total"), "whole": ""}
    yield check_at_most("PRO-02", figure, whole - (personnel or ZERO), allowed=allowed, facts=facts)


def purchases_are_procured(case: Case) -> Iterator[Outcome]:
    """Vehicles that T8 pays for, and vehicles and equipment planned, are goods to be procured.

    Passes when goods are at least the vehicle purchases of T8, and are not zero where a purchase is planned. It
    cannot see what is bought without government procurement, hence a note only.
    """
    row = case.only("procurement")
    if row is None or row.amount("goods") is None:
        yield NotApplicable("no-procurement" if row is None else "nothing-to-compare")
        return
    goods = row.amount("goods") or ZERO
    bought = vehicle_purchase(case)
    planned = [asset for asset in case.rows("assets") if _is_planned(asset)]
    is_short, is_missing = goods < (bought or ZERO), bool(planned) and goods == 0
    if not is_short and not is_missing:
        yield HELD
        return
    yield remark(
        "PRO-03",
        record_figure(row, "goods").place,
        "info",
        stated=plain(goods),
        expected=plain(bought) if is_short and bought else None,
        difference=plain(goods - bought) if is_short and bought else None,
        facts={"planned": "" if is_short else _listed(planned)},
    )


def vehicle_purchase(case: Case) -> Decimal | None:
    """Return what T8 has for buying vehicles, of all its funds; None where it does not say.

    A blank is zero where the row has a total and nothing for vehicles together.
    """
    table = case.table("T8")
    lines = table.lines if table else ()
    is_blank = [line.amount("vehicle_purchase") is None for line in lines]
    is_zero = [line.amount("total") is not None and not line.amount("vehicle_subtotal") for line in lines]
    if not lines or any(blank and not zero for blank, zero in zip(is_blank, is_zero, strict=True)):
        return None
    return total(line.amount("vehicle_purchase") for line in lines)


def _is_planned(asset: Row) -> bool:
    return (
        asset.text("phase") == "planned" and asset.text("category") in PLANNED and (asset.amount("quantity") or 0) > 0
    )


def _listed(planned: list[Row]) -> str:
    return "、".join(
        f"{label('assets', 'category', asset.text('category'))} {plain(asset.amount('quantity') or ZERO)}"
        f"{asset.text('quantity_unit') or ''}"
        for asset in planned
    )


def _title(column: str) -> str:
    return all_schemas()["procurement"].field(column).title


PROCUREMENT_RULES = (
    Rule("PRO-01", "error", kinds_sum_to_procurement),
    Rule("PRO-02", "warning", reservations_stay_within_procurement),
    Rule("PRO-03", "info", purchases_are_procured),
)
