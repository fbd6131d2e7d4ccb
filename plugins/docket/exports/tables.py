"""Write the records and their parts as CSV tables that are joined by record_id. The lines of each
record are a value of a query, so that only those of changed records are made again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from docket.build.output import OutputFile
from docket.exports.columns import Cell, Column, Layout, columns
from docket.exports.csvtext import MEDIA_TYPE, csv_lines
from docket.exports.jsontext import compact, parsed
from docket.exports.records_json import BYTES, MOST
from docket.exports.rows import BASE, RecordRows, record_columns
from docket.model import urls
from docket.model.inputs import Query
from docket.model.kind import Kind, Kinds
from docket.model.record import Record
from docket.model.schema_files import walk
from docket.model.settings import Settings
from docket.views.record import RecordView
from docket.views.site import Site

RECORDS = "records"
KEYS = ("record_id", "kind")


class Part(NamedTuple):
    """A list of objects in the records of a kind: its name, the name of its table, its path ("*"
    for each entry of a list around it), and the columns of its entries."""

    name: str
    table: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of its columns after the keys: the positions in the lists around it, its
        own position, and those of the entries."""
        return [
            *(
                f"{self.path[index - 1]}_position"
                for index, key in enumerate(self.path)
                if key == "*"
            ),
            "position",
            *(column.name for column in self.columns),
        ]


class Tables(NamedTuple):
    """The tables of a set of kinds. `titles` and `headers` (the columns in order) are by the name
    of the table; `records` and `parts`, which make the rows, by the name of the kind."""

    titles: Mapping[str, str]
    headers: Mapping[str, Sequence[str]]
    records: Mapping[str, RecordRows]
    parts: Mapping[str, Sequence[PartRows]]


class PartRows:
    """Makes the rows of a part's entries for the header of its table. `position` counts from 1 in
    the order written; an entry inside another (an effect of a step) also has the position of the
    outer one."""

    def __init__(self, part: Part, header: Sequence[str]) -> None:
        self.table, self._path, self._width, self._layout = (
            part.table,
            part.path,
            len(header),
            Layout(part.columns, header),
        )
        *self._above, self._position = (
            header.index(name) for name in part.names[: part.path.count("*") + 1]
        )

    def rows(self, record: Record) -> list[list[Cell]]:
        """Return a row for each entry of a record."""
        found = []
        for exact, entries in record.at(self._path):
            above = list(
                zip(self._above, (key + 1 for key in exact if isinstance(key, int)), strict=True)
            )
            for position, entry in enumerate(entries, start=1):
                row: list[Cell] = [record.id, record.kind.name, *[None] * (self._width - len(KEYS))]
                for place, number in (*above, (self._position, position)):
                    row[place] = number
                self._layout.fill(row, entry)
                found.append(row)
        return found


def tables(kinds: Kinds, settings: Settings) -> Tables:
    """Return the tables of these kinds, derived from their schemas."""
    own = {kind.name: record_columns(kind) for kind in kinds.records}
    parts = {
        kind.name: list(_parts(kind, {*urls.FILES, *(other.plural for other in kinds)}))
        for kind in kinds.records
    }
    titles, headers = (
        {RECORDS: "All records as a table"},
        {
            RECORDS: dict.fromkeys(
                [*BASE, *(name for found in own.values() for name in found.names)]
            )
        },
    )
    for part in (part for found in parts.values() for part in found):
        titles[part.table] = f"{part.name.capitalize()} of all records as a table"
        headers.setdefault(part.table, dict.fromkeys(KEYS)).update(dict.fromkeys(part.names))
    ordered = {name: list(header) for name, header in headers.items()}
    records = {kind: RecordRows(found, ordered[RECORDS], settings) for kind, found in own.items()}
    return Tables(
        titles,
        ordered,
        records,
        {
            kind: [PartRows(part, ordered[part.table]) for part in found]
            for kind, found in parts.items()
        },
    )


def record_lines(record: Record, view: RecordView, shown: Tables) -> bytes:
    """Return the record's lines of CSV by the name of the table, as JSON."""
    found = {RECORDS: csv_lines([shown.records[record.kind.name].row(record, view)])}
    for part in shown.parts[record.kind.name]:
        rows = part.rows(record)
        if rows:
            found[part.table] = found.get(part.table, "") + csv_lines(rows)
    return compact(found)


def csv_rows(site: Site, shown: Tables) -> Query[bytes]:
    """Return the query for the lines of CSV of a record, by id; reference kinds have none."""
    records = site.library.by_id
    names = {name: None for name, record in records.items() if not record.kind.reference}

    def compute(name: str) -> bytes:
        return record_lines(site.library[name].loaded(), site.views[name], shown)

    return Query("csv", lambda: names, compute, site.memory, BYTES, most=MOST)


def table_files(shown: Tables, settings: Settings, rows: Query[bytes]) -> Iterator[OutputFile]:
    """Yield api/v1/records.csv with a row for each record, and a table for each part of records
    (steps, sources, figures …) with a row for each entry. The columns come from the schemas: first
    those that all kinds share, then those of each kind."""
    found = {name: [csv_lines([header])] for name, header in shown.headers.items()}
    for lines in map(parsed, rows.values()):
        for name, text in lines.items():
            found[name].append(text)
    for name, chunks in found.items():
        path, content = urls.api_file(f"{name}.csv"), "".join(chunks).encode()
        yield OutputFile(path, MEDIA_TYPE, content, shown.titles[name], settings.data_licence_name)


def _parts(kind: Kind, taken: Collection[str]) -> Iterator[Part]:
    """Yield the parts of a kind that are lists of objects. A part with the name of a kind or of
    another file (`taken`) gets a table with the prefix "record-"."""
    for path, schema in walk(kind.schema):
        if "x-part" in schema and "properties" in schema.get("items", {}):
            name = schema["x-part"]
            yield Part(
                name,
                f"record-{name}" if name in taken else name,
                path,
                tuple(columns(schema["items"])),
            )
