"""Pelican plugin of the tests: how many records each state has, as a page a state and as a file of
all. No line of it tells what makes a page stale. What is computed and made is written to made.log
beside the records, for the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import signals

from docket.build.output import OutputFile
from docket.build.steps import Step, single
from docket.build.store import by_value
from docket.model.inputs import Query, cached
from docket.model.references import levels
from docket.site import Page
from docket.views.site import Site
from docket_records import DocketGenerator


class Tally:
    """The view: how many records lie in each state, at any depth (`of`, by id of the state).

    A query has to be there before the build looks for what is stale, so it is made here."""

    def __init__(self, site: Site, log: Callable[[str], None]) -> None:
        self.site, self.log = site, log
        names = site.library.by_id
        self.of = Query("tally", lambda: names, self._count, site.memory, fingerprint=by_value)

    @property
    def states(self) -> list[str]:
        """Return the ids of all states."""
        places = self.site.library.of_kind("place")
        return [place.id for place in places if place.data["level"] == "state"]

    def _count(self, state: str) -> int:
        self.log(f"count {state}")
        library, cards = self.site.library, self.site.cards.values()
        places = [card.place for card in cards if card.place and not card.reference]
        return sum(
            state in [level.id for level in levels(library, library[place])] for place in places
        )

    @cached
    def total(self) -> int:
        """Return how many records all states have."""
        return sum(self.of[state] for state in self.states)


class TallyGenerator(DocketGenerator):
    """Adds tally/<state>/ and tally.json."""

    def generate_output(self, writer: Any) -> None:
        """Offer the pages and the file."""
        build, log = self.build, Path(self.settings["DOCKET_PROJECT"], "made.log")

        def write(line: str) -> None:
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

        tally = Tally(self.site, write)

        def page(state: str) -> list[OutputFile]:
            write(f"page {state}")
            given = {"count": tally.of[state]}
            made = Page(f"tally/{state}/", ("tally.html",), state, "A tally.", given, state)
            return [build.drawn(made)]

        def file() -> list[OutputFile]:
            write("file")
            numbers = {"states": {state: tally.of[state] for state in tally.states}}
            content = json.dumps({**numbers, "total": tally.total}).encode()
            return [OutputFile("tally.json", "application/json", content, "Tally", "CC0-1.0")]

        build.offer(Step("tally pages", lambda: tally.states, page), single("tally file", file))


def get_generators(pelican: Any) -> type[TallyGenerator]:
    """Return the generator that this plugin adds."""
    return TallyGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
