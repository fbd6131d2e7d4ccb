"""The search, used in a browser: on the real collection what people type is found, and on the
miniature it is used by keyboard, without scripts, with an address to share."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pelican_run import pelican
from projects import PROJECT
from serving import serving

pytestmark = pytest.mark.browser
DONE = ".search-count:not(:empty)"
MOST = 300_000
"""The most bytes that a first search may load, compressed."""
TEXT = (".html", ".js", ".css", ".json", ".svg")
"""What a host compresses; the files of the index are compressed already."""


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real collection, built once."""
    output = tmp_path_factory.mktemp("real") / "output"
    done = pelican(PROJECT, "-o", str(output), "-e", "DOCKET_CACHE=null")
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def served(real: Path) -> Iterator[str]:
    """The address at which it is served, with the headers that the host sends."""
    with serving(real) as address:
        yield address


@pytest.fixture
def seek(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Opens the results for a question, narrowed or not, on the real site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def search(question: str, **narrowed: str) -> Page:
        page = context.new_page()
        page.goto(f"{served}search/?{urlencode({'q': question, **narrowed})}")
        page.wait_for_selector(DONE)
        return page

    yield search
    context.close()


def paths(page: Page) -> list[str]:
    """The paths of the results on the page, in order."""
    return page.locator("#results a").evaluate_all("links => links.map(one => one.pathname)")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("portland, oregon", "/places/portland-or/"),
        ("Portland", "/places/portland-or/"),
        ("harris county texas", "/places/harris-county-tx/"),
        ("los angeles", "/places/los-angeles-ca/"),
        ("oregon", "/places/oregon/"),
        ("9th circuit", "/courts/us-court-of-appeals-9th-cir/"),
        ("ninth circuit", "/courts/us-court-of-appeals-9th-cir/"),
        ("CBP", "/agencies/us-cbp/"),
        ("ICE", "/agencies/us-ice/"),
        ("SB 54", "/directives/california-values-act-sb-54/"),
        ("SB54", "/directives/california-values-act-sb-54/"),
        ("California Values Act", "/directives/california-values-act-sb-54/"),
    ],
)
def test_what_is_called_so_comes_first(question, first, seek):
    assert paths(seek(question))[0] == first


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("25-cv-05605", "perdomo"),
        ("2:25-cv-05605", "perdomo"),
        ("25-cv-5605", "perdomo"),
        ("Executive Order No. 12", "/directives/"),
        ("HB 511", "/directives/"),
        ("287(g)", "287g"),
        ("Karen Bass", "/directives/"),
        ("Frimpong", "/challenges/"),
    ],
)
def test_numbers_and_names_of_people_are_found(question, found, seek):
    assert any(found in path for path in paths(seek(question))[:5])


def test_the_middle_of_a_word_is_not_found(seek):
    found = paths(seek("olice", kind="Agencies"))
    assert found == []


def test_a_result_shows_kind_place_status_and_date(seek):
    row = seek("California Values Act").locator("#results li").first
    assert row.locator(".row-title svg").count() == 1
    assert row.locator(".row-date").inner_text() == "5 October 2017"
    assert row.locator(".row-meta").inner_text().split() == [
        "Directive",
        "California",
        "In",
        "force",
    ]
    assert "California Values Act" not in row.locator(".row-summary").inner_text()[:40]


def test_results_are_narrowed_by_a_place_with_all_that_lies_in_it(seek):
    page = seek("287(g)", place="Florida")
    places = page.locator("#results .row-meta span:nth-child(2)").all_inner_texts()
    assert places and all(place == "Florida" or place.endswith(", FL") for place in places)
    number = int(page.locator(DONE).inner_text().split()[0])
    assert page.locator('[name="place"]').input_value() == "Florida"
    page.locator('[name="place"]').select_option("")
    page.wait_for_url(lambda url: "place=" not in url)
    page.locator(DONE).filter(has_not_text=f"{number} pages").wait_for()
    assert "place=" not in page.url and "q=287" in page.url


def test_a_first_search_loads_little(browser, served, real):
    context = browser.new_context()
    page, seen = context.new_page(), set()
    page.on(
        "response", lambda response: seen.add(response.url.removeprefix(served).partition("?")[0])
    )
    page.goto(f"{served}search/?q=chicago+police")
    page.wait_for_selector(DONE)
    files = [real / path / "index.html" if (real / path).is_dir() else real / path for path in seen]
    sizes = {
        file: len(gzip.compress(file.read_bytes())) if file.suffix in TEXT else file.stat().st_size
        for file in files
    }
    assert sum(sizes.values()) < MOST, sizes
    context.close()


def test_nothing_of_the_index_is_loaded_before_the_box_is_used(visit, address):
    seen = visit("search/")
    seen.page.wait_for_load_state("networkidle")
    loaded = """() => performance.getEntriesByType("resource")
        .filter((one) => one.name.includes("assets/search")).length"""
    assert seen.page.evaluate(loaded) == 0
    seen.page.locator("#q").focus()
    seen.page.wait_for_timeout(500)
    assert seen.page.evaluate(loaded) > 0
    assert seen.foreign == [] and seen.faults == []


def test_slash_goes_to_the_box_of_any_page_and_enter_searches(visit):
    page = visit("about/").page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-box"
    page.keyboard.type("test city")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=test+city")
    page.wait_for_selector(DONE)
    assert page.locator("#q").input_value() == "test city"
    assert paths(page)[0] == "/places/test-city/"


def test_arrows_walk_through_results_enter_opens_and_escape_comes_back(visit):
    page = visit("search/").page
    page.keyboard.press("/")
    page.keyboard.type("test")
    page.wait_for_selector(DONE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("#results a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.locator("#q").input_value() == ""
    assert page.locator(".a-to-z").is_visible() and "?" not in page.url
    page.keyboard.type("test city")
    page.wait_for_selector(DONE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/test-city/")


def test_what_is_not_found_is_reported_and_leads_to_everything(visit):
    page = visit("search/?q=qqqqzzzz").page
    message = page.locator(DONE)
    message.wait_for()
    assert "We looked through every page and found none for “qqqqzzzz”" in message.inner_text()
    assert message.get_attribute("role") == "status"
    page.get_by_role("link", name="Everything from A to Z").click()
    page.wait_for_url("**/search/")
    assert page.locator(".a-to-z").is_visible()


def test_without_scripts_everything_is_listed_by_letter(visit):
    page = visit("search/?q=anything", scripts=False).page
    assert page.locator("noscript p").count() == 1
    assert page.locator(".search-narrow").is_hidden() and page.locator(".search-found").is_hidden()
    links = page.locator(".a-to-z .names a")
    assert "places/test-city/" in "".join(links.evaluate_all("all => all.map(one => one.href)"))
    page.locator(".letters a").last.click()
    assert "#letter-" in page.url


def test_a_page_opened_with_a_question_does_not_shift(visit):
    page = visit("search/?q=test", width=375).page
    page.wait_for_selector(DONE)
    shifts = page.evaluate("""() => new Promise(done => {
        let total = 0;
        new PerformanceObserver(list => {
            for (const one of list.getEntries()) total += one.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(total), 300);
    })""")
    assert shifts < 0.01


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results_and_what_narrows_them(scheme, visit):
    page = visit("search/?q=test", 375, scheme).page
    page.wait_for_selector(DONE)
    page.locator(".search-narrow summary").click()
    page.locator('[name="kind"]:enabled').wait_for()
    found = Axe().run(page)
    assert [rule["id"] for rule in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
