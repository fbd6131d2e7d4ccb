"""Finds a Chromium for the browser tests, installing one where there is none: Debian's package,
else Playwright's own. Exits 1 where that fails."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of a Chromium on this machine: on the PATH, or Playwright's own; None where there is
    none."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path:
        return on_path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Installs Chromium with apt where that can be done, else Playwright's build."""
    apt = shutil.which("apt-get")
    if apt:
        sudo = (
            []
            if subprocess.run(
                ["id", "-u"], capture_output=True, text=True, check=True
            ).stdout.strip()
            == "0"
            else ["sudo"]
        )
        subprocess.run([*sudo, apt, "update", "-qq"], check=False)
        if (
            subprocess.run(
                [*sudo, apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"],
                check=False,
            ).returncode
            == 0
        ):
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not find():
        install()
    found = find()
    if not found:
        sys.exit(
            "The browser tests need Chromium and none could be installed: install "
            "the package 'chromium', or run: python -m playwright install chromium"
        )
    print(f"Browser: {found}")
