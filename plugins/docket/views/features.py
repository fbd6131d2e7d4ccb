"""Find out which features of a site have something to show, so that no link leads to an empty
page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from docket.model.record import Record
from docket.views.compare import compared
from docket.views.coverage import coverage_kind

if TYPE_CHECKING:
    from docket.views.site import Site


def has_content(feature: str, site: Site) -> bool:
    """Return whether a site has anything that the pages of a feature would show.

    The search stops at the first such record. A feature without pages of records always has
    content.
    """
    return feature not in _CONTENT or _CONTENT[feature](site)


def _maps(site: Site) -> bool:
    """Return whether some record has a point."""
    return any(site.locator.point(record) for record in _recorded(site))


def _timelines(site: Site) -> bool:
    """Return whether some record has a step on the timeline."""
    return any(site.moments[record.id] for record in _recorded(site))


def _in_force(site: Site) -> bool:
    """Return whether some record had begun to be in force on the day on which statuses are read."""
    spans = (
        span
        for record in _recorded(site, reference=True)
        if record.kind.applies
        for span in site.histories[record.id].spans
    )
    return any(span.begin <= site.as_of.isoformat() for span in spans)


def _orders(site: Site) -> bool:
    """Return whether some record has an order of a court."""
    records = (record for record in site.library if not site.cards[record.id].withdrawn)
    return any(site.lives[record.id] for record in records)


def _threads(site: Site) -> bool:
    """Return whether some record follows from another."""
    return any(
        link.follows and link.target != record.id and not site.cards[link.target].withdrawn
        for record in _recorded(site, reference=True)
        for link in site.links.of(record.id)
    )


def _compare(site: Site) -> bool:
    """Return whether some record is compared."""
    return any(True for _ in compared(site.library, site.views))


def _searches(site: Site) -> bool:
    """Return whether some search is on record."""
    return coverage_kind(site.library) is not None


_CONTENT: Mapping[str, Callable[[Site], bool]] = {
    "maps": _maps,
    "timelines": _timelines,
    "in_force": _in_force,
    "orders": _orders,
    "threads": _threads,
    "compare": _compare,
    "searches": _searches,
}
"""By feature, the function that returns whether there is something to show."""


def _recorded(site: Site, reference: bool = False) -> Iterator[Record]:
    """Yield the records that are not withdrawn; those of reference kinds only if `reference` is
    true."""
    for record in site.library:
        if (reference or not record.kind.reference) and not site.cards[record.id].withdrawn:
            yield record
