"""Where the files of a build are written and read: a folder of this machine, or a place that is no folder.

A path is relative, `/`-separated, without a leading slash; a `folder` is such a path ending in `/`, or empty.
Every storage can be pickled: workers open it for themselves.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol


class Storage(Protocol):
    """Byte strings by path; whoever reads a path sees the whole old content or the whole new one."""

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Keep what the chunks give, one after the other, under a path."""
        ...

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Keep many small byte strings, as many at once as the place likes."""
        ...

    def read(self, path: str) -> bytes:
        """Return what is kept; raises FileNotFoundError."""
        ...

    def read_range(self, path: str, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to, not including, `end`; raises FileNotFoundError."""
        ...

    def exists(self, path: str) -> bool:
        """Return whether something is kept under a path."""
        ...

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the size in bytes of everything below a folder, by path, sorted; nothing where there is none."""
        ...

    def copy_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep what is under each first path under the second one as well; raises FileNotFoundError."""
        ...

    def delete_folder(self, folder: str) -> None:
        """Forget everything below a folder, which need not be there."""
        ...


def plain(path: str) -> str:
    """Return a path; raises ValueError where it leads out of the place, a fault of ours."""
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or not parts:
        message = f"{path!r} leads out of the place"
        raise ValueError(message)
    return path


@dataclass(frozen=True, slots=True)
class LocalStorage:
    """A folder of this machine, or of a file system that all machines share; raises OSError."""

    root: str

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file beside its place and put it there in one step."""
        place = Path(self.root, plain(path))
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}.draft")
        try:
            with draft.open("wb") as file:
                file.writelines(chunks)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Write files one after the other."""
        for path, content in contents:
            self.write(path, (content,))

    def read(self, path: str) -> bytes:
        """Return a file."""
        return Path(self.root, plain(path)).read_bytes()

    def read_range(self, path: str, start: int, end: int) -> bytes:
        """Return a part of a file."""
        with Path(self.root, plain(path)).open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def exists(self, path: str) -> bool:
        """Return whether there is a file."""
        return Path(self.root, plain(path)).is_file()

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the sizes of the files below a folder."""
        return dict(sorted(self._sizes(folder)))

    def _sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        for path in Path(self.root, folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(self.root).as_posix(), path.stat().st_size

    def copy_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Copy files."""
        for source, target in pairs:
            place = Path(self.root, plain(target))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(self.root, plain(source)), place)

    def delete_folder(self, folder: str) -> None:
        """Remove a folder."""
        if Path(self.root, plain(folder)).exists():
            shutil.rmtree(Path(self.root, plain(folder)))
