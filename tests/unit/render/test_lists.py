from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.findings import AuditReport, Completeness, CompletenessItem, Finding, Place
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.model.downloads import ALL, DownloadChoice
from builder.outputs import Derived, Output
from builder.render import ListSettings, RuleFacts, Shell, UnitYearShare, list_jobs, list_segments, unit_year_share
from builder.render.directory import FIRST_ROWS, MOST_ROWS, Directory, directory_page, region_pages
from builder.render.glossary import TermUses, glossary_page
from builder.render.rules import RuleTallies
from builder.render.summary import RegionName, UnitYearSummary, packed, unpacked
from builder.segments import HeldSegments, Segments
from tests.unit.render.conftest import SITE, UNIT, YEAR

_SHELL = "".join(f"<{slot}>@@mz-{slot}@@" for slot in ("title", "description", "canonical", "head", "toc", "body"))
_KINDS = ("home", "directory", "region", "unit", "glossary", "data", "checks", "rule", "completeness")
_RULES = (RuleFacts("T1-01", "error"), RuleFacts("X-T5T6", "error"))
_FACTS = {"table": "表五", "other": "表六", "name": "合计", "measure": "基本支出"}
_FINDING = Finding("audit", "X-T5T6", "error", Place(table="T5", row="total", field="basic"), facts=_FACTS)
_ITEMS = (CompletenessItem("D04", 6, 6, "full"), CompletenessItem("D23", 3, None, "dates-missing"))
_REPORT = AuditReport(
    UNIT, YEAR, (_FINDING,), {"T1-01": 3}, {"HIE-T9": "empty-table"}, completeness=Completeness(_ITEMS)
)
Settings = Callable[..., ListSettings]


@pytest.fixture
def share(disclosure: Disclosure, catalog: Catalog) -> UnitYearShare:
    return unit_year_share(disclosure, _REPORT, catalog)


@pytest.fixture
def settings(catalog: Catalog) -> ListSettings:
    return ListSettings(dict.fromkeys(_KINDS, Shell.cut(_SHELL)), SITE, _RULES, catalog, ("units",))


def _moved(share: UnitYearShare, unit_id: str, region: str = "652301", year: int = YEAR) -> UnitYearShare:
    regions = (RegionName("650000", "某自治区"), RegionName(region, f"县{region}"))
    return replace(
        share, summary=share.summary._replace(unit_id=unit_id, regions=regions, region_code=region, year=year)
    )


def _many(share: UnitYearShare, count: int) -> list[UnitYearShare]:
    """Return units of two regions by turns."""
    return [_moved(share, f"u{number:04}", "652301" if number % 2 else "652302") for number in range(count)]


def _batch(*shares: UnitYearShare) -> Segments:
    return HeldSegments(list_segments(shares, [_REPORT] * len(shares)))


def _made(batches: Sequence[Segments], settings: ListSettings) -> dict[str, bytes]:
    outputs = [output for job in list_jobs(batches, settings) for output in job.make(*job.arguments)]
    assert len({output.path for output in outputs}) == len(outputs)
    return {output.path: output.content for output in outputs if isinstance(output, Output)}


def _keys(batches: Sequence[Segments], settings: ListSettings) -> dict[str, bytes]:
    return {job.name: job.key for job in list_jobs(batches, settings)}


def _summaries(shares: Sequence[UnitYearShare]) -> list[UnitYearSummary]:
    return [share.summary for share in shares]


def test_a_summary_survives_being_packed(share: UnitYearShare) -> None:
    odd = share.summary._replace(
        name='甲"\n乙',
        total=None,
        total_change=Decimal("-0.10"),
        aliases=("丙|丁",),
        regions=(RegionName("1", "省 市"),),
    )

    assert unpacked(packed([share.summary, odd])) == [share.summary, odd]
    assert unpacked(packed([])) == []


def test_the_counts_and_points_of_a_summary_are_those_of_its_report(share: UnitYearShare) -> None:
    assert list(share.summary.rule_counts) == [("X-T5T6", 1, 0, 0)]
    assert share.summary.item_weights == [("D04", 6), ("D23", 3)]
    assert share.summary.item_points == [6, None]


