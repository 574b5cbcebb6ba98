"""Cover and contents: title, unit, dates, and the titles of the tables that the document says it has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.ingest.outline import Zone, plain
from builder.ingest.passages import passages_of
from builder.ingest.profile.patterns import compiled, date_of, ordinal_at, pattern, words
from builder.ingest.profile.prose import Prose, claim_row, inline_kind
from builder.ingest.recognised import Claim, Recognised, Record
from builder.ingest.source import Cell, Row


class Cover:
    """What the cover says of the document; `scope` and `name` by the label before the unit's name, if any.

    `prose` are paragraphs that stand there though they belong to the profile.
    """

    def __init__(self) -> None:
        self.title = ""
        self.name = ""
        self.scope = ""
        self.prose: list[Prose] = []


def read_cover(zones: Sequence[Zone], disclosure: Record, found: Recognised) -> Cover:
    """Read title, unit and dates; put the dates and the title into the disclosure's record."""
    cover = Cover()
    lines: list[Cell] = []
    for row in (row for zone in zones for row in zone.rows):
        if _is_prose(row):
            cover.prose += [Prose(passage, found) for passage in passages_of([row])]
        else:
            lines += [cell for cell in row.filled if not _read_label(cell, cover, disclosure, found)]
    _read_title(lines, cover, disclosure, found)
    return cover


def _is_prose(row: Row) -> bool:
    return len(row.only) > words("cover.longest_title") or inline_kind(row.only)[0] != ""


def _read_label(cell: Cell, cover: Cover, disclosure: Record, found: Recognised) -> bool:
    """Read `label: value`; what is no such line is left for the title."""
    for label in words("cover.labels"):
        match = compiled(f"^\\s*(?:{label['is']})\\s*[:\uff1a]\\s*(?P<value>.+?)\\s*$").match(cell.text)
        if not match:
            continue
        value, field_name = match["value"], label["field"]
        if field_name == "name":
            cover.name = cover.name or value
            cover.scope = cover.scope or label["scope"]
            _claim_value(cell, match, disclosure, "name_printed", found)
        elif date := date_of(value):
            disclosure.values.setdefault(field_name, date)
            _claim_value(cell, match, disclosure, field_name, found)
        else:
            found.claim(cell.piece, None, "cover")
        return True
    return False


def _claim_value(cell: Cell, match: re.Match[str], record: Record, field_name: str, found: Recognised) -> None:
    found.claims.append(Claim(cell.piece, 0, match.start("value"), None, "cover"))
    found.claims.append(Claim(cell.piece, match.start("value"), match.end("value"), record, field_name))


def _read_title(cells: Sequence[Cell], cover: Cover, disclosure: Record, found: Recognised) -> None:
    """The lines up to the one that ends as titles do, where a year stands in them; the rest belongs to the cover."""
    begin, end = _title_lines([cell.text.strip() for cell in cells])
    for index, cell in enumerate(cells):
        if begin <= index < end:
            found.claim(cell.piece, disclosure, "title")
        else:
            found.claim(cell.piece, None, "cover")
    cover.title = "".join(cell.text.strip() for cell in cells[begin:end])
    if cover.title:
        disclosure.values["title"] = cover.title


def _title_lines(texts: Sequence[str]) -> tuple[int, int]:
    year, last = pattern("cover.title_year"), pattern("cover.title")
    for end, text in enumerate(texts, 1):
        if not last.search(plain(text)):
            continue
        begin = end - 1
        while begin > 0 and _belongs(texts[begin - 1 : end]):
            begin -= 1
        if year.search("".join(texts[begin:end])):
            return begin, end
    return 0, 0


def _belongs(texts: Sequence[str]) -> bool:
    """Whether the first of some lines goes on in the others as one title."""
    if pattern("cover.not_title").search(plain(texts[0])) or pattern("cover.title").search(plain(texts[0])):
        return False
    return len("".join(texts)) <= int(words("cover.longest_title"))


def read_contents(zones: Sequence[Zone], disclosure: Record, found: Recognised) -> None:
    """List the titles of tables that the contents announce, in order."""
    rows = [row for zone in zones for row in zone.rows if row.filled]
    entries = [(row, ordinal_at(row.text.strip())[0]) for row in rows]
    titles: list[str] = []
    for index, (row, level) in enumerate(entries):
        has_entries = index + 1 < len(entries) and entries[index + 1][1] > level
        title = _table_title(row)
        if has_entries and (level == 0 or pattern("contents.part").search(title)):
            title = ""
        if title:
            titles.append(title)
        _claim_entry(row, disclosure if title else None, found)
    if titles:
        disclosure.values["toc_titles"] = "|".join(titles)


def _table_title(row: Row) -> str:
    text = pattern("contents.leaders").sub("", row.text.strip())
    _, end = ordinal_at(text)
    title = re.sub(r"\s+", "", text[end:])
    is_table = pattern("contents.table").search(title) and not pattern("contents.no_table").match(title)
    return title if is_table else ""


def _claim_entry(row: Row, disclosure: Record | None, found: Recognised) -> None:
    if disclosure is None:
        claim_row(row, found, "contents-entry")
        return
    for cell in row.cells:
        found.claim(
            cell.piece, disclosure if cell.text.strip() else None, "toc_titles" if cell.text.strip() else "blank"
        )
