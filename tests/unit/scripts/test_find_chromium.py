"""The search for a browser: what is named, what is there, what can be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import find_chromium


def _program(folder: Path, name: str, exit_code: int) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_browser_that_is_named_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = _program(tmp_path, "my-browser", 0)
    monkeypatch.setenv(find_chromium.VARIABLE, str(browser))

    code = find_chromium.main()

    assert (code, capsys.readouterr().out) == (0, f"{browser}\n")


def test_a_named_browser_that_does_not_run_is_told_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = _program(tmp_path, "broken", 1)
    monkeypatch.setenv(find_chromium.VARIABLE, str(browser))

    code = find_chromium.main()

    told = capsys.readouterr()
    assert (code, told.out) == (3, "")
    assert str(browser) in told.err
    assert "apt-get install chromium" in told.err


def test_a_stub_that_only_says_what_to_install_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "chromium-browser", 1)
    chrome = _program(tmp_path, "google-chrome", 0)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_chromium.system_browser() == str(chrome)


def test_nothing_is_installed_where_a_browser_is_there() -> None:
    tried: list[str] = []

    path = find_chromium.first_found(lambda: "/usr/bin/chromium", lambda: tried.append("installed"))

    assert (path, tried) == ("/usr/bin/chromium", [])


def test_the_package_of_the_system_is_installed_once_when_root_has_apt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path, "apt-get", 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    commands: list[list[str]] = []

    def install(command: list[str], _environment: dict[str, str]) -> bool:
        commands.append(command[:2])
        if command[1] == "install":
            _program(tmp_path, "chromium", 0)
        return True

    monkeypatch.setattr(find_chromium, "run", install)

    assert find_chromium.packaged_browser() == str(tmp_path / "chromium")
    assert commands == [["apt-get", "update"], ["apt-get", "install"]]


def test_without_the_right_to_install_the_package_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(find_chromium, "run", lambda *_: pytest.fail("it was run"))

    assert find_chromium.packaged_browser() is None
