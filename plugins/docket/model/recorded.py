"""The ledger: when the records were written down, as against when what they tell was true. It is an
argument; nothing in the library asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Recorded(NamedTuple):
    """When a record was first written down and when last changed (days in UTC), and how many
    changes there were, the first included."""

    first: date
    last: date
    changes: int


Ledger = Mapping[str, Recorded]
"""By record id. A record that is not in it was not yet handed in, or nobody knows."""
NO_LEDGER: Ledger = {}
