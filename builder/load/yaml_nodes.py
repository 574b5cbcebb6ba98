"""A YAML file as nodes that keep their lines: no anchors, aliases, merge keys or tags; keys unique.

Scalars stay as written. Nothing is resolved here: what a plain `no` or `010` means is for the reader of the
node, who knows whether text is meant. Built from the parser's event stream, so that aliases never unfold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from builder.load import limits
from builder.load.characters import UnwantedIn, find_unwanted
from builder.load.report import Report

ODD_BREAK = re.compile("[\r\x85\u2028\u2029]")
_KEY = re.compile(r"[ \t-]*[\"']?([A-Za-z$][A-Za-z0-9_.-]*)[\"']?[ ]*:(?:[ ]|\Z|$)", re.MULTILINE)
_LINES_ABOVE = 200
_CAUSES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-first-character"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("directive", "yaml-directive"),
    ("tag", "yaml-tag"),
    ("anchor", "yaml-anchor"),
    ("alias", "yaml-anchor"),
)


@dataclass(slots=True)
class Scalar:
    """One value or key as written; `plain` where it stood without quotes and not in a block."""

    text: str
    plain: bool
    line: int


@dataclass(slots=True)
class YamlList:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class YamlMapping:
    """Keys, each once, with their values and lines."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | YamlList | YamlMapping


class _Stop(Exception):
    """What follows cannot be read any more; the reason is in the report."""


def read_nodes(text: str, report: Report) -> Node | None:
    """Return the one document of a YAML file, or None where it could not be read at all."""
    report_unwanted(text, report)
    builder = _Builder(text, report)
    try:
        return builder.document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _report_syntax(error, text, builder, report)
        return None


