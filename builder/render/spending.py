"""The sections on expenditure by function and by economic nature, each a chart, its table and its changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.model import money
from builder.model.catalog import Catalog
from builder.model.codes import CLASS, spaced
from builder.model.disclosure import TOTAL, Disclosure, Line, PrintedTable
from builder.render import amounts, anchors
from builder.render.charts.bars import Bar, bars_svg, changes_svg, thin_bars_svg
from builder.render.figures import Changes, ItemChange, adds_up
from builder.render.text import Markup, escape, filled_template, joined, words

_ITEM_DIGITS, _SECTION_DIGITS = 7, 5
_MOST_BARS = 14
_MOST_REASONS = 3
_FEWEST_CHANGES = 2


class Entry(NamedTuple):
    """A code with its amounts, the change that the text states, and the cell that prints its total."""

    code: str
    name: str
    basic: Decimal
    project: Decimal
    amount: Decimal
    change: Decimal | None
    anchor: str
    printed_prior: Decimal | None

    @property
    def prior(self) -> Decimal | None:
        """Last year's figure as printed, else as the change implies it."""
        if self.printed_prior is not None:
            return self.printed_prior
        return None if self.change is None else self.amount - self.change

    @property
    def says(self) -> str:
        """The word for the change."""
        if self.change is None:
            return ""
        if not self.change:
            return words()["same"]
        return amounts.signed(self.change) if self.prior else words()["new"]

    @property
    def spaced(self) -> str:
        """The code as people print it."""
        return spaced(self.code)


class Reason(NamedTuple):
    """A change, the reason given for it, and where it stands."""

    entry: Entry
    text: str
    figure: int


def function_section(disclosure: Disclosure, catalog: Catalog, all_changes: Changes) -> Markup:
    """Return the section by function, from T3, else T5; empty where neither is printed with figures."""
    table = next((found for name in ("T3", "T5") if (found := disclosure.table(name)) and found.lines), None)
    if table is None:
        return Markup()
    whole = table.total_of("total")
    changes = all_changes.about("item")
    stated = changes.items()
    items = _entries(table, _ITEM_DIGITS, stated)
    draws_items = adds_up([entry.amount for entry in items], whole, table.quantum)
    entries = items if draws_items else _entries(table, CLASS, {})
    draws = draws_items or adds_up([entry.amount for entry in entries], whole, table.quantum)
    draws = draws and all(entry.amount >= 0 for entry in entries) and any(entry.amount for entry in entries)
    entries = sorted(entries, key=lambda entry: (-entry.amount, entry.code))
    chart = _function_chart(entries) if draws else ""
    reasons = _reasons(items, stated)
    change = money.total(entry.change for entry in items)
    known = bool(items) and all(entry.change is not None for entry in items)
    has_changes = any(entry.change is not None for entry in entries)
    return filled_template(
        "function.html",
        chart=joined([chart]),
        entries=entries,
        rows=joined([_entry_html(entry, has_changes=has_changes) for entry in entries]),
        draws_items=draws_items,
        is_item=draws_items,
        whole=whole,
        change=change if known else None,
        has_changes=has_changes,
        prior_note=changes.note,
        prior_head=words()["prior" if changes.is_printed else "prior_by_us"],
        change_chart=joined([_change_chart(items)]),
        changed=joined([_changed_html(entry) for entry in sorted(items, key=_by_change) if entry.change is not None]),
        shares=_leading_shares(table, whole, catalog, disclosure.year),
        reasons=reasons[:_MOST_REASONS],
        rest=reasons[_MOST_REASONS:],
        rest_change=money.total(reason.entry.change for reason in reasons[_MOST_REASONS:]),
        year=disclosure.year,
        fund_only=table.table_id == "T5",
    )


def economic_section(disclosure: Disclosure) -> Markup:
    """Return the section by economic nature, from T6; empty where it is not printed with figures."""
    table = disclosure.table("T6")
    if table is None or not table.lines:
        return Markup()
    panels = []
    for measure, kind in (("personnel", 1), ("public", 2)):
        panel = _panel(table, measure, kind)
        if panel:
            panels.append(panel)
    entries = [line for line in table.lines if line.code and len(line.code) == _SECTION_DIGITS]
    largest = max((amount for panel in panels for _, amount in panel.rows), default=money.ZERO)
    charts = [
        (panel, joined([thin_bars_svg(panel.rows, panel.kind, largest, _panel_label(panel))]))
        for panel in panels
        if largest > 0 and all(amount >= 0 for _, amount in panel.rows)
    ]
    return filled_template(
        "economic.html",
        charts=charts,
        rows=joined([_line_html(line) for line in entries]),
        largest=largest,
        whole=table.total_of("total"),
        whole_anchor=anchors.cell("T6", TOTAL, "total"),
        shares=[
            (panel.name, amounts.percent(panel.amount, whole))
            for panel in panels
            if (whole := table.total_of("total")) is not None and whole > 0
        ],
    )


def _entry_html(entry: Entry, *, has_changes: bool) -> str:
    cells = ""
    if has_changes:
        prior = "" if entry.prior is None else amounts.shown(entry.prior)
        cells = f"<td>{escape(entry.says)}<td>{prior}"
    return (
        f'<tr><th scope="row">{escape(entry.spaced)} {escape(entry.name)}'
        f"<td{amounts.scalable(entry.amount, amounts.shown(entry.amount))}{cells}"
    )


