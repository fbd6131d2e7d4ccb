"""Describe a record's page in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.record import RecordView

CONTEXT = "https://schema.org"


def describe(
    view: RecordView, settings: Settings, schema_org: str = "CreativeWork"
) -> dict[str, Any]:
    """Return the description of a record's page (JSON-LD 1.1): name, licence, days on which it was
    written, sources as citations, and as `mainEntity` the record, of the type `schema_org`."""
    described = _described(view, settings, schema_org)
    page = {
        "@context": CONTEXT,
        "@type": "WebPage",
        "isPartOf": {
            "@type": "Dataset",
            "name": settings.site_name,
            "url": urls.absolute(settings.site_url, "data/"),
        },
        "url": described["url"],
        "name": view.card.title,
        "license": settings.data_licence_url,
        "mainEntity": described,
    }
    if view.recorded:
        page["dateCreated"] = view.recorded.first.text
        page["dateModified"] = view.recorded.last.text
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


def _described(view: RecordView, settings: Settings, schema_org: str) -> dict[str, Any]:
    """Return the description of a record: name, address, summary, date and place."""
    card, is_event = view.card, schema_org == "Event"
    address = urls.absolute(settings.site_url, card.url)
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": schema_org,
        "@id": address,
        "name": card.title,
        "url": address,
    }
    if card.summary:
        described["description"] = card.summary
    if view.force:
        return {**described, **_place(view, is_event), **_force(view)}
    when = (card.date.machine if is_event else card.date.interval) if card.date else ""
    if when:
        described["startDate" if is_event else "temporalCoverage"] = when
    return {**described, **_place(view, is_event)}


def _place(view: RecordView, is_event: bool) -> dict[str, Any]:
    """Return where a record belongs; nothing for one without a place."""
    if not view.card.place_title:
        return {}
    place = {"@type": "Place", "name": view.card.place_title}
    return {"location" if is_event else "spatialCoverage": place}


def _force(view: RecordView) -> dict[str, Any]:
    """Return the legal force of a piece of legislation (ELI's terms in schema.org): whether it is
    in force, on which day that is read, since when it applies and while it does. Dates are no more
    exact than in the record."""
    found = {
        "legislationLegalForce": f"{CONTEXT}/{view.force}",
        "legislationDateVersion": view.card.as_of,
    }
    applying = view.applying
    if applying:
        first, last = applying[0].begin, applying[-1].end
        if first.machine:
            found["legislationDateOfApplicability"] = first.machine
        end = last.machine if last else ".."
        if first.machine and end:
            found["temporalCoverage"] = f"{first.machine}/{end}"
    return found
