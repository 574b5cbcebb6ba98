"""Bytes that are no UTF-8, and characters that one cannot see: never guessed, always shown as code points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.messages import sentences
from builder.records import RawPackage

FILE = "datasets/units/x/2022/units.csv"
DESCRIPTOR = (
    "name: x\nresources:\n  - name: units\n    path: units.csv\n    format: csv\n    encoding: utf-8\n"
    "    schema:\n      fields: []\n"
)
HEADER = "unit_id,name_official\n"
CHINESE = (
    HEADER
    + "a,昌吉回族自治州人民政府电子政务办公室\n"
    + "b,上海市普陀区人民政府办公室，一般公共预算拨款支出预算总表\n" * 3
)
TRADITIONAL = HEADER + "a,臺北市政府電子政務辦公室預算總表\nb,財政撥款收入與國有資本經營預算\n"
Load = Callable[..., RawPackage]

# content, rule, line, field, what the sentence must say
UNREADABLE: list[tuple[bytes, str, int, str | None, str]] = [
    (CHINESE.encode("gb18030"), "not-utf-8", 2, "name_official", "GB18030"),
    (CHINESE.encode("gbk"), "not-utf-8", 2, "name_official", "GB18030"),
    (CHINESE.encode("gb2312"), "not-utf-8", 2, "name_official", "GB18030"),
    (TRADITIONAL.encode("big5"), "not-utf-8", 2, "name_official", "BIG5"),
    (CHINESE.encode("utf-16"), "not-utf-8", 1, None, "UTF-16"),
    (CHINESE.encode("utf-16-le"), "not-utf-8", 1, None, "UTF-16LE"),
    (CHINESE.encode("utf-16-be"), "not-utf-8", 1, None, "UTF-16BE"),
    (b"\xff\xfe" + HEADER.encode("utf-16-le"), "not-utf-8", 1, None, "UTF-16"),
    (b"\xfe\xff" + HEADER.encode("utf-16-be"), "not-utf-8", 1, None, "UTF-16"),
    (HEADER.encode("utf-32"), "not-utf-8", 1, None, "UTF-16"),
    (CHINESE.encode()[:-2], "damaged-utf-8", 5, "name_official", "E8"),
    (CHINESE.encode().replace("电".encode(), b"\xff\xff", 1), "damaged-utf-8", 2, "name_official", "FF"),
    (CHINESE.encode().replace("电".encode(), b"\xc0\x80", 1), "damaged-utf-8", 2, "name_official", "C0"),
    (CHINESE.encode().replace("电".encode(), b"\xed\xa0\x80", 1), "damaged-utf-8", 2, "name_official", "ED"),
    (CHINESE.encode().replace("电".encode(), b"\xf4\x90\x80\x80", 1), "damaged-utf-8", 2, "name_official", "F4"),
    (CHINESE.encode().replace("电".encode(), b"\xe7\x94", 1), "damaged-utf-8", 2, "name_official", "E7"),
    (HEADER.encode() + b"a,caf\xe9\n", "damaged-utf-8", 2, "name_official", "E9"),
    (HEADER.encode() + b"\x80,b\n", "damaged-utf-8", 2, "unit_id", "80"),
    (b"\xe5\xe5,b\na,b\n", "not-utf-8|damaged-utf-8", 1, None, "E5"),
    (b"PK\x03\x04" + b"\0" * 40, "not-text", 1, None, "XLSX"),
    (b"%PDF-1.7\n", "not-text", 1, None, "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-text", 1, None, "XLS"),
    (b"\x1f\x8b\x08\0", "not-text", 1, None, "GZIP"),
    (b"SQLite format 3\0", "not-text", 1, None, "SQLite"),
    (b"\x89PNG\r\n\x1a\n", "not-text", 1, None, "PNG"),
    (b"PAR1\0", "not-text", 1, None, "Parquet"),
    (b"", "empty-file", 1, None, ""),
    (b"\xef\xbb\xbf", "empty-file", 1, None, ""),
    (b"\n\n", "empty-file", 1, None, ""),
]

# character, rule, severity
UNWANTED: list[tuple[str, str, str]] = [
    ("\x00", "control-character", "error"),
    ("\x01", "control-character", "error"),
    ("\x07", "control-character", "error"),
    ("\x08", "control-character", "error"),
    ("\t", "control-character", "error"),
    ("\x0b", "control-character", "error"),
    ("\x0c", "control-character", "error"),
    ("\x1b", "control-character", "error"),
    ("\x1f", "control-character", "error"),
    ("\x7f", "control-character", "error"),
    ("\x80", "control-character", "error"),
    ("\x85", "control-character", "error"),
    ("\x9f", "control-character", "error"),
    ("\u2028", "control-character", "error"),
    ("\u2029", "control-character", "error"),
    ("\u061c", "bidirectional-control", "error"),
    ("\u200e", "bidirectional-control", "error"),
    ("\u200f", "bidirectional-control", "error"),
    ("\u202a", "bidirectional-control", "error"),
    ("\u202e", "bidirectional-control", "error"),
    ("\u2066", "bidirectional-control", "error"),
    ("\u2069", "bidirectional-control", "error"),
    ("\u00ad", "zero-width-character", "error"),
    ("\u034f", "zero-width-character", "error"),
    ("\u115f", "zero-width-character", "error"),
    ("\u180e", "zero-width-character", "error"),
    ("\u200b", "zero-width-character", "error"),
    ("\u200c", "zero-width-character", "error"),
    ("\u200d", "zero-width-character", "error"),
    ("\u2060", "zero-width-character", "error"),
    ("\u2800", "zero-width-character", "error"),
    ("\u3164", "zero-width-character", "error"),
    ("\ufe0f", "zero-width-character", "error"),
    ("\ufeff", "zero-width-character", "error"),
    ("\uffa0", "zero-width-character", "error"),
    ("\U000e0041", "zero-width-character", "error"),
    ("\U000e0100", "zero-width-character", "error"),
    ("\ufffd", "replacement-character", "error"),
    ("\ufffc", "replacement-character", "error"),
    ("\ue000", "private-use-character", "error"),
    ("\ue5e5", "private-use-character", "error"),
    ("\uf8ff", "private-use-character", "error"),
    ("\U000f0000", "private-use-character", "error"),
    ("\U0010fffd", "private-use-character", "error"),
    ("\ufdd0", "noncharacter", "error"),
    ("\ufffe", "noncharacter", "error"),
    ("\uffff", "noncharacter", "error"),
    ("\U0001ffff", "noncharacter", "error"),
    ("\U0010ffff", "noncharacter", "error"),
    ("\u00a0", "odd-space", "warning"),
    ("\u2003", "odd-space", "warning"),
    ("\u202f", "odd-space", "warning"),
    ("\u2f08", "lookalike-han", "warning"),
    ("\uf900", "lookalike-han", "warning"),
    ("\U0002f800", "lookalike-han", "warning"),
    ("\u0430", "foreign-script", "warning"),
    ("\u0410", "foreign-script", "warning"),
    ("\u0391", "foreign-script", "warning"),
    ("\u03bf", "foreign-script", "warning"),
    ("\u0531", "foreign-script", "warning"),
    ("\u05d0", "foreign-script", "warning"),
    ("\u0627", "foreign-script", "warning"),
    ("\u0e01", "foreign-script", "warning"),
    ("\u13a0", "foreign-script", "warning"),
    ("\u3042", "foreign-script", "warning"),
    ("\uac00", "foreign-script", "warning"),
    ("\u00df", "foreign-script", "warning"),
    ("\u00c4", "foreign-script", "warning"),
    ("\U0001d400", "foreign-script", "warning"),
]

PLAIN = (
    "abcXYZ0189 ~!@#$%^&*()_+-=[]{};':|./<>?",
    "，。、；：？！“”‘’（）《》〈〉【】〔〕『』「」—…·～￥％＋－＝",
    "０１２ＡＢＣａｂｃ\u3000全角",
    "①②③Ⅰ Ⅱ Ⅲ ㈠ ㎡ ℃ ‰ × ÷ ± ≤ ≥ ≦ ≧ № → □ ■ ★ ○",
    "β-内酰胺酶 α μ Ω π",
    "nǐ hǎo lǜ ü é",
    "㐀 䶵 鿿 𠀀 𰻞 々 〇 ㄅ",
    "2022年2月12日 314.96万元 1.5‰",
    "🏛",
)


@pytest.mark.parametrize(("content", "rule", "line", "field", "said"), UNREADABLE)
def test_a_file_that_is_no_utf_8_is_refused_at_its_first_bad_line(  # noqa: PLR0913, PLR0917 # one column each
    load: Load, content: bytes, rule: str, line: int, field: str | None, said: str
) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": content})

    (finding,) = [finding for finding in package.findings if finding.severity == "error"]
    assert finding.rule in rule.split("|")
    assert (finding.place.file, finding.place.line) == (FILE, line)
    assert finding.place.field == field or "|" in rule
    assert package.tables == ()
    spoken = sentences(finding, "zh")
    assert said in spoken.what
    if finding.rule == "not-utf-8":
        assert f"iconv -f {said if '|' not in rule else finding.facts['encoding']} -t UTF-8 units.csv" in spoken.fix


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5"])
def test_a_descriptor_in_another_encoding_is_refused_too(load: Load, encoding: str) -> None:
    package = load({"datapackage.yaml": ("name: x\ntitle: " + "預算公開單位收支總表" * 3 + "\n").encode(encoding)})

    (finding,) = package.findings
    assert finding.rule == "not-utf-8"
    assert package.descriptor is None


def test_the_byte_that_is_reported_is_the_first_bad_one(load: Load) -> None:
    content = HEADER.encode() + "a,电子".encode() + b"\xff" + "政务办公室公开预算\n".encode()

    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": content})

    (finding,) = package.findings
    assert finding.facts["byte"] == str(content.index(b"\xff") + 1)


def test_one_leading_mark_is_a_note_and_no_part_of_the_first_name(load: Load) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": b"\xef\xbb\xbf" + HEADER.encode()})

    (finding,) = package.findings
    assert (finding.rule, finding.severity) == ("byte-order-mark", "info")
    assert package.tables[0].header == ("unit_id", "name_official")


def test_a_second_leading_mark_is_an_error(load: Load) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": b"\xef\xbb\xbf" * 2 + HEADER.encode()})

    assert [finding.rule for finding in package.findings] == ["byte-order-mark", "zero-width-character"]


@pytest.mark.parametrize(("character", "rule", "severity"), UNWANTED)
def test_an_unwanted_character_in_a_cell_is_reported_with_its_code(
    load: Load, character: str, rule: str, severity: str
) -> None:
    content = HEADER + "a,b\n" + f"c,电子{character}政务\n"

    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": content})

    (finding,) = package.findings
    place = finding.place
    assert (finding.rule, finding.severity) == (rule, severity)
    assert (place.file, place.line, place.column, place.field) == (FILE, 3, 2, "name_official")
    assert f"U+{ord(character):04X}" in sentences(finding, "en").what
    assert character not in sentences(finding, "en").what or severity == "warning"
    assert package.tables[0].rows[1] == ("c", f"电子{character}政务")


@pytest.mark.parametrize(("character", "rule", "severity"), UNWANTED)
def test_an_unwanted_character_in_a_descriptor_is_reported_with_its_key(
    load: Load, character: str, rule: str, severity: str
) -> None:
    package = load({"datapackage.yaml": f"name: x\ntitle: 电子{character}政务\nresources: []\n"})

    finding = next(finding for finding in package.findings if finding.rule == rule)
    assert (finding.severity, finding.place.line, finding.place.field) == (severity, 2, "title")


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_passes_without_a_word(load: Load, text: str) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": HEADER + f'a,"{text}"\n'})

    assert package.findings == ()
    assert package.tables[0].rows == (("a", text),)


def test_a_word_of_a_foreign_script_is_one_finding(load: Load) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": HEADER + "a,Привет мир\n"})

    assert [finding.facts["word"] for finding in package.findings] == ["Привет", "мир"] or [
        finding.facts["codes"].split()[0] for finding in package.findings
    ] == ["U+041F", "U+043C"]


def test_thousands_of_errors_are_counted_and_few_are_printed(load: Load) -> None:
    package = load({"datapackage.yaml": DESCRIPTOR, "units.csv": HEADER + "a,\x07\n" * 5000})

    assert len(package.findings) == 201
    assert package.findings[-1].rule == "too-many-findings"
    assert package.findings[-1].severity == "error"
    assert package.findings[-1].facts["total"] == "5000"
