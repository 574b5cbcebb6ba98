"""The disclosure, report, site and catalog that the tests of the downloads share."""

from __future__ import annotations

import pytest

from builder import messages
from builder.export import Site
from builder.findings import AuditReport, Finding, Place, Response
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure, SourceDocument
from builder.model.rows import Row
from tests.unit.export.samples import SENTENCES, disclosure_of, rows_of, sample_records


@pytest.fixture
def disclosure() -> Disclosure:
    """The sample, with the document it was made from."""
    return disclosure_of(
        sample_records(), documents=(SourceDocument("source/disclosure.txt", "全文\r\n".encode(), "00"),)
    )


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> AuditReport:
    """One finding, with sentences of its own."""
    monkeypatch.setattr(messages, "all_sentences", lambda: {"HIE-T3": SENTENCES})
    monkeypatch.setattr(messages, "_loaded", lambda _name: {"no-earlier-package": {"en": "no package for 2021"}})
    place = Place(
        file="datasets/units/652300-egov/2022/expenditure_by_function.csv",
        line=4,
        column=7,
        unit_id="652300-egov",
        year=2022,
        table="T3",
        row="20103",
        field="basic",
        source_line=491,
    )
    response = Response("项目支出误列一行", "2022-03-01", "财务科")
    finding = Finding("audit", "HIE-T3", "error", place, "276.26", "106.26", "170.00", cause=1, response=response)
    return AuditReport("652300-egov", 2022, (finding,), {"T1-01": 1, "HIE-T2": 30}, {"YOY-04": "no-earlier-package"})


@pytest.fixture
def site() -> Site:
    """A site whose address is known."""
    return Site(homepage="https://example.org/budget/")


@pytest.fixture
def catalog() -> Catalog:
    """Two years' lists that share a code, and a term."""

    def listed(name: str, valid_to: str | None) -> dict[str, tuple[Row, ...]]:
        record = {"code": "201", "valid_from": "2007", "valid_to": valid_to, "name": name, "level": "class"}
        return {
            "201": rows_of("functional_classification", [{**record, "status": "verified", "reliability": "printed"}])
        }

    term = {"term_id": "basic", "term": "基本支出", "definition": "保障机构正常运转的支出", "status": "verified"}
    return Catalog(
        {2022: listed("一般公共服务", None), 2025: listed("一般公共服务支出", None)},
        {},
        rows_of("glossary_terms", [term]),
    )
