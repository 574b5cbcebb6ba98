"""What stands beside a disclosure in other packages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.assemble import assemble_disclosures
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.neighbourhood import Library, Neighbourhood, read_outlines
from builder.validate import validate_package
from tests.projects import FIRST, REPOSITORY

LAST_YEAR = "datasets/units/652300-egov/2021"


def of_another_year(project: Path) -> None:
    """Put last year's package of the first unit beside this year's: the same, but for the year of its rows."""
    shutil.copytree(project / FIRST, project / LAST_YEAR)
    for file in (project / LAST_YEAR).iterdir():
        if file.suffix == ".csv":
            file.write_text(file.read_text("utf-8").replace("652300-egov,2022", "652300-egov,2021"), "utf-8")
        elif file.suffix == ".yaml":
            file.write_text(file.read_text("utf-8").replace("\n  year: 2022\n", "\n  year: 2021\n"), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / FIRST, tmp_path / FIRST)
    of_another_year(tmp_path)
    return tmp_path


def read(project: Path, folder: str) -> Disclosure:
    package = validate_package(load_package(project, project / folder), None).package
    assert package is not None
    (disclosure,) = assemble_disclosures(package)
    return disclosure


def test_an_outline_tells_units_years_and_names(project: Path) -> None:
    (outline,) = read_outlines(project, [FIRST])

    assert outline.unit_years == (("652300-egov", 2022),)
    assert dict(outline.names)["652300-egov"][0] == "昌吉回族自治州人民政府电子政务办公室"


def test_last_years_document_is_found_in_its_own_package(project: Path) -> None:
    library = Library(project, Neighbourhood.of(read_outlines(project, [FIRST, LAST_YEAR])))

    neighbours = library.neighbours(read(project, FIRST))

    assert neighbours.previous is not None
    assert (neighbours.previous.unit_id, neighbours.previous.year) == ("652300-egov", 2021)
    assert neighbours.department is None
    assert library.neighbours(neighbours.previous).previous is None


def test_a_document_of_another_kind_is_no_predecessor(project: Path) -> None:
    head = project / LAST_YEAR / "disclosures.yaml"
    head.write_text(head.read_text("utf-8").replace("kind: budget", "kind: final_accounts"), "utf-8")
    library = Library(project, Neighbourhood.of(read_outlines(project, [FIRST, LAST_YEAR])))

    assert library.neighbours(read(project, FIRST)).previous is None


def test_a_package_with_a_fault_is_no_neighbour(project: Path) -> None:
    (project / LAST_YEAR / "three_public.csv").write_text("unit_id\n", "utf-8")
    library = Library(project, Neighbourhood.of(read_outlines(project, [FIRST, LAST_YEAR])))

    assert library.neighbours(read(project, FIRST)).previous is None


def test_a_package_that_cannot_be_read_is_in_the_index_with_nothing(project: Path) -> None:
    (project / LAST_YEAR / "disclosures.yaml").write_text("{", "utf-8")

    (outline,) = read_outlines(project, [LAST_YEAR])

    assert outline.unit_years == ()
    assert read_outlines(project, ["datasets/nowhere"])[0].names == ()


def test_a_department_and_its_units_know_each_other(project: Path) -> None:
    outlines = read_outlines(project, [FIRST, LAST_YEAR])
    index = Neighbourhood.of(outlines)
    family = Neighbourhood(
        {("652300-egov", 2022): FIRST, ("652300-dept", 2022): FIRST},
        {"652300-egov": "652300-dept"},
        {"652300-dept": ("652300-egov",), "652300-egov": ("652300-egov",)},
        index.names,
    )

    neighbours = Library(project, family).neighbours(read(project, FIRST))

    assert neighbours.department is None
    assert [unit.unit_id for unit in neighbours.subordinates] == ["652300-egov"]
    assert neighbours.unit_names["652300-egov"]


def test_only_the_last_few_packages_are_kept(project: Path) -> None:
    library = Library(project, Neighbourhood.of(read_outlines(project, [FIRST, LAST_YEAR])))
    disclosure = read(project, FIRST)
    for number in range(20):
        library.keep(f"datasets/units/{number}", None)

    assert library.neighbours(disclosure).previous is not None
