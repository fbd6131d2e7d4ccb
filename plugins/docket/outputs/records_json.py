"""Records as JSON: a file a record, a file a kind, and all records together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

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
Fragments = Callable[[str], bytes]
"""Gives the JSON of a record, on one line, by its id."""


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/<plural>/<id>.json for every record of every kind, api/v1/<plural>.json for every kind, and records.json and records.ndjson
    with the records of the kinds that are recorded for their own sake. Withdrawn records are in all of them and say so."""
    single = {name: record_file(site.views[name], site, settings) for name in site.cards}
    yield from single.values()
    for file in (dump(site, settings, lambda name: single[name].fragment), *collections(site, settings, lambda name: single[name].fragment)):
        yield replace(file, content=b"".join(file.chunks() if file.chunks else ()), chunks=None)


def record_file(view: RecordView, site: Site, settings: Settings) -> OutputFile:
    """The file of one record, with the line that stands for it in collections."""
    shape = {**record_shape(view, site.cards, settings), "applies_here": _applies_here(view, site, settings)}
    title = f"{view.card.kind_title}: {view.card.title}"
    return OutputFile(view.json_url, MEDIA_TYPE, indented(shape), title, settings.data_licence_name, fragment=compact(shape))


def dump(site: Site, settings: Settings, fragments: Fragments) -> OutputFile:
    """api/v1/records.json."""
    return _collection_file("records", "All records", _recorded(site), fragments, site, settings)


def collections(site: Site, settings: Settings, fragments: Fragments) -> Iterator[OutputFile]:
    """api/v1/<plural>.json for every kind, and api/v1/records.ndjson."""
    for kind in site.kinds:
        ids = [card.id for card in site.cards.values() if card.kind == kind.name]
        yield _collection_file(kind.plural, kind.title_plural, ids, fragments, site, settings)
    path, title = urls.api_file("records.ndjson"), "All records, one a line"
    yield OutputFile(path, NDJSON, b"", title, settings.data_licence_name, chunks=lambda: lines(map(fragments, _recorded(site))))


def _recorded(site: Site) -> Sequence[str]:
    """The ids of the records of the kinds that are recorded for their own sake."""
    return [card.id for card in site.cards.values() if not card.reference]


def _applies_here(view: RecordView, site: Site, settings: Settings) -> list[Shape] | None:
    """For a place what applies there, level by level from itself upwards; None for what is no place, and where the site does not tell what is in force."""
    place = site.places.get(view.card.id) if view.card.reference and site.has("in_force") else None
    if place is None:
        return None
    return [
        {"level": reference(level, settings), "records": [standing_shape(standing, settings) for group in groups for standing in group.standings]}
        for level, groups in place.levels
    ]  # fmt: skip


def _collection_file(name: str, title: str, ids: Iterable[str], fragments: Fragments, site: Site, settings: Settings) -> OutputFile:
    ids = list(ids)
    schema = urls.absolute(settings.site_url, urls.schema_file("published/record"))
    head = {"schema": schema, **envelope(title, len(ids), site, settings)}
    path = urls.api_file(f"{name}.json")
    return OutputFile(path, MEDIA_TYPE, b"", title, settings.data_licence_name, chunks=lambda: collection_chunks(head, "records", map(fragments, ids)))
