"""Paths that lead out, to other hosts, to things that are no files: none is opened, each is reported in place."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.findings import Finding
from builder.load import find_packages, load_package
from builder.messages import sentences
from builder.records import RawPackage

FOLDER = "datasets/units/x/2022"
DESCRIPTOR = f"{FOLDER}/datapackage.yaml"
TABLE = "unit_id,name_official\na,b\n"
Load = Callable[..., RawPackage]

PATHS = [
    ("", "empty-path"),
    ("../secret.csv", "path-leaves-folder"),
    ("../../secret.csv", "path-leaves-folder"),
    ("../../../../../secret.csv", "path-leaves-folder"),
    ("tables/../../secret.csv", "path-leaves-folder"),
    ("./../secret.csv", "path-leaves-folder"),
    ("..", "path-leaves-folder"),
    ("../", "path-leaves-folder"),
    ("..\\secret.csv", "path-leaves-folder"),
    ("tables\\..\\..\\secret.csv", "path-leaves-folder"),
    ("/etc/passwd", "absolute-path"),
    ("/secret.csv", "absolute-path"),
    ("/dev/zero", "absolute-path"),
    ("/proc/self/environ", "absolute-path"),
    ("C:\\secret.csv", "absolute-path"),
    ("c:/secret.csv", "absolute-path"),
    ("c:secret.csv", "absolute-path"),
    ("http://example.org/units.csv", "address-in-pointer"),
    ("https://example.org/units.csv", "address-in-pointer"),
    ("HTTPS://EXAMPLE.ORG/units.csv", "address-in-pointer"),
    ("ftp://example.org/units.csv", "address-in-pointer"),
    ("file:///etc/passwd", "address-in-pointer"),
    ("file:units.csv", "address-in-pointer"),
    ("//example.org/units.csv", "address-in-pointer"),
    ("\\\\server\\share\\units.csv", "address-in-pointer"),
    ("s3://bucket/units.csv", "address-in-pointer"),
    ("gs://bucket/units.csv", "address-in-pointer"),
    ("data:text/csv,a", "address-in-pointer"),
    ("javascript:alert(1)", "address-in-pointer"),
    ("zip+https://example.org/a.zip", "address-in-pointer"),
    ("a://../secret.csv", "absolute-path|address-in-pointer"),
    ("git@example.org:units.csv", "path-characters"),
    (".", "path-empty-part"),
    ("./units.csv", "path-empty-part"),
    ("tables//units.csv", "path-empty-part"),
    ("tables/./units.csv", "path-empty-part"),
    ("units.csv/", "path-empty-part"),
    (".units.csv", "path-dot"),
    ("-units.csv", "path-dot"),
    ("--help.csv", "path-dot"),
    (".git/config", "path-dot"),
    ("units.csv.", "path-dot"),
    ("Units.csv", "path-characters"),
    ("units.CSV", "path-characters"),
    ("units .csv", "path-characters"),
    ("units.csv ", "path-characters"),
    (" units.csv", "path-characters"),
    ("%2e%2e/secret.csv", "path-characters"),
    ("~/secret.csv", "path-characters"),
    ("$HOME/secret.csv", "path-characters"),
    ("units.csv?x=1", "path-characters"),
    ("units.csv#x", "path-characters"),
    ("*.csv", "path-characters"),
    ("units|cat.csv", "path-characters"),
    ("`id`.csv", "path-characters"),
    ("a;b.csv", "path-characters"),
    ("单位.csv", "path-characters"),
    ("unіts.csv", "path-characters"),
    ("un\u200bits.csv", "path-characters|zero-width-character"),
    ("units\n.csv", "path-characters"),
    ("units\x00.csv", "path-characters|control-character"),
    ("con.csv", "path-device-name"),
    ("nul", "path-device-name"),
    ("aux.yaml", "path-device-name"),
    ("com1.csv", "path-device-name"),
    ("tables/lpt9.csv", "path-device-name"),
    ("a" * 101 + ".csv", "path-too-long"),
    ("/".join(["abcdefghij"] * 20) + "/units.csv", "path-too-long"),
    ("units", "path-extension"),
    ("units.zip", "path-extension"),
    ("units.csv.gz", "path-extension"),
    ("units.xlsx", "path-extension"),
    ("units.json", "path-extension"),
    ("units.yml", "path-extension"),
    ("absent.csv", "missing-file"),
    ("tables/absent.csv", "missing-file"),
    ("datapackage.yaml", "duplicate-path"),
]


def descriptor(path: str = "units.csv", more: str = "") -> str:
    return (
        "name: x\n"
        "mingzhang_schema: 1\n"
        "resources:\n"
        "  - name: units\n"
        f"    path: {json.dumps(path)}\n"
        f"    format: {'yaml' if path.endswith('.yaml') else 'csv'}\n"
        "    encoding: utf-8\n"
        "    schema:\n"
        "      fields: []\n"
    ) + more


def errors(package: RawPackage) -> list[Finding]:
    return [finding for finding in package.findings if finding.severity == "error"]


@pytest.mark.parametrize(("path", "rule"), PATHS)
def test_a_hostile_path_is_reported_at_its_line_and_never_opened(load: Load, path: str, rule: str) -> None:
    package = load({"datapackage.yaml": descriptor(path)})

    found = errors(package)
    assert {finding.rule for finding in found} <= set(rule.split("|"))
    assert {(finding.place.file, finding.place.line) for finding in found} == {(DESCRIPTOR, 5)}
    assert "resources.0.path" in {finding.place.field for finding in found}
    assert package.tables == ()
    assert all(sentences(finding, "en").fix for finding in found)


@pytest.mark.parametrize(("path", "rule"), PATHS[:-1])
def test_a_hostile_path_of_a_source_is_reported_and_never_opened(load: Load, path: str, rule: str) -> None:
    text = f"name: x\nsources:\n  - title: t\n    path: {json.dumps(path)}\n    sha256: {'a' * 64}\nresources: []\n"

    package = load({"datapackage.yaml": text})

    accepted = path.startswith("https://")
    found = {finding.rule for finding in errors(package)}
    assert found <= {*rule.split("|"), "missing-file"}
    assert bool(found) is not accepted
    assert package.sources == ()


def _symlink(project: Path) -> None:
    (project / FOLDER / "units.csv").symlink_to(project / "secret.csv")


def _symlink_inside(project: Path) -> None:
    (project / FOLDER / "real.csv").write_text(TABLE, encoding="utf-8")
    (project / FOLDER / "units.csv").symlink_to("real.csv")


def _dangling(project: Path) -> None:
    (project / FOLDER / "units.csv").symlink_to("nowhere")


def _loop(project: Path) -> None:
    (project / FOLDER / "units.csv").symlink_to("units.csv")


def _pipe(project: Path) -> None:
    os.mkfifo(project / FOLDER / "units.csv")


def _folder(project: Path) -> None:
    (project / FOLDER / "units.csv").mkdir()


def _socket(project: Path) -> None:
    here = Path.cwd()
    os.chdir(project / FOLDER)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("units.csv")
    os.chdir(here)


@pytest.mark.parametrize("make", [_symlink, _symlink_inside, _dangling, _loop, _pipe, _folder, _socket])
def test_what_is_no_regular_file_is_not_opened(load: Load, project: Path, make: Callable[[Path], None]) -> None:
    make(project)

    package = load({"datapackage.yaml": descriptor()})

    (finding,) = errors(package)
    assert (finding.rule, finding.place.file, finding.place.line) == ("not-a-regular-file", DESCRIPTOR, 5)
    assert package.tables == ()


def test_a_link_among_the_folders_of_a_path_is_not_followed(load: Load, project: Path) -> None:
    (project / FOLDER / "tables").symlink_to(project.parent)

    package = load({"datapackage.yaml": descriptor("tables/secret.csv")})

    rules = {finding.rule for finding in errors(package)}
    assert rules == {"not-a-regular-file"}
    assert package.tables == ()


def test_a_file_among_the_folders_of_a_path_is_reported(load: Load) -> None:
    package = load({"datapackage.yaml": descriptor("a.csv/units.csv"), "a.csv": TABLE})

    assert "not-a-regular-file" in {finding.rule for finding in errors(package)}


@pytest.mark.parametrize("name", ["link.csv", "LINK", "深.csv"])
def test_a_link_that_nothing_names_is_reported_too(load: Load, project: Path, name: str) -> None:
    (project / FOLDER / name).symlink_to("/etc/passwd")

    package = load({"datapackage.yaml": descriptor(), "units.csv": TABLE})

    (finding,) = errors(package)
    assert finding.rule == "not-a-regular-file"


def test_a_name_that_is_no_text_is_shown_by_its_codes(load: Load, project: Path) -> None:
    name = os.fsencode(str(project / FOLDER)) + b"/\xff\x1b[2J.csv"
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY))

    package = load({"datapackage.yaml": descriptor(), "units.csv": TABLE})

    (finding,) = package.findings
    assert finding.rule == "file-not-named"
    assert finding.place.file == f"{FOLDER}/<U+DCFF><U+001B>[2J.csv"


def test_a_descriptor_that_is_a_link_is_not_followed(project: Path) -> None:
    (project / FOLDER / "datapackage.yaml").symlink_to(project / "secret.csv")

    package = load_package(project, project / FOLDER)

    assert package.descriptor is None
    assert [finding.rule for finding in package.findings] == ["not-a-regular-file"]


def test_a_package_behind_a_link_is_reported_and_not_read(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "datapackage.yaml").write_text(descriptor(), encoding="utf-8")
    (project / "datasets" / "units" / "y").symlink_to(tmp_path / "elsewhere")

    folders = find_packages(project, [project / "datasets"])
    packages = [load_package(project, folder) for folder in folders]

    assert project / "datasets" / "units" / "y" in folders
    assert ["folder-not-a-folder"] in [[finding.rule for finding in package.findings] for package in packages]
    assert all(package.descriptor is None for package in packages)


def test_a_folder_of_tables_without_a_descriptor_is_reported(project: Path) -> None:
    (project / FOLDER / "units.csv").write_text(TABLE, encoding="utf-8")

    folders = find_packages(project, [project / "datasets"])
    package = load_package(project, project / FOLDER)

    assert project / FOLDER in folders
    assert [finding.rule for finding in package.findings] == ["missing-descriptor"]


@pytest.mark.parametrize(
    ("more", "rule", "field"),
    [
        ("    profile: https://example.org/p.json\n", "address-in-pointer", "resources.0.profile"),
        ("    dialect: https://example.org/d.json\n", "address-in-pointer", "resources.0.dialect"),
        ("    dialect: dialect.json\n", "forbidden-property", "resources.0.dialect"),
        ("    extrapaths:\n      - ../secret.csv\n", "forbidden-property", "resources.0.extrapaths"),
        ("    compression: zip\n", "forbidden-property", "resources.0.compression"),
        ("    innerpath: a.csv\n", "forbidden-property", "resources.0.innerpath"),
        ("    scheme: https\n", "forbidden-property", "resources.0.scheme"),
        ("    control: x\n", "forbidden-property", "resources.0.control"),
        ("    data:\n      - a\n", "forbidden-property", "resources.0.data"),
        ("    url: http://example.org/\n", "address-in-pointer", "resources.0.url"),
        ("    basepath: /\n", "forbidden-property", "resources.0.basepath"),
        ("    hash: abc\n", "forbidden-property", "resources.0.hash"),
        ("    layout: x\n", "forbidden-property", "resources.0.layout"),
        ("profile: https://example.org/p.json\n", "address-in-pointer", "profile"),
        ("profile: data-package\n", "forbidden-property", "profile"),
        ("$schema: https://example.org/s.json\n", "address-in-pointer", "$schema"),
        ("image: https://example.org/i.png\n", "address-in-pointer", "image"),
        ("homepage: javascript:alert(1)\n", "not-a-link", "homepage"),
        ("homepage: ../secret.csv\n", "not-a-link", "homepage"),
        ("licenses:\n  - path: file:///etc/passwd\n", "not-a-link", "licenses.0.path"),
        ("contributors:\n  - path: /etc/passwd\n", "not-a-link", "contributors.0.path"),
        ("sources:\n  - path: http://example.org/\n", "address-in-pointer", "sources.0.path"),
        ("sources:\n  - path: https://user@example.org/\n", "address-in-pointer", "sources.0.path"),
        ("sources:\n  - url: https://example.org/\n", "address-in-pointer", "sources.0.url"),
    ],
)
def test_every_other_pointer_is_refused(load: Load, more: str, rule: str, field: str) -> None:
    text = descriptor(more=more)
    line = text.splitlines().index(more.splitlines()[-1]) + 1

    package = load({"datapackage.yaml": text, "units.csv": TABLE})

    (finding,) = errors(package)
    assert (finding.rule, finding.place.field) == (rule, field)
    assert finding.place.line in {line, line - 1}


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        ("https://example.org/schema.json", "address-in-pointer"),
        ("//example.org/schema.json", "address-in-pointer"),
        ("schema.json", "schema-not-inline"),
        ("../schema.yaml", "schema-not-inline"),
        ("\n      $ref: https://example.org/s.json", "address-in-pointer"),
        ("\n      $schema: https://example.org/s.json", "address-in-pointer"),
        ("\n      fields:\n        - schema: https://example.org/s.json", "address-in-pointer"),
        ("\n      fields:\n        - path:\n            - a", "forbidden-property"),
    ],
)
def test_a_schema_that_points_elsewhere_is_refused(load: Load, schema: str, rule: str) -> None:
    text = descriptor().replace("schema:\n      fields: []", f"schema: {schema}")

    package = load({"datapackage.yaml": text, "units.csv": TABLE})

    (finding,) = errors(package)
    assert finding.rule == rule
    assert (finding.place.line or 0) >= 8
