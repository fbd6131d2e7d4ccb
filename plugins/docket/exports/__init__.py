"""The data files of the site, one module for each format. Functions return files as values; nothing
here writes to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docket.build.output import OutputFile
from docket.exports import (
    compare_csv,
    edges,
    geojson,
    headers,
    in_force_json,
    kinds_css,
    orders_json,
    robots,
    schemas,
    timeline_json,
)
from docket.model.diagnostics import DocketError
from docket.model.settings import Settings
from docket.model.text import did_you_mean
from docket.views.site import Site

Writer = Callable[[Site, Settings], Iterator[OutputFile]]

WRITERS: tuple[tuple[str, Writer], ...] = (
    ("timeline", timeline_json.files),
    ("in-force", in_force_json.files),
    ("orders", orders_json.files),
    ("edges", edges.files),
    ("compare", compare_csv.files),
    ("geo", geojson.files),
    ("schemas", schemas.files),
    ("style", kinds_css.files),
    ("host", robots.files),
    ("host", headers.files),
)
"""The functions that make all files of a format at once, each with the group that a site owner can
switch off."""

GROUPS = tuple(dict.fromkeys(group for group, _ in WRITERS))


def output_files(
    site: Site, settings: Settings, groups: Iterable[str] = GROUPS
) -> Iterator[OutputFile]:
    """Yield the files of these groups in the order of WRITERS. Raise DocketError for a group that
    does not exist."""
    wanted = tuple(groups)
    for group in wanted:
        if group not in GROUPS:
            hint = did_you_mean(group, GROUPS) or f"there are {', '.join(GROUPS)}"
            raise DocketError(f"there is no group of outputs '{group}', {hint}")
    for group, files in WRITERS:
        if group in wanted:
            yield from files(site, settings)
