"""`mingzhang print`: which files it writes where, and what it says where it cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.cli import main
from tests.projects import FIRST, SECOND, edit

Capsys = pytest.CaptureFixture[str]
NAMES = ["310107-zfb-2025", "652300-egov-2022"]


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(checked_project, tmp_path / "project"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user-cache"))
    return folder


def test_a_package_is_printed_in_all_forms(project: Path, capsys: Capsys) -> None:
    code = main(["print", FIRST])

    assert code == 0
    files = sorted(path.name for path in (project / "printed").iterdir())
    assert files == [f"{NAMES[1]}.{form}" for form in ("docx", "html", "xlsx")]
    assert "已印制 1 份公开件" in capsys.readouterr().out


def test_one_form_is_written_where_it_is_wanted(project: Path, tmp_path: Path) -> None:
    code = main(["print", FIRST, SECOND, "--form", "html", "--out", str(tmp_path / "a" / "b")])

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == [f"{name}.html" for name in NAMES]
    assert not (project / "printed").exists()


def test_the_files_written_are_named(project: Path, capsys: Capsys) -> None:
    main(["print", FIRST, "--form", "docx", "--lang", "en"])

    assert capsys.readouterr().out.splitlines() == [
        str(Path("printed") / f"{NAMES[1]}.docx"),
        "1 disclosures printed, in printed.",
    ]
    assert (project / "printed" / f"{NAMES[1]}.docx").is_file()


def test_a_package_with_faults_is_named_and_the_others_are_printed(project: Path, capsys: Capsys) -> None:
    edit(project / FIRST / "expenditure_by_function.csv", "2010350,事业运行,106.26", "2010350,事业运行,106。26")

    code = main(["print", FIRST, SECOND, "--form", "html"])

    assert code == 1
    assert f"mingzhang check {FIRST}" in capsys.readouterr().err
    assert [path.name for path in (project / "printed").iterdir()] == [f"{NAMES[0]}.html"]


@pytest.mark.usefixtures("project")
def test_a_tree_without_disclosures_has_nothing_to_print(capsys: Capsys) -> None:
    code = main(["print", "datasets/glossary"])

    assert code == 2
    assert "没有可印制的" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to_is_named(project: Path, capsys: Capsys) -> None:
    (project / "printed").write_text("x", encoding="utf-8")

    code = main(["print", FIRST, "--form", "html"])

    assert code == 3
    assert "--out" in capsys.readouterr().err
