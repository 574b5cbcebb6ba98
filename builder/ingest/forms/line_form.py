"""A form of which the page's text is left: lines, its cells parted by blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.ingest.forms.form import Form
from builder.ingest.forms.labels import column_of
from builder.ingest.forms.line_head import read_line_head
from builder.ingest.forms.line_rows import LineRow, Reading, read_lines
from builder.ingest.forms.lines import Word, claim_all, words_of
from builder.ingest.forms.target import LINK, head_records, project_name
from builder.ingest.forms.tree import grouping_of
from builder.ingest.forms.values import target_values
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.source import Row
from builder.ingest.vocabulary import vocabulary

_LEAST = 2


def read_line_form(rows: Sequence[Row]) -> Form:
    """Return a form; its name is empty where its lines cannot be told apart."""
    found = Recognised()
    lines = words_of(rows)
    at = next((number for number, line in enumerate(lines) if _is_header(line)), len(lines))
    head = read_line_head(lines[:at], found)
    name = project_name(head)
    project, target = head_records(head, found)
    found.records += [project, target]
    if at < len(lines):
        claim_all(lines[at], found, None, "table-header")
        _read_indicators(read_lines(lines[at + 1 :]), name, found)
    return Form(rows, name, target, found)


def _is_header(line: Sequence[Word]) -> bool:
    columns = {column_of(word.text) for word in line}
    return len(columns & {"level1", "level2", "level3", "value"}) >= _LEAST


def _read_indicators(reading: Reading, name: str, found: Recognised) -> None:
    parents: Mapping[str, str] = vocabulary("forms")["parents"]
    levels = _levels(reading, dict(parents))
    claim_all(reading.labels, found, None, "form-label")
    unplaced = list(reading.left)
    number = 0
    for row, level in zip(reading.rows, levels, strict=True):
        if level is None:
            unplaced += [word for word, _ in row.words]
            continue
        number += 1
        record = _record(row, level, number, name, parents)
        found.records.append(record)
        for word, field_name in row.words:
            word.claim(found, record, field_name)
    pieces = tuple({word.piece.number: word.piece for row in reading.rows for word, _ in row.words}.values())
    if number:
        found.doubts.append(Doubt("doubt-indicators-by-place", pieces, facts={"name": name, "count": str(number)}))
    if unplaced:
        claim_all(unplaced, found, None, "form-unplaced")
        text = " ".join(word.text for word in unplaced)
        pieces = tuple({word.piece.number: word.piece for word in unplaced}.values())
        found.doubts.append(Doubt("doubt-form-unplaced", pieces, facts={"text": text}))


def _levels(reading: Reading, parents: dict[str, str]) -> Sequence[str | None]:
    """The second level of each row; where satisfaction is printed as a first level only it is both."""
    second = list(reading.second)
    if all(level != "satisfaction" for level, _ in second):
        second += [each for each in reading.first if each[0] == "satisfaction"]
    grouping = grouping_of(reading.heights(), reading.marks(second), reading.marks(reading.first), parents)
    return grouping.levels if grouping else [None] * len(reading.rows)


def _record(row: LineRow, level: str, number: int, name: str, parents: Mapping[str, str]) -> Record:
    values = {"project_id": LINK + name, "seq": str(number), "level1": parents[level], "level2": level}
    values |= {"level3": row.level3} | target_values(row.target)
    return Record("performance_indicators", values | {"src_line": str(row.words[0][0].piece.place.line)})
