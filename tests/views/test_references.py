"""References: what points at a place, court, agency or topic, and the list that holds just
these."""

from __future__ import annotations

from builders import directive, place, small_site, state


def groups(site, name):
    return {
        group.kind.name: (group.url, [card.id for card in group.cards], group.within)
        for group in site.references[name]
    }


def test_records_of_what_lies_within_are_counted_and_lead_to_the_list_of_just_these():
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        state("oregon", title="Oregon", geoid="41", parent="top"),
        place("salem", title="Salem", parent="oregon"),
    ]
    site = small_site(
        places=places, directives=[directive("a", place="salem"), directive("b", place="oregon")]
    )
    assert groups(site, "oregon") == {"directive": ("directives/by/place/oregon/", ["a", "b"], 1)}
    assert groups(site, "salem") == {"directive": ("directives/by/place/salem/", ["a"], 0)}


def test_where_all_records_point_at_one_the_whole_list_is_theirs():
    assert groups(small_site(), "city-property")["directive"] == (
        "directives/",
        ["executive-directive-12"],
        0,
    )


def test_the_topmost_place_has_no_list_of_its_own_where_some_records_lie_elsewhere():
    site = small_site(
        places=[
            {"id": "top", "title": "Top", "level": "country"},
            state("oregon", title="Oregon", geoid="41", parent="top"),
        ],
        directives=[directive("b", place="oregon")],
    )
    assert groups(site, "top") == {"directive": ("", ["b"], 1)}
