from __future__ import annotations

from decimal import Decimal

import pytest

from builder.ingest.tables.equations import Balance, Identity, count_row, count_table, identities_of, parents_of

FEN = Decimal("0.01")
Amounts = dict[str, Decimal | None]


def _amounts(**texts: str) -> Amounts:
    return {name: Decimal(text) for name, text in texts.items()}


@pytest.mark.parametrize(
    ("fields", "identities"),
    [
        (("total", "basic", "project"), [Identity("total", ("basic", "project"))]),
        (("amount", "personnel", "public", "project"), [Identity("amount", ("personnel", "public", "project"))]),
        (
            ("total", "basic", "personnel", "public", "project"),
            [Identity("basic", ("personnel", "public")), Identity("total", ("basic", "project"))],
        ),
        (
            ("total", "overseas", "reception", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation"),
            [
                Identity("vehicle_subtotal", ("vehicle_purchase", "vehicle_operation")),
                Identity("total", ("overseas", "reception", "vehicle_subtotal")),
            ],
        ),
        (
            ("total", "overseas", "vehicle_operation", "reception"),
            [Identity("total", ("overseas", "vehicle_operation", "reception"))],
        ),
        (
            ("total", "fiscal_total", "undertaking", "other_unit"),
            [Identity("total", ("fiscal_total", "undertaking", "other_unit"))],
        ),
        (("total", "gpb"), []),
        (("amount",), []),
    ],
)
def test_the_equations_of_a_row_follow_from_its_columns(fields: tuple[str, ...], identities: list[Identity]) -> None:
    assert list(identities_of(fields)) == identities


def test_running_costs_are_no_part_of_the_three_public_expenses() -> None:
    fields = ("total", "overseas", "vehicle_subtotal", "reception", "agency_operating")

    assert identities_of(fields) == (Identity("total", ("overseas", "vehicle_subtotal", "reception")),)


@pytest.mark.parametrize(
    ("amounts", "balance"),
    [
        (_amounts(total="3.00", basic="1.00", project="2.00"), Balance(1, 0)),
        (_amounts(total="3.00", basic="3.00"), Balance(1, 0)),
        (_amounts(total="3.01", basic="1.00", project="2.00"), Balance(1, 0)),
        (_amounts(total="3.02", basic="1.00", project="2.00"), Balance(0, 1)),
        (_amounts(total="3.00"), Balance(0, 1)),
        (_amounts(basic="3.00"), Balance(0, 1)),
        (_amounts(total="0.00"), Balance(1, 0)),
        (_amounts(), Balance(0, 0)),
    ],
)
def test_a_row_holds_within_the_rounding_of_its_figures(amounts: Amounts, balance: Balance) -> None:
    assert count_row(("total", "basic", "project"), amounts, FEN) == balance


def test_a_code_belongs_to_the_longest_code_that_it_begins_with() -> None:
    parents = parents_of(("201", "20103", "2010301", "2080505"))

    assert parents == {"201": None, "20103": "201", "2010301": "20103", "2080505": None}


def test_children_are_held_against_parents_and_classes_against_the_total() -> None:
    rows = {
        "201": _amounts(total="9.00", basic="9.00"),
        "20103": _amounts(total="9.00", basic="9.00"),
        "2010301": _amounts(total="4.00", basic="4.00"),
        "2010350": _amounts(total="5.00", project="5.00"),
    }

    balance = count_table(("total", "basic", "project"), rows, _amounts(total="9.00", basic="9.00"), FEN)

    # Five rows; 201 and the total in two columns each; 20103 in its total, but neither in basic nor in project.
    assert balance == Balance(5 + 2 + 2 + 1, 2)


def test_a_table_without_a_total_row_has_its_other_equations() -> None:
    rows = {"201": _amounts(total="9.00", basic="9.00")}

    assert count_table(("total", "basic", "project"), rows, None, FEN) == Balance(1, 0)
