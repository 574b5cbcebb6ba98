"""Beyond one machine: the engine that runs the tasks of a build, and places to write to that are no folder.

How the line uses it, with or without a cluster:

    with executor_of(options.executor, local_pool, shared=project.cache) as executor:
        place = new_release_folder(FsspecStorage("s3://bucket/site"), build)   # or a folder on a shared disk
        …                                                   # tasks on `executor`, each writing through `place.write`
        switch(place, build, entries, manifest_output(entries, version=…))

A task is a module-level function and arguments that can be pickled; run twice, it leaves the same. The packages
themselves are read from the project's folder, which every worker sees under the same path.
"""

from builder.cluster.executors import PROCESSES, executor_of
from builder.cluster.failure import ClusterFailed
from builder.cluster.object_store import FsspecStorage
from builder.cluster.releases import Release, ReleaseFolder, current_release, new_release_folder, switch
from builder.cluster.storage import LocalStorage, Storage

__all__ = [
    "PROCESSES",
    "ClusterFailed",
    "FsspecStorage",
    "LocalStorage",
    "Release",
    "ReleaseFolder",
    "Storage",
    "current_release",
    "executor_of",
    "new_release_folder",
    "switch",
]
