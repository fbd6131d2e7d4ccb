"""Links: what points at a record is the same, however many records are asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import small_library
from docket.model.references import held, link

LIBRARY = small_library()


@given(st.permutations(list(LIBRARY.by_id)))
def test_what_points_at_a_record_does_not_depend_on_what_was_asked_before(names: list[str]) -> None:
    links = link(LIBRARY)
    for name in names:
        assert links.to(name) == [
            found for record in LIBRARY for found in held(record) if found.target == name
        ]


def test_nothing_points_at_a_record_that_is_not_there() -> None:
    links = link(LIBRARY)
    assert links.to("nowhere") == []
    assert links.of("nowhere") == []