def test_segments_do_not_hang_on_the_order_of_the_unit_years(share: UnitYearShare) -> None:
    other = _moved(share, "a-first", year=2020)
    quiet = AuditReport(UNIT, 2020, (), {"X-T5T6": 1}, {})

    assert list_segments([share, other], [_REPORT, quiet]) == list_segments([other, share], [quiet, _REPORT])


def test_all_lists_are_the_same_however_the_unit_years_are_batched(
    share: UnitYearShare, settings: ListSettings
) -> None:
    shares = _many(share, 7)

    together = _made([_batch(*shares)], settings)

    assert _made([_batch(each) for each in reversed(shares)], settings) == together


def test_jobs_can_be_carried_to_another_process(share: UnitYearShare, settings: ListSettings) -> None:
    batches = [_batch(*_many(share, MOST_ROWS + 1))]

    jobs = list(list_jobs(batches, settings))
    carried: list[Derived] = pickle.loads(pickle.dumps(jobs))  # noqa: S301 - our own bytes

    for job, other in zip(jobs, carried, strict=True):
        assert list(other.make(*other.arguments)) == list(job.make(*job.arguments))


def test_tallies_of_parts_add_up_to_those_of_the_whole() -> None:
    quiet = AuditReport(UNIT, 2021, (), {"X-T5T6": 1}, {"HIE-T9": "empty-table"})

    parts = [RuleTallies.unpacked(RuleTallies.of([report]).packed()) for report in (_REPORT, quiet)]

    assert RuleTallies.summed(parts).by_rule(_RULES) == RuleTallies.of([_REPORT, quiet]).by_rule(_RULES)


@pytest.mark.parametrize(
    ("change", "made_anew"),
    [
        ({"total": Decimal(1)}, {"home", "units", "units/region/652301"}),
        ({"passed": 99}, {"home", "units/region/652301", "checks"}),
        ({"uscc": "x"}, {"home", "units/region/652301"}),
    ],
)
def test_a_change_touches_only_what_shows_it(
    share: UnitYearShare, settings: ListSettings, change: dict[str, object], made_anew: set[str]
) -> None:
    shares = _many(share, MOST_ROWS + 1)
    before = _keys([_batch(*shares)], settings)
    shares[1] = replace(shares[1], summary=shares[1].summary._replace(**change))  # type: ignore[arg-type]

    after = _keys([_batch(*shares)], settings)

    changed = {name for name in before if before[name] != after[name]}
    pages_of_units = {name for name in changed if re.fullmatch("units/[0-9a-f]{3}", name)}
    assert len(pages_of_units) == 1
    assert changed - pages_of_units <= made_anew | {"completeness"}
    assert sorted(before) == sorted(after)


def test_changed_findings_touch_their_part_and_the_pages_that_show_them(
    share: UnitYearShare, settings: ListSettings
) -> None:
    shares = _many(share, MOST_ROWS + 1)
    before = _keys([_batch(*shares)], settings)
    shares[1] = replace(shares[1], findings=shares[1].findings.replace("表五".encode(), "表六".encode()))

    after = _keys([_batch(*shares)], settings)

    assert {name for name in before if before[name] != after[name]} == {
        "checks",
        "checks/findings",
        "checks/findings/652301-1.json",
        "checks/rules/X-T5T6",
    }


def test_a_change_of_the_shell_touches_the_pages_of_its_kind(share: UnitYearShare, settings: ListSettings) -> None:
    batches = [_batch(share)]
    shells = dict(settings.shells) | {"glossary": Shell.cut(_SHELL + "<footer>")}

    before, after = _keys(batches, settings), _keys(batches, replace(settings, shells=shells))

    assert {name for name in before if before[name] != after[name]} == {"glossary"}


def test_a_directory_that_fits_one_page_has_no_others(share: UnitYearShare, settings: ListSettings) -> None:
    paths = _made([_batch(*_many(share, MOST_ROWS))], settings)

    assert "units/units.json" not in paths
    assert not any(path.startswith("units/region/") for path in paths)
    assert paths["units/index.html"].count(b'<tr data-region="') == MOST_ROWS


