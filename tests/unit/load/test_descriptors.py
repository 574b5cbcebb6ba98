"""A descriptor is read piece by piece exactly as it is read as a whole."""

from __future__ import annotations

import random

import pytest

from builder.load.descriptors import _careful, _sound, read_descriptor
from builder.load.report import Report
from builder.records import RawDescriptor, SharedMapping
from builder.schemas.block_text import resources_text
from builder.schemas.pieces import LIST_HEAD, cut_descriptor

HEAD = "name: p\ntitle: 某\nlicenses:\n  - name: CC-BY-4.0\nmingzhang_schema: 1\n"
DESCRIPTOR = HEAD + resources_text(["units", "regions", "staffing", "narrative"])
PIECES = [
    *(
        "\n",
        " ",
        "  - ",
        "  -\n",
        "- ",
        ": ",
        "#",
        " # x",
        "'",
        '"',
        "|\n",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "<<: ",
        "!",
        "?",
    ),
    *(
        "...\n",
        "---\n",
        "resources:\n",
        "name: ",
        "\t",
        "\r",
        "\u2028",
        "no",
        "010",
        "~",
        "x",
        "  ",
        "\nx: 1\n",
        "%YAML 1.1\n",
    ),
]
ROUNDS = 400


def whole(text: str) -> tuple[RawDescriptor | None, Report]:
    report = Report("datapackage.yaml")
    return _careful(text, report), report


def edited(chance: random.Random) -> str:
    start = chance.choice((chance.randrange(len(DESCRIPTOR)), chance.randrange(len(HEAD) + 200)))
    return DESCRIPTOR[:start] + chance.choice(PIECES) + DESCRIPTOR[start + chance.choice((0, 0, 1, 4)) :]


def test_a_plain_descriptor_is_read_in_pieces_with_the_same_values_and_lines() -> None:
    expected, _ = whole(DESCRIPTOR)
    descriptor = _sound(DESCRIPTOR, "datapackage.yaml")

    assert expected
    assert descriptor
    assert descriptor.content == expected.content
    assert dict(descriptor.lines) == expected.lines
    assert len(descriptor.lines) == len(expected.lines)
    assert [descriptor.line_of(path) for path in expected.lines] == list(expected.lines.values())


@pytest.mark.parametrize("path", ["resources/4/name", "resources/0/none", "resources/01", "none/0", "resources/x", ""])
def test_what_is_not_there_has_the_line_of_what_is_above(path: str) -> None:
    expected, report = whole(DESCRIPTOR)
    descriptor = read_descriptor(DESCRIPTOR, report)

    assert expected
    assert descriptor
    assert path not in descriptor.lines
    assert descriptor.line_of(path) == expected.line_of(path)


def test_descriptors_share_what_stands_just_so_in_both() -> None:
    first = _sound(DESCRIPTOR, "a/datapackage.yaml")
    second = _sound("# one line more\n" + DESCRIPTOR.replace("某", "另"), "b/datapackage.yaml")

    assert first
    assert second
    assert isinstance(first.content["resources"][0]["schema"], SharedMapping)
    assert first.content["resources"][0] is second.content["resources"][0]
    assert second.line_of("resources/0/name") == first.line_of("resources/0/name") + 1
    assert (first.file, second.file) == ("a/datapackage.yaml", "b/datapackage.yaml")


def test_any_edit_reads_in_pieces_as_it_reads_whole() -> None:
    chance = random.Random(5)  # drawn by seed, to be drawn again
    in_pieces = 0

    for _ in range(ROUNDS):
        text = edited(chance)
        expected, report = whole(text)
        descriptor = _sound(text, "datapackage.yaml")
        if descriptor:
            in_pieces += 1

            assert expected, text
            assert report.total == 0, text
            assert descriptor.content == expected.content
            assert dict(descriptor.lines) == expected.lines

    assert in_pieces > ROUNDS / 20


def test_the_pieces_joined_are_the_text() -> None:
    pieces = cut_descriptor(DESCRIPTOR)

    assert pieces
    assert pieces.head + LIST_HEAD + "".join(pieces.resources) == DESCRIPTOR
    assert len(pieces.resources) == 4
