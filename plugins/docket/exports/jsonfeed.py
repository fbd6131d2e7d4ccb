"""Write feeds as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from docket.build.output import OutputFile
from docket.exports.feed import Feed
from docket.exports.jsontext import indented
from docket.model import urls
from docket.model.settings import Settings

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed_file(feed: Feed, settings: Settings) -> OutputFile:
    """Return api/v1/feeds/<name>.json. A day is written as midnight UTC, since JSON Feed requires a
    time (RFC 3339)."""
    path = urls.feed(feed.name, "json")
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_modified": f"{entry.updated}T00:00:00Z",
            "tags": list(entry.tags),
        }
        for entry in feed.entries
    ]
    content = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": urls.absolute(settings.site_url, path),
        "description": feed.description,
        "language": settings.language,
        "authors": [{"name": settings.author or settings.site_name}],
        "items": items,
    }
    return OutputFile(
        path, MEDIA_TYPE, indented(content), f"{feed.title} (JSON Feed)", settings.data_licence_name
    )
