"""Two states of the data side by side: folders or git revisions, for people and for programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from builder.cli.changes import _excerpts
from tests.projects import FIRST, SECOND, contents, edit, packages

T3 = f"{FIRST}/expenditure_by_function.csv"
GIT = shutil.which("git") or "git"
DIFF = ("diff", "--jobs", "1", "--quiet")

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(checked_project, tmp_path / "project"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user-cache"))
    return folder


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as a repository: `first` as it is, then one figure changed."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    _git(project, "init", "--quiet")
    _commit(project)
    _git(project, "tag", "first")
    _raise_a_figure(project)
    _commit(project)
    return project


def _git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([GIT, *settings, *arguments], cwd=folder, check=True, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "datasets", "mkdocs.yml")
    _git(folder, "commit", "--quiet", "--message", "x")


def _raise_a_figure(project: Path) -> None:
    edit(project / T3, "2010350,事业运行,106.26,106.26", "2010350,事业运行,107.26,106.26")


def _asked(capsys: Capsys, *sides: str) -> dict[str, Any]:
    code = main([*DIFF, "--format", "json", *sides])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == (1 if answer["before"]["data_errors"] or answer["after"]["data_errors"] else 0)
    return answer


def test_two_folders_are_compared_figure_by_figure_and_finding_by_finding(
    project: Path, tmp_path: Path, capsys: Capsys
) -> None:
    changed = Path(shutil.copytree(project, tmp_path / "changed"))
    _raise_a_figure(changed)

    answer = _asked(capsys, str(project), str(changed))

    assert answer["figures"]["changed"] == [
        {
            "unit_id": "652300-egov",
            "year": 2022,
            "resource": "expenditure_by_function",
            "table": "T3",
            "row": "2010350",
            "field": "total",
            "before": "106.26",
            "after": "107.26",
            "difference": "1.00",
        }
    ]
    assert (answer["figures"]["added"], answer["figures"]["removed"], answer["findings"]["went"]) == ([], [], [])
    appeared = {(each["rule"], each["row"], each["field"]) for each in answer["findings"]["appeared"]}
    assert {("HIE-T3", "20103", "total"), ("ROW-T3", "2010350", "total")} <= appeared


def test_text_says_what_changed_and_counts_it(project: Path, tmp_path: Path, capsys: Capsys) -> None:
    changed = Path(shutil.copytree(project / FIRST, tmp_path / "changed"))
    edit(changed / "expenditure_by_function.csv", "2010350,事业运行,106.26", "2010350,事业运行,107.26")

    code = main([*DIFF, FIRST, str(changed)])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == f"从 {FIRST} 到 {changed}"
    assert "652300-egov 2022" in lines
    assert any(line.startswith("  ~ T3 ") and line.endswith(" 106.26 → 107.26 (+1.00)") for line in lines)
    assert lines[-1].startswith("改 1 格，增 0 格，减 0 格；")


def test_equal_states_are_said_to_be_the_same(project: Path, capsys: Capsys) -> None:
    code = main([*DIFF, str(project), ".", "--lang", "en"])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Both are the same."


def test_a_mended_figure_takes_its_findings_away_and_changes_the_figures_of_others(
    project: Path, tmp_path: Path, capsys: Capsys
) -> None:
    changed = Path(shutil.copytree(project, tmp_path / "changed"))
    edit(changed / T3, "及相关机构事务,276.26,276.26,,486", "及相关机构事务,276.26,106.26,170,486")
    edit(changed / T3, "一般公共服务支出,276.26,276.26,,478", "一般公共服务支出,276.26,107.26,169,478")

    answer = _asked(capsys, str(project), str(changed))
    main([*DIFF, str(project), str(changed)])

    went = {(each["rule"], each["row"], each["field"]) for each in answer["findings"]["went"]}
    moved = {(each["rule"], each["row"], each["field"]): each for each in answer["findings"]["changed"]}
    assert {("HIE-T3", "20103", "basic"), ("HIE-T3", "20103", "project")} <= went
    assert moved["TOT-T3", "total", "basic"]["before"]["expected"] == "314.96"
    assert moved["TOT-T3", "total", "basic"]["expected"] == "145.96"
    text = capsys.readouterr().out
    assert "数变了的核对结果" in text
    assert "  ~ T3 单位支出总体情况表 201：" in text
    assert "，项目支出" not in text.split("  ~ T3 单位支出总体情况表 201：")[0]


def test_a_disclosure_that_is_on_one_side_only_is_named(project: Path, capsys: Capsys) -> None:
    added = {tuple(folder.split("/")[-2:]) for folder in packages(project, "datasets/units") if folder != SECOND}

    answer = _asked(capsys, SECOND, "datasets/units")
    code = main([*DIFF, "datasets/units", SECOND])

    assert {(each["unit_id"], str(each["year"])) for each in answer["unit_years"]["added"]} == added
    assert answer["unit_years"]["removed"] == []
    assert answer["figures"] == {"added": [], "removed": [], "changed": []}
    appeared = {each["unit_id"] for each in answer["findings"]["appeared"]}
    assert "652300-egov" in appeared <= {unit_id for unit_id, _ in added}
    text = capsys.readouterr().out
    assert code == 0
    assert "- 不再有公开件 652300-egov 2022" in text
    assert "HIE-T3" not in text


def test_what_cannot_be_read_is_listed_and_not_taken_for_gone(project: Path, tmp_path: Path, capsys: Capsys) -> None:
    broken = Path(shutil.copytree(project, tmp_path / "broken"))
    edit(broken / T3, "2010350,事业运行,106.26", "2010350,事业运行,106。26")

    for sides in ((str(project), str(broken)), (str(broken), str(project))):
        answer = _asked(capsys, *sides)

        faults = answer["before"]["data_errors"] + answer["after"]["data_errors"]
        assert [(fault["rule"], fault["line"]) for fault in faults] == [("malformed-amount", 4)]
        assert answer["unit_years"] == {"added": [], "removed": []}
        assert answer["findings"] == {"appeared": [], "went": [], "changed": []}


def test_one_package_that_cannot_be_read_is_not_compared_with_another(
    project: Path, tmp_path: Path, capsys: Capsys
) -> None:
    broken = Path(shutil.copytree(project / FIRST, tmp_path / "broken"))
    edit(broken / "expenditure_by_function.csv", "2010350,事业运行,106.26", "2010350,事业运行,106。26")

    code = main([*DIFF, FIRST, str(broken)])

    text = capsys.readouterr().out
    assert code == 1
    assert ": error: malformed-amount" in text
    assert text.splitlines()[-1] == "其余的两边相同。"


@pytest.mark.parametrize("sides", [("first", "HEAD"), ("first..HEAD",), ("first..",), ("first",), ("first", ".")])
def test_revisions_are_named_as_in_git(sides: tuple[str, ...], repository: Path, capsys: Capsys) -> None:
    count = len(packages(repository, "datasets/units"))

    answer = _asked(capsys, *sides)

    assert [change["after"] for change in answer["figures"]["changed"]] == ["107.26"]
    assert (answer["before"]["unit_years"], answer["after"]["unit_years"]) == (count, count)


def test_what_is_not_committed_counts_for_here_only(repository: Path, capsys: Capsys) -> None:
    edit(repository / T3, "2010350,事业运行,107.26", "2010350,事业运行,108.26")

    assert [change["after"] for change in _asked(capsys, "first", "HEAD")["figures"]["changed"]] == ["107.26"]
    assert [change["after"] for change in _asked(capsys, "first")["figures"]["changed"]] == ["108.26"]


@pytest.mark.usefixtures("repository")
def test_beside_one_folder_of_the_project_only_that_folder_of_a_revision_is_meant(capsys: Capsys) -> None:
    answer = _asked(capsys, "first", SECOND)

    assert (answer["before"]["packages"], answer["before"]["unit_years"]) == (1, 1)
    assert answer["unit_years"] == {"added": [], "removed": []}


def test_nothing_of_the_repository_is_touched(repository: Path) -> None:
    before = contents(repository)

    main([*DIFF, "first", "HEAD", "--no-cache"])

    assert contents(repository) == before


def test_a_project_below_the_root_of_its_repository_is_read_there(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    inner = tmp_path / "outer" / "inner"
    shutil.copytree(project, inner)
    _git(inner.parent, "init", "--quiet")
    _git(inner.parent, "add", "inner/datasets")
    _git(inner.parent, "commit", "--quiet", "--message", "x")
    monkeypatch.chdir(inner)
    _raise_a_figure(inner)

    answer = _asked(capsys, "HEAD")

    assert [change["field"] for change in answer["figures"]["changed"]] == ["total"]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", ["nowhere", "--output=x", "-x", "", "HEAD:datasets", "../nowhere", "first...HEAD"])
def test_what_is_neither_folder_nor_revision_is_wrong_use(name: str, capsys: Capsys) -> None:
    code = main([*DIFF, "--", name, "HEAD"])

    printed = capsys.readouterr()
    assert code == 2
    assert name in printed.err
    assert printed.out == ""


@pytest.mark.usefixtures("repository")
def test_three_states_are_wrong_use(capsys: Capsys) -> None:
    assert main([*DIFF, "first", "HEAD", "."]) == 2
    assert "mingzhang diff A B" in capsys.readouterr().err


def test_a_revision_without_data_is_wrong_use(project: Path, capsys: Capsys) -> None:
    _git(project, "init", "--quiet")
    _git(project, "add", "mkdocs.yml")
    _git(project, "commit", "--quiet", "--message", "x")

    assert main([*DIFF, "HEAD"]) == 2
    assert "datasets/" in capsys.readouterr().err


def test_outside_a_project_a_revision_is_wrong_use(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main([*DIFF, "HEAD", str(project)]) == 2
    assert "HEAD" in capsys.readouterr().err


def test_without_git_a_revision_cannot_be_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.setenv("PATH", str(repository / "nowhere"))

    code = main([*DIFF, "first"])

    assert code == 3
    assert "git" in capsys.readouterr().err


def test_a_revision_with_a_link_out_of_the_folder_is_refused(repository: Path, capsys: Capsys) -> None:
    (repository / "datasets/out").symlink_to("/etc")
    _commit(repository)

    code = main([*DIFF, "HEAD"])

    assert code == 3
    assert "out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("甲", "乙", ("甲", "乙")),
        ("甲" * 50, "甲" * 45 + "乙" * 5, ("…" + "甲" * 15, "…" + "甲" * 10 + "乙" * 5)),
        ("甲" * 50, "甲" * 51, ("…" + "甲" * 10, "…" + "甲" * 11)),
        ("甲" * 60, "乙", ("甲" * 39 + "…", "乙")),
        ("甲\n乙", "甲 丙", ("甲 乙", "甲 丙")),
    ],
)
def test_long_texts_are_shown_from_where_they_part(one: str, other: str, shown: tuple[str, str]) -> None:
    assert _excerpts(one, other) == shown
