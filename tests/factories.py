"""Build a disclosure from small text tables, as a reader would write them down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from builder.assemble import assemble_catalog, assemble_disclosures
from builder.audit import RULES
from builder.audit.case import ALONE, Case
from builder.audit.outcomes import Checked, Held, NotApplicable
from builder.findings import Finding
from builder.messages import message
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure, Neighbours
from builder.records import RawDescriptor, RawTable, TypedPackage, TypedTable
from builder.schemas import all_schemas
from builder.validate.tables import validate_table

UNIT_ID, YEAR = "650001-jyj", "2024"


def raw_table(resource: str, text: str) -> RawTable:
    """Read a table whose first line names some of its columns; the others are blank. `_` is a blank cell, `~` a blank
    and `¶` a line break within a cell.
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    names, rows = lines[0], lines[1:]
    header = all_schemas()[resource].header
    shared = {"unit_id": UNIT_ID, "year": YEAR}
    cells = []
    for row in rows:
        given = shared | {
            name: "" if cell == "_" else cell.replace("~", "\u3000").replace("¶", "\n")
            for name, cell in zip(names, row, strict=True)
        }
        cells.append(tuple(given.get(name, "") for name in header))
    return RawTable(resource, f"{resource}.csv", "csv", header, tuple(cells), tuple(range(2, len(cells) + 2)), None)


def typed_table(resource: str, text: str) -> TypedTable:
    """Read a table that must be without fault."""
    typed, findings = validate_table(raw_table(resource, text))
    assert typed is not None, findings
    return typed


HEAD = {
    "units": "unit_id name_official region_code\n650001-jyj 某州教育局 650001",
    "regions": "region_code name\n650001 某州",
    "disclosures": (
        "unit_id year kind scope title name_printed amount_unit_printed quantum\n"
        "650001-jyj 2024 budget unit 某州教育局2024年单位预算 某州教育局 wan_yuan 0.01"
    ),
}


def disclosure_from(
    tables: Mapping[str, str], *, quantum: str = "0.01", totals: str = "", cells: str = ""
) -> Disclosure:
    """Return the disclosure that prints these tables (resource → text); `totals` and `cells` are tables too.

    Every table is listed as one printed with this quantum, unless `printed_tables` is among them.
    """
    texts = dict(HEAD) | dict(tables)
    ids = [all_schemas()[name].table_id for name in tables if all_schemas()[name].table_id]
    listed = "\n".join(f"{table_id} 某表 wan_yuan {quantum} false" for table_id in ids)
    texts.setdefault("printed_tables", f"table_id title_printed amount_unit_printed quantum is_empty\n{listed}")
    if totals:
        texts["disclosed_totals"] = f"table_id measure amount\n{totals}"
    if cells:
        texts["source_cells"] = f"table_id row_no col_no row field raw_text value flags\n{cells}"
    package = TypedPackage(
        folder="datasets/units/650001-jyj/2024",
        digest="0" * 64,
        descriptor=RawDescriptor("datapackage.yaml", {"name": "x", "title": "x"}, {}),
        tables={name: typed_table(name, text) for name, text in texts.items()},
        sources=(),
    )
    (disclosure,) = assemble_disclosures(package)
    return disclosure


def case_from(  # noqa: PLR0913  # all but the tables by name
    tables: Mapping[str, str],
    *,
    quantum: str = "0.01",
    totals: str = "",
    cells: str = "",
    catalog: Catalog = EMPTY_CATALOG,
    neighbours: Neighbours = ALONE,
) -> Case:
    """Return the disclosure that prints these tables as a case under audit."""
    return Case.of(disclosure_from(tables, quantum=quantum, totals=totals, cells=cells), catalog, neighbours)


def audited(rule_id: str, case: Case) -> list[Finding]:
    """Return what one rule finds in a case, each of which can be said in both languages."""
    (rule,) = (rule for rule in RULES if rule.id == rule_id)
    outcomes = (outcome.finding if isinstance(outcome, Checked) else outcome for outcome in rule.check(case))
    findings = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    for finding in findings:
        assert message(finding, "zh"), finding
        assert message(finding, "en"), finding
    return findings


def held(rule_id: str, case: Case) -> int:
    """Return how many checks of one rule hold in a case."""
    (rule,) = (rule for rule in RULES if rule.id == rule_id)
    return sum(
        outcome.finding is None if isinstance(outcome, Checked) else isinstance(outcome, Held)
        for outcome in rule.check(case)
    )


def not_applicable(rule_id: str, case: Case) -> str | None:
    """Return why a rule does not apply to a case; None where it does."""
    (rule,) = (rule for rule in RULES if rule.id == rule_id)
    reasons = [outcome.reason for outcome in rule.check(case) if isinstance(outcome, NotApplicable)]
    return reasons[0] if reasons else None


def amount(text: str) -> Decimal:
    return Decimal(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def catalog_from(functional: str = "", economic: str = "", *, year: int = 2024, is_complete: bool = False) -> Catalog:
    """Return code lists of one year from lines of `code valid_from valid_to name status reliability source`."""
    texts = {"functional_classification": functional, "economic_classification": economic}
    package = TypedPackage(
        folder=f"datasets/classifications/{year}",
        digest="0" * 64,
        descriptor=RawDescriptor("datapackage.yaml", {"complete_lists": list(texts) if is_complete else []}, {}),
        tables={
            name: typed_table(name, f"code valid_from valid_to name level status reliability source\n{_levelled(text)}")
            for name, text in texts.items()
        },
        sources=(),
    )
    return assemble_catalog([package])


def _levelled(text: str) -> str:
    levels = {3: "class", 5: "section", 7: "item"}
    rows = (line.split() for line in text.splitlines())
    return "\n".join(" ".join((*row[:4], levels[len(row[0])], *row[4:])) for row in rows)
