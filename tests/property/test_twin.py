"""A twin of the first document, with other names, codes and figures, has the same findings at the same places."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from builder.cache import Cache
from builder.findings import Finding
from builder.pipeline import check
from builder.run import Run
from builder.schemas import all_schemas
from tests.projects import FIRST, REPOSITORY

NAMES = {
    "昌吉回族自治州": "青石回族自治州",
    "昌吉州": "青石州",
    "电子政务办公室": "商贸服务中心",
    "政府网站和政务云平台运": "展销会馆和仓储云平台运",
    "政府网站": "展销会馆",
    "媒体互联交互安全": "场地互通消防安全",
    "全媒体政务互动交流平台": "全天候场地互通交流平台",
    "其他政府（室）及相关机构事务支出": "其他商贸（室）事务支出",
    "政府办公厅（室）及相关机构事务": "商贸事务",
    "652300-egov": "652300-trade",
    "20103": "20113",
}
FACTOR = 3
_MONEY = re.compile(
    r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)(?=万元|万|元)(?!万元以上)|(?<=预算数为)([0-9]+(?:\.[0-9]+)?)(?=，)"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def scaled(text: str) -> str:
    """Return an amount times the factor, with as many decimals."""
    return f"{Decimal(text) * FACTOR:f}"


def renamed(text: str) -> str:
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return text


def in_text(text: str) -> str:
    return _MONEY.sub(lambda found: scaled(found[0]), text)


def twin_row(resource: str, row: dict[str, str]) -> dict[str, str]:
    return {name: twin_cell(resource, name, value, row) for name, value in row.items()}


def twin_cell(resource: str, name: str, value: str, row: dict[str, str]) -> str:
    field = all_schemas()[resource].field(name)
    is_money = field.type == "number" and name != "quantum" and field.unit == "万元"
    if resource == "performance_indicators":
        is_money = row["value_unit"] == "万元" and name == "value"
    if resource == "source_cells" and name == "raw_text":
        return re.sub(r"[0-9]+[.。]?[0-9]*", lambda found: printed_again(found[0]), value)
    if resource == "performance_indicators" and name == "raw_text" and row["value_unit"] == "万元":
        return _NUMBER.sub(lambda found: scaled(found[0]), value)
    if is_money and value:
        return scaled(value)
    return in_text(renamed(value)) if field.type == "string" else value


def printed_again(text: str) -> str:
    return scaled(text.replace("。", ".")).replace(".", "。" if "。" in text else ".")


def write_twin(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    for file in sorted(target.glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
        header = all_schemas()[file.stem].header
        written = io.StringIO()
        writer = csv.DictWriter(written, [name for name in header if not rows or name in rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(twin_row(file.stem, row) for row in rows)
        if rows:
            file.write_text(written.getvalue(), "utf-8")
    for file in sorted(target.glob("*.yaml")):
        if file.stem != "datapackage":
            file.write_text(
                "".join(twin_line(line) for line in file.read_text("utf-8").splitlines(keepends=True)), "utf-8"
            )


def twin_line(line: str) -> str:
    money = re.fullmatch(r"(  (?:amount_narrative|total_funds|fiscal_funds|other_funds): )([0-9.]+)\n", line)
    return f"{money[1]}{scaled(money[2])}\n" if money else in_text(renamed(line))


def places(findings: Iterator[Finding]) -> list[tuple[str | None, ...]]:
    return sorted(
        (finding.rule, finding.place.table or "", renamed(finding.place.row or ""), finding.place.field or "")
        for finding in findings
        if finding.kind == "audit"
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Finding], list[Finding]]:
    project = tmp_path_factory.mktemp("twin")
    for folder in ("classifications", "glossary"):
        shutil.copytree(REPOSITORY / "datasets" / folder, project / "datasets" / folder)
    shutil.copytree(REPOSITORY / FIRST, project / FIRST)
    write_twin(REPOSITORY / FIRST, project / "datasets/units/652300-trade/2022")
    reference = [f"datasets/classifications/{year}" for year in (2022, 2025)] + ["datasets/glossary"]

    def found(folder: str) -> list[Finding]:
        run = Run(project, Cache(None), tmp_path_factory.mktemp("run"), None, lambda *_: None)
        return list(check(run, [folder], reference).findings)

    return found(FIRST), found("datasets/units/652300-trade/2022")


def test_the_twin_is_a_good_package(reports: tuple[list[Finding], list[Finding]]) -> None:
    _, twin = reports

    assert [finding for finding in twin if finding.kind == "data" and finding.severity == "error"] == []
    assert {finding.place.unit_id for finding in twin if finding.kind == "audit"} == {"652300-trade"}


def test_the_twin_has_the_same_findings_at_the_same_places(reports: tuple[list[Finding], list[Finding]]) -> None:
    first, twin = reports

    assert len(first) > 50
    assert places(iter(twin)) == places(iter(first))
