"""A site in a place that cannot swap folders: each build in a folder of its own, one small file says which counts.

    <target>/builds/<build id>/…    everything of one build, `manifest.json` included
    <target>/current.json           the switch: one file, so that it changes in one step

A build that is cut leaves `current.json` as it was. After a switch the build before stays, for readers whose page
is open; older ones go. One build at a time for each target.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from builder.cluster.failure import ClusterFailed
from builder.cluster.storage import Storage
from builder.outputs import AnyOutput, ManifestEntry, Output
from builder.publish import MANIFEST

CURRENT = "current.json"
BUILDS = "builds/"
WRITTEN_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Release:
    """What `current.json` says: which build counts, where it lies, and what its manifest must be."""

    build: str
    folder: str
    manifest: str
    manifest_sha256: str
    bytes: int
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseFolder:
    """Where the files of a new build are written, and the one that counts now, whose files may be taken over.

    The two are one where the same input is published again.

    The counterpart of a site's folder on a disk; can be pickled, so that every worker writes for itself.
    """

    storage: Storage
    folder: str
    previous: str | None = None

    def write(self, outputs: Iterable[AnyOutput]) -> tuple[ManifestEntry, ...]:
        """Write files and return their manifest entries."""
        entries: list[ManifestEntry] = []
        remaining = iter(outputs)
        while share := list(islice(remaining, WRITTEN_AT_ONCE)):
            small = [output for output in share if isinstance(output, Output)]
            self.storage.write_all((self.folder + output.path, output.content) for output in small)
            for output in share:
                hashed = _Hashed(output)
                if isinstance(output, Output):
                    for _ in hashed.chunks():
                        pass
                else:
                    self.storage.write(self.folder + output.path, hashed.chunks())
                entries.append(hashed.entry)
        return tuple(entries)

    def take_over(self, entries: Sequence[ManifestEntry]) -> bool:
        """Have the place copy files of the build that counts; return False where one is missing, to write all."""
        if self.previous is None:
            return False
        if self.previous == self.folder:
            return True  # they lie there already; should one not, the switch will say so
        try:
            self.storage.copy_all((self.previous + entry.path, self.folder + entry.path) for entry in entries)
        except FileNotFoundError:
            return False
        return True


class _Hashed:
    """The chunks of an output, counted and hashed as they pass."""

    def __init__(self, output: AnyOutput) -> None:
        self._output = output
        self._sha256 = hashlib.sha256()
        self._size = 0

    def chunks(self) -> Iterator[bytes]:
        output = self._output
        for chunk in (output.content,) if isinstance(output, Output) else output.chunks():
            self._sha256.update(chunk)
            self._size += len(chunk)
            yield chunk

    @property
    def entry(self) -> ManifestEntry:
        return ManifestEntry(self._output.path, self._size, self._sha256.hexdigest())


def current_release(storage: Storage) -> Release | None:
    """Return the build that counts, None where there is none yet; raises ClusterFailed where the switch is damaged."""
    try:
        said = json.loads(storage.read(CURRENT))
        return Release(**said)
    except FileNotFoundError:
        return None
    except (TypeError, ValueError) as error:
        raise ClusterFailed("switch-damaged", path=CURRENT, detail=str(error)) from error


def new_release_folder(storage: Storage, build: str) -> ReleaseFolder:
    """Return where a build of this id is written: the same input, the same id, the same files."""
    current = current_release(storage)
    return ReleaseFolder(storage, f"{BUILDS}{build}/", current.folder if current else None)


def switch(place: ReleaseFolder, build: str, manifest: str = MANIFEST) -> Release:
    """Let a build count: all its files are there as its manifest says, then the switch is written, last of all.

    Raises ClusterFailed where a file is missing or has another size, or another build was published meanwhile.
    """
    storage = place.storage
    content = storage.read(place.folder + manifest)
    size = len(content) + _size_if_whole(place, json.loads(content)["files"])
    before = current_release(storage)
    if (before.folder if before else None) != place.previous:
        raise ClusterFailed("release-overtaken", path=CURRENT)
    again = before if before and before.folder == place.folder else None
    release = Release(
        build=build,
        folder=place.folder,
        manifest=manifest,
        manifest_sha256=hashlib.sha256(content).hexdigest(),
        bytes=size,
        previous=again.previous if again else place.previous,
    )
    storage.write_all([(CURRENT, (json.dumps(asdict(release), indent=1) + "\n").encode())])
    _delete_older(storage, release)
    return release


def _size_if_whole(place: ReleaseFolder, files: Iterable[Mapping[str, Any]]) -> int:
    """Return the bytes of all files of a manifest, each of which is there with its size."""
    there = place.storage.sizes(place.folder)
    for file in files:
        if there.get(place.folder + file["path"]) != file["bytes"]:
            raise ClusterFailed("release-incomplete", path=str(file["path"]))
    return sum(file["bytes"] for file in files)


def _delete_older(storage: Storage, release: Release) -> None:
    """Remove all builds but the one that counts and the one before, those that were cut included."""
    kept = {release.folder, release.previous}
    folders = {"/".join(path.split("/")[:2]) + "/" for path in storage.sizes(BUILDS)}
    for folder in sorted(folders - kept):
        storage.delete_folder(folder)
