"""Every command, option, rule and field is explained, and every sentence can be said."""

from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path

import pytest
import yaml

from builder.audit import RULES
from builder.audit.outcomes import Rule
from builder.cli.arguments import _parser
from builder.findings import Finding, Place
from builder.load import limits
from builder.messages import (
    COMPLETENESS,
    HINTS,
    ITEMS,
    REASONS,
    all_sentences,
    completeness_items,
    reason,
    sentences,
)
from builder.schemas import Field, Schema, all_schemas

PROJECT = Path(__file__).parents[1]
CODE = PROJECT / "builder"
PAGES = [*sorted((PROJECT / "docs").glob("*.md")), PROJECT / "README.md", PROJECT / "README.zh.md"]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
METHOD = (PROJECT / "docs/method.md").read_text(encoding="utf-8")

# What a person meets in any command line, and a command's own name for itself.
SELF_EXPLAINING = {"-h", "--help", "--version"}
PROPERTIES_OF_A_FINDING = {"stated", "expected", "difference"}

_RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]+[0-9]*-[A-Z0-9]+")
_PLACEHOLDER = re.compile(r"\{\??([a-z0-9_]+)\}")
_OPTIONAL = re.compile(r"\[\[.*?\]\]")
OF_THE_CATALOGUE = {"name", "formula", "example", "unseen", "basis", "tolerance"}
SENTENCES = [
    entry.stem
    for entry in sorted((CODE / "messages").glob("*.yaml"))
    if f"{entry.stem}.yaml" not in {REASONS, HINTS, ITEMS}
]

_HAN = re.compile(r"[\u3400-\u9fff]")


def _commands() -> dict[str, argparse.ArgumentParser]:
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError


def _options() -> list[tuple[str, str]]:
    return [
        (command, option)
        for command, parser in _commands().items()
        for action in parser._actions
        for option in action.option_strings
        if option not in SELF_EXPLAINING
    ]


def _rules_raised(stage: str) -> set[str]:
    """Return the rules that a stage raises: the second argument of `Finding`, or what looks like one of ours."""
    known = set(all_sentences())
    found = set()
    for path in (CODE / stage).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known:
                found.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Finding", "Fault"}:
                rule = node.args[1 if node.func.id == "Finding" else 0]
                if isinstance(rule, ast.Constant):
                    found.add(str(rule.value))
    return found


def _sentences_of(stage: str) -> set[str]:
    loaded: dict[str, object] = yaml.safe_load((CODE / f"messages/{stage}.yaml").read_bytes())
    return set(loaded)


def _fields() -> list[tuple[Schema, Field]]:
    return [(schema, field) for schema in all_schemas().values() for field in schema.fields]


@pytest.mark.parametrize("command", sorted(_commands()))
def test_a_command_is_explained_in_the_pages(command: str) -> None:
    assert re.search(rf"mingzhang {command}\b", TEXT)


@pytest.mark.parametrize(("command", "option"), _options())
def test_an_option_is_explained_in_the_pages(command: str, option: str) -> None:
    assert re.search(rf"{option}\b", TEXT), f"mingzhang {command} {option}"


@pytest.mark.parametrize("command", sorted(_commands()))
def test_help_says_something_of_every_argument(command: str) -> None:
    silent = [action.dest for action in _commands()[command]._actions if not action.help]

    assert silent == []


def test_the_pages_name_no_option_that_is_not_there() -> None:
    ours = {option for _, option in _options()} | SELF_EXPLAINING
    lines = [line for line in TEXT.splitlines() if "mingzhang " in line]

    named = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z-]+", line)}
    assert named - ours == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_of_the_audit_is_whole_in_the_catalogue(rule: Rule) -> None:
    is_item = rule.id.startswith(COMPLETENESS)
    wanted = {"name", "formula", "why", "fix", "what"} | (set() if is_item else {"example", "unseen"})

    for language in ("zh", "en"):
        given = {key for key, text in all_sentences()[rule.id][language].items() if text.strip()}
        assert wanted <= given, (language, wanted - given)


def test_the_method_names_no_rule_that_is_not_there() -> None:
    named = set(re.findall(r"\b(?:[A-Z]{3}-(?:T?[0-9]+)|T[0-9]-[0-9]+|X-[A-Z0-9]+)", METHOD))

    assert named
    assert named - {rule.id for rule in RULES} == set()


@pytest.mark.parametrize(("schema", "field"), _fields(), ids=lambda part: part.name)
def test_a_field_has_a_chinese_title_and_an_english_description(schema: Schema, field: Field) -> None:
    assert _HAN.search(field.title), (schema.name, field.name)
    assert field.description.endswith(".")
    assert not _HAN.search(re.sub(r"[“「（(].*?[”」）)]", "", field.description))
    assert set(field.labels) <= set(field.enum)


