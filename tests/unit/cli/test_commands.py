"""What a person types, and what comes back: exit codes, where things are looked for, what is said."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest

from builder import pipeline
from builder.batches import run_batch
from builder.cli import main, running
from builder.cli.arguments import FailOn, Options
from builder.cli.project import Project
from builder.findings import Finding, Kind, Place, Severity
from builder.report import Report
from builder.theme import GeneratorFailed, generate
from tests.projects import FIRST, SECOND, contents, edit, packages, run

T3 = f"{FIRST}/expenditure_by_function.csv"
DESCRIPTOR = "datapackage.yaml"
CHECK = ("check", "--jobs", "1", "--quiet")
BUILD = ("build", "--jobs", "1", "--quiet")

WHY = "a page is missing"

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(checked_project, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user-cache"))
    return folder


def _quick_build(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """Make the shells once; the builds of one test share them."""
    theme = generate(project)
    monkeypatch.setattr(running, "generate", lambda _project: theme)


def _break(project: Path) -> None:
    edit(project / T3, "2010350,事业运行,106.26", "2010350,事业运行,106。26")


def _asked(capsys: Capsys, *arguments: str) -> dict[str, object]:
    main([*CHECK, "--format", "json", *arguments])
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("fail_on", "code"), [("data", 0), ("audit-error", 1), ("audit-warning", 1)])
def test_disagreements_of_documents_count_only_when_asked(fail_on: str, code: int, capsys: Capsys) -> None:
    assert main([*CHECK, "--fail-on", fail_on]) == code
    assert ": error: HIE-T3" in capsys.readouterr().out


def test_a_sound_document_passes_where_errors_count(project: Path, capsys: Capsys) -> None:
    assert main([*CHECK, "--fail-on", "audit-error", str(project / SECOND)]) == 0
    assert ": error: " not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "rule", "severity", "codes"),
    [
        ("data", "no-rows", "error", (1, 1, 1)),
        ("data", "response-without-finding", "warning", (0, 0, 0)),
        ("audit", "HIE-T3", "error", (0, 1, 1)),
        ("audit", "SHR-01", "warning", (0, 0, 1)),
        ("audit", "HIE-T3", "info", (0, 0, 0)),
        ("audit", "CMP-12", "warning", (0, 0, 1)),
        ("audit", "CMP-24", "info", (0, 0, 0)),
    ],
)
def test_what_counts_for_the_exit_code(kind: Kind, rule: str, severity: Severity, codes: tuple[int, ...]) -> None:
    report = Report(1, 1, 1, (Finding(kind, rule, severity, Place()),), {}, {})
    levels: tuple[FailOn, ...] = ("data", "audit-error", "audit-warning")

    assert tuple(running.exit_code(report, Options("check", fail_on=level)) for level in levels) == codes


def test_a_build_that_is_to_fail_on_disagreements_publishes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    _quick_build(monkeypatch, project)

    code = main([*BUILD, "--fail-on", "audit-error"])

    assert code == 1
    assert not (project / "site").exists()
    assert "--fail-on audit-error" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), (".",), ("datasets",), ("datasets/units/..",)])
def test_the_whole_project_is_meant_by_any_name_for_it(
    arguments: tuple[str, ...], project: Path, capsys: Capsys
) -> None:
    answer = _asked(capsys, *arguments)

    assert answer["packages"] == len(packages(project)) >= 5
    assert answer["unit_years"] == len(packages(project, "datasets/units")) >= 2


@pytest.mark.parametrize("form", ["{project}/{first}", "{first}", "{first}/", "{first}/datapackage.yaml"])
def test_one_package_is_checked_by_its_folder_or_descriptor(form: str, project: Path, capsys: Capsys) -> None:
    answer = _asked(capsys, form.format(project=project, first=FIRST))

    assert (answer["packages"], answer["unit_years"]) == (1, 1)


def test_a_package_is_checked_from_within_its_own_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(project / FIRST)
    _break(project)

    code = main([*CHECK, "."])

    assert code == 1
    assert f"{T3}:4:5: error: malformed-amount" in capsys.readouterr().out


def test_only_what_is_asked_for_decides_the_exit_code(project: Path) -> None:
    _break(project)

    assert main([*CHECK, SECOND]) == 0
    assert main([*CHECK, FIRST]) == 1


@pytest.mark.parametrize(
    ("asked", "is_beside_others"),
    [(FIRST, True), (SECOND, True), ("datasets/units", False), ("../alone/2022", False)],
)
def test_a_package_is_held_against_those_that_lie_beside_it(
    asked: str, *, is_beside_others: bool, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(project / FIRST, project / "datasets/units/652300-egov/2021")
    shutil.copytree(project / FIRST, project.parent / "alone/2022")
    shutil.copytree(project / FIRST, project.parent / "alone/2021")
    others = set(packages(project, "datasets/units")) - {asked}
    asked_for: list[set[str]] = []

    def check(*_arguments: object, beside: tuple[str, ...]) -> Report:
        asked_for.append(set(beside))
        return Report(0, 0, 0, (), {}, {})

    monkeypatch.setattr(pipeline, "check", check)

    main([*CHECK, asked])

    assert asked_for == [others if is_beside_others else set()]
    assert "datasets/units/652300-egov/2021" in others


def test_a_package_alone_in_an_empty_folder_is_checked_and_nothing_written_beside_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    alone = Path(shutil.copytree(project / FIRST, empty / "alone"))
    before = contents(empty)
    monkeypatch.chdir(empty)

    answer = _asked(capsys, "alone")

    assert (answer["packages"], answer["unit_years"]) == (1, 1)
    assert contents(empty) == before
    assert alone.is_dir()
    assert [path.name for path in (tmp_path / "user-cache").iterdir()] == ["mingzhang"]


def test_packages_of_two_projects_are_not_checked_in_one_run(project: Path, tmp_path: Path, capsys: Capsys) -> None:
    elsewhere = shutil.copytree(project / FIRST, tmp_path / "elsewhere" / "alone")

    code = main([*CHECK, SECOND, str(elsewhere)])

    assert code == 2
    assert str(elsewhere) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("check",), ("build", "--jobs", "2"), ("check", "--jobs", "2", "datasets/units")]
)
def test_a_link_among_the_packages_is_reported_whatever_the_number_of_workers(
    arguments: tuple[str, ...], project: Path, capsys: Capsys
) -> None:
    (project / "datasets/units/linked").symlink_to(tmp := project / "docs")
    (project / "datasets/units/file.csv").symlink_to(tmp / "about.md")
    (project / "datasets/units/nowhere").symlink_to("nothing")

    code = main([*arguments, "--quiet"])

    printed = capsys.readouterr().out
    assert code == 1
    assert printed.count(": error: folder-not-a-folder") == 3, printed


def test_checking_inside_a_project_writes_its_cache_only(project: Path) -> None:
    shutil.rmtree(project / ".cache")
    before = contents(project)

    main(CHECK)

    written = contents(project).keys() - before.keys()
    assert {path.split("/")[0] for path in written} == {".cache"}


def test_without_a_cache_nothing_at_all_is_written(project: Path) -> None:
    shutil.rmtree(project / ".cache")
    before = contents(project)

    main([*CHECK, "--no-cache", SECOND])

    assert contents(project) == before


@pytest.mark.parametrize("command", [CHECK, BUILD, ("serve", "--quiet"), ("fix",)])
def test_outside_a_project_every_command_says_so(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)

    code = main(command)

    printed = capsys.readouterr()
    assert code == 2
    assert "mkdocs.yml" in printed.err
    assert printed.out == ""


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("path", ["nowhere", "docs", "datasets/units/nobody"])
def test_a_path_without_a_package_is_wrong_use(path: str, capsys: Capsys) -> None:
    code = main([*CHECK, path])

    assert code == 2
    assert path in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [(), ("checks",), ("check", "--frmat", "json"), ("check", "--format", "xml"), ("check", "--jobs", "0"),
     ("build", "--lang", "fr"), ("check", "--fail-on", "nothing"), ("build", "somewhere"), ("serve", "--port", "x")],
)  # fmt: skip
def test_what_cannot_be_understood_is_wrong_use(arguments: tuple[str, ...], capsys: Capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert "usage: mingzhang" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("--version",)])
def test_help_and_version_are_no_failure(arguments: tuple[str, ...], capsys: Capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 0
    assert "mingzhang" in capsys.readouterr().out


def test_a_target_that_is_a_file_is_left_as_it_is(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    _quick_build(monkeypatch, project)
    (project / "site").write_text("mine", encoding="utf-8")

    code = main(BUILD)

    assert code == 3
    assert (project / "site").read_text(encoding="utf-8") == "mine"
    assert str(project / "site") in capsys.readouterr().err


def test_a_target_that_another_build_holds_is_left_to_it(project: Path, capsys: Capsys) -> None:
    with (project / ".site.lock").open("w", encoding="ascii") as lock:
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)

        code = main(BUILD)

    assert code == 3
    assert str(os.getpid()) in capsys.readouterr().err
    assert not (project / "site").exists()


def test_a_generator_that_fails_is_the_outside_world(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    def fail(_project: Path) -> None:
        raise GeneratorFailed(WHY)

    monkeypatch.setattr(running, "generate", fail)

    code = main(BUILD)

    assert code == 3
    assert WHY in capsys.readouterr().err
    assert [path.name for path in project.iterdir() if "staging" in path.name] == []


def _die(*_arguments: object) -> None:
    os._exit(9)


def test_a_worker_that_dies_ends_the_run_in_a_sentence(project: Path) -> None:
    script = (
        "import sys; from builder import making, planning; from builder.cli import main, running; "
        "from tests.unit.cli.test_commands import _die; "
        "running.BYTES_WORTH_A_POOL = planning.LARGE = 0; making.run_batch = _die; sys.exit(main(sys.argv[1:]))"
    )

    finished = run(project, "-c", script, "build", "--jobs", "2")

    assert run_batch.__module__ == "builder.batches"
    assert finished.returncode == 3
    assert "--jobs 1" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (project / "site").exists()


def test_interrupted_a_run_says_that_the_site_is_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    def interrupt(_project: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "generate", interrupt)

    assert main(BUILD) == 3
    assert "站点未动" in capsys.readouterr().err
    assert not (project / "site").exists()


def test_progress_goes_to_stderr_and_quiet_silences_it(project: Path, capsys: Capsys) -> None:
    main(["check", "--jobs", "1", str(project / SECOND)])
    loud = capsys.readouterr()
    main([*CHECK, str(project / SECOND)])
    quiet = capsys.readouterr()

    assert loud.err == "核对数据包 1/1\n"
    assert quiet.err == ""
    assert loud.out.startswith(quiet.out)


def test_a_build_says_what_it_made_and_what_to_do_next(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    _quick_build(monkeypatch, project)

    code = main([*BUILD, "--site-dir", "public/site", "--lang", "en"])

    printed = capsys.readouterr().out
    assert code == 0
    assert "in public/site." in printed
    assert "Next: `mingzhang serve`" in printed
    assert (project / "public/site/index.html").is_file()


def test_fix_writes_the_schemas_anew_and_keeps_what_a_person_wrote(project: Path, capsys: Capsys) -> None:
    path = project / FIRST / DESCRIPTOR
    sound = path.read_text(encoding="utf-8")
    edit(path, "description: Full official name.", "description: Any name.")

    codes = [main(["fix"]), main(["fix"])]

    printed = capsys.readouterr().out
    assert codes == [0, 0]
    assert path.read_text(encoding="utf-8") == sound
    assert printed.count(f"{FIRST}/{DESCRIPTOR}") == 1


def test_fix_leaves_a_descriptor_that_it_cannot_read(project: Path) -> None:
    path = project / FIRST / DESCRIPTOR
    path.write_text("a: [\n", encoding="utf-8")

    main(["fix"])

    assert path.read_text(encoding="utf-8") == "a: [\n"


def test_few_large_packages_are_shared_among_processes_as_many_small_ones_are(tmp_path: Path) -> None:
    large, small = tmp_path / "large", tmp_path / "small"
    for folder, size in ((large, running.BYTES_WORTH_A_POOL), (small, 1)):
        folder.mkdir()
        (folder / "expenditure_by_function.csv").write_bytes(b"0" * size)

    assert running._is_worth_a_pool([small, large])
    assert not running._is_worth_a_pool([small])


@pytest.mark.parametrize(
    ("settings", "environment", "url"),
    [
        ("site_url: https://budget.example.org/a", None, "https://budget.example.org/a/"),
        ("site_url: !ENV [MINGZHANG_SITE_URL, 'https://x.org/']", "https://y.org/", "https://y.org/"),
        ("site_url: !ENV [MINGZHANG_SITE_URL, 'https://x.org/']", None, ""),
        ("site_url: https://budget.example/", None, ""),
        ("site_url: ftp://y.org/", None, ""),
        ("site_url: [", None, ""),
        ("- 1", None, ""),
        (None, None, ""),
    ],
)
def test_the_address_of_the_site_is_what_the_settings_say(
    settings: str | None, environment: str | None, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MINGZHANG_SITE_URL", raising=False)
    if environment:
        monkeypatch.setenv("MINGZHANG_SITE_URL", environment)
    if settings:
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")

    assert Project(tmp_path, None, is_whole=True).site_url == url
