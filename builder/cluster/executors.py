"""Which engine runs the tasks of a build: processes of this machine, or workers of a Dask scheduler."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from builder.cluster.failure import ClusterFailed

PROCESSES = "processes"


@contextmanager
def executor_of(spec: str, local: AbstractContextManager[Executor | None], shared: Path) -> Iterator[Executor | None]:
    """Give the engine that `spec` names: `local` for `processes`, else the workers at `dask://host:port`.

    `shared` is a folder that every worker must see as this process does; raises ClusterFailed.
    """
    if spec == PROCESSES:
        with local as executor:
            yield executor
        return
    try:
        from builder.cluster.dask_executor import dask_executor
    except ImportError as error:
        raise ClusterFailed("cluster-not-installed", detail=str(error)) from error
    with dask_executor(spec, shared) as workers:
        yield workers
