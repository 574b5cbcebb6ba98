"""What the text states, one typed value a row of `narrative_figures`, with the table cell that prints it too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, cast

from builder.audit.case import Case
from builder.audit.figures import TEXT_QUANTUM, Figure, made
from builder.audit.text.stated_cells import Naming, cell_of, part_of_text
from builder.model.codes import spaced
from builder.model.disclosure import Disclosure
from builder.model.money import YUAN_IN_WAN, ZERO, rounded
from builder.model.rows import Row

_COLUMNS = (
    "seq", "section", "subject", "code", "fund", "name_printed", "amount", "amount_unit_printed", "share_pct",
    "change", "change_pct", "prior", "base", "base_year", "planned", "purpose", "reason", "quote",
)  # fmt: skip
_TABLE_SECTIONS = ("s1", "s2", "s3", "s4")


class Stated(NamedTuple):
    """One figure of the text; `cell` is the table's print of it, None where no table has one for certain.

    `quantum` is the least amount that the text prints there. `slip` is the power of ten by which the amount misses
    its cell where yuan and 10,000 yuan were mixed up, else 0; `meant` is the amount with that mended. `before` is
    last year's figure, as it is printed or as the change gives it; None where neither is there. `has_namesake` says
    that another item of the text bears the same name, `is_rounded` that the amount is its cell's in whole 10,000 yuan
    where the text around it prints hundredths.
    """

    row: Row
    seq: int
    section: str
    subject: str
    code: str | None
    fund: str | None
    name: str
    amount: Decimal | None
    unit: str | None
    share: Decimal | None
    change: Decimal | None
    rate: Decimal | None
    prior: Decimal | None
    base: str | None
    base_year: int | None
    planned: Decimal | None
    purpose: str | None
    reason: str | None
    quote: str | None
    quantum: Decimal = TEXT_QUANTUM
    cell: Figure | None = None
    slip: int = 0
    meant: Decimal | None = None
    before: Decimal | None = None
    has_namesake: bool = False
    is_rounded: bool = False

    @property
    def possible(self) -> tuple[Decimal, ...]:
        """The amounts on which a percentage may rest: the stated one and, where it differs, the table's."""
        found = [] if self.meant is None else [self.meant]
        if self.cell is not None and self.cell.amount is not None and self.cell.amount not in found:
            found.append(self.cell.amount)
        return tuple(found)

    @property
    def own_name(self) -> str:
        """The name without the path that some templates print before it."""
        return _own_name(self.name)

    @property
    def label(self) -> str:
        """What a message calls it: its own name, with the code before it where the name alone would not tell."""
        return f"{spaced(self.code)} {self.own_name}" if self.has_namesake and self.code else self.own_name

    @property
    def is_impossible(self) -> bool:
        """Whether the change leaves less than nothing for last year, beyond rounding."""
        return self.before is not None and self.before < 0 and self.before < -self.quantum

    def figure(self, column: str) -> Figure:
        """Return the figure in a column, as precise as the text is there."""
        amount = self.row.amount(column)
        return made(Figure, ("narrative", str(self.seq), column, amount, self.quantum, self.row, column, None))


class Statement(NamedTuple):
    """What a text states: all its figures in order, and by section."""

    figures: tuple[Stated, ...]
    by_section: Mapping[str, list[Stated]]


def stated_figures(case: Case) -> tuple[Stated, ...]:
    """Return what the text states, in order."""
    return _statement(case).figures


def in_section(case: Case, *sections: str) -> list[Stated]:
    """Return what these sections state, in order."""
    by_section = _statement(case).by_section
    return [stated for section in sections for stated in by_section.get(section, ())]


def _statement(case: Case) -> Statement:
    """Return what the text states. The last disclosure asked for is remembered: many rules ask for it."""
    for disclosure, known in _LATEST:
        if disclosure is case.disclosure:
            return known
    figures = _read(case.disclosure, case.figures)
    by_section: dict[str, list[Stated]] = {}
    for stated in figures:
        by_section.setdefault(stated.section, []).append(stated)
    found = Statement(figures, by_section)
    _LATEST[:] = [(case.disclosure, found)]
    return found


_LATEST: list[tuple[Disclosure, Statement]] = []


