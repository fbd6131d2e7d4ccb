"""Worked cases: what was in force on a day, why, since when, and how certainly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from builders import (
    challenge,
    directive,
    event,
    library,
    place,
    provision,
    state,
    step,
)
from docket.model.references import link
from docket.status.history import history
from docket.status.lives import lives_of


def load(name):
    """The cases of a file."""
    text = (Path(__file__).parent / "status" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)


WORKED, VARIATIONS = load("worked"), load("variations")
CODES = {"expires": "expired", "ends": "ended"}
"""Steps of the worked cases that the schemas write otherwise."""
LAW = [step("2025-01-01", "effective")]
ORDER = [step("2025-01-20", "signed")]
OPERATION = [step("2025-06-01", "began")]


def records(given):
    """The records of a case: L a statute with provisions a and b, R and R2 executive directives, E
    an operation, C1 and C2 court cases."""
    steps = {
        name: [written(one) for one in found] for name, found in given.items() if name != "horizon"
    }
    if not any(one["step"] == "began" for one in steps.get("E", ())):
        steps["E"] = [*OPERATION, *steps.get("E", ())]
    provisions = [provision(id="a"), provision(id="b")]
    cases = [
        challenge(name, steps=[step("2020-01-02", "filed"), *steps.get(name, ())])
        for name in ("C1", "C2")
    ]
    return library(
        directives=[
            directive("L", instrument="statute", provisions=provisions, steps=steps.get("L", LAW)),
            directive("R", steps=steps.get("R", ORDER)),
            directive("R2", steps=steps.get("R2", [step("2020-01-01", "announced")])),
        ],
        challenges=cases,
        events=[event("E", steps=steps["E"])],
        places=[place(), state(), place("city-1"), place("city-2")],
    )


def written(one):
    """A step as written in a case; a boolean stays one."""
    flags = {"true": True}
    order = {
        key: flags.get(value, value) if isinstance(value, str) else value
        for key, value in one.get("order", {}).items()
    }
    found = {"sources": ["report"], **one, "step": CODES.get(one["step"], one["step"])}
    return {
        **found,
        **({"order": order} if order else {}),
        **({"planned": True} if "planned" in one else {}),
    }


def said(found, kind, day):
    """A record's status on a day in the words of the worked cases."""
    span = found.on(day)
    if span is None:
        return kind.initial_status
    words = {"overridden-in-part": "overridden in part"}.get(span.status, span.status)
    also = ", ".join(kind.qualifiers[code] for code in span.also)
    if span.status == "last-reported":
        words = f"last reported {span.detail}"
    if span.status == "not-known":
        words = f"not known (planned to end {span.detail})"
    answer = f"{words} ({also})" if also else words
    return answer if span.certain(day) else f"possibly {answer}"


class Answers:
    """Answers the questions of a case."""

    def __init__(self, given):
        self.library = records(given)
        self.links = link(self.library)
        self.horizon = given.get("horizon")
        self.lives = {
            record.id: lives_of(record, self.library, self.links)
            for record in self.library.by_id.values()
        }

    def history(self, name):
        return history(self.library[name], self.library, self.links, self.lives, self.horizon)

    def record(self, name, day):
        return said(self.history(name), self.library[name].kind, day)

    def order(self, name, day):
        span = next(
            life.on(day) for lives in self.lives.values() for life in lives if life.order.id == name
        )
        answer = f"{span.state} ({span.why})" if span.why else span.state
        return answer if span.certain else f"possibly {answer}"

    def place(self, name, day):
        found = [
            f"order {life.order.id} in effect"
            for lives in self.lives.values()
            for life in lives
            if (span := life.on(day)) and span.binds and name in span.places
        ]
        return "; ".join(found) or "no order reaches it"


QUESTIONS = [
    pytest.param(case["given"], question, id=f"{case['case']} - {number}")
    for case in (*WORKED, *VARIATIONS)
    for number, question in enumerate(case["ask"])
]


@pytest.mark.parametrize(("given", "asked"), QUESTIONS)
def test_a_worked_case_is_answered_as_it_was_worked_out_by_hand(given, asked):
    answers, day = Answers(given), asked["day"]
    what = next(name for name in ("order", "place", "record") if name in asked)
    found = getattr(answers, what)(asked[what], day)
    expected = asked["answer"]
    assert found == expected or (what == "order" and found.partition(" (")[0] == expected)
    if what != "record" or asked.keys() == {"day", "record", "answer"}:
        return
    span = answers.history(asked["record"]).on(day)
    phase = span.phase(day)
    assert found != asked.get("not")
    if "grounds" in asked:
        assert [ground.order for ground in phase.grounds] == asked["grounds"]
    if "since" in asked:
        assert span.begin == asked["since"]
    if "because" in asked:
        assert span.cause.record == asked["because"]
    if "confirmed" in asked:
        assert phase.grounds[0].confirmed == asked["confirmed"]
    if "scope" in asked:
        assert phase.grounds[0].scope == asked["scope"]
    for name in ("a", "b"):
        if f"provision_{name}" in asked:
            assert dict(phase.parts)[name] == asked[f"provision_{name}"]


def test_a_partial_stay_is_a_change_between_two_days_though_the_status_is_the_same():
    case = next(one for one in WORKED if one["case"] == "stayed in part")
    found = Answers(case["given"]).history("E")
    before, after = (found.on(day).phase(day) for day in ("2025-10-10", "2025-10-12"))
    assert [ground.scope for ground in before.grounds] == ["neither federalized nor deployed"]
    assert before.grounds != after.grounds
