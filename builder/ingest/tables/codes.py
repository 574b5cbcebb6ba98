"""The code of each row of a table, from cells that may be blank, unpadded, cut or glued to the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.ingest.tables.labels import folded
from builder.ingest.tables.read_table import PrintedCell, ReadRow
from builder.model.codes import CLASS, SECTION

PARTS = ("class", "section", "item")
_WIDTHS = (3, 2, 2)
_GLUED = re.compile(r"\s*[\[(【（]?\s*([0-9]{3}(?:\s*[0-9]{2}){0,2})\s*[\])】）]?\s*[-－—:：.、]?\s*")
_WHOLE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")
_CUT = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class RowCode:
    """The code of a row, the cells that print it, and `mended` those of which it is more than the text.

    `key` names the doubt where the code is not simply what is printed. `name_starts` is where the name begins in a
    cell that prints the code before it.
    """

    code: str
    cells: tuple[PrintedCell, ...] = ()
    mended: tuple[PrintedCell, ...] = ()
    key: str = ""
    name_cell: PrintedCell | None = None
    name_starts: int = 0


def codes_of(rows: Sequence[ReadRow], names: Mapping[str, tuple[str, ...]]) -> list[RowCode | None]:
    """Return the code of each row, None for a total, a blank row and one whose code cannot be known."""
    found: list[RowCode | None] = []
    above = ""
    for number, row in enumerate(rows):
        below = next((_class_text(each) for each in rows[number + 1 :] if each.kind == "row"), "")
        code = _code_of(row, above, below, names) if row.kind == "row" else None
        above = code.code if code is not None else above
        found.append(code)
    return found


def name_of(row: ReadRow, code: RowCode | None, names: Mapping[str, tuple[str, ...]], field: str) -> str:
    """Return a name as printed, its pieces joined; blanks that only spread an official name are left out."""
    pieces = [row.cells[field]] if field in row.cells else []
    pieces += [cell for name, cell in row.more if name == field]
    texts = [cell.text for cell in pieces]
    if code is not None and code.name_cell is not None and field == "name_printed":
        texts = [code.name_cell.text[code.name_starts :], *texts[code.name_cell in pieces :]]
    name = "".join(line.strip() for text in texts for line in text.split("\n"))
    known = names.get(code.code, ()) if code is not None else ()
    return next((official for official in known if _squeezed(name) == _squeezed(official)), name)


def _squeezed(name: str) -> str:
    return "".join(name.split())


def _code_of(row: ReadRow, above: str, below: str, names: Mapping[str, tuple[str, ...]]) -> RowCode | None:
    if any(_digits(row.cells.get(part)) for part in PARTS):
        return _from_parts(row, above, below, names) or _from_text(row)
    return _from_text(row) or _from_above(row, above) or _from_name(row, above, names)


def _from_text(row: ReadRow) -> RowCode | None:
    """Return a code that stands whole in one cell, alone or with the name after it."""
    for field in ("code", *PARTS, "name_printed"):
        cell = row.cells.get(field)
        found = _GLUED.match(unicodedata.normalize("NFKC", cell.text)) if cell is not None else None
        if cell is None or found is None or len(unicodedata.normalize("NFKC", cell.text)) != len(cell.text):
            continue
        code, rest = "".join(found[1].split()), cell.text[found.end() :]
        if rest[:1].isdecimal() or (field == "name_printed" and not rest.strip()):
            continue
        if rest.strip():
            return RowCode(code, (cell,), (), "", cell, found.end())
        return RowCode(code, (cell,))
    return None


def _from_parts(row: ReadRow, above: str, below: str, names: Mapping[str, tuple[str, ...]]) -> RowCode | None:
    """Put a code together from its columns: blank ones before a filled one are as above, short ones are padded."""
    parts = [_digits(row.cells.get(part)) for part in PARTS]
    cells = tuple(row.cells[part] for part in PARTS if part in row.cells and row.cells[part].text.strip())
    longest = max(parts, key=len)
    if len(longest) > CLASS and _WHOLE.fullmatch(longest):
        # Each column repeats the code so far: 201, 20103, 2010301.
        return RowCode(longest, cells)
    last = max(number for number, part in enumerate(parts) if part)
    texts = [part or above[start : start + width] for part, start, width in zip(parts, (0, 3, 5), _WIDTHS, strict=True)]
    short = [number for number in range(last + 1) if parts[number] and len(parts[number]) < _WIDTHS[number]]
    for number in short:
        texts[number] = texts[number].zfill(_WIDTHS[number]) if number else ""
    rest = "".join(texts[1 : last + 1])
    texts[0] = texts[0] or _class_around(rest, row, above, below, names)
    if any(len(text) != width for text, width in zip(texts[: last + 1], _WIDTHS, strict=False)):
        return None
    mended = tuple(row.cells[PARTS[number]] for number in short)
    return RowCode("".join(texts[: last + 1]), cells, mended, "code-mended" if mended else "")


def _class_around(rest: str, row: ReadRow, above: str, below: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """Return the class of the rows around of which the rest of a code can be, empty where none is sure.

    Sure is a class by which the code has the printed name, one whose section stands in the row above, or one that
    stands both above and below.
    """
    around = tuple(dict.fromkeys(each for each in (above[:CLASS], below) if each))
    by_name = [each for each in around if _is_known(each + rest, row, names)]
    if by_name or len(around) == 1:
        return (by_name or around)[0]
    return above[:CLASS] if above[CLASS:SECTION] == rest[:2] else ""


def _from_above(row: ReadRow, above: str) -> RowCode | None:
    """Return the code of the row above where a project stands in a row without one."""
    project = row.cells.get("project_name_printed")
    name = row.cells.get("name_printed")
    if project is None or not project.text.strip() or not above or (name is not None and name.text.strip()):
        return None
    return RowCode(above)


def _from_name(row: ReadRow, above: str, names: Mapping[str, tuple[str, ...]]) -> RowCode | None:
    """Return the one code that a name has below, beside or above the row before, else at all."""
    cell = row.cells.get("name_printed")
    name = folded(name_of(row, None, names, "name_printed"))
    if cell is None or not name:
        return None
    codes = [code for code, known in names.items() if name in map(folded, known)]
    for parent in (above, above[:-2], above[:SECTION], above[:CLASS], ""):
        near = [code for code in codes if code.startswith(parent) and (code != above or not parent)]
        if len(near) == 1:
            return RowCode(near[0], (), (), "code-from-name")
    return None


def _is_known(code: str, row: ReadRow, names: Mapping[str, tuple[str, ...]]) -> bool:
    name = folded(name_of(row, None, names, "name_printed"))
    return name in map(folded, names.get(code, ()))


def _digits(cell: PrintedCell | None) -> str:
    """Return the digits of a part of a code, empty where the cell holds anything else."""
    text = "".join(unicodedata.normalize("NFKC", cell.text).split()) if cell is not None else ""
    text = text.removesuffix(".0")
    return text if _WHOLE.fullmatch(text) or _CUT.fullmatch(text) else ""


def _class_text(row: ReadRow) -> str:
    text = _digits(row.cells.get("class")) or _digits(row.cells.get("code"))
    return text[:CLASS] if len(text) >= CLASS else ""
