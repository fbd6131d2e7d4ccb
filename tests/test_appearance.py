"""Kinds are told apart by a shape and a colour; each is defined once, and can be read."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from builders import SCHEMAS, kinds
from docket.exports.kinds_css import kinds_css
from docket.model.appearance import (
    GROUNDS,
    POLYGONS,
    SHAPES,
    Color,
    color_faults,
    contrast,
    shape_clip,
    shape_path,
)
from docket.model.diagnostics import DocketError
from docket.model.kind import Kinds
from docket.model.kind_loader import load_kinds
from docket.model.schema_files import read_schemas
from projects import PROJECT

SITE_CSS = (PROJECT / "theme/static/css/site.css").read_text(encoding="utf-8")


def changed(folder, name, **keys):
    """The schemas of this project in a folder, one of them changed."""
    for other, schema in read_schemas(SCHEMAS).items():
        new = {**schema, **keys} if other == name else schema
        (folder / f"{other}.schema.json").write_text(json.dumps(new))
    return folder


def test_the_shapes_are_those_that_a_schema_may_name():
    meta = read_schemas(SCHEMAS)["meta"]
    assert tuple(meta["properties"]["x-shape"]["enum"]) == SHAPES
    assert {*POLYGONS, "circle"} == set(SHAPES)


def test_a_shape_is_one_path_at_every_size():
    assert shape_path("square", 5) == "M-5-5 5-5 5 5-5 5Z"
    assert shape_path("diamond", 1) == "M0-1.1 1.1 0 0 1.1-1.1 0Z"
    assert shape_path("triangle", 10) == "M0-10.4 11.2 10-11.2 10Z"
    assert shape_path("circle", 5) == "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0-10.4 0Z"
    assert shape_path("mixed", 5) == shape_path("circle", 5)


def test_the_same_shape_cuts_a_box_out():
    assert shape_clip("square") == "polygon(8.3% 8.3%, 91.7% 8.3%, 91.7% 91.7%, 8.3% 91.7%)"
    assert shape_clip("diamond") == "polygon(50% 4.2%, 95.8% 50%, 50% 95.8%, 4.2% 50%)"
    assert shape_clip("circle") == "circle(43.3%)"


def test_every_kind_has_a_class_with_its_colours_and_shape():
    known = kinds().by_name
    event = replace(known["event"], color=Color("#00696b", "#62cbc8"), shape="circle")
    css = kinds_css(Kinds({"event": event, "topic": known["topic"]}))
    assert css.splitlines()[1:] == [
        ".kind-event { --kind: #00696b; --kind-shape: circle(43.3%); }",
        f".kind-topic {{ --kind: var(--mixed); --kind-shape: {shape_clip('square')}; }}",
        "@media (prefers-color-scheme: dark) {",
        "  .kind-event { --kind: #62cbc8; }",
        "}",
    ]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_colours_are_held_against_the_pages_of_the_theme():
    assert tuple(GROUNDS.values()) == tuple(re.findall(r"--paper: (#\w{6});", SITE_CSS))


def test_the_colours_of_this_collection_can_be_read():
    colors = [kind.color for kind in kinds() if kind.color]
    assert len(colors) == 3
    assert [fault for color in colors for fault in color_faults(color)] == []


def test_a_colour_that_cannot_be_read_is_refused(tmp_path):
    pale = {"light": "#e0c000", "dark": "#e0c000"}
    with pytest.raises(DocketError) as error:
        load_kinds(changed(tmp_path, "topic", **{"x-color": pale}))
    assert str(error.value) == (
        "topic.schema.json: x-color/light: '#e0c000' has a contrast of 1.72 with the page "
        "(#fbfaf6), and text needs 4.5; take a darker one"
    )


@pytest.mark.parametrize(
    ("light", "read"), [("#737373", True), ("#747474", False)], ids=["just", "not quite"]
)
def test_the_bound_of_contrast(light, read):
    assert (contrast(light, GROUNDS["light"]) >= 4.5) is read
    assert (not list(color_faults(Color(light, "#ffffff")))) is read
