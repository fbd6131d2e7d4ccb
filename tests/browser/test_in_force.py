"""The date control: the script's answer is the page's, the address carries the question, and
without scripts there are pages."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

GROUPS = """() => {
    for (const row of document.querySelectorAll(".standing")) {
        row.style.contentVisibility = "visible";  // far from the screen it has no innerText
    }
    return [...document.querySelectorAll(".day-result .standing-group")]
        .filter((group) => %s/changed/.test(group.querySelector("h2").textContent))
        .map((group) => group.innerText.replace(/\\s+/g, " ").trim());
}"""
SHOWN, CHANGED = GROUPS % "!", GROUPS % ""
ROWS = """() => [...document.querySelectorAll(".day-result .standing:not(.court-order)")].map((row) => [
    new URL(row.querySelector(".standing-title").href).pathname.slice(1),
    row.querySelector(".standing-why strong").textContent,
])"""
ORDERS = """() => [...document.querySelectorAll(".court-order .standing-title")].map((link) => {
    const url = new URL(link.href); return url.pathname.slice(1) + url.hash; })"""
SMALL = ["2025-07-31", "2025-08-31", "2025-09-30"]
REAL = ["2025-06-30", "2025-10-31", "2026-02-28", "2026-06-29"]


def ready(page):
    page.wait_for_selector("[data-ready]")
    page.wait_for_selector('.day-result:not([aria-busy="true"])')
    return page


def as_of(output, day):
    """The rows and the orders that the file of a day has."""
    file = json.loads((output / f"api/v1/as-of/{day}.json").read_text())
    root = file["publisher"]["url"]
    rows = [[one["url"].removeprefix(root), one["label"]] for one in file["records"]]
    orders = [
        f"{one['record']['url'].removeprefix(root)}#{one['anchor']}" for one in file["orders"]
    ]
    return rows, orders


def compare(day, visit, output, **more):
    drawn = visit(f"in-force/{day}/", scripts=False, **more).page
    shown = ready(visit(f"in-force/?date={day}", **more).page)
    assert drawn.evaluate(SHOWN) == shown.evaluate(SHOWN) != []
    rows, orders = as_of(output, day)
    assert shown.evaluate(ROWS) == rows
    assert shown.evaluate(ORDERS) == orders


@pytest.mark.parametrize("day", SMALL)
def test_script_page_and_file_of_a_day_say_the_same(day, visit, output):
    compare(day, visit, output)


@pytest.mark.parametrize("day", REAL)
def test_they_say_the_same_of_the_real_collection(day, visit, real_output, real_address):
    compare(day, visit, real_output, site=real_address)


@pytest.mark.parametrize(("first", "last"), [("2025-08-31", "2025-09-30")])
def test_script_and_page_find_the_same_changes_between_two_days(first, last, visit):
    drawn = visit(f"in-force/{last}/", scripts=False).page.evaluate(CHANGED)
    shown = ready(visit(f"in-force/?date={last}&with={first}").page).evaluate(CHANGED)
    assert drawn == shown != []


def test_script_and_page_find_the_same_changes_in_the_real_collection(visit, real_address):
    drawn = visit("in-force/2026-04-30/", scripts=False, site=real_address).page.evaluate(CHANGED)
    path = "in-force/?date=2026-04-30&with=2026-03-31"
    shown = ready(visit(path, site=real_address).page).evaluate(CHANGED)
    assert drawn == shown != []
    assert "as before, on other grounds" in shown[0]


def test_a_place_adds_up_its_levels_and_the_address_remembers_the_question(visit):
    page = ready(visit("in-force/").page)
    page.locator('[name="date"]').fill("2025-08-15")
    page.locator('[name="place"]').select_option("test-city")
    assert page.locator("h2.level").all_inner_texts() == ["Test City"]
    assert (
        "On 15 August 2025, in Test City · Test State." in page.locator(".day-words").inner_text()
    )
    assert page.url.endswith("?date=2025-08-15&place=test-city")
    again = ready(visit(page.url.split("/", 3)[3]).page)
    assert again.locator(".day-result").inner_text() == page.locator(".day-result").inner_text()


def test_a_status_that_is_not_certain_on_the_day_is_in_the_last_group(visit):
    page = visit("in-force/").page

    def vague(route):
        answer = route.fetch()
        data = answer.json()
        for record in data["records"]:
            if record["id"] == "executive-directive-12":
                record["spans"][0]["certain_from"] = "2025-07-31"
        route.fulfill(response=answer, json=data)

    page.route("**/in-force.json", vague)
    titles = {}
    for day in ("2025-07-30", "2025-07-31"):
        page.goto(f"{page.url.split('?')[0]}?date={day}")
        titles[day] = ready(page).locator(".standing-group").first.locator("h3").all_inner_texts()
        shown = page.locator(".day-result").inner_text()
        assert ("possibly: the dates are not exact" in shown) == (day == "2025-07-30")
    assert titles["2025-07-30"][-1].startswith("Possibly")
    assert not titles["2025-07-31"][-1].startswith("Possibly")


def test_between_two_days_changes_of_status_and_of_grounds_alone_are_named(visit):
    page = ready(visit("in-force/?date=2025-09-20&with=2025-09-01").page)
    changed = page.locator(".standing-group").first.inner_text()
    assert "What changed between 1 September 2025 and 20 September 2025" in changed
    assert "In force → Blocked in part by a court, 19 September 2025." in changed
    assert "Now: Section 2 In effect since 19 September 2025." in changed
    stayed = ready(visit("in-force/?date=2025-09-17&with=2025-09-01").page)
    assert "No longer: The log." in stayed.locator(".standing-group").first.inner_text()
    path = "in-force/?date=2025-09-17&with=2025-09-16"
    none = ready(visit(path).page).locator(".standing-group").first
    assert "Nothing on record changed between these days." in none.inner_text()


def test_grounds_alone_may_change(visit):
    page = visit("in-force/").page

    def two(route):
        answer = route.fetch()
        data = answer.json()
        record = next(
            one for one in data["records"] if any(s["phases"][-1]["grounds"] for s in one["spans"])
        )
        span = next(one for one in record["spans"] if one["phases"][-1]["grounds"])
        old = {**span["phases"][-1], "before": "2025-10-01"}
        new = {**old, "from": "2025-10-01", "before": None}
        new["grounds"] = [{**old["grounds"][0], "scope": "Something else"}]
        data["records"] = [{**record, "spans": [{**span, "before": None, "phases": [old, new]}]}]
        route.fulfill(response=answer, json=data)

    page.route("**/in-force.json", two)
    page.goto(f"{page.url}?date=2025-10-01&with=2025-09-30")
    shown = ready(page).locator(".standing-group").first.inner_text()
    assert "as before, on other grounds" in shown
    assert "Now: Something else" in shown and "No longer: " in shown


def test_a_long_list_begins_at_once_and_is_filled_to_its_end(visit):
    page = visit("in-force/").page

    def many(route):
        answer = route.fetch()
        data = answer.json()
        kind = next(kind["kind"] for kind in data["kinds"])
        record = next(record for record in data["records"] if record["kind"] == kind)
        data["records"] = [{**record, "title": f"Copy {number}"} for number in range(150)]
        route.fulfill(response=answer, json=data)

    page.route("**/in-force.json", many)
    page.goto(f"{page.url}?date=2025-08-31")
    page.locator(".standing:not(.court-order)").nth(149).wait_for(state="attached")
    titles = page.locator(".standing:not(.court-order) .standing-title")
    assert titles.all_text_contents() == [f"Copy {number}" for number in range(150)]


def test_the_slider_moves_the_date(visit):
    page = ready(visit("in-force/").page)
    page.locator('[name="slide"]').focus()
    before = page.locator('[name="date"]').input_value()
    page.keyboard.press("ArrowLeft")
    assert page.locator('[name="date"]').input_value() < before
    assert page.locator(".day-words").inner_text().startswith("On ")


def test_a_day_after_the_last_reading_says_what_it_cannot_know(visit):
    page = ready(visit("in-force/?date=2031-01-01").page)
    assert "only what was known by then is shown" in page.locator(".day-result").inner_text()


def test_without_scripts_there_is_no_dead_control_and_other_days_are_links(visit):
    page = visit("in-force/", scripts=False).page
    assert page.locator(".day-form").is_hidden()
    page.locator(".day-years a").first.click()
    assert page.locator("h1").inner_text().startswith("What was in force on")


def test_the_page_says_to_which_day_each_kind_was_searched(visit):
    page = visit("in-force/", scripts=False).page
    assert "directives up to 30 September 2025" in page.locator(".searched").inner_text()
    late = ready(visit("in-force/?date=2025-10-02").page).locator(".day-result").inner_text()
    assert "Searched up to 30 September 2025: of later days" in late


def test_orders_in_effect_are_those_of_the_place_below_it_and_above_it(visit):
    day = "in-force/?date=2025-09-19"
    orders = ".standing-group:has(h2:has-text('Court orders in effect')) .court-order"
    found = {}
    for place in ("", "harbor-city", "test-county", "test-city"):
        page = ready(visit(f"{day}&place={place}").page)
        found[place] = page.locator(f"{orders} .standing-title").all_inner_texts()
    assert found["harbor-city"] == found["test-county"] == []
    assert found[""] == found["test-city"] == ["Section 2"]
    back = ready(visit("in-force/?date=2025-09-25&place=test-county").page)
    titles = back.locator(f"{orders} .standing-title").all_inner_texts()
    assert titles == ["Handing out the log", "Keeping a log of who asks for records"]
