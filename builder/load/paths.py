"""Which paths a package may name, and how their files are opened: never through a link, never outside.

Names are judged as text first. Then every part is opened by its folder's descriptor and the opened file is
judged, not its name, so that nothing can be exchanged between the look and the reading.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from builder.load import limits
from builder.load.characters import code_point

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DRIVE = re.compile(r"[A-Za-z]:")
_OUTSIDE_NAMES = re.compile(r"[^a-z0-9._-]")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_OUR_FAULT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})
_KINDS = (
    (stat.S_ISLNK, "symbolic link"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "character device"),
    (stat.S_ISBLK, "block device"),
)


class Refusal(Exception):
    """Why a path or file is not read: a rule and its facts."""

    def __init__(self, rule: str, facts: dict[str, str]) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


def judge_path(path: str) -> Refusal | None:
    """Return why a path may not be named in a package, or None where it may."""
    facts = {"path": path}
    for rule, is_broken in (
        ("empty-path", not path),
        ("absolute-path", path.startswith("/") and not path.startswith("//")),
        ("absolute-path", _DRIVE.match(path) and not path[2:].startswith("//")),
        ("address-in-pointer", path.startswith(("//", "\\\\")) or _SCHEME.match(path)),
        ("path-leaves-folder", ".." in re.split(r"[/\\]", path)),
    ):
        if is_broken:
            return Refusal(rule, facts)
    if len(path.encode("utf-8", "surrogatepass")) > limits.PATH_BYTES:
        return Refusal("path-too-long", {**facts, "limit": str(limits.PATH_BYTES)})
    for part in path.split("/"):
        refusal = judge_part(part, path)
        if refusal:
            return refusal
    return None


def judge_part(part: str, path: str) -> Refusal | None:
    """Return why one part of a path may not be so named, or None where it may."""
    facts = {"path": path, "part": part}
    if part in {"", "."}:
        return Refusal("path-empty-part", facts)
    outside = _OUTSIDE_NAMES.findall(part)
    if outside:
        codes = " ".join(code_point(character) for character in dict.fromkeys(outside[:8]))
        return Refusal("path-characters", {**facts, "characters": "".join(dict.fromkeys(outside[:8])), "codes": codes})
    if part[0] in ".-" or part[-1] == ".":
        return Refusal("path-dot", facts)
    if _DEVICE.fullmatch(part):
        return Refusal("path-device-name", facts)
    if len(part) > limits.PART_BYTES:
        return Refusal("path-too-long", {**facts, "limit": str(limits.PART_BYTES)})
    return None


@contextmanager
def open_folder(start: str | os.PathLike[str] | int, parts: Sequence[str] = ()) -> Iterator[int]:
    """Open a folder, then the folders `parts` below it one by one; raises Refusal at a link or no folder."""
    if isinstance(start, int):
        descriptor = os.open(".", _FOLDER, dir_fd=start)
    else:
        descriptor = os.open(start, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for number, part in enumerate(parts, 1):
            below = _opened(descriptor, part, "/".join(parts[:number]), _FOLDER)
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)


def read_file(folder: int, path: str, limit: int) -> bytes:
    """Return the bytes of a regular file below an opened folder; raises Refusal where it is anything else."""
    *parts, name = path.split("/")
    with open_folder(folder, parts) as above:
        descriptor = _opened(above, name, path, _FILE)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal("not-a-regular-file", {"path": path, "form": form_of(status.st_mode)})
        if status.st_size > limit:
            raise Refusal("file-too-large", {"path": path, "size": str(status.st_size), "limit": str(limit)})
        return _read(descriptor, path, limit)
    finally:
        os.close(descriptor)


def form_of(mode: int) -> str:
    """Return what kind of thing a mode of the file system speaks of."""
    return next((form for is_form, form in _KINDS if is_form(mode)), "regular file")


def _read(descriptor: int, path: str, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := os.read(descriptor, 1 << 20):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise Refusal("file-too-large", {"path": path, "size": f"> {limit}", "limit": str(limit)})
    return b"".join(chunks)


def _opened(folder: int, name: str, path: str, flags: int) -> int:
    try:
        return os.open(name, flags, dir_fd=folder)
    except FileNotFoundError as error:
        raise Refusal("missing-file", {"path": path}) from error
    except OSError as error:
        if error.errno in _OUR_FAULT:
            raise
        raise _why_not(folder, name, path, error) from error
    except ValueError as error:  # a NUL in the name
        raise Refusal("missing-file", {"path": path}) from error


def _why_not(folder: int, name: str, path: str, error: OSError) -> Refusal:
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    except OSError:
        mode = 0
    is_closed_folder = stat.S_ISDIR(mode) and error.errno in {errno.EACCES, errno.EPERM}
    if mode and not is_closed_folder and (not stat.S_ISREG(mode) or error.errno == errno.ENOTDIR):
        return Refusal("not-a-regular-file", {"path": path, "form": form_of(mode)})
    return Refusal("unreadable-file", {"path": path, "reason": os.strerror(error.errno or 0)})
