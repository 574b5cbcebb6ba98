"""A unit-year's digest tells whether anything changed of what its disclosure is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.generate import generate
from builder.assemble import assemble_disclosures, content_digests
from builder.load import find_packages, load_package
from builder.records import RawCell, RawTable, TypedPackage
from builder.schemas import all_schemas
from builder.validate import typed_tables, validate_package

Rows = list[list[RawCell]]
places = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, 4, packages=1, seed=3, errors=False)
    return folder


class Generated:
    """A package as read and as typed; a plain class, for a failing example is shown with what it was given."""

    def __init__(self, project: Path) -> None:
        (folder,) = find_packages(project, [project / "datasets" / "units"])
        raw = load_package(project, folder)
        validated = validate_package(raw, None)
        assert validated.package
        self.package = validated.package
        self.raw_tables = {table.resource: table for table in raw.tables}


@pytest.fixture(scope="module")
def generated(project: Path) -> Generated:
    return Generated(project)


@pytest.fixture(scope="module")
def package(generated: Generated) -> TypedPackage:
    return generated.package


@pytest.fixture(scope="module")
def raw_tables(generated: Generated) -> dict[str, RawTable]:
    return generated.raw_tables


def with_table(package: TypedPackage, table: RawTable) -> TypedPackage | None:
    """Return the package with another table of that name, or None where the table has a fault."""
    typed = typed_tables([table])
    return replace(package, tables={**package.tables, **typed}) if typed else None


def edited(table: RawTable, edit: Callable[[Rows, list[int]], None]) -> RawTable:
    rows: Rows = [list(row) for row in table.rows]
    lines = list(table.lines)
    edit(rows, lines)
    texts = tuple(",".join(cell or "" for cell in row) for row in rows) if table.texts else ()
    return replace(table, rows=tuple(map(tuple, rows)), lines=tuple(lines), cell_lines=None, texts=texts)


def first_free_column(table: RawTable) -> int:
    """Columns before it say whose row it is, which references hold together."""
    return {"units": 1, "regions": 1, "functional_codes": 0, "economic_codes": 0}.get(table.resource, 2)


def changed_unit_years(before: TypedPackage, after: TypedPackage) -> tuple[set[object], set[object]]:
    """The unit-years whose disclosure is another, and those whose digest is."""
    old, new = content_digests(before), content_digests(after)
    were = {(each.unit_id, each.year): each for each in assemble_disclosures(before)}
    are = {(each.unit_id, each.year): each for each in assemble_disclosures(after)}
    assert list(new) == list(are)
    return {key for key in are if were.get(key) != are[key]}, {key for key in are if old.get(key) != new[key]}


@settings(deadline=None)  # four disclosures are assembled for each example
@given(places, places, places, places, st.sampled_from(["cell", "line", "gone"]))
def test_whatever_changes_a_disclosure_changes_its_digest(  # noqa: PLR0913, PLR0917  # where to edit, and how
    generated: Generated,
    table_at: int,
    row_at: int,
    column_at: int,
    cell_at: int,
    kind: str,
) -> None:
    package = generated.package
    tables = [table for table in generated.raw_tables.values() if table.rows]
    table = tables[table_at % len(tables)]
    number = row_at % len(table.rows)
    first = first_free_column(table)
    column = first + column_at % (len(table.header) - first)
    cells = ["", "1", "9.25", "某", "2021-01-01", *sorted({row[column] or "" for row in table.rows})]
    cell = cells[cell_at % len(cells)]
    assume(kind != "gone" or table.resource not in {"units", "disclosures", "printed_tables"})

    def edit(rows: Rows, lines: list[int]) -> None:
        match kind:
            case "cell":
                rows[number][column] = cell
            case "line":
                lines[number:] = [line + 1 for line in lines[number:]]
            case _:
                del rows[number], lines[number]

    after = with_table(package, edited(table, edit))
    assume(after is not None)
    assert after

    disclosures, digests = changed_unit_years(package, after)

    assert disclosures <= digests


def test_the_last_row_of_one_unit_year_is_no_concern_of_the_others(
    package: TypedPackage, raw_tables: dict[str, RawTable]
) -> None:
    last = list(content_digests(package))[-1]
    seen = 0

    for table in raw_tables.values():
        if all_schemas()[table.resource].scope != "disclosed" or table.resource == "disclosures":
            continue
        if not table.rows or (table.rows[-1][0], int(table.rows[-1][1] or 0)) != last:
            continue
        after = with_table(package, edited(table, lambda _rows, lines: lines.__setitem__(-1, lines[-1] + 1)))
        assert after
        seen += 1

        assert changed_unit_years(package, after) == ({last}, {last})

    assert seen > 5


@pytest.mark.parametrize("name", ["title", "sources", "licenses", "contributors", "keywords", "version"])
def test_the_head_of_the_descriptor_counts_for_every_unit_year(name: str, package: TypedPackage) -> None:
    content = {**package.descriptor.content, name: "another" if name in {"title", "version"} else ["another"]}
    after = replace(package, descriptor=replace(package.descriptor, content=content))

    _, digests = changed_unit_years(package, after)

    assert len(digests) == len(content_digests(package)) == 4


def test_another_folder_and_another_order_of_tables_count_too(package: TypedPackage) -> None:
    elsewhere = replace(package, folder="datasets/units/elsewhere")
    reversed_tables = replace(package, tables=dict(reversed(list(package.tables.items()))))

    assert len(changed_unit_years(package, elsewhere)[1]) == 4
    assert len(changed_unit_years(package, reversed_tables)[1]) == 4


def test_a_table_more_counts_even_where_it_has_no_rows(package: TypedPackage) -> None:
    tables = {name: table for name, table in package.tables.items() if name != "gov_fund_expenditure"}

    _, digests = changed_unit_years(replace(package, tables=tables), package)

    assert len(digests) == 4


def test_digests_do_not_depend_on_which_objects_are_shared(project: Path, package: TypedPackage) -> None:
    (folder,) = find_packages(project, [project / "datasets" / "units"])
    raw = load_package(project, folder)
    copies = [
        replace(
            table,
            rows=tuple(tuple(cell and cell[:1] + cell[1:] for cell in row) for row in table.rows),
            texts=tuple(text[:1] + text[1:] for text in table.texts),
        )
        for table in raw.tables
    ]
    again = replace(package, tables=typed_tables(copies))

    assert content_digests(again) == content_digests(package)


def test_rows_that_were_not_read_from_a_file_have_digests_too(package: TypedPackage) -> None:
    unread = replace(package, tables={name: replace(table, read_from=()) for name, table in package.tables.items()})

    digests = content_digests(unread)

    assert len(set(digests.values())) == 4


def test_a_package_without_disclosures_has_none(package: TypedPackage) -> None:
    assert content_digests(replace(package, tables={"regions": package.tables["regions"]})) == {}
