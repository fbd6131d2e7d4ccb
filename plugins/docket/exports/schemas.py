"""Publish the JSON Schema of every kind at its $id, a draft 07 translation for editors, and the
schema of the published JSON."""

from __future__ import annotations

import json
import re
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
PUBLISHED, ORDER = "record", "order"


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
    yield _file(
        f"published/{PUBLISHED}",
        published_schema(),
        "The schema of a record in the published JSON",
        settings,
    )
    yield _file(
        f"published/{ORDER}",
        order_schema(),
        "The schema of a court order in the published JSON",
        settings,
    )


def published_schema() -> Schema:
    """Return the JSON Schema of a record in the published JSON. It is a file beside this module,
    since `exports.shapes` decides that form, not the site's schema folder."""
    schema: Schema = json.loads(
        resources("docket.exports").joinpath(PUBLISHED + SUFFIX).read_text(encoding="utf-8")
    )
    return schema


def order_schema() -> Schema:
    """Return the JSON Schema of an order of a court in the published JSON: the part of that of a
    record which describes orders."""
    whole = published_schema()
    needed, left = dict[str, Schema](), [ORDER]
    while left:
        name = left.pop()
        if name not in needed:
            needed[name] = whole["$defs"][name]
            left += re.findall(r'"#/\$defs/(\w+)"', json.dumps(needed[name]))
    order = needed.pop(ORDER)
    return {"$schema": whole["$schema"], **order, "$defs": needed}


def _file(name: str, schema: Schema, title: str, settings: Settings) -> OutputFile:
    """Return the file of a schema, its $id set to the address at which this site publishes it."""
    path = urls.schema_file(name)
    own = {"$schema": schema["$schema"], "$id": urls.absolute(settings.site_url, path)}
    rest = {key: value for key, value in schema.items() if key not in own}
    return OutputFile(path, MEDIA_TYPE, indented({**own, **rest}), title, settings.code_licence)
