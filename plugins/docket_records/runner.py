"""Run Pelican for `docket build`: every failure ends with one message on stderr and exit code 2.

python plugins/docket_records/runner.py [--repeat] ARGUMENTS OF PELICAN

With --repeat it imports the libraries once, then runs Pelican in a forked process for each line on
standard input. Our own modules are imported only after Pelican has read its settings, since these
say where our modules are, and since they may change between two runs.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

REPEAT, PROGRESS = "--repeat", "DOCKET_PROGRESS"
LIBRARIES = ("pelican", "comrak", "feedgenerator", "nh3", "orjson", "rapidfuzz", "yaml")
"""The third-party libraries that a build imports. One that is not installed is skipped here; the
build then reports it."""
STOPPED, FAILED = 130, 2
"""The exit codes for Ctrl-C (128 + SIGINT, as shells have it) and for a failed build."""


class Errors(logging.Handler):
    """Keeps the messages of errors and writes warnings to stderr."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of an error, or write a warning to stderr."""
        if record.levelno >= logging.ERROR:
            error = record.exc_info[1] if record.exc_info else sys.exception()
            text = record.getMessage()
            self.messages.append(text if not error or str(error) in text else f"{text}: {error}")
        else:
            sys.stderr.write(f"docket: warning: {' '.join(record.getMessage().split())}\n")


class Terminated(BaseException):
    """A signal asked this process to end. The argument is the number of the signal."""


def terminate(number: int, _: object) -> NoReturn:
    """Raise Terminated for a signal, so that files are closed, locks released and workers ended."""
    raise Terminated(number)


def receive_signals() -> None:
    """Let the signals come that the command which began this process has held back."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))


class Runner:
    """One run of Pelican: its arguments, the errors it has logged, and its phase."""

    def __init__(self, arguments: list[str]) -> None:
        self.errors, self.phase = Errors(), "settings"
        self.pelican: Any = import_module("pelican")
        self.given = self.pelican.parse_arguments(arguments)

    def run(self) -> int:
        """Run Pelican and return the exit code."""
        try:
            self._build()
        except KeyboardInterrupt:
            return STOPPED
        except Terminated as stop:
            return 128 + int(stop.args[0])
        except BaseException as error:  # including SystemExit, which Pelican raises
            code = getattr(error, "exitcode", None)
            if code is None:
                self._report(error)
            return FAILED if code is None else int(code)
        return 0

    def _build(self) -> None:
        """Do the same as Pelican's main function, but collect the errors it logs."""
        given, log = self.given, import_module("pelican.log")
        log.init(level=given.verbosity, fatal="errors", handler=self.errors, name="pelican")
        if given.verbosity == logging.DEBUG:
            logging.getLogger().addHandler(log.DEFAULT_LOG_HANDLER)
        config = self.pelican.get_config(given)
        settings = self.pelican.read_settings(given.settings, override=config)
        self.phase = "plugins"
        kind = settings["PELICAN_CLASS"]
        site = (resolve_name(kind) if isinstance(kind, str) else kind)(settings)
        self.phase = "build"
        site.run()

    def _report(self, error: BaseException) -> None:
        """Write the message of an error to stderr, with its traceback under --debug."""
        if self.given.verbosity == logging.DEBUG:
            traceback.print_exception(error)
        file = Path(self.given.settings)
        describe = import_module("docket.build.failures").describe
        sys.stderr.write(describe(error, file.parent, self.phase, file, self.errors.messages))


def repeat(arguments: list[str]) -> None:
    """Run Pelican once for each line on standard input, and write "end" and the exit code to the
    progress pipe after each. Where forking is not safe (macOS), run it once and end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a traceback while waiting
    receive_signals()
    sys.path[0] = str(Path.cwd())
    for name in LIBRARIES:
        with suppress(ImportError):
            import_module(name)
    for _ in sys.stdin:
        if sys.platform == "darwin" or not hasattr(os, "fork"):
            main(arguments)
        child = os.fork()
        if child == 0:
            os.close(0)
            main(arguments)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(int(os.environ[PROGRESS]), f"end {code}\n".encode())


def main(arguments: list[str]) -> NoReturn:
    """Run Pelican with these arguments and end the process with its exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, terminate)
    sys.path[0] = str(Path.cwd())  # as `python -m pelican` has it
    try:
        receive_signals()
        code = Runner(arguments).run()
    except KeyboardInterrupt:
        code = STOPPED
    except Terminated as stop:
        code = 128 + int(stop.args[0])
    sys.exit(code)


if __name__ == "__main__":
    if sys.argv[1:2] == [REPEAT]:
        repeat(sys.argv[2:])
    else:
        main(sys.argv[1:])
