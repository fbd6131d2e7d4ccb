"""Thread views: what followed from what, from the first record of a matter (an operation, a statute) to the orders that changed it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docket import urls
from docket.links import Links
from docket.views.cards import Card, DateView
from docket.views.records import RecordView

Views = Mapping[str, RecordView]


@dataclass(frozen=True, slots=True)
class OrderView:
    """What an order of a case did to the record that the case follows from: date, the step's label and anchor, the effect's label, and its scope."""

    on: DateView
    step: str
    anchor: str
    effect: str
    scope: str


@dataclass(frozen=True, slots=True)
class Knot:
    """A record in a thread: how it follows from the one above (label and note, empty for the first), what its orders did to that one, and what
    follows from it, oldest first."""

    card: Card
    label: str
    note: str
    orders: tuple[OrderView, ...]
    followers: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything that followed from a record that follows from none: its page, that record and all others as a tree, and how many they are."""

    url: str
    first: Knot
    total: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A record's place in a thread: what it follows from, the first of the thread before all, and itself with what follows from it directly."""

    thread: Thread
    above: tuple[Knot, ...]
    knot: Knot


def threads(links: Links, views: Views) -> tuple[Thread, ...]:
    """Every thread of at least two records, the largest first. A thread begins with a record that follows from none; where records follow from
    each other in a circle, with the oldest of them. Withdrawn records are in none."""
    followers = _followers(links, views)
    following = {name for names in followers.values() for name in names}
    firsts = [name for name in followers if name not in following]
    reached = {name for first in firsts for name in _parents(first, followers)}
    for name in sorted(followers, key=lambda name: _age(views[name])):
        if name not in reached:
            firsts.append(name)
            reached |= _parents(name, followers).keys()
    found = [_thread(first, followers, links, views) for first in firsts]
    return tuple(sorted(found, key=lambda thread: (-thread.total, thread.url)))


def chains(threads: Iterable[Thread]) -> dict[str, tuple[Chain, ...]]:
    """By record id the place it has in each thread it is part of, in the order of the threads."""
    found: dict[str, list[Chain]] = {}
    for thread in threads:
        for above, knot in _walk(thread.first, ()):
            found.setdefault(knot.card.id, []).append(Chain(thread, above, knot))
    return {name: tuple(places) for name, places in found.items()}


def _followers(links: Links, views: Views) -> dict[str, list[str]]:
    """What follows from each record directly, oldest first."""
    found: dict[str, dict[str, None]] = {}
    for name in views:
        for link in links.of(name):
            if link.follows and link.target != name and not views[name].card.withdrawn and not views[link.target].card.withdrawn:
                found.setdefault(link.target, {})[name] = None
    return {target: sorted(names, key=lambda name: _age(views[name])) for target, names in found.items()}


def _age(view: RecordView) -> tuple[tuple[str, str], str]:
    return (view.card.date.key if view.card.date else ("9999", ""), view.card.id)


def _parents(first: str, followers: Mapping[str, list[str]]) -> dict[str, str]:
    """Every record of a thread with the one it hangs on: of several that it follows from the one nearest to the first."""
    parents, waiting = {first: ""}, deque([first])
    while waiting:
        name = waiting.popleft()
        for follower in followers.get(name, ()):
            if follower not in parents:
                parents[follower] = name
                waiting.append(follower)
    return parents


def _thread(first: str, followers: Mapping[str, list[str]], links: Links, views: Views) -> Thread:
    parents = _parents(first, followers)
    knots: dict[str, Knot] = {}
    for name in reversed(parents):  # from the farthest to the first, so that followers are there before what they hang on
        hanging = tuple(knots[follower] for follower in followers.get(name, ()) if parents[follower] == name)
        knots[name] = _knot(views[name], parents[name], hanging, links)
    return Thread(urls.thread_page(first), knots[first], len(parents))


def _knot(view: RecordView, parent: str, followers: tuple[Knot, ...], links: Links) -> Knot:
    stated = sorted((link for link in links.of(view.card.id) if link.target == parent and link.follows), key=lambda link: "effects" in link.path)
    orders = tuple(
        OrderView(step.on, step.label, step.anchor, effect.label, effect.scope) for step in view.steps for effect in step.effects if effect.record.id == parent
    )  # fmt: skip
    return Knot(view.card, stated[0].label if stated else "", stated[0].note if stated else "", orders, followers)


def _walk(knot: Knot, above: tuple[Knot, ...]) -> Iterator[tuple[tuple[Knot, ...], Knot]]:
    yield above, knot
    for follower in knot.followers:
        yield from _walk(follower, (*above, knot))
