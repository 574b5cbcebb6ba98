"""What tests of several stages share."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import main
from tests.projects import copy_project


@pytest.fixture(scope="session")
def checked_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's own project, found without fault, its verdicts kept: to be copied, not changed."""
    project = copy_project(tmp_path_factory.mktemp("checked") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["check", "--jobs", "1", "--quiet"]) == 0
    return project
