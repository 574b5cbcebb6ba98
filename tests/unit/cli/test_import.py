"""From a document to a package in datasets/: what is typed, what is written, what is said."""

from __future__ import annotations

import json
import shutil
import threading
import urllib.error
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from bench.agreement import compare, package_rows, schema_keys, together
from builder.cli import main
from builder.cli.draft_list import list_of_drafts, reviews_below
from builder.cli.serve import _Handler
from tests.projects import FIRST, contents

SOURCE = f"{FIRST}/source/disclosure.txt"
SMALL = """\
第一部分 某州某局概况
一、主要职能
某州某局负责某事。
第二部分 单位预算公开表
表3
部门支出总表
编制部门（单位）：某州某局 单位：万元
\t类
\t款
\t项
\t科目名称
\t合计
\t基本支出
\t项目支出

\t201
\t03
\t01
\t行政运行
\t14.41
\t14.41
\t

\t
\t
\t
\t合计
\t14.41
\t14.41
\t

第三部分 2023年单位预算情况说明
一、关于某州某局2023年收支预算情况的总体说明
收支总预算14.41万元。
"""
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(checked_project, folder)
    monkeypatch.chdir(folder)
    return folder


def _import(*arguments: str) -> int:
    return main(["import", "--quiet", *arguments])


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own server
        text: str = answer.read().decode()
    return text


def _small(folder: Path, name: str = "公开件.txt", text: str = SMALL) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.usefixtures("project")
def test_the_reference_document_gives_the_package_that_was_made_by_hand(capsys: Capsys) -> None:
    code = _import(SOURCE, "--unit-id", "652300-egov")

    draft = Path("drafts/652300-egov/2022")
    agreement = compare(package_rows(Path(FIRST)), package_rows(draft), keys=schema_keys())
    assert (code, together(agreement.values()).slips) == (0, ())
    assert (draft / "source/disclosure.txt").read_bytes() == Path(SOURCE).read_bytes()
    assert "652300-egov 2022" in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_the_draft_has_no_fault_and_says_of_every_piece_where_it_went() -> None:
    _import(SOURCE, "--unit-id", "652300-egov", "--year", "2022", "--out", "new")

    ledger = json.loads(Path("new/import-ledger.json").read_text(encoding="utf-8"))
    counts = ledger["counts"]
    assert main(["check", "--quiet", "new"]) == 0
    assert counts["pieces"] == len(ledger["entries"])
    assert counts["unread"] == 0


def test_a_unit_that_nobody_knows_yet_gives_a_draft_without_faults(project: Path, capsys: Capsys) -> None:
    code = _import(_small(project), "--unit-id", "650001-mj", "--format", "json")

    said = json.loads(capsys.readouterr().out)
    assert (code, said["faults"], said["year"]) == (0, 0, 2023)
    assert "units.region_code" in said["asked"]


def test_outside_any_project_the_draft_is_written_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    monkeypatch.chdir(folder)

    code = _import(_small(folder), "--unit-id", "650001-mj")

    assert code == 0
    assert (folder / "drafts/650001-mj/2023/datapackage.yaml").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inbox"]


def test_passages_are_left_out_on_request(project: Path) -> None:
    _import(_small(project), "--unit-id", "650001-mj", "--facts-only")

    rows = package_rows(project / "drafts/650001-mj/2023")
    assert {row["text"] for row in rows["narrative"]} == {""}
    assert not (project / "drafts/650001-mj/2023/source").exists()


def test_a_page_to_go_over_the_draft_is_written_on_request(project: Path, capsys: Capsys) -> None:
    _import(_small(project), "--unit-id", "650001-mj", "--review")

    page = (project / "drafts/650001-mj/2023/review.html").read_text(encoding="utf-8")
    assert 'id="expenditure_by_function-2010301"' in page
    assert "14.41" in page
    assert "review.html" in capsys.readouterr().out


