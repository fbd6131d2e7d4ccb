"""Pelican plugin: the map of all records, drawn at build time, and an interactive one for browsers
that run scripts."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile, asset
from docket.build.steps import single
from docket.build.store import packed
from docket.maps.leaflet import Shell, assets, map_shell, records_json, spots_json
from docket.model.inputs import Codec, Query
from docket.site import map_page
from docket_records import DocketGenerator


class MapsGenerator(DocketGenerator):
    """Offers /map/ and the files of its script: Leaflet, the empty map, the records by place, and
    the base map."""

    def generate_output(self, writer: Any) -> None:
        """Offer the page and its files as one item."""
        codec = Codec(
            lambda shell: packed(tuple(shell)), lambda content: Shell(*marshal.loads(content))
        )
        self.shell = Query(
            "map shell", lambda: ("",), lambda _: map_shell(), self.site.memory, codec
        )
        self.build.offer(single("map", self._files, "map"))

    def _files(self) -> Iterator[OutputFile]:
        """Yield the page and its files; nothing where no record has a place on the map."""
        site, drawings, licence = self.site, self.build.drawings, self.site_settings.code_licence
        if not site.spots:
            return
        shell = self.shell[""]
        yield self.build.drawn(map_page(site, drawings, shell.html))
        yield asset("assets/map/shell.js", shell.script.encode(), licence)
        yield asset("assets/map/spots.json", spots_json(site), self.site_settings.data_licence_name)
        for path, content in records_json(site):
            yield asset(f"assets/map/{path}", content, self.site_settings.data_licence_name)
        for path, content in assets(drawings.base):
            yield asset(f"assets/map/{path}", content, licence)


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return MapsGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
