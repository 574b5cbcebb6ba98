"""What a unit is there for: its functions as printed, its rank, its signboards, with whom it shares an office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.ingest.profile.patterns import pattern, words
from builder.ingest.profile.prose import Prose
from builder.ingest.recognised import Record


def read_functions(paragraphs: Sequence[Prose], disclosure: Record) -> None:
    """Keep the whole text, a paragraph a line."""
    if paragraphs:
        disclosure.values["functions_text"] = "\n".join(paragraph.text[paragraph.begin :] for paragraph in paragraphs)
    for paragraph in paragraphs:
        paragraph.take((paragraph.begin, len(paragraph.text)), disclosure, "functions_text")


def read_standing(paragraphs: Sequence[Prose], disclosure: Record) -> None:
    """Read rank, signboards and neighbours in office; the first mention of each counts."""
    for paragraph in paragraphs:
        rank = pattern("functions.rank").search(paragraph.text)
        if rank and rank.lastgroup and "rank" not in disclosure.values:
            disclosure.values["rank"] = paragraph.take(rank.span(rank.lastgroup), disclosure, "rank")
        for key, field_name in (("signboards", "signboards"), ("co_located", "co_located_with")):
            match = pattern(f"functions.{key}").search(paragraph.text)
            if match and field_name not in disclosure.values:
                names = _names(match["names"])
                if names:
                    disclosure.values[field_name] = "|".join(names)
                    paragraph.take(match.span("names"), disclosure, field_name)


def _names(text: str) -> list[str]:
    quotes = words("functions.quotes")
    parts = re.split(words("functions.between_names"), text)
    return [name for part in parts if (name := part.strip().strip(quotes).strip())]
