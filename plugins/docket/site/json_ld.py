"""Structured data: what a page is about in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.record import RecordView

CONTEXT = "https://schema.org"


def describe(
    view: RecordView, settings: Settings, schema_org: str = "CreativeWork"
) -> dict[str, Any]:
    """The schema.org description of a record (JSON-LD 1.1) of the given type: name, description,
    dates, place, sources as citations, licence."""
    card = view.card
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": schema_org,
        "@id": urls.absolute(settings.site_url, card.url),
        "name": card.title,
        "url": urls.absolute(settings.site_url, card.url),
    }
    if card.summary:
        described["description"] = card.summary
    if card.date and card.date.earliest:
        described["startDate" if schema_org == "Event" else "temporalCoverage"] = card.date.earliest
    if card.place_title:
        described["location" if schema_org == "Event" else "spatialCoverage"] = {
            "@type": "Place",
            "name": card.place_title,
        }
    subject = {
        "@type": "WebPage",
        "isPartOf": {
            "@type": "Dataset",
            "name": settings.site_name,
            "url": urls.absolute(settings.site_url, "data/"),
        },
    }
    page = {
        "@context": CONTEXT,
        **subject,
        "url": described["url"],
        "name": card.title,
        "license": settings.data_licence_url,
        "mainEntity": described,
    }
    if view.recorded:
        page["dateCreated"], page["dateModified"] = (
            view.recorded.first.text,
            view.recorded.last.text,
        )
    page["citation"] = [
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": source.publisher,
        }
        for source in view.sources
    ]
    return page
