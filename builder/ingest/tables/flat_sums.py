"""The sums that tie the rows of flat tables to each other, within one table and between the tables of a disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.ingest.tables.flat_rows import FlatRow
from builder.ingest.tables.flat_search import Choice, Equation, Term
from builder.ingest.tables.flat_table import FlatTable
from builder.ingest.tables.labels import UNIMPORTED

Pairs = tuple[tuple[str, str], ...]

# Tables in which rows of one code, and the totals, print the same figures, and in which columns.
_SAME_ROWS: tuple[tuple[str, str, Pairs], ...] = (
    ("T3", "T5", (("total", "total"), ("basic", "basic"), ("project", "project"))),
    ("T1", "T3", (("amount", "total"), ("personnel+public", "basic"), ("project", "project"))),
    ("T4", "T5", (("gpb", "total"),)),
    ("T4", "T9", (("gov_fund", "total"),)),
    ("T4", "T10", (("state_capital", "total"),)),
    ("T5", "T7", (("project", "total"),)),
    # A code that is paid by one of these funds alone.
    ("T3", "T9", (("total", "total"), ("basic", "basic"), ("project", "project"))),
    ("T3", "T10", (("total", "total"), ("basic", "basic"), ("project", "project"))),
)
_SAME_TOTALS: tuple[tuple[str, str, Pairs], ...] = (("T5", "T6", (("basic", "total"),)),)
# Those that are the same only where the general budget pays for everything, as the tables named last then say.
_SAME_IF_ALL_GENERAL: tuple[tuple[str, str, Pairs], ...] = (
    ("T1", "T6", (("personnel", "personnel"), ("public", "public"))),
)
_ALL_AND_GENERAL = ("T1", "T5")
# The totals by fund on the left are the lines of income on the right.
_SAME_FUNDS = (("T2", "T1"), ("T4", "T4"))
_TOTAL = "total"


class Sums:
    """The rows of all tables as choices, each with its number, and the equations between them."""

    def __init__(self, tables: Sequence[FlatTable]) -> None:
        self._tables = tables
        self._by_id = {table.table_id: position for position, table in enumerate(tables)}
        self._numbers: dict[tuple[int, int], int] = {}
        self.choices: list[Choice] = []
        self.where: list[tuple[int, int]] = []
        for position, table in enumerate(tables):
            for line in range(len(table.rows)):
                self._add(position, line)

    def equations(self) -> list[Equation]:
        """Return those that leave the fewest readings first, so that the search stays small."""
        found: list[Equation] = []
        for one, other in _SAME_FUNDS:
            found += self._funds(one, other)
        for position in range(len(self._tables)):
            found += self._inside(position)
        for one, other, pairs in _SAME_TOTALS:
            found += self._same(one, other, pairs, only_totals=True)
        if self._is_all_general():
            for one, other, pairs in _SAME_IF_ALL_GENERAL:
                found += self._same(one, other, pairs, only_totals=True)
        for one, other, pairs in _SAME_ROWS:
            found += self._same(one, other, pairs, only_totals=False)
        return found

    def _add(self, position: int, line: int) -> None:
        table = self._tables[position]
        readings = table.readings(line)
        figures = table.amounts(line) if readings else ()
        self._numbers[position, line] = len(self.choices)
        self.where.append((position, line))
        self.choices.append(Choice(figures, len(table.measures(line)), readings or [()]))

    def _term(self, position: int, line: int, columns: tuple[tuple[int, ...], ...]) -> Term:
        return Term(self._numbers[position, line], columns)

    def _inside(self, position: int) -> Iterator[Equation]:
        rows, codes = self._tables[position].rows, self._tables[position].codes
        totals = [line for line, row in enumerate(rows) if row.kind == "total" and row.side != "income"]
        if any(row.side for row in rows):
            parts = [line for line, row in enumerate(rows) if _is_part(row, codes[line])]
            yield from (self._sum(position, total, parts) for total in totals)
        elif any(row.projects for row in rows):
            leaves = [line for line, row in enumerate(rows) if row.projects]
            wholes = [line for line, row in enumerate(rows) if codes[line] and not row.projects]
            for whole in (*totals, *wholes):
                yield self._sum(position, whole, [leaf for leaf in leaves if codes[leaf].startswith(codes[whole])])
        else:
            for parent, parts in _children_of(codes).items():
                yield from (self._sum(position, whole, parts) for whole in (totals if parent is None else [parent]))

    def _sum(self, position: int, whole: int, parts: Sequence[int]) -> Equation:
        table = self._tables[position]
        each = tuple((number,) for number in range(len(table.measures(whole))))
        terms = tuple(self._term(position, line, each) for line in parts)
        return Equation(self._term(position, whole, each), terms, table.quantum * (len(parts) + 1), is_separable=True)

    def _same(self, one: str, other: str, pairs: Pairs, *, only_totals: bool) -> Iterator[Equation]:
        if one not in self._by_id or other not in self._by_id:
            return
        first = {key: line for line, key in self._keyed(one)}
        for line, key in self._keyed(other):
            if key in first and (key == _TOTAL or not only_totals):
                yield from self._equal((self._by_id[one], first[key]), (self._by_id[other], line), pairs)

    def _is_all_general(self) -> bool:
        """Whether the general budget's total is that of all spending."""
        grand = []
        for table_id in _ALL_AND_GENERAL:
            position = self._by_id.get(table_id)
            lines = [] if position is None else [line for line, key in self._keyed(table_id) if key == _TOTAL]
            grand.append({self._tables[position].amounts(line)[0] for line in lines} if position is not None else set())
        return bool(grand[0] & grand[1])

    def _equal(self, left: tuple[int, int], right: tuple[int, int], pairs: Pairs) -> Iterator[Equation]:
        columns = [(self._columns(left, mine), self._columns(right, theirs)) for mine, theirs in pairs]
        known = [(mine, theirs) for mine, theirs in columns if mine and theirs]
        if known:
            slack = 2 * max(self._tables[left[0]].quantum, self._tables[right[0]].quantum)
            part = self._term(*right, tuple(theirs for _, theirs in known))
            yield Equation(self._term(*left, tuple(mine for mine, _ in known)), (part,), slack)

    def _columns(self, place: tuple[int, int], fields: str) -> tuple[int, ...]:
        measures = self._tables[place[0]].measures(place[1])
        wanted = fields.split("+")
        return tuple(measures.index(name) for name in wanted) if set(wanted) <= set(measures) else ()

    def _funds(self, one: str, other: str) -> Iterator[Equation]:
        if one not in self._by_id or other not in self._by_id:
            return
        left, right = self._by_id[one], self._by_id[other]
        lines = _lines_by_fund(self._tables[right])
        for line in (line for line, key in self._keyed(one) if key == _TOTAL):
            measures = self._tables[left].measures(line)
            funds = [fund for fund in measures if fund in lines]
            if funds:
                whole = self._term(left, line, tuple((measures.index(fund),) for fund in funds))
                parts = tuple(
                    self._term(right, lines[fund], tuple((0,) if place == fund else () for place in funds))
                    for fund in funds
                )
                yield Equation(whole, parts, 2 * self._tables[left].quantum, is_separable=True)

    def _keyed(self, table_id: str) -> Iterator[tuple[int, str]]:
        """Yield the rows of expenditure that have figures, with their codes."""
        table = self._tables[self._by_id[table_id]]
        for line, (row, code) in enumerate(zip(table.rows, table.codes, strict=True)):
            key = _TOTAL if row.kind == "total" else code
            if key and row.figures and row.side != "income" and not row.projects:
                yield line, key


def _is_part(row: FlatRow, code: str) -> bool:
    """Whether a row of expenditure is a part of the total, and no subtotal."""
    return row.side == "expenditure" and row.kind == "row" and not code.startswith(UNIMPORTED)


def _children_of(codes: Sequence[str]) -> dict[int | None, list[int]]:
    """Return for each row the rows whose codes begin with its own, the nearest above counts; None: the outermost."""
    found: dict[int | None, list[int]] = {}
    for line, code in enumerate(codes):
        if code:
            above = (
                number
                for number in range(line - 1, -1, -1)
                if codes[number] and len(codes[number]) < len(code) and code.startswith(codes[number])
            )
            found.setdefault(next(above, None), []).append(line)
    return found


def _lines_by_fund(table: FlatTable) -> dict[str, int]:
    found: dict[str, int] = {}
    for line, (row, code) in enumerate(zip(table.rows, table.codes, strict=True)):
        if row.side == "income" and row.kind == "row" and code:
            found.setdefault(code, line)
    return found
