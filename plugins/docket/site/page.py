"""A page: one HTML page of the site and what its template is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docket.model import urls

DESCRIPTION = 155
"""How many characters of a page's description search engines show."""


class Page(NamedTuple):
    """One HTML page: its path from the root of the site, the templates to try in order, its title
    and description, what its template is given, what gives its schema.org description (JSON-LD),
    and whether it is listed in the site map. `origin` names the record or view for error messages.
    What takes time to work out is given `later`: it is asked for when the page is drawn, by the
    worker that draws it."""

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
        """The relative path from this page to the root of the site: "../../" for a/b/."""
        return "../" * self.path.count("/")


def file_of(page: Page) -> str:
    """The file a page is written to, from the root of the output."""
    return urls.index_file(page.path)
