"""CSV text: tables as RFC 4180 writes them, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docket.exports.columns import Cell

MEDIA_TYPE = "text/csv"
FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
"""The beginnings by which a spreadsheet takes text for a formula (OWASP, CSV Injection), their
full-width forms included."""


def to_csv(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows under the header as UTF-8 without a byte order mark; what a row does not have is an
    empty cell. Raises ValueError for a cell without a column."""
    known = frozenset(header)

    def in_order(row: Mapping[str, Cell]) -> Sequence[Cell]:
        if not known.issuperset(row):
            raise ValueError(f"no column for {', '.join(sorted(row.keys() - known))}")
        return [row.get(name) for name in header]

    return csv_lines([header, *map(in_order, rows)]).encode()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as lines ended by CR LF, None an empty cell. Text that begins like a formula gets an
    apostrophe in front; numbers stay numbers. Python's own writer looks at every character several
    times and takes four times as long; a test holds the two to the same text."""
    return "".join(
        [
            ",".join(
                [
                    "" if value is None else _text(value) if type(value) is str else _number(value)
                    for value in row
                ]
            )
            + "\r\n"
            for row in rows
        ]
    )


def _text(value: str) -> str:
    """Text as a cell, in quotes where it holds what divides cells and lines (RFC 4180 §2.6 and
    §2.7)."""
    if value[:1] in FORMULA:
        value = f"'{value}"
    if '"' in value:
        return '"' + value.replace('"', '""') + '"'
    return f'"{value}"' if "," in value or "\n" in value or "\r" in value else value


def _number(value: Cell) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
