"""The name index."""

from __future__ import annotations

import dataclasses
import gzip
import json
from typing import Any

import pytest
from pypinyin import lazy_pinyin

from builder.index import NameEntry, PageText, Passage, joined, name_index, names_job, search_batch
from builder.index.pinyin import name_reader, own_readings
from builder.outputs import Output
from builder.segments import HeldSegments


def unit(code: str, name: str, *aliases: str) -> NameEntry:
    return NameEntry("unit", name, aliases, code, "新疆", f"units/{code}/")


def content_of(*entries: NameEntry) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(name_index(entries).content))
    return content


def test_units_stand_before_codes_and_terms_whatever_the_order_given() -> None:
    term = NameEntry("term", "财政拨款", (), "", "", "glossary/#fiscal")
    code = NameEntry("functional", "教育支出", (), "205", "类", "")

    content = content_of(term, code, unit("b", "乙局"), unit("a", "甲局"))

    assert content["names"] == [["甲局"], ["乙局"], ["教育支出"], ["财政拨款"]]
    assert content["kinds"] == [
        ["unit", 2],
        ["functional", 1],
        ["economic", 0],
        ["region", 0],
        ["term", 1],
        ["rule", 0],
    ]
    assert content["urls"] == ["units/{}/", "units/{}/", "", "glossary/#fiscal"]


def test_a_renamed_unit_keeps_its_old_name_as_an_alias() -> None:
    content = content_of(unit("a", "甲办公室"), unit("a", "甲局", "甲"))

    assert content["names"] == [["甲局", "甲办公室", "甲"]]


def test_the_file_depends_on_the_entries_alone() -> None:
    one, other = unit("a", "甲局"), unit("b", "乙局")

    assert name_index([one, other]) == name_index([other, one])
    assert name_index([one]).path != name_index([other]).path


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("长沙市教育局", "chang sha shi jiao yu ju"),
        ("重庆市", "chong qing shi"),
        ("单县财政局", "shan xian cai zheng ju"),
        ("单位", "dan wei"),
        ("会计核算中心", "kuai ji he suan zhong xin"),
        ("绿园区", "lv yuan qu"),
    ],
)
def test_a_name_is_read_as_its_phrase_is(name: str, reading: str) -> None:
    assert " ".join(name_reader({})(name)) == reading


def test_the_data_overrules_a_reading() -> None:
    assert name_reader({"单位": "shan wei"})("某单位") == ("mou", "shan", "wei")


def test_what_is_no_chinese_character_has_no_reading() -> None:
    assert name_reader({})("A局（本级）") == ("", "ju", "", "ben", "ji", "")


def test_a_reading_must_have_one_syllable_a_character() -> None:
    with pytest.raises(ValueError, match="one syllable"):
        name_reader({"单县": "shan"})


def test_our_own_readings_have_one_syllable_a_character() -> None:
    assert all(len(name) == len(reading.split()) for name, reading in own_readings().items())


def test_a_character_read_in_two_ways_is_an_exception_where_it_is_rarer() -> None:
    content = content_of(unit("a", "长沙局"), unit("b", "长春局"), unit("c", "队长"))

    assert content["syllables"][content["characters"].index("长")] == "chang"
    assert content["exceptions"] == [[2, 0, 1, "zhang"]]


def page_of(year: int, *names: NameEntry) -> PageText:
    code = names[0].code
    return PageText(f"{code}/{year}", f"units/{code}/{year}/", names[0].name, "", year, code, (), names)


def index_of(batches: list[list[PageText]], others: tuple[NameEntry, ...] = ()) -> Output:
    job = names_job([HeldSegments(search_batch(batch).segments) for batch in batches], others)
    (output,) = job.make(*job.arguments)
    assert isinstance(output, Output)
    return output


REGION = NameEntry("region", "长沙市", (), "430100", "湖南省", "units/#region-430100")
TERM = NameEntry("term", "会计核算", (), "", "", "glossary/#accounts")
NAMED = [
    page_of(2021, unit("a", "长沙办公室"), REGION),
    page_of(2022, unit("a", "长沙教育局", "市教育局"), REGION),
    page_of(2023, unit("a", "长沙局"), REGION),
    page_of(2022, unit("b", "厦门局"), REGION),
]


def test_the_names_of_batches_give_the_index_of_all_their_entries_oldest_first() -> None:
    in_order = sorted(NAMED, key=lambda page: (page.year, page.unit_id))
    expected = name_index([*(entry for page in in_order for entry in page.names), TERM])

    for batches in ([NAMED], [NAMED[2:], NAMED[:2]], [[page] for page in reversed(NAMED)]):
        assert index_of(batches, (TERM,)) == expected
    content = json.loads(gzip.decompress(expected.content))
    assert content["names"][0] == ["长沙局", "长沙办公室", "长沙教育局", "市教育局"]


def test_names_of_joined_batches_are_those_of_one() -> None:
    parts = [HeldSegments(search_batch([page]).segments) for page in NAMED]

    assert joined(parts)["search/names"] == search_batch(NAMED).segments["search/names"]


def test_a_figure_that_changes_leaves_the_name_index_as_it_is() -> None:
    before = names_job([HeldSegments(search_batch(NAMED[:1]).segments)], ())
    changed = dataclasses.replace(NAMED[0], passages=(Passage("top", "单位", "另写一段"),))

    after = names_job([HeldSegments(search_batch([changed]).segments)], ())

    assert before.key == after.key
    assert names_job(before.arguments[0], (TERM,)).key != before.key


def test_a_name_is_read_as_the_general_list_reads_it_whole() -> None:
    read = name_reader({})
    names = [
        "行政审批和政务服务中心",
        "长春市重点项目调度办",
        "还建房改造",
        "都江堰管理局",
        "某重某长某行",
        "地方志办公室",
    ]

    for name in names:
        assert read(name) == tuple(lazy_pinyin(name))
