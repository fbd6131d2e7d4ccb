"""Migrations: rewrite the records of a collection for a newer form of the schemas.

A migration is a module `m<number>_<what>.py` with a function `migrate`. It is given one record, and
all records of the collection as they were before it, and returns the new text of the one. It edits
by position (`docket.source.edits`), so that everything else stays byte for byte, and returns the
text of a record that needs no change as it is. So it can be applied again.

To add one, write the module, put its function at the end of MIGRATIONS, and put records before and
after it into `tests/migrations/` (see the README there). A migration that was released is not
changed any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docket.model.diagnostics import DocketError
from docket.source import yaml_reader
from docket.source.migrations import m001_date_and_record, m002_orders
from docket.source.migrations.record_text import RecordText

Migrate = Callable[[RecordText, Sequence[RecordText]], str]
MIGRATIONS: tuple[Migrate, ...] = (m001_date_and_record.migrate, m002_orders.migrate)
"""All migrations in their order; the first has the number 1."""
NEWEST = len(MIGRATIONS)


def migrated(records: Iterable[RecordText], after: int, until: int = NEWEST) -> list[RecordText]:
    """Return the records after all migrations with a higher number than `after`, up to `until`.

    Raise DocketError where a migration makes a text that cannot be read.
    """
    now = list(records)
    for number in range(after + 1, until + 1):
        migrate = MIGRATIONS[number - 1]
        now = [_changed(record, migrate(record, now), number) for record in now]
    return now


def _changed(record: RecordText, text: str, number: int) -> RecordText:
    """Return a record with its new text. Raise DocketError where that cannot be read."""
    if text == record.text:
        return record
    reading = yaml_reader.read(text.encode(), record.file)
    if reading.problems:
        fact = reading.problems[0].fact
        raise DocketError(
            f"{record.file}: migration {number} cannot be applied: then {fact}\n"
            "  This is a fault of the migration; nothing was changed. Please report it."
        )
    return record._replace(text=text, data=reading.value)
