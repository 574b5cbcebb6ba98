"""Where a site is published: a folder of this machine, swapped in whole, or a store that holds build beside build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.cluster import FsspecStorage, current_release, new_release_folder, switch
from builder.former import Former
from builder.outputs import SitePlace
from builder.publish import MANIFEST, SiteFolder, Staging


@dataclass(frozen=True, slots=True)
class Publication:
    """A site about to be built for a place.

    `manifest` is the SHA-256 of the list of files published there now, empty where there is none; `folder` gives
    where the new files go, `publish` puts the whole new site in the place of the old one.
    """

    manifest: str
    folder: Callable[[Former], SitePlace]
    publish: Callable[[], object]

    def standing(self, former: Former) -> Former:
        """Return the last run, without its site where that is not there as it was published."""
        return former if self.manifest and self.manifest == former.manifest else former.without_site()


def is_store(target: str) -> bool:
    """Return whether a target is the address of a store and no folder."""
    return "://" in target


@contextmanager
def in_folder(place: Path) -> Iterator[Publication]:
    """Give the publication of a site in a folder; nothing is left behind where it is not published."""
    with Staging(place) as staging:
        try:
            manifest = hashlib.sha256((place / MANIFEST).read_bytes()).hexdigest()
        except OSError:
            manifest = ""

        def folder(former: Former) -> SiteFolder:
            return SiteFolder(str(staging.folder), str(place) if former.manifest else None, former.published_at)

        yield Publication(manifest, folder, staging.swap)


@contextmanager
def in_store(url: str, build: str) -> Iterator[Publication]:
    """Give the publication of the build of that id in a store; raises ClusterFailed."""
    storage = FsspecStorage(url)
    current = current_release(storage)
    place = new_release_folder(storage, build)
    yield Publication(current.manifest_sha256 if current else "", lambda _former: place, lambda: switch(place, build))
