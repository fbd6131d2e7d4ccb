"""Write what changed: as JSON, change by change, and as a feed, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports.base_shapes import Shape
from docket.exports.envelope import envelope
from docket.exports.feed import Entry, make_feed
from docket.exports.feeds import feed_pair
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.model import urls
from docket.model.settings import Settings
from docket.views import changes
from docket.views.record_history import CommitChanges
from docket.views.site import Site
from docket.views.version_diff import WITHDRAWN, RecordChange

TITLE = "What changed, from the history of the records"
DESCRIPTION = "What was added, what moved, what was corrected and what was withdrawn, day by day."


def changes_json(site: Site, settings: Settings) -> OutputFile:
    """Return api/v1/changes.json: each change of a record by each commit, the last first. `known`
    says whether there was a full history to read."""
    entries = [
        _entry(commit, change, site, settings)
        for commit in reversed(site.history.commits)
        for change in commit.records
    ]
    head = {**envelope(TITLE, len(entries), site, settings), "known": site.history.is_known}
    content = collection(head, "changes", map(compact, entries))
    path = urls.api_file("changes.json")
    return OutputFile(path, MEDIA_TYPE, content, TITLE, settings.data_licence_name)


def _entry(commit: CommitChanges, change: RecordChange, site: Site, settings: Settings) -> Shape:
    """Return a change of a record. `url` is null for a record that is gone."""
    kind = site.library.kinds.by_name[change.kind]
    page = urls.record_page(kind.plural, change.record) if change.record in site.cards else None
    return {
        "date": commit.day.isoformat(),
        "commit": commit.id,
        "record": {
            "id": change.record,
            "kind": change.kind,
            "title": change.title,
            "url": urls.absolute(settings.site_url, page) if page else None,
        },
        "change": change.what,
        "reason": (change.reason or None) if change.what == WITHDRAWN else None,
        "fields": change.fields,
        "steps": {
            "added": _steps(change.added),
            "corrected": _steps(change.corrected),
            "removed": _steps(change.removed),
        },
        "status": {"before": change.before or None, "after": change.after or None},
        "words": changes.in_words(change, kind) or None,
    }


def _steps(steps: tuple[tuple[str, str], ...]) -> list[Shape]:
    return [{"step": code, "date": date} for code, date in steps]


def changes_feed(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/feeds/changes.atom and .json: what changed in each record on each day. Places,
    topics and the like are left out."""
    shown = (entry for entry in site.changes if not entry.kind.reference)
    entries = [_feed_entry(entry, settings) for entry in shown]
    day, page = site.as_of.isoformat(), urls.changes_page()
    feed = make_feed(
        changes.CHANGES, changes.CHANGES_TITLE, DESCRIPTION, page, entries, day, settings
    )
    yield from feed_pair(feed, settings)


def _feed_entry(entry: changes.Entry, settings: Settings) -> Entry:
    page = entry.card.url if entry.card else urls.changes_page()
    here = urls.absolute(settings.site_url, urls.changes_page())
    place = entry.card.place_label if entry.card else ""
    text = entry.words or changes.HEADINGS[entry.group]
    return Entry(
        id=f"{here}#{entry.name}.{entry.day.text}",
        url=urls.absolute(settings.site_url, page),
        title=f"{changes.SHORT[entry.group]}: {entry.title}",
        text="\n\n".join(filter(None, (place, text))),
        updated=entry.day.text,
        tags=tuple(filter(None, (entry.kind.title, place))),
    )
