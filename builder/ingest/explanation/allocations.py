"""What the money of a project is for, and in which instalments, as a list in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from builder.ingest.explanation.money import amount_of
from builder.ingest.vocabulary import vocabulary


class Share(NamedTuple):
    """One item or instalment, its amount in 10,000 yuan, and where it stands in the text."""

    item: str
    amount: str
    kind: str
    start: int
    end: int


def shares_in(text: str) -> Iterator[Share]:
    """Give each share that a text states: a name and an amount behind it; an amount without name is none."""
    words = vocabulary("explanation")["projects"]
    for match in _share().finditer(text):
        item = _lead().sub("", match["item"].strip(words["stops"])).strip(words["stops"])
        if item:
            kind = "instalment" if _instalment().search(item) else "item"
            named = _instalment().search(item)
            name = named[0] if named and kind == "instalment" else item
            yield Share(name, amount_of(match), kind, match.start("item"), match.end())


@cache
def _share() -> re.Pattern[str]:
    words = vocabulary("explanation")["projects"]
    return re.compile(words["share"].replace("{money}", words["money"]), re.ASCII)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(vocabulary("explanation")["projects"]["share_lead"], re.ASCII)


@cache
def _instalment() -> re.Pattern[str]:
    return re.compile(vocabulary("explanation")["projects"]["instalment"], re.ASCII)
