"""Rules about the steps of all kinds, and about what they name, at their boundaries."""

from __future__ import annotations

import pytest

from builders import directive, effect, event, provision, step
from problems import case_paths, order, paths_of, problems_of


def test_a_step_names_provisions_of_its_record_and_an_effect_those_of_its_target():
    law = directive(
        "law",
        provisions=[provision(id="plans")],
        steps=[step("2025-07-11", "signed", provisions=["plans", "plan"])],
    )
    (problem,) = problems_of("provisions/known", directives=[law])
    assert problem.path == ("steps", 0, "provisions", 1)
    assert problem.hint == "did you mean 'plans'?"
    higher = directive(
        "higher",
        steps=[step("2025-08-01", "signed", effects=[effect("law", "suspends", provisions=["x"])])],
    )
    found = paths_of("provisions/known", directives=[law, higher])
    assert ("steps", 0, "effects", 0, "provisions", 0) in found


def test_no_two_steps_share_an_id_and_every_order_has_one():
    assert case_paths("steps/id-unique", order(), order(name="j")) == []
    assert case_paths("steps/id-unique", order(), order(), order()) == [
        ("steps", 2, "id"),
        ("steps", 3, "id"),
    ]
    assert case_paths("steps/id-unique", order(name=None)) == [("steps", 1, "order")]
    assert case_paths("steps/id-unique", order(name=None), order(name="injunction-granted")) == [
        ("steps", 1, "order")
    ]


def test_a_step_of_an_older_act_overrides_what_came_later_but_does_not_repeal_it():
    def found(code):
        old = directive("old", steps=[step("2017", "signed", effects=[effect("new", code)])])
        new = directive("new", steps=[step("2025-07-11", "signed")])
        return paths_of("effects/target", directives=[old, new])

    assert found("overrides") == found("suspends") == []
    assert found("repeals") == [("steps", 0, "effects", 0, "record")]


@pytest.mark.parametrize(
    ("code", "types", "wrong"),
    [
        ("signed", ["digest"], True),
        ("signed", ["advocacy", "digest"], True),
        ("signed", ["digest", "news"], False),
        ("signed", ["commentary"], False),
        ("reported", ["digest"], False),
    ],
)
def test_what_changes_a_status_rests_on_more_than_digests_and_advocacy(code, types, wrong):
    sources = [
        {**directive()["sources"][0], "id": f"s{number}", "type": kind, "of": "The Paper"}
        for number, kind in enumerate(types)
    ]
    names = [source["id"] for source in sources]
    law = directive("law", steps=[step("2025-07-11", code, sources=names)], sources=sources)
    found = problems_of("effects/sources", directives=[law])
    assert [(one.path, one.level) for one in found] == (
        [(("steps", 0, "sources"), "warning")] if wrong else []
    )


@pytest.mark.parametrize(
    ("instrument", "steps", "wrong"),
    [
        ("ordinance", [("2025-07-11", "adopted")], True),
        ("ordinance", [("2025-07-11", "adopted"), ("2025-08-11", "effective")], False),
        ("ordinance", [("2025-07-11", "adopted"), ("2025-08-11", "confirmed")], False),
        ("ordinance", [("2025-07-11", "proposed")], False),
        ("resolution", [("2025-07-11", "adopted")], False),
    ],
)
def test_a_directive_that_does_not_say_when_it_takes_effect_is_noted(instrument, steps, wrong):
    law = directive("law", instrument=instrument, steps=[step(*each) for each in steps])
    found = problems_of("steps/effective", directives=[law])
    assert [(one.path, one.level) for one in found] == ([(("steps",), "info")] if wrong else [])


def test_only_what_is_plannable_is_planned_on_whatever_day():
    def found(code, day, rule="steps/planned"):
        return case_paths(rule, step(day, code, planned=True))

    for day in ("2025-08-01", "2099-01-01"):
        assert found("hearing", day) == found("hearing", day, "steps/future") == []
        assert found("judgment", day) == [("steps", 1, "planned")]


def test_a_planned_end_does_not_end_anything():
    steps = [step("2025-07-11", "ended", planned=True), step("2025-08-01", "began")]
    assert problems_of("steps/ended", events=[event("e", steps=steps)]) == []


@pytest.mark.parametrize(
    ("code", "until", "wrong"),
    [
        ("extended", "2025-08-01", False),
        ("extended", "2025-07-11", False),
        ("extended", "2025-07-10", True),
        ("began", "2025-08-01", True),
    ],
)
def test_only_an_extension_says_until_when(code, until, wrong):
    extended = event("e", steps=[step("2025-07-11", code, until=until)])
    found = paths_of("steps/until", events=[extended])
    assert found == ([("steps", 0, "until")] if wrong else [])
