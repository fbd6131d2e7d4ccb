"""Tables: the records and their parts as CSV files, joined by record_id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket import urls
from docket.kinds import Kind
from docket.outputs.columns import Cell, columns
from docket.outputs.csvtext import MEDIA_TYPE, to_csv
from docket.outputs.output import OutputFile
from docket.outputs.rows import BASE, record_columns, record_row
from docket.records import Record
from docket.schemas import Schema, walk
from docket.settings import Settings
from docket.views.site import Site

Row = Mapping[str, Cell]
KEYS = ("record_id", "kind")


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/records.csv with a row a record, and a table for every part that kinds give their records (steps, sources, figures …) with a
    row an entry. Columns come from the schemas: those shared by all first, then each kind's own."""
    kinds = site.library.kinds
    shown = {kind: record_columns(kind) for kind in kinds.records}
    header = dict.fromkeys([*BASE, *(name for found in shown.values() for name in found)])
    rows = [record_row(record, shown[record.kind], site.views[record.id], settings) for kind in shown for record in site.library.of_kind(kind.name)]
    yield _file("records", to_csv(header, rows), "All records as a table", settings)
    taken = {kind.plural for kind in kinds}
    for part in dict.fromkeys(part for kind in shown for part, _, _ in _parts(kind)):
        name = f"record-{part}" if part in taken else part
        yield _file(name, _part_table(part, site), f"{part.capitalize()} of all records as a table", settings)


def _file(name: str, content: bytes, title: str, settings: Settings) -> OutputFile:
    return OutputFile(urls.api_file(f"{name}.csv"), MEDIA_TYPE, content, title, settings.data_licence_name)


def _parts(kind: Kind) -> Iterator[tuple[str, tuple[str, ...], Schema]]:
    """Every part of a kind that is a list of objects: its name, its path, and the schema of one entry."""
    for path, part in walk(kind.schema):
        if "x-part" in part and "properties" in part.get("items", {}):
            yield part["x-part"], path, part["items"]


def _part_table(name: str, site: Site) -> bytes:
    """A part's entries across all kinds that have it. `position` counts from 1 in the order written; an entry inside another (an effect of a
    step) also has the position of that one."""
    header, rows = dict.fromkeys(KEYS), list[Row]()
    for kind in site.library.kinds.records:
        for part, path, schema in _parts(kind):
            if part == name:
                shown = {column.name: column for column in columns(schema)}
                header.update(dict.fromkeys([*_positions(path), "position", *shown]))
                for record in site.library.of_kind(kind.name):
                    rows += [{**keys, **{name: column.read(entry) for name, column in shown.items()}} for keys, entry in _entries(record, path)]
    return to_csv(header, rows)


def _positions(path: tuple[str, ...]) -> list[str]:
    return [f"{path[index - 1]}_position" for index, key in enumerate(path) if key == "*"]


def _entries(record: Record, path: tuple[str, ...]) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """Every entry of a part of a record, with the cells that say where it stands."""
    for exact, entries in record.at(path):
        above = dict(zip(_positions(path), (key + 1 for key in exact if isinstance(key, int)), strict=True))
        for position, entry in enumerate(entries, start=1):
            yield {"record_id": record.id, "kind": record.kind.name, **above, "position": position}, entry
