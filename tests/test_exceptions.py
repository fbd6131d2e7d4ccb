"""Exceptions: what a record is allowed, and what it allows itself in vain."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from builders import SCHEMAS, directive, small_library, small_site
from docket.lint.approvals import FILE, Approval, Approvals, load_approvals
from docket.lint.exceptions import without_excepted
from docket.model.diagnostics import DocketError, Problem
from docket.site import exceptions_page
from pelican_run import environment, pelican
from projects import make_site_project


def remaining(*exceptions, problems):
    record = directive("a", exceptions=list(exceptions))
    library = small_library(directives=[record])
    file = library.get("a").file
    reported = [Problem(code, fact, file, ("summary",)) for code, fact in problems]
    return [
        (problem.code, problem.fact, problem.path)
        for problem in without_excepted(reported, library)
    ]


def test_an_exception_covers_every_problem_of_its_rule_and_no_other():
    exception = {"rule": "quotes/length", "reason": "A statute."}
    assert remaining(
        exception,
        problems=[
            ("quotes/length", "41 words"),
            ("quotes/length", "50 words"),
            ("text/plain", "'<b>' is markup"),
        ],
    ) == [("text/plain", "'<b>' is markup", ("summary",))]


def test_an_exception_about_one_thing_leaves_the_others():
    exception = {"rule": "wording/neutral", "about": "raid", "reason": "The name."}
    assert remaining(
        exception,
        problems=[
            ("wording/neutral", "'raid' takes a side"),
            ("wording/neutral", "'invasion' takes a side"),
        ],
    ) == [("wording/neutral", "'invasion' takes a side", ("summary",))]


def test_an_exception_that_covers_nothing_is_a_problem_where_it_stands():
    used, unused = (
        {"rule": "quotes/length", "reason": "A statute."},
        {"rule": "quotes/length", "about": "99", "reason": "Once."},
    )
    assert remaining(used, unused, problems=[("quotes/length", "41 words")]) == [
        (
            "exceptions/unused",
            "no problem of rule quotes/length is left for this exception",
            ("exceptions", 1),
        )
    ]


def test_an_exception_reaches_no_other_record():
    library = small_library(
        directives=[
            directive("a", exceptions=[{"rule": "text/plain", "reason": "x"}]),
            directive("b"),
        ]
    )
    other = Problem("text/plain", "'<b>' is markup", library.get("b").file)
    assert [problem.code for problem in without_excepted([other], library)] == [
        "text/plain",
        "exceptions/unused",
    ]


PRIVATE = ("people/private", "'213-555-0147' looks like a telephone number")
ABOUT = {"rule": "people/private", "about": "213-555-0147", "reason": "The order prints it."}
APPROVED = Approval("a", "people/private", "213-555-0147", "It is in the order itself.")


def with_approvals(*approved, exceptions=(ABOUT,), problems=(PRIVATE,), broken=()):
    library = small_library(directives=[directive("a", exceptions=list(exceptions) or None)])
    file = library.get("a").file
    found = [Problem(code, fact, file, ("summary",)) for code, fact in problems]
    approvals = Approvals("schema/x.yaml", approved)
    protected = {"people/private"}
    left = without_excepted(found, library, protected, approvals, broken)
    return [(problem.code, problem.file.rpartition("/")[2], problem.path) for problem in left]


def test_a_record_cannot_except_itself_from_a_protected_rule():
    assert with_approvals() == [("exceptions/not-approved", "a.yaml", ("exceptions", 0))]


def test_an_approved_exception_covers_what_it_is_about_and_nothing_else():
    other = ("people/private", "'pat@city.example' looks like an e-mail address")
    assert with_approvals(APPROVED) == []
    assert with_approvals(APPROVED, problems=[PRIVATE, other]) == [
        ("people/private", "a.yaml", ("summary",))
    ]


@pytest.mark.parametrize(
    "changed", [{"about": "555-0147"}, {"about": None}, {"rule": "text/plain"}, {"record": "b"}]
)
def test_an_approval_is_for_one_record_one_rule_and_the_same_words(changed):
    approval = APPROVED._replace(**{key: value or "" for key, value in changed.items()})
    codes = [code for code, _, _ in with_approvals(approval)]
    assert codes == ["exceptions/not-approved", "exceptions/unused"]


def test_an_exception_of_a_protected_rule_says_what_it_is_about():
    library = small_library(directives=[directive("a", exceptions=[{**ABOUT, "about": None}])])
    record = library.get("a")
    record.data["exceptions"][0].pop("about")
    found = Problem(*PRIVATE, record.file, ("summary",))
    (problem,) = without_excepted([found], library, {"people/private"}, Approvals("x", ()))
    assert "say what the exception is about" in problem.hint


def test_an_approval_that_no_record_asks_for_is_a_problem_of_its_file():
    unused = [("exceptions/unused", "x.yaml", ("exceptions", 0))]
    assert with_approvals(APPROVED, exceptions=(), problems=()) == unused
    gone = APPROVED._replace(record="gone")
    assert with_approvals(gone, exceptions=(), problems=()) == unused
    assert with_approvals(gone, exceptions=(), problems=(), broken={"gone"}) == []


WRONG = {
    "[1]\n": "the file does not hold keys and values",
    "exceptions: 1\n": "the file holds one key, exceptions, with a list",
    "approvals: []\n": "the file holds one key, exceptions, with a list",
    "exceptions: [a]\n": "exception 1 is not a group",
    "exceptions:\n  - {record: a, rule: people/private, about: b}\n": "exception 1: reason is missing",
    "exceptions:\n  - {record: a, rule: b, about: '', reason: c}\n": "exception 1: about is missing",
    "exceptions:\n  - {record: a, rule: b, about: c, reason: d, whi: e}\n": "there is no key 'whi'",
    "exceptions:\n\t- a\n": "there is a tab",
}


@pytest.mark.parametrize(("text", "fact"), WRONG.items())
def test_a_wrong_file_of_approvals_is_refused_with_what_is_wrong(tmp_path, text, fact):
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / FILE).write_text(text)
    with pytest.raises(DocketError, match=re.escape(fact)) as raised:
        load_approvals(tmp_path / "schema", tmp_path)
    assert str(raised.value).startswith(f"schema/{FILE}:")


def test_a_schema_folder_without_approvals_approves_nothing(tmp_path):
    assert load_approvals(tmp_path, tmp_path) == Approvals(FILE, ())


TELEPHONE = "summary: The line is 213-555-0147.\n"
RECORD = f"""id: hotline
title: Hotline
place: test-city
instrument: ordinance
stance: limits-access
issuer: {{name: City Council}}
{TELEPHONE}steps:
  - {{date: 2025-07-01, step: adopted, sources: [minutes]}}
