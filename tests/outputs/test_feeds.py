from xml.etree import ElementTree

import feedparser
import pytest

from builders import (
    challenge,
    directive,
    event,
    place,
    settings,
    site,
    small_site,
    source,
    state,
    step,
)
from builders import library as make
from reading import by_path, feed_files, read_json

ATOM = "{http://www.w3.org/2005/Atom}"


def written(site, **changes):
    return by_path(feed_files(site, settings(**changes)))


@pytest.fixture(scope="module")
def files():
    return written(small_site())


def test_there_is_a_feed_of_all_one_a_kind_a_subject_a_narrowed_list_and_a_record(files):
    names = [
        "all",
        "directives",
        "challenges",
        "events",
        "places-test-city",
        "places-test-state",
        "topics-city-property",
    ]
    names += ["agencies-test-agency", "courts-district-court"]
    found = [path.removeprefix("api/v1/feeds/") for path in files]
    assert found[: 2 * len(names)] == [
        f"{name}.{extension}" for name in names for extension in ("atom", "json")
    ]
    assert {
        "orders.atom",
        "directives/by/topics/city-property.atom",
        "challenges/by/place/test-city.json",
        "challenges-city-v-state.atom",
        "events-park-operation.json",
    } <= {*found}


def test_the_feed_of_a_narrowed_list_has_the_records_of_all_pages_of_the_list():
    many = [event(f"event-{number:02}") for number in range(60)]
    made = site(make(events=many, places=[state(), place()]))
    found = written(made, feed_size=100)["api/v1/feeds/events/by/place/test-city.json"]
    assert len(read_json(found)["items"]) == 60
    assert read_json(found)["home_page_url"] == "https://docket.test/events/by/place/test-city/"


def test_the_feed_of_a_record_has_its_steps_that_happened_the_last_first():
    steps = [
        step("2025-08-01", "filed"),
        step("2025-09-01", "hearing"),
        step("2025-10-02", "injunction-granted", id="block", text="The rule is blocked."),
        step("2025-12-01", "hearing", planned=True),
    ]
    files = written(small_site(challenges=[challenge("case", title="A v. B", steps=steps)]))
    read = feedparser.parse(files["api/v1/feeds/challenges-case.atom"].content)
    page = "https://docket.test/challenges/case/"
    assert [(entry.id, entry.link, entry.title, entry.updated[:10]) for entry in read.entries] == [
        (f"{page}#block", f"{page}#step-3", "Injunction granted: A v. B", "2025-10-02"),
        (f"{page}#hearing", f"{page}#step-2", "Hearing: A v. B", "2025-09-01"),
        (f"{page}#filed", f"{page}#step-1", "Filed: A v. B", "2025-08-01"),
    ]
    assert not read.bozo


def test_no_feed_has_an_entry_of_a_reference_kind(files):
    for path, file in files.items():
        if path.endswith(".json"):
            for item in read_json(file)["items"]:
                kind = item["url"].split("/")[3]
                assert kind in ("directives", "challenges", "events"), (path, item["url"])


def test_atom_can_be_read_and_has_what_the_standard_asks_for(files):
    read = feedparser.parse(files["api/v1/feeds/all.atom"].content)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.id == read.feed.links[1].href == "https://docket.test/api/v1/feeds/all.atom"
    assert (read.feed.title, read.feed.author, read.feed.rights) == (
        "Test Docket: all records",
        "Test Docket",
        "CC BY 4.0",
    )
    assert [entry.id for entry in read.entries] == [
        "https://docket.test/challenges/city-v-state/",
        "https://docket.test/directives/executive-directive-12/",
        "https://docket.test/events/park-operation/",
    ]
    assert [entry.updated for entry in read.entries] == [
        "2025-09-19T00:00:00+00:00",
        "2025-07-11T00:00:00+00:00",
        "2025-07-07T00:00:00+00:00",
    ]
    assert read.feed.updated == "2025-09-19T00:00:00+00:00"


def test_a_case_is_titled_and_updated_by_its_last_action_and_says_that_an_order_is_in_effect():
    order = step("2025-10-02", "injunction-granted", id="order", order={"scope": "Section 2"})
    files = written(small_site(challenges=[challenge("case", title="A v. B", steps=[order])]))
    entry = read_json(files["api/v1/feeds/challenges.json"])["items"][0]
    assert entry["title"] == "Injunction granted: A v. B"
    assert entry["date_modified"].startswith("2025-10-02")
    assert "Test City · Pending · 1 order in effect" in entry["content_text"]


