"""Workers behind a scheduler do what processes here do; whatever keeps them from it is said in a sentence."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from distributed import Client

from builder.cluster import PROCESSES, ClusterFailed, dask_executor, executor_of
from builder.mapping import mapped
from tests.cluster.servers import LOOPBACK, Cluster, cluster_of, free_port, wait_until
from tests.cluster.work import die, refuse, wait_for, worker_id


@pytest.fixture
def small_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler of the test's own with one worker; one lost task is one too many."""
    settings = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster_of(tmp_path / "cluster", settings, workers=1) as started:
        yield started


def _failure(spec: str, shared: Path) -> ClusterFailed:
    with pytest.raises(ClusterFailed) as failure, executor_of(spec, nullcontext(), shared):
        pass
    return failure.value


def test_without_a_cluster_the_processes_of_this_machine_are_used_and_ended(tmp_path: Path) -> None:
    said = []

    @contextmanager
    def local() -> Iterator[ThreadPoolExecutor]:
        with ThreadPoolExecutor(1) as pool:
            yield pool
        said.append("ended")

    with executor_of(PROCESSES, local(), tmp_path) as executor:
        assert executor
        assert executor.submit(len, "abc").result() == 3

    assert said == ["ended"]


def test_tasks_are_done_by_all_workers_and_every_result_comes(cluster: Cluster, tmp_path: Path) -> None:
    with executor_of(cluster.spec, nullcontext(), tmp_path) as executor:
        results = dict(result for _, result in mapped(worker_id, range(40), executor))
        assert isinstance(executor, dask_executor.DaskExecutor)
        in_order = list(executor.map(worker_id, range(5)))
        assert executor.workers == sum(worker.poll() is None for worker in cluster.workers)

    assert sorted(results) == list(range(40))
    assert set(results.values()) <= {worker.pid for worker in cluster.workers}
    assert [number for number, _ in in_order] == list(range(5))
    assert [path.name for path in tmp_path.iterdir()] == []


def test_what_a_task_raises_comes_as_it_is(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(ArithmeticError), executor_of(cluster.spec, nullcontext(), tmp_path) as executor:
        list(mapped(refuse, [1], executor))


def test_errors_of_this_machine_are_not_laid_to_the_cluster(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(PermissionError), executor_of(cluster.spec, nullcontext(), tmp_path):
        raise PermissionError


def test_a_scheduler_that_is_not_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "WAIT_SECONDS", 1)

    failure = _failure(f"dask://{LOOPBACK}:{free_port()}", tmp_path)

    assert failure.key == "cluster-unreachable"
    assert failure.facts["seconds"] == "1"


@pytest.mark.parametrize("spec", ["dask://", "threads", "http://127.0.0.1:1", "127.0.0.1:8786"])
def test_an_engine_that_nobody_knows_is_a_sentence(spec: str, tmp_path: Path) -> None:
    assert _failure(spec, tmp_path).key == "executor-unknown"


def test_without_the_extra_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "builder.cluster.dask_executor", None)

    assert _failure("dask://127.0.0.1:1", tmp_path).key == "cluster-not-installed"


def test_a_scheduler_without_workers_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "WAIT_SECONDS", 1)

    with cluster_of(tmp_path / "cluster", dict(os.environ), workers=0) as empty:
        failure = _failure(empty.spec, tmp_path)

    assert failure.key == "cluster-empty"


def test_a_worker_with_another_program_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "builder").mkdir()
    (other / "builder" / "__init__.py").write_text("")

    with cluster_of(tmp_path / "cluster", dict(os.environ), workers=0) as mixed:
        mixed.add_worker({"PYTHONPATH": str(other)})
        failure = _failure(mixed.spec, tmp_path)

    assert failure.key == "cluster-other-code"
    assert failure.facts["worker"].startswith("tcp://127.0.0.1:")


def test_a_worker_with_another_program_that_joins_later_does_nothing(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with executor_of(cluster.spec, nullcontext(), tmp_path) as executor:
        # what stands for a program that is not the one that workers were asked about
        monkeypatch.setattr(executor, "_code", "another")

        with pytest.raises(ClusterFailed) as failure:
            list(mapped(worker_id, [1], executor))

    assert failure.value.key == "cluster-other-code"


def test_a_worker_with_another_version_of_a_library_is_named(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Client.get_versions

    def other(client: Client) -> dict[str, dict[str, dict[str, str]]]:
        versions: dict[str, dict[str, dict[str, str]]] = told(client)
        versions["client"]["packages"]["msgpack"] = "0.1.0"
        return versions

    monkeypatch.setattr(Client, "get_versions", other)

    failure = _failure(cluster.spec, tmp_path)

    assert failure.key == "cluster-other-version"
    assert (failure.facts["library"], failure.facts["ours"]) == ("msgpack", "0.1.0")


def test_a_worker_that_does_not_see_the_folder_is_named(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what is written here and does not appear there, as where another disk is mounted
    monkeypatch.setattr(Path, "touch", lambda _: None)

    failure = _failure(cluster.spec, tmp_path)

    assert failure.key == "cluster-folder-unseen"
    assert failure.facts["folder"] == str(tmp_path)


def test_a_batch_that_brings_down_its_workers_is_a_sentence(small_cluster: Cluster, tmp_path: Path) -> None:
    with (
        pytest.raises(ClusterFailed) as failure,
        executor_of(small_cluster.spec, nullcontext(), tmp_path) as executor,
    ):
        list(mapped(die, [1], executor))

    assert failure.value.key == "cluster-workers-died"
    assert failure.value.facts["worker"].startswith("tcp://127.0.0.1:")


def test_where_all_workers_are_gone_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "ALONE_SECONDS", 1)

    with (
        cluster_of(tmp_path / "cluster", dict(os.environ), workers=1) as alone,
        pytest.raises(ClusterFailed) as failure,
        executor_of(alone.spec, nullcontext(), tmp_path) as executor,
    ):
        list(mapped(die, [1], executor))

    assert failure.value.key == "cluster-workers-gone"


def test_a_run_that_is_interrupted_ends_when_no_worker_writes_any_more(cluster: Cluster, tmp_path: Path) -> None:
    go = tmp_path / "go"
    later = threading.Timer(0.5, go.touch)

    with pytest.raises(KeyboardInterrupt), executor_of(cluster.spec, nullcontext(), tmp_path) as executor:  # noqa: PT012
        assert executor
        executor.submit(wait_for, str(go))
        wait_until(lambda: any(tmp_path.glob("go.begun-*")))
        later.start()
        raise KeyboardInterrupt

    assert (tmp_path / "go.ended").exists()
    later.join()


def test_a_scheduler_that_is_lost_is_a_sentence(small_cluster: Cluster, tmp_path: Path) -> None:
    import dask

    never = tmp_path / "never"

    def kill() -> None:
        wait_until(lambda: any(tmp_path.glob("never.begun-*")))
        small_cluster.scheduler.kill()

    watcher = threading.Thread(target=kill)
    watcher.start()
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(ClusterFailed) as failure,
        executor_of(small_cluster.spec, nullcontext(), tmp_path) as executor,
    ):
        list(mapped(wait_for, [str(never)], executor))
    watcher.join()

    assert failure.value.key == "cluster-lost"