topics: [city-property]
exceptions:
  - {{rule: people/private, about: 213-555-0147, reason: The ordinance prints it.}}
sources:
  - {{id: minutes, url: "https://city.test/m", title: Minutes, publisher: City, type: official, seen: 2025-10-20}}
"""
APPROVING = """exceptions:
  - record: hotline
    rule: people/private
    about: 213-555-0147
    reason: A city line, printed in the ordinance.
"""


@pytest.fixture
def excepting(tmp_path):
    """A project with a record that excepts itself, and a schema folder of its own."""
    project = make_site_project(tmp_path / "project")
    (project / "data" / "directives" / "hotline.yaml").write_text(RECORD)
    (project / "schema").unlink()
    shutil.copytree(SCHEMAS, project / "schema")
    return project


def check(project):
    run = "from docket.cli import main; main()"
    command = [sys.executable, "-c", run, "check", "--today", "2025-11-01"]
    return subprocess.run(
        command, cwd=project, env=environment(COLUMNS="300"), capture_output=True, text=True
    )


def test_docket_check_asks_for_the_owners_approval(excepting):
    done = check(excepting)
    assert done.returncode == 1
    assert "exceptions/not-approved" in done.stdout
    assert "data/directives/hotline.yaml:12:5" in done.stdout
    assert "or the owner adds it to schema/approved-exceptions.yaml" in done.stdout
    (excepting / "schema" / FILE).write_text(APPROVING)
    done = check(excepting)
    records = len(list((excepting / "data").rglob("*.yaml")))
    assert done.returncode == 0
    assert done.stdout.startswith(f"{records} records, no problems.\n")
    (excepting / "schema" / FILE).write_text(APPROVING.replace("hotline", "hotlines"))
    done = check(excepting)
    assert done.returncode == 1
    assert "schema/approved-exceptions.yaml:2:5" in done.stdout
    (excepting / "schema" / FILE).write_text("exceptions: none\n")
    done = check(excepting)
    assert done.returncode == 2
    assert "schema/approved-exceptions.yaml: the file holds one key" in done.stderr


def test_a_build_refuses_what_the_owner_did_not_approve_and_lists_what_was(excepting):
    refused = pelican(excepting)
    assert refused.returncode == 1
    assert "exceptions/not-approved" in refused.stderr
    (excepting / "schema" / FILE).write_text(APPROVING)
    done = pelican(excepting)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (excepting / "output" / "data" / "exceptions" / "index.html").read_text()
    for words in (
        '<a href="../../directives/hotline/" dir="auto">Hotline</a>',
        "people/private",
        "213-555-0147",
        "The ordinance prints it.",
        "A city line, printed in the ordinance.",
    ):
        assert words in page
    assert (
        'href="../data/exceptions/"' in (excepting / "output" / "data" / "index.html").read_text()
    )


def test_the_page_of_exceptions_says_so_where_there_is_none():
    given = exceptions_page(small_site(), Approvals()).given
    assert given["exceptions"] == ()
    assert [code for code, _ in given["protected"]] == ["text/plain", "people/private"]
