"""Compute a record's status over time: what it was on a day, since when, why, and how certainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from docket.model import edtf
from docket.model.record import Library, Record
from docket.model.references import Links
from docket.status.bearings import bearings
from docket.status.order_state import Life
from docket.status.orders import Cause, make_cause
from docket.status.own import own_stretches
from docket.status.spans import History, Phase, StatusSpan
from docket.status.sweep import Day
from docket.status.tiles import OWN, Tile, tiles


def history(
    record: Record,
    library: Library,
    links: Links,
    lives: Mapping[str, tuple[Life, ...]],
    horizon: Day | None = None,
) -> History:
    """Return the history of a record. It depends on the dates of steps and orders, not on the order
    in which files and steps are written.

    `lives` are those of the orders of each record, and `horizon` is the day up to which was
    searched (None: a long silence changes nothing).
    """
    bearing = bearings(record, library, links, lives)
    own = own_stretches(record, horizon)
    found = list(tiles(record, own, bearing, lives.get(record.id, ())))
    while found and not found[0].grounds and found[0].latest[OWN][0] is None:
        found.pop(0)  # nothing has begun
    spans = tuple(_spans(found))
    return History(record.kind.initial_status, spans, _confirmation(record, spans))


def _spans(found: Sequence[Tile]) -> Iterator[StatusSpan]:
    """Yield the spans that tiles of one status make up. One that would be certain again after it
    was not begins a new span."""
    first = 0
    for number, tile in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        was_certain = any(one.certain for one in found[first : number + 1])
        again = was_certain and not tile.certain and after is not None and after.certain
        if after is not None and after.key == tile.key and not again:
            continue
        yield _span(found, first, number + 1)
        first = number + 1


def _span(found: Sequence[Tile], first: int, end: int) -> StatusSpan:
    """Return the tiles from position `first` to before `end` as a span."""
    run = found[first:end]
    status, also, detail = run[0].key
    certain = [tile for tile in run if tile.certain]
    start, stop = first, end
    while start > 0 and status in found[start - 1].possible:
        start -= 1
    while stop < len(found) and status in found[stop].possible:
        stop += 1
    return StatusSpan(
        status=status,
        also=also,
        detail=detail,
        begin=run[0].begin,
        before=run[-1].before,
        possible_from=found[start].begin,
        possible_before=found[stop - 1].before,
        certain_from=certain[0].begin if certain else None,
        certain_before=certain[-1].before if certain else None,
        cause=_begun_by(found[first - 1] if first else None, run[0]),
        phases=tuple(_phases(run)),
    )


def _phases(run: Sequence[Tile]) -> Iterator[Phase]:
    """Yield the phases of a span: its tiles, those that rest on the same as one."""
    for (grounds, own, parts), same in groupby(
        run, lambda tile: (tile.grounds, tile.shown.cause, tile.shown.parts)
    ):
        of_phase = list(same)
        yield Phase(of_phase[0].begin, of_phase[-1].before, grounds, own, parts)


def _begun_by(before: Tile | None, tile: Tile) -> Cause:
    """Return the step that brought about the status of a tile: the newest of those that have
    changed since the tile before it, of own steps and of steps that bear on the record."""
    known = before.latest if before else {}
    changed = {
        key: step
        for key, (step, state) in tile.latest.items()
        if key not in known or known[key] != (step, state)
    }
    own = changed.pop(OWN, None)
    if own and (tile.shown.cause is not None or not changed):
        return own
    newest = max((one for one in changed.values() if one), key=_recency, default=None)
    found = newest or own or tile.shown.cause or tile.latest[OWN][0]
    return found or tile.grounds[0].cause


def _recency(cause: Cause) -> tuple[tuple[str, str], str, str]:
    return (edtf.parse(cause.date).key, cause.record, repr(cause.path))


def _confirmation(record: Record, spans: Sequence[StatusSpan]) -> Cause | None:
    """Return the newest step that confirms the status of the last span and is not earlier than its
    beginning; None if there is none."""
    found = None
    for index, step in enumerate(record.part("steps")):
        rule = record.kind.steps.get(step["step"])
        if not (spans and rule and rule.confirms == spans[-1].status):
            continue
        when = edtf.parse(step["date"])
        if (
            when.earliest
            and when.earliest.isoformat() >= spans[-1].possible_from
            and (found is None or when.key > edtf.parse(found.date).key)
        ):
            found = make_cause(record, index)
    return found
