"""The shape of the code: the map, who imports whom, where text stands."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import builder

PROJECT = Path(__file__).parents[1]
CODE = PROJECT / "builder"
MODULES = sorted(path for path in CODE.rglob("*.py") if "__pycache__" not in path.parts)
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools", "core"}
LONGEST = 500
DEPTH = 2
FILE_DOORS = ("cache", "load", "ingest", "theme", "publish", "cli", "cluster")
HAND_ON = {
    "validate/authority.py",
    "importing.py",
    "batches.py",
    "neighbourhood.py",
    "former.py",
    "making.py",
    "run.py",
}

_ENTRY = re.compile(r"^ {4,}(?P<path>[a-z_]+(?:/[a-z_]+)*(?:\.py|/))\s+(?P<sentence>\S.*)$", re.MULTILINE)
_HAN = re.compile(r"[\u3400-\u9fff]")


def _mapped() -> dict[str, str]:
    return {entry["path"]: entry["sentence"] for entry in _ENTRY.finditer(builder.__doc__ or "")}


def _entry_of(path: Path) -> str:
    relative = path.relative_to(CODE)
    return f"{relative.parent.as_posix()}/" if path.name == "__init__.py" else relative.as_posix()


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the constants that only explain: docstrings of modules, classes, functions, attributes."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _is_on_the_map(path: Path) -> bool:
    """Whether the map has an entry for it: every package, and the modules that lie no deeper than in a stage."""
    return path.name == "__init__.py" or len(path.relative_to(CODE).parts) <= DEPTH


def test_the_map_names_every_package_and_every_module_of_a_stage_and_no_other() -> None:
    there = {_entry_of(path) for path in MODULES if _is_on_the_map(path)} - {"./"}

    mapped = set(_mapped())

    assert there - mapped == set()
    assert {entry for entry in mapped - there if not (CODE / entry).is_dir()} == set()


def test_every_entry_of_the_map_is_a_sentence() -> None:
    assert [path for path, sentence in _mapped().items() if len(sentence.split()) < 3] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_in_its_first_sentence_what_it_is_for(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""

    assert len(text.split()) >= 3 or path == CODE / "__init__.py"


def test_the_imports_keep_to_the_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    finished = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stdout
    assert " 0 broken" in finished.stdout


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_chinese_stands_in_data_and_templates_never_in_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)

    docstrings = _docstrings(tree)
    literals = [
        (node.lineno, ast.get_source_segment(source, node) or "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and _HAN.search(node.value)
    ]
    assert [(line, text) for line, text in literals if _HAN.search(text)] == []


def test_every_module_has_a_name_of_its_own() -> None:
    assert [
        _name(path) for path in MODULES if path.stem in NAMES_OF_NOTHING or path.parent.name in NAMES_OF_NOTHING
    ] == []


def test_no_module_has_grown_beyond_reading() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_the_build_fits_one_screen_or_two() -> None:
    assert len((CODE / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 160


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_command_line_prints(path: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert "print" not in called or "cli" in path.parts


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_doors_touch_files_and_clocks(path: Path) -> None:
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    is_door = path.relative_to(CODE).parts[0] in FILE_DOORS
    assert is_door or path.relative_to(CODE).as_posix() in HAND_ON or "pathlib.Path" not in imported


def test_nothing_is_read_when_a_module_is_imported() -> None:
    script = (
        "import builtins, io, sys; import importlib.resources as r\n"
        "import yaml\n"
        "def refuse(*a, **k): raise SystemExit(f'read at import: {a}')\n"
        "yaml.load = refuse; r.read_text = refuse\n"
        "import builder.pipeline, builder.cli.commands\n"
    )

    finished = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stderr


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    script = "import sys, builder.pipeline; print(sorted({'frictionless', 'pandas', 'pypinyin'} & set(sys.modules)))"

    finished = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "[]"
