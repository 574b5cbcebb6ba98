"""The real packages, one thing broken at a time: said whole, exit code 1, and the published site untouched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli import main, running
from builder.theme import Theme, generate
from tests.projects import FIRST, SECOND, contents, copy_project, edit, run, spoken_errors

Break = Callable[[Path], object]
Command = Callable[..., int]

T3 = f"{FIRST}/expenditure_by_function.csv"
T3_HEAD = "unit_id,year,functional_code,name_printed,total,basic,project,src_line"
T3_ROW = "652300-egov,2022,2010350,事业运行,106.26,106.26,,494"
DESCRIPTOR = f"{FIRST}/datapackage.yaml"
PROJECTS = f"{FIRST}/projects.yaml"


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return generate(copy_project(tmp_path_factory.mktemp("theme") / "project"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site published and its verdicts kept."""
    project = copy_project(tmp_path_factory.mktemp("published") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["build", "--quiet", "--jobs", "1"]) == 0
    return project


@pytest.fixture
def project(tmp_path: Path, published: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to break; the shells are made once for all tests."""
    folder = tmp_path / "project"
    shutil.copytree(published, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(running, "generate", lambda _project: theme)
    return folder


def _drop_column(path: Path, name: str) -> None:
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    column = rows[0].index(name)
    path.write_text("".join(",".join(row[:column] + row[column + 1 :]) + "\n" for row in rows), encoding="utf-8")


def _add_column(path: Path, name: str) -> None:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in (f"{head},{name}", *(f"{row}," for row in rows))), encoding="utf-8")


def _to_gbk(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))


def _swap_columns(path: Path) -> None:
    edit(path, ",total,basic,", ",basic,total,")


def _replace_by_link(path: Path) -> None:
    beside = path.with_name("real.csv")
    path.rename(beside)
    path.symlink_to(beside.name)


def _copy_package(project: Path, name: str) -> Path:
    return Path(shutil.copytree(project / FIRST, project / FIRST / ".." / name).resolve())


def _second_unit_in_capitals(project: Path) -> None:
    folder = _copy_package(project, "again")
    for path in folder.glob("*.*"):
        path.write_text(path.read_text(encoding="utf-8").replace("652300-egov", "652300-EGOV"), encoding="utf-8")


def _stray_table(project: Path) -> None:
    folder = project / "datasets/units/someone/2022"
    folder.mkdir(parents=True)
    shutil.copy(project / T3, folder)


def _in_t3(old: str, new: str) -> Break:
    return lambda project: edit(project / T3, old, new)


# name: what is broken, the rule, where (file:line:column), what the sentence names
BREAKS: dict[str, tuple[Break, str, str, str]] = {
    "missing column": (lambda project: _drop_column(project / T3, "basic"), "missing-column", f"{T3}:1", "basic"),
    "unknown column": (lambda project: _add_column(project / T3, "remark"), "unknown-column", f"{T3}:1:9", "remark"),
    "columns out of order": (lambda project: _swap_columns(project / T3), "column-order", f"{T3}:1:5", "basic"),
    "words for a year": (
        _in_t3(T3_ROW, T3_ROW.replace("2022", "二〇二二")),
        "malformed-integer",
        f"{T3}:4:2",
        "二〇二二",
    ),
    "value of no list": (
        lambda project: edit(project / f"{FIRST}/units.csv", ",institution,", ",company,"),
        "not-in-list",
        f"{FIRST}/units.csv:2:8",
        "company",
    ),
    "wrong type in a text file": (
        lambda project: edit(project / PROJECTS, "amount_narrative: 150", "amount_narrative: 一百五十"),
        "malformed-amount",
        f"{PROJECTS}:23:9",
        "一百五十",
    ),
    "day that does not exist": (
        lambda project: edit(project / f"{FIRST}/disclosures.yaml", "2022-02-12", "2022-02-30"),
        "malformed-date",
        f"{FIRST}/disclosures.yaml:14:14",
        "2022-02-30",
    ),
    "duplicate key": (_in_t3(T3_ROW, f"{T3_ROW}\n{T3_ROW}"), "duplicate-key", f"{T3}:5:3", "2010350"),
    "dangling code": (_in_t3(T3_ROW, T3_ROW.replace("2010350", "2019999")), "dangling-code", f"{T3}:4:3", "2019999"),
    "code in exponent form": (
        _in_t3(T3_ROW, T3_ROW.replace("2010350", "2.01E+06")),
        "wrong-pattern",
        f"{T3}:4:3",
        "2.01E+06",
    ),
    "amount with a separator": (
        _in_t3(T3_ROW, T3_ROW.replace("106.26,106.26", '"1,106.26",106.26')),
        "malformed-amount",
        f"{T3}:4:5",
        "1,106.26",
    ),
    "amount with a full stop": (
        _in_t3(T3_ROW, T3_ROW.replace("106.26,106.26", "106.26,106。26")),
        "malformed-amount",
        f"{T3}:4:6",
        "106。26",
    ),
    "amount split by a comma": (
        _in_t3(T3_ROW, T3_ROW.replace("106.26,106.26", "1,106.26,106.26")),
        "long-row",
        f"{T3}:4:9",
        "8",
    ),
    "row of another year": (
        _in_t3(T3_ROW, T3_ROW.replace("2022", "2023")),
        "no-disclosure",
        f"{T3}:4:2",
        "2023",
    ),
    "missing file": (lambda project: (project / T3).unlink(), "missing-file", f"{DESCRIPTOR}:", "expenditure_by"),
    "empty file": (lambda project: (project / T3).write_bytes(b""), "empty-file", f"{T3}:1", "空"),
    "unclosed quote": (
        _in_t3(T3_ROW, T3_ROW.replace("事业运行", '"事业运行')),
        "unclosed-quote",
        f"{T3}:4:4",
        "引号",
    ),
    "gbk file": (lambda project: _to_gbk(project / T3), "not-utf-8", f"{T3}:2:4", "GB18030"),
    "nul byte": (lambda project: edit(project / T3, T3_ROW, T3_ROW + "\0"), "control-character", f"{T3}:4", "U+0000"),
    "path out of the package": (
        lambda project: edit(project / DESCRIPTOR, "path: units.csv", "path: ../2022/units.csv"),
        "path-leaves-folder",
        f"{DESCRIPTOR}:",
        "../2022/units.csv",
    ),
    "link instead of a file": (
        lambda project: _replace_by_link(project / T3),
        "not-a-regular-file",
        f"{DESCRIPTOR}:",
        "expenditure_by_function.csv",
    ),
    "broken yaml table": (
        lambda project: edit(project / PROJECTS, "  amount_narrative: 150", " amount_narrative: 150"),
        "yaml-indentation",
        f"{PROJECTS}:23",
        "",
    ),
    "broken descriptor": (
        lambda project: edit(project / DESCRIPTOR, "version: 1.0.0", "version 1.0.0"),
        "yaml-no-colon",
        f"{DESCRIPTOR}:",
        "",
    ),
    "schema edited by hand": (
        lambda project: edit(project / DESCRIPTOR, "description: Full official name.", "description: Any name."),
        "schema-differs",
        f"{DESCRIPTOR}:",
        "units",
    ),
    "descriptor of another version": (
        lambda project: edit(project / DESCRIPTOR, "mingzhang_schema: 1", "mingzhang_schema: 2"),
        "profile-version",
        f"{DESCRIPTOR}:",
        "2",
    ),
    "source that was changed": (
        lambda project: (project / f"{FIRST}/source/disclosure.txt").write_text("改过\n", encoding="utf-8"),
        "sha256-mismatch",
        f"{DESCRIPTOR}:",
        "source/disclosure.txt",
    ),
    "two packages for one unit-year": (
        lambda project: _copy_package(project, "again"),
        "duplicate-unit-year",
        f"{FIRST.rpartition('/')[0]}/again/disclosures.yaml:1",
        f"{FIRST}/disclosures.yaml:1",
    ),
    "one identifier in two cases": (
        _second_unit_in_capitals,
        "wrong-pattern",
        f"{FIRST.rpartition('/')[0]}/again/units.csv:2:1",
        "652300-EGOV",
    ),
    "table that belongs to no package": (
        _stray_table,
        "missing-descriptor",
        "datasets/units/someone/2022/datapackage.yaml:1",
        "datapackage.yaml",
    ),
    "code list that is damaged": (
        lambda project: edit(project / "datasets/classifications/2022/fund_sources.csv", "\ngpb,", "\ngpb,gpb,"),
        "long-row",
        "datasets/classifications/2022/fund_sources.csv:7:4",
        "",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_said_whole_and_the_published_site_stays(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage, rule, where, named = BREAKS[name]
    damage(project)
    before = contents(project / "site")

    code = main(["build", "--jobs", "1", "--quiet"])

    printed = capsys.readouterr()
    errors = [error for error in spoken_errors(printed.out) if error.rule == rule]
    assert code == 1
    assert [error for error in errors if error.where.startswith(where) and named in error.what] != [], printed.out
    assert "Traceback" not in printed.out + printed.err
    assert contents(project / "site") == before
    assert [path.name for path in project.iterdir() if "staging" in path.name] == []


@pytest.mark.parametrize("name", ["missing column", "gbk file", "broken descriptor", "two packages for one unit-year"])
def test_checking_finds_what_building_finds(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    BREAKS[name][0](project)

    assert main(["check", "--jobs", "1", "--quiet"]) == 1
    checked = spoken_errors(capsys.readouterr().out)
    assert main(["build", "--jobs", "1", "--quiet"]) == 1
    built = spoken_errors(capsys.readouterr().out)

    # a build lists all that is wrong with the data, and of the audit's findings the first
    assert 0 < len(built) <= len(checked)
    assert built == checked[: len(built)]


def test_a_break_is_told_from_its_neighbours(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--jobs", "1", "--quiet"])
    before = spoken_errors(capsys.readouterr().out)
    edit(project / T3, T3_ROW, T3_ROW.replace("106.26,106.26", "106.26,106。26"))

    main(["check", "--jobs", "1", "--quiet"])

    after = spoken_errors(capsys.readouterr().out)
    assert [(error.where, error.rule) for error in after if error not in before] == [(f"{T3}:4:6", "malformed-amount")]
    assert [error for error in before if error not in after] == [
        error for error in before if error.where.startswith(FIRST)
    ]


def test_everything_wrong_with_all_packages_is_said_in_one_run(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("dangling code", "value of no list", "wrong type in a text file", "source that was changed"):
        BREAKS[name][0](project)
    edit(project / T3, "201,一般公共服务支出", "20l,一般公共服务支出")
    edit(project / f"{SECOND}/three_public.csv", "310107-zfb,2025,", "310107-zfb,25,")
    _to_gbk(project / f"{SECOND}/divisions.csv")

    code = main(["check", "--jobs", "1", "--quiet"])

    found = {(error.where, error.rule) for error in spoken_errors(capsys.readouterr().out)}
    assert code == 1
    assert found >= {
        (f"{T3}:2:3", "wrong-pattern"),
        (f"{FIRST}/units.csv:2:8", "not-in-list"),
        (f"{PROJECTS}:23:9", "malformed-amount"),
        (f"{SECOND}/three_public.csv:2:2", "out-of-range"),
    }
    assert {where.rpartition("/")[2].partition(":")[0] for where, _ in found} >= {"datapackage.yaml", "divisions.csv"}


def test_a_sound_package_beside_a_broken_one_still_has_its_audit(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / f"{SECOND}/units.csv").unlink()

    code = main(["check", "--jobs", "1", "--quiet"])

    printed = capsys.readouterr().out
    assert code == 1
    assert f"{T3}:" in printed
    assert ": HIE-T3" in printed


def test_mended_the_same_project_builds_again(project: Path) -> None:
    before = contents(project / "site")
    edit(project / T3, T3_ROW, T3_ROW.replace("2010350", "2019999"))
    broken = main(["build", "--jobs", "1", "--quiet"])
    edit(project / T3, "2019999", "2010350")

    mended = main(["build", "--jobs", "1", "--quiet"])

    assert (broken, mended) == (1, 0)
    assert contents(project / "site") == before


@pytest.mark.parametrize("door", [("builder", "build"), ("mkdocs", "build")])
def test_from_a_terminal_both_doors_stop_with_1_and_without_a_traceback(door: tuple[str, str], project: Path) -> None:
    edit(project / T3, T3_ROW, T3_ROW.replace("2010350", "2019999"))
    before = contents(project / "site")

    finished = run(project, "-m", *door, environment={"NO_MKDOCS_2_WARNING": "1"})

    assert finished.returncode == 1
    assert f"{T3}:4:3: error: dangling-code" in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr
    assert contents(project / "site") == before
