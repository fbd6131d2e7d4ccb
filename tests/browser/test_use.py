"""What a reader does: opens sources, filters the timeline, uses the map, reads without scripts,
with the keyboard, on paper."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser


def test_a_citation_opens_its_source_in_place_and_escape_returns(path_of, visit):
    page = visit(path_of("directives/*/")).page
    cite = page.locator("a.cite").first
    cite.click()
    card = page.locator(".source-card")
    number = cite.inner_text()
    assert page.locator(f"#source-{number} > a").first.inner_text() in card.inner_text()
    assert cite.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert cite.evaluate("element => element === document.activeElement")


def test_without_scripts_a_citation_leads_to_the_list_of_sources(path_of, visit):
    page = visit(path_of("directives/*/"), scripts=False).page
    page.locator("a.cite").first.click()
    page.wait_for_url("**#source-*")


def test_the_first_key_leads_to_the_content(visit):
    page = visit("directives/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/directives/#main")  # the key is sent before the browser has gone there


SHOWN = """() => { let n = 0; map_docket.eachLayer((layer) => {
    const markers = layer.getAllChildMarkers ? layer.getAllChildMarkers() : layer.options.spot ? [layer] : [];
    n += markers.reduce((sum, marker) => sum + marker.options.spot.count, 0); }); return n; }"""
"""How many records the map's markers and clusters stand for."""


def test_the_map_shows_every_record_that_lies_somewhere(visit, output):
    seen = visit("map/")
    seen.page.wait_for_selector("[data-ready]")
    assert seen.page.locator(".map-drawn").is_hidden()
    files = [json.loads(path.read_text()) for path in (output / "assets/map/records").iterdir()]
    assert (
        seen.page.evaluate(SHOWN)
        == sum(len(spot["records"]) for file in files for spot in file)
        > 0
    )
    assert seen.faults == []


def test_a_records_page_leads_to_its_spot_on_the_map_and_without_scripts_to_its_place_in_the_list(
    visit,
):
    for scripts in (True, False):
        page = visit("events/park-operation/", scripts=scripts).page
        title = page.inner_text("h1")
        page.click("text=On the map of all records")
        if scripts:
            page.wait_for_selector(".map-popup li")
            assert title in page.inner_text(".map-popup")
            assert page.locator("[data-map]").evaluate(
                "map => map.getBoundingClientRect().top >= 0"
            )
        else:
            page.wait_for_url("**/map/?at=*#test-city")
            place = page.locator("#test-city")
            assert "Test City" in place.inner_text()
            place.get_by_role("link", name="1 enforcement event").click()
            assert title in page.inner_text("#group-events ~ .rows")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_marker_opens_its_records_and_escape_returns_to_it(by, visit):
    page = visit("map/", until="commit").page
    page.wait_for_selector("[data-ready]")
    cluster, press = page.locator(".cluster-icon"), page.keyboard.press
    if by == "mouse":
        cluster.click()
    else:
        cluster.focus()
        press("Enter")
    marker = page.locator(".leaflet-marker-icon[title^='Central Park']")
    assert marker.get_attribute("title") == "Central Park: 1 record"
    if by == "mouse":
        marker.click()
    else:
        marker.focus()
        press("Enter")
    page.wait_for_selector(".map-popup li")
    assert page.evaluate("document.activeElement.className") == "map-popup"
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Operation at the park"
    press("Escape")
    page.locator(".map-popup").wait_for(state="detached")
    assert marker.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_another_marker_shows_its_own_records_while_one_is_open(by, visit):
    page = visit("map/?at=34.058,-118.278,site").page
    page.wait_for_selector(".map-popup li")
    other = page.locator(".leaflet-marker-icon[title^='Test City']")
    if by == "mouse":
        other.click()
    else:
        other.focus()
        page.keyboard.press("Enter")
    page.wait_for_selector(".map-popup :text('City v. State')")
    assert page.locator(".map-popup h3").inner_text() == "Test City"


def test_what_lies_at_a_spot_is_asked_for_when_it_is_opened_and_once_more_after_a_failure(
    visit, address
):
    page, asked = visit("map/").page, []
    page.route(
        "**/assets/map/records/*",
        lambda route: (
            asked.append(route.request.url),
            route.abort() if len(asked) == 1 else route.continue_(),
        ),
    )
    page.wait_for_selector("[data-ready]")
    assert asked == []
    page.goto(f"{address}map/?at=34.05,-118.24,city")
    page.wait_for_selector("text=What lies here could not be read.")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-popup li")
    assert len(asked) == 2


