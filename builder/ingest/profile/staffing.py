"""How many posts and people: authorised, on the books, serving, retired, and by how many they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from builder.ingest.profile.patterns import compiled, count_of, pattern, words
from builder.ingest.profile.prose import Prose
from builder.ingest.recognised import Doubt, Record

_NO_ROW = {"part": ("authorised",), "both": ("retired", "veteran_retired"), "none": ()}
"""Counts that no row holds, and the rows that make them needless."""


class _Count(NamedTuple):
    category: str
    label: tuple[int, int]
    number: tuple[int, int]
    end: int


def read_staffing(paragraphs: Sequence[Prose]) -> list[Record]:
    """Return a row for each category of which the text gives the number; the first mention of each counts."""
    rows: dict[str, Record] = {}
    left: list[tuple[Prose, _Count]] = []
    for paragraph in paragraphs:
        counts = list(_counts(paragraph.text))
        for index, count in enumerate(counts):
            after = counts[index + 1].label[0] if index + 1 < len(counts) else len(paragraph.text)
            if count.category in _NO_ROW:
                left.append((paragraph, count))
            elif count.category in rows:
                _repeat(paragraph, count, rows[count.category])
            else:
                rows[count.category] = _row(paragraph, count, after)
    _leave(left, rows)
    return list(rows.values())


def _counts(text: str) -> Iterator[_Count]:
    """Each category named with a number right behind it, in printed order."""
    for match in _categories().finditer(text):
        category = match.lastgroup or ""
        number = match.span(f"n_{category}") if f"n_{category}" in match.groupdict() else (0, 0)
        yield _Count(category.split("_of_")[0], match.span(), number, match.end())


@cache
def _categories() -> re.Pattern[str]:
    """All categories as one pattern; where two fit the longer wording has been put first."""
    between, counter = words("staffing.between"), words("staffing.counter")
    parts = []
    for each in words("staffing.categories"):
        name = each["category"]
        parts.append(f"(?P<{name}>(?:{each['is']}){between}(?P<n_{name}>COUNT){counter})")
    return compiled("|".join(parts))


def _row(paragraph: Prose, count: _Count, after: int) -> Record:
    record = Record("staffing", {"category": count.category})
    record.values["headcount"] = str(count_of(paragraph.text[slice(*count.number)]))
    paragraph.take((count.label[0], count.number[0]), record, "category")
    paragraph.take(count.number, record, "headcount")
    _read_change(paragraph, count, after, record)
    record.values["src_line"] = paragraph.line_at(count.label[0])
    return record


def _read_change(paragraph: Prose, count: _Count, after: int, record: Record) -> None:
    """The change said right behind a number, its sign by the verb."""
    match = pattern("staffing.change").match(paragraph.text[count.end : after])
    if not match:
        return
    if match["same"]:
        record.values["change"] = "0"
    else:
        is_less = re.fullmatch(words("staffing.less"), match["way"]) is not None
        amount = count_of(match["count"])
        record.values["change"] = str(-amount if is_less else amount)
    paragraph.take((count.end, count.end + match.end()), record, "change")


def _repeat(paragraph: Prose, count: _Count, row: Record) -> None:
    """A number said once more for the same category."""
    if row.values["headcount"] == str(count_of(paragraph.text[slice(*count.number)])):
        paragraph.take(count.label, None, "duplicate-of")
        return
    facts = {"text": paragraph.text[slice(*count.label)]}
    paragraph.found.doubts.append(Doubt("doubt-staffing-twice", paragraph.pieces, row, "headcount", facts))


def _leave(left: Sequence[tuple[Prose, _Count]], rows: Mapping[str, Record]) -> None:
    """Numbers that no row holds: a doubt where no total stands beside the parts, or no parts beside the total."""
    missing = [each for each in left if any(category not in rows for category in _NO_ROW[each[1].category])]
    for paragraph, count in left:
        paragraph.take(count.label, None, "staffing-part")
    if missing:
        text = words("staffing.comma").join(paragraph.text[slice(*count.label)] for paragraph, count in missing)
        paragraph = missing[0][0]
        paragraph.found.doubts.append(Doubt("doubt-staffing-unplaced", paragraph.pieces, facts={"text": text}))
