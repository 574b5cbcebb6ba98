"""The gate: what a file says it is, it is; everything else gets one sentence that says what to do."""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder.ingest import archive, opening
from builder.ingest.failures import Refused
from builder.ingest.opening import natural_order, open_disclosure
from builder.ingest.vocabulary import vocabulary
from tests.unit.ingest.office_files import ENCRYPTED, OLE, packed, with_members, word_file, workbook_file

CODE = Path(opening.__file__).parent

PAGE = "<!DOCTYPE html><html><body><p>一、主要职能</p></body></html>".encode()
PRINTED = b"%PDF-1.7\n%%EOF\n"
TEXT = "一、主要职能\n".encode()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        open_disclosure([path])
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("甲.docx", word_file(), "docx"),
        ("甲.DOCX", word_file(), "docx"),
        ("甲.xlsx", workbook_file(), "xlsx"),
        ("甲.pdf", PRINTED, "pdf"),
        ("甲.pdf", b"\n\n" + PRINTED, "pdf"),
        ("甲.html", PAGE, "html"),
        ("甲.htm", b"\xef\xbb\xbf<!-- x -->\n<table><tr><td>1</td></tr></table>", "html"),
        ("甲.htm", b"\xff\xfe" + "<html></html>".encode("utf-16-le"), "html"),
        ("甲.txt", TEXT, "txt"),
        ("甲.txt", "收入\t12\n".encode("gb18030"), "txt"),
        ("甲.txt", b"BMI 12.5\n", "txt"),
    ],
)
def test_a_file_whose_content_is_what_its_name_says_is_opened(
    tmp_path: Path, name: str, content: bytes, form: str
) -> None:
    path = written(tmp_path, name, content)

    (opened,) = open_disclosure([path])

    assert (opened.name, opened.form, opened.content) == (name, form, content)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("甲.doc", OLE, "old-word"),
        ("甲.wps", OLE, "old-word"),
        ("甲.xls", OLE, "old-workbook"),
        ("甲.et", OLE, "old-workbook"),
        ("甲.xls", PAGE, "old-workbook"),
        ("甲.docx", OLE, "old-office"),
        ("甲.docx", b"{\\rtf1 x}", "old-office"),
        ("甲.xlsx", ENCRYPTED, "is-encrypted"),
        ("甲.doc", ENCRYPTED, "is-encrypted"),
        ("甲.docm", word_file(), "has-macros"),
        ("甲.ofd", packed({"OFD.xml": "<x/>"}), "is-ofd"),
        ("甲.rar", b"Rar!\x1a\x07\x00", "is-archive"),
        ("甲.docx", b"7z\xbc\xaf\x27\x1c", "is-archive"),
        ("甲.jpg", b"\xff\xd8\xff\xe0", "is-image"),
        ("甲.pdf", PNG, "is-image"),
        ("甲.docx", workbook_file(), "wrong-extension"),
        ("甲.xlsx", word_file(), "wrong-extension"),
        ("甲.docx", PRINTED, "wrong-extension"),
        ("甲.docx", PAGE, "wrong-extension"),
        ("甲.txt", PAGE, "wrong-extension"),
        ("甲.pdf", TEXT, "wrong-extension"),
        ("甲.html", TEXT, "wrong-extension"),
        ("甲.docx", packed({"甲.txt": TEXT}), "wrong-extension"),
        ("甲.zip", word_file(), "wrong-extension"),
        ("甲.txt", b"\x01\0\x02", "not-what-it-says"),
        ("甲.txt", b"", "is-empty"),
        ("甲.docx", b" \n", "is-empty"),
        ("甲", TEXT, "unknown-form"),
        ("甲.mhtml", b"MIME-Version: 1.0\n", "is-web-archive"),
        ("甲.pptx", packed({"[Content_Types].xml": "<x/>", "ppt/a.xml": "<x/>"}), "is-slides"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = written(tmp_path, name, content)

    refused = refusal(path)

    assert refused.key == key
    assert refused.sentence("zh").startswith(f"{name}：")
    assert refused.sentence("en").startswith(f"{name}: ")


def test_an_old_word_file_is_told_the_command_that_converts_it(tmp_path: Path) -> None:
    path = written(tmp_path, "甲.doc", OLE)

    refused = refusal(path)

    assert 'soffice --headless --convert-to docx "甲.doc"' in refused.sentence("zh")


def test_a_folder_is_one_disclosure_in_the_order_people_number_things(tmp_path: Path) -> None:
    for name in ("附件10.txt", "附件2.txt", "附表三.txt", "附表二.txt", "附表十一.txt", "b/1.txt"):
        written(tmp_path, f"甲/{name}", TEXT)

    opened = open_disclosure([tmp_path / "甲"])

    assert [part.name for part in opened] == [
        "b/1.txt",
        "附件2.txt",
        "附件10.txt",
        "附表二.txt",
        "附表三.txt",
        "附表十一.txt",
    ]


def test_what_systems_leave_in_folders_is_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$甲.docx", "__MACOSX/._甲.txt", "desktop.ini"):
        written(tmp_path, f"甲/{name}", b"\0")
    written(tmp_path, "甲/甲.txt", TEXT)

    opened = open_disclosure([tmp_path / "甲"])

    assert [part.name for part in opened] == ["甲.txt"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()

    assert refusal(tmp_path / "甲").key == "no-document"


def test_an_archive_is_one_disclosure_too(tmp_path: Path) -> None:
    content = packed({"公开/附件10.txt": TEXT, "公开/附件9.docx": word_file(), "公开/": b"", "__MACOSX/x": b"\0"})
    path = written(tmp_path, "甲.zip", content)

    opened = open_disclosure([path])

    assert [(part.name, part.form) for part in opened] == [("公开/附件9.docx", "docx"), ("公开/附件10.txt", "txt")]


def test_names_that_a_chinese_archiver_wrote_in_gbk_are_read(tmp_path: Path) -> None:
    content = packed({"XXXX.txt": TEXT}).replace(b"XXXX", "附件".encode("gbk"))
    path = written(tmp_path, "甲.zip", content)

    (opened,) = open_disclosure([path])

    assert opened.name == "附件.txt"


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({"../甲.txt": TEXT}, "unsafe-member"),
        ({"/etc/甲.txt": TEXT}, "unsafe-member"),
        ({"C:\\甲.txt": TEXT}, "unsafe-member"),
        ({"a\\..\\..\\甲.txt": TEXT}, "unsafe-member"),
        ({"甲\u202etxt.exe": TEXT}, "unsafe-member"),
        ({"甲.zip": packed({"乙.txt": TEXT})}, "is-archive"),
        ({"甲.jpg": PNG}, "is-image"),
        ({"甲.xls": OLE}, "old-workbook"),
        ({"甲.docx": ENCRYPTED}, "is-encrypted"),
        ({"a/甲.txt": TEXT, "a//甲.txt": TEXT}, "damaged-archive"),
    ],
)
def test_an_archive_with_what_may_not_be_in_it_is_refused(tmp_path: Path, members: dict[str, bytes], key: str) -> None:
    path = written(tmp_path, "甲.zip", packed(members))

    assert refusal(path).key == key


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("甲.txt")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(link, "/etc/passwd")

    assert refusal(written(tmp_path, "甲.zip", stream.getvalue())).key == "is-link"


