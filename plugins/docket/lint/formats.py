"""Formats: what a text must look like where a schema names a format. Both validators use these
functions, so that they cannot disagree."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from docket.model import edtf

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CHARACTERS = re.compile(r"([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
"""The characters of a URI (RFC 3986 §2)."""
LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
"""A part of a host's name (RFC 1123 §2.1)."""
LONGEST_HOST = 253
NOT_PUBLIC = ("localhost", "local", "internal", "localdomain", "lan", "home", "corp")
"""Last labels of hosts that are never public: RFC 6761 §6.3, RFC 6762 §3, and common names inside
networks. The reserved names example, test and invalid are accepted, since examples need them."""

COPY = "Copy the address from the browser's address bar."
PUBLIC = "Name a page that everybody can read."


def is_day(value: object) -> bool:
    """Return whether a text is a day of the calendar in the form YYYY-MM-DD (RFC 3339 full-date).
    Other types are accepted, as JSON Schema demands of formats."""
    if not isinstance(value, str):
        return True
    try:
        return DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_address(value: object) -> bool:
    """Return whether a text is the address of a public web page. Other types are accepted, as JSON
    Schema demands of formats."""
    return not isinstance(value, str) or not address_fault(value)[0]


def address_fault(text: str) -> tuple[str, str]:
    """Return fact and hint for a text that is not the address of a public web page (RFC 3986, http
    or https); two empty texts for an address.

    Names of users and passwords are refused, since readers take them for the host; so are hosts
    inside a network, which others cannot reach.
    """
    end = CHARACTERS.match(text).end()  # type: ignore[union-attr]  # it also matches nothing
    if end < len(text):
        odd = "a % without two digits" if text[end] == "%" else repr(text[end])
        return f"it holds {odd}", COPY
    if not text.startswith(("http://", "https://")):
        return "it does not begin with https:// or http://", "Begin it with https://"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "its host or port is not written as such", COPY
    if "@" in parts.netloc:
        return "a name stands before the host", "Leave out what stands before the @."
    if port == 0 or parts.netloc.endswith(":"):
        return "its port is not a number from 1 to 65535", "Leave the port out."
    return _host_fault(host, parts.netloc.startswith("["))


def _host_fault(host: str, bracketed: bool) -> tuple[str, str]:
    """Return fact and hint for a host that is not one of the public web; two empty texts for one
    that is. The host is in lower case and has no brackets."""
    if not host:
        return "it has no host", COPY
    labels = host.removesuffix(".").split(".")
    if bracketed or labels[-1].isdecimal():
        number = _number(host, bracketed)
        public, known = number is not None and number.is_global, number is not None
    else:
        known = len(host) <= LONGEST_HOST and all(map(LABEL.fullmatch, labels))
        known = known and all(map(_decodes, labels))
        public = len(labels) > 1 and labels[-1] not in NOT_PUBLIC
    if not known:
        return f"{host} is not the name of a host", COPY
    return ("", "") if public else (f"{host} is not a host that everybody can reach", PUBLIC)


def _number(host: str, bracketed: bool) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is written as: IPv6 in brackets, IPv4 without; None for a
    name."""
    try:
        return IPv6Address(host) if bracketed else IPv4Address(host)
    except ValueError:
        return None


def _decodes(label: str) -> bool:
    """Return whether a part of a host's name is plain, or punycode (RFC 3492) of other letters."""
    if not label.startswith("xn--"):
        return True
    try:
        return not label[4:].encode("ascii").decode("punycode").isascii()
    except UnicodeError:
        return False


FORMATS = {"edtf": edtf.is_edtf, "date": is_day, "uri": is_address}
