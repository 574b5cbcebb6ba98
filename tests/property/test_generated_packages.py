"""The generated unit-years are what they promise: clean without errors, and with errors exactly where listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import frictionless
import pytest

from bench.audit_measures import alarms
from bench.generate import generate
from builder.assemble import assemble_disclosures
from builder.audit import audit
from builder.findings import AuditReport, Finding
from builder.load import find_packages, load_package
from builder.validate import Verdicts, validate_package

PACKAGES = 5  # the fifth follows the template that prints in yuan


class Unasked(Verdicts):
    """Frictionless is not asked: one test asks it by itself."""

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        del folder, digest
        return ()


def audit_reports(project: Path) -> Iterator[AuditReport]:
    for folder in find_packages(project, [project / "datasets" / "units"]):
        raw = load_package(project, folder)
        validated = validate_package(raw, Unasked(project, None))
        assert validated.package is not None, validated.findings
        for disclosure in assemble_disclosures(validated.package):
            yield audit(disclosure)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def is_that(finding: Finding, seeded: dict[str, str]) -> bool:
    place = finding.place
    keys = ("unit_id", "year", "table", "row", "field")
    return (
        finding.rule == seeded["rule"]
        and all(getattr(place, key) == seeded[key] for key in keys)
        and Decimal(finding.expected or "0") == Decimal(seeded["expected"])
        and (finding.rule.startswith("NUM") or Decimal(finding.stated or "0") == Decimal(seeded["stated"]))
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    generate(folder, 15, packages=PACKAGES, seed=7, errors=False)
    return folder


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wrong")
    generate(folder, 60, packages=PACKAGES, seed=7, errors=True)
    return folder


def test_clean_packages_have_no_finding(clean: Path) -> None:
    reports = list(audit_reports(clean))

    assert len(reports) == 15
    assert [finding for report in reports for finding in alarms(report)] == []


def test_every_seeded_error_is_found_at_its_place(wrong: Path) -> None:
    seeded = json.loads((wrong / "seeded.json").read_text(encoding="utf-8"))

    findings = [finding for report in audit_reports(wrong) for finding in report.findings]

    assert len(seeded) > PACKAGES
    assert [each for each in seeded if not any(is_that(finding, each) for finding in findings)] == []


def test_only_seeded_unit_years_have_findings(wrong: Path) -> None:
    seeded = json.loads((wrong / "seeded.json").read_text(encoding="utf-8"))

    reports = list(audit_reports(wrong))

    found = {(report.unit_id, report.year) for report in reports if alarms(report)}
    assert found == {(each["unit_id"], each["year"]) for each in seeded}


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(clean: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", 15, packages=PACKAGES, seed=7, errors=False)
    generate(tmp_path / "other", 15, packages=PACKAGES, seed=8, errors=False)

    assert contents(tmp_path / "again") == contents(clean)
    assert contents(tmp_path / "other") != contents(clean)


def test_no_two_unit_years_are_alike(clean: Path) -> None:
    figures = []
    for folder in find_packages(clean, [clean / "datasets" / "units"]):
        raw = load_package(clean, folder)
        package = validate_package(raw, Unasked(clean, None)).package
        assert package is not None
        for disclosure in assemble_disclosures(package):
            rows = disclosure.rows("narrative_figures")
            figures.append(tuple(row.amount("amount") for row in rows))

    assert len(set(figures)) == len(figures) == 15


def test_stock_frictionless_finds_a_package_valid_where_it_lies_alone(clean: Path) -> None:
    folders = find_packages(clean, [clean / "datasets" / "units"])

    reports = [frictionless.validate(str(folder / "datapackage.yaml"), type="package") for folder in folders[-2:]]

    assert [report.valid for report in reports] == [True, True]


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        generate(tmp_path, 1, packages=1, seed=1, errors=False)
