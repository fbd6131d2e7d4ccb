"""Pelican plugin: the data files (JSON, CSV, GeoJSON, schemas), their index and the page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket import urls
from docket.cache import digest
from docket.outputs import output_files
from docket.outputs.index import index
from docket.outputs.output import OutputFile
from docket.outputs.records_json import collections, dump, record_file
from docket.pages import data_page
from docket.pages.keys import record_file_keys
from docket.problems import DocketError
from docket.targets import Finished, Late, Target, whole
from docket_records import DocketGenerator

RECORDS, DUMP, COLLECTIONS, INDEX = "records", "dump", "collections", "index"
DOWNLOADS = (RECORDS, DUMP, COLLECTIONS, "timeline", "in-force", "edges", "compare", "tables", "geo", "schemas", INDEX)
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
        for group, (gate, prepare) in self._groups().items():
            if group in wanted:
                self.build.offer(whole(f"data {group}", gate, partial(output_files, site, settings, [group]), prepare))
        if {RECORDS, DUMP, COLLECTIONS} & set(wanted):
            self.build.offer(Target(f"data {RECORDS}", None, lambda: record_file_keys(site), lambda name: [record_file(site.views[name], site, settings)]))
        if DUMP in wanted:
            self.build.offer_late(Late(f"data {DUMP}", lambda finished: [dump(site, settings, self._fragments(finished))]))
        if COLLECTIONS in wanted:
            self.build.offer_late(Late(f"data {COLLECTIONS}", lambda finished: collections(site, settings, self._fragments(finished))))
        if INDEX in wanted:
            self.build.offer_late(Late("index", self._index))

    def _groups(self) -> dict[str, tuple[bytes, Callable[[], object]]]:
        """The groups of files that are made in one go: what each depends on, and what it shares with pages."""
        site, outlines = self.site, self.keys.outlines
        return {
            "timeline": (outlines, lambda: site.timeline),
            "in-force": (outlines, lambda: site.in_force.records),
            "edges": (outlines, object),
            "compare": (outlines, lambda: site.comparison),
            "tables": (self.keys.everything, object),
            "geo": (outlines, object),
            "schemas": (digest(b""), object),
        }

    def _fragments(self, finished: Finished) -> Callable[[str], bytes]:
        """Gives the JSON of a record by its id."""
        by_path = {file.path: file for file in finished.files[f"data {RECORDS}"]}
        return lambda name: finished.fragment(by_path[urls.record_json(self.site.cards[name].plural, name)])

    def _index(self, finished: Finished) -> Iterator[OutputFile]:
        """The index of all data files and feeds, and the page of downloads."""
        groups = [*(f"data {name}" for name in DOWNLOADS), "feeds"]
        listed = [file for name in groups for file in finished.files.get(name, ())]
        contents = index(listed, self.site, self.site_settings)
        yield contents
        yield self.build.drawn(data_page(self.site, (contents, *listed)))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return DownloadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
