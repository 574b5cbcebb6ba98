"""Which downloads lie beside each page."""

from __future__ import annotations

import pytest

from builder.model.downloads import ALL, KINDS, DownloadChoice


def test_every_kind_lies_beside_each_page_unless_chosen_otherwise() -> None:
    assert all(ALL.has(kind) for kind in KINDS)
    assert ALL.bulk_path("findings") == "data/findings.csv"


def test_a_choice_tells_what_lies_beside_the_page_and_where_the_rest_is() -> None:
    choice = DownloadChoice(frozenset({"csv"}), "csv.gz")

    assert choice.has("csv")
    assert not choice.has("zip")
    assert choice.bulk_path("units") == "data/units.csv.gz"


@pytest.mark.parametrize(("kind", "form"), [("pdf", "csv"), ("csv", "zip")])
def test_a_kind_or_form_that_there_is_not_is_refused(kind: str, form: str) -> None:
    with pytest.raises(ValueError, match=r"no such download: (pdf|zip)"):
        DownloadChoice(frozenset({kind}), form)
