"""The page of all exceptions from rules."""

from __future__ import annotations

from docket.lint.approvals import Approvals
from docket.model import urls
from docket.site.page import Page
from docket.views.exceptions import exception_views, protected_rules
from docket.views.site import Site


def exceptions_page(site: Site, approvals: Approvals) -> Page:
    """Return /data/exceptions/, which lists every record that is excepted from a rule."""
    given = {
        "exceptions": exception_views(site.library, site.cards, approvals),
        "protected": protected_rules(),
    }
    what = (
        "Every record that is allowed to break one of the rules all records are held to, and why."
    )
    return Page(urls.EXCEPTIONS, ("exceptions.html",), "Exceptions", what, given, "exceptions page")
