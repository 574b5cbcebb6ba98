"""Frictionless has the last word on every package, is asked once for each content, and is not needed otherwise."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from builder.cli import main, running
from builder.load import load_package
from builder.theme import generate
from builder.validate import Verdicts, authority, validate_package
from tests.projects import FIRST, SECOND, contents, edit, packages, run, spoken_errors

CHECK = ("check", "--jobs", "1", "--quiet")
DESCRIPTOR = f"{SECOND}/datapackage.yaml"

# What our own checks let pass and only frictionless refuses: the property and a value of the wrong form.
ONLY_THERE = {
    "created": ("created: '", "created: '昨天 "),
    "contributors[].email": ("      - wrangler", "      - wrangler\n    email: 不是邮箱"),
}


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(checked_project, tmp_path / "project"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders about which frictionless was asked."""
    folders: list[str] = []
    ask = authority._ask

    def noting(folder: Path, known: Collection[str]) -> object:
        folders.append(folder.as_posix())
        return ask(folder, known)

    monkeypatch.setattr(authority, "_ask", noting)
    return folders  # type: ignore[return-value]  # a list is what the test reads


def _verdict_files(project: Path) -> list[Path]:
    return sorted((project / ".cache").rglob("*.json"))


@pytest.mark.parametrize("name", ONLY_THERE)
def test_a_fault_that_only_frictionless_sees_stops_a_build_with_a_warm_cache_too(
    name: str,
    project: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    theme = generate(project)
    monkeypatch.setattr(running, "generate", lambda _project: theme)
    main(["build", "--jobs", "1", "--quiet"])
    before = contents(project / "site")
    edit(project / DESCRIPTOR, *ONLY_THERE[name])
    capsys.readouterr()

    codes, reports = [], []
    for _ in range(2):
        codes.append(main(["build", "--jobs", "1", "--quiet"]))
        reports.append(capsys.readouterr().out)

    (error,) = [error for error in spoken_errors(reports[0]) if error.rule == "frictionless"]
    assert codes == [1, 1]
    assert reports[0] == reports[1]
    assert name in error.what
    assert error.where == DESCRIPTOR
    assert len(asked) == 1
    assert before
    assert contents(project / "site") == before


@pytest.mark.parametrize("name", ONLY_THERE)
def test_our_own_checks_would_have_let_it_pass(name: str, project: Path) -> None:
    class Unasked(Verdicts):
        def on(self, folder: str, digest: str) -> tuple[()]:
            del folder, digest
            return ()

    edit(project / DESCRIPTOR, *ONLY_THERE[name])

    validated = validate_package(load_package(project, project / SECOND), Unasked(project, None))

    assert validated.package is not None


def test_with_a_warm_cache_frictionless_is_not_even_imported(project: Path) -> None:
    script = "import sys; from builder.cli import main; main(sys.argv[1:]); sys.exit('frictionless' in sys.modules)"

    warm = run(project, "-c", script, *CHECK)
    cold = run(project, "-c", script, *CHECK, "--no-cache")

    assert (warm.returncode, cold.returncode) == (0, 1)
    assert warm.stdout == cold.stdout


def test_only_what_changed_is_asked_about_again(project: Path, asked: list[str]) -> None:
    edit(project / DESCRIPTOR, "version: 1.0.0", "version: 1.0.1")

    codes = [main(CHECK), main(CHECK)]

    assert codes == [0, 0]
    assert asked == [str(project / SECOND)]


def test_a_change_of_any_table_is_a_new_question(project: Path, asked: list[str]) -> None:
    edit(project / FIRST / "divisions.csv", "综合科", "综合一科")

    main(CHECK)

    assert asked == [str(project / FIRST)]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"folder": "0", "verdicts": {}, "sound": []}'])
def test_a_damaged_or_foreign_verdict_is_asked_for_again(damage: str, project: Path, asked: list[str]) -> None:
    for path in _verdict_files(project):
        path.write_text(damage, encoding="utf-8")
    for kept in (project / ".cache").iterdir():
        if kept.name != "verdicts":
            shutil.rmtree(kept)  # else nothing would be asked at all

    code = main(CHECK)

    assert code == 0
    assert len(asked) == len(_verdict_files(project)) == len(packages(project)) >= 5
    assert all(len(json.loads(path.read_bytes())["verdicts"]) == 1 for path in _verdict_files(project))


def test_a_cache_that_cannot_be_written_costs_time_only(project: Path, asked: list[str]) -> None:
    shutil.rmtree(project / ".cache")
    (project / ".cache").write_text("in the way", encoding="utf-8")

    codes = [main([*CHECK, SECOND]), main([*CHECK, SECOND])]

    assert codes == [0, 0]
    assert len([folder for folder in asked if folder.endswith(SECOND)]) == 2


def test_what_our_own_checks_refuse_is_not_asked_about(project: Path, asked: list[str]) -> None:
    edit(project / FIRST / "units.csv", ",institution,", ",company,")

    code = main(CHECK)

    assert code == 1
    assert asked == []
