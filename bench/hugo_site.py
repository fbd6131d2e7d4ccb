"""The same collection as a Hugo site: each record becomes a page with the same fields as front
matter, and what lists are ordered by.

python bench/hugo_site.py a/plain/project site/folder
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from docket.build.pool import available  # noqa: E402  (the path is set above)
from docket.lint.collection import read_collection  # noqa: E402  (the path is set above)
from docket.model.record import Record  # noqa: E402  (the path is set above)
from docket.site.build import newest_reading  # noqa: E402  (the path is set above)
from docket.views.site import Site, make_site  # noqa: E402  (the path is set above)

TAXONOMIES = {"places": "places", "topics": "topics", "courts": "courts", "agencies": "agencies"}


def write(project: Path, folder: Path) -> None:
    """Writes the Hugo site of a project's records: its settings and templates copied, its pages
    made anew. Raises ValueError where a record has a problem."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    found = read_collection(project / "data", project / "schema", project, None, None, available())
    if found.problems:
        raise ValueError(found.problems[0])
    site = make_site(found.library, newest_reading(found.library))
    for path, text in (*pages(site), *terms(site)):
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The file of every record: its path below the content, and its text."""
    ranks = {card.id: rank for rank, card in enumerate(site.newest, start=1)}
    by_title = sorted(site.newest, key=lambda card: (card.title.casefold(), card.url))
    by_title.sort(key=lambda card: card.updated, reverse=True)
    in_feed = {card.id: rank for rank, card in enumerate(by_title, start=1)}
    for record in site.library:
        if not record.kind.reference:
            card = site.cards[record.id]
            order = {
                "date": card.date.text if card.date else None,
                "weight": ranks[record.id],
                "rank_in_feed": in_feed[record.id],
            }
            yield (
                f"{card.plural}/{record.id}.md",
                _text({**_front(record, site), **order}, record.data["notes"]),
            )


def terms(site: Site) -> Iterator[tuple[str, str]]:
    """The file of everything that records point at."""
    for record in site.library:
        if record.kind.plural in TAXONOMIES:
            yield (
                f"{record.kind.plural}/{record.id}/_index.md",
                _text({"title": record.caption, "written": record.data}, ""),
            )


def _front(record: Record, site: Site) -> dict[str, Any]:
    """The front matter: what Hugo gives a meaning (taxonomies) under its names, the rest as it is;
    what refers to a record with that record's page."""

    def page(name: str) -> str:
        return f"/{site.cards[name].plural}/{name}"

    data = record.data
    own = {
        name: value
        for name, value in data.items()
        if name not in ("id", "notes", "sources", "place", "courts", "agencies")
    }
    steps = [
        {
            **step,
            "effects": [
                {**effect, "page": page(effect["record"])} for effect in step.get("effects", ())
            ],
        }
        for step in data["steps"]
    ]
    relations = [
        {**relation, "page": page(relation["record"])} for relation in data.get("relations", ())
    ]
    named = {
        "courts": [held["court"] for held in data.get("courts", ())],
        "agencies": [held["agency"] for held in data.get("agencies", ())],
    }
    written = {f"written_{name}": data[name] for name in named if name in data}
    return {
        **own,
        **named,
        **written,
        "places": [data["place"]],
        "cited": data["sources"],
        "steps": steps,
        "relations": relations,
    }


def _text(front: dict[str, Any], body: str) -> str:
    return json.dumps(front, indent=1, ensure_ascii=False) + "\n\n" + body


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
