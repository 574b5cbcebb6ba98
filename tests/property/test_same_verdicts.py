"""Our compiled checker and frictionless say the same of every changed cell, save where ours is known to be stricter.

Seeded changes of the real packages; a change that frictionless refuses and ours accepts fails the test, and so
does one that ours alone refuses without belonging to a class named here.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import frictionless
import pytest
import yaml

from builder.findings import Finding
from builder.load import find_packages, load_package
from builder.records import RawCell, RawTable
from builder.schemas import Field, all_schemas, descriptor_schema
from builder.validate import Verdicts, authority, validate_package
from builder.validate.tables import validate_table
from tests.projects import FIRST, REPOSITORY, SECOND

Row = tuple[RawCell, ...]

ROUNDS = 2
CHANGES_OF_A_PACKAGE = 4

ODD_CELLS = (
    "", "0", "-0", "7.5", "-3", "１２", "12，5", "12.5.1",
    "1e3", "1E+06", "NaN", "nan", "INF", "-Infinity", "+77", "007",
    "9_999", "98.", ".97", "98,7", "1 234", "99999999999999999999", "0.1234567", "12.3456789", "true", "TRUE", "True",
    "1", "yes", "false", "2022-02-29", "2024-02-29", "2024-2-9", "2024-13-01", "24-01-01",
    "20240101", "2024-01-01T00:00",
    "٢٠٢٤", "abc", "A-B", "xyz_1", "Ⅳ", "gpb", "T99", "http://", "https://a.cn/b", "ftp://a.cn", "mailto:a@b.cn", "a b",
    "人大事务", "null", "None", "-", "—", "−5", "½", "²", "0x10", "1/2", "#N/A",
)  # fmt: skip

_INTEGER = re.compile(r"-?[1-9][0-9]*|0")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]+)?")

# Where ours is stricter, by name: the type of the field, and which cells frictionless lets pass beyond our grammar.
STRICTER: dict[str, Callable[[Field, str], bool]] = {
    "an integer in another spelling (sign, leading zeros, underscores, other digits)": lambda field, cell: (
        field.type == "integer" and not _INTEGER.fullmatch(cell)
    ),
    "a number in another spelling (sign, exponent, NaN, infinity, leading zeros, bare point, other digits)": (
        lambda field, cell: field.type == "number" and not _NUMBER.fullmatch(cell)
    ),
    "a number that is zero with a minus": lambda field, cell: field.type == "number" and cell.startswith("-0"),
    "a number with more decimals than the column has": lambda field, cell: (
        field.type == "number" and "." in cell and len(cell.partition(".")[2]) > (field.decimals or 0)
    ),
    "a date without two digits for month and day": lambda field, cell: (
        field.type == "date" and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell)
    ),
    "a boolean that is not `true` or `false`": lambda field, cell: (
        field.type == "boolean" and cell not in {"true", "false"}
    ),
    "an address that is not of the web": lambda field, _cell: field.format == "uri",
}

# One cell of each class and more, each let pass by frictionless.
EXAMPLES = [
    *(("staffing", "headcount", cell) for cell in ("011", "+11", "1_1", "１１", "-0")),
    *(("divisions", "src_line", cell) for cell in (" 6", "6 ")),
    *(("expenditure_by_function", "total", cell) for cell in ("1e3", "+1", "01", ".5", "5.", "５", " 5")),
    *(("expenditure_by_function", "total", cell) for cell in ("-0", "-0.00", "0.1234567")),
    ("disclosures", "signed_date", "2022-2-9"),
    ("printed_tables", "is_empty", "FALSE"),
    ("printed_tables", "is_empty", "0"),
    ("units", "homepage", "ftp://example.cn/"),
]

# Whole packages: what we ask beyond Table Schema.
STRICTER_RULES = frozenset({
    "no-disclosure", "no-rows", "rows-in-empty-table", "table-not-listed", "source-cell-nowhere", "source-cell-differs",
    "lookalike-han", "foreign-script", "ambiguous-scalar", "value-not-text", "odd-space",
})  # fmt: skip


class Unasked(Verdicts):
    """Ours alone: frictionless is asked by the test itself."""

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        del folder, digest
        return ()


def _tables(folder: str) -> tuple[RawTable, ...]:
    return load_package(REPOSITORY, REPOSITORY / folder).tables


def _changed(table: RawTable, chance: random.Random) -> tuple[Row, ...]:
    """Return the rows, in most of them one cell changed or the key of the row above repeated."""
    schema = all_schemas()[table.resource]
    rows: list[Row] = []
    for number, row in enumerate(table.rows):
        cells = list(row)
        column = chance.randrange(len(cells))
        kind = chance.random()
        if kind < 0.1 and number:
            for name in schema.primary_key:
                cells[schema.header.index(name)] = rows[-1][schema.header.index(name)]
        elif kind < 0.2:
            cells[column] = f"{cells[column]}{chance.choice(ODD_CELLS)}"
        elif kind < 0.85:
            cells[column] = chance.choice(ODD_CELLS)
        rows.append(tuple(cells))
    return tuple(rows)


def _refused_by_us(table: RawTable, rows: tuple[Row, ...]) -> dict[int, list[tuple[Field, str]]]:
    """Return by row, from 0, the cells that we refuse; a repeated key has none."""
    lines = tuple(range(len(rows)))
    _, findings = validate_table(RawTable(table.resource, table.file, "csv", table.header, rows, lines))
    schema = all_schemas()[table.resource]
    refused: dict[int, list[tuple[Field, str]]] = {}
    for finding in findings:
        assert finding.place.line is not None
        cells = refused.setdefault(finding.place.line, [])
        if finding.rule != "duplicate-key":
            cells.append((schema.field(finding.place.field or ""), finding.stated or ""))
    return refused


def _refused_by_frictionless(table: RawTable, rows: tuple[Row, ...], folder: Path) -> set[int]:
    """Return the rows, from 0, that frictionless refuses in a package of this table alone."""
    inline = descriptor_schema(all_schemas()[table.resource], ())
    inline.pop("foreignKeys", None)
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([table.header, *rows])
    resource = {"name": "table", "type": "table", "path": "table.csv", "format": "csv", "schema": inline}
    (folder / "datapackage.yaml").write_text(
        yaml.safe_dump({"name": "one", "resources": [resource]}, allow_unicode=True), encoding="utf-8"
    )
    report = frictionless.validate(str(folder / "datapackage.yaml"), type="package")
    assert report.errors == []
    return {error.row_number - 2 for task in report.tasks for error in task.errors}


def _stricter_classes(refused: Sequence[tuple[Field, str]]) -> list[str]:
    return [name for name, is_one in STRICTER.items() for field, cell in refused if is_one(field, cell)]


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("package", [FIRST, SECOND])
def test_every_changed_row_has_one_verdict(package: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(f"{package} {seed}")  # drawn by seed, to be drawn again
    disagreements: list[tuple[str, Row, str]] = []
    compared = both = 0
    for table in _tables(package):
        rows = _changed(table, chance)
        ours = _refused_by_us(table, rows)
        theirs = _refused_by_frictionless(table, rows, tmp_path)
        compared += len(rows)
        both += len(ours.keys() & theirs)
        disagreements += [(table.resource, rows[number], "frictionless alone") for number in theirs - ours.keys()]
        disagreements += [
            (table.resource, rows[number], "ours alone")
            for number in ours.keys() - theirs
            if not _stricter_classes(ours[number])
        ]

    assert disagreements == []
    assert compared > 100
    assert both > compared / 4


@pytest.mark.parametrize(("resource", "field", "cell"), EXAMPLES)
def test_ours_is_stricter_where_it_is_said_to_be(resource: str, field: str, cell: str, tmp_path: Path) -> None:
    (table,) = [table for table in _tables(FIRST) if table.resource == resource]
    column = table.header.index(field)
    first, *others = table.rows
    rows = ((*first[:column], cell, *first[column + 1 :]), *others)

    ours = _refused_by_us(table, rows)
    theirs = _refused_by_frictionless(table, rows, tmp_path)

    assert (list(ours), theirs) == ([0], set())
    assert _stricter_classes(ours[0]) != []


def test_every_class_where_ours_is_stricter_has_an_example() -> None:
    shown = {
        name
        for resource, field, cell in EXAMPLES
        for name in _stricter_classes([(all_schemas()[resource].field(field), cell)])
    }

    assert shown == set(STRICTER)


def _change_one_cell(folder: Path, chance: random.Random) -> str:
    """Change a cell of a CSV table, or a whole row's code; return what was done."""
    path = chance.choice(sorted(path for path in folder.glob("*.csv") if path.read_text("utf-8").count("\n") > 1))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    row = chance.randrange(1, len(rows))
    column = chance.randrange(len(rows[0]))
    other = chance.choice(rows[1:])[column]
    cell = chance.choice([*ODD_CELLS, other, other, "201", "20199", "2013101", "30101", "652300"])
    before, rows[row][column] = rows[row][column], cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return f"{path.name}:{row + 1} {rows[0][column]}: {before!r} → {cell!r}"


