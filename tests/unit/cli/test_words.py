"""Every sentence of the command line is there in both languages, with the same places to fill."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from builder.cli.words import Words, _all

FAILURES = ("ClusterFailed", "CommandFailed", "PublishFailed")
WITH_WORDS_OF_THEIR_OWN = {"ingest", "printout"}
CODE = Path(__file__).parents[3] / "builder"
_PLACE = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")


def _literals() -> set[str]:
    sources = [path for stage in ("cli", "cluster", "publish") for path in (CODE / stage).glob("*.py")]
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in [*sources, *CODE.glob("*.py"), CODE / "export/choice.py"]
    ]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("key", sorted(_all()))
def test_a_sentence_says_the_same_in_both_languages(key: str) -> None:
    chinese, english = _all()[key]["zh"], _all()[key]["en"]

    assert set(_PLACE.findall(chinese)) == set(_PLACE.findall(english))
    assert not _HAN.search(english)
    assert Words("zh").say(key, **dict.fromkeys(_PLACE.findall(chinese), "x"))


def test_no_sentence_is_there_for_nothing() -> None:
    assert set(_all()) - _literals() == set()


def test_every_sentence_that_the_code_asks_for_is_there() -> None:
    asked = set()
    for path in CODE.rglob("*.py"):
        if path.relative_to(CODE).parts[0] in WITH_WORDS_OF_THEIR_OWN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {"say", "step", *FAILURES}:
                keys = [argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant)]
                asked |= {key for key in keys if isinstance(key, str) and key}

    assert {"no-project", "target-is-locked", "stage-theme", "summary"} <= asked
    assert asked - set(_all()) == set()
