"""Formats: what a text must look like where a schema names a format. Both validators use these, so that they cannot disagree."""

from __future__ import annotations

import re
from datetime import date

from docket import dates

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ADDRESS = re.compile(r"https?://[A-Za-z0-9._~!$&'()*+,;=:@\[\]-]+([/?#]([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")


def is_day(value: object) -> bool:
    """Whether a text is a day of the calendar written YYYY-MM-DD (RFC 3339 full-date); anything but text passes, as formats do."""
    if not isinstance(value, str):
        return True
    try:
        return DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_address(value: object) -> bool:
    """Whether a text is a web address: http or https, a host, and only the characters of RFC 3986 §2; anything but text passes."""
    return not isinstance(value, str) or ADDRESS.fullmatch(value) is not None


FORMATS = {"edtf": dates.is_edtf, "date": is_day, "uri": is_address}