def _read(disclosure: Disclosure, rows: Sequence[Row]) -> tuple[Stated, ...]:
    if not rows:
        return ()
    values = itemgetter(*(rows[0].columns.position[name] for name in _COLUMNS))
    unplaced = (TEXT_QUANTUM, None, 0, None, None, False, False)
    found = [made(Stated, (row, *values(row.values), *unplaced)) for row in rows]
    classes = Counter([(stated.section, stated.code) for stated in found if stated.subject == "expenditure_class"])
    repeated = {named for named, times in classes.items() if times > 1}
    cells = [
        cell_of(
            disclosure,
            Naming(*each[2:6], each.name or "", is_single=(each.section, each.code) not in repeated),
        )
        for each in found
    ]
    groups = {section: _group(section) for section in {each.section for each in found}}
    quanta = _quanta(found, cells, groups)
    shared = _shared_names(found)
    return tuple(
        _placed(
            stated,
            cell,
            quanta[groups[stated.section]],
            has_namesake=stated.subject == "item" and _own_name(stated.name or "") in shared,
        )
        for stated, cell in zip(found, cells, strict=True)
    )


def _shared_names(figures: Sequence[Stated]) -> frozenset[str]:
    """Return the names that items of several codes bear, without their paths."""
    codes: dict[str, set[str | None]] = {}
    for each in figures:
        if each.subject == "item":
            codes.setdefault(_own_name(each.name or ""), set()).add(each.code)
    return frozenset(name for name, those in codes.items() if len(those) > 1)


def _own_name(name: str) -> str:
    return name.replace("－", "-").rpartition("-")[2]


def _placed(stated: Stated, cell: Figure | None, quantum: Decimal, *, has_namesake: bool) -> Stated:
    """Return a figure with what it is compared with."""
    amount, before, slip, is_rounded = stated.amount, stated.prior, 0, False
    meant = amount
    if amount is not None:
        own = _own_quantum(amount)
        is_rounded = quantum < own and cell is not None and _is_rounded_to_whole(amount, cell)
        quantum = own if stated.unit == "yuan" or is_rounded else min(quantum, own)
        slip = unit_slip(amount, cell, quantum) if cell is not None and cell.amount != amount else 0
        meant = amount.scaleb(slip) if slip else amount
        if before is None and stated.change is not None:
            before = meant - stated.change
    read = stated[:19] if stated.name else (*stated[:6], "", *stated[7:19])
    return made(Stated, (*read, quantum, cell, slip, meant, before, has_namesake, is_rounded))


def _is_rounded_to_whole(amount: Decimal, cell: Figure) -> bool:
    """Return whether an amount is that of its cell, rounded to a whole; of small amounts that would be too much."""
    is_whole = _own_quantum(amount) == 1 and abs(amount) >= _LEAST_ROUNDED
    return is_whole and cell.amount not in {None, amount} and rounded(cell.amount or ZERO, Decimal(1)) == amount


_LEAST_ROUNDED = 100


def unit_slip(amount: Decimal, cell: Figure, quantum: Decimal) -> int:
    """Return the power of ten, 4 or -4, that makes a stated amount that of its cell; 0 where there is none."""
    if not amount or not cell.amount or amount.adjusted() == cell.amount.adjusted():
        return 0
    for power in (YUAN_IN_WAN, -YUAN_IN_WAN):
        # digits written in yuan have the precision of yuan, whatever unit stands behind them
        own = _own_quantum(amount) if power > 0 else quantum
        coarser = max(own.scaleb(power), cell.quantum)
        if rounded(amount.scaleb(power), coarser) == rounded(cell.amount, coarser) != ZERO:
            return power
    return 0


def _own_quantum(amount: Decimal) -> Decimal:
    if amount.same_quantum(TEXT_QUANTUM):  # nearly all are
        return TEXT_QUANTUM
    return Decimal(1).scaleb(min(0, cast("int", amount.as_tuple().exponent)))


def _group(section: str) -> str:
    """Return the part of the text whose figures are printed alike: totals may be in whole 10,000 yuan, lists not."""
    return "s1" if section in _TABLE_SECTIONS else part_of_text(section)


def _quanta(figures: Sequence[Stated], cells: Sequence[Figure | None], groups: Mapping[str, str]) -> dict[str, Decimal]:
    """Return for each part of the text the least amount that it prints.

    That is a hundredth, unless the text is coarser throughout and the tables show that it was rounded.
    """
    finest: dict[str, Decimal] = {}
    exact: dict[str, list[Decimal]] = {}
    for stated, cell in zip(figures, cells, strict=True):
        group = groups[stated.section]
        least = finest.get(group, _WHOLE)
        if stated.unit != "yuan" and least is not TEXT_QUANTUM:
            for amount in (stated.amount, stated.change, stated.prior, stated.planned):
                if amount is not None:
                    least = min(least, _own_quantum(amount))
        finest[group] = max(TEXT_QUANTUM, least)
        if cell is not None and cell.amount:
            exact.setdefault(group, []).append(cell.amount)
    return {
        group: least
        if least is not TEXT_QUANTUM and any(amount % least for amount in exact.get(group, ()))
        else TEXT_QUANTUM
        for group, least in finest.items()
    }


_WHOLE = Decimal(1)
