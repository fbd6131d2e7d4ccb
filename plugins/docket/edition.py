"""An edition: a collection read, checked and turned into views, with what its pages share. The story of a build up to the point of writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from docket.collection import read_collection
from docket.drawings import Drawings
from docket.geography import load_base_map
from docket.ledger import NO_LEDGER, Ledger
from docket.outputs import output_files
from docket.outputs.output import OutputFile
from docket.problems import BadRecords
from docket.records import Library
from docket.settings import Settings
from docket.views.cards import date_view
from docket.views.site import Site, make_site


@dataclass(frozen=True)
class Folders:
    """Where a project keeps its parts: the project itself (problems name files relative to it), records, schemas and base map."""

    project: Path
    data: Path
    schema: Path
    base_map: Path


@dataclass(frozen=True)
class Edition:
    """A collection ready to be written: its views, drawings and settings, and the features switched on (maps, timelines, downloads, feeds)."""

    site: Site
    drawings: Drawings
    settings: Settings
    features: frozenset[str]
    _made: dict[str, tuple[OutputFile, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def frame(self) -> Mapping[str, Any]:
        """What every page shows beside its own view."""
        return {"settings": self.settings, "kinds": self.site.kinds, "as_of": date_view(self.site.as_of.isoformat()), "features": self.features}

    def files(self, groups: Sequence[str]) -> tuple[OutputFile, ...]:
        """The data files of these groups of outputs; each group is made once, since the index names what another plugin writes."""
        for group in groups:
            if group not in self._made:
                self._made[group] = tuple(output_files(self.site, self.settings, [group]))
        return tuple(file for group in groups for file in self._made[group])


def make_edition(folders: Folders, settings: Settings, features: Iterable[str], ledger: Ledger = NO_LEDGER, workers: int = 1) -> Edition:
    """The edition of a project. Statuses are read, and rules about the future checked, on settings.as_of, or else on the newest day a source was
    read: no clock is asked. `ledger` tells when the records were written down. Raises BadRecords with every problem found, and DocketError for a
    project that cannot be read at all."""
    base = load_base_map(folders.base_map)
    as_of = date.fromisoformat(settings.as_of) if settings.as_of else None
    collection = read_collection(folders.data, folders.schema, folders.project, as_of, base, workers)
    if collection.problems:
        raise BadRecords(collection.problems)
    site = make_site(collection.library, as_of or newest_reading(collection.library), ledger)
    return Edition(site, Drawings(base), settings, frozenset(features))


def newest_reading(library: Library) -> date:
    """The newest day on which a source was read; the first day of the calendar for a library without sources."""
    return max((date.fromisoformat(source["seen"]) for record in library for source in record.part("sources")), default=date.min)
