"""Write every connection between records as an edge of a graph, in JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.build.output import OutputFile
from docket.exports.csvtext import MEDIA_TYPE as CSV
from docket.exports.csvtext import to_csv
from docket.exports.envelope import envelope
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.model import urls
from docket.model.references import Link
from docket.model.settings import Settings
from docket.views.site import Site

HEADER = ("source", "target", "type", "label", "follows", "date", "scope", "note")
TITLE = "Every connection between records"


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield api/v1/edges.json and edges.csv: the relations between records, and the effects of
    court orders upon them. References to places, courts, agencies and topics are left out; they are
    in the records themselves."""
    between = (
        link
        for record in site.library.recorded
        for link in site.links.of(record.id)
        if not site.cards[link.target].reference
    )
    edges = [_edge(link, site) for link in between]
    content = collection(
        envelope(TITLE, len(edges), site, settings), "edges", (compact(edge) for edge in edges)
    )
    yield OutputFile(
        urls.api_file("edges.json"), MEDIA_TYPE, content, TITLE, settings.data_licence_name
    )
    yield OutputFile(
        urls.api_file("edges.csv"),
        CSV,
        to_csv(HEADER, edges),
        f"{TITLE} as a table",
        settings.data_licence_name,
    )


def _edge(link: Link, site: Site) -> dict[str, Any]:
    """Return one edge: the record that states it, the record it points at, its type and label, and
    whether the first follows from the second; for an effect of an order also its date (EDTF) and
    scope."""
    step, effect = _order(link, site)
    return {
        "source": link.source,
        "target": link.target,
        "type": effect.get("effect", link.code),
        "label": link.label,
        "follows": link.follows,
        "date": step.get("date"),
        "scope": effect.get("scope"),
        "note": link.note or None,
    }


def _order(link: Link, site: Site) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the step and the effect that contain a link, as written; two empty dictionaries for a
    relation."""
    if "effects" not in link.path:
        return {}, {}
    step: Any = site.views[link.source].written["steps"][link.path[1]]
    effect = step
    for name in link.path[2:-1]:
        effect = effect[name]
    return step, effect
