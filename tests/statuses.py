"""Short records that have a status, what is computed of them, and the words in which the questions
of tests/status/*.yaml are answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from builders import challenge, directive, effect, library, order, place, state, step
from docket.model.kind import Kind
from docket.model.record import Library
from docket.model.references import Links, link
from docket.status.history import history
from docket.status.lives import lives_of
from docket.status.order_state import Life, LifeSpan
from docket.status.spans import History

Data = dict[str, Any]
LAW = "a-law"
"""The id of the directive that `law` makes and `blocks` bears on."""
ENACTED = [step("2025-01-01", "effective")]
PLURALS = {"instrument": "directives", "plaintiffs": "challenges", "category": "events"}
"""By a property that only records of one kind have: the plural of that kind."""


def law(*steps: Data, instrument: str = "statute", **changes: Any) -> Data:
    """Return a directive with the id LAW."""
    return directive(LAW, instrument=instrument, steps=list(steps), **changes)


def case(name: str, *steps: Data) -> Data:
    """Return a case that was filed before all other steps."""
    return challenge(name, steps=[step("2024-01-01", "filed"), *steps])


def blocks(
    date: str,
    name: str = "i",
    code: str = "injunction-granted",
    what: str = "blocks",
    target: str = LAW,
    **changes: Any,
) -> Data:
    """Return a step that makes the order `name`, which bears on `target`."""
    return order(date, name, effect(target, what), step_code=code, **changes)


def collection(*records: Data) -> Library:
    """Return a library of these records and the places they lie in."""
    found: dict[str, list[Data]] = {"places": [place(), state()]}
    for record in records:
        plural = next(plural for name, plural in PLURALS.items() if name in record)
        found.setdefault(plural, []).append(record)
    return library(**found)


def lives_in(library: Library, links: Links) -> dict[str, tuple[Life, ...]]:
    """Return the lives of all orders, by the id of the record that makes them."""
    return {record.id: lives_of(record, library, links) for record in library}


def history_of(library: Library, name: str = LAW, horizon: str | None = None) -> History:
    """Return the history of a record."""
    links = link(library)
    return history(library[name], library, links, lives_in(library, links), horizon)


def spans_of(*records: Data, name: str = LAW, horizon: str | None = None) -> list[tuple[str, str]]:
    """Return the statuses of one of these records, each with its first day."""
    found = history_of(collection(*records), name, horizon)
    return [(span.status, span.begin) for span in found.spans]


def order_spans(case: Data, *others: Data) -> list[tuple[str, str, bool, str]]:
    """Return the life of the only order of a case: each state with its first day, whether it is
    certain, and why the order ended."""
    found = collection(case, *others)
    (life,) = lives_of(found[case["id"]], found, link(found))
    return [(span.state, span.begin, span.certain, span.why) for span in life.spans]


def read_questions(name: str) -> list[Data]:
    """Return the entries of a file of tests/status/; every value is text."""
    text = (Path(__file__).parent / "status" / f"{name}.yaml").read_text(encoding="utf-8")
    entries: list[Data] = yaml.load(text, yaml.BaseLoader)
    return entries


STATUS_WORDS: Mapping[str, str] = {
    "overridden-in-part": "overridden in part",
    "last-reported": "last reported {detail}",
    "not-known": "not known (planned to end {detail})",
}
"""Statuses that the questions call otherwise than the schemas do."""


def status_in_words(found: History, kind: Kind, day: str) -> str:
    """Return a record's status on a day in the words of the questions."""
    span = found.on(day)
    if span is None:
        return kind.initial_status
    words = STATUS_WORDS.get(span.status, span.status).format(detail=span.detail)
    also = ", ".join(kind.qualifiers[code] for code in span.also)
    answer = f"{words} ({also})" if also else words
    return answer if span.certain(day) else f"possibly {answer}"


def state_in_words(span: LifeSpan) -> str:
    """Return the state of an order in the words of the questions."""
    answer = f"{span.state} ({span.why})" if span.why else span.state
    return answer if span.certain else f"possibly {answer}"
