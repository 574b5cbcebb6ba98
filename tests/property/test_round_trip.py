"""What is printed from a dataset and imported again is the same dataset.

Equal means: every resource that the print holds has the same rows, cell for cell, texts with their blanks and amounts
as printed (`2.70` is not `2.7`). Said apart:

- Amounts that stand in sentences only (assets, procurement, projects and their allocations) are compared by value: the
  generated datasets hold `5.7` where their own text prints `5.70`.
- `narrative_figures` are held against those that the grammar reads in the dataset's own text.
- Code lists are the codes in use, in any order.
- Not compared is what no document prints: lines of the source and where the copy came from; units, regions and the ids
  of projects are known beside it, as in a project that has the unit on record. Of the disclosure itself nothing is.
- A dataset without texts is printed without the parts that would hold them. Its tables, their totals and cells, its
  divisions and forms come back; what only texts say (`ONLY_IN_TEXTS`) cannot.
  The note under its empty tables is the print's own.
- On a sheet a table begins with its header, so a row of `source_cells` is counted from there, also where the document
  has title and caption within the table (`CAPTION_ROWS`).
- A PDF made of the web page keeps no blanks at the end of a text or cell: `source_cells` that tell of nothing else are
  not there, and texts are compared without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.agreement import Rows, package_rows
from bench.imports import as_pdf, project_shelf
from bench.in_memory import FACTS_ONLY, TEXT_ONLY, Unasked, samples
from bench.places import SHANGHAI, XINJIANG
from bench.round_trips import FORMS, differences, disclosure_again, imported, knowledge_beside, printed, rows_of
from builder.assemble import assemble_disclosures
from builder.ingest.completion import without_texts
from builder.ingest.draft import Draft
from builder.ingest.knowledge import Knowledge
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.validate import validate_package
from tests.projects import FIRST, REPOSITORY, packages

TEMPLATES = (XINJIANG, SHANGHAI)
REAL = packages(REPOSITORY, "datasets/units")
SEEDS = st.integers(0, 10**6)
ONLY_IN_TEXTS = frozenset({
    "narrative",
    "narrative_figures",
    "glossary",
    "procurement",
    "assets",
    "project_allocations",
    "disclosures.has_subordinates",
    "projects.name_narrative",
    "projects.policy_basis",
    "projects.amount_narrative",
    "projects.executor",
    "projects.exec_text",
    "projects.exec_start",
    "projects.exec_end",
})  # fmt: skip
CAPTION_ROWS = {(FIRST, "T5"): 2}
TRAILING_BLANK = "trailing_ideographic_space"


@cache
def lists() -> Knowledge:
    return project_shelf().knowledge("none")


def generated(template: str, seed: int, kept: str = TEXT_ONLY) -> Disclosure:
    return next(samples(template, 1, seed, kept)).disclosure


def real(folder: str) -> Disclosure:
    package = validate_package(load_package(REPOSITORY, REPOSITORY / folder), Unasked(REPOSITORY, None)).package
    assert package is not None
    (disclosure,) = assemble_disclosures(package)
    return disclosure


def back(disclosure: Disclosure, form: str) -> Draft:
    knowledge = knowledge_beside(lists(), disclosure)
    return imported(printed(disclosure, form), form, disclosure.unit_id, knowledge)


def said(expected: Mapping[str, Rows], found: Mapping[str, Rows], *excluded: str) -> list[str]:
    return [str(each) for each in differences(expected, found, excluded=excluded)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=SEEDS)
@settings(max_examples=5, deadline=None)
def test_a_generated_dataset_comes_back(template: str, form: str, seed: int) -> None:
    disclosure = generated(template, seed)

    draft = back(disclosure, form)

    assert said(rows_of(disclosure), draft.tables) == []


@pytest.mark.deep
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_many_generated_datasets_come_back(template: str, form: str, seed: int) -> None:
    disclosure = generated(template, seed)

    draft = back(disclosure, form)

    assert said(rows_of(disclosure), draft.tables) == []


@pytest.mark.parametrize("template", TEMPLATES)
@given(form=st.sampled_from(sorted(FORMS)), seed=SEEDS)
@settings(max_examples=4, deadline=None)
def test_the_figures_of_a_dataset_without_texts_come_back(template: str, form: str, seed: int) -> None:
    disclosure = generated(template, seed, FACTS_ONLY)

    draft = back(disclosure, form)

    assert said(rows_of(disclosure), draft.tables, *ONLY_IN_TEXTS, "printed_tables.note") == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", REAL)
def test_a_real_dataset_comes_back(folder: str, form: str) -> None:
    expected = dict(package_rows(REPOSITORY / folder))
    if form == "xlsx":
        expected["source_cells"] = [on_a_sheet(folder, row) for row in expected.get("source_cells", ())]
    is_facts_only = not any(row["text"] for row in expected.get("narrative", ()))

    found = back(real(folder), form).tables

    if is_facts_only:
        assert said(expected, without_texts(found), *ONLY_IN_TEXTS) == []
    else:
        assert said(expected, found) == []


def on_a_sheet(folder: str, row: Mapping[str, str]) -> dict[str, str]:
    above = CAPTION_ROWS.get((folder, row["table_id"]), 0)
    return {**row, "row_no": str(int(row["row_no"]) - above)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=SEEDS)
@settings(max_examples=2, deadline=None)
def test_what_was_imported_is_printed_as_before(template: str, form: str, seed: int) -> None:
    disclosure = generated(template, seed)

    again = disclosure_again(back(disclosure, form))

    assert printed(again, form) == printed(disclosure, form)


@pytest.mark.parametrize("folder", REAL)
def test_importing_what_was_imported_and_printed_changes_nothing(folder: str) -> None:
    first = back(real(folder), "docx")

    second = back(disclosure_again(first), "docx")

    assert said(first.tables, second.tables) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", [*TEMPLATES, FIRST])
def test_a_pdf_of_the_web_page_comes_back(name: str, tmp_path: Path) -> None:
    disclosure = real(name) if name == FIRST else generated(name, seed=1)
    page = tmp_path / "disclosure.html"
    page.write_bytes(printed(disclosure, "html"))
    pdf = as_pdf(page)
    assert pdf is not None

    draft = imported(pdf.read_bytes(), "pdf", disclosure.unit_id, knowledge_beside(lists(), disclosure))

    assert said(without_ends(rows_of(disclosure)), without_ends(draft.tables)) == []


def without_ends(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return the rows as a PDF can say them: nothing that tells only of blanks, and none at the end of a text."""
    kept = {name: [row for row in rows if row.get("flags") != TRAILING_BLANK] for name, rows in tables.items()}
    return {
        name: [{column: text.rstrip() for column, text in row.items()} for row in rows] for name, rows in kept.items()
    }
