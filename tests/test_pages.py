"""Pages: which there are, and what they say of themselves."""

from __future__ import annotations

from builders import SCHEMAS, directive, event, library, settings, site, small_site, step
from docket.maps.drawings import Drawings
from docket.site import (
    coverage_pages,
    home_page,
    index_pages,
    list_page,
    map_page,
    missing_page,
    record_page,
    timeline_pages,
)
from docket.source.base_map import load_base_map

BASE = load_base_map(SCHEMAS.parent / "theme" / "basemap")


def record_pages(found):
    return [record_page(name, found, Drawings(BASE, found), settings()) for name in found.views]


def test_the_timeline_opens_on_the_newest_year_that_has_begun():
    planned = directive(
        "planned", steps=[step("2025-07-11", "signed"), step("2031-01-15", "expired")]
    )
    found = small_site(directives=[planned])
    pages = {page.path: page for page in timeline_pages(found, Drawings(BASE, found))}
    assert list(pages) == ["timeline/2025/", "timeline/2031/", "timeline/"]
    assert pages["timeline/"].given["year"].year == "2025"
    assert (
        pages["timeline/2031/"].description == "What is planned for 2031, in order: 1 dated step."
    )
    assert pages["timeline/2025/"].description.startswith("What happened in 2025, in order: ")


def test_a_timeline_of_plans_alone_opens_on_the_first_there_is():
    planned = directive("planned", steps=[step("2031-01-15", "expired")])
    found = site(library(directives=[planned]))
    pages = list(timeline_pages(found, Drawings(BASE, found)))
    assert [page.path for page in pages] == ["timeline/2031/", "timeline/"]


def test_a_collection_without_records_has_a_front_page_and_empty_lists():
    empty = site(library(directives=[]))
    drawings = Drawings(BASE, empty)
    assert home_page(empty, drawings, settings()).given["map"] is None
    assert [name.split()[1] for name in empty.list_names] == [
        "directives/",
        "challenges/",
        "events/",
    ]
    assert [page.path for page in index_pages(empty)] == [
        "places/",
        "topics/",
        "agencies/",
        "courts/",
        "wording/",
    ]
    assert list(timeline_pages(empty, drawings)) == list(coverage_pages(empty, drawings)) == []


def test_the_maps_page_names_the_records_that_no_place_would_lead_to():
    adrift = event(
        "adrift",
        place=None,
        location={"lat": 40, "lon": -90, "precision": "city", "sources": ["report"]},
    )
    found = small_site(events=[adrift])
    given = map_page(found, Drawings(BASE, found), "").given
    assert [card.id for card in given["placeless"]] == ["adrift"]
    assert [area.card.id for area in given["areas"]] == ["test-city"]


def test_every_page_has_a_path_of_its_own_a_title_and_a_description():
    small = small_site()
    drawings, pages_of = Drawings(BASE, small), small.list_page
    pages = [
        home_page(small, drawings, settings()),
        *(
            list_page(pages_of[name], small.facets[pages_of[name].kind])
            for name in small.list_names
        ),
        *index_pages(small),
        *coverage_pages(small, drawings),
        *record_pages(small),
        *timeline_pages(small, drawings),
        missing_page(settings()),
    ]
    assert len({page.path for page in pages}) == len(pages)
    assert all(page.title and page.description and page.origin for page in pages)
    assert all(len(page.description) <= 200 for page in pages)


def test_the_way_to_the_root_is_as_long_as_the_path_is_deep():
    roots = {page.path: page.root for page in record_pages(small_site())}
    assert roots["directives/executive-directive-12/"] == "../../"
    assert home_page(small_site(), Drawings(BASE, small_site()), settings()).root == ""


def test_the_missing_page_links_from_the_root_of_the_host_since_it_is_shown_at_any_depth():
    assert missing_page(settings(site_url="https://host.test/docket")).given["root"] == "/docket/"
    assert missing_page(settings(site_url="https://host.test")).given["root"] == "/"