@pytest.mark.parametrize("package", [FIRST, SECOND])
def test_a_package_with_one_changed_cell_has_one_verdict(package: str, tmp_path: Path) -> None:
    chance = random.Random(package)  # drawn by seed, to be drawn again
    disagreements = []
    for number in range(CHANGES_OF_A_PACKAGE):
        folder = Path(shutil.copytree(REPOSITORY / package, tmp_path / str(number) / package))
        change = _change_one_cell(folder, chance)

        raw = load_package(tmp_path / str(number), folder)
        findings = [
            each for each in validate_package(raw, Unasked(tmp_path, None)).findings if each.severity == "error"
        ]
        is_valid = frictionless.validate(str(folder / "datapackage.yaml"), type="package").valid

        if is_valid != (authority._prove(folder, frozenset()) is not None):
            disagreements.append((change, ["the quick proof"], is_valid))
        is_stricter = bool(findings) and all(_is_stricter(finding) for finding in findings)
        if bool(findings) == is_valid and not (is_valid and is_stricter):
            disagreements.append((change, [finding.rule for finding in findings], is_valid))

    assert disagreements == []


def _is_stricter(finding: Finding) -> bool:
    if finding.rule in STRICTER_RULES:
        return True
    resource = (finding.place.file or "").rpartition("/")[2].partition(".")[0]
    schema = all_schemas().get(resource)
    if schema is None or finding.place.field not in schema.header:
        return False
    return _stricter_classes([(schema.field(finding.place.field), finding.stated or "")]) != []


def _packages() -> list[str]:
    folders = find_packages(REPOSITORY, [REPOSITORY / "datasets"])
    return [folder.relative_to(REPOSITORY).as_posix() for folder in folders]


@pytest.mark.parametrize("package", _packages())
def test_every_package_of_the_project_is_proven_without_asking_stock(package: str) -> None:
    assert authority._prove(REPOSITORY / package, frozenset()) is not None


@pytest.mark.deep
@pytest.mark.parametrize("package", _packages())
def test_stock_agrees_about_every_package_of_the_project(package: str) -> None:
    assert authority._validate(REPOSITORY / package) == []
