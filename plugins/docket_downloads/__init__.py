"""Pelican plugin: the data files (JSON, CSV, GeoJSON, schemas), their index, and the page that
lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import Finished, LastStep, Step, single
from docket.exports import output_files
from docket.exports.index import index
from docket.exports.records_json import (
    Collection,
    all_lines,
    collection_file,
    dump,
    json_lines,
    of_kind,
    record_file,
)
from docket.exports.tables import csv_rows, table_files, tables
from docket.site import data_page
from docket.views.site import Site
from docket_records import DocketGenerator

RECORDS, DUMP, COLLECTIONS, TABLES, INDEX = "records", "dump", "collections", "tables", "index"
GROUPS = {
    "timeline": "timeline",
    "in-force": "in-force",
    "orders": "in-force",
    "edges": "",
    "compare": "compare",
    "geo": "map",
    "schemas": "",
}
"""The groups of files that are one item each, and the group of steps with which each shares views
(`docket.build.steps`)."""
DOWNLOADS = (
    RECORDS,
    DUMP,
    COLLECTIONS,
    "timeline",
    "in-force",
    "orders",
    "edges",
    "compare",
    TABLES,
    "geo",
    "schemas",
    INDEX,
)
"""All groups of data files: one file for each record, records.json, the collections of each kind,
those of `docket.exports`, and the index."""


class DownloadsGenerator(DocketGenerator):
    """Offers the data files."""

    def generate_output(self, writer: Any) -> None:
        """Offer the groups of data files that the setting DOCKET_DOWNLOADS names, by default all.
        The group "index" is the index of data files and feeds, and the page /data/. Raise
        DocketError for an unknown group."""
        wanted = self.chosen("DOCKET_DOWNLOADS", DOWNLOADS, "group of files")
        build, site, settings = self.build, self.site, self.site_settings
        for group, views in GROUPS.items():
            if group in wanted:
                files = partial(output_files, site, settings, [group])
                build.offer(single(f"data {group}", files, views))
        if {RECORDS, DUMP, COLLECTIONS} & set(wanted):
            self._offer_records(wanted)
        if TABLES in wanted:
            shown = tables(site.library.kinds, settings)
            rows = csv_rows(site, shown)
            build.prepare(rows)
            build.offer(single(f"data {TABLES}", lambda: table_files(shown, settings, rows)))
        if INDEX in wanted:
            build.offer_last(LastStep("index", self._index))

    def _offer_records(self, wanted: Sequence[str]) -> None:
        """Offer one file for each record, and the files with many records."""
        build, site, settings = self.build, self.site, self.site_settings
        lines = json_lines(site, settings)
        build.prepare(lines)

        def one(name: str) -> list[OutputFile]:
            return [record_file(name, lines, site, settings)]

        def names() -> list[str]:
            return [record.id for record in site.library]

        def many(found: Callable[[Site], Collection]) -> Callable[[], list[OutputFile]]:
            return lambda: [collection_file(found(site), lines, site, settings)]

        if RECORDS in wanted:
            build.offer(Step(f"data {RECORDS}", names, one, by_record=True))
        if DUMP in wanted:
            build.offer(single(f"data {DUMP}", many(dump)))
        if COLLECTIONS in wanted:
            for kind in site.kinds:
                found = partial(of_kind, kind=kind)
                build.offer(single(f"data {COLLECTIONS} {kind.plural}", many(found)))
            build.offer(single(f"data {COLLECTIONS} ndjson", many(all_lines)))

    def _index(self, finished: Finished) -> Iterator[OutputFile]:
        """Yield the index of all data files and feeds, and the page of downloads."""
        groups = [*(f"data {name}" for name in DOWNLOADS), "data changes", "feeds", "calendars"]
        steps = finished.by_step.items()
        listed = [
            file
            for group in groups
            for name, files in steps
            if name == group or name.startswith(f"{group} ")
            for file in files
        ]
        contents = index(listed, self.site, self.site_settings)
        yield contents
        yield self.build.drawn(data_page(self.site, (contents, *listed)))


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return DownloadsGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
