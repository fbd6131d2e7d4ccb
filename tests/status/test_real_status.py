"""Real records answer as they were answered by hand from their sources."""

from __future__ import annotations

from functools import cache

import pytest

from docket.model.kind_loader import load_kinds
from docket.model.record import Record, make_library
from docket.model.references import link
from docket.source import yaml_reader
from docket.status.history import history
from docket.status.horizon import Horizons
from projects import PROJECT
from statuses import lives_in, read_questions, state_in_words, status_in_words

QUESTIONS = read_questions("real")


@cache
def collection():
    """Return the library of the real records, its links and the lives of its orders."""
    kinds = load_kinds(PROJECT / "schema")
    files = (
        (kind, file) for kind in kinds for file in (PROJECT / "data" / kind.plural).rglob("*.yaml")
    )
    library = make_library(
        kinds,
        (
            Record(kind, str(file), yaml_reader.read(file.read_bytes(), file.name).value)
            for kind, file in files
        ),
    )
    links = link(library)
    return library, links, lives_in(library, links)


def status(name, day):
    """Return the status of a record on a day, as far as was searched."""
    library, links, lives = collection()
    record = library[name]
    searched = Horizons(library, links).searched(record)
    found = history(record, library, links, lives, searched and searched.isoformat())
    return status_in_words(found, record.kind, day)


def states(case, order, day):
    """Return the states on a day of the orders that a case made on the date with which `order`
    begins: the exact date, or else any within it; None for one that was not yet made."""
    date = order.split()[0]
    lives = collection()[2][case]
    made = [life for life in lives if life.order.cause.date == date]
    spans = [
        life.on(day)
        for life in made or [one for one in lives if one.order.cause.date.startswith(date)]
    ]
    return [span and state_in_words(span) for span in spans]


@pytest.mark.parametrize(
    "asked", QUESTIONS, ids=lambda one: f"{one.get('record') or one['case']} {one['day']}"
)
def test_a_real_record_answers_as_it_was_answered_by_hand(asked):
    if "record" in asked:
        assert status(asked["record"], asked["day"]) == asked["answer"]
        return
    found = states(asked["case"], asked["order"], asked["day"])
    plain = [state and state.partition(" (")[0] for state in found]
    assert asked["answer"] in [*found, *plain]
