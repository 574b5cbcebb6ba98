"""YAML as people review it: one key a line, long texts on one line, values by their field's type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import yaml

from builder.schemas import Schema, all_schemas, descriptor_schema

_PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "date": "timestamp"}


class _Plain(str):
    """A value that stands in the file without quotes, as a number, date or boolean."""

    __slots__ = ("tag",)
    tag: str


class _BlockDumper(yaml.SafeDumper):
    """One key a line, list items indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent list items even below a mapping's key."""
        super().increase_indent(flow, indentless=False)

    def represent_plain(self, value: _Plain) -> yaml.ScalarNode:
        """Write a value as it stands."""
        return self.represent_scalar(f"tag:yaml.org,2002:{value.tag}", str(value))

    def represent_text(self, value: str) -> yaml.ScalarNode:
        """Write a text of several lines as a block."""
        return self.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    def ignore_aliases(self, _data: Any) -> bool:
        """Write every value out."""
        return True


_BlockDumper.add_representer(_Plain, _BlockDumper.represent_plain)
_BlockDumper.add_representer(str, _BlockDumper.represent_text)


def block_text(content: Any) -> str:
    """Return plain values as YAML, one key a line."""
    return yaml.dump(
        content,
        Dumper=_BlockDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10**6,
    )


def records_text(schema: Schema, rows: Sequence[Mapping[str, str]]) -> str:
    """Return the rows of a resource as its YAML file; a blank cell is null, a number stands as it was printed."""
    return block_text(
        [{field.name: _value(field.type, row.get(field.name, "")) for field in schema.fields} for row in rows]
    )


def _value(kind: str, text: str) -> str | None:
    if not text:
        return None
    if kind not in _PLAIN:
        return text
    value = _Plain(text)
    is_whole = kind == "number" and text.removeprefix("-").isdigit()
    value.tag = "int" if is_whole else _PLAIN[kind]
    return value


def resources_text(names: Iterable[str]) -> str:
    """Return the generated part of a descriptor for these resources, in this order."""
    present = list(names)
    entries = (_entry_text(name, _targets(name).intersection(present)) for name in present)
    return "resources:\n" + "".join(entries) if present else "resources: []\n"


def _targets(name: str) -> frozenset[str]:
    return frozenset(key.target for key in all_schemas()[name].foreign_keys)


@cache
def _entry_text(name: str, present: frozenset[str]) -> str:
    """One resource as it stands in a descriptor that has these of its targets: the same text in thousands of them."""
    schema = all_schemas()[name]
    entry = {
        "name": name,
        "type": "table",
        "path": f"{name}.{schema.form}",
        "format": schema.form,
        "encoding": "utf-8",
        "title": schema.title,
        "schema": descriptor_schema(schema, present),
    }
    return block_text({"resources": [entry]}).partition("\n")[2]
