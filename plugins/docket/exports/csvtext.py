"""Write tables as CSV (RFC 4180) whose cells no spreadsheet interprets as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from docket.exports.columns import Cell

MEDIA_TYPE = "text/csv"
FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
"""The first characters of text that a spreadsheet interprets as a formula (OWASP, CSV Injection),
with their full-width forms."""


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Return the header and the rows as UTF-8 without a byte order mark; a missing value becomes an
    empty cell. Raise ValueError for a cell without a column."""
    known = frozenset(header)

    def in_order(row: Mapping[str, Cell]) -> Sequence[Cell]:
        if not known.issuperset(row):
            raise ValueError(f"no column for {', '.join(sorted(row.keys() - known))}")
        return [row.get(name) for name in header]

    return csv_lines([header, *map(in_order, rows)]).encode()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Return the rows as lines that end with CR LF, None as an empty cell. Text that begins like a
    formula is prefixed with an apostrophe; numbers are not."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(map(_cell, row) for row in rows)
    return written.getvalue()


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
