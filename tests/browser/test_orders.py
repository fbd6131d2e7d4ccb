"""The page of court orders: for a day it shows what the page of that day shows, and the address
carries the question."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

TEXTS = """(within) => {
    for (const row of document.querySelectorAll(".court-order")) {
        row.style.contentVisibility = "visible";  // far from the screen it has no innerText
    }
    return [...document.querySelectorAll(within + " .court-order")]
        .map((row) => row.innerText.replace(/\\s+/g, " ").trim());
}"""
IN_EFFECT = '[data-state="in-effect"]'


def ready(page):
    page.wait_for_selector("[data-ready]")
    page.wait_for_selector('.day-result:not([aria-busy="true"])')
    return page


def test_the_script_shows_for_the_default_day_what_the_page_does(visit, real_address):
    for more, day in (({}, "2025-09-30"), ({"site": real_address}, "2026-06-29")):
        drawn = visit("orders/", scripts=False, **more).page.evaluate(TEXTS, ".day-result")
        page = ready(visit(f"orders/?date={day}", **more).page)
        assert page.evaluate(TEXTS, ".day-result") == drawn != []


@pytest.mark.parametrize("day", ["2025-10-31", "2026-02-28", "2026-06-29"])
def test_the_orders_in_effect_are_those_of_the_page_of_that_day(day, visit, real_address):
    drawn = visit(f"in-force/{day}/", scripts=False, site=real_address).page
    shown = ready(visit(f"orders/?date={day}", site=real_address).page)
    assert shown.evaluate(TEXTS, IN_EFFECT) == drawn.evaluate(TEXTS, ".day-result") != []


def test_day_place_and_state_are_kept_in_the_address(visit):
    page = ready(visit("orders/").page)
    page.locator('[name="date"]').fill("2025-09-16")
    page.locator('[name="place"]').select_option("test-county")
    page.locator('[name="state"]').select_option("stayed")
    assert page.url.endswith("?date=2025-09-16&place=test-county&state=stayed")
    page.get_by_text("Stayed since 15 September 2025").first.wait_for()
    shown = page.locator(".day-result").inner_text()
    assert "Stayed since 15 September 2025" in shown
    assert "Reaches the city's clerks, in Harbor City" in shown
    again = ready(visit(page.url.split("/", 3)[3]).page)
    assert again.locator(".day-result").inner_text() == shown
    page.locator('[name="state"]').select_option("held")
    assert "No court order on record was in this state" in page.locator(".day-result").inner_text()


def test_an_order_that_names_no_place_is_listed_at_the_places_of_its_record(visit):
    page = ready(visit("orders/?date=2025-09-19").page)
    assert "Section 2" in page.locator(".day-result").inner_text()
    page.locator('[name="place"]').select_option("test-city")
    shown = page.locator(".day-result").inner_text()
    assert "Section 2" in shown and "is listed at the places of its record" in shown


def test_a_day_after_the_searches_says_so(visit, real_address):
    page = ready(visit("orders/?date=2031-01-01", site=real_address).page)
    assert "of later days only what was known by then" in page.locator(".day-result").inner_text()


def test_the_form_is_used_with_the_keyboard(visit):
    page = ready(visit("orders/").page)
    page.locator('[name="date"]').focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "state":
            break
    page.keyboard.press("ArrowDown")
    assert page.url.endswith("state=in-effect")


def test_without_scripts_every_order_is_listed_and_there_is_no_dead_control(visit):
    page = visit("orders/", scripts=False).page
    assert page.locator(".day-form").is_hidden()
    assert page.locator(".court-order").count() == 3
