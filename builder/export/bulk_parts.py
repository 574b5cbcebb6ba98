"""What the bulk files need of the unit-years of one package, as segments that are joined without being read through.

`bulk/<resource>` holds the rows of a disclosed resource: CSV lines without header, or a piece of a deflate stream
where the bulk files are compressed. `bulk/index` and `bulk/findings.json` hold lines of those files, `bulk/references`
the rows of units, regions and codes, of which the newest count, and `bulk/head` what the joined descriptor needs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.export.bulk_references import References
from builder.export.deflated import piece_of
from builder.export.descriptor import BrokenKey, broken_keys
from builder.export.finding_list import finding_lines
from builder.export.finding_rows import FINDINGS, finding_records, findings_table
from builder.export.index_entry import index_entry
from builder.export.tables import Table, Values, csv_body
from builder.export.unit_years import resource_tables, unit_year_folder
from builder.findings import AuditReport
from builder.model.disclosure import Disclosure
from builder.model.downloads import DownloadChoice
from builder.schemas import all_schemas
from builder.segments import Segments

PREFIX = "bulk/"
HEAD, INDEX, REFERENCES, FINDING_LINES = (PREFIX + name for name in ("head", "index", "references", "findings.json"))

Audited = tuple[Disclosure, AuditReport]


@dataclass(frozen=True, slots=True)
class Head:
    """What the joined descriptor needs of a package, and by what packages are ordered."""

    first: tuple[str, int]
    created: str
    licenses: tuple[Mapping[str, str], ...]
    broken_keys: tuple[BrokenKey, ...]

    @classmethod
    def of(cls, part: Segments) -> Head:
        """Return the head that a package left."""
        content: dict[str, Any] = json.loads(part.read(HEAD))
        unit_id, year = content["first"]
        broken = tuple((name, tuple(fields)) for name, fields in content["broken_keys"])
        return cls((unit_id, year), content["created"], tuple(content["licenses"]), broken)


def bulk_segments(audited: Sequence[Audited], sizes: Mapping[str, int], choice: DownloadChoice) -> dict[str, bytes]:
    """Return the segments of a package; `sizes` are those of the files of its unit-years, by path.

    Without unit-years there are none.
    """
    if not audited:
        return {}
    ordered = sorted(audited, key=_place)
    tables, references = _joined_tables(ordered)
    packed = piece_of if choice.bulk_form == "csv.gz" else bytes
    return {
        HEAD: _head(ordered, broken_keys({**references.tables(), **tables})),
        INDEX: _entries(ordered, _by_folder(sizes)),
        REFERENCES: references.packed(),
        FINDING_LINES: finding_lines(tables[FINDINGS]),
        **{PREFIX + name: packed(csv_body(table)) for name, table in tables.items()},
    }


def _place(audited: Audited) -> tuple[str, int]:
    disclosure, _ = audited
    return disclosure.unit_id, disclosure.year


def _joined_tables(audited: Iterable[Audited]) -> tuple[dict[str, Table], References]:
    """The disclosed tables of all unit-years as one of each resource, and the references."""
    rows: defaultdict[str, list[Values]] = defaultdict(list)
    references = References()
    for disclosure, report in audited:
        for name, table in resource_tables(disclosure).items():
            if table.schema.scope == "global":
                references.add(table, disclosure.unit_id, disclosure.year)
            else:
                rows[name] += table.rows
        rows[FINDINGS] += findings_table(finding_records(report)).rows
    return {name: Table(all_schemas()[name], tuple(rows[name])) for name in sorted(rows)}, references


def _by_folder(sizes: Mapping[str, int]) -> defaultdict[str, dict[str, int]]:
    """Sizes by the folder of the unit-year and the path below it."""
    own: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for path, size in sizes.items():
        units, unit_id, year, below = path.split("/", 3)
        own[f"{units}/{unit_id}/{year}/"][below] = size
    return own


def _entries(audited: Iterable[Audited], sizes: Mapping[str, Mapping[str, int]]) -> bytes:
    entries = (
        index_entry(disclosure, report, sizes.get(unit_year_folder(disclosure), {})) for disclosure, report in audited
    )
    return ",\n".join("  " + entry for entry in entries).encode()


def _head(audited: Sequence[Audited], broken: Iterable[BrokenKey]) -> bytes:
    packages = [disclosure.package for disclosure, _ in audited]
    licenses = {tuple(sorted(licence.items())): dict(licence) for package in packages for licence in package.licenses}
    head = {
        "first": _place(audited[0]),
        "created": max(package.created or "" for package in packages),
        "licenses": [licenses[key] for key in sorted(licenses)],
        # those of the references are told from the references of all packages
        "broken_keys": [key for key in broken if all_schemas()[key[0]].scope == "disclosed"],
    }
    return json.dumps(head, ensure_ascii=False).encode()
