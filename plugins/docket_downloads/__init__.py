"""Pelican plugin: the data files (JSON, CSV, GeoJSON, schemas), their index and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket import urls
from docket.cache import digest
from docket.outputs import output_files
from docket.outputs.index import index
from docket.outputs.output import OutputFile
from docket.outputs.records_json import LINE, Collection, collection_file, collections, dump, record_file
from docket.outputs.tables import Tables, joined, record_lines, tables
from docket.pages import data_page
from docket.pages.keys import record_file_keys
from docket.problems import DocketError
from docket.targets import Finished, Late, Target, whole
from docket_records import DocketGenerator

RECORDS, DUMP, COLLECTIONS, TABLES, INDEX = "records", "dump", "collections", "tables", "index"
SINGLE = f"data {RECORDS}"
"""The target of the file of each record, of which collections and tables are joined."""
DOWNLOADS = (RECORDS, DUMP, COLLECTIONS, "timeline", "in-force", "edges", "compare", TABLES, "geo", "schemas", INDEX)
"""Every group of data files: a file a record, records.json, the collections of each kind, and those of docket.outputs; the index of all."""


class DownloadsGenerator(DocketGenerator):
    """Adds the data files."""

    def generate_output(self, writer: Any) -> None:
        """Offers every data file, the index of them and of the feeds, and /data/: all of them, or those of the groups that the setting DOCKET_DOWNLOADS names."""
        wanted = tuple(self.settings.get("DOCKET_DOWNLOADS", DOWNLOADS))
        unknown = sorted(set(wanted) - set(DOWNLOADS))
        if unknown:
            raise DocketError(f"settings: DOCKET_DOWNLOADS names no group of files with '{unknown[0]}'; there are {', '.join(DOWNLOADS)}")
        site, settings = self.site, self.site_settings
        for group, (gate, shares) in self._groups().items():
            if group in wanted:
                self.build.offer(whole(f"data {group}", gate, partial(output_files, site, settings, [group]), shares))
        if {RECORDS, DUMP, COLLECTIONS, TABLES} & set(wanted):
            shown = tables(site.library.kinds, settings) if TABLES in wanted else None
            self.build.offer(Target(SINGLE, None, lambda: record_file_keys(site, self.build.memory.remembered), lambda name: [self._record_file(name, shown)]))
            joined_files = {DUMP: [dump(site)], COLLECTIONS: collections(site)}
            self.build.offer_late(*(self._collection(group, found) for group, files in joined_files.items() if group in wanted for found in files))
            self.build.offer_late(*([self._tables(shown)] if shown else []))
        if INDEX in wanted:
            self.build.offer_late(Late("index", self._index, last=True))

    def _groups(self) -> dict[str, tuple[bytes, str]]:
        """The groups of files that are made in one go: what each depends on, and what it shares with pages."""
        outlines = self.keys.outlines
        return {
            "timeline": (outlines, "timeline"),
            "in-force": (outlines, "in-force"),
            "edges": (outlines, ""),
            "compare": (outlines, "compare"),
            "geo": (outlines, "map"),
            "schemas": (digest(b""), ""),
        }

    def _record_file(self, name: str, shown: Tables | None) -> OutputFile:
        """The file of a record, with its line in collections and, where there are tables, its lines in those."""
        view, record = self.site.views[name], self.site.library.by_id[name]
        file = record_file(view, self.site, self.site_settings)
        if shown is None or record.kind.reference:
            return file
        return replace(file, fragments={**file.fragments, TABLES: record_lines(record.loaded(), view, shown)})

    def _collection(self, group: str, collection: Collection) -> Late:
        """A file with many records. Where the files of all of them are as they were it is too, since it holds the same."""
        day, ids = self.site.as_of.isoformat().encode(), collection.ids
        return Late(
            f"data {group} {collection.name}",
            lambda finished: [collection_file(collection, lambda: finished.fragments(SINGLE, self._paths(ids), LINE), self.site, self.site_settings)],
            key=lambda finished: digest(day, *map(attrgetter("hashed"), finished.at(SINGLE, self._paths(ids)))),
        )

    def _tables(self, shown: Tables) -> Late:
        """The tables of all records."""
        ids = [record.id for record in self.site.library.recorded]
        return Late(f"data {TABLES}", lambda finished: joined(shown, self.site_settings, finished.fragments(SINGLE, self._paths(ids), TABLES)))

    def _paths(self, ids: Iterable[str]) -> list[str]:
        """The paths of the files of these records."""
        records = self.site.library.by_id
        return [urls.record_json(records[name].kind.plural, name) for name in ids]

    def _index(self, finished: Finished) -> Iterator[OutputFile]:
        """The index of all data files and feeds, and the page of downloads."""
        groups = [*(f"data {name}" for name in DOWNLOADS), "feeds"]
        listed = [file for group in groups for name, files in finished.files.items() if name == group or name.startswith(f"{group} ") for file in files]
        contents = index(listed, self.site, self.site_settings)
        yield contents
        yield self.build.drawn(data_page(self.site, (contents, *listed)))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return DownloadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
