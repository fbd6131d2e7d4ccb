"""Set places side by side by what their records provide, and tell "none found" from "not
looked"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docket.model.kind import Kind
from docket.model.kind_options import CompareRule
from docket.model.record import Library, Record
from docket.model.references import ancestors
from docket.views.card import Card
from docket.views.coverage import NOT_LOOKED, Coverage, CoverageCell
from docket.views.parts import ProvisionView, SourceView
from docket.views.record import RecordView
from docket.views.step_parts import PartStatus

APPLIES = "solid"
"""The mark of a status in which everything applies."""
Views = Mapping[str, RecordView]


class Entry(NamedTuple):
    """One entry of a record: its anchor and words, the sources that it cites, and its status where
    it does not apply although the record does (None: it has that of the record)."""

    provision: ProvisionView
    sources: tuple[SourceView, ...]
    part: PartStatus | None = None


class Holding(NamedTuple):
    """A record in a cell of the table, with its entries there.

    `direction` is the code of what it aims at, with its label. `applies` is true if the record is
    in force on the day on which statuses are read. The entries may apply `in_part`, since some of
    them do not.
    """

    card: Card
    direction: str
    direction_label: str
    applies: bool
    entries: tuple[Entry, ...]

    @property
    def in_part(self) -> bool:
        """Return whether it applies, but some of its entries do not."""
        return self.applies and any(entry.part for entry in self.entries)


class Row(NamedTuple):
    """A place and its cells, one for each column, each with the records that have an entry there.
    An empty cell means that no such entry was found."""

    place: Card
    cells: tuple[tuple[Holding, ...], ...]


class Region(NamedTuple):
    """A place directly below the topmost one, with a row for each place in it, itself first.

    `looked` says what is known of searches there (None: there is no coverage of the place).
    """

    place: Card
    rows: tuple[Row, ...]
    looked: CoverageCell | None


class Comparison(NamedTuple):
    """The records of a kind by region: the kind's name, title and shape, the columns and directions
    in use (code and label), and the regions by title."""

    kind: str
    title: str
    shape: str
    columns: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    regions: tuple[Region, ...]


def comparison(library: Library, views: Views, coverage: Coverage | None) -> Comparison | None:
    """Return the comparison of the first kind with `x-compare`; None if no record of it has a place
    and an entry."""
    kind = _compared_kind(library)
    if kind is None or kind.compare is None:
        return None
    terms = kind.property(kind.compare.part, "*", kind.compare.by)["x-terms"]
    holdings = _holdings(kind, kind.compare, library, views)
    if not holdings:
        return None
    every = [holding for found in holdings.values() for holding in found]
    types, used = (
        {entry.provision.type for holding in every for entry in holding.entries},
        {holding.direction for holding in every},
    )
    columns = tuple((code, label) for code, label in terms.items() if code in types)
    rows = {place: _row(views[place].card, found, columns) for place, found in holdings.items()}
    directions = kind.property(kind.compare.direction).get("x-terms", {})
    return Comparison(
        kind.name,
        kind.title_plural,
        kind.shape,
        columns,
        tuple((code, label) for code, label in directions.items() if code in used),
        _regions(kind, rows, library, views, coverage),
    )


def compared(library: Library, views: Views) -> Iterator[tuple[Record, RecordView]]:
    """Yield every record that is compared: of the first kind with x-compare, not withdrawn, with a
    place and an entry."""
    kind = _compared_kind(library)
    for record in library.of_kind(kind.name) if kind else ():
        view = views[record.id]
        if view.card.place and view.provisions and not view.card.withdrawn:
            yield record, view


def _compared_kind(library: Library) -> Kind | None:
    """Return the first kind with `x-compare`; None if there is none, or if its records have no
    place."""
    kind = next((kind for kind in library.kinds if kind.compare), None)
    return kind if kind and kind.place else None


def _holdings(
    kind: Kind, rule: CompareRule, library: Library, views: Views
) -> dict[str, list[Holding]]:
    """Return every compared record with all of its entries, by the id of its place."""
    terms = kind.property(rule.direction).get("x-terms", {})
    found: dict[str, list[Holding]] = {}
    for record, view in compared(library, views):
        direction = str(record.data.get(rule.direction, ""))
        parts = _parts(kind, view)
        entries = tuple(
            Entry(
                provision,
                tuple(source for source in view.sources if source.number in provision.cites),
                parts.get(provision.anchor),
            )
            for provision in view.provisions
        )
        found.setdefault(view.card.place, []).append(
            Holding(
                view.card,
                direction,
                terms.get(direction, direction),
                view.card.status in kind.applies,
                entries,
            )
        )
    return found


def _parts(kind: Kind, view: RecordView) -> dict[str, PartStatus]:
    """Return, by id, the status of each provision that does not apply although its record does."""
    if view.card.status not in kind.applies or view.phase_now is None:
        return {}
    return {part.id: part for part in view.phase_now.parts if part.mark != APPLIES}


def _row(place: Card, holdings: Iterable[Holding], columns: tuple[tuple[str, str], ...]) -> Row:
    """Return the row of a place, each cell with the entries of its column's code."""
    narrowed = [
        [holding._replace(entries=_of_type(holding, code)) for holding in holdings]
        for code, _ in columns
    ]
    return Row(
        place, tuple(tuple(holding for holding in cell if holding.entries) for cell in narrowed)
    )


def _of_type(holding: Holding, code: str) -> tuple[Entry, ...]:
    """Return the entries of a record that have a code."""
    return tuple(entry for entry in holding.entries if entry.provision.type == code)


def _regions(
    kind: Kind, rows: Mapping[str, Row], library: Library, views: Views, coverage: Coverage | None
) -> tuple[Region, ...]:
    """Return the regions that have rows or that coverage mentions, by title.

    The topmost place is a region of its own if a record is about it.
    """
    grouped: dict[str, list[tuple[int, str, Row]]] = {}
    for place, row in rows.items():
        above = ancestors(library, library.get(place))
        region = place if len(above) < 2 else above[-2].id
        grouped.setdefault(region, []).append((len(above), row.place.label.casefold(), row))
    searched = _searched(kind, coverage)
    places: list[Record] = [library[name] for name in {**grouped, **searched}]
    return tuple(
        Region(
            views[place.id].card,
            tuple(
                row for _, _, row in sorted(grouped.get(place.id, ()), key=lambda item: item[:2])
            ),
            searched.get(place.id),
        )
        for place in sorted(places, key=lambda place: views[place.id].card.title.casefold())
    )


def _searched(kind: Kind, coverage: Coverage | None) -> dict[str, CoverageCell]:
    """Return by region what coverage says of a kind; of a kind never searched for, "not looked"."""
    rows = coverage.rows if coverage else ()
    cells = {row.place.id: cell for row in rows for cell in row.cells if cell.kind == kind.name}
    return cells or {
        row.place.id: CoverageCell(kind.name, NOT_LOOKED, 0, "", None, "") for row in rows
    }
