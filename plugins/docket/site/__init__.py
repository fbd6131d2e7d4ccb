"""The HTML pages of the site: the path of each, its template, and what the template is given. A
template is given the page's own view and cards, never the library."""

from docket.site.changes import calendar_page, changes_pages
from docket.site.compare import compare_pages
from docket.site.coverage import coverage_pages
from docket.site.exceptions import exceptions_page
from docket.site.home import home_page
from docket.site.host import data_page, missing_page
from docket.site.in_force import in_force_pages
from docket.site.lists import index_pages, list_page
from docket.site.map import map_page
from docket.site.orders import orders_pages
from docket.site.page import Page, file_of
from docket.site.records import record_page
from docket.site.search import search_pages
from docket.site.threads import thread_page, threads_page
from docket.site.timeline import timeline_pages

__all__ = [
    "Page",
    "calendar_page",
    "changes_pages",
    "compare_pages",
    "coverage_pages",
    "data_page",
    "exceptions_page",
    "file_of",
    "home_page",
    "in_force_pages",
    "index_pages",
    "list_page",
    "map_page",
    "missing_page",
    "orders_pages",
    "record_page",
    "search_pages",
    "thread_page",
    "threads_page",
    "timeline_pages",
]
