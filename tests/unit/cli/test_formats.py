"""The forms of a report at the terminal: stdout is that form alone, the exit code is the same in all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder.cli import main
from builder.cli.reports import FORMATS
from tests.projects import FIRST, edit, run

CHECK = ("check", "--jobs", "1")


@pytest.fixture
def project(checked_project: Path) -> Path:
    return checked_project


@pytest.fixture(scope="module")
def broken(checked_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(checked_project, tmp_path_factory.mktemp("broken") / "project"))
    edit(folder / FIRST / "expenditure_by_function.csv", ",2010350,", ",2019999,")
    return folder


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_exit_code_is_the_same_in_every_form(
    form: str, project: Path, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = []
    for folder in (project, broken):
        monkeypatch.chdir(folder)
        codes.append(main([*CHECK, "--format", form]))
        codes.append(main([*CHECK, "--format", form, "--fail-on", "audit-error"]))

    assert codes == [0, 1, 1, 1]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_stdout_is_the_document_alone_and_progress_is_elsewhere(form: str, broken: Path) -> None:
    finished = run(broken, "-m", "builder", *CHECK, "--format", form)

    assert finished.returncode == 1
    assert json.loads(finished.stdout)
    assert "核对数据包" in finished.stderr


def test_a_data_finding_has_its_place_in_json(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(broken)

    main([*CHECK, "--quiet", "--format", "json"])

    findings = json.loads(capsys.readouterr().out)["findings"]
    (found,) = [finding for finding in findings if finding["kind"] == "data"]
    assert (found["rule"], found["severity"], found["unit_id"], found["year"]) == (
        "dangling-code", "error", "652300-egov", 2022,
    )  # fmt: skip
    assert (found["file"], found["line"], found["column"], found["field"]) == (
        f"{FIRST}/expenditure_by_function.csv", 4, 3, "functional_code",
    )  # fmt: skip


def test_an_audit_finding_has_its_place_in_json(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)

    main([*CHECK, "--quiet", "--format", "json"])

    findings = json.loads(capsys.readouterr().out)["findings"]
    (found,) = [each for each in findings if (each["rule"], each["field"]) == ("HIE-T3", "basic")]
    assert {
        key: found[key] for key in ("kind", "severity", "unit_id", "year", "table", "row", "stated", "expected")
    } == {
        "kind": "audit",
        "severity": "error",
        "unit_id": "652300-egov",
        "year": 2022,
        "table": "T3",
        "row": "20103",
        "stated": "276.26",
        "expected": "106.26",
    }
    assert found["difference"] == "170.00"
    assert (found["file"], found["line"], found["column"]) == (f"{FIRST}/expenditure_by_function.csv", 3, 6)


def test_two_runs_say_the_same_in_the_same_order(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(broken)
    said = []
    for _ in range(2):
        main([*CHECK, "--quiet", "--format", "json"])
        said.append(capsys.readouterr().out)

    assert said[0] == said[1]


def test_a_build_reports_in_json_alone_too(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(broken)

    code = main(["build", "--jobs", "1", "--quiet", "--format", "json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["tool"] == "mingzhang"
