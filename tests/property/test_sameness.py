"""Same input, same bytes: through either door, in any time zone, locale, folder, hash order and number of workers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.projects import contents, copy_project, run

PLAIN = "import sys; from builder.cli import main; sys.exit(main(sys.argv[1:]))"
POOLED = (
    "import sys; from builder.cli import main, running; from builder import planning; "
    "running.BYTES_WORTH_A_POOL = planning.LARGE = 0; sys.exit(main(sys.argv[1:]))"
)

# script, jobs, folder of the project, environment
CIRCUMSTANCES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "far east, hash seed 1": (PLAIN, "1", "project", {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
    "far west, C locale, deep path": (
        PLAIN,
        "1",
        "a/deep er/文件夹/project",
        {"TZ": "Pacific/Niue", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    ),
    "two workers": (POOLED, "2", "project", {"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}),
    "one worker in batches": (POOLED, "1", "project", {"PYTHONHASHSEED": "4", "SOURCE_DATE_EPOCH": "1"}),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of `mingzhang build`, once."""
    project = copy_project(tmp_path_factory.mktemp("first") / "project")
    finished = run(project, "-m", "builder", "build", "--jobs", "1", environment={"PYTHONHASHSEED": "0", "TZ": "UTC"})
    assert finished.returncode == 0, finished.stderr
    return contents(project / "site")


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_mkdocs_build_gives_the_same_site(site: dict[str, bytes], tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")

    finished = run(project, "-m", "mkdocs", "build", "-d", "elsewhere/site", environment={"NO_MKDOCS_2_WARNING": "1"})

    assert finished.returncode == 0, finished.stderr
    assert _differences(contents(project / "elsewhere/site"), site) == []
    assert not (project / "site").exists()


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_circumstances_leave_no_trace(circumstance: str, site: dict[str, bytes], tmp_path: Path) -> None:
    script, jobs, folder, environment = CIRCUMSTANCES[circumstance]
    project = copy_project(tmp_path / folder)
    os.utime(project / "mkdocs.yml", (0, 0))

    finished = run(project, "-c", script, "build", "--jobs", jobs, environment=environment)

    assert finished.returncode == 0, finished.stderr
    assert len(site) > 100
    assert _differences(contents(project / "site"), site) == []


def test_a_second_build_over_the_first_changes_nothing(site: dict[str, bytes], tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")

    codes = [run(project, "-m", "builder", "build", "--jobs", "1", "--quiet").returncode for _ in range(2)]

    assert codes == [0, 0]
    assert _differences(contents(project / "site"), site) == []


def test_no_published_file_knows_where_or_when_it_was_made(site: dict[str, bytes], tmp_path: Path) -> None:
    traces = [str(tmp_path.parent).encode(), str(Path.home()).encode() + b"/", b"site/.staging", b"localhost"]

    assert [(path, trace) for path, content in site.items() for trace in traces if trace in content] == []
