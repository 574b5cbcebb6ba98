"""State assets: vehicles by kind, planned vehicles, equipment above two thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import record_figure
from builder.audit.limits import check_at_most
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_sum, remark
from builder.audit.projects.procurement import vehicle_purchase
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import stated_figures
from builder.audit.vocabulary import pattern
from builder.model.money import plain
from builder.model.rows import Row
from builder.schemas import all_schemas, label

PHASES = ("held", "planned")
KIND = "vehicle_"


def vehicles_agree(case: Case) -> Iterator[Outcome]:
    """Kinds of vehicles add up to the vehicles, in number and value; vehicles are planned just where T8 buys any.

    Kinds are judged where the document lists them. It cannot see vehicles bought for another year's money.
    """
    assets = case.rows("assets")
    if not assets:
        yield NotApplicable("no-assets")
        return
    by_phase = {phase: _by_category(assets, phase) for phase in PHASES}
    outcomes = [outcome for phase in PHASES for outcome in _kinds(phase, by_phase[phase])]
    outcomes += _planned(case, by_phase["planned"].get("vehicle"))
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _kinds(phase: str, assets: Mapping[str, Row]) -> Iterator[Outcome]:
    whole = assets.get("vehicle")
    kinds = [row for category, row in assets.items() if category.startswith(KIND)]
    for measure in ("quantity", "value"):
        parts = [record_figure(row, measure) for row in kinds if row.amount(measure) is not None]
        if whole is not None and parts and whole.amount(measure) is not None:
            facts = {
                "phase": label("assets", "phase", phase),
                "measure": all_schemas()["assets"].field(measure).title,
                "purchase": "",
            }
            yield check_sum("AST-01", record_figure(whole, measure), parts, severity="warning", facts=facts)


def _planned(case: Case, vehicles: Row | None) -> Iterator[Outcome]:
    bought, planned = vehicle_purchase(case), _planned_number(case, vehicles)
    if vehicles is None or planned is None or bought is None:
        return
    if (planned == 0) == (bought == 0):
        yield HELD
        return
    facts = {"phase": "", "measure": "", "purchase": plain(bought)}
    yield remark("AST-01", record_figure(vehicles, "quantity").place, "warning", stated=plain(planned), facts=facts)


def _planned_number(case: Case, vehicles: Row | None) -> Decimal | None:
    """Return how many vehicles are planned: none also where the text says so without a number."""
    if vehicles is None or vehicles.amount("quantity") is not None:
        return vehicles.amount("quantity") if vehicles else None
    paragraphs = text_of(case).in_section("s10_3")
    is_said = any(pattern("no_vehicles_planned").search(paragraph.printed) for paragraph in paragraphs)
    return Decimal(0) if is_said else None


def dearer_equipment_is_not_more(case: Case) -> Iterator[Outcome]:
    """Of one class of equipment, items above 1,000,000 yuan are not more than those above 500,000 yuan.

    The lower threshold takes in the higher one. Where the text puts them in two classes (general and special
    equipment), or prints one only, the rule does not apply.
    """
    assets = case.rows("assets")
    if not assets:
        yield NotApplicable("no-assets")
        return
    outcomes = [outcome for phase in PHASES for outcome in _thresholds(_by_category(assets, phase))]
    is_comparable = all(outcome is HELD for outcome in outcomes) or not _has_two_classes(case)
    yield from (is_comparable and outcomes) or [NotApplicable("nothing-to-compare")]


def _thresholds(assets: Mapping[str, Row]) -> Iterator[Outcome]:
    lower, higher = assets.get("equip_500k"), assets.get("equip_1m")
    limit = lower.amount("quantity") if lower else None
    if higher is not None and limit is not None and higher.amount("quantity") is not None:
        yield check_at_most("AST-02", record_figure(higher, "quantity"), limit, severity="info", facts={})


def _has_two_classes(case: Case) -> bool:
    names = [each.name for each in stated_figures(case) if each.subject == "asset"]
    texts = [paragraph.printed for paragraph in text_of(case).in_section("s10_3")]
    said = "\n".join((*names, *texts))
    lower, higher = (set(pattern(name).findall(said)) for name in ("half_million_class", "million_class"))
    return bool(lower) and bool(higher) and lower != higher


def _by_category(assets: tuple[Row, ...], phase: str) -> dict[str, Row]:
    return {row.text("category") or "": row for row in assets if row.text("phase") == phase}


ASSET_RULES = (
    Rule("AST-01", "warning", vehicles_agree),
    Rule("AST-02", "info", dearer_equipment_is_not_more),
)
