"""The description of an HTML page: its path, its template, and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docket.model import urls

DESCRIPTION = 155
"""The number of characters of a page's description that search engines show."""


class Page(NamedTuple):
    """One HTML page: its path from the root of the site, its title and description, and whether it
    is listed in the site map. The first of `templates` that exists is rendered with the values
    `given`, and with those that `later` returns: it is called when the page is rendered, by the
    worker that renders it. `linked_data` returns the page's schema.org description (JSON-LD).
    `origin` names the record or view in error messages."""

    path: str
    templates: tuple[str, ...]
    title: str
    description: str
    given: Mapping[str, Any]
    origin: str
    linked_data: Callable[[], Mapping[str, Any]] | None = None
    listed: bool = True
    later: Callable[[], Mapping[str, Any]] = dict

    @property
    def root(self) -> str:
        """Return the relative path from this page to the root of the site: "../../" for a/b/."""
        return "../" * self.path.count("/")


def file_of(page: Page) -> str:
    """Return the path of the file of a page, from the root of the output."""
    return urls.index_file(page.path)
