"""Orders of courts as JSON, CSV and feeds."""

from __future__ import annotations

import json
from datetime import date

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builders import act, challenge, effect, order, settings, small_site, step
from docket.exports import output_files
from docket.exports.schemas import order_schema
from docket.model.record import make_library
from docket.site import in_force_pages, orders_pages
from docket.views.court_orders import in_effect, orders_on
from docket.views.site import make_site
from reading import by_path, feed_files, read_csv, read_json

FILED = step("2025-08-01", "filed", court="district-court")
CASE = challenge(
    "case",
    title="Doe v. State",
    steps=[
        FILED,
        order(
            "2025-08-05",
            "one",
            effect("executive-directive-12", "blocks-in-part", scope="Section 4"),
            scope="Arrests at the court",
            reach={"places": ["test-state"], "persons": "federal officers"},
            **{"from": "2025-08-20"},
        ),
        act("2025-09-01", "one", "stays", until="2025-09-10"),
        act("2025-10-01", "one", "lifts"),
        order("2025-10", "two", scope="Something else"),
        order("2026-03-01", "late"),
    ],
)


SITE = small_site(challenges=[CASE])


@pytest.fixture(scope="module")
def site():
    return SITE


@pytest.fixture(scope="module")
def files(site):
    return by_path(output_files(site, settings(), ["orders"]))


def row(files, name):
    return next(one for one in read_csv(files["api/v1/orders.csv"]) if one["id"] == name)


def test_every_order_is_in_the_json_and_valid_by_the_published_schema(files):
    found = read_json(files["api/v1/orders.json"])
    assert [one["id"] for one in found["orders"]] == [
        "case/late",
        "case/two",
        "city-v-state/injunction",
        "case/one",
    ]
    assert found["count"] == 4 and found["schema"].endswith("/published/order.schema.json")
    validator = Draft202012Validator(
        order_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for one in found["orders"] for error in validator.iter_errors(one)] == []
    assert found["dates"] == {"2025-10": "October 2025"}
    assert {"id": "test-city", "label": "Test City", "parent": "test-state"}.items() <= next(
        place for place in found["places"] if place["id"] == "test-city"
    ).items()


def test_the_life_of_an_order_says_since_when_it_is_in_its_state(files):
    found = {one["id"]: one for one in read_json(files["api/v1/orders.json"])["orders"]}
    assert [
        (span["state"], span["from"], span["before"], span["since"])
        for span in found["case/one"]["spans"]
    ] == [
        ("held", "2025-08-05", "2025-08-20", "2025-08-05"),
        ("in-effect", "2025-08-20", "2025-09-01", "2025-08-20"),
        ("stayed", "2025-09-01", "2025-09-10", "2025-09-01"),
        ("in-effect", "2025-09-10", "2025-10-01", "2025-09-10"),
        ("ended", "2025-10-01", None, "2025-10-01"),
    ]
    assert {span["since"] for span in found["case/two"]["spans"]} == {"2025-10"}


def test_a_row_says_what_an_order_is_and_in_which_state(files):
    found = row(files, "case/one")
    assert json.loads(found["places"]) == ["test-state"]
    assert json.loads(found["effects"]) == [
        {"record": "executive-directive-12", "effect": "blocks-in-part", "provisions": []}
    ]
    assert (found["record_url"], found["anchor"]) == (
        "https://docket.test/challenges/case/",
        "step-2",
    )
    assert (found["scope"], found["persons"]) == ("Arrests at the court", "federal officers")
    assert (found["state"], found["in_effect_from"], found["in_effect_before"], found["why"]) == (
        "ended",
        "2025-08-20",
        "2025-10-01",
        "lifted",
    )
    late = row(files, "case/late")
    assert (late["state"], late["in_effect_from"]) == ("", "2026-03-01")


def test_the_lives_are_a_table(files):
    spans = read_csv(files["api/v1/orders-spans.csv"])
    assert [one["state"] for one in spans if one["order"] == "case/one"] == [
        "held",
        "in-effect",
        "stayed",
        "in-effect",
        "ended",
    ]
    assert {one["certain"] for one in spans if one["order"] == "case/two"} == {"false", "true"}


def test_a_site_without_orders_has_neither_files_nor_page_nor_feed():
    site = small_site()
    names = [record.id for record in site.library if record.kind.name != "challenge"]
    bare = make_site(
        make_library(site.library.kinds, [site.library[name] for name in names]), site.as_of
    )
    assert list(output_files(bare, settings(), ["orders"])) == []
    assert list(orders_pages(bare)) == []
    assert "orders" not in bare.shown
    assert "api/v1/feeds/orders.atom" not in by_path(feed_files(bare, settings()))


def test_the_feed_is_dated_by_the_last_change_of_each_life(site):
    files = by_path(feed_files(site, settings()))
    found = read_json(files["api/v1/feeds/orders.json"])
    assert [
        (item["id"].split("/", 4)[4], item["date_modified"][:10]) for item in found["items"]
    ] == [
        ("case/#step-5", "2025-10-31"),
        ("case/#step-2", "2025-10-01"),
        ("city-v-state/#step-2", "2025-09-19"),
    ]
    assert found["home_page_url"] == "https://docket.test/orders/"
    assert "Ended (lifted), 1 October 2025" in found["items"][1]["content_text"]
    assert "federal officers; Test State" in found["items"][1]["content_text"]
    read = feedparser.parse(files["api/v1/feeds/orders.atom"].content)
    assert [entry.id for entry in read.entries] == [item["id"] for item in found["items"]]


@given(st.dates(min_value=date(2025, 7, 1), max_value=date(2027, 1, 1)).map(str))
def test_the_orders_page_of_a_day_has_in_effect_what_the_page_of_that_day_has(day):
    groups = {group.code: group.orders for group in orders_on(SITE.orders, day)}
    assert groups.get("in-effect", ()) == in_effect(SITE.orders, day)
    listed = [order for orders in groups.values() for order, _ in orders]
    assert {one.id for one in listed} == {one.id for one in SITE.orders if one.on(day)}
    assert len(listed) == len({(one.record.id, one.id) for one in listed})


def test_the_pages_of_the_default_day_list_the_same_orders_in_effect(site):
    (page,) = orders_pages(site)
    today = next(one for one in in_force_pages(site) if one.path == "in-force/")
    groups = {group.code: group.orders for group in page.given["groups"]}
    assert groups["in-effect"] == today.given["orders"] != ()


def test_the_files_of_days_name_the_orders_in_effect(site):
    files = by_path(output_files(site, settings(), ["in-force"]))
    found = read_json(files["api/v1/as-of/2025-09-19.json"])["orders"]
    assert [(one["id"], one["state"], one["since"]) for one in found] == [
        ("city-v-state/injunction", "in-effect", "2025-09-19"),
        ("case/one", "in-effect", "2025-09-10"),
    ]
