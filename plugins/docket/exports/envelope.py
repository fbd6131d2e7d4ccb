"""Envelopes: what stands at the head of every JSON file that holds a collection."""

from __future__ import annotations

from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site

VERSION = "1"
"""The version of the published shape. Members may be added to it; a change that breaks a reader
makes a new version under a new path."""


def envelope(title: str, count: int, site: Site, settings: Settings) -> dict[str, Any]:
    """The head of a collection file: version, title, publisher, licence, the day on which statuses
    are read, and how many items follow."""
    return {
        "version": VERSION,
        "title": title,
        "publisher": {"name": settings.site_name, "url": urls.absolute(settings.site_url, "")},
        "licence": {"name": settings.data_licence_name, "url": settings.data_licence_url},
        "as_of": site.as_of.isoformat(),
        "count": count,
    }
