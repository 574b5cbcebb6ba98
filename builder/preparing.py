"""What a run needs to know before any batch: the code lists, what lies in the packages, what all results depend on."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from builder.assemble import assemble_catalog
from builder.batches import Surroundings
from builder.cache import code_digest
from builder.findings import Finding
from builder.load import load_package
from builder.model.catalog import Catalog
from builder.neighbourhood import Input, InputBook, Neighbourhood
from builder.report import ReportShare, share_of
from builder.run import Run
from builder.segments import DIGEST_SIZE, digest_of
from builder.validate import Verdicts, validate_package

_BOOK = "catalog"


def known_catalog(run: Run, folders: Sequence[str], asked: Sequence[str]) -> tuple[Catalog, ReportShare, bytes]:
    """Return the code lists and terms, what was found in those `asked` about, and the key of both."""
    inputs = InputBook(run.project, run.cache, _BOOK).read(folders, None)
    key = digest_of(*(inputs[folder].digest or os.urandom(DIGEST_SIZE) for folder in folders))
    catalog, reference = read_catalog(run, folders, asked)
    return catalog, reference, key


def read_catalog(run: Run, folders: Sequence[str], asked: Sequence[str]) -> tuple[Catalog, ReportShare]:
    """Return the code lists and terms that are without fault, and what was found in those that are `asked` about."""
    verdicts = Verdicts(run.project, run.cache.folder)
    validated, rows, findings = [], 0, list[Finding]()
    with run.clock.timed("catalog"):
        for folder in folders:
            raw = load_package(run.project, run.project / folder)
            validated.append(validate_package(raw, verdicts))
            if folder in asked:
                rows += sum(len(table.rows) for table in raw.tables)
                findings += validated[-1].findings
        catalog = assemble_catalog(each.package for each in validated if each.package)
    return catalog, share_of(len(set(folders) & set(asked)), rows, findings, ())


def read_surroundings(
    run: Run, wanted: Sequence[str], beside: Sequence[str], catalog: Catalog, catalog_key: bytes
) -> tuple[Surroundings, Mapping[str, Input]]:
    """Return what all batches share, and each package as it lies there."""
    with run.clock.timed("inputs"):
        inputs = InputBook(run.project, run.cache).read(list(dict.fromkeys([*wanted, *beside])), run.executor)
        neighbours = Neighbourhood.of(each.outline for each in inputs.values())
    cache = str(run.cache.folder) if run.cache.folder else None
    audit_key = digest_of(code_digest(), catalog_key)
    return Surroundings(str(run.project), cache, catalog, neighbours, audit_key), inputs


def common_keys(surroundings: Surroundings, catalog_key: bytes) -> dict[str, bytes]:
    """Return the digests of what all batches depend on, by the names that `--verbose` has sentences for."""
    output = surroundings.output
    return {
        "program": code_digest(),
        "classification": catalog_key,
        "names": surroundings.neighbourhood.names_key,
        "template": digest_of(output.shell.encode()) if output else b"",
        "settings": output.settings_key if output else b"",
    }
