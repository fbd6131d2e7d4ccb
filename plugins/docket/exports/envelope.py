"""The members at the beginning of every JSON file that holds a collection."""

from __future__ import annotations

from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site

VERSION = "1"
"""The version of the published JSON. Members may be added within a version; a change that breaks
consumers gets a new version under a new path."""


def envelope(title: str, count: int, site: Site, settings: Settings) -> dict[str, Any]:
    """Return the first members of a collection file: version, title, publisher, licence, the day
    for which statuses are computed (ISO 8601), and the number of items."""
    return {
        "version": VERSION,
        "title": title,
        "publisher": {"name": settings.site_name, "url": urls.absolute(settings.site_url, "")},
        "licence": {"name": settings.data_licence_name, "url": settings.data_licence_url},
        "as_of": site.as_of.isoformat(),
        "count": count,
    }
