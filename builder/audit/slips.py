"""What kind of slip turns the figure that is needed into the one that is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import Equation, Figure
from builder.audit.figures import figure as figure_at
from builder.audit.vocabulary import term
from builder.audit.words import name_of_measure, name_of_row, table_name
from builder.findings import Hint
from builder.model.codes import parent_of
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, plain
from builder.model.rows import Row
from builder.schemas import all_schemas

YUAN_FOR_WAN = 4
FEW_DIGITS = 3
"""A figure of fewer digits is one edit away from too many others."""

_SHIFTS = (-YUAN_FOR_WAN, YUAN_FOR_WAN, -1, 1, -2, 2, -3, 3)
_SUMS = frozenset({"total", "fiscal_total", "amount", "vehicle_subtotal"})
_ORDER = ("H02", "H03", "H04", "H05", "H06", "H07", "H08")


class Slip(NamedTuple):
    """A suspected figure: what it prints, what it would need, the equations that fail with it."""

    case: Case
    figure: Figure
    needed: Decimal
    equations: tuple[Equation, ...]

    @property
    def stated(self) -> Decimal:
        """The printed amount; nothing printed counts as zero."""
        return self.figure.amount or ZERO


def kind_of_slip(slip: Slip) -> Hint | None:
    """Return the first kind, in the order of the hints, that explains the printed figure."""
    if slip.figure.amount is None or slip.stated == slip.needed:
        return None
    for judge in _KINDS:
        facts = judge(slip)
        if facts is not None:
            return Hint(_ID_OF[judge], facts)
    return None


def rank_of(hint: Hint | None) -> int:
    """Return the place of a hint in the order of hints; what has none comes last."""
    return len(_ORDER) if hint is None else _ORDER.index(hint.id)


def _shifted_point(slip: Slip) -> Mapping[str, str] | None:
    """H02: the printed figure is the needed one times a power of ten."""
    for shift in _SHIFTS:
        if slip.needed and slip.stated == slip.needed.scaleb(shift):
            return {"is_unit": "x" if abs(shift) == YUAN_FOR_WAN else ""}
    return None


def _upper_row_printed(slip: Slip) -> Mapping[str, str] | None:
    """H03: the printed figure is that of the total row, or of a parent, in the same column or the row's own total."""
    table, row = slip.figure.table, slip.figure.row
    if table is None or row is None or row == TOTAL or not slip.stated:
        return None
    for upper in _rows_above(table, row):
        for field in dict.fromkeys((slip.figure.field, "total")):
            if table.amount(upper, field) == slip.stated:
                return {"row": name_of_row(table, upper) if upper != TOTAL else "", "field": _other_field(slip, field)}
    return None


def _rows_above(table: PrintedTable, row: str) -> Iterator[str]:
    yield TOTAL
    line = table.line(row)
    parent = parent_of(row) if line and line.code == row else None
    while parent is not None:
        yield parent
        parent = parent_of(parent)


def _other_field(slip: Slip, field: str) -> str:
    table = slip.figure.table
    return name_of_measure(table, field) if table and field != slip.figure.field else ""


def _neighbour_row(slip: Slip) -> Mapping[str, str] | None:
    """H04: the printed figure is that of the row above or below, or last year's."""
    table, row = slip.figure.table, slip.figure.row
    if table is None or row is None or not slip.stated:
        return None
    prior = _last_year(slip)
    if prior is not None and prior == slip.stated:
        return {"row": ""}
    keys = [line.key for line in table.lines]
    if row not in table.by_key:
        return None
    position = keys.index(row)
    for neighbour in (position - 1, position + 1):
        if 0 <= neighbour < len(keys) and table.amount(keys[neighbour], slip.figure.field) == slip.stated:
            return {"row": name_of_row(table, keys[neighbour])}
    return None


def _last_year(slip: Slip) -> Decimal | None:
    previous, printed = slip.case.previous, slip.figure
    table = previous.table(printed.table_id) if previous else None
    return table.amount(printed.row or "", printed.field) if table else None


