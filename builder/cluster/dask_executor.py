"""Workers on other machines, through Dask's own interface of `concurrent.futures`.

What is asked of them before anything is done: they can be reached, run the same program on the same libraries, and
see the project's folder. A worker that joins later is asked when its first task comes. A task whose worker dies is
given to another by the scheduler itself, four times in all as Dask is set up.
"""

from __future__ import annotations

import secrets
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, KilledWorker, get_worker
from distributed.cfexecutor import ClientExecutor
from distributed.scheduler import NoWorkerError

from builder.cache import code_digest
from builder.cluster.failure import ClusterFailed

WAIT_SECONDS = 10
ALONE_SECONDS = 60
"""So long a scheduler waits for a worker once the last one is gone; one that is started again needs a few seconds."""
PROTOCOLS: Mapping[str, str] = {"dask": "tcp", "dask+tls": "tls"}
SETTLE_SECONDS = 30
_MUST_AGREE = ("python", "dask", "distributed", "cloudpickle", "msgpack", "toolz", "tornado")

Result = TypeVar("Result")


class DaskExecutor(ClientExecutor):  # type: ignore[misc]  # distributed does not say its types
    """Dask's executor, whose tasks run where the program is ours and nowhere else."""

    def __init__(self, client: Client) -> None:
        """Take a client whose workers were looked at."""
        super().__init__(client, pure=False)
        self._code = code_digest().hex()

    @property
    def workers(self) -> int:
        """How many tasks the workers that are there now can run at a time."""
        return sum(self._client.nthreads().values())

    def submit(self, function: Callable[..., Result], /, *arguments: Any) -> Future[Result]:
        """Hand a task out."""
        future: Future[Result] = super().submit(with_same_code, self._code, function, *arguments)
        return future

    def map(self, function: Callable[..., Result], *iterables: Iterable[Any], **named: Any) -> Iterator[Result]:
        """Hand tasks out, and yield their results in order."""
        return Executor.map(self, function, *iterables, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as is
        """Wait for what was handed out, or call it off; what is at work by then ends first, unless it takes long."""
        super().shutdown(wait=wait and not cancel_futures)
        if wait and cancel_futures and self._client.status == "running":
            _settle(self._client)


@contextmanager
def dask_executor(spec: str, shared: Path) -> Iterator[DaskExecutor]:
    """Give the workers of the scheduler at `dask://host:port`; `shared` is a folder that all must see.

    Raises ClusterFailed before, or out of the block where workers or the scheduler are lost in it.
    """
    client = _connected(spec)
    executor = None
    try:
        _assert_workers(client, spec)
        _assert_versions(client)
        _assert_same_code(client)
        _assert_shared(client, shared)
        _bound_waiting(client)
        executor = DaskExecutor(client)
        yield executor
    except KilledWorker as error:
        raise ClusterFailed("cluster-workers-died", worker=str(error.last_worker.address)) from error
    except NoWorkerError as error:
        raise ClusterFailed("cluster-workers-gone", address=spec, seconds=str(round(error.timeout))) from error
    except (CancelledError, OSError) as error:
        if client.status == "running" and not isinstance(error, CancelledError):
            raise
        raise ClusterFailed("cluster-lost", address=spec) from error
    finally:
        if executor:
            executor.shutdown(cancel_futures=True)
        client.close(timeout=1)


def _settle(client: Client) -> None:
    """Wait until no worker writes any more: one that is at work has one thread, and does what comes next afterwards."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    ends = [client.submit(len, "", workers=[address], pure=False) for address in workers]
    last = time.monotonic() + SETTLE_SECONDS
    for end in ends:
        with suppress(TimeoutError, CancelledError):
            end.exception(timeout=max(0.0, last - time.monotonic()))


def with_same_code(code: str, function: Callable[..., Result], *arguments: Any) -> Result:
    """Run a task where the program is the one that handed it out; raises ClusterFailed elsewhere."""
    if code_digest().hex() != code:
        raise ClusterFailed("cluster-other-code", worker=str(get_worker().address))
    return function(*arguments)


def _connected(spec: str) -> Client:
    scheme, _, place = spec.partition("://")
    if scheme not in PROTOCOLS or not place:
        raise ClusterFailed("executor-unknown", spec=spec)
    try:
        # Dask would warn of other versions in a table of its own; ours is a sentence, and the end
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(f"{PROTOCOLS[scheme]}://{place}", timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterFailed("cluster-unreachable", address=spec, seconds=str(WAIT_SECONDS)) from error


def _assert_workers(client: Client, spec: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WAIT_SECONDS)
    except TimeoutError as error:
        raise ClusterFailed("cluster-empty", address=spec, seconds=str(WAIT_SECONDS)) from error


def _assert_versions(client: Client) -> None:
    told = client.get_versions()
    ours = _versions(told["client"])
    for address, facts in {"scheduler": told["scheduler"], **told["workers"]}.items():
        theirs = _versions(facts)
        for library in _MUST_AGREE:
            if theirs[library] != ours[library]:
                raise ClusterFailed(
                    "cluster-other-version",
                    worker=address,
                    library=library,
                    theirs=theirs[library],
                    ours=ours[library],
                )


def _versions(facts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the versions that must agree; of Python the first two numbers."""
    versions = {library: str(facts["packages"].get(library)) for library in _MUST_AGREE}
    return versions | {"python": ".".join(versions["python"].split(".")[:2])}


def _assert_same_code(client: Client) -> None:
    ours = code_digest()
    for address, theirs in _asked(client, code_digest).items():
        if theirs != ours:
            raise ClusterFailed("cluster-other-code", worker=address)


def _assert_shared(client: Client, shared: Path) -> None:
    """Have every worker read a file that was not there before: a copy of the folder would lack it."""
    shared.mkdir(parents=True, exist_ok=True)
    token = shared / f".seen-by-all-{secrets.token_hex(8)}"
    token.touch()
    try:
        for address, is_seen in _asked(client, is_there, str(token)).items():
            if is_seen is not True:
                raise ClusterFailed("cluster-folder-unseen", worker=address, folder=str(shared))
    finally:
        token.unlink(missing_ok=True)


def _bound_waiting(client: Client) -> None:
    """Have the scheduler give tasks up where no worker is left, unless it is set up to do so already."""

    # a function within a function travels as code: the scheduler need not have our program
    def bound(dask_scheduler: Any, seconds: int = ALONE_SECONDS) -> None:
        if dask_scheduler.no_workers_timeout is None:
            dask_scheduler.no_workers_timeout = seconds

    client.run_on_scheduler(bound)


def is_there(path: str) -> bool:
    """Return whether this machine sees a file."""
    return Path(path).is_file()


def _asked(client: Client, question: Callable[..., object], *arguments: object) -> dict[str, object]:
    """Return each worker's answer; one that cannot answer lacks the program, or part of it."""
    answers: dict[str, object] = client.run(question, *arguments, on_error="return")
    for address, answer in answers.items():
        if isinstance(answer, Exception):
            raise ClusterFailed("cluster-other-code", worker=address) from answer
    return answers
