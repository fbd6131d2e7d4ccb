"""How these tests read what was written: files by path, JSON and CSV by real readers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docket.build.output import OutputFile
from docket.exports import feeds, records_json, tables
from docket.model.settings import Settings
from docket.views.site import Site


def by_path(files: Iterable[OutputFile]) -> dict[str, OutputFile]:
    """The files by path; two files at one path would hide each other, so that fails."""
    listed = list(files)
    found = {file.path: file for file in listed}
    assert len(found) == len(listed), "two files at one path"
    return found


def read_json(file: OutputFile) -> Any:
    """The value of a JSON file."""
    return json.loads(file.content.decode())


def read_csv(file: OutputFile) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline=""), strict=True))


def record_files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """The JSON files of all records, of all kinds, and those that hold all records."""
    lines = records_json.json_lines(site, settings)
    yield from (records_json.record_file(name, lines, site, settings) for name in site.cards)
    kinds = (records_json.of_kind(site, kind) for kind in site.kinds)
    for found in (records_json.dump(site), *kinds, records_json.all_lines(site)):
        file = records_json.collection_file(found, lines, site, settings)
        yield replace(file, content=b"".join(file.chunks()), chunks=None)


def table_files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """The CSV files of all records."""
    shown = tables.tables(site.library.kinds, settings)
    return tables.table_files(shown, settings, tables.csv_rows(site, shown))


def feed_files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Every feed, in both formats."""
    for name in feeds.feed_names(site):
        yield from feeds.feed_files(name, site, settings)
