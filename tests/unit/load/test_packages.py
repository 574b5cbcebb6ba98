"""A package is found, read whole, and known by its content."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from builder.load import find_packages, limits, load_package
from builder.records import RawPackage

FOLDER = "datasets/units/a/2022"
SOURCE = "原文\n".encode()
FILES: dict[str, bytes] = {
    "datapackage.yaml": (
        "name: a-2022\n"
        "sources:\n"
        "  - title: 原文\n"
        "    path: source/text.txt\n"
        f"    sha256: {hashlib.sha256(SOURCE).hexdigest()}\n"
        "  - title: 网页\n"
        "    path: https://www.example.gov.cn/公开/2022.html\n"
        "mingzhang_schema: 1\n"
        "resources:\n"
        "  - name: units\n"
        "    path: units.csv\n"
        "    format: csv\n"
        "    encoding: utf-8\n"
        "    schema:\n"
        "      fields: []\n"
        "  - name: glossary\n"
        "    path: glossary.yaml\n"
        "    format: yaml\n"
        "    encoding: utf-8\n"
        "    schema:\n"
        "      fields: []\n"
    ).encode(),
    "units.csv": b"unit_id,name_official\na,b\n",
    "glossary.yaml": b"- unit_id: a\n  year: 2022\n  seq: 1\n  term: 'no'\n  definition: null\n",
    "source/text.txt": SOURCE,
}


def write(project: Path, files: dict[str, bytes], folder: str = FOLDER) -> RawPackage:
    for name, content in files.items():
        path = project / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return load_package(project, project / folder)


def test_a_sound_package_is_read_whole_and_without_a_finding(tmp_path: Path) -> None:
    package = write(tmp_path, FILES)

    assert package.findings == ()
    assert package.folder == FOLDER
    assert [table.resource for table in package.tables] == ["units", "glossary"]
    assert package.tables[0].rows == (("a", "b"),)
    assert package.tables[1].rows == (("a", "2022", "1", "no", None),)
    assert package.tables[1].cell_lines == ((1, 2, 3, 4, 5),)
    assert [(source.path, source.content) for source in package.sources] == [("source/text.txt", SOURCE)]
    assert package.descriptor is not None
    assert package.descriptor.content["mingzhang_schema"] == 1
    assert package.descriptor.line_of("resources/1/path") == 17


def test_a_package_goes_from_one_process_to_another(tmp_path: Path) -> None:
    package = write(tmp_path, FILES | {"units.csv": b"unit_id\na\x01\n"})

    assert pickle.loads(pickle.dumps(package)) == package  # noqa: S301 # our own


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_digest_changes_with_every_file(tmp_path: Path, name: str) -> None:
    before = write(tmp_path / "a", FILES)
    after = write(tmp_path / "b", FILES | {name: FILES[name].replace(b"a", b"c") + b"\n"})

    assert write(tmp_path / "c", FILES).digest == before.digest
    assert after.digest != before.digest


def test_a_damaged_table_does_not_hide_the_others(tmp_path: Path) -> None:
    package = write(tmp_path, FILES | {"units.csv": "单位".encode("gb18030") + b",a\n"})

    assert [table.resource for table in package.tables] == ["glossary"]
    assert [finding.place.file for finding in package.findings] == [f"{FOLDER}/units.csv"]


def test_a_missing_file_is_reported_with_the_nearest_name(tmp_path: Path) -> None:
    files = {("unit.csv" if name == "units.csv" else name): content for name, content in FILES.items()}

    package = write(tmp_path, files)

    missing, stray = package.findings
    assert (missing.rule, missing.place.line, missing.facts["nearest"]) == ("missing-file", 11, "unit.csv")
    assert (stray.rule, stray.severity, stray.place.file) == ("file-not-named", "warning", f"{FOLDER}/unit.csv")


def test_a_source_that_was_changed_is_reported_at_its_checksum(tmp_path: Path) -> None:
    package = write(tmp_path, FILES | {"source/text.txt": SOURCE + b"\n"})

    (finding,) = package.findings
    assert (finding.rule, finding.place.line) == ("sha256-mismatch", 5)


@pytest.mark.parametrize(
    ("name", "severity"), [("extra.csv", "warning"), ("extra.docx", "info"), ("README.md", None), (".gitkeep", None)]
)
def test_a_file_that_nothing_names_is_mentioned(tmp_path: Path, name: str, severity: str | None) -> None:
    package = write(tmp_path, FILES | {name: b"x"})

    assert [finding.severity for finding in package.findings] == ([severity] if severity else [])


def test_packages_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    for folder in ("datasets/units/b/2022", "datasets/units/a/2023", "datasets/glossary", "datasets/.hidden"):
        write(tmp_path, FILES, folder)
    (tmp_path / "datasets" / "README.md").write_text("x", encoding="utf-8")

    found = find_packages(tmp_path, [tmp_path / "datasets", tmp_path / "datasets" / "units"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "datasets/glossary",
        "datasets/units/a/2023",
        "datasets/units/b/2022",
    ]


def test_outside_of_the_datasets_only_packages_are_found(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "units.csv").write_text("a\n", encoding="utf-8")
    write(tmp_path, FILES, "drafts/a/2022")

    assert find_packages(tmp_path, [tmp_path]) == (tmp_path / "drafts/a/2022",)
    assert find_packages(tmp_path, [tmp_path / "drafts/a/2022/datapackage.yaml"]) == (tmp_path / "drafts/a/2022",)
    assert find_packages(tmp_path, [tmp_path / "nowhere"]) == ()


def test_a_package_outside_of_the_project_is_read_too(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", FILES)
    (tmp_path / "project").mkdir()

    package = load_package(tmp_path / "project", tmp_path / "elsewhere" / FOLDER)

    assert package.findings == ()
    assert len(package.tables) == 2


@pytest.mark.parametrize("folder", ["datasets/units/A/2022", "datasets/units/-a/2022", "datasets/units/单位/2022"])
def test_a_folder_that_cannot_become_an_address_is_reported(tmp_path: Path, folder: str) -> None:
    package = write(tmp_path, FILES, folder)

    (finding,) = package.findings
    assert finding.rule in {"path-characters", "path-dot"}
    assert finding.severity == "error"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 20)

    package = write(tmp_path, {name: FILES[name] for name in FILES if name != "source/text.txt"})

    assert [finding.rule for finding in package.findings] == ["missing-file", "file-too-large", "file-too-large"]
