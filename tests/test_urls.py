"""Addresses: which names are parts of a path, and what stands for those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.build.output import OutputFile
from docket.model.diagnostics import DocketError
from docket.model.urls import LONGEST, facet_page, plural_fault, safe_path, segment, segment_fault


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_segment_is_one_part_of_a_path_and_another_value_has_another(one, other):
    made = segment(one)
    assert (
        safe_path(f"a/{made}/b") and "/" not in made and made.isascii() and 0 < len(made) <= LONGEST
    )
    assert made == made.lower()
    assert (one == other) == (made == segment(other))


@pytest.mark.parametrize("value", ["in-force", "test-city", "2025", "a_b", "x" * 80])
def test_a_plain_value_stands_for_itself(value):
    assert segment(value) == value
    assert facet_page("directives", "stance", value, 2) == f"directives/by/stance/{value}/page/2/"


@pytest.mark.parametrize("value", ["Con", "con", "A", "", "a~b", "-a", "x" * 81, "\ud800", "a\n"])
def test_any_other_value_does_not(value):
    assert segment(value) != value
    assert "~" in segment(value)


@pytest.mark.parametrize(
    "path", ["/a", "a/../b", "..", "a/./b", "./a", "a//b", "a/", "", "a\\b", "a\0", "a\nb", "a/.."]
)
def test_a_path_that_could_lead_out_of_the_site_is_no_output_file(path):
    with pytest.raises(DocketError, match="cannot be the path of a file of the site"):
        OutputFile(path, "text/plain", b"", "", "")


@pytest.mark.parametrize(
    "path", ["index.html", "a/b.c", ".well-known/x", "a/..b", "_headers", "a~1/x", "é"]
)
def test_other_paths_are(path):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "name",
    ["by", "page", "index", "con", "nul", "lpt9", "", "A", "a b", "x" * 81, "é", "a/b", ".."],
)
def test_what_is_no_id(name):
    assert segment_fault(name)


@pytest.mark.parametrize("plural", ["api", "records", "map", "by", "con", "index"])
def test_what_is_no_plural(plural):
    assert plural_fault(plural)
    assert not plural_fault("directives")
