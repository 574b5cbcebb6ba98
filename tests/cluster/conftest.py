"""A cluster and an object store on loopback, started once for all tests of a run that need them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from uuid import uuid4

import pytest

from builder.cluster import FsspecStorage
from tests.cluster.servers import Cluster, cluster_of, object_store


@pytest.fixture(scope="session")
def store_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The variables by which the object store is reached; this process and its workers have them."""
    with object_store(tmp_path_factory.mktemp("store")) as settings, pytest.MonkeyPatch.context() as patch:
        for name, setting in settings.items():
            patch.setenv(name, setting)
        patch.delenv("AWS_PROFILE", raising=False)
        yield settings


@pytest.fixture
def bucket(store_settings: Mapping[str, str]) -> str:
    """The address of a new and empty bucket."""
    import s3fs

    name = f"site-{uuid4().hex[:12]}"
    s3fs.S3FileSystem(endpoint_url=store_settings["AWS_ENDPOINT_URL"]).mkdir(name)
    return f"s3://{name}"


@pytest.fixture
def store(bucket: str) -> FsspecStorage:
    """A place in the object store."""
    return FsspecStorage(f"{bucket}/site")


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, store_settings: Mapping[str, str]) -> Iterator[Cluster]:
    """A scheduler with two workers that stay as they are: a test that breaks one starts its own."""
    del store_settings
    with cluster_of(tmp_path_factory.mktemp("cluster"), dict(os.environ)) as started:
        yield started
