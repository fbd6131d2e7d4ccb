"""CSV text: tables as RFC 4180 writes them, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from docket.outputs.columns import Cell

MEDIA_TYPE = "text/csv"
FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
"""The beginnings by which a spreadsheet takes text for a formula (OWASP, CSV Injection), their full-width forms included."""


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows under the header as UTF-8 without a byte order mark; what a row does not have is an empty cell. Raises ValueError for a cell without a column."""
    known = frozenset(header)

    def in_order(row: Mapping[str, Cell]) -> Sequence[Cell]:
        if not known.issuperset(row):
            raise ValueError(f"no column for {', '.join(sorted(row.keys() - known))}")
        return [row.get(name) for name in header]

    return csv_lines([header, *map(in_order, rows)]).encode()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as lines ended by CR LF, None an empty cell. Text that begins like a formula gets an apostrophe in front; numbers stay numbers."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [value if value is None or (type(value) is str and value[:1] not in FORMULA) else _cell(value) for value in row] for row in rows
    )
    return text.getvalue()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA else value
    return str(value).lower() if isinstance(value, bool) else value
