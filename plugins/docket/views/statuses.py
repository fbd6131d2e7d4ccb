"""Compute the views of a record's status: its spans, and what they rest on."""

from __future__ import annotations

from docket.model.kind import Kind
from docket.model.record import Record
from docket.status.spans import Ground, History, Phase, StatusSpan
from docket.views.card import DateView, date_view, required_date
from docket.views.card_maker import status_label
from docket.views.step_parts import GroundView, PartStatus, PhaseView, SpanView
from docket.views.steps import STATES, Cards, cause_view


def span_views(record: Record, history: History, cards: Cards) -> tuple[SpanView, ...]:
    """Return the spans of the record's status in order."""
    ends = [date_view(_begin(span)) for span in history.spans[1:]] + [None]
    return tuple(
        _span(record, span, end, cards) for span, end in zip(history.spans, ends, strict=False)
    )


def _begin(span: StatusSpan) -> str:
    """Return the date on which a span begins as it was written (EDTF), or the day where that is
    another than that of the step: of an order that was held, of a silence."""
    exact = span.certain_from == span.begin == span.possible_from
    return span.begin if exact else span.cause.date


def _span(record: Record, span: StatusSpan, end: DateView | None, cards: Cards) -> SpanView:
    """Return a span for display; `end` is when the next one begins."""
    kind = record.kind
    return SpanView(
        status=span.status,
        label=status_label(kind, span),
        mark=kind.status_marks[span.status],
        begin=required_date(_begin(span)),
        end=end,
        first=span.begin,
        before=span.before,
        possible=(span.possible_from, span.possible_before),
        certain=(span.certain_from, span.certain_before),
        also=span.also,
        cause=cause_view(record.id, span.cause, cards),
        phases=tuple(_phase(record, phase, cards) for phase in span.phases),
    )


def _phase(record: Record, phase: Phase, cards: Cards) -> PhaseView:
    return PhaseView(
        begin=phase.begin,
        before=phase.before,
        grounds=tuple(_ground(record, ground, cards) for ground in phase.grounds),
        own=cause_view(record.id, phase.own, cards) if phase.own else None,
        parts=tuple(_part(record.kind, name, status) for name, status in phase.parts),
    )


def _part(kind: Kind, name: str, status: str) -> PartStatus:
    label = kind.status_terms.get(status, status)
    return PartStatus(name, status, label, kind.status_marks.get(status, ""))


def _ground(record: Record, ground: Ground, cards: Cards) -> GroundView:
    """Return an order or act that bears on a record for display."""
    return GroundView(
        cause=cause_view(record.id, ground.cause, cards),
        order=ground.order,
        effect=ground.effect,
        label=ground.effect.replace("-", " ").capitalize(),
        scope=ground.scope,
        provisions=ground.provisions,
        places=tuple(cards[name] for name in ground.places if name in cards),
        persons=ground.persons,
        state=ground.state,
        state_label=STATES[ground.state],
        certain=ground.certain,
        begins=required_date(ground.begins),
        confirmed=date_view(ground.confirmed or None),
        status_label=_alone(record.kind, ground),
    )


def _alone(kind: Kind, ground: Ground) -> str:
    """Return what the status of a record is called on which nothing bears but this; empty for an
    effect without a status."""
    rule = kind.effects[ground.effect]
    partial = rule.partial or ground.provisions
    code = (rule.in_part if partial else None) or rule.status or ""
    return kind.status_terms.get(code, "")


def last_known(kind: Kind, now: SpanView | None) -> str:
    """Return the title of the group that a record is listed in where nothing more is known of it,
    such as the day on which it takes effect; empty if it is in no such group."""
    if now is None or now.before is not None:
        return ""
    groups = (group for group in kind.status_groups if group.unless_later)
    return next((group.title for group in groups if now.status in group.statuses), "")
