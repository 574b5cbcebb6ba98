"""Servers on loopback for tests: a scheduler of Dask with its workers, and an object store that speaks S3."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.projects import REPOSITORY

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
# Nobody's, so that nothing beyond loopback could be reached with them; no settings of the person who runs the tests.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


class NotReady(Exception):
    """A server did not come up in time; the message is what it printed."""


@contextmanager
def running(command: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server of Python beside the test, in a session of its own, and end all of it whatever happens."""
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "", **environment}
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=settings,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE)


def wait_until(is_so: Callable[[], bool], log: Path | None = None) -> None:
    """Wait until something is so; raises NotReady."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise NotReady(log.read_text(errors="replace") if log else "")
        time.sleep(0.05)


@dataclass(slots=True)
class Cluster:
    """A scheduler and its workers, by their processes."""

    folder: Path
    environment: Mapping[str, str]
    stack: ExitStack
    scheduler: subprocess.Popen[bytes] = field(init=False)
    place: str = field(init=False)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the scheduler."""
        said, log = self.folder / "scheduler.json", self.folder / "scheduler.log"
        options = ["--host", LOOPBACK, "--port", "0", "--no-dashboard", "--scheduler-file", str(said)]
        self.scheduler = self._started(["-m", "distributed.cli.dask_scheduler", *options], log)
        wait_until(said.exists, log)
        self.place = json.loads(said.read_text())["address"].removeprefix("tcp://")

    @property
    def spec(self) -> str:
        """What `--executor` is given."""
        return f"dask://{self.place}"

    def add_worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a worker of one thread."""
        log = self.folder / f"worker-{len(self.workers)}.log"
        options = ["--host", LOOPBACK, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
        command = ["-m", "distributed.cli.dask_worker", f"tcp://{self.place}", *options]
        worker = self._started([*command, "--local-directory", str(self.folder / "scratch")], log, environment)
        self.workers.append(worker)
        return worker

    def _started(
        self, command: list[str], log: Path, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        return self.stack.enter_context(running(command, log, {**self.environment, **(environment or {})}))


@contextmanager
def cluster_of(folder: Path, environment: Mapping[str, str], *, workers: int = 2) -> Iterator[Cluster]:
    """Give a scheduler with workers that have begun to start; all of them are ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        cluster = Cluster(folder, environment, stack)
        for _ in range(workers):
            cluster.add_worker()
        yield cluster


@contextmanager
def object_store(folder: Path) -> Iterator[dict[str, str]]:
    """Give the variables by which an S3 of our own is reached."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "store.log"
    address = f"http://{LOOPBACK}:{port}"
    with running(["-m", "moto.server", "-H", LOOPBACK, "-p", str(port)], log, CREDENTIALS):
        wait_until(lambda: _answers(port), log)
        yield {**CREDENTIALS, "AWS_ENDPOINT_URL": address}


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        return int(found.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=5):
            return True
    except OSError:
        return False
