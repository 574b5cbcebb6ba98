"""Of the names of all units an audit depends only on those that its document prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.audit import audit, named_units
from builder.audit.case import Case
from builder.audit.names.unit_names import OTHERS, UnitNames
from builder.model.disclosure import Neighbours
from tests.factories import HEAD, audited, disclosure_from, held

OWN = "650001-jyj"
SENTENCES = (
    "一、关于某州教育局2024年收支预算的说明",
    "2024年，某州财政局2024年收入预算10万元；州财政局预算单位共有3家，某州度假区管委会2024年支出预算1万元。",
    "按照要求，2023年，某州教育局信息中心收入预算2万元。2024年度假区管委会收入预算1万元，某州水利局撰写。",
    "2024年度，某州第一幼儿园（本级）按照规定编报预算:某州教育局为行政单位。",
)
DISCLOSURE = disclosure_from(
    {
        "disclosures": HEAD["disclosures"].replace("quantum\n", "quantum signed_by\n") + " 某州审计局（本级）",
        "printed_tables": (
            "table_id title_printed name_header amount_unit_printed quantum is_empty\n"
            "T1 表一 某州档案局 wan_yuan 0.01 false\nT3 表三 _ wan_yuan 0.01 false"
        ),
        "narrative": "seq section heading text\n"
        + "\n".join(f"{seq} s1 false {text}" for seq, text in enumerate(SENTENCES, 1)),
    }
)
UNITS: UnitNames = {
    OWN: ("某州教育局", "州教育局"),
    "650001-czj": ("某州财政局", "州财政局"),
    "650001-yey": ("某州第一幼儿园",),
    "650001-zx": ("某州教育局信息中心", "信息中心"),
    "650001-bl": ("某州办学指导中心", "某州教育局信息中心"),
    "650001-dj": ("某州旅游度假区管理委员会", "度假区管委会", "某州度假区管委会"),
    "650001-sj": ("某州审计局",),
    "650001-sj2": ("某州审计局", "某州审计局驻乡镇办"),
    "650001-daj": ("某州档案局",),
    "650001-slj": ("某州水利局", "州水利局"),
    "650001-bgs": ("办公室",),
    "650002-gaj": ("另一州公安局", "某州教育局信息中心收入办"),
}
SOME_UNITS = st.permutations(sorted(UNITS)).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda count: {unit_id: UNITS[unit_id] for unit_id in order[:count]})
)


@pytest.mark.parametrize("rule", ["NAM-04", "NAM-08"])
@given(names=SOME_UNITS)
@settings(deadline=None)
def test_a_rule_says_the_same_of_all_names_as_of_those_that_are_printed(rule: str, names: UnitNames) -> None:
    every, printed = (
        Case.of(DISCLOSURE, neighbours=Neighbours(unit_names=each))
        for each in (names, dict(named_units(DISCLOSURE, names)))
    )

    assert audited(rule, every) == audited(rule, printed)
    assert held(rule, every) == held(rule, printed)


@given(SOME_UNITS, SOME_UNITS)
@settings(deadline=None, max_examples=40)
def test_an_audit_is_the_same_where_the_named_units_are(names: UnitNames, others: UnitNames) -> None:
    with_others = {**names, **{each: known for each, known in others.items() if each not in names}}
    first, second = (audit(DISCLOSURE, neighbours=Neighbours(unit_names=each)) for each in (names, with_others))

    is_same = named_units(DISCLOSURE, names) == named_units(DISCLOSURE, with_others)

    assert not is_same or first == second


def test_a_unit_that_is_nowhere_named_changes_nothing() -> None:
    more = {**UNITS, "659999-xx": ("远方第一小学",)}

    assert named_units(DISCLOSURE, more) == named_units(DISCLOSURE, UNITS)


def test_a_new_name_that_the_document_prints_changes_what_is_named() -> None:
    before = {each: names for each, names in UNITS.items() if each != "650001-czj"}

    assert named_units(DISCLOSURE, before) != named_units(DISCLOSURE, UNITS)


def test_the_named_units_are_those_printed_where_a_name_may_stand() -> None:
    found = dict(named_units(DISCLOSURE, UNITS))

    assert found == {
        OWN: ("某州教育局",),
        "650001-czj": ("某州财政局", "州财政局"),
        "650001-yey": ("某州第一幼儿园",),
        "650001-zx": ("某州教育局信息中心",),
        "650001-bl": ("某州办学指导中心", "某州教育局信息中心"),
        "650001-dj": ("某州旅游度假区管理委员会", "度假区管委会", "某州度假区管委会"),
        "650001-sj": ("某州审计局",),
        "650001-sj2": ("某州审计局",),
        "650001-daj": ("某州档案局",),
        "650001-slj": ("某州水利局",),
        OTHERS: (),
    }


def test_the_named_units_of_the_named_units_are_the_same() -> None:
    named = named_units(DISCLOSURE, UNITS)

    assert named_units(DISCLOSURE, dict(named)) == named


def test_a_unit_alone_has_no_others() -> None:
    alone = {OWN: UNITS[OWN]}
    untitled = replace(DISCLOSURE, resources={**DISCLOSURE.resources, "narrative": ()})

    assert named_units(untitled, alone) == ((OWN, ("某州教育局",)),)
    assert named_units(untitled, {}) == ()
