"""Lineage: which record follows from which, by ids alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docket.model import urls
from docket.model.references import Links
from docket.views.card import Card


class Lineage(NamedTuple):
    """What follows from each record directly (`followers`, oldest first), and for the first record
    of every thread, the largest thread first, all records of it with the one each hangs on
    (`parents`)."""

    followers: Mapping[str, Sequence[str]]
    parents: Mapping[str, Mapping[str, str]]

    def below(self, first: str, name: str) -> tuple[str, ...]:
        """What hangs on a record in the thread that begins with `first`."""
        parents = self.parents[first]
        return tuple(
            follower for follower in self.followers.get(name, ()) if parents[follower] == name
        )

    def above(self, first: str, name: str) -> tuple[str, ...]:
        """What a record hangs on in that thread, the first of all before the others."""
        parents, chain = self.parents[first], []
        while name := parents[name]:
            chain.append(name)
        return tuple(reversed(chain))

    def threads_of(self) -> dict[str, list[str]]:
        """By record the firsts of the threads it is in, in their order."""
        found: dict[str, list[str]] = {}
        for first, parents in self.parents.items():
            for name in parents:
                found.setdefault(name, []).append(first)
        return found


def lineage(links: Links, cards: Mapping[str, Card]) -> Lineage:
    """The lineage of a collection. A thread begins with a record that follows from none; where
    records follow from each other in a circle, with the oldest of them. Withdrawn records are in
    none."""
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
    return (card.date.key if card.date else ("9999", ""), card.id)


def _parents(first: str, followers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every record of a thread with the one it hangs on: of several that it follows from the one
    nearest to the first."""
    parents, waiting = {first: ""}, deque([first])
    while waiting:
        name = waiting.popleft()
        for follower in followers.get(name, ()):
            if follower not in parents:
                parents[follower] = name
                waiting.append(follower)
    return parents
