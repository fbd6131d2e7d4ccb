"""Record views: everything a record's page and its JSON show, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docket import urls
from docket.ledger import NO_LEDGER, Ledger, Recorded
from docket.links import Link, Links, ancestors
from docket.records import Data, Library, Record
from docket.status import History
from docket.views.cards import Card, DateView, date_view, newest_first, required_date
from docket.views.facts import fact_views
from docket.views.parts import (
    FactView,
    FigureView,
    LinkGroup,
    LinkView,
    PassageGroup,
    PointView,
    ProvisionView,
    SourceView,
    SpanView,
    StatementView,
    StepView,
    TranslationView,
)  # fmt: skip
from docket.views.points import point_view
from docket.views.sections import figure_views, passage_views, provision_views, source_views, span_views, statement_views, step_views, translation_views


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """That a record was withdrawn: when, why, and the record that takes its place (None for none)."""

    on: DateView | None
    reason: str
    successor: Card | None


@dataclass(frozen=True, slots=True)
class RecordedView:
    """When the record itself was written down and last changed, as against when what it tells was true, and how many changes there were."""

    first: DateView
    last: DateView
    changes: int


@dataclass(frozen=True)
class RecordView:
    """One record for showing. `card` is the record in brief, `written` the record as written, `file` its file in the project, `json_url` the path of its JSON; `status_now` is the
    span in force on the day `as_of` and `confirmed` the date of the newest source that says it still held (None: none later than its beginning);
    `above` are the places (or courts, agencies) it lies in, nearest first; `links` group what it refers to, `backlinks` what refers to it; `recorded`
    tells when the record was written (None: not known)."""

    card: Card
    written: Data
    file: str
    json_url: str
    as_of: DateView
    facts: tuple[FactView, ...]
    status_now: SpanView | None
    confirmed: DateView | None
    confirmed_cites: tuple[int, ...]
    spans: tuple[SpanView, ...]
    steps: tuple[StepView, ...]
    provisions: tuple[ProvisionView, ...]
    passages: tuple[PassageGroup, ...]
    figures: tuple[FigureView, ...]
    statements: tuple[StatementView, ...]
    notes: str
    open_questions: tuple[str, ...]
    translations: tuple[TranslationView, ...]
    links: tuple[LinkGroup, ...]
    backlinks: tuple[LinkGroup, ...]
    above: tuple[Card, ...]
    point: PointView | None
    sources: tuple[SourceView, ...]
    withdrawn: WithdrawnView | None
    recorded: RecordedView | None

    @property
    def related(self) -> tuple[LinkGroup, ...]:
        """What it refers to and what refers to it, in one group for each label, every record once in it; where both say so, its own note stands."""
        groups: dict[str, dict[str, LinkView]] = {}
        for group in (*self.links, *self.backlinks):
            for link in group.links:
                groups.setdefault(group.label, {}).setdefault(link.record.id, link)
        return tuple(LinkGroup(label, tuple(found.values())) for label, found in groups.items())


def record_view(record: Record, library: Library, links: Links, history: History | None, cards: Mapping[str, Card], as_of: date, ledger: Ledger = NO_LEDGER) -> RecordView:
    """The view of one record, its status as of the given day."""
    record = record.loaded()
    spans = span_views(record, history, cards) if history else ()
    sources = source_views(record)
    numbered = {source.id: source.number for source in sources}
    confirmed = history.confirmed if history else None
    return RecordView(
        card=cards[record.id], written=record.data, file=record.file, json_url=urls.record_json(record.kind.plural, record.id), as_of=_day(as_of),
        facts=fact_views(record, cards), status_now=_now(spans, as_of), confirmed=date_view(confirmed.on) if confirmed else None,
        confirmed_cites=tuple(sorted(numbered[name] for name in confirmed.sources)) if confirmed else (), spans=spans,
        steps=step_views(record, cards), provisions=provision_views(record), passages=passage_views(record), figures=figure_views(record), statements=statement_views(record),
        notes=str(record.data.get("notes", "")), open_questions=tuple(record.data.get("open_questions", ())), translations=translation_views(record),
        links=_forward(record, links, cards), backlinks=_backward(record, links, cards), above=_above(record, library, cards),
        point=point_view(record, library), sources=sources, withdrawn=_withdrawn(record, cards), recorded=_recorded(ledger.get(record.id)),
    )  # fmt: skip


def _day(day: date) -> DateView:
    return required_date(day.isoformat())


def _recorded(recorded: Recorded | None) -> RecordedView | None:
    return RecordedView(_day(recorded.first), _day(recorded.last), recorded.changes) if recorded else None


def _now(spans: tuple[SpanView, ...], as_of: date) -> SpanView | None:
    begun = [span for span in spans if (span.begin.earliest or "") <= as_of.isoformat()]
    return begun[-1] if begun else None


def _above(record: Record, library: Library, cards: Mapping[str, Card]) -> tuple[Card, ...]:
    """What the record lies in: for a record with a place that place and all above it, for a place (court, agency) all above it."""
    from_place = record.kind.place if not record.kind.parent else None
    start = library.get(str(record.data.get(from_place, ""))) if from_place else None
    chain = ([start] if start else []) + list(ancestors(library, start or record))
    return tuple(cards[item.id] for item in chain if item)


def _forward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    """The relations a record states, gathered by label; references shown as facts or beside steps are left to those."""
    return _groups([(link.label, cards[link.target], link) for link in links.of(record.id) if link.name in ("relations", "withdrawn")])


def _backward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    return _groups([(link.reverse, cards[link.source], link) for link in links.to(record.id)])


def _groups(found: list[tuple[str, Card, Link]]) -> tuple[LinkGroup, ...]:
    groups: dict[str, dict[str, LinkView]] = {}
    for label, card, link in found:
        groups.setdefault(label, {}).setdefault(card.id, LinkView(card, link.note, link.code))
    return tuple(
        LinkGroup(label, tuple(items[card.id] for card in newest_first([view.record for view in items.values()])))
        for label, items in groups.items()
    )  # fmt: skip


def _withdrawn(record: Record, cards: Mapping[str, Card]) -> WithdrawnView | None:
    told = record.data.get("withdrawn")
    return WithdrawnView(date_view(told["on"]), told["reason"], cards.get(told.get("successor", ""))) if told else None
