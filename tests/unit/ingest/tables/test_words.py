"""Whatever is left out of a table, or doubted, has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

from builder.ingest.vocabulary import vocabulary
from builder.ingest.words import sentences

CODE = Path(__file__).parents[4] / "builder/ingest/tables"


def test_every_column_and_line_without_a_field_has_its_reason() -> None:
    words = vocabulary("tables")
    lists = [*words["columns"].values(), words["income_lines"], words["expenditure_lines"]]
    reasons = {key.removeprefix("-") for entries in lists for key, _ in entries if key.startswith("-")}

    assert {f"reason-{reason}" for reason in reasons} <= set(sentences())


def test_every_doubt_of_the_tables_has_its_sentence() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))
    keys = set(re.findall(r"(?:Doubt\(|doubt\(|doubts\[)\s*\"([a-z-]+)\"", sources))

    assert keys
    assert {f"doubt-{key}" for key in keys} <= set(sentences())


def test_every_row_that_is_left_has_its_reason() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))
    keys = set(re.findall(r"taking\.leave\(row, \"([a-z-]+)\"", sources))
    described = set(re.findall(r"None, \"([a-z-]+)\"\)", sources)) - set(vocabulary("tables")["head_fields"])

    assert keys
    assert {f"reason-{key}" for key in keys | described} <= set(sentences())
