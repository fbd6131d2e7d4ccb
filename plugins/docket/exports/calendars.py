"""Make the calendars of a site: of all records, of each kind, place, topic, list and record."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from docket.build.output import OutputFile
from docket.exports.icalendar_file import (
    CANCELLED,
    CONFIRMED,
    TENTATIVE,
    CalendarEvent,
    calendar_file,
)
from docket.model import urls
from docket.model.references import levels
from docket.model.settings import Settings
from docket.status.horizon import last_reading
from docket.views.calendar import CalendarDay
from docket.views.followed import ALL, RECORDS, Followed, followed
from docket.views.site import Site

ABOUT = (
    "Hearings, deadlines, days of effect and planned ends, each on a whole day: the records have no"
    " times of day. Dates that are not known to the day are left out; the site's calendar page has"
    " them."
)


def calendar_files(name: str, site: Site, settings: Settings) -> list[OutputFile]:
    """Return the one file of a calendar. It has the days that lie ahead and those that are past;
    one that no longer counts is cancelled and stays."""
    subject = followed(name, site, settings)
    names = dict.fromkeys([*(card.id for card in subject.cards), *_withdrawn(subject, site)])
    events = [event for name in names for event in record_events(name, site, settings)]
    events.sort(key=lambda event: (event.day, event.uid))
    title = f"dates of {subject.title}" if subject.group == RECORDS else subject.title
    return [calendar_file(subject.name, title, ABOUT, events, settings)]


def _withdrawn(subject: Followed, site: Site) -> Iterator[str]:
    """Yield the withdrawn records that would belong to a calendar. Lists leave them out; their
    events stay in it, cancelled."""
    for name in site.withdrawn[""]:
        record = site.library[name]
        targets = {link.target for link in site.links.of(name)}
        above = {
            level.id for one in targets for level in levels(site.library, site.library.get(one))
        }
        plural = record.kind.plural
        lists = {
            urls.facet_feed(plural, facet.name, value)
            for facet, values in zip(record.kind.facets, record.facets(), strict=True)
            for value in (*values, *(above if facet.ref else ()))
        }
        pages = (site.cards[one] for one in above if site.library[one].kind.reference)
        own = {f"{card.plural}-{card.id}" for card in pages}
        if subject.name in {ALL, plural, f"{plural}-{name}", *lists, *own}:
            yield name


def record_events(name: str, site: Site, settings: Settings) -> Iterator[CalendarEvent]:
    """Yield the events of a record: its days that are known exactly."""
    days = [day for day in site.calendar_days(name) if day.exact]
    if not days:
        return
    record, view = site.library[name].loaded(), site.views[name]
    recorded = view.recorded
    reading = last_reading(record) or site.as_of
    subjects = site.found[name].subjects
    host = urlsplit(settings.site_url).hostname or settings.site_url
    for day in days:
        page = f"{day.record.url}#{day.anchor}" if day.anchor else day.record.url
        yield CalendarEvent(
            uid=f"{name}.{day.key}@{host}",
            day=day.first,
            title=f"{day.label}: {day.record.title}",
            description=_description(day, settings),
            url=urls.absolute(settings.site_url, page),
            place=day.record.place_label,
            categories=(day.record.kind_title, *subjects),
            status=_status(day),
            sequence=recorded.changes - 1 if recorded else 0,
            stamp=recorded.last.text if recorded else reading.isoformat(),
        )


def _status(day: CalendarDay) -> str:
    if day.off:
        return CANCELLED
    return TENTATIVE if day.planned else CONFIRMED


def _description(day: CalendarDay, settings: Settings) -> str:
    """Return the words of the step, how certain the day is, and where to read more."""
    certain = f"No longer counts: {day.off}." if day.off else f"{day.certainty}."
    page = urls.absolute(settings.site_url, day.record.url)
    return "\n\n".join(filter(None, (day.text, certain, page)))
