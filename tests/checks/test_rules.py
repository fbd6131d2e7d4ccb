"""What the bad examples do not show: what rules leave alone, and what they need to know."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from builders import (
    AS_OF,
    SCHEMAS,
    challenge,
    directive,
    effect,
    event,
    kinds,
    place,
    small_library,
    source,
    state,
    step,
)
from docket.lint.rules import RULES, Context
from docket.lint.rules.citations import citations
from docket.lint.rules.texts import gathered, texts
from docket.lint.schema import Validator
from docket.model.record import Record, make_library
from docket.source.base_map import load_base_map
from mutations import mutated

BASE_MAP = load_base_map(SCHEMAS.parent / "theme" / "basemap")
VALIDATORS = {kind.name: Validator(kind) for kind in kinds()}
CONTEXT = Context(small_library(), date.fromisoformat(AS_OF), BASE_MAP)


def found(code, today=CONTEXT.today, base=BASE_MAP, broken=frozenset(), **more):
    rule = next(rule for rule in RULES if rule.code == code)
    return [
        (problem.file.rpartition("/")[2], problem.path)
        for problem in rule.check(Context(small_library(**more), today, base, broken))
    ]


def test_no_rule_has_anything_to_say_of_the_small_library():
    assert [problem for rule in RULES for problem in rule.check(CONTEXT)] == []


def test_no_two_rules_share_a_code():
    assert len({rule.code for rule in RULES}) == len(RULES)


RECORDS = list(small_library())


CHANGED = mutated([dict(record.data) for record in RECORDS], most=1).map(
    lambda drawn: Record(RECORDS[drawn[0]].kind, RECORDS[drawn[0]].file, drawn[1])
)


def sound(record):
    return VALIDATORS[record.kind.name].clean(record.data)


@given(CHANGED)
@settings(max_examples=300, deadline=None)
def test_no_rule_crashes_on_a_record_that_satisfies_its_schema(record):
    if sound(record):
        context = Context(
            make_library(
                kinds(), [*(other for other in RECORDS if other.file != record.file), record]
            ),
            CONTEXT.today,
            BASE_MAP,
        )
        assert all(
            problem.code == rule.code and problem.fact and problem.hint
            for rule in RULES
            for problem in rule.check(context)
        )


@given(CHANGED)
@settings(max_examples=300, deadline=None)
def test_what_is_gathered_of_a_record_is_what_a_look_at_each_place_finds(record):
    if sound(record):
        text, cited = gathered(record)
        assert sorted(text.split("\n")) == sorted(
            "\n".join(text for _, text, _ in texts(record)).split("\n")
        )
        assert cited == {name for _, name in citations(record)}


def test_a_reference_to_a_broken_record_is_not_reported():
    assert found("refs/resolve", directives=[directive("a", place="nowhere")]) == [
        ("a.yaml", ("place",))
    ]
    assert (
        found(
            "refs/resolve",
            broken=frozenset({"nowhere"}),
            directives=[directive("a", place="nowhere")],
        )
        == []
    )


def test_sources_of_a_reference_kind_need_not_be_cited():
    assert found("sources/used", places=[place("a", sources=[source()])]) == []


def test_a_misspelt_citation_counts_as_use_of_the_source_it_means():
    record = directive("a", steps=[step("2025-07-11", "signed", sources=["reprot"])])
    assert found("sources/used", directives=[record]) == []
    assert found("sources/cited", directives=[record]) == [("a.yaml", ("steps", 0, "sources", 0))]


@pytest.mark.parametrize(
    ("on", "future"),
    [
        ("2025-11-01", False),
        ("2025-11-02", True),
        ("2025-11", False),
        ("2025", False),
        ("2025-10-30/2025-12-01", False),
        ("../2026-01-01", False),
        ("2026~", True),
    ],
)
def test_a_step_is_to_come_where_its_earliest_day_is(on, future):
    assert (
        bool(found("steps/future", directives=[directive("a", steps=[step(on, "signed")])]))
        is future
    )


def test_what_can_be_planned_may_lie_ahead_and_without_today_nothing_is_reported():
    assert (
        found("steps/future", challenges=[challenge("a", steps=[step("2026-01-01", "hearing")])])
        == []
    )
    assert (
        found(
            "steps/future",
            today=None,
            challenges=[challenge("a", steps=[step("2026-01-01", "judgment")])],
        )
        == []
    )


def test_an_announcement_may_come_before_the_filing_and_a_vague_date_may_be_before_or_after():
    steps = [
        step("2025-07-01", "reported"),
        step("2025-08", "injunction-granted"),
        step("2025-08-15", "filed"),
    ]
    assert found("steps/order", challenges=[challenge("a", steps=steps)]) == []
    assert found(
        "steps/order", challenges=[challenge("a", steps=[step("2025-07", "appeal"), *steps])]
    ) == [("a.yaml", ("steps", 0, "date"))]


@pytest.mark.parametrize(
    ("precision", "lat", "number"),
    [
        ("site", 34.058, 0),
        ("site", 34.0581, 1),
        ("city", 34.05, 0),
        ("city", 34.058, 1),
        ("county", 34.1, 0),
        ("state", 37, 0),
        ("state", 37.0, 0),
        ("state", 37.1, 1),
    ],
)
def test_decimals_follow_precision_and_zeros_do_not_count(precision, lat, number):
    location = {"lat": lat, "lon": -118, "precision": precision}
    assert len(found("coordinates/precision", events=[event("a", location=location)])) == number


def test_a_point_is_held_against_its_place_and_those_above_as_far_as_they_have_outlines():
    far = {"lat": 40.71, "lon": -74.0, "precision": "city"}
    assert found("coordinates/inside", events=[event("a", location=far)]) == [
        ("a.yaml", ("location",))
    ]
    assert found("coordinates/inside", places=[place("a", point=far)]) == [("a.yaml", ("point",))]
    assert found("coordinates/inside", base=None, events=[event("a", location=far)]) == []
    nowhere = [state("elsewhere", geoid="99"), place("a", parent="elsewhere", point=far)]
    assert found("coordinates/inside", places=nowhere) == []


def test_a_circle_is_reported_once_and_relations_without_direction_may_go_round():
    def pair(kind):
        return [
            directive("a", relations=[{"type": kind, "record": "b"}]),
            directive("b", relations=[{"type": kind, "record": "a"}]),
        ]

    assert found("graph/cycle", directives=pair("implements")) == [
        ("a.yaml", ("relations", 0, "record"))
    ]
    assert found("graph/cycle", directives=pair("related")) == []


def test_supersession_of_what_implements_it_is_no_circle():
    records = [
        directive("a", relations=[{"type": "supersedes", "record": "b"}]),
        directive("b", relations=[{"type": "implements", "record": "a"}]),
    ]
    assert found("graph/cycle", directives=records) == []


def test_a_place_in_a_circle_it_is_not_part_of_is_not_reported():
    assert found(
        "graph/cycle",
        places=[place("a", parent="b"), place("b", parent="c"), place("c", parent="b")],
    ) == [("b.yaml", ("parent",))]


def test_an_order_reaches_provisions_that_have_an_id():
    provisions = [
        {"id": "plans", "type": "protocol", "text": "Plans.", "sources": ["report"]},
        {"type": "other", "text": "x", "sources": ["report"]},
    ]

    def order(*names):
        return challenge(
            "c",
            steps=[
                step(
                    "2025-09-01",
                    "order",
                    id="order",
                    order={"effects": [effect("a", "blocks", provisions=list(names))]},
                )
            ],
        )

    assert (
        found(
            "provisions/known",
            directives=[directive("a", provisions=provisions)],
            challenges=[order("plans")],
        )
        == []
    )
    path = ("steps", 0, "order", "effects", 0, "provisions", 1)
    assert found(
        "provisions/known",
        directives=[directive("a", provisions=provisions)],
        challenges=[order("plans", "plan")],
    ) == [("c.yaml", path)]


def test_markdown_is_allowed_where_the_schema_says_so_and_html_nowhere_else():
    assert found("text/plain", directives=[directive("a", notes="<b>x</b> *y*")]) == []
    assert found("text/plain", directives=[directive("a", summary="less < more & AT&T")]) == []
    assert found("text/plain", directives=[directive("a", summary="<script>")]) == [
        ("a.yaml", ("summary",))
    ]


def test_numbers_in_addresses_of_sources_are_left_alone():
    assert (
        found(
            "people/private",
            directives=[
                directive("a", sources=[source(url="https://x.test/213-555-0100?to=a@b.test")])
            ],
        )
        == []
    )
