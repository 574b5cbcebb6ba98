"""Which columns the header of a flat table names, and in which orders they may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from builder.ingest.tables.flat_rows import total_labels
from builder.ingest.tables.flat_tokens import FlatLine, plain
from builder.ingest.tables.labels import UNIMPORTED, field_of
from builder.ingest.tables.layout import SIDES, TWO_SIDED
from builder.ingest.vocabulary import vocabulary
from builder.profiles import Grid, all_profiles

NOT_MEASURES = frozenset({"class", "section", "item", "code", "label", "name_printed", "project_name_printed"})
# Columns that are not kept and hold no amounts.
_NO_AMOUNTS = frozenset({"-row-number", "-unit-column", "-remark-column", "-government-economic", "-basic-subtotal"})
# The order in which columns stand where neither the header nor a template says it.
_USUAL = (
    *("total", "amount", "fiscal_total", "gpb", "gov_fund", "state_capital", "fiscal_account", "undertaking"),
    *("business", "other_unit", "basic", "personnel", "public", "project", "overseas", "vehicle_subtotal"),
    *("vehicle_purchase", "vehicle_operation", "reception", "agency_operating"),
    *("e301", "e302", "e303", "e307", "e309", "e310", "e311", "e312", "e313", "e399"),
)
_MOST_PIECES = 4
_MOST_ORDERS = 60
_OF_CODES = frozenset({"T2", "T3", "T5", "T6", "T9", "T10"})
_TWICE = "-column-twice"
_UNKNOWN = "-unknown-column"
_SHORT = "T8"
_VEHICLES = frozenset({"vehicle_purchase", "vehicle_operation"})
_WHOLES: Mapping[str, tuple[str, ...]] = {
    "total": (),
    "fiscal_total": ("gpb", "gov_fund", "state_capital"),
    "basic": ("personnel", "public"),
}
"""Sums and their parts; those of the total are all columns of the table."""
_GROUPS = ("basic", "fiscal_total")
"""Columns that have columns of their parts beside them; their own then is headed by a word for sums."""
_SUBTOTAL = "-basic-subtotal"
_SUBTOTAL_WITH_AMOUNTS = f"{_SUBTOTAL}:basic"
"""A subtotal of which no parts are printed is a column of its own."""
_GRAND = ("amount", "total")
OTHER_YEAR = "-other-year"
"""The reason for which a column of another year is not kept."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, or of one side of it, from the left; `header_rows` is the height of their header.

    A field that begins with `-` is the reason for which a column is not kept.
    """

    fields: tuple[str, ...]
    header_rows: int
    profile: str | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns that hold amounts."""
        return tuple(field for field in self.fields if field not in NOT_MEASURES)


Layout = Mapping[str, Columns]


class _Place(NamedTuple):
    """Where a label stands: its line in the header, its number there, and twice its middle across the page if known."""

    line: int
    number: int
    middle: float | None


class _Fit(NamedTuple):
    unexplained: int
    width: int
    profile_id: str
    grids: tuple[Grid, ...]


def layouts_of(table_id: str, header: Sequence[FlatLine], year: int) -> tuple[Layout, ...]:
    """Return the columns that a header may name, by side (`""` for a table of one side), the likeliest first.

    A template fits where each of its columns has a label in the header; the one that explains most of the header is
    taken. Where none fits, or the header names further columns, the labels found decide; their order is open unless
    they stand in one line.
    """
    words = tuple(tuple(label(token.text) for token in line.tokens) for line in header)
    fits = sorted(_fits(table_id, words), key=lambda fit: (fit.unexplained, -fit.width, fit.profile_id))
    layouts = [_by_template(table_id, fit) for fit in fits[:1]]
    tokens = [token.text for line in header for token in line.tokens]
    named = {name for text in tokens if (name := measure_of(table_id, text, year)) is not None}
    if not layouts or not named <= {name for columns in layouts[0].values() for name in columns.fields}:
        layouts += _by_labels(table_id, header, year)
    return tuple(layouts)


def _by_template(table_id: str, fit: _Fit) -> Layout:
    height = max(len(column.path) for grid in fit.grids for column in grid.columns)
    sides = SIDES if table_id in TWO_SIDED else ("",)
    return {
        side: Columns(tuple(column.field for column in grid.columns), height, fit.profile_id)
        for side, grid in zip(sides, fit.grids, strict=True)
    }


def label(text: str) -> str:
    """Return a header's label for comparing: no blanks, quotation marks or year, brackets in half width."""
    return _noise().sub("", plain(text))


def measure_of(table_id: str, text: str, year: int) -> str | None:
    """Return the column of amounts that a label names, kept or not; None for any other."""
    name = _field(table_id, plain(text), year)
    return None if name is None or name in NOT_MEASURES or name in _NO_AMOUNTS else name


