"""Every link of the site leads somewhere, every page has one heading, every id is unique; also with parts switched off."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from pelican_run import pelican

OPTIONAL = {
    "docket_maps": "map",
    "docket_timelines": "timeline",
    "docket_in_force": "in-force",
    "docket_threads": "threads",
    "docket_compare": "compare",
    "docket_feeds": "api/v1/feeds",
    "docket_downloads": "api/v1/records.json",
}
"""What a site owner may switch off, and what is then gone."""
HOST = "https://docket.test/"


class Reader(HTMLParser):
    """What a page links to, its ids, its headings of the first order and its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings = 0
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.links += [values[name] or "" for name in ("href", "src") if name in values and values.get("rel") != "canonical"]
        self.ids += [values["id"] or ""] if "id" in values else []
        self.headings += tag == "h1"
        self.language = values.get("lang") or "" if tag == "html" else self.language


def pages(site: Path) -> dict[str, Reader]:
    return {path.relative_to(site).as_posix(): Reader(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def broken_links(site: Path) -> list[str]:
    """Every link within the site that leads to no file, or to an id that its page does not have."""
    read = pages(site)
    broken = []
    for path, page in read.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(HOST + path, link))
            if not target.startswith(HOST):
                continue
            name = unquote(target.removeprefix(HOST).partition("?")[0])
            file = name + "index.html" if name.endswith("/") or not name else name
            if not (site / file).is_file() or (fragment and file in read and unquote(fragment) not in read[file].ids):
                broken.append(f"{path}: {link}")
    return broken


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(site):
    assert broken_links(site) == []


def test_every_page_has_one_main_heading_a_language_and_unique_ids(site):
    for path, page in pages(site).items():
        assert page.headings == 1, path
        assert page.language == "en", path
        assert len(page.ids) == len(set(page.ids)), path


@pytest.mark.parametrize("off", OPTIONAL)
def test_a_part_switched_off_is_gone_and_leaves_no_broken_link(off, project):
    conf = project / "pelicanconf.py"
    conf.write_text(conf.read_text() + f"\nPLUGINS = [name for name in PLUGINS if name != {off!r}]\n")
    done = pelican(project)
    assert done.returncode == 0, done.stderr
    assert broken_links(project / "output") == []
    assert not (project / "output" / OPTIONAL[off]).exists()


def test_the_site_map_names_every_listed_page_and_no_other(site):
    text = (site / "sitemap.xml").read_text()
    listed = {path for path in pages(site) if "/by/" not in path and path != "404.html"}
    addresses = {f"https://civic-docket.example/{path.removesuffix('index.html')}" for path in listed}
    assert {line.split("<loc>")[1].split("</loc>")[0] for line in text.splitlines() if "<loc>" in line} == addresses


def test_checksums_cover_every_file(site):
    named = {line.split("  ", 1)[1] for line in (site / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert named == there - {"SHA256SUMS", ".docket-output"}
