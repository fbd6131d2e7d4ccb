"""Make the cards of records: what other pages show of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docket.model import edtf, urls
from docket.model.diagnostics import Path
from docket.model.kind import Kind
from docket.model.record import Library, Record
from docket.model.references import ancestors
from docket.status.horizon import Horizons
from docket.status.order_state import IN_EFFECT, Life
from docket.status.spans import History, StatusSpan
from docket.views.card import Card, date_view, required_date


@dataclass(frozen=True)
class CardMaker:
    """Makes cards of a library's records."""

    library: Library
    horizons: Horizons

    def make(self, record: Record, history: History | None, lives: Iterable[Life] = ()) -> Card:
        """Return the card of a record; `lives` are those of its orders."""
        kind, data = record.kind, record.data
        place = str(data.get(kind.place, "")) if kind.place else ""
        place_title, place_label = self._names(place)
        as_of = self.horizons.of(record)
        span = history.on(as_of.isoformat()) if history else None
        status = span.status if span else (kind.initial_status or "")
        last = self.horizons.last_action(record)
        step = record.part("steps")[last] if last is not None else None
        return Card(
            id=record.id,
            kind=kind.name,
            kind_title=kind.title,
            reference=kind.reference,
            shape=kind.shape,
            plural=kind.plural,
            url=urls.record_page(kind.plural, record.id),
            title=record.caption,
            label=_label(record, self.library),
            summary=str(data.get("summary", "")).strip(),
            date=date_view(primary_date(record, last)),
            place=place if place in self.library else "",
            place_title=place_title,
            place_label=place_label,
            status=status,
            status_label=status_label(kind, span, as_of) if span else initial_label(kind),
            mark=kind.status_marks.get(status, ""),
            withdrawn="withdrawn" in data,
            as_of=as_of.isoformat(),
            last=required_date(step["date"]) if step else None,
            last_label=kind.term(step["step"], "steps", "*", "step") if step else "",
            places=tuple(name for name in places_of(record) if name in self.library),
            updated=last_updated(record, as_of),
            recent=kind.recent and last is not None,
            reach=tuple(name for name in reach_of(record) if name in self.library),
            orders=_in_effect(lives, as_of),
        )

    def _names(self, place: str) -> tuple[str, str]:
        """Return what a place is called alone and with what it lies in; empty without a place."""
        found = self.library.get(place) if place else None
        return (found.caption, _label(found, self.library)) if found else ("", "")


def places_of(record: Record) -> tuple[str, ...]:
    """Return the ids of the places that a record is about: its own, others that it names beside it
    (x-places), and the one that it happened in."""
    own = (record.kind.place, *record.kind.places) if record.kind.place else ()
    found: list[str] = []
    for path in own:
        for _, value in record.at(tuple(path.split("."))):
            found += value if isinstance(value, list) else [str(value)]
    return tuple(dict.fromkeys(found))


def reach_of(record: Record) -> tuple[str, ...]:
    """Return the ids of the places that the orders of a record reach, by their own words or by
    those of later steps."""
    kind = record.kind
    place = next((rule.kinds for rule in kind.refs if rule.path == (kind.place,)), ())
    rules = (rule for rule in kind.refs if set(rule.kinds) & set(place) and is_reach(rule.path))
    found = (str(value) for rule in rules for _, value in record.at(rule.path))
    return tuple(dict.fromkeys(found))


def is_reach(path: Path) -> bool:
    """Return whether the reference at a path says what an order of a court reaches."""
    return "order" in path or "acts" in path


def is_named(kind: Kind, path: Path) -> bool:
    """Return whether the reference at a path is one of a list of places that a record names beside
    its own (x-places)."""
    return isinstance(path[-1], int) and ".".join(map(str, path[:-1])) in kind.places


def _in_effect(lives: Iterable[Life], day: date) -> int:
    """Return how many orders are, or may be, in effect on a day."""
    spans = (life.on(day.isoformat()) for life in lives)
    return sum(1 for span in spans if span and span.state in IN_EFFECT)


def status_label(kind: Kind, span: StatusSpan, day: date | None = None) -> str:
    """Return what the status of a span is called, with its qualifiers and the date that belongs to
    it; on a `day` on which another is possible too, it says so."""
    words = kind.status_terms.get(span.status, "")
    detail = kind.status_details.get(span.status)
    more = [f"{detail} {edtf.english(span.detail)}"] if detail and span.detail else []
    more += [kind.qualifiers[code] for code in span.also if code in kind.qualifiers]
    label = f"{words} ({', '.join(more)})" if more else words
    return f"Possibly {_small(label)}" if day and not span.certain(day.isoformat()) else label


def initial_label(kind: Kind) -> str:
    """Return what the status before any step is called; empty for a kind without one."""
    return kind.status_terms.get(kind.initial_status or "", "")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _label(record: Record, library: Library) -> str:
    """Return a record's title with the short name of the nearest record above that has one."""
    above = short_name_above(record, library)
    return f"{record.caption}, {above[1]}" if above else record.caption


def short_name_above(record: Record, library: Library) -> tuple[Record, str] | None:
    """Return the nearest record above this one that has a short name, and that name; None for a
    record that has one itself, and where no record above has one."""
    short = record.kind.short
    if not short or short in record.data:
        return None
    found = (above for above in ancestors(library, record) if short in above.data)
    return next(((above, str(above.data[short])) for above in found), None)


def primary_date(record: Record, last: int | None) -> str | None:
    """Return the EDTF date that a record is listed under; None if it has no step.

    It is that of the first of its kind's `x-date` steps that it has, or else of its earliest step;
    for a kind whose records are listed by what happened last (`x-recent`), of the last action, the
    step at position `last`.
    """
    if record.kind.recent and last is not None:
        return str(record.part("steps")[last]["date"])
    steps = record.part("steps")
    by_code: dict[str, list[str]] = {}
    for step in steps:
        by_code.setdefault(step["step"], []).append(step["date"])
    for code in record.kind.date_steps:
        if code in by_code:
            return min(by_code[code], key=lambda text: edtf.parse(text).key)
    return min(
        (step["date"] for step in steps), key=lambda text: edtf.parse(text).key, default=None
    )


def last_updated(record: Record, as_of: date) -> str:
    """Return the newest day that a record names itself, up to the day `as_of` (ISO 8601).

    Days of steps count, and days on which a source was published or read; later days are left out.
    Without such a day, `as_of` is returned. No clock is read: two builds of the same records agree.
    """
    named = {step["date"] for step in record.part("steps")} | {
        source[name]
        for source in record.part("sources")
        for name in ("published", "seen")
        if name in source
    }
    days = [
        day
        for text in named
        for span in [required_date(text)]
        for day in (span.earliest, span.latest)
        if day
    ]
    limit = as_of.isoformat()
    return max((day for day in days if day <= limit), default=limit)
