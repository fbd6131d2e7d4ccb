"""Containment: a city lies in its county, its state and its country, wherever that counts."""

from __future__ import annotations

from datetime import date

import pytest

from builders import directive, library, place, site, small_library, small_site, state
from docket.model.references import ancestors, levels
from docket.views.points import Locator

PLACES = [
    {"id": "country", "title": "Country", "level": "country"},
    state("oregon", title="Oregon", geoid="41", parent="country"),
    place("marion-county", title="Marion County", level="county", parent="oregon"),
    place("salem", title="Salem", parent="marion-county", point=None),
]
UPWARD = ["salem", "marion-county", "oregon", "country"]
AT = {name: directive(f"of-{name}", place=name) for name in UPWARD}


def test_what_lies_above_is_found_at_every_level_the_nearest_first():
    found = library(places=PLACES)
    assert [above.id for above in ancestors(found, found["salem"])] == UPWARD[1:]
    assert [level.id for level in levels(found, found["salem"])] == UPWARD
    assert ancestors(found, found["country"]) == ()
    assert levels(found, None) == ()


def test_a_circle_of_places_ends_where_it_comes_back():
    found = library(places=[place("a", parent="b"), place("b", parent="c"), place("c", parent="a")])
    assert [level.id for level in levels(found, found["a"])] == ["a", "b", "c"]


@pytest.mark.parametrize("name", UPWARD)
def test_the_page_of_a_place_lists_what_lies_in_it_at_any_depth(name):
    """And no record of what lies around it."""
    group = small_site(places=PLACES, directives=AT.values()).references[name][0]
    within = [f"of-{inside}" for inside in UPWARD[: UPWARD.index(name)]]
    assert sorted(card.id for card in group.cards) == sorted([f"of-{name}", *within])
    assert group.within == len(within)


def test_a_list_narrowed_by_place_holds_what_lies_in_it_the_topmost_place_only_its_own():
    facets = small_site(places=PLACES, directives=AT.values()).facets["directive"]
    values = next(facet for facet in facets if facet.name == "place").values
    counts = {value.code: value.count for value in values}
    assert [counts[name] for name in UPWARD] == [1, 2, 3, 1]


def test_what_applies_in_a_city_is_that_of_all_levels():
    found = small_site(places=PLACES, directives=AT.values())
    here = found.in_force.here(found.library["salem"], "2025-08-01")
    assert [card.id for card, _ in here] == UPWARD
    assert [level.id for level, _ in found.places["salem"].levels] == UPWARD


def test_a_record_names_all_that_its_place_lies_in():
    view = small_site(places=PLACES, directives=[AT["salem"]]).views["of-salem"]
    assert [card.id for card in view.above] == UPWARD


def test_a_city_and_its_county_stand_side_by_side_beneath_their_region():
    region = small_site(places=PLACES, directives=[AT["salem"]]).areas[0]
    inside = [area.card.id for area in region.inside]
    assert (region.card.id, inside) == ("oregon", ["marion-county", "salem"])


@pytest.mark.parametrize("located", UPWARD[1:])
def test_a_record_lies_at_the_point_of_the_nearest_level_that_has_one(located):
    point = {"lat": 45, "lon": -123, "precision": "county"}
    places = [
        {name: value for name, value in data.items() if name != "point"}
        | ({"point": point} if data["id"] == located else {})
        for data in PLACES
    ]
    found = small_library(places=places, directives=[AT["salem"]])
    shown = Locator(found).point(found["of-salem"])
    assert shown and shown.name == found[located].caption


def test_every_level_above_a_record_that_can_apply_is_among_the_places_asked_about():
    found = site(small_library(places=PLACES, directives=[AT["salem"]])).in_force.places
    above = {card.id: parent for card, parent in found}
    assert [above[name] for name in UPWARD] == [*UPWARD[1:], ""]