def neighbours_in_row(figure: Figure) -> Iterator[Figure]:
    """Yield the other figures of the row, without its total: what may hold an amount put into the wrong column."""
    table, row = figure.table, figure.row
    if table is None or row is None or figure.field not in table.measures or figure.field in _SUMS:
        return
    for field in table.measures:
        if field != figure.field and field not in _SUMS and (row != TOTAL or field in table.totals):
            yield figure_at(table, row, field)


def column_facts(figure: Figure) -> Mapping[str, str]:
    """Return what the hint on a shifted column says of the other column."""
    return {"field": name_of_measure(figure.table, figure.field) if figure.table else figure.field}


def _digits(slip: Slip) -> Mapping[str, str] | None:
    """H06: two neighbouring digits are swapped, or one digit is wrong, lost or doubled."""
    if slip.needed < 0 or slip.stated < 0 or min(map(_significant, (slip.stated, slip.needed))) < FEW_DIGITS:
        return None
    printed, wanted = (f"{amount:.{_places(slip)}f}" for amount in (slip.stated, slip.needed))
    if _is_swapped(printed, wanted):
        return {"is_swapped": "x"}
    is_edited = _is_one_edit(printed, wanted) or _is_one_edit(plain(slip.stated), plain(slip.needed))
    return {"is_swapped": ""} if is_edited else None


def _significant(amount: Decimal) -> int:
    return len(plain(amount).replace(".", "").strip("0"))


def _places(slip: Slip) -> int:
    return max(-int(slip.stated.as_tuple().exponent), -int(slip.needed.as_tuple().exponent), 2)


def _is_swapped(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    places = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) != 2 or places[1] - places[0] - one[places[0] : places[1]].count(".") != 1:  # noqa: PLR2004
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def _is_one_edit(one: str, other: str) -> bool:
    """Return whether one digit of several was replaced, lost or added; the point does not count."""
    shorter, longer = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if len(shorter) == len(longer):
        return sum(left != right for left, right in zip(shorter, longer, strict=True)) == 1
    if len(longer) - len(shorter) != 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _addend(slip: Slip) -> Mapping[str, str] | None:
    """H07: the printed sum lacks an addend, counts one twice, or takes one with the wrong sign."""
    difference = slip.stated - slip.needed
    for equation in slip.equations:
        if not equation.is_sum or equation.whole.address != slip.figure.address:
            continue
        for part in equation.parts:
            if part.amount and abs(difference) in {abs(part.amount), 2 * abs(part.amount)}:
                return {
                    "part": _name_of(part),
                    "amount": plain(part.amount),
                    "is_left_out": "x" if difference < 0 else "",
                }
    return None


def _name_of(part: Figure) -> str:
    names = named(part)
    return names["row"] or names["measure"] or names["other"]


def _cut_off(slip: Slip) -> Mapping[str, str] | None:
    """H08: the printed figure is the needed one cut off at its own last decimal."""
    places = int(slip.stated.as_tuple().exponent)
    cut = slip.needed.quantize(Decimal(1).scaleb(places), rounding=ROUND_DOWN)
    return {} if cut == slip.stated and places > int(slip.needed.as_tuple().exponent) else None


_KINDS: tuple[Callable[[Slip], Mapping[str, str] | None], ...] = (
    _shifted_point,
    _upper_row_printed,
    _neighbour_row,
    _digits,
    _addend,
    _cut_off,
)
_ID_OF: Mapping[Callable[[Slip], Mapping[str, str] | None], str] = dict(
    zip(_KINDS, (kind for kind in _ORDER if kind != "H05"), strict=True)
)


def named(figure: Figure) -> Mapping[str, str]:
    """Return what sentences call a figure: its table, row and column, or the words under which it stands."""
    table = figure.table
    if table is None:
        return {"table": "", "row": "", "measure": "", "other": _words_of(figure.record) if figure.record else ""}
    row = term("total_row") if figure.row == TOTAL else name_of_row(table, figure.row or "")
    return {"table": table_name(table), "row": row, "measure": name_of_measure(table, figure.field), "other": ""}


def _words_of(record: Row) -> str:
    named_by = (name for name in ("name_printed", "item", "name_table") if name in record.columns.position)
    own = next(filter(None, map(record.text, named_by)), "")
    return f"{all_schemas()[record.columns.resource].title} {own}".strip()
