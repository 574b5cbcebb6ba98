"""What a newcomer meets first: the commands, the lock, the readmes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
LOCKS = ("requirements.lock", "bench/peers.lock")
TARGETS = (
    "site",
    "build",
    "serve",
    "test",
    "check",
    "fix",
    "data",
    "golden",
    "bench",
    "bench-audit",
    "deep",
    "hooks",
    "lock",
)


def _text(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def test_make_alone_lists_every_command() -> None:
    command = ["make"]  # as it is typed
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout

    assert re.findall(r"^  make (\S+)", listed, re.MULTILINE) == ["help", *TARGETS]


@pytest.mark.parametrize("page", [*READMES, "docs/publishers.md", "docs/developers.md", "SECURITY.md"])
def test_a_page_names_only_commands_that_exist(page: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", _text(page), re.MULTILINE))

    assert named <= set(TARGETS)


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_has_the_two_commands_before_anything_else_to_run(readme: str) -> None:
    first_block = re.search(r"```sh\n(.*?)```", _text(readme), re.DOTALL)

    assert first_block is not None
    assert re.findall(r"^make \w+", first_block[1], re.MULTILINE) == ["make site", "make test"]


@pytest.mark.parametrize("page", [*READMES, "SECURITY.md", "CHANGELOG.md"])
def test_every_file_that_a_page_points_to_is_there(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", _text(page))

    assert [target for target in targets if not (PROJECT / target).exists()] == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_has_checksums_for_all_and_names_no_place_to_fetch_from(name: str) -> None:
    lock = _text(name)

    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in lock
    assert "--index" not in lock


def test_every_direct_dependency_is_locked() -> None:
    quoted = re.findall(r'^  "([A-Za-z0-9-]+)>=', _text("pyproject.toml"), re.MULTILINE)
    locked = {found for lock in LOCKS for found in re.findall(r"^([a-z0-9-]+)==", _text(lock), re.MULTILINE)}

    assert quoted
    assert {name.lower() for name in quoted} <= locked


@pytest.mark.parametrize("workflow", ["check.yml", "publish.yml"])
def test_a_workflow_pins_every_action_and_grants_nothing_at_the_top(workflow: str) -> None:
    text = _text(f".github/workflows/{workflow}")

    uses = re.findall(r"uses: (.*)", text)
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9.]+", line)] == []
    assert "\npermissions: {}\n" in text
    assert "github.event" not in text
