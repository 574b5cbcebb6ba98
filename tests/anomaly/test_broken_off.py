"""A build that is broken off says so in a sentence, leaves nothing beside the site, and the site as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.cli.words import Words
from tests.anomaly.held_build import HELD
from tests.projects import REPOSITORY, contents, copy_project

UNITS = ("652300-egov", "310107-zfb")
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose site stands; `held` is where batches say that they have begun, `scratch` for temporary files."""

    root: Path
    held: Path
    scratch: Path
    site: dict[str, bytes]

    @contextmanager
    def build(self) -> Iterator[subprocess.Popen[str]]:
        """Give a build in two processes, in a session of its own as in a terminal, and end all of it."""
        build = subprocess.Popen(
            [sys.executable, "-m", "tests.anomaly.held_build", "build", "--jobs", "2", "--no-cache", "--quiet"],
            cwd=self.root,
            env={
                **os.environ,
                "PYTHONPATH": str(REPOSITORY),
                "PYTHONWARNINGS": "",
                "TMPDIR": str(self.scratch),
                HELD: str(self.held),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        try:
            yield build
        finally:
            with suppress(ProcessLookupError):
                os.killpg(build.pid, signal.SIGKILL)
            build.communicate(timeout=PATIENCE)

    def workers(self, build: subprocess.Popen[str]) -> list[int]:
        """Return the processes of two workers once both are at work."""
        _wait_until(lambda: len(list(self.held.iterdir())) == 2 or build.poll() is not None)
        assert build.poll() is None
        return sorted(int(path.name) for path in self.held.iterdir())

    def let_go(self) -> None:
        """Let batches be made as they come."""
        (self.held / "go").touch()


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # one that has ended, and that nobody has asked how, is there by its number only
    told = Path(f"/proc/{process}/stat")
    return not (told.exists() and told.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("broken-off")
    root = copy_project(folder / "project")
    for unit in (root / "datasets/units").iterdir():
        if unit.name not in UNITS:
            shutil.rmtree(unit)
    made = Project(root, folder / "held", folder / "scratch", {})
    made.held.mkdir()
    made.scratch.mkdir()
    made.let_go()
    with made.build() as build:
        said = build.communicate(timeout=PATIENCE)
    assert build.returncode == 0, said
    return Project(made.root, made.held, made.scratch, contents(root / "site"))


@pytest.fixture
def project(standing: Project) -> Project:
    for left in [*standing.held.iterdir()]:
        left.unlink()
    return standing


def _sentence(key: str) -> str:
    return f"{Words('zh').say(key)}\n"


def _beside_the_site(project: Project) -> set[str]:
    return {path.name for path in project.root.iterdir() if path.name.startswith(".site")} - {".site.lock"}


@pytest.mark.parametrize("is_for_all", [True, False], ids=["the-terminal", "the-build-alone"])
def test_a_build_that_is_interrupted_ends_at_once_and_the_site_is_as_it_was(
    project: Project, *, is_for_all: bool
) -> None:
    with project.build() as build:
        workers = project.workers(build)

        (os.killpg if is_for_all else os.kill)(build.pid, signal.SIGINT)
        # the batches would never end by themselves
        said, complaint = build.communicate(timeout=PATIENCE)

    assert (build.returncode, said, complaint) == (3, "", _sentence("interrupted"))
    assert not any(_is_alive(worker) for worker in workers)
    assert _beside_the_site(project) == set()
    assert list(project.scratch.iterdir()) == []
    assert contents(project.root / "site") == project.site


def test_a_worker_that_is_killed_ends_the_build_in_a_sentence_and_the_next_build_is_whole(project: Project) -> None:
    with project.build() as build:
        workers = project.workers(build)

        os.kill(workers[0], signal.SIGKILL)
        said, complaint = build.communicate(timeout=PATIENCE)

    assert (build.returncode, said, complaint) == (3, "", _sentence("worker-died"))
    assert not any(_is_alive(worker) for worker in workers)
    assert _beside_the_site(project) == set()
    assert list(project.scratch.iterdir()) == []
    assert contents(project.root / "site") == project.site

    project.let_go()
    with project.build() as build:
        build.communicate(timeout=PATIENCE)
    assert build.returncode == 0
    assert contents(project.root / "site") == project.site


def test_a_build_that_is_killed_leaves_no_worker_behind_and_the_next_build_clears_away_what_it_left(
    project: Project,
) -> None:
    with project.build() as build:
        workers = project.workers(build)

        build.kill()
        build.wait(timeout=PATIENCE)

        _wait_until(lambda: not any(_is_alive(worker) for worker in workers))
    assert contents(project.root / "site") == project.site

    project.let_go()
    with project.build() as build:
        build.communicate(timeout=PATIENCE)
    assert build.returncode == 0
    assert _beside_the_site(project) == set()
    assert contents(project.root / "site") == project.site
