"""Whole small builds, held to the expected paths and contents kept beside them; `make golden` writes them anew."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.cli import main
from builder.cli.arguments import version
from builder.cli.fix import fix_descriptors
from tests.projects import REPOSITORY, contents

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/datasets"))
IS_WRITING = os.environ.get("MINGZHANG_GOLDEN") == "write"

# Kept whole, beside the text of the unit-year page; of all other files the path alone.
KEPT = ("data.json", "expenditure_by_function.csv", "expenditure_by_function-excel.csv", "findings.csv", "index.json")
_BLOCKS = frozenset((
    "article", "caption", "dd", "details", "dl", "div", "dt", "figure", "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "footer", "li", "nav", "ol", "p", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))


class _Text(HTMLParser):
    """What a reader sees between the tags of the page's main part, a line a block, cells parted by ` | `."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._is_inside = False
        self._hidden = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        del attributes
        self._is_inside |= tag == "main"
        self._hidden += tag in {"script", "style", "svg"}
        if tag in _BLOCKS or tag == "br":
            self.parts.append("\n")
        # A cell ends where the next begins: its own end tag may be left out.
        self._cells = 0 if tag == "tr" else self._cells + (tag in _CELLS)
        if tag in _CELLS and self._cells > 1:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        self._is_inside &= tag != "main"
        self._hidden -= tag in {"script", "style", "svg"}
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, text: str) -> None:
        if self._is_inside and not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", text))


def _text_of(page: bytes) -> str:
    parser = _Text()
    parser.feed(page.decode())
    lines = (line.strip() for line in "".join(parser.parts).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _kept(site: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files to compare: all paths, the text of each unit-year page, some downloads."""
    paths = sorted(path for path in site if not path.startswith("assets/"))
    yield "paths.txt", "".join(f"{path}\n" for path in paths).encode()
    for path, content in sorted(site.items()):
        parts = path.split("/")
        if parts[0] == "units" and len(parts) == 4 and parts[3] == "index.html":
            yield path.replace("index.html", "page.txt"), _text_of(content).encode()
        elif parts[-1] in KEPT and parts[0] in {"units", "data"}:
            yield path, content


def _normalised(content: bytes) -> bytes:
    return content.replace(version().encode(), b"VERSION")


def _built(case: Path, project: Path) -> dict[str, bytes]:
    for part in ("docs", "builder/theme/overrides"):
        shutil.copytree(REPOSITORY / part, project / part)
    shutil.copy(REPOSITORY / "mkdocs.yml", project)
    shutil.copytree(case / "datasets", project / "datasets")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["build", "--jobs", "1", "--quiet"]) == 0
    return {path: _normalised(content) for path, content in _kept(contents(project / "site"))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_small_build_gives_what_is_expected(case: Path, tmp_path: Path) -> None:
    expected = case / "expected"
    if IS_WRITING:
        fix_descriptors(path.parent for path in sorted(case.rglob("datapackage.yaml")))

    made = _built(case, tmp_path)

    if IS_WRITING:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    kept = contents(expected)
    assert sorted(made) == sorted(kept)
    for path, content in made.items():
        assert content.decode() == kept[path].decode(), path


def test_there_is_a_case() -> None:
    assert [case.name for case in CASES] == ["small"]
