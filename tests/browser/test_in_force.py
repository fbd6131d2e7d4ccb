"""The date control: the script's answer is the page's, the address carries the question, and
without scripts there are pages."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

# What is far from the screen is not laid out, and has no innerText until it is.
TOLD = """() => {
    for (const row of document.querySelectorAll(".standing")) row.style.contentVisibility = "visible";
    const groups = [...document.querySelectorAll(".day-result .standing-group")].filter((group) => !/changed/.test(group.querySelector("h2").textContent));
    return groups.map((group) => group.innerText.replace(/\\s+/g, " ").trim());
}"""


def ready(page):
    page.wait_for_selector("[data-in-force][data-ready]")
    return page


@pytest.mark.parametrize("day", ["2025-07-31", "2025-08-31", "2025-09-30"])
def test_the_script_tells_the_same_as_the_page_of_that_day(day, visit):
    drawn = visit(f"in-force/{day}/", scripts=False).page.evaluate(TOLD)
    told = ready(visit(f"in-force/?date={day}").page).evaluate(TOLD)
    assert drawn == told != []


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


def test_a_date_that_is_not_exact_is_told_as_possible(visit):
    page = ready(visit("in-force/?date=2025-08-15").page)
    assert (
        "Pending (possibly: the date is not exact) since August 2025"
        in page.locator(".day-result").inner_text()
    )


def test_between_two_days_what_changed_is_told(visit):
    page = ready(visit("in-force/?date=2025-09-20&with=2025-09-01").page)
    changed = page.locator(".standing-group").first
    assert (
        changed.locator("h2").inner_text()
        == "What changed between 1 September 2025 and 20 September 2025 1"
    )
    assert (
        "In force → Blocked in part by a court, 19 September 2025. Injunction "
        "granted in City v. State (reaches: Section 2)"
    ) in changed.inner_text()


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
    page.locator(".standing").nth(149).wait_for(state="attached")
    assert page.locator(".standing-title").all_text_contents() == [
        f"Copy {number}" for number in range(150)
    ]


def test_the_slider_moves_the_date(visit):
    page = ready(visit("in-force/").page)
    page.locator('[name="slide"]').focus()
    before = page.locator('[name="date"]').input_value()
    page.keyboard.press("ArrowLeft")
    assert page.locator('[name="date"]').input_value() < before
    assert page.locator(".day-words").inner_text().startswith("On ")


def test_a_day_after_the_last_reading_says_what_it_cannot_know(visit):
    page = ready(visit("in-force/?date=2031-01-01").page)
    assert "only what was announced by then is known" in page.locator(".day-result").inner_text()


def test_without_scripts_there_is_no_dead_control_and_other_days_are_links(visit):
    page = visit("in-force/", scripts=False).page
    assert page.locator(".day-form").is_hidden()
    page.locator(".day-years a").first.click()
    assert page.locator("h1").inner_text().startswith("What was in force on")
