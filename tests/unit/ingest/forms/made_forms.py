"""Performance forms as a test writes them down, and what the recogniser finds in them."""

from __future__ import annotations

from builder.ingest.forms import recognise_forms
from builder.ingest.outline import Zone
from builder.ingest.readers.web import read_web
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.source import Line, Piece, Place, Row, stream_of
from builder.narrative import ClassificationNames
from tests.unit.ingest.streams import stream

SETTING = Setting("made-up", 2024, {}, {}, ClassificationNames.of([], []))


def read_web_form(*parts: str) -> Recognised:
    """Read forms as a web page prints them: a part that begins with `<tr` is a table, else a paragraph."""
    zones = []
    for number, part in enumerate(parts):
        body = "".join(
            f"<table>{piece}</table>" if piece.startswith("<tr") else f"<p>{piece}</p>" for piece in part.split("\n")
        )
        content = f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()
        rows = stream_of(read_web(f"{number}.html", content).blocks)
        zones.append(Zone("form", rows, 1))
    return recognise_forms(zones, SETTING)


def read_flat_form(*texts: str) -> Recognised:
    """Read forms as flattened Word prints them: cells as they come, merged ones blank or left out."""
    return recognise_forms([Zone("form", stream(text), 1) for text in texts], SETTING)


def read_page_form(*texts: str) -> Recognised:
    """Read forms as the text of a page prints them: lines, of which blanks part the cells."""
    return recognise_forms([Zone("form", _lines(text), 1) for text in texts], SETTING)


def _lines(text: str) -> tuple[Row, ...]:
    lines = [line.strip() for line in text.strip().split("\n")]
    return stream_of(
        [
            Line(Piece(number, line, Place("form.txt", number + 1)), is_physical=True)
            for number, line in enumerate(lines)
        ]
    )


def values(found: Recognised, resource: str) -> list[dict[str, str]]:
    """Return the rows of a resource."""
    return [record.values for record in found.records if record.resource == resource]


def indicators(found: Recognised) -> list[tuple[str, str, str, str]]:
    """Return levels, indicator and target of each row, blank where it has none."""
    names = ("level1", "level2", "level3", "raw_text")
    rows = values(found, "performance_indicators")
    return [(row[names[0]], row[names[1]], row.get(names[2], ""), row.get(names[3], "")) for row in rows]


def doubts(found: Recognised) -> list[str]:
    """Return the keys of the doubts."""
    return [doubt.key for doubt in found.doubts]


def reasons(found: Recognised) -> set[str]:
    """Return why parts of the form are in no record."""
    return {claim.field for claim in found.claims if claim.record is None}
