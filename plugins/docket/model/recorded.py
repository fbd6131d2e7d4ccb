"""The ledger: when each record was written down, as opposed to when what it describes happened. The
library takes it as an argument and never looks for one."""

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
"""When each record was written down, by record id. An unknown record was not committed yet, or its
history is not known."""
NO_LEDGER: Ledger = {}