def test_a_feed_of_cases_begins_with_the_one_that_moved_last():
    cases = [
        challenge(name, steps=[step("2025-07-01", "filed"), step(day, "argued")])
        for name, day in (("early", "2025-08-02"), ("late", "2025-09-30"))
    ]
    items = read_json(written(small_site(challenges=cases))["api/v1/feeds/challenges.json"])[
        "items"
    ]
    assert [item["url"].split("/")[-2] for item in items] == ["late", "city-v-state", "early"]


def test_the_json_feed_holds_the_same_entries(files):
    read, atom = (
        read_json(files["api/v1/feeds/events.json"]),
        feedparser.parse(files["api/v1/feeds/events.atom"].content),
    )
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["feed_url"] == "https://docket.test/api/v1/feeds/events.json"
    assert read["home_page_url"] == "https://docket.test/events/"
    assert [(item["id"], item["title"]) for item in read["items"]] == [
        (entry.id, entry.title) for entry in atom.entries
    ]
    assert read["items"][0]["date_modified"] == "2025-07-07T00:00:00Z"
    assert (
        read["items"][0]["content_text"]
        == "7 July 2025 · Test City · Concluded\n\nFederal agents walked through the park."
    )


def test_an_entry_is_dated_by_the_last_thing_that_happened_and_never_by_a_later_reading():
    steps = [step("2025-07-11", "signed"), step("2026-01-01", "deadline")]
    newer = directive(
        "newer", steps=steps, sources=[source(seen="2025-10-30", published="2025-07-12")]
    )
    stepped = directive("stepped", steps=[step("2025-10-15", "signed")])
    found = read_json(
        written(site(make(directives=[newer, stepped, directive("older")], places=[state()])))[
            "api/v1/feeds/all.json"
        ]
    )
    assert [(item["id"].split("/")[-2], item["date_modified"][:10]) for item in found["items"]] == [
        ("stepped", "2025-10-15"),
        ("newer", "2025-07-11"),
        ("older", "2025-07-11"),
    ]


def test_a_feed_is_capped_at_the_last_updated():
    records = [
        directive(f"d-{day}", steps=[step(f"2025-10-{day}", "signed")]) for day in range(10, 16)
    ]
    found = read_json(written(site(make(directives=records)), feed_size=2)["api/v1/feeds/all.json"])
    assert [item["id"].split("/")[-2] for item in found["items"]] == ["d-15", "d-14"]


def test_a_feed_without_entries_is_dated_by_the_day_statuses_are_read_on_and_not_by_the_clock():
    files = written(site(make(places=[state()]), as_of="2025-01-02"))
    assert (
        feedparser.parse(files["api/v1/feeds/all.atom"].content).feed.updated
        == "2025-01-02T00:00:00+00:00"
    )
    assert read_json(files["api/v1/feeds/all.json"])["items"] == []
    assert "api/v1/feeds/places-test-state.atom" not in files


def test_markup_in_a_record_stays_text():
    hostile = event(
        title="<script>alert(1)</script>", summary="Less < more & <img src=x onerror=y>"
    )
    entry = next(
        ElementTree.fromstring(
            written(site(make(events=[hostile])))["api/v1/feeds/all.atom"].content
        ).iter(f"{ATOM}entry")
    )
    summary = entry.find(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}title") == "Happened: <script>alert(1)</script>"
    assert (summary.get("type"), summary.text.endswith("Less < more & <img src=x onerror=y>")) == (
        "text",
        True,
    )


def test_characters_that_xml_does_not_know_do_not_stop_the_feed():
    content = written(site(make(events=[event(title="a\x07b\x00c")])))[
        "api/v1/feeds/all.atom"
    ].content
    assert ElementTree.fromstring(content).findtext(f"{ATOM}entry/{ATOM}title") == "Happened: abc"


def test_withdrawn_records_are_in_no_feed_but_their_own():
    gone = event("gone", withdrawn={"date": "2025-10-01", "reason": "Wrong."})
    files = written(small_site(events=[gone]))
    naming = {path for path, file in files.items() if b"events/gone/" in file.content}
    assert naming == {"api/v1/feeds/events-gone.atom", "api/v1/feeds/events-gone.json"}
    item = read_json(files["api/v1/feeds/events-gone.json"])["items"][0]
    assert item["title"] == "Withdrawn: Operation at the park"


def test_the_author_is_named_where_the_settings_name_one():
    files = written(small_site(), author="The Editors")
    assert feedparser.parse(files["api/v1/feeds/all.atom"].content).feed.author == "The Editors"
    assert read_json(files["api/v1/feeds/all.json"])["authors"] == [{"name": "The Editors"}]
