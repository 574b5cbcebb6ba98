"""The generator: pages and shells, the same bytes each time, and a sentence where it fails."""

from __future__ import annotations

import hashlib
import logging
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from builder.theme import SLOTS, GeneratorFailed, ShellBroken, Theme, generate
from builder.theme.generator import collect
from builder.theme.injection import add_shells, prepare

PROJECT = Path(__file__).parents[3]
KINDS = [
    "home",
    "directory",
    "region",
    "unit",
    "unit-year",
    "checks",
    "rule",
    "completeness",
    "glossary",
    "data",
]
FOLDERS = (
    "",
    "units",
    "units/region/_",
    "units/_",
    "units/_/0",
    "checks",
    "checks/rules/_",
    "completeness",
    "glossary",
    "data",
)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return generate(PROJECT)


def pages_of(theme: Theme) -> dict[str, str]:
    return {page.path: page.content.decode() for page in theme.pages if page.path.endswith(".html")}


def project_with(folder: Path, text: str, settings: str = "") -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 明账\nsite_url: https://example.org/\nstrict: true\n"
        "theme: {name: material, language: zh-CN, font: false}\n" + settings,
        encoding="utf-8",
    )
    return folder


def test_there_is_one_shell_for_each_kind_of_page(theme: Theme) -> None:
    assert list(theme.shells) == KINDS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_of_a_shell_occurs_exactly_once(theme: Theme, kind: str, slot: str) -> None:
    assert theme.shells[kind].count(f"@@mz-{slot}@@") == 1


def test_slots_stand_where_they_are_filled(theme: Theme) -> None:
    shell = theme.shells["unit-year"]

    assert "<title>@@mz-title@@</title>" in shell
    assert '<meta name="description" content="@@mz-description@@">' in shell
    assert '<link rel="canonical" href="@@mz-canonical@@">' in shell
    assert re.search(r"@@mz-head@@\s*</head>", shell)
    assert re.search(r"<aside[^>]*><div[^>]*>\s*@@mz-toc@@\s*</div></aside>", shell)
    assert re.search(r'<main.*<div class="md-content__inner[^>]*>@@mz-body@@</div>.*</main>', shell, re.DOTALL)


def test_shells_are_neither_pages_nor_in_a_list_of_addresses(theme: Theme) -> None:
    paths = [page.path for page in theme.pages]

    assert {
        "about/index.html",
        "method/index.html",
        "developers/index.html",
        "publishers/index.html",
        "404.html",
    } <= set(paths)
    assert not [
        path
        for path in paths
        if path == "index.html"
        or path.startswith(("units/", "checks/", "completeness/", "glossary/", "data/", "sitemap"))
    ]
    assert paths == sorted(paths)


def test_pages_hold_no_slot(theme: Theme) -> None:
    assert not [path for path, page in pages_of(theme).items() if "@@mz-" in page]


def test_two_runs_give_the_same_bytes(theme: Theme) -> None:
    assert generate(PROJECT) == theme


def test_a_plain_mkdocs_run_with_the_shells_gives_the_same_bytes(theme: Theme, tmp_path: Path) -> None:
    class Plugin:
        def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
            return add_shells(files, config)

    settings = str(PROJECT / "mkdocs.yml")
    config = load_config(settings, config_file_path=settings, site_dir=str(tmp_path), plugins=[])
    prepare(config)
    config.plugins["mingzhang"] = cast("BasePlugin[Any]", Plugin())
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    build(config)

    assert collect(tmp_path, config) == theme


@pytest.mark.parametrize(
    ("kind", "root"), [("home", ""), ("directory", "../"), ("unit", "../../"), ("unit-year", "../../../")]
)
def test_a_shell_links_from_the_depth_of_its_pages(theme: Theme, kind: str, root: str) -> None:
    shell = theme.shells[kind]

    links = re.findall(r'(?:href|src)="([^"]*)"', shell)

    assert f"{root}about/" in links or (root == "" and "about/" in links)
    assert not [link for link in links if link.startswith(("/", "http"))]
    assert 'data-root="' + root + '"' in shell or kind == "home"


def test_the_section_of_a_data_page_is_marked(theme: Theme) -> None:
    assert 'href="../" aria-current="true">单位</a>' in theme.shells["unit"]
    assert 'aria-current="page">单位</a>' in theme.shells["directory"]
    assert "aria-current" not in theme.shells["home"]


def test_every_file_a_page_loads_is_published(theme: Theme) -> None:
    paths = {page.path for page in theme.pages}
    for kind, folder in zip(KINDS, FOLDERS, strict=True):
        for link in re.findall(r'(?:<link[^>]*href|<script[^>]*src)="([^@"]*)"', theme.shells[kind]):
            steps = PurePosixPath(folder, link).parts
            place: list[str] = []
            for step in steps:
                place = place[:-1] if step == ".." else [*place, step]

            assert "/".join(place) in paths, link


def test_our_own_files_are_named_by_their_content(theme: Theme) -> None:
    ours = [page for page in theme.pages if page.path.startswith("assets/mingzhang/")]

    assert {PurePosixPath(page.path).name.split(".")[0] for page in ours} >= {
        "mingzhang",
        "early",
        "typeset",
        "favicon",
    }
    for page in ours:
        assert PurePosixPath(page.path).name.split(".")[1] == hashlib.sha256(page.content).hexdigest()[:8]


