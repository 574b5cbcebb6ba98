"""Object stores, and whatever else fsspec has a door to: `s3://bucket/site`, `memory://site`, `file:///srv/site`.

Settings come from where the door looks for them itself: for S3 the variables `AWS_ACCESS_KEY_ID`,
`AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT_URL` and their kin, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from builder.cluster.failure import ClusterFailed
from builder.cluster.media_types import media_type
from builder.cluster.storage import plain

AT_ONCE = 256
"""Files handed to the door together; it sends several of them at a time."""


@dataclass(frozen=True, slots=True)
class FsspecStorage:
    """What lies below an address; raises ClusterFailed where the store refuses."""

    url: str

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Send a file in parts; it is there once all of it has been sent, and never in part."""
        address = self._address(path)
        with self._told(), self._new_file(address, media_type(path)) as file:
            for chunk in chunks:
                file.write(chunk)

    @contextmanager
    def _new_file(self, address: str, kind: str) -> Iterator[Any]:
        file = self._door().open(address, "wb", autocommit=False, **self._described(kind))
        try:
            yield file
        except BaseException:
            file.discard()
            raise
        file.close()
        file.commit()

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Send many small files, several at a time where the door can."""
        remaining = iter(contents)
        while share := list(islice(remaining, AT_ONCE)):
            files = [(self._address(path), content, self._described(media_type(path))) for path, content in share]
            with self._told():
                _send(self._door(), files)

    def read(self, path: str) -> bytes:
        """Return a file; raises FileNotFoundError."""
        address = self._address(path)
        with self._told(FileNotFoundError):
            return bytes(self._door().cat_file(address))

    def read_range(self, path: str, start: int, end: int) -> bytes:
        """Return a part of a file without fetching the rest; raises FileNotFoundError."""
        address = self._address(path)
        with self._told(FileNotFoundError):
            return bytes(self._door().cat_file(address, start=start, end=end))

    def exists(self, path: str) -> bool:
        """Return whether there is a file."""
        address = self._address(path)
        with self._told():
            return bool(self._door(is_fresh=True).isfile(address))

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the sizes of the files below a folder."""
        root = f"{self._root()}/"
        with self._told():
            try:
                found = self._door(is_fresh=True).find(f"{root}{folder}", detail=True)
            except FileNotFoundError:
                return {}
        return {path.removeprefix(root): int(facts["size"]) for path, facts in sorted(found.items())}

    def copy_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Have the store copy files for itself, several at a time; raises FileNotFoundError."""
        remaining = iter(pairs)
        while share := list(islice(remaining, AT_ONCE)):
            sources = [self._address(source) for source, _ in share]
            targets = [self._address(target) for _, target in share]
            with self._told(FileNotFoundError):
                self._door().copy(sources, targets, on_error="raise")

    def delete_folder(self, folder: str) -> None:
        """Remove everything below a folder."""
        address = self._address(folder).rstrip("/")
        if self.sizes(folder):
            with self._told():
                self._door().rm(address, recursive=True)

    def _door(self, *, is_fresh: bool = False) -> Any:
        door, _ = self._opened()
        if is_fresh:
            # a door remembers listings, and other machines write too
            door.invalidate_cache()
        return door

    def _root(self) -> str:
        return self._opened()[1].rstrip("/")

    def _address(self, path: str) -> str:
        return f"{self._root()}/{plain(path)}"

    def _opened(self) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs

            door, root = url_to_fs(self.url)
        except ImportError as error:
            raise ClusterFailed("cluster-not-installed", detail=str(error)) from error
        except ValueError as error:
            raise ClusterFailed("store-unknown", url=self.url, detail=str(error)) from error
        return door, str(root)

    def _described(self, kind: str) -> dict[str, str]:
        """Return what the store is told of a file: S3 hands a file out as what it was told it is."""
        return {"ContentType": kind} if self.url.startswith(("s3://", "s3a://")) else {}

    @contextmanager
    def _told(self, *passing: type[Exception]) -> Iterator[None]:
        """Turn the errors of a door into ours, but those that say what was asked."""
        try:
            yield
        except ClusterFailed:
            raise
        except passing:
            raise
        except Exception as error:  # each door has errors of its own, without a common class
            detail = str(error) or type(error).__name__
            raise ClusterFailed("store-failed", url=self.url, detail=detail) from error


def _send(door: Any, files: list[tuple[str, bytes, dict[str, str]]]) -> None:
    if not door.async_impl:
        for address, content, described in files:
            door.pipe_file(address, content, **described)
        return

    import asyncio

    from fsspec.asyn import sync

    async def together() -> None:
        # by a name with an underscore such a door offers what it does as a coroutine
        await asyncio.gather(*(door._pipe_file(address, content, **told) for address, content, told in files))  # noqa: SLF001

    sync(door.loop, together)
