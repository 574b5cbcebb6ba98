"""The performance-target form of a project: its money, its goal, its indicators by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.model import money
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.printout.content import Block, Cell, Paragraph, Table
from builder.printout.wording import Wording
from builder.schemas import label

_WIDTHS = (14, 16, 14, 18, 10, 14, 10)
_COLUMNS = len(_WIDTHS)
_FIRST_INDICATOR = 4
_FUNDS = ("total_funds", "fiscal_funds", "other_funds")
_DECIMALS_OF_WAN = 2


def form_blocks(disclosure: Disclosure, words: Wording) -> Iterator[tuple[Block, ...]]:
    """Yield each form: its title, its year and its table, in printed order."""
    targets = {row.text("project_id"): row for row in disclosure.rows("performance_targets")}
    indicators: dict[str | None, list[Row]] = {}
    for row in disclosure.rows("performance_indicators"):
        indicators.setdefault(row.text("project_id"), []).append(row)
    names = {row.text("project_id"): row for row in disclosure.rows("projects")}
    for project in dict.fromkeys((*targets, *indicators)):
        target = targets.get(project)
        year = (target.whole("form_year") if target else None) or disclosure.year
        cells = [
            *_head_cells(target, names.get(project), words),
            *_indicator_cells(indicators.get(project, ()), words),
        ]
        yield (
            Paragraph(words.text("form.title"), "table-title"),
            Paragraph(words.say("form.year", year=year), "form-year"),
            Table(tuple(cells), max(cell.row for cell in cells) + 1, 0, _WIDTHS, is_closed=True),
        )


def _head_cells(target: Row | None, project: Row | None, words: Wording) -> Iterator[Cell]:
    def text(name: str) -> str:
        return (target.text(name) if target else None) or ""

    amounts = {name: target.amount(name) if target else None for name in _FUNDS}
    is_in_yuan = any(_is_of_yuan(amount) for amount in amounts.values())

    yield Cell(0, 0, words.text("form.unit"), "head")
    yield Cell(0, 1, text("unit_printed"), column_span=2)
    yield Cell(0, 3, words.text("form.project"), "head")
    yield Cell(0, 4, _project_name(project), column_span=3)
    yield Cell(1, 0, words.text("form.funds_yuan" if is_in_yuan else "form.funds"), "head")
    for place, (name, amount) in zip((1, 3, 5), amounts.items(), strict=True):
        yield Cell(1, place, words.text(f"form.{name}"), "head")
        printed = "" if amount is None else money.plain(money.in_yuan(amount) if is_in_yuan else amount)
        yield Cell(1, place + 1, printed, "amount")
    yield Cell(2, 0, words.text("form.goal"), "head")
    yield Cell(2, 1, text("overall_goal"), column_span=_COLUMNS - 1)


def _is_of_yuan(amount: Decimal | None) -> bool:
    """Return whether an amount has more decimals than one that was printed in 10,000 yuan."""
    exponent = amount.as_tuple().exponent if amount is not None else 0
    return isinstance(exponent, int) and exponent < -_DECIMALS_OF_WAN


def _project_name(project: Row | None) -> str:
    names = (project.text(name) for name in ("name_form", "name_table", "name_narrative")) if project else ()
    return next((name for name in names if name), "")


def _indicator_cells(indicators: Sequence[Row], words: Wording) -> Iterator[Cell]:
    first = _FIRST_INDICATOR - 1
    for place, span, name in ((0, 1, "level1"), (1, 1, "level2"), (2, 3, "level3"), (5, 2, "value")):
        yield Cell(first, place, words.text(f"form.{name}"), "head", column_span=span)
    level1 = [row.text("level1") for row in indicators]
    level2 = [(row.text("level1"), row.text("level2")) for row in indicators]
    for place, row in enumerate(indicators):
        number = _FIRST_INDICATOR + place
        for column, levels, name in ((0, level1, "level1"), (1, level2, "level2")):
            if place == 0 or levels[place] != levels[place - 1]:
                text = label(row.columns.resource, name, row.text(name))
                yield Cell(number, column, text, row_span=_run(levels, place))
        yield Cell(number, 2, row.text("level3") or "", column_span=3)
        yield Cell(number, 5, row.text("raw_text") or row.text("value_text") or "", column_span=2)


def _run(levels: Sequence[object], start: int) -> int:
    """Return how many rows from `start` on share its level."""
    end = start
    while end < len(levels) and levels[end] == levels[start]:
        end += 1
    return end - start
