"""Frictionless's own verdict, asked once for each content."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from builder.findings import Finding
from builder.load import load_package
from builder.schemas import all_schemas
from builder.schemas.block_text import resources_text
from builder.validate import Verdicts, frictionless_parts, validate_package
from builder.validate import authority as authority_module

HEAD = "name: x\ntitle: 某\nlicenses:\n  - name: CC-BY-4.0\nmingzhang_schema: 1\n"
FILES = {
    "units.csv": "unit_id,name_official,names_alias,uscc,region_code,parent_unit_id,budget_level,unit_type,homepage\n"
    "650001-jyj,某州教育局,,,650001,,unit,administrative,\n",
    "regions.csv": "region_code,name,parent_code,level\n650001,某州,,prefecture\n",
    "staffing.csv": ",".join(all_schemas()["staffing"].header) + "\n",
}


def write_package(project: Path, *, head: str = HEAD, names: Sequence[str] = ("units", "regions")) -> Path:
    folder = project / "datasets" / "p"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.yaml").write_text(head + resources_text(names), encoding="utf-8")
    for name in names:
        (folder / f"{name}.csv").write_text(FILES[f"{name}.csv"], encoding="utf-8")
    return folder


def findings_of(project: Path, folder: Path, cache: Path | None) -> tuple[Finding, ...]:
    return validate_package(load_package(project, folder), Verdicts(project, cache)).findings


def count_asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    asked: list[Path] = []
    real = authority_module._ask  # what is counted is whether frictionless is asked at all

    def counted(folder: Path, known: Collection[str]) -> object:
        asked.append(folder)
        return real(folder, known)

    monkeypatch.setattr(authority_module, "_ask", counted)
    return asked


def tables_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    real = frictionless_parts.read_sound_columns

    def counted(folder: str, parts: frictionless_parts.ResourceParts) -> object:
        read.append(str(parts.content["name"]))
        return real(folder, parts)

    monkeypatch.setattr(frictionless_parts, "read_sound_columns", counted)
    return read


def test_a_good_package_is_asked_about_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, asked = write_package(tmp_path), count_asked(monkeypatch)

    assert findings_of(tmp_path, folder, tmp_path / "cache") == ()
    assert findings_of(tmp_path, folder, tmp_path / "cache") == ()
    assert len(asked) == 1


def test_another_content_is_asked_about_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, asked = write_package(tmp_path), count_asked(monkeypatch)
    findings_of(tmp_path, folder, tmp_path / "cache")
    (folder / "regions.csv").write_text(FILES["regions.csv"].replace("某州", "另州"), encoding="utf-8")

    findings_of(tmp_path, folder, tmp_path / "cache")

    assert len(asked) == 2


def test_without_a_cache_it_is_asked_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, asked = write_package(tmp_path), count_asked(monkeypatch)

    findings_of(tmp_path, folder, None)
    findings_of(tmp_path, folder, None)

    assert len(asked) == 2


def test_a_changed_table_is_read_with_those_around_it_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("units", "regions", "staffing")
    folder = write_package(tmp_path, names=names)
    Verdicts(tmp_path, tmp_path / "cache").on("datasets/p", "as it was")
    read = tables_read(monkeypatch)

    for name, others in (("staffing", {"units"}), ("units", {"regions", "staffing"}), ("regions", {"units"})):
        read.clear()
        (folder / f"{name}.csv").write_text(FILES[f"{name}.csv"].replace("\n", "\r\n"), encoding="utf-8", newline="")
        Verdicts(tmp_path, tmp_path / "cache").on("datasets/p", f"{name} changed")

        assert set(read) == {name} | others
        assert len(read) == len(set(read))


def test_contents_that_come_back_are_not_asked_about_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path)
    asked = count_asked(monkeypatch)

    for digest in ("one", "two", "one", "two"):
        Verdicts(tmp_path, tmp_path / "cache").on("datasets/p", digest)

    assert len(asked) == 2


def test_what_is_remembered_of_a_package_does_not_grow(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    verdicts = Verdicts(tmp_path, tmp_path / "cache")
    sizes = []

    for number in range(1000, 1012):
        text = FILES["regions.csv"].replace("某州", f"某州{number}")
        (folder / "regions.csv").write_text(text, encoding="utf-8")
        verdicts.on("datasets/p", f"content {number}")
        (file,) = (tmp_path / "cache").rglob("*.json")
        sizes.append(file.stat().st_size)

    assert sizes[5] == sizes[-1]


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "[]",
        "{}",
        '{"folder": "datasets/q", "verdicts": {}, "sound": []}',
        '{"folder": "datasets/p", "verdicts": [], "sound": []}',
        '{"folder": "datasets/p", "verdicts": {}, "sound": {}}',
        '{"folder": "datasets/p", "verdicts": {}, "sound": [1]}',
        '{"folder": "datasets/p", "verdicts": {"same": 1}, "sound": []}',
        '{"folder": "datasets/p", "verdicts": {"same": [{"file": "x"}]}, "sound": []}',
    ],
)
def test_a_damaged_or_foreign_verdict_is_asked_for_again(
    damaged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(tmp_path)
    asked = count_asked(monkeypatch)
    verdicts = Verdicts(tmp_path, tmp_path / "cache")
    verdicts.on("datasets/p", "same")
    (verdict,) = (tmp_path / "cache").rglob("*.json")

    verdict.write_text(damaged, encoding="utf-8")

    assert verdicts.on("datasets/p", "same") == ()
    assert len(asked) == 2


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert findings_of(tmp_path, folder, tmp_path / "cache") == ()


def test_what_only_frictionless_sees_is_an_error_with_a_warm_cache_too(tmp_path: Path) -> None:
    # Our checks leave the form of `created` to frictionless.
    folder = write_package(tmp_path, head=HEAD + "created: yesterday\n")
    raw = load_package(tmp_path, folder)
    assert [finding for finding in raw.findings if finding.severity == "error"] == []

    cold = findings_of(tmp_path, folder, tmp_path / "cache")
    warm = findings_of(tmp_path, folder, tmp_path / "cache")

    assert cold == warm
    assert {finding.rule for finding in cold} == {"frictionless"}
    assert cold[0].place.file == "datasets/p/datapackage.yaml"


def test_a_cell_that_frictionless_refuses_is_named_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_package(tmp_path)
    (folder / "regions.csv").write_text(FILES["regions.csv"].replace("prefecture", "elsewhere"), encoding="utf-8")
    monkeypatch.setattr("builder.validate.package.validate_table", lambda _table: (None, ()))

    (finding,) = findings_of(tmp_path, folder, None)

    assert (finding.place.file, finding.place.line, finding.place.field) == ("datasets/p/regions.csv", 2, "level")


def test_frictionless_is_not_asked_about_what_the_gate_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, asked = write_package(tmp_path), count_asked(monkeypatch)
    (folder / "regions.csv").write_bytes("region_code,name\n650001,某州\n".encode("gb18030"))

    validated = validate_package(load_package(tmp_path, folder), Verdicts(tmp_path, None))

    assert validated.package is None
    assert asked == []


def test_a_package_without_a_readable_descriptor_is_only_reported(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (folder / "datapackage.yaml").write_text("a: [", encoding="utf-8")

    validated = validate_package(load_package(tmp_path, folder), Verdicts(tmp_path, None))

    assert validated.package is None
    assert validated.findings


def test_an_unknown_resource_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    text = (folder / "datapackage.yaml").read_text(encoding="utf-8").replace("name: regions", "name: regionz")
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    (folder / "units.csv").write_text(FILES["units.csv"].replace("unit,", "club,"), encoding="utf-8")

    rules = {finding.rule for finding in findings_of(tmp_path, folder, None)}

    assert {"unknown-resource", "not-in-list"} <= rules


def test_what_frictionless_cannot_open_at_all_is_an_error(tmp_path: Path) -> None:
    (finding,) = Verdicts(tmp_path, None).on("nowhere", "0")

    assert (finding.rule, finding.severity) == ("frictionless", "error")


def test_a_frictionless_that_gives_up_is_an_error_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import frictionless

    def gives_up(*_arguments: object, **_options: object) -> None:
        raise frictionless.FrictionlessException("no verdict")  # noqa: TRY003  # as it raises it

    monkeypatch.setattr(frictionless, "validate", gives_up)

    (finding,) = Verdicts(tmp_path, None).on("datasets/p", "0")

    assert "no verdict" in finding.facts["message"]


def test_a_table_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (folder / "regions.csv").unlink()

    findings = Verdicts(tmp_path, None).on("datasets/p", "0")

    assert {finding.rule for finding in findings} == {"frictionless"}
