"""Every link of the site leads somewhere, every page has one heading, every id is unique; also with
parts switched off."""

from __future__ import annotations

import pytest

from pelican_run import pelican
from weblinks import broken_links, pages

OPTIONAL = {
    "docket_maps": "map",
    "docket_timelines": "timeline",
    "docket_in_force": "in-force",
    "docket_threads": "threads",
    "docket_compare": "compare",
    "docket_calendar": "calendar",
    "docket_changes": "changes",
    "docket_feeds": "api/v1/feeds/all.atom",
    "docket_downloads": "api/v1/records.json",
    "docket_search": "search",
}
"""What a site owner may switch off, and what is then gone."""


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
    conf.write_text(
        conf.read_text() + f"\nPLUGINS = [name for name in PLUGINS if name != {off!r}]\n"
    )
    done = pelican(project)
    assert done.returncode == 0, done.stderr
    assert broken_links(project / "output") == []
    assert not (project / "output" / OPTIONAL[off]).exists()


def test_without_prose_pages_no_page_links_to_one(project):
    for file in (project / "content").rglob("*.md"):
        file.unlink()
    done = pelican(project)
    assert done.returncode == 0, done.stderr
    assert broken_links(project / "output") == []


def test_the_site_map_names_every_listed_page_and_no_other(site):
    text = (site / "sitemap.xml").read_text()
    listed = {path for path in pages(site) if "/by/" not in path and path != "404.html"}
    addresses = {
        f"https://civic-docket.example/{path.removesuffix('index.html')}" for path in listed
    }
    assert {
        line.split("<loc>")[1].split("</loc>")[0] for line in text.splitlines() if "<loc>" in line
    } == addresses


def test_checksums_cover_every_file(site):
    named = {line.split("  ", 1)[1] for line in (site / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert named == there - {"SHA256SUMS", ".docket-output"}


def test_with_a_part_of_the_feeds_no_page_links_the_others(project):
    conf = project / "pelicanconf.py"
    conf.write_text(conf.read_text() + "\nDOCKET_FEEDS = ['all', 'references']\n")
    assert pelican(project).returncode == 0
    assert broken_links(project / "output") == []
