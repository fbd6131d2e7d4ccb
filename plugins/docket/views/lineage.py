"""Compute which record follows from which, by ids alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docket.model import urls
from docket.model.references import Links
from docket.views.card import Card


class Lineage(NamedTuple):
    """Which record follows from which, and the threads that this makes.

    `followers` lists by record what follows from it directly, oldest first. `parents` has an entry
    for the first record of every thread, the largest thread first: all records of the thread, each
    with its parent there (empty for the first).
    """

    followers: Mapping[str, Sequence[str]]
    parents: Mapping[str, Mapping[str, str]]

    def below(self, first: str, name: str) -> tuple[str, ...]:
        """Return the children of a record in the thread that begins with `first`."""
        parents = self.parents[first]
        return tuple(
            follower for follower in self.followers.get(name, ()) if parents[follower] == name
        )

    def above(self, first: str, name: str) -> tuple[str, ...]:
        """Return the ancestors of a record in that thread, from the first record down."""
        parents, chain = self.parents[first], []
        while name := parents[name]:
            chain.append(name)
        return tuple(reversed(chain))

    def threads_of(self) -> dict[str, list[str]]:
        """Return by record the first records of the threads that it is in, in the order of
        `parents`."""
        found: dict[str, list[str]] = {}
        for first, parents in self.parents.items():
            for name in parents:
                found.setdefault(name, []).append(first)
        return found


def lineage(links: Links, cards: Mapping[str, Card]) -> Lineage:
    """Return the lineage of a collection.

    A thread begins with a record that follows from none; where records follow from each other in a
    circle, with the oldest of them. Withdrawn records are in no thread.
    """
    followers = _followers(links, cards)
    following = {name for names in followers.values() for name in names}
    parents = {name: _parents(name, followers) for name in followers if name not in following}
    reached = {name for found in parents.values() for name in found}
    for name in sorted(followers, key=lambda name: _age(cards[name])):
        if name not in reached:
            parents[name] = _parents(name, followers)
            reached |= parents[name].keys()
    largest_first = sorted(
        parents, key=lambda first: (-len(parents[first]), urls.thread_page(first))
    )
    return Lineage(followers, {first: parents[first] for first in largest_first})


def _followers(links: Links, cards: Mapping[str, Card]) -> dict[str, list[str]]:
    """Return by record what follows from it directly, oldest first; withdrawn records are left
    out."""
    found: dict[str, dict[str, None]] = {}
    for name, card in cards.items():
        for link in () if card.withdrawn else links.of(name):
            target = link.target
            if link.follows and target != name and not cards[target].withdrawn:
                found.setdefault(target, {})[name] = None
    return {
        target: sorted(names, key=lambda name: _age(cards[name])) for target, names in found.items()
    }


def _age(card: Card) -> tuple[tuple[str, str], str]:
    """Return the sort key that puts the oldest record first, those without a date last."""
    return (card.date.key if card.date else ("9999", ""), card.id)


def _parents(first: str, followers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return every record of a thread with its parent, found breadth first from the first record.

    Of several records that one follows from, its parent is the one nearest to the first.
    """
    parents, waiting = {first: ""}, deque([first])
    while waiting:
        name = waiting.popleft()
        for follower in followers.get(name, ()):
            if follower not in parents:
                parents[follower] = name
                waiting.append(follower)
    return parents
