"""A fourth kind of record is one schema and one record: everything else follows."""

from __future__ import annotations

import csv
import json

import pytest

from builders import SCHEMAS
from pelican_run import pelican
from projects import make_site_project

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://civic-docket.example/schema/v1/hearing.schema.json",
    "title": "Hearing",
    "description": "A public hearing about a directive.",
    "x-plural": "hearings",
    "x-title-plural": "Public hearings",
    "x-order": 4,
    "x-shape": "triangle",
    "x-caption": ["title"],
    "x-featured": ["about", "place"],
    "x-timeline": "steps",
    "x-date": ["held"],
    "x-map": "place",
    "x-place": "place",
    "x-facets": ["place", "outcome", "status"],
    "x-steps": {"held": {"status": "over"}},
    "x-status": {
        "initial": "planned",
        "terms": {"planned": "Planned", "over": "Over"},
        "marks": {"planned": "hollow", "over": "solid"},
    },
    "$ref": "common.schema.json#/$defs/record",
    "type": "object",
    "unevaluatedProperties": False,
    "required": ["place", "about", "outcome", "steps", "sources"],
    "properties": {
        "place": {
            "title": "Place",
            "description": "Where.",
            "x-hint": "A place.",
            "type": "string",
            "maxLength": 80,
            "x-ref": {"kinds": ["place"], "label": "Place", "reverse": "Hearings here"},
        },
        "about": {
            "title": "About",
            "description": "Which directive.",
            "x-hint": "A directive.",
            "type": "string",
            "maxLength": 80,
            "x-ref": {"kinds": ["directive"], "label": "About", "reverse": "Heard at"},
        },
        "outcome": {
            "title": "Outcome",
            "description": "How it ended.",
            "x-hint": "One of these.",
            "type": "string",
            "enum": ["adjourned", "closed"],
            "x-terms": {"adjourned": "Adjourned", "closed": "Closed"},
        },
        "steps": {
            "title": "Steps",
            "description": "What happened.",
            "x-hint": "One step.",
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "x-part": "steps",
            "items": {
                "$ref": "common.schema.json#/$defs/step",
                "type": "object",
                "unevaluatedProperties": False,
                "properties": {
                    "step": {
                        "title": "Step",
                        "description": "Which.",
                        "x-hint": "held.",
                        "type": "string",
                        "enum": ["held"],
                        "x-terms": {"held": "Held"},
                    }
                },
            },
        },
    },
}
RECORD = """id: hearing-on-12
title: Hearing on Executive Directive No. 12
place: test-city
about: executive-directive-12
outcome: closed
summary: The council heard residents.
steps:
  - date: 2025-09-09
    step: held
    sources: [minutes]
sources:
  - id: minutes
    url: https://city.test/minutes
    title: Minutes
    publisher: City Clerk
    type: official
    seen: 2025-10-01
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    project = make_site_project(tmp_path_factory.mktemp("fourth") / "project")
    (project / "schema").unlink()
    (project / "schema").mkdir()
    for file in SCHEMAS.glob("*.json"):
        (project / "schema" / file.name).write_text(file.read_text())
    (project / "schema" / "hearing.schema.json").write_text(json.dumps(SCHEMA))
    (project / "data" / "hearings").mkdir()
    (project / "data" / "hearings" / "hearing-on-12.yaml").write_text(RECORD)
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


def read_json(output, path):
    return json.loads((output / path).read_text(encoding="utf-8"))


def test_it_has_a_page_with_its_facts_and_status(output):
    page = (output / "hearings" / "hearing-on-12" / "index.html").read_text()
    assert "Hearing on Executive Directive No. 12" in page
    assert "Over" in page
    assert 'href="../../directives/executive-directive-12/"' in page


def test_it_has_lists_whole_and_narrowed_and_a_place_in_the_navigation(output):
    assert "hearing-on-12" in (output / "hearings" / "index.html").read_text()
    assert (
        "hearing-on-12"
        in (output / "hearings" / "by" / "outcome" / "closed" / "index.html").read_text()
    )
    home = (output / "index.html").read_text()
    assert 'href="hearings/"' in home
    assert '<span class="tally-number">1</span> hearing' in home


def test_the_record_it_is_about_links_back_in_page_and_json(output):
    assert (
        "Heard at" in (output / "directives" / "executive-directive-12" / "index.html").read_text()
    )
    backlinks = read_json(output, "api/v1/directives/executive-directive-12.json")["backlinks"]
    assert ("Heard at", "hearing-on-12") in [
        (link["label"], link["record"]["id"]) for link in backlinks
    ]


def test_it_is_in_every_data_file(output):
    assert read_json(output, "api/v1/hearings/hearing-on-12.json")["status"]["code"] == "over"
    assert [record["id"] for record in read_json(output, "api/v1/hearings.json")["records"]] == [
        "hearing-on-12"
    ]
    assert "hearing-on-12" in [
        record["id"] for record in read_json(output, "api/v1/records.json")["records"]
    ]
    with (output / "api/v1/records.csv").open(newline="", encoding="utf-8") as file:
        assert "hearing-on-12" in [row["id"] for row in csv.DictReader(file)]
    assert "hearing-on-12" in [
        feature["id"] for feature in read_json(output, "api/v1/records.geojson")["features"]
    ]
    assert "hearing-on-12" in (output / "api/v1/timeline.json").read_text()
    assert "hearing-on-12" in (output / "api/v1/feeds/hearings.atom").read_text()
    assert read_json(output, "schema/v1/hearing.schema.json")["title"] == "Hearing"


def test_it_is_on_the_map_the_timeline_its_places_page_and_the_site_map(output):
    assert (
        "hearings/hearing-on-12/"
        in (output / "assets" / "map" / "records" / "test-city.json").read_text()
    )
    assert (
        'href="../places/test-city/#group-hearings"' in (output / "map" / "index.html").read_text()
    )
    assert (
        "hearings/hearing-on-12/#step-1"
        in (output / "timeline" / "2025" / "index.html").read_text()
    )
    assert "hearing-on-12" in (output / "places" / "test-city" / "index.html").read_text()
    assert "hearings/hearing-on-12/" in (output / "sitemap.xml").read_text()
