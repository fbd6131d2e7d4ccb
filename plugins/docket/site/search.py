"""The page of the search, which lists everything from A to Z for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from docket.model import urls
from docket.model.text import count, slug
from docket.site.page import Page
from docket.views.found import Entry, entries
from docket.views.site import Site

WHOLE = 1500
"""The most entries of one page: 1,500 are about 60 kB compressed."""
TITLE = "Search"


class Letter(NamedTuple):
    """A letter with its entries. `url` is the page, or the place on the page of all, where they
    are; `code` is the letter as addresses and anchors have it."""

    name: str
    code: str
    url: str
    total: int
    entries: tuple[Entry, ...]


def search_pages(site: Site) -> Iterator[Page]:
    """Yield /search/ with all entries, or where these are too many, with links to a page for each
    letter, and these pages; a letter with very many has several."""
    found = entries(site.cards, site.kinds)
    by_letter = {name: tuple(group) for name, group in groupby(found, lambda one: one.letter)}
    split = len(found) > WHOLE
    letters = tuple(_letter(name, group, split) for name, group in by_letter.items())
    given = {
        "letters": letters,
        "total": len(found),
        "icons": site.kinds,
        "narrowing": tuple(_narrowing(site)),
    }
    about = f"Search {count(len(found), 'record')}, or look through all of them from A to Z."
    yield Page(urls.SEARCH, ("site-search.html",), TITLE, about, given, "page /search/")
    if split:
        for letter in letters:
            yield from _letter_pages(letter, by_letter[letter.name], letters)


def _letter(name: str, group: tuple[Entry, ...], split: bool) -> Letter:
    """Return a letter with its entries; with `split` these are on a page of their own."""
    code = slug(name.replace("–", "-"))
    url = urls.search_page(code) if split else f"{urls.SEARCH}#letter-{code}"
    return Letter(name, code, url, len(group), () if split else group)


def _narrowing(site: Site) -> Iterator[tuple[str, str]]:
    """Yield name and label of everything by which results can be narrowed."""
    yield "kind", "Kind"
    yield from (("place", kind.title) for kind in site.kinds if kind.place)
    yield "status", "Status"
    yield from (("subject", kind.title) for kind in site.library.kinds if kind.subject)


def _letter_pages(
    letter: Letter, found: tuple[Entry, ...], letters: tuple[Letter, ...]
) -> Iterator[Page]:
    """Yield the pages of one letter."""
    numbers = range(1, (len(found) - 1) // WHOLE + 2)
    pages = tuple((number, urls.search_page(letter.code, number)) for number in numbers)
    for number, url in pages:
        shown = letter._replace(entries=found[(number - 1) * WHOLE : number * WHOLE])
        title = f"{letter.name}: everything from A to Z"
        if number > 1:
            title += f", page {number} of {len(pages)}"
        given = {"letters": letters, "total": len(found), "letter": shown, "pages": pages}
        about = f"{count(len(found), 'name')} beginning with {letter.name}."
        yield Page(url, ("site-search-letter.html",), title, about, given, f"page /{url}")
