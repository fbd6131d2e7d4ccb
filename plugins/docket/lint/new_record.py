"""Write a commented template of a record from the schema of its kind. It is valid once it is filled
in."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from docket.model.kind import Kind
from docket.model.schema_files import Schema

WIDTH = 100


def blank_record(kind: Kind, record_id: str, everything: bool = False) -> str:
    """Return the text of a record with this id and with empty properties, each below its
    description and hint.

    Properties that are not required are commented out, unless `everything` is asked for. Lists have
    one entry.
    """
    lines = [
        f"# A {kind.title.lower()}: {kind.description}",
        "# Fill in what stands empty. Lines that begin with # may go.",
        "",
    ]
    properties, required = kind.schema["properties"], kind.schema.get("required", [])
    for name in [*required, *(name for name in properties if name not in required)]:
        part = properties[name]
        lines += _comment(part, "")
        if name == "id":
            lines.append(f"id: {record_id}")
        else:
            written = list(_property(name, part, ""))
            lines += (
                written if name in required or everything else [f"# {line}" for line in written]
            )
        lines.append("")
    return "\n".join(lines)


def _comment(part: Schema, indent: str) -> list[str]:
    """Return the comment with title, description, hint and codes of a property."""
    words = [part.get("title", "") + ":", part.get("description", ""), part.get("x-hint", "")]
    return [
        f"{indent}# {line}" for line in wrap(" ".join(filter(None, words)), WIDTH - len(indent) - 2)
    ] + _terms(part, indent)


def _terms(part: Schema, indent: str) -> list[str]:
    """Return the comment that lists the codes of a property."""
    terms = part.get("x-terms", {})
    if len(terms) <= 12:
        return [f"{indent}#   {code}: {label}" for code, label in terms.items()]
    return [f"{indent}# {line}" for line in wrap("One of " + ", ".join(terms) + ".", WIDTH)]


def _property(name: str, part: Schema, indent: str) -> Iterator[str]:
    """Yield the lines of an empty property: a value, a mapping with its required properties, or a
    list with one such entry."""
    if part.get("type") == "object":
        yield f"{indent}{name}:"
        yield from _object(part, indent + "  ")
    elif part.get("type") == "array":
        items = part.get("items", {})
        if items.get("type") == "object":
            yield f"{indent}{name}:"
            lines = list(_object(items, indent + "    "))
            first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (f"{indent}  {line.lstrip()}" for line in lines[:first])
            yield f"{indent}  - {lines[first].lstrip()}"
            yield from lines[first + 1 :]
        else:
            yield f"{indent}{name}: []"
    else:
        yield f"{indent}{name}:"


def _object(part: Schema, indent: str) -> Iterator[str]:
    """Yield the required properties of a mapping, each below its codes or hint; of alternatives
    those of the first. A hint has a line of its own, since after a value it would be a problem."""
    properties = part.get("properties", {})
    choice: list[str] = next(
        (
            branch["required"]
            for key in ("oneOf", "anyOf")
            for branch in part.get(key, [])
            if "required" in branch
        ),
        [],
    )
    for name in [
        *part.get("required", []),
        *(name for name in choice if name not in part.get("required", [])),
    ]:
        inner = properties.get(name, {})
        lines = list(_property(name, inner, indent))
        hint = ", ".join(inner["enum"]) if "enum" in inner else inner.get("x-hint", "")
        if hint and len(lines) == 1:
            yield from (f"{indent}# {line}" for line in wrap(hint, WIDTH - len(indent) - 2))
        yield from lines
