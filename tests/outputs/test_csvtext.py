"""CSV is what Python's own writer makes of the same cells."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from docket.exports.csvtext import FORMULA, csv_lines

ODD = st.text(
    st.sampled_from(["a", "é", '"', ",", ";", "\r", "\n", " ", "'", *sorted(FORMULA)]), max_size=6
)
CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | ODD
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=4)


def safe(value):
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value


@given(ROWS)
def test_lines_are_those_that_python_s_own_writer_makes(rows):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows([map(safe, row) for row in rows])
    assert csv_lines(rows) == written.getvalue()
