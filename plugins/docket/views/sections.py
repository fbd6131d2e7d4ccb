"""Turn the sections of a record into views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docket.model.record import Record
from docket.views.card import date_view
from docket.views.parts import (
    ClaimView,
    FigureView,
    PassageGroup,
    PassageView,
    ProvisionView,
    SourceView,
    StatementView,
    TranslationView,
)

CURRENCY = {"USD": "$"}
"""The signs of units that are written before a number."""


def source_views(record: Record) -> tuple[SourceView, ...]:
    """Return the record's sources, numbered from 1 in the order written."""
    terms = record.kind.property("sources", "*", "type").get("x-terms", {})
    return tuple(
        SourceView(
            number=number,
            id=source["id"],
            url=source["url"],
            title=source["title"],
            publisher=source["publisher"],
            published=date_view(source.get("published")),
            type=source["type"],
            type_label=terms.get(source["type"], source["type"]),
            of=source.get("of", ""),
            seen=date_view(source.get("seen")),
            archived=source.get("archived", ""),
            note=source.get("note", ""),
            title_shortened=source.get("title_shortened", False),
        )
        for number, source in enumerate(record.part("sources"), start=1)
    )


def provision_views(record: Record) -> tuple[ProvisionView, ...]:
    """Return the record's provisions in the order written."""
    term = record.kind.property("provisions", "*", "type").get("x-terms", {})
    return tuple(
        ProvisionView(
            anchor=provision.get("id") or f"provision-{index}",
            type=provision["type"],
            type_label=term.get(provision["type"], provision["type"]),
            text=provision["text"],
            due=date_view(provision.get("due")),
            due_derived=provision.get("due_derived", ""),
            cites=record.cites(provision["sources"]),
        )
        for index, provision in enumerate(record.part("provisions"), start=1)
    )


def passage_views(record: Record) -> tuple[PassageGroup, ...]:
    """Return the properties of the record that hold only plain text with its sources, in the order
    of the schema. Each has one passage or a list of them."""
    groups = []
    for name, title in record.kind.passages:
        if name in record.data:
            value = record.data[name]
            passages = tuple(
                PassageView(item["text"], record.cites(item["sources"]))
                for item in (value if isinstance(value, list) else [value])
            )
            groups.append(PassageGroup(name, title, passages))
    return tuple(groups)


def translation_views(record: Record) -> tuple[TranslationView, ...]:
    """Return the record's title and summary in other languages, in order of language code."""
    return tuple(
        TranslationView(
            language,
            record.kind.property("translations", language).get("title", language),
            translation["title"],
            translation["summary"],
            translation["by"] == "machine",
        )
        for language, translation in sorted(record.data.get("translations", {}).items())
    )


def figure_views(record: Record) -> tuple[FigureView, ...]:
    """Return the record's figures: the claims about one thing together, oldest first."""
    groups: dict[str, list[ClaimView]] = {}
    for figure in record.part("figures"):
        groups.setdefault(figure["what"], []).append(_claim(record, figure))
    return tuple(FigureView(what, *_in_time(claims)) for what, claims in groups.items())


def _in_time(
    claims: list[ClaimView],
) -> tuple[tuple[ClaimView, ...], tuple[tuple[float, float], ...]]:
    """Return the claims from the oldest to the newest, those without a date last, and their
    bars."""
    ordered = sorted(claims, key=lambda claim: claim.as_of.key if claim.as_of else ("9999", ""))
    return tuple(ordered), _bars(ordered)


def _claim(record: Record, figure: Mapping[str, Any]) -> ClaimView:
    """Return a figure as written for display."""

    def term(name: str) -> str:
        return record.kind.term(figure[name], "figures", "*", name)

    low, high = figure.get("value", figure.get("low")), figure.get("value", figure.get("high"))
    words = figure.get("words") or _amount(figure.get("unit", ""), low, high)
    bound = "" if figure.get("bound", "exact") == "exact" else term("bound") + " "
    return ClaimView(
        bound + words,
        low,
        high,
        figure["claimed_by"],
        term("basis"),
        date_view(figure.get("as_of")),
        figure.get("note", ""),
        record.cites(figure["sources"]),
    )


def _amount(unit: str, low: float | None, high: float | None) -> str:
    """Return a number or range in words, such as "1,600", "$1,700,000", "5 to 7 hours"."""
    ends = [
        f"{CURRENCY.get(unit, '')}{number:,}"
        for number in dict.fromkeys((low, high))
        if number is not None
    ]
    return " to ".join(ends) + (f" {unit}" if unit and unit not in CURRENCY else "")


def _bars(claims: list[ClaimView]) -> tuple[tuple[float, float], ...]:
    """Return where each claim's bar begins and ends, as percentages of the largest number. A claim
    without a number gets a bar of no length."""
    top = max((claim.high for claim in claims if claim.high is not None), default=0) or 1
    return tuple(
        (round(100 * (claim.low or 0) / top, 1), round(100 * (claim.high or 0) / top, 1))
        for claim in claims
    )


def statement_views(record: Record) -> tuple[StatementView, ...]:
    """Return the record's statements, oldest first; those without a date stay at the end as
    written."""
    term = record.kind.property("statements", "*", "stance").get("x-terms", {})
    views = [
        StatementView(
            speaker=statement["speaker"],
            role=statement["role"],
            date=date_view(statement.get("date")),
            stance=statement["stance"],
            stance_label=term.get(statement["stance"], statement["stance"]),
            quote=statement.get("quote", ""),
            paraphrase=statement.get("paraphrase", ""),
            cites=record.cites(statement["sources"]),
        )
        for statement in record.part("statements")
    ]
    return tuple(sorted(views, key=lambda view: view.date.key if view.date else ("9999", "")))
