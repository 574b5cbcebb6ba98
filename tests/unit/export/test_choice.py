from __future__ import annotations

import pytest

from builder.export.choice import LADDER, SITE_LIMIT, WrongSetting, choice_for, kilobytes
from builder.model.downloads import ALL, KINDS


def test_a_small_site_gives_everything() -> None:
    assert choice_for(200) == ALL


def test_each_step_down_the_ladder_makes_a_site_smaller() -> None:
    sizes = [kilobytes(choice, 1) for choice in LADDER]

    assert sizes == sorted(set(sizes), reverse=True)


@pytest.mark.parametrize("unit_years", [1, 1_349, 1_350, 2_427, 2_428, 3_731, 3_732, 5_208])
def test_the_default_is_the_most_that_fits(unit_years: int) -> None:
    chosen = LADDER.index(choice_for(unit_years))

    assert [kilobytes(choice, unit_years) <= SITE_LIMIT for choice in LADDER[: chosen + 1]] == [False] * chosen + [True]


def test_a_site_over_the_limit_keeps_its_pages_and_compressed_tables() -> None:
    choice = choice_for(10_000)

    assert (choice.beside, choice.bulk_form) == (frozenset(), "csv.gz")


@pytest.mark.parametrize(
    ("setting", "beside", "form"),
    [
        ({"beside": "all"}, KINDS, "csv.gz"),
        ({"beside": "none", "bulk": "csv"}, frozenset(), "csv"),
        ({"beside": ["workbook", "zip"], "bulk": "auto"}, {"workbook", "zip"}, "csv.gz"),
        ({"beside": "json"}, {"json"}, "csv.gz"),
        ({"beside": []}, frozenset(), "csv.gz"),
        ({"beside": "auto", "bulk": "csv"}, frozenset(), "csv"),
        ({}, frozenset(), "csv.gz"),
        (None, frozenset(), "csv.gz"),
    ],
)
def test_a_setting_counts_before_the_default(
    setting: dict[str, object] | None, beside: frozenset[str], form: str
) -> None:
    choice = choice_for(10_000, setting)

    assert (choice.beside, choice.bulk_form) == (beside, form)


@pytest.mark.parametrize(
    ("setting", "key", "written"),
    [
        ("csv", "downloads-not-a-mapping", "csv"),
        ({"besides": "all", 2: "x"}, "downloads-unknown-setting", "2, besides"),
        ({"beside": ["csv", "pdf"]}, "downloads-unknown-kind", "pdf"),
        ({"beside": None}, "downloads-unknown-kind", "None"),
        ({"beside": True}, "downloads-unknown-kind", "True"),
        ({"beside": [["csv"]]}, "downloads-unknown-kind", "['csv']"),
        ({"beside": ["zip", "descriptor"]}, "downloads-descriptor-without-csv", "zip, descriptor"),
        ({"bulk": ["csv"]}, "downloads-unknown-form", "['csv']"),
        ({"bulk": "xlsx"}, "downloads-unknown-form", "xlsx"),
    ],
)
def test_a_wrong_setting_is_named(setting: dict[str, object], key: str, written: str) -> None:
    with pytest.raises(WrongSetting) as raised:
        choice_for(10, setting)

    assert (raised.value.key, raised.value.written) == (key, written)
