"""Map views: records that share a point share a spot."""

from __future__ import annotations

from builders import directive, event, place, small_site


def spots(**more):
    return [
        (spot.point.lat, spot.point.precision, [card.id for card in spot.cards], dict(spot.counts))
        for spot in small_site(**more).spots
    ]


def test_records_of_one_place_share_its_spot_and_events_keep_their_own():
    assert spots() == [
        (34.058, "site", ["park-operation"], {"event": 1}),
        (
            34.05,
            "city",
            ["city-v-state", "executive-directive-12"],
            {"directive": 1, "challenge": 1},
        ),
    ]


def test_spots_go_from_north_to_south_and_a_withdrawn_record_has_none():
    north = event(
        "north", location={"lat": 34.2, "lon": -118.3, "precision": "city", "sources": ["report"]}
    )
    gone = event(
        "gone",
        withdrawn={"date": "2025-10-01", "reason": "Twice."},
        location={"lat": 34.3, "lon": -118.3, "precision": "city", "sources": ["report"]},
    )
    assert [found[0] for found in spots(events=[north, gone])] == [34.2, 34.058, 34.05]


def test_a_record_of_a_place_without_a_point_lies_nowhere():
    assert not any(
        "a" in ids for _, _, ids, _ in spots(directives=[directive("a", place="test-state")])
    )


def regions(**more):
    return [
        (spot.point.lat, [card.id for card in spot.cards], dict(spot.counts))
        for spot in small_site(**more).regions
    ]


def test_a_region_gathers_the_records_of_all_that_lies_in_it_at_its_own_point():
    inner = place("quarter", parent="test-city")
    found = regions(
        places=[inner],
        directives=[directive("a", place="quarter"), directive("whole", place="test-state")],
    )
    assert found == [
        (
            34.05,
            ["city-v-state", "a", "executive-directive-12", "park-operation"],
            {"directive": 2, "challenge": 1, "event": 1},
        )
    ]
