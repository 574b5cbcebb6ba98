"""Descriptors that are damaged or mean harm: each is reported at its line, none stops or unfolds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from builder.messages import sentences
from builder.records import RawPackage

DESCRIPTOR = "datasets/units/x/2022/datapackage.yaml"
HEAD = "name: x\nmingzhang_schema: 1\n"
RESOURCE = (
    "resources:\n  - name: units\n    path: units.csv\n    format: csv\n    encoding: utf-8\n"
    "    schema:\n      fields: []\n"
)
TABLE = "unit_id,name_official\na,b\n"
Load = Callable[..., RawPackage]

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)

# text, rule, line, field
DESCRIPTORS: list[tuple[str, str, int, str | None]] = [
    ("", "empty-file", 1, None),
    ("\n\n\n", "empty-file", 1, None),
    ("# only a comment\n", "empty-file", 1, None),
    ("--- null\n", "descriptor-not-mapping", 1, None),
    ("null\n", "descriptor-not-mapping", 1, None),
    ("text\n", "descriptor-not-mapping", 1, None),
    ("- name: x\n", "descriptor-not-mapping", 1, None),
    ("[]\n", "descriptor-not-mapping", 1, None),
    ('{"name": "x", "title": "y"}\n', "keys-share-line", 1, "title"),
    (HEAD + "title: &a x\n", "yaml-anchor", 3, "title"),
    (HEAD + "title: *a\n", "yaml-alias", 3, "title"),
    (BOMB, "yaml-alias", 2, "b"),
    (HEAD + "title: !!str x\n", "yaml-tag", 3, "title"),
    (HEAD + "title: !x y\n", "yaml-tag", 3, "title"),
    (HEAD + "title: !!python/object/apply:os.system [id]\n", "yaml-tag", 3, "title"),
    (HEAD + "title: ! x\n", "yaml-tag", 3, "title"),
    (HEAD + "<<: x\n", "yaml-merge-key", 3, "<<"),
    ("%YAML 1.1\n---\nname: x\n", "yaml-directive", 1, None),
    ("%TAG ! tag:example.org,2000:\n---\nname: x\n", "yaml-directive", 1, None),
    ("%FOO x\n---\nname: x\n", "yaml-directive", 1, None),
    (HEAD + "---\nname: y\n", "yaml-documents", 3, None),
    (HEAD + "name: y\n", "repeated-key", 3, "name"),
    (HEAD + '"name": y\n', "repeated-key", 3, "name"),
    (HEAD + '"n\\u0061me": y\n', "repeated-key", 3, "name"),
    (HEAD + "? name\n: y\n", "repeated-key", 3, "name"),
    (HEAD + "? [a, b]\n: y\n", "key-not-text", 3, None),
    (HEAD + "? {a: b}\n: y\n", "key-not-text", 3, None),
    (HEAD + "no: x\n", "ambiguous-scalar", 3, "no"),
    (HEAD + "010: x\n", "ambiguous-scalar", 3, "010"),
    (HEAD + ": x\n", "yaml-indentation", 3, "mingzhang_schema"),
    (HEAD + "title: no\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: Yes\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: off\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "created: 2022-02-12\n", "ambiguous-scalar", 3, "created"),
    (HEAD + "created: 2022-02-12T00:00:00Z\n", "ambiguous-scalar", 3, "created"),
    (HEAD + "title: 010\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: 1:30\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "version: 1.0\n", "ambiguous-scalar", 3, "version"),
    (HEAD + "title: 1e3\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: 1_000\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: 0x1f\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: .inf\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: .NaN\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: +1\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: -0\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "title: =\n", "ambiguous-scalar", 3, "title"),
    (HEAD + "version: 1\n", "property-not-quoted", 3, "version"),
    (HEAD + "title: true\n", "property-not-quoted", 3, "title"),
    (HEAD + "title: null\n", "property-not-quoted", 3, "title"),
    (HEAD + "title:\n", "property-not-quoted", 3, "title"),
    (HEAD + "title:\n  - a\n", "property-not-text", 3, "title"),
    (HEAD + "title:\n  a: b\n", "property-not-text", 3, "title"),
    (HEAD + "keywords: a\n", "property-not-list", 3, "keywords"),
    (HEAD + "keywords:\n  - 1\n", "property-not-text", 4, "keywords.0"),
    (HEAD + "sources: x\n", "property-not-list", 3, "sources"),
    (HEAD + "sources:\n  - x\n", "property-not-mapping", 4, "sources.0"),
    (HEAD + "licenses:\n  - x\n", "property-not-mapping", 4, "licenses.0"),
    (HEAD + "resources: x\n", "property-not-list", 3, "resources"),
    (HEAD + "resources:\n  a: b\n", "property-not-list", 3, "resources"),
    (HEAD + "resources:\n  - x\n", "property-not-mapping", 4, "resources.0"),
    ("name: x\nmingzhang_schema: '1'\n", "property-not-whole-number", 2, "mingzhang_schema"),
    ("name: x\nmingzhang_schema: true\n", "property-not-whole-number", 2, "mingzhang_schema"),
    (HEAD + "titel: y\n", "unknown-property", 3, "titel"),
    (HEAD + "zzz: y\n", "unknown-property", 3, "zzz"),
    ("name: X Y\n", "package-name", 1, "name"),
    ("name: ../x\n", "package-name", 1, "name"),
    ("name: 单位\n", "package-name", 1, "name"),
    ("name: x # y\n", "comment-after-value", 1, "name"),
    (HEAD + "title: #1\n", "comment-after-value", 3, "title"),
    (HEAD + "\ttitle: y\n", "control-character", 3, "title"),
    (HEAD + "title: a: b\n", "yaml-colon", 3, "title"),
    (HEAD + "title: @x\n", "yaml-first-character", 3, "title"),
    (HEAD + "title: `x`\n", "yaml-first-character", 3, "title"),
    (HEAD + "title: %x\n", "yaml-first-character", 3, "title"),
    (HEAD + "  title: y\n", "yaml-colon", 3, "title"),
    (HEAD + "title\n", "yaml-no-colon", 3, "mingzhang_schema"),
    (HEAD + 'title: "x\nversion: y\n', "yaml-unclosed-quote", 3, "title"),
    (HEAD + "title: 'x\nversion: y\n", "yaml-unclosed-quote", 3, "title"),
    (HEAD + "title: [a, b\n", "yaml-syntax", 3, "title"),
    (HEAD + "title: {a: b\n", "yaml-syntax", 3, "title"),
    (HEAD + "title: ]\n", "yaml-syntax", 3, "title"),
    (HEAD + 'title: "\\ud800"\n', "yaml-syntax", 3, "title"),
    (HEAD + 'title: "\\xzz"\n', "yaml-syntax", 3, "title"),
    (HEAD + 'title: "\\u200b"\n', "zero-width-character", 3, "title"),
    (HEAD + 'title: "\\u202e"\n', "bidirectional-control", 3, "title"),
    (HEAD + 'title: "\\0"\n', "control-character", 3, "title"),
    (HEAD + "title: \u202ex\n", "bidirectional-control", 3, "title"),
    (HEAD + "# \u202ex\n", "bidirectional-control", 3, None),
    (HEAD + "title: x\u2028y\n", "control-character", 3, "title"),
    (HEAD + "title: x\x85y\n", "control-character", 3, "title"),
    (HEAD + "title: x\ry: z\n", "lone-carriage-return", 3, None),
    (HEAD + "title: " + "[" * 30 + "]" * 30 + "\n", "yaml-too-deep", 3, "title"),
    (HEAD + "title: " + "{a: " * 30 + "}" * 30 + "\n", "yaml-too-deep", 3, "a"),
    (HEAD + "title:\n" + "".join(" " * n + "-\n" for n in range(1, 40)), "yaml-too-deep", 23, "title"),
    (HEAD + RESOURCE.replace("units\n", "../x\n"), "resource-name", 4, "resources.0.name"),
    (HEAD + RESOURCE.replace("units\n", "<script>\n"), "resource-name", 4, "resources.0.name"),
    (HEAD + RESOURCE.replace("utf-8", "gbk"), "encoding-not-utf-8", 7, "resources.0.encoding"),
    (HEAD + RESOURCE.replace("utf-8", "utf-16"), "encoding-not-utf-8", 7, "resources.0.encoding"),
    (HEAD + RESOURCE.replace("    encoding: utf-8\n", ""), "property-missing", 4, "resources.0"),
    (HEAD + RESOURCE.replace("    format: csv\n", ""), "property-missing", 4, "resources.0"),
    (HEAD + RESOURCE.replace("    path: units.csv\n", ""), "property-missing", 4, "resources.0"),
    (HEAD + RESOURCE.replace("format: csv", "format: yaml"), "format-mismatch", 6, "resources.0.format"),
    (HEAD + RESOURCE.replace("format: csv", "format: xlsx"), "format-mismatch", 6, "resources.0.format"),
    (HEAD + RESOURCE + "    type: json\n", "type-not-table", 10, "resources.0.type"),
    (HEAD + RESOURCE + "    pathe: x\n", "unknown-property", 10, "resources.0.pathe"),
    (HEAD + RESOURCE.replace("units.csv", "[units.csv]"), "property-not-text", 5, "resources.0.path"),
    (HEAD + RESOURCE.replace("units.csv", "7"), "property-not-quoted", 5, "resources.0.path"),
    (HEAD + RESOURCE.replace("\n      fields: []", " x"), "schema-not-inline", 8, "resources.0.schema"),
    (HEAD + RESOURCE.replace("\n      fields: []", " []"), "property-not-mapping", 8, "resources.0.schema"),
    (HEAD + RESOURCE + RESOURCE[11:], "duplicate-path", 11, "resources.1.path"),
    (HEAD + "sources:\n  - path: units.csv\n", "property-missing", 4, "sources.0"),
    (HEAD + "sources:\n  - path: units.csv\n    sha256: abc\n", "sha256-format", 5, "sources.0.sha256"),
    (HEAD + f"sources:\n  - path: units.csv\n    sha256: {'a' * 64}\n", "sha256-mismatch", 5, "sources.0.sha256"),
    (HEAD + "resources:\n" + "  - name: x\n" * 51, "too-many-resources", 54, "resources.50"),
    (HEAD + "sources:\n" + "  - title: x\n" * 51, "too-many-sources", 3, "sources"),
    ("x" * 300_000, "file-too-large", 1, None),
]


@pytest.mark.parametrize(("text", "rule", "line", "field"), DESCRIPTORS)
def test_a_damaged_descriptor_is_reported_at_its_line(
    load: Load, text: str, rule: str, line: int, field: str | None
) -> None:
    package = load({"datapackage.yaml": text, "units.csv": TABLE})

    found = [finding for finding in package.findings if finding.rule == rule]
    assert found, [finding.rule for finding in package.findings]
    assert found[0].severity == "error"
    assert found[0].place.file == DESCRIPTOR
    assert found[0].place.line == line
    assert found[0].place.field == field
    assert all(sentences(finding, language).what for finding in package.findings for language in ("zh", "en"))


def test_one_run_reports_everything(load: Load) -> None:
    text = "name: X\ntitle: no\ntitel: y\nname: z\nkeywords: &a [b]\n" + RESOURCE.replace("csv\n", "yaml\n", 1)

    package = load({"datapackage.yaml": text})

    rules = [finding.rule for finding in package.findings]
    assert rules == [
        "package-name",
        "ambiguous-scalar",
        "unknown-property",
        "repeated-key",
        "yaml-anchor",
        "format-mismatch",
        "missing-file",
    ] or set(rules) >= {"package-name", "ambiguous-scalar", "unknown-property", "repeated-key", "yaml-anchor"}


def test_nested_aliases_do_not_unfold(load: Load) -> None:
    start = time.monotonic()

    load({"datapackage.yaml": BOMB})

    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{" * 200_000,
        "- " * 100_000,
        "a:\n" * 80_000,
        "? " * 100_000,
        "a: b\n" * 50_000,
        "'" * 200_001,
        '"' + "\\x41" * 50_000,
        "&a " * 80_000,
        "!a " * 80_000,
        "# " * 100_000,
        "a: |\n" + "  x\n" * 50_000,
        "\n" * 200_000 + "a: b",
        "- a\n" * 60_000,
    ],
)
def test_an_exhausting_descriptor_is_read_in_time_with_few_findings(load: Load, text: str) -> None:
    start = time.monotonic()

    package = load({"datapackage.yaml": text})

    assert time.monotonic() - start < 5
    assert len(package.findings) <= 201
