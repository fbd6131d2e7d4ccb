"""Pelican plugin: search. /search/ lists everything from A to Z; with scripts it searches the text
of all pages, with an index that Pagefind makes of the finished pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile, Written, asset
from docket.build.steps import Finished, LastStep
from docket.model import urls
from docket.site import search_pages
from docket_records import FINAL, DocketGenerator
from docket_search.pagefind import make_index

SEARCHED = b"data-pagefind-body"
"""The attribute in a page whose text is searched."""


def is_page(file: Written) -> bool:
    """Return whether a file may be a page whose text is searched."""
    return file.path.endswith(".html") and not file.path.startswith(urls.SEARCH)


class SearchGenerator(DocketGenerator):
    """Offers /search/, and the index of all pages as a last step."""

    def generate_output(self, writer: Any) -> None:
        """Offer the pages and the index. The index is made again only if a page has changed, and
        not by `docket serve`, since that would delay each edit."""
        site = self.site
        self.build.offer_pages("search", lambda: search_pages(site))
        self.build.offer_last(LastStep("search index", self._index, is_page, put_off=True))

    def _index(self, finished: Finished) -> Iterator[OutputFile]:
        """Yield the files of the index."""
        pages = {file.path: self._content(file.path) for file in finished.files() if is_page(file)}
        searched = {path: content for path, content in pages.items() if SEARCHED in content}
        for path, content in make_index(searched):
            yield asset(f"{urls.SEARCH_INDEX}{path}", content, self.site_settings.code_licence)

    def _content(self, path: str) -> bytes:
        """Return the bytes of a page: a new one is in the staging directory, another in the
        output."""
        staged = self.build.plan.folder / path
        return (staged if staged.is_file() else Path(self.settings[FINAL], path)).read_bytes()


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return SearchGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
