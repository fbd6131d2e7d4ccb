"""Prepare each run of a Pelican instance: check settings, hold the locks and the store, print
errors."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import NoneType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from docket.build.destination import BESIDE, OTHER, errors_explained
from docket.build.lock import lock_of, locked, opened
from docket.build.pool import keeping_everything
from docket.build.store import Store
from docket.lint.report import as_text
from docket.model.diagnostics import BadRecords, DocketError
from docket.model.text import did_you_mean
from docket_records.folders import CACHE, DEFAULT_CACHE, EXTRA, cache
from docket_records.generator import BUILD
from docket_records.inputs_of_site import fingerprint_of_site
from docket_records.links import check_links

FINAL, STAGING, EAGER = "DOCKET_FINAL_OUTPUT", "DOCKET_STAGING", "DOCKET_EAGER"
SITE_CODE = "DOCKET_SITE_CODE"
HELD, JOBS, TODAY = "DOCKET_HELD", "DOCKET_JOBS", "DOCKET_TODAY"
TEMPLATES = "templates"
JINJA, KEPT, WATCHED = "JINJA_ENVIRONMENT", "bytecode_cache", "STATIC_PATHS"
PROJECT, DATA, SCHEMA = "DOCKET_PROJECT", "DOCKET_DATA", "DOCKET_SCHEMA"
TEXT, NONE_OR_TEXT, NONE_OR_NUMBER = "text", "text or None", "a whole number above zero or None"
NAMES = "a list of names"
TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    PROJECT: (TEXT, (str, Path)),
    DATA: (TEXT, (str, Path)),
    SCHEMA: (TEXT, (str, Path)),
    "DOCKET_BASE_MAP": (TEXT, (str, Path)),
    "DOCKET_SITE": ("a dictionary", (Mapping,)),
    CACHE: (NONE_OR_TEXT, (str, NoneType)),
    JOBS: (NONE_OR_NUMBER, (int, NoneType)),
    JINJA: ("a dictionary", (Mapping,)),
    "JINJA_FILTERS": ("a dictionary", (Mapping,)),
    "MARKDOWN": ("a dictionary", (Mapping,)),
}
"""What the value of each setting has to be, in words and as types."""
OPTIONAL: Mapping[str, tuple[str, tuple[type, ...]]] = {
    EXTRA: (TEXT, (str, Path)),
    "DOCKET_DOWNLOADS": (NAMES, (list, tuple, set, frozenset)),
    "DOCKET_FEEDS": (NAMES, (list, tuple, set, frozenset)),
}
"""The same of settings that may be left out."""
WITHOUT_EFFECT = (BUILD, HELD, CACHE, JOBS, EAGER, FINAL, STAGING, TODAY, SITE_CODE)
"""The settings that change no byte of the output."""
OURS = "DOCKET_"
"""How the names of our settings begin; others' may not."""


class Stopped(Exception):
    """A run has ended with an error that has been printed. Pelican exits with `exitcode`."""

    def __init__(self, message: str, exitcode: int) -> None:
        super().__init__(message)
        self.exitcode = exitcode


@contextmanager
def errors_printed(project: Path) -> Iterator[None]:
    """Print BadRecords and DocketError that are raised in the block, and raise Stopped in their
    place: exit code 1 for problems of records, 2 for other errors. Pelican's logger would shorten
    them."""
    try:
        yield
    except BadRecords as bad:
        sys.stderr.write(as_text(bad.problems, project))
        raise Stopped(str(bad), 1) from None
    except DocketError as error:
        sys.stderr.write(f"docket: {error}\n")
        raise Stopped(str(error), 2) from None


def is_not_printed(record: logging.LogRecord) -> bool:
    """Return whether a log record is about anything but an error that has been printed."""
    return not (record.exc_info and isinstance(record.exc_info[1], Stopped))


def prepare(pelican: Any) -> None:
    """Replace the `run` method of a Pelican instance by one that checks the settings, holds the
    lock of the output and the store while it runs, and prints errors. With Pelican's --autoreload a
    process has two instances, one of which runs many times."""
    run, watched = pelican.run, pelican.settings[WATCHED]
    pelican.settings.setdefault(CACHE, DEFAULT_CACHE)
    logging.getLogger("pelican").addFilter(is_not_printed)

    def run_once(store: Store) -> None:
        pelican.settings.pop(BUILD, None)
        code = fill_settings(pelican.settings, store)
        run()
        code.save()

    def run_locked() -> None:
        project = Path(str(pelican.settings.get(PROJECT, "")))
        output = Path(pelican.settings["OUTPUT_PATH"])
        pelican.settings[WATCHED] = watched
        try:
            with errors_printed(project):
                check_types(pelican.settings)
                check_links(pelican.settings)
                folder = cache(pelican, output)
                with keeping_everything(), ExitStack() as held:
                    with errors_explained(output, hint=f"{BESIDE} {OTHER}"):
                        held.enter_context(locked(lock_of(output)))
                    run_once(held.enter_context(opened(folder)))
        finally:  # with --autoreload, Pelican is to watch these folders, too
            folders = [str(project / str(pelican.settings.get(name))) for name in (DATA, SCHEMA)]
            pelican.settings[WATCHED] = [*watched, *folders]

    pelican.run = run_locked


def fill_settings(settings: dict[str, Any], store: Store) -> Bytecode:
    """Put the store, the fingerprint of code and settings, and the compiled templates into the
    settings of a run. Return the compiled templates, to be saved after the run."""
    jinja = {name: value for name, value in settings[JINJA].items() if name != KEPT}
    settings[HELD], settings[JINJA] = store, jinja
    settings[SITE_CODE] = fingerprint_of_site(settings, WITHOUT_EFFECT)
    code = Bytecode(store, settings[SITE_CODE])
    settings[JINJA] = {**jinja, KEPT: code}
    return code


class Bytecode(BytecodeCache):
    """The store as Jinja's cache of compiled templates. They are valid under one fingerprint of
    code and settings, since Jinja applies filters to constants when it compiles; Jinja itself
    compares the source of the template."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store, self._key, self._changed = store, key, False
        self._codes: dict[str, bytes] = dict(store.load(TEMPLATES, key) or {})

    def __repr__(self) -> str:
        """Return the same text in every run."""
        return type(self).__name__

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template of this bucket, if the store has it."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template that Jinja has compiled."""
        self._codes[bucket.key], self._changed = bucket.bytecode_to_string(), True

    def save(self) -> None:
        """Write all compiled templates to the store, if any is new."""
        if self._changed:
            self._store.save(TEMPLATES, self._key, self._codes)


def check_types(settings: Mapping[str, Any]) -> None:
    """Raise DocketError where a setting is missing that must be given, is of a wrong type, or has
    a name that no setting of ours has."""
    known = {*TYPES, *OPTIONAL, *WITHOUT_EFFECT}
    given = {name: types for name, types in OPTIONAL.items() if name in settings}
    unknown = sorted(name for name in settings if name.startswith(OURS) and name not in known)
    faults = [
        f"settings: there is no setting {name}; "
        + (did_you_mean(name, known) or "docs/settings.md names all of them")
        for name in unknown
    ]
    faults += [
        f"settings: {name} must be {words}, not {settings.get(name)!r}"
        for name, (words, types) in {**TYPES, **given}.items()
        if not isinstance(settings.get(name), types)
        or (name == JOBS and settings.get(name) is not None and settings[name] < 1)
    ]
    if faults:
        raise DocketError("\n".join(faults))