def _changed_html(entry: Entry) -> str:
    prior = "" if entry.prior is None else amounts.shown(entry.prior)
    return (
        f'<tr><th scope="row">{escape(entry.spaced)} {escape(entry.name)}'
        f"<td>{prior}<td>{amounts.shown(entry.amount)}<td>{escape(entry.says)}"
    )


def _line_html(line: Line) -> str:
    amount = line.amount("total")
    shown = "" if amount is None else amounts.shown(amount)
    return f'<tr><th scope="row">{escape(spaced(line.code or ""))} {escape(line.name)}<td>{shown}'


class _Panel(NamedTuple):
    name: str
    kind: int
    amount: Decimal
    rows: tuple[tuple[str, Decimal], ...]
    by_class: bool


def _panel(table: PrintedTable, measure: str, kind: int) -> _Panel | None:
    whole = table.total_of(measure)
    if whole is None or whole <= 0:
        return None
    for digits in (_SECTION_DIGITS, CLASS):
        rows = [
            (line.name, amount)
            for line in table.lines
            if line.code and len(line.code) == digits and (amount := line.amount(measure)) is not None and amount
        ]
        if adds_up([amount for _, amount in rows], whole, table.quantum):
            rows.sort(key=lambda row: (-row[1], row[0]))
            return _Panel(words()[measure], kind, whole, tuple(rows), digits == CLASS)
    return None


def _panel_label(panel: _Panel) -> str:
    name, amount = panel.rows[0]
    return words()["economic_label"].format(group=panel.name, name=name, amount=amounts.spoken(amount))


def _entries(table: PrintedTable, digits: int, stated: Mapping[str, ItemChange]) -> list[Entry]:
    return [
        _entry(table, line, stated.get(line.code or ""))
        for line in table.lines
        if line.code and len(line.code) == digits and line.amount("total") is not None
    ]


def _entry(table: PrintedTable, line: Line, stated: ItemChange | None) -> Entry:
    amount = line.amount("total") or money.ZERO
    stated = stated if stated and stated.is_of(amount) else None
    basic, project = line.amount("basic") or money.ZERO, line.amount("project") or money.ZERO
    if basic + project != amount or min(basic, project) < 0:
        # The parts do not make the row: it is drawn in one piece, in the colour of the part that has a figure.
        basic, project = (money.ZERO, amount) if project and not basic else (amount, money.ZERO)
    return Entry(
        code=line.code or "",
        name=line.name,
        basic=basic,
        project=project,
        amount=amount,
        change=stated.change if stated else None,
        anchor=anchors.cell(table.table_id, line.key, "total"),
        printed_prior=stated.prior if stated else None,
    )


def _function_chart(entries: Sequence[Entry]) -> str:
    bars = [Bar(entry.name, entry.basic, entry.project, entry.prior, entry.says) for entry in entries if entry.amount]
    if len(bars) > _MOST_BARS:
        rest = bars[_MOST_BARS - 1 :]
        name = words()["rest"].format(count=len(rest))
        parts = money.total(bar.basic for bar in rest), money.total(bar.project for bar in rest)
        bars = [*bars[: _MOST_BARS - 1], Bar(name, *parts, None, "")]
    title = words()["function_title"]
    says = words()["function_largest"].format(name=bars[0].name, amount=amounts.spoken(bars[0].amount))
    return bars_svg(bars, title, says)


def _by_change(entry: Entry) -> tuple[Decimal, str]:
    return -abs(entry.change or money.ZERO), entry.code


def _said(entry: Entry) -> str:
    signed = amounts.signed(entry.change or money.ZERO)
    return signed if entry.prior else words()["change_new"].format(change=signed)


def _change_chart(items: Sequence[Entry]) -> str:
    """Return the changes as bars on either side of an axis; empty where fewer than two items changed."""
    changed = sorted((entry for entry in items if entry.change), key=_by_change)
    if len(changed) < _FEWEST_CHANGES:
        return ""
    bars = [(entry.name, entry.change or money.ZERO, _said(entry)) for entry in changed[:_MOST_BARS]]
    says = words()["change_largest"].format(name=bars[0][0], change=bars[0][2])
    return changes_svg(bars, words()["change_title"], says)


def _reasons(items: Sequence[Entry], stated: Mapping[str, ItemChange]) -> list[Reason]:
    found = [Reason(entry, stated[entry.code].reason, stated[entry.code].seq) for entry in items if entry.change]
    return sorted(found, key=lambda reason: (-abs(reason.entry.change or money.ZERO), reason.entry.code))


def _leading_shares(
    table: PrintedTable, whole: Decimal | None, catalog: Catalog, year: int
) -> tuple[tuple[str, str, str], ...]:
    """Return the names, shares and anchors of the classes that hold most, at most three."""
    classes = [
        (line, amount)
        for line in table.lines
        if line.code and len(line.code) == CLASS and (amount := line.amount("total")) and amount > 0
    ]
    if not whole or whole <= 0 or not adds_up([amount for _, amount in classes], whole, table.quantum):
        return ()
    classes.sort(key=lambda pair: (-pair[1], pair[0].key))
    return tuple(
        (
            line.name or catalog.functional_name(line.code or "", year) or "",
            amounts.percent(amount, whole),
            anchors.cell(table.table_id, line.key, "total"),
        )
        for line, amount in classes[:3]
    )
