"""Place the bands of a record's status and of the orders that bear on it on an axis of time. A
template writes them as SVG, with lengths along the axis in per cent, so that words keep their size
on a screen of any width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from docket.model import edtf
from docket.model.references import Links
from docket.model.text import count
from docket.views.card import DateView, required_date
from docket.views.lifelines import ACT, ORDER, STATUS, Band, Stretch, bands
from docket.views.record import RecordView

HORIZON = 94.0
"""Where on the axis the last day known lies; what comes after it is left blank."""
LEAST = 0.7
"""The width of the shortest piece."""
WIDE = 4.5
"""The width from which on a piece has room for a number on a narrow screen."""
TICKS = 5
"""How many ticks an axis has at most."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""The distances in months that ticks may have."""


class Piece(NamedTuple):
    """A part of a stretch that is drawn: its place and width in per cent, how it is drawn, whether
    it is certain, its words, and the number of its stretch in the band, where there is room for it
    (0: there is none)."""

    x: float
    width: float
    style: str
    certain: bool
    title: str
    number: int


class Row(NamedTuple):
    """A band with its pieces, and the stretch that covers the horizon (None: it begins later)."""

    band: Band
    pieces: tuple[Piece, ...]
    now: Stretch | None


class AxisTick(NamedTuple):
    """A month or year on the axis: its place in per cent, its name, and how that is aligned."""

    x: float
    label: str
    anchor: str


class Lifelines(NamedTuple):
    """The figure. `title` says in a sentence what it shows; `cut` is the day with which the axis
    begins if earlier days are left out (None: none are), `horizon` the last day known (ISO 8601).
    `states` is the legend of orders: how a state is drawn, and what it is called."""

    title: str
    rows: tuple[Row, ...]
    ticks: tuple[AxisTick, ...]
    horizon: str
    horizon_x: float
    cut: DateView | None
    states: tuple[tuple[str, str], ...]
    uncertain: bool


class _Axis(NamedTuple):
    """The days between which is drawn."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of a day in per cent, within what is drawn."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(min(max(share, 0.0), 1.0) * HORIZON, 2)


def lifelines(view: RecordView, views: Mapping[str, RecordView], links: Links) -> Lifelines | None:
    """Return the figure of a record; None if there is nothing to show: a record with one span at
    most that no order bears on, or of which all lies ahead."""
    found, horizon = bands(view, views, links), view.card.as_of
    begins = sorted({one.first for band in found for one in band.stretches if one.first <= horizon})
    if not begins:
        return None
    axis = _axis([date.fromisoformat(day) for day in begins], date.fromisoformat(horizon))
    rows = tuple(Row(band, tuple(_pieces(band, axis)), band.on(horizon)) for band in found)
    cut = axis.first.isoformat()
    return Lifelines(
        title=_title(view, found),
        rows=rows,
        ticks=tuple(_ticks(axis)),
        horizon=horizon,
        horizon_x=HORIZON,
        cut=required_date(cut) if cut > begins[0] else None,
        states=_legend(found, horizon),
        uncertain=any(not piece.certain for row in rows for piece in row.pieces),
    )


def _axis(begins: Sequence[date], last: date) -> _Axis:
    """Return the axis. Where what happened lies far behind the first day, the axis begins shortly
    before it."""
    first = begins[0]
    if len(begins) > 1:
        active = (last - begins[1]).days
        if (begins[1] - first).days > 2 * active:
            first = max(first, begins[1] - timedelta(days=max(active // 3, 45)))
    return _Axis(first, max(last, first + timedelta(days=1)))


def _pieces(band: Band, axis: _Axis) -> Iterator[Piece]:
    """Yield the pieces of a band: its stretches, cut where they begin or cease to be certain."""
    for number, stretch in enumerate(band.stretches, start=1):
        for first, before, certain in _parts(stretch):
            start, end = date.fromisoformat(first), _day(before) or axis.last
            if start > axis.last or end < axis.first or (before and end == start):
                continue
            x = axis.x(start)
            width = max(round(axis.x(end) - x, 2), LEAST)
            x = min(x, round(HORIZON - width, 2))
            words = stretch.label if certain else f"{stretch.label}: possible, not certain"
            shown = number if width >= WIDE and (certain or stretch.certain is None) else 0
            yield Piece(x, width, stretch.style, certain, words, shown)


def _parts(stretch: Stretch) -> Iterator[tuple[str, str | None, bool]]:
    """Yield the parts of a stretch in order: first day, the day after the last, and whether they
    are certain."""
    first, before = stretch.first, stretch.before
    if stretch.certain is None:
        yield first, before, False
        return
    sure, until = max(stretch.certain[0], first), stretch.certain[1]
    if sure > first:
        yield first, sure, False
    yield sure, until or before, True
    if until and (before is None or until < before):
        yield until, before, False


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ticks(axis: _Axis) -> Iterator[AxisTick]:
    """Yield ticks at the first of months: the first with its year, then those of January with the
    year alone."""
    months = _months(axis.first, axis.last)
    step = next((one for one in STEPS if len(months) / one <= TICKS), STEPS[-1])
    shown = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    for number, day in enumerate(shown):
        name = edtf.english(day.isoformat()[:7])
        month, year = name.split()[0][:3], str(day.year)
        label = year if step >= 12 or (day.month == 1 and number) else month
        if number == 0 and step < 12:
            label = f"{month} {year}"
        x = axis.x(day)
        yield AxisTick(x, label, "start" if x < 8 else "middle" if x < 88 else "end")


def _months(first: date, last: date) -> list[date]:
    """Return the first days of the months between two days."""
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    end = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, end + 1)]


def _legend(found: Sequence[Band], horizon: str) -> tuple[tuple[str, str], ...]:
    """Return how the states of orders that are drawn look, and what they are called, each once."""
    drawn = {
        (one.style, one.state): None
        for band in found
        if band.sort == ORDER
        for one in band.stretches
        if one.first <= horizon
    }
    return tuple(drawn)


def _title(view: RecordView, found: Sequence[Band]) -> str:
    """Return what the figure shows, in a sentence."""
    status = next((band for band in found if band.sort == STATUS), None)
    parts = []
    if status:
        changes = [one for one in status.stretches if one.first <= view.card.as_of]
        parts.append(count(len(changes), "stretch", "stretches") + " of its status")
    bearing = [band for band in found if band.sort != STATUS]
    if bearing:
        acts = any(band.sort == ACT for band in bearing)
        names = ("order or act", "orders and acts") if acts else ("order", "orders")
        parts.append(count(len(bearing), *names))
    return f"{view.card.title} up to {view.as_of.words}: {' and '.join(parts)}."