def test_without_scripts_the_map_is_drawn_and_listed(visit):
    page = visit("map/", scripts=False).page
    assert page.locator(".map-drawn svg").first.is_visible()
    assert page.locator(".folium-map").is_hidden()
    assert page.locator(".map-region").count() == 2


def test_the_zoom_ends_where_the_base_map_ends(visit):
    page = visit("map/").page
    page.wait_for_selector("[data-ready]")
    assert page.evaluate("map_docket.setZoom(18, {animate: false}).getZoom()") == 11


def test_the_timeline_filters_by_kind_and_by_place(visit):
    page = visit("timeline/").page
    entries = page.locator(".entry:not([hidden])")
    everything = entries.count()
    page.locator('input[name="kind"]').first.uncheck()
    kind = page.locator('input[name="kind"]').first.get_attribute("value")
    assert page.locator(f'.entry[data-kind="{kind}"]:not([hidden])').count() == 0
    assert entries.count() < everything
    assert "steps shown" in page.locator(".filter-count").inner_text()
    page.locator('input[name="kind"]').first.check()
    places = page.locator('select[name="place"]')
    places.select_option("test-city")
    named = entries.evaluate_all("all => all.map((entry) => entry.dataset.places.split(' '))")
    assert named and all("test-city" in names for names in named)
    shown = entries.count()
    places.select_option("test-state")
    assert entries.count() >= shown


def test_a_list_of_the_timeline_of_which_nothing_is_left_takes_no_room(visit):
    page = visit("timeline/").page
    kinds, lists = page.locator('input[name="kind"]'), page.locator(".entries")
    assert lists.evaluate_all("all => all.every((list) => list.offsetHeight > 0)")
    for kind in kinds.all():
        kind.uncheck()
    assert lists.evaluate_all("all => all.every((list) => list.offsetHeight === 0)")
    kinds.first.check()
    shown = (
        "all => all.map((list) => [list.offsetHeight > 0, "
        "list.querySelector('.entry:not([hidden])') !== null])"
    )
    assert all(tall == filled for tall, filled in lists.evaluate_all(shown))


@pytest.mark.parametrize("width", [375, 1280])
def test_a_jump_to_a_month_of_the_timeline_shows_its_name(width, visit):
    page = visit("timeline/2025/", width=width).page
    page.locator(".entry").evaluate_all(
        "all => all.forEach((one) => { for (let more = 0; more < 20; more++) "
        "one.after(one.cloneNode(true)); })"
    )
    name = page.locator(".month h2").nth(1)
    name.evaluate("name => { location.hash = name.id; }")
    page.wait_for_timeout(300)
    shown = name.evaluate(
        "name => { const box = name.getBoundingClientRect(); return "
        "document.elementFromPoint(box.left + 2, box.top + 2) === name; }"
    )
    assert shown, "nothing lies over it"


def test_without_scripts_the_timeline_is_whole_and_shows_no_dead_control(visit):
    page = visit("timeline/", scripts=False).page
    assert page.locator(".entry").first.is_visible()
    assert page.locator(".timeline-filter").is_hidden()


def test_a_facet_of_a_list_leads_to_as_many_records_as_it_counts(visit):
    page = visit("directives/", scripts=False).page
    for item in range(min(4, page.locator(".facet").count())):
        page.goto(page.url.split("by/")[0])
        facet = page.locator(".facet").nth(item)
        facet.locator("summary").click()
        link = facet.locator("li").first
        count = int(link.locator(".count").inner_text())
        link.locator("a").click()
        assert page.locator(".rows > li").count() == count


def test_on_paper_controls_are_gone_and_addresses_are_written_out(path_of, visit):
    page = visit(path_of("directives/*/")).page
    page.emulate_media(media="print")
    assert page.locator("header nav").is_hidden()
    after = page.locator(".sources li > a").first.evaluate(
        "element => getComputedStyle(element, '::after').content"
    )
    assert "http" in after


