"""An edition: a collection read, checked and turned into views, with what its pages share. The story of a build up to the point of writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docket.approvals import Approvals
from docket.cache import Cache
from docket.collection import read_collection
from docket.drawings import Drawings
from docket.exceptions import NO_APPROVALS
from docket.geography import load_base_map
from docket.ledger import NO_LEDGER, Ledger
from docket.problems import BadRecords
from docket.reading import KEPT
from docket.records import Library
from docket.settings import Settings
from docket.shelf import Shelf
from docket.views.cards import date_view
from docket.views.site import FEW, NOTHING, Before, Site, make_site

OVERVIEWS = frozenset({"maps", "timelines", "in_force", "threads", "compare"})
"""The features for which most views are needed at once; without them few are kept in memory at a time."""


class Folders(NamedTuple):
    """Where a project keeps its parts: the project itself (problems name files relative to it), records, schemas and base map."""

    project: Path
    data: Path
    schema: Path
    base_map: Path


@dataclass(frozen=True)
class Edition:
    """A collection ready to be written: its views, drawings and settings, the features switched on
    (maps, timelines, downloads, feeds), and the exceptions that the owner has approved."""

    site: Site
    drawings: Drawings
    settings: Settings
    features: frozenset[str]
    approvals: Approvals = NO_APPROVALS

    @cached_property
    def frame(self) -> Mapping[str, Any]:
        """What every page shows beside its own view."""
        return {"settings": self.settings, "kinds": self.site.kinds, "as_of": date_view(self.site.as_of.isoformat()), "features": self.features}


def make_edition(
    folders: Folders, settings: Settings, features: Iterable[str], today: date,
    ledger: Ledger = NO_LEDGER, workers: int = 1,
    cache: Cache | None = None, code: bytes = b"", before: Before = NOTHING, briefs: Shelf | None = None,
) -> Edition:  # fmt: skip
    """The edition of a project. Statuses are read on settings.as_of, or else on the newest day on
    which a source was read. Records are checked as on the day `today`, which nothing that is made
    depends on.

    `ledger` tells when the records were written down; `cache`, `code`, `before` (the cards and keys
    of the last build) and
    `briefs` (the packs of those) save work. Raises BadRecords with every problem found, and DocketError for a project that cannot be read at all."""
    base = load_base_map(folders.base_map)
    as_of = date.fromisoformat(settings.as_of) if settings.as_of else None
    switched_on = frozenset(features)
    most = KEPT if switched_on & OVERVIEWS else FEW
    collection = read_collection(
        folders.data, folders.schema, folders.project, today, base, workers,
        cache=cache, code=code, kept=most,
    )  # fmt: skip
    if collection.problems:
        raise BadRecords(collection.problems)
    shelf = briefs if switched_on & OVERVIEWS else None
    site = make_site(collection.library, as_of or newest_reading(collection.library), ledger, before, switched_on, most, workers, shelf)
    return Edition(site, Drawings(base), settings, switched_on, collection.approvals)


def newest_reading(library: Library) -> date:
    """The newest day on which a source was read; the first day of the calendar for a library without sources."""
    seen = max((record.noted.seen for record in library if record.noted), default="")
    return date.fromisoformat(seen) if seen else date.min
