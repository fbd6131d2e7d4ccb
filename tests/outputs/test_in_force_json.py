"""What was in force as JSON: one file from which any day can be answered, and files for many
days."""

from __future__ import annotations

from datetime import date

import pytest

from builders import directive, settings, small_site, step
from docket.exports import output_files
from docket.views.days import file_days
from reading import by_path, read_json


def written(**more):
    return by_path(output_files(small_site(**more), settings(), ["in-force"]))


def test_the_spans_of_every_record_that_can_apply_are_in_one_file():
    data = read_json(written()["api/v1/in-force.json"])
    assert [
        (record["id"], [span["status"] for span in record["spans"]]) for record in data["records"]
    ] == [
        ("city-v-state", ["pending"]),
        ("executive-directive-12", ["in-force", "blocked-in-part"]),
        ("park-operation", ["concluded"]),
    ]
    assert data["count"] == 3 and data["as_of"] == "2025-11-01"
    assert data["places"] == [
        {
            "id": "test-city",
            "label": "Test City",
            "parent": "test-state",
            "url": "places/test-city/",
        },
        {"id": "test-state", "label": "Test State", "parent": "", "url": "places/test-state/"},
    ]
    directives = next(kind for kind in data["kinds"] if kind["kind"] == "directive")
    assert directives["groups"][0] == {
        "title": "In force",
        "statuses": ["in-force"],
        "unless_later": False,
    }
    assert [group["unless_later"] for group in directives["groups"]] == [False, False, False, True]
    assert directives["searched"] == "2025-09-30"
    assert [order["id"] for order in data["orders"]] == ["city-v-state/injunction"]


def test_a_span_has_its_ends_and_the_step_it_rests_on():
    records = {
        record["id"]: record for record in read_json(written()["api/v1/in-force.json"])["records"]
    }
    span = records["executive-directive-12"]["spans"][1]
    (phase,) = span.pop("phases")
    assert span == {
        "status": "blocked-in-part",
        "label": "Blocked in part by a court",
        "from": "2025-09-19",
        "before": None,
        "possible_from": "2025-09-19",
        "possible_before": None,
        "certain_from": "2025-09-19",
        "certain_before": None,
        "since": "19 September 2025",
        "because": "Injunction granted",
        "by": "City v. State",
        "step": "challenges/city-v-state/#step-2",
    }
    assert (phase["from"], phase["before"], phase["provisions"]) == ("2025-09-19", None, [])
    assert phase["grounds"] == [
        {
            "because": "Injunction granted",
            "by": "City v. State",
            "step": "challenges/city-v-state/#step-2",
            "label": "Blocks in part",
            "scope": "Section 2",
            "provisions": [],
            "places": [],
            "persons": None,
            "state": "In effect",
            "certain": True,
            "since": "19 September 2025",
            "confirmed": None,
            "court": "District Court",
        }
    ]
    month = records["city-v-state"]["spans"][0]
    assert (month["possible_from"], month["certain_from"], month["step"]) == (
        "2025-08-01",
        "2025-08-31",
        "challenges/city-v-state/#step-1",
    )


def test_every_month_end_and_day_of_change_has_a_file_with_what_applied():
    files = written()
    days = [
        path.removeprefix("api/v1/as-of/").removesuffix(".json")
        for path in files
        if "as-of" in path
    ]
    assert days == [
        "2025-07-07",
        "2025-07-11",
        "2025-07-31",
        "2025-08-01",
        "2025-08-31",
        "2025-09-19",
        "2025-09-30",
        "2025-10-31",
        "2025-11-01",
    ]
    data = read_json(files["api/v1/as-of/2025-09-19.json"])
    assert data["date"] == "2025-09-19"
    assert [
        (record["id"], record["status"], [one["record"]["id"] for one in record["grounds"]])
        for record in data["records"]
    ] == [
        ("executive-directive-12", "blocked-in-part", ["city-v-state"]),
        ("city-v-state", "pending", []),
    ]
    assert [order["id"] for order in data["orders"]] == ["city-v-state/injunction"]


def test_past_the_most_days_only_month_ends_get_a_file():
    assert [
        day.isoformat() for day in file_days(small_site().in_force, date(2025, 11, 1), most=4)
    ] == ["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-01"]


ENDS = ["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-01"]
CHANGES = ["2025-07-07", "2025-07-11", "2025-08-01", "2025-08-31", "2025-09-19"]


@pytest.mark.parametrize(
    ("until", "most", "days"),
    [
        ("2025-11-01", 5, sorted({*ENDS, *CHANGES})),
        ("2025-11-01", 4, ENDS),
        ("2025-09-19", 5, [*CHANGES[:2], "2025-07-31", *CHANGES[2:]]),
        ("2025-09-19", 4, ["2025-07-31", "2025-08-31", "2025-09-19"]),
        ("2025-09-18", 4, [*CHANGES[:2], "2025-07-31", *CHANGES[2:4], "2025-09-18"]),
        ("2025-07-31", 5, [*CHANGES[:2], "2025-07-31"]),
        ("2025-07-07", 5, ["2025-07-07"]),
        ("2025-07-06", 5, []),
    ],
)
def test_days_of_change_get_a_file_up_to_the_last_day_and_to_as_many_as_are_allowed(
    until, most, days
):
    found = file_days(small_site().in_force, date.fromisoformat(until), most)
    assert [day.isoformat() for day in found] == days


def test_what_is_held_back_is_in_a_group_of_its_own():
    gone = directive("held", steps=[step("2025-01-01", "signed"), step("2025-02-01", "suspended")])
    data = read_json(written(directives=[gone])["api/v1/as-of/2025-02-01.json"])
    assert [(record["id"], record["group"]) for record in data["records"]] == [
        ("held", "Held back or overridden")
    ]


def test_comparing_with_the_days_of_a_span_gives_the_answer_of_the_view():
    vague = directive(
        "vague",
        steps=[
            step("2025-03", "signed"),
            step("2025-05", "suspended"),
            step("2025-07", "rescinded"),
        ],
    )
    site = small_site(directives=[vague])
    files = by_path(output_files(site, settings(), ["in-force"]))
    found = read_json(files["api/v1/in-force.json"])["records"]
    record = next(record for record in found if record["id"] == "vague")
    history = site.histories["vague"]
    for number in range(date(2025, 2, 1).toordinal(), date(2025, 9, 1).toordinal()):
        day = date.fromordinal(number).isoformat()
        begun = [span for span in record["spans"] if span["from"] <= day]
        span = history.on(day)
        assert (begun[-1]["status"] if begun else None) == (span.status if span else None), day
        assert not span or within(begun[-1], day) == span.certain(day), day
    assert [span["from"] for span in record["spans"]][1:] == [
        span["before"] for span in record["spans"]
    ][:-1]


def within(span, day):
    """Return whether a status is certain, as a reader of the file finds who only compares texts."""
    first, before = span["certain_from"], span["certain_before"]
    return first is not None and first <= day and (before is None or day < before)