def test_a_larger_directory_lists_the_first_and_leads_to_every_region(
    share: UnitYearShare, settings: ListSettings
) -> None:
    made = _made([_batch(*_many(share, MOST_ROWS + 1))], settings)

    page = made["units/index.html"].decode()
    assert page.count('<tr data-region="') == FIRST_ROWS
    assert f"列出前{FIRST_ROWS}个，共{MOST_ROWS + 1}个。" in page
    assert re.findall(r' id="region-(\d+)"', page) == ["650000", "652301", "652302"]
    assert re.findall(r'href="(region/\d+/)"', page) == ["region/652301/", "region/652302/"]
    for number in range(MOST_ROWS + 1):
        region = "652301" if number % 2 else "652302"
        assert f'<a href="../../u{number:04}/">' in made[f"units/region/{region}/index.html"].decode()


def test_the_file_of_units_holds_a_column_of_each_and_its_address_changes_with_it(
    share: UnitYearShare, settings: ListSettings
) -> None:
    shares = _many(share, MOST_ROWS + 1)
    before = _made([_batch(*shares)], settings)
    shares[0] = replace(shares[0], summary=shares[0].summary._replace(total=Decimal("1234.5")))

    after = _made([_batch(*shares)], settings)

    units = json.loads(after["units/units.json"])
    at = units["id"].index("u0000")
    assert {len(units[name]) for name in ("name", "region", "scope", "years", "total", "change", "errors")} == {
        MOST_ROWS + 1
    }
    assert (units["total"][at], units["change"][at], units["years"][at]) == ("1,234.50", "−5.95", [YEAR])
    assert [units["regions"][place][0] for place in units["region"][at]] == ["650000", "652302"]
    addresses = [
        re.findall(r'data-units="(units.json\?v=\w+)"', each["units/index.html"].decode()) for each in (before, after)
    ]
    assert addresses[0] != addresses[1]
    assert len(addresses[0]) == len(addresses[1]) == 1


def test_a_region_of_many_units_has_further_pages_and_its_first_keeps_its_address(share: UnitYearShare) -> None:
    directory = Directory.of([_moved(share, f"u{number:04}").summary for number in range(MOST_ROWS + 1)])

    first, second = region_pages(directory.units, SITE)

    assert (first.path, second.path) == ("units/region/652301/index.html", "units/region/652301-2/index.html")
    assert 'href="../652301-2/"' in first.slots.body
    assert 'href="../652301/"' in second.slots.body
    assert second.slots.body.count('<tr data-region="') == 1
    assert 'href="../../?region=652301&amp;sort=-errors"' in second.slots.body
    assert "data-sort" not in second.slots.body
    assert 'aria-current="page">第2页' in second.slots.body


def test_a_county_right_below_a_province_is_not_listed_under_a_prefecture(share: UnitYearShare) -> None:
    province, prefecture = RegionName("420000", "某省"), RegionName("421000", "某市")
    chains = [
        (province, prefecture),
        (province, prefecture, RegionName("421022", "甲县")),
        (province, RegionName("429004", "乙市")),
    ]
    shares = _many(share, MOST_ROWS)
    for number, chain in enumerate(chains):
        shares.append(_moved(share, f"w{number}"))
        shares[-1] = replace(shares[-1], summary=shares[-1].summary._replace(regions=chain, region_code=chain[-1].code))

    page = directory_page(Directory.of(_summaries(shares)), SITE).slots.body

    regions = page.partition('id="regions"')[2]
    assert regions.index("某省") < regions.index("乙市") < regions.index("某市") < regions.index("甲县")
    assert "region/421000/" in regions
    assert "region/420000/" not in regions


