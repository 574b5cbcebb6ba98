"""A quick proof is given exactly where stock frictionless has nothing to say."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

import frictionless
import pytest

from builder.validate.quick_proof import prove_sound

DESCRIPTOR = """\
$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: some-package
title: 某
created: '2024-01-01T00:00:00Z'
licenses:
  - name: CC-BY-4.0
resources:
  - name: units
    type: table
    path: units.csv
    format: csv
    encoding: utf-8
    schema:
      fields:
        - name: unit_id
          type: string
          constraints: {required: true, pattern: '[0-9]{3}-[a-z]+'}
        - name: parent_id
          type: string
        - name: kind
          type: string
          constraints: {enum: [office, school]}
        - name: homepage
          type: string
          format: uri
      primaryKey: [unit_id]
      foreignKeys:
        - fields: [parent_id]
          reference: {resource: '', fields: [unit_id]}
      missingValues: ['']
  - name: amounts
    type: table
    path: amounts.csv
    format: csv
    encoding: utf-8
    schema:
      fields:
        - name: unit_id
          type: string
        - name: year
          type: integer
        - name: amount
          type: number
          constraints: {minimum: 0}
        - name: signed
          type: date
        - name: is_final
          type: boolean
      primaryKey: [unit_id, year]
      foreignKeys:
        - fields: [unit_id]
          reference: {resource: units, fields: [unit_id]}
        - fields: [unit_id, year]
          reference: {resource: notes, fields: [unit_id, year]}
      missingValues: ['']
  - name: notes
    type: table
    path: notes.yaml
    format: yaml
    encoding: utf-8
    schema:
      fields:
        - name: unit_id
          type: string
        - name: year
          type: integer
        - name: text
          type: string
      missingValues: ['']
