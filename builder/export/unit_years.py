"""Everything that lies beside the page of a unit and year: each resource, and all of them in other forms."""

from __future__ import annotations

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
from builder.outputs import Output
from builder.schemas import all_schemas

EXCEL_SUFFIX = "-excel.csv"


def unit_year_files(disclosure: Disclosure, report: AuditReport, site: Site) -> tuple[Output, ...]:
    """Return the downloads of a unit and year under `units/<unit_id>/<year>/`, sorted by path."""
    folder = unit_year_folder(disclosure)
    findings = finding_records(report)
    tables = dict(sorted({**resource_tables(disclosure), FINDINGS: findings_table(findings)}.items()))
    homepage = site.homepage + folder if site.homepage else None
    files = [CsvResource(name, csv_file(table)) for name, table in tables.items()]
    package = descriptor(unit_year_head(disclosure.package, homepage), files, broken_keys(tables))
    documents = [Output(document.path, document.content) for document in disclosure.documents]
    packed = [
        Output("datapackage.json", package),
        *(Output(f"{file.name}.csv", file.content) for file in files),
        *documents,
    ]
    outputs = [
        *packed,
        *(Output(file.name + EXCEL_SUFFIX, excel_twin(file.content)) for file in files),
        Output("data.json", data_json(disclosure, report, tables, findings, homepage)),
        Output("tables.xlsx", workbook_file(sheets_of(disclosure, tables))),
        Output("package.zip", zip_file(packed)),
    ]
    return tuple(Output(folder + output.path, output.content) for output in sorted(outputs, key=lambda one: one.path))


def unit_year_folder(disclosure: Disclosure) -> str:
    """Return the folder of the page and its downloads, relative to the site, ending in `/`."""
    return f"units/{disclosure.unit_id}/{disclosure.year}/"


def resource_tables(disclosure: Disclosure) -> dict[str, Table]:
    """Return the tables of a disclosure as published, by name."""
    schemas = all_schemas()
    return {name: table_of(schemas[name], rows) for name, rows in sorted(disclosure.resources.items())}
