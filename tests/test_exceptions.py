"""Exceptions: what a record is allowed, and what it allows itself in vain."""

from __future__ import annotations

from builders import directive, small_library
from docket.exceptions import without_excepted
from docket.problems import Problem


def remaining(*exceptions, problems):
    record = directive("a", exceptions=list(exceptions))
    library = small_library(directives=[record])
    file = library.get("a").file
    told = [Problem(code, fact, file, ("summary",)) for code, fact in problems]
    return [(problem.code, problem.fact, problem.path) for problem in without_excepted(told, library)]


def test_an_exception_covers_every_problem_of_its_rule_and_no_other():
    exception = {"rule": "quotes/length", "reason": "A statute."}
    assert remaining(exception, problems=[("quotes/length", "41 words"), ("quotes/length", "50 words"), ("text/plain", "'<b>' is markup")]) == [
        ("text/plain", "'<b>' is markup", ("summary",))
    ]


def test_an_exception_about_one_thing_leaves_the_others():
    exception = {"rule": "wording/neutral", "about": "raid", "reason": "The name."}
    assert remaining(exception, problems=[("wording/neutral", "'raid' takes a side"), ("wording/neutral", "'invasion' takes a side")]) == [
        ("wording/neutral", "'invasion' takes a side", ("summary",))
    ]


def test_an_exception_that_covers_nothing_is_a_problem_where_it_stands():
    used, unused = {"rule": "quotes/length", "reason": "A statute."}, {"rule": "quotes/length", "about": "99", "reason": "Once."}
    assert remaining(used, unused, problems=[("quotes/length", "41 words")]) == [
        ("exceptions/unused", "no problem of rule quotes/length is left for this exception", ("exceptions", 1))
    ]


def test_an_exception_reaches_no_other_record():
    library = small_library(directives=[directive("a", exceptions=[{"rule": "text/plain", "reason": "x"}]), directive("b")])
    other = Problem("text/plain", "'<b>' is markup", library.get("b").file)
    assert [problem.code for problem in without_excepted([other], library)] == ["text/plain", "exceptions/unused"]
