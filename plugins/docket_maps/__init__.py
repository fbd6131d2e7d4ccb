"""Pelican plugin: the map of all records, drawn at build time, with an interactive one for readers whose browser runs scripts."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.maps import assets, map_shell, spots_json
from docket.pages import map_page
from docket_records import DocketGenerator


class MapsGenerator(DocketGenerator):
    """Writes /map/ and what its script needs: Leaflet, the shell, the spots and the base map."""

    def generate_output(self, writer: Any) -> None:
        """Writes the map's page and assets; nothing where no record lies anywhere."""
        site = self.edition.site
        if not site.spots:
            return
        shell = map_shell(site.spots)
        self.write_pages([map_page(site, self.edition.drawings, shell.html)])
        self.write("assets/map/shell.js", shell.script.encode())
        self.write("assets/map/spots.json", spots_json(site))
        for path, content in assets(self.edition.drawings.base):
            self.write(f"assets/map/{path}", content)


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return MapsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
