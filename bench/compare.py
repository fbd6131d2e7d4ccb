"""Holds our plain site and Hugo's against each other: the same pages, and on each the same words
and the same links.

python bench/compare.py our/output hugo/public
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
OURS_ALONE = ("404.html", "data/exceptions/index.html")
SAME = ("summary", "steps", "provisions", "figures", "statements", "relations", "topics")


class Shown(HTMLParser):
    """What the main part of a page shows: its words and its links, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words: Counter[str] = Counter()
        self.links: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where main begins, and every link in it."""
        self.inside = self.inside or tag == "main"
        if tag == "a" and self.inside:
            self.links[dict(attrs).get("href") or ""] += 1

    def handle_endtag(self, tag: str) -> None:
        """Notes where main ends."""
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        """Counts the words."""
        if self.inside:
            self.words.update(data.split())


def shown(file: Path) -> Shown:
    """What a page shows."""
    page = Shown()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def pages(folder: Path) -> dict[str, Path]:
    """Every page by its path; Hugo's redirects from page 1 of a list to the list are none."""
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.html")}
    return {
        path: file
        for path, file in found.items()
        if not path.endswith("/page/1/index.html") and path not in OURS_ALONE
    }


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Everything in which the two sites differ."""
    left, right = pages(ours), pages(theirs)
    yield from (
        f"{path}: only {'ours' if path in left else 'theirs'}"
        for path in sorted(left.keys() ^ right.keys())
    )
    for path in sorted(left.keys() & right.keys()):
        one, other = shown(left[path]), shown(right[path])
        if one.words != other.words:
            yield (
                f"{path}: words differ: ours {dict(one.words - other.words)}, theirs "
                f"{dict(other.words - one.words)}"
            )
        if one.links != other.links:
            yield (
                f"{path}: links differ: ours {dict(one.links - other.links)}, theirs "
                f"{dict(other.links - one.links)}"
            )
    yield from _data(ours, theirs)
    yield from _feed(ours, theirs)


def _data(ours: Path, theirs: Path) -> Iterator[str]:
    """The JSON of every record, and the dump."""
    files = {
        file.relative_to(ours / "api/v1").with_suffix("").as_posix(): file
        for file in (ours / "api/v1").glob("*/*.json")
        if file.parent.name != "feeds"
    }
    for path, file in files.items():
        target = theirs / path / "index.json"
        if not target.exists():
            yield f"{path}.json: only ours"
            continue
        yield from (
            f"{path}.json: {difference}"
            for difference in _record(
                json.loads(file.read_bytes()), json.loads(target.read_bytes())
            )
        )
    dump, their_dump = (
        json.loads((ours / "api/v1/records.json").read_bytes())["records"],
        json.loads((theirs / "index.json").read_bytes())["records"],
    )
    by_id = {record["id"]: record for record in their_dump}
    if by_id.keys() != {record["id"] for record in dump} or len(dump) != len(their_dump):
        yield "the dumps hold other records"
    else:
        yield from (
            f"dump, {record['id']}: {difference}"
            for record in dump
            for difference in _record(record, by_id[record["id"]])
        )


def _record(one: dict, other: dict) -> Iterator[str]:
    if (one["id"], one["title"]) != (other["id"], other["title"]):
        yield "another id or title"
    if "notes" in other and one["record"].get("notes", "").strip() != other["notes"].strip():
        yield "other notes"
    written, params = one["record"], other["record"]
    for name in SAME:
        if name in written and written[name] != _without_pages(params.get(name)):
            yield f"another {name}"
    if "cited" in params and params["cited"] != written["sources"]:
        yield "other sources"


def _without_pages(value: object) -> object:
    """A field of Hugo's without the pages that were added to it for its templates."""
    if isinstance(value, list):
        return [_without_pages(item) for item in value]
    if isinstance(value, dict):
        return {
            name: _without_pages(item)
            for name, item in value.items()
            if name != "page" and item != []
        }
    return value


def _feed(ours: Path, theirs: Path) -> Iterator[str]:
    atom = ElementTree.parse(ours / "api/v1/feeds/all.atom").getroot()
    rss = ElementTree.parse(theirs / "index.xml").getroot()
    mine = [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")]
    other = [item.findtext("title") for item in rss.iter("item")]
    if mine != other:
        yield (
            f"the feeds hold other entries: {len(mine)} and {len(other)}, first "
            f"{mine[:1]} and {other[:1]}"
        )


def main() -> None:
    """Prints the differences, 20 at the most; exits 1 where there is one."""
    ours, theirs = map(Path, sys.argv[1:3])
    found = list(differences(ours, theirs))
    print(
        "\n".join(found[:20])
        or (
            f"The same: {len(pages(ours)):,} pages, their words and links, the JSON "
            "of every record, the dump and the feed."
        )
    )
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
