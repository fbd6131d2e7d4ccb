"""Describe the kinds as navigation and counts show them."""

from __future__ import annotations

from dataclasses import dataclass

from docket.model import urls
from docket.model.kind import Kinds


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind as navigation shows it; `url` is the page of its list.

    `reference` is true for a kind of places, courts and the like; `pointed_at` if some kind refers
    to it, `place` if it is the place that records are about (`x-place`), and `coverage` if its
    records are searches (`x-coverage`).
    """

    name: str
    title: str
    title_plural: str
    plural: str
    description: str
    shape: str
    reference: bool
    url: str
    pointed_at: bool
    place: bool
    coverage: bool


def kind_views(kinds: Kinds) -> tuple[KindView, ...]:
    """Return the kinds as navigation shows them, in their order."""
    named = {name for kind in kinds for ref in kind.refs for name in ref.kinds}
    places = {
        name
        for kind in kinds.records
        for ref in kind.refs
        if ref.path == (kind.place,)
        for name in ref.kinds
    }
    return tuple(
        KindView(
            kind.name,
            kind.title,
            kind.title_plural,
            kind.plural,
            kind.description,
            kind.shape,
            kind.reference,
            urls.list_page(kind.plural),
            kind.name in named,
            kind.name in places,
            kind.coverage is not None,
        )
        for kind in kinds
    )