def test_typing_finds_names_of_an_index_with_what_they_lie_in(visit):
    page = visit("places/").page
    field, hits = page.locator('[name="name"]'), page.locator(".find-hits a")
    field.fill("hárbor cit")
    assert hits.all_inner_texts() == ["Harbor City, TC"]
    field.fill("HARBOR CITY, test county")
    assert hits.all_inner_texts() == ["Harbor City, TC"]
    assert page.locator("[data-names]:visible").count() == 0
    field.press("Enter")
    page.wait_for_url("**/places/harbor-city/")


def test_the_name_that_is_sought_comes_first_and_no_middle_of_a_word_is_found(visit):
    page = visit("places/").page
    field, hits = page.locator('[name="name"]'), page.locator(".find-hits a")
    field.fill("tc")
    assert hits.all_inner_texts() == ["Test County", "Harbor City, TC"]
    field.fill("tate")
    assert hits.count() == 0


def test_what_is_not_found_is_reported_in_words_that_fit_the_kind_and_can_be_searched_for(visit):
    page = visit("places/").page
    page.locator('[name="name"]').fill("no where")
    none = page.locator(".find-none")
    assert "None of the places on record is called" in none.inner_text()
    assert none.locator("a").get_attribute("href").endswith("search/?q=no+where")
    page.locator('[name="name"]').fill("")
    assert none.is_hidden()
    assert page.locator("[data-names]:visible").count() == 4


def test_without_scripts_an_index_is_whole_and_shows_no_dead_field(visit):
    page = visit("places/", scripts=False).page
    assert page.locator(".find").is_hidden()
    assert page.locator("[data-names]:visible").count() == 4


def test_the_comparison_narrows_by_direction_and_by_what_applies(visit):
    page = visit("compare/").page
    rows = page.locator(".compare tbody tr:visible")
    assert rows.count() == 2
    assert (
        page.locator(".compare-entries a")
        .first.get_attribute("href")
        .endswith("directives/executive-directive-12/#provision-1")
    )
    page.locator('[name="current"]').check()
    assert rows.count() == 2
    page.locator('[name="level"]').select_option("within")
    assert rows.count() == 0
    assert "0 of 2 places shown" in page.locator(".filter-count").inner_text()
    page.locator('[name="level"]').select_option("")
    assert rows.count() == 2


def test_what_a_narrower_comparison_left_alone_is_right_when_it_is_widened(visit):
    page = visit("compare/").page
    held = page.locator(".compare [data-direction]")
    page.locator('[name="direction"]').evaluate(
        "field => field.append(new Option('None has it', 'none'))"
    )
    page.locator('[name="direction"]').select_option("none")
    assert page.locator(".compare tbody tr:visible").count() == 0
    page.locator('[name="level"]').select_option("within")
    page.locator('[name="direction"]').select_option("")
    page.locator('[name="level"]').select_option("")
    assert page.locator(".compare [data-direction]:visible").count() == held.count() > 0


@pytest.mark.parametrize(
    ("path", "repeated"),
    [("compare/", ".compare tbody tr"), ("in-force/", ".standing"), ("map/", ".map-region")],
)
def test_a_jump_past_a_long_list_arrives(path, repeated, visit):
    page = visit(path, width=375).page
    page.locator(repeated).first.evaluate(
        "one => { for (let more = 0; more < 60; more++) one.after(one.cloneNode(true)); }"
    )
    page.wait_for_timeout(300)
    page.locator("a[href='#menu']").click()
    page.wait_for_timeout(700)
    top = page.locator("#menu").evaluate("menu => menu.getBoundingClientRect().top")
    assert 0 <= top < 900, "the menu is on the screen"


def test_rows_far_from_the_screen_are_read_by_screen_readers_too(launch, address):
    page = launch(
        "--force-renderer-accessibility"
    ).new_page()  # as it is where a screen reader runs
    page.goto(f"{address}compare/")
    page.locator(".compare tbody").first.evaluate(
        "body => { for (let more = 0; more < 40; more++) "
        "body.append(body.rows[0].cloneNode(true)); }"
    )
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    page.wait_for_timeout(500)
    roles = [
        node["role"]["value"]
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if not node["ignored"]
    ]
    rows, cells = (page.locator(f".compare tbody {name}").count() for name in ("th", "td"))
    assert (roles.count("rowheader"), roles.count("cell")) == (rows, cells)
    assert rows == 42


def test_without_scripts_the_comparison_is_whole_and_shows_no_dead_control(visit):
    page = visit("compare/", scripts=False).page
    assert page.locator("[data-compare]").is_hidden()
    assert page.locator(".compare tbody tr").count() == 2
