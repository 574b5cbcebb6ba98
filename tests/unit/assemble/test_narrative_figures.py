"""A text that came without its figures gets them by rule, each at the place of its paragraph."""

from __future__ import annotations

from builder.assemble import assemble_disclosures
from builder.assemble.rows import rows_of
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.records import TypedPackage
from builder.validate.tables import validate_table
from tests.factories import amount, disclosure_from
from tests.projects import FIRST, REPOSITORY

NARRATIVE = "seq section heading text src_line\n"


def first_disclosure(*, without: str) -> tuple[Disclosure, TypedPackage]:
    """Return the repository's first disclosure assembled without one of its resources, and its whole package."""
    raw = load_package(REPOSITORY, REPOSITORY / FIRST)
    typed = {table.resource: validate_table(table)[0] for table in raw.tables}
    tables = {name: table for name, table in typed.items() if table is not None}
    assert raw.descriptor is not None
    whole = TypedPackage(raw.folder, raw.digest, raw.descriptor, tables, ())
    kept = {name: table for name, table in tables.items() if name != without}
    (disclosure,) = assemble_disclosures(TypedPackage(raw.folder, raw.digest, raw.descriptor, kept, ()))
    return disclosure, whole


def test_the_figures_of_the_first_disclosure_are_read_as_people_read_them() -> None:
    disclosure, package = first_disclosure(without="narrative_figures")

    read = [row.values for row in disclosure.rows("narrative_figures")]

    assert read == [row.values for row in rows_of(package.tables["narrative_figures"])]


def test_a_derived_row_stands_where_its_paragraph_does() -> None:
    disclosure = disclosure_from(
        {
            "narrative": NARRATIVE + "1 s3 true 三、支出预算 7\n2 s3 false 支出预算3万元。 8\n3 s3 false _ 9",
            "general_budget_basic": "economic_code name_printed total\n301 工资福利支出 3",
            "expenditure_by_function": "functional_code name_printed total\n205 教育支出 3",
        }
    )

    (row,) = disclosure.rows("narrative_figures")

    assert (row["seq"], row["name_printed"], row["amount"], row["src_line"]) == (1, "支出预算", amount("3"), 8)
    assert (row["unit_id"], row["year"]) == ("650001-jyj", 2024)
    assert (row.columns.resource, row.columns.file, row.line) == ("narrative_figures", "narrative.csv", 3)
    assert row.columns.in_file["amount"] == disclosure.rows("narrative")[0].columns.in_file["text"]


def test_names_have_the_codes_of_the_tables_of_the_document() -> None:
    disclosure = disclosure_from(
        {
            "narrative": NARRATIVE
            + "1 s6 false 公用经费3万元，主要包括：水费3万元。 1\n2 s5_2 false 教育支出3万元，占9%。 2",
            "general_budget_basic": "economic_code name_printed total\n30205 水费 3",
            "expenditure_by_function": "functional_code name_printed total\n205 教育支出 3",
            "three_public": "fund total\ngpb 1",
        }
    )

    assert [row["code"] for row in disclosure.rows("narrative_figures")] == [None, "30205", "205"]


def test_figures_that_came_with_the_text_are_kept() -> None:
    disclosure = disclosure_from(
        {
            "narrative": NARRATIVE + "1 s3 false 支出预算3万元。 8",
            "narrative_figures": "seq section subject amount",
        }
    )

    assert disclosure.rows("narrative_figures") == ()
    assert "narrative_figures" in disclosure.resources


def test_a_text_that_states_nothing_has_no_figures() -> None:
    disclosure = disclosure_from({"narrative": NARRATIVE + "1 s3 false 没有数。 8"})

    assert "narrative_figures" not in disclosure.resources


def test_a_text_that_may_not_be_reproduced_gives_none() -> None:
    disclosure = disclosure_from({"narrative": NARRATIVE + "1 s3 false _ 8"})

    assert "narrative_figures" not in disclosure.resources
