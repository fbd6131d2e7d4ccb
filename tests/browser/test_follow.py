"""What changed and what lies ahead, in a real browser on a site with a history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pelican_run import pelican
from repositories import make_committed_project
from serving import serving

pytestmark = pytest.mark.browser
PLANNED = "\n  - {date: 2025-11-20, step: hearing, planned: true, sources: [%s]}\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a history and a hearing that lies ahead."""
    project = make_committed_project(tmp_path_factory.mktemp("follow") / "project")
    case = next(project.data.rglob("city-v-state.yaml"))
    text = case.read_text()
    name = text[text.index("sources:\n") :].split("id: ", 1)[1].split("\n")[0].split(",")[0]
    case.write_text(text.replace("\nsteps:\n", "\nsteps:" + PLANNED % name, 1))
    project.commit("2026-01-21")
    done = pelican(project.folder)
    assert done.returncode == 0, done.stderr
    return project.folder / "output"


@pytest.fixture(scope="module")
def served(output: Path) -> Iterator[str]:
    with serving(output) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of that site without scripts unless they are asked for."""
    contexts = []

    def open_path(path: str, scheme: str = "light", scripts: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": 375, "height": 800}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(served + path)
        return page

    yield open_path
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", ["", "changes/", "calendar/", "challenges/city-v-state/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone_and_axe_finds_nothing(path, scheme, opened):
    page = opened(path, scheme, scripts=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    found = Axe().run(page)
    assert [rule["id"] for rule in found.response["violations"]] == []


def test_a_reader_follows_the_last_change_from_the_front_page_to_its_record(opened):
    page = opened("")
    first = page.locator(".home-lately .change").first
    assert "1 step added: Hearing (20 November 2025)" in first.inner_text()
    first.get_by_role("link").click()
    page.wait_for_url("**/challenges/city-v-state/")


def test_a_reader_finds_a_hearing_that_lies_ahead_and_subscribes_to_its_case(opened):
    page = opened("calendar/")
    row = page.locator(".day-row", has_text="Hearing")
    assert "Planned" in row.inner_text()
    row.get_by_role("link").click()
    page.wait_for_url("**/challenges/city-v-state/#step-1")
    with page.expect_download() as download:
        page.locator(".follow").get_by_role("link", name="calendar").click()
    assert b"SUMMARY:Hearing" in Path(download.value.path()).read_bytes()


def test_the_weeks_are_read_newest_first_without_scripts(opened):
    page = opened("changes/")
    headings = page.locator(".changes-page h2").all_inner_texts()
    assert headings == ["19 January 2026 to 25 January 2026", "5 January 2026 to 11 January 2026"]


@pytest.mark.parametrize(
    "path",
    ["directives/", "directives/by/place/test-city/", "places/test-city/", "topics/city-property/"],
)
def test_every_sort_of_page_links_its_feeds_and_calendar_in_head_and_in_sight(path, opened, output):
    page = opened(path)
    links = page.locator('link[rel="alternate"]').evaluate_all(
        "all => all.map(link => [link.type, link.getAttribute('href')])"
    )
    shown = page.locator(".follow a").evaluate_all(
        "all => all.map(link => [link.type, link.getAttribute('href')])"
    )
    assert [kind for kind, _ in shown] == [
        "application/atom+xml",
        "application/feed+json",
        "text/calendar",
    ]
    assert all(one in links for one in shown)
    assert all((output / path / href).resolve().is_file() for _, href in shown)
