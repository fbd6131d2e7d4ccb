"""Tables: the records and their parts as CSV files, joined by record_id. A record's lines in all of them are made with its other files, and put together last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docket import urls
from docket.kinds import Kind, Kinds
from docket.outputs.columns import Cell, Column, columns
from docket.outputs.csvtext import MEDIA_TYPE, csv_header, csv_rows
from docket.outputs.jsontext import compact, parsed
from docket.outputs.output import OutputFile
from docket.outputs.rows import BASE, Readers, record_columns, record_row
from docket.records import Record
from docket.schemas import walk
from docket.settings import Settings
from docket.views.records import RecordView
from docket.views.site import Site

RECORDS = "records"
KEYS = ("record_id", "kind")


@dataclass(frozen=True)
class Part:
    """A list of objects in the records of a kind: its name, the table it belongs to, its path, and its columns by name."""

    name: str
    table: str
    path: tuple[str, ...]
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class Tables:
    """The tables of a set of kinds: by name their titles and their columns in order; and by kind the columns it has in the table of records, and its parts."""

    titles: Mapping[str, str]
    headers: Mapping[str, Sequence[str]]
    own: Mapping[str, Readers]
    parts: Mapping[str, Sequence[Part]]


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """api/v1/records.csv with a row a record, and a table for every part that kinds give their records (steps, sources, figures …) with a
    row an entry. Columns come from the schemas: those shared by all first, then each kind's own."""
    shown = tables(site.library.kinds)
    return joined(shown, settings, (record_lines(record, site.views[record.id], shown, settings) for record in tabled(site)))


def tabled(site: Site) -> Iterator[Record]:
    """The records that have rows, in their order."""
    return (record for kind in site.library.kinds.records for record in site.library.of_kind(kind.name))


def tables(kinds: Kinds) -> Tables:
    """The tables of these kinds, worked out from their schemas."""
    own = {kind.name: record_columns(kind) for kind in kinds.records}
    parts = {kind.name: list(_parts(kind, {other.plural for other in kinds})) for kind in kinds.records}
    titles = {RECORDS: "All records as a table"}
    headers: dict[str, dict[str, None]] = {RECORDS: dict.fromkeys([*BASE, *(name for found in own.values() for name in found)])}
    for part in (part for found in parts.values() for part in found):
        titles[part.table] = f"{part.name.capitalize()} of all records as a table"
        headers.setdefault(part.table, dict.fromkeys(KEYS)).update(dict.fromkeys([*_positions(part.path), "position", *part.columns]))
    return Tables(titles, {name: list(header) for name, header in headers.items()}, own, parts)


def record_lines(record: Record, view: RecordView, shown: Tables, settings: Settings) -> bytes:
    """The record's lines of CSV by table, as JSON."""
    row = record_row(record, shown.own[record.kind.name], view, settings)
    found = {RECORDS: csv_rows(shown.headers[RECORDS], [row]).decode()}
    for part in shown.parts[record.kind.name]:
        rows = list(_rows(record, part))
        if rows:
            found[part.table] = found.get(part.table, "") + csv_rows(shown.headers[part.table], rows).decode()
    return compact(found)


def joined(shown: Tables, settings: Settings, records: Iterable[bytes]) -> Iterator[OutputFile]:
    """The files, from what record_lines gave for every record in order."""
    found: dict[str, list[bytes]] = {name: [csv_header(header)] for name, header in shown.headers.items()}
    for lines in map(parsed, records):
        for name, text in lines.items():
            found[name].append(text.encode())
    for name, chunks in found.items():
        yield OutputFile(urls.api_file(f"{name}.csv"), MEDIA_TYPE, b"".join(chunks), shown.titles[name], settings.data_licence_name)


def _rows(record: Record, part: Part) -> Iterator[Mapping[str, Cell]]:
    """Every entry of a part of a record as a row. `position` counts from 1 in the order written; an entry inside another (an effect of a step) also has the
    position of that one."""
    for exact, entries in record.at(part.path):
        above = dict(zip(_positions(part.path), (key + 1 for key in exact if isinstance(key, int)), strict=True))
        for position, entry in enumerate(entries, start=1):
            yield {"record_id": record.id, "kind": record.kind.name, **above, "position": position, **{name: column.read(entry) for name, column in part.columns.items()}}


def _parts(kind: Kind, taken: Collection[str]) -> Iterator[Part]:
    """Every part of a kind that is a list of objects; a table whose name would be that of a kind (`taken`) gets another."""
    for path, schema in walk(kind.schema):
        if "x-part" in schema and "properties" in schema.get("items", {}):
            name = schema["x-part"]
            yield Part(name, f"record-{name}" if name in taken else name, path, {column.name: column for column in columns(schema["items"])})


def _positions(path: tuple[str, ...]) -> list[str]:
    return [f"{path[index - 1]}_position" for index, key in enumerate(path) if key == "*"]
