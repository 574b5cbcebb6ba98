"""The data of a git revision, read into a temporary folder: nothing is checked out, no shell is asked."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from builder.cli.project import DATASETS


class NoRevision(Exception):
    """There is no such revision; `detail` is what git says of it, if anything."""

    def __init__(self, detail: str) -> None:
        """Take git's own words."""
        super().__init__(detail)
        self.detail = detail


class GitFailed(Exception):
    """Git is not there, or cannot read what it should; `detail` says which."""

    def __init__(self, detail: str) -> None:
        """Take git's own words, empty where there is no git."""
        super().__init__(detail)
        self.detail = detail


@contextmanager
def revision_folder(project: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the `datasets` of the project as they stand in a revision; raises NoRevision, GitFailed."""
    git = shutil.which("git")
    if git is None:
        raise GitFailed("")
    commit = _commit(git, project, revision)
    with TemporaryDirectory(prefix="mingzhang-") as folder, TemporaryFile() as archive:
        command = [git, "archive", "--format=tar", commit, "--", DATASETS]
        finished = subprocess.run(
            command, cwd=project, stdin=subprocess.DEVNULL, stdout=archive, stderr=subprocess.PIPE, check=False
        )
        if finished.returncode:
            raise GitFailed(_said(finished.stderr))
        archive.seek(0)
        _unpack(archive, Path(folder))
        yield Path(folder)


def _commit(git: str, project: Path, revision: str) -> str:
    """Return the full name of a revision that has data, which can be taken for nothing else."""
    if not revision or revision.startswith("-"):
        raise NoRevision("")
    command = [git, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    finished = subprocess.run(command, cwd=project, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if finished.returncode:
        raise NoRevision(_said(finished.stderr))
    commit = finished.stdout.decode("ascii").strip()
    command = [git, "cat-file", "-e", f"{commit}:./{DATASETS}"]
    finished = subprocess.run(command, cwd=project, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if finished.returncode:
        raise NoRevision(_said(finished.stderr))
    return commit


def _unpack(archive: IO[bytes], folder: Path) -> None:
    """Write the archive's files; a link that leads out of the folder, or the like, is refused."""
    try:
        with tarfile.open(fileobj=archive, mode="r:") as opened:
            opened.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise GitFailed(str(error)) from error


def _said(output: bytes) -> str:
    return " ".join(output.decode("utf-8", "replace").split())
