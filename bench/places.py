"""Who discloses: made-up regions, the units in them, and the years that each unit publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

XINJIANG = "xinjiang-2022"
SHANGHAI = "shanghai-putuo-2025"
FIRST_YEAR = {XINJIANG: 2020, SHANGHAI: 2023}
LAST_YEAR = {XINJIANG: 2024, SHANGHAI: 2026}
SHANGHAI_EVERY = 5
"""One package in five follows the template that prints in yuan."""

_PREFECTURE_CODES = range(1, 80)
_COUNTY_CODES = range(21, 100)
_FOREWORDS = ("", "新", "东", "西", "南", "北", "中", "上", "下", "大", "小", "古")
_COUNTY_KINDS = ("县", "县", "县", "市", "区")
_YEARS_PUBLISHED = (1, 1, 1, 1, 1, 2, 2, 3, 3, 4)


@cache
def words() -> dict[str, Any]:
    """Return the stock of words that everything is put together from."""
    loaded: dict[str, Any] = yaml.load((Path(__file__).parent / "words.yaml").read_bytes(), yaml.CSafeLoader)
    return loaded


@dataclass(frozen=True, slots=True)
class Region:
    """A row of `regions`."""

    code: str
    name: str
    parent: str | None
    level: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how it is written: `bureau` is its entry in words.yaml."""

    id: str
    name: str
    aliases: tuple[str, ...]
    region: Region
    short: str
    bureau: dict[str, Any]
    level: str
    years: tuple[int, ...]
    is_department: bool = False
    """Whether it publishes the budget of a department: its own and that of the units below it, in one."""

    @property
    def kind(self) -> str:
        """The unit type, as in `units`."""
        return str(self.bureau["kind"])


@dataclass(frozen=True, slots=True)
class Area:
    """What one package covers: the regions from the province down, and the units with their years."""

    name: str
    slug: str
    template: str
    regions: tuple[Region, ...]
    units: tuple[Unit, ...]


def area(number: int, unit_years: int, seed: int) -> Area:
    """Return the area of the package of that number, whose units publish `unit_years` disclosures in all."""
    draw = Random(f"{seed}/area/{number}")
    counties = min(20, max(3, unit_years // 25))
    template = SHANGHAI if number % SHANGHAI_EVERY == SHANGHAI_EVERY - 1 else XINJIANG
    regions, short = _regions(number, counties, template, draw)
    units = tuple(_units(regions, short, template, unit_years, draw))
    seat = regions[1] if template == XINJIANG else regions[0]
    slug = f"{regions[2].code if template == XINJIANG else regions[1].code}-area"
    return Area(seat.name, slug, template, regions, units)


def _regions(number: int, counties: int, template: str, draw: Random) -> tuple[tuple[Region, ...], str]:
    stock = words()
    names = draw.sample(stock["counties" if template == XINJIANG else "districts"], k=min(counties, 10))
    wanted = [f"{_FOREWORDS[index // 10]}{names[index % len(names)]}" for index in range(counties)]
    if template == SHANGHAI:
        city = stock["municipality"]
        top = Region(f"{city['code']}0000", city["name"], None, "province")
        # 99 districts at most: a second hundred takes the next pair of digits
        codes = [number // SHANGHAI_EVERY * counties + index for index in range(counties)]
        below = [
            Region(f"{city['code']}{1 + code // 99:02d}{1 + code % 99:02d}", f"{name}区", top.code, "county")
            for code, name in zip(codes, wanted, strict=True)
        ]
        return (top, *below), city["short"]
    each = len(_PREFECTURE_CODES)
    province = stock["provinces"][number // each % len(stock["provinces"])]
    block = number // (each * len(stock["provinces"]))
    prefectures = stock["prefectures"]
    base = prefectures[number % each % len(prefectures)]
    prefecture = f"{_FOREWORDS[number % each // len(prefectures)]}{base}"
    top = Region(f"{province['code']}0000", province["name"], None, "province")
    code = f"{province['code']}{_PREFECTURE_CODES[number % each]:02d}"
    # where all provinces are used up, further prefectures of a code take further pairs of digits
    seat = Region(
        f"{code}{block:02d}",
        f"{prefecture}{draw.choice('市市市州') if not prefecture.endswith('州') else '市'}",
        top.code,
        "prefecture",
    )
    below = [
        Region(
            f"{code}{_COUNTY_CODES[(block * counties + index) % len(_COUNTY_CODES)]}",
            f"{name}{draw.choice(_COUNTY_KINDS)}",
            seat.code,
            "county",
        )
        for index, name in enumerate(wanted)
    ]
    return (top, seat, *below), prefecture


def _units(regions: tuple[Region, ...], short: str, template: str, unit_years: int, draw: Random) -> Iterator[Unit]:
    stock = words()
    places = [region for region in regions if region.level != "province"]
    wanted: list[tuple[Region, dict[str, Any], str, str]] = []
    for region in places:
        wanted += [(region, bureau, bureau["name"], bureau["slug"]) for bureau in stock["bureaus"]]
        if region.level == "county":
            wanted += [
                (region, stock["town"], f"{town}{draw.choice('镇镇乡')}{stock['town']['name']}", f"zf{index:02d}")
                for index, town in enumerate(stock["towns"], 1)
            ]
    draw.shuffle(wanted)
    left = unit_years
    for region, bureau, name, slug in wanted:
        if left == 0:
            return
        count = min(left, draw.choice(_YEARS_PUBLISHED))
        last = draw.randint(FIRST_YEAR[template] + count - 1, LAST_YEAR[template])
        left -= count
        yield Unit(
            id=f"{region.code}-{slug}",
            name=f"{_above(region, regions)}{region.name}{name}",
            aliases=(f"{region.name}{name}", f"{region.name[:-1]}{name}"),
            region=region,
            short=short,
            bureau=bureau,
            level={"prefecture": "市级", "county": "区级" if template == SHANGHAI else "县级"}[region.level],
            years=tuple(range(last - count + 1, last + 1)),
            is_department=template == SHANGHAI and bureau["kind"] == "administrative" and draw.randrange(6) == 0,
        )
    if left:
        message = f"{regions[1].name} has units for {unit_years - left} unit-years, not for {unit_years}"
        raise ValueError(message)


def _above(region: Region, regions: tuple[Region, ...]) -> str:
    if region.level == "prefecture":
        return ""
    return next(each.name for each in regions if each.code == region.parent)
