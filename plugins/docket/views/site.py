"""Provide every view of a collection from one place, the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from docket.build.store import by_value
from docket.model.inputs import Memory, Query, cached, tracking
from docket.model.record import Library
from docket.model.recorded import NO_LEDGER, Ledger
from docket.model.references import link
from docket.status.horizon import Horizons
from docket.views.calendar_queries import CalendarQueries
from docket.views.card import Card, DateView, day_view
from docket.views.compare import Comparison, comparison
from docket.views.court_orders import last_made_first
from docket.views.coverage import Coverage, coverage
from docket.views.features import has_content
from docket.views.found import Finder, Found
from docket.views.in_force import InForce, place_table
from docket.views.kinds import KindView
from docket.views.list_queries import PLAIN
from docket.views.map_points import Spot, regions, spots
from docket.views.near_places import PlaceIndex
from docket.views.places import PlaceView, place_views
from docket.views.record_history import NO_HISTORY, RecordHistory
from docket.views.step_parts import OrderView
from docket.views.thread_queries import ThreadQueries
from docket.views.timeline import Timeline, timeline

FEATURES = (
    "maps",
    "timelines",
    "in_force",
    "threads",
    "compare",
    "calendar",
    "changes",
    "downloads",
    "feeds",
    "search",
)
"""What a site may have beside lists and pages of records."""
OVERVIEWS = frozenset({"maps", "timelines", "in_force", "threads", "compare"})
"""The features that read most records; without them few records are held in memory at a time."""
SEARCHES = "searches"
"""The page of what was searched: a feature that no site can switch off."""
ORDERS = "orders"
"""The page of orders of courts: part of the feature in_force."""
FEW = 64
"""How many views are held in memory at a time if each is needed by a single page."""
QUERIES = (
    "histories",
    "lives",
    "cards",
    "moments",
    "days",
    "withdrawn",
    "narrowed",
    "counts",
    "facets",
    "pages",
    "list_page",
    "list_urls",
    "references",
    "totals",
    "_lineage",
    "_content",
    "found",
)
"""The properties that make the site's queries."""


@dataclass(frozen=True)
class Site(CalendarQueries, ThreadQueries):
    """All views of a collection.

    `views` are by record id in the library's order. `horizons` say when statuses are read. With a
    `memory`, values are kept from one build to the next. Whoever reads a view reads what it was
    computed from (`docket.model.inputs`). `features` are those that are switched on (None: all).
    At most `most` record views are held in memory (None: all), and `page_size` records are on one
    page of a list.
    """

    @property
    def shown(self) -> frozenset[str]:
        """Return the features that the site has and that have something to show, the pages of
        searches and of orders among them."""
        names = {*(FEATURES if self.features is None else self.features), SEARCHES}
        if "in_force" in names:
            names.add(ORDERS)
        return frozenset(name for name in names if self._content[name])

    @cached
    def _content(self) -> Query[bool]:
        """Return, by feature, whether it has something to show."""

        def compute(name: str) -> bool:
            return has_content(name, self)

        return Query("content", lambda: (*FEATURES, SEARCHES, ORDERS), compute, self.memory, PLAIN)

    @cached
    def coverage(self) -> Coverage | None:
        """Return what was searched for where; None if no search is on record."""
        return coverage(self.library, self.cards)

    @cached
    def comparison(self) -> Comparison | None:
        """Return places side by side; None if no kind is compared."""
        return comparison(self.library, self.views, self.coverage)

    @cached
    def in_force(self) -> InForce:
        """Return the object that answers what was in force on any day."""
        return InForce(self.library, self.histories, self.cards, self.views, self.links)

    @cached
    def orders(self) -> tuple[OrderView, ...]:
        """Return every order of a court, those made last first. Orders of withdrawn records are
        left out."""
        names = (name for name in self.library.by_id if self.lives[name])
        shown = (name for name in names if not self.cards[name].withdrawn)
        found = (order for name in shown for order in self.views[name].orders)
        return tuple(last_made_first(found))

    @cached
    def answer_places(self) -> tuple[tuple[Card, str], ...]:
        """Return card and parent's id of every place for which it can be asked what is in force and
        which orders reach it, and of all places above these, by label."""
        reached = (
            place.id for order in self.orders for span in order.life for place in span.places
        )
        names = (*(place.id for place, _ in self.in_force.places), *reached)
        return place_table(names, self.library, self.cards)

    @cached
    def searched(self) -> Mapping[str, DateView]:
        """Return, by the name of a kind, the day to which it was searched anywhere; kinds that were
        not searched for are left out."""
        found = ((kind.name, self.horizons.of_kind(kind)) for kind in self.library.kinds)
        return {name: day_view(last) for name, last in found if last}

    def searched_kinds(self, names: Collection[str]) -> tuple[tuple[KindView, DateView], ...]:
        """Return the searched ones of these kinds, each with the day up to which it was."""
        found = (kind for kind in self.kinds if kind.name in names)
        days = self.searched
        return tuple((kind, days[kind.name]) for kind in found if kind.name in days)

    @cached
    def place_index(self) -> PlaceIndex:
        """Return the index of places, which the views of all places share."""
        return PlaceIndex(
            self.library,
            self.links,
            self.cards,
            self.moments,
            self.locator,
            self.in_force,
            self.as_of,
            self.references,
            self.memory,
        )

    @cached
    def places(self) -> Mapping[str, PlaceView]:
        """Return, by place, what is in force there, what comes next, what happened, and which
        places are near or alike."""
        return place_views(self.place_index)

    @cached
    def timeline(self) -> Timeline:
        """Return the timeline of all records."""
        return timeline(self.cards, self.moments)

    @cached
    def found(self) -> Query[Found]:
        """Return, by record, what it is found by in lists and by the site's search."""
        finder = Finder(self.library, self.links, self.cards, self.kinds)
        names = self.library.by_id
        return Query("found", lambda: names, finder.found, self.memory, None, by_value)

    @cached
    def spots(self) -> tuple[Spot, ...]:
        """Return the spots of the map: the points of all records that are not of reference
        kinds."""
        return spots(self.library, self.cards, self.locator)

    @cached
    def regions(self) -> tuple[Spot, ...]:
        """Return the same records gathered by region, for a map of the whole country."""
        return regions(self.library, self.cards, self.locator)

    def begin(self) -> None:
        """Make every query, so that the memory can compute what an earlier build asked of it."""
        with tracking():
            for name in QUERIES:
                getattr(self, name)
            self.place_index.begin()


def make_site(
    library: Library,
    as_of: date | None = None,
    ledger: Ledger = NO_LEDGER,
    memory: Memory | None = None,
    features: Iterable[str] | None = None,
    most: int | None = None,
    page_size: int = 50,
    history: RecordHistory = NO_HISTORY,
) -> Site:
    """Return every view of a library (see `Site`). Statuses are read on the day `as_of`, or by
    default on the day to which was searched (`Horizons`)."""
    chosen = None if features is None else frozenset(features)
    links = link(library)
    site = Site(
        library,
        links,
        Horizons(library, links, as_of),
        ledger,
        memory,
        chosen,
        most,
        page_size,
        history,
    )
    site.begin()
    return site
