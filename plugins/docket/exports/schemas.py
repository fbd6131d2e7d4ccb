"""Publish the JSON Schema of every kind at its $id, a draft 07 translation for editors, and the
schema of the published JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files as resources

from docket.build.output import OutputFile
from docket.exports.draft07 import to_draft_07
from docket.exports.jsontext import indented
from docket.model import urls
from docket.model.schema_files import SUFFIX, Schema
from docket.model.settings import Settings
from docket.views.site import Site

MEDIA_TYPE = "application/schema+json"
PUBLISHED = {
    "record": "The schema of a record in the published JSON",
    "order": "The schema of an order of a court in the published JSON",
}
"""The titles of the schemas of the published JSON."""


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield schema/v1/<kind>.schema.json (2020-12, self-contained),
    schema/v1/draft-07/<kind>.schema.json for editors, and schema/v1/published/record.schema.json
    and order.schema.json, which describe records and orders of courts in the JSON files."""
    for kind in site.library.kinds:
        yield _file(
            kind.name, kind.schema, f"{kind.title}: the schema records are checked by", settings
        )
        yield _file(
            f"draft-07/{kind.name}",
            to_draft_07(kind.schema),
            f"{kind.title}: the schema for editors (draft 07)",
            settings,
        )
    for name, title in PUBLISHED.items():
        yield _file(f"published/{name}", published_schema(name), title, settings)


def published_schema(name: str = "record") -> Schema:
    """Return the JSON Schema of a record, or of an order of a court, in the published JSON. It is a
    file beside this module, since `exports.shapes` and `exports.status_shapes` decide that form,
    not the site's schema folder."""
    schema: Schema = json.loads(
        resources("docket.exports").joinpath(name + SUFFIX).read_text(encoding="utf-8")
    )
    return schema


def _file(name: str, schema: Schema, title: str, settings: Settings) -> OutputFile:
    """Return the file of a schema, its $id set to the address at which this site publishes it."""
    path = urls.schema_file(name)
    own = {"$schema": schema["$schema"], "$id": urls.absolute(settings.site_url, path)}
    rest = {key: value for key, value in schema.items() if key not in own}
    return OutputFile(path, MEDIA_TYPE, indented({**own, **rest}), title, settings.code_licence)
