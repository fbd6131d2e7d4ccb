"""Real histories: orders granted, affirmed, stayed, dissolved and replaced give the status that the
sources tell."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from builders import challenge, directive, effect, event, library, place, state, step
from docket.model.references import link
from docket.source.yaml_reader import read
from docket.status.history import history as history_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
BUILD = {"directive": directive, "event": event}


def read_case(path: Path):
    reading = read(path.read_bytes(), path.name)
    assert reading.problems == ()
    return reading.value


def history(case):
    name = "the-record"
    subject = BUILD[case["kind"]](
        name,
        steps=[step(written["date"], written["step"]) for written in case["steps"]],
        **({"instrument": case["instrument"]} if "instrument" in case else {}),
    )
    orders = [
        challenge(
            court,
            steps=[
                step("2016-01-01", "filed"),
                *(_order(name, written) for written in written_orders),
            ],
        )
        for court, written_orders in case["orders"].items()
    ]
    found = library(
        places=[place(), state()],
        challenges=orders,
        **{"directives" if case["kind"] == "directive" else "events": [subject]},
    )
    return history_of(found[name], found, link(found))


def _order(name, written):
    until = {"until": written["until"]} if "until" in written else {}
    return step(
        written["date"], written["step"], effects=[effect(name, written["effect"], **until)]
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_real_history_gives_the_spans_that_its_sources_tell(path):
    case = read_case(path)
    found = [
        (
            span.status,
            span.begin_text,
            "itself" if span.cause.record == "the-record" else span.cause.record,
        )
        for span in history(case).spans
    ]
    assert found == [(span["status"], span["from"], span["by"]) for span in case["spans"]]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_on_the_day_before_and_of_each_change_the_status_is_that_of_its_span(path):
    spans = history(read_case(path)).spans
    for before, after in pairwise(spans):
        assert before.end == after.begin
        assert (
            history(read_case(path)).on(date.fromordinal(after.begin.toordinal() - 1)).status
            == before.status
        )
        assert history(read_case(path)).on(after.begin).status == after.status
