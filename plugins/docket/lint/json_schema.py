"""The fast validator: jsonschema-rs decides whether a value is valid, and matches every pattern.

Patterns are those of Rust's crate regex (https://docs.rs/regex/latest/regex/#syntax), whose time is
linear in the text. Only this module imports jsonschema-rs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from docket.model.diagnostics import DocketError
from docket.model.schema_files import Schema

PROGRAM = 1_000_000
"""The largest compiled pattern, in bytes; its time is linear in this, too."""


def fast_validator(schema: Schema, formats: Mapping[str, Callable[[object], bool]]) -> Any:
    """Return a validator whose `is_valid` says whether a value satisfies a schema. Raise
    DocketError for a schema that JSON Schema does not allow."""
    import jsonschema_rs  # slow to import, and only needed for files that changed

    options = jsonschema_rs.RegexOptions(size_limit=PROGRAM)
    try:
        return jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, formats=dict(formats), pattern_options=options
        )
    except ValueError as error:
        fact = str(error).partition("\n")[0]
        raise DocketError(
            f"the schema '{schema.get('title', '')}' cannot be used: {fact}"
        ) from None


@cache
def _compiled(pattern: str) -> Any:
    return fast_validator({"pattern": pattern}, {})


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern is found anywhere in a text."""
    return bool(_compiled(pattern).is_valid(text))


def is_pattern(pattern: str) -> bool:
    """Return whether the library can compile a pattern within its limit of size."""
    try:
        return _compiled(pattern) is not None
    except DocketError:
        return False
