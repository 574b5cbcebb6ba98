"""Write the schemas of every descriptor anew from `builder/schemas`, leaving what a person wrote as it stands.

The part above the key `resources:` is kept byte for byte; the resources keep their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from builder.schemas import all_schemas
from builder.schemas.block_text import resources_text

_MARK = "resources:\n"


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
