"""A site in an object store: each build in a folder of its own, and one small file that says which counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cluster import (
    ClusterFailed,
    FsspecStorage,
    LocalStorage,
    ReleaseFolder,
    Storage,
    current_release,
    new_release_folder,
    switch,
)
from builder.outputs import AnyOutput, ManifestEntry, Output, StreamedOutput
from builder.publish import manifest_output


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return LocalStorage(str(tmp_path / "site"))
    store: FsspecStorage = request.getfixturevalue("store")
    return store


def _site(text: str) -> list[AnyOutput]:
    def pieces() -> Iterator[bytes]:
        yield from (text.encode(), b" in pieces")

    return [
        Output("index.html", text.encode()),
        Output("units/a/2022/index.html", b"unchanged"),
        StreamedOutput("data/all.csv", pieces),
    ]


def _written(place: ReleaseFolder, text: str) -> tuple[ManifestEntry, ...]:
    entries = place.write(_site(text))
    place.write([manifest_output(entries, version="1")])
    return entries


def _published(storage: Storage, build: str, text: str) -> tuple[ManifestEntry, ...]:
    place = new_release_folder(storage, build)
    entries = _written(place, text)
    switch(place, build)
    return entries


def _visible(storage: Storage) -> str:
    release = current_release(storage)
    assert release
    return storage.read(f"{release.folder}index.html").decode()


def test_a_build_counts_once_the_switch_names_it(storage: Storage) -> None:
    place = new_release_folder(storage, "one")
    _written(place, "first")
    assert current_release(storage) is None

    release = switch(place, "one")

    said = json.loads(storage.read("current.json"))
    manifest = storage.read(f"{said['folder']}{said['manifest']}")
    assert current_release(storage) == release
    assert hashlib.sha256(manifest).hexdigest() == said["manifest_sha256"]
    assert (said["build"], said["folder"]) == ("one", "builds/one/")
    assert sum(storage.sizes("builds/one/").values()) == said["bytes"]
    assert _visible(storage) == "first"


def test_entries_tell_the_size_and_digest_of_what_was_written(storage: Storage) -> None:
    entries = new_release_folder(storage, "one").write(_site("first"))

    assert [entry.path for entry in entries] == ["index.html", "units/a/2022/index.html", "data/all.csv"]
    for entry in entries:
        content = storage.read(f"builds/one/{entry.path}")
        assert (entry.size, entry.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_build_that_is_cut_leaves_the_one_before(storage: Storage) -> None:
    _published(storage, "one", "first")

    new_release_folder(storage, "two").write(_site("second")[:2])

    assert _visible(storage) == "first"


def test_a_build_with_a_file_missing_is_not_switched_to(storage: Storage) -> None:
    _published(storage, "one", "first")
    place = new_release_folder(storage, "two")
    _written(place, "second")
    storage.delete_folder("builds/two/units/")

    with pytest.raises(ClusterFailed) as failure:
        switch(place, "two")

    assert failure.value.key == "release-incomplete"
    assert failure.value.facts == {"path": "units/a/2022/index.html"}
    assert _visible(storage) == "first"


def test_a_build_with_a_file_cut_short_is_not_switched_to(storage: Storage) -> None:
    place = new_release_folder(storage, "one")
    _written(place, "first")
    storage.write_all([("builds/one/index.html", b"fir")])

    with pytest.raises(ClusterFailed, match="release-incomplete"):
        switch(place, "one")

    assert current_release(storage) is None


def test_the_build_before_stays_and_older_ones_go_with_those_that_were_cut(storage: Storage) -> None:
    _published(storage, "one", "first")
    new_release_folder(storage, "cut").write(_site("cut")[:1])
    _published(storage, "two", "second")

    _published(storage, "three", "third")

    release = current_release(storage)
    assert release
    assert release.previous == "builds/two/"
    assert {path.split("/")[1] for path in storage.sizes("builds/")} == {"two", "three"}


def test_a_build_of_the_same_input_may_be_published_again(storage: Storage) -> None:
    _published(storage, "one", "first")
    _published(storage, "two", "second")
    before = storage.sizes("")

    entries = _published(storage, "two", "second")

    assert new_release_folder(storage, "two").take_over(entries)
    release = current_release(storage)
    assert release
    assert release.previous == "builds/one/"
    assert storage.sizes("") == before


def test_of_two_builds_at_one_time_the_later_does_not_undo_the_earlier(storage: Storage) -> None:
    _published(storage, "one", "first")
    slow = new_release_folder(storage, "slow")
    _published(storage, "quick", "quick")
    _written(slow, "slow")

    with pytest.raises(ClusterFailed, match="release-overtaken"):
        switch(slow, "slow")

    assert _visible(storage) == "quick"


def test_unchanged_files_are_taken_over_from_the_build_that_counts(storage: Storage) -> None:
    before = _published(storage, "one", "first")
    place = new_release_folder(storage, "two")

    assert place.take_over(before[1:])

    assert storage.read("builds/two/units/a/2022/index.html") == b"unchanged"
    assert storage.read("builds/two/data/all.csv") == b"first in pieces"
    assert not storage.exists("builds/two/index.html")


def test_where_a_file_to_be_taken_over_is_gone_all_are_to_be_written(storage: Storage) -> None:
    before = _published(storage, "one", "first")
    storage.delete_folder("builds/one/units/")

    assert not new_release_folder(storage, "two").take_over(before)


def test_nothing_is_taken_over_where_nothing_was_published(storage: Storage) -> None:
    place = new_release_folder(storage, "one")

    assert place == ReleaseFolder(storage, "builds/one/")
    assert not place.take_over([ManifestEntry("index.html", 1, "")])


@pytest.mark.parametrize("said", [b"{", b"[]", b'{"build": "one"}', b'"one"'])
def test_a_damaged_switch_is_a_sentence(tmp_path: Path, said: bytes) -> None:
    storage = LocalStorage(str(tmp_path))
    storage.write_all([("current.json", said)])

    with pytest.raises(ClusterFailed) as failure:
        new_release_folder(storage, "two")

    assert failure.value.key == "switch-damaged"
