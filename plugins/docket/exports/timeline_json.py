"""Write the timeline as JSON: every dated step of every record, ordered by date."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports.base_shapes import Shape, date_shape, reference
from docket.exports.envelope import envelope
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site
from docket.views.timeline import Entry


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/timeline.json, without withdrawn records."""
    entries = site.timeline.entries
    head = envelope("Timeline", len(entries), site, settings)
    content = collection(head, "entries", (compact(_shape(entry, settings)) for entry in entries))
    title = "Timeline: every dated step in order"
    yield OutputFile(
        urls.api_file("timeline.json"), MEDIA_TYPE, content, title, settings.data_licence_name
    )


def _shape(entry: Entry, settings: Settings) -> Shape:
    """Return one entry. `main` is true for the step whose date is that of the record, and for one
    that changes what is in force."""
    page = reference(entry.record, settings)
    return {
        "date": date_shape(entry.date),
        "code": entry.step,
        "label": entry.label,
        "text": entry.text or None,
        "main": entry.main,
        "url": f"{page['url']}#{entry.anchor}",
        "record": page,
    }
