"""Every sentence that importing can say is there, in both languages, and can be filled."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import builder.ingest
from builder.ingest.words import sentences

CODE = Path(builder.ingest.__file__).parent
PREFIX = {"Doubt": "doubt-"}
RAISED = {"Doubt", "Refused", "Unreadable", "TimedOut", "OutOfMemory", "Crashed"}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def _asked() -> set[str]:
    """The keys that the code names as the first argument of a doubt or a refusal."""
    found = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            key = node.args[0]
            if node.func.id in RAISED and isinstance(key, ast.Constant) and isinstance(key.value, str):
                mark = PREFIX.get(node.func.id, "")
                found.add(f"{mark}{key.value.removeprefix(mark)}")
    return found


def test_every_sentence_that_the_code_asks_for_is_there() -> None:
    asked = _asked()

    assert len(asked) > 20
    assert asked - set(sentences()) == set()


@pytest.mark.parametrize("key", sorted(sentences()))
def test_both_languages_say_the_same(key: str) -> None:
    sentence = sentences()[key]

    assert set(sentence) == {"zh", "en"}
    assert all(text.strip() for text in sentence.values())
    assert set(_PLACEHOLDER.findall(sentence["zh"])) == set(_PLACEHOLDER.findall(sentence["en"]))