class _Builder:
    """Turns events into nodes without recursion."""

    def __init__(self, text: str, report: Report) -> None:
        self.report = report
        self.text = text
        self.has_comment_sign = "#" in text
        self.breaks = [match.end() for match in re.finditer("\n", text)] if ODD_BREAK.search(text) else None
        self.events = _events(text)
        self.stack: list[tuple[YamlList | YamlMapping, str | None, bool]] = []
        self.root: Node | None = None
        self.documents = 0
        self.key_line = 0
        self.shared_line = 0

    def line_at(self, mark: Any) -> int:
        """Return the physical line of a mark, whatever else the parser takes for the end of a line."""
        return mark.line + 1 if self.breaks is None else bisect_right(self.breaks, mark.index) + 1

    def document(self) -> Node | None:
        for number, event in enumerate(self.events):
            if number > limits.YAML_NODES:
                self.add("yaml-too-many", event, {"limit": limits.YAML_NODES})
                raise _Stop
            if isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                self.take(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.begin(event)
        return self.root

    def take(self, event: yaml.NodeEvent) -> None:
        line = self.line_at(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(YamlMapping(line), event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(YamlList(line), event)
        else:
            self.add("yaml-alias", event, {"name": event.anchor})
            self.place(Scalar("", plain=True, line=line))

    def begin(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.add("yaml-directive", event)
        if self.documents > 1:
            self.add("yaml-documents", event)
            raise _Stop

    def add(self, rule: str, event: yaml.Event, facts: Mapping[str, object] | None = None) -> None:
        self.report.add(rule, line=self.line_at(event.start_mark), field=self.field(), facts=facts)

    def field(self) -> str | None:
        """Return the innermost key that is open."""
        for level, (node, key, has_key) in enumerate(reversed(self.stack)):
            is_between_keys = level == 0 and isinstance(node, YamlMapping) and not has_key
            if key is not None and not is_between_keys:
                return key
        return None

    def open(self, node: YamlList | YamlMapping, event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= limits.DESCRIPTOR_DEPTH:
            self.add("yaml-too-deep", event, {"limit": limits.DESCRIPTOR_DEPTH})
            raise _Stop
        self.judge(event)
        if self.stack and isinstance(self.stack[-1][0], YamlMapping) and not self.stack[-1][2]:
            self.add("key-not-text", event)
            raise _Stop
        self.place(node)
        self.stack.append((node, None, False))

    def judge(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.add("yaml-anchor", event, {"name": event.anchor})
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.add("yaml-tag", event, {"tag": tag})

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line = self.line_at(event.start_mark)
        scalar = Scalar(event.value, not event.style, line)
        self.judge(event)
        if self.stack and isinstance(self.stack[-1][0], YamlMapping) and not self.stack[-1][2]:
            self.key(scalar, event)
            return
        if event.style == '"':
            self.judge_escapes(scalar)
        if self.has_comment_sign and event.style not in {"|", ">"}:
            self.judge_comment(event)
        self.place(scalar)

    def key(self, scalar: Scalar, event: yaml.ScalarEvent) -> None:
        mapping = self.stack[-1][0]
        assert isinstance(mapping, YamlMapping)  # noqa: S101 # the caller has looked
        key = scalar.text
        if event.style == '"':
            self.judge_escapes(scalar)
        if scalar.plain and key == "<<":
            self.report.add("yaml-merge-key", line=scalar.line, field=key)
        elif scalar.plain and reads_as(key) is not None:
            self.report.add(
                "ambiguous-scalar", line=scalar.line, field=key, facts={"text": key, "reading": reads_as(key)}
            )
        if scalar.line == self.key_line and scalar.line != self.shared_line:
            self.shared_line = scalar.line
            self.report.add("keys-share-line", line=scalar.line, field=key, facts={"key": key})
        self.key_line = scalar.line
        if key in mapping.values:
            self.report.add(
                "repeated-key", line=scalar.line, field=key, facts={"key": key, "first": mapping.lines[key]}
            )
            # The first stays; the value of the second goes nowhere.
            self.stack[-1] = (mapping, None, True)
            return
        mapping.lines[key] = scalar.line
        self.stack[-1] = (mapping, key, True)

    def place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent, key, has_key = self.stack[-1]
        if isinstance(parent, YamlList):
            parent.items.append(node)
        elif has_key:
            if key is not None:
                parent.values[key] = node
            self.stack[-1] = (parent, key, False)
        else:
            self.report.add("key-not-text", line=node.line, field=self.field())
            raise _Stop

    def judge_escapes(self, scalar: Scalar) -> None:
        for unwanted in find_unwanted(scalar.text):
            if unwanted.characters not in self.text:
                self.report.add(
                    unwanted.rule,
                    line=scalar.line,
                    field=self.field(),
                    severity=unwanted.severity,
                    facts=unwanted.facts,
                )

    def judge_comment(self, event: yaml.ScalarEvent) -> None:
        mark: Any = event.end_mark
        end = mark.index
        stop = self.text.find("\n", end)
        rest = self.text[end : stop if stop >= 0 else len(self.text)].strip()
        if rest.startswith("#"):
            self.report.add(
                "comment-after-value", line=self.line_at(event.end_mark), field=self.field(), facts={"comment": rest}
            )


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


_READINGS = (
    ("!!null", re.compile(r"~|null|Null|NULL|")),
    ("!!bool", re.compile(r"(?i:y|yes|n|no|true|false|on|off)")),
    ("!!int", re.compile(r"[-+]?([0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F_]+|0b[01_]+)")),
    ("!!timestamp", re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?")),
    ("!!int (60)", re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")),
    ("!!float", re.compile(r"[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?")),
    ("!!float", re.compile(r"[-+]?\.(?i:inf)|\.(?i:nan)")),
    ("!!merge", re.compile(r"<<")),
    ("!!value", re.compile(r"=")),
)
_MAYBE_SPECIAL = re.compile(r"[-+.0-9~<=]|(?i:y|n|t|f|o)|\Z")


def reads_as(text: str) -> str | None:
    """Return what YAML 1.1 or 1.2 takes an unquoted scalar for, or None where both take it for text."""
    if not _MAYBE_SPECIAL.match(text):
        return None
    return next((reading for reading, pattern in _READINGS if pattern.fullmatch(text)), None)


def _report_syntax(error: yaml.YAMLError, text: str, builder: _Builder, report: Report) -> None:
    if isinstance(error, yaml.reader.ReaderError) and report.errors:
        return  # the character is reported already, with its code point
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    line = builder.line_at(mark) if mark is not None else _line_of_position(error, text)
    if "quoted scalar" in context and opened is not None and "unexpected end" in problem:
        start = builder.line_at(opened)
        report.add(
            "yaml-unclosed-quote", line=start, field=builder.field(), facts={"swallowed": text.count("\n") + 1 - start}
        )
        return
    last = text.count("\n", 0, len(text.rstrip("\n"))) + 1
    rule = next((rule for sign, rule in _CAUSES if sign in problem or sign in context), "yaml-syntax")
    if rule == "yaml-no-colon" and opened is not None:
        line = builder.line_at(opened)  # the parser complains where the colon is missed, after the key
    if rule in {"yaml-anchor", "yaml-tag", "yaml-directive"}:
        rule = "yaml-syntax" if rule != "yaml-directive" else rule
    field = builder.field() or (_key_above(text, mark.index) if mark is not None else None)
    report.add(rule, line=min(line, last), field=field, facts={"problem": f"{context} {problem}".strip()})


def report_unwanted(text: str, report: Report) -> None:
    """Report unwanted characters with their line and the key that stands above them."""
    found = UnwantedIn(text)
    for unwanted in found.first:
        line = text.count("\n", 0, unwanted.offset) + 1
        report.add(
            unwanted.rule,
            line=line,
            field=_key_above(text, unwanted.offset),
            severity=unwanted.severity,
            facts=unwanted.facts,
        )
    report.hide(found.further, found.worst)


def _key_above(text: str, offset: int) -> str | None:
    end = text.find("\n", offset)
    stop = end if end >= 0 else len(text)
    if text[text.rfind("\n", 0, offset) + 1 : offset + 1].lstrip().startswith("#"):
        return None
    for _ in range(_LINES_ABOVE):
        start = text.rfind("\n", 0, stop) + 1
        match = _KEY.match(text, start, stop)
        if match:
            return match[1]
        if start == 0:
            return None
        stop = start - 1
    return None


def _line_of_position(error: yaml.YAMLError, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