def test_the_layer_below_our_stylesheet_names_a_published_file(theme: Theme) -> None:
    (typeset,) = [page.content.decode() for page in theme.pages if "/typeset." in page.path]

    (imported,) = re.findall(r'@import url\("\.\./([^"]+)"\) layer\(material\)', typeset)

    assert f"assets/{imported}" in {page.path for page in theme.pages}


def test_of_the_theme_only_its_stylesheet_is_published(theme: Theme) -> None:
    others = [
        page.path
        for page in theme.pages
        if page.path.startswith("assets/") and not page.path.startswith("assets/mingzhang/")
    ]

    assert len(others) == 1
    assert re.fullmatch(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css", others[0])


def test_no_page_has_an_inline_script_or_style_and_each_has_the_policy(theme: Theme) -> None:
    for name, page in (pages_of(theme) | dict(theme.shells)).items():
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), name
        assert page.count('http-equiv="Content-Security-Policy"') == 1, name
        assert "unsafe" not in page, name
        assert 'lang="zh-CN"' in page, name


def test_no_page_names_another_host(theme: Theme) -> None:
    for name, page in pages_of(theme).items():
        addresses = re.findall(r'(?:href|src|content)="(https?://[^"]*|//[^"]*)"', page)

        assert all(address.startswith("https://mingzhang.example/") for address in addresses), name


def test_no_page_has_styles_of_its_own_which_the_policy_of_the_site_forbids(theme: Theme) -> None:
    for name, page in pages_of(theme).items():
        assert not re.search(r"<[^>]*\sstyle=", page), name


def test_nothing_carries_a_date_of_the_build(theme: Theme) -> None:
    for name, page in (pages_of(theme) | dict(theme.shells)).items():
        own = re.sub(r"<pre>.*?</pre>", "", page, flags=re.DOTALL)  # an example may hold a date

        assert not re.search(r"20[2-9]\d-\d\d-\d\d|Build Date", own), name


def test_the_page_for_lost_addresses_works_at_any_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_SITE_URL", "https://example.org/budget/")

    page = pages_of(generate(PROJECT))["404.html"]

    links = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert not [link for link in links if not link.startswith(("/budget/", "#"))]
    assert 'data-root="/budget/"' in page


def test_notes_for_those_who_work_on_the_project_are_not_published(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    (tmp_path / "builder/theme").mkdir(parents=True)
    shutil.copytree(PROJECT / "builder/theme/overrides", tmp_path / "builder/theme/overrides")
    (tmp_path / "docs/decisions").mkdir(exist_ok=True)
    (tmp_path / "docs/decisions/0001-any.md").write_text("# Decision\n", encoding="utf-8")

    theme = generate(tmp_path)

    assert not [page.path for page in theme.pages if "decisions" in page.path]


def test_a_project_elsewhere_finds_our_templates(tmp_path: Path) -> None:
    theme = generate(project_with(tmp_path, "# 关于\n\n文字\n"))

    assert list(theme.shells) == KINDS
    assert "文字" in pages_of(theme)["about/index.html"]


def test_a_run_leaves_no_line_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    generate(PROJECT)

    assert capfd.readouterr() == ("", "")


def test_a_link_to_nowhere_fails_with_a_sentence_that_names_it(tmp_path: Path) -> None:
    project = project_with(tmp_path, "# 关于\n\n[往无处](nowhere.md)\n")

    with pytest.raises(GeneratorFailed, match=r"nowhere\.md"):
        generate(project)


def test_settings_that_cannot_be_read_fail_with_a_sentence(tmp_path: Path) -> None:
    project = project_with(tmp_path, "# 关于\n", settings="theme_unknown: [\n")

    with pytest.raises(GeneratorFailed, match=r"mkdocs\.yml"):
        generate(project)


def test_a_project_without_settings_fails_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GeneratorFailed, match=r"mkdocs\.yml"):
        generate(tmp_path)


def test_a_page_that_holds_a_token_is_refused(tmp_path: Path) -> None:
    project = project_with(tmp_path, "# 关于\n\n@@mz-body@@\n")

    with pytest.raises(ShellBroken, match="about"):
        generate(project)


def test_templates_that_lose_a_slot_are_refused(tmp_path: Path) -> None:
    project = project_with(tmp_path, "# 关于\n")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
    settings = (
        (project / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("name: material", "name: material, custom_dir: own")
    )
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")

    with pytest.raises(ShellBroken, match="slot 'title' 0 times"):
        generate(project)


def test_a_folder_without_shells_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("<p>关于</p>", encoding="utf-8")

    with pytest.raises(GeneratorFailed, match="no page for: home"):
        collect(tmp_path)


def test_what_the_settings_say_about_the_site_comes_along(tmp_path: Path) -> None:
    project = project_with(tmp_path, "# 关于\n", settings="extra: {report_url: 'https://example.org/report'}\n")

    theme = generate(project)

    assert (theme.site_url, theme.site_name) == ("https://example.org/", "明账")
    assert (theme.report_url, theme.repository_url) == ("https://example.org/report", "")
