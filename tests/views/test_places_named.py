"""What a place has: records at it, records within it, and records above it that name or reach it;
its page, lists, history and filter hold the same."""

from __future__ import annotations

import pytest

from builders import challenge, directive, effect, event, place, small_site, state, step
from docket.views.timeline import filter_places

TOP = {"id": "top", "title": "Top", "level": "country"}
OREGON = state("oregon", title="Oregon", geoid="41", parent="top", abbreviation="OR")
UTAH = state("utah", title="Utah", geoid="49", parent="top", abbreviation="UT")
SALEM = place("salem", title="Salem", parent="oregon")
BEND = place("bend", title="Bend", parent="oregon")
PLACES = [TOP, OREGON, UTAH, SALEM, BEND]


def order(*places, **changes):
    return step(
        "2025-08-01",
        "injunction-granted",
        id="order",
        court="district-court",
        order={"reach": {"places": list(places)}, **changes}
        if places
        else changes or {"scope": "x"},
    )


def case(name="case", where="oregon", steps=(), **changes):
    return challenge(name, place=where, steps=[step("2025-07-01", "filed"), *steps], **changes)


def relations(site, name):
    return {
        member.card.id: member.relation
        for group in site.references[name]
        for member in group.members
    }


def here(name, **records):
    return relations(small_site(places=PLACES, **records), name)


def test_a_record_is_at_its_place_and_within_each_level_above():
    one = [directive("d", place="salem")]
    assert [here(name, directives=one).get("d") for name in ("salem", "oregon", "top", "utah")] == [
        "at",
        "within",
        "within",
        None,
    ]


def test_a_record_above_that_names_a_place_reaches_it():
    one = [event("e", place="oregon", places=["salem"], location=None)]
    assert here("salem", events=one)["e"] == "reaches"
    assert here("oregon", events=one)["e"] == "at"
    assert "e" not in here("bend", events=one)


def test_a_record_about_several_places_beside_each_other_is_at_each():
    one = [directive("d", place="salem", places=["bend"])]
    assert here("salem", directives=one)["d"] == here("bend", directives=one)["d"] == "at"


def test_an_event_is_at_the_place_where_it_happened():
    where = {"place": "salem", "lat": 45, "lon": -123, "precision": "city", "sources": ["report"]}
    one = [event("e", place="oregon", location=where)]
    assert here("salem", events=one)["e"] == "at"


@pytest.mark.parametrize(("where", "relation"), [("oregon", "reaches"), ("salem", "at")])
def test_an_order_that_names_a_place_reaches_it_unless_its_case_is_there(where, relation):
    assert here("salem", challenges=[case(where=where, steps=[order("salem")])])["case"] == relation


def test_an_order_of_another_state_reaches_the_place_and_the_levels_around_it():
    found = small_site(places=PLACES, challenges=[case(where="utah", steps=[order("salem")])])
    assert relations(found, "salem")["case"] == relations(found, "oregon")["case"] == "reaches"
    assert relations(found, "top")["case"] == "within"


def test_an_order_extended_to_a_place_reaches_it():
    more = step(
        "2025-08-05",
        "injunction-extended",
        acts=[{"order": "order", "act": "extends-reach", "places": ["bend"]}],
    )
    found = here("bend", challenges=[case(where="utah", steps=[order("salem"), more])])
    assert found["case"] == "reaches"


def test_the_list_narrowed_by_place_and_the_feed_hold_the_records_of_the_page():
    found = small_site(
        places=PLACES,
        challenges=[case("named", where="top", steps=[order("salem")]), case("other", where="top")],
        events=[event("e", place="oregon", places=["salem"], location=None)],
    )
    for name in ("salem", "oregon"):
        for group in found.references[name]:
            listed = found.narrowed[group.kind.name].members["place"][name]
            assert [card.id for card in listed] == [card.id for card in group.cards]
            assert group.url == f"{group.kind.plural}/by/place/{name}/"


def test_the_history_of_a_place_has_the_steps_of_all_records_about_it():
    one = [event("e", place="oregon", places=["salem"], location=None)]
    view = small_site(places=PLACES, events=one).places["salem"]
    assert [entry.record.id for _, entries in view.history for entry in entries] == ["e"]


def test_the_filter_of_the_timeline_knows_places_by_id_and_all_levels_around_them():
    found = small_site(
        places=[*PLACES, place("salem-utah", title="Salem", parent="utah")],
        directives=[directive("a", place="salem"), directive("b", place="salem-utah")],
    )
    entries = [entry for entry in found.timeline.entries if entry.record.id in ("a", "b")]
    chosen = {one.card.id: (one.card.label, one.above) for one in filter_places(entries, found)}
    assert chosen == {
        "top": ("Top", ()),
        "oregon": ("Oregon", ("top",)),
        "utah": ("Utah", ("top",)),
        "salem": ("Salem, OR", ("oregon", "top")),
        "salem-utah": ("Salem, UT", ("utah", "top")),
    }


def in_effect(site, name):
    return [(one.order.record.id, one.level.id, one.certain) for one in site.places[name].orders]


def test_orders_in_effect_reach_a_place_by_its_name_or_that_of_a_level_above():
    found = small_site(
        places=PLACES,
        challenges=[
            case("a", where="utah", steps=[order("salem")]),
            case("b", where="utah", steps=[order("oregon")]),
            case("c", where="utah", steps=[order("top", until="2025-09")]),
        ],
    )
    assert in_effect(found, "salem") == [("a", "salem", True), ("b", "oregon", True)]
    assert in_effect(found, "bend") == [("b", "oregon", True)]
    assert in_effect(found, "oregon") == [("b", "oregon", True), ("a", "salem", True)]
    assert in_effect(found, "utah") == []


def test_an_order_that_names_no_place_reaches_those_of_its_case():
    found = small_site(places=PLACES, challenges=[case("a", where="oregon", steps=[order()])])
    assert in_effect(found, "salem") == in_effect(found, "oregon") == [("a", "oregon", True)]
    assert in_effect(found, "utah") == []


@pytest.mark.parametrize(("until", "state"), [("2025-11-01", []), ("2025-11-02", ["a"])])
def test_an_order_is_in_effect_until_the_day_on_which_it_ends(until, state):
    one = case("a", steps=[order("salem", until=until)])
    found = in_effect(small_site(places=PLACES, challenges=[one]), "salem")
    assert [name for name, *_ in found] == state


def test_the_answer_counts_each_record_once_by_kind_and_group():
    one = directive("d", place="oregon", places=["salem"])
    bans = [effect("d", "blocks-in-part")]
    found = small_site(
        places=PLACES,
        directives=[one, directive("own", place="salem")],
        challenges=[case("c", steps=[order("salem", effects=bans)])],
    )
    assert found.places["salem"].answer == (
        ("Directives in force", (("In force", 1), ("In force in part", 1))),
        ("Court challenges pending", (("Court challenges pending", 1),)),
    )
