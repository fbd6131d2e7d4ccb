"""Write records as GeoJSON (RFC 7946), one feature for each record that has a point."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports.base_shapes import Shape
from docket.exports.envelope import envelope
from docket.exports.jsontext import collection, compact
from docket.model import urls
from docket.model.settings import Settings
from docket.views.parts import PointView
from docket.views.record import RecordView
from docket.views.site import Site

MEDIA_TYPE = "application/geo+json"


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/records.geojson with the records that have a point, ordered by kind and id;
    withdrawn records and reference kinds are left out. Title, licence and date are foreign members
    of the collection (RFC 7946 §6.1)."""
    shown = [
        view for view in site.views.values() if not view.card.reference and not view.card.withdrawn
    ]
    features = [compact(_feature(view, view.point, settings)) for view in shown if view.point]
    head = {
        "type": "FeatureCollection",
        **envelope("Records on the map", len(features), site, settings),
    }
    content = collection(head, "features", features)
    yield OutputFile(
        urls.api_file("records.geojson"),
        MEDIA_TYPE,
        content,
        "Records on the map",
        settings.data_licence_name,
    )


def _feature(view: RecordView, point: PointView, settings: Settings) -> Shape:
    """Return a record as a feature with flat properties, as desktop mapping tools need them.
    Coordinates are WGS 84 degrees; `precision` and `radius_m` (metres) say how exact they are."""
    card = view.card
    return {
        "type": "Feature",
        "id": card.id,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": {
            "id": card.id,
            "kind": card.kind,
            "title": card.title,
            "url": urls.absolute(settings.site_url, card.url),
            "date": card.date.text if card.date else None,
            "date_earliest": card.date.earliest if card.date else None,
            "date_latest": card.date.latest if card.date else None,
            "place": card.place or None,
            "place_title": card.place_title or None,
            "status": card.status or None,
            "status_label": card.status_label or None,
            "point_name": point.name or None,
            "precision": point.precision,
            "radius_m": point.radius,
        },
    }
