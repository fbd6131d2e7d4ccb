"""Builders: small valid records, and libraries and sites made of them.

Each record builder takes changes by name, and a change to None leaves the property out:
directive(number="12", topics=None). Records become a library by the plural of their kind:
library(directives=[directive()], places=[place()]). small_library() has one connected record of
every kind, and small_site() its views, statuses as of AS_OF.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from docket.model.kind import Kinds
from docket.model.kind_loader import load_kinds
from docket.model.record import Library, Record, make_library
from docket.model.settings import Settings, make_settings
from docket.source import yaml_reader
from docket.views.site import Site, make_site

SCHEMAS = Path(__file__).parents[1] / "schema"
MINIATURE = Path(__file__).parent / "site"
CORE = (
    "executive-directive-12",
    "city-v-state",
    "park-operation",
    "test-city",
    "test-state",
    "district-court",
    "test-agency",
    "city-property",
    "raid",
    "directives-2025",
)
"""The records of the miniature that small_library() has; the others make it whole
(tests/site/data)."""
AS_OF = "2025-11-01"
Data = dict[str, Any]


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The project's own kinds."""
    return load_kinds(SCHEMAS)


def settings(**changes: Any) -> Settings:
    """Settings of a site at https://docket.test."""
    return make_settings(
        {
            "site_name": "Test Docket",
            "site_url": "https://docket.test",
            "tagline": "A docket for tests",
            "description": "Records made up for tests.",
            "data_licence_name": "CC BY 4.0",
            "data_licence_url": "https://creativecommons.org/licenses/by/4.0/",
            **changes,
        }
    )


def source(name: str = "report", **changes: Any) -> Data:
    """A source; its id is the name."""
    return _changed(
        {
            "id": name,
            "url": f"https://news.test/{name}",
            "title": f"What {name} says",
            "publisher": "The Test Times",
            "type": "news",
            "seen": "2025-10-20",
        },
        changes,
    )


def step(date: str, code: str, **changes: Any) -> Data:
    """A step of any kind, from the source "report"."""
    return _changed({"date": date, "step": code, "sources": ["report"]}, changes)


def effect(record: str, code: str, **changes: Any) -> Data:
    """What a court's order does to the named `record`."""
    return _changed({"record": record, "effect": code}, changes)


def order(date: str, name: str, *effects: Data, step_code: str = "order", **changes: Any) -> Data:
    """A step of a case that makes the order `name`; changes are those of the order."""
    made = {**changes, "effects": list(effects)} if effects else changes
    return step(date, step_code, id=name, order=made)


def act(date: str, order: str, what: str, step_code: str = "order", **changes: Any) -> Data:
    """A step of a case that acts upon an order by its id; changes are those of the act, but for the
    step's own `id`."""
    own = {"id": changes.pop("id")} if "id" in changes else {}
    return step(date, step_code, **own, acts=[{"order": order, "act": what, **changes}])


def directive(name: str = "executive-directive-12", **changes: Any) -> Data:
    """A directive of test-city, in force since 11 July 2025."""
    return _changed(
        {
            "id": name,
            "title": "Executive Directive No. 12",
            "place": "test-city",
            "instrument": "executive-directive",
            "stance": "limits-cooperation",
            "issuer": {"name": "Pat Doe", "office": "Mayor"},
            "summary": "City departments prepare for enforcement actions.",
            "steps": [step("2025-07-11", "signed")],
            "topics": ["city-property"],
            "sources": [source()],
        },
        changes,
    )


def provision(
    kind: str = "protocol", text: str = "Departments write plans.", **changes: Any
) -> Data:
    """A provision of a directive, from the source "report"."""
    return _changed({"type": kind, "text": text, "sources": ["report"]}, changes)


def challenge(name: str = "city-v-state", **changes: Any) -> Data:
    """A court challenge about test-city, filed in August 2025."""
    return _changed(
        {
            "id": name,
            "title": "City v. State",
            "place": "test-city",
            "courts": [{"court": "district-court", "docket": "2:25-cv-01", "sources": ["report"]}],
            "plaintiffs": ["City of Test"],
            "defendants": ["State of Test"],
            "summary": "The city asks a court to block the directive.",
            "steps": [step("2025-08", "filed", court="district-court")],
            "topics": ["city-property"],
            "sources": [source()],
        },
        changes,
    )


