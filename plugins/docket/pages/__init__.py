"""Pages: which HTML pages there are, by which template each is drawn, and what it is given. A page is given its own view and cards, never the library."""

from docket.pages.compare import compare_pages
from docket.pages.coverage import coverage_pages
from docket.pages.exceptions import exceptions_page
from docket.pages.home import home_page
from docket.pages.host import data_page, missing_page
from docket.pages.in_force import in_force_pages
from docket.pages.lists import index_pages, list_page, lists
from docket.pages.map import map_page
from docket.pages.page import Page, file_of
from docket.pages.records import record_page
from docket.pages.threads import thread_page, threads_page
from docket.pages.timeline import timeline_pages

__all__ = [
    "Page",
    "compare_pages",
    "coverage_pages",
    "data_page",
    "exceptions_page",
    "file_of",
    "home_page",
    "in_force_pages",
    "index_pages",
    "list_page",
    "lists",
    "map_page",
    "missing_page",
    "record_page",
    "thread_page",
    "threads_page",
    "timeline_pages",
]
