"""Real documents give the packages that people checked, cell for cell."""

from __future__ import annotations

import pytest

from bench.agreement import together
from bench.imports import CASES, Case, agreement, imported, project_shelf
from builder.importing import Shelf
from builder.ingest.ledger import counts_of, entries_of


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return project_shelf()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.unit_id}")
def test_a_real_document_is_imported_right(case: Case, shelf: Shelf) -> None:
    if not case.document.is_file():
        pytest.skip(f"the text of document {case.name} is not in the repository, nor in a folder beside it")

    draft = imported(case, case.document, shelf)

    assert together(agreement(case, draft).values()).slips == ()
    assert counts_of(draft, entries_of(draft))["unread"] == 0
    assert set(draft.tables) >= {path.stem for path in case.package.glob("*.csv")}
