"""The explanations of whole documents, against what their packages hold."""

from __future__ import annotations

import re

import pytest

from builder.ingest.recognised import Recognised
from builder.ingest.words import sentences
from tests.projects import FIRST, REPOSITORY
from tests.property.test_twin import in_text, renamed, twin_row
from tests.unit.ingest.explanation.spoken import RESOURCES, names_in, read_from, rows, rows_of

DOCUMENTS = REPOSITORY.parent / "shared/data/disclosures"
TEXTS = {"text", "quote", "purpose", "reason"}
FROM_ELSEWHERE = {"project_id", "name_table", "name_form", "functional_code"}
WORDING = {
    "项目预算严格按照项目立项依据执行": "展销场次与上年相同",
    "在职人员医疗支出随工资水平逐年增加": "参保人数有所变化",
    "压减公用经费支出": "办公用品集中采办",
}
PACKAGES = [
    ("01-shanghai-czj-2025-unit", "310000-czj/2025"),
    ("02-putuo-fuliyuan-2024-unit", "310107-fuliyuan/2024"),
    ("03-putuo-sfj-2026-unit", "310107-sfj/2026"),
    ("04-putuo-wanli-2023-dept", "310107-wanli/2023"),
    ("05-putuo-zfb-2025-unit", "310107-zfb/2025"),
]


@pytest.fixture(scope="module")
def source() -> str:
    return (REPOSITORY / FIRST / "source/disclosure.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def first(source: str) -> Recognised:
    return read_from(source.encode(), 2022, names_in(REPOSITORY / FIRST))


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_first_document_gives_what_its_package_holds(first: Recognised, resource: str) -> None:
    held = [
        {name: value for name, value in row.items() if not resource.startswith("project") or name not in FROM_ELSEWHERE}
        for row in rows_of(REPOSITORY / FIRST, resource)
    ]

    found = [{name: value for name, value in row.items() if name != "project_id"} for row in rows(first, resource)]

    assert found == held


def test_the_first_document_leaves_no_doubt(first: Recognised) -> None:
    assert first.doubts == []


def reworded(text: str) -> str:
    for old, new in WORDING.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_twin_with_other_names_figures_and_reasons_gives_as_much(
    source: str, first: Recognised, resource: str
) -> None:
    names = names_in(REPOSITORY / FIRST)
    twin_names = type(names)(
        {renamed(code): {renamed(name) for name in each} for code, each in names.functional.items()}, names.economic
    )

    twin = read_from(reworded(in_text(renamed(source))).encode(), 2022, twin_names)

    expected = [
        {name: reworded(value) for name, value in twin_row(resource, row).items()} for row in rows(first, resource)
    ]
    assert rows(twin, resource) == expected


@pytest.mark.parametrize(("document", "package"), PACKAGES)
@pytest.mark.parametrize("resource", ["narrative", "narrative_figures", "procurement", "assets", "project_allocations"])
def test_a_document_of_shanghai_gives_what_its_package_holds(document: str, package: str, resource: str) -> None:
    path = DOCUMENTS / f"{document}.txt"
    folder = REPOSITORY / "datasets/units" / package
    if not path.exists() or not folder.exists():
        pytest.skip("the text of this document is kept outside the repository")
    year = int(package.rpartition("/")[2])

    found = read_from(path.read_bytes(), year, names_in(folder))

    has_rows = any((folder / f"{resource}.{form}").exists() for form in ("csv", "yaml"))
    held = rows_of(folder, resource) if has_rows else []
    left_out = TEXTS | {"project_id"}
    assert [_without(row, left_out) for row in rows(found, resource)] == [_without(row, left_out) for row in held]


def _without(row: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in names}


def test_every_doubt_has_its_sentences() -> None:
    folder = REPOSITORY / "builder/ingest/explanation"
    code = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))

    keys = set(re.findall(r"[dD]oubt\(\s*\"([a-z-]+)\"", code))

    assert len(keys) == 11
    assert all(set(sentences()[f"doubt-{key}"]) == {"zh", "en"} for key in keys)
