"""Records as JSON: a file a record, a file a kind, and all records together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docket import urls
from docket.outputs.envelope import envelope
from docket.outputs.jsontext import MEDIA_TYPE, collection, compact, indented, lines
from docket.outputs.output import OutputFile
from docket.outputs.shapes import Shape, record_shape, reference
from docket.outputs.standings import standing_shape
from docket.settings import Settings
from docket.views.records import RecordView
from docket.views.site import Site

NDJSON = "application/x-ndjson"


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/<plural>/<id>.json for every record of every kind, api/v1/<plural>.json for every kind, and records.json and records.ndjson
    with the records of the kinds that are recorded for their own sake. Withdrawn records are in all of them and say so."""
    fragments: dict[str, bytes] = {}
    for view in site.views.values():
        shape = {**record_shape(view, site.cards, settings), "applies_here": _applies_here(view, site, settings)}
        fragments[view.card.id] = compact(shape)
        yield _record_file(view, shape, settings)
    for kind in site.kinds:
        ids = [card.id for card in site.cards.values() if card.kind == kind.name]
        yield _collection_file(kind.plural, kind.title_plural, ids, fragments, site, settings)
    ids = [card.id for card in site.cards.values() if not card.reference]
    yield _collection_file("records", "All records", ids, fragments, site, settings)
    content = lines(fragments[record_id] for record_id in ids)
    yield OutputFile(urls.api_file("records.ndjson"), NDJSON, content, "All records, one a line", settings.data_licence_name)


def _applies_here(view: RecordView, site: Site, settings: Settings) -> list[Shape] | None:
    """For a place what applies there, level by level from itself upwards; None for what is no place."""
    place = site.places.get(view.card.id)
    if place is None:
        return None
    return [
        {"level": reference(level, settings), "records": [standing_shape(standing, settings) for group in groups for standing in group.standings]}
        for level, groups in place.levels
    ]  # fmt: skip


def _record_file(view: RecordView, shape: Shape, settings: Settings) -> OutputFile:
    title = f"{view.card.kind_title}: {view.card.title}"
    return OutputFile(view.json_url, MEDIA_TYPE, indented(shape), title, settings.data_licence_name)


def _collection_file(name: str, title: str, ids: Sequence[str], fragments: Mapping[str, bytes], site: Site, settings: Settings) -> OutputFile:
    schema = urls.absolute(settings.site_url, urls.schema_file("published/record"))
    head = {"schema": schema, **envelope(title, len(ids), site, settings)}
    content = collection(head, "records", (fragments[record_id] for record_id in ids))
    return OutputFile(urls.api_file(f"{name}.json"), MEDIA_TYPE, content, title, settings.data_licence_name)
