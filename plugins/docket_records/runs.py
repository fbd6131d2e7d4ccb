"""Runs: each run of a Pelican instance holds its locks and its cache, and prints its errors."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import NoneType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from docket.build.lock import lock_of, locked, opened
from docket.build.pool import keeping_everything
from docket.build.store import Store
from docket.lint.report import as_text
from docket.model.diagnostics import BadRecords, DocketError
from docket_records.folders import CACHE, DEFAULT_CACHE, cache, check_prose
from docket_records.generator import BUILD
from docket_records.inputs_of_site import fingerprint_of_site

FINAL, STAGING, EAGER = "DOCKET_FINAL_OUTPUT", "DOCKET_STAGING", "DOCKET_EAGER"
SITE_CODE = "DOCKET_SITE_CODE"
HELD, JOBS, TODAY = "DOCKET_HELD", "DOCKET_JOBS", "DOCKET_TODAY"
TEMPLATES = "templates"
JINJA, KEPT, WATCHED = "JINJA_ENVIRONMENT", "bytecode_cache", "STATIC_PATHS"
PROJECT, DATA, SCHEMA = "DOCKET_PROJECT", "DOCKET_DATA", "DOCKET_SCHEMA"
TEXT, NONE_OR_TEXT, NONE_OR_NUMBER = "text", "text or None", "a whole number above zero or None"
TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    PROJECT: (TEXT, (str, Path)),
    DATA: (TEXT, (str, Path)),
    SCHEMA: (TEXT, (str, Path)),
    "DOCKET_BASE_MAP": (TEXT, (str, Path)),
    "DOCKET_SITE": ("a dictionary", (Mapping,)),
    CACHE: (NONE_OR_TEXT, (str, NoneType)),
    JOBS: (NONE_OR_NUMBER, (int, NoneType)),
}
"""What the value of each setting has to be, in words and as types."""
WITHOUT_EFFECT = (BUILD, HELD, CACHE, JOBS, EAGER, FINAL, STAGING, TODAY, SITE_CODE)
"""The settings that change no byte of the output."""


class Stopped(Exception):
    """A run ended for a reason that has been printed in full. Pelican exits with `exitcode`."""

    def __init__(self, message: str, exitcode: int) -> None:
        super().__init__(message)
        self.exitcode = exitcode


@contextmanager
def told_in_full(project: Path) -> Iterator[None]:
    """Print what is wrong in our own words and raise Stopped: exit code 1 where records have
    problems, 2 where the tool cannot go on. Pelican's logger would cut it short."""
    try:
        yield
    except BadRecords as bad:
        sys.stderr.write(as_text(bad.problems, project))
        raise Stopped(str(bad), 1) from None
    except DocketError as error:
        sys.stderr.write(f"docket: {error}\n")
        raise Stopped(str(error), 2) from None


def unless_told(record: logging.LogRecord) -> bool:
    """Return whether a log record is about anything but a reason that has been printed."""
    return not (record.exc_info and isinstance(record.exc_info[1], Stopped))


def prepare(pelican: Any) -> None:
    """Make each run of this instance hold its locks, from its beginning to its end, and print its
    errors. (With --autoreload one process has two instances, of which one runs many times.)"""
    run, watched = pelican.run, pelican.settings[WATCHED]
    pelican.settings.setdefault(CACHE, DEFAULT_CACHE)
    logging.getLogger("pelican").addFilter(unless_told)

    def run_once(store: Store) -> None:
        pelican.settings.pop(BUILD, None)
        code = hold(pelican.settings, store)
        run()
        code.save()

    def run_locked() -> None:
        project = Path(str(pelican.settings.get(PROJECT, "")))
        output = Path(pelican.settings["OUTPUT_PATH"])
        pelican.settings[WATCHED] = watched
        try:
            with told_in_full(project):
                check_types(pelican.settings)
                check_prose(pelican.settings)
                folder = cache(pelican, output)
                with (
                    keeping_everything(),
                    locked(lock_of(output)),
                    opened(folder) as store,
                ):
                    run_once(store)
        finally:  # Pelican watches these for changes beside its own folders
            folders = [str(project / str(pelican.settings.get(name))) for name in (DATA, SCHEMA)]
            pelican.settings[WATCHED] = [*watched, *folders]

    pelican.run = run_locked


def hold(settings: dict[str, Any], store: Store) -> Bytecode:
    """Give a run its store, the fingerprint of its code and settings, and compiled templates."""
    jinja = {name: value for name, value in settings[JINJA].items() if name != KEPT}
    settings[HELD], settings[JINJA] = store, jinja
    settings[SITE_CODE] = fingerprint_of_site(settings, WITHOUT_EFFECT)
    code = Bytecode(store, settings[SITE_CODE])
    settings[JINJA] = {**jinja, KEPT: code}
    return code


class Bytecode(BytecodeCache):
    """Keeps what Jinja compiles of templates in the store, as long as code and settings are the
    same: Jinja applies filters to constants when it compiles. Jinja itself compares the source."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store, self._key, self._changed = store, key, False
        self._codes: dict[str, bytes] = dict(store.load(TEMPLATES, key) or {})

    def __repr__(self) -> str:
        """Return the same in every run."""
        return type(self).__name__

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, where that is known."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a bucket that was compiled just now."""
        self._codes[bucket.key], self._changed = bucket.bytecode_to_string(), True

    def save(self) -> None:
        """Keep what was compiled for the next run."""
        if self._changed:
            self._store.save(TEMPLATES, self._key, self._codes)


def check_types(settings: Mapping[str, Any]) -> None:
    """Raise DocketError where a setting is missing that must be given, or is of a wrong type."""
    faults = [
        f"settings: {name} must be {words}, not {settings.get(name)!r}"
        for name, (words, types) in TYPES.items()
        if not isinstance(settings.get(name), types)
        or (name == JOBS and settings.get(name) is not None and settings[name] < 1)
    ]
    if faults:
        raise DocketError("\n".join(faults))
