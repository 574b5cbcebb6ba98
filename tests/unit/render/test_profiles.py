from __future__ import annotations

import pytest

from builder.profiles import profile
from builder.schemas import schema_of_table

_TEMPLATES = ("xinjiang-2022", "shanghai-putuo-2025")
_OWN = {"class", "section", "item", "label"}


@pytest.mark.parametrize("template_id", _TEMPLATES)
def test_a_profile_names_only_columns_that_its_tables_have(template_id: str) -> None:
    for name, grid in profile(template_id).grids.items():
        schema = schema_of_table(name.partition("/")[0])

        assert schema is not None
        assert {column.field for column in grid.columns} - set(schema.header) <= _OWN
        assert grid.total_field in {column.field for column in grid.columns}


def test_an_unknown_template_has_no_grids() -> None:
    assert profile("nowhere-1999").grids == {}
    assert profile(None).grids == {}