def is_header_word(table_id: str, text: str) -> bool:
    """Whether a word stands in headers of that table, whole or broken off from a label."""
    word = label(text)
    return not word or any(word in known for known in _header_words(table_id))


def covers(words: Sequence[Sequence[str]], name: str, first: int = 0) -> bool:
    """Whether a label stands in the header, whole or broken into pieces on lines one below the other."""
    for number in range(first, len(words)):
        for word in words[number]:
            if word == name or (word and name.startswith(word) and covers(words, name[len(word) :], number + 1)):
                return True
    return False


def _fits(table_id: str, words: Sequence[Sequence[str]]) -> Iterator[_Fit]:
    sides = [f"{table_id}/{side}" for side in SIDES] if table_id in TWO_SIDED else [table_id]
    for template in all_profiles():
        grids = tuple(template.grids[side] for side in sides if side in template.grids)
        if len(grids) == len(sides) and all(_is_named(grid, words) for grid in grids):
            labels = {label(name) for grid in grids for column in grid.columns for name in column.path}
            alien = sum(not any(word in name for name in labels) for line in words for word in line)
            yield _Fit(alien, sum(len(grid.columns) for grid in grids), template.template_id, grids)


def _is_named(grid: Grid, words: Sequence[Sequence[str]]) -> bool:
    measures = [column for column in grid.columns if column.field not in NOT_MEASURES]
    return all(covers(words, label(column.path[-1])) for column in measures)


def _by_labels(table_id: str, header: Sequence[FlatLine], year: int) -> Iterator[Layout]:
    found = _fields_found(table_id, header, year)
    firsts = tuple(name for name in found if name in NOT_MEASURES) or _first_columns(table_id)
    if "class" in firsts:
        firsts = tuple(name for name in firsts if name != "code")
    measures = tuple(name for name in found if name not in NOT_MEASURES and name not in _NO_AMOUNTS)
    orders = list(dict.fromkeys(_orders(table_id, found, measures)))
    usual = [order for order in orders if _is_total_first(order, found)]
    for order in usual or orders:
        if table_id in TWO_SIDED:
            grand = tuple(name for name in order if name in _GRAND or name.startswith(OTHER_YEAR)) or ("amount",)
            income = Columns(("label", *grand), len(header))
            yield {"income": income, "expenditure": Columns(("label", *order), len(header))}
        else:
            yield {"": Columns((*firsts, *order), len(header))}
            if OTHER_YEAR in found:
                yield {"": Columns((*firsts, *_twice(found, order)), len(header))}


def _is_total_first(order: Sequence[str], found: Mapping[str, _Place]) -> bool:
    """Whether each sum stands before its parts, as it does in print unless one line of the header says otherwise."""
    places = {name: number for number, name in enumerate(order)}
    return all(
        places[whole] < places[part] or found[whole].line == found[part].line
        for whole, parts in _WHOLES.items()
        for part in (parts or [name for name in order if not name.startswith(UNIMPORTED)])
        if whole in places and part in places
    )


