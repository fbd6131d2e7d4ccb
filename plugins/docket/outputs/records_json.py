"""Records as JSON: a file a record, a file a kind, and all records together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from docket import urls
from docket.outputs.envelope import envelope
from docket.outputs.jsontext import MEDIA_TYPE, collection_chunks, compact, indented, lines
from docket.outputs.output import OutputFile
from docket.outputs.shapes import Shape, record_shape, reference
from docket.outputs.standings import standing_shape
from docket.settings import Settings
from docket.views.records import RecordView
from docket.views.site import Site

NDJSON = "application/x-ndjson"
Lines = Callable[[], Iterable[bytes]]
"""Gives the JSON of a collection's records in order, each on one line."""
LINE = "line"


class Collection(NamedTuple):
    """A file that holds many records: its name below api/v1/, its title, and the ids of the records in order."""

    name: str
    title: str
    ids: Sequence[str]


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/<plural>/<id>.json for every record of every kind, api/v1/<plural>.json for every kind, and records.json and records.ndjson
    with the records of the kinds that are recorded for their own sake. Withdrawn records are in all of them and say so."""
    single = {name: record_file(site.views[name], site, settings) for name in site.cards}
    yield from single.values()
    for collection in (dump(site), *collections(site)):
        found = [single[name].fragments[LINE] for name in collection.ids]
        file = collection_file(collection, partial(iter, found), site, settings)
        yield replace(file, content=b"".join(file.chunks() if file.chunks else ()), chunks=None)


def record_file(view: RecordView, site: Site, settings: Settings) -> OutputFile:
    """The file of one record, with the line that stands for it in collections."""
    shape = {**record_shape(view, site.cards, settings), "applies_here": _applies_here(view, site, settings)}
    title = f"{view.card.kind_title}: {view.card.title}"
    return OutputFile(view.json_url, MEDIA_TYPE, indented(shape), title, settings.data_licence_name, fragments={LINE: compact(shape)})


def dump(site: Site) -> Collection:
    """All records that are recorded for their own sake."""
    return Collection("records.json", "All records", [record.id for record in site.library.recorded])


def collections(site: Site) -> list[Collection]:
    """The records of each kind, and those of the dump once more, one a line."""
    kinds = [Collection(f"{kind.plural}.json", kind.title_plural, [record.id for record in site.library.of_kind(kind.name)]) for kind in site.kinds]
    return [*kinds, Collection("records.ndjson", "All records, one a line", dump(site).ids)]


def collection_file(collection: Collection, records: Lines, site: Site, settings: Settings) -> OutputFile:
    """The file of a collection below api/v1/."""
    path, title, licence = urls.api_file(collection.name), collection.title, settings.data_licence_name
    if collection.name.endswith(".ndjson"):
        return OutputFile(path, NDJSON, b"", title, licence, chunks=lambda: lines(records()))
    schema = urls.absolute(settings.site_url, urls.schema_file("published/record"))
    head = {"schema": schema, **envelope(title, len(collection.ids), site, settings)}
    return OutputFile(path, MEDIA_TYPE, b"", title, licence, chunks=lambda: collection_chunks(head, "records", records()))


def _applies_here(view: RecordView, site: Site, settings: Settings) -> list[Shape] | None:
    """For a place what applies there, level by level from itself upwards; None for what is no place, and where the site does not tell what is in force."""
    place = site.places.get(view.card.id) if view.card.reference and site.has("in_force") else None
    if place is None:
        return None
    return [
        {"level": reference(level, settings), "records": [standing_shape(standing, settings) for group in groups for standing in group.standings]}
        for level, groups in place.levels
    ]  # fmt: skip
