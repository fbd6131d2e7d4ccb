"""Write calendars as iCalendar (RFC 5545, RFC 7986). The only module that imports icalendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from docket.build.output import OutputFile
from docket.model import urls
from docket.model.settings import Settings

MEDIA_TYPE = "text/calendar"
PRODUCER = "-//Civic Docket//docket//EN"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
EPOCH = datetime(1970, 1, 1)


class CalendarEvent(NamedTuple):
    """An event of one day: its id, the day (ISO 8601), title, description, address, place and
    categories, its status, how often its record was changed before, and the day of its last
    change (ISO 8601)."""

    uid: str
    day: str
    title: str
    description: str
    url: str
    place: str
    categories: tuple[str, ...]
    status: str
    sequence: int
    stamp: str


def calendar_file(
    name: str, title: str, description: str, events: Iterable[CalendarEvent], settings: Settings
) -> OutputFile:
    """Return api/v1/calendars/<name>.ics. RFC 5545 §3.6 asks for at least one component, so that a
    calendar without events holds the time zone that its stamps are in."""
    path = urls.calendar(name)
    file = Calendar()
    file.add("prodid", PRODUCER)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    full = f"{settings.site_name}: {title}"
    for key, value in (("name", full), ("x-wr-calname", full)):
        file.add(key, _clean(value))
    for key in ("description", "x-wr-caldesc"):
        file.add(key, _clean(description))
    file.add("url", urls.absolute(settings.site_url, path))
    file.add("refresh-interval", timedelta(days=1), {"VALUE": "DURATION"})
    for event in events:
        file.add_component(_event(event))
    if not file.subcomponents:
        file.add_component(_utc())
    licence = settings.data_licence_name
    return OutputFile(path, MEDIA_TYPE, file.to_ical(), f"{full} (iCalendar)", licence)


def _event(event: CalendarEvent) -> Event:
    """Return an event as a component. It lasts the whole day and leaves the day free."""
    found, day = Event(), date.fromisoformat(event.day)
    found.add("uid", event.uid)
    found.add("dtstamp", datetime.fromisoformat(event.stamp).replace(tzinfo=UTC))
    found.add("sequence", event.sequence)
    found.add("dtstart", day)
    found.add("dtend", day + timedelta(1))
    found.add("summary", _clean(event.title))
    found.add("description", _clean(event.description))
    found.add("status", event.status)
    found.add("transp", "TRANSPARENT")
    found.add("url", event.url)
    if event.place:
        found.add("location", _clean(event.place))
    if event.categories:
        found.add("categories", [_clean(category) for category in event.categories])
    return found


def _utc() -> Timezone:
    """Return the time zone UTC as a component."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", EPOCH)
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    standard.add("tzname", "UTC")
    zone.add_component(standard)
    return zone


def _clean(text: str) -> str:
    """Return the text without control characters, which RFC 5545 §3.1 does not allow; line breaks
    stay and are escaped."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign == "\n" or (sign >= " " and sign != "\x7f"))
