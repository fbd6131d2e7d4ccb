"""Addresses: where each page and file of the site is. The public addresses are defined here
alone."""

from __future__ import annotations

import re
from hashlib import sha256

from docket.model.diagnostics import DocketError

API = "api/v1"
SCHEMA = "schema/v1"
COMPARE = "compare/"
SEARCH = "search/"
SEARCH_INDEX = "assets/search/"
KINDS_CSS = "theme/css/kinds.css"
EXCEPTIONS = "data/exceptions/"
LONGEST = 80
"""The longest part of a path, in characters, that is made from data."""
PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*")
DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)),
    ]
)
"""Names that no file can have on Windows ("Naming Files, Paths, and Namespaces")."""
OWN = frozenset(["by", "index", "page"])
"""Names below a kind's address that the site itself uses."""
PAGES = frozenset(
    [
        "api",
        "assets",
        "calendar",
        "changes",
        "compare",
        "data",
        "in-force",
        "map",
        "orders",
        "schema",
        "search",
        "theme",
        "threads",
        "timeline",
    ]
)
FILES = frozenset(
    [
        "all",
        "as-of",
        "calendars",
        "changes",
        "edges",
        "feeds",
        "index",
        "orders",
        "orders-spans",
        "records",
    ]
)
"""Names that the site itself uses for data files, and in PAGES for pages, so that no kind can have
them as its plural."""
UNSAFE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\\x00-\x1f\x7f]")
"""Forbidden in a path: a part that is empty, "." or "..", a backslash, a control character."""


def segment_fault(name: str) -> str:
    """Return why a name cannot be a part of a path; empty where it can."""
    if len(name) > LONGEST or not PLAIN.fullmatch(name):
        return f"is not made of at most {LONGEST} small letters, digits and hyphens"
    if name in DEVICES:
        return f"is '{name}', a name that no file can have on Windows"
    return f"is '{name}', an address of the site itself" if name in OWN else ""


def segment(value: str) -> str:
    """Return the part of a path for a value. A plain value stays as it is. Any other becomes its
    plain characters, a ~ and 16 digits of its SHA-256, so that no two values have one path."""
    if PLAIN.fullmatch(value) and len(value) <= LONGEST and value not in DEVICES:
        return value
    plain = re.sub("[^a-z0-9]+", "-", value[:LONGEST].lower()).strip("-")[: LONGEST // 2]
    hashed = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain or 'x'}~{hashed}"


def plural_fault(plural: str) -> str:
    """Return why a kind's plural cannot be an address; empty where it can."""
    fault = segment_fault(plural)
    taken = plural in PAGES or plural in FILES
    return f"is '{plural}', an address of the site itself" if taken else fault


def safe_path(path: str) -> str:
    """Return a path of a file of the site unchanged. Raise DocketError for one that could lead out
    of the site's folder, or that some system cannot write."""
    if UNSAFE.search(path):
        raise DocketError(f"{path!r} cannot be the path of a file of the site")
    return path


def record_page(plural: str, record_id: str) -> str:
    """Return the path of a record's page from the root of the site, with a slash at the end."""
    return f"{plural}/{record_id}/"


def record_json(plural: str, record_id: str) -> str:
    """Return the path of a record's JSON."""
    return f"{API}/{plural}/{record_id}.json"


def list_page(plural: str, number: int = 1) -> str:
    """Return the path of page `number` of a kind's list."""
    return f"{plural}/" if number == 1 else f"{plural}/page/{number}/"


def facet_page(plural: str, facet: str, value: str, number: int = 1) -> str:
    """Return the path of page `number` of a kind's list narrowed to one value of a facet."""
    first = f"{plural}/by/{facet}/{segment(value)}/"
    return first if number == 1 else f"{first}page/{number}/"


def in_force_page(day: str = "") -> str:
    """Return the path of the page of what applied on a day (ISO 8601); without a day, on the day on
    which statuses are read."""
    return f"in-force/{day}/" if day else "in-force/"


def orders_page() -> str:
    """Return the path of the page of orders of courts."""
    return "orders/"


def as_of_file(day: str) -> str:
    """Return the path of the JSON of what applied on a day (ISO 8601)."""
    return f"{API}/as-of/{day}.json"


def search_page(letter: str, number: int = 1) -> str:
    """Return the path of page `number` of the names that begin with a letter."""
    return f"{SEARCH}{letter}/" if number == 1 else f"{SEARCH}{letter}/{number}/"


def thread_page(record_id: str = "") -> str:
    """Return the path of the page of the thread that begins with a record; without one, of the list
    of threads."""
    return f"threads/{record_id}/" if record_id else "threads/"


def api_file(name: str) -> str:
    """Return the path of a data file."""
    return f"{API}/{name}"


def schema_file(name: str) -> str:
    """Return the path of a JSON Schema, which is what its $id names."""
    return f"{SCHEMA}/{name}.schema.json"


def feed(name: str, extension: str) -> str:
    """Return the path of a feed; the extension is atom or json."""
    return f"{API}/feeds/{name}.{extension}"


def facet_feed(plural: str, facet: str, value: str) -> str:
    """Return the name of the feed of a kind's list narrowed to one value of a facet: the path of
    the page, without the slash at its end."""
    return facet_page(plural, facet, value).removesuffix("/")


def calendar(name: str) -> str:
    """Return the path of a calendar, which has the name of the feed of the same records."""
    return f"{API}/calendars/{name}.ics"


def changes_page(number: int = 1) -> str:
    """Return the path of page `number` of what changed by week."""
    return "changes/" if number == 1 else f"changes/page/{number}/"


def index_file(page: str) -> str:
    """Return the file of a page by the page's path: a/b/ becomes a/b/index.html, 404.html stays."""
    return page if page.endswith(".html") else f"{page}index.html"


def step_anchor(index: int) -> str:
    """Return the fragment of a step on its record's page; steps are counted from 0 as written."""
    return f"step-{index + 1}"


def absolute(site: str, path: str) -> str:
    """Return a path of the site with the site's address in front."""
    return f"{site.rstrip('/')}/{path}"
