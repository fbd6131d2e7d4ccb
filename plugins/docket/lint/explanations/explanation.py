"""An explanation: what the code of a problem means."""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """What a code asks for, why, and an example of what breaks and what keeps it (both empty where
    an example would not help)."""

    code: str
    title: str
    reason: str
    wrong: str = ""
    right: str = ""
