"""What tells of the bulk files once they are made: their descriptor, `index.json`, and `data.zip` of them all.

`data.zip` is made where the tables lie as CSV; compressed ones are at hand as they are, and large.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import partial

from builder.export.archive import member_of, zip_chunks
from builder.export.bulk_parts import HEAD, INDEX, REFERENCES, Head
from builder.export.bulk_tables import (
    FOLDER,
    Parts,
    csv_chunks,
    in_order,
    joined_references,
    lines,
    list_files,
    reference_files,
)
from builder.export.descriptor import CsvResource, broken_keys, bulk_head, descriptor
from builder.export.site import Site, words
from builder.model.catalog import Catalog
from builder.model.downloads import DownloadChoice
from builder.model.rows import Row
from builder.outputs import AnyOutput, Derived, ManifestEntry, Output, StreamedOutput
from builder.schemas import PROFILE_VERSION, all_schemas
from builder.segments import Segments, digest_of

Files = tuple[CsvResource, ...]


def bulk_package(  # noqa: PLR0913 - what `bulk_jobs` takes, and what came of it
    parts: Iterable[Segments],
    entries: Mapping[str, ManifestEntry],
    site: Site,
    catalog: Catalog,
    choice: DownloadChoice,
    *,
    fund_sources: Sequence[Row] = (),
) -> list[Derived]:
    """Return what makes `datapackage.json`, `index.json` and `data.zip`; `entries` hold what `bulk_jobs` made."""
    ordered = in_order(parts)
    files = _files(entries, choice)
    told = repr((astuple(site), [astuple(file) for file in files])).encode()
    package_key = digest_of(told, *_digests((HEAD, REFERENCES), ordered))
    jobs = [
        Derived("bulk/datapackage.json", package_key, _package_file, (ordered, site, files)),
        Derived("bulk/index.json", digest_of(told, *_digests((INDEX,), ordered)), _index_file, (ordered, site, files)),
    ]
    if choice.bulk_form == "csv":
        lists = list_files(catalog, fund_sources)
        jobs.append(Derived("bulk/data.zip", package_key, _archive_file, (ordered, site, files, lists)))
    return jobs


def _files(entries: Mapping[str, ManifestEntry], choice: DownloadChoice) -> Files:
    named = ((name, entries.get(choice.bulk_path(name))) for name in all_schemas())
    return tuple(CsvResource(name, entry.size, entry.sha256, choice.bulk_form) for name, entry in named if entry)


def _digests(segments: Iterable[str], parts: Parts) -> Iterator[bytes]:
    return (part.digest(segment) for part in parts for segment in segments)


def _package_file(parts: Parts, site: Site, files: Files) -> Iterator[AnyOutput]:
    yield Output(f"{FOLDER}datapackage.json", _package(parts, site, files))


def _package(parts: Parts, site: Site, files: Files) -> bytes:
    heads = [Head.of(part) for part in parts]
    licenses = {tuple(sorted(licence.items())): licence for head in heads for licence in head.licenses}
    head = bulk_head(
        {
            "name": site.name,
            "title": site.title or words()["bulk_title"],
            "description": site.description or words()["bulk_description"],
            "version": site.version,
            "created": max((head.created for head in heads), default=""),
            "homepage": site.homepage + FOLDER if site.homepage else None,
        },
        (licenses[key] for key in sorted(licenses)),
    )
    broken = {key for each in heads for key in each.broken_keys}
    return descriptor(head, files, broken.union(broken_keys(joined_references(parts).tables())))


def _index_file(parts: Parts, site: Site, files: Files) -> Iterator[AnyOutput]:
    yield StreamedOutput(f"{FOLDER}index.json", partial(_index, parts, site, files))


def _index(parts: Parts, site: Site, files: Files) -> Iterator[bytes]:
    """One unit-year a line; addresses are relative to the root of the site."""
    head = {
        "mingzhang_schema": PROFILE_VERSION,
        "title": site.title or words()["bulk_title"],
        "homepage": site.homepage,
        "bulk": {f"{FOLDER}{file.name}.{file.form}": file.size for file in files},
    }
    begin = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{begin},\n "unit_years": [\n'.encode()
    yield from lines(INDEX, parts)
    yield b"\n ]\n}\n"


def _archive_file(parts: Parts, site: Site, files: Files, lists: Mapping[str, bytes]) -> Iterator[AnyOutput]:
    yield StreamedOutput(f"{FOLDER}data.zip", partial(_archive, parts, site, files, lists))


def _archive(parts: Parts, site: Site, files: Files, lists: Mapping[str, bytes]) -> Iterator[bytes]:
    held = {**lists, **reference_files(parts)}
    contents: dict[str, Iterable[bytes]] = {
        f"{file.name}.csv": (held[file.name],) if file.name in held else csv_chunks(file.name, parts) for file in files
    }
    contents["datapackage.json"] = (_package(parts, site, files),)
    return zip_chunks(member_of(path, contents[path]) for path in sorted(contents))
