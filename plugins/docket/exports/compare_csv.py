"""Write the comparison of places as CSV, one row for each entry, so that a spreadsheet can pivot
it."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.exports.columns import JOIN, Cell
from docket.exports.csvtext import MEDIA_TYPE, to_csv
from docket.model import urls
from docket.model.settings import Settings
from docket.views.compare import Entry, Holding
from docket.views.site import Site

HEADER = (
    "region",
    "place_id",
    "place",
    "type",
    "type_label",
    "record_id",
    "title",
    "direction",
    "status",
    "applies",
    "text",
    "sources",
    "url",
    "searched_until",
)


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/compare.csv: a row for each entry of each place, and one without an entry for
    each region that has none. `searched_until` is the day until which a region was searched, empty
    for a region that was not."""
    if site.comparison is None:
        return
    rows: list[dict[str, Cell]] = []
    for region in site.comparison.regions:
        until = region.looked.until.text if region.looked and region.looked.until else None
        shared: dict[str, Cell] = {"region": region.place.title, "searched_until": until}
        for row in region.rows:
            place: dict[str, Cell] = {**shared, "place_id": row.place.id, "place": row.place.label}
            rows += [
                {**place, **_entry(holding, entry, settings)}
                for cell in row.cells
                for holding in cell
                for entry in holding.entries
            ]
        if not region.rows:
            rows.append({**shared, "place_id": region.place.id, "place": region.place.label})
    content = to_csv(HEADER, rows)
    yield OutputFile(
        urls.api_file("compare.csv"),
        MEDIA_TYPE,
        content,
        "Places compared by what their records provide, as a table",
        settings.data_licence_name,
    )


def _entry(holding: Holding, entry: Entry, settings: Settings) -> dict[str, Cell]:
    return {
        "type": entry.provision.type,
        "type_label": entry.provision.type_label,
        "record_id": holding.card.id,
        "title": holding.card.title,
        "direction": holding.direction,
        "status": holding.card.status,
        "applies": holding.applies,
        "text": entry.provision.text,
        "sources": JOIN.join(source.url for source in entry.sources),
        "url": urls.absolute(settings.site_url, f"{holding.card.url}#{entry.provision.anchor}"),
    }
