"""Outputs: the files of the site beside its pages, one format a module. Files in, bytes out:
nothing here writes to disk."""

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
    ("edges", edges.files),
    ("compare", compare_csv.files),
    ("geo", geojson.files),
    ("schemas", schemas.files),
    ("style", kinds_css.files),
    ("host", robots.files),
    ("host", headers.files),
)
"""Every format that is made in one go, with the group by which a site owner switches it off."""

GROUPS = tuple(dict.fromkeys(group for group, _ in WRITERS))


def output_files(
    site: Site, settings: Settings, groups: Iterable[str] = GROUPS
) -> Iterator[OutputFile]:
    """The files of these groups in the order of WRITERS. Raises DocketError for a group that does
    not exist."""
    wanted = tuple(groups)
    for group in wanted:
        if group not in GROUPS:
            hint = did_you_mean(group, GROUPS) or f"there are {', '.join(GROUPS)}"
            raise DocketError(f"there is no group of outputs '{group}', {hint}")
    for group, files in WRITERS:
        if group in wanted:
            yield from files(site, settings)
