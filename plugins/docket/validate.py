"""Validation: a record held against its kind's schema, each fault in words a contributor understands. The one door to jsonschema and jsonschema-rs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from docket import dates
from docket.kinds import Kind
from docket.problems import Problem
from docket.records import Record
from docket.text import did_you_mean

FORMATS = FormatChecker(formats=("uri", "date"))
FORMATS.checks("edtf")(dates.is_edtf)
TYPES = {"string": "text", "number": "a number", "integer": "a whole number", "array": "a list", "object": "a group of named values", "boolean": "true or false", "null": "nothing"}
COUNTED = {
    "minItems": "the list has fewer than {} entries", "maxLength": "the text has more than {} characters", "minLength": "the text is empty",
    "minimum": "{value} is less than {}", "maximum": "{value} is more than {}", "minProperties": "it names fewer than {} values",
}  # fmt: skip
UNKNOWN = ("unevaluatedProperties", "additionalProperties")


@dataclass(frozen=True, eq=False)
class Validator:
    """Holds records of one kind against its schema: a fast verdict first, words only for what is not clean."""

    kind: Kind

    @cached_property
    def _fast(self) -> Any:
        return jsonschema_rs.validator_for(self.kind.schema, validate_formats=True, formats={"edtf": dates.is_edtf})

    @cached_property
    def _exact(self) -> Draft202012Validator:
        return Draft202012Validator(self.kind.schema, format_checker=FORMATS)

    def clean(self, data: Mapping[str, Any]) -> bool:
        """The fast verdict: whether the schema has nothing to say."""
        return bool(self._fast.is_valid(data))

    def faults(self, data: Mapping[str, Any], file: str) -> list[Problem]:
        """The exact verdict, in words: a problem for each fault, none for a clean record."""
        return [problem for error in self._exact.iter_errors(data) for problem in _problems(error, file)]

    def problems(self, record: Record) -> list[Problem]:
        """The record's faults against its schema."""
        return [] if self.clean(record.data) else self.faults(record.data, record.file)


def _problems(error: ValidationError, file: str) -> Iterator[Problem]:
    """The problems a single validation error stands for; of alternatives only the branch that fits best is told."""
    path, schema = tuple(error.absolute_path), error.schema if isinstance(error.schema, Mapping) else {}
    keyword = str(error.validator)
    if keyword in ("anyOf", "oneOf"):
        yield _alternatives(error, file)
    elif keyword == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        # jsonschema reports each missing property by itself; the message holds which
        name = next((name for name in missing if repr(name) in error.message), missing[0])
        part = schema.get("properties", {}).get(name, {})
        yield Problem("schema/required", f"{_what(schema)} has no '{name}'", file, path, part.get("x-hint") or f"Add {name}.")
    elif keyword in UNKNOWN:
        known = list(schema.get("properties", {}))
        for name in (name for name in error.instance if name not in known):
            hint = did_you_mean(name, [other for other in known if other not in error.instance]) or f"Here may stand: {', '.join(known)}."
            yield Problem("schema/unknown-property", f"{_what(schema)} has no property '{name}'", file, (*path, name), hint, at_key=True)
    else:
        yield Problem(f"schema/{keyword}", _fact(error, keyword), file, path, _hint(error, keyword, schema))


def _what(schema: Mapping[str, Any]) -> str:
    title = str(schema.get("title", "this part"))
    return f"the {title[0].lower()}{title[1:]}" if not title.startswith("EDTF") else title


def _fact(error: ValidationError, keyword: str) -> str:
    value, wanted = error.instance, error.validator_value
    shown = f"'{value}'" if isinstance(value, str) and len(value) <= 60 else "this" if isinstance(value, str | list | dict) else _json(value)
    if keyword == "enum":
        return f"{shown} is not one of {', '.join(map(str, wanted))}"
    if keyword == "type":
        names = [wanted] if isinstance(wanted, str) else wanted
        return f"{shown} is not {' or '.join(TYPES.get(name, name) for name in names)}"
    if keyword == "format":
        return _format_fact(str(value), str(wanted))
    if keyword == "const":
        return f"{shown} is not {_json(wanted)}"
    if keyword in COUNTED:
        return COUNTED[keyword].format(wanted, value=shown)
    if keyword == "uniqueItems":
        return "the list names something twice"
    return f"{shown} is not written as it should be" if keyword == "pattern" else error.message[:200]


def _format_fact(value: str, name: str) -> str:
    if name == "edtf":
        try:
            dates.parse(value)
        except ValueError as error:
            return str(error)
    return f"'{value[:60]}' is not {'a day of the calendar' if name == 'date' else 'a web address'}"


def _json(value: object) -> str:
    return {True: "true", False: "false", None: "nothing"}.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)


def _hint(error: ValidationError, keyword: str, schema: Mapping[str, Any]) -> str:
    own = str(schema.get("x-hint", ""))
    if keyword == "enum" and isinstance(error.instance, str):
        return did_you_mean(error.instance, map(str, error.validator_value)) or own
    if keyword == "type" and error.validator_value == "string" and isinstance(error.instance, int | float) and not isinstance(error.instance, bool):
        return f'Put it in quotation marks: "{error.instance}".'
    return own


def _alternatives(error: ValidationError, file: str) -> Problem:
    """One problem for a choice: what the alternatives ask for, told by the properties they need."""
    path, schema = tuple(error.absolute_path), error.schema if isinstance(error.schema, Mapping) else {}
    wanted = [" and ".join(branch.get("required", [])) for branch in error.validator_value if isinstance(branch, Mapping)]
    names = " or ".join(filter(None, wanted))
    given = [name for name in dict.fromkeys(" ".join(wanted).replace(" and ", " ").split()) if isinstance(error.instance, Mapping) and name in error.instance]
    told = f"gives {' and '.join(given)} together; it takes {names}" if given else f"gives none of {names}"
    fact = f"{_what(schema)} {told}"
    return Problem(f"schema/{error.validator}", fact, file, path, f"Give {names}.")
