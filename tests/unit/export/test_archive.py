from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from builder.export.archive import member_of, zip_file
from builder.export.deflated import COMPRESSION_LEVEL
from builder.outputs import Output

MEMBERS = [Output("b/表.csv", b"2"), Output("a.json", b"1")]
NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9)


def test_an_archive_is_the_same_bytes_whatever_the_order_of_its_members() -> None:
    assert zip_file(MEMBERS) == zip_file(reversed(MEMBERS))


def test_an_archive_holds_its_members_sorted_and_dated_alike() -> None:
    archive = zipfile.ZipFile(io.BytesIO(zip_file(MEMBERS)))

    assert [(entry.filename, entry.date_time) for entry in archive.infolist()] == [
        ("a.json", (1980, 1, 1, 0, 0, 0)),
        ("b/表.csv", (1980, 1, 1, 0, 0, 0)),
    ]
    assert archive.read("b/表.csv") == b"2"
    assert archive.testzip() is None


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=4))
def test_our_archive_is_the_one_that_the_standard_library_writes(contents: dict[str, bytes]) -> None:
    members = [Output(path, content) for path, content in contents.items()]

    assert zip_file(members) == by_the_standard_library(contents)


def test_a_member_is_the_same_in_one_piece_and_in_chunks() -> None:
    whole, apart = (member_of("a", chunks) for chunks in ([b"123456" * 99], [b"123456"] * 99))

    assert whole == apart


def by_the_standard_library(contents: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for path in sorted(contents):
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, contents[path], compresslevel=COMPRESSION_LEVEL)
    return buffer.getvalue()