def test_a_link_to_a_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "乙/甲.txt", TEXT)
    (tmp_path / "甲.txt").symlink_to(tmp_path / "乙/甲.txt")
    (tmp_path / "丙").symlink_to(tmp_path / "乙")
    (tmp_path / "乙/丁.txt").symlink_to("甲.txt")

    keys = [refusal(tmp_path / name).key for name in ("甲.txt", "丙", "乙")]

    assert keys == ["is-link"] * 3


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "甲.txt")

    assert refusal(tmp_path / "甲.txt").key == "not-a-file"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "甲.txt").key == "cannot-open"


def test_a_file_above_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    with path.open("wb") as stream:
        stream.truncate(opening.MOST_BYTES + 1)

    assert "20 MB" in refusal(path).sentence("zh")


def test_folders_in_folders_end_somewhere(tmp_path: Path) -> None:
    written(tmp_path, "甲/a/b/c/d/e/f/甲.txt", TEXT)

    assert refusal(tmp_path / "甲").key == "too-deep"


def test_macros_in_a_document_with_an_innocent_name_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "甲.docx", with_members(word_file(), {"word/vbaProject.bin": b"x"}))

    assert refusal(path).key == "has-macros"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused_and_named(tmp_path: Path, encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'.encode(encoding)
    path = written(tmp_path, "甲.xlsx", with_members(workbook_file(), {"xl/comments1.xml": part}))

    refused = refusal(path)

    assert refused.key == "has-doctype"
    assert "xl/comments1.xml" in refused.sentence("zh")


def test_a_document_type_across_the_steps_of_reading_is_found(tmp_path: Path) -> None:
    part = b"<!--" + b"x" * (archive._STEP - 9) + b"--><!DOCTYPE x><x/>"
    path = written(tmp_path, "甲.docx", with_members(word_file(), {"word/x.xml": part}))

    assert refusal(path).key == "has-doctype"


def test_a_drawing_among_the_pictures_may_declare_its_type(tmp_path: Path) -> None:
    path = written(tmp_path, "甲.docx", with_members(word_file(), {"word/media/a.svg": b"<!DOCTYPE svg><svg/>"}))

    assert open_disclosure([path])[0].form == "docx"


def test_external_targets_are_listed(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/attachedTemplate" Target="http://192.0.2.1/a.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    path = written(tmp_path, "甲.docx", with_members(word_file(), {"word/_rels/settings.xml.rels": relations}))

    (opened,) = open_disclosure([path])

    assert opened.notes == (
        ("external-targets", {"file": "甲.docx", "count": "1", "targets": "http://192.0.2.1/a.dotm"}),
    )


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    members = {f"word/{number}.xml": "<x/>" for number in range(archive.MOST_MEMBERS)}
    path = written(tmp_path, "甲.docx", with_members(word_file(), members))

    assert refusal(path).key == "too-many-members"


def test_what_inflates_far_more_than_usual_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "甲.docx", with_members(word_file(), {"word/x.xml": b" " * (8 << 20)}))

    assert refusal(path).key == "inflates-too-much"


def test_many_parts_that_are_too_much_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    path = written(tmp_path, "甲.zip", packed({f"{number}.txt": os.urandom(1 << 18) for number in range(5)}))

    assert refusal(path).key == "inflates-too-much"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["表10", "表9", "表1"], ["表1", "表9", "表10"]),
        (["十、甲", "二、乙", "一、丙"], ["一、丙", "二、乙", "十、甲"]),
        (["第二十部分", "第十二部分", "第三部分"], ["第三部分", "第十二部分", "第二十部分"]),
        (["B", "a"], ["a", "B"]),
    ],
)
def test_names_are_ordered_as_people_do(names: list[str], expected: list[str]) -> None:
    assert sorted(names, key=natural_order) == expected


def test_names_that_cannot_be_printed_are_shown_with_marks(tmp_path: Path) -> None:
    path = written(tmp_path, "甲\x1b[31m.doc", OLE)

    assert refusal(path).facts["file"] == "甲?[31m.doc"


def test_every_refusal_has_its_sentence_in_both_languages() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))
    keys = set(re.findall(r'(?:Refused|TimedOut|OutOfMemory|Crashed)\(\s*"([a-z-]+)"', code))
    keys |= set(vocabulary("opening")["refused"]) | set(opening._NEVER.values()) | {"too-nested"}

    facts = dict.fromkeys(("file", "limit", "form", "part", "cause"), "某")
    assert [key for key in sorted(keys) if "某" not in Refused(key, **facts).sentence("zh")] == []
    assert [key for key in sorted(keys) if "某" not in Refused(key, **facts).sentence("en")] == []
