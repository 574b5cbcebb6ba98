"""Print the path of a Chromium for the browser tests: the system's, else the system's package, else Playwright's own.

Where `MINGZHANG_CHROMIUM` names one, that one is taken. What is being installed is told on stderr.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

VARIABLE = "MINGZHANG_CHROMIUM"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
SECONDS = 60
HELP = """没有找到 Chromium，也没能装上。装好下面任一种再运行：
  Debian：apt-get install chromium    Fedora：dnf install chromium    macOS：brew install --cask chromium
  任何系统：.venv/bin/playwright install --with-deps chromium
  已装在别处：MINGZHANG_CHROMIUM=/路径/chromium make test
No Chromium was found and none could be installed: install one as said above and run again."""


def main() -> int:
    """Print the path and return 0, or say what to install and return 3."""
    named = os.environ.get(VARIABLE)
    if named:
        path = named if does_run(named) else None
    else:
        path = first_found(system_browser, installed_by_playwright, packaged_browser, fetched_by_playwright)
    if path is None:
        if named:
            tell(f"{VARIABLE} 指的 {named} 不能运行。")
        tell(HELP)
        return 3
    sys.stdout.write(path + "\n")
    return 0


def first_found(*ways: Callable[[], str | None]) -> str | None:
    """Return the path that the first successful way gives; later ways are not tried."""
    return next((path for way in ways if (path := way())), None)


def system_browser() -> str | None:
    """Return a browser that is there and runs: Ubuntu has a `chromium-browser` that only says what to install."""
    return next((path for name in NAMES if (path := shutil.which(name)) and does_run(path)), None)


def installed_by_playwright() -> str | None:
    """Return the browser that Playwright fetched earlier."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() and does_run(path) else None


def packaged_browser() -> str | None:
    """Install the system's package where we may, and return its browser."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    tell("没有 Chromium，安装系统的软件包 chromium，约一分钟……")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
    return system_browser() if run(update, environment) and run(install, environment) else None


def fetched_by_playwright() -> str | None:
    """Let Playwright fetch its own browser, and return it."""
    tell("没有 Chromium，改装 Playwright 自带的……")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return installed_by_playwright() if run(command, dict(os.environ)) else None


def does_run(path: str) -> bool:
    """Whether the browser tells its version."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def run(command: list[str], environment: dict[str, str]) -> bool:
    """Run an installer with its words on stderr, for stdout holds the path alone; say whether it succeeded."""
    return (
        subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False
        ).returncode
        == 0
    )


def tell(text: str) -> None:
    """Write a line for people."""
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
