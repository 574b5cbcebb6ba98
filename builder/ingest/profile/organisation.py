"""How a unit is made up: how many inner divisions, which, and whether there are budget units under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.ingest.profile.patterns import count_of, ordinal_at, pattern, words
from builder.ingest.profile.prose import Prose
from builder.ingest.recognised import Doubt, Record


class _Name(NamedTuple):
    """A division named in a paragraph, from which character to which."""

    paragraph: Prose
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


def read_organisation(paragraphs: Sequence[Prose], disclosure: Record) -> list[Record]:
    """Return the divisions in printed order; put their stated number and the units below into the disclosure."""
    names: list[_Name] = []
    beside: list[_Name] = []
    listing = ""
    units = 0
    for paragraph in paragraphs:
        listing = _read_subordinates(paragraph, disclosure, listing)
        stated = _read_stated(paragraph, disclosure)
        if stated is not None or _names_divisions(paragraph):
            listing = "divisions"
        found = _named_in(paragraph, stated) or (_entry(paragraph) if listing == "divisions" else [])
        if not found and listing == "units" and ordinal_at(paragraph.text)[0] >= 0:
            paragraph.take((0, len(paragraph.text)), None, "subordinate-unit")
            units += 1
        for name in found:
            (beside if pattern("organisation.beside").match(name.text) else names).append(name)
    if units > 1:
        disclosure.values.setdefault("has_subordinates", "true")
    return _divisions(names, beside, disclosure)


def _named_in(paragraph: Prose, stated: re.Match[str] | None) -> list[_Name]:
    """The divisions that a sentence lists, behind their number or before it."""
    if stated is None and not _names_divisions(paragraph):
        return []
    return _listed_after(paragraph, stated) or (_listed_before(paragraph, stated) if stated else [])


def _read_stated(paragraph: Prose, disclosure: Record) -> re.Match[str] | None:
    """The number of inner divisions that the text states: the first one counts."""
    match = pattern("organisation.stated").search(paragraph.text)
    if match and match.lastgroup and "division_count_stated" not in disclosure.values:
        disclosure.values["division_count_stated"] = str(count_of(match[match.lastgroup]))
        paragraph.take(match.span(), disclosure, "division_count_stated")
    return match


def _names_divisions(paragraph: Prose) -> bool:
    return pattern("organisation.named").search(paragraph.text) is not None


def _listed_after(paragraph: Prose, stated: re.Match[str] | None) -> list[_Name]:
    """The names after `:` or `including`, up to the stop; the first that is none ends the list."""
    text = paragraph.text
    named = pattern("organisation.named").search(text)
    if stated:
        begin = pattern("organisation.list_begin").match(text, stated.end())
        at = begin.end() if begin else named.end() if named and named.start() > stated.end() else -1
    else:
        at = named.end() if named else -1
    return list(_names_in(paragraph, at)) if at >= 0 else []


def _listed_before(paragraph: Prose, stated: re.Match[str]) -> list[_Name]:
    """The names before `… and so on, 5 divisions`."""
    match = pattern("organisation.list_before").search(paragraph.text[: stated.start(stated.lastgroup or 0)])
    return list(_names_in(paragraph, match.start("names"), match.end("names"))) if match else []


def _names_in(paragraph: Prose, at: int, end: int | None = None) -> Iterator[_Name]:
    text = paragraph.text
    stop = end if end is not None else _first_stop(text, at)
    for start, finish in _split(text, at, stop):
        name = _Name(paragraph, start, finish)
        if not pattern("organisation.beside").match(name.text) and not _is_division(name.text):
            return
        yield name


def _first_stop(text: str, at: int) -> int:
    match = pattern("organisation.stops").search(text, at)
    return match.start() if match else len(text)


def _split(text: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut a list at its separators, not within brackets; ordinals before its entries are left out."""
    depth, begin = 0, at
    cuts = {match.start(): match.end() for match in pattern("organisation.between").finditer(text, at, stop)}
    skip = at
    for index in range(at, stop + 1):
        if index < skip:
            continue
        if index < stop and text[index] in "(\uff08":
            depth += 1
        elif index < stop and text[index] in ")\uff09":
            depth -= 1
        if index == stop or (depth == 0 and index in cuts):
            start = begin + ordinal_at(text[begin:index])[1]
            inner = text[start:index]
            if inner.strip():
                yield start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
            begin = skip = cuts.get(index, index)


def _entry(paragraph: Prose) -> list[_Name]:
    """A list with an entry a line: an ordinal or none, the name, and behind its stop what the division does."""
    at = ordinal_at(paragraph.text)[1]
    rest = paragraph.text[at:]
    end = at + len(re.split("[\u3002\uff1a:\uff1b\uff0c]", rest, maxsplit=1)[0].rstrip())
    return [_Name(paragraph, at, end)] if _is_division(paragraph.text[at:end].strip()) else []


def _is_division(text: str) -> bool:
    if len(text) > words("organisation.longest") or pattern("organisation.not_name").match(text):
        return False
    return pattern("organisation.name").match(text) is not None


def _read_subordinates(paragraph: Prose, disclosure: Record, listing: str) -> str:
    """Read whether there are units below; return what a list that follows holds."""
    text = paragraph.text
    none = pattern("organisation.no_subordinates").search(text)
    some = pattern("organisation.has_subordinates").search(text)
    match = none or some
    if match:
        count = next((each for each in match.groups() if each), None)
        has = "false" if none or count in words("organisation.zero") else "true"
        if none or count or pattern("organisation.units_follow").search(text):
            if "has_subordinates" not in disclosure.values or pattern("organisation.budget_unit").search(match[0]):
                disclosure.values["has_subordinates"] = has
            paragraph.take(match.span(), disclosure, "has_subordinates")
    return "units" if pattern("organisation.units_follow").search(text) and not none else listing


def _begin_beside(text: str) -> int:
    """Where the name begins in `set up beside, as the rules say: party committee`."""
    match = pattern("organisation.beside").match(text)
    return match.start("name") if match else 0


def _divisions(names: Sequence[_Name], beside: Sequence[_Name], disclosure: Record) -> list[Record]:
    """Records of the names; of bodies set up beside the list only where the stated number needs them."""
    stated = int(disclosure.values.get("division_count_stated", "0"))
    kept = [(name, name.start) for name in names]
    if beside and stated == len(names) + len(beside):
        kept += [(name, name.start + _begin_beside(name.text)) for name in beside]
    records: list[Record] = []
    for number, (name, start) in enumerate(kept, 1):
        values = {"seq": str(number), "name": name.paragraph.text[start : name.end]}
        record = Record("divisions", values | {"src_line": name.paragraph.line_at(start)})
        name.paragraph.take((start, name.end), record, "name")
        records.append(record)
        if number > len(names):
            facts = {"name": values["name"], "stated": str(stated), "listed": str(len(names))}
            doubt = Doubt("doubt-division-by-count", name.paragraph.pieces, record, "name", facts)
            name.paragraph.found.doubts.append(doubt)
    return records
