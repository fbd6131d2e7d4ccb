"""Compute the view of a record: everything that its page and its JSON show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.model import urls
from docket.model.inputs import cached, read
from docket.model.record import Data, Library, Record
from docket.model.recorded import Ledger
from docket.model.references import Links
from docket.status.horizon import Horizons
from docket.status.order_state import Life
from docket.status.spans import History
from docket.views.card import Card, DateView, date_view, day_view, required_date
from docket.views.facts import fact_views
from docket.views.parts import (
    FactView,
    FigureView,
    LinkGroup,
    PassageGroup,
    PointView,
    ProvisionView,
    SourceView,
    StatementView,
    TranslationView,
)
from docket.views.points import Locator
from docket.views.record_changes import (
    RecordedView,
    WithdrawnView,
    recorded_view,
    withdrawn_view,
)
from docket.views.relations import above_of, backward, forward, merged
from docket.views.sections import (
    figure_views,
    passage_views,
    provision_views,
    source_views,
    statement_views,
    translation_views,
)
from docket.views.statuses import last_known, span_views
from docket.views.step_parts import OrderView, PhaseView, SpanView, StepView
from docket.views.steps import order_views, step_views


class RecordContext(NamedTuple):
    """What the views of records are computed from beside the records."""

    library: Library
    links: Links
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    horizons: Horizons
    lives: Mapping[str, tuple[Life, ...]]
    ledger: Ledger
    locator: Locator


class RecordView:
    """A view of one record. Each part is computed when it is first asked for, since a page about
    many records asks for little of each."""

    def __init__(self, record: Record, context: RecordContext) -> None:
        self._written, self._context, self._cards = record, context, context.cards
        self.json_url = urls.record_json(record.kind.plural, record.id)

    @property
    def card(self) -> Card:
        """Return the record in brief."""
        return self._cards[self._written.id]

    @property
    def file(self) -> str:
        """Return the name of its file in the project."""
        return self._written.file

    @cached
    def _record(self) -> Record:
        """Return the record with its values read; its card and its point are known without."""
        return self._written.loaded()

    @property
    def written(self) -> Data:
        """Return the record as written."""
        return self._record.data

    @property
    def as_of(self) -> DateView:
        """Return the day on which its status is read."""
        return required_date(self.card.as_of)

    @cached
    def searched(self) -> DateView | None:
        """Return the day to which its kind was searched in its area; None if it was not."""
        found = self._context.horizons.searched(self._record)
        return day_view(found) if found else None

    @cached
    def facts(self) -> tuple[FactView, ...]:
        """Return its featured facts."""
        return fact_views(self._record, self._cards)

    @cached
    def _history(self) -> History | None:
        """Return the history of its status; None if its kind has none."""
        return self._context.histories.get(self._written.id)

    @cached
    def spans(self) -> tuple[SpanView, ...]:
        """Return the spans of its status in order."""
        return span_views(self._written, self._history, self._cards) if self._history else ()

    @cached
    def status_now(self) -> SpanView | None:
        """Return the span that covers the day `as_of`; None if the first begins later."""
        today = self.card.as_of
        return next((span for span in reversed(self.spans) if span.first <= today), None)

    @property
    def force(self) -> str:
        """Return what schema.org calls its legal force; empty for a kind that has none."""
        return self._written.kind.force.get(self.card.status, "")

    @property
    def applying(self) -> tuple[SpanView, ...]:
        """Return the spans in which it applies, be it in part."""
        kind = self._written.kind
        return tuple(span for span in self.spans if span.status in kind.applies)

    @property
    def phase_now(self) -> PhaseView | None:
        """Return the phase of `status_now` that covers the day `as_of`; None if the first span
        begins later."""
        return self.status_now.phase(self.card.as_of) if self.status_now else None

    @property
    def has_orders(self) -> bool:
        """Return whether a step of it makes an order of a court."""
        return bool(self._context.lives[self._written.id])

    @cached
    def orders(self) -> tuple[OrderView, ...]:
        """Return the orders of courts that its steps make, with their lives."""
        return order_views(self._record, self._context.lives[self._written.id], self._cards)

    @property
    def confirmed(self) -> DateView | None:
        """Return the date of the newest source that says its status still held; None if there is
        none later than the beginning of the status."""
        found = self._history.confirmed if self._history else None
        return date_view(found.date) if found else None

    @property
    def confirmed_cites(self) -> tuple[int, ...]:
        """Return the numbers of the sources of that date (`confirmed`)."""
        return self._history.confirmed.cites if self._history and self._history.confirmed else ()

    @property
    def effect_unknown(self) -> str:
        """Return what the group of records is called of which no more is known (`last_known`)."""
        return last_known(self._written.kind, self.status_now)

    @cached
    def steps(self) -> tuple[StepView, ...]:
        """Return what happened, in order of date."""
        return step_views(self._record, self._cards, self.orders)

    @cached
    def provisions(self) -> tuple[ProvisionView, ...]:
        """Return what it orders."""
        return provision_views(self._record)

    @cached
    def passages(self) -> tuple[PassageGroup, ...]:
        """Return its properties that hold plain text with sources."""
        return passage_views(self._record)

    @cached
    def figures(self) -> tuple[FigureView, ...]:
        """Return its figures, rival claims side by side."""
        return figure_views(self._record)

    @cached
    def statements(self) -> tuple[StatementView, ...]:
        """Return what was said, and by whom."""
        return statement_views(self._record)

    @property
    def notes(self) -> str:
        """Return its notes, in Markdown."""
        return str(self.written.get("notes", ""))

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Return what is not known yet."""
        return tuple(self.written.get("open_questions", ()))

    @cached
    def translations(self) -> tuple[TranslationView, ...]:
        """Return its title and summary in other languages."""
        return translation_views(self._record)

    @cached
    def links(self) -> tuple[LinkGroup, ...]:
        """Return the records that it refers to."""
        return forward(self._written, self._context.links, self._cards)

    @cached
    def backlinks(self) -> tuple[LinkGroup, ...]:
        """Return the records that refer to it."""
        return backward(self._written, self._context.links, self._cards)

    @cached
    def above(self) -> tuple[Card, ...]:
        """Return the places (or courts, agencies) that it lies in, nearest first."""
        return above_of(self._record, self._context.library, self._cards)

    @cached
    def point(self) -> PointView | None:
        """Return where it lies; None if it has no point."""
        return self._context.locator.point(self._written)

    @cached
    def sources(self) -> tuple[SourceView, ...]:
        """Return its sources, numbered."""
        return source_views(self._record)

    @property
    def withdrawn(self) -> WithdrawnView | None:
        """Return when and why it was withdrawn; None if it was not."""
        return withdrawn_view(self._record, self._cards)

    @property
    def recorded(self) -> RecordedView | None:
        """Return when it was written down; None if that is not known."""
        read("recorded", self._written.id)
        return recorded_view(self._context.ledger.get(self._written.id))

    @property
    def related(self) -> tuple[LinkGroup, ...]:
        """Return what it refers to and what refers to it, in one group for each label.

        A record is once in a group. If both records have a note about the relation, this record's
        is shown.
        """
        return merged((*self.links, *self.backlinks))
