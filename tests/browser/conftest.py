"""A real browser on a small site, served with the headers that the host sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser_setup import find
from pelican_run import pelican
from projects import PROJECT, make_site_project
from serving import serving

REAL = """
import sys
sys.path.insert(0, {project!r})
sys.modules.pop("pelicanconf", None)
from pelicanconf import *
PATH, THEME = {project!r} + "/content", {project!r} + "/theme"
PLUGIN_PATHS = [{project!r} + "/plugins"]
PLUGINS = ["docket_records", "docket_in_force", "docket_downloads", "docket_release"]
DOCKET_DOWNLOADS = ["in-force", "orders", "index"]
DOCKET_CACHE = None
"""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a site, built once by the real Pelican."""
    project = make_site_project(tmp_path_factory.mktemp("browser") / "project")
    return build(project)


@pytest.fixture(scope="session")
def real_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real collection as a site with the pages and files of what was in force, and no others
    that it can do without."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "pelicanconf.py").write_text(REAL.format(project=str(PROJECT)))
    return build(folder)


def build(project: Path) -> Path:
    """Build a project with the real Pelican, and return its output."""
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


@pytest.fixture(scope="session")
def path_of(output: Path) -> Callable[[str], str]:
    """Gives the first page that fits a pattern such as directives/*/; lists' own folders (by, page)
    are passed over."""

    def find_path(pattern: str) -> str:
        if "*" not in pattern:
            return pattern
        found = sorted(
            path
            for path in output.glob(pattern + "index.html")
            if pattern.startswith("directives/by") or not {"by", "page"} & set(path.parts)
        )
        assert found, f"the site has no page like {pattern}"
        return found[0].parent.relative_to(output).as_posix() + "/"

    return find_path


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with serving(output) as address:
        yield address


@pytest.fixture(scope="session")
def real_address(real_output: Path) -> Iterator[str]:
    """The address at which the real collection is served."""
    with serving(real_output) as address:
        yield address


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium with more arguments. Its absence fails the tests: a site that nobody looked
    at is not tested."""
    executable, started = find(), []
    assert executable, "no Chromium found; make test installs it"
    with sync_playwright() as playwright:

        def start(*more: str) -> Browser:
            started.append(
                playwright.chromium.launch(executable_path=executable, args=[*QUIET, *more])
            )
            return started[-1]

        yield start
        for one in started:
            one.close()


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Browser:
    """Chromium."""
    return launch()


@dataclass
class Visit:
    """A page that was opened, with what went wrong on it and what it asked other hosts for."""

    page: Page
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens a path of the site: width in pixels, colour scheme, scripts on or off, reduced
    motion, the small site or another."""
    contexts = []

    def open_path(
        path: str,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        until: str = "load",
        site: str = address,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on(
            "console",
            lambda message: seen.faults.append(message.text) if message.type == "error" else None,
        )
        seen.page.on("pageerror", lambda error: seen.faults.append(str(error)))
        seen.page.on(
            "request",
            lambda request: (
                seen.foreign.append(request.url)
                if not request.url.startswith((site, "data:", "blob:"))
                else None
            ),
        )
        seen.page.goto(site + path, wait_until=until)
        return seen

    yield open_path
    for context in contexts:
        context.close()
