"""Write what was in force as JSON: one file with all spans of status, from which a script can
answer for any day, and one file for each day of change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docket.build.output import OutputFile
from docket.exports.envelope import envelope
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.exports.shapes import Shape
from docket.exports.standings import standing_shape
from docket.model import urls
from docket.model.kind import Kind
from docket.model.settings import Settings
from docket.status.spans import StatusSpan
from docket.views.card import Card
from docket.views.days import file_days
from docket.views.in_force import Standing
from docket.views.parts import SpanView
from docket.views.record import RecordView
from docket.views.site import Site


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/in-force.json with every span of every record that can apply, and
    api/v1/as-of/<date>.json, with what applied on that day, for the days of `file_days`."""
    yield _spans_file(site, settings)
    lines = _Lines(settings)
    for day in file_days(site.in_force, site.as_of):
        yield _day_file(day, site, settings, lines)


def _spans_file(site: Site, settings: Settings) -> OutputFile:
    records = site.in_force.records
    head = {
        **envelope("What was in force when: every span of status", len(records), site, settings),
        "kinds": [_kind(kind) for kind in site.library.kinds if kind.applies],
        "places": [
            {"id": place.id, "label": place.label, "parent": above}
            for place, above in site.in_force.places
        ],
    }
    items = (
        compact(_record(site.views[record.id], site.histories[record.id].spans))
        for record in records
    )
    content = collection(head, "records", items)
    return OutputFile(
        urls.api_file("in-force.json"),
        MEDIA_TYPE,
        content,
        "What was in force when: every span of status",
        settings.data_licence_name,
    )


def _kind(kind: Kind) -> Shape:
    """Return the statuses of a kind: those in which a record applies, those in which it is held
    back, the label of each and the mark by which it is drawn."""
    return {
        "kind": kind.name,
        "title": kind.applies_title,
        "shape": kind.shape,
        "applies": kind.applies,
        "held": kind.held,
        "labels": kind.status_terms,
        "marks": kind.status_marks,
    }


def _record(view: RecordView, spans: tuple[StatusSpan, ...]) -> Shape:
    """Return a record with its spans. Addresses are relative to the root of the site, since the
    site's own script reads this file."""
    card = view.card
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "url": card.url,
        "place": card.place or None,
        "spans": [_span(span, shown, card) for span, shown in zip(spans, view.spans, strict=True)],
    }


def _span(span: StatusSpan, shown: SpanView, card: Card) -> Shape:
    """Return a span with the days that a reader only has to compare: the status may have held from
    `possible_from` until before `possible_before`, and surely held from `certain_from` (null: on no
    day) until before `certain_before` (null: open)."""
    rests = shown.ground or shown.cause
    return {
        "status": span.status,
        "possible_from": _day(span.begin),
        "possible_before": _day(span.possible_before),
        "certain_from": _day(span.begin_latest),
        "certain_before": _day(span.end),
        "since": shown.begin.words,
        "because": rests.text,
        "scope": rests.scope or None,
        "by": rests.by.title if rests.by else None,
        "step": f"{(rests.by or card).url}#{rests.anchor}",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_file(day: date, site: Site, settings: Settings, lines: _Lines) -> OutputFile:
    standings = [standing for group in site.in_force.on(day) for standing in group.standings]
    title = f"What applied on {day.isoformat()}"
    head = {**envelope(title, len(standings), site, settings), "date": day.isoformat()}
    content = collection(head, "records", map(lines.of, standings))
    return OutputFile(
        urls.as_of_file(day.isoformat()), MEDIA_TYPE, content, title, settings.data_licence_name
    )


class _Lines:
    """The JSON of standings, one line each. Most standings are the same object on many days, so
    each is written only once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: dict[int, tuple[Standing, bytes]] = {}

    def of(self, standing: Standing) -> bytes:
        """Return the JSON of a standing on one line, without a newline."""
        if id(standing) not in self._made:
            # The standing is stored, too: its id() is reused once it is freed.
            line = compact(standing_shape(standing, self._settings))
            self._made[id(standing)] = (standing, line)
        return self._made[id(standing)][1]
