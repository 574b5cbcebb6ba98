from __future__ import annotations

import io
import zipfile

from builder.export.archive import zip_file
from builder.outputs import Output

MEMBERS = [Output("b/表.csv", b"2"), Output("a.json", b"1")]


def test_an_archive_is_the_same_bytes_whatever_the_order_of_its_members() -> None:
    assert zip_file(MEMBERS) == zip_file(reversed(MEMBERS))


def test_an_archive_holds_its_members_sorted_and_dated_alike() -> None:
    archive = zipfile.ZipFile(io.BytesIO(zip_file(MEMBERS)))

    assert [(entry.filename, entry.date_time) for entry in archive.infolist()] == [
        ("a.json", (1980, 1, 1, 0, 0, 0)),
        ("b/表.csv", (1980, 1, 1, 0, 0, 0)),
    ]
    assert archive.read("b/表.csv") == b"2"
