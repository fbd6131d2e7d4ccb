"""The pages of threads (records that followed from one another)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.model.text import count, listing
from docket.site.json_ld import CONTEXT
from docket.site.page import Page
from docket.views.site import Site
from docket.views.threads import Thread, ThreadNode


def threads_page(site: Site) -> Page:
    """Return the list of threads."""
    following = (
        kind for kind in site.library.kinds.records if any(ref.follows for ref in kind.refs)
    )
    titles = [kind.title_plural.lower() for kind in following]
    what = f"What led to what: {listing(titles)}, each under the record that it follows from."
    return Page(
        urls.thread_page(), ("threads.html",), "Threads", what, {"threads": site.threads}, "threads"
    )


def thread_page(thread: Thread, settings: Settings) -> Page:
    """Return the page of one thread, with the whole tree."""
    first, tree = thread.start, thread.first
    description = f"What followed, in {count(thread.total - 1, 'record')}."
    described = partial(_described, thread, tree, settings)
    return Page(
        thread.url,
        ("thread.html",),
        f"Thread: {first.title}",
        description,
        {"thread": thread, "tree": tree},
        f"thread {first.id}",
        described,
    )


def _described(thread: Thread, tree: ThreadNode, settings: Settings) -> dict[str, Any]:
    """Return the thread as a schema.org ItemList (JSON-LD) in reading order. Each item names the
    record that it followed from (isBasedOn)."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "item": {
                "@type": "CreativeWork",
                "@id": urls.absolute(settings.site_url, node.card.url),
                "name": node.card.title,
                **based,
            },
        }
        for position, (node, based) in enumerate(_in_order(tree, {}, settings), start=1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "url": urls.absolute(settings.site_url, thread.url),
        "numberOfItems": thread.total,
        "itemListElement": items,
    }


def _in_order(
    node: ThreadNode, based: dict[str, Any], settings: Settings
) -> Iterator[tuple[ThreadNode, dict[str, Any]]]:
    yield node, based
    for follower in node.followers:
        yield from _in_order(
            follower, {"isBasedOn": urls.absolute(settings.site_url, node.card.url)}, settings
        )
