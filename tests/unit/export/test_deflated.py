from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.export.deflated import gzip_file, joined_crc, piece_of

CONTENTS = st.lists(st.binary(max_size=300), max_size=5)


@given(CONTENTS)
def test_pieces_are_read_back_one_after_another(contents: list[bytes]) -> None:
    assert gzip.decompress(b"".join(gzip_file(map(piece_of, contents)))) == b"".join(contents)


@given(CONTENTS)
def test_the_file_is_one_member_for_readers_that_stop_after_the_first(contents: list[bytes]) -> None:
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)

    read = reader.decompress(b"".join(gzip_file(map(piece_of, contents))))

    assert (read, reader.eof, reader.unused_data) == (b"".join(contents), True, b"")


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_joined_checksum_is_that_of_the_whole(first: bytes, second: bytes) -> None:
    assert joined_crc(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@pytest.mark.parametrize("size", [1, 2**16, 2**20 + 1])
def test_a_checksum_is_carried_over_any_size(size: int) -> None:
    assert joined_crc(zlib.crc32(b"a"), zlib.crc32(bytes(size)), size) == zlib.crc32(b"a" + bytes(size))
