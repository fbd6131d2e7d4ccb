"""What people do to a project between two builds, and whether its output is what a build gives that
knows of none before."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders import directive, effect, source, step, topic
from docket.source import yaml_reader
from pelican_run import contents, pelican

DIRECTIVE, CHALLENGE, EVENT, CITY, STATE = (
    "directives/executive-directive-12",
    "challenges/city-v-state",
    "events/park-operation",
    "places/test-city",
    "places/test-state",
)
CACHE = ".docket-cache"


def built(project: Path) -> None:
    """Builds the project as it is, with its cache."""
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr


def anew(project: Path) -> dict[str, bytes]:
    """What a build of the same project gives that knows of none before."""
    done = pelican(project, "-o", str(project / "cold"), "-e", "DOCKET_CACHE=null")
    assert done.returncode == 0, done.stdout + done.stderr
    found = dict(contents(project / "cold"))
    shutil.rmtree(project / "cold")
    return found


def differing(project: Path) -> list[str]:
    """The paths in which the output differs from a cold build's."""
    warm, cold = contents(project / "output"), anew(project)
    return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))


def values_of(file: Path) -> dict[str, Any]:
    """Return the values of a record's file; days and all other plain words stay text."""
    value: dict[str, Any] = yaml_reader.read(file.read_bytes(), file.name).value
    return value


def write(file: Path, data: dict[str, Any]) -> None:
    """Write a record's values to its file as JSON, which is YAML, so that no text needs quoting
    rules."""
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")


def changed(project: Path, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the values of a record's file."""
    file = project / "data" / f"{name}.yaml"
    data = values_of(file)
    change(data)
    write(file, data)


def put(name: str, **values: Any) -> Callable[[Path, int], None]:
    """An edit that gives a record values; {n} in text stands for a number, so that no two edits are
    the same."""

    def edit(project: Path, number: int) -> None:
        filled = json.loads(json.dumps(values).replace("{n}", str(number)))
        changed(project, name, lambda data: data.update(filled))

    return edit


def add_directive(project: Path, number: int) -> None:
    """A new record that answers another, or a new version of one added before."""
    place, answers = (
        ("test-state" if number % 2 else "test-city"),
        [{"type": "responds-to", "record": "park-operation"}],
    )
    data = directive(f"added-{number % 3}", title=f"Added {number}", relations=answers, place=place)
    (project / "data" / "directives" / f"added-{number % 3}.yaml").write_text(json.dumps(data))


def remove_directive(project: Path, number: int) -> None:
    """One of the added records goes, if it is there."""
    (project / "data" / "directives" / f"added-{number % 3}.yaml").unlink(missing_ok=True)


def give_topics(project: Path, number: int) -> None:
    """A record is narrowed by one topic more, or by another than before."""
    (project / "data" / "topics" / "other.yaml").write_text(
        json.dumps(topic("other", title="Other"))
    )
    changed(
        project,
        DIRECTIVE,
        lambda data: data.update(
            topics=(["other"], ["city-property"], ["other", "city-property"])[number % 3]
        ),
    )


def touch(project: Path, number: int) -> None:
    """A file gets another time and keeps its content."""
    os.utime(project / "data" / f"{EVENT}.yaml", (number, number))


def lose_a_page(project: Path, number: int) -> None:
    """Somebody deletes a page from the output."""
    pages = sorted((project / "output").rglob("*.html"))
    pages[number % len(pages)].unlink()


def spoil_a_page(project: Path, number: int) -> None:
    """Somebody writes into a page of the output."""
    pages = sorted((project / "output").rglob("index.html"))
    pages[number % len(pages)].write_text("spoilt")


def damage_the_cache(project: Path, number: int) -> None:
    """A file of the cache is cut short, changed in one byte, emptied, or gone."""
    files = sorted(path for path in (project / CACHE).iterdir() if path.stat().st_size)
    file = files[number % len(files)]
    data = bytearray(file.read_bytes())
    at = number * 7919 % len(data)
    if number % 4 == 0:
        file.write_bytes(data[:at])
    elif number % 4 == 1:
        file.write_bytes(b"")
    elif number % 4 == 2:
        file.unlink()
    else:
        data[at] ^= 0x41
        file.write_bytes(data)


EDITS: tuple[Callable[[Path, int], None], ...] = (
    put(DIRECTIVE, notes="Notes {n}."),
    put(DIRECTIVE, title="Directive {n}"),
    put(DIRECTIVE, summary="Summary {n}."),
    put(DIRECTIVE, open_questions=["Question {n}?"]),
    put(
        DIRECTIVE,
        provisions=[{"type": "protocol", "text": "Provision {n}.", "sources": ["report"]}],
    ),
    put(DIRECTIVE, relations=[{"type": "cites", "record": "park-operation"}]),
    put(
        DIRECTIVE,
        relations=[{"type": "responds-to", "record": "park-operation", "note": "Note {n}."}],
    ),
    put(CHALLENGE, title="Case {n}"),
    put(CHALLENGE, steps=[step("2025-08", "filed", court="district-court")]),
    put(
        CHALLENGE,
        steps=[
            step("2025-08-02", "filed"),
            step(
                "2025-09-19",
                "injunction-granted",
                id="order",
                text="Order {n}.",
                order={"effects": [effect("executive-directive-12", "blocks")]},
            ),
        ],
    ),
    put(EVENT, title="Operation {n}"),
    put(
        EVENT,
        figures=[
            {
                "what": "arrests",
                "value": 7,
                "basis": "official",
                "claimed_by": "Agency {n}",
                "sources": ["report"],
            }
        ],
    ),
    put(
        EVENT,
        statements=[
            {
                "speaker": "Speaker {n}",
                "role": "Mayor",
                "stance": "opposes",
                "quote": "Words {n}.",
                "sources": ["report"],
            }
        ],
    ),
    put(EVENT, sources=[source(title="Source {n}")]),
    put(CITY, title="City {n}"),
    put(STATE, title="State {n}", abbreviation="T{n}"),
    put(STATE, aliases=["Alias {n}"]),
    put("topics/city-property", summary="Topic {n}."),
    put("courts/district-court", title="Court {n}"),
    put("agencies/test-agency", short="A{n}"),
    put(CITY, point={"lat": 34.1, "lon": -118.24, "precision": "city"}),
    put(CITY, point={"lat": 34.1, "lon": -118.2, "precision": "county"}),
    put(EVENT, location={"lat": 34.06, "lon": -118.27, "precision": "city", "sources": ["report"]}),
    put(EVENT, place="test-state"),
    put(EVENT, place="test-city"),
    put(CHALLENGE, withdrawn={"date": "2025-12-01", "reason": "Reason {n}."}),
    give_topics,
    give_topics,
    put("coverage/directives-2025", summary="Search {n}."),
    put("wording/raid", instead="operation {n}"),
    add_directive,
    add_directive,
    remove_directive,
    touch,
    lose_a_page,
    spoil_a_page,
    damage_the_cache,
    damage_the_cache,
)
