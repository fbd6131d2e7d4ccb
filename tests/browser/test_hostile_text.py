"""Text that tries to break out of the page: it is shown as it stands and does nothing, whatever
page it is on."""

from __future__ import annotations

import json
import shutil

import pytest

from builders import directive, source, step
from pelican_run import pelican
from projects import make_site_project
from serving import serving

pytestmark = pytest.mark.browser

HOSTILE = "Order \"'><img src=x onerror=document.title='owned' {{7*7}} ${alert(1)} </script x"
NOTES = """Read [this](javascript:document.title='owned') and [that](https://news.test/).

<script>document.title='owned'</script> <img src=x onerror="document.title='owned'">

<a href="https://news.test/" onclick="document.title='owned'">here</a>"""
RECORD = directive(
    "hostile",
    title=HOSTILE,
    summary=HOSTILE,
    number=HOSTILE,
    issuer={"name": HOSTILE, "office": HOSTILE},
    notes=NOTES,
    steps=[step("2025-07-12", "signed", text=HOSTILE, derived=HOSTILE)],
    provisions=[{"type": "other", "text": HOSTILE, "sources": ["report"]}],
    figures=[
        {
            "what": HOSTILE,
            "words": HOSTILE,
            "basis": "official",
            "claimed_by": HOSTILE,
            "note": HOSTILE,
            "sources": ["report"],
        }
    ],
    statements=[
        {
            "speaker": HOSTILE,
            "role": HOSTILE,
            "stance": "neutral",
            "quote": HOSTILE,
            "sources": ["report"],
        }
    ],
    relations=[{"type": "cites", "record": "park-operation", "note": HOSTILE}],
    open_questions=[HOSTILE],
    exceptions=[{"rule": "text/plain", "about": "is markup", "reason": "It is hostile."}],
    sources=[source("report", title=HOSTILE, publisher=HOSTILE, note=HOSTILE)],
)
APPROVED = """exceptions:
  - {record: hostile, rule: text/plain, about: is markup, reason: A test needs it.}
"""
"""What lets the record through the check: the site must stand even what an owner approved."""
PAGES = (
    "",
    "directives/",
    "directives/hostile/",
    "events/park-operation/",
    "places/test-city/",
    "topics/city-property/",
    "map/",
    "timeline/",
    "data/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory):
    project = make_site_project(tmp_path_factory.mktemp("hostile") / "project")
    (project / "data/directives/hostile.yaml").write_text(json.dumps(RECORD))
    schemas = (project / "schema").resolve()
    (project / "schema").unlink()
    shutil.copytree(schemas, project / "schema")
    (project / "schema" / "approved-exceptions.yaml").write_text(APPROVED)
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(project / "output") as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_becomes_no_markup_and_runs_nothing(path, visit):
    seen = visit(path, until="networkidle")
    assert "owned" not in seen.page.title().replace(HOSTILE, "")
    assert (
        seen.page.evaluate(
            "document.querySelectorAll('[onerror], [onclick], img, a[href^=javascript]').length"
        )
        == 0
    )
    assert seen.faults == [] and seen.foreign == []
    scripts = seen.page.evaluate(
        "[...document.scripts].filter(script => !script.src).map(script => script.type)"
    )
    assert set(scripts) <= {"application/ld+json"}


def test_it_is_shown_as_it_stands(visit):
    page = visit("directives/hostile/").page
    assert page.inner_text("h1") == HOSTILE
    assert page.inner_text(".summary") == HOSTILE
    described = json.loads(page.text_content("script[type='application/ld+json']"))
    assert described["name"] == described["mainEntity"]["name"] == HOSTILE
    assert described["citation"][0]["name"] == HOSTILE


def test_on_the_interactive_map_it_is_text_too(visit):
    page = visit("directives/hostile/").page
    page.click("text=On the map of all records")
    page.wait_for_selector(".leaflet-popup-content li")
    assert HOSTILE in page.inner_text(".leaflet-popup-content")
    assert page.evaluate("document.querySelectorAll('.leaflet-popup-content img').length") == 0


def test_links_in_notes_lead_to_the_web_only(visit):
    page = visit("directives/hostile/").page
    links = page.evaluate(
        "[...document.querySelectorAll('[aria-labelledby=notes] a')].map(link "
        "=> link.getAttribute('href'))"
    )
    assert links == [None, "https://news.test/", "https://news.test/"]
