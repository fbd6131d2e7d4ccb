"""The ledger: when each record was written down, as against when what it tells happened. The
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
"""By record id. A record that is not in it was not yet handed in, or nobody knows."""
NO_LEDGER: Ledger = {}
