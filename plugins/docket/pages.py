"""Pages: which HTML pages there are, by which template each is drawn, and what it is given. A page is given its own view and cards, never the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from docket import urls
from docket.charts import Density
from docket.drawings import Drawings
from docket.outputs.output import OutputFile
from docket.prose import to_html
from docket.settings import Settings
from docket.structured import describe
from docket.text import count, shorten
from docket.views.cards import Card
from docket.views.kinds import KindView
from docket.views.lists import ListPage, list_pages
from docket.views.site import Site
from docket.views.timelines import TimelinePage

DESCRIPTION = 155
"""How many characters of a page's description search engines show."""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page: its path from the root of the site, the templates to try in order, its title and description, what its template is given,
    its schema.org description (JSON-LD), and whether it is listed in the site map. `origin` names the record or view for error messages."""

    path: str
    templates: tuple[str, ...]
    title: str
    description: str
    given: Mapping[str, Any]
    origin: str
    linked_data: Mapping[str, Any] | None = None
    listed: bool = True

    @property
    def root(self) -> str:
        """The relative path from this page to the root of the site: "../../" for a/b/."""
        return "../" * self.path.count("/")


def record_pages(site: Site, drawings: Drawings, settings: Settings) -> Iterator[Page]:
    """A page for every record of every kind. A kind may have a template of its own (<kind>.html); else record.html or reference.html draws it."""
    for view in site.views.values():
        card = view.card
        fallback = "reference.html" if card.reference else "record.html"
        yield Page(
            path=card.url, templates=(f"{card.kind}.html", fallback), title=card.title, description=shorten(card.summary or card.title, DESCRIPTION),
            given={"view": view, "notes": to_html(view.notes), "drawing": drawings.record(view), "reference": site.references.get(card.id), "totals": site.totals},
            origin=f"record {card.id} ({view.file})", linked_data=describe(view, settings, site.library.kinds.by_name[card.kind].schema_org),
        )  # fmt: skip


def kind_pages(site: Site, settings: Settings) -> Iterator[Page]:
    """The paged lists of every record kind, whole and narrowed, and the index of every reference kind but coverage."""
    for kind, shown in zip(site.library.kinds, site.kinds, strict=True):
        if kind.coverage:
            continue
        if kind.reference:
            yield _reference_index(site, shown)
            continue
        for page in list_pages(kind, site.library, site.cards, settings.page_size):
            yield _list_page(page)


def _list_page(page: ListPage) -> Page:
    narrowed = f": {page.value_label}" if page.value else ""
    numbered = f", page {page.number} of {page.pages}" if page.number > 1 else ""
    title = f"{page.title}{narrowed}{numbered}"
    return Page(page.url, ("list.html",), title, f"{count(page.total, 'record')}. {page.description}"[:DESCRIPTION], {"listing": page}, f"list {page.url}", listed=not page.facet)


def _reference_index(site: Site, kind: KindView) -> Page:
    cards = sorted((view.card for view in site.views.values() if view.card.kind == kind.name and not view.card.withdrawn), key=lambda card: (card.title.casefold(), card.id))
    parents = {view.card.id: (view.above[0].id if view.above else "") for view in site.views.values() if view.card.kind == kind.name}
    given = {"kind": kind, "cards": tuple(cards), "parents": parents, "totals": site.totals}
    return Page(kind.url, (f"{kind.plural}.html", "references.html"), kind.title_plural, kind.description, given, f"index {kind.url}")


def home_page(site: Site, drawings: Drawings, settings: Settings) -> Page:
    """The front page: what this is, what is newest of each kind, the map, the timeline, counts that open their lists."""
    newest = {kind.name: tuple(card for card in site.newest if card.kind == kind.name)[:4] for kind in site.kinds if not kind.reference}
    given = {"newest": newest, "map": drawings.overview(site), "density": drawings.density(site), "subjects": _subjects(site), "totals": site.totals}
    return Page("", ("home.html",), settings.site_name, settings.description, given, "home page")


def _subjects(site: Site) -> tuple[Card, ...]:
    """The records of the kinds that are subjects (x-subject), most used first, those without a record left out."""
    names = {kind.name for kind in site.library.kinds if kind.subject}
    cards = [view.card for view in site.views.values() if view.card.kind in names and site.totals[view.card.id]]
    return tuple(sorted(cards, key=lambda card: (-site.totals[card.id], card.title)))


def coverage_pages(site: Site, drawings: Drawings) -> Iterator[Page]:
    """The page that tells what was searched from what was not, with a map for each kind; none where nothing is on record about it."""
    kind = next((kind for kind in site.library.kinds if kind.coverage), None)
    if kind and site.coverage:
        maps = tuple(drawings.coverage(site.coverage, number) for number in range(len(site.coverage.kinds)))
        yield Page(urls.list_page(kind.plural), ("coverage.html",), kind.title_plural, kind.description, {"coverage": site.coverage, "maps": maps}, "coverage")


def map_page(site: Site, drawings: Drawings, shell: str) -> Page:
    """The map of all records, with its table; `shell` is the HTML of the empty interactive map."""
    return Page(
        "map/",
        ("map.html",),
        "Map",
        "Where the directives, court challenges and enforcement events lie, as a map and as a table.",
        {"map": drawings.overview(site), "spots": site.spots, "shell": shell},
        "map",
    )


def timeline_pages(site: Site, drawings: Drawings) -> Iterator[Page]:
    """The timeline by year; /timeline/ is the newest year that had begun on the day on which statuses are read."""
    years, density = site.timeline.pages, drawings.density(site)
    for page in years:
        yield _timeline_page(site, density, page, page.url)
    begun = [page for page in years if page.year <= str(site.as_of.year)] or list(years)
    if begun:
        yield _timeline_page(site, density, begun[-1], "timeline/")


def _timeline_page(site: Site, density: Density | None, page: TimelinePage, path: str) -> Page:
    given = {"year": page, "years": site.timeline.pages, "density": density}
    title = "Timeline" if path == "timeline/" else f"Timeline {page.year}"
    what = "is planned for" if page.year > str(site.as_of.year) else "happened in"
    return Page(path, ("timeline.html",), title, f"What {what} {page.year}, in order: {count(page.total, 'dated step')}.", given, f"timeline {page.year}")


def missing_page(settings: Settings) -> Page:
    """The page for addresses that lead nowhere. It is shown at any depth, so its links start from the root of the host."""
    home = urlsplit(settings.site_url).path.rstrip("/") + "/"
    return Page("404.html", ("404.html",), "Page not found", "There is no page at this address.", {"root": home}, "404 page", listed=False)


def data_page(site: Site, files: Iterable[OutputFile]) -> Page:
    """The page of downloads: every data file but the many that hold one record, one feed or one schema each."""
    shown = tuple(file for file in files if file.path.startswith(urls.API + "/") and file.path.count("/") == urls.API.count("/") + 1)
    feeds = tuple(file for file in files if file.path in (urls.feed("all", "atom"), urls.feed("all", "json")))
    given = {"files": (*shown, *feeds)}
    return Page("data/", ("data.html",), "Data", "Every record as JSON, CSV and GeoJSON, with schemas and feeds.", given, "data page")


def file_of(page: Page) -> str:
    """The file a page is written to, from the root of the output."""
    return urls.index_file(page.path)
