"""Settings of the site for Pelican. docs/settings.md describes the DOCKET_ settings."""

import sys
from pathlib import Path

DOCKET_PROJECT = str(Path(__file__).parent)
sys.path.insert(0, str(Path(__file__).parent / "plugins"))

DOCKET_DATA = "data"
DOCKET_SCHEMA = "schema"
DOCKET_BASE_MAP = "theme/basemap"
DOCKET_SITE = {
    "site_name": "Civic Docket",
    "site_url": "https://civic-docket.example",
    "tagline": "How cities, counties and states respond to federal immigration enforcement",
    "description": "The directives they issue, the court challenges on both sides, and the "
    "enforcement events themselves. Every fact has a source; rival figures stand side by side with "
    "who claims them.",
    "language": "en",
    "data_licence_name": "CC BY 4.0",
    "data_licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "page_size": 50,
    "feed_size": 50,
}

# Each line is one thing that a site may switch off. docket_records must come first, docket_release
# last.
PLUGINS = [
    "docket_records",
    "docket_maps",
    "docket_timelines",
    "docket_in_force",
    "docket_threads",
    "docket_compare",
    "docket_calendar",
    "docket_changes",
    "docket_feeds",
    "docket_downloads",
    "docket_search",
    "docket_release",
]
PLUGIN_PATHS = ["plugins"]

SITENAME = DOCKET_SITE["site_name"]
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": __import__("jinja2").StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# Prose pages only: no articles, archives, authors or feeds of Pelican's own.
PAGE_PATHS = ["pages"]
ARTICLE_PATHS = []
STATIC_PATHS = []
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = (
    None
)
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
MARKDOWN = {
    "extension_configs": {"markdown.extensions.toc": {}},
    "output_format": "html5",
}  # headings get ids, so that rules can be linked to
CACHE_CONTENT = False
