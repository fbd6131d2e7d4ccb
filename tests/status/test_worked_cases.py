"""Worked cases: what was in force on a day, why, since when, and how certainly."""

from __future__ import annotations

from datetime import date

import pytest

from builders import challenge, directive, event, library, place, provision, state, step
from docket.lint.rules import RULES, Context
from docket.model.references import link
from docket.status.history import history
from docket.views.site import make_site
from statuses import lives_in, read_questions, state_in_words, status_in_words

WORKED, VARIATIONS = read_questions("worked"), read_questions("variations")
CODES = {"expires": "expired", "ends": "ended"}
"""Steps of the worked cases that the schemas write otherwise."""
SUBJECTS = ("order", "place", "record")
"""What a question may be about."""
ASKED = ("day", "not", "group")
"""What else a question has that is no part of its answer: `not` is a status that the answer rules
out; what `group` says has a test of its own."""
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
    """Return a step as a record has it: with sources, and with truth in place of the word."""
    found = {"sources": ["report"], **one, "step": CODES.get(one["step"], one["step"])}
    if "order" in one:
        found["order"] = {
            key: True if value == "true" else value for key, value in one["order"].items()
        }
    if "planned" in one:
        found["planned"] = True
    return found


class Answers:
    """Answers the questions of a case."""

    def __init__(self, given):
        self.library = records(given)
        self.links = link(self.library)
        self.horizon = given.get("horizon")
        self.lives = lives_in(self.library, self.links)

    def history(self, name):
        return history(self.library[name], self.library, self.links, self.lives, self.horizon)

    def record(self, name, day):
        """Return all that may be asked about a record on a day, by the names in the questions."""
        found = self.history(name)
        facts = {"answer": status_in_words(found, self.library[name].kind, day)}
        span = found.on(day)
        if span is None:
            return facts
        phase = span.phase(day)
        for ground in phase.grounds[:1]:
            facts |= {"confirmed": ground.confirmed, "scope": ground.scope}
        return {
            **facts,
            "since": span.begin,
            "because": span.cause.record,
            "grounds": [ground.order for ground in phase.grounds],
            **{f"provision_{part}": status for part, status in phase.parts},
        }

    def order(self, name, day):
        """Return the state of an order on a day."""
        lives = (life for lives in self.lives.values() for life in lives)
        return {
            "answer": state_in_words(next(life.on(day) for life in lives if life.order.id == name))
        }

    def place(self, name, day):
        """Return which orders in effect name a place."""
        found = [
            f"order {life.order.id} in effect"
            for lives in self.lives.values()
            for life in lives
            if (span := life.on(day)) and span.binds and name in span.places
        ]
        return {"answer": "; ".join(found) or "no order reaches it"}


QUESTIONS = [
    pytest.param(case["given"], question, id=f"{case['case']} - {number}")
    for case in (*WORKED, *VARIATIONS)
    for number, question in enumerate(case["ask"])
]


@pytest.mark.parametrize(("given", "question"), QUESTIONS)
def test_a_worked_case_is_answered_as_it_was_worked_out_by_hand(given, question):
    what = next(name for name in SUBJECTS if name in question)
    expected = {name: question[name] for name in question.keys() - {*ASKED, what}}
    found = getattr(Answers(given), what)(question[what], question["day"])
    if what == "order" and "(" not in question["answer"]:
        found["answer"] = found["answer"].partition(" (")[0]
    assert {name: found[name] for name in expected} == expected


def worked(name):
    """Return the worked case with this name, and its first question."""
    case = next(one for one in WORKED if one["case"] == name)
    return case["given"], case["ask"][0]


def test_what_is_adopted_without_a_day_of_effect_is_listed_in_a_group_of_its_own():
    given, question = worked("adopted, the day of effect not known")
    site = make_site(records(given), date.fromisoformat(question["day"]))
    titles = {
        standing.card.id: title
        for kind in site.in_force.on(question["day"])
        for title, standings in kind.groups
        for standing in standings
    }
    assert titles[question["record"]].lower() == question["group"]


def test_a_partial_stay_is_a_change_between_two_days_though_the_status_is_the_same():
    given, question = worked("stayed in part")
    found = Answers(given).history(question["record"])
    before, after = (found.on(day).phase(day) for day in ("2025-10-10", "2025-10-12"))
    assert [ground.scope for ground in before.grounds] == ["neither federalized nor deployed"]
    assert before.grounds != after.grounds


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["case"])
def test_no_rule_about_steps_and_orders_finds_an_error_in_a_worked_case(case):
    codes = ("acts", "orders", "provisions", "effects", "steps")
    context = Context(records(case["given"]), None, None)
    rules = [rule for rule in RULES if rule.code.partition("/")[0] in codes]
    found = [one for rule in rules for one in rule.check(context) if one.level == "error"]
    assert [(one.code, one.path, one.fact) for one in found] == []