"""
FILES = {
    "datapackage.yaml": DESCRIPTOR,
    "units.csv": "unit_id,parent_id,kind,homepage\n650-a,,office,https://example.cn/\n650-b,650-a,school,\n",
    "amounts.csv": "unit_id,year,amount,signed,is_final\n"
    "650-a,2022,1.50,2022-02-12,true\n650-a,2023,,,\n650-b,2022,0,2022-02-13,false\n",
    "notes.yaml": "- unit_id: 650-a\n  year: 2022\n  text: 一\n- unit_id: 650-a\n  year: 2023\n  text:\n"
    "- unit_id: 650-b\n  year: 2022\n  text: '2'\n",
}

GOOD = {
    "a dash on a line of its own": ("datapackage.yaml", "  - name: amounts", "  -\n    name: amounts"),
    "a reference without a resource": ("datapackage.yaml", "reference: {resource: units, ", "reference: {"),
    "as it stands": ("units.csv", "", ""),
    "a table without rows": ("amounts.csv", FILES["amounts.csv"].partition("\n")[2], ""),
    "an integer in another spelling": ("amounts.csv", "650-b,2022", "650-b, 2022"),
    "a quoted cell": ("amounts.csv", "1.50", '"1.50"'),
    "a descriptor in another layout": ("datapackage.yaml", "name: some-package", "# first\n\nname: some-package"),
    "resources that are not last": ("datapackage.yaml", "$schema", "resources_note: x\n$schema"),
    "text after the list": ("datapackage.yaml", DESCRIPTOR, f"{DESCRIPTOR}version: '1'\n"),
    "keys in one line": (
        "notes.yaml",
        "- unit_id: 650-a\n  year: 2022\n  text: 一",
        "- {unit_id: 650-a, year: 2022, text: 一}",
    ),
    "an older profile": ("datapackage.yaml", "$schema: https://datapackage.org/profiles/2.0/datapackage.json\n", ""),
    "a schema without a key": ("datapackage.yaml", "      primaryKey: [unit_id, year]\n", ""),
    "a key written as text": ("datapackage.yaml", "primaryKey: [unit_id]", "primaryKey: unit_id"),
}

FAULTY = {
    "a document that ends early": ("datapackage.yaml", "name: some-package\n", "name: some-package\n...\n"),
    "a second document": ("datapackage.yaml", "name: some-package\n", "name: some-package\n---\n"),
    "a profile that is not there": ("datapackage.yaml", "name: some-package", "profile: none.json\nname: some-package"),
    "a key that is null in part": ("amounts.csv", "650-b,2022", ",2024"),
    "a missing cell that is required": ("units.csv", "650-b,650-a", ",650-a"),
    "a wrong pattern": ("units.csv", "650-b,650-a", "650,650-a"),
    "a value that is not in the list": ("units.csv", "school", "club"),
    "an address without a scheme": ("units.csv", "https://example.cn/", "example.cn"),
    "a key that stands twice": ("units.csv", "650-b,650-a", "650-a,650-a"),
    "a dangling key within a table": ("units.csv", "650-b,650-a", "650-b,650-z"),
    "a dangling key to another table": ("amounts.csv", "650-b,2022", "650-z,2022"),
    "a dangling key of two fields": ("amounts.csv", "650-b,2022", "650-b,2025"),
    "a target that is gone": ("units.csv", "650-b,650-a,school,\n", ""),
    "a word for a year": ("amounts.csv", "650-b,2022", "650-b,now"),
    "a word for an amount": ("amounts.csv", "1.50", "1，50"),
    "an amount that is too small": ("amounts.csv", "1.50", "-1.50"),
    "a day that is not": ("amounts.csv", "2022-02-13", "2022-02-30"),
    "a boolean in other words": ("amounts.csv", "true", "yes"),
    "a short row": ("amounts.csv", "650-a,2023,,,", "650-a,2023,,"),
    "a long row": ("amounts.csv", "650-a,2023,,,", "650-a,2023,,,,"),
    "a blank row": ("amounts.csv", "650-a,2023,,,", ",,,,"),
    "an empty line": ("amounts.csv", "650-a,2023,,,\n", "650-a,2023,,,\n\n"),
    "a key twice as numbers, not as text": ("amounts.csv", "650-b,2022", "650-a,02022"),
    "a missing column": ("units.csv", FILES["units.csv"], "unit_id,parent_id,kind\n650-a,,office\n"),
    "a column of another name": ("units.csv", "parent_id", "parent"),
    "columns in another order": ("units.csv", "parent_id,kind", "kind,parent_id"),
    "a repeated header": ("units.csv", "parent_id,kind", "kind,kind"),
    "an empty file": ("units.csv", FILES["units.csv"], ""),
    "another encoding": ("units.csv", "650-b", "某"),
    "a number for a text": ("notes.yaml", "'2'", "2"),
    "a truth for a number": ("notes.yaml", "year: 2023", "year: true"),
    "a list for a text": ("notes.yaml", "'2'", "[2]"),
    "records that are none": ("notes.yaml", FILES["notes.yaml"], "- a\n- b\n"),
    "no records": ("notes.yaml", FILES["notes.yaml"], "[]\n"),
    "one record": ("notes.yaml", FILES["notes.yaml"], "unit_id: 650-a\n"),
    "yaml that is none": ("notes.yaml", "- unit_id: 650-b", "- unit_id: [650-b"),
    "a record with an unknown tag": ("notes.yaml", "text: 一", "text: !x 一"),
    "an odd date of creation": ("datapackage.yaml", "2024-01-01T00:00:00Z", "yesterday"),
    "a licence without a name": ("datapackage.yaml", "- name: CC-BY-4.0", "- title: CC"),
    "a name that is no text": ("datapackage.yaml", "name: some-package", "name: 1"),
    "two resources of one name": ("datapackage.yaml", "- name: notes", "- name: units"),
    "a key that is no field": ("datapackage.yaml", "primaryKey: [unit_id]", "primaryKey: [id]"),
    "a key to no resource": ("datapackage.yaml", "resource: units", "resource: unit"),
    "a key to no field": ("datapackage.yaml", "resource: units, fields: [unit_id]", "resource: units, fields: [id]"),
    "a foreign key that is text": ("datapackage.yaml", "- fields: [parent_id]", "- x\n        - x: []"),
    "a type that is not": ("datapackage.yaml", "type: date", "type: day"),
    "a constraint that is not": ("datapackage.yaml", "minimum: 0", "minLength: 3"),
    "two fields of one name": ("datapackage.yaml", "- name: text", "- name: year"),
    "a field without a name": ("datapackage.yaml", "- name: text", "- title: text"),
    "a file that is not there": ("datapackage.yaml", "path: units.csv", "path: unit.csv"),
    "resources that are no list": ("datapackage.yaml", DESCRIPTOR[DESCRIPTOR.index("resources:") :], "resources: 1\n"),
    "a resource that is text": ("datapackage.yaml", "  - name: notes\n    type: table", "  - x\n  - name: notes"),
    "a descriptor that is a list": ("datapackage.yaml", DESCRIPTOR, "- a\n"),
    "a descriptor that is no yaml": ("datapackage.yaml", "title: 某", "title: [某"),
    "a descriptor that ends within a text": ("datapackage.yaml", "    path: notes.yaml", "    path: 'notes.yaml"),
    "a date that is none": ("datapackage.yaml", "'2024-01-01T00:00:00Z'", "2024-13-01"),
}  # fmt: skip

# Frictionless has nothing against these, but what is proven is only what is plainly written.
LEFT_TO_STOCK = {
    "a resource of no type": ("datapackage.yaml", "  - name: units\n    type: table", "  - name: units"),
    "no resources": ("datapackage.yaml", DESCRIPTOR[DESCRIPTOR.index("resources:") :], "resources: []\n"),
    "a constraint on the whole column": (
        "datapackage.yaml",
        "constraints: {minimum: 0}",
        "constraints: {unique: true}",
    ),
    "a dialect": ("datapackage.yaml", "    path: units.csv", "    dialect: {header: true}\n    path: units.csv"),
    "a resource without a schema": ("datapackage.yaml", DESCRIPTOR[DESCRIPTOR.rindex("    schema:") :], ""),
    "a header below a title": ("units.csv", "unit_id,", "某\nunit_id,"),
}


PIECES = [
    *("650-a", "2022", "1.50", "\n", ",", '"', "'", " ", "-", "true", "  ", ": ", "unit_id", "year", "text", "#", "|"),
    *(
        "[",
        "{}",
        "\t",
        "é",
        ";",
        "\r",
        "? ",
        "&a ",
        "*a",
        "!",
        "%",
        "@",
        "`",
        ">",
        "---\n",
        "...\n",
        "\u2028",
        "\ufeff",
    ),
    *("\x7f", "😀", "=", "<<", "- ", "1:2", "0b1", "1e3", "~", "null", "2022-01-01", "\\", "''", "][", "\x85", "\n\n"),
]
ROUNDS = 60


def edited(text: str, chance: random.Random) -> str:
    """Return the text with some characters gone, and one of the pieces in their stead."""
    start = chance.randrange(len(text))
    return text[:start] + chance.choice(["", *PIECES]) + text[start + chance.choice((0, 0, 1, 3, 8)) :]


def write(folder: Path, change: tuple[str, str, str]) -> Path:
    name, before, after = change
    for path, text in FILES.items():
        changed = text.replace(before, after, 1) if path == name and before else text
        (folder / path).write_bytes(changed.encode("gb18030" if "某,650-a" in changed else "utf-8"))
    return folder


def proof_of(folder: Path, known: Collection[str] = ()) -> frozenset[str] | None:
    def digest(path: str) -> bytes | None:
        return sha256((folder / path).read_bytes()).digest() if (folder / path).is_file() else None

    return prove_sound(str(folder), (folder / "datapackage.yaml").read_bytes(), digest, known)


def is_valid_to_stock(folder: Path) -> bool:
    try:
        return bool(frictionless.validate(str(folder / "datapackage.yaml"), type="package").valid)
    except frictionless.FrictionlessException:
        return False


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD)
def test_what_stock_frictionless_accepts_is_proven(change: tuple[str, str, str], tmp_path: Path) -> None:
    folder = write(tmp_path, change)

    assert is_valid_to_stock(folder)
    assert proof_of(folder) is not None


@pytest.mark.parametrize("change", FAULTY.values(), ids=FAULTY)
def test_what_stock_frictionless_refuses_is_not_proven(change: tuple[str, str, str], tmp_path: Path) -> None:
    folder = write(tmp_path, change)

    assert not is_valid_to_stock(folder)
    assert proof_of(folder) is None


@pytest.mark.parametrize("change", LEFT_TO_STOCK.values(), ids=LEFT_TO_STOCK)
def test_what_is_not_plainly_written_is_left_to_stock(change: tuple[str, str, str], tmp_path: Path) -> None:
    folder = write(tmp_path, change)

    assert is_valid_to_stock(folder)
    assert proof_of(folder) is None


def test_any_small_edit_has_one_verdict(tmp_path: Path) -> None:
    chance = random.Random(11)  # drawn by seed, to be drawn again
    verdicts: Counter[tuple[bool, bool]] = Counter()
    wrong = []

    for number in range(ROUNDS):
        folder = write(tmp_path, GOOD["as it stands"])
        name = chance.choice(sorted(FILES))
        text = edited(FILES[name], chance)
        (folder / name).write_bytes(text.encode())
        verdict = (proof_of(folder) is not None, is_valid_to_stock(folder))
        verdicts[verdict] += 1
        if verdict == (True, False):
            wrong.append((number, name, text))

    assert wrong == []
    assert verdicts[True, True] > ROUNDS / 12
    assert verdicts[False, False] > ROUNDS / 3
    assert verdicts[False, True] < ROUNDS / 12
