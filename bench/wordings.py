"""One thing said in the ways in which offices say it: comparisons, figures in the text, noughts and brackets."""

from __future__ import annotations

import re
from random import Random

from bench.amounts import happens
from bench.records import Record, Records
from bench.tables import UnitYear
from builder.schemas import all_schemas

_AGAINST = ("上年预算", "上年预算", "上年预算", "上年预算数", "上年年初预算")
_AMOUNT = re.compile(r"([0-9]+)(\.[0-9]+)?万元")
_TEXTS = {"narrative": ("text",), "narrative_figures": ("quote",)}
_ZEROS = ("income_by_function", "expenditure_by_function", "general_budget_expenditure", "general_budget_basic")


def vary(records: Records, disclosed: UnitYear, draw: Random) -> None:
    """Let a finished unit-year say the same otherwise, alike in text and quotes."""
    against, verb = draw.choice(_AGAINST), draw.choice(("比", "比", "较"))
    is_padded, has_commas = happens(draw, 25), disclosed.is_municipal and happens(draw, 30)

    def said(text: str) -> str:
        text = text.replace("与上年预算持平", f"与{against}持平").replace("比上年预算", f"{verb}{against}")
        return _AMOUNT.sub(lambda found: _printed(found, is_padded=is_padded, has_commas=has_commas), text)

    for resource, columns in _TEXTS.items():
        for record in records.rows[resource]:
            for column in columns:
                if text := record.get(column):
                    record[column] = said(text)
    if disclosed.is_municipal and happens(draw, 30):
        _fill_with_zeros(records, disclosed)
    if happens(draw, 20):
        for record in records.rows["general_budget_basic"]:
            record["name_printed"] = _narrow(record["name_printed"] or "")


def _printed(found: re.Match[str], *, is_padded: bool, has_commas: bool) -> str:
    whole, decimals = found[1], found[2] or ""
    if is_padded and decimals:
        decimals = f"{decimals:0<3}"
    return f"{int(whole):,}{decimals}万元" if has_commas else f"{whole}{decimals}万元"


def _fill_with_zeros(records: Records, disclosed: UnitYear) -> None:
    """Print a nought where there is nothing, as some do."""
    nought = disclosed.scale.full(0)
    for resource in _ZEROS:
        for record in records.rows[resource]:
            _fill(record, all_schemas()[resource].measures, nought)


def _fill(record: Record, measures: tuple[str, ...], nought: str) -> None:
    for measure in measures:
        if measure in {"basic", "project", "personnel", "public", "undertaking", "business", "other_unit"}:
            record[measure] = record.get(measure) or nought


def _narrow(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")