def event(name: str = "park-operation", **changes: Any) -> Data:
    """An enforcement event at a park of test-city on 7 July 2025."""
    return _changed(
        {
            "id": name,
            "title": "Operation at the park",
            "place": "test-city",
            "location": {
                "name": "Central Park",
                "lat": 34.058,
                "lon": -118.278,
                "precision": "site",
                "sources": ["report"],
            },
            "category": "operation",
            "agencies": [{"agency": "test-agency", "role": "lead", "sources": ["report"]}],
            "summary": "Federal agents walked through the park.",
            "steps": [step("2025-07-07", "occurred")],
            "topics": ["city-property"],
            "sources": [source()],
        },
        changes,
    )


def place(name: str = "test-city", **changes: Any) -> Data:
    """A city in test-state, with a point."""
    return _changed(
        {
            "id": name,
            "title": "Test City",
            "level": "city",
            "parent": "test-state",
            "point": {"lat": 34.05, "lon": -118.24, "precision": "city"},
        },
        changes,
    )


def state(name: str = "test-state", **changes: Any) -> Data:
    """A state that lies in nothing."""
    return _changed({"id": name, "title": "Test State", "level": "state", "geoid": "06"}, changes)


def court(name: str = "district-court", **changes: Any) -> Data:
    """A trial court."""
    return _changed({"id": name, "title": "District Court", "level": "trial"}, changes)


def agency(name: str = "test-agency", **changes: Any) -> Data:
    """A federal agency."""
    return _changed(
        {"id": name, "title": "Test Agency", "short": "TA", "level": "federal"}, changes
    )


def topic(name: str = "city-property", **changes: Any) -> Data:
    """A topic."""
    return _changed(
        {"id": name, "title": "City property", "summary": "Use of city property."}, changes
    )


def wording(name: str = "raid", **changes: Any) -> Data:
    """A wording rule that satisfies its schema."""
    return _changed(
        {
            "id": name,
            "title": name.title(),
            "summary": "Used by one side.",
            "avoid": [name],
            "instead": "operation",
        },
        changes,
    )


def search(name: str = "directives-2025", **changes: Any) -> Data:
    """A search of test-state for directives, until September 2025."""
    return _changed(
        {
            "id": name,
            "title": "Directives in Test State",
            "summary": "Orders and ordinances.",
            "of": "directive",
            "area": "test-state",
            "until": "2025-09-30",
            "searched": "2025-10-20",
            "with": "The city clerk's register.",
        },
        changes,
    )


def record(kind: str, data: Data) -> Record:
    """The record of a kind (by its name) with these values, in the file where it belongs."""
    found = kinds().by_name[kind]
    return Record(found, f"data/{found.plural}/{data['id']}.yaml", data)


def library(**groups: Iterable[Data]) -> Library:
    """The library of these records, given by the plural of their kind: library(directives=[…],
    places=[…])."""
    found = {plural: kinds().of_plural(plural) for plural in groups}
    return make_library(
        kinds(),
        [
            record(kind.name, data)
            for plural, kind in found.items()
            if kind
            for data in groups[plural]
        ],
    )


@lru_cache(maxsize=1)
def miniature() -> Library:
    """Return the records of the miniature's files (tests/site/data)."""
    files = sorted((MINIATURE / "data").rglob("*.yaml"))
    return make_library(kinds(), [_read(file) for file in files])


def _read(file: Path) -> Record:
    name = file.relative_to(MINIATURE)
    reading = yaml_reader.read(file.read_bytes(), name.as_posix())
    kind = kinds().of_plural(name.parts[1])
    assert kind and not reading.problems, reading.problems
    return Record(kind, name.as_posix(), reading.value)


def small_library(**more: Iterable[Data]) -> Library:
    """Return the connected core of the miniature, one record of every kind (two places): the
    directive answers the event, and the challenge's order blocks it in part from 19 September 2025.
    Further records come by plural, as for library."""
    found = {plural: kinds().of_plural(plural) for plural in more}
    core = [each for each in miniature() if each.id in CORE]
    given = ((kind, data) for plural, kind in found.items() if kind for data in more[plural])
    new = [record(kind.name, data) for kind, data in given]
    return make_library(kinds(), [*core, *new])


def site(library: Library, as_of: str = AS_OF) -> Site:
    """The views of a library, statuses as of a day."""
    return make_site(library, date.fromisoformat(as_of))


def small_site(**more: Iterable[Data]) -> Site:
    """The views of small_library."""
    return site(small_library(**more))


def _changed(data: Data, changes: Data) -> Data:
    return {name: value for name, value in {**data, **changes}.items() if value is not None}
