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
    told = read_json(written()["api/v1/in-force.json"])
    assert [
        (record["id"], [span["status"] for span in record["spans"]]) for record in told["records"]
    ] == [
        ("city-v-state", ["pending"]),
        ("executive-directive-12", ["in-force", "blocked-in-part"]),
        ("park-operation", ["concluded"]),
    ]
    assert told["count"] == 3 and told["as_of"] == "2025-11-01"
    assert told["places"] == [
        {"id": "test-city", "label": "Test City", "parent": "test-state"},
        {"id": "test-state", "label": "Test State", "parent": ""},
    ]
    assert {kind["kind"]: (kind["applies"], kind["held"]) for kind in told["kinds"]}[
        "directive"
    ] == (["in-force", "blocked-in-part"], ["blocked", "suspended"])


def test_a_span_tells_its_ends_and_the_step_it_rests_on():
    records = {
        record["id"]: record for record in read_json(written()["api/v1/in-force.json"])["records"]
    }
    assert records["executive-directive-12"]["spans"][1] == {
        "status": "blocked-in-part",
        "possible_from": "2025-09-19",
        "possible_before": None,
        "certain_from": "2025-09-19",
        "certain_before": None,
        "since": "19 September 2025",
        "because": "Injunction granted",
        "scope": "Section 2",
        "by": "City v. State",
        "step": "challenges/city-v-state/#step-2",
    }
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
    told = read_json(files["api/v1/as-of/2025-09-19.json"])
    assert told["date"] == "2025-09-19"
    assert [
        (record["id"], record["status"], record["by"] and record["by"]["id"])
        for record in told["records"]
    ] == [
        ("executive-directive-12", "blocked-in-part", "city-v-state"),
        ("city-v-state", "pending", None),
    ]


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


def test_what_is_held_back_says_so():
    gone = directive("held", steps=[step("2025-01-01", "signed"), step("2025-02-01", "suspended")])
    told = read_json(written(directives=[gone])["api/v1/as-of/2025-02-01.json"])
    assert [(record["id"], record["held"]) for record in told["records"]] == [("held", True)]


def test_comparing_with_the_days_of_a_span_gives_the_answer_of_the_history():
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
    for span, published in zip(site.histories["vague"].spans, record["spans"], strict=True):
        for number in range(date(2025, 2, 1).toordinal(), date(2025, 9, 1).toordinal()):
            day = date.fromordinal(number)
            assert within(published, "possible", day) == span.possible(day), day
            assert within(published, "certain", day) == span.certain(day), day


def within(span, word, day):
    """Return what a reader of the file finds who only compares texts."""
    first, before = span[f"{word}_from"], span[f"{word}_before"]
    return (
        first is not None
        and first <= day.isoformat()
        and (before is None or day.isoformat() < before)
    )
