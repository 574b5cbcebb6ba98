"""Plain YAML is read as PyYAML's safe loader reads it, whatever its form."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.validate.plain_yaml import NotPlainError, read_records, read_value

DOCUMENTS = [
    "- a: 1\n  b: 二\n- a: 2\n  b:\n",
    "- a: 1.50\n  b: 010\n  c: 0x1F\n  d: 1_000\n  e: 12e3\n  f: .inf\n  g: 190:20:30\n",
    "- a: 2022-02-12\n  b: 2022-02-12 10:00:00\n  c: ~\n  d: null\n  e: yes\n  f: 'yes'\n  g: \"no\"\n",
    "- a: |\n    one\n    two\n  b: >-\n    one\n    two\n  c: 'one\n\n    two'\n",
    "- a: 1\n  a: 2\n",
    "- 1: a\n  true: b\n  ~: c\n",
    "- {a: 1, b: [2]}\n",
    "- a: {b: 1}\n",
    "- a: &x 1\n  b: *x\n",
    "- &x\n  a: 1\n- *x\n",
    "- <<: {a: 1}\n  b: 2\n",
    "- !!map\n  a: 1\n",
    "- a: !!str 1\n",
    "!!seq\n- a: 1\n",
    "&x\n- a: 1\n",
    "- a\n- b\n",
    "- a: 1\n- b\n",
    "a: 1\nb: 2\n",
    "[]\n",
    "# nothing\n",
    "",
    "--- \n- a: 1\n...\n",
]
BROKEN = ["- <<: 1\n", "- a: 1\n---\n- a: 2\n", "- a: [1\n", "- a: !x 1\n", "- a: *x\n", "\t- a\n", "- =: 1\n  a: =\n"]

ODD = ["- a:\t1\n", "- a: 1\t\n", "- a: '1\t2'\n", "- a: 1\r\n", "- a: \u2028\n", "\ufeff- a: 1\n", "- a: \x85\n"]
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufeff"))
cells = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.dates(), texts)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_records_are_read_as_the_safe_loader_reads_them(document: str) -> None:
    expected = yaml.safe_load(document)

    assert repr(read_records(document)) == repr(expected)
    assert repr(read_value(document)) == repr(expected)


@pytest.mark.parametrize("document", BROKEN)
def test_what_the_safe_loader_refuses_is_refused(document: str) -> None:
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(document)

    with pytest.raises(yaml.YAMLError):
        read_records(document)


@pytest.mark.parametrize("document", ODD)
def test_characters_that_parsers_do_not_read_alike_are_refused(document: str) -> None:
    with pytest.raises(NotPlainError):
        read_records(document)
    with pytest.raises(NotPlainError):
        read_value(document)


@settings(deadline=None)  # the safe loader is slow
@given(st.lists(st.dictionaries(texts, cells)))
def test_any_flat_records_are_read_back(records: list[dict[str, object]]) -> None:
    document = yaml.safe_dump(records, allow_unicode=True)

    assert repr(read_records(document)) == repr(yaml.safe_load(document))
