"""Write records as JSON: one file for each record, one for each kind, and one with all records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docket.build.output import OutputFile
from docket.exports.envelope import envelope
from docket.exports.here import here_shapes
from docket.exports.jsontext import MEDIA_TYPE, collection_chunks, compact, indented, parsed
from docket.exports.jsontext import lines as ndjson
from docket.exports.shapes import record_shape
from docket.model import urls
from docket.model.inputs import Codec, Query
from docket.model.settings import Settings
from docket.views.kinds import KindView
from docket.views.site import Site

NDJSON = "application/x-ndjson"
MOST = 2_000
"""The largest number of lines that are held in memory."""
BYTES = Codec(bytes, bytes)


class Collection(NamedTuple):
    """A file with many records: its name below api/v1/, its title, and the ids of the records in
    order."""

    name: str
    title: str
    ids: Sequence[str]


def json_lines(site: Site, settings: Settings) -> Query[bytes]:
    """Return the published JSON of every record on one line, by id."""

    def compute(name: str) -> bytes:
        view = site.views[name]
        shape = record_shape(view, site.cards, settings)
        return compact({**shape, **here_shapes(name, site, settings)})

    return Query("json", lambda: site.library.by_id, compute, site.memory, BYTES, most=MOST)


def record_file(name: str, lines: Query[bytes], site: Site, settings: Settings) -> OutputFile:
    """Return api/v1/<plural>/<id>.json of a record."""
    card = site.cards[name]
    path, title = urls.record_json(card.plural, name), f"{card.kind_title}: {card.title}"
    content = indented(parsed(lines[name]))
    return OutputFile(path, MEDIA_TYPE, content, title, settings.data_licence_name)


def dump(site: Site) -> Collection:
    """Return the file of all records except those of reference kinds."""
    return Collection(
        "records.json", "All records", [record.id for record in site.library.recorded]
    )


def all_lines(site: Site) -> Collection:
    """Return the same records as NDJSON, one on each line."""
    return Collection("records.ndjson", "All records, one a line", dump(site).ids)


def of_kind(site: Site, kind: KindView) -> Collection:
    """Return the file of all records of a kind."""
    ids = [record.id for record in site.library.of_kind(kind.name)]
    return Collection(f"{kind.plural}.json", kind.title_plural, ids)


def collection_file(
    collection: Collection, lines: Query[bytes], site: Site, settings: Settings
) -> OutputFile:
    """Return the file of a collection. It includes withdrawn records, marked as such."""
    path, title = urls.api_file(collection.name), collection.title
    licence = settings.data_licence_name

    def records() -> Iterator[bytes]:
        return (lines[name] for name in collection.ids)

    if collection.name.endswith(".ndjson"):
        return OutputFile(path, NDJSON, b"", title, licence, chunks=lambda: ndjson(records()))
    schema = urls.absolute(settings.site_url, urls.schema_file("published/record"))
    head = {"schema": schema, **envelope(title, len(collection.ids), site, settings)}

    def chunks() -> Iterator[bytes]:
        return collection_chunks(head, "records", records())

    return OutputFile(path, MEDIA_TYPE, b"", title, licence, chunks=chunks)
