"""A small site of other kinds: a register of bridges, with places under another name, one prose
page under another name, no base map's credit, and nothing on record that most overviews show."""

from __future__ import annotations

import json
import shutil

import pytest

from builders import SCHEMAS
from pelican_run import pelican
from projects import make_site_project
from weblinks import broken_links, pages

RECORD = {"$ref": "common.schema.json#/$defs/record"}
TEXT = {"description": "A text.", "x-hint": "A text.", "type": "string", "maxLength": 80}


def kind(name: str, plural: str, title: str, order: int, **keys: object) -> dict[str, object]:
    """A small schema of a kind."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://bridges.test/schema/v1/{name}.schema.json",
        "title": title,
        "description": f"What a {title.lower()} is.",
        "x-plural": plural,
        "x-title-plural": f"{title}s",
        "x-order": order,
        "x-caption": ["title"],
        "x-featured": [],
        "x-facets": [],
        **RECORD,
        "type": "object",
        "unevaluatedProperties": False,
        "required": ["title"],
        "properties": {},
        **keys,
    }


def ref(name: str) -> dict[str, object]:
    """A property that names a record of a kind."""
    return {**TEXT, "title": name.title(), "x-ref": {"kinds": [name], "reverse": "Named by"}}


TEXT_OF_POINT = {"title": "Point", "description": "A point.", "x-hint": "A point."}
REGION = kind(
    "region",
    "regions",
    "Region",
    1,
    **{"x-reference": True, "x-parent": "parent", "x-map": "point"},
)
REGION["properties"] = {
    "parent": ref("region"),
    "point": {"$ref": "common.schema.json#/$defs/point", **TEXT_OF_POINT},
}
TOPIC = kind("topic", "themes", "Theme", 2, **{"x-reference": True})
BRIDGE = kind(
    "bridge",
    "bridges",
    "Bridge",
    1,
    **{
        "x-place": "region",
        "x-shape": "triangle",
        "x-color": {"light": "#7a1f5c", "dark": "#f0a8d8"},
    },
)
BRIDGE["properties"] = {"region": ref("region")}
FILES = {
    "regions/north.yaml": "id: north\ntitle: The North\nsummary: A region.\n",
    "bridges/old-bridge.yaml": "id: old-bridge\ntitle: The old bridge\nregion: north\n"
    "summary: It is closed.\n",
}
PROSE = "Title: The keepers\nSlug: keepers\n\nWho keeps this register.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = make_site_project(tmp_path_factory.mktemp("other") / "project")
    for part in ("schema", "theme"):
        (project / part).unlink()
    (project / "schema").mkdir()
    for name in ("common", "meta"):
        text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
        (project / "schema" / f"{name}.schema.json").write_text(text)
    for schema in (REGION, TOPIC, BRIDGE):
        name = str(schema["$id"]).rpartition("/")[2]
        (project / "schema" / name).write_text(json.dumps(schema))
    shutil.rmtree(project / "data")
    for file in (project / "content").rglob("*.md"):
        file.unlink()
    for path, text in FILES.items():
        (project / "data" / path).parent.mkdir(parents=True)
        (project / "data" / path).write_text(text)
    (project / "content" / "pages" / "keepers.md").write_text(PROSE)
    (project / "basemap").mkdir()
    nothing = {"type": "FeatureCollection", "features": []}
    (project / "basemap" / "states.geojson").write_text(json.dumps(nothing))
    with (project / "pelicanconf.py").open("a") as conf:
        conf.write('DOCKET_BASE_MAP = "basemap"\n')
        conf.write('DOCKET_SITE |= {"tagline": "Bridges", "description": "Which are closed."}\n')
    return project


@pytest.fixture(scope="module")
def output(project):
    return built(project)


def built(project):
    """The output of a build."""
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


def test_every_link_of_every_page_leads_somewhere(output):
    assert len(pages(output)) > 7
    assert broken_links(output) == []


def test_pages_that_would_be_empty_are_neither_made_nor_linked(output):
    home = pages(output)["index.html"].links
    for name in ("map", "timeline", "in-force", "threads", "compare", "coverage"):
        assert not (output / name).exists(), name
        assert f"{name}/" not in home


def test_the_place_that_records_are_about_is_in_the_navigation_under_any_name(output):
    header = (output / "index.html").read_text().split("</header>")[0]
    assert 'href="regions/"' in header
    assert 'href="themes/"' not in header


def test_the_footer_leads_to_the_prose_pages_there_are(output):
    footer = (output / "bridges" / "old-bridge" / "index.html").read_text().split("<footer")[1]
    assert '<a href="../../keepers/">The keepers</a>' in footer
    assert "method/" not in footer


def test_its_kind_has_its_own_colour_and_shape(output):
    css = (output / "theme" / "css" / "kinds.css").read_text()
    assert ".kind-bridge { --kind: #7a1f5c;" in css
    assert ".kind-bridge { --kind: #f0a8d8; }" in css
    page = (output / "bridges" / "old-bridge" / "index.html").read_text()
    assert 'class="shape kind-bridge" viewBox="-6 -6 12 12"' in page
    assert 'd="M0-5.2 5.6 5-5.6 5Z"' in page


def test_nothing_tells_of_another_collection(output):
    words = ("directive", "challenge", "enforcement", "court", "census")
    for path in sorted(output.rglob("*.html")):
        text = path.read_text(encoding="utf-8").lower()
        assert [word for word in words if word in text] == [], path


def test_every_page_follows_when_a_page_comes_or_goes(output, project):
    """Last of all: it changes the project, and changes it back."""
    record = "bridges/old-bridge/index.html"
    before = (output / record).read_bytes()
    page, steps = project / "content/pages/more.md", project / "schema/bridge.schema.json"
    schema = json.loads(steps.read_text())
    page.write_text("Title: More\nSlug: more\n\nMore.\n")
    steps.write_text(json.dumps({**schema, "x-map": "region"}))
    region = project / "data/regions/north.yaml"
    region.write_text(region.read_text() + "point:\n  lat: 45\n  lon: -90\n  precision: region\n")
    built(project)
    links = pages(output)[record].links
    assert "../../more/" in links
    assert "../../map/" in links
    assert broken_links(output) == []
    page.unlink()
    region.write_text(FILES["regions/north.yaml"])
    built(project)
    assert "../../map/" not in pages(output)[record].links
    steps.write_text(json.dumps(schema))
    built(project)
    assert (output / record).read_bytes() == before
