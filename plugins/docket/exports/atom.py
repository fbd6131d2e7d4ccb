"""Write feeds as Atom (RFC 4287). The only module that imports feedgenerator."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedgenerator

from docket.build.output import OutputFile
from docket.exports.feed import Feed
from docket.model import urls
from docket.model.settings import Settings

MEDIA_TYPE = "application/atom+xml"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 §2.2 does not allow, even escaped."""


def atom_file(feed: Feed, settings: Settings) -> OutputFile:
    """Return api/v1/feeds/<name>.atom. Entries hold plain text; a day is written as midnight UTC,
    since Atom requires a time (RFC 4287 §3.3)."""
    path = urls.feed(feed.name, "atom")
    writer = _Atom(
        title=_clean(feed.title),
        link=feed.page_url,
        description=_clean(feed.description),
        language=settings.language,
        author_name=settings.author or settings.site_name,
        feed_url=urls.absolute(settings.site_url, path),
        feed_guid=urls.absolute(settings.site_url, path),
        feed_copyright=settings.data_licence_name,
        newest=feed.updated,
    )
    for entry in feed.entries:
        writer.add_item(
            title=_clean(entry.title),
            link=entry.url,
            unique_id=entry.id,
            description=None,
            plain=_clean(entry.text),
            updateddate=_midnight(entry.updated),
            categories=[_clean(tag) for tag in entry.tags],
        )
    buffer = BytesIO()
    writer.write(buffer, "utf-8")
    return OutputFile(
        path,
        MEDIA_TYPE,
        buffer.getvalue() + b"\n",
        f"{feed.title} (Atom)",
        settings.data_licence_name,
    )


class _Atom(feedgenerator.Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    def latest_post_date(self) -> datetime:
        """Return midnight of the feed's newest day. The library would read the clock for a feed
        without entries."""
        return _midnight(self.feed["newest"])

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry's elements, its summary marked as plain text; the library would mark it as
        HTML."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["plain"], {"type": "text"})


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _clean(text: str) -> str:
    """Return the text without the characters that XML does not allow; all are invisible."""
    return NOT_XML.sub("", text)
