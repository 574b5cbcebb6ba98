"""Read a descriptor (`datapackage.yaml`), keeping the line of each key by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

from builder.load.report import Report
from builder.load.yaml_nodes import ODD_BREAK, Node, Scalar, YamlList, YamlMapping, read_nodes, reads_as
from builder.records import RawDescriptor, SharedMapping
from builder.schemas.pieces import LIST_HEAD, cut_descriptor

_PLAIN_VALUES = MappingProxyType(
    {
        **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
        **dict.fromkeys(("true", "True", "TRUE"), True),
        **dict.fromkeys(("false", "False", "FALSE"), False),
    }
)
_BELOW_RESOURCES = re.compile(r"resources/(0|[1-9][0-9]*)((?:/.*)?)", re.DOTALL)
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def read_descriptor(text: str, report: Report) -> RawDescriptor | None:
    """Return the descriptor's plain values and lines, or None where the text is no mapping at all.

    Unquoted `true`, `false`, `null` and whole numbers become such; whatever else YAML would not take for
    text stays text with a finding. Where there is nothing to report, each resource is read once for all the
    descriptors in which it stands just so.
    """
    return _sound(text, report.file) or _careful(text, report)


def _sound(text: str, file: str) -> RawDescriptor | None:
    """Return the descriptor where nothing at all is out of the ordinary."""
    pieces = cut_descriptor(text)
    if pieces is None or ODD_BREAK.search(text):
        return None
    report = Report(file)
    head = _careful(pieces.head, report)
    resources = [resource for piece in pieces.resources if (resource := _resource(piece))]
    if head is None or report.total or "resources" in head.content or len(resources) < len(pieces.resources):
        return None
    line = pieces.head.count("\n") + 1
    starts = accumulate((piece.count("\n") for piece in pieces.resources[:-1]), initial=line + 1)
    parts = [(start, resource.lines) for start, resource in zip(starts, resources, strict=True)]
    content = {**head.content, "resources": [resource.content for resource in resources]}
    return RawDescriptor(file, content, _LinesOfPieces({**head.lines, "resources": line}, parts))


class _Resource(NamedTuple):
    """One resource as read by itself; its lines are by the path within it and begin with 0."""

    content: SharedMapping
    lines: Mapping[str, int]


@lru_cache(maxsize=256)
def _resource(piece: str) -> _Resource | None:
    report = Report("")
    descriptor = _careful(LIST_HEAD + piece, report)
    if descriptor is None or report.total:
        return None
    listed = descriptor.content["resources"]
    if len(listed) != 1 or not isinstance(listed[0], dict):
        return None
    content = SharedMapping(listed[0])
    if isinstance(content.get("schema"), dict):
        content["schema"] = SharedMapping(content["schema"])
    first = descriptor.lines["resources/0"]
    lines = {path.removeprefix("resources/0"): line - first for path, line in descriptor.lines.items()}
    return _Resource(content, {path: line for path, line in lines.items() if path != "resources"})


class _LinesOfPieces(Mapping[str, int]):
    """The line of each key by its path, put together when it is asked for."""

    def __init__(self, head: Mapping[str, int], resources: Sequence[tuple[int, Mapping[str, int]]]) -> None:
        self._head = head
        self._resources = resources

    def __getitem__(self, path: str) -> int:
        match = _BELOW_RESOURCES.fullmatch(path)
        if match is None:
            return self._head[path]
        number = int(match[1])
        if number >= len(self._resources):
            raise KeyError(path)
        start, lines = self._resources[number]
        return start + lines[match[2]]

    def __iter__(self) -> Iterator[str]:
        yield from self._head
        for number, (_, lines) in enumerate(self._resources):
            yield from (f"resources/{number}{path}" for path in lines)

    def __len__(self) -> int:
        return len(self._head) + sum(len(lines) for _, lines in self._resources)


def _careful(text: str, report: Report) -> RawDescriptor | None:
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
