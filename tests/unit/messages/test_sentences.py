"""Sentences are filled from the facts, and parts that have nothing to say are left out."""

from __future__ import annotations

import pytest

from builder.findings import Finding, Place
from builder.messages import all_sentences, message, reason


def finding(stated: str | None) -> Finding:
    facts = {"table": "表三", "name": "201 甲", "measure": "项目支出"}
    return Finding("audit", "HIE-T3", "error", Place(), stated, "170", "-170", facts)


def test_a_blank_figure_is_said_to_be_blank() -> None:
    assert "本行为空白" in message(finding(None), "zh")
    assert "本行印作 5 万元" in message(finding("5"), "zh")


def test_a_part_without_its_fact_is_left_out() -> None:
    with_hint = Finding("data", "unknown-column", "error", Place(), facts={"name": "x", "nearest": "y", "columns": ""})
    without = Finding("data", "unknown-column", "error", Place(), facts={"name": "x", "nearest": "", "columns": ""})

    assert "“y”" in message(with_hint, "zh")
    assert "是否" not in message(without, "zh")


def test_braces_in_a_cell_are_text() -> None:
    odd = Finding("data", "malformed-date", "error", Place(), facts={"title": "{0}", "cell": "[[{x}]]", "name": "y"})

    assert "[[{x}]]" in message(odd, "zh")


@pytest.mark.parametrize("rule", sorted(all_sentences()))
def test_every_rule_speaks_both_languages_in_three_sentences(rule: str) -> None:
    for language in ("zh", "en"):
        assert set(all_sentences()[rule][language]) >= {"what", "why", "fix"}
        assert all(all_sentences()[rule][language].values())


def test_every_reason_speaks_both_languages() -> None:
    assert reason("no-such-table", "zh") != reason("no-such-table", "en")
