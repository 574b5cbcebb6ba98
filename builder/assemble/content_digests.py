"""For each unit-year of a package, a digest of everything that its disclosure is made from.

Where the digest is as it was, so is the disclosure, lines and all, and whatever was made from it can be kept.
Taken of the rows as they were read, which is far quicker than to assemble disclosures and compare them.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

from builder.records import RowText, TypedPackage, TypedTable
from builder.schemas import all_schemas

DIGEST_SIZE = 16
_UnitYear = tuple[Any, Any]
_OF_THE_UNIT = "units"
_CANONICAL = 2
"""The last version of `marshal` in which equal values have equal bytes, whatever objects they share."""


def content_digests(package: TypedPackage) -> dict[tuple[str, int], bytes]:
    """Return the digest of each unit-year in the order of `disclosures`: equal digests mean equal disclosures.

    What the whole package shares counts for each of them: the head of the descriptor, the list of its tables, its
    regions and codes, its sources. Of the units, each has its own.
    """
    if "disclosures" not in package.tables:
        return {}
    disclosed = [table for name, table in package.tables.items() if all_schemas()[name].scope == "disclosed"]
    shared = blake2b(_shared(package), digest_size=DIGEST_SIZE)
    units = _rows_by_unit(package)
    digests = {}
    for unit_id, year in map(itemgetter(0, 1), package.tables["disclosures"].rows):
        digests[unit_id, year] = shared.copy()
        digests[unit_id, year].update(units[unit_id])
    for table in disclosed:
        for unit_year, content in _runs(table):
            digests[unit_year].update(content)
    return {unit_year: digest.digest() for unit_year, digest in digests.items()}


def _shared(package: TypedPackage) -> bytes:
    head = {name: value for name, value in package.descriptor.content.items() if name != "resources"}
    sources = [(source.path, source.sha256) for source in package.sources]
    tables = [(table.resource, table.file, table.columns) for table in package.tables.values()]
    everyones = [
        (name, _texts(table), table.lines)
        for name, table in package.tables.items()
        if all_schemas()[name].scope != "disclosed" and name != _OF_THE_UNIT
    ]
    is_alone = len(package.tables["disclosures"].rows) == 1
    return repr((package.folder, head, sources, tables, is_alone)).encode(errors="surrogatepass") + _bytes(everyones)


def _rows_by_unit(package: TypedPackage) -> dict[Any, bytes]:
    units = package.tables[_OF_THE_UNIT]
    rows = zip(units.rows, _texts(units), units.lines, strict=True)
    return {row[0]: _bytes((text, line)) for row, text, line in rows}


def _runs(table: TypedTable) -> Iterator[tuple[_UnitYear, bytes]]:
    """Yield each run of rows of one unit-year, with its lines."""
    texts = _texts(table)
    start = 0
    for unit_year, run in groupby(map(itemgetter(0, 1), table.rows)):
        end = start + sum(1 for _ in run)
        yield unit_year, _bytes((table.resource, texts[start:end], table.lines[start:end]))
        start = end


def _texts(table: TypedTable) -> tuple[RowText, ...]:
    """Return what each row was read from; where that is not at hand, its values as they are shown."""
    return table.read_from or tuple(tuple(map(repr, row)) for row in table.rows)


def _bytes(content: Any) -> bytes:
    return marshal.dumps(content, _CANONICAL)
