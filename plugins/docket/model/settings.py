"""Settings: what a site owner chooses, checked once and then passed on as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from docket.model.diagnostics import DocketError
from docket.model.text import did_you_mean

ADDRESSES = ("site_url", "data_licence_url", "repository_url")
SIZES = ("page_size", "feed_size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a site. Those without a default must be given."""

    site_name: str
    """The name of the site, shown on every page and in every feed."""
    site_url: str
    """The public address of the site, https:// in front and no slash at the end."""
    tagline: str
    """What the site is about, in one line; the heading of the front page."""
    description: str
    """What the site holds, in one to three sentences."""
    data_licence_name: str
    """The licence of the records as it is called, for example CC BY 4.0."""
    data_licence_url: str
    """The address of the text of that licence."""
    code_licence: str = "MIT"
    """The licence of code and schemas (an SPDX identifier)."""
    author: str = ""
    """Who makes the site; feeds name them. Empty: the name of the site."""
    language: str = "en"
    """The language of the pages (BCP 47)."""
    repository_url: str = ""
    """The address of the repository with the records; pages link to a record's file there. Empty:
    no such links."""
    page_size: int = 50
    """How many records one page of a list shows."""
    feed_size: int = 50
    """How many records a feed holds at most."""
    as_of: str | None = None
    """The day on which all statuses are read (ISO 8601). None: for each record the day to which its
    kind was searched in its area."""


def make_settings(values: Mapping[str, Any]) -> Settings:
    """Return the settings that a mapping of names to values gives. Slashes at the end of site_url
    are dropped.

    Raise DocketError with every unknown name (and the nearest known one), every missing name and
    every value of a wrong type or form.
    """
    faults = [*_unknown(values), *_missing(values), *_wrong(values)]
    if faults:
        raise DocketError("\n".join(f"settings: {fault}" for fault in faults))
    return Settings(**{**values, "site_url": values["site_url"].rstrip("/")})


def _unknown(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a message for every name that is not a setting."""
    known = [field.name for field in fields(Settings)]
    for name in values:
        if name not in known:
            hint = did_you_mean(name, known)
            yield f"there is no setting '{name}'" + (f", {hint}" if hint else "")


def _missing(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a message for every setting that must be given and is not."""
    for field in fields(Settings):
        if field.default is MISSING and field.name not in values:
            yield f"{field.name} is missing"


def _wrong(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a message for every value of a wrong type or form."""
    for field in fields(Settings):
        if field.name not in values:
            continue
        value, fault = values[field.name], ""
        if field.name in SIZES:
            fault = "" if type(value) is int and value > 0 else "must be a whole number above zero"
        elif field.name == "as_of":
            fault = (
                ""
                if value is None or _is_day(value)
                else "must be a day such as 2026-11-23, or None"
            )
        elif not isinstance(value, str):
            fault = "must be text"
        elif field.name in ADDRESSES:
            fault = "" if not value and field.default == "" else _address_fault(value)
        elif not value.strip() and field.default is MISSING:
            fault = "must not be empty"
        if fault:
            yield f"{field.name} {fault}, not {value!r}"


def _address_fault(value: str) -> str:
    """Return what is wrong with an address; empty where nothing is."""
    if not value.startswith(("http://", "https://")):
        return "must start with http:// or https://"
    blank = any(sign.isspace() or not sign.isprintable() for sign in value)
    return "must have no blank" if blank else ""


def _is_day(value: object) -> bool:
    """Return whether a value is text in the form YYYY-MM-DD that names a day of the calendar."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
