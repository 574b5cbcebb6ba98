"""A whole build on workers, into an object store: the same site as here, whatever happens to a worker."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread
from typing import Any

import pytest
import s3fs

from builder import pipeline, planning
from builder.cache import Cache
from builder.cli import main
from builder.cli.words import Words
from builder.cluster import (
    FsspecStorage,
    ReleaseFolder,
    current_release,
    dask_executor,
    executor_of,
    new_release_folder,
    switch,
)
from builder.load import find_packages
from builder.pipeline import Built
from builder.publish import SiteFolder
from builder.run import Run, Target
from builder.shared import SiteWords
from builder.theme import Theme, generate
from tests.cluster.servers import LOOPBACK, Cluster, cluster_of, free_port, wait_until
from tests.cluster.work import stalled_once
from tests.projects import SECOND, contents, copy_project, edit

UNITS = ("652300-egov", "310107-zfb", "310107-sfj")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a few packages, each a batch of its own."""
    made = copy_project(tmp_path / "project")
    for unit in (made / "datasets/units").iterdir():
        if unit.name not in UNITS:
            shutil.rmtree(unit)
    return made


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "UNITS_A_BATCH", 1)


def _built(
    project: Path,
    place: SiteFolder | ReleaseFolder,
    executor: Executor | None,
) -> Built:
    theme: Theme = generate(project)
    (project / ".cache").mkdir(exist_ok=True)
    work = Path(mkdtemp(dir=project / ".cache"))
    packages = {folder.relative_to(project).as_posix() for folder in find_packages(project, [project / "datasets"])}
    reference = sorted(folder for folder in packages if not folder.startswith("datasets/units/"))
    run = Run(project, Cache(project / ".cache"), work, executor, lambda *_: None)
    target = Target(place, theme, SiteWords.of(theme, "1"))
    return pipeline.build(run, sorted(packages), reference, target)


def _built_here(project: Path, site: Path) -> dict[str, bytes]:
    site.mkdir()
    assert _built(project, SiteFolder(str(site)), None).report.is_publishable
    return contents(site)


def _in_store(store: FsspecStorage) -> dict[str, bytes]:
    release = current_release(store)
    assert release
    root = store.url.removeprefix("s3://")
    found: dict[str, bytes] = s3fs.S3FileSystem().cat([f"{root}/{path}" for path in store.sizes(release.folder)])
    return {path.removeprefix(f"{root}/{release.folder}"): content for path, content in found.items()}


class _Stalling(Executor):
    """Hands tasks on; the worker that gets the first one comes no further with it, until it is killed."""

    def __init__(self, executor: Executor, victim: Path) -> None:
        self._executor = executor
        self._victim = victim

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        return self._executor.submit(stalled_once, str(self._victim), function, *arguments)

    def kill(self) -> None:
        wait_until(lambda: self._victim.exists() and self._victim.read_text().endswith("\n"))
        os.kill(int(self._victim.read_text()), signal.SIGKILL)


def test_a_build_by_workers_into_an_object_store_is_the_one_made_here_though_a_worker_is_killed(
    store: FsspecStorage, project: Path, tmp_path: Path
) -> None:
    expected = _built_here(project, tmp_path / "site")
    place = new_release_folder(store, "one")

    with (
        cluster_of(tmp_path / "cluster", dict(os.environ)) as cluster,
        executor_of(cluster.spec, nullcontext(), project / ".cache") as executor,
    ):
        assert executor
        stalling = _Stalling(executor, tmp_path / "victim")
        killer = Thread(target=stalling.kill)
        killer.start()
        built = _built(project, place, stalling)
        killer.join()
        alive = [worker for worker in cluster.workers if worker.poll() is None]
    switch(place, "one")

    assert len(alive) == 1
    assert built.report.is_publishable
    made = _in_store(store)
    assert made.keys() == expected.keys()
    assert {path for path in made if made[path] != expected[path]} == set()


def test_the_command_builds_the_same_site_with_workers_as_without(
    cluster: Cluster, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)

    assert main(["build", "--quiet", "--jobs", "1", "--site-dir", "here"]) == 0
    assert main(["build", "--quiet", "--executor", cluster.spec, "--site-dir", "there"]) == 0

    here, there = contents(project / "here"), contents(project / "there")
    assert here.keys() == there.keys()
    assert {path for path in here if here[path] != there[path]} == set()


def test_the_command_says_in_a_sentence_that_there_are_no_workers_to_be_had(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr(dask_executor, "WAIT_SECONDS", 1)
    spec = f"dask://{LOOPBACK}:{free_port()}"

    code = main(["build", "--quiet", "--executor", spec])

    assert code == 3
    assert capsys.readouterr().err == f"{Words('zh').say('cluster-unreachable', address=spec, seconds=1)}\n"
    assert not (project / "site").exists()


def test_the_command_publishes_to_an_object_store_what_it_publishes_to_a_folder(
    cluster: Cluster, store: FsspecStorage, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    build = ["build", "--quiet", "--executor", cluster.spec, "--site-dir", store.url]
    assert main(build) == 0
    first = current_release(store)
    assert first

    assert main(build) == 0
    assert current_release(store) == first

    edit(project / SECOND / "units.csv", "上海市普陀区人民政府办公室,", "上海市普陀区人民政府办公室（本级）,")
    assert main(build) == 0
    second = current_release(store)
    assert second
    assert second.previous == first.folder

    assert main(["build", "--quiet", "--no-cache", "--jobs", "1", "--site-dir", "here"]) == 0
    here, there = contents(project / "here"), _in_store(store)
    assert here.keys() == there.keys()
    assert {path for path in here if here[path] != there[path]} == set()
