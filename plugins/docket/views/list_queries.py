"""Provide the lists of a site: of each kind, and of what refers to places, courts and topics."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docket.build.store import by_value, packed
from docket.model.inputs import Codec, Query, cached, tracking
from docket.views.areas import Area, areas
from docket.views.lists import (
    FacetView,
    ListPage,
    Narrowed,
    facet_views,
    list_pages,
    narrowed,
)
from docket.views.record_queries import RecordQueries
from docket.views.references import Gatherer, Group, KindCounts, group_counts

PLAIN = Codec(packed, marshal.loads)
"""How the store packs and unpacks plain values: numbers, texts, lists."""


@dataclass(frozen=True)
class ListQueries(RecordQueries):
    """The part of a site that lists records."""

    @cached
    def narrowed(self) -> Query[Narrowed]:
        """Return, by kind of records, its list, whole and narrowed."""
        kinds = self.library.kinds.by_name
        return self._of_kinds("list", lambda name: narrowed(kinds[name], self.library, self.cards))

    @cached
    def counts(self) -> Query[KindCounts]:
        """Return, by kind of records, how many are in its whole list and in its narrowed ones."""
        kinds = self.library.kinds.by_name
        return self._of_kinds(
            "counts", lambda name: group_counts(kinds[name], self.narrowed[name]), by_value
        )

    @cached
    def facets(self) -> Query[tuple[FacetView, ...]]:
        """Return, by kind of records, the facets to narrow its list by."""
        kinds = self.library.kinds.by_name

        def compute(name: str) -> tuple[FacetView, ...]:
            return facet_views(kinds[name], self.narrowed[name], self.cards)

        return self._of_kinds("facet views", compute, by_value)

    @cached
    def pages(self) -> Query[Mapping[str, ListPage]]:
        """Return, by kind of records, every page of its lists by url."""
        kinds = self.library.kinds.by_name

        def compute(name: str) -> Mapping[str, ListPage]:
            pages = list_pages(kinds[name], self.narrowed[name], self.facets[name], self.page_size)
            return {page.url: page for page in pages}

        return self._of_kinds("list pages", compute)

    @cached
    def list_page(self) -> Query[ListPage]:
        """Return a page of a list by the name "kind url"."""

        def compute(name: str) -> ListPage:
            kind, _, url = name.partition(" ")
            return self.pages[kind][url]

        return Query("list page", self._listed_names, compute, self.memory, None, by_value)

    @cached
    def list_urls(self) -> Query[list[str]]:
        """Return, by kind of records, the urls of all pages of its lists."""
        return self._of_kinds("list urls", lambda name: list(self.pages[name]), None, PLAIN)

    @property
    def list_names(self) -> Mapping[str, None]:
        """Return the names of all pages of lists: "kind url"."""
        kinds = self.library.kinds.records
        return {f"{kind.name} {url}": None for kind in kinds for url in self.list_urls[kind.name]}

    def _listed_names(self) -> Mapping[str, None]:
        """Return the names of all pages of lists without recording that they are read."""
        with tracking():
            return self._all_lists

    @cached
    def _all_lists(self) -> Mapping[str, None]:
        """Return the names of all pages of lists, computed once."""
        return self.list_names

    @cached
    def references(self) -> Query[tuple[Group, ...]]:
        """Return, by reference record, the records that refer to it or to what lies in it, by
        kind."""
        names = self._reference_names
        gatherer = Gatherer(self.kinds, self.library, self.links, self.cards, self.counts)
        return Query("groups", lambda: names, gatherer.groups, self.memory)

    @cached
    def totals(self) -> Query[int]:
        """Return, by reference record, how many records its page lists, each counted once."""
        names = self._reference_names

        def compute(name: str) -> int:
            return sum(len(group.cards) for group in self.references[name])

        return Query("total", lambda: names, compute, self.memory, PLAIN)

    @property
    def _reference_names(self) -> Mapping[str, None]:
        """Return the ids of the records of reference kinds."""
        records = self.library.by_id.items()
        return {name: None for name, record in records if record.kind.reference}

    @cached
    def areas(self) -> tuple[Area, ...]:
        """Return the places that have records, by region."""
        return areas(self.library, self.cards, self.references)

    def _of_kinds(
        self,
        sort: str,
        compute: Callable[[str], Any],
        value: Callable[[Any], bytes] | None = None,
        codec: Codec | None = None,
    ) -> Query[Any]:
        """Return a query by kind of records."""
        names = [kind.name for kind in self.library.kinds.records]
        return Query(sort, lambda: names, compute, self.memory, codec, value)
