"""Make a project full of invented but realistic unit-years: `python bench/generate.py OUT --unit-years 1000`.

The same arguments give the same bytes. What is made is a whole project: `datasets/` with packages that hold many
units each, the code lists and glossary of the repository, its `mkdocs.yml` and `docs/`, so that a build runs in it.
`seeded.json` beside them lists the errors put in, if any, each as the finding that must be made of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
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

COPIED = ("mkdocs.yml", "docs", "datasets/classifications", "datasets/glossary", "builder/theme/overrides")


def generate(
    folder: Path, unit_years: int, *, packages: int, seed: int, errors: bool
) -> list[dict[str, str | int | None]]:
    """Write a project with so many unit-years in so many packages; return the errors put in, as in `seeded.json`.

    Raises FileExistsError where the folder holds anything already, and ValueError where a package would need
    more units than its region has.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty"
        raise FileExistsError(message)
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        copy(ROOT / name, folder / name)
    seeded: list[dict[str, str | int | None]] = []
    slugs: dict[str, int] = defaultdict(int)
    for number in range(packages):
        share = unit_years // packages + (number < unit_years % packages)
        if not share:
            continue
        place = area(number, share, seed)
        slugs[place.slug] += 1
        slug = place.slug if slugs[place.slug] == 1 else f"{place.slug}-{slugs[place.slug]}"
        tables, wrong = _package(place, seed, errors=errors)
        write_package(folder / "datasets" / "units" / slug, slug, place, tables)
        seeded += (each.record(f"datasets/units/{slug}") for each in wrong)
    text = json.dumps(seeded, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "seeded.json").write_text(f"{text}\n", encoding="utf-8")
    return seeded


def copy(source: Path, target: Path) -> None:
    """Copy a file or folder to a place whose parents need not exist."""
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _package(place: Area, seed: int, *, errors: bool) -> tuple[dict[str, list[Record]], list[Seeded]]:
    """Return the rows of a package by resource, and the errors put in."""
    tables: dict[str, list[Record]] = defaultdict(list)
    wrong: list[Seeded] = []
    for disclosed, records in unit_years(place, seed):
        # apart from the rest, so that a package with errors differs from the clean one in its errors alone
        slips = Random(f"{seed}/errors/{disclosed.unit.id}/{disclosed.year}")
        if errors and slips.randrange(ONE_IN) == 0:
            wrong += seed_errors(records, disclosed.scale, slips)
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
    parser.add_argument("--packages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20220101)
    parser.add_argument("--errors", action="store_true", help="put errors into about one unit-year in five")
    arguments = parser.parse_args()
    seeded = generate(
        arguments.out,
        arguments.unit_years,
        packages=arguments.packages,
        seed=arguments.seed,
        errors=arguments.errors,
    )
    print(f"{arguments.unit_years} unit-years in {arguments.packages} packages, {len(seeded)} errors: {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
