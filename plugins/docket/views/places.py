"""Compute the view of a place: what is in force there, what comes next, what happened, and which
places are near or alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.model.inputs import cached
from docket.model.record import Record
from docket.model.references import levels
from docket.views.card import Card
from docket.views.lazy import Lazy
from docket.views.near_places import Alike, Near, PlaceIndex
from docket.views.orders_here import OrderHere, orders_here
from docket.views.standings import StandingGroup
from docket.views.timeline import Entry


class Membership(NamedTuple):
    """What a place belongs to by one property: the property's title, and for each record that it
    names, that record and all above it."""

    label: str
    chains: tuple[tuple[Card, ...], ...]


class PlaceView:
    """A view of a place on the day on which statuses are read. Each part is computed when it is
    first asked for."""

    def __init__(self, place: Record, place_index: PlaceIndex) -> None:
        self._place, self._place_index = place, place_index

    @cached
    def levels(self) -> tuple[tuple[Card, tuple[StandingGroup, ...]], ...]:
        """Return what is in force in the place itself, then in each place above it."""
        return self._place_index.in_force.here(self._place, self._place_index.as_of.isoformat())

    @cached
    def orders(self) -> tuple[OrderHere, ...]:
        """Return the orders of courts that are in effect in the place, at any level above it, or
        within it."""
        index = self._place_index
        sources = [card.id for group in index.groups[self._place.id] for card in group.cards]
        sources += [link.source for level in self._levels for link in index.links.to(level.id)]
        day = index.as_of.isoformat()
        return orders_here(self._place, day, sources, index.library, index.in_force.views)

    @cached
    def answer(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """Return how many records apply in the place, each counted once: by kind (its title) the
        titles and counts of its groups."""
        found: dict[str, dict[str, set[str]]] = {}
        for _, groups in self.levels:
            for kind in groups:
                for title, standings in kind.groups:
                    names = {standing.card.id for standing in standings}
                    found.setdefault(kind.title, {}).setdefault(title, set()).update(names)
        return tuple(
            (kind, tuple((title, len(names)) for title, names in counted.items()))
            for kind, counted in found.items()
        )

    @cached
    def upcoming(self) -> tuple[Entry, ...]:
        """Return the dated steps still to come, of the place and all places above it."""
        day = self._place_index.as_of.isoformat()
        found = [
            entry
            for level in self._levels
            for entry in self._place_index.entries(level.id)
            if (entry.date.earliest or "") > day
        ]
        return tuple(sorted(found, key=lambda entry: (entry.date.key, entry.record.id)))

    @cached
    def history(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Return the main steps of the place itself by year, newest year first."""
        years: dict[str, list[Entry]] = {}
        for entry in self._place_index.entries(self._place.id):
            if entry.main and (entry.date.earliest or "") <= self._place_index.as_of.isoformat():
                years.setdefault((entry.date.earliest or "")[:4], []).append(entry)
        return tuple((year, tuple(found)) for year, found in sorted(years.items(), reverse=True))

    @cached
    def near(self) -> tuple[Near, ...]:
        """Return the nearest places of the same size that have records, within NEAR_KM."""
        return self._place_index.near[self._place.id]

    @cached
    def alike(self) -> tuple[Alike, ...]:
        """Return the places of the same size that share at least SHARED subjects, those that share
        the largest part (Jaccard index) first."""
        return self._place_index.alike[self._place.id]

    @cached
    def memberships(self) -> tuple[Membership, ...]:
        """Return what the place belongs to beside the places above it, such as the court for its
        district.

        They are those of the place itself, or of the nearest place above that has any.
        """
        library, cards = self._place_index.library, self._place_index.cards
        for level in self._levels:
            found: dict[str, list[tuple[Card, ...]]] = {}
            for link in self._place_index.links.of(level.id):
                target = library[link.target]
                if link.name != level.kind.parent and target.kind.parent:
                    chain = tuple(cards[record.id] for record in levels(library, target))
                    found.setdefault(link.name, []).append(chain)
            if found:
                titles = {name: level.kind.property(name).get("title", name) for name in found}
                return tuple(Membership(titles[name], tuple(found[name])) for name in found)
        return ()

    @property
    def _levels(self) -> tuple[Record, ...]:
        """Return the place and all places above it."""
        return levels(self._place_index.library, self._place)


def place_views(place_index: PlaceIndex) -> Mapping[str, PlaceView]:
    """Return the view of every place, by id."""

    def make(name: str) -> PlaceView:
        return PlaceView(place_index.library[name], place_index)

    return Lazy(place_index.names, lambda: place_index.places, make)
