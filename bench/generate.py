"""Make a project full of invented but realistic unit-years: `python bench/generate.py OUT --unit-years 1000`.

The same arguments give the same bytes. What is made is a whole project: `datasets/` with packages that hold many
units each (or one, or one unit-year), the code lists and glossary of the repository, its `mkdocs.yml` and `docs/`,
so that a build runs in it.
`seeded.json` beside them lists the errors put in, if any, each as the finding that must be made of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.amounts import Scale  # noqa: E402
from bench.departments import as_department  # noqa: E402
from bench.narrative import write_narrative  # noqa: E402
from bench.narrative_municipal import write_municipal_narrative  # noqa: E402
from bench.places import XINJIANG, Area, area  # noqa: E402
from bench.plans import plans  # noqa: E402
from bench.projects import add_projects, project_texts  # noqa: E402
from bench.records import Record, Records  # noqa: E402
from bench.seeding import Seeded, seed_errors  # noqa: E402
from bench.tables import UnitYear, add_tables  # noqa: E402
from bench.unit_profile import add_glossary, add_profile  # noqa: E402
from bench.wordings import vary  # noqa: E402
from bench.writing import write_package  # noqa: E402

ONE_IN = 5
"""One unit-year in so many has errors, where errors are wanted."""

Wrong = dict[str, str | int | None]
"""An error put in, as it stands in `seeded.json`."""

COPIED = ("mkdocs.yml", "docs", "datasets/classifications", "datasets/glossary", "builder/theme/overrides")


class Layout(StrEnum):
    """How the same unit-years are shared out among packages."""

    AREA = "area"
    """One package an area: many units, their years."""
    UNIT = "unit"
    """One package a unit."""
    UNIT_YEAR = "unit-year"
    """One package a unit and year: last year's figures then stand in another package."""


def generate(  # noqa: PLR0913  # how much, in which form, how quickly
    folder: Path,
    unit_years: int,
    *,
    packages: int,
    seed: int,
    errors: bool,
    layout: Layout = Layout.AREA,
    jobs: int = 1,
) -> list[Wrong]:
    """Write a project with so many unit-years in so many areas; return the errors put in, as in `seeded.json`.

    The same unit-years in another layout, and by more processes, are the same to the last byte of every row.
    Raises FileExistsError where the folder holds anything already, and ValueError where a package would need
    more units than its region has.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty"
        raise FileExistsError(message)
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        copy(ROOT / name, folder / name)
    shares = [unit_years // packages + (number < unit_years % packages) for number in range(packages)]
    areas = _named(area(number, share, seed) for number, share in enumerate(shares) if share)
    write = partial(_write_area, folder / "datasets" / "units", seed=seed, errors=errors, layout=layout)
    if jobs == 1:
        found = list(map(write, areas))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(write, areas))
    seeded = [wrong for of_area in found for wrong in of_area]
    text = json.dumps(seeded, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "seeded.json").write_text(f"{text}\n", encoding="utf-8")
    return seeded


def _named(areas: Iterable[Area]) -> Iterator[Area]:
    """Yield areas whose slugs are told apart by a number."""
    slugs: dict[str, int] = defaultdict(int)
    for place in areas:
        slugs[place.slug] += 1
        number = slugs[place.slug]
        yield place if number == 1 else replace(place, slug=f"{place.slug}-{number}")


def _write_area(units: Path, place: Area, *, seed: int, errors: bool, layout: Layout) -> list[Wrong]:
    """Write the packages of an area and return the errors put in."""
    seeded: list[Wrong] = []
    grouped = groupby(unit_years(place, seed), key=lambda each: _folder(place, each[0], layout))
    for name, members in grouped:
        found = list(members)
        tables, wrong = _package(found, seed, errors=errors)
        own = place if layout is Layout.AREA else _part(place, [disclosed for disclosed, _ in found])
        write_package(units / name, name.replace("/", "-"), own, tables)
        seeded += (each.record(f"datasets/units/{name}") for each in wrong)
    return seeded


def _folder(place: Area, disclosed: UnitYear, layout: Layout) -> str:
    match layout:
        case Layout.AREA:
            return place.slug
        case Layout.UNIT:
            return disclosed.unit.id
        case Layout.UNIT_YEAR:
            return f"{disclosed.unit.id}/{disclosed.year}"


def _part(place: Area, disclosed: Sequence[UnitYear]) -> Area:
    """Return an area that has one unit, with the years disclosed."""
    unit = replace(disclosed[0].unit, years=tuple(each.year for each in disclosed))
    return replace(place, units=(unit,))


def copy(source: Path, target: Path) -> None:
    """Copy a file or folder to a place whose parents need not exist."""
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _package(
    disclosed: Iterable[tuple[UnitYear, Records]], seed: int, *, errors: bool
) -> tuple[dict[str, list[Record]], list[Seeded]]:
    """Return the rows of a package by resource, and the errors put in."""
    tables: dict[str, list[Record]] = defaultdict(list)
    wrong: list[Seeded] = []
    for unit_year, records in disclosed:
        # apart from the rest, so that a package with errors differs from the clean one in its errors alone
        slips = Random(f"{seed}/errors/{unit_year.unit.id}/{unit_year.year}")
        if errors and slips.randrange(ONE_IN) == 0:
            wrong += seed_errors(records, unit_year.scale, slips)
        for resource, rows in records.rows.items():
            tables[resource] += rows
    return tables, wrong


def unit_years(place: Area, seed: int) -> Iterator[tuple[UnitYear, Records]]:
    """Yield every disclosure of an area with its rows, unit by unit, the years of a unit in order."""
    for unit in place.units:
        draw = Random(f"{seed}/unit/{unit.id}")
        # tables in yuan: with cents or without
        scale = Scale(2 if place.template == XINJIANG else draw.choice((4, 6, 6)))
        by_year = plans(unit, scale, draw)
        for year in unit.years:
            disclosed = UnitYear(unit, year, by_year[year], by_year[year - 1], scale, place.template)
            yield disclosed, _unit_year(disclosed, draw)


def _unit_year(disclosed: UnitYear, draw: Random) -> Records:
    records = Records(disclosed.unit.id, disclosed.year)
    add_profile(records, disclosed, draw)
    add_tables(records, disclosed)
    if disclosed.is_municipal:
        write_municipal_narrative(records, disclosed, draw)
    else:
        projects = project_texts(disclosed, draw)
        write_narrative(records, disclosed, projects, draw)
        add_projects(records, disclosed, projects, draw)
    add_glossary(records, disclosed, draw)
    vary(records, disclosed, draw)
    if disclosed.unit.is_department:
        as_department(records)
    return records


def main() -> int:
    """Read the command line, write the project, say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="an empty or new folder")
    parser.add_argument("--unit-years", type=int, default=1000)
    parser.add_argument("--packages", type=int, default=10, help="areas that the unit-years are shared among (10)")
    parser.add_argument(
        "--layout", type=Layout, choices=list(Layout), default=Layout.AREA, help="one package an area, unit, unit-year"
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes that write (1)")
    parser.add_argument("--seed", type=int, default=20220101)
    parser.add_argument("--errors", action="store_true", help="put errors into about one unit-year in five")
    arguments = parser.parse_args()
    seeded = generate(
        arguments.out,
        arguments.unit_years,
        packages=arguments.packages,
        seed=arguments.seed,
        errors=arguments.errors,
        layout=arguments.layout,
        jobs=arguments.jobs,
    )
    print(f"{arguments.unit_years} unit-years of {arguments.packages} areas, {len(seeded)} errors: {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
