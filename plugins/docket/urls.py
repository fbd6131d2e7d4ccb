"""Addresses: where each page and file of the site lies. The public contract of the site is written here and nowhere else."""

from __future__ import annotations

API = "api/v1"
SCHEMA = "schema/v1"
COMPARE = "compare/"
EXCEPTIONS = "data/exceptions/"


def record_page(plural: str, record_id: str) -> str:
    """The path of a record's page, from the root of the site, with a slash at the end."""
    return f"{plural}/{record_id}/"


def record_json(plural: str, record_id: str) -> str:
    """The path of a record's JSON."""
    return f"{API}/{plural}/{record_id}.json"


def list_page(plural: str, number: int = 1) -> str:
    """The path of page `number` of a kind's list."""
    return f"{plural}/" if number == 1 else f"{plural}/page/{number}/"


def facet_page(plural: str, facet: str, value: str, number: int = 1) -> str:
    """The path of page `number` of a kind's list narrowed to one value of a facet."""
    first = f"{plural}/by/{facet}/{value}/"
    return first if number == 1 else f"{first}page/{number}/"


def in_force_page(day: str = "") -> str:
    """The path of the page of what applied on a day (ISO 8601); without one, on the day on which statuses are read."""
    return f"in-force/{day}/" if day else "in-force/"


def as_of_file(day: str) -> str:
    """The path of the JSON of what applied on a day (ISO 8601)."""
    return f"{API}/as-of/{day}.json"


def thread_page(record_id: str = "") -> str:
    """The path of the page of the thread that begins with a record; without one, of the list of threads."""
    return f"threads/{record_id}/" if record_id else "threads/"


def api_file(name: str) -> str:
    """The path of a data file."""
    return f"{API}/{name}"


def schema_file(name: str) -> str:
    """The path of a JSON Schema, at which its $id points."""
    return f"{SCHEMA}/{name}.schema.json"


def feed(name: str, extension: str) -> str:
    """The path of a feed: extension atom or json."""
    return f"{API}/feeds/{name}.{extension}"


def index_file(page: str) -> str:
    """The file a page's path is written to: a/b/ becomes a/b/index.html, 404.html stays."""
    return page if page.endswith(".html") else f"{page}index.html"


def step_anchor(index: int) -> str:
    """Where a step, counted from 0 in the order written, stands on its record's page."""
    return f"step-{index + 1}"


def absolute(site: str, path: str) -> str:
    """A path of the site with the site's own address in front."""
    return f"{site.rstrip('/')}/{path}"
