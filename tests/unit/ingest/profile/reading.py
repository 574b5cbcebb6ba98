"""What the profile's recogniser finds in a document that a test writes down."""

from __future__ import annotations

from builder.ingest.outline import zones_of
from builder.ingest.profile import recognise_glossary, recognise_profile
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.source import Row
from builder.narrative import ClassificationNames
from tests.unit.ingest.streams import stream

SETTING = Setting("made-up", 2024, {}, {}, ClassificationNames.of([], []))


def read(text: str) -> Recognised:
    """Return profile and glossary of a text."""
    zones = zones_of(stream(text))
    found = recognise_profile(zones, SETTING)
    found.extend(recognise_glossary(zones, SETTING))
    return found


def values(found: Recognised, resource: str) -> list[dict[str, str]]:
    """Return the rows of a resource."""
    return [record.values for record in found.records if record.resource == resource]


def column(found: Recognised, resource: str, name: str) -> list[str]:
    """Return one column of a resource, blank where a row has none."""
    return [row.get(name, "") for row in values(found, resource)]


def disclosure(text: str) -> dict[str, str]:
    """Return the one row of `disclosures`."""
    return values(read(text), "disclosures")[0]


def doubts(found: Recognised) -> list[str]:
    """Return the keys of the doubts."""
    return [doubt.key for doubt in found.doubts]


def unclaimed(rows: tuple[Row, ...], found: Recognised) -> list[str]:
    """Return the stretches of rows that no claim covers, signs and blanks left out."""
    left = []
    for row in rows:
        for cell in row.filled:
            characters = list(cell.text)
            for claim in found.claims:
                if claim.piece == cell.piece:
                    characters[claim.start : claim.end] = " " * (claim.end - claim.start)
            text = "".join(characters).strip()
            if any(character.isalnum() for character in text):
                left.append(text)
    return left