def test_text_of_a_document_is_text_in_the_review(project: Path) -> None:
    text = SMALL.replace("行政运行", "<img src=x onerror=alert(1)>")

    _import(_small(project, text=text), "--unit-id", "650001-mj", "--review")

    page = (project / "drafts/650001-mj/2023/review.html").read_text(encoding="utf-8")
    assert "<img" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("公开件.txt",), "--unit-id"),
        (("公开件.txt", "--unit-id", "Bad_ID"), "Bad_ID"),
        ((), "--batch"),
        (("公开件.txt", "--unit-id", "650001-mj", "--out", "datasets"), "datasets"),
        (("--batch", "nowhere"), "nowhere"),
        (("--batch", "empty"), "empty"),
        (("--batch", "empty", "公开件.txt"), "units.csv"),
        (("公开件.txt", "--unit-id", "650001-mj", "--year", "24"), "24"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(
    arguments: tuple[str, ...], said: str, project: Path, capsys: Capsys
) -> None:
    _small(project)
    (project / "empty").mkdir()
    before = contents(project)

    code = _import(*arguments)

    error = capsys.readouterr().err
    assert (code, error.count("\n")) == (2, 1)
    assert said in error
    assert contents(project) == before


@pytest.mark.parametrize(("name", "text"), [("a.docx", "no document"), ("a.txt", "没有年度"), ("a.doc", "x")])
def test_a_document_that_cannot_be_imported_is_refused_in_one_sentence(
    name: str, text: str, project: Path, capsys: Capsys
) -> None:
    code = _import(_small(project, name, text), "--unit-id", "650001-mj")

    error = capsys.readouterr().err
    assert (code, error.count("\n")) == (1, 1)
    assert "Traceback" not in error
    assert not (project / "drafts").exists()


def test_a_folder_of_documents_is_imported_one_by_one(project: Path, capsys: Capsys) -> None:
    _small(project, "in/650001-mj-2023.txt")
    _small(project, "in/某局.txt")
    _small(project, "in/昌吉州政府电子政务办公室2024.txt")
    _small(project, "in/other.txt")
    _small(project, "in/bad.docx", "no document")
    _small(project, "in/units.csv", "document,unit_id,year\nother.txt,650001-other,2021\n")

    code = _import("--batch", "in", "--format", "json", "--jobs", "2")

    said = json.loads(capsys.readouterr().out)
    names = {name: (each["unit_id"], each["year"]) for name, each in said["imported"].items()}
    assert code == 1
    assert list(said["failed"]) == ["bad.docx"]
    assert names == {
        "650001-mj-2023.txt": ("650001-mj", 2023),
        "other.txt": ("650001-other", 2021),
        "某局.txt": ("new-mj", 2023),
        "昌吉州政府电子政务办公室2024.txt": ("652300-egov", 2024),
    }
    assert (project / "drafts/650001-mj/2023/review.html").is_file()


def test_the_summary_of_a_batch_names_what_needs_a_person(project: Path, capsys: Capsys) -> None:
    _small(project, "in/某局.txt")
    _small(project, "in/650001-mj-2023.txt")
    _small(project, "in/bad.pdf", "no document")

    _import("--batch", "in")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("没有导入　bad.pdf：")
    assert lines[0].count("bad.pdf") == 1
    assert lines[1].startswith("要看　　　某局.txt：")
    assert lines[2].count("new-mj") == lines[2].count("units.csv") == 1
    assert "1 份要看；1 份没有导入" in lines[4]
    assert "/drafts/" in lines[5]


@pytest.mark.parametrize("text", ["document,unit\na,b\n", "document,unit_id\na.txt,BAD\n"])
def test_a_list_of_units_that_cannot_be_used_is_said(text: str, project: Path, capsys: Capsys) -> None:
    _small(project, "in/a.txt")
    _small(project, "in/units.csv", text)

    code = _import("--batch", "in")

    assert code == 2
    assert "units.csv" in capsys.readouterr().err


def test_a_draft_that_was_gone_over_becomes_a_package(project: Path) -> None:
    _import(_small(project), "--unit-id", "650001-mj", "--review")

    code = main(["accept", "drafts/650001-mj/2023"])

    target = project / "datasets/units/650001-mj/2023"
    assert code == 0
    assert (target / "datapackage.yaml").is_file()
    assert not (target / "import-ledger.json").exists()
    assert not (target / "review.html").exists()
    assert main(["check", "--quiet", str(target)]) == 0


@pytest.mark.usefixtures("project")
def test_a_package_that_is_there_is_not_overwritten(capsys: Capsys) -> None:
    _import(SOURCE, "--unit-id", "652300-egov")
    before = contents(Path(FIRST))

    code = main(["accept", "drafts/652300-egov/2022"])

    assert code == 2
    assert contents(Path(FIRST)) == before
    assert FIRST in capsys.readouterr().err


def test_a_draft_that_was_accepted_is_listed_as_such_after_those_that_wait(project: Path) -> None:
    _import(_small(project), "--unit-id", "650001-aa", "--review")
    _import(_small(project), "--unit-id", "650001-mj", "--review")
    main(["accept", "drafts/650001-aa/2023"])

    page = list_of_drafts(reviews_below(project / "drafts"))

    assert page.index("650001-mj") < page.index("待核对") < page.index("650001-aa") < page.index("已入库")


@pytest.mark.usefixtures("project")
def test_a_unit_that_nobody_has_named_is_not_accepted(project: Path, capsys: Capsys) -> None:
    _small(project, "in/某局.txt")
    _import("--batch", "in")

    code = main(["accept", "drafts/new-mj/2023"])

    assert code == 2
    assert "--unit-id" in capsys.readouterr().err
    assert not (project / "datasets/units/new-mj").exists()


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(project: Path, capsys: Capsys) -> None:
    (project / "file").write_text("", encoding="utf-8")

    code = _import(_small(project), "--unit-id", "650001-mj", "--out", "file/draft")

    error = capsys.readouterr().err
    assert (code, error.count("\n")) == (3, 1)
    assert "file/draft" in error


def test_in_a_batch_a_folder_that_cannot_be_written_stops_no_other(project: Path, capsys: Capsys) -> None:
    _small(project, "in/650001-aa-2023.txt")
    _small(project, "in/650001-mj-2023.txt")
    (project / "out").mkdir()
    (project / "out/650001-aa").write_text("", encoding="utf-8")

    code = _import("--batch", "in", "--out", "out")

    assert code == 1
    assert "没有导入　650001-aa-2023.txt" in capsys.readouterr().out
    assert (project / "out/650001-mj/2023/review.html").is_file()


def test_what_was_noticed_on_reading_is_said(project: Path, capsys: Capsys) -> None:
    page = f"<html><body><pre>{SMALL}</pre><iframe src='other.html'></iframe></body></html>"

    _import(_small(project, "公开件.html", page), "--unit-id", "650001-mj", "--review")

    assert "另存那个页面" in capsys.readouterr().out
    assert "另存那个页面" in (project / "drafts/650001-mj/2023/review.html").read_text(encoding="utf-8")


def test_a_draft_with_faults_is_not_accepted(project: Path, capsys: Capsys) -> None:
    _import(_small(project), "--unit-id", "650001-mj")
    table = project / "drafts/650001-mj/2023/expenditure_by_function.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("14.41,14.41", "14。41,14.41"), encoding="utf-8")

    code = main(["accept", "drafts/650001-mj/2023"])

    said = capsys.readouterr()
    assert code == 1
    assert "expenditure_by_function.csv:2" in said.out
    assert "drafts/650001-mj/2023" in said.err
    assert not (project / "datasets/units/650001-mj").exists()


@pytest.mark.parametrize("ledger", [None, "{", '{"unit_id": "../../x", "year": 2023}', '{"unit_id": "a-b"}', "[]"])
def test_what_is_no_draft_is_not_accepted(ledger: str | None, project: Path, capsys: Capsys) -> None:
    folder = project / "drafts/x"
    folder.mkdir(parents=True)
    if ledger is not None:
        (folder / "import-ledger.json").write_text(ledger, encoding="utf-8")

    code = main(["accept", "drafts/x"])

    assert code == 2
    assert "import-ledger.json" in capsys.readouterr().err


def test_the_drafts_can_be_looked_at_while_the_site_is_served(project: Path) -> None:
    _import(_small(project), "--unit-id", "650001-mj", "--review")
    handler = partial(_Handler, site=project, drafts=project / "drafts")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/drafts/"

        listed = _get(address)
        page = _get(f"{address}650001-mj/2023/review.html")
        with pytest.raises(urllib.error.HTTPError) as missing:
            _get(f"{address}650001-mj/2023/import-ledger.json")
        server.shutdown()

    assert 'href="/drafts/650001-mj/2023/review.html"' in listed
    assert "某州某局2023年" in listed
    assert "待核对" in listed
    assert "某州某局" in page
    assert missing.value.code == 404
    missing.value.close()