@pytest.mark.parametrize("schema", all_schemas().values(), ids=lambda schema: schema.name)
def test_a_resource_has_a_title_in_both_languages_and_a_description(schema: Schema) -> None:
    assert _HAN.search(schema.title)
    assert schema.title_en
    assert not _HAN.search(schema.title_en)
    assert schema.description


def test_what_validate_raises_and_what_it_can_say_are_the_same() -> None:
    assert _rules_raised("validate") == _sentences_of("validate")


def test_what_the_audit_raises_and_what_it_can_say_are_the_same() -> None:
    said = {rule for name in SENTENCES if name.startswith("audit") for rule in _sentences_of(name)}

    assert {rule.id for rule in RULES} - {rule for rule in all_sentences() if rule.startswith(COMPLETENESS)} == said


def test_no_two_stages_share_a_rule() -> None:
    names = [rule for name in SENTENCES for rule in _sentences_of(name)]

    assert len(names) == len(set(names))
    assert len(names) + len(completeness_items()) == len(all_sentences())


@pytest.mark.parametrize("rule", sorted(all_sentences()))
def test_a_rule_speaks_whole_sentences_in_both_languages(rule: str) -> None:
    spoken = all_sentences()[rule]

    assert _RULE.fullmatch(rule)
    assert set(spoken) == {"zh", "en"}
    for language, parts in spoken.items():
        assert {"what", "why", "fix"} <= set(parts)
        assert set(parts) <= {"what", "why", "fix", *OF_THE_CATALOGUE}
        assert all("\n" not in text for text in parts.values())
        assert all(parts[part].strip() for part in ("what", "why", "fix"))
        assert all(bool(_HAN.search(parts[part])) is (language == "zh") for part in ("what", "why", "fix"))


@pytest.mark.parametrize("rule", sorted(all_sentences()))
def test_brackets_of_optional_parts_are_closed_and_what_is_outside_can_be_filled(rule: str) -> None:
    texts = [text for parts in all_sentences()[rule].values() for text in parts.values()]
    names = {name for text in texts for name in _PLACEHOLDER.findall(text)}
    place = Place(field=f"D{rule.removeprefix(COMPLETENESS)}") if rule.startswith(COMPLETENESS) else Place()
    facts = dict.fromkeys(names, "x") | ({"note": "absent"} if place.field else {})
    finding = Finding("data", rule, "error", place, stated="1", expected="2", difference="-1", facts=facts)

    said = [sentences(finding, language) for language in ("zh", "en")]

    assert not any(set("[]{}") & set(text) for one in said for text in (one.what, one.why)), said


@pytest.mark.parametrize("path", sorted((CODE / "validate").glob("*.py")), ids=lambda path: path.name)
def test_facts_given_in_the_code_fill_the_sentences(path: Path) -> None:
    """Each literal `facts = {...}` beside a literal rule has what the required places of its sentences ask for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    short = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        facts = next((word.value for word in call.keywords if word.arg == "facts"), None)
        rule = next(
            (arg.value for arg in call.args if isinstance(arg, ast.Constant) and arg.value in all_sentences()), None
        )
        if rule is None or not isinstance(facts, ast.Dict):
            continue
        given = {key.value for key in facts.keys if isinstance(key, ast.Constant)} | PROPERTIES_OF_A_FINDING
        texts = [text for parts in all_sentences()[str(rule)].values() for text in parts.values()]
        wanted = {name for text in texts for name in _PLACEHOLDER.findall(_OPTIONAL.sub("", text))}
        short += [(rule, name) for name in wanted - given]

    assert short == []


def test_every_reason_why_a_rule_does_not_apply_can_be_given() -> None:
    known = set(yaml.safe_load((CODE / "messages/reasons.yaml").read_bytes()))
    given: set[str] = set()
    named: set[str] = set()
    for path in (CODE / "audit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NotApplicable":
                parts = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                given |= {part for part in parts if isinstance(part, str)}

    assert given
    assert given <= known
    assert known <= named
    assert all(reason(key, "zh") and reason(key, "en") for key in known)


def test_the_limits_that_a_maintainer_may_meet_are_in_the_pages() -> None:
    page = (PROJECT / "docs" / "publishers.md").read_text(encoding="utf-8")
    names = ("FILE_BYTES", "DESCRIPTOR_BYTES", "CELL_BYTES", "ROW_CELLS", "TABLE_ROWS", "PACKAGE_RESOURCES", "FINDINGS")

    for name in names:
        assert re.search(rf"\| {getattr(limits, name):,} ", page), name
