"""Paragraphs of the explanation → rows of `narrative`."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.explanation.paragraphs import Told
from builder.ingest.recognised import Recognised, Record
from builder.ingest.source import Passage

_BLANKS = " \t\u3000\u00a0"


def add_narrative(told: Sequence[Told], found: Recognised) -> None:
    """Give each heading and paragraph its row, with its text as printed."""
    for seq, one in enumerate(told, 1):
        record = Record(
            "narrative",
            {
                "seq": str(seq),
                "section": one.section,
                "heading": "true" if one.is_heading else "false",
                "text": one.text + _blanks_behind(one.passage),
                "src_line": str(one.passage.line),
            },
        )
        found.records.append(record)
        found.claim_span(one.passage, (0, len(one.text)), record, "text")


def _blanks_behind(passage: Passage) -> str:
    """The blanks with which a paragraph ends that is one piece of its source: our data files keep them."""
    last = passage.parts[-1]
    behind = last.piece.text[last.end :]
    return behind if len(passage.parts) == 1 and not behind.strip(_BLANKS) else ""
