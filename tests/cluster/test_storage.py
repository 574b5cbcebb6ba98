"""A folder, an object store and whatever fsspec opens keep byte strings alike."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import s3fs

from builder.cluster import ClusterFailed, FsspecStorage, LocalStorage, Storage, object_store

MEGABYTE = 1 << 20


# fsspec's memory keeps what was begun; it is here for doors other than S3, and nothing is published there
@pytest.fixture(params=["folder", "memory", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return LocalStorage(str(tmp_path / "site"))
    if request.param == "memory":
        return FsspecStorage(f"memory://{uuid4().hex}/site")
    url: str = request.getfixturevalue("bucket")
    return FsspecStorage(f"{url}/site")


def test_what_is_written_is_read_back_whole_and_in_part(storage: Storage) -> None:
    storage.write("units/a/index.html", (b"one ", b"two ", b"three"))

    assert storage.read("units/a/index.html") == b"one two three"
    assert storage.read_range("units/a/index.html", 4, 7) == b"two"
    assert storage.exists("units/a/index.html")
    assert not storage.exists("units/a")
    assert not storage.exists("units/b/index.html")


def test_a_later_content_takes_the_place_of_an_earlier_one(storage: Storage) -> None:
    storage.write_all([("current.json", b"old and longer"), ("other.json", b"other")])

    storage.write_all([("current.json", b"new")])

    assert storage.read("current.json") == b"new"
    assert storage.sizes("") == {"current.json": 3, "other.json": 5}


def test_a_file_larger_than_what_is_sent_at_once_arrives_whole(storage: Storage) -> None:
    pieces = [bytes([number]) * MEGABYTE for number in range(12)]

    storage.write("data/all.zip", iter(pieces))

    assert storage.sizes("data/") == {"data/all.zip": 12 * MEGABYTE}
    assert storage.read_range("data/all.zip", 5 * MEGABYTE - 1, 5 * MEGABYTE + 1) == b"\x04\x05"


@pytest.mark.parametrize("storage", ["folder", "s3"], indirect=True)
def test_a_file_whose_making_fails_half_way_is_not_there(storage: Storage) -> None:
    def cut() -> Iterator[bytes]:
        yield b"x" * MEGABYTE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        storage.write("data/all.zip", cut())

    assert storage.sizes("") == {}


def test_the_files_below_a_folder_are_listed_with_their_sizes_and_no_others(storage: Storage) -> None:
    storage.write_all((f"builds/{name}", b"x" * size) for size, name in enumerate(["a/2", "a/b/1", "ab/3"], start=1))

    assert storage.sizes("builds/a/") == {"builds/a/2": 1, "builds/a/b/1": 2}
    assert list(storage.sizes("")) == ["builds/a/2", "builds/a/b/1", "builds/ab/3"]
    assert storage.sizes("nowhere/") == {}


def test_a_folder_is_forgotten_with_all_below_it_and_nothing_beside_it(storage: Storage) -> None:
    storage.write_all((f"builds/{name}", b"x") for name in ("a/2", "a/b/1", "ab/3"))

    storage.delete_folder("builds/a/")
    storage.delete_folder("builds/nowhere/")

    assert list(storage.sizes("")) == ["builds/ab/3"]


def test_more_files_than_go_at_once_are_written_and_copied_whole(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_store, "AT_ONCE", 8)
    storage.write_all((f"old/{number}", b"%d" % number) for number in range(20))

    storage.copy_all((f"old/{number}", f"new/{number}") for number in range(20))

    assert [storage.read(f"new/{number}") for number in range(20)] == [b"%d" % number for number in range(20)]
    assert len(storage.sizes("")) == 40


def test_what_is_not_there_can_be_neither_read_nor_copied(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.read("nowhere")
    with pytest.raises(FileNotFoundError):
        storage.read_range("nowhere", 0, 1)
    with pytest.raises(FileNotFoundError):
        storage.copy_all([("nowhere", "here")])


@pytest.mark.parametrize("path", ["/etc/passwd", "a/../../b", "..", ""])
def test_no_path_leads_out_of_the_place(storage: Storage, path: str) -> None:
    with pytest.raises(ValueError, match="leads out of the place"):
        storage.write(path, (b"x",))


def test_a_storage_travels_to_another_process(storage: Storage) -> None:
    storage.write("a", (b"1",))

    travelled: Storage = pickle.loads(pickle.dumps(storage))  # noqa: S301  # our own bytes
    assert travelled.read("a") == b"1"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("sitemap.xml.gz", "application/gzip"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_an_object_store_hands_a_file_out_as_what_it_is(bucket: str, path: str, kind: str) -> None:
    storage = FsspecStorage(bucket)

    storage.write_all([(path, b"x")])
    storage.write(f"streamed/{path}", (b"x",))

    told = [s3fs.S3FileSystem().info(f"{bucket}/{there}")["ContentType"] for there in (path, f"streamed/{path}")]
    assert told == [kind, kind]


def test_a_store_that_does_not_answer_is_a_sentence(bucket: str) -> None:
    del bucket
    storage = FsspecStorage("s3://nobody-made-this-bucket/site")

    with pytest.raises(ClusterFailed) as failure:
        storage.write_all([("a", b"1")])

    assert failure.value.key == "store-failed"
    assert failure.value.facts["url"] == "s3://nobody-made-this-bucket/site"


def test_an_address_that_no_door_knows_is_a_sentence() -> None:
    with pytest.raises(ClusterFailed) as failure:
        FsspecStorage("nothing-of-this-kind://bucket").read("a")

    assert failure.value.key == "store-unknown"


def test_a_failure_keeps_its_facts_on_its_way_from_a_worker() -> None:
    failure = ClusterFailed("store-failed", url="s3://a", detail="b")

    travelled: ClusterFailed = pickle.loads(pickle.dumps(failure))  # noqa: S301  # our own bytes

    assert (travelled.key, travelled.facts) == ("store-failed", {"url": "s3://a", "detail": "b"})
