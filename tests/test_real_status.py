"""Real records answer as they were answered by hand from their sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from docket.model.kind_loader import load_kinds
from docket.model.record import Record, make_library
from docket.model.references import link
from docket.source import yaml_reader
from docket.status.history import history
from docket.status.horizon import Horizons
from docket.status.lives import lives_of
from test_worked_cases import said

ROOT = Path(__file__).parents[1]
QUESTIONS = yaml.load(
    (Path(__file__).parent / "status" / "real.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@cache
def collection():
    kinds = load_kinds(ROOT / "schema")
    files = (
        (kind, file) for kind in kinds for file in (ROOT / "data" / kind.plural).rglob("*.yaml")
    )
    records = (
        Record(kind, str(file), yaml_reader.read(file.read_bytes(), file.name).value)
        for kind, file in files
    )
    return make_library(kinds, records)


@cache
def lives():
    library, links = collection(), link(collection())
    return {one.id: lives_of(one, library, links) for one in library.by_id.values()}


def status(name, day):
    library, links = collection(), link(collection())
    record = library[name]
    searched = Horizons(library, links).searched(record)
    found = history(record, library, links, lives(), searched and searched.isoformat())
    return said(found, record.kind, day)


def states(case, order, day):
    """The states of the orders that a case made on the day with which `order` begins."""
    date = order.split()[0]
    made = [life for life in lives()[case] if life.order.cause.date == date]
    for life in made or [one for one in lives()[case] if one.order.cause.date.startswith(date)]:
        span = life.on(day)
        state = f"{span.state} ({span.why})" if span and span.why else span and span.state
        yield state if span is None or span.certain else f"possibly {state}"


@pytest.mark.parametrize(
    "asked", QUESTIONS, ids=lambda one: f"{one.get('record') or one['case']} {one['day']}"
)
def test_a_real_record_answers_as_it_was_answered_by_hand(asked):
    if "record" in asked:
        assert status(asked["record"], asked["day"]) == asked["answer"]
        return
    found = list(states(asked["case"], asked["order"], asked["day"]))
    plain = [state and state.partition(" (")[0] for state in found]
    assert asked["answer"] in [*found, *plain]
