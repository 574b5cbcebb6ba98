"""A build that takes over what did not change gives the site that a build from nothing gives, byte for byte."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.generate import generate
from builder.cli import main
from builder.cli.arguments import Options
from builder.cli.running import build_site, whole_project
from builder.cli.words import Words
from tests.projects import REPOSITORY, contents, run

SEED = 20261124
Edit = Callable[[Path, random.Random], None]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a few units over some years, in packages of several unit-years, with its site: to be copied.

    Its data is older than any time that could be confused.
    """
    project = tmp_path_factory.mktemp("generated") / "project"
    generate(project, 12, packages=4, seed=SEED, errors=True)
    for path in project.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert build() == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that a test may change."""
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    monkeypatch.chdir(copy)
    return copy


def build(*options: str) -> int:
    return main(["build", "--quiet", "--jobs", "1", *options])


def _packages(project: Path) -> list[Path]:
    return sorted(path.parent for path in (project / "datasets/units").rglob("datapackage.yaml"))


def _some(project: Path, draw: random.Random, name: str) -> Path:
    return draw.choice([package / name for package in _packages(project) if (package / name).is_file()])


def change_a_figure(project: Path, draw: random.Random) -> None:
    path = _some(project, draw, "expenditure_by_function.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = draw.choice([number for number, line in enumerate(lines) if re.search(r",\d+\.\d\d,", line)])
    lines[number] = re.sub(
        r",\d+\.\d\d,", f",{draw.randrange(1, 9999)}.{draw.randrange(10, 99)},", lines[number], count=1
    )
    path.write_text("".join(lines), encoding="utf-8")


def change_a_text(project: Path, draw: random.Random) -> None:
    path = _some(project, draw, "narrative.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("预算", "本年预算", draw.randrange(1, 4)), encoding="utf-8")


def rename_a_unit(project: Path, draw: random.Random) -> None:
    path = _some(project, draw, "units.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = draw.randrange(1, len(lines))
    lines[number] = lines[number].replace("局", "总局").replace("中心", "服务中心")
    path.write_text("".join(lines), encoding="utf-8")


def add_a_package(project: Path, draw: random.Random) -> None:
    further = project.parent / f"further-{draw.randrange(1_000_000)}"
    generate(further, 3, packages=1, seed=draw.randrange(1_000_000), errors=False)
    (package,) = _packages(further)
    prefix = next(code for code in map(str, range(81, 99)) if not (project / "datasets/units" / code).exists())
    target = project / "datasets/units" / prefix
    shutil.copytree(package, target)
    ids = sorted({line.split(",")[0] for line in (target / "units.csv").read_text(encoding="utf-8").splitlines()[1:]})
    for path in target.iterdir():
        text = path.read_text(encoding="utf-8")
        for unit_id in ids:
            text = text.replace(unit_id, f"{unit_id}x{prefix}")
        path.write_text(text, encoding="utf-8")


def remove_a_package(project: Path, draw: random.Random) -> None:
    shutil.rmtree(draw.choice(_packages(project)))


def move_a_package(project: Path, draw: random.Random) -> None:
    package = draw.choice(_packages(project))
    package.rename(package.with_name(f"a-{package.name}"))


def edit_a_page(project: Path, draw: random.Random) -> None:
    path = project / "docs/about.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{draw.random()}\n", encoding="utf-8")


def rename_the_site(project: Path, draw: random.Random) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?m)^site_name:.*$", f"site_name: 明账 {draw.random()}", text), encoding="utf-8")


def move_the_site(project: Path, draw: random.Random) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mingzhang.example", f"mingzhang{draw.randrange(9)}.example"), encoding="utf-8")


def edit_the_glossary(project: Path, draw: random.Random) -> None:
    path = next((project / "datasets/glossary").rglob("glossary_terms.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("费用", f"费用{draw.randrange(10)}", 1), encoding="utf-8")


def edit_the_classification(project: Path, draw: random.Random) -> None:
    path = draw.choice(sorted((project / "datasets/classifications").rglob("functional_classification.csv")))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[draw.randrange(len(lines) // 2, len(lines))]
    path.write_text("".join(lines), encoding="utf-8")


def touch_everything(project: Path, draw: random.Random) -> None:
    del draw
    for path in (project / "datasets").rglob("*"):
        path.touch()


def write_into_the_site(project: Path, draw: random.Random) -> None:
    path = draw.choice(sorted((project / "site/units").glob("*/*/index.html")))
    path.write_bytes(path.read_bytes().replace(b"<p", b"<b"))


def lose_a_file_of_the_site(project: Path, draw: random.Random) -> None:
    draw.choice([path for path in sorted((project / "site").rglob("*")) if path.is_file()]).unlink()


def damage_the_cache(project: Path, draw: random.Random) -> None:
    kept = [path for path in sorted((project / ".cache").rglob("*")) if path.is_file()]
    for path in draw.sample(kept, min(4, len(kept))):
        content = bytearray(path.read_bytes())
        content[draw.randrange(len(content))] ^= 0xFF
        path.write_bytes(content[: draw.randrange(1, len(content) + 1)])


def lose_some_of_the_cache(project: Path, draw: random.Random) -> None:
    kept = [path for path in sorted((project / ".cache").rglob("*")) if path.is_file()]
    for path in draw.sample(kept, len(kept) // 2):
        path.unlink()


EDITS: tuple[Edit, ...] = (
    change_a_figure,
    change_a_text,
    rename_a_unit,
    add_a_package,
    remove_a_package,
    move_a_package,
    edit_a_page,
    rename_the_site,
    move_the_site,
    edit_the_glossary,
    edit_the_classification,
    touch_everything,
    write_into_the_site,
    lose_a_file_of_the_site,
    damage_the_cache,
    lose_some_of_the_cache,
)


def _same_as_from_nothing(project: Path) -> None:
    assert build() == 0
    assert build("--no-cache", "--site-dir", "anew") == 0
    made, anew = contents(project / "site"), contents(project / "anew")
    assert made.keys() == anew.keys()
    assert [path for path in anew if made[path] != anew[path]] == []
    shutil.rmtree(project / "anew")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_the_site_is_what_a_build_from_nothing_gives(project: Path, edit: Edit) -> None:
    edit(project, random.Random(SEED))

    _same_as_from_nothing(project)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(20))
def test_after_any_row_of_edits_the_site_is_what_a_build_from_nothing_gives(project: Path, seed: int) -> None:
    draw = random.Random(seed)

    for _ in range(10):
        draw.choice(EDITS)(project, draw)
        if not _packages(project):
            add_a_package(project, draw)
        _same_as_from_nothing(project)


def test_a_build_of_what_is_as_it_was_makes_nothing_again(project: Path) -> None:
    before = {path: path.stat().st_ino for path in sorted((project / "site").rglob("*")) if path.is_file()}

    assert build() == 0

    after = {path: path.stat().st_ino for path in sorted((project / "site").rglob("*")) if path.is_file()}
    made_again = {path.relative_to(project / "site").as_posix() for path in after if after[path] != before.get(path)}
    assert len(made_again) < 12, sorted(made_again)
    assert not any(path.startswith("units/") for path in made_again)


def test_one_changed_figure_leaves_the_pages_of_other_units_alone(project: Path) -> None:
    before = {path: path.stat().st_ino for path in sorted((project / "site/units").glob("*/*/index.html"))}
    change_a_figure(project, random.Random(SEED))

    assert build() == 0

    again = [path for path, inode in before.items() if path.stat().st_ino != inode]
    assert 1 <= len(again) <= 3, again  # the unit-year itself, and those that it stands beside


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (change_a_figure, "数据包的文件变了"),
        (add_a_package, "新的数据包"),
        (move_the_site, "网站设置变了"),
        (edit_the_glossary, "科目表或术语表变了"),
        (write_into_the_site, "被改动过"),
    ],
)
def test_verbose_says_why_something_is_made_again(
    project: Path, capsys: pytest.CaptureFixture[str], edit: Edit, sentence: str
) -> None:
    edit(project, random.Random(SEED))
    capsys.readouterr()

    assert build("--verbose") == 0

    assert sentence in capsys.readouterr().err


def test_what_is_as_it_was_is_not_mentioned(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.is_dir()
    capsys.readouterr()

    assert build("--verbose") == 0

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("builder/render/templates/about.html", "<section", "<section data-edited"),
        ("builder/schemas/units.yaml", "title:", "title: 改"),
    ],
    ids=["template", "schema"],
)
def test_an_edit_of_the_program_itself_is_seen(project: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    program = tmp_path / "program"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "builder", program / "builder", ignore=ignored)
    environment = {"PYTHONPATH": str(program)}
    command = ("-m", "builder", "build", "--quiet", "--jobs", "1")
    assert run(project, *command, environment=environment).returncode == 0
    path = program / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    run(project, "-m", "builder", "fix", environment=environment)

    spoken = run(project, *command, "--verbose", environment=environment)

    assert spoken.returncode == 0, spoken.stderr
    assert "程序或所用的库变了" in spoken.stderr
    assert run(project, *command, "--no-cache", "--site-dir", "anew", environment=environment).returncode == 0
    assert contents(project / "site") == contents(project / "anew")


def test_a_site_that_may_not_be_published_leaves_the_old_one_to_be_taken_over(project: Path) -> None:
    before = contents(project / "site")
    assert build("--fail-on", "audit-warning") == 1

    assert build() == 0

    assert contents(project / "site") == before


def test_the_cache_stays_within_its_bounds(project: Path) -> None:
    kept = project / ".cache/parts/00/0000"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("wb") as file:
        file.truncate(5_000_000_000)
    os.utime(kept, (1_600_000_000, 1_600_000_000))

    change_a_figure(project, random.Random(SEED))
    assert build() == 0

    assert not kept.exists()


def test_build_site_gives_the_entries_of_all_files(project: Path) -> None:
    report = build_site(whole_project(), Options(command="build", is_quiet=True), Words("zh"))

    listed = {entry.path for entry in report.entries} | {"manifest.json"}
    assert listed == contents(project / "site").keys()
