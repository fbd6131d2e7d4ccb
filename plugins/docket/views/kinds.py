"""Kind views: the kinds as navigation and counts show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docket import urls
from docket.kinds import Kinds


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind as navigation shows it: name, titles, plural, description, shape, whether it is a reference kind, how many records, its list's url,
    and whether some kind names it in its references."""

    name: str
    title: str
    title_plural: str
    plural: str
    description: str
    shape: str
    reference: bool
    count: int
    url: str
    pointed_at: bool


def kind_views(kinds: Kinds, counts: Mapping[str, int]) -> tuple[KindView, ...]:
    """The kinds with how many records of each are listed, by kind."""
    named = {name for kind in kinds for ref in kind.refs for name in ref.kinds}
    return tuple(
        KindView(kind.name, kind.title, kind.title_plural, kind.plural, kind.description, kind.shape, kind.reference,
                 counts.get(kind.name, 0), urls.list_page(kind.plural), kind.name in named)
        for kind in kinds
    )  # fmt: skip
