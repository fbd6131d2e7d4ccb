"""The same collection as a stock Pelican blog: every record an article with the same fields as
metadata, Pelican's own simple theme, no plugin of ours."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from docket.source.yaml_reader import read  # noqa: E402  (the path is set above)

PLURALS = ("directives", "challenges", "events")
SETTINGS = """
SITENAME = "Bench"
SITEURL = "https://bench.example"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_PAGINATION = 50
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME = "simple"
PLUGINS = []
"""


def write(data: Path, folder: Path) -> None:
    """Writes the blog of a data folder: the place is the category, the topics are tags, steps and
    sources are lists in the body."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS)
    for plural in PLURALS:
        for file in sorted((data / plural).rglob("*.yaml")):
            (folder / "content" / f"{file.stem}.md").write_text(
                _article(read(file.read_bytes(), file.name).value), encoding="utf-8"
            )


def _article(record: dict) -> str:
    named = {
        "Title": record["title"],
        "Date": record["steps"][0]["date"],
        "Category": record["place"],
        "Tags": ", ".join(record["topics"]),
    }
    head = {**named, "Slug": record["id"], "Summary": record["summary"].strip()}
    steps = [f"1. {step['date']} **{step['step']}** {step['text']}" for step in record["steps"]]
    statements = [
        f"> {statement['quote']} — {statement['speaker']}" for statement in record["statements"]
    ]
    sources = [
        f"- [{source['title']}]({source['url']}) {source['publisher']}"
        for source in record["sources"]
    ]
    body = "\n\n".join(
        ["\n".join(steps), record["notes"], "\n\n".join(statements), "\n".join(sources)]
    )
    return "".join(f"{name}: {value}\n" for name, value in head.items()) + "\n" + body + "\n"
