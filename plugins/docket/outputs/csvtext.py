"""CSV text: tables as RFC 4180 writes them, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from docket.outputs.columns import Cell

MEDIA_TYPE = "text/csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The beginnings by which a spreadsheet takes text for a formula (OWASP, CSV Injection), their full-width forms included."""


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows under the header as UTF-8 without a byte order mark, lines ended by CR LF; what a row does not have is an empty cell.
    Text that begins like a formula gets an apostrophe in front; numbers stay numbers. Raises ValueError for a cell without a column."""
    return csv_header(header) + csv_rows(header, rows)


def csv_header(header: Sequence[str]) -> bytes:
    """The header's line alone."""
    return _lines([header])


def csv_rows(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows' lines without the header's. Raises ValueError for a cell without a column."""
    known = frozenset(header)

    def in_order(row: Mapping[str, Cell]) -> Sequence[Cell]:
        if not known.issuperset(row):
            raise ValueError(f"no column for {', '.join(sorted(row.keys() - known))}")
        return [row.get(name) for name in header]

    return _lines(map(in_order, rows))


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
