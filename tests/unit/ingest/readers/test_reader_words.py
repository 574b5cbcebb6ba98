from __future__ import annotations

import re
from importlib import resources

import pytest

from builder.ingest.readers import READERS, Unreadable
from builder.ingest.words import say, sentences

CODE = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in resources.files("builder.ingest.readers").iterdir()
    if entry.name.endswith(".py")
}
FACTS = dict.fromkeys(
    ("file", "part", "cause", "sheet", "limit", "count", "example", "line", "pages", "encoding"), "某"
)
REASONS = (
    "comment covered-cell deleted-text drawing-text endnote footnote form-control formula-without-value hidden-column "
    "hidden-row hidden-sheet hidden-text hidden-zero navigation page-title ruby-text running-footer running-header"
)
NOTES = (
    "word-insertions word-pictures word-objects part-of-another-file digits-not-shown blank-rows-left-out "
    "workbook-stripped page-elsewhere undecodable"
)


@pytest.mark.parametrize(
    "key", sorted({key for code in CODE.values() for key in re.findall(r'Unreadable\("([a-z-]+)"', code)})
)
def test_every_refusal_has_its_sentence(key: str) -> None:
    assert "某" in say(key, "zh", **FACTS)
    assert "某" in say(key, "en", **FACTS)


@pytest.mark.parametrize("key", [*(f"reason-{reason}" for reason in REASONS.split()), *NOTES.split()])
def test_every_reason_and_note_is_explained(key: str) -> None:
    assert say(key, "zh", **FACTS)
    assert say(key, "en", **FACTS)


def test_every_word_of_the_readers_is_used() -> None:
    written = re.findall(
        r"^([a-z-]+): \{",
        (resources.files("builder.ingest.words") / "readers.yaml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    used = {f"reason-{reason}" for reason in REASONS.split()} | set(NOTES.split()) | {"not-docx", "not-xlsx"}

    assert [key for key in written if key not in used and not any(f'"{key}"' in code for code in CODE.values())] == []


@pytest.mark.parametrize("form", sorted(READERS))
def test_no_reader_takes_bytes_without_meaning(form: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        READERS[form]("a", b"\x00\xff\xfe\x01" * 9)

    assert refusal.value.key in sentences()
