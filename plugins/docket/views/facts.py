"""Turn the featured properties of a record into labelled values, whatever their shape in the
schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket.model import edtf
from docket.model.record import Record
from docket.model.schema_files import Schema
from docket.views.card import Card
from docket.views.parts import FactValue, FactView

SOURCES = "sources"


def fact_views(record: Record, cards: Mapping[str, Card]) -> tuple[FactView, ...]:
    """Return the facts that the kind features (`x-featured`) and this record has, in that order."""
    views = []
    for name in record.kind.featured:
        part = record.kind.property(name)
        value = record.data.get(name)
        items = value if isinstance(value, list) else [value]
        schema = part.get("items", {}) if isinstance(value, list) else part
        values = tuple(_value(record, schema, item, cards) for item in items if item is not None)
        if values:
            views.append(FactView(name, part.get("title", name), values, part.get("x-rule", "")))
    return tuple(views)


def _value(record: Record, schema: Schema, value: Any, cards: Mapping[str, Card]) -> FactValue:
    """Return one value of a property for display. Of an object, its texts are joined by commas."""
    if not isinstance(value, dict):
        text, url = _scalar(schema, value, cards)
        return FactValue(text, url, ())
    pairs = [
        _scalar(schema["properties"][name], item, cards) for name, item in _leaves(schema, value)
    ]
    url = next((url for _, url in pairs if url), "")
    return FactValue(
        ", ".join(text for text, _ in pairs), url, record.cites(value.get(SOURCES, ()))
    )


def _leaves(schema: Schema, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield name and text of every text in an object, in the order of its schema.

    Numbers (coordinates) and sources are left out, since pages show them elsewhere.
    """
    for name in schema.get("properties", {}):
        items = value.get(name)
        for item in items if isinstance(items, list) and name != SOURCES else [items]:
            if isinstance(item, str):
                yield name, item


def _scalar(schema: Schema, value: Any, cards: Mapping[str, Card]) -> tuple[str, str]:
    """Return the words for a plain value, and the url that it links to (empty: none).

    The words are a record's title, a term's label, a date in English, or the value itself.
    """
    if "x-ref" in schema and value in cards:
        return cards[value].title, cards[value].url
    if schema.get("format") == "edtf":
        return edtf.english(value), ""
    return str(schema.get("x-terms", {}).get(value, value)), ""
