"""The same unit-years in every layout, and by any number of processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.agreement import package_rows
from bench.generate import Layout, generate
from bench.places import area
from tests.projects import contents

SEED = 7
COUNT = 12


def generated(folder: Path, layout: Layout, *, jobs: int = 1) -> Path:
    generate(folder, COUNT, packages=2, seed=SEED, errors=True, layout=layout, jobs=jobs)
    return folder / "datasets" / "units"


def rows_of(units: Path, resource: str) -> list[tuple[tuple[str, str], ...]]:
    packages = [package_rows(descriptor.parent) for descriptor in units.rglob("datapackage.yaml")]
    return sorted(tuple(row.items()) for package in packages for row in package.get(resource, ()))


@pytest.mark.parametrize("layout", [Layout.UNIT, Layout.UNIT_YEAR])
def test_every_layout_holds_the_same_unit_years(tmp_path: Path, layout: Layout) -> None:
    together = generated(tmp_path / "together", Layout.AREA)

    apart = generated(tmp_path / "apart", layout)

    for resource in ("disclosures", "expenditure_by_function", "narrative"):
        assert rows_of(apart, resource) == rows_of(together, resource)


def test_a_package_of_one_unit_year_names_its_unit_and_year(tmp_path: Path) -> None:
    units = generated(tmp_path / "project", Layout.UNIT_YEAR)

    packages = {descriptor.parent for descriptor in units.rglob("datapackage.yaml")}

    assert len(packages) == COUNT
    for package in packages:
        (row,) = package_rows(package)["disclosures"]
        assert package.relative_to(units).as_posix() == f"{row['unit_id']}/{row['year']}"


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    one = generated(tmp_path / "one", Layout.UNIT)

    two = generated(tmp_path / "two", Layout.UNIT, jobs=2)

    assert contents(two.parent.parent) == contents(one.parent.parent)


def test_no_two_areas_share_a_unit_however_many_there_are() -> None:
    units = [unit.id for number in range(0, 500, 3) for unit in area(number, 40, SEED).units]

    assert len(set(units)) == len(units)
