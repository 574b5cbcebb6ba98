"""Everything that lies beside the page of a unit and year: each resource, and all of them in other forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.export.archive import zip_file
from builder.export.descriptor import CsvResource, broken_keys, descriptor, unit_year_head
from builder.export.document_json import data_json
from builder.export.finding_rows import FINDINGS, finding_records, findings_table
from builder.export.sheets import sheets_of
from builder.export.site import Site
from builder.export.tables import Table, csv_file, excel_twin, table_of
from builder.export.workbook import workbook_file
from builder.findings import AuditReport
from builder.model.disclosure import Disclosure
from builder.model.downloads import ALL, DownloadChoice
from builder.outputs import Output
from builder.schemas import all_schemas

EXCEL_SUFFIX = "-excel.csv"

_OF_CSV = frozenset({"csv", "excel", "descriptor", "zip"})
_OF_DESCRIPTOR = frozenset({"descriptor", "zip"})


def unit_year_files(
    disclosure: Disclosure, report: AuditReport, site: Site, choice: DownloadChoice = ALL
) -> tuple[Output, ...]:
    """Return the downloads of a unit and year under `units/<unit_id>/<year>/`, sorted by path.

    Only those chosen are made; the document that may be republished is no choice and lies there in any case.
    """
    folder = unit_year_folder(disclosure)
    outputs = [Output(document.path, document.content) for document in disclosure.documents]
    if choice.beside:
        outputs += _chosen(disclosure, report, site.homepage + folder if site.homepage else None, choice)
    return tuple(Output(folder + output.path, output.content) for output in sorted(outputs, key=lambda one: one.path))


def _chosen(
    disclosure: Disclosure, report: AuditReport, homepage: str | None, choice: DownloadChoice
) -> Iterator[Output]:
    findings = finding_records(report)
    tables = dict(sorted({**resource_tables(disclosure), FINDINGS: findings_table(findings)}.items()))
    if not choice.beside.isdisjoint(_OF_CSV):
        yield from _csv_forms(disclosure, tables, homepage, choice)
    if choice.has("json"):
        yield Output("data.json", data_json(disclosure, report, tables, findings, homepage))
    if choice.has("workbook"):
        yield Output("tables.xlsx", workbook_file(sheets_of(disclosure, tables)))


def _csv_forms(
    disclosure: Disclosure, tables: Mapping[str, Table], homepage: str | None, choice: DownloadChoice
) -> Iterator[Output]:
    files = {name: csv_file(table) for name, table in tables.items()}
    named = [Output(f"{name}.csv", content) for name, content in files.items()]
    if choice.has("csv"):
        yield from named
    if choice.has("excel"):
        yield from (Output(name + EXCEL_SUFFIX, excel_twin(content)) for name, content in files.items())
    if choice.beside.isdisjoint(_OF_DESCRIPTOR):
        return
    resources = [CsvResource.of(name, content) for name, content in files.items()]
    head = unit_year_head(disclosure.package, homepage)
    package = Output("datapackage.json", descriptor(head, resources, broken_keys(tables)))
    if choice.has("descriptor"):
        yield package
    if choice.has("zip"):
        documents = (Output(document.path, document.content) for document in disclosure.documents)
        yield Output("package.zip", zip_file([package, *named, *documents]))


def unit_year_folder(disclosure: Disclosure) -> str:
    """Return the folder of the page and its downloads, relative to the site, ending in `/`."""
    return f"units/{disclosure.unit_id}/{disclosure.year}/"


def resource_tables(disclosure: Disclosure) -> dict[str, Table]:
    """Return the tables of a disclosure as published, by name."""
    schemas = all_schemas()
    return {name: table_of(schemas[name], rows) for name, rows in sorted(disclosure.resources.items())}
