"""Read a descriptor (`datapackage.yaml`), keeping the line of each key by its path."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from builder.load.report import Report
from builder.load.yaml_nodes import Node, Scalar, YamlList, YamlMapping, read_nodes, reads_as
from builder.records import RawDescriptor

_PLAIN_VALUES = MappingProxyType(
    {
        **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
        **dict.fromkeys(("true", "True", "TRUE"), True),
        **dict.fromkeys(("false", "False", "FALSE"), False),
    }
)
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def read_descriptor(text: str, report: Report) -> RawDescriptor | None:
    """Return the descriptor's plain values and lines, or None where the text is no mapping at all.

    Unquoted `true`, `false`, `null` and whole numbers become such; whatever else YAML would not take for
    text stays text with a finding.
    """
    root = read_nodes(text, report)
    if root is None:
        if not report.errors:
            report.add("empty-file")
        return None
    if not isinstance(root, YamlMapping):
        report.add("descriptor-not-mapping", line=root.line)
        return None
    lines: dict[str, int] = {}
    content = _value(root, "", lines, report)
    return RawDescriptor(report.file, content, lines)


def _value(node: Node, path: str, lines: dict[str, int], report: Report) -> Any:
    if isinstance(node, Scalar):
        return _scalar_value(node, path, report)
    if isinstance(node, YamlList):
        for number, item in enumerate(node.items):
            lines[_below(path, str(number))] = item.line
        return [_value(item, _below(path, str(number)), lines, report) for number, item in enumerate(node.items)]
    for key, line in node.lines.items():
        lines[_below(path, key)] = line
    return {key: _value(value, _below(path, key), lines, report) for key, value in node.values.items()}


def _scalar_value(scalar: Scalar, path: str, report: Report) -> Any:
    text = scalar.text
    if not scalar.plain:
        return text
    if text in _PLAIN_VALUES:
        return _PLAIN_VALUES[text]
    if _WHOLE_NUMBER.fullmatch(text) and text != "-0":
        return int(text)
    reading = reads_as(text)
    if reading is not None:
        report.add(
            "ambiguous-scalar", line=scalar.line, field=path.replace("/", "."), facts={"text": text, "reading": reading}
        )
    return text


def _below(path: str, key: str) -> str:
    return f"{path}/{key}" if path else key
