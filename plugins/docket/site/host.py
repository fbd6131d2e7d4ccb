"""Pages about the site itself: the 404 page and the page of downloads."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from docket.build.output import OutputFile, Written
from docket.model import urls
from docket.model.settings import Settings
from docket.site.page import Page
from docket.views.site import Site


def missing_page(settings: Settings) -> Page:
    """Return the 404 page. The host shows it at any depth, so its links start from the root of the
    host."""
    home = urlsplit(settings.site_url).path.rstrip("/") + "/"
    return Page(
        "404.html",
        ("404.html",),
        "Page not found",
        "There is no page at this address.",
        {"root": home},
        "404 page",
        listed=False,
    )


def data_page(site: Site, files: Iterable[OutputFile | Written]) -> Page:
    """Return the page of downloads. It lists the data files with many records and the feeds of all
    records and their calendar, but not the files with one record, other feeds and schemas."""
    shown = tuple(
        file
        for file in files
        if file.path.startswith(urls.API + "/") and file.path.count("/") == urls.API.count("/") + 1
    )
    all_records = (urls.feed("all", "atom"), urls.feed("all", "json"), urls.calendar("all"))
    feeds = tuple(file for file in files if file.path in all_records)
    given = {"files": (*shown, *feeds)}
    return Page(
        "data/",
        ("data.html",),
        "Data",
        "Every record as JSON, CSV and GeoJSON, with schemas and feeds.",
        given,
        "data page",
    )
