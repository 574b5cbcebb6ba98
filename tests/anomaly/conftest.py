"""A project in a temporary folder with one package, made of whatever bytes a test wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.load import load_package
from builder.records import RawPackage

FOLDER = "datasets/units/x/2022"
OUTSIDE = "unit_id,name_official\nsecret,secret\n"

Load = Callable[..., RawPackage]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a secret beside it and beside the package."""
    (tmp_path / "project" / FOLDER).mkdir(parents=True)
    for place in ("secret.csv", "project/secret.csv", "project/datasets/units/x/secret.csv"):
        (tmp_path / place).write_text(OUTSIDE, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def load(project: Path) -> Load:
    """Write the files of the package, then read it."""

    def write_and_load(files: Mapping[str, str | bytes]) -> RawPackage:
        folder = project / FOLDER
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_package(project, folder)

    return write_and_load