@pytest.mark.parametrize(
    "choice", [ALL, DownloadChoice(frozenset({"zip", "workbook"}), "csv.gz"), DownloadChoice(frozenset(), "csv.gz")]
)
def test_links_to_bulk_files_are_those_of_the_chosen_form(
    share: UnitYearShare, settings: ListSettings, choice: DownloadChoice
) -> None:
    shares = [_moved(share, f"u{number:04}") for number in range(120)]

    made = _made([_batch(*shares)], replace(settings, site=replace(SITE, downloads=choice)))

    whole = choice == ALL
    form = "csv" if whole else "csv.gz"
    data = made["data/index.html"].decode()
    assert f'data/findings.{form}"' in made["checks/index.html"].decode()
    assert f'data/findings.{form}"' in made["checks/rules/X-T5T6/index.html"].decode()
    assert f'units.{form}"' in data
    assert ("data.zip" in data, "-excel.csv" in data) == (whole, whole)
    for kind, name in (("json", "data.json"), ("workbook", "tables.xlsx"), ("zip", "package.zip")):
        assert (name in data) == choice.has(kind)
    assert ("每张表都有 CSV、XLSX、JSON" in made["index.html"].decode()) == whole


def test_the_list_of_contents_names_regions_so_high_that_they_are_few(share: UnitYearShare) -> None:
    shares = [_moved(share, f"u{number:04}", f"65{number:04}") for number in range(MOST_ROWS)]

    few, many = (directory_page(Directory.of(_summaries(each)), SITE).slots.toc for each in (shares[:60], shares))

    assert few.count("<li>") == 60
    assert re.findall("#region-([0-9]+)", many) == ["650000"]


def test_units_without_a_region_have_a_page_too(share: UnitYearShare, settings: ListSettings) -> None:
    shares = _many(share, MOST_ROWS + 1)
    shares[0] = replace(shares[0], summary=shares[0].summary._replace(regions=(), region_code=""))

    made = _made([_batch(*shares)], settings)

    assert 'href="region/_/"' in made["units/index.html"].decode()
    assert "u0000/" in made["units/region/_/index.html"].decode()


def test_pages_of_units_are_shared_out_so_that_a_further_unit_moves_none(
    share: UnitYearShare, settings: ListSettings
) -> None:
    shares = _many(share, 100)
    before = _keys([_batch(*shares)], settings)

    after = _keys([_batch(*shares, _moved(share, "one-more"))], settings)

    of_units = [name for name in before if re.fullmatch("units/[0-9a-f]{3}", name)]
    assert len(of_units) > 1
    assert sum(before[name] != after[name] for name in of_units) == 1


def test_a_unit_names_its_parent_wherever_that_stands(share: UnitYearShare, settings: ListSettings) -> None:
    child = replace(share, summary=share.summary._replace(unit_id="child", parent_unit_id=UNIT))

    made = _made([_batch(child), _batch(share)], settings)

    assert f'<a href="../{UNIT}/">{share.summary.name}</a>' in made["units/child/index.html"].decode()


def test_what_many_units_say_of_a_term_is_counted_and_the_newest_named(share: UnitYearShare) -> None:
    uses = TermUses.joined(TermUses.unpacked(replace_year(share.terms, 2000 + number).packed()) for number in range(30))

    (term_id,) = {term_id for term_id, _, _ in uses.own if term_id}
    newest = uses.standard[term_id]
    assert newest.count == 30
    assert [use.year for use in newest.newest] == list(range(2029, 2017, -1))


def replace_year(terms: TermUses, year: int) -> TermUses:
    """Return the same uses in another year."""
    moved = TermUses()
    for key, uses in terms.own.items():
        moved.own[key] = replace(uses, newest=[use._replace(year=year) for use in uses.newest])
    for term_id, uses in terms.standard.items():
        moved.standard[term_id] = replace(uses, newest=[use._replace(year=year) for use in uses.newest])
    return moved


def test_the_glossary_does_not_grow_with_the_words_of_many_units(share: UnitYearShare) -> None:
    uses = TermUses.joined([share.terms])
    (_, _, text), kept = next(iter(uses.own.items()))
    for number in range(1000):
        uses.own["", f"词{number:04}", text] = kept

    body = glossary_page({}, uses, SITE).slots.body

    assert body.count("<dt>") == 150
    assert re.search("另有8[0-9]{2}个词", body)
