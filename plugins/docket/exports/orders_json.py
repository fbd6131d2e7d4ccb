"""Write the orders of courts, and their lives, as JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports import csvtext, jsontext
from docket.exports.base_shapes import Shape
from docket.exports.columns import Cell
from docket.exports.envelope import envelope
from docket.exports.status_shapes import order_shape
from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import DateView
from docket.views.court_orders import GROUPS, time_in_effect
from docket.views.site import Site
from docket.views.step_parts import ORDER_MARKS, POSSIBLE_MARK, OrderView

TITLE = "Court orders with their lives"
COLUMNS = (
    "id",
    "record_id",
    "record_title",
    "record_url",
    "anchor",
    "kind",
    "label",
    "date",
    "court",
    "court_title",
    "scope",
    "persons",
    "places",
    "effects",
    "state",
    "in_effect_from",
    "in_effect_before",
    "why",
)
SPAN_COLUMNS = ("order", "state", "from", "before", "certain", "why")


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/orders.json and api/v1/orders.csv with every order, and api/v1/orders-spans.csv
    with every span of their lives; nothing where no record has an order."""
    orders = site.orders
    if not orders:
        return
    head = {
        **envelope(TITLE, len(orders), site, settings),
        "schema": urls.absolute(settings.site_url, urls.schema_file("published/order")),
        "groups": [group._asdict() for group in GROUPS],
        "searched": [
            {"kind": kind.name, "title": kind.title_plural, "until": day.text}
            for kind, day in site.searched_kinds({order.record.kind for order in orders})
        ],
        "places": place_shapes(site),
        **order_words(orders),
    }
    items = (jsontext.compact(order_shape(order, settings)) for order in orders)
    content = jsontext.collection(head, "orders", items)
    yield _file("orders.json", jsontext.MEDIA_TYPE, content, TITLE, settings)
    day = site.as_of.isoformat()
    rows = csvtext.to_csv(COLUMNS, (_row(order, day, settings) for order in orders))
    yield _file("orders.csv", csvtext.MEDIA_TYPE, rows, "Court orders as a table", settings)
    spans = csvtext.to_csv(SPAN_COLUMNS, (row for order in orders for row in _spans(order)))
    title = "The lives of court orders as a table"
    yield _file("orders-spans.csv", csvtext.MEDIA_TYPE, spans, title, settings)


def place_shapes(site: Site) -> list[Shape]:
    """Return every place for which it can be asked what is in force: its name, its page from the
    root of the site, and the id of the place that it lies in."""
    return [
        {"id": place.id, "label": place.label, "parent": above, "url": place.url}
        for place, above in site.answer_places
    ]


def order_words(orders: tuple[OrderView, ...]) -> Shape:
    """Return what a script needs to draw orders: the mark of each state, that of a state that is
    not certain, and the words for dates."""
    return {"marks": {**ORDER_MARKS, "possibly": POSSIBLE_MARK}, "dates": date_words(orders)}


def date_words(orders: tuple[OrderView, ...]) -> dict[str, str]:
    """Return, by EDTF date, the words for every date of these orders that is no exact day."""
    found: set[DateView] = set()
    for order in orders:
        found.add(order.date)
        for span in order.life:
            found |= {span.since, *((span.confirmed,) if span.confirmed else ())}
    return {date.text: date.words for date in sorted(found) if date.earliest != date.text}


def _row(order: OrderView, day: str, settings: Settings) -> dict[str, Cell]:
    """Return the row of an order, its state and reach as on a day."""
    now = order.on(day)
    first, before = time_in_effect(order)
    effects = [
        {"record": one.record.id, "effect": one.effect, "provisions": list(one.provisions)}
        for one in order.effects
    ]
    places = now.places if now else order.places
    return {
        "id": order.full_id,
        "record_id": order.record.id,
        "record_title": order.record.title,
        "record_url": urls.absolute(settings.site_url, order.record.url),
        "anchor": order.anchor,
        "kind": order.kind,
        "label": order.label,
        "date": order.date.text,
        "court": order.court.id if order.court else None,
        "court_title": order.court.title if order.court else None,
        "scope": (now.scope if now else order.scope) or None,
        "persons": (now.persons if now else order.persons) or None,
        "places": jsontext.compact_text([place.id for place in places]),
        "effects": jsontext.compact_text(effects),
        "state": now.state if now else None,
        "in_effect_from": first,
        "in_effect_before": before,
        "why": (now.why if now else "") or None,
    }


def _spans(order: OrderView) -> Iterator[dict[str, Cell]]:
    for span in order.life:
        yield {
            "order": order.full_id,
            "state": span.state,
            "from": span.begin.text,
            "before": span.before.text if span.before else None,
            "certain": span.certain,
            "why": span.why or None,
        }


def _file(name: str, media: str, content: bytes, title: str, settings: Settings) -> OutputFile:
    return OutputFile(urls.api_file(name), media, content, title, settings.data_licence_name)
