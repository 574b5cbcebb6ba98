"""Which field each column of a grid shows: by the grid of a template that fits, else by the words of the labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from builder.ingest.tables.header import Paths
from builder.ingest.tables.labels import UNIMPORTED, field_of, folded
from builder.ingest.vocabulary import vocabulary
from builder.profiles import Column, Profile, all_profiles

SIDES = ("income", "expenditure")
TWO_SIDED = frozenset({"T1", "T4"})
_FITTING = 0.8
_CODES = frozenset({"class", "code"})
_TEXTS = _CODES | {"section", "item", "name_printed", "project_name_printed"}
UNKNOWN = "-unknown-column"
TWICE = "-column-twice"
THIRD = "-third-block"


class Content(NamedTuple):
    """How many cells of a column hold words, amounts, and names of functional classes (words too)."""

    words: int = 0
    amounts: int = 0
    classes: int = 0

    @property
    def is_words(self) -> bool:
        """Whether the column holds words and no amount."""
        return self.words > 0 and not self.amounts


@dataclass(frozen=True, slots=True)
class Layout:
    """The field of each column with its side.

    Sides are empty outside T1 and T4, and where both share their columns; a further block of codes beside the first
    has its number. A field that begins with `-` is the reason for which a column is not imported. `is_upright` is a
    table with its labels down: one column of them, one of amounts. `labels` are those of the columns, for telling a
    person.
    """

    columns: tuple[tuple[str, str], ...]
    labels: tuple[str, ...] = ()
    profile: str | None = None
    is_upright: bool = False

    @property
    def known(self) -> int:
        """The number of columns with a field; a code in parts and a whole one are no two fields."""
        known = {column for column in self.columns if not column[1].startswith(UNIMPORTED)}
        in_parts, whole = ({side for side, name in known if name == code} for code in ("class", "code"))
        return len(known) - len(in_parts & whole)


def layout_of(
    table_id: str, readings: Iterable[Paths], year: int, contents: Mapping[int, Content] = MappingProxyType({})
) -> Layout | None:
    """Return the best layout of all readings of a header; None where there is no reading.

    In T1 and T4 what the columns hold helps: words are labels whatever stands above them, and of several blocks of
    expenditure the one that names most functional classes is that by function.
    """
    by_words: Layout | None = None
    by_profile: tuple[float, Layout] | None = None
    for paths in readings:
        layout = _by_words(table_id, paths, year, contents)
        by_words = layout if by_words is None or layout.known > by_words.known else by_words
        for template in all_profiles():
            fit, columns = fit_of(template, table_id, paths)
            if columns and fit >= _FITTING and (by_profile is None or fit > by_profile[0]):
                by_profile = fit, Layout(columns, _labels(paths), template.template_id)
    if by_profile is not None and (by_words is None or by_profile[1].known >= by_words.known):
        return by_profile[1]
    return by_words


def fit_of(template: Profile, table_id: str, paths: Paths) -> tuple[float, tuple[tuple[str, str], ...]]:
    """Return the share of columns whose labels are those of the template's grid, and the grid's fields by column.

    The share is 0 where the template has no such grid or one of another width.
    """
    columns = _columns_of(template, table_id)
    if not columns or len(columns) != len(paths):
        return 0, ()
    alike = sum(_is_alike(column, path) for (_, column), path in zip(columns, paths, strict=True))
    return alike / len(columns), tuple((side, column.field) for side, column in columns)


def _by_words(table_id: str, paths: Paths, year: int, contents: Mapping[int, Content]) -> Layout:
    fields = [field_of(table_id, path, year) or UNKNOWN for path in paths]
    if table_id == "T8" and _is_upright(paths):
        amounts = [number for number, path in enumerate(paths) if _matches("upright_amounts", path)]
        chosen = next((number for number in amounts if fields[number] != "-other-year"), amounts[0])
        roles = ["label" if number == 0 else "amount" if number == chosen else UNKNOWN for number in range(len(paths))]
        return Layout(tuple(("", role) for role in roles), _labels(paths), is_upright=True)
    sides = _blocks(fields)
    if table_id in TWO_SIDED:
        fields = _by_content(fields, contents)
        sides = _sides(paths, fields, {number: content.classes for number, content in contents.items()})
    seen: set[tuple[str, str]] = set()
    columns = []
    for side, name in zip(sides, fields, strict=True):
        place = (side, name)
        if side == THIRD:
            place = ("", THIRD)
        elif place in seen and not name.startswith(UNIMPORTED):
            place = (side, TWICE)
        seen.add(place)
        columns.append(place)
    return Layout(tuple(columns), _labels(paths))


def _blocks(fields: Sequence[str]) -> list[str]:
    """Return the block of each column: a second one begins where codes begin again after amounts."""
    blocks: list[str] = []
    block, has_amounts = 0, False
    for name in fields:
        if name in _CODES and has_amounts:
            block, has_amounts = block + 1, False
        has_amounts = has_amounts or (name not in _TEXTS and not name.startswith(UNIMPORTED))
        blocks.append(str(block or ""))
    return blocks


def _by_content(fields: Sequence[str], contents: Mapping[int, Content]) -> list[str]:
    """Return the fields with those unknown columns as labels that hold words alone."""
    return [
        "label" if name == UNKNOWN and number in contents and contents[number].is_words else name
        for number, name in enumerate(fields)
    ]


def _sides(paths: Paths, fields: Sequence[str], classes: Mapping[int, int]) -> list[str]:
    """Return the side of each column: a new block begins with each column of labels."""
    starts = [number for number, name in enumerate(fields) if name == "label"]
    if len(starts) < len(SIDES):
        return [""] * len(fields)
    blocks = [THIRD] * len(starts)
    spending = vocabulary("tables")["expenditure_word"]
    named = max(starts, key=lambda start: (classes.get(start, 0), -start))
    is_swapped = _begins_with(spending, paths[starts[0]]) and not _begins_with(spending, paths[starts[1]])
    income = (
        1 if (is_swapped or named == starts[0]) and classes.get(starts[1], 0) < max(1, classes.get(named, 0)) else 0
    )
    expenditure = starts.index(named) if classes.get(named, 0) and named != starts[income] else 1 - income
    blocks[income], blocks[expenditure] = SIDES
    return [blocks[max(0, sum(start <= number for start in starts) - 1)] for number in range(len(fields))]


def _begins_with(word: str, path: Sequence[str]) -> bool:
    return bool(path) and word in folded(path[0])


def _labels(paths: Paths) -> tuple[str, ...]:
    return tuple("/".join(dict.fromkeys("".join(label.split()) for label in path)) for path in paths)


def _is_upright(paths: Paths) -> bool:
    return (
        len(paths) > 1
        and _matches("upright_labels", paths[0])
        and any(_matches("upright_amounts", path) for path in paths[1:])
    )


def _columns_of(template: Profile, table_id: str) -> tuple[tuple[str, Column], ...]:
    names = [("", table_id)] if table_id not in TWO_SIDED else [(side, f"{table_id}/{side}") for side in SIDES]
    if any(name not in template.grids for _, name in names):
        return ()
    return tuple((side, column) for side, name in names for column in template.grids[name].columns)


def _is_alike(column: Column, path: Sequence[str]) -> bool:
    """Whether the innermost label of a template's column is that of the printed one, or that of its parts joined."""
    wanted = folded(column.path[-1])
    labels = [folded(label) for label in path]
    return wanted in labels or any("".join(labels[start:]) == wanted for start in range(len(labels)))


def _matches(key: str, path: Sequence[str]) -> bool:
    return _pattern(key).search("/".join(folded(label) for label in path)) is not None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(vocabulary("tables")[key])
