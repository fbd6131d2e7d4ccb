"""The same collection as a Hugo site: each record becomes a page with the same fields as front matter.

python bench/hugo_site.py data/folder site/folder
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from docket.yamlio import read  # noqa: E402  (the path is set above)

PLURALS = ("directives", "challenges", "events")


def write(data: Path, site: Path) -> None:
    """Writes the Hugo site of a data folder: its settings and templates copied, its pages made anew."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "hugo", site)
    for plural in PLURALS:
        for file in sorted((data / plural).rglob("*.yaml")):
            record = read(file.read_bytes(), file.name).value
            target = site / "content" / plural / f"{record['id']}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(_front(record), indent=1) + "\n\n" + record["notes"], encoding="utf-8")


def _front(record: dict) -> dict:
    """The front matter: what Hugo gives a meaning (title, date, taxonomies) under its names, the rest as it is; relations as paths."""
    own = {name: value for name, value in record.items() if name not in ("id", "notes", "sources", "place")}
    relations = [{**relation, "record": f"/{relation['record'].rpartition('-')[0]}s/{relation['record']}"} for relation in record.get("relations", ())]
    return {**own, "date": record["steps"][0]["on"], "places": [record["place"]], "cited": record["sources"], "relations": relations}


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
