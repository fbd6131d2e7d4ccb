"""What a reader does: opens sources, filters the timeline, uses the map, reads without scripts, with the keyboard, on paper."""

from __future__ import annotations

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
    assert "#source-" in page.url


def test_the_first_key_leads_to_the_content(visit):
    page = visit("directives/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_map_shows_every_spot_and_opens_its_records(visit):
    seen = visit("map/")
    page = seen.page
    page.wait_for_selector("[data-ready]")
    assert page.locator(".map-drawn").is_hidden()
    total = page.evaluate("fetch(document.querySelector('[data-spots]').dataset.spots).then((r) => r.json()).then((d) => d.spots.reduce((n, s) => n + s.cards.length, 0))")
    shown = page.evaluate("""() => { let n = 0; map_docket.eachLayer((layer) => {
        if (layer.getAllChildMarkers) n += layer.getAllChildMarkers().reduce((sum, marker) => sum + marker.options.count, 0);
        else if (layer.options.count) n += layer.options.count; }); return n; }""")
    assert shown == total > 0
    record = page.locator("tbody li").first
    page.goto(page.url.split("#")[0] + "#" + record.get_attribute("id"))
    page.reload(wait_until="networkidle")
    popup = page.locator(".map-popup")
    popup.wait_for()
    assert record.locator("a").inner_text() in popup.inner_text()
    assert seen.faults == []


def test_without_scripts_the_map_is_drawn_and_told_as_a_table(visit):
    page = visit("map/", scripts=False).page
    assert page.locator(".map-drawn svg").first.is_visible()
    assert page.locator(".folium-map").is_hidden()
    assert page.locator("tbody tr").count() > 1


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
    page.locator('select[name="place"]').select_option(index=1)
    place = page.locator('select[name="place"]').input_value()
    assert set(entries.evaluate_all("all => all.map((entry) => entry.dataset.place)")) == {place}


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
    after = page.locator(".sources li > a").first.evaluate("element => getComputedStyle(element, '::after').content")
    assert "http" in after


def test_typing_narrows_an_index_to_names_that_fit_with_what_they_lie_in(visit):
    page = visit("places/").page
    field = page.locator('[name="name"]')
    field.fill("cit tést")
    assert page.locator("[data-names]:visible > a").all_inner_texts() == ["Test State", "Test City"]
    assert page.locator(".hit > a").all_inner_texts() == ["Test City"]
    field.fill("nowhere")
    assert page.locator("[data-names]:visible").count() == 0
    assert "No name on record contains “nowhere”" in page.locator(".filter-count").inner_text()
    field.fill("city")
    field.press("Enter")
    page.wait_for_url("**/places/test-city/")


def test_without_scripts_an_index_is_whole_and_shows_no_dead_field(visit):
    page = visit("places/", scripts=False).page
    assert page.locator(".find").is_hidden()
    assert page.locator("[data-names]:visible").count() == 2


def test_the_comparison_narrows_by_direction_and_by_what_applies(visit):
    page = visit("compare/").page
    rows = page.locator(".compare tbody tr:visible")
    assert rows.count() == 1
    assert page.locator(".compare-entries a").first.get_attribute("href").endswith("directives/executive-directive-12/#provision-1")
    page.locator('[name="current"]').check()
    assert rows.count() == 1
    page.locator('[name="level"]').select_option("within")
    assert rows.count() == 0
    assert "0 of 1 places shown" in page.locator(".filter-count").inner_text()


def test_without_scripts_the_comparison_is_whole_and_shows_no_dead_control(visit):
    page = visit("compare/", scripts=False).page
    assert page.locator("[data-compare]").is_hidden()
    assert page.locator(".compare tbody tr").count() == 1
