"""Make the trees of what followed from what, from the first record of a matter (an operation, a
statute) to the orders that changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from docket.model import urls
from docket.model.references import Links, held
from docket.views.card import Card, DateView
from docket.views.lineage import Lineage
from docket.views.record import RecordView

Views = Mapping[str, RecordView]


class ThreadOrder(NamedTuple):
    """What an order of a case did to the record that the case follows from: date, label and anchor
    of the step, label of the effect, and its scope."""

    date: DateView
    step: str
    anchor: str
    effect: str
    scope: str


class ThreadNode(NamedTuple):
    """A record in a thread, with the records that follow from it there, oldest first.

    `label` and `note` say how it follows from its parent (empty for the first record), `orders`
    what orders of this case did to the parent.
    """

    card: Card
    label: str
    note: str
    orders: tuple[ThreadOrder, ...]
    followers: tuple[ThreadNode, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The tree of everything that followed from one record: its page, that record's card, and how
    many records it has."""

    url: str
    start: Card
    total: int
    _builder: ThreadBuilder

    @property
    def first(self) -> ThreadNode:
        """Return the first record with all others below it, as a tree."""
        return self._builder.tree(self.start.id)


class Chain(NamedTuple):
    """A record's position in a thread.

    `above` has its ancestors from the first record down, without their followers; then comes the
    record itself with what follows from it directly.
    """

    thread: Thread
    above: tuple[ThreadNode, ...]
    node: ThreadNode


class ThreadBuilder(NamedTuple):
    """Makes threads and chains from a lineage."""

    lineage: Lineage
    links: Links
    views: Views
    cards: Mapping[str, Card]

    def threads(self) -> tuple[Thread, ...]:
        """Return every thread of at least two records, the largest first."""
        return tuple(map(self.thread, self.lineage.parents))

    def thread(self, first: str) -> Thread:
        """Return the thread that begins with a record."""
        total = len(self.lineage.parents[first])
        return Thread(urls.thread_page(first), self.cards[first], total, self)

    def tree(self, first: str) -> ThreadNode:
        """Return a thread as a tree."""
        nodes: dict[str, ThreadNode] = {}
        # from the farthest record to the first, so that followers are made before their parents
        for name in reversed(list(self.lineage.parents[first])):
            nodes[name] = self._node(
                name,
                self.lineage.parents[first][name],
                tuple(nodes[follower] for follower in self.lineage.below(first, name)),
            )
        return nodes[first]

    def chain(self, thread: Thread, name: str) -> Chain:
        """Return a record's position in a thread."""
        first = thread.start.id
        parents = self.lineage.parents[first]
        below = tuple(
            self._node(follower, name, ()) for follower in self.lineage.below(first, name)
        )
        return Chain(
            thread,
            tuple(
                self._node(above, parents[above], ()) for above in self.lineage.above(first, name)
            ),
            self._node(name, parents[name], below),
        )

    def _node(self, name: str, parent: str, followers: tuple[ThreadNode, ...]) -> ThreadNode:
        """Return a record of a thread with its followers; `parent` is the id of what it follows
        from there."""
        record = self.links.library[name]
        stated = [link for link in held(record) if link.target == parent and link.follows]
        stated.sort(key=lambda link: "effects" in link.path)
        orders = (
            self._orders(name, parent) if any("effects" in link.path for link in stated) else ()
        )
        return ThreadNode(
            self.cards[name],
            stated[0].label if stated else "",
            stated[0].note if stated else "",
            orders,
            followers,
        )

    def _orders(self, name: str, parent: str) -> tuple[ThreadOrder, ...]:
        """Return what the orders of a case did to the record `parent`."""
        return tuple(
            ThreadOrder(step.date, step.label, step.anchor, effect.label, effect.scope)
            for step in self.views[name].steps
            for effect in (*(step.order.effects if step.order else ()), *step.effects)
            if effect.record.id == parent
        )
