"""Who signs a document, and on which day."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.outline import Zone
from builder.ingest.passages import passages_of
from builder.ingest.profile.patterns import date_of, pattern, words
from builder.ingest.profile.prose import Prose
from builder.ingest.recognised import Recognised, Record


def read_signature(zones: Sequence[Zone], disclosure: Record, found: Recognised) -> None:
    """Put name and date of the last lines into the disclosure's record."""
    for zone in zones:
        for passage in [each for row in zone.rows for each in passages_of([row])]:
            prose = Prose(passage, found)
            start = _read_date(prose, disclosure)
            label = pattern("signature.label").match(prose.text)
            name = (label.end() if label else 0, start)
            if prose.text[slice(*name)].strip() and name[1] - name[0] <= words("signature.longest"):
                disclosure.values.setdefault("signed_by", prose.take(name, disclosure, "signed_by"))
            prose.leave("signature")


def _read_date(prose: Prose, disclosure: Record) -> int:
    """Take the date of a line; return where it begins, else where the line ends."""
    match = pattern("date").search(prose.text)
    date = date_of(prose.text) if match else None
    if not match or not date:
        return len(prose.text)
    disclosure.values.setdefault("signed_date", date)
    prose.take(match.span(), disclosure, "signed_date")
    return match.start()
