"""The tables under `data/`, each made from the segments of all packages without holding more than one of them.

Rows come package by package, packages by their first unit-year, within a package by unit and year. So they come by
unit and year over all, unless the unit-years of packages interleave (one package a year for many units): a package's
rows are kept as one piece and stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from builder.export.bulk_parts import FINDING_LINES, PREFIX, REFERENCES, Head
from builder.export.bulk_references import References, catalog_tables
from builder.export.deflated import gzip_file, piece_of
from builder.export.tables import BYTE_ORDER_MARK, csv_file, csv_header
from builder.export.unit_years import EXCEL_SUFFIX
from builder.model.catalog import Catalog
from builder.model.downloads import DownloadChoice
from builder.model.rows import Row
from builder.outputs import AnyOutput, Derived, StreamedOutput
from builder.schemas import all_schemas
from builder.segments import Segments, digest_of

FOLDER = "data/"

Parts = tuple[Segments, ...]
Chunks = Callable[[], Iterator[bytes]]


def bulk_jobs(
    parts: Iterable[Segments], catalog: Catalog, choice: DownloadChoice, *, fund_sources: Sequence[Row] = ()
) -> list[Derived]:
    """Return what makes the tables, their twins for Excel unless they are compressed, and `findings.json`.

    `bulk_package` gives the rest, once these are made.
    """
    ordered = in_order(parts)
    form = choice.bulk_form
    lists = list_files(catalog, fund_sources)
    named = digest_of(*chain.from_iterable((name.encode(), content) for name, content in lists.items()))
    names = disclosed_names(ordered)
    return [
        *(_job(name, PREFIX + name, ordered, _table_files, (name, form)) for name in names),
        *([_job("findings.json", FINDING_LINES, ordered, _findings_file)] if names else []),
        _job("references", REFERENCES, ordered, _reference_files, (form,)),
        Derived("bulk/lists", digest_of(form.encode(), named), _list_files, (form, lists)),
    ]


def in_order(parts: Iterable[Segments]) -> Parts:
    """Return the packages in the order of their rows, without those that have no unit-year."""
    return tuple(sorted((part for part in parts if part.names), key=lambda part: Head.of(part).first))


def holding(segment: str, parts: Parts) -> Parts:
    """Return the packages that have a segment of this name."""
    return tuple(part for part in parts if segment in part.names)


def disclosed_names(parts: Parts) -> list[str]:
    """Return the disclosed resources that any package has, sorted."""
    names = {name.removeprefix(PREFIX) for part in parts for name in part.names}
    return sorted(names & all_schemas().keys())


def list_files(catalog: Catalog, fund_sources: Sequence[Row]) -> dict[str, bytes]:
    """Return the tables that come from no package of a unit, as CSV by name."""
    return {name: csv_file(table) for name, table in catalog_tables(catalog, fund_sources).items()}


def reference_files(parts: Parts) -> dict[str, bytes]:
    """Return units, regions and codes of all packages, as CSV by name."""
    return {name: csv_file(table) for name, table in joined_references(parts).tables().items()}


def joined_references(parts: Parts) -> References:
    """Return units, regions and codes of all packages."""
    return References.joined(part.read(REFERENCES) for part in parts)


def csv_chunks(name: str, parts: Parts) -> Iterator[bytes]:
    """Yield the table of a disclosed resource, where the segments are CSV."""
    yield csv_header(all_schemas()[name])
    for part in holding(PREFIX + name, parts):
        yield part.read(PREFIX + name)


def lines(segment: str, parts: Parts) -> Iterator[bytes]:
    """Yield the lines of a segment of all packages with commas between them."""
    between = b""
    for part in parts:
        if own := part.read(segment):
            yield between + own
            between = b",\n"


def _job(
    name: str, segment: str, parts: Parts, make: Callable[..., Iterator[AnyOutput]], own: tuple[str, ...] = ()
) -> Derived:
    holders = holding(segment, parts)
    key = digest_of(*(each.encode() for each in own), *(part.digest(segment) for part in holders))
    return Derived(f"bulk/{name}", key, make, (*own, holders))


def _table_files(name: str, form: str, parts: Parts) -> Iterator[AnyOutput]:
    if form == "csv":
        return _plain_files(name, partial(csv_chunks, name, parts))
    return iter((StreamedOutput(f"{FOLDER}{name}.{form}", partial(_compressed, name, parts)),))


def _compressed(name: str, parts: Parts) -> Iterator[bytes]:
    header = piece_of(csv_header(all_schemas()[name]))
    return gzip_file(chain((header,), (part.read(PREFIX + name) for part in parts)))


def _reference_files(form: str, parts: Parts) -> Iterator[AnyOutput]:
    return _list_files(form, reference_files(parts))


def _list_files(form: str, contents: Mapping[str, bytes]) -> Iterator[AnyOutput]:
    for name, content in contents.items():
        if form == "csv":
            yield from _plain_files(name, partial(iter, (content,)))
        else:
            yield StreamedOutput(f"{FOLDER}{name}.{form}", partial(gzip_file, (piece_of(content),)))


def _plain_files(name: str, chunks: Chunks) -> Iterator[AnyOutput]:
    yield StreamedOutput(f"{FOLDER}{name}.csv", chunks)
    yield StreamedOutput(FOLDER + name + EXCEL_SUFFIX, lambda: chain((BYTE_ORDER_MARK,), chunks()))


def _findings_file(parts: Parts) -> Iterator[AnyOutput]:
    yield StreamedOutput(f"{FOLDER}findings.json", partial(_findings, parts))


def _findings(parts: Parts) -> Iterator[bytes]:
    begin, end = b"[\n", b"[]\n"
    for chunk in lines(FINDING_LINES, parts):
        yield begin + chunk
        begin, end = b"", b"\n]\n"
    yield end
