"""Find on which day a record's status is read: the day to which its kind was searched in its area.

A later source about one record says nothing about another. So a status is not read on the newest
day on which any source was read, but on the day up to which the searches on record looked. Where a
record itself reports something later, its status is read on the day of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docket.model import edtf
from docket.model.inputs import cached
from docket.model.kind import Kind
from docket.model.record import Data, Library, Record
from docket.model.references import Links, levels


@dataclass(frozen=True)
class Horizons:
    """The days on which statuses are read. With a `fixed` day, all are read on that."""

    library: Library
    links: Links
    fixed: date | None = None

    @cached
    def searches(self) -> tuple[tuple[str, str, date], ...]:
        """Return every search on record: the kind searched for, the id of the area, and the day up
        to which it looked."""
        return tuple(
            (record.data[kind.coverage.of], record.data[kind.coverage.area], last)
            for kind in self.library.kinds
            if kind.coverage
            for record in self.library.of_kind(kind.name)
            if (last := edtf.parse(record.data[kind.coverage.until]).latest)
        )

    @cached
    def newest(self) -> date:
        """Return the day to which any kind was searched anywhere; without searches the newest day
        on which a source was read, and date.min without sources."""
        if self.fixed or self.searches:
            return self.fixed or max(last for _, _, last in self.searches)
        records = self.library.by_id.values()
        return max(filter(None, map(last_reading, records)), default=date.min)

    def of_kind(self, kind: Kind) -> date | None:
        """Return the day to which a kind was searched anywhere; None if it was not."""
        found = (last for name, _, last in self.searches if name == kind.name)
        return max(found, default=None)

    def searched(self, record: Record) -> date | None:
        """Return the day to which the record's kind was searched in its area; None if it was
        not."""
        names = (str(record.data.get(record.kind.place, "")),) if record.kind.place else ()
        around = {
            level.id for name in names for level in levels(self.library, self.library.get(name))
        }
        kind = record.kind.name
        found = (last for name, area, last in self.searches if name == kind and area in around)
        return max(found, default=None)

    def of(self, record: Record) -> date:
        """Return the day on which the status of a record is read: to which its kind was searched in
        its area (or, where it was not, on which its sources were read), or that of the last thing
        known to have happened to it, where that is later."""
        if self.fixed:
            return self.fixed
        known = (self.searched(record) or last_reading(record), *self._last(record))
        return max(filter(None, known), default=self.newest)

    def last_action(self, record: Record) -> int | None:
        """Return the position of the last step of a record known to have happened; None for
        none."""
        return last_action(record, self.searched(record))

    def _last(self, record: Record) -> Iterator[date]:
        """Yield the day of the last action of a record, and of those that bear on it."""
        bearing = sorted(self.links.sources(record.id, "effects"))
        for one in (record, *(self.library[name] for name in bearing)):
            last = self.last_action(one)
            if last is not None:
                when = edtf.parse(one.part("steps")[last]["date"]).latest or date.min
                yield min(when, last_reading(one) or when)


def last_reading(record: Record) -> date | None:
    """Return the newest day on which a source of the record was read; None without one."""
    seen = (edtf.parse(one["seen"]).latest for one in record.part("sources") if "seen" in one)
    return max(filter(None, seen), default=None)


def last_action(record: Record, searched: date | None = None) -> int | None:
    """Return the position of the last step known to have happened; of several on one day the last
    as written. None for none.

    It is not planned, and not later than the newest reading of a source. A step that can be known
    beforehand (`x-plannable`) lies in the time that was searched (up to the day `searched`), or has
    a source that was published on its day or later.
    """
    read = last_reading(record) or date.max
    found = [
        (when.latest, index)
        for index, step in enumerate(record.part("steps"))
        if not step.get("planned")
        and (when := edtf.parse(step["date"])).latest
        and (when.earliest or date.min) <= read
        and _is_reported(record, step, when, searched)
    ]
    return max(found)[1] if found else None


def _is_reported(record: Record, step: Data, when: edtf.Span, searched: date | None) -> bool:
    """Return whether a step is reported as past. Where nothing was searched and no source says when
    it was published, its day decides alone."""
    day = when.earliest or date.min
    if step["step"] not in record.kind.plannable or (searched and day <= searched):
        return True
    cited = (one for one in record.part("sources") if one["id"] in step["sources"])
    published = [edtf.parse(one["published"]).latest for one in cited if "published" in one]
    if not published:
        return searched is None
    return any(latest is None or latest >= day for latest in published)
