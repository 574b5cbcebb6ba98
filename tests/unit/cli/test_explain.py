"""A rule in words, by its id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.audit import RULES
from builder.cli import main
from builder.messages import all_sentences, completeness_items

Capsys = pytest.CaptureFixture[str]


def _said(capsys: Capsys, *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_rule_of_the_audit_is_explained_in_both_languages(capsys: Capsys) -> None:
    chinese, english = (_said(capsys, "HIE-T3", "--lang", language) for language in ("zh", "en"))

    assert chinese.splitlines()[0].startswith("HIE-T3")
    assert f"规则：{all_sentences()['HIE-T3']['zh']['why']}" in chinese
    assert f"law: {all_sentences()['HIE-T3']['en']['why']}" in english
    assert "处理：" in chinese
    assert "mend: " in english


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_of_the_audit_says_all_that_is_written_of_it(rule: str, capsys: Capsys) -> None:
    said = _said(capsys, rule)

    written = all_sentences()[rule]["zh"]
    for part in ("name", "why", "basis", "example", "unseen"):
        assert written.get(part, "") in said, part


def test_a_rule_of_the_data_says_what_it_finds(capsys: Capsys) -> None:
    said = _said(capsys, "no-rows", "--lang", "en")

    assert "a fault of the data" in said
    assert "reads: … is not marked empty, but … has no rows" in said


def test_no_placeholder_is_shown(capsys: Capsys) -> None:
    said = _said(capsys) + "".join(_said(capsys, rule) for rule in all_sentences())

    assert not set("{}") & set(said)
    assert "[[" not in said


@pytest.mark.parametrize("asked", ["D12", "d12", "CMP-12", "cmp-12"])
def test_an_item_of_completeness_is_explained_by_either_id(asked: str, capsys: Capsys) -> None:
    said = _said(capsys, asked)

    assert said.splitlines()[0] == f"CMP-12 D12 {completeness_items()['D12']['zh']['name']}"
    assert f"算式：{completeness_items()['D12']['zh']['formula']}" in said


def test_the_case_of_an_id_is_no_matter(capsys: Capsys) -> None:
    assert _said(capsys, "hie-t3") == _said(capsys, "HIE-T3")


def test_without_a_rule_all_are_listed_with_a_title(capsys: Capsys) -> None:
    lines = _said(capsys).splitlines()

    listed = [line.split()[0] for line in lines]
    assert listed[: len(RULES)] == [rule.id for rule in RULES]
    assert set(listed) == set(all_sentences())
    assert all(len(line.split()) > 1 for line in lines)


def test_json_has_both_languages(capsys: Capsys) -> None:
    answer = json.loads(_said(capsys, "HIE-T3", "--format", "json"))

    assert list(answer) == ["rule", "kind", "severity", "item", "zh", "en"]
    assert (answer["rule"], answer["kind"], answer["severity"], answer["item"]) == ("HIE-T3", "audit", "error", None)
    assert answer["zh"]["why"] == all_sentences()["HIE-T3"]["zh"]["why"]
    assert set(answer["zh"]) >= {"what", "why", "fix"}


def test_json_lists_every_rule_once(capsys: Capsys) -> None:
    answer = json.loads(_said(capsys, "--format", "json"))

    names = [each["rule"] for each in answer["rules"]]
    assert len(names) == len(set(names)) == len(all_sentences())
    assert {each["kind"] for each in answer["rules"]} == {"audit", "data"}


@pytest.mark.parametrize(("asked", "near"), [("HIE", "HIE-T2"), ("HIE-T33", "HIE-T3"), ("no-row", "no-rows")])
def test_an_unknown_rule_is_wrong_use_and_near_ones_are_named(asked: str, near: str, capsys: Capsys) -> None:
    code = main(["explain", asked])

    printed = capsys.readouterr()
    assert code == 2
    assert near in printed.err
    assert printed.out == ""


def test_an_unknown_rule_with_nothing_near_it_is_wrong_use(capsys: Capsys) -> None:
    assert main(["explain", "zzzzzz"]) == 2
    assert "zzzzzz" in capsys.readouterr().err


def test_a_rule_is_explained_outside_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)

    assert _said(capsys, "T1-01")
