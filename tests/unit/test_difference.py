"""What changed between two states: figures by the keys of their rows, findings by their places."""

from __future__ import annotations

from dataclasses import replace

from builder.difference import Change, Difference, State, difference
from builder.findings import Finding, Place
from builder.model.disclosure import Disclosure
from tests.factories import UNIT_ID, amount, disclosure_from

HEADER = "functional_code name_printed total basic project src_line\n"
ROWS = HEADER + "201 甲 30.00 20.00 10.00 5\n20101 甲 30.00 20.00 10.00 6"
PLACE = Place("expenditure_by_function.csv", 2, 5, UNIT_ID, 2024, "T3", "201", "total")
FOUND = Finding("audit", "HIE-T3", "error", PLACE, "30.00", "29.00", "1.00")
OTHER = replace(FOUND, rule="ROW-T3")


def spending(text: str, **tables: str) -> Disclosure:
    return disclosure_from({"expenditure_by_function": text, **tables})


def state(*disclosures: Disclosure, findings: tuple[Finding, ...] = (), more: tuple[str, ...] = ()) -> State:
    own = {(disclosure.unit_id, disclosure.year) for disclosure in disclosures}
    return State(disclosures, findings, frozenset(own | {(unit_id, 2024) for unit_id in more}))


def changes_of(before: Disclosure, after: Disclosure) -> list[tuple[str, str | None, str, str, object, object]]:
    found = difference(state(before), state(after))
    return [
        (change.resource, change.row, change.field, change.kind, change.before, change.after)
        for change in found.changes
    ]


def findings_of(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Difference:
    return difference(state(findings=before), state(findings=after))


def test_two_equal_states_differ_in_nothing() -> None:
    found = difference(state(spending(ROWS), findings=(FOUND,)), state(spending(ROWS), findings=(FOUND,)))

    assert found.is_empty
    assert found == Difference((), (), (), (), (), ())


def test_a_changed_amount_is_named_by_its_row_and_column() -> None:
    found = difference(state(spending(ROWS)), state(spending(ROWS.replace("20101 甲 30.00", "20101 甲 31.00"))))

    assert found.changes == (
        Change(UNIT_ID, 2024, "expenditure_by_function", "20101", "total", amount("30.00"), amount("31.00")),
    )
    assert found.changes[0].kind == "changed"
    assert not found.is_empty


def test_amounts_are_compared_as_numbers_and_texts_as_written() -> None:
    assert changes_of(spending(ROWS), spending(ROWS.replace("30.00", "30.0"))) == []
    assert changes_of(spending(ROWS), spending(ROWS.replace("20101 甲", "20101 甲费"))) == [
        ("expenditure_by_function", "20101", "name_printed", "changed", "甲", "甲费")
    ]


def test_a_blank_is_not_zero() -> None:
    blank, zero = (spending(ROWS.replace("20101 甲 30.00", f"20101 甲 {cell}")) for cell in ("_", "0"))

    assert changes_of(blank, zero) == [("expenditure_by_function", "20101", "total", "added", None, 0)]
    assert changes_of(zero, blank) == [("expenditure_by_function", "20101", "total", "removed", 0, None)]


def test_a_row_that_came_or_went_gives_its_cells_without_its_key() -> None:
    short = spending(HEADER + "201 甲 30.00 20.00 10.00 5")
    whole = spending(ROWS)

    assert [change[1:4] for change in changes_of(short, whole)] == [
        ("20101", field, "added") for field in ("name_printed", "total", "basic", "project")
    ]
    assert [change[1:4] for change in changes_of(whole, short)] == [
        ("20101", field, "removed") for field in ("name_printed", "total", "basic", "project")
    ]


def test_lines_of_the_source_and_derived_figures_are_no_change() -> None:
    moved = spending(ROWS.replace("10.00 5", "10.00 7"))
    items = HEADER + "2010101 甲 30.00 20.00 10.00 6"

    assert changes_of(spending(ROWS), moved) == []
    assert {change[0] for change in changes_of(spending(items), spending(items.replace("20.00", "21.00")))} == {
        "expenditure_by_function"
    }


def test_any_resource_is_compared_and_one_row_a_document_has_no_row_of_its_own() -> None:
    before, after = (spending(ROWS, procurement=f"total goods\n{total} 1.00") for total in ("1.00", "2.00"))

    assert changes_of(before, after) == [("procurement", None, "total", "changed", amount("1.00"), amount("2.00"))]


def test_rows_of_two_columns_are_named_by_both() -> None:
    texts = [f"side line name_printed amount\nincome gpb 甲 {total}" for total in ("1.00", "2.00")]
    before, after = (disclosure_from({"income_expenditure_summary": text}) for text in texts)

    assert [change[1] for change in changes_of(before, after)] == ["income/gpb"]


def test_a_resource_that_went_is_behind_what_changed() -> None:
    before = spending(ROWS, procurement="total\n1.00")
    after = spending(ROWS.replace("201 甲 30.00", "201 甲 31.00"))

    assert [change[0] for change in changes_of(before, after)] == ["expenditure_by_function", "procurement"]


def test_a_whole_disclosure_that_came_or_went_is_named_and_not_listed() -> None:
    came = difference(state(more=("a",)), state(spending(ROWS), more=("a",)))
    went = difference(state(spending(ROWS), more=("b", "a")), state())

    assert (came.added, came.removed, came.changes) == (((UNIT_ID, 2024),), (), ())
    assert (went.added, went.removed) == ((), ((UNIT_ID, 2024), ("a", 2024), ("b", 2024)))


def test_findings_appear_and_go() -> None:
    found = findings_of((FOUND,), (OTHER,))

    assert (found.appeared, found.went, found.moved) == ((OTHER,), (FOUND,), ())


def test_a_finding_of_one_place_with_other_figures_is_the_same_finding() -> None:
    changed = replace(FOUND, stated="31.00", difference="2.00", place=replace(PLACE, line=7))

    found = findings_of((FOUND,), (changed,))

    assert found.moved == ((FOUND, changed),)
    assert (found.appeared, found.went) == ((), ())


def test_a_finding_whose_line_alone_moved_is_no_change() -> None:
    moved = replace(FOUND, place=replace(PLACE, line=7))

    assert findings_of((FOUND,), (moved,)).is_empty


def test_of_several_findings_at_one_place_the_equal_ones_are_told_apart_first() -> None:
    second, third = replace(FOUND, expected="28.00"), replace(FOUND, expected="27.00")

    found = findings_of((FOUND, second), (second, third))
    fewer = findings_of((FOUND, second, third), (third,))

    assert found.moved == ((FOUND, third),)
    assert (fewer.went, fewer.moved) == ((FOUND, second), ())
