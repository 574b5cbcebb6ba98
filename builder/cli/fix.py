"""Write the schemas of every descriptor anew from `builder/schemas`, leaving what a person wrote as it stands.

The part above the key `resources:` is kept byte for byte; the resources keep their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from builder.schemas import all_schemas, descriptor_schema

_MARK = "resources:\n"


class _BlockDumper(yaml.SafeDumper):
    """One key a line, list items indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent list items even below a mapping's key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, _data: Any) -> bool:
        """Write every value out."""
        return True


def fix_descriptors(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Rewrite the descriptors whose resources differ from what they should be; return those that changed.

    A descriptor that cannot be read is left alone: `check` says what is wrong with it.
    """
    changed = []
    for folder in folders:
        path = folder / "datapackage.yaml"
        try:
            before = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        after = _fixed(before)
        if after is not None and after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return tuple(changed)


def resources_text(names: Iterable[str]) -> str:
    """Return the generated part of a descriptor for these resources, in this order."""
    present = list(names)
    entries = []
    for name in present:
        schema = all_schemas()[name]
        entries.append(
            {
                "name": name,
                "type": "table",
                "path": f"{name}.{schema.form}",
                "format": schema.form,
                "encoding": "utf-8",
                "title": schema.title,
                "schema": descriptor_schema(schema, present),
            }
        )
    return yaml.dump(
        {"resources": entries},
        Dumper=_BlockDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10**6,
    )


def _fixed(text: str) -> str | None:
    head, mark, _ = text.partition("\n" + _MARK)
    try:
        content = yaml.safe_load(text)
        names = [entry["name"] for entry in content["resources"]]
    except (yaml.YAMLError, TypeError, KeyError):
        return None
    if not mark or any(name not in all_schemas() for name in names) or content["resources"] is None:
        return None
    return f"{head}\n{resources_text(names)}"
