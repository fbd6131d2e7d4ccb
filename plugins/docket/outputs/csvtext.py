"""CSV text: tables as RFC 4180 writes them, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from docket.outputs.columns import Cell

MEDIA_TYPE = "text/csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The beginnings by which a spreadsheet takes text for a formula (OWASP, CSV Injection), their full-width forms included."""


def to_csv(header: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows under the header as UTF-8 without a byte order mark, lines ended by CR LF; what a row does not have is an empty cell.
    Text that begins like a formula gets an apostrophe in front; numbers stay numbers. Raises ValueError for a cell without a column."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(header), restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
