"""The clock: the one place that reads which day it is. Checks need it, outputs never do."""

from __future__ import annotations

from datetime import date

from docket.model.diagnostics import DocketError


def day_of(given: object = None, name: str = "today") -> date:
    """Return the day `given` as a date or as text in the form YYYY-MM-DD, and the local date of the
    system for None. Raise DocketError, which calls the value by `name`, for anything else."""
    if given is None:
        return date.today()
    try:
        day = date.fromisoformat(str(given))
    except ValueError:
        day = None
    if day is None or day.isoformat() != str(given):
        raise DocketError(f"{name}: {given!r} is no day of the calendar; write YYYY-MM-DD")
    return day
