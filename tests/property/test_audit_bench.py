"""The measure of the audit measures: right disclosures give no alarm, and one mistake in them is found where it is."""

from __future__ import annotations

from random import Random

import pytest

from bench.audit import whole
from bench.audit_measures import Measures, alarms
from bench.audit_page import table
from bench.in_memory import (
    FACTS_ONLY,
    TEXT_ONLY,
    Sample,
    copied,
    disclosure_of,
    kept_as,
    repository_catalog,
    samples,
)
from bench.places import SHANGHAI, XINJIANG
from bench.slip_document import Document, as_printed
from bench.slip_figures import DigitSlip, doubled, dropped, one_wrong, point_right, slipped, swapped
from bench.slips import KINDS, Kind
from builder.audit import audit
from builder.model.catalog import Catalog

SEED = 11
TEMPLATES = [XINJIANG, SHANGHAI]


def drawn(seed: int) -> Random:
    return Random(seed)  # drawn by seed, to be drawn again


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return repository_catalog()


@pytest.fixture(scope="module")
def stock() -> list[Sample]:
    return [sample for template in TEMPLATES for sample in samples(template, 60, SEED)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_right_disclosures_give_no_alarm(template: str, catalog: Catalog) -> None:
    right = Measures(template, SEED, catalog).right(12)

    assert right.audited == 12
    assert dict(right.examples) == {}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("kept", [TEXT_ONLY, FACTS_ONLY])
def test_nor_do_those_kept_without_text_or_without_figures(template: str, kept: str, catalog: Catalog) -> None:
    right = Measures(template, SEED, catalog, kept).right(6)

    assert dict(right.examples) == {}


def test_a_text_gives_the_figures_that_were_written_into_it(stock: list[Sample]) -> None:
    columns = ("section", "subject", "code", "fund", "amount", "share_pct", "change", "change_pct", "prior", "planned")
    for sample in stock[::6]:
        read = disclosure_of(sample.place, sample.unit_year.unit, kept_as(TEXT_ONLY, sample.rows))

        figures = [[row[name] for name in columns] for row in read.rows("narrative_figures")]

        assert figures == [[row[name] for name in columns] for row in sample.disclosure.rows("narrative_figures")]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", ["table-sub-total", "table-total-row", "table-row-omitted", "text-digit-wrong"])
def test_a_mistake_is_found_where_it_is(template: str, name: str, catalog: Catalog) -> None:
    kinds = tuple(kind for kind in KINDS if kind.name == name)

    (score,) = Measures(template, SEED, catalog).slips(4, kinds).values()

    assert (score.made, score.seen) == (4, 4), score.missed
    assert score.named >= 3


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_mistake_changes_the_disclosure_and_leaves_it_readable(kind: Kind, stock: list[Sample]) -> None:
    for number, sample in enumerate(stock):
        rows = copied(sample.rows)
        document = Document(rows, sample.unit_year, drawn(number), dict(stock[number - 1].rows), ("某市另一单位",))
        if kind.make(document) is not None:
            assert rows != copied(sample.rows)
            assert sample.changed(rows).unit_id == sample.disclosure.unit_id
            return
    pytest.fail("no disclosure has a place for it")


def test_the_rows_of_a_sample_are_not_those_that_are_changed(stock: list[Sample], catalog: Catalog) -> None:
    first = stock[0]
    rows = copied(first.rows)
    rows["three_public"][0]["total"] = "999999"

    assert first.rows["three_public"][0]["total"] != "999999"
    assert alarms(audit(first.disclosure, catalog, first.neighbours)) == []


def test_a_sample_stands_beside_the_year_before(stock: list[Sample]) -> None:
    beside = [each for each in stock if each.neighbours.previous]

    assert beside
    for each in beside:
        previous = each.neighbours.previous
        assert previous
        assert (previous.unit_id, previous.year + 1) == (each.disclosure.unit_id, each.disclosure.year)


@pytest.mark.parametrize(
    ("slip", "printed", "possible"),
    [
        (swapped, "1.23", {"2.13", "1.32"}),
        (dropped, "12.3", {"2.3", "1.3", "12"}),
        (doubled, "1.2", {"11.2", "1.22"}),
        (point_right, "1.2", {"12"}),
    ],
)
def test_a_slip_of_the_digits_is_one_that_a_hand_makes(slip: DigitSlip, printed: str, possible: set[str]) -> None:
    found = {slipped(printed, slip, drawn(number)) for number in range(60)}

    assert found == possible


@pytest.mark.parametrize(
    ("words", "text", "printed"),
    [
        ("增加2.5万元", "比上年预算增加2.50万元", "增加2.50万元"),
        ("1234.5万元", "收入1,234.50万元", "1,234.50万元"),
        ("2.5万元", "收入12.5万元、支出2.55万元", None),
    ],
)
def test_words_are_found_however_their_figure_is_printed(words: str, text: str, printed: str | None) -> None:
    assert as_printed(words, text) == printed


def test_a_figure_in_yuan_slips_as_it_is_printed() -> None:
    found = {slipped("0.000100", one_wrong, drawn(number), in_yuan=True) for number in range(300)}

    assert "0.000200" in found
    assert "0.000101" in found
    assert all(each is None or len(each.partition(".")[2]) == 6 for each in found)


def test_a_slip_that_leaves_the_figure_as_it_is_is_none() -> None:
    assert slipped("11", swapped, drawn(1)) is None


def test_what_was_measured_becomes_the_table_of_the_page(catalog: Catalog) -> None:
    kinds = tuple(kind for kind in KINDS if kind.name in {"table-digits-swapped", "furniture"})
    measures = {template: Measures(template, SEED, catalog) for template in TEMPLATES}
    right = {name: each.right(2) for name, each in measures.items()}
    scores = {name: each.slips(2, kinds) for name, each in measures.items()}

    written = table(whole(right, scores, SEED))

    assert "4 份全对的公开件里，误报 0 份" in written
    assert "| 表内两位数字颠倒 | 100% | 100% |" in written
    assert "| 办公家具价值错 | 0% | 0% | — | — | 这个数只出现一次，也不参与相加 |" in written
