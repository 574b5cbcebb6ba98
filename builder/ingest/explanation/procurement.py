"""Figures on government procurement → the row of `procurement`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from builder.ingest.explanation.figures import Placed
from builder.ingest.explanation.paragraphs import Told, has_amount, shown
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.vocabulary import vocabulary

_SECTION = "s10_2"
_SUBJECT = "procurement"


def add_procurement(told: Sequence[Told], figures: Sequence[Placed], found: Recognised) -> None:
    """Give the document its row of procurement; a paragraph with amounts that says nothing of it is a doubt."""
    record = Record("procurement")
    stated = [one for one in figures if one.figure.subject == _SUBJECT and one.figure.amount is not None]
    for one in stated:
        name = field_of(one.figure.name_printed or "")
        if name is None or name in record.values:
            continue
        record.values[name] = f"{one.figure.amount:f}"
        record.values.setdefault("src_line", str(one.line))
        found.claim_span(one.told.passage, (one.start, one.end), record, name)
    if "total" in record.values:
        found.records.append(record)
        record.values["src_line"] = record.values.pop("src_line")
    for paragraph in told:
        is_read = paragraph.is_heading or any(one.told is paragraph for one in stated)
        if paragraph.section == _SECTION and not is_read and has_amount(paragraph.text):
            pieces = tuple(part.piece for part in paragraph.passage.parts)
            found.doubts.append(Doubt("unread-procurement", pieces, None, "", {"text": shown(paragraph.text)}))


def field_of(name: str) -> str | None:
    """Return the column of an amount of procurement by its name."""
    return next((field for field, pattern in _fields() if pattern.search(name)), None)


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each["field"], re.compile(each["is"])) for each in vocabulary("explanation")["procurement"])
