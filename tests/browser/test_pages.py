"""Every type of page in a real browser: no script error, no violated policy, no request to another
host, nothing wider than the screen, axe clean."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

TYPES = {
    "home": "",
    "list": "directives/",
    "narrowed list": "directives/by/*/*/",
    "directive": "directives/*/",
    "challenge": "challenges/*/",
    "event": "events/*/",
    "places": "places/",
    "place": "places/*/",
    "topics": "topics/",
    "topic": "topics/*/",
    "agency": "agencies/*/",
    "court": "courts/*/",
    "wording": "wording/*/",
    "coverage": "coverage/",
    "search": "coverage/*/",
    "map": "map/",
    "timeline": "timeline/",
    "timeline of a year": "timeline/*/",
    "in force": "in-force/",
    "in force on a day": "in-force/*/",
    "court orders": "orders/",
    "compare": "compare/",
    "calendar": "calendar/",
    "changes": "changes/",
    "threads": "threads/",
    "thread": "threads/*/",
    "data": "data/",
    "everything from A to Z": "search/",
    "results": "search/?q=test&place=Test+State",
    "prose": "about/",
    "missing": "404.html",
}
"""A path for each type of page; a star stands for the first folder there is."""


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
def test_a_page_breaks_no_rule_of_the_browser(name, width, scheme, path_of, visit):
    seen = visit(path_of(TYPES[name]), width, scheme, until="networkidle")
    assert seen.faults == []
    assert seen.foreign == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(name, scheme, path_of, visit):
    seen = visit(path_of(TYPES[name]), 1280, scheme)
    if name == "map":
        seen.page.wait_for_selector("[data-ready]")
    found = Axe().run(
        seen.page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        },
    )
    violations = [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert violations == []


@pytest.mark.parametrize("name", TYPES)
def test_a_page_fits_a_screen_of_320_pixels(name, path_of, visit):
    seen = visit(path_of(TYPES[name]), 320)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_policy_forbids_inline_scripts_and_other_hosts(address, visit):
    page = visit("").page
    blocked = page.evaluate("""async () => {
        const blocked = [];
        document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.broken = true";
        document.body.append(script);
        await fetch("http://127.0.0.1:9/").catch(() => {});
        await new Promise((done) => setTimeout(done, 50));
        return [Boolean(window.broken), blocked.sort()];
    }""")
    assert blocked == [False, ["connect-src", "script-src-elem"]]


def test_a_missing_address_shows_the_sites_own_page(visit):
    seen = visit("nowhere/at/all/")
    assert seen.page.title().startswith("Page not found")
    links = seen.page.locator("main a")
    assert links.count() > 3
    links.first.click()
    assert seen.page.locator("h1").inner_text() != "There is no page at this address"


@pytest.mark.parametrize("path", ["threads/", "directives/"])
def test_a_long_date_keeps_to_its_column(path, visit):
    page = visit(path, width=1280).page
    room = """() => { const row = document.querySelector(".row"), time = row.querySelector("time"); time.textContent = "about 25 September to 27 December 2025";
        return row.querySelector(".row-body").getBoundingClientRect().left - time.getBoundingClientRect().right; }"""
    assert page.evaluate(room) >= 0
