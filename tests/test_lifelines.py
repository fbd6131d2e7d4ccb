"""The figure of a record's status and of the orders that bear on it: which bands there are, where
they lie on the axis, and what is certain."""

from __future__ import annotations

from datetime import date

import pytest

from builders import challenge, directive, effect, site, small_library, step
from docket.maps.lifelines import HORIZON, LEAST, WIDE, lifelines

DIRECTIVE = directive("d", steps=[step("2025-01-01", "effective")])


def injunction(day="2025-03-01", name="order", **order):
    return step(
        day,
        "injunction-granted",
        id=name,
        court="district-court",
        order={"effects": [effect("d", "blocks")], **order},
    )


def acting(day, act, code="appeal", **changes):
    return step(day, code, acts=[{"order": "order", "act": act, **changes}])


def figure(name="d", steps=(), as_of="2025-12-31", **groups):
    case = challenge("case", steps=[step("2025-02-01", "filed"), *steps])
    groups = {"directives": [DIRECTIVE], "challenges": [case], **groups}
    found = site(small_library(**groups), as_of)
    return lifelines(found.views[name], found.views, found.links)


def drawn(row):
    return [(piece.style, piece.certain) for piece in row.pieces]


def test_a_record_with_one_span_that_no_order_bears_on_has_no_figure():
    assert figure() is None
    assert figure("case") is None


def test_a_record_that_lies_ahead_has_no_figure():
    assert figure(steps=[injunction()], as_of="2024-12-31") is None


def test_the_status_comes_first_then_orders_by_their_first_day():
    found = figure(steps=[injunction("2025-06-01", "late"), injunction("2025-03-01", "early")])
    assert [(row.band.sort, row.band.stretches[0].first) for row in found.rows] == [
        ("status", "2025-01-01"),
        ("order", "2025-03-01"),
        ("order", "2025-06-01"),
    ]
    assert [one.label for one in found.rows[0].band.stretches] == [
        "In force",
        "Blocked by a court",
    ]
    assert [row.band.by.id for row in found.rows[1:]] == ["case", "case"]
    assert found.title == "Executive Directive No. 12 up to 31 December 2025: " + (
        "2 stretches of its status and 2 orders."
    )


def test_a_case_shows_the_orders_that_it_made_with_their_lives():
    found = figure(
        "case", [injunction(), acting("2025-05-01", "stays"), acting("2025-07-01", "ends")]
    )
    (row,) = [row for row in found.rows if row.band.sort == "order"]
    assert row.band.by is None and row.band.court.id == "district-court"
    assert drawn(row) == [("solid", True), ("dotted", True), ("over", True)]
    assert row.now.label.startswith("Ended")


def test_an_order_of_another_record_does_not_show():
    other = directive("other", steps=[step("2025-01-01", "effective")])
    found = figure("other", [injunction()], directives=[DIRECTIVE, other])
    assert found is None


def test_an_order_that_is_held_is_hollow_until_it_binds():
    found = figure(steps=[injunction("2025-03-01", **{"from": "2025-03-22"})])
    assert drawn(found.rows[1]) == [("hollow", True), ("solid", True)]


def test_an_order_that_may_have_lapsed_is_drawn_as_possible():
    tro = step("2025-03-01", "tro-granted", id="order", order={"effects": [effect("d", "blocks")]})
    row = figure(steps=[tro]).rows[1]
    assert drawn(row) == [("solid", True), ("solid", False), ("over", True)]
    assert "possible, not certain" in row.pieces[1].title


def test_a_month_is_uncertain_from_its_first_day_to_its_last():
    steps = [step("2025-03", "effective"), step("2025-06", "expired")]
    found = figure(directives=[directive("d", steps=steps)])
    styles = drawn(found.rows[0])
    assert styles[0] == ("solid", False) and ("solid", True) in styles
    assert found.uncertain


def test_nothing_is_drawn_after_the_horizon_but_the_table_has_it():
    planned = [step("2025-01-01", "effective"), step("2026-06-01", "expired", planned=True)]
    found = figure(directives=[directive("d", steps=planned)])
    pieces = found.rows[0].pieces
    assert max(piece.x + piece.width for piece in pieces) == HORIZON
    assert len(pieces) == 1 and len(found.rows[0].band.stretches) == 2
    assert found.rows[0].now.label == "In force"


def test_pieces_lie_in_proportion_to_their_days():
    found = figure(steps=[injunction("2025-07-02")], as_of="2025-12-31")
    first, second = found.rows[0].pieces
    share = (date(2025, 7, 2) - date(2025, 1, 1)).days / (
        date(2025, 12, 31) - date(2025, 1, 1)
    ).days
    assert first.x == 0 and first.width == pytest.approx(share * HORIZON, abs=0.02)
    assert second.x == pytest.approx(first.width, abs=0.02)


@pytest.mark.parametrize("end", ["2025-03-01", "2025-03-02"])
def test_a_short_stretch_is_still_seen_and_has_no_number(end):
    steps = [step("2025-01-01", "effective"), step(end, "suspended"), step("2025-03-03", "resumed")]
    pieces = figure(directives=[directive("d", steps=steps)]).rows[0].pieces
    assert min(piece.width for piece in pieces) >= LEAST
    assert {piece.number for piece in pieces if piece.width < WIDE} == {0}


def test_an_order_on_the_day_of_the_horizon_is_drawn_within_it():
    row = figure(steps=[injunction("2025-12-31")]).rows[1]
    assert [(piece.x + piece.width, piece.width) for piece in row.pieces] == [(HORIZON, LEAST)]


@pytest.mark.parametrize(("begin", "cut"), [("1984-01-01", True), ("2024-06-01", False)])
def test_years_in_which_nothing_happened_are_left_out_and_marked(begin, cut):
    old = directive("d", steps=[step(begin, "effective")])
    found = figure(steps=[injunction("2025-03-01")], directives=[old])
    assert bool(found.cut) is cut
    assert found.rows[0].pieces[0].x == 0


@pytest.mark.parametrize(
    ("begin", "as_of", "labels"),
    [
        ("2025-01-15", "2025-04-20", ["Feb 2025", "Mar", "Apr"]),
        ("2024-03-01", "2026-06-30", ["Jul 2024", "2025", "Jul", "2026"]),
        ("2024-11-15", "2025-03-31", ["Dec 2024", "2025", "Feb", "Mar"]),
    ],
)
def test_ticks_are_months_with_their_year_or_years(begin, as_of, labels):
    begun = directive("d", steps=[step(begin, "effective")])
    found = figure(steps=[injunction("2025-02-01")], as_of=as_of, directives=[begun])
    assert [tick.label for tick in found.ticks] == labels
    assert all(0 <= tick.x <= HORIZON for tick in found.ticks)


def test_an_act_of_another_record_is_a_band():
    repeal = step("2025-08-01", "effective", effects=[{"record": "d", "effect": "repeals"}])
    found = figure(directives=[DIRECTIVE, directive("new", steps=[repeal])])
    row = found.rows[1]
    assert (row.band.sort, row.band.by.id, row.band.stretches[0].first) == (
        "act",
        "new",
        "2025-08-01",
    )
