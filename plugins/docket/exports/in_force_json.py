"""Write what was in force as JSON: one file with all spans of status, from which a script can
answer for any day, and one file for each day of change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docket.build.output import OutputFile
from docket.exports.base_shapes import Shape, reference
from docket.exports.envelope import envelope
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.exports.orders_json import order_words, place_shapes
from docket.exports.standings import standing_shape
from docket.exports.status_shapes import order_shape, span_days
from docket.model import urls
from docket.model.kind import Kind
from docket.model.settings import Settings
from docket.status.order_state import IN_EFFECT
from docket.views.card import Card
from docket.views.court_orders import in_effect
from docket.views.days import file_days
from docket.views.record import RecordView
from docket.views.site import Site
from docket.views.standings import Standing
from docket.views.step_parts import CauseView, GroundView, LifeSpanView, OrderView, SpanView

TITLE = "What was in force when: every span of status"


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
        **envelope(TITLE, len(records), site, settings),
        "kinds": [_kind(kind, site) for kind in site.library.kinds if kind.applies],
        "places": place_shapes(site),
        **order_words(site.orders),
        "order_states": sorted(IN_EFFECT),
        "orders": [order_shape(order, settings) for order in site.orders],
    }
    items = (compact(_record(site.views[record.id])) for record in records)
    content = collection(head, "records", items)
    return OutputFile(
        urls.api_file("in-force.json"),
        MEDIA_TYPE,
        content,
        TITLE,
        settings.data_licence_name,
    )


def _kind(kind: Kind, site: Site) -> Shape:
    """Return the groups of a kind in which records are listed, how its statuses are drawn, and the
    day to which it was searched (null: it was not)."""
    searched = site.searched.get(kind.name)
    return {
        "kind": kind.name,
        "title": kind.applies_title,
        "searched": searched.text if searched else None,
        "shape": kind.shape,
        "groups": [group._asdict() for group in kind.status_groups],
        "marks": kind.status_marks,
    }


def _record(view: RecordView) -> Shape:
    """Return a record with its spans. Addresses are relative to the root of the site, since the
    site's own script reads this file."""
    card = view.card
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "url": card.url,
        "place": card.place or None,
        "places": card.places,
        "spans": [_span(span, card) for span in view.spans],
    }


def _span(span: SpanView, card: Card) -> Shape:
    """Return a span with the days that a reader only has to compare (see `span_days`)."""
    return {
        "status": span.status,
        "label": span.label,
        **span_days(span),
        "since": span.begin.words,
        **_step(span.cause, card),
        "phases": [
            {
                "from": phase.begin,
                "before": phase.before,
                "grounds": [_ground(ground, card) for ground in phase.grounds],
                "provisions": [[part.id, part.label] for part in phase.parts],
            }
            for phase in span.phases
        ],
    }


def _ground(ground: GroundView, card: Card) -> Shape:
    return {
        **_step(ground.cause, card),
        "label": ground.label,
        "scope": ground.scope or None,
        "provisions": ground.provisions,
        "places": [place.id for place in ground.places],
        "persons": ground.persons or None,
        "state": ground.state_label,
        "certain": ground.certain,
        "since": ground.begins.words,
        "confirmed": ground.confirmed.words if ground.confirmed else None,
        "court": ground.cause.court.title if ground.cause.court else None,
    }


def _step(cause: CauseView, card: Card) -> Shape:
    """Return a step as the reason for something: its words, the record that has it (null: this
    one), and its address."""
    return {
        "because": cause.text,
        "by": cause.by.title if cause.by else None,
        "step": f"{(cause.by or card).url}#{cause.anchor}",
    }


def _day_file(day: date, site: Site, settings: Settings, lines: _Lines) -> OutputFile:
    standings = [
        standing for group in site.in_force.on(day.isoformat()) for standing in group.standings
    ]
    title = f"What applied on {day.isoformat()}"
    head = {
        **envelope(title, len(standings), site, settings),
        "date": day.isoformat(),
        "orders": [_in_effect(*one, settings) for one in in_effect(site.orders, day.isoformat())],
    }
    content = collection(head, "records", map(lines.of, standings))
    return OutputFile(
        urls.as_of_file(day.isoformat()), MEDIA_TYPE, content, title, settings.data_licence_name
    )


def _in_effect(order: OrderView, span: LifeSpanView, settings: Settings) -> Shape:
    """Return an order of a court that was in effect on a day; the rest of it is in orders.json."""
    return {
        "id": order.full_id,
        "record": reference(order.record, settings),
        "anchor": order.anchor,
        "state": span.state,
        "certain": span.certain,
        "since": span.since.text,
    }


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
