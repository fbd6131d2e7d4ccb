"""Records as GeoJSON (RFC 7946): a feature for every record that lies on the map."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports.envelope import envelope
from docket.exports.jsontext import collection, compact
from docket.exports.shapes import Shape
from docket.model import urls
from docket.model.settings import Settings
from docket.views.parts import PointView
from docket.views.record import RecordView
from docket.views.site import Site

MEDIA_TYPE = "application/geo+json"


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/records.geojson: the records (not reference kinds, not withdrawn ones) that have a
    point, in the order of kinds and ids. Title, licence and date are foreign members of the
    collection (RFC 7946 §6.1)."""
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
    """A feature with flat properties, as desktop mapping tools read them; a point says how precise
    it is."""
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
