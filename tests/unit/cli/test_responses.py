"""A package in which the unit answers a finding: from its file to the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from tests.projects import FIRST, line_of, run, spoken_errors

CHECK = ("check", "--jobs", "1", "--quiet", FIRST)
RESPONSES = f"{FIRST}/responses.yaml"
ANSWER = """\
- unit_id: 652300-egov
  year: 2022
  seq: 1
  rule: HIE-T3
  table: T3
  row: '20103'
  field: basic
  text: 项目支出误印在基本支出一栏。
  date: 2022-03-01
  by: 综合科
"""

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy whose first package has a file of responses, its schema written by `fix`."""
    folder = Path(shutil.copytree(checked_project, tmp_path / "project"))
    monkeypatch.chdir(folder)
    (folder / RESPONSES).write_text(ANSWER, encoding="utf-8")
    with (folder / FIRST / "datapackage.yaml").open("a", encoding="utf-8") as descriptor:
        descriptor.write("  - name: responses\n")
    assert main(["fix", FIRST]) == 0
    return folder


def _answer_with(project: Path, old: str, new: str) -> None:
    (project / RESPONSES).write_text(ANSWER.replace(old, new), encoding="utf-8")


def _findings(capsys: Capsys, *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    main([*CHECK, "--format", "json", *more])
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


def test_a_response_stands_beside_its_finding_alone_and_the_package_stays_publishable(
    project: Path, capsys: Capsys
) -> None:
    (answered,) = [finding for finding in _findings(capsys) if finding["response"]]

    assert main([*CHECK]) == 0
    assert (answered["rule"], answered["row"], answered["field"]) == ("HIE-T3", "20103", "basic")
    assert (answered["severity"], answered["difference"]) == ("error", "170.00")
    assert answered["response"] == {"text": "项目支出误印在基本支出一栏。", "date": "2022-03-01", "by": "综合科"}
    assert "单位说明（综合科，2022-03-01）：项目支出误印在基本支出一栏。" in capsys.readouterr().out
    assert project.is_dir()


@pytest.mark.usefixtures("project")
def test_a_response_removes_nothing(checked_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    answered = _findings(capsys)
    assert main([*CHECK, "--fail-on", "audit-error"]) == 1

    monkeypatch.chdir(checked_project)
    unanswered = _findings(capsys)

    assert [{**finding, "response": None} for finding in answered] == unanswered


def test_a_response_that_answers_nothing_blocks_and_the_nearest_finding_is_named(project: Path, capsys: Capsys) -> None:
    _answer_with(project, "field: basic", "field: bsic")
    capsys.readouterr()

    code = main([*CHECK])

    (fault,) = [each for each in spoken_errors(capsys.readouterr().out) if each.rule == "response-without-finding"]
    assert code == 1
    assert fault.where.startswith(f"{RESPONSES}:{line_of(project / RESPONSES, '- unit_id')}:")
    assert "HIE-T3 T3 20103 bsic" in fault.what
    assert "HIE-T3 T3 20103 basic" in fault.what


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("text: 项目支出误印在基本支出一栏。", "text:", "required-cell"),
        ("rule: HIE-T3", "rule: hie t3", "wrong-pattern"),
        ("date: 2022-03-01", "date: 2022年3月1日", "malformed-date"),
        ("seq: 1", "seq: 0", "out-of-range"),
        ("year: 2022", "year: 2021", "no-disclosure"),
    ],
)
def test_a_response_obeys_its_schema(old: str, new: str, rule: str, project: Path, capsys: Capsys) -> None:
    _answer_with(project, old, new)

    findings = _findings(capsys)

    assert rule in {finding["rule"] for finding in findings if finding["kind"] == "data"}


def test_frictionless_accepts_the_package_where_it_lies(project: Path) -> None:
    finished = run(project / FIRST, "-m", "frictionless", "validate", "datapackage.yaml", "--json")

    assert finished.returncode == 0, finished.stdout[-2000:]