def _twice(found: Mapping[str, _Place], order: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a table that prints them all for two years."""
    own = [name for name in order if not name.startswith(OTHER_YEAR)]
    other = [f"{OTHER_YEAR}:{name}" for name in own]
    reading = list(found)
    is_other_first = reading.index(OTHER_YEAR) < min(map(reading.index, own), default=0)
    return (*other, *own) if is_other_first else (*own, *other)


def _fields_found(table_id: str, header: Sequence[FlatLine], year: int) -> dict[str, _Place]:
    """Return the fields that labels name, in reading order, with their places; broken labels are put together."""
    found: dict[str, _Place] = {}
    loose: list[tuple[_Place, str]] = []
    sums: set[str] = set()
    for number, line in enumerate(header):
        for position, token in enumerate(line.tokens):
            place = _Place(number, position, None if token.edges is None else sum(token.edges))
            word = plain(token.text)
            name = _field(table_id, word, year)
            if name is None:
                loose.append((place, word))
            elif table_id in _OF_CODES and word in total_labels() | _subtotals():
                _note_sum(found, name, place, sums)
            elif table_id == _SHORT and word in total_labels() and name not in sums:
                # The name of a group of columns may say what a total is; the total itself is the column.
                sums.add(name)
                found.pop(name, None)
                found[name] = place
            else:
                _note(table_id, found, name, place)
    while loose:
        place, word = loose.pop(0)
        for joined, used in _joined(word, place.line, loose):
            name = _field(table_id, joined, year)
            if name is not None:
                _note(table_id, found, name, place)
                loose = [entry for entry in loose if entry not in used]
                break
    if table_id == _SHORT and len(_VEHICLES & found.keys()) == 1:
        # With one of the two unknown nothing tells in which of them a figure stands.
        found = {_UNKNOWN if name in _VEHICLES else name: place for name, place in found.items()}
    return {
        _SUBTOTAL_WITH_AMOUNTS if name == _SUBTOTAL and "personnel" not in found else name: place
        for name, place in found.items()
    }


def _joined(
    word: str, number: int, loose: Sequence[tuple[_Place, str]], depth: int = 1
) -> Iterator[tuple[str, tuple[tuple[_Place, str], ...]]]:
    for entry in loose:
        if entry[0].line > number and depth < _MOST_PIECES:
            yield word + entry[1], (entry,)
            for text, used in _joined(word + entry[1], entry[0].line, loose, depth + 1):
                yield text, (entry, *used)


def _field(table_id: str, word: str, year: int) -> str | None:
    """Return the field of a label; a column that no field holds but that is a part of another says which."""
    name = field_of(table_id, (word,), year) if word else None
    if name is not None and name.startswith(UNIMPORTED):
        part = next((field for field, pattern in _part_labels() if pattern.search(word)), None)
        return name if part is None else f"{name}:{part}"
    return name


def _note(table_id: str, found: dict[str, _Place], name: str, place: _Place) -> None:
    if name in found and name.startswith(UNIMPORTED) and table_id not in TWO_SIDED:
        name = f"{name}:{len(found)}"
    found.setdefault(name, place)


def _note_sum(found: dict[str, _Place], name: str, place: _Place, sums: set[str]) -> None:
    """Note a label that only says that a column is a sum: the first is the total, a group's name above it is none."""
    if name in sums:
        found[f"{_TWICE}:{len(found)}"] = place
    else:
        sums.add(name)
        found[name] = place


def _orders(table_id: str, found: Mapping[str, _Place], measures: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the orders in which columns may stand: as they do on the page or in one line, else several."""
    middles = {name: found[name].middle for name in measures}
    if all(middle is not None for middle in middles.values()):
        yield tuple(sorted(measures, key=lambda name: middles[name] or 0))
        return
    if len({found[name].line for name in measures}) <= 1:
        yield tuple(measures)
        return
    keys = [f"{table_id}/expenditure"] if table_id in TWO_SIDED else [table_id]
    for template in all_profiles():
        for key in keys:
            fields = [column.field for column in template.grids[key].columns] if key in template.grids else []
            if set(measures) <= set(fields):
                yield tuple(sorted(measures, key=fields.index))
    yield tuple(measures)
    usual = [name for name in _USUAL if any(kind(measure) == name for measure in measures)]
    rest = [measure for measure in measures if kind(measure) not in usual]
    yield (*(next(measure for measure in measures if kind(measure) == name) for name in usual), *rest)
    if table_id in _OF_CODES:
        yield from _merged(found, measures)


def _merged(found: Mapping[str, _Place], measures: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the orders in which the columns of each line keep theirs; a subtotal may be that of the group above it."""
    subtotal = next((name for name in measures if name.startswith(_TWICE)), None)
    variants = [{name: found[name] for name in measures}]
    for group in _GROUPS:
        if subtotal is not None and group in measures and found[group].line < found[subtotal].line:
            own = {name: place for name, place in variants[0].items() if name != subtotal}
            variants.append({**own, group: found[subtotal]})
    for places in variants:
        lines: dict[int, list[str]] = {}
        for name in sorted(places, key=lambda each: (places[each].line, places[each].number)):
            lines.setdefault(places[name].line, []).append(name)
        yield from islice(_interleaved(tuple(map(tuple, lines.values()))), _MOST_ORDERS)


def _interleaved(lines: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    filled = tuple(line for line in lines if line)
    if not filled:
        yield ()
    for number, line in enumerate(filled):
        for rest in _interleaved((*filled[:number], line[1:], *filled[number + 1 :])):
            yield (line[0], *rest)


def kind(field: str) -> str:
    """Return what a column is for sums: its field, or for one that is not kept the part that it is."""
    return field.partition(":")[2] or field if field.startswith(UNIMPORTED) else field


def _first_columns(table_id: str) -> tuple[str, ...]:
    grids = (template.grids[table_id] for template in all_profiles() if table_id in template.grids)
    grid = next(grids, None)
    return tuple(column.field for column in grid.columns if column.field in NOT_MEASURES) if grid is not None else ()


@cache
def _header_words(table_id: str) -> frozenset[str]:
    """Return every label that a header of the table may hold."""
    grids = [
        grid for template in all_profiles() for key, grid in template.grids.items() if key.partition("/")[0] == table_id
    ]
    labels = {label(name) for grid in grids for column in grid.columns for name in column.path}
    labels.update(label(name) for name in vocabulary("flat")["header_words"])
    return frozenset(labels)


@cache
def _subtotals() -> frozenset[str]:
    return frozenset(vocabulary("flat")["subtotals"])


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(vocabulary("flat")["label_noise"])


@cache
def _part_labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns: Mapping[str, str] = vocabulary("flat")["part_labels"]
    return tuple((field, re.compile(pattern)) for field, pattern in patterns.items())
