"""The name index."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from builder.index import NameEntry, name_index
from builder.index.pinyin import name_reader, own_readings


def unit(code: str, name: str, *aliases: str) -> NameEntry:
    return NameEntry("unit", name, aliases, code, "新疆", f"units/{code}/")


def content_of(*entries: NameEntry) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(name_index(entries).content))
    return content


def test_units_stand_before_codes_and_terms_whatever_the_order_given() -> None:
    term = NameEntry("term", "财政拨款", (), "", "", "glossary/#fiscal")
    code = NameEntry("functional", "教育支出", (), "205", "类", "")

    content = content_of(term, code, unit("b", "乙局"), unit("a", "甲局"))

    assert content["names"] == ["甲局", "乙局", "教育支出", "财政拨款"]
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

    assert content["names"] == ["甲局"]
    assert content["aliases"] == ["甲办公室|甲"]


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
